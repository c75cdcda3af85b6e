"""Notices of failed runs: what they say, where they go, and what they never tell."""

import json
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import dagster as dg
import pytest

from dcpipeline.assets import notices
from dcpipeline.definitions import build_defs

SECRET = "T0PSECRET"
NOTICE = notices.Notice("run-1", "refresh", "2026-11-22T00:00:00+00:00", "不对", "run-1 failed")


class Hook(HTTPServer):
    """A web hook on loopback that answers with one status."""

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.status = status
        self.bodies: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook/{SECRET}"


class Taking(BaseHTTPRequestHandler):
    """Keeps what is posted."""

    server: Hook

    def do_POST(self) -> None:
        self.server.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Silent."""


@pytest.fixture
def hook(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    """A running hook whose address is set; its status is the parameter."""
    with Hook(getattr(request, "param", 204)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        monkeypatch.setenv(notices.ADDRESS_VARIABLE, server.address)
        yield server
        server.shutdown()
        thread.join(timeout=5)


def failed_run(folder: Path, *, tell: bool = True) -> tuple[dg.ExecuteInProcessResult, str]:
    """A run that breaks in its words, as the sensor of the definitions tells of it."""

    @dg.op
    def breaks() -> None:
        raise dg.Failure("the plan\nwas broken") if tell else ValueError("the plan was broken")

    @dg.job
    def broken() -> None:
        breaks()

    with dg.DagsterInstance.ephemeral() as instance:
        result = broken.execute_in_process(instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            sensor_name="run_failure",
            dagster_event=result.get_run_failure_event(),
            dagster_instance=instance,
            dagster_run=result.dagster_run,
        ).for_run_failure()
        build_defs(folder).resolve_sensor_def("run_failure")(context)
    return result, (folder / "warehouse" / notices.FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("tell", [True, False], ids=["in words", "by an exception"])
def test_a_failed_run_is_one_line_that_says_what_broke(tmp_path: Path, tell: bool) -> None:
    result, lines = failed_run(tmp_path, tell=tell)
    (line,) = lines.splitlines()
    assert f"run {result.run_id} of broken failed: breaks: " in line
    assert not tell or line.endswith("breaks: the plan was broken")


def test_a_failed_run_is_posted_as_json(tmp_path: Path, hook: Hook) -> None:
    result, _ = failed_run(tmp_path)
    (body,) = hook.bodies
    assert body["run_id"] == result.run_id and body["job"] == "broken"
    assert body["reason"] == "breaks: the plan was broken"
    assert body["text"].endswith(body["reason"]) and body["failed_at"].endswith("+00:00")


def test_the_sensor_is_switched_on_from_the_start(tmp_path: Path) -> None:
    sensor = build_defs(tmp_path).resolve_sensor_def("run_failure")
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert notices.ADDRESS_VARIABLE in (sensor.description or "")


def test_a_run_whose_process_ended_is_told_too() -> None:
    notice = notices.notice_of(dg.DagsterRun(job_name="refresh"), [])
    assert "no step failed; its process ended" in notice.text


def test_without_an_address_nothing_is_posted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(notices.ADDRESS_VARIABLE, raising=False)
    assert notices.post(NOTICE) is None


@pytest.mark.parametrize("hook", [302, 500], indirect=True)
def test_an_answer_that_is_no_success_is_told_without_the_address(hook: Hook) -> None:
    said = notices.post(NOTICE)
    assert said == f"No notice posted to 127.0.0.1: it answered {hook.status}."
    assert len(hook.bodies) == 1


@pytest.mark.parametrize(
    "address",
    [
        f"http://chat.example/{SECRET}",
        f"http://127.0.0.1.example/{SECRET}",
        f"file:///{SECRET}",
        f"https:///{SECRET}",
        f"http://[{SECRET}",
    ],
)
def test_only_https_or_this_machine(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv(notices.ADDRESS_VARIABLE, address)
    monkeypatch.setattr(notices.requests, "post", lambda *_, **__: pytest.fail("was asked"))
    said = notices.post(NOTICE)
    assert said is not None and "must be https" in said and SECRET not in said


def test_a_hook_that_never_answers_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "TIME_LIMIT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        monkeypatch.setenv(notices.ADDRESS_VARIABLE, f"http://127.0.0.1:{port}/{SECRET}")
        began = time.monotonic()
        said = notices.post(NOTICE)
    assert said == "No notice posted to 127.0.0.1: ReadTimeout."
    assert time.monotonic() - began < 2
