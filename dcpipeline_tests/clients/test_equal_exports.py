"""Two runs over the same facts give the same files, byte for byte."""

import shutil
from pathlib import Path

import pytest

from dcpipeline.schema import TABLES
from dcpipeline_tests.conftest import Refreshed, run_command

# they say which run built the file, and when
OF_THE_RUN = {"parquet/meta.runs.parquet", "parquet/meta.checks.parquet"}


def exports(data: Path) -> dict[str, bytes]:
    """Everything of the current snapshot but the database file and its receipt."""
    folder = (data / "warehouse" / "latest").resolve()
    paths = [path for kind in ("parquet", "csv") for path in (folder / kind).iterdir()]
    named = {str(path.relative_to(folder)): path.read_bytes() for path in paths}
    return named | {"dictionary.md": (folder / "dictionary.md").read_bytes()}


@pytest.mark.ci
def test_exports_of_two_runs_are_equal(refreshed: Refreshed, tmp_path: Path) -> None:
    again = Path(shutil.copytree(refreshed.data, tmp_path / "data", symlinks=True))
    done = run_command("refresh", "--force", data=again)
    assert done.returncode == 0, done.stderr
    first, second = exports(refreshed.data), exports(again)
    assert {f"parquet/{name}.parquet" for name in TABLES} <= set(first)
    assert {f"csv/{name}.csv" for name in TABLES if name.startswith("mart.")} <= set(first)
    assert set(first) == set(second)
    differ = {name for name in first if first[name] != second[name]}
    assert "parquet/meta.runs.parquet" in differ, "the second run did not publish"
    assert differ <= OF_THE_RUN
