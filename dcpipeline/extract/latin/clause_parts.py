"""What the clauses of English and French events are made of."""

import re
from dataclasses import dataclass
from typing import Final

# Words of one clause: a point ends it unless it stands in a number.
CHAR: Final = r"(?:[^.;:\n]|\.(?=\d))"
SITE: Final = (
    r"(?:cent(?:er|re)s?|campus|park|base|hub|cluster|facility|complex|site|project|phase|building|"
    r"hall|node|factory|supercomputer|installation|data ?cent\w+|parc|pole|complexe|tranche|"
    r"datacenter|supercalculateur|superordinateur|batiment|ferme|usine|plateforme|projet)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb of a kind of event.

    Attributes:
        event: what has happened.
        pattern: the words, of which the group ``verb`` (or ``verb2``) dates the event.
    """

    event: str
    pattern: re.Pattern[str]
