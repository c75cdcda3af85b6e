"""``dcpipeline sql``: four ways to print, nothing but reading."""

import csv
import io
import json
import os
import subprocess
import sys

import polars as pl
import pytest

from dcpipeline.cli.sql import _jsonable
from dcpipeline_tests.conftest import run_command

PROJECTS = (
    "SELECT project_id, name_zh, latitude, status_on, [1, 2] AS pair FROM core.projects "
    "ORDER BY project_id LIMIT 3"
)
REFUSED = {
    "INSERT INTO core.projects SELECT * FROM core.projects": "INSERT is refused",
    "CREATE TABLE mine (i INTEGER)": "CREATE is refused",
    "COPY core.projects TO '/tmp/never.csv'": "COPY is refused",
    "ATTACH '/tmp/never.db'": "ATTACH is refused",
    "SELECT * FROM read_csv('/etc/passwd')": "read_csv is refused",
    "SELECT * FROM read_parquet('/etc/passwd')": "read_parquet is refused",
    "PRAGMA database_list": "read-only",
    "SET threads = 1": "SET is refused",
    "SELECT 1; SELECT 2": "2 statements were given",
    "SELECT getenv('HOME')": "getenv is refused",
}


def test_json_holds_the_values(refreshed):
    done = run_command("sql", PROJECTS, "--format", "json", data=refreshed.data)
    found = json.loads(done.stdout)
    assert [set(row) for row in found] == [
        {"project_id", "name_zh", "latitude", "status_on", "pair"}
    ] * 3
    assert found[0]["pair"] == [1, 2]
    assert any("一" <= character <= "鿿" for character in found[0]["name_zh"])


def test_csv_holds_the_values(refreshed):
    done = run_command("sql", PROJECTS, "--format", "csv", data=refreshed.data)
    header, *body = csv.reader(io.StringIO(done.stdout, newline=""))
    assert header == ["project_id", "name_zh", "latitude", "status_on", "pair"]
    assert len(body) == 3
    assert body[0][4] == "[1, 2]"


def test_parquet_goes_to_standard_output(refreshed):
    done = subprocess.run(
        [sys.executable, "-m", "dcpipeline", "sql", PROJECTS, "--format", "parquet"],
        env={**os.environ, "DCPIPELINE_DATA": str(refreshed.data)},
        capture_output=True,
        timeout=60,
    )
    frame = pl.read_parquet(io.BytesIO(done.stdout))
    assert frame.shape == (3, 5)
    assert frame.schema["status_on"] == pl.Date


def test_table_is_for_reading(run_here, refreshed):
    done = run_here(
        "sql",
        "SELECT '内蒙古' AS 名, 298404631::DOUBLE AS persons, NULL AS none, '[bold]x' AS \"[red]\"",
        data=refreshed.data,
    )
    header, row = done.stdout.splitlines()
    assert header.split() == ["名", "persons", "none", "[red]"]
    assert row.split() == ["内蒙古", "298404631", "[bold]x"]


def test_an_empty_result_says_so(run_here, refreshed):
    done = run_here("sql", "SELECT 1 AS one WHERE false", data=refreshed.data)
    assert done.returncode == 0
    assert done.stdout.split() == ["one", "no", "rows"]


@pytest.mark.parametrize("statement", REFUSED)
def test_anything_but_reading_is_refused(run_here, refreshed, statement):
    done = run_here("sql", statement, data=refreshed.data)
    assert done.returncode == 77
    assert done.stdout == ""
    assert REFUSED[statement] in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("SELEC 1", 'syntax error at or near "SELEC"'),
        ("SELECT * FROM core.projetcs", 'Did you mean "projects"?'),
        ("SELECT nam_en FROM core.projects", '"name_en"'),
        ("FROM '/etc/passwd'", "does not exist"),
    ],
)
def test_a_slip_is_explained(run_here, refreshed, statement, words):
    done = run_here("sql", statement, data=refreshed.data)
    assert done.returncode == 77
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "root:" not in done.stdout + done.stderr


def test_without_a_warehouse_it_says_what_to_run(data_copy):
    done = run_command("sql", "SELECT 1", data=data_copy)
    assert done.returncode == 66
    assert "dcpipeline refresh" in done.stderr


def test_values_that_json_lacks():
    assert _jsonable(float("inf")) is None
    assert _jsonable({"a": [b"\x01", None, True]}) == {"a": ["01", None, True]}
