"""Corrections of shipped facts, each with its reason, kept apart from the facts.

A correction names the value it replaces. When the value is no longer there the run stops, so that
no correction outlives the error it mends.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dcpipeline.reference.csvfile import read_csv_rows
from dcpipeline.reference.errors import FactsError
from dcpipeline.schema import TABLES, Table

COLUMNS = ("table", "key", "column", "from", "to", "reason", "source_url", "decided_on")
KEY_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected cell. ``key`` joins the values of the primary key by ``|``."""

    table: str
    key: str
    column: str
    old: str | None
    new: str | None
    where: str


def load_corrections(data_dir: Path) -> tuple[Correction, ...]:
    """All corrections below ``data/corrections``, in file and line order.

    Raises:
        FactsError: unknown table or column, or a correction without reason or day.
    """
    found = []
    for path in sorted((data_dir / "corrections").glob("*.csv")):
        for row in read_csv_rows(path, COLUMNS).iter_rows(named=True):
            found.append(_correction(row, f"{path.name}, line {row['file_line']}"))
    return tuple(found)


def _correction(row: dict[str, str | None], where: str) -> Correction:
    for name in ("table", "key", "column", "reason", "decided_on"):
        if row[name] is None:
            raise FactsError(f"{where}: a correction needs a {name}.")
    table = TABLES.get(str(row["table"]))
    if table is None or table.source_file is None:
        raise FactsError(f"{where}: {row['table']} is not a table with a shipped file.")
    if row["column"] not in table.column_names:
        raise FactsError(f"{where}: {table.full_name} has no column {row['column']}.")
    return Correction(
        table.full_name, str(row["key"]), str(row["column"]), row["from"], row["to"], where
    )


def corrected(
    rows: pl.DataFrame, table: Table, corrections: tuple[Correction, ...]
) -> pl.DataFrame:
    """The text rows of a table's file with its corrections applied.

    Raises:
        FactsError: a correction's key matches no row or its old value is not there.
    """
    key = pl.concat_str([table[name].csv_name for name in table.key], separator=KEY_SEPARATOR)
    for correction in corrections:
        if correction.table != table.full_name:
            continue
        column = table[correction.column].csv_name
        matches = rows.filter(key == correction.key)[column]
        if len(matches) != 1:
            raise FactsError(
                f"{correction.where}: {len(matches)} rows of {table.full_name} have the key "
                f"{correction.key}, one was expected."
            )
        if matches[0] != correction.old:
            raise FactsError(
                f"{correction.where}: {column} of {correction.key} is {matches[0]!r}, no longer "
                f"{correction.old!r}: remove or renew the correction."
            )
        rows = rows.with_columns(
            pl.when(key == correction.key)
            .then(pl.lit(correction.new, dtype=pl.String))
            .otherwise(pl.col(column))
            .alias(column)
        )
    return rows
