"""A Superset that a test starts and ends: its own environment, its own folder, loopback only."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from dcpipeline_tests.clients.environments import HERE, clean, program

PASSWORD = "only-for-this-test"
START_SECONDS = 180


class Server:
    """Superset's REST interface, as its administrator."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = requests.Session()

    def log_in(self) -> None:
        known = {"username": "admin", "password": PASSWORD, "provider": "db"}
        token = self.ask("POST", "security/login", json=known)["access_token"]
        self._session.headers["Authorization"] = f"Bearer {token}"
        forgery = self.ask("GET", "security/csrf_token/")["result"]
        self._session.headers.update({"X-CSRFToken": forgery, "Referer": self.url})

    def ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        answer = self._session.request(method, f"{self.url}/api/v1/{path}", timeout=60, **more)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text[:2000]}"
        document: dict[str, Any] = answer.json()
        return document


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A Superset with an empty metadata database in the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["run", "--quiet", "--no-project", "--python", "3.11"]
    packages = ["--with-requirements", str(HERE / "superset.txt")]
    script = [str(HERE / "superset_server.py"), str(folder), str(port), PASSWORD]
    log = folder / "superset.log"
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [program("uv"), *words, *packages, "python", *script],
            stdout=written,
            stderr=subprocess.STDOUT,
            env=clean(),
            start_new_session=True,
        )
    try:
        server = Server(f"http://127.0.0.1:{port}")
        _wait(process, server, log)
        server.log_in()
        yield server
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{server.url}/health", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.5)
    raise AssertionError(f"Superset did not start:\n{log.read_text(encoding='utf-8')[-4000:]}")
