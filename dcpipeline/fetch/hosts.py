"""One connection per host at a time, with a pause between two."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.stopping import Stop


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    last_end: float | None = None
    not_before: float = 0.0


class Hosts:
    """When each host may be asked next.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())

    @contextmanager
    def turn(self, name: str, delay: float, longest: float, stop: Stop) -> Iterator[None]:
        """The right to hold a connection to a host, after its pause.

        Args:
            name: the host.
            delay: seconds since the last request to it.
            longest: seconds that we wait for a host that asked to be left alone.
            stop: ends the wait.

        Raises:
            RefusedError: the host asked to be left alone for longer, or stopped while waiting.
        """
        host = self._host(name)
        with host.lock:
            rest = host.not_before - self._clock()
            if rest > longest:
                raise RefusedError("rate_limited", f"{name} asked to wait {rest:,.0f} s more.")
            pause = 0.0 if host.last_end is None else host.last_end + delay - self._clock()
            stop.wait(max(rest, pause))
            try:
                yield
            finally:
                host.last_end = self._clock()

    def rest(self, name: str, seconds: float) -> None:
        """Leave a host alone for some seconds, whoever asks."""
        host = self._host(name)
        host.not_before = max(host.not_before, self._clock() + seconds)
