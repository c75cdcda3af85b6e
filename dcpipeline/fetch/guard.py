"""Which addresses may be connected to: public ones, and one host that the caller names.

Ranges from the IANA registries of special-purpose addresses (RFC 6890 and its updates). They are
written out because what ``ipaddress`` calls global differs between Python versions.
"""

import ipaddress
from typing import Final, TypeAlias

from dcpipeline.fetch.addresses import Address
from dcpipeline.fetch.errors import RefusedError

_IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_CLOSED_V4: Final = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT; 100.100.100.200 gives cloud metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # platform services of a cloud
        "169.254.0.0/16",  # link-local; 169.254.169.254 gives cloud metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_OPEN_V6: Final = ipaddress.IPv6Network("2000::/3")
_CLOSED_V6: Final = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments, with Teredo
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
    )
)
# these stand for an IPv4 address, and are as public as it is
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether an IP address belongs to the public Internet."""
    ip = _parsed(text)
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _CLOSED_V4)
    return ip is not None and ip in _OPEN_V6 and not any(ip in network for network in _CLOSED_V6)


def _parsed(text: str) -> _IP | None:
    try:
        ip = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip


def is_loopback(text: str) -> bool:
    """Whether an IP address is this machine."""
    ip = _parsed(text)
    return ip is not None and ip.is_loopback


class Guard:
    """Decides on addresses.

    Args:
        allowed_host: one name, or one IP address, that may be this machine and use any port.
    """

    def __init__(self, allowed_host: str | None = None) -> None:
        self._allowed = allowed_host.lower().removesuffix(".") if allowed_host else None

    def check_port(self, address: Address) -> None:
        """Only the web's own ports.

        Raises:
            RefusedError: another port.
        """
        if not address.is_default_port and address.host != self._allowed:
            raise RefusedError("port", f"{address.authority} uses another port than 80 and 443.")

    def check_ips(self, host: str, ips: tuple[str, ...]) -> None:
        """Every address that a host stands for.

        Raises:
            RefusedError: one of them is not public.
        """
        for ip in ips:
            own = host == self._allowed and is_loopback(ip)
            if not (own or is_public(ip)):
                raise RefusedError("private_address", f"{host} stands for {ip}: not public.")
