"""Which subjects are one project: candidate pairs, evidence, groups.

A subject goes in as a ``Record``; groups of keys and the pairs that were looked at come out. No
identifier, no order of reading and no earlier run goes in.

``names``, ``places``, ``described`` read a record once; ``blocks`` finds the pairs worth a look;
``features`` compares them, ``evidence`` names the level, ``words`` says it; ``groups`` joins;
``match`` puts it together.
"""

from dcpipeline.resolve.matching.groups import NO_DECISIONS, Decisions
from dcpipeline.resolve.matching.match import Matching, Pair, match
from dcpipeline.resolve.matching.places import Places, place_words
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
