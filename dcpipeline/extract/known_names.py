"""The subjects of a page by their names, so that a new name is compared with few of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dcpipeline.extract.frames import Frame

# So many characters a name must have to be the end, or the beginning, of another one.
SHORTEST_END: Final = 4
SHORTEST_BEGINNING: Final = 6
# So many a name must have to leave out characters of another one, which ends like it.
SHORTEST_HEAD: Final = 6
SAME_END: Final = 3


class KnownNames:
    """Names met so far on a page, in the form for comparison, each with its subjects."""

    def __init__(self) -> None:
        self._whole: dict[str, list[Frame]] = {}
        self._by_end: dict[str, list[Frame]] = {}
        self._by_beginning: dict[str, list[Frame]] = {}
        self._of_record: dict[tuple[int, str], list[tuple[frozenset[str], Frame]]] = {}

    def add(self, frame: "Frame", key: str) -> None:
        """Add a name of a subject, to the subject too."""
        frame.keys.add(key)
        known = self._whole.setdefault(key, [])
        if frame in known:
            return
        known.append(frame)
        for end in _ends(key):
            self._by_end.setdefault(end, []).append(frame)
        for beginning in _beginnings(key):
            self._by_beginning.setdefault(beginning, []).append(frame)
        if frame.record is not None and len(key) >= SHORTEST_HEAD:
            alike = self._of_record.setdefault((frame.record, key[-SAME_END:]), [])
            alike.append((frozenset(key), frame))

    def like(self, key: str, record: int | None) -> "list[Frame]":
        """Subjects of which one name begins or ends the other, the last one first.

        In an entry of a list also those of the entry whose names have no other characters.
        """
        found = [*self._whole.get(key, ())]
        if len(key) >= SHORTEST_END:
            found += self._by_end.get(key, ())
            found += [frame for end in _ends(key) for frame in self._whole.get(end, ())]
        if len(key) >= SHORTEST_BEGINNING:
            found += self._by_beginning.get(key, ())
            found += [frame for first in _beginnings(key) for frame in self._whole.get(first, ())]
        if record is not None:
            characters = frozenset(key)
            alike = self._of_record.get((record, key[-SAME_END:]), ())
            found += [frame for own, frame in alike if own <= characters]
        return sorted(set(found), key=lambda frame: -frame.number)


def _ends(key: str) -> Iterable[str]:
    """Ends of a name, the name itself left out."""
    return (key[first:] for first in range(1, len(key) - SHORTEST_END + 1))


def _beginnings(key: str) -> Iterable[str]:
    """Beginnings of a name, the name itself left out."""
    return (key[:last] for last in range(SHORTEST_BEGINNING, len(key)))
