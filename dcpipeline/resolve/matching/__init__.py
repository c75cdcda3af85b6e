"""Which subjects are one project: candidate pairs, evidence, groups.

A subject goes in as a ``Record``; groups of keys and the pairs that were looked at come out. No
identifier, no order of reading and no earlier run goes in.

``described`` reads a record once, with what ``normalize`` knows of names and places; ``blocks``
finds the pairs worth a look; ``features`` compares them, ``evidence`` names the level, ``words``
says it; ``groups`` joins; ``match`` puts it together.
"""

from dcpipeline.normalize.place_words import Places, place_words
from dcpipeline.resolve.matching.groups import NO_DECISIONS, Decisions
from dcpipeline.resolve.matching.match import Matching, Pair, match
from dcpipeline.resolve.matching.records import Record

__all__ = [
    "NO_DECISIONS",
    "Decisions",
    "Matching",
    "Pair",
    "Places",
    "Record",
    "match",
    "place_words",
]
