"""The robots.txt of every host: fetched once, kept for a while."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from dcpipeline.fetch.addresses import Address
from dcpipeline.fetch.decoding import decoded
from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.guard import Guard
from dcpipeline.fetch.limits import ROBOTS_TOKEN
from dcpipeline.fetch.outcome import RefusalCode
from dcpipeline.fetch.redirects import followed
from dcpipeline.fetch.robots import Robots
from dcpipeline.fetch.sender import Sender, Trip
from dcpipeline.fetch.transport import Answer

# the site is not there at all: it did not forbid anything
_ABSENT: Final[tuple[RefusalCode, ...]] = ("connection", "tls")
# RFC 9309, 2.3.1.2: robots.txt that redirects without end counts as missing
_MISSING: Final[tuple[RefusalCode, ...]] = ("too_many_redirects", "redirect_loop")


@dataclass
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    known: Robots | RefusedError | None = None
    read_at: float = 0.0


class RobotsBook:
    """What the hosts allow.

    Args:
        sender: fetches robots.txt.
        guard: checks where robots.txt redirects to.
        clock: monotonic seconds.
    """

    def __init__(self, sender: Sender, guard: Guard, clock: Callable[[], float]) -> None:
        self._sender = sender
        self._guard = guard
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry] = {}

    def of(self, address: Address, trip: Trip) -> Robots:
        """The rules for an address.

        Args:
            address: what shall be fetched.
            trip: for whose sake robots.txt is fetched.

        Raises:
            RefusedError: robots.txt can't be read, which forbids everything for a while.
        """
        with self._lock:
            entry = self._entries.setdefault(address.origin, _Entry())
        with entry.lock:
            age = self._clock() - entry.read_at
            if entry.known is None or age > self._sender.limits.robots_s:
                entry.known = self._read(address, trip)
                entry.read_at = self._clock()
            known = entry.known
            if isinstance(known, RefusedError) and known.code == "interrupted":
                entry.known = None
        if isinstance(known, RefusedError):
            raise RefusedError(known.code, known.detail)
        return known

    def _read(self, address: Address, trip: Trip) -> Robots | RefusedError:
        headers = tuple(pair for pair in trip.headers if not pair[0].startswith("If-"))
        aside = trip.aside(f"{address.origin}/robots.txt", headers)
        limits = self._sender.limits
        try:
            _, answer, _ = followed(
                aside, self._guard, limits, lambda hop: self._sender.send(hop, aside)
            )
            return self._rules(answer)
        except RefusedError as refusal:
            at_home = aside.at.startswith(f"{address.origin}/")
            if refusal.code == "interrupted" or (at_home and refusal.code in _ABSENT):
                return refusal
            if refusal.code in _MISSING:
                return Robots(b"", ROBOTS_TOKEN)
            return RefusedError(
                "robots", f"robots.txt of {address.origin} can't be read: {refusal.detail}"
            )

    def _rules(self, answer: Answer) -> Robots:
        if answer.status >= 500:
            raise RefusedError("server_error", f"The site answered {answer.status}.")
        if not 200 <= answer.status < 300:
            return Robots(b"", ROBOTS_TOKEN)
        limits = self._sender.limits
        content = decoded(answer.wire, answer.joined("Content-Encoding"), limits)
        return Robots(content, ROBOTS_TOKEN, limits.robots_bytes)
