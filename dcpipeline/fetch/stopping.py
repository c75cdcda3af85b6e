"""Ending work early: waits end at once, reads at their next look at the switch."""

import threading
import weakref
from collections.abc import Callable

from dcpipeline.fetch.errors import RefusedError


class Stop:
    """A switch that ends the work that was started under it.

    Args:
        sleep: waits some seconds; by default a wait that the switch ends.
    """

    def __init__(self, sleep: Callable[[float], None] | None = None) -> None:
        self._event = threading.Event()
        self._sleep = sleep
        self._lock = threading.Lock()
        self._below: weakref.WeakSet[Stop] = weakref.WeakSet()

    def below(self) -> "Stop":
        """Another switch that ends part of the work, and is thrown together with this one."""
        other = Stop(self._sleep)
        with self._lock:
            self._below.add(other)
        if self.is_thrown:
            other.stop()
        return other

    @property
    def is_thrown(self) -> bool:
        """Whether the work shall end."""
        return self._event.is_set()

    def stop(self) -> None:
        """End everything under this switch."""
        self._event.set()
        with self._lock:
            below = list(self._below)
        for other in below:
            other.stop()

    def check(self) -> None:
        """Go on.

        Raises:
            RefusedError: the switch was thrown.
        """
        if self.is_thrown:
            raise RefusedError("interrupted", "Stopped before the answer was complete.")

    def wait(self, seconds: float) -> None:
        """Wait, unless stopped.

        Raises:
            RefusedError: the switch was thrown.
        """
        self.check()
        if seconds > 0:
            (self._sleep or self._event.wait)(seconds)
        self.check()
