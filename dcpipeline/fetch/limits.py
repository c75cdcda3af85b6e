"""How polite and how patient: the figures that bound every request."""

from collections.abc import Mapping
from dataclasses import dataclass
from os import environ
from typing import Final

from dcpipeline import __version__

ROBOTS_TOKEN: Final = "dcpipeline"
USER_AGENT: Final = f"{ROBOTS_TOKEN}/{__version__} (open record of AI data centers in China)"
CONTACT: Final = "DCPIPELINE_CONTACT"


@dataclass(frozen=True, slots=True)
class Politeness:
    """How a host is treated.

    Attributes:
        delay_s: least seconds between the end of a request to a host and the next one.
        jitter: share of the delay that chance may add.
        tries: requests at most for one page, for faults that may pass.
        total_s: seconds for one request, from the name look-up to the last byte.
        connect_s: seconds for one connection attempt.
        backoff_s: seconds before the second try; doubled for each further one.
        retry_after_max_s: longest wait that a site may ask for.
        crawl_delay_max_s: longest delay that robots.txt may ask for.
    """

    delay_s: float = 5.0
    jitter: float = 0.1
    tries: int = 3
    total_s: float = 60.0
    connect_s: float = 15.0
    backoff_s: float = 2.0
    retry_after_max_s: float = 120.0
    crawl_delay_max_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from a site.

    Attributes:
        body_bytes: of a body as it comes.
        decompressed_bytes: of a body once decoded.
        ratio: growth in decoding from which a body over ``ratio_from_bytes`` is a bomb.
        ratio_from_bytes: decoded size up to which any growth is accepted.
        layers: content encodings on top of each other.
        header_bytes: of status line and header, early answers (1xx) included.
        redirects: followed for one page.
        robots_bytes: of robots.txt that are read (RFC 9309: at least 500 KiB).
        robots_s: seconds after which robots.txt is read anew.
        url_length: characters of an address.
    """

    body_bytes: int = 32 * 1024 * 1024
    decompressed_bytes: int = 32 * 1024 * 1024
    ratio: int = 200
    ratio_from_bytes: int = 4 * 1024 * 1024
    layers: int = 2
    header_bytes: int = 64 * 1024
    redirects: int = 5
    robots_bytes: int = 500 * 1024
    robots_s: float = 24 * 3600.0
    url_length: int = 8192


def own_user_agent(environment: Mapping[str, str] = environ) -> str:
    """Who we say we are: the project, its version, and a contact if the operator names one.

    Raises:
        ValueError: the contact can't stand in a header.
    """
    contact = environment.get(CONTACT, "").strip()
    if not contact:
        return USER_AGENT
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()"):
        raise ValueError(f"{CONTACT} must be plain ASCII without brackets: {contact!r}.")
    return f"{USER_AGENT.removesuffix(')')}; {contact})"
