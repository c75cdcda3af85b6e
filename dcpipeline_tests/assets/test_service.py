"""Dagster as a service: web server and daemon, started as the documents say.

The tests follow each other like the days of a service: a first refresh from the command line, a
schedule, a restart, a failing source, a failed run, one table alone.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import dagster as dg
import duckdb
import pytest
from alembic.script import ScriptDirectory
from dagster._core.scheduler.instigation import ScheduleInstigatorData

from dcpipeline.assets.notices import ADDRESS_VARIABLE, FILE
from dcpipeline.cli.home import DEFAULT_INSTANCE
from dcpipeline.settings import TEST_HOST_VARIABLE, settings
from dcpipeline_tests.assets.serving import (
    REPOSITORY,
    ROOT,
    Service,
    documented_commands,
    free_port,
    needed,
    wait_for,
)
from dcpipeline_tests.assets.test_live import put_two
from dcpipeline_tests.assets.test_notices import Hook
from dcpipeline_tests.conftest import Refreshed, copy_facts
from dcpipeline_tests.site import Site

pytestmark = pytest.mark.ci

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1800,1200",
    "--virtual-time-budget=20000",
    "--timeout=60000",
)
PAGES = {
    "graph": "/asset-groups",
    "asset": "/assets/mart/province_profile?view=overview",
    "published": "/assets/warehouse/dcpipeline?view=checks",
    "jobs": "/locations/dcpipeline.definitions/jobs/refresh",
    "source": "/assets/source/bad_list?view=checks",
    "automation": "/automation",
}
START = """
mutation($selector: ScheduleSelector!) {
  startSchedule(scheduleSelector: $selector) {
    ... on ScheduleStateResult { scheduleState { status } }
    ... on PythonError { message }
  }
}
"""
CHECKS = """
{ assetNodes { assetKey { path } assetChecksOrError { ... on AssetChecks { checks {
    name executionForLatestMaterialization {
      status runId evaluation { severity description } } } } } } }
"""
MADE = """
query($keys: [AssetKeyInput!]!) {
  assetNodes(assetKeys: $keys) {
    staleStatus
    assetMaterializations(limit: 2) {
      runId metadataEntries { label ... on TextMetadataEntry { text } } }
  }
}
"""
FAILED = """
query($id: ID!) { runOrError(runId: $id) { ... on Run { eventConnection { events {
  ... on RunFailureEvent { error { message } } } } } } }
"""
MART = "mart.province_electricity"


@pytest.fixture(scope="module")
def hook() -> Iterator[Hook]:
    """Where notices of failed runs are posted."""
    with Hook(204) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(timeout=5)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, refreshed: Refreshed, hook: Hook, site: Site
) -> Service:
    """Everything but the processes, after a first refresh from the command line."""
    folder, port = tmp_path_factory.mktemp("service"), free_port()
    data = Path(shutil.copytree(refreshed.data, folder / "data", symlinks=True))
    home = Path(shutil.copytree(settings(refreshed.data).dagster_home, folder / ".dagster"))
    put_two(data, site)
    told = {TEST_HOST_VARIABLE: site.host, ADDRESS_VARIABLE: hook.address}
    return Service(data, home, documented_commands(port), port, told)


@pytest.fixture(scope="module")
def restarted(place: Service) -> Iterator[Service]:
    """The service, stopped once in between: see what the first test leaves to the others."""
    # the daemon has nothing to do on the first day
    with replace(place, commands=place.commands[:1]).running() as service:
        _first_day(service)
    _a_day_passes(place.home)
    with place.running() as service:
        yield service


def _first_day(service: Service) -> None:
    """The schedules wait; somebody switches one on."""
    assert set(service.schedules().values()) == {"STOPPED"}
    (run,) = service.history().values()
    assert run["status"] == "SUCCESS" and run["tags"]["dcpipeline/started_by"] == "cli"
    selector = {**REPOSITORY, "scheduleName": "daily_refresh"}
    answer = service.ask(START, selector=selector)["startSchedule"]
    assert answer["scheduleState"]["status"] == "RUNNING", answer


def _a_day_passes(home: Path) -> None:
    """Put back the hour at which the schedule was switched on, so that a tick was missed."""
    with dg.DagsterInstance.from_config(str(home)) as instance:
        (state,) = [
            one for one in instance.all_instigator_state() if one.name == "daily_refresh"
        ]  # fmt: skip
        before = datetime.now(UTC) - timedelta(days=1)
        data = state.instigator_data
        assert isinstance(data, ScheduleInstigatorData)
        instance.update_instigator_state(
            state.with_data(ScheduleInstigatorData(data.cron_schedule, before.timestamp()))
        )


def published(service: Service, query: str) -> list[tuple[Any, ...]]:
    file = service.data / "warehouse" / "dcpipeline.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.sql(query).fetchall()


@pytest.mark.parametrize(
    "words",
    [("dg", "check", "defs"), ("dagster", "definitions", "validate", "-w", "workspace.yaml")],
)
def test_definitions_load_without_a_warning_of_ours(words: tuple[str, ...], tmp_path: Path) -> None:
    done = subprocess.run(
        [needed(words[0]), *words[1:]],
        cwd=ROOT,
        env={**os.environ, "DAGSTER_HOME": str(tmp_path), "PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    ours = [line for line in said.splitlines() if "Warning" in line and "/dcpipeline/" in line]
    assert ours == []


def test_dev_starts_the_ui_with_schedules_switched_off(tmp_path: Path) -> None:
    home, port = tmp_path / ".dagster", free_port()
    home.mkdir()
    command = [sys.executable, "-m", "dcpipeline", "dev", "--port", str(port)]
    data = copy_facts(tmp_path / "data")
    with Service(data, home, [command], port).running() as service:
        assert set(service.schedules().values()) == {"STOPPED"}


def test_a_missed_tick_fires_after_a_restart_and_the_warehouse_changes(restarted: Service) -> None:
    before = {run[0] for run in published(restarted, "SELECT run_id FROM meta.runs")}
    assert restarted.schedules()["daily_refresh"] == "RUNNING"

    def scheduled() -> str | None:
        runs = restarted.history().items()
        named = (one for one, run in runs if "dagster/schedule_name" in run["tags"])
        return next(named, None)

    run_id = wait_for(scheduled, 90)
    assert restarted.ended(run_id) == "SUCCESS"
    run = restarted.history()[run_id]
    assert run["tags"]["dagster/schedule_name"] == "daily_refresh"
    assert len(restarted.history()) == 2
    assert {one[0] for one in published(restarted, "SELECT run_id FROM meta.runs")} == {run_id}
    key = [{"path": MART.split(".")}]
    (mart,) = restarted.ask(MADE, keys=key)["assetNodes"]
    assert {made["runId"] for made in mart["assetMaterializations"]} == before | {run_id}


def test_a_failing_source_is_one_red_check_and_nothing_else(restarted: Service) -> None:
    only = ["good_list", "bad_list"]
    run_id = restarted.launch(
        "live_refresh",
        {"facts": {"config": {"mode": "live"}}, "live": {"config": {"only": only}}},
    )
    assert restarted.ended(run_id) == "SUCCESS"
    seen: dict[str, dict[str, Any]] = {}
    for node in restarted.ask(CHECKS)["assetNodes"]:
        for check in node["assetChecksOrError"].get("checks", []):
            name = "/".join([*node["assetKey"]["path"], check["name"]])
            seen[name] = check["executionForLatestMaterialization"]
    assert len(seen) > 60
    assert {told["runId"] for told in seen.values() if told} == {run_id}
    red = {
        name: told["evaluation"]["description"]
        for name, told in seen.items()
        if told["status"] != "SUCCEEDED" and told["evaluation"]["severity"] == "ERROR"
    }
    assert list(red) == ["source/bad_list/healthy"]
    assert "/status/500" in red["source/bad_list/healthy"]
    assert "there was no good round yet" in red["source/bad_list/healthy"]
    assert published(restarted, "SELECT run_id FROM meta.runs") == [(run_id,)]


def test_a_failed_run_says_first_what_broke_and_a_notice_goes_out(
    restarted: Service, hook: Hook
) -> None:
    before = published(restarted, "SELECT run_id FROM meta.runs")
    run_id = restarted.launch("refresh", {"facts": {"config": {"as_of": "soon"}}})
    assert restarted.ended(run_id) == "FAILURE"
    words = "as_of must be a day such as 2026-11-21, not 'soon'"
    events = restarted.ask(FAILED, id=run_id)["runOrError"]["eventConnection"]["events"]
    (error,) = [event["error"]["message"] for event in events if event.get("error")]
    assert words in error.splitlines()[0]
    (body,) = wait_for(lambda: hook.bodies, 60)
    assert body["run_id"] == run_id and words in body["reason"]
    log = (restarted.data / "warehouse" / FILE).read_text(encoding="utf-8")
    assert words in log and f"run {run_id} of refresh failed" in log
    assert published(restarted, "SELECT run_id FROM meta.runs") == before


def test_a_mart_alone_publishes_nothing_and_says_so(restarted: Service) -> None:
    count = f"SELECT count(*), (SELECT snapshot_id FROM meta.snapshot) FROM {MART}"
    ((rows, snapshot),) = published(restarted, count)
    # as of a day on which no price was known yet, so that the rows differ
    run_id = restarted.launch(
        "__ASSET_JOB", {"facts": {"config": {"as_of": "2020-01-01"}}}, assets=[MART]
    )
    assert restarted.ended(run_id) == "SUCCESS"
    assert published(restarted, count) == [(rows, snapshot)]
    keys = [{"path": MART.split(".")}, {"path": ["warehouse", "dcpipeline"]}]
    mart, warehouse = restarted.ask(MADE, keys=keys)["assetNodes"]
    made, _ = mart["assetMaterializations"]
    assert made["runId"] == run_id
    (said,) = [entry["text"] for entry in made["metadataEntries"] if entry["label"] == "in SQL"]
    assert said.startswith(f"still the {rows} rows of snapshot {snapshot}")
    assert warehouse["staleStatus"] == "STALE"


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_drawn(restarted: Service, page: str, tmp_path: Path) -> None:
    picture = Path(os.environ.get("DCPIPELINE_PICTURES", tmp_path)) / f"{page}.png"
    subprocess.run(
        [
            needed("chromium"),
            *CHROMIUM_FLAGS,
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--screenshot={picture}",
            restarted.url + PAGES[page],
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    # an empty page of this size is below 15 kB
    assert picture.stat().st_size > 30_000


def test_an_older_history_is_migrated_and_keeps_its_runs(tmp_path: Path) -> None:
    (tmp_path / "dagster.yaml").write_text(DEFAULT_INSTANCE, encoding="utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        kept = instance.create_run_for_job(empty).run_id
    file = tmp_path / "history" / "runs.db"
    older, newest = _versions()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [older])
    for _ in range(2):
        done = subprocess.run(
            [needed("dagster"), "instance", "migrate"],
            env={**os.environ, "DAGSTER_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (newest,)
        ]
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert instance.has_run(kept)


@dg.job
def empty() -> None:
    """A job of tests."""


def _versions() -> tuple[str, str]:
    """The form before the newest, and the newest, of Dagster's history in SQLite."""
    folder = Path(dg.__file__).parent / "_core" / "storage" / "alembic"
    newest = ScriptDirectory(str(folder)).get_revision("head")
    assert newest is not None and isinstance(newest.down_revision, str)
    return newest.down_revision, newest.revision
