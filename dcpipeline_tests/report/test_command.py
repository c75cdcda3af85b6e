"""``dcpipeline report``, and the asset of the refresh."""

from pathlib import Path

import pytest

from dcpipeline.report import FILE_NAME
from dcpipeline_tests.conftest import Refreshed, run_command


def test_a_refresh_writes_the_page_beside_the_warehouse(refreshed: Refreshed) -> None:
    page = refreshed.database.with_name(FILE_NAME)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not list(page.parent.glob(f".{FILE_NAME}*"))


@pytest.mark.ci
def test_the_command_opens_what_the_refresh_wrote(refreshed: Refreshed, tmp_path: Path) -> None:
    target = tmp_path / "new" / "page.html"
    opener = "/bin/echo opened %s"
    done = run_command(
        "report", "--open", "--out", str(target), data=refreshed.data, BROWSER=opener
    )
    assert done.returncode == 0, done.stderr
    assert str(target) in done.stdout and "617 projects" in done.stdout
    assert f"opened {target.as_uri()}" in done.stdout
    assert target.read_bytes() == refreshed.database.with_name(FILE_NAME).read_bytes()


@pytest.mark.ci
def test_without_a_warehouse_it_says_what_to_do(tmp_path: Path) -> None:
    done = run_command("report", data=tmp_path)
    assert done.returncode == 66
    assert "dcpipeline refresh" in done.stderr
