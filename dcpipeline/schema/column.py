"""One column: type, unit, words, limits. Constructors are named after the kind of value."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

import polars as pl

CsvReading = Literal["plain", "period_start", "period_end", "precision", "absent"]


class Kind(StrEnum):
    """The scalar types of the warehouse. Nothing else is stored, so that every client can read."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    INSTANT = "instant"

    @property
    def polars(self) -> pl.DataType:
        """The polars type that holds this kind."""
        return _POLARS[self]

    @property
    def duckdb(self) -> str:
        """The DuckDB type that holds this kind. Instants are UTC without a zone."""
        return _DUCKDB[self]


_POLARS: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.INTEGER: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.FLAG: pl.Boolean(),
    Kind.DATE: pl.Date(),
    Kind.INSTANT: pl.Datetime("us"),
}
_DUCKDB: dict[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.INTEGER: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.INSTANT: "TIMESTAMP",
}


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A declared column.

    Attributes:
        name: name in frames and in SQL. A unit, where there is one, is part of the name; dates end
            in ``_on``, instants in ``_at``.
        kind: scalar type.
        description: one sentence for a reader of the table.
        unit: unit of the value, spelled out.
        decimals: digits kept after the point when the table is written (numbers only).
        vocabulary: allowed values with their meaning.
        nullable: whether null is allowed. Null always means unknown or not applicable, never zero.
        low: smallest allowed value, inclusive.
        high: largest allowed value, inclusive.
        pattern: regular expression that a whole text must match.
        references: ``schema.table.column`` in which every non-null value must occur.
        csv: header in the shipped CSV where it differs from ``name``.
        reading: how the CSV text becomes the value. ``period_start`` and ``period_end`` read
            ``2025``, ``2025-06`` or ``2025-06-12`` as the first or last day of the stated period;
            ``precision`` keeps only day, month or year; ``absent`` columns are not in the file.
        evidence: whether ``core.project_facts`` must reproduce each non-null value.
        lineage: ``schema.table.column`` names from which the value is computed.
    """

    name: str
    kind: Kind
    description: str
    unit: str | None = None
    decimals: int | None = None
    vocabulary: Mapping[str, str] | None = None
    nullable: bool = True
    low: float | None = None
    high: float | None = None
    pattern: str | None = None
    references: str | None = None
    csv: str | None = None
    reading: CsvReading = "plain"
    evidence: bool = False
    lineage: tuple[str, ...] = ()

    @property
    def csv_name(self) -> str:
        """Header of the column in its CSV file."""
        return self.csv or self.name

    def named(self, name: str, description: str | None = None, **changes: Any) -> "Column":
        """The same kind of column under another name."""
        return replace(self, name=name, description=description or self.description, **changes)

    def but(self, **changes: Any) -> "Column":
        """The same column with some attributes changed."""
        return replace(self, **changes)

    def required(self) -> "Column":
        """The same column, not null."""
        return replace(self, nullable=False)


def text(name: str, description: str, **more: Any) -> Column:
    """A text column."""
    return Column(name, Kind.TEXT, description, **more)


def integer(name: str, description: str, **more: Any) -> Column:
    """A whole number."""
    return Column(name, Kind.INTEGER, description, **more)


def number(name: str, description: str, *, decimals: int, **more: Any) -> Column:
    """A floating-point number, written with a fixed number of decimals."""
    return Column(name, Kind.NUMBER, description, decimals=decimals, **more)


def flag(name: str, description: str, **more: Any) -> Column:
    """True or false."""
    return Column(name, Kind.FLAG, description, **more)


def date(name: str, description: str, **more: Any) -> Column:
    """A calendar day."""
    return Column(name, Kind.DATE, description, **more)


def instant(name: str, description: str, **more: Any) -> Column:
    """A UTC instant."""
    return Column(name, Kind.INSTANT, description, **more)
