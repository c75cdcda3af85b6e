"""Reads the pages of a foreign WARC file, version 1.0 or 1.1, whatever its state."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeadersParser

from dcpipeline.archive import coding
from dcpipeline.archive.drafts import media_type
from dcpipeline.archive.imported import BadRecord, ImportedPage
from dcpipeline.archive.rows import whole_seconds
from dcpipeline.archive.saved_page import LIMIT
from dcpipeline.archive.warc_stream import LONGEST_LINE, Place, StreamError, WarcStream

Headers = tuple[tuple[str, str], ...]

_VERSION = re.compile(rb"WARC/(?:1\.[01]|0\.1[78])\s*")
_STATUS = re.compile(rb"HTTP/[\d.]+[ \t]+(\d{3})(?!\d)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PAGES = frozenset({None, "text/html", "application/xhtml+xml", "text/plain"})
_MAX_HEAD = 1 << 20
_MAX_HTTP_HEAD = 1 << 16
# chunked transfer coding adds to what the limit allows
_MAX_BLOCK = LIMIT + (LIMIT >> 3)
_ALGORITHMS = {"sha1", "sha256", "sha512", "md5"}


class _RecordError(Exception):
    """The record cannot be read and where it ends is not known."""


class _PageError(Exception):
    """The record is no good page; the one behind it can be read."""


@dataclass(frozen=True, slots=True)
class _Http:
    """An HTTP answer without its body."""

    status: int
    headers: Headers

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)


def read_warc(path: Path, name: str, skipped: Counter[str]) -> Iterator[ImportedPage | BadRecord]:
    """Pages of a file: HTTP responses, and resources that are HTML or plain text.

    Reading goes on behind a damaged record wherever the next one can be found. A record whose
    block has another digest than it states counts as damaged.

    Args:
        path: the file.
        name: its path relative to what was given, with slashes.
        skipped: counts what is left out.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        yield from _Reader(WarcStream(file), name, skipped).items()


class _Reader:
    """Reads one file, record by record."""

    def __init__(self, stream: WarcStream, name: str, skipped: Counter[str]) -> None:
        self._stream = stream
        self._name = name
        self._skipped = skipped

    def items(self) -> Iterator[ImportedPage | BadRecord]:
        searching = False
        while True:
            place: Place | None = None
            item: ImportedPage | BadRecord | None
            try:
                start = self._stream.next_line(starts_record=searching)
                if start is None:
                    return
                place, line = start
                item = self._record(place, line)
                searching = False
            except (StreamError, _RecordError) as error:
                item = self._bad(place, error)
                searching = True
            except _PageError as error:
                item = self._bad(place, error)
                searching = False
            if item is not None:
                yield item

    def _bad(self, place: Place | None, error: Exception) -> BadRecord:
        offset = place.offset if place else error.offset if isinstance(error, StreamError) else 0
        return BadRecord(self._name, offset, str(error))

    def _record(self, place: Place, line: bytes) -> ImportedPage | None:
        if not _VERSION.fullmatch(line):
            raise _RecordError("no WARC record begins here")
        headers = _named(self._head(line))
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            raise _RecordError("the record does not state its length")
        kind = headers.get("warc-type", "unknown").lower()
        if kind not in ("response", "resource"):
            self._skipped[kind] += 1
            self._stream.skip(int(length))
            return None
        return self._page(place, kind, headers, int(length))

    def _head(self, line: bytes) -> bytes:
        lines = [line]
        size = len(line)
        while lines[-1].strip():
            lines.append(self._stream.readline())
            size += len(lines[-1])
            cut_off = not lines[-1].endswith(b"\n") and len(lines[-1]) < LONGEST_LINE
            if cut_off or size > _MAX_HEAD:
                raise _RecordError("the record has no end of headers")
        return b"".join(lines)

    def _page(
        self, place: Place, kind: str, headers: dict[str, str], length: int
    ) -> ImportedPage | None:
        """The page of a record; the stream stands behind its block, error or not."""
        begin = self._stream.read(min(length, _MAX_HTTP_HEAD))
        rest = length - len(begin)
        try:
            http = _http(begin) if kind == "response" and _is_http(headers) else None
            reason = _not_wanted(kind, headers, http)
            if reason:
                self._skipped[reason] += 1
            elif length > _MAX_BLOCK:
                raise _PageError(f"the block is larger than {_MAX_BLOCK:,} bytes")
        except _PageError:
            self._stream.skip(rest)
            raise
        if reason:
            self._stream.skip(rest)
            return None
        block = begin + self._stream.read(rest)
        self._stream.finish_record()
        page = _made(headers, http, block, f"{self._name}@{place}")
        if not page.body:
            self._skipped["empty"] += 1
            return None
        return page


def _is_http(headers: dict[str, str]) -> bool:
    return _target(headers).lower().startswith(("http:", "https:"))


def _not_wanted(kind: str, headers: dict[str, str], http: _Http | None) -> str:
    """Why a record is left out; empty when it is not."""
    if http is None and kind == "response":
        return "not_http"
    stated = http.header("content-type") if http else headers.get("content-type")
    media, _ = media_type(stated)
    if media not in _PAGES or (http is None and media is None):
        return "not_a_page"
    return ""


def _made(headers: dict[str, str], http: _Http | None, block: bytes, where: str) -> ImportedPage:
    _check_whole(headers, block)
    url = _target(headers)
    if not url:
        raise _PageError("the record names no address")
    body = _body(http, block) if http else block
    if len(body) > LIMIT:
        raise _PageError(f"the content is larger than {LIMIT:,} bytes")
    stated = http.header("content-type") if http else headers.get("content-type")
    media, charset = media_type(stated)
    return ImportedPage(
        url=url,
        fetched_at=_moment(headers.get("warc-date", "")),
        status=http.status if http else 200,
        content_type=media,
        charset=charset,
        body=body,
        headers=http.headers if http else (),
        where=where,
    )


def _check_whole(headers: dict[str, str], block: bytes) -> None:
    if headers.get("warc-truncated"):
        raise _PageError(f"the crawler cut it off ({headers['warc-truncated']})")
    if headers.get("warc-segment-number"):
        raise _PageError("the record is a segment of another")
    algorithm, _, stated = headers.get("warc-block-digest", "").partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return
    found = hashlib.new(algorithm, block, usedforsecurity=False)
    forms = {found.hexdigest().upper(), base64.b32encode(found.digest()).decode("ascii")}
    if not {form.rstrip("=") for form in forms} & {stated.strip().rstrip("=").upper()}:
        raise _PageError("the block is not what its digest says")


def _http(begin: bytes) -> _Http:
    end = _HEAD_END.search(begin)
    head = begin[: end.start()] if end else begin
    status = _STATUS.match(head)
    if status is None:
        raise _PageError("the record holds no HTTP answer")
    if end is None and len(begin) >= _MAX_HTTP_HEAD:
        raise _PageError("the HTTP headers have no end")
    return _Http(int(status[1]), _parsed(head))


def _body(http: _Http, block: bytes) -> bytes:
    end = _HEAD_END.search(block)
    body = block[end.end() :] if end else b""
    try:
        if "chunked" in (http.header("transfer-encoding") or "").lower():
            body = coding.unchunk_if_chunked(body)
        return coding.undo_if_coded(body, coding.codings(http.header("content-encoding")), LIMIT)
    except coding.CodingError as error:
        raise _PageError(str(error)) from error


def _target(headers: dict[str, str]) -> str:
    # some versions of wget write the address in angle brackets
    return headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")


def _moment(text: str) -> datetime:
    """The moment of a WARC-Date; version 1.1 may leave out what is not known."""
    try:
        reduced = _DATE.fullmatch(text.strip())
        if reduced:
            year, month, day = (int(part or 1) for part in reduced.groups())
            return datetime(year, month, day)
        return whole_seconds(datetime.fromisoformat(text.strip()))
    except ValueError as error:
        raise _PageError(f"the record has no date that can be read ({text!r})") from error


def _parsed(head: bytes) -> Headers:
    found = StatusAndHeadersParser([], verify=False).parse(BytesIO(head + b"\r\n\r\n"))
    return tuple((str(name), str(value)) for name, value in found.headers)


def _named(head: bytes) -> dict[str, str]:
    named: dict[str, str] = {}
    for name, value in _parsed(head):
        named.setdefault(name.lower(), value)
    return named
