"""Tables to rows of words: CSV with a header, or one JSON object a line."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dcpipeline.extract.decode import decode
from dcpipeline.extract.indexes.errors import IndexUnreadableError, VanishedFieldError
from dcpipeline.extract.indexes.plain import plain

_QUOTED: Final = 120
_MARKUP: Final = ("<!doctype", "<html", "<?xml")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        number: its number, the first behind the header is 1.
        cells: its words by column; empty cells are empty words.
    """

    number: int
    cells: Mapping[str, str]

    def meets(self, where: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether each column named has one of its values."""
        return all(self.cells[column].strip() in values for column, values in where.items())


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table.

    Attributes:
        header: names of the columns; of JSON lines the names that were declared.
        rows: in the order of the table.
        left_out: what was not read, with the reason.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def read_csv(
    content: bytes, columns: Iterable[str], *, delimiter: str = ",", charset: str | None = None
) -> Rows:
    """The rows of a CSV file.

    Args:
        content: the bytes as received.
        columns: names that the header must have.
        delimiter: character between two cells.
        charset: encoding by the source or the HTTP header.

    Raises:
        VanishedFieldError: the header lacks a column.
        IndexUnreadableError: the bytes are no such table.
    """
    text = _text(content, charset)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = tuple(name.strip() for name in next(lines, []))
        _check_header(header, tuple(columns))
        return _rows(header, lines)
    except csv.Error as error:
        raise IndexUnreadableError(f"the table breaks in line {lines.line_num}: {error}") from error


def _rows(header: tuple[str, ...], lines: Iterable[list[str]]) -> Rows:
    rows: list[Row] = []
    left_out: list[tuple[str, str]] = []
    for number, cells in enumerate((line for line in lines if line), start=1):
        if len(cells) == len(header):
            rows.append(Row(number, dict(zip(header, cells, strict=True))))
        else:
            left_out.append(("row", f"{len(cells)} cells under {len(header)} columns"))
    return Rows(header, tuple(rows), tuple(left_out))


def _check_header(header: tuple[str, ...], columns: tuple[str, ...]) -> None:
    gone = tuple(name for name in columns if name not in header)
    if gone:
        raise VanishedFieldError(gone, f"a header of {len(header)} columns")
    twice = [name for name in columns if header.count(name) > 1]
    if twice:
        raise IndexUnreadableError(f"the column {twice[0]!r} stands twice in the header")


def read_json_lines(content: bytes, columns: Iterable[str], *, charset: str | None = None) -> Rows:
    """The rows of a file with one JSON object a line; values become words.

    Args:
        content: the bytes as received.
        columns: names, each of which one object at least must have.
        charset: encoding by the source or the HTTP header.

    Raises:
        VanishedFieldError: no object has one of the names.
        IndexUnreadableError: no line is such an object.
    """
    names = tuple(columns)
    rows: list[Row] = []
    left_out: list[tuple[str, str]] = []
    seen: set[str] = set()
    for number, parsed in _objects(_text(content, charset)):
        if parsed is None:
            left_out.append(("line", "no JSON object"))
            continue
        seen.update(parsed)
        rows.append(Row(number, {name: _words(parsed.get(name)) for name in names}))
    if left_out and not rows:
        raise IndexUnreadableError(f"none of {len(left_out)} lines is a JSON object")
    gone = tuple(name for name in names if name not in seen)
    if rows and gone:
        raise VanishedFieldError(gone, f"{len(rows)} objects")
    return Rows(names, tuple(rows), tuple(left_out))


def _objects(text: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """The object of each line with its number, None where a line is none."""
    lines = (line for line in text.split("\n") if line.strip())
    for number, line in enumerate(lines, start=1):
        try:
            parsed = json.loads(line, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            yield number, None
        else:
            yield number, parsed if isinstance(parsed, dict) else None


def _words(value: Any) -> str:
    """A value of JSON as a cell of a table would hold it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _text(content: bytes, charset: str | None) -> str:
    text = decode(content, charset).text
    if not text.strip():
        raise IndexUnreadableError("the answer is empty")
    if text[:200].lstrip().lower().startswith(_MARKUP):
        raise IndexUnreadableError(f"the answer is a page: {plain(text[:5_000], _QUOTED)!r}")
    return text
