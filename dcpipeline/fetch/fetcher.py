"""Fetching pages: guard, robots.txt, politeness, redirects and decoding, in that order."""

import random
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from types import TracebackType

from dcpipeline.fetch.addresses import Address
from dcpipeline.fetch.decoding import ACCEPT_ENCODING, decoded
from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.guard import Guard
from dcpipeline.fetch.hosts import Hosts
from dcpipeline.fetch.limits import Limits, Politeness, own_user_agent
from dcpipeline.fetch.outcome import Outcome, Refusal, Request, Response
from dcpipeline.fetch.parallel import fetched
from dcpipeline.fetch.redirects import followed
from dcpipeline.fetch.resolving import Pins, Resolve, system_resolve
from dcpipeline.fetch.robots_book import RobotsBook
from dcpipeline.fetch.sender import Sender, Trip
from dcpipeline.fetch.stopping import Stop
from dcpipeline.fetch.transport import Answer, Connect, Headers, system_connect


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Fetcher:
    """Polite and safe HTTP. Thread-safe; a host has one connection at a time, whoever asks.

    Args:
        user_agent: who we say we are; by default the project and the contact that the environment
            names.
        limits: caps on what is taken from a site.
        politeness: how hosts are treated, unless a request says otherwise.
        allowed_host: one name, or IP address, that may be this machine and use any port.
        resolve: IP addresses of a name.
        connect: a connection to an IP address, a port, within seconds.
        tls: whom to trust; by default the certificates that come with ``requests``.
        sleep: waits some seconds; by default a wait that ``close`` ends.
        now: the moment, UTC without zone.
        clock: monotonic seconds, for pauses and for the age of robots.txt.
        chance: a number from 0 to 1.

    Raises:
        ValueError: the user agent, or the contact in the environment, can't stand in a header.
    """

    def __init__(
        self,
        *,
        user_agent: str | None = None,
        limits: Limits | None = None,
        politeness: Politeness | None = None,
        allowed_host: str | None = None,
        resolve: Resolve = system_resolve,
        connect: Connect = system_connect,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] | None = None,
        now: Callable[[], datetime] = _utc_now,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] | None = None,
    ) -> None:
        self._user_agent = user_agent or own_user_agent()
        if not _sendable(self._user_agent):
            raise ValueError(f"This can't stand in a header: {self._user_agent!a}.")
        self._limits = limits or Limits()
        self._politeness = politeness or Politeness()
        self._guard = Guard(allowed_host)
        self._resolve = resolve
        self._now = now
        self._sender = Sender(
            limits=self._limits,
            hosts=Hosts(clock),
            connect=connect,
            tls=tls,
            now=now,
            chance=chance or random.Random().random,
        )
        self._robots = RobotsBook(self._sender, self._guard, clock)
        self._stop = Stop(sleep)

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End what is under way; whoever asks after this is refused."""
        self._stop.stop()

    def fetch(self, request: Request, politeness: Politeness | None = None) -> Outcome:
        """One page. Raises nothing for anything that a site does."""
        return self._fetch(request, politeness or self._politeness, self._stop)

    def fetch_all(
        self,
        requests: Iterable[Request],
        politeness: Politeness | None = None,
        hosts: int = 8,
    ) -> Iterator[tuple[Request, Outcome]]:
        """Many pages, several hosts at a time, each outcome as it comes.

        Closing the iterator, or the fetcher, ends what is under way; requests that were not begun
        do not come back.

        Args:
            requests: what to fetch; those to one host go in this order.
            politeness: how their hosts are treated.
            hosts: hosts that are asked at the same time.
        """
        stop = self._stop.below()
        polite = politeness or self._politeness
        return fetched(requests, lambda one: self._fetch(one, polite, stop), stop, hosts)

    def _fetch(self, request: Request, politeness: Politeness, stop: Stop) -> Outcome:
        pins = Pins(self._resolve, self._guard)
        trip = Trip(request.url, self._headers(request), politeness, stop, pins)
        try:
            return self._answered(request, trip)
        except RefusedError as refusal:
            return Refusal(
                url=request.url,
                final_url=trip.at,
                code=refusal.code,
                detail=refusal.detail,
                fetched_at=self._moment(),
                tries=trip.tries,
            )

    def _answered(self, request: Request, trip: Trip) -> Response:
        address, answer, hops = followed(
            trip, self._guard, self._limits, lambda hop: self._visited(hop, trip)
        )
        return Response(
            url=request.url,
            final_url=address.url,
            status=answer.status,
            reason=answer.reason,
            headers=answer.headers,
            body=decoded(answer.wire, answer.joined("Content-Encoding"), self._limits),
            wire_body=answer.wire,
            request_headers=(("Host", address.authority), *trip.headers),
            ip=answer.ip,
            fetched_at=self._moment(),
            hops=hops,
            tries=trip.tries,
        )

    def _visited(self, address: Address, trip: Trip) -> Answer:
        """The answer of one address, if its host is public and its robots.txt allows it."""
        trip.pins.ips(address, trip.politeness.connect_s)
        robots = self._robots.of(address, trip)
        if not robots.allows(address.url):
            raise RefusedError("robots", f"robots.txt of {address.origin} forbids the address.")
        return self._sender.send(address, trip, robots.crawl_delay)

    def _headers(self, request: Request) -> Headers:
        """What every request says, and the validators of an earlier answer if they can be sent."""
        named = {
            "User-Agent": self._user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.7,fr;q=0.5",
            "Accept-Encoding": ACCEPT_ENCODING,
            "Connection": "close",
            "If-None-Match": request.etag,
            "If-Modified-Since": request.last_modified,
        }
        return tuple((name, value) for name, value in named.items() if value and _sendable(value))

    def _moment(self) -> datetime:
        return self._now().replace(microsecond=0)


def _sendable(value: str) -> bool:
    """Whether a text can stand in a header as it is."""
    return value == value.strip() and all(
        " " <= letter <= "~" or "\xa0" <= letter <= "\xff" for letter in value
    )
