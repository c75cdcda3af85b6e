"""One connection per host at a time, with a pause between two."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

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
    def turn(self, name: str, delay: float, stop: Stop) -> Iterator[None]:
        """The right to hold a connection to a host, after its pause.

        Raises:
            RefusedError: stopped while waiting.
        """
        host = self._host(name)
        with host.lock:
            pause_end = host.not_before
            if host.last_end is not None:
                pause_end = max(pause_end, host.last_end + delay)
            stop.wait(pause_end - self._clock())
            try:
                yield
            finally:
                host.last_end = self._clock()

    def rest(self, name: str, seconds: float) -> None:
        """Leave a host alone for some seconds, whoever asks."""
        host = self._host(name)
        host.not_before = max(host.not_before, self._clock() + seconds)
