"""One table: its columns, key, grain, origin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dcpipeline.schema.column import Column

LAYERS = {
    "raw": "what the sources said, as received",
    "core": "claims, and the projects computed from them",
    "ref": "reference data: places, prices, latency, observations, published counts",
    "mart": "tables to read: siting, utilization, overbuild risk, counts",
    "meta": "the warehouse about itself: tables, columns, sources, checks, validation, changes",
    "rejects": "what was refused, why and from where",
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A declared table.

    Attributes:
        schema: layer, one of ``LAYERS``; the DuckDB schema.
        name: table name.
        description: what the table is for.
        grain: what one row is.
        key: primary key, also the sort order of every export.
        columns: in the order of the table.
        source_file: path below ``data/`` of the CSV that fills the table, if one does.
        constants: CSV columns that are not stored because every row holds the same value, such as
            the unit; any other value is an error.
        reads: tables from which this one is computed (``schema.name``); the edges of the graph.
        example: an SQL query worth trying first.
    """

    schema: str
    name: str
    description: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    source_file: str | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    example: str | None = None

    def __post_init__(self) -> None:
        if self.schema not in LAYERS:
            raise ValueError(f"{self.full_name}: unknown layer")
        names = [column.name for column in self.columns]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.full_name}: a column is declared twice")
        missing = set(self.key) - set(names)
        if missing:
            raise ValueError(f"{self.full_name}: key columns are not declared: {sorted(missing)}")

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.full_name} has no column {name}")

    @property
    def full_name(self) -> str:
        """``schema.name``, the name in SQL and, split at the dot, the Dagster asset key."""
        return f"{self.schema}.{self.name}"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Column names in table order."""
        return tuple(column.name for column in self.columns)

    def is_required(self, column: Column) -> bool:
        """Whether the column may never be null: declared so, or part of the key."""
        return not column.nullable or column.name in self.key
