"""The dashboard as the ZIP archive that Superset imports.

Every part has an identifier that follows from its name, so that a second import renews the first.
Beside what the charts need, every table of the layer ``mart`` becomes a dataset with its words.
"""

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import yaml

from dcpipeline.bi import parts
from dcpipeline.schema import TABLES, Column, Table

_NAMESPACE: Final = uuid.UUID("0b2f6a54-6d0e-5c0e-9d53-0d6a2c7b9f11")
_VERSION: Final = "1.0.0"
_WRITTEN_AT: Final = (2026, 1, 1, 0, 0, 0)
_FOLDER: Final = "dcpipeline"
Document = dict[str, Any]


class Kind(StrEnum):
    """Which of Superset's imports reads the bundle.

    ``DASHBOARD`` is read by the page *Dashboards*; it leaves charts and datasets that exist as they
    are. ``ASSETS`` is read by the REST interface only and renews everything.
    """

    DASHBOARD = "Dashboard"
    ASSETS = "assets"


def superset_bundle(database_uri: str, kind: Kind) -> bytes:
    """The ZIP archive; equal arguments give equal bytes.

    Args:
        database_uri: SQLAlchemy address of the published file, as Superset sees it.
        kind: the import that will read it.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, document in documents(database_uri, kind).items():
            entry = zipfile.ZipInfo(f"{_FOLDER}/{path}", _WRITTEN_AT)
            text = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
            archive.writestr(entry, text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def documents(database_uri: str, kind: Kind) -> dict[str, Document]:
    """Superset's documents by their path in the archive."""
    charts = parts.charts()
    shown = {name for name, table in TABLES.items() if table.schema == "mart"}
    shown |= {chart["dataset"] for chart in charts.values() if chart["dataset"] in TABLES}
    found = {
        "metadata.yaml": {
            "version": _VERSION,
            "type": kind.value,
            "timestamp": "2026-01-01T00:00:00+00:00",
        },
        "databases/dcpipeline.yaml": {
            **parts.database(),
            "sqlalchemy_uri": database_uri,
            "uuid": identifier("database"),
            "version": _VERSION,
        },
    }
    for name in sorted(shown):
        found[f"datasets/{name}.yaml"] = _table_dataset(TABLES[name])
    for name, dataset in parts.datasets().items():
        found[f"datasets/{name}.yaml"] = _query_dataset(name, dataset)
    for name, chart in charts.items():
        found[f"charts/{name}.yaml"] = _chart(name, chart)
    found["dashboards/dcpipeline.yaml"] = _dashboard(parts.dashboard(), charts)
    return found


def identifier(*path: str) -> str:
    """The lasting identifier of a part."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(path)))


def dataset_columns(dataset: Document) -> dict[str, tuple[str, str]]:
    """Type and description by name: those of the table that a query extends, then its own."""
    base = TABLES[dataset["extends"]].columns if "extends" in dataset else ()
    own = {name: (kind, words) for name, (kind, words) in dataset["columns"].items()}
    return {column.name: (column.kind.duckdb, _words(column)) for column in base} | own


def _table_dataset(table: Table) -> Document:
    """A dataset with the name that the table has in SQL.

    It is a query, as a Superset that keeps its own records in SQLite takes each table name only
    once over all databases, and a user may have added the table by hand.
    """
    columns = {column.name: (column.kind.duckdb, _words(column)) for column in table}
    return {
        "table_name": table.full_name,
        "description": f"{table.description} One row: {table.grain}",
        "sql": f"SELECT * FROM {table.full_name}",
        "main_dttm_col": None,
        **_dataset_rest(table.full_name, columns),
    }


def _query_dataset(name: str, dataset: Document) -> Document:
    return {
        "table_name": name,
        "description": dataset["description"],
        "main_dttm_col": dataset.get("time_column"),
        "sql": dataset["sql"],
        **_dataset_rest(name, dataset_columns(dataset)),
    }


def _dataset_rest(name: str, columns: Mapping[str, tuple[str, str]]) -> Document:
    return {
        # told as null, as an import keeps what it is not told
        "schema": None,
        "filter_select_enabled": True,
        "uuid": identifier("dataset", name),
        "database_uuid": identifier("database"),
        "version": _VERSION,
        "metrics": [{"metric_name": "count", "verbose_name": "rows", "expression": "COUNT(*)"}],
        "columns": [_column(column, *told) for column, told in columns.items()],
    }


def _column(name: str, kind: str, description: str) -> Document:
    return {
        "column_name": name,
        "type": kind,
        "description": description,
        "is_dttm": kind in {"DATE", "TIMESTAMP"},
        "is_active": True,
        "groupby": True,
        "filterable": True,
    }


def _words(column: Column) -> str:
    return f"{column.description} Unit: {column.unit}." if column.unit else column.description


def _chart(name: str, chart: Document) -> Document:
    return {
        "slice_name": chart["title"],
        "description": chart["description"],
        "viz_type": chart["viz_type"],
        "params": {"viz_type": chart["viz_type"], "adhoc_filters": [], **chart["params"]},
        "uuid": identifier("chart", name),
        "dataset_uuid": identifier("dataset", chart["dataset"]),
        "version": _VERSION,
    }


def _dashboard(dashboard: Document, charts: Mapping[str, Document]) -> Document:
    return {
        "dashboard_title": dashboard["title"],
        "description": dashboard["description"],
        "slug": dashboard["slug"],
        "published": True,
        "uuid": identifier("dashboard"),
        "version": _VERSION,
        "metadata": dashboard["metadata"],
        "position": _position(dashboard, charts),
    }


def _position(dashboard: Document, charts: Mapping[str, Document]) -> Document:
    """Superset's tree of the page: root, grid, rows, charts."""
    rows = [f"ROW-{number}" for number, _ in enumerate(dashboard["rows"], start=1)]
    tree: Document = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"id": "ROOT_ID", "type": "ROOT", "children": ["GRID_ID"]},
        "GRID_ID": {"id": "GRID_ID", "type": "GRID", "parents": ["ROOT_ID"], "children": rows},
        "HEADER_ID": {
            "id": "HEADER_ID",
            "type": "HEADER",
            "meta": {"text": dashboard["title"]},
        },
    }
    numbers = {name: number for number, name in enumerate(charts, start=1)}
    for row_id, row in zip(rows, dashboard["rows"], strict=True):
        tree |= dict(_row(row_id, row, numbers, charts))
    return tree


def _row(
    row_id: str, row: Document, numbers: Mapping[str, int], charts: Mapping[str, Document]
) -> Iterator[tuple[str, Document]]:
    yield (
        row_id,
        {
            "id": row_id,
            "type": "ROW",
            "parents": ["ROOT_ID", "GRID_ID"],
            "children": [f"CHART-{name}" for name, _ in row["charts"]],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
        },
    )
    for name, width in row["charts"]:
        yield (
            f"CHART-{name}",
            {
                "id": f"CHART-{name}",
                "type": "CHART",
                "parents": ["ROOT_ID", "GRID_ID", row_id],
                "children": [],
                "meta": {
                    # replaced on import by the number that Superset gives the chart
                    "chartId": numbers[name],
                    "uuid": identifier("chart", name),
                    "sliceName": charts[name]["title"],
                    "width": width,
                    "height": row["height"],
                },
            },
        )
