"""Copies of one story: pages that print the same text share an origin.

A wire story stands on many hosts: in traditional characters, with pinyin behind each character,
with hidden characters, under another title, with another editor's line, or cut short. Its text,
folded and without title, dateline and closing lines, says that it is one story.

Candidates come from two kinds of keys on runs of words (a hanzi is a word, so in Chinese these are
runs of characters; letters and figures count whole, so that Shanxi and Shaanxi or 10 and 110
differ):

- MinHash of all runs of six words, 42 bands of 3. It estimates Jaccard similarity without bias
  whatever the lengths, and bands turn it into equal keys: at a similarity of 0.55 (a text and
  somewhat less than its first 60 %) a pair is missed once in 2000, at 0.05 it meets once in 190.
  A bottom-k sketch is as good an estimate, but gives no keys, so that every pair would have to be
  met.
- The 16 smallest hashes of the three words before and behind each figure. Siblings of one template
  share most bands but few of these: of 60 cut copies among 300 siblings of 1,000 characters that
  differ in one notice of 250, 59 are found with them.

Each key compares a text only with the next six in order of length: comparisons grow with the
number of texts. A pair is then checked word by word in linear time (``is_copy``). An edit distance
(rapidfuzz) was not taken: a lost paragraph costs it much and another amount of money nearly
nothing, and here the opposite is meant.
"""

from dcpipeline.extract.copies.comparison import is_copy
from dcpipeline.extract.copies.keys import Fingerprint, candidates, fingerprint
from dcpipeline.extract.copies.stories import origins

__all__ = ["Fingerprint", "candidates", "fingerprint", "is_copy", "origins"]
