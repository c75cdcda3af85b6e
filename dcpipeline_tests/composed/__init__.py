"""Pages composed of wordings: whatever the words and their order, the claims are the same.

Each language has a file of slots: headlines, ways to tell of an event, of an owner, of figures,
and sentences that speak of something else. A page is one wording of each slot about a made-up
site; what is read from it must be what it was composed of. Adding a wording is one line.
"""
