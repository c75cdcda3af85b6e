"""The version that Dagster compares to mark an asset as stale."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dcpipeline.assets import factory


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package that a test may edit; versions are computed from it."""
    copy = tmp_path / "dcpipeline"
    shutil.copytree(factory.ROOT, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(factory, "ROOT", copy)
    factory.code_version.cache_clear()
    yield copy
    factory.code_version.cache_clear()


def versions(*rooms: str) -> dict[str, str]:
    factory.code_version.cache_clear()
    return {room: factory.code_version(room) for room in rooms}


def edit(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n# edited\n")


def test_unchanged_sources_keep_their_version(package: Path) -> None:
    assert versions("siting", "model") == versions("siting", "model")


def test_an_edit_changes_the_version_of_its_room_and_of_no_other(package: Path) -> None:
    before = versions("siting", "model", "reference")
    edit(package / "siting" / "fit.py")
    after = versions("siting", "model", "reference")
    assert [room for room in before if before[room] != after[room]] == ["siting"]


def test_priors_are_sources_too(package: Path) -> None:
    before = versions("model")
    edit(next((package / "model").rglob("priors.toml")))
    assert versions("model") != before


def test_an_edit_changes_every_room_that_imports_the_edited_one(package: Path) -> None:
    before = versions("resolve", "reference")
    edit(package / "normalize" / "dates.py")
    after = versions("resolve", "reference")
    assert after["resolve"] != before["resolve"]
    assert after["reference"] == before["reference"]


@pytest.mark.parametrize("shared", ["schema/table.py", "pipeline.py"])
def test_schema_and_wiring_concern_every_room(package: Path, shared: str) -> None:
    before = versions("reference", "extract", "marts")
    edit(package / shared)
    after = versions("reference", "extract", "marts")
    assert all(after[room] != before[room] for room in before)


def test_rooms_are_found_through_other_rooms(package: Path) -> None:
    for name, line in {
        "one": "from dcpipeline.two import x\n",
        "two": "def f():\n    from dcpipeline import settings, three\n",
        "three": "",
    }.items():
        (package / name).mkdir()
        (package / name / "__init__.py").write_text(line, encoding="utf-8")
    assert factory.rooms_needed("one") >= {"one", "two", "three", "schema"}
    assert "one" not in factory.rooms_needed("two")
