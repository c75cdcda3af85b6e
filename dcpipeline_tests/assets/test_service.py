"""Dagster as a person meets it: definitions load, the UI starts, runs are launched and recorded."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dcpipeline_tests.conftest import Refreshed, run_command

pytestmark = pytest.mark.ci

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
UP_WITHIN = 120
RUN_WITHIN = 240
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
    "source": "/assets/source/gdelt_zh?view=overview",
}
LAUNCH = """
mutation($config: RunConfigData!) {
  launchRun(executionParams: {
    selector: {repositoryLocationName: "dcpipeline.definitions", repositoryName: "__repository__",
               jobName: "refresh"},
    runConfigData: $config}) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}
"""
RUN = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
HISTORY = "{ runsOrError { ... on Runs { results { runId status tags { key value } } } } }"
SCHEDULES = (
    '{ schedulesOrError(repositorySelector: {repositoryLocationName: "dcpipeline.definitions",'
    ' repositoryName: "__repository__"}) { ... on Schedules { results'
    " { name scheduleState { status } } } } }"
)


def needed(program: str) -> str:
    """A program beside the interpreter or on the path; without it a test is skipped, in CI not."""
    found = shutil.which(program, path=str(BIN)) or shutil.which(program)
    if found is None and os.environ.get("CI") != "true":
        pytest.skip(f"{program} is not installed")
    assert found is not None, f"{program} is not installed"
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Service:
    """A running UI over a data folder of its own."""

    url: str
    data: Path
    home: Path

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Data of a GraphQL answer."""
        body = json.dumps({"query": query, "variables": variables}).encode("utf-8")
        request = urllib.request.Request(
            f"{self.url}/graphql", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            content = json.load(answer)
        assert not content.get("errors"), content["errors"]
        return dict(content["data"])

    def history(self) -> dict[str, dict[str, Any]]:
        """Runs by identifier."""
        return {run["runId"]: run for run in self.ask(HISTORY)["runsOrError"]["results"]}


@pytest.fixture(scope="module")
def service(refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """``dcpipeline dev`` as a person starts it; stopped with all its children."""
    needed("dagster")
    folder = tmp_path_factory.mktemp("service")
    data = Path(shutil.copytree(refreshed.data, folder / "data", symlinks=True))
    home, port, log = folder / ".dagster", free_port(), folder / "log"
    environment = {**os.environ, "DAGSTER_HOME": str(home)}
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "dcpipeline", "dev", "--port", str(port), "--data", str(data)],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        running = Service(f"http://127.0.0.1:{port}", data, home)
        try:
            _wait_until_up(running, process, log)
            yield running
        finally:
            _stop(process)


def _wait_until_up(running: Service, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            if running.ask(SCHEDULES)["schedulesOrError"].get("results"):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(1)
    pytest.fail(f"the UI did not come up:\n{log.read_text(encoding='utf-8')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, kind)
        except ProcessLookupError:
            return
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            continue


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
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    ours = [line for line in said.splitlines() if "Warning" in line and "/dcpipeline/" in line]
    assert ours == []


def test_the_schedules_are_listed_and_switched_off(service: Service) -> None:
    schedules = service.ask(SCHEDULES)["schedulesOrError"]["results"]
    assert schedules == [
        {"name": name, "scheduleState": {"status": "STOPPED"}}
        for name in ("daily_live_refresh", "daily_refresh")
    ]


def test_a_run_launched_in_the_ui_publishes_under_its_name(service: Service) -> None:
    config = {"resources": {"facts": {"config": {"as_of": "2025-12-31"}}}}
    launched = service.ask(LAUNCH, config=json.dumps(config))["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run_id = launched["run"]["runId"]
    until, status = time.monotonic() + RUN_WITHIN, ""
    while time.monotonic() < until and status not in {"SUCCESS", "FAILURE", "CANCELED"}:
        time.sleep(1)
        status = service.ask(RUN, id=run_id)["runOrError"]["status"]
    assert status == "SUCCESS"
    file = service.data / "warehouse" / "dcpipeline.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        (published,) = connection.sql("SELECT run_id FROM meta.runs").fetchall()
        (day,) = connection.sql("SELECT as_of::VARCHAR FROM meta.snapshot").fetchall()
    assert published == (run_id,)
    assert day == ("2025-12-31",)


def test_a_refresh_from_the_command_line_is_in_the_same_history(service: Service) -> None:
    before = set(service.history())
    done = run_command("refresh", data=service.data, DAGSTER_HOME=str(service.home))
    assert done.returncode == 0, done.stderr
    new = {name: run for name, run in service.history().items() if name not in before}
    assert [run["status"] for run in new.values()] == ["SUCCESS"]
    (run,) = new.values()
    assert {"key": "dcpipeline/started_by", "value": "cli"} in run["tags"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_drawn(service: Service, page: str, tmp_path: Path) -> None:
    picture = Path(os.environ.get("DCPIPELINE_PICTURES", tmp_path)) / f"{page}.png"
    subprocess.run(
        [
            needed("chromium"),
            *CHROMIUM_FLAGS,
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--screenshot={picture}",
            service.url + PAGES[page],
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    # an empty page of this size is below 15 kB
    assert picture.stat().st_size > 30_000
