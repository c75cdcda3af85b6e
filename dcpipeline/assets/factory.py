"""From a step to a Dagster asset definition with columns, lineage, row counts and checks."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from dcpipeline.assets.partial import IN_SQL, beside_published, reaches_publication
from dcpipeline.assets.resources import Facts
from dcpipeline.assets.store import FrameStore
from dcpipeline.assets.words import words_first
from dcpipeline.checks import check_frame
from dcpipeline.schema import TABLES, Column, Table
from dcpipeline.steps import Step

OWNERS = ["team:dcpipeline"]
FITS_DECLARATION = "fits_declaration"
# What is known of sources and their answers comes after the sources were asked.
AFTER_SOURCES = frozenset({"raw.captures", "meta.sources"})
SHOWN_ORIGINS = 3
ROOT = Path(__file__).resolve().parent.parent
IMPORTS = re.compile(r"^\s*(?:from|import) dcpipeline(?:\.(\w+)| import ([\w, ]+))", re.MULTILINE)


def asset_key(full_name: str) -> dg.AssetKey:
    """``schema.table`` as an asset key: the name in the UI is the name in SQL."""
    return dg.AssetKey(full_name.split("."))


def step_asset(step: Step, asked: Sequence[str] = ()) -> dg.AssetsDefinition:
    """The asset definition of a step: an asset and a generated check per table.

    Args:
        step: the step.
        asked: live sources that are asked before their answers are read.
    """
    before = asked if AFTER_SOURCES & set(step.produces) else ()

    @dg.multi_asset(
        name=step.name,
        description=step.description,
        specs=[_spec(TABLES[name], step, before) for name in step.produces],
        check_specs=[_check_spec(TABLES[name]) for name in step.produces],
    )
    def _asset(
        context: dg.AssetExecutionContext, facts: Facts, frame_store: FrameStore
    ) -> Iterator[dg.MaterializeResult[None]]:
        run_id = context.run.run_id
        with words_first():
            frames = {name: frame_store.read(name, run_id) for name in step.reads}
            made = step.run(frames, facts.run())
            for name in step.produces:
                frame_store.write(name, made[name], run_id)
        alone = not reaches_publication(context.run)
        for name in step.produces:
            shown: dict[str, Any] = {"dagster/row_count": made[name].height}
            if alone:
                words = beside_published(TABLES[name], made[name], frame_store)
                context.log.info(f"{name} in SQL: {words}")
                shown[IN_SQL] = words
            yield dg.MaterializeResult(
                asset_key=asset_key(name),
                metadata=shown,
                data_version=dg.DataVersion(_digest(made[name])),
                check_results=[_check_result(TABLES[name], made[name])],
            )

    return _asset


def _spec(table: Table, step: Step, before: Sequence[str]) -> dg.AssetSpec:
    return dg.AssetSpec(
        asset_key(table.full_name),
        deps=[
            *(asset_key(name) for name in step.reads),
            *(dg.AssetKey(["source", source_id]) for source_id in before),
        ],
        description=description(table),
        group_name=table.schema,
        kinds={"polars"} | ({"csv"} if table.source_file else set()),
        owners=OWNERS,
        metadata=table_metadata(table),
        code_version=code_version(step.room),
    )


def description(table: Table) -> str:
    """What the UI says about a table."""
    parts = [table.description, f"Grain: {table.grain}. Key: {', '.join(table.key)}."]
    if table.source_file:
        parts.append(f"Read from `data/{table.source_file}`.")
    if table.example:
        parts.append(f"Try: `{table.example}`")
    return "\n\n".join(parts)


def table_metadata(table: Table) -> dict[str, Any]:
    """Column schema and, where columns declare it, column lineage."""
    metadata: dict[str, Any] = {
        "dagster/column_schema": dg.TableSchema(
            columns=[_table_column(table, column) for column in table]
        ),
        "dagster/table_name": table.full_name,
    }
    lineage = {
        column.name: [_dependency(source) for source in column.lineage]
        for column in table
        if column.lineage
    }
    if lineage:
        metadata["dagster/column_lineage"] = dg.TableColumnLineage(deps_by_column=lineage)
    return metadata


def _table_column(table: Table, column: Column) -> dg.TableColumn:
    unit = f" Unit: {column.unit}." if column.unit else ""
    others = [f"one of {', '.join(column.vocabulary)}"] if column.vocabulary is not None else []
    if column.references:
        others.append(f"occurs in {column.references}")
    return dg.TableColumn(
        column.name,
        type=column.kind.duckdb,
        description=column.description + unit + _origin(column),
        constraints=dg.TableColumnConstraints(
            nullable=not table.is_required(column),
            unique=table.key == (column.name,),
            other=others,
        ),
    )


def _origin(column: Column) -> str:
    """The lineage in words: the open-source UI draws no lineage of columns."""
    if not column.lineage:
        return ""
    named = ", ".join(column.lineage[:SHOWN_ORIGINS])
    more = len(column.lineage) - SHOWN_ORIGINS
    return f" From {named}" + (f" and {more} more." if more > 0 else ".")


def _dependency(source: str) -> dg.TableColumnDep:
    schema, name, column = source.split(".")
    return dg.TableColumnDep(asset_key=dg.AssetKey([schema, name]), column_name=column)


def _check_spec(table: Table) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        FITS_DECLARATION,
        asset=asset_key(table.full_name),
        blocking=True,
        description="Every row has the declared types, limits, vocabularies and a unique key.",
    )


def _check_result(table: Table, frame: pl.DataFrame) -> dg.AssetCheckResult:
    result = check_frame(frame, table)
    return dg.AssetCheckResult(
        passed=result.passed,
        asset_key=asset_key(table.full_name),
        check_name=FITS_DECLARATION,
        metadata={"rows checked": result.checked, "rows that break a rule": result.violations},
        description=result.detail,
    )


def _digest(frame: pl.DataFrame) -> str:
    content = frame.write_csv().encode("utf-8")
    return hashlib.blake2b(content, digest_size=8).hexdigest()


@cache
def code_version(room: str) -> str:
    """Digest of the wiring, of a room and of every room it imports: the UI marks stale assets."""
    digest = hashlib.blake2b((ROOT / "pipeline.py").read_bytes(), digest_size=8)
    for name in sorted(rooms_needed(room)):
        for path in sorted((ROOT / name).rglob("*")):
            if path.suffix in {".py", ".toml", ".yml"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def rooms_needed(room: str) -> set[str]:
    """The schema, a room and every room that it imports, directly or through another."""
    needed: set[str] = set()
    waiting = {"schema", room}
    while waiting:
        name = waiting.pop()
        needed.add(name)
        for path in (ROOT / name).rglob("*.py"):
            for one, several in IMPORTS.findall(path.read_text(encoding="utf-8")):
                named = {one, *several.replace(" ", "").split(",")} - {""} - needed
                waiting |= {room for room in named if (ROOT / room).is_dir()}
    return needed
