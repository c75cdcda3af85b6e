"""SQL that creates the declared tables in DuckDB, with constraints and comments.

DuckDB refuses foreign keys between schemas, so references are not part of this: they are checks.
"""

from collections.abc import Iterable, Iterator

from dcpipeline.schema.column import Column, Kind
from dcpipeline.schema.table import LAYERS, Table


def literal(value: str) -> str:
    """The text as an SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """The name as a quoted SQL identifier; a dotted name is quoted part by part."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in name.split("."))


def comment_text(column: Column) -> str:
    """What a reader of the column must know in one line: meaning, unit, allowed values."""
    parts = [column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.vocabulary:
        parts.append(f"One of: {', '.join(column.vocabulary)}.")
    return " ".join(parts)


def create_schemas() -> list[str]:
    """One statement per layer. DuckDB 1.5 has no comments on schemas."""
    return [f"CREATE SCHEMA {identifier(schema)}" for schema in LAYERS]


def create_table(table: Table) -> str:
    """The CREATE TABLE statement: types, NOT NULL, CHECK and PRIMARY KEY."""
    lines = [_column_line(table, column) for column in table]
    lines.append(f"PRIMARY KEY ({', '.join(identifier(name) for name in table.key)})")
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {identifier(table.full_name)} (\n  {body}\n)"


def comments(table: Table) -> list[str]:
    """COMMENT statements for a table and its columns."""
    name = identifier(table.full_name)
    words = f"{table.description} Grain: {table.grain}."
    return [
        f"COMMENT ON TABLE {name} IS {literal(words)}",
        *(
            f"COMMENT ON COLUMN {name}.{identifier(column.name)} IS {literal(comment_text(column))}"
            for column in table
        ),
    ]


def create_all(tables: Iterable[Table]) -> Iterator[str]:
    """Every statement that an empty database needs to hold the tables."""
    yield from create_schemas()
    for table in tables:
        yield create_table(table)
        yield from comments(table)


def _column_line(table: Table, column: Column) -> str:
    parts = [identifier(column.name), column.kind.duckdb]
    if table.is_required(column):
        parts.append("NOT NULL")
    parts += [f"CHECK ({condition})" for condition in _conditions(column)]
    return " ".join(parts)


def _conditions(column: Column) -> Iterator[str]:
    name = identifier(column.name)
    if column.vocabulary is not None:
        yield f"{name} IN ({', '.join(literal(value) for value in column.vocabulary)})"
    if column.low is not None:
        yield f"{name} >= {_limit(column, column.low)}"
    if column.high is not None:
        yield f"{name} <= {_limit(column, column.high)}"
    if column.pattern is not None:
        yield f"regexp_full_match({name}, {literal(column.pattern)})"


def _limit(column: Column, value: float) -> str:
    return str(int(value)) if column.kind is Kind.INTEGER else repr(float(value))
