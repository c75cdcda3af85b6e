"""From a shipped file to a frame of its declared table."""

from pathlib import Path

import polars as pl

from dcpipeline.reference.corrections import Correction, corrected, load_corrections
from dcpipeline.reference.csvfile import FILE_LINE, read_csv_rows
from dcpipeline.reference.errors import FactsError
from dcpipeline.reference.receipts import source_rows
from dcpipeline.reference.reviewed import JUDGEMENT_COLUMNS
from dcpipeline.schema import TABLES, Column, Kind, Table, split

PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_JUDGEMENT_RULES = {
    "left_key": (pl.col("left_key").is_not_null(), "expected a key"),
    "right_key": (
        pl.col("right_key") != pl.col("left_key"),
        "expected a key other than the left one",
    ),
    "judgement": (
        pl.col("judgement").is_in(["same", "different", "unsure"]),
        "expected same, different or unsure",
    ),
    "reason": (pl.col("reason").is_not_null(), "expected words"),
    "decided_on": (
        pl.col("decided_on").str.to_date("%Y-%m-%d", strict=False).is_not_null(),
        "expected a day such as 2026-11-22",
    ),
}


def load_rows(
    table: Table, data_dir: Path, corrections: tuple[Correction, ...] = ()
) -> pl.DataFrame:
    """The corrected text cells of a table's file, under the headers of the file.

    Raises:
        FactsError: see ``read_csv_rows`` and ``corrected``.
    """
    if table.source_file is None:
        raise ValueError(f"{table.full_name} has no shipped file")
    rows = read_csv_rows(data_dir / table.source_file, _headers(table))
    return corrected(rows, table, corrections)


def _headers(table: Table) -> list[str]:
    headers = dict.fromkeys(c.csv_name for c in table if c.reading != "absent")
    return [*headers, *table.constants]


def load_table(
    table: Table, data_dir: Path, corrections: tuple[Correction, ...] = ()
) -> pl.DataFrame:
    """The table that a shipped file fills, typed and validated.

    Returns:
        The declared columns, sorted by key.

    Raises:
        FactsError: the file is damaged, or a cell can't be read as declared; the sentence names
            file, line, column and value.
    """
    return _typed(load_rows(table, data_dir, corrections), table, Path(str(table.source_file)))


def load_file(table: Table, path: Path) -> pl.DataFrame:
    """The same from a file elsewhere, such as a reader's own observations.

    Raises:
        FactsError: see ``load_table``.
    """
    return _typed(read_csv_rows(path, _headers(table)), table, path)


def _typed(rows: pl.DataFrame, table: Table, path: Path) -> pl.DataFrame:
    for header, constant in table.constants.items():
        _stop_on(rows.filter(pl.col(header) != constant), path, header, f"expected {constant}")
    typed = rows.select(FILE_LINE, *(_read(column).alias(column.name) for column in table))
    for column in table:
        unread = rows.filter(pl.col(column.csv_name).is_not_null() & typed[column.name].is_null())
        _stop_on(unread, path, column.csv_name, f"expected {_expectation(column)}")
    good, bad = split(typed.drop(FILE_LINE), table)
    if len(bad):
        first = bad.row(0, named=True)
        where = ", ".join(f"{name} {first[name]}" for name in table.key)
        raise FactsError(
            f"{path.name}: {len(bad)} rows break a rule; first {where}: {first['broken_rules']}."
        )
    return good


def _read(column: Column) -> pl.Expr:
    cell = pl.col(column.csv_name)
    if column.reading in {"period_start", "period_end"}:
        return _period(cell, last_day=column.reading == "period_end")
    if column.reading == "precision":
        length = cell.str.len_chars()
        return (
            pl.when(cell.is_null())
            .then(pl.lit(None, dtype=pl.String))
            .when(length == 4)
            .then(pl.lit("year"))
            .when(length == 7)
            .then(pl.lit("month"))
            .otherwise(pl.lit("day"))
        )
    match column.kind:
        case Kind.TEXT:
            return cell
        case Kind.FLAG:
            return cell.replace_strict({"true": True, "false": False}, default=None)
        case Kind.DATE:
            return cell.str.to_date("%Y-%m-%d", strict=False)
        case _:
            value = cell.cast(column.kind.polars, strict=False)
            return (
                pl.when(value.is_nan()).then(None).otherwise(value)
                if (column.kind is Kind.NUMBER)
                else value
            )


def _period(cell: pl.Expr, *, last_day: bool) -> pl.Expr:
    stated = pl.when(cell.str.contains(PARTIAL_DATE)).then(cell)
    padded = stated + pl.when(stated.str.len_chars() == 4).then(pl.lit("-01-01")).when(
        stated.str.len_chars() == 7
    ).then(pl.lit("-01")).otherwise(pl.lit(""))
    first = padded.str.to_date("%Y-%m-%d", strict=False)
    if not last_day:
        return first
    return (
        pl.when(stated.str.len_chars() == 4)
        .then(first.dt.offset_by("1y").dt.offset_by("-1d"))
        .when(stated.str.len_chars() == 7)
        .then(first.dt.month_end())
        .otherwise(first)
    )


def _expectation(column: Column) -> str:
    if column.kind is Kind.DATE or column.reading == "precision":
        return "a date such as 2025, 2025-06 or 2025-06-12"
    if column.kind is Kind.FLAG:
        return "true or false"
    return f"a value of kind {column.kind}"


def _stop_on(rows: pl.DataFrame, path: Path, header: str, expected: str) -> None:
    if len(rows):
        first = rows.row(0, named=True)
        shown = str(first[header])[:60]
        raise FactsError(
            f"{path.name}, line {first[FILE_LINE]}: {header} is {shown!r}, {expected}."
        )


def check_facts(data_dir: Path) -> None:
    """Look at every shipped file as a whole: is it there, intact, with the declared columns?

    Cells are looked at when the tables are filled.

    Raises:
        FactsError: a file, a receipt, a correction or a judgement can't be used.
    """
    source_rows(data_dir)
    corrections = load_corrections(data_dir)
    for table in TABLES.values():
        if table.source_file is not None:
            load_rows(table, data_dir, corrections)
    load_judgements(data_dir)


def load_judgements(data_dir: Path) -> pl.DataFrame:
    """Decisions on pairs of subjects, in the order of files and lines.

    Returns:
        Text columns ``left_key, right_key, judgement, reason, decided_on, file``; ``file_line``.

    Raises:
        FactsError: the file is damaged, a key or a reason is missing, a judgement is not same,
            different or unsure, or its day is none.
    """
    frames = []
    for path in sorted((data_dir / "judgements").glob("*.csv")):
        rows = read_csv_rows(path, JUDGEMENT_COLUMNS)
        for column, (is_good, expected) in _JUDGEMENT_RULES.items():
            _stop_on(rows.filter(~is_good.fill_null(False)), path, column, expected)
        frames.append(rows.with_columns(file=pl.lit(f"judgements/{path.name}")))
    if not frames:
        text = dict.fromkeys((*JUDGEMENT_COLUMNS, "file"), pl.String)
        return pl.DataFrame(schema={**text, FILE_LINE: pl.Int64})
    return pl.concat(frames)
