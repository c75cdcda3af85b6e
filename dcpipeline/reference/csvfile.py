"""A CSV file as text cells with line numbers."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from dcpipeline.reference.errors import FactsError

FILE_LINE = "file_line"
# A single cell may be far too long: it is read, so that the row can be refused by name.
LONGEST_CELL = 64 * 1024 * 1024


def read_csv_rows(path: Path, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Every cell as text, empty cells as null, with the line on which the row begins.

    Args:
        path: a UTF-8 CSV file with a header row, comma, double quotes.
        columns: headers that must be there, no more and no fewer.

    Returns:
        One text column per header and the integer ``file_line``.

    Raises:
        FactsError: the file is absent, not UTF-8, cut off, malformed, or has other columns.
    """
    records = _records(path, _decoded(path))
    if not records:
        raise FactsError(f"{path.name} is empty: not even a header row is there.")
    (_, header), *rows = records
    _check_header(path, header, columns)
    for position, (line, cells) in enumerate(rows):
        if len(cells) != len(header):
            cut_off = " The file looks cut off." if position == len(rows) - 1 else ""
            raise FactsError(
                f"{path.name}, line {line}: {len(cells)} cells where the header has "
                f"{len(header)}.{cut_off}"
            )
    data = {
        name: [cells[position] or None for _, cells in rows] for position, name in enumerate(header)
    }
    schema = {name: pl.String() for name in header} | {FILE_LINE: pl.Int64()}
    return pl.DataFrame({**data, FILE_LINE: [line for line, _ in rows]}, schema=schema)


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise FactsError(f"{path} is missing.") from error
    except OSError as error:
        raise FactsError(f"{path} can't be read: {error.strerror}.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError(
            f"{path.name} is not UTF-8 (byte {error.start}): save it as UTF-8 and try again."
        ) from error
    if text and not text.endswith("\n"):
        raise FactsError(f"{path.name} does not end with a line break: it looks cut off.")
    return text


def _records(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Records with the line on which each begins; blank lines are passed over."""
    records = []
    limit_before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        cut_off = "unexpected end" in str(error)
        what = (
            "ends inside a quoted cell: it looks cut off" if cut_off else f"is malformed: {error}"
        )
        raise FactsError(f"{path.name}, line {begins}: the file {what}.") from error
    finally:
        csv.field_size_limit(limit_before)
    return records


def _check_header(path: Path, header: list[str], columns: Sequence[str] | None) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise FactsError(f"{path.name}: header names stand twice: {', '.join(twice)}.")
    if columns is None:
        return
    missing = [name for name in columns if name not in header]
    if missing:
        raise FactsError(f"{path.name}: columns are missing: {', '.join(missing)}.")
    unknown = [name for name in header if name not in columns]
    if unknown:
        raise FactsError(f"{path.name}: columns are not declared: {', '.join(unknown)}.")
