"""Names that sources give to a synthetic project.

Rates are those of one name; two names of a project differ by a part in about twice as many cases.
"""

from collections.abc import Sequence
from random import Random
from typing import Final

from dcpipeline_tests.resolve.synthetic_projects import Project, draw_head
from dcpipeline_tests.resolve.synthetic_words import (
    CAMPUS,
    DIGITS,
    HEADS,
    Word,
    other_character,
)

CITY_IN_NAME: Final = 0.03
OWNER_IN_NAME: Final = 0.05
OTHER_HEAD: Final = 0.03
OTHER_KIND: Final = 0.02
# The other name of a project with a trade name: with its owner, and another last word.
OTHER_NAME: Final = 0.25
NO_MARK: Final = 0.01
PHASE_IN_NAME: Final = 0.30
BRACKETS: Final = 0.035
QUOTES: Final = 0.013
SLIP: Final = 0.01
# Endings that say nothing.
ENDING: Final = 0.02
_ENDINGS: Final = ("项目", "一体化项目", "工程")


def chinese_name(random: Random, project: Project, phase: int | None) -> str:
    """A name in Chinese, of a source that speaks of the phase or of none."""
    mark = project.mark
    if mark is not None and (project.owner_named or project.district) and _happens(random, NO_MARK):
        mark = None
    owner = project.owner.short if project.owner_named ^ _happens(random, OWNER_IN_NAME) else ""
    head = _head(random, project).zh
    city = project.city.zh if project.city_named ^ _happens(random, CITY_IN_NAME) else ""
    marked = mark.zh if mark else ""
    if marked and _happens(random, OTHER_NAME):
        owner, head = project.owner.short, project.other_head.zh
    if marked and _happens(random, QUOTES):
        marked = f"“{marked}”"
    bracketed = project.bracketed ^ _happens(random, BRACKETS)
    name = _composed(random, owner, city, marked, head, bracketed)
    if _happens(random, ENDING):
        name += random.choice(_ENDINGS)
    if phase and _happens(random, PHASE_IN_NAME):
        label = f"{DIGITS[phase - 1]}期"
        name += random.choice((label, f"({label})", f"（{label}）"))
    return _slipped(random, name) if _happens(random, SLIP) else name


def english_name(random: Random, project: Project, phase: int | None) -> str | None:
    """A name in English, None where the mark has none."""
    mark = project.mark
    if mark is not None and mark.en is None:
        return None
    owner = project.owner.english if project.owner_named else ""
    marked = mark.en or "" if mark else ""
    head = _head(random, project).en or ""
    if _happens(random, 0.1):
        head = head.replace("Center", "Centre")
    if _happens(random, 0.2):
        head = head.lower().replace("ai ", "AI ")
    city = project.city.en if project.city_named or _happens(random, 0.5) else ""
    if city and _happens(random, 0.3):
        parts: Sequence[str] = (owner, marked, head, f"({city})")
    else:
        parts = (owner, city, marked, head)
    if phase and _happens(random, PHASE_IN_NAME):
        parts = (*parts, f"phase {phase}")
    return " ".join(part for part in parts if part)


def _head(random: Random, project: Project) -> Word:
    if project.scope == "campus":
        return random.choice(CAMPUS) if _happens(random, OTHER_HEAD) else project.head
    if _happens(random, OTHER_KIND):
        return draw_head(random, random.choice(list(HEADS)))
    return draw_head(random, project.kind) if _happens(random, OTHER_HEAD) else project.head


def _composed(random: Random, owner: str, city: str, mark: str, head: str, bracketed: bool) -> str:
    """Owner, city, mark and head, with one of them in brackets."""
    if not bracketed:
        return f"{owner}{city}{mark}{head}"
    opening, closing = random.choice(("()", "（）"))
    if city and (owner or mark):
        return f"{owner}{mark}{head}{opening}{city}{closing}"
    if owner and mark:
        return f"{owner}{head}{opening}{mark}{closing}"
    return f"{owner}{city}{mark}{head}"


def _slipped(random: Random, name: str) -> str:
    """The name with one character left out, doubled, or another in its place."""
    place = random.randrange(len(name))
    put = random.choice(("", name[place] * 2, other_character(random)))
    return name[:place] + put + name[place + 1 :]


def _happens(random: Random, rate: float) -> bool:
    return random.random() < rate
