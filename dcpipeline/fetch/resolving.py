"""From names to IP addresses, under a time limit and once per page."""

import socket
import threading
from collections.abc import Callable, Sequence
from typing import TypeAlias

from dcpipeline.fetch.addresses import Address
from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.guard import Guard

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]


def system_resolve(host: str, port: int) -> Sequence[str]:
    """IP addresses of a name, as the operating system gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class Pins:
    """The IP addresses of the hosts that one page touches: looked up once, checked, then kept.

    Args:
        resolve: look-up of a name.
        guard: decides which addresses are good.
    """

    def __init__(self, resolve: Resolve, guard: Guard) -> None:
        self._resolve = resolve
        self._guard = guard
        self._known: dict[str, tuple[str, ...]] = {}

    def ips(self, address: Address, seconds: float) -> tuple[str, ...]:
        """The checked IP addresses of the host of an address.

        Raises:
            RefusedError: there are none, one of them is not public, or the look-up takes too long.
        """
        host = address.host
        if host not in self._known:
            ips = (host,) if _is_ip(host) else self._looked_up(host, address.port, seconds)
            self._guard.check_ips(host, ips)
            self._known[host] = ips
        return self._known[host]

    def _looked_up(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        """The operating system's look-up knows no time limit: it gets a thread of its own."""
        found: list[Sequence[str]] = []
        faults: list[Exception] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(host, port))
            except (OSError, ValueError) as fault:
                faults.append(fault)

        thread = threading.Thread(target=look_up, daemon=True, name=f"look-up of {host}")
        thread.start()
        thread.join(seconds)
        if thread.is_alive():
            raise RefusedError("timeout", f"The look-up of {host} takes too long.")
        ips = tuple(dict.fromkeys(found[0])) if found else ()
        if not ips:
            reason = str(faults[0]) if faults else "no address"
            raise RefusedError("name_unresolved", f"{host} stands for no address: {reason}.")
        return ips


def _is_ip(host: str) -> bool:
    return ":" in host or host.rsplit(".", 1)[-1].isdigit()
