"""Refreshes with live sources from the command line, one after the other over one data folder."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from dcpipeline.schema import TABLES
from dcpipeline.settings import TEST_HOST_VARIABLE
from dcpipeline_tests.conftest import copy_facts, run_command
from dcpipeline_tests.harvest.files import write_source
from dcpipeline_tests.site import Site

pytestmark = pytest.mark.ci

SHIPPED = ("core.projects", "core.project_aliases", "core.claims", "core.subjects", "raw.captures")
PAGE = """<html lang="zh"><head><title>x</title></head><body><h1>甘肃庆阳北辰智算中心投入运营</h1>
<div class="info">发布时间：2026-05-02 来源：西峰发布</div>
<p>5月1日，北辰智算中心在甘肃省庆阳市西峰区正式投入运营，算力规模2000P。</p></body></html>"""


@dataclass(frozen=True)
class Step:
    """What a command said, and what was published after it."""

    code: int
    stdout: str
    stderr: str
    snapshot: str
    tables: dict[str, list[tuple]]
    health: dict[str, str]


@dataclass(frozen=True)
class World:
    """One data folder, and what came of each command."""

    data: Path
    steps: dict[str, Step]

    def ids(self, step: str) -> set[str]:
        return {row[0] for row in self.steps[step].tables["core.projects"]}


def told(data: Path, *words: str) -> Step:
    done = run_command(*words, data=data, **{TEST_HOST_VARIABLE: "127.0.0.1"})
    latest = data / "warehouse" / "latest.json"
    assert latest.exists(), done.stderr
    with duckdb.connect(str(data / "warehouse" / "dcpipeline.duckdb"), read_only=True) as file:
        tables = {name: file.sql(f"FROM {name}").fetchall() for name in SHIPPED}
        health = dict(file.sql("SELECT source_id, health FROM meta.sources").fetchall())
    snapshot = json.loads(latest.read_text(encoding="utf-8"))["snapshot_id"]
    return Step(done.returncode, done.stdout, done.stderr, snapshot, tables, health)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("live")
    data = copy_facts(folder / "data")
    steps = {}
    with Site() as site:
        write_source(data, "good_list", "listing", addresses=[site.url("/listing")])
        write_source(data, "bad_list", "listing", addresses=[site.url("/status/500")])
        only = ("--only", "good_list", "--only", "bad_list")
        steps["live"] = told(data, "refresh", "--live", *only)
        steps["archived"] = told(data, "refresh", "--archived")
        steps["doctor"] = told(data, "doctor")
        steps["facts"] = told(data, "refresh")
        (folder / "page.html").write_text(PAGE, encoding="utf-8")
        steps["ingest"] = told(data, "ingest", str(folder / "page.html"))
        steps["changed"] = told(data, "refresh", "--archived")
        yield World(data, steps)


def test_a_failing_source_is_named_and_stops_nothing(world: World) -> None:
    live = world.steps["live"]
    assert live.code == 0
    assert "bad_list failed: no answer from http://127.0.0.1" in live.stderr
    assert "good_list" not in live.stderr
    assert live.health["bad_list"] == "failing" and live.health["good_list"] == "good"
    assert live.health["gdelt_zh"] == "never"


def test_output_is_plain_and_begins_with_the_projects(world: World) -> None:
    first = world.steps["live"].stdout.splitlines()[0]
    assert first.startswith(f"{len(world.ids('live')) - 31} projects in ")
    assert "\x1b" not in world.steps["live"].stdout


def test_subjects_of_pages_found_projects_and_are_counted(world: World) -> None:
    decision = TABLES["core.subjects"].column_names.index("decision")
    subjects = world.steps["live"].tables["core.subjects"]
    of_pages = Counter(row[decision] for row in subjects if row[0].startswith("pg"))
    assert of_pages.total() >= 8
    assert of_pages["founded"] == len(world.ids("live") - world.ids("facts"))
    assert f" {of_pages['founded']} founded one," in world.steps["live"].stdout


def test_nothing_changed_in_the_archive_ends_before_dagster(world: World) -> None:
    again = world.steps["archived"]
    assert again.code == 0
    assert "Nothing changed since the last refresh" in again.stdout
    assert again.snapshot == world.steps["live"].snapshot


def test_the_doctor_knows_a_snapshot_with_captures_as_up_to_date(world: World) -> None:
    assert world.steps["doctor"].code == 0
    assert "up to date" in world.steps["doctor"].stdout


def test_a_page_brought_along_changes_the_archive(world: World) -> None:
    assert "1 new, 1 read" in world.steps["ingest"].stdout
    changed = world.steps["changed"]
    assert "Refreshed in" in changed.stdout and changed.snapshot != world.steps["live"].snapshot
    assert world.ids("live") <= world.ids("changed")


def test_shipped_facts_alone_give_the_shipped_tables_again(world: World, refreshed) -> None:
    with duckdb.connect(str(refreshed.database), read_only=True) as file:
        shipped = {name: file.sql(f"FROM {name}").fetchall() for name in SHIPPED}
    tables = dict(world.steps["facts"].tables)
    # what was published once stays findable, marked as retired
    aliases = set(tables.pop("core.project_aliases"))
    added = aliases - set(shipped.pop("core.project_aliases"))
    assert all(row[-1] for row in added)
    assert {row[2] for row in added} == world.ids("live") - world.ids("facts")
    assert tables == shipped


def test_identifiers_of_pages_outlive_a_refresh_without_them(world: World) -> None:
    kept = (world.data / "captures" / "project_ids.csv").read_text(encoding="utf-8")
    of_pages = world.ids("live") - world.ids("facts")
    assert of_pages and all(f"\n{own}," in kept for own in of_pages)
    assert of_pages <= world.ids("changed")


def test_a_project_of_a_page_is_explained_in_the_words_of_the_page(world: World) -> None:
    projects = world.steps["changed"].tables["core.projects"]
    (own,) = [row[0] for row in projects if "云帆智算中心" in " ".join(map(str, row))]
    shown = told(world.data, "explain", own).stdout
    assert "“3月1日，云帆智算中心一期项目在宁夏中卫市沙坡头区举行开工仪式。”" in shown
    assert "/news/1.html" in shown
    assert "Sources that speak of it" in shown


def test_definitions_load_with_an_added_source(world: World, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "dagster"), "definitions", "validate", "-m",
         "dcpipeline.definitions"],
        env={**os.environ, "DAGSTER_HOME": str(tmp_path), "DCPIPELINE_DATA": str(world.data)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
