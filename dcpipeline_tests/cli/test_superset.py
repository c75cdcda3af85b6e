"""``dcpipeline superset``: what it writes, and what it says when it can't."""

import io
import zipfile

import pytest
from typer.testing import CliRunner

from dcpipeline.cli.app import app
from dcpipeline_tests.conftest import run_command

FILE = "/srv/warehouse/dcpipeline.duckdb"


def test_it_writes_the_bundle_for_a_file_elsewhere(tmp_path):
    target = tmp_path / "dashboard.zip"
    words = ("superset", "--out", str(target), "--database", FILE)
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as archive:
        database = archive.read("dcpipeline/databases/dcpipeline.yaml").decode()
    assert f"sqlalchemy_uri: duckdb:///{FILE}?access_mode=read_only" in database


def test_help_has_an_example():
    shown = CliRunner().invoke(app, ["superset", "--help"])
    assert "Example: dcpipeline superset --url" in " ".join(shown.output.split())


@pytest.mark.ci
def test_it_says_what_is_missing(tmp_path):
    neither = run_command("superset", data=tmp_path)
    assert neither.returncode == 2
    assert "give either --url or --out" in neither.stderr
    unpublished = run_command("superset", "--out", str(tmp_path / "x.zip"), data=tmp_path)
    assert unpublished.returncode == 66
    assert "run `dcpipeline refresh`" in unpublished.stderr
    words = ("superset", "--url", "http://127.0.0.1:9", "--database", FILE)
    unreachable = run_command(*words, data=tmp_path, SUPERSET_PASSWORD="x")
    assert unreachable.returncode == 69
    assert unreachable.stderr.startswith("nothing answers at http://127.0.0.1:9")
