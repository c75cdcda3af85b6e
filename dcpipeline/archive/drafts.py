"""What becomes of a response or an imported page: its receipt, its payload, its records."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from email.message import Message
from typing import Any

from dcpipeline.archive import coding, records
from dcpipeline.archive.imported import ImportedPage
from dcpipeline.archive.members import Member
from dcpipeline.archive.records import Answer, Earlier
from dcpipeline.archive.rows import (
    CaptureRow,
    Receipt,
    capture_id,
    storable,
    whole_seconds,
)
from dcpipeline.fetch import Hop, Response

Headers = tuple[tuple[str, str], ...]
_PLACE = frozenset({"warc_file", "warc_offset", "warc_length"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A capture that is not written yet.

    Attributes:
        row: its receipt, without a place.
        payload: body to store.
        decoded: the payload is no longer content-coded although the wire was.
        status_line: HTTP status line without protocol; empty for what is not HTTP.
        headers: HTTP headers.
        ip: address of the machine that answered; empty when not known.
        request_headers: headers as sent; null when nothing was sent.
        details: what the record keeps beside the receipt.
        earlier: capture that holds the content.
        profile: WARC profile of the revisit.
    """

    row: CaptureRow
    payload: bytes
    decoded: bool
    status_line: str
    headers: Headers
    ip: str = ""
    request_headers: Headers | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    earlier: Earlier | None = None
    profile: str = ""

    @property
    def receipt(self) -> Receipt:
        """The receipt, without a place."""
        return self.row.receipt

    def revisiting(self, holder: CaptureRow) -> "Draft":
        """The same capture, referring to an earlier one that holds exactly its payload."""
        row = replace(self.row, receipt=replace(self.receipt, revisit_of=holder.receipt.capture_id))
        return replace(self, row=row, earlier=earlier(holder), profile=records.SAME_PAYLOAD)

    def members(self, warcinfo_id: str) -> list[bytes]:
        """Its records, in the order in which they are written; the last makes it whole."""
        receipt = self.receipt
        answer = Answer(
            capture_id=receipt.capture_id,
            url=receipt.final_url,
            at=receipt.fetched_at,
            capture=_described(self.row, self.details),
            ip=self.ip,
            status_line=self.status_line,
            headers=self.headers,
            payload=self.payload,
            decoded=self.decoded,
            content_type=receipt.content_type,
        )
        found = []
        if self.request_headers is not None:
            found.append(
                records.request(
                    receipt.capture_id,
                    warcinfo_id,
                    receipt.final_url,
                    receipt.fetched_at,
                    self.request_headers,
                )
            )
        if self.earlier is None:
            return [*found, records.answer(warcinfo_id, answer)]
        return [*found, records.revisit(warcinfo_id, answer, self.earlier, self.profile)]


@dataclass(frozen=True, slots=True)
class Known:
    """What a 304 confirms.

    Attributes:
        newest: newest capture of the address that has content.
        holder: capture that holds this content; the same or an earlier one.
    """

    newest: Receipt
    holder: CaptureRow


def of_response(source_id: str, role: str, response: Response, last_good: Known | None) -> Draft:
    """The draft of an answer.

    Args:
        source_id: source that asked for it.
        role: ``page``, ``index`` or ``data``.
        response: the answer.
        last_good: what a 304 confirms; null for another status, or when there is nothing.
    """
    if last_good is not None:
        return _unchanged(source_id, role, response, last_good)
    payload, coded, decoded = _payload(response)
    row = CaptureRow(
        _receipt(source_id, role, response, hashlib.sha256(response.body).hexdigest()),
        hashlib.sha256(payload).hexdigest(),
        coded,
    )
    return _draft(row, response, payload, decoded)


def of_page(source_id: str, page: ImportedPage) -> Draft:
    """The draft of an imported page."""
    url = storable(page.url)
    at = whole_seconds(page.fetched_at)
    digest = hashlib.sha256(page.body).hexdigest()
    is_http = url.startswith(("http:", "https:"))
    receipt = Receipt(
        capture_id=capture_id(url, at, digest),
        source_id=storable(source_id),
        role="page",
        url=url,
        final_url=url,
        fetched_at=at,
        status=page.status,
        content_type=_stored_text(page.content_type),
        charset=_stored_text(page.charset),
        body_bytes=len(page.body),
        wire_bytes=0,
        sha256=digest,
        etag=_stored_text(_header(page.headers, "etag")),
        last_modified=_stored_text(_header(page.headers, "last-modified")),
        warc_file="",
        warc_offset=0,
        warc_length=0,
        revisit_of=None,
        hops=0,
    )
    return Draft(
        row=CaptureRow(receipt, digest, ""),
        payload=page.body,
        decoded=True,
        status_line=f"{page.status} " if is_http else "",
        headers=page.headers,
        details={"imported_from": page.where},
    )


def placed(row: CaptureRow, file: str, offset: int, length: int) -> CaptureRow:
    """The row with the place of its record."""
    receipt = replace(row.receipt, warc_file=file, warc_offset=offset, warc_length=length)
    return replace(row, receipt=receipt)


def rebuilt(content: Mapping[str, Any], file: str, member: Member) -> CaptureRow:
    """The row that a record describes.

    Raises:
        KeyError, TypeError, ValueError: the description is not complete.
    """
    named = {name: content[name] for name in Receipt.__dataclass_fields__ if name not in _PLACE}
    named["fetched_at"] = whole_seconds(datetime.fromisoformat(named["fetched_at"]))
    receipt = Receipt(**named, warc_file=file, warc_offset=member.offset, warc_length=member.length)
    return CaptureRow(receipt, content["payload_sha256"], content["coding"])


def _described(row: CaptureRow, details: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: value for name, value in asdict(row.receipt).items() if name not in _PLACE}
    named["fetched_at"] = row.receipt.fetched_at.isoformat()
    return {**named, "payload_sha256": row.payload_sha256, "coding": row.coding, **details}


def _unchanged(source_id: str, role: str, response: Response, last: Known) -> Draft:
    known, holder = last.newest, last.holder.receipt
    fresh = _receipt(source_id, role, response, known.sha256)
    receipt = replace(
        fresh,
        content_type=fresh.content_type or known.content_type,
        charset=fresh.charset or known.charset,
        body_bytes=known.body_bytes,
        wire_bytes=0,
        # a 304 may leave out what has not changed
        etag=fresh.etag or known.etag,
        last_modified=fresh.last_modified or known.last_modified,
        revisit_of=holder.capture_id,
    )
    row = CaptureRow(receipt, last.holder.payload_sha256, "")
    draft = _draft(row, response, b"", False)
    return replace(draft, earlier=earlier(last.holder), profile=records.NOT_MODIFIED)


def earlier(row: CaptureRow) -> Earlier:
    """A capture as a revisit refers to it."""
    receipt = row.receipt
    return Earlier(receipt.capture_id, receipt.final_url, receipt.fetched_at, row.payload_sha256)


def _draft(row: CaptureRow, response: Response, payload: bytes, decoded: bool) -> Draft:
    return Draft(
        row=row,
        payload=payload,
        decoded=decoded,
        status_line=f"{response.status} {response.reason}",
        headers=response.headers,
        ip=response.ip,
        request_headers=response.request_headers,
        details={"hop_list": [_hop(hop) for hop in response.hops], "tries": response.tries},
    )


def _receipt(source_id: str, role: str, response: Response, digest: str) -> Receipt:
    url = storable(response.url)
    at = whole_seconds(response.fetched_at)
    content_type, charset = media_type(response.header("content-type"))
    return Receipt(
        capture_id=capture_id(url, at, digest),
        source_id=storable(source_id),
        role=role,
        url=url,
        final_url=storable(response.final_url),
        fetched_at=at,
        status=response.status,
        content_type=content_type,
        charset=charset,
        body_bytes=len(response.body),
        wire_bytes=len(response.wire_body),
        sha256=digest,
        etag=_stored_text(response.header("etag")),
        last_modified=_stored_text(response.header("last-modified")),
        warc_file="",
        warc_offset=0,
        warc_length=0,
        revisit_of=None,
        hops=len(response.hops),
    )


def _payload(response: Response) -> tuple[bytes, str, bool]:
    """Bytes to store, coding to undo when reading, whether they had to be decoded."""
    wire, body = response.wire_body, response.body
    if wire == body:
        return wire, "", False
    coded = coding.codings(response.header("content-encoding"))
    try:
        if coding.undo(wire, coded) == body:
            return wire, coded, False
    except coding.CodingError:
        pass
    return body, "", True


def media_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, lower case; null where it names none."""
    if not header or not header.strip():
        return None, None
    message = Message()
    message["content-type"] = " ".join(storable(header).split())
    first = header.split(";")[0].strip().lower()
    charset = message.get_param("charset")
    word = charset.strip().strip("'\"").lower() if isinstance(charset, str) else ""
    return _stored_text(first) or None, word or None


def _hop(hop: Hop) -> dict[str, Any]:
    return {"url": hop.url, "status": hop.status, "location": hop.location}


def _header(headers: Headers, name: str) -> str | None:
    return next((value for key, value in headers if key.lower() == name), None)


def _stored_text(text: str | None) -> str | None:
    return None if text is None else storable(text)
