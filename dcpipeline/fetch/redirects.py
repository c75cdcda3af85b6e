"""Redirects, followed by hand: every hop is checked as if it had been asked for."""

from collections.abc import Callable

from dcpipeline.fetch.addresses import Address, parse_address, redirected
from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.guard import Guard
from dcpipeline.fetch.limits import Limits
from dcpipeline.fetch.outcome import Hop
from dcpipeline.fetch.sender import Trip
from dcpipeline.fetch.transport import Answer


def followed(
    trip: Trip, guard: Guard, limits: Limits, visit: Callable[[Address], Answer]
) -> tuple[Address, Answer, tuple[Hop, ...]]:
    """Where a trip ends, the answer there, and the redirects on the way.

    Args:
        trip: stands at its first address, and is moved along.
        guard: checks each address.
        limits: number of redirects, length of an address.
        visit: gets the answer of one address.

    Raises:
        RefusedError: an address that must not be asked, a loop, or too many redirects.
    """
    hops: list[Hop] = []
    seen: set[str] = set()
    while True:
        trip.tries = 0
        address = parse_address(trip.at, longest=limits.url_length)
        trip.at = address.url
        guard.check_port(address)
        if address.url in seen:
            raise RefusedError("redirect_loop", f"Redirected back to {address.url}.")
        if len(hops) > limits.redirects:
            raise RefusedError("too_many_redirects", f"More than {limits.redirects} redirects.")
        seen.add(address.url)
        answer = visit(address)
        if not answer.is_redirect:
            return address, answer, tuple(hops)
        location = answer.header("Location") or ""
        hops.append(Hop(address.url, answer.status, location))
        trip.at = redirected(address, location)
