"""``dcpipeline sql``."""

import sys
from enum import StrEnum
from typing import Annotated

import polars as pl
import typer

from dcpipeline.cli.console import console, table
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings
from dcpipeline.warehouse import query

SHOWN_ROWS = 200


class Format(StrEnum):
    """How a result is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def sql(
    statement: Annotated[str, typer.Argument(metavar="QUERY", help="One reading statement.")],
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.TABLE,
    data: DataOption = None,
) -> None:
    """Query the published warehouse, read-only.

    Example: dcpipeline sql "SELECT name_en, risk_p50 FROM mart.overbuild_risk LIMIT 5"
    """
    result = query(settings(data).warehouse_file, statement)
    match output:
        case Format.TABLE:
            _print_table(result)
        case Format.CSV:
            sys.stdout.write(result.write_csv())
        case Format.JSON:
            sys.stdout.write(result.write_json() + "\n")
        case Format.PARQUET:
            result.write_parquet(sys.stdout.buffer)


def _print_table(result: pl.DataFrame) -> None:
    numeric = tuple(name for name, kind in result.schema.items() if kind.is_numeric())
    shown = table(*result.columns, right=numeric)
    for row in result.head(SHOWN_ROWS).iter_rows():
        shown.add_row(*(_cell(value) for value in row))
    console.print(shown, markup=False) if False else console.print(shown)
    if result.height > SHOWN_ROWS:
        console.print(f"… {result.height - SHOWN_ROWS} more rows; --format csv prints all")


def _cell(value: object) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    return escape(f"{value:g}" if isinstance(value, float) else str(value))
