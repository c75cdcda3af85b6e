"""The Dagster UI as processes of a test, and how a test talks to it."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
DOCUMENT = ROOT / "docs" / "service.md"
LOCATION = "dcpipeline.definitions"
REPOSITORY = {"repositoryLocationName": LOCATION, "repositoryName": "__repository__"}
T = TypeVar("T")
ENDED = frozenset({"SUCCESS", "FAILURE", "CANCELED"})
UP_WITHIN_S = 120
RUN_WITHIN_S = 240
LAUNCH = """
mutation($selector: JobOrPipelineSelector!, $config: RunConfigData!) {
  launchRun(executionParams: {selector: $selector, runConfigData: $config}) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}
"""
RUN = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
RUNS = "{ runsOrError { ... on Runs { results { runId status tags { key value } } } } }"
SCHEDULES = """
query($selector: RepositorySelector!) {
  schedulesOrError(repositorySelector: $selector) {
    ... on Schedules { results { name scheduleState { status } } }
  }
}
"""


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


def documented_commands(port: int) -> list[list[str]]:
    """The programs of the documented units, from this environment and on another port."""
    lines = re.findall(r"^ExecStart=(.+)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == 2
    words = [shlex.split(line.replace("-p 3000", f"-p {port}")) for line in lines]
    return [[needed(Path(program).name), *rest] for program, *rest in words]


@dataclass
class Service:
    """A UI over a data folder and a history of its own."""

    data: Path
    home: Path
    commands: Sequence[Sequence[str]]
    port: int
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Iterator["Service"]:
        """The processes, until the end of the block; then they are asked to stop."""
        environment = {
            **os.environ, "DAGSTER_HOME": str(self.home), "DCPIPELINE_DATA": str(self.data),
            **self.settings,
        }  # fmt: skip
        started: list[subprocess.Popen[bytes]] = []
        with (self.home.parent / "service.log").open("ab") as log:
            try:
                for command in self.commands:
                    started.append(
                        subprocess.Popen(
                            command, cwd=ROOT, env=environment, stdout=log, stderr=log,
                            start_new_session=True,
                        )
                    )  # fmt: skip
                self._wait_until_up(started)
                yield self
            finally:
                stop(started)

    def _wait_until_up(self, started: Sequence[subprocess.Popen[bytes]]) -> None:
        def answers() -> bool:
            log = self.home.parent / "service.log"
            assert all(process.poll() is None for process in started), log.read_text()
            try:
                return bool(self.schedules())
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                return False

        wait_for(answers, UP_WITHIN_S)

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

    def schedules(self) -> dict[str, str]:
        """State of each schedule by name."""
        found = self.ask(SCHEDULES, selector=REPOSITORY)["schedulesOrError"].get("results", [])
        return {one["name"]: one["scheduleState"]["status"] for one in found}

    def history(self) -> dict[str, dict[str, Any]]:
        """Runs by identifier, tags as a mapping."""
        runs = self.ask(RUNS)["runsOrError"]["results"]
        return {
            run["runId"]: run | {"tags": {tag["key"]: tag["value"] for tag in run["tags"]}}
            for run in runs
        }

    def launch(self, job: str, config: dict[str, Any], assets: Sequence[str] = ()) -> str:
        """Start a run as the Launchpad does and return its identifier."""
        selector: dict[str, Any] = {**REPOSITORY, "jobName": job}
        if assets:
            selector["assetSelection"] = [{"path": name.split(".")} for name in assets]
        launched = self.ask(
            LAUNCH, selector=selector, config=json.dumps({"resources": config})
        )["launchRun"]  # fmt: skip
        assert launched["__typename"] == "LaunchRunSuccess", launched
        return str(launched["run"]["runId"])

    def ended(self, run_id: str) -> str:
        """Status of a run, once it has ended."""

        def status() -> str | None:
            now = self.ask(RUN, id=run_id)["runOrError"]["status"]
            return now if now in ENDED else None

        return wait_for(status, RUN_WITHIN_S)


def wait_for(found: Callable[[], T | None], seconds: float) -> T:
    """What ``found`` returns, as soon as that is something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        result = found()
        if result:
            return result
        time.sleep(0.5)
    pytest.fail(f"not within {seconds} s")


def stop(started: Sequence[subprocess.Popen[bytes]]) -> None:
    """End processes with all their children, gently first."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        for process in started:
            try:
                os.killpg(process.pid, kind)
            except ProcessLookupError:
                continue
        for process in started:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                continue
