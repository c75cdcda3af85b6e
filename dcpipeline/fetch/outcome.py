"""What is asked of a site, and what comes of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

RefusalCode = Literal[
    "robots",
    "bad_address",
    "scheme",
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
    "bad_encoding",
    "interrupted",
]


@dataclass(frozen=True, slots=True)
class Request:
    """One address to fetch.

    Attributes:
        url: the address.
        etag: sent as If-None-Match.
        last_modified: sent as If-Modified-Since, as received.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect that was followed.

    Attributes:
        url: address that answered.
        status: its HTTP status.
        location: where it pointed to.
    """

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Response:
    """A complete answer.

    Attributes:
        url: address as asked.
        final_url: address that answered, after redirects.
        status: HTTP status.
        reason: reason phrase.
        headers: of the final answer, as received.
        body: content, content coding undone.
        wire_body: content as received, behind transfer coding and before content decoding.
        request_headers: headers as sent.
        ip: address of the machine that answered.
        fetched_at: UTC without zone, whole seconds.
        hops: redirects followed.
        tries: attempts needed.
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
        """The first header of that name, whatever its case; null when there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer.

    Attributes:
        url: address as asked.
        final_url: address at which it ended.
        code: kind of refusal.
        detail: one sentence for a person.
        fetched_at: UTC without zone, whole seconds.
        tries: attempts made.
    """

    url: str
    final_url: str
    code: RefusalCode
    detail: str
    fetched_at: datetime
    tries: int = 1


Outcome = Response | Refusal
