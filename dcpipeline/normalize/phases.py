"""Phase and building labels: which phase, and whether the whole of it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.numbers import han_number
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.text import fold

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_ORDINALS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "first": 1, "second": 2,
                    "third": 3, "fourth": 4}  # fmt: skip
_ZH: Final = re.compile(
    r"第?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2}|[iv]{1,3})"
    r"(?:[.](?P<sub>\d{1,2}))?[期阶](?:段)?"
)
_LATIN: Final = re.compile(
    r"\b(?:phase|stage|tranche)[ -]?(?P<number>\d{1,2}|one|two|three|four|five|[iv]{1,3})"
    r"(?:[.](?P<sub>\d{1,2})|(?P<letter>[a-h]))?(?![a-z\d])"
)
_LETTER: Final = re.compile(r"[a-h](?![a-z\d])")
_BUILDING: Final = re.compile(
    r"(?<![a-z\d])(?P<letter>[a-z]{1,3})-?(?P<number>\d{1,3})(?![\d.]*\s?[pm]|\d|[a-z])"
    r"|(?P<plain>\d{1,3})号(?:楼|机房|机楼)|(?P<wing>(?<![a-z\d])[a-h])(?=楼|区|座|栋)"
)
_RANGE: Final = re.compile(r"[ ]?-[ ]?")
_NO_BUILDING: Final = frozenset({"phase", "p", "pue", "mw", "q", "fp"})
_LONGEST_RANGE: Final = 40


@dataclass(frozen=True, slots=True)
class PhaseLabel:
    """What a phase label says.

    Attributes:
        numbers: the phases named, ascending; empty where none is.
        is_part: whether only a part of the phase, or of the site, is meant (一期首批, 1.1期, a
            building, a first batch).
        is_whole: whether the label says that the whole project is meant.
        buildings: buildings and wings named (B1, 4, A), in the order of the text.
        text: the label as written.
    """

    numbers: tuple[int, ...]
    is_part: bool
    is_whole: bool
    buildings: tuple[str, ...]
    text: str

    @property
    def phase_number(self) -> int | None:
        """The phase, None where none or more than one is named."""
        return self.numbers[0] if len(self.numbers) == 1 else None


def parse_phase(text: str) -> PhaseLabel:
    """Read a phase label such as 一期首批, 二期/三期, Phase 1, B1/B3/C3.

    首期 and 启动区 are phase 1. 首批 names a part but no phase. A label without any known word
    gives no number and no part: nothing is guessed.
    """
    lowered = fold(text).text.lower()
    numbers: set[int] = set()
    is_part = False
    for match in (*_ZH.finditer(lowered), *_LATIN.finditer(lowered)):
        number = _phase_number(match["number"])
        if number is None:
            continue
        numbers.add(number)
        is_part |= match["sub"] is not None or match.groupdict().get("letter") is not None
        is_part |= _LETTER.match(lowered, match.end()) is not None
    for hit in _index("phase_ordinals").find(lowered):
        numbers.update(int(number) for number in mapped("phase_ordinals")[hit.phrase])
    buildings = _buildings(_LATIN.sub(" ", lowered))
    is_part |= bool(buildings) or any(True for _ in _part_index().find(lowered))
    is_whole = any(True for _ in _whole_index().find(lowered)) and not is_part
    return PhaseLabel(tuple(sorted(numbers)), is_part, is_whole, buildings, text)


def _phase_number(word: str) -> int | None:
    if word.isdecimal():
        return int(word) or None
    if word in _ROMAN or word in _ORDINALS:
        return _ROMAN.get(word) or _ORDINALS[word]
    value = han_number(word)
    return None if value is None else int(value)


def _buildings(lowered: str) -> tuple[str, ...]:
    """Names of buildings; B01-B03 names three."""
    names: list[str] = []
    previous: re.Match[str] | None = None
    for match in _BUILDING.finditer(lowered):
        if match["letter"] in _NO_BUILDING:
            previous = None
            continue
        between = "" if previous is None else lowered[previous.end() : match.start()]
        if previous is not None and _RANGE.fullmatch(between):
            names.extend(_between(previous, match))
        names.append(_name(match))
        previous = match
    return tuple(dict.fromkeys(names))


def _name(match: re.Match[str]) -> str:
    if match["letter"] is not None:
        return f"{match['letter'].upper()}{match['number']}"
    return match["plain"] or match["wing"].upper()


def _between(first: re.Match[str], last: re.Match[str]) -> list[str]:
    if first["letter"] is None or first["letter"] != last["letter"]:
        return []
    low, high, width = int(first["number"]), int(last["number"]), len(first["number"])
    if not low < high <= low + _LONGEST_RANGE:
        return []
    return [f"{first['letter'].upper()}{n:0{width}d}" for n in range(low + 1, high)]


@lru_cache(maxsize=1)
def _index(section: str) -> PhraseIndex:
    return PhraseIndex(mapped(section))


@lru_cache(maxsize=1)
def _part_index() -> PhraseIndex:
    return PhraseIndex(listed("phase_part_words"))


@lru_cache(maxsize=1)
def _whole_index() -> PhraseIndex:
    return PhraseIndex(listed("phase_whole_words"))
