"""Checks that follow from the declarations: references, quantiles, bounds, row counts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dcpipeline.checks.sql import SqlCheck
from dcpipeline.schema import Column, Kind, Table
from dcpipeline.schema.ddl import identifier, literal

_QUANTILE = re.compile(r"^(?P<head>(?:.*_)?)p(?P<percent>\d\d)(?P<tail>(?:_.*)?)$")
WRITTEN_LAST = "meta.checks"


def reference_checks(tables: Iterable[Table]) -> Iterator[SqlCheck]:
    """One check per declared reference; a table may refer to itself."""
    declared = {table.full_name: table for table in tables}
    for table in declared.values():
        for column in table:
            if column.references is not None:
                yield _reference(table, column, declared)


def _reference(table: Table, column: Column, declared: dict[str, Table]) -> SqlCheck:
    target, _, target_column = str(column.references).rpartition(".")
    if target not in declared or target_column not in declared[target].column_names:
        raise ValueError(
            f"{table.full_name}.{column.name} refers to {column.references}, which is not declared"
        )
    name = identifier(column.name)
    keys = [identifier(key) for key in table.key if key != column.name]
    shown = ", ".join(f"child.{key}" for key in [name, *keys])
    return SqlCheck(
        name=f"references/{table.full_name}.{column.name}",
        table=table.full_name,
        description=f"Every {column.name} of {table.full_name} occurs in {column.references}.",
        violations_sql=f"SELECT {shown} FROM {identifier(table.full_name)} AS child "
        f"ANTI JOIN {identifier(target)} AS parent "
        f"ON child.{name} = parent.{identifier(target_column)} WHERE child.{name} IS NOT NULL",
        checked_sql=f"SELECT count({name}) FROM {identifier(table.full_name)}",
        family="references",
    )


def quantile_checks(tables: Iterable[Table]) -> Iterator[SqlCheck]:
    """One check per table with quantile columns: all or none present, and never falling."""
    for table in tables:
        groups = [names for names in quantile_groups(table) if len(names) > 1]
        if groups:
            yield _ordered(
                table,
                groups,
                name=f"bounds/{table.full_name}.quantiles",
                description="Quantiles of one figure are all present or all null, and never fall.",
                centred=False,
            )


def quantile_groups(table: Table) -> list[list[str]]:
    """Columns such as ``risk_p10, risk_p50, risk_p90``, grouped by figure, in rising order.

    Where a figure has no ``_p50`` column but one without suffix, that one stands in the middle.
    """
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for column in table:
        match = _QUANTILE.match(column.name)
        if match and column.kind in {Kind.NUMBER, Kind.INTEGER}:
            figure = f"{match['head']}{match['tail'].removeprefix('_')}".removesuffix("_")
            groups[figure].append((int(match["percent"]), column.name))
    for figure, members in groups.items():
        if figure in table.column_names and 50 not in dict(members):
            members.append((50, figure))
    return [[name for _, name in sorted(members)] for members in groups.values()]


def span_checks(tables: Iterable[Table]) -> Iterator[SqlCheck]:
    """One check per core or mart table with ``x_low``, ``x``, ``x_high`` columns."""
    for table in tables:
        if table.schema in {"core", "mart"}:
            names = table.column_names
            spans = [
                [f"{name}_low", name, f"{name}_high"]
                for name in names
                if f"{name}_low" in names and f"{name}_high" in names
            ]
            if spans:
                yield _ordered(
                    table,
                    spans,
                    name=f"bounds/{table.full_name}.spans",
                    description="A central figure has a low and a high one and lies between them.",
                    centred=True,
                )


def _ordered(
    table: Table, groups: Sequence[Sequence[str]], *, name: str, description: str, centred: bool
) -> SqlCheck:
    """Never falling; complete where any figure is there, or (centred) where the central one is."""
    source = identifier(table.full_name)
    keys = ", ".join(identifier(key) for key in table.key)
    parts, counts = [], []
    for group in groups:
        columns = [identifier(column) for column in group]
        pairs = [*pairwise(columns), (columns[0], columns[-1])]
        broken = [f"{low} > {high}" for low, high in pairs]
        absent = " + ".join(f"({column} IS NULL)::INTEGER" for column in columns)
        whole = f"{columns[1]} IS NULL" if centred else f"{absent} = {len(columns)}"
        broken.append(f"({absent} > 0 AND NOT ({whole}))")
        values = " || ', ' || ".join(f"coalesce({c}::VARCHAR, 'null')" for c in columns)
        label = literal(", ".join(group))
        parts.append(
            f"SELECT {keys}, {label} AS figures, {values} AS found "
            f"FROM {source} WHERE {' OR '.join(broken)}"
        )
        counts.append(f"count(coalesce({', '.join(columns)}))")
    return SqlCheck(
        name=name,
        table=table.full_name,
        description=description,
        violations_sql=" UNION ALL ".join(parts),
        checked_sql=f"SELECT {' + '.join(counts)} FROM {source}",
        family="bounds",
    )


def row_count_check(tables: Iterable[Table]) -> SqlCheck:
    """``meta.tables`` states the rows that each table really has.

    ``meta.checks`` is left out: it is filled when the checks have run.
    """
    counted = " UNION ALL ".join(
        f"SELECT {literal(table.schema)} AS table_schema, {literal(table.name)} AS table_name, "
        f"count(*) AS found FROM {identifier(table.full_name)}"
        for table in tables
        if table.full_name != WRITTEN_LAST
    )
    return SqlCheck(
        name="counts/meta.tables",
        table="meta.tables",
        description="The row counts in meta.tables are those of the tables.",
        violations_sql="SELECT table_schema, table_name, stated.row_count AS stated, found "
        "FROM (SELECT table_schema, table_name, row_count FROM meta.tables "
        f"WHERE table_schema || '.' || table_name <> {literal(WRITTEN_LAST)}) AS stated "
        f"FULL JOIN ({counted}) USING (table_schema, table_name) "
        "WHERE stated.row_count IS DISTINCT FROM found",
        checked_sql="SELECT count(*) FROM meta.tables "
        f"WHERE table_schema || '.' || table_name <> {literal(WRITTEN_LAST)}",
        family="counts",
    )
