"""One request over one connection to an address that was checked.

The adapter is called directly: sessions of ``requests`` would bring cookies, proxies and passwords
from the environment, and redirects of their own.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from dcpipeline.fetch.addresses import Address
from dcpipeline.fetch.errors import SITE_FAULTS, ConnectError, RefusedError, refused
from dcpipeline.fetch.limits import Limits
from dcpipeline.fetch.outcome import first_header
from dcpipeline.fetch.stopping import Stop
from dcpipeline.fetch.streams import BODILESS, BoundedResponse, Deadline

Connect: TypeAlias = Callable[[str, int, float], socket.socket]
Headers: TypeAlias = tuple[tuple[str, str], ...]

_CHUNK: Final = 64 * 1024
_MOST_IPS: Final = 4
REDIRECTS: Final = (301, 302, 303, 307, 308)


def system_connect(ip: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address; no name is looked up."""
    return socket.create_connection((ip, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on one connection.

    Attributes:
        status: status code.
        reason: its words.
        headers: as received.
        wire: the body behind its transfer coding; empty for a redirect.
        ip: who answered.
    """

    status: int
    reason: str
    headers: Headers
    wire: bytes
    ip: str

    def header(self, name: str) -> str | None:
        """The first header of a name."""
        return first_header(self.headers, name)

    def joined(self, name: str) -> str:
        """All headers of a name as one, for those that hold a list."""
        wanted = name.lower()
        return ", ".join(value for key, value in self.headers if key.lower() == wanted)

    @property
    def is_redirect(self) -> bool:
        """Whether it points to another address."""
        return self.status in REDIRECTS and self.header("Location") is not None


@dataclass
class Line:
    """What one request is bound to.

    Attributes:
        ips: checked addresses of the host, tried in turn.
        deadline: when all must be done.
        connect_s: seconds for each attempt to connect.
        limits: caps.
        stop: ends it early.
        connect: makes a connection to an IP address.
        tls: whom to trust; by default the certificates that come with ``requests``.
        ip: who was connected to.
        sock: the connection.
        source: reader of the answer.
    """

    ips: tuple[str, ...]
    deadline: Deadline
    connect_s: float
    limits: Limits
    stop: Stop
    connect: Connect = system_connect
    tls: ssl.SSLContext | None = None
    ip: str = field(default="", init=False)
    sock: socket.socket | None = field(default=None, init=False)
    source: BoundedResponse | None = field(default=None, init=False)

    def reading(self, sock: socket.socket, *, method: str | None = None) -> BoundedResponse:
        """What reads the answer from a connection."""
        self.source = BoundedResponse(
            sock,
            deadline=self.deadline,
            stop=self.stop,
            header_bytes=self.limits.header_bytes,
            wire_bytes=4 * self.limits.body_bytes + _CHUNK,  # small chunks weigh more than large
            method=method,
        )
        return self.source

    def open(self, port: int) -> socket.socket:
        """Connect to the first address that takes the connection.

        Raises:
            ConnectError: none does.
            LateError: the time is over.
        """
        fault: OSError | None = None
        for ip in self.ips[:_MOST_IPS]:
            self.stop.check()
            try:
                sock = self.connect(ip, port, min(self.connect_s, self.deadline.left()))
            except OSError as one:
                fault = one
                continue
            self.ip, self.sock = ip, sock
            sock.settimeout(self.deadline.left())
            return sock
        self.deadline.left()
        raise ConnectError(f"{', '.join(self.ips[:_MOST_IPS])}: {fault}") from fault

    def close(self) -> None:
        """Let go of the connection, whoever still holds it."""
        if self.source is not None:
            self.source.forget_surplus()
            self.source.close()
        if self.sock is not None:
            self.sock.close()


class _PinnedHTTP(HTTPConnection):
    """Connects along its line; the Host header goes by the name."""

    def __init__(self, *args: Any, line: Line, **words: Any) -> None:
        super().__init__(*args, **words)
        self._line = line
        self.response_class = line.reading  # type: ignore[assignment]  # called, no more

    def _new_conn(self) -> socket.socket:
        return self._line.open(self.port)


class _PinnedHTTPS(HTTPSConnection):
    """The same with TLS; SNI and certificate check go by the name."""

    def __init__(self, *args: Any, line: Line, **words: Any) -> None:
        super().__init__(*args, **words)
        self._line = line
        self.response_class = line.reading  # type: ignore[assignment]  # called, no more

    def _new_conn(self) -> socket.socket:
        return self._line.open(self.port)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PinnedHTTP


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _PinnedHTTPS


class PinnedAdapter(HTTPAdapter):
    """Sends one request along one line.

    Args:
        address: what is asked for.
        line: what the request is bound to.
    """

    def __init__(self, address: Address, line: Line) -> None:
        super().__init__(max_retries=0)
        self._address = address
        self._pool: HTTPConnectionPool
        if address.scheme == "https":
            self._pool = _TLSPool(address.host, address.port, ssl_context=line.tls, line=line)
        else:
            self._pool = _PlainPool(address.host, address.port, line=line)

    def get_connection_with_tls_context(
        self, *_args: object, **_words: object
    ) -> HTTPConnectionPool:
        """The one connection."""
        return self._pool

    def request_url(self, *_args: object, **_words: object) -> str:
        """Path and query exactly as they were checked."""
        return self._address.target

    def build_response(
        self, req: requests.PreparedRequest, resp: BaseHTTPResponse
    ) -> requests.Response:
        """The answer without the cookies that ``requests`` would read from it."""
        answer = requests.Response()
        answer.status_code, answer.raw = resp.status, resp
        answer.request = req
        return answer

    def close(self) -> None:
        """End the connection."""
        self._pool.close()
        super().close()


def exchange(address: Address, headers: Headers, line: Line) -> Answer:
    """One request and its complete answer.

    Raises:
        RefusedError: there is no complete answer.
    """
    adapter = PinnedAdapter(address, line)
    try:
        prepared = requests.Request("GET", address.url, headers=dict(headers)).prepare()
        seconds = line.deadline.left()
        answer = adapter.send(prepared, stream=True, timeout=seconds, verify=True)
        return _read(answer.raw, line)
    except SITE_FAULTS as fault:
        line.stop.check()
        raise refused(fault) from fault
    finally:
        adapter.close()
        line.close()


def _read(raw: HTTPResponse, line: Line) -> Answer:
    """The header, and the body where there is one to be had."""
    source = line.source
    assert source is not None
    answer = Answer(raw.status, raw.reason or "", tuple(source.msg.items()), b"", line.ip)
    try:
        if answer.is_redirect or answer.status in BODILESS:
            return answer
        _check_head(answer, line.limits)
        wire = _body(raw, line.limits.body_bytes)
        if source.surplus:
            raise RefusedError("wrong_length", "More bytes came than the header states.")
        return replace(answer, wire=wire)
    finally:
        source.forget_surplus()
        raw.close()


def _check_head(answer: Answer, limits: Limits) -> None:
    if answer.status == 101:
        raise RefusedError("protocol", "The site changed to another protocol.")
    if answer.status == 206:
        raise RefusedError("truncated", "The site sent a part that was not asked for.")
    coding = answer.joined("Transfer-Encoding").strip().lower()
    if coding not in ("", "chunked", "identity"):
        raise RefusedError("bad_encoding", f"Transfer coding {coding[:40]!a} is unknown.")
    length = (answer.header("Content-Length") or "").strip()
    if length.isdecimal() and (len(length) > 15 or int(length) > limits.body_bytes):
        raise RefusedError("too_large", f"The header states {length[:20]} bytes.")


def _body(raw: HTTPResponse, most: int) -> bytes:
    parts, size = [], 0
    while part := raw.read1(_CHUNK, decode_content=False):
        size += len(part)
        if size > most:
            raise RefusedError("too_large", f"The body has more than {most:,} bytes.")
        parts.append(part)
    return b"".join(parts)
