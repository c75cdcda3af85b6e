"""Sites that a company calls by their city and a number: "Wuxi 4 and Hefei 2", "Foshan DC 2", WX4.

Belongs here: such names without a noun for a site beside them, and the codes in short for them.
Does not belong here: names that a noun or a bracket explains (``short_names.py``).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.normalize import PlaceMatch

# Wuxi 4, Foshan DC 3, WX5: whole names.
NUMBERED: Final = re.compile(
    r"[A-Z][a-z']+(?: [A-Z][a-z']+)?(?: I?DC)?[ -]?\d{1,2}|[A-Z]{2,3}-?\d{1,2}"
)
_BASE: Final = r"[A-Z][a-z']{2,}(?: [A-Z][a-z']{2,})?"
_NO_MONTH: Final = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Phase|Building|Section|Chapter|Stage|Hall|Line|Tier|Zone|Block|Table|Figure|Day|Week|Group) )"
)
# Two in a row make a series: "Wuxi 4 and Hefei 2".
_SERIES: Final = re.compile(
    rf"\b{_NO_MONTH}(?P<one>{_BASE}) (?P<first>\d{{1,2}})(?: Phase \d)?(?:,|,? and|,? or|/) "
    rf"(?=(?P<two>{_BASE}) (?P<second>\d{{1,2}})\b)"
)
_TRADE: Final = re.compile(r"\b(?:data ?cent(?:er|re)s?|datacent(?:er|re)s?|colocation)\b", re.I)
_NUMBER: Final = re.compile(
    r" (?P<dc>I?DC[ -]?)?(?P<number>\d{1,2})\b(?![.,]\d|-| ?%|,\d| (?:[kKmMgG][wW]|million|billion|"
    r"per ?cent|years?|months?|days?|hours?|km|kilomet\w+|people|compan\w+|projects?|sites?|data|"
    r"cent(?:er|re)s|large|new|other|more|of|big|small)\b)"
)
_NUMBERED_CITY: Final = re.compile(
    rf"\b{_NO_MONTH}(?P<base>[A-Z][a-z']{{2,}}(?: [A-Z][a-z']{{2,}})??){_NUMBER.pattern}"
)
_CODE: Final = re.compile(r"\b(?P<letters>[A-Z]{2,3})-?(?P<number>\d{1,2})\b(?!-|[.,]\d)")
_MUNICIPALITIES: Final = frozenset({"110000", "120000", "310000", "500000"})
_NEVER: Final = re.compile(r"(?!)")


@lru_cache(maxsize=4)
def _series(text: str) -> tuple[tuple[str, str], ...]:
    """The city and number of each name of a series on a page.

    Two numbers of one city make a series, and two names in a row; the former come first.
    """
    if _TRADE.search(text) is None:
        return ()
    numbers: dict[str, dict[str, None]] = {}
    for match in _NUMBERED_CITY.finditer(text):
        numbers.setdefault(match["base"], {})[match["number"]] = None
    found: dict[tuple[str, str], None] = {
        (base, number): None for base, told in numbers.items() if len(told) > 1 for number in told
    }
    for match in _SERIES.finditer(text):
        found[match["one"], match["first"]] = None
        found[match["two"], match["second"]] = None
    return tuple(found)


@lru_cache(maxsize=4)
def _codes(text: str) -> re.Pattern[str]:
    """Codes in short for a page's series; one that never matches where it has no series."""
    return _CODE if _series(text) else _NEVER


def numbered_sites(
    text: str, start: int, end: int, places: Sequence[PlaceMatch]
) -> Iterator[Anchor]:
    """Names of a sentence that are a city with a number, and their codes.

    Args:
        text: folded text of the page.
        start: first character of the sentence.
        end: character behind the sentence.
        places: the places of the sentence, in order.
    """
    bases = {base for base, _ in _series(text)}
    for place in places:
        match = _NUMBER.match(text, place.end, end)
        whole = place.level == "province" and place.adcode not in _MUNICIPALITIES
        if match is None or whole or place.level == "country":
            continue
        if match["dc"] or text[place.start : place.end] in bases:
            words = text[place.start : match.end()]
            yield Anchor("named", place.start, match.end(), words)
    for match in _codes(text).finditer(text, start, end):
        name = _name_of_code(text, match["letters"], match["number"], match.group())
        if name is not None:
            yield Anchor("named", match.start(), match.end(), name)


def _name_of_code(text: str, letters: str, number: str, code: str) -> str | None:
    """The name for which a code stands; itself beside another of the same city, else None."""
    fitting = [base for base, _ in _series(text) if _abbreviates(letters, base)]
    if len(set(fitting)) != 1:
        return None
    told = (fitting[0], number) in _series(text)
    return f"{fitting[0]} {number}" if told else code


def _abbreviates(letters: str, base: str) -> bool:
    """Whether letters stand in order in a name, its first one first: WX for Wuxi."""
    rest = iter(base.upper())
    return base[0] == letters[0] and all(letter in rest for letter in letters)
