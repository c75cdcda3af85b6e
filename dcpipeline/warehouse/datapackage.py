"""``datapackage.json``: what lies in a folder of exports, in the terms of Data Package 1.

The files of one run alone, ``meta.runs`` and ``meta.checks``, are no resources: the descriptor of
equal tables is equal.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from dcpipeline.schema import Column, Kind, Table
from dcpipeline.warehouse import files, geojson
from dcpipeline.warehouse.snapshots import Snapshot

FILE: Final = "datapackage.json"
OF_THE_RUN: Final = frozenset({"meta.runs", "meta.checks"})
SOURCES: Final = "meta.sources"
_TYPES: Final = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: "boolean",
    Kind.DATE: "date",
    Kind.INSTANT: "datetime",
}
# Names of the Open Definition; the words of each licence stand in its title.
_LICENCE_NAMES: Final = {
    "own": "CC-BY-4.0",
    "cc_by_4": "CC-BY-4.0",
    "open": "other-open",
    "facts": "notspecified",
    "unsettled": "notspecified",
}


@dataclass(frozen=True, slots=True)
class Package:
    """A folder of exports.

    Attributes:
        folder: where the files are.
        name: name of the package, in lower case.
        title: title of the package.
        description: what it is, and what it leaves out.
        tables: declarations by ``schema.name`` of the tables in it.
        sources: ``meta.sources`` for origin and licences; null where it is not published.
        snapshot: the snapshot.
    """

    folder: Path
    name: str
    title: str
    description: str
    tables: Mapping[str, Table]
    sources: pl.DataFrame | None
    snapshot: Snapshot


def write(package: Package) -> None:
    """Writes the descriptor of the files that are there."""
    content = {
        "profile": "data-package",
        "name": package.name,
        "title": package.title,
        "description": package.description,
        "version": package.snapshot.snapshot_id,
        "licenses": _licences(package.sources),
        "sources": _sources(package.sources),
        "resources": list(_resources(package)),
    }
    text = json.dumps({k: v for k, v in content.items() if v != []}, ensure_ascii=False, indent=1)
    (package.folder / FILE).write_text(text + "\n", encoding="utf-8")


def _licences(sources: pl.DataFrame | None) -> list[dict[str, str]]:
    if sources is None:
        return []
    used = sources.filter(pl.col("row_count") > 0).select("rights", "licence").unique()
    return [
        {"name": _LICENCE_NAMES[rights], "title": words}
        for rights, words in sorted(used.iter_rows())
    ]


def _sources(sources: pl.DataFrame | None) -> list[dict[str, str]]:
    if sources is None:
        return []
    used = sources.filter(pl.col("row_count") > 0).select("title", "origin", "live_address")
    listed = []
    for title, origin, address in used.unique(maintain_order=True).iter_rows():
        path = {"path": address} if address and address.startswith(("https:", "http:")) else {}
        listed.append({"title": f"{title}. {origin}", **path})
    return listed


def _resources(package: Package) -> Iterator[dict[str, Any]]:
    as_csv = {name for name in package.tables if _csv_path(package.folder, name).exists()}
    for name, table in package.tables.items():
        if name in OF_THE_RUN:
            continue
        parquet = _resource(package.folder, f"parquet/{name}.parquet", table)
        yield {**parquet, "schema": _schema(table, frozenset())}
        if name in as_csv:
            listed = _resource(package.folder, f"csv/{name}.csv", table)
            schema = _schema(table, as_csv)
            yield {**listed, "profile": "tabular-data-resource", "schema": schema}
    if (package.folder / geojson.FILE).exists():
        projects = _resource(package.folder, geojson.FILE, package.tables[geojson.PROJECTS])
        yield {**projects, "name": geojson.FILE}


def _csv_path(folder: Path, name: str) -> Path:
    return folder / "csv" / f"{name}.csv"


def _resource(folder: Path, path: str, table: Table) -> dict[str, Any]:
    file = folder / path
    kind = file.suffix[1:]
    binary = kind == "parquet"
    return {
        "name": f"{table.full_name}.{kind}",
        "path": path,
        "format": kind,
        "mediatype": {
            "parquet": "application/vnd.apache.parquet",
            "csv": "text/csv",
            "geojson": "application/geo+json",
        }[kind],
        # the mark at the start of a CSV tells Excel that it is UTF-8
        **({} if binary else {"encoding": "utf-8-sig" if kind == "csv" else "utf-8"}),
        "title": table.full_name,
        "description": table.description,
        "bytes": file.stat().st_size,
        "hash": f"sha256:{files.sha256(file)}",
    }


def _schema(table: Table, as_csv: frozenset[str] | set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    keys = [
        _foreign_key(table, column)
        for column in table
        if column.references and column.references.rpartition(".")[0] in as_csv
    ]
    return {**schema, "foreignKeys": keys} if keys else schema


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    target, _, name = str(column.references).rpartition(".")
    # a table that refers to itself is named by the empty text
    resource = "" if target == table.full_name else f"{target}.csv"
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [name]}}


def _field(table: Table, column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {
        "required": table.is_required(column) or None,
        "enum": list(column.vocabulary) if column.vocabulary else None,
        "minimum": _limit(column, column.low),
        "maximum": _limit(column, column.high),
        "pattern": column.pattern,
    }
    constraints = {key: value for key, value in limits.items() if value is not None}
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _limit(column: Column, value: float | None) -> float | None:
    return int(value) if value is not None and column.kind is Kind.INTEGER else value
