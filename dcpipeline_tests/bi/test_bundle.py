"""The bundle holds together: every part that another one names is there, under a lasting number."""

import io
import zipfile
from functools import cache

import pytest
import yaml

from dcpipeline.bi import Kind, parts, superset_bundle
from dcpipeline.bi.bundle import dataset_columns, documents
from dcpipeline.schema import TABLES

URI = "duckdb:////srv/dcpipeline.duckdb?access_mode=read_only"


@cache
def unpacked(kind: Kind) -> dict[str, dict]:
    with zipfile.ZipFile(io.BytesIO(superset_bundle(URI, kind))) as archive:
        return {
            name: yaml.load(archive.read(name), yaml.CSafeLoader) for name in archive.namelist()
        }


def of(folder: str, found: dict[str, dict]) -> dict[str, dict]:
    start = f"dcpipeline/{folder}/"
    return {k.removeprefix(start): v for k, v in found.items() if k.startswith(start)}


@pytest.mark.parametrize("kind", Kind)
def test_the_archive_is_what_superset_expects(kind: Kind) -> None:
    found = unpacked(kind)
    assert found["dcpipeline/metadata.yaml"]["type"] == kind
    (database,) = of("databases", found).values()
    assert database["sqlalchemy_uri"] == URI
    assert not database["allow_dml"] and not database["allow_ctas"]


def test_equal_bytes_each_time() -> None:
    assert superset_bundle(URI, Kind.ASSETS) == superset_bundle(URI, Kind.ASSETS)


def test_every_reference_is_met() -> None:
    found = unpacked(Kind.DASHBOARD)
    datasets, charts = of("datasets", found), of("charts", found)
    (database,) = of("databases", found).values()
    (dashboard,) = of("dashboards", found).values()
    known = {dataset["uuid"] for dataset in datasets.values()}
    assert {chart["dataset_uuid"] for chart in charts.values()} <= known
    assert {dataset["database_uuid"] for dataset in datasets.values()} == {database["uuid"]}
    placed = [p for p in dashboard["position"].values() if isinstance(p, dict)]
    shown = [part["meta"]["uuid"] for part in placed if part["type"] == "CHART"]
    assert sorted(shown) == sorted(chart["uuid"] for chart in charts.values())
    everything = [*known, *shown, database["uuid"], dashboard["uuid"]]
    assert len(everything) == len(set(everything))


def test_numbers_stay_so_that_an_import_renews_the_one_before() -> None:
    found = unpacked(Kind.DASHBOARD)
    numbers = {path: found[f"dcpipeline/{path}.yaml"]["uuid"] for path in LASTING}
    assert numbers == LASTING


LASTING = {
    "databases/dcpipeline": "089fed74-6389-55ab-a7b5-dcdd60f29544",
    "dashboards/dcpipeline": "ccab55a6-9ff5-54ec-ab5d-1b79b658d90f",
    "charts/risk_map": "b82b0084-e8a1-5365-b5be-2201fb29af8c",
    "datasets/mart.overbuild_risk": "bfe3c8da-433f-54fb-a701-6e4867b5f51f",
    "datasets/province_risk": "7485b7bb-1aea-5cf3-b62a-d03e5462220f",
}


def test_rows_of_the_page_fill_its_width() -> None:
    for row in parts.dashboard()["rows"]:
        assert sum(width for _, width in row["charts"]) == 12


def test_every_mart_is_a_dataset_with_all_its_words() -> None:
    datasets = of("datasets", unpacked(Kind.DASHBOARD))
    for name, table in TABLES.items():
        if table.schema != "mart":
            continue
        dataset = datasets[f"{name}.yaml"]
        assert [c["column_name"] for c in dataset["columns"]] == list(table.column_names)
        assert all(column["description"] for column in dataset["columns"])
        assert table.description in dataset["description"]


def test_columns_of_charts_exist() -> None:
    queries = {name: set(dataset_columns(d)) for name, d in parts.datasets().items()}
    for chart in parts.charts().values():
        name, params = chart["dataset"], chart["params"]
        known = queries[name] if name in queries else set(TABLES[name].column_names)
        singles = (params.get(key) for key in ("entity", "series", "x_axis"))
        several = (params.get(key, []) for key in ("all_columns", "groupby"))
        used = {s for s in singles if s} | {c for columns in several for c in columns}
        assert used <= known, chart["title"]


def test_parts_have_title_and_description() -> None:
    for path, document in documents(URI, Kind.ASSETS).items():
        if path.startswith(("charts/", "datasets/", "dashboards/")):
            assert document["description"].strip(), path
