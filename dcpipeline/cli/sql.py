"""``dcpipeline sql``."""

import json
import math
import sys
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, Literal

import polars as pl
import typer
from rich.markup import escape

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
            sys.stdout.write(_flat(result).write_csv())
        case Format.JSON:
            rows = [
                {name: _jsonable(v) for name, v in row.items()}
                for row in result.iter_rows(named=True)
            ]
            sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        case Format.PARQUET:
            result.write_parquet(sys.stdout.buffer)


def _flat(result: pl.DataFrame) -> pl.DataFrame:
    """The same rows with lists and structures as JSON, because a CSV cell holds only text."""
    deep = [name for name, kind in result.schema.items() if kind.is_nested() or kind == pl.Binary]
    return result.with_columns(
        pl.Series(name, [_json_text(value) for value in result[name].to_list()], dtype=pl.String)
        for name in deep
    )


def _json_text(value: Any) -> str | None:
    if value is None:
        return None
    plain = _jsonable(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _jsonable(value: Any) -> Any:
    """The value in the terms of JSON: no infinity, bytes in hex, days in ISO 8601."""
    match value:
        case float() if not math.isfinite(value):
            return None
        case None | bool() | int() | float() | str():
            return value
        case bytes():
            return value.hex()
        case dict():
            return {str(key): _jsonable(item) for key, item in value.items()}
        case list():
            return [_jsonable(item) for item in value]
        case date() | time():
            return value.isoformat()
    return str(value)


def _print_table(result: pl.DataFrame) -> None:
    numeric = {name for name, kind in result.schema.items() if kind.is_numeric()}
    shown = table()
    for name in result.columns:
        justify: Literal["left", "right"] = "right" if name in numeric else "left"
        shown.add_column(escape(name), justify=justify, overflow="fold")
    for row in result.head(SHOWN_ROWS).iter_rows():
        shown.add_row(*(_cell(value) for value in row))
    console.print(shown)
    if result.is_empty():
        console.print("no rows")
    if result.height > SHOWN_ROWS:
        console.print(f"… {result.height - SHOWN_ROWS} more rows; --format csv prints all")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # from a million on the short form would be 2.98405e+08
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    return escape(str(value))
