"""Rounds: from a source to what its pages say, kept and ready for the tables.

Belongs here: which addresses of a source are asked next, what is read from a capture and when it is
read again, drift of a source, verdicts on shipped facts, files that a user brings. Does not belong
here: talking HTTP (``fetch``), keeping bytes (``archive``), reading a page (``extract``), deciding
which project a claim belongs to (``resolve``).
"""
