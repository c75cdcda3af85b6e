"""A quick politeness, a clock of our own, connections that answer from a script."""

import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from dcpipeline.fetch import Fetcher, Outcome, Politeness, Refusal, Request, Response

QUICK = Politeness(delay_s=0.0, jitter=0.0, tries=2, total_s=10.0, backoff_s=0.01)
IMPATIENT = replace(QUICK, total_s=0.5)
START = datetime(2026, 3, 1, 8, 0, 0)


class Clock:
    """Time that passes only in waits."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


class Script:
    """Connections that answer what they are told, and remember whom they were made to.

    Args:
        answer: raw bytes for the request that came; ``/robots.txt`` is missing unless ``robots``.
        robots: raw bytes for ``/robots.txt``.
    """

    def __init__(
        self, answer: Callable[[str], bytes] | bytes, robots: bytes = b"HTTP/1.1 404 No\r\n\r\n"
    ) -> None:
        self.connected: list[tuple[str, int]] = []
        self._robots = robots
        self._answer = answer if callable(answer) else lambda path: answer
        self.asked: list[str] = []

    def __call__(self, ip: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((ip, port))
        ours, theirs = socket.socketpair()
        return _Answering(ours, theirs, self)

    def reply(self, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1].decode("latin-1")
        self.asked.append(path)
        return self._robots if path == "/robots.txt" else self._answer(path)


class _Answering(socket.socket):
    """Our end of a pair; the other end answers as soon as the request is sent."""

    def __init__(self, ours: socket.socket, theirs: socket.socket, script: Script) -> None:
        super().__init__(ours.family, ours.type, fileno=ours.detach())
        self._theirs = theirs
        self._script = script

    def sendall(self, data: bytes, flags: int = 0) -> None:
        self._theirs.sendall(self._script.reply(bytes(data)))
        self._theirs.shutdown(socket.SHUT_WR)

    def _real_close(self) -> None:  # the name that socket.close calls
        self._theirs.close()
        super()._real_close()


def page(body: bytes = b"ok", *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """A plain answer."""
    lines = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def scripted(script: Script, *ips: str, **words: object) -> Fetcher:
    """A fetcher for which every name stands for the same addresses."""
    settings: dict[str, object] = {
        "resolve": lambda host, port: ips or ("8.8.8.8",),
        "connect": script,
        "politeness": QUICK,
        **words,
    }
    return Fetcher(**settings)


def answered(outcome: Outcome) -> Response:
    assert isinstance(outcome, Response), outcome
    return outcome


def refused(outcome: Outcome) -> Refusal:
    assert isinstance(outcome, Refusal), (outcome.status, outcome.body[:200])
    return outcome


def get(fetcher: Fetcher, url: str) -> Outcome:
    return fetcher.fetch(Request(url))
