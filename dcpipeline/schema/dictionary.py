"""The data dictionary, generated from the declarations: two frames and one Markdown page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from dcpipeline.schema.column import Column
from dcpipeline.schema.frames import conform
from dcpipeline.schema.table import LAYERS, Table
from dcpipeline.schema.tables import meta


def tables_frame(tables: Iterable[Table], row_counts: Mapping[str, int]) -> pl.DataFrame:
    """``meta.tables``: one row per declared table.

    Args:
        tables: declarations.
        row_counts: rows by ``schema.name``; every table must have an entry.

    Returns:
        A frame that conforms to ``meta.tables``.
    """
    rows = [
        {
            "table_schema": table.schema,
            "table_name": table.name,
            "description": table.description,
            "grain": table.grain,
            "key_columns": ", ".join(table.key),
            "row_count": row_counts[table.full_name],
            "reads": "; ".join(table.reads) or None,
            "source_file": table.source_file,
            "example_sql": table.example,
        }
        for table in tables
    ]
    return _frame(rows, meta.TABLES_TABLE)


def columns_frame(tables: Iterable[Table]) -> pl.DataFrame:
    """``meta.columns``: one row per declared column."""
    rows = [
        {
            "table_schema": table.schema,
            "table_name": table.name,
            "column_name": column.name,
            "position": position,
            "data_type": column.kind.duckdb,
            "unit": column.unit,
            "decimals": column.decimals,
            "nullable": not table.is_required(column),
            "description": column.description,
            "vocabulary": "; ".join(column.vocabulary) if column.vocabulary else None,
            "references_column": column.references,
            "lineage": "; ".join(column.lineage) or None,
        }
        for table in tables
        for position, column in enumerate(table, start=1)
    ]
    return _frame(rows, meta.COLUMNS_TABLE)


def markdown(tables: Iterable[Table]) -> str:
    """The dictionary as one Markdown page: tables by layer, then every column."""
    declared = list(tables)
    lines = [
        "# Data dictionary",
        "",
        "Generated from the declarations in `dcpipeline/schema`. Null means unknown or not "
        "applicable, never zero.",
        "",
    ]
    for layer, meaning in LAYERS.items():
        members = [table for table in declared if table.schema == layer]
        if members:
            lines += [f"## `{layer}`: {meaning}", ""]
            for table in members:
                lines += _table_section(table)
    return "\n".join(lines).rstrip("\n") + "\n"


def _frame(rows: Sequence[Mapping[str, object]], table: Table) -> pl.DataFrame:
    shape = {column.name: column.kind.polars for column in table}
    return conform(pl.DataFrame(rows, schema=shape), table)


def _table_section(table: Table) -> Iterator[str]:
    yield from (f"### `{table.full_name}`", "", table.description, "")
    yield f"- Grain: {table.grain}."
    yield f"- Key: {_codes(table.key)}."
    if table.reads:
        yield f"- Computed from: {_codes(table.reads)}."
    if table.source_file:
        yield f"- Read from: `data/{table.source_file}`."
    yield from ("", "| column | type | unit | meaning |", "| --- | --- | --- | --- |")
    yield from (_column_row(table, column) for column in table)
    yield ""
    yield from _vocabularies(table)
    if table.example:
        yield from ("```sql", table.example, "```", "")


def _column_row(table: Table, column: Column) -> str:
    type_name = column.kind.duckdb + (", required" if table.is_required(column) else "")
    meaning = [column.description]
    if column.references:
        meaning.append(f"References `{column.references}`.")
    if column.lineage:
        meaning.append(f"From {_codes(column.lineage)}.")
    cells = (f"`{column.name}`", type_name, column.unit or "", " ".join(meaning))
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _vocabularies(table: Table) -> Iterator[str]:
    for column in table:
        if column.vocabulary:
            yield from (f"Values of `{column.name}`:", "")
            for value, meaning in column.vocabulary.items():
                yield f"- `{value}`: {meaning}" if meaning else f"- `{value}`"
            yield ""


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cell(value: str) -> str:
    return value.replace("|", "\\|").replace("\n", " ")
