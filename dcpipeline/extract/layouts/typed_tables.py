"""Tables typed into plain text: lines of as many cells as their header, between tabs or bars."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.layouts.heads import is_header_row
from dcpipeline.extract.layouts.pieces import (
    Piece,
    is_indented,
    numbered_from,
    one_line,
)
from dcpipeline.extract.layouts.slots import Grid, Slot
from dcpipeline.extract.layouts.table import pieces_of

_FEWEST_ROWS: Final = 2
_FEWEST_CELLS: Final = 3
_MOST_CELLS: Final = 40
_LONGEST_LINE: Final = 4_000
# The line below the header: |---|:--:|, or +-----+-----+.
_RULE: Final = re.compile(r"[\s|+:\-=─┼┬┴├┤│]*[-=─]{2}[\s|+:\-=─┼┬┴├┤│]*")


def lines_with_tables(text: str) -> list[Piece]:
    """The lines of a plain text as paragraphs, typed tables among them as headings and rows.

    A table is a line of at least three cells whose words are usual in headers, and at least one
    line below it of as many cells. Lines of dashes are left out.

    Args:
        text: the text, line breaks and tabs as they are.
    """
    lines = text.splitlines()
    pieces: list[Piece] = []
    index = records = 0
    while index < len(lines):
        grid, behind = _table_at(lines, index)
        if len(grid) >= _FEWEST_ROWS:
            rows = numbered_from(pieces_of(grid), records)
            records += len(rows)
            pieces += rows
            index = behind
            continue
        line = one_line(lines[index])
        if line:
            pieces.append(Piece("paragraph", line, indented=is_indented(lines[index])))
        index += 1
    return pieces


def _table_at(lines: Sequence[str], first: int) -> tuple[Grid, int]:
    """The table that begins on a line, and the line behind it; an empty one where none does."""
    head = _cells(lines[first])
    if not _FEWEST_CELLS <= len(head) <= _MOST_CELLS:
        return [], first
    grid = [[Slot(words, 0, column, 1, 1, False) for column, words in enumerate(head)]]
    if not is_header_row(grid[0]):
        return [], first
    index = first + 1
    while index < len(lines):
        if not _RULE.fullmatch(lines[index]):
            cells = _cells(lines[index])
            if len(cells) != len(head):
                break
            row = len(grid)
            grid.append(
                [Slot(words, row, column, 1, 1, False) for column, words in enumerate(cells)]
            )
        index += 1
    return grid, index


def _cells(line: str) -> list[str]:
    """The cells of a line; none for one without tabs and bars."""
    if len(line) > _LONGEST_LINE:
        return []
    if "|" in line or "│" in line:
        cells = re.split(r"[|│]", line.strip())
        cells = cells[1:] if not cells[0].strip() else cells
        cells = cells[:-1] if cells and not cells[-1].strip() else cells
    elif "\t" in line:
        cells = line.split("\t")
    else:
        return []
    return [one_line(cell) for cell in cells]
