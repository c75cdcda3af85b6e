"""Two runs over the same facts give the same files, byte for byte."""

import shutil
from pathlib import Path

import pytest

from dcpipeline.schema import TABLES
from dcpipeline_tests.conftest import Refreshed, run_command

# they say which run built the file, and when
OF_THE_RUN = {"parquet/meta.runs.parquet", "parquet/meta.checks.parquet"}
# they hold digests of those; equal but for them
ABOUT_FILES = {"receipt.json", "SHA256SUMS"}
DATABASE = "dcpipeline.duckdb"


def exports(data: Path) -> dict[str, bytes]:
    """Everything of the current snapshot but the database file."""
    folder = (data / "warehouse" / "latest").resolve()
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != DATABASE]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def lasting(content: bytes) -> list[str]:
    """The lines that do not tell of files of the run, or of the database and the receipt."""
    told = (*OF_THE_RUN, DATABASE, "receipt.json")
    lines = content.decode("utf-8").splitlines()
    return [line for line in lines if not any(name in line for name in told)]


@pytest.mark.ci
def test_exports_of_two_runs_are_equal(refreshed: Refreshed, tmp_path: Path) -> None:
    again = Path(shutil.copytree(refreshed.data, tmp_path / "data", symlinks=True))
    done = run_command("refresh", "--force", data=again)
    assert done.returncode == 0, done.stderr
    first, second = exports(refreshed.data), exports(again)
    assert {f"parquet/{name}.parquet" for name in TABLES} <= set(first)
    assert {f"csv/{name}.csv" for name in TABLES if name.startswith("mart.")} <= set(first)
    assert {"projects.geojson", "datapackage.json", "dictionary.html"} <= set(first)
    assert {"open/datapackage.json", "open/csv/core.projects.csv"} <= set(first)
    assert set(first) == set(second)
    differ = {name for name in first if first[name] != second[name]}
    assert "parquet/meta.runs.parquet" in differ, "the second run did not publish"
    assert differ <= OF_THE_RUN | ABOUT_FILES
    for name in ABOUT_FILES:
        assert lasting(first[name]) == lasting(second[name])
        assert len(lasting(first[name])) > 80
