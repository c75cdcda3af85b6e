"""The server: one request per connection, a limit on everything, raw bytes where HTTP breaks."""

import hashlib
import socket
import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType

LAST_MODIFIED = "Mon, 05 Jan 2026 08:00:00 GMT"
HTML = "text/html; charset=utf-8"
_MOST_REQUESTS = 20_000
_LONGEST_S = 30.0
_REASONS = {200: "OK", 304: "Not Modified", 404: "Not Found", 429: "Too Many Requests"}


@dataclass
class Seen:
    """A request that came in, and what went out for it."""

    method: str
    path: str
    headers: dict[str, str]
    began: float
    status: int = 0
    bytes_sent: int = 0
    ended: float | None = None


@dataclass
class Reply:
    """An answer that is HTTP as it should be."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    validators: bool = True


@dataclass
class Asked:
    """A request, as a handler of a route gets it."""

    seen: Seen
    count: int  # requests for this path so far, this one included
    site: "Site"
    connection: socket.socket
    ends: float = field(default_factory=lambda: time.monotonic() + _LONGEST_S)

    @property
    def path(self) -> str:
        return self.seen.path

    def send(self, data: bytes) -> None:
        """Bytes as they are; the connection ends when nobody wants them or the time is over."""
        if time.monotonic() > self.ends:
            raise TimeoutError
        self.connection.sendall(data)
        self.seen.bytes_sent += len(data)

    def wait(self, seconds: float) -> None:
        """A pause that ends with the site."""
        if self.site.closing.wait(seconds):
            raise ConnectionAbortedError


Handler = Callable[[Asked], Reply | bytes | None]


class Site:
    """A web site on loopback with a port of its own.

    Args:
        tls: makes it https.
        robots: content of robots.txt; by default all but ``/forbidden/`` is allowed.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None, robots: bytes | None = None) -> None:
        from dcpipeline_tests.site import pages, traps

        self.log: list[Seen] = []
        self.closing = threading.Event()
        self.most_at_once = 0
        self._tls = tls
        self._at_once = 0
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self.routes: dict[str, Handler] = {}
        pages.put_on(self)
        traps.put_on(self)
        if robots is not None:
            self.add("/robots.txt", robots, content_type="text/plain")

    def __enter__(self) -> "Site":
        self._server = _Server(("127.0.0.1", 0), self)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    @property
    def host(self) -> str:
        return "127.0.0.1"

    def url(self, path: str = "/", host: str | None = None) -> str:
        """Address of a path, under a name of one's choice."""
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def add(
        self,
        path: str,
        answer: bytes | str | Reply | Handler,
        *,
        content_type: str = HTML,
        status: int = 200,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """A route. A path that ends in ``*`` stands for all that begin so.

        Bytes and text get ETag, Last-Modified and an answer 304 of their own. A handler returns a
        ``Reply``, bytes of a page, or None once it has sent raw bytes itself.
        """
        if isinstance(answer, str):
            answer = answer.encode()
        if isinstance(answer, bytes):
            answer = Reply(answer, status, content_type, headers, validators=status == 200)
        if isinstance(answer, Reply):
            reply = answer
            self.routes[path] = lambda asked: reply
        else:
            self.routes[path] = answer

    def hits(self, path: str) -> int:
        """Requests for a path so far."""
        return self._counts[path]

    def paths(self) -> list[str]:
        """Paths asked for, in order."""
        return [seen.path for seen in self.log]

    def handle(self, connection: socket.socket) -> None:
        """One connection from its first byte to its last."""
        connection.settimeout(_LONGEST_S)
        if self._tls:
            connection = self._tls.wrap_socket(connection, server_side=True)
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            self._answer(connection)
        finally:
            with self._lock:
                self._at_once -= 1
            _closed(connection)

    def _answer(self, connection: socket.socket) -> None:
        seen = _read_request(connection)
        if seen is None:
            return
        with self._lock:
            if len(self.log) >= _MOST_REQUESTS:
                return
            self.log.append(seen)
            plain = seen.path.partition("?")[0]
            self._counts[plain] += 1
            count = self._counts[plain]
        asked = Asked(seen, count, self, connection)
        try:
            answer = self._route(plain)(asked)
            if answer is not None:
                _send(asked, Reply(answer) if isinstance(answer, bytes) else answer)
        finally:
            seen.ended = time.monotonic()

    def _route(self, path: str) -> Handler:
        if path in self.routes:
            return self.routes[path]
        for known, handler in self.routes.items():
            if known.endswith("*") and path.startswith(known[:-1]):
                return handler
        return lambda asked: Reply("<h1>404</h1><p>页面不存在</p>".encode(), 404, validators=False)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], site: Site) -> None:
        self.site = site
        super().__init__(address, _Connection)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is nothing to report."""


class _Connection(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.server.site.handle(self.request)


def _read_request(connection: socket.socket) -> Seen | None:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part or len(data) > 1_000_000:
            return None
        data += part
        if data.startswith(b"\x16"):  # somebody begins TLS
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return None
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (x.partition(":") for x in lines)}
    return Seen(method, path, headers, time.monotonic())


def _send(asked: Asked, reply: Reply) -> None:
    headers = [("Content-Type", reply.content_type), ("Connection", "close"), *reply.headers]
    if isinstance(reply.body, bytes):
        if reply.validators:
            etag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            headers += [("ETag", etag), ("Last-Modified", LAST_MODIFIED)]
            if _unchanged(asked.seen.headers, etag):
                _send_head(asked, 304, headers)
                return
        headers.append(("Content-Length", str(len(reply.body))))
    _send_head(asked, reply.status, headers)
    if asked.seen.method == "HEAD":
        return
    for part in [reply.body] if isinstance(reply.body, bytes) else reply.body:
        asked.send(part)


def _unchanged(headers: dict[str, str], etag: str) -> bool:
    if "if-none-match" in headers:
        return headers["if-none-match"] == etag
    return headers.get("if-modified-since") == LAST_MODIFIED


def _send_head(asked: Asked, status: int, headers: Iterable[tuple[str, str]]) -> None:
    asked.seen.status = status
    lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}"]
    lines += [f"{name}: {value}" for name, value in headers]
    asked.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))


def _closed(connection: socket.socket) -> None:
    """End the connection without a reset, which would take sent bytes away from the client."""
    try:
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0.2)
        while connection.recv(65536):
            pass
    except OSError:
        pass
    connection.close()
