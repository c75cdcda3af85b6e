"""WARC 1.1 records as bytes, one gzip member each.

A response record holds the body as it came over the wire behind transfer coding, so a body that
the site compressed stays compressed. Its HTTP header block is written anew from the headers as
received, in their order, with these differences:

- the status line says HTTP/1.1;
- ``Transfer-Encoding`` is left out, for the chunks are gone, and so is a ``Content-Length`` that is
  not the length of the body;
- a line break or NUL inside a name or value becomes a space, so that no header can end the block.

A body whose content coding cannot be undone again by this room (see ``coding``) is stored decoded;
``Content-Encoding`` is left out then too. Pages from foreign archives are stored that way.

Each capture carries a header of our own, ``DCPipeline-Capture``: its receipt in one line of JSON
(ASCII only), with the redirects followed and the tries needed. The index is rebuilt from it.
Refusals and rounds are ``metadata`` records with a JSON block; ``DCPipeline-Kind`` names them.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import dcpipeline

WARC_VERSION = "WARC/1.1"
CAPTURE = "DCPipeline-Capture"
KIND = "DCPipeline-Kind"
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

_REQUEST_TYPE = "application/http; msgtype=request"
_RESPONSE_TYPE = "application/http; msgtype=response"
_BREAKS = re.compile(r"[\r\n\0]+")
_NOT_A_NAME = re.compile(r"[\s:\0]+")
_CONTROLS = re.compile(r"[\x00-\x1f]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_ANY_BYTES = "application/octet-stream"
_URI_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The capture that a revisit refers to.

    Attributes:
        capture_id: its id.
        url: address that answered.
        fetched_at: UTC without zone.
        payload_sha256: digest of the body as it stands in its record, as hex.
    """

    capture_id: str
    url: str
    fetched_at: datetime
    payload_sha256: str


@dataclass(slots=True)
class _HttpBlock:
    """An HTTP header block whose bytes are final; warcio's own would re-encode them."""

    headers_buff: bytes

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Does nothing: the bytes are there."""


def record_id(capture_id: str, record_type: str) -> str:
    """The record id that belongs to a capture: always the same."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{record_type} {capture_id}')}>"


def new_record_id() -> str:
    """A record id that nobody can guess."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def safe_uri(url: str) -> str:
    """The address as a WARC header may hold it: ASCII, without spaces and control characters."""
    return quote(url, safe=_URI_CHARACTERS, errors="replace")


def one_line(content: Mapping[str, Any]) -> str:
    """JSON in one line of ASCII, which no value can break."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=True)


def warcinfo(file_name: str, warcinfo_id: str, moment: datetime) -> bytes:
    """The record at the head of a file."""
    fields = {
        "software": f"dcpipeline/{dcpipeline.__version__} warcio/{version('warcio')}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/"
        "warc-1.1/",
        "description": "pages about Chinese data centers, each with its receipt in DCPipeline-"
        "Capture; refusals and rounds as metadata",
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode("ascii")
    headers = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", warcinfo_id),
        ("WARC-Date", _warc_date(moment)),
        ("WARC-Filename", file_name),
    ]
    return _member(headers, "application/warc-fields", b"", block)


def request(capture_id: str, warcinfo_id: str, url: str, at: datetime, sent: Headers) -> bytes:
    """The request of a capture. Only its headers as sent are known, so Host may be missing."""
    parts = urlsplit(safe_uri(url))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", record_id(capture_id, "request")),
        ("WARC-Date", _warc_date(at)),
        ("WARC-Warcinfo-ID", warcinfo_id),
        ("WARC-Target-URI", safe_uri(url)),
        ("WARC-Concurrent-To", record_id(capture_id, "response")),
    ]
    return _member(headers, _REQUEST_TYPE, _http_block(f"GET {target} HTTP/1.1", sent), b"")


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes the response, revisit or resource record of a capture.

    Attributes:
        capture_id: the capture.
        url: address that answered.
        at: UTC without zone.
        capture: content of ``DCPipeline-Capture``.
        ip: address of the machine that answered; empty when not known.
        status_line: HTTP status line without protocol; empty for what is not HTTP.
        headers: HTTP headers.
        payload: body as it is stored.
        decoded: the payload is no longer content-coded.
        content_type: of a resource, if known.
    """

    capture_id: str
    url: str
    at: datetime
    capture: Mapping[str, Any]
    ip: str
    status_line: str
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    decoded: bool = False
    content_type: str | None = None


def answer(warcinfo_id: str, given: Answer) -> bytes:
    """The response record of a capture; a resource record when it is not HTTP."""
    is_http = bool(given.status_line)
    headers = _answer_headers("response" if is_http else "resource", warcinfo_id, given)
    if not is_http:
        return _member(headers, _media_type(given), b"", given.payload)
    block = _http_block(f"HTTP/1.1 {given.status_line}", _kept_headers(given))
    return _member(headers, _RESPONSE_TYPE, block, given.payload)


def revisit(warcinfo_id: str, given: Answer, earlier: Earlier, profile: str) -> bytes:
    """The revisit record of a capture: header block only, content in the earlier capture."""
    headers = _answer_headers("revisit", warcinfo_id, given)
    headers += [
        ("WARC-Profile", profile),
        ("WARC-Refers-To", record_id(earlier.capture_id, "response")),
        ("WARC-Refers-To-Target-URI", safe_uri(earlier.url)),
        ("WARC-Refers-To-Date", _warc_date(earlier.fetched_at)),
    ]
    if profile == SAME_PAYLOAD:
        headers.append(("WARC-Payload-Digest", f"sha256:{earlier.payload_sha256}"))
    if not given.status_line:
        return _member(headers, _media_type(given), b"", b"")
    kept = tuple(pair for pair in given.headers if pair[0].lower() != "transfer-encoding")
    return _member(headers, _RESPONSE_TYPE, _http_block(f"HTTP/1.1 {given.status_line}", kept), b"")


def note(kind: str, warcinfo_id: str, at: datetime, row: Mapping[str, Any]) -> bytes:
    """A refusal or round as a metadata record."""
    headers = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", new_record_id()),
        ("WARC-Date", _warc_date(at)),
        ("WARC-Warcinfo-ID", warcinfo_id),
        (KIND, kind),
    ]
    return _member(headers, "application/json", b"", one_line(row).encode("ascii"))


def _answer_headers(kind: str, warcinfo_id: str, given: Answer) -> list[tuple[str, str]]:
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", record_id(given.capture_id, "response")),
        ("WARC-Date", _warc_date(given.at)),
        ("WARC-Warcinfo-ID", warcinfo_id),
        ("WARC-Target-URI", safe_uri(given.url)),
    ]
    if given.ip:
        headers.append(("WARC-IP-Address", safe_uri(given.ip)))
    return [*headers, (CAPTURE, one_line(given.capture))]


def _media_type(given: Answer) -> str:
    stated = given.content_type or ""
    return stated if _MEDIA_TYPE.fullmatch(stated) else _ANY_BYTES


def _kept_headers(given: Answer) -> Headers:
    for name, value in given.headers:
        word = name.strip().lower()
        wrong = (
            word == "transfer-encoding"
            or (word == "content-encoding" and given.decoded)
            or (word == "content-length" and value.strip() != str(len(given.payload)))
        )
        if not wrong:
            yield name, value


def _http_block(first_line: str, headers: Headers) -> bytes:
    lines = [_BREAKS.sub(" ", first_line)]
    for name, value in headers:
        clean = _NOT_A_NAME.sub("-", name.strip())
        lines.append(f"{clean or 'X-Unnamed'}: {_BREAKS.sub(' ', value).strip()}")
    return b"".join(_header_bytes(line) + b"\r\n" for line in lines) + b"\r\n"


def _header_bytes(line: str) -> bytes:
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "backslashreplace")


def _warc_date(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds") + "Z"


def _member(headers: list[tuple[str, str]], content_type: str, head: bytes, body: bytes) -> bytes:
    # whatever the values are made of, none begins a line of its own
    headers = [(name, _CONTROLS.sub(" ", value)) for name, value in headers]
    record_type = headers[0][1]
    digests = [("WARC-Block-Digest", _digest(head, body))]
    if record_type not in ("warcinfo", "revisit"):
        digests.append(("WARC-Payload-Digest", _digest(body)))
    record = ArcWarcRecord(
        "warc",
        record_type,
        StatusAndHeaders("", [*headers, *digests], protocol=WARC_VERSION),
        BytesIO(body),
        _HttpBlock(head) if head else None,
        content_type,
        len(head) + len(body),
    )
    record.payload_length = len(body)
    out = BytesIO()
    WARCWriter(out, gzip=True, warc_version=WARC_VERSION).write_record(record)
    return out.getvalue()


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return f"sha256:{digest.hexdigest()}"
