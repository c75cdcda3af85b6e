"""The files beside the database are complete, true, and can be checked."""

import hashlib
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from dcpipeline.schema import TABLES, Table
from dcpipeline.schema.column import text
from dcpipeline.schema.dictionary import markdown
from dcpipeline.warehouse import geojson
from dcpipeline.warehouse.dictionary_page import page
from dcpipeline_tests.warehouse import samples

OF_THE_RUN = {"meta.runs", "meta.checks"}


@pytest.fixture
def folder(published) -> Path:
    return published.snapshot.folder


class TestChecksums:
    """SHA256SUMS."""

    def test_every_file_has_its_line(self, folder):
        lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        stated = {path: digest for digest, path in (line.split("  ") for line in lines)}
        there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        assert stated.keys() == there - {"SHA256SUMS"}
        for path, digest in stated.items():
            assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest

    @pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
    def test_sha256sum_accepts_them(self, folder):
        done = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=folder, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    def test_latest_leads_to_all_of_it(self, published, folder):
        target = published.database.parent
        pointer = json.loads((target / "latest.json").read_text(encoding="utf-8"))
        assert (target / pointer["folder"]).samefile(folder)
        assert (target / "latest" / "projects.geojson").samefile(folder / "projects.geojson")


class TestGeoJson:
    """Projects as features."""

    def test_projects_are_features_with_flat_properties(self, folder):
        found = json.loads((folder / "projects.geojson").read_text(encoding="utf-8"))
        assert found["type"] == "FeatureCollection"
        assert "crs" not in found
        ids = [feature["id"] for feature in found["features"]]
        assert ids == sorted(ids) == [p["project_id"] for p in samples.PROJECTS]
        for feature in found["features"]:
            assert feature["type"] == "Feature"
            assert set(feature["properties"]) == {
                *TABLES["core.projects"].column_names,
                *geojson.RISK_COLUMNS,
            }
        first = found["features"][0]["properties"]
        assert (first["status_on"], first["ai_stated"], first["racks"]) == ("2025-03-01", True, 300)

    def test_points_are_longitude_first_and_half_a_point_is_none(self, tmp_path):
        table = TABLES["core.projects"]
        frame = samples.frame(
            table,
            {"project_id": "dc1", "longitude": 111.7, "latitude": 40.8},
            {"project_id": "dc2", "latitude": 40.8},
        )
        risk = samples.frame(
            TABLES["mart.overbuild_risk"],
            {"geography_level": "project", "geography_id": "dc1", "risk_p50": 55.5, "band": "high"},
            {"geography_level": "city", "geography_id": "dc2", "risk_p50": 1.0},
        )
        geojson.write_projects(
            {"core.projects": frame, "mart.overbuild_risk": risk}, tmp_path / "x.geojson"
        )
        one, two = json.loads((tmp_path / "x.geojson").read_text(encoding="utf-8"))["features"]
        assert one["geometry"] == {"type": "Point", "coordinates": [111.7, 40.8]}
        assert (one["properties"]["risk_p50"], one["properties"]["band"]) == (55.5, "high")
        assert two["geometry"] is None and two["properties"]["risk_p50"] is None


class TestDataPackage:
    """The descriptors; the validator of Frictionless reads them in ``clients``."""

    @pytest.mark.parametrize("part", [".", "open"])
    def test_every_file_is_a_resource_with_its_digest(self, folder, part):
        base = folder / part
        content = json.loads((base / "datapackage.json").read_text(encoding="utf-8"))
        stated = {resource["path"]: resource for resource in content["resources"]}
        there = {
            f"{p.parent.name}/{p.name}" for k in ("parquet", "csv") for p in (base / k).iterdir()
        }
        there -= {f"parquet/{name}.parquet" for name in OF_THE_RUN}
        assert stated.keys() - {"projects.geojson"} == there
        assert len({resource["name"] for resource in content["resources"]}) == len(stated)
        for path, resource in stated.items():
            held = (base / path).read_bytes()
            assert resource["bytes"] == len(held)
            assert resource["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
        assert content["version"] == "2026-11-01-aaaaaaaa"

    def test_fields_say_what_the_declarations_say(self, folder):
        content = json.loads((folder / "open" / "datapackage.json").read_text(encoding="utf-8"))
        named = {resource["name"]: resource["schema"] for resource in content["resources"]}
        projects = named["core.projects.csv"]
        fields = {field["name"]: field for field in projects["fields"]}
        assert list(fields) == list(TABLES["core.projects"].column_names)
        assert fields["it_load_mw"]["unit"] == "MW"
        assert fields["it_load_mw"]["constraints"]["minimum"] == 0
        assert fields["status"]["constraints"]["enum"][0] == "announced"
        assert projects["primaryKey"] == ["project_id"]
        place = {"resource": "ref.divisions.csv", "fields": ["adcode"]}
        assert {"fields": ["province_adcode"], "reference": place} in projects["foreignKeys"]
        itself = {"resource": "", "fields": ["project_id"]}
        assert {"fields": ["parent_project_id"], "reference": itself} in projects["foreignKeys"]
        assert "foreignKeys" not in named["core.projects.parquet"]


class Links(HTMLParser):
    """What a page links to, and where it can be led."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.anchors: list[str] = []
        self.loads: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        self.hrefs += [found["href"]] if "href" in found else []
        self.anchors += [found["id"]] if "id" in found else []
        self.loads += [found["src"]] if "src" in found else []


class TestDictionaryPage:
    """dictionary.html."""

    def test_contents_lead_to_every_table_and_nothing_leaves_the_page(self, folder):
        shown = (folder / "dictionary.html").read_text(encoding="utf-8")
        links = Links()
        links.feed(shown)
        assert {f"#{name}" for name in TABLES} <= set(links.hrefs)
        assert all(href.startswith("#") and href[1:] in links.anchors for href in links.hrefs)
        assert len(links.anchors) == len(set(links.anchors))
        assert links.loads == [] and not links.tags & {"script", "link", "img", "iframe"}
        assert "default-src 'none'" in shown and "width=device-width" in shown
        assert "@import" not in shown and "url(" not in shown

    def test_units_vocabularies_lineage_and_examples_are_shown(self, folder):
        shown = (folder / "dictionary.html").read_text(encoding="utf-8")
        for words in (
            "<td>CNY/kWh</td>",
            "<li><code>under_construction</code>",
            "From <code>ref.divisions.latitude</code>",
            "mart.overbuild_risk WHERE geography_level = 'province'",
        ):
            assert words in shown.replace("&#x27;", "'")

    def test_what_looks_like_html_is_text(self):
        hostile = "<script>alert(1)</script> <img src=x onerror=y> [a](javascript:b) & <b>"
        table = Table(
            "mart",
            "hostile",
            hostile,
            hostile,
            ("name",),
            (text("name", hostile, unit=hostile, vocabulary={hostile: hostile}),),
            example=f"SELECT '{hostile}'",
        )
        links = Links()
        links.feed(page(markdown([table])))
        assert not links.tags & {"script", "img", "b"}
        assert not any(href.startswith("javascript") for href in links.hrefs)


def test_no_column_is_undescribed_and_every_mart_has_an_example():
    for name, table in TABLES.items():
        assert len(table.description) > 10 and table.grain, name
        assert table.example or table.schema != "mart", name
        for column in table:
            assert re.search(r"\w{3,}", column.description), f"{name}.{column.name}"


def test_parquet_and_csv_of_a_mart_hold_the_same_rows(folder):
    name = "mart.capacity_by_place"
    as_parquet = pl.read_parquet(folder / "parquet" / f"{name}.parquet")
    as_csv = pl.read_csv(folder / "csv" / f"{name}.csv", schema_overrides=as_parquet.schema)
    assert as_csv.equals(as_parquet)
