"""Tables of data: a row is a record, a cell knows its header."""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborNode

from dcpipeline.extract.document import Unread
from dcpipeline.extract.layouts.heads import header_height, is_count, names_group
from dcpipeline.extract.layouts.labels import is_latin_label
from dcpipeline.extract.layouts.pieces import (
    CellPiece,
    Parsed,
    Piece,
    WrongLayoutError,
    one_line,
    tally,
)
from dcpipeline.extract.layouts.slots import Grid, Slot, own
from dcpipeline.extract.layouts.turned import reads_down, turned

SEPARATOR: Final = " | "
FEWEST_ROWS: Final = 2
FEWEST_CELLS: Final = 2
# No printed table is larger; what lies beyond is left out and said to be.
_MOST_COLUMNS: Final = 64
_MOST_ROWS: Final = 5_000
_TOO_LARGE: Final = "larger than tables are"
_LONGEST_CELL: Final = 1200
_USUAL_CELL: Final = 150
_LABEL: Final = re.compile(
    r".{1,24}[:：]|(?:项目|工程|招标|中标|采购|建设|投资|合同|标段|公告|联系|发布|索引|主题|成文|发文|文号|有效|资金|预算|开标|代理)"
    r".{0,12}|.{0,8}(?:名称|编号|地点|地址|单位|规模|内容|金额|总投资|时间|日期|性质|来源|方式|电话|工期|类别|机构|面积)"
    r"(?:[（(][^（）()]{1,8}[）)])?"
)


def is_data_table(table: LexborNode) -> bool:
    """Whether a table holds data and is not the scaffold of the page.

    It has two rows of two cells, no table inside, and cells of moderate length. Rows that are a
    link and a date each are a listing.
    """
    if (table.attributes.get("role") or "") == "presentation":
        return False
    # A search finds the element that it starts from as well.
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return False
    rows = table.css("tr")
    if len(rows) < FEWEST_ROWS:
        return False
    widths: list[int] = []
    lengths: list[int] = []
    for row in rows[:200]:
        cells = [c for c in row.iter() if c.tag in {"td", "th"}]
        widths.append(len(cells))
        lengths += [len(one_line(c.text())) for c in cells]
    if not lengths or sum(w >= 2 for w in widths) < max(FEWEST_ROWS, len(rows[:200]) // 2):
        return False
    if max(lengths) > _LONGEST_CELL or sum(lengths) > _USUAL_CELL * len(lengths):
        return False
    return not _is_listing(table, rows, median(widths))


def _is_listing(table: LexborNode, rows: list[LexborNode], width: float) -> bool:
    linked = sum(row.css_first("a[href]") is not None for row in rows)
    return linked * 5 >= len(rows) * 3 and width <= 3 and table.css_first("th") is None


def parse_table(fragment: str) -> Parsed:
    """Rows of the first table of a fragment.

    Header rows (thead, th, or words above figures) give each cell its header, through row and
    column spans; they and rows that are one cell wide become headings, such as a caption, a unit
    or the name of a group. A table of labels and values is one record. Total rows are records like
    others.

    Args:
        fragment: markup that holds one table.

    Returns:
        Headings and rows; the text of a row is its own cells joined by " | ". Empty cells have no
        text and are left out.

    Raises:
        WrongLayoutError: without a table, or without a row of two cells.
    """
    table = BeautifulSoup(fragment, "lxml").find("table")
    if not isinstance(table, Tag):
        raise WrongLayoutError("the fragment holds no table")
    unread = [
        Unread("script", "not shown to a reader", len(silent.get_text()))
        for silent in table.find_all(["script", "style"])
    ]
    grid, beyond = _grid(table)
    caption = table.find("caption")
    titles = [] if caption is None else [_text_of(caption)]
    pieces = pieces_of(grid, titles)
    return Parsed(tuple(pieces), tally(p for p in [*unread, *beyond] if p.characters))


def pieces_of(grid: Grid, titles: Sequence[str] = ()) -> list[Piece]:
    """Headings and rows of a grid.

    Args:
        grid: the cells of a table at their places.
        titles: words that stand over it.

    Raises:
        WrongLayoutError: without a row of two cells.
    """
    if max((len(row) for row in grid), default=0) < FEWEST_CELLS:
        raise WrongLayoutError("the table has no row of two cells")
    pieces = _headings(titles)
    if _is_labelled(grid):
        return pieces + _label_rows(grid, len(pieces))
    if reads_down(grid):
        wide, grid = turned(grid)
        pieces += _headings(wide)
    width = max(len(row) for row in grid)
    return pieces + _rows(grid, width, len(pieces))


def _text_of(tag: Tag) -> str:
    parts = []
    for child in tag.descendants:
        if isinstance(child, Tag):
            if child.name in {"br", "p", "div", "li"}:
                parts.append(" ")
        elif child.parent is None or child.parent.name not in {"script", "style"}:
            parts.append(str(child))
    return one_line("".join(parts))


def _span(cell: Tag, name: str, limit: int) -> int:
    stated = str(cell.get(name) or "1").strip()
    return max(1, min(int(stated), limit)) if stated.isdecimal() and len(stated) < 9 else 1


def _grid(table: Tag) -> tuple[Grid, list[Unread]]:
    """For each row the cell at every column; a cell that spans stands at all its places."""
    rows = table.find_all("tr")
    beyond = [
        Unread("rows of a table", _TOO_LARGE, len(row.get_text())) for row in rows[_MOST_ROWS:]
    ]
    grid: Grid = []
    hanging: dict[int, Slot] = {}
    for number, row in enumerate(rows[:_MOST_ROWS]):
        line: list[Slot] = []
        in_head = row.parent is not None and row.parent.name == "thead"
        for cell in row.find_all(["td", "th"], recursive=False):
            _fill_hanging(line, hanging, number)
            if len(line) >= _MOST_COLUMNS:
                beyond.append(Unread("columns of a table", _TOO_LARGE, len(cell.get_text())))
                continue
            slot = Slot(
                _text_of(cell),
                number,
                len(line),
                _span(cell, "colspan", _MOST_COLUMNS - len(line)),
                _span(cell, "rowspan", _MOST_ROWS),
                in_head or cell.name == "th",
            )
            for column in range(slot.first, slot.first + slot.columns):
                hanging[column] = slot
            line += [slot] * slot.columns
        _fill_hanging(line, hanging, number)
        grid.append(line)
    return grid, beyond


def _fill_hanging(line: list[Slot], hanging: dict[int, Slot], number: int) -> None:
    """Places that a cell of a row above still covers."""
    while (slot := hanging.get(len(line))) and slot.row < number < slot.row + slot.rows:
        line.append(slot)


def _headings(texts: Sequence[str]) -> list[Piece]:
    return [Piece("heading", text, bold=True) for text in texts if text]


def _is_labelled(grid: Grid) -> bool:
    """Labels beside their values: every odd cell of nearly every row is a label."""
    rows = [row for row in map(own, grid) if len(row) > 1]
    paired = [row for row in rows if len(row) in {2, 4, 6}]
    if len(paired) < FEWEST_ROWS or len(paired) * 10 < len(rows) * 8:
        return False
    labels = [cell for row in paired for cell in row[::2]]
    values = [cell for row in paired for cell in row[1::2]]
    if len({cell.text for cell in labels}) < len(labels):
        return False
    said = sum(cell.is_header or is_label(cell.text) for cell in labels)
    heads = sum(cell.is_header or is_label(cell.text) for cell in values)
    return said * 10 >= len(labels) * 7 and heads * 3 < len(values)


def is_label(text: str) -> bool:
    """Whether a cell is a usual label, in one of the three languages."""
    return _LABEL.fullmatch(text) is not None or is_latin_label(text.rstrip(":： "))


def _label_rows(grid: Grid, before: int) -> list[Piece]:
    pieces: list[Piece] = []
    for number, line in enumerate(grid):
        row = own(line)
        if len(row) == 1 and row[0].row == number:
            pieces += _headings([row[0].text])
            continue
        headers = {id(value): label.text.rstrip(":： ") for label, value in _pairs(row)}
        pieces += _row_piece(row, number, headers, before + len(pieces), 0)
    return pieces


def _pairs(row: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    yield from zip(row[::2], row[1::2], strict=False)


def _rows(grid: Grid, width: int, before: int) -> list[Piece]:
    pieces: list[Piece] = []
    first = _first_full(grid, width)
    behind = first + header_height(grid[first:])
    columns = _headers(grid[first:behind], width)
    heads = {_texts(line) for line in grid[first:behind]}
    records = 0
    for number, line in enumerate(grid):
        row = own(line)
        words = [cell.text for cell in row if cell.row == number and cell.text]
        if first <= number < behind or (_texts(line) in heads or is_count(words)):
            pieces += _headings([SEPARATOR.join(words)])
        elif len(row) == 1 and row[0].row == number:
            pieces += _headings([row[0].text])
        elif behind > first and names_group(row, number):
            pieces += _headings(words)
        else:
            headers = {
                id(cell): _joined(columns[cell.first : cell.first + cell.columns]) for cell in row
            }
            added = _row_piece(row, number, headers, before + len(pieces), records)
            records += len(added)
            pieces += added
    return pieces


def _texts(line: Sequence[Slot]) -> tuple[str, ...]:
    return tuple(cell.text for cell in own(line))


def _first_full(grid: Grid, width: int) -> int:
    """The first row that is no caption: it has more than one cell."""
    return next((i for i, line in enumerate(grid) if len(own(line)) > 1), 0)


def _headers(rows: Sequence[Sequence[Slot]], width: int) -> list[tuple[str, ...]]:
    """For each column the words of its header cells, top to bottom."""
    columns: list[tuple[str, ...]] = []
    for column in range(width):
        cells: list[Slot] = []
        for line in rows:
            if column < len(line) and line[column] not in cells:
                cells.append(line[column])
        columns.append(tuple(cell.text for cell in cells if cell.text))
    return columns


def _joined(columns: Sequence[tuple[str, ...]]) -> str:
    return " ".join(dict.fromkeys(word for words in columns for word in words))


def _row_piece(
    row: Sequence[Slot], number: int, headers: dict[int, str], index: int, record: int
) -> list[Piece]:
    """The row as a piece; nothing for a row without text of its own."""
    parts: list[str] = []
    at = 0
    for cell in row:
        if cell.row == number and cell.text:
            cell.piece, cell.start = index, at
            parts.append(cell.text)
            at = cell.end + len(SEPARATOR)
    if not parts:
        return []
    cells = tuple(
        CellPiece(headers.get(id(cell), ""), cell.start, cell.end, index - cell.piece)
        for cell in row
        if cell.text and cell.piece >= 0
    )
    return [Piece("row", SEPARATOR.join(parts), record, cells)]
