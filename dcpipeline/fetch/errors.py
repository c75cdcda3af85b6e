"""A refusal on its way up, and the names of the faults that libraries raise."""

import ssl
from collections.abc import Iterator
from email.errors import MessageError
from http.client import HTTPException, IncompleteRead, LineTooLong

import requests
import urllib3

from dcpipeline.fetch.outcome import RefusalCode

# everything that requests, urllib3, http.client, ssl and the socket raise for what a site does
SITE_FAULTS = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    HTTPException,
    MessageError,
    OSError,
    ValueError,
)


class RefusedError(Exception):
    """No answer, with the reason.

    Attributes:
        code: a key of ``REFUSALS``.
        detail: one sentence for a person.
        again: another try may help.
        after: seconds that the site asks us to wait before it.
    """

    def __init__(
        self, code: RefusalCode, detail: str, *, again: bool = False, after: float | None = None
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.again = again
        self.after = after


class LateError(TimeoutError):
    """The time limit of a request is over."""


class ConnectError(OSError):
    """No address of the host takes a connection."""


class HeaderError(HTTPException):
    """A header that can't be read to its end."""


class HeaderFloodError(HTTPException):
    """The header is longer than is accepted."""


class WireFloodError(HTTPException):
    """More bytes came than any accepted answer has."""


def refused(fault: BaseException) -> RefusedError:
    """The refusal for a fault that a library raised."""
    kinds = list(_chain(fault))
    for known, code, words, again in _NAMES:
        found = next((kind for kind in kinds if isinstance(kind, known)), None)
        if found is not None:
            return RefusedError(code, f"{words}: {_words(found)}.", again=again)
    if any(type(kind) is HTTPException for kind in kinds):
        return RefusedError("header_flood", f"Too many header lines: {_words(kinds[-1])}.")
    if any(isinstance(kind, HTTPException | MessageError | ValueError) for kind in kinds):
        return RefusedError("protocol", f"What came is not HTTP: {_words(kinds[-1])}.")
    return RefusedError("connection", f"No connection: {_words(kinds[-1])}.", again=True)


_NAMES: tuple[tuple[type[BaseException], RefusalCode, str, bool], ...] = (
    (LateError, "timeout", "The time limit is over", False),
    (HeaderError, "protocol", "What came is not HTTP", False),
    (HeaderFloodError, "header_flood", "The header is too long", False),
    (LineTooLong, "header_flood", "A line is too long", False),
    (WireFloodError, "too_large", "Too many bytes", False),
    (ConnectError, "connection", "No connection", True),
    (ssl.SSLError, "tls", "The encrypted connection failed", False),
    (ssl.CertificateError, "tls", "The certificate does not fit", False),
    (urllib3.exceptions.InvalidHeader, "wrong_length", "Lengths contradict each other", False),
    (IncompleteRead, "truncated", "The answer ended early", True),
    (urllib3.exceptions.IncompleteRead, "truncated", "The answer ended early", True),
    (urllib3.exceptions.InvalidChunkLength, "truncated", "A broken chunk", True),
    (ConnectionError, "connection", "The connection was cut", True),
    (TimeoutError, "timeout", "The time limit is over", False),
)


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """A fault and those inside it, outermost first; each once."""
    waiting, seen = [fault], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inside = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting += [item for item in inside if isinstance(item, BaseException)]


def _words(fault: BaseException) -> str:
    """The words of a fault, or else its kind: printable, on one line, short."""
    words = " ".join(str(fault).split()) or type(fault).__name__
    return "".join(letter if letter.isprintable() else "?" for letter in words)[:200].rstrip(". ")
