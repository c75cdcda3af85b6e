"""Cells of a table at the places that they cover."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Slot:
    """A cell as the page prints it, and the columns it spans.

    Attributes:
        text: its words as one line.
        row: row in which it begins.
        first: column in which it begins.
        columns: number of columns.
        rows: number of rows.
        is_header: whether the page marks it as a header.
        piece: index of the piece that holds its text; -1 before there is one.
        start: first character in the text of that piece.
    """

    text: str
    row: int
    first: int
    columns: int
    rows: int
    is_header: bool
    piece: int = -1
    start: int = 0

    @property
    def end(self) -> int:
        """Character behind the last in the text of its piece."""
        return self.start + len(self.text)


Grid = list[list[Slot]]


def own(line: Sequence[Slot]) -> list[Slot]:
    """The cells of a row, each once, left to right."""
    cells: list[Slot] = []
    for slot in line:
        if not cells or cells[-1] is not slot:
            cells.append(slot)
    return cells
