"""Frames against declarations, by dataframely: the one validation system of the project."""

from functools import cache
from typing import Any

import dataframely as dy
import polars as pl

from dcpipeline.schema.column import Column, Kind
from dcpipeline.schema.table import Table

_RULES_IN_WORDS = {
    "nullability": "is missing",
    "min": "is below its lowest value",
    "max": "is above its highest value",
    "regex": "has another form",
    "inf": "is infinite",
    "nan": "is not a number",
    "check__vocabulary": "is not in its vocabulary",
}


class SchemaError(ValueError):
    """A frame does not fit its declaration. The message names table, column and rule."""


@cache
def frame_schema(table: Table) -> type[dy.Schema]:
    """The dataframely schema of a declared table."""
    members: dict[str, Any] = {"__annotations__": {}}
    for column in table:
        members[column.name] = _dataframely_column(table, column)
    class_name = "".join(part.title() for part in (table.schema, *table.name.split("_")))
    return type(class_name, (dy.Schema,), members)


def _in_words(rule: str) -> str:
    if rule == "primary_key":
        return "key stands more than once"
    column, _, name = rule.partition("|")
    return f"{column} {_RULES_IN_WORDS.get(name, f'breaks {name}')}"


def _dataframely_column(table: Table, column: Column) -> dy.Column:
    common: dict[str, Any] = {
        "nullable": not table.is_required(column),
        "primary_key": column.name in table.key,
        "description": column.description,
        "metadata": {"unit": column.unit} if column.unit else None,
    }
    if column.vocabulary is not None:
        allowed = list(column.vocabulary)
        common["check"] = {"vocabulary": lambda value: value.is_in(allowed)}
    bounds: dict[str, Any] = {"min": column.low, "max": column.high}
    match column.kind:
        case Kind.TEXT:
            regex = f"^(?:{column.pattern})$" if column.pattern else None
            return dy.String(regex=regex, **common)
        case Kind.INTEGER:
            whole: dict[str, Any] = {k: None if v is None else int(v) for k, v in bounds.items()}
            return dy.Int64(**whole, **common)
        case Kind.NUMBER:
            return dy.Float64(**bounds, **common)
        case Kind.FLAG:
            return dy.Bool(**{k: v for k, v in common.items() if k != "primary_key"})
        case Kind.DATE:
            return dy.Date(**common)
        case Kind.INSTANT:
            return dy.Datetime(time_unit="us", **common)


def empty(table: Table) -> pl.DataFrame:
    """A frame of the table's shape without rows."""
    return pl.DataFrame(schema={column.name: column.kind.polars for column in table})


def conform(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The frame as it will be stored: declared columns and types, rounded, sorted, validated.

    Columns the table does not declare are an error, so that nothing is lost unnoticed.

    Raises:
        SchemaError: columns are missing or unknown, a cast fails, or a rule is broken.
    """
    shaped = _shape(frame, table)
    good, failures = frame_schema(table).filter(shaped)
    if len(failures):
        counts = ", ".join(
            f"{_in_words(rule)} ({n} rows)" for rule, n in sorted(failures.counts().items())
        )
        first = failures.invalid().head(1).to_dicts()[0]
        where = {name: first[name] for name in table.key}
        raise SchemaError(f"{table.full_name}: {counts}; first at {where}")
    return good.sort(table.key)


def split(frame: pl.DataFrame, table: Table) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that fit the declaration, and the others with ``broken_rules`` in words."""
    shaped = _shape(frame, table)
    good, failures = frame_schema(table).filter(shaped)
    details = failures.details()
    rules = [name for name in details.columns if name not in shaped.columns]
    reasons = pl.concat_list(
        [
            pl.when(pl.col(rule).cast(pl.String) == "invalid").then(pl.lit(_in_words(rule)))
            for rule in rules
        ]
    ).list.drop_nulls()
    bad = details.with_columns(broken_rules=reasons.list.join(", ")).select(
        *shaped.columns, "broken_rules"
    )
    return good.sort(table.key), bad


def _shape(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    missing = [name for name in table.column_names if name not in frame.columns]
    unknown = [name for name in frame.columns if name not in table.column_names]
    if missing or unknown:
        raise SchemaError(
            f"{table.full_name}: columns missing {missing}, columns not declared {unknown}"
        )
    try:
        return frame.select(_stored(column) for column in table)
    except pl.exceptions.PolarsError as error:
        raise SchemaError(f"{table.full_name}: {error}") from error


def _stored(column: Column) -> pl.Expr:
    expression = pl.col(column.name).cast(column.kind.polars)
    if column.kind is Kind.NUMBER and column.decimals is not None:
        rounded = expression.round(column.decimals)
        # -0.0 and 0.0 are equal values with different bytes; only one of them is stored
        expression = pl.when(rounded == 0).then(0.0).otherwise(rounded)
    return expression.alias(column.name)
