"""What is asked for and what comes back: a complete answer, or a refusal with a name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

RefusalCode: TypeAlias = Literal[
    "robots",
    "bad_address",
    "scheme",
    "port",
    "private_address",
    "name_unresolved",
    "too_many_redirects",
    "redirect_loop",
    "too_large",
    "bomb",
    "truncated",
    "wrong_length",
    "timeout",
    "connection",
    "tls",
    "rate_limited",
    "server_error",
    "protocol",
    "header_flood",
    "bad_encoding",
    "interrupted",
]
REFUSALS: Final[dict[RefusalCode, str]] = {
    "robots": "the site's robots.txt forbids it, or could not be read while the site stands",
    "bad_address": "not an address of a web page, or one written to mislead",
    "scheme": "neither http nor https",
    "port": "neither port 80 nor port 443",
    "private_address": "the name stands for an address that is not public",
    "name_unresolved": "the name stands for no address",
    "too_many_redirects": "more redirects than are followed",
    "redirect_loop": "a redirect led back to an address of the same chain",
    "too_large": "more bytes than are accepted",
    "bomb": "compressed content that grows beyond what is accepted",
    "truncated": "the answer ended before it was complete",
    "wrong_length": "the length that the site states is not the length that it sends",
    "timeout": "the answer was not complete within the time limit",
    "connection": "no connection, or it was cut before an answer came",
    "tls": "the encrypted connection failed, or its certificate is not good for the name",
    "rate_limited": "the site asks to come back later than we wait",
    "server_error": "the site answered each try with an error of its own",
    "protocol": "what came is not HTTP",
    "header_flood": "more or longer header lines than are accepted",
    "bad_encoding": "content encoded in a way that was not offered, or not as its header says",
    "interrupted": "stopped by us",
}


@dataclass(frozen=True, slots=True)
class Request:
    """One page to fetch.

    Attributes:
        url: its address; Chinese characters may stand as they are.
        etag: validator of an earlier answer, as received.
        last_modified: date of an earlier answer, as received.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect that was followed.

    Attributes:
        url: the address that was asked.
        status: 301, 302, 303, 307 or 308.
        location: where it pointed, as received.
    """

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Response:
    """A complete answer of any status.

    Attributes:
        url: address as asked.
        final_url: address after redirects, as sent.
        status: 200, 304, 404, 410 and so on.
        reason: the words beside the status.
        headers: of the final answer, as received (bytes read as Latin-1).
        body: with its content encoding undone.
        wire_body: as received, behind the transfer coding; ``body`` itself when nothing encodes it.
        request_headers: as sent.
        ip: address that the final connection was pinned to.
        fetched_at: UTC without zone, whole seconds.
        hops: redirects on the way.
        tries: requests sent to the final address.
    """

    url: str
    final_url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    wire_body: bytes
    request_headers: tuple[tuple[str, str], ...]
    ip: str
    fetched_at: datetime
    hops: tuple[Hop, ...] = ()
    tries: int = 1

    def header(self, name: str) -> str | None:
        """The first header of a name, whatever its case."""
        return first_header(self.headers, name)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer.

    Attributes:
        url: address as asked.
        final_url: address at which it ended.
        code: a key of ``REFUSALS``.
        detail: one sentence for a person.
        fetched_at: UTC without zone, whole seconds.
        tries: requests sent to the final address; 0 when none was.
    """

    url: str
    final_url: str
    code: RefusalCode
    detail: str
    fetched_at: datetime
    tries: int = 0


Outcome: TypeAlias = Response | Refusal


def first_header(headers: tuple[tuple[str, str], ...], name: str) -> str | None:
    """The value of the first header of a name, whatever its case."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)
