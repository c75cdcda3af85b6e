"""One address, asked politely and as often as helps."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dcpipeline.fetch.addresses import Address
from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.hosts import Hosts
from dcpipeline.fetch.limits import Limits, Politeness
from dcpipeline.fetch.resolving import Pins
from dcpipeline.fetch.retrying import Result, judged, tried
from dcpipeline.fetch.stopping import Stop
from dcpipeline.fetch.streams import Deadline
from dcpipeline.fetch.transport import Answer, Connect, Headers, Line, exchange


@dataclass
class Trip:
    """One page, or one robots.txt, on its way.

    Attributes:
        at: address that it has come to.
        headers: what each request of it says, but for the host.
        politeness: how its hosts are treated.
        stop: ends it early.
        pins: IP addresses of its hosts.
        tries: requests sent to ``at``.
    """

    at: str
    headers: Headers
    politeness: Politeness
    stop: Stop
    pins: Pins
    tries: int = 0

    def aside(self, url: str, headers: Headers) -> "Trip":
        """A trip to another address for the sake of this one."""
        return Trip(url, headers, self.politeness, self.stop, self.pins)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends requests.

    Attributes:
        limits: caps on what is taken.
        hosts: when each host may be asked.
        connect: a connection to an IP address, a port, within seconds.
        tls: whom to trust.
        now: the moment, UTC without zone.
        chance: a number from 0 to 1.
    """

    limits: Limits
    hosts: Hosts
    connect: Connect
    tls: ssl.SSLContext | None
    now: Callable[[], datetime]
    chance: Callable[[], float]

    def send(self, address: Address, trip: Trip, crawl_delay: float = 0.0) -> Answer:
        """The complete answer of one address.

        Raises:
            RefusedError: there is none, or one that is an error of the site.
        """
        polite = trip.politeness
        delay = max(polite.delay_s, min(crawl_delay, polite.crawl_delay_max_s))
        delay *= 1 + polite.jitter * self.chance()

        def attempt() -> Result:
            try:
                longest = polite.retry_after_max_s
                with self.hosts.turn(address.host, delay, longest, trip.stop):
                    answer = self._exchanged(address, trip)
            except RefusedError as refusal:
                return refusal
            result = judged(answer, polite, self.now())
            if isinstance(result, RefusedError) and result.after:
                self.hosts.rest(address.host, result.after)
            return result

        result = tried(
            attempt,
            polite,
            rest=lambda seconds: self.hosts.rest(address.host, seconds),
            chance=self.chance,
        )
        if isinstance(result, RefusedError):
            raise result
        return result

    def _exchanged(self, address: Address, trip: Trip) -> Answer:
        polite = trip.politeness
        line = Line(
            ips=trip.pins.ips(address, polite.connect_s),
            deadline=Deadline(polite.total_s),
            connect_s=polite.connect_s,
            limits=self.limits,
            stop=trip.stop,
            connect=self.connect,
            tls=self.tls,
        )
        trip.tries += 1
        return exchange(address, (("Host", address.authority), *trip.headers), line)
