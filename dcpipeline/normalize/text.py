"""Folding: one form for text that differs only in width, case of script or hidden characters."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import simplified

# One space for all spaces that group digits, apart from the ordinary one.
GROUPING_SPACE: Final = "\u00a0"
_GROUPING_SPACES: Final = frozenset("\u00a0\u2007\u2009\u202f")
_APOSTROPHES: Final = frozenset("\u2018\u2019\u02bc\u00b4")
_DASHES: Final = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe31\ufe32\ufe58")
_WAVES: Final = frozenset("\u301c\uff5e\u223c")
_WORD_CHARACTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
# 中国联通(5.310,-0.16,-2.93%): the day's quote that a portal prints behind listed companies.
_STOCK_QUOTE: Final = re.compile(r"\(\d+\.\d+,\s?[+-]?\d+\.\d+,\s?[+-]?\d+\.\d+%\)")
_PINYIN: Final = re.compile(r"(?:[\u4e00-\u9fff]\([a-zü]{1,6}\)){3,}")
_READING: Final = re.compile(r"[\u4e00-\u9fff]\([a-zü]{1,24}\)")
# A reading with tone marks: some mirrors print one behind each word, not behind each character.
_TONED: Final = re.compile(r"[\u4e00-\u9fff][(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_FEWEST_READINGS: Final = 3
# 2025 年 3 月: some pages set a blank between figures and characters.
_SPACED: Final = re.compile(r"\d (?=[年月日亿万个架台张号])")
_BLANK: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff])")
_FEWEST_BLANKS: Final = 2
# Stands for a character whose folded form is not one character long; it is none itself.
_MOVING: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text that knows where each of its characters came from.

    Attributes:
        text: the folded form, case kept.
        source: the text as given.
        origin: for each folded character the index of its source character; None where folding
            moved nothing.
    """

    text: str
    source: str
    origin: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that a span of the folded text came from."""
        if self.origin is None or start >= end:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """The source characters behind a span of the folded text."""
        first, last = self.span(start, end)
        return self.source[first:last]


@lru_cache(maxsize=16)
def fold(text: str) -> Folded:
    """Text for matching: half width, no marks, simplified characters, no hidden characters.

    Compatibility forms are taken apart (NFKD) and accents dropped; traditional characters of the
    lexicon become simplified ones; zero-width and control characters go; apostrophes, dashes and
    spaces become one kind each. Circled and superscript digits stay what they are: they number
    things. Case is kept. Runs in linear time.
    """
    if text.isascii() and text.isprintable():
        return Folded(text, text, None)
    plain = text.translate(_TABLE)
    if _MOVING not in plain:
        return Folded(plain, text, None)
    pieces: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        piece = _folded(character)
        pieces.append(piece)
        origin.extend([index] * len(piece))
    return Folded("".join(pieces), text, origin)


@lru_cache(maxsize=4)
def lower_case(text: str) -> str:
    """A text in lower case; each reader of one page asks for the same."""
    return text.lower()


class _Table(dict[int, str]):
    """Translation table that learns each character once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = _folded(character)
        if len(form) != 1:
            form = _MOVING
        self[code] = form
        return form


_TABLE: Final = _Table()


@lru_cache(maxsize=16384)
def _folded(character: str) -> str:
    special = _special(character)
    if special is not None:
        return special
    if unicodedata.category(character) == "No":
        return character
    parts = unicodedata.normalize("NFKD", character)
    kept = (part for part in parts if not unicodedata.category(part).startswith("M"))
    return "".join(simplified(part) for part in kept)


def _special(character: str) -> str | None:
    """The folded form of spaces, dashes, quotes and hidden characters."""
    if character == "\n" or character in _GROUPING_SPACES:
        return "\n" if character == "\n" else GROUPING_SPACE
    for group, form in ((_APOSTROPHES, "'"), (_DASHES, "-"), (_WAVES, "~")):
        if character in group:
            return form
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Cf", "Cc", "Cs", "Co", "Cn"}:
        return ""
    return None


def fold_page(text: str) -> Folded:
    """Folded text of a page, without a reading in brackets behind every character.

    Some mirrors print 数(shu)据(ju)中(zhong), others 数据(shùjù): where three such characters stand
    in a row, or three such words on the page, all of them lose their brackets. Where a page sets
    blanks between figures and Chinese characters (2025 年 3 月), those go too.
    """
    folded = fold(text)
    if len(_SPACED.findall(folded.text)) >= _FEWEST_BLANKS:
        folded = _without(folded, _BLANK)
    if folded.text.count("(") < _FEWEST_READINGS and _STOCK_QUOTE.search(folded.text) is None:
        return folded
    folded = _without(folded, _STOCK_QUOTE)
    if _PINYIN.search(folded.text) is None and len(_TONED.findall(text)) < _FEWEST_READINGS:
        return folded
    return _without(folded, _READING, keep=1)


def _without(folded: Folded, pattern: re.Pattern[str], *, keep: int = 0) -> Folded:
    """A folded text without what a pattern finds, but for its first ``keep`` characters."""
    dropped: set[int] = set()
    for match in pattern.finditer(folded.text):
        dropped.update(range(match.start() + keep, match.end()))
    if not dropped:
        return folded
    origin = folded.origin or range(len(folded.text))
    kept = [index for index in range(len(folded.text)) if index not in dropped]
    return Folded(
        "".join(folded.text[index] for index in kept),
        folded.source,
        [origin[index] for index in kept],
    )


def clean(text: str) -> str:
    """Text for display: half width (NFKC), no hidden characters, single spaces, trimmed."""
    visible = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in {"Cf", "Cc", "Cs", "Co", "Cn"}
    )
    return " ".join(unicodedata.normalize("NFKC", visible).split())


def key(text: str) -> str:
    """A form for equality: folded, lower case, single spaces, trimmed."""
    return " ".join(fold(text).text.lower().split())


def is_bounded(text: str, start: int, end: int) -> bool:
    """Whether a lower-case span does not begin or end within a word of Latin script."""
    return is_bounded_within(text, start, end, 0, len(text))


def is_bounded_within(text: str, start: int, end: int, floor: int, ceiling: int) -> bool:
    """The same in a part of a text, outside of which nothing is seen."""
    if start > floor and text[start] in _WORD_CHARACTERS and text[start - 1] in _WORD_CHARACTERS:
        return False
    return not (
        text[end - 1] in _WORD_CHARACTERS and end < ceiling and text[end] in _WORD_CHARACTERS
    )
