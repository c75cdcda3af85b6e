"""Reading an answer under a time limit that covers every byte, and a limit on what is read."""

import io
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPResponse
from typing import Any, Final

from dcpipeline.fetch.errors import HeaderError, HeaderFloodError, LateError, WireFloodError
from dcpipeline.fetch.stopping import Stop

_BLOCK: Final = 8192
BODILESS: Final = (204, 304)
_LOOK_S: Final = 0.5
_SURPLUS_WAIT_S: Final = 0.2


class Deadline:
    """The moment at which a request must be complete.

    Args:
        seconds: from now.
        clock: monotonic seconds.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            LateError: none are.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise LateError("the time for this request is over")
        return left


class _Metered(io.RawIOBase):
    """The bytes of a socket, none of them after the deadline or above the allowance."""

    def __init__(
        self, sock: socket.socket, deadline: Deadline, stop: Stop, header_bytes: int
    ) -> None:
        self._sock = sock
        self._file = sock.makefile("rb", buffering=0)  # keeps the socket open until we close
        self._deadline = deadline
        self._stop = stop
        self._left = header_bytes + _BLOCK
        self._fault: type[Exception] = HeaderFloodError
        self._ended = False

    def allow(self, body_bytes: int) -> None:
        """The header is over: from here on the limit is the body's."""
        self._left, self._fault = body_bytes, WireFloodError

    def end(self) -> None:
        """Nothing more shall be read, as if the site had closed."""
        self._ended = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._ended:
            return 0
        if self._left <= 0:
            raise self._fault("more bytes than the limit")
        count = self._received(buffer)
        self._left -= count
        return count

    def _received(self, buffer: Any) -> int:
        while True:
            self._stop.check()
            self._sock.settimeout(min(self._deadline.left(), _LOOK_S))
            with suppress(TimeoutError):
                return self._sock.recv_into(buffer)

    def more(self) -> bytes:
        """What a site still sends behind the end of the body."""
        with suppress(OSError):
            self._sock.settimeout(_SURPLUS_WAIT_S)
            return self._sock.recv(_BLOCK)
        return b""

    def close(self) -> None:
        self._file.close()
        super().close()


class _Stream(io.BufferedReader):
    """Looks for bytes behind the stated end of the body before it closes."""

    def __init__(self, raw: _Metered) -> None:
        super().__init__(raw, _BLOCK)
        self._metered = raw
        self.watched = False
        self.surplus = b""

    def close(self) -> None:
        if self.watched and not self.closed:
            self._metered.end()
            self.surplus = self.peek(1) or self._metered.more()
        super().close()


class BoundedResponse(HTTPResponse):
    """An answer read through a metered stream; early answers (1xx) are passed over.

    Args:
        sock: the connection.
        deadline: when all of it must be there.
        stop: ends it early.
        header_bytes: limit on status line and header.
        wire_bytes: limit on the body with its transfer coding.
    """

    def __init__(
        self,
        sock: socket.socket,
        *,
        deadline: Deadline,
        stop: Stop,
        header_bytes: int,
        wire_bytes: int,
        method: str | None = None,
    ) -> None:
        super().__init__(sock, method=method)
        self.fp.close()
        self._metered = _Metered(sock, deadline, stop, header_bytes)
        self._stream = _Stream(self._metered)
        self._wire_bytes = wire_bytes
        self.fp = self._stream

    def begin(self) -> None:
        """Read status line and header of the final answer."""
        super().begin()
        while 100 <= self.status < 200 and self.status != 101:
            self.headers = None  # type: ignore[assignment]  # how http.client marks "not yet"
            super().begin()
        unread = self.msg.get_payload()
        if isinstance(unread, str) and unread:
            raise HeaderError("a line of the header is none, and hides those below it")
        self._metered.allow(self._wire_bytes)
        stated = self.length is not None and not self.chunked
        self._stream.watched = stated and self.status not in BODILESS

    def forget_surplus(self) -> None:
        """The body is not wanted to its end."""
        self._stream.watched = False

    @property
    def surplus(self) -> bool:
        """Whether bytes other than white space came behind the stated end."""
        return bool(self._stream.surplus.strip())
