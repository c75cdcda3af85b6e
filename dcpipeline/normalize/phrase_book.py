"""Lists of phrases that are sought together: one pass over a page serves all who read it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from dcpipeline.normalize.phrases import Hit
from dcpipeline.normalize.text import is_bounded_within

# What was found in shorter texts is not kept: they are read between the sentences of a page.
SHORTEST_PAGE: Final = 64
# First character, minus the one behind the last, phrase: the longest of those that begin together
# comes first.
_Found = tuple[int, int, str]


class PhraseBook:
    """Lists of lower-case phrases, found in one pass over a text.

    Lists may be added at any time. What was found in the last text is kept, so that it can be read
    sentence by sentence; it is replaced as a whole, so that threads do not meet half of it.
    """

    def __init__(self) -> None:
        self._adding = Lock()
        self._lists: list[frozenset[str]] = []
        self._built: _Built = _build([])
        self._last: tuple[str, list[list[_Found]]] = ("", [])

    def add(self, phrases: Iterable[str]) -> "PhraseList":
        """A list of its own, read like a ``PhraseIndex``."""
        own = frozenset(phrase for phrase in phrases if phrase)
        with self._adding:
            self._lists.append(own)
            return PhraseList(self, len(self._lists) - 1)

    def found(self, number: int, text: str) -> list[_Found]:
        """All hits of a list in a text, also those within words and those that overlap."""
        if len(text) < SHORTEST_PAGE:
            return self._search(text)[number]
        last = self._last
        if last[0] != text or number >= len(last[1]):
            last = self._last = (text, self._search(text))
        return last[1][number]

    def _search(self, text: str) -> list[list[_Found]]:
        built = self._built
        if built.lists != len(self._lists):
            built = self._built = _build(list(self._lists))
        found: list[list[_Found]] = [[] for _ in range(built.lists)]
        for index, start, end in built.machine.find_matches_as_indexes(text, overlapping=True):
            phrase, owners = built.owners[index]
            for owner in owners:
                found[owner].append((start, -end, phrase))
        for hits in found:
            hits.sort()
        return found


class _Built(NamedTuple):
    """The phrases of all lists, each with the numbers of its lists."""

    lists: int
    machine: AhoCorasick
    owners: list[tuple[str, tuple[int, ...]]]


def _build(lists: Sequence[frozenset[str]]) -> _Built:
    phrases = sorted(frozenset().union(*lists))
    owners = [
        (phrase, tuple(n for n, own in enumerate(lists) if phrase in own)) for phrase in phrases
    ]
    return _Built(len(lists), AhoCorasick(phrases, matchkind=MatchKind.Standard), owners)


class PhraseList:
    """One list of a book."""

    def __init__(self, book: PhraseBook, number: int) -> None:
        self._book = book
        self._number = number

    def stands_in(self, text: str) -> bool:
        """Whether a phrase stands in a text, be it inside of a word."""
        return bool(self._book.found(self._number, text))

    def find_within(self, text: str, start: int, end: int) -> list[Hit]:
        """Hits in a part of a text that do not overlap, in its order, spans in the whole text.

        As ``PhraseIndex.find`` in that part alone: leftmost first, the longest of those that begin
        there; a phrase of Latin script counts only as whole words.
        """
        hits = self._book.found(self._number, text)
        found: list[Hit] = []
        behind = start
        for here in range(bisect_left(hits, (start,)), len(hits)):
            first, negative_end, phrase = hits[here]
            if first >= end:
                break
            if first < behind or -negative_end > end:
                continue
            if is_bounded_within(text, first, -negative_end, start, end):
                behind = -negative_end
                found.append(Hit(first, behind, phrase))
        return found


# What is sought in each page.
PAGE: Final = PhraseBook()
