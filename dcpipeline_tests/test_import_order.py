"""Rooms import only rooms before them."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "dcpipeline"
ORDER = (
    "schema",
    "reference",
    "normalize",
    "sources",
    "fetch",
    "archive",
    "extract",
    "harvest",
    "resolve",
    "siting",
    "model",
    "marts",
    "checks",
    "warehouse",
    "bi",
    "report",
)
OUTSIDE = ("settings",)
PURE = ("normalize", "extract", "resolve", "siting", "model", "marts")


def imported(path: Path) -> set[str]:
    """Full module names that a file imports, lazily or not."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_imported(room: str) -> set[str]:
    found = set()
    for path in (PACKAGE / room).rglob("*.py"):
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == "dcpipeline" and len(parts) > 1:
                found.add(parts[1])
    return found


def rooms() -> list[str]:
    return [room for room in ORDER if (PACKAGE / room / "__init__.py").exists()]


def test_every_folder_is_a_known_room() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders - set(ORDER) == {"assets", "cli"}
    assert len(rooms()) >= 10


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_only_rooms_before_it(room: str) -> None:
    allowed = {*ORDER[: ORDER.index(room) + 1], *OUTSIDE}
    assert rooms_imported(room) & {*ORDER, "assets", "cli", "steps", "definitions"} <= allowed


@pytest.mark.parametrize("room", [room for room in rooms() if room in PURE])
def test_pure_rooms_know_neither_dagster_nor_duckdb(room: str) -> None:
    used = {
        name.split(".")[0] for path in (PACKAGE / room).rglob("*.py") for name in imported(path)
    }
    assert not used & {"dagster", "duckdb", "requests", "typer", "rich"}


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_does_not_belong_in_it(room: str) -> None:
    words = ast.get_docstring(
        ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))
    )
    assert words is not None
    assert "Belongs here" in words and "not belong here" in words
