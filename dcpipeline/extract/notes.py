"""What the register's notes say about a figure: how it is bounded, and what a rack is.

The notes are short and mostly English. A qualifier counts only where it stands beside the figure
itself: the number of the cell must be found in the note, in any of its usual spellings.
"""

import re
from collections.abc import Iterator
from typing import Final

MULTIPLIER: Final = {
    "": 1.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "trn": 1e12,
    "trillion": 1e12,
    "万": 1e4,
    "亿": 1e8,
}
# Words before a figure, with what they say of it. "no more than" is read before "more than".
BEFORE: Final = {
    "at_most": (
        "up to",
        "at most",
        "no more than",
        "not more than",
        "maximum",
        "max",
        "最高",
        "至多",
    ),
    "at_least": (
        "no fewer than",
        "not less than",
        "no less than",
        "more than",
        "at least",
        "upwards of",
        "exceeding",
        "over",
        "above",
        "beyond",
        "超过",
        "不低于",
        "不少于",
        "超",
        "逾",
    ),
    "about": (
        "approximately",
        "roughly",
        "around",
        "nearly",
        "almost",
        "close to",
        "some",
        "about",
        "near",
        "ca.",
        "大约",
        "约",
        "近",
    ),
}
AFTER: Final = {
    "at_least": (r"\+", r"\s+(?:cards?\s+|racks?\s+)?or\s+more\b", r"余"),
    "at_most": (r"\s+at\s+(?:the\s+)?most\b",),
    "about": (r"\s+or\s+so\b",),
}
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,])(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?P<plus>\+?)\s?(?P<multiplier>bn\b|billion\b|trn\b|trillion\b|million\b|m\b|thousand\b|k\b|万|亿)?",
    re.IGNORECASE,
)
_BEFORE = {
    qualifier: re.compile(
        r"(?:^|[^a-z])(?:" + "|".join(map(re.escape, words)) + r")\s*(?:(?:cny|rmb|usd|a total of|"
        r"another|a further)\s*)?$",
        re.IGNORECASE,
    )
    for qualifier, words in BEFORE.items()
}
_AFTER = {
    qualifier: re.compile("|".join(forms), re.IGNORECASE) for qualifier, forms in AFTER.items()
}
# Beside a figure: it is what there is after an enlargement, or what the enlargement adds.
_ENLARGED = (
    r"(?:raised|raising|grown|grow|enlarged|enlargement|expanded|expansion|increased|upgraded"
    r"|(?:brought|bringing|bring|taken|taking|take)\b[^,;.]{0,30}?)"
)
_TOTAL_BEFORE = re.compile(
    rf"(?:\btotals?(?:ling|led)?|\btotal\s+(?:of|reached|is|now)|\b{_ENLARGED}\s+to)\s*$",
    re.IGNORECASE,
)
_TOTAL_AFTER = re.compile(
    r"\s?[A-Za-z]{0,10}\s+(?:planned\s+)?(?:in\s+total|in\s+all|altogether|total)\b", re.IGNORECASE
)
_INCREMENT_BEFORE = re.compile(
    r"\b(?:another|(?:a\s+)?further|adding|adds|added|(?:an\s+)?additional)\s*$", re.IGNORECASE
)
_INCREMENT_AFTER = re.compile(
    r"\s?[A-Za-z]{0,10}\s+(?:more\b(?!\s+than)|added\b|extra\b)", re.IGNORECASE
)
# Two spellings of a figure are the same when they agree to the digits a note would print.
TOLERANCE: Final = 1e-6

_STANDARD_RACK = re.compile(r"standard\s+racks?\b|2\.5\s?kW\s+racks?\b|标准机架", re.IGNORECASE)
_CABINET = re.compile(
    r"\bcabinets?\b|机柜|\b\d[\d.]*\s?kW(?:-equivalent)?\s+racks?\b|\bracks?\s+(?:of|at)\s+\d[\d.]*\s?kW\b",
    re.IGNORECASE,
)
_OF_2_5_KW = re.compile(r"\bracks?\s+(?:of|at)\s+2\.5\s?kW\b", re.IGNORECASE)


def qualifier(note: str, spellings: tuple[float, ...]) -> str:
    """How a note bounds a figure: exact, about, at_least or at_most.

    Args:
        note: the note on the source.
        spellings: the values that the figure may have in the note, one for each unit in which it
            could be written there.

    Returns:
        The qualifier beside the first place where the figure stands; ``exact`` where none does.
    """
    for found in _places(note, spellings):
        said = _beside(note, found)
        if said is not None:
            return said
    return "exact"


def change(note: str, spellings: tuple[float, ...]) -> str | None:
    """Whether a note gives a figure as the total after an enlargement or as what is added.

    Args:
        note: the note on the source.
        spellings: see ``qualifier``.

    Returns:
        ``total`` or ``increment`` by the words beside the first place where the figure stands with
        such words; null where no place has any.
    """
    for found in _places(note, spellings):
        before = _without_qualifier(note[: found.start()])
        if _INCREMENT_BEFORE.search(before) or _INCREMENT_AFTER.match(note, found.end()):
            return "increment"
        if _TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(note, found.end()):
            return "total"
    return None


def _places(note: str, spellings: tuple[float, ...]) -> Iterator[re.Match[str]]:
    """Where a figure stands in a note."""
    return (found for found in _NUMBER.finditer(note) if _is_one_of(_value(found), spellings))


def _without_qualifier(before: str) -> str:
    """Words before a figure, without the qualifier right in front of it."""
    for pattern in _BEFORE.values():
        match = pattern.search(before)
        if match is not None:
            return before[: match.start()] + " "
    return before


def _value(found: re.Match[str]) -> float:
    multiplier = (found["multiplier"] or "").lower()
    return float(found["number"].replace(",", "")) * MULTIPLIER[multiplier]


def _is_one_of(value: float, spellings: tuple[float, ...]) -> bool:
    return any(abs(value - spelling) <= TOLERANCE * abs(spelling) for spelling in spellings)


def _beside(note: str, found: re.Match[str]) -> str | None:
    if found["plus"]:
        return "at_least"
    for said, words in _BEFORE.items():
        if words.search(note[: found.start()]):
            return said
    for said, words in _AFTER.items():
        if words.match(note, found.end()):
            return said
    return None


def rack_unit(note: str) -> str:
    """What a rack is in a note: ``standard_2_5kw``, ``cabinet`` or ``unknown``.

    A note that speaks of both is ``unknown``: the cell does not say which one it counts.
    """
    standard = bool(_STANDARD_RACK.search(note) or _OF_2_5_KW.search(note))
    others = _OF_2_5_KW.sub(" ", re.sub(r"2\.5\s?kW\s+racks?", " ", note, flags=re.IGNORECASE))
    cabinet = bool(_CABINET.search(others))
    if standard == cabinet:
        return "unknown"
    return "standard_2_5kw" if standard else "cabinet"
