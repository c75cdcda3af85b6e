"""Tables of a page: rows with the meaning of their columns, and the words that stand above them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dcpipeline.extract.document import Block, Cell
from dcpipeline.extract.layouts.table import SEPARATOR
from dcpipeline.extract.rows_headers import Column, column_of
from dcpipeline.extract.segments import PageText, folded_span

Span = tuple[int, int]
# Paragraphs above a table, and headings within it, that can hold for its rows.
_MOST_LEAD: Final = 3
_MOST_HEADINGS: Final = 4
_LONGEST_LEAD: Final = 400
_NEXT_ROW: Final = 6


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell with the meaning of its column.

    Attributes:
        header: header words as printed.
        column: what they mean.
        start: first character in the folded text.
        end: character behind the last.
    """

    header: str
    column: Column
    start: int
    end: int

    @property
    def span(self) -> Span:
        """First character and the one behind the last."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Above:
    """The words above the rows of a table, as spans of the folded text.

    Attributes:
        table: number of the table on the page.
        headings: caption and headings of groups, the nearest first.
        title: title of the page.
        lead: last paragraphs before the table.
    """

    table: int
    headings: tuple[Span, ...] = ()
    title: Span | None = None
    lead: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row, or all rows of a table of labels and values.

    Attributes:
        blocks: indices in the document.
        cells: left to right.
        above: what stands above it.
    """

    blocks: tuple[int, ...]
    cells: tuple[RowCell, ...]
    above: Above


@dataclass(slots=True)
class _Walk:
    """What has been met so far."""

    title: Span | None = None
    lead: list[Span] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    since_row: list[Span] = field(default_factory=list)
    table: int = 0
    above: Above | None = None

    def outside(self, kind: str, span: Span) -> None:
        """A block that is no part of a table."""
        if kind == "title":
            self.title = self.title or span
        start, end = span
        self.lead = [*self.lead[1 - _MOST_LEAD :], (start, min(end, start + _LONGEST_LEAD))]
        self.headings, self.since_row, self.above = [], [], None
        self.table += 1

    def heading(self, span: Span, *, is_header: bool) -> None:
        """A caption, the name of a group, or a header row."""
        self.above = None
        if is_header:
            self.table += bool(self.headings != self.since_row)
            self.headings = list(self.since_row)
        else:
            self.since_row = [span, *self.since_row][:_MOST_HEADINGS]
            self.headings = [span, *self.headings][:_MOST_HEADINGS]

    def row(self) -> Above:
        """The words above a row."""
        self.since_row = []
        if self.above is None:
            self.above = Above(self.table, tuple(self.headings), self.title, tuple(self.lead))
        return self.above


def table_rows(page: PageText) -> Iterator[TableRow]:
    """All rows of the tables of a page, in order; a table of labels and values is one row."""
    walk = _Walk()
    blocks = page.document.blocks
    number = 0
    while number < len(blocks):
        block = blocks[number]
        if block.kind == "row":
            behind = _behind(blocks, number)
            yield _row(page, range(number, behind), walk.row())
            number = behind
            continue
        span = folded_span(page.folded, block)
        if block.kind == "heading":
            walk.heading(span, is_header=_is_header(page, number))
        else:
            walk.outside(block.kind, span)
        number += 1


def _behind(blocks: tuple[Block, ...], first: int) -> int:
    """The block behind those of one record."""
    record = blocks[first].record
    behind = first + 1
    while (
        record is not None
        and behind < len(blocks)
        and blocks[behind].kind == "row"
        and blocks[behind].record == record
    ):
        behind += 1
    return behind


def _is_header(page: PageText, number: int) -> bool:
    """Whether a heading is the header row of the next rows."""
    blocks = page.document.blocks
    block = blocks[number]
    parts = page.document.text[block.start : block.end].split(SEPARATOR)
    if len(parts) < 2:
        return False
    for row in blocks[number + 1 : number + 1 + _NEXT_ROW]:
        if row.kind == "row":
            headers = " ".join(cell.header for cell in row.cells)[:4000]
            return sum(part in headers for part in parts[:40]) * 2 >= len(parts[:40])
    return False


def _row(page: PageText, numbers: range, above: Above) -> TableRow:
    blocks = page.document.blocks
    cells = [cell for number in numbers for cell in blocks[number].cells]
    labels = {cell.header for cell in cells if cell.header}
    language = page.document.language
    own = tuple(
        RowCell(cell.header, column_of(cell.header[:200], language), *_folded(page, cell))
        for cell in cells
        if cell.header or _label(page, cell) not in labels
    )
    return TableRow(tuple(numbers), own, above)


def _label(page: PageText, cell: Cell) -> str:
    return page.document.text[cell.start : min(cell.end, cell.start + 60)].rstrip(":： ")


def _folded(page: PageText, cell: Cell) -> Span:
    start, end = folded_span(page.folded, Block("row", cell.start, cell.end))
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    return start, end
