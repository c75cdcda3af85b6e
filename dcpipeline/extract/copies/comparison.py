"""Whether two texts are one story: what each has that the other has not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from dcpipeline.extract.copies.keys import LEAST_OF_LONGER, RUN, SHORTEST_NEAR, Fingerprint

# A story that begins later than this in the longer text is one of several there.
LONGEST_LEAD: Final = 0.15
# Characters that may be exchanged for others: typing errors and 日前 for 近日, not a name
# throughout; as a share of the shorter text, and how many at least and at most.
EXCHANGED_SHARE: Final = 0.01
EXCHANGED_AT_LEAST: Final = 2
EXCHANGED_AT_MOST: Final = 12
# As many words in a row are a passage that one text has and the other has not.
PASSAGE: Final = 20
# Lengths in words of a line without figures that a site adds at the end.
CLOSING_LINE: Final = (8, 40)
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两零〇")
_YEAR: Final = re.compile(r"20[0-4][0-9]")
_DAY: Final = re.compile(r"(?:20[0-4][0-9]年)?[0-9]{1,2}月[0-9]{1,2}日?")


def is_copy(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two pages print one story.

    Equal texts do. Texts of at least 80 folded characters also do where runs of six words that
    both have cover 55 % of the longer one, and what is left is of the kind that copying makes:
    passages lost or gained on one side, a closing line without figures, hardly any words
    exchanged, none exchanged throughout as names are, and no other figures. A name that is printed
    once and exchanged for another passes for a typing error where every figure agrees.

    A story inside a longer digest is no copy of the digest: the digest has several origins, and
    through it they would all become one. It is told by its share and by where it begins; a digest
    that opens with the story and adds less than 40 % reads like the story uncut, and joins it.
    """
    if one.exact == other.exact:
        return one.length > 0
    shorter, longer = sorted((one, other), key=lambda mark: (mark.length, mark.exact))
    if shorter.length < SHORTEST_NEAR:
        return False
    less, more = _left_over(shorter.words, longer.words), _left_over(longer.words, shorter.words)
    less = less.without_cut_word(more)
    return (
        more.common >= LEAST_OF_LONGER
        and more.lead <= LONGEST_LEAD
        and _hardly_exchanged(less, more)
        and _figures_agree(less, more)
    )


@dataclass(frozen=True, slots=True)
class _LeftOver:
    """Words of a text outside the runs that the other text has too.

    Attributes:
        words: the whole text.
        spans: first word and word behind the last of each piece left over, in order.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def common(self) -> float:
        """Share of common words, from 0 to 1."""
        return 1 - sum(end - start for start, end in self.spans) / len(self.words)

    @property
    def lead(self) -> float:
        """Share of the text before its first common word."""
        start, end = self.spans[0] if self.spans else (0, 0)
        return end / len(self.words) if start == 0 else 0.0

    def pieces(self, spans: Iterable[tuple[int, int]] | None = None) -> list[tuple[str, ...]]:
        """The words of spans; of all that are left over without an argument."""
        return [self.words[slice(*span)] for span in (self.spans if spans is None else spans)]

    def ends(self) -> tuple[bool, bool]:
        """Whether something is left over at the beginning and at the end of the text."""
        spans = self.spans or ((1, 1),)
        return spans[0][0] == 0, spans[-1][1] == len(self.words)

    def edits(self, other: "_LeftOver") -> list[tuple[str, ...]]:
        """Short pieces: words changed in a sentence.

        A piece at an end of the text is one only where the other text has one at that end too.
        """
        at_start, at_end = other.ends()
        return self.pieces(
            (start, end)
            for start, end in self.spans
            if end - start < PASSAGE
            and (start > 0 or at_start)
            and (end < len(self.words) or at_end)
        )

    def without_cut_word(self, other: "_LeftOver") -> "_LeftOver":
        """Without the word in which the text was cut, where the other text goes on with it whole.

        What is left over at the end begins with it; a closing line may follow.
        """
        if not self.ends()[1]:
            return self
        start, end = self.spans[-1]
        goes_on = any(
            stop - first >= PASSAGE and other.words[first].startswith(self.words[start])
            for first, stop in other.spans
        )
        if not goes_on:
            return self
        rest = ((start + 1, end),) if start + 1 < end else ()
        return _LeftOver(self.words, (*self.spans[:-1], *rest))

    def exchangeable(self) -> int:
        """Characters left over, apart from a closing line without figures."""
        count = sum(map(len, chain.from_iterable(self.pieces())))
        start, end = self.spans[-1] if self.spans else (0, 0)
        shortest, longest = CLOSING_LINE
        is_closing = end == len(self.words) and shortest <= end - start <= longest
        if is_closing and not any(word.isdecimal() for word in self.words[start:]):
            return count - sum(map(len, self.words[start:]))
        return count


def _left_over(words: tuple[str, ...], others: tuple[str, ...]) -> _LeftOver:
    """What one text has and the other has not.

    A run counts as common as often as the other text has it, first ones first: the entries of a
    digest repeat their words, and those of its lost end would seem to be there.
    """
    known = Counter(_runs(others))
    spans: list[tuple[int, int]] = []
    behind = 0
    for place, run in enumerate(_runs(words)):
        if known[run] > 0:
            known[run] -= 1
            if place > behind:
                spans.append((behind, place))
            behind = place + RUN
    if behind < len(words):
        spans.append((behind, len(words)))
    return _LeftOver(words, tuple(spans))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[shift:] for shift in range(RUN)), strict=False)


def _hardly_exchanged(less: _LeftOver, more: _LeftOver) -> bool:
    exchanged = min(less.exchangeable(), more.exchangeable())
    allowed = max(EXCHANGED_AT_LEAST, EXCHANGED_SHARE * sum(map(len, less.words)))
    if exchanged > min(allowed, EXCHANGED_AT_MOST):
        return False
    repeated = [
        max(Counter(edits).values(), default=0) > 1
        for edits in (less.edits(more), more.edits(less))
    ]
    return not all(repeated)


def _figures_agree(less: _LeftOver, more: _LeftOver) -> bool:
    """Whether no figure was exchanged for another.

    Where both texts have figures that the other has not in the same place, they are the same ones
    (a sentence was moved). Where one has, they stand in a passage, at an end, or are a year that
    the other text prints elsewhere, or a whole day (近日 for 6月16日). Numerals count only in
    changed words: 一 is part of many words.
    """
    here, there = _digits(less), _digits(more)
    if here and there:
        return here == there
    return _numerals_agree(less, more) and _only_years(less, more) and _only_years(more, less)


def _digits(side: _LeftOver) -> Counter[str]:
    return Counter(word for piece in side.pieces() for word in piece if word.isdecimal())


def _only_years(side: _LeftOver, other: _LeftOver) -> bool:
    """Whether the figures that one text alone has in changed words are years or a day.

    A year stands elsewhere in the other text; for a day that has 近日 or nothing.
    """
    changed = [piece for piece in side.edits(other) if not _DAY.fullmatch("".join(piece))]
    figures = {word for piece in changed for word in piece if word.isdecimal()}
    return all(_YEAR.fullmatch(word) and word in other.words for word in figures)


def _numerals_agree(less: _LeftOver, more: _LeftOver) -> bool:
    here, there = (
        Counter(word for piece in edits for word in piece if word in _NUMERALS)
        for edits in (less.edits(more), more.edits(less))
    )
    if not (here and there):
        here["一"] = there["一"] = 0
    return here == there
