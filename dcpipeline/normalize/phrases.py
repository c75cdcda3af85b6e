"""All phrases of a list in one pass over a text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from dcpipeline.normalize.text import is_bounded


class Hit(NamedTuple):
    """A phrase found.

    Attributes:
        start: first character in the text searched.
        end: character behind the last.
        phrase: the phrase as listed.
    """

    start: int
    end: int
    phrase: str


class PhraseIndex:
    """Finds lower-case phrases: leftmost first, the longest of those that begin there.

    A phrase of Latin script counts only as whole words. Time is linear in the text.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = sorted({phrase for phrase in phrases if phrase})
        self._machine = AhoCorasick(self._phrases, matchkind=MatchKind.Standard)

    def present(self, text: str) -> set[str]:
        """The phrases that stand in a lower-case text, be it inside of words."""
        found = self._machine.find_matches_as_indexes(text, overlapping=True)
        return {self._phrases[index] for index, _, _ in found}

    def find_all(self, text: str) -> Iterator[Hit]:
        """All hits, those that overlap included, by their first character."""
        if self._phrases:
            for index, start, end in self._machine.find_matches_as_indexes(text, overlapping=True):
                if is_bounded(text, start, end):
                    yield Hit(start, end, self._phrases[index])

    def find(self, text: str) -> Iterator[Hit]:
        """Hits that do not overlap, in the order of the text, which must be lower case."""
        if not self._phrases:
            return
        hits = self._machine.find_matches_as_indexes(text, overlapping=True)
        if not hits:
            return
        found = [(start, -end, index) for index, start, end in hits if is_bounded(text, start, end)]
        behind = 0
        for start, negative_end, index in sorted(found):
            if start >= behind:
                behind = -negative_end
                yield Hit(start, behind, self._phrases[index])
