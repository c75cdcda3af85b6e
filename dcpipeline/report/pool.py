"""Values that occur often, stored once and named by their place in a list."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Entry = TypeVar("Entry", bound=Hashable)


class Pool(Generic[Entry]):
    """Entries in the order in which they first came."""

    def __init__(self) -> None:
        self._places: dict[Entry, int] = {}

    def place(self, entry: Entry) -> int:
        """The place of an entry, from zero; a new one goes to the end."""
        return self._places.setdefault(entry, len(self._places))

    def entries(self) -> list[Entry]:
        """All entries by place."""
        return list(self._places)
