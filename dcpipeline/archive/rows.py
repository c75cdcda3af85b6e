"""The rows that the archive hands out: receipts, refusals, readings, rounds."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

REVISITING = 304


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was captured, and where it is kept.

    ``body_bytes`` and ``sha256`` describe the content that ``Archive.body`` returns. For a capture
    that found its page unchanged this is the content of the earlier capture.

    Attributes:
        capture_id: ``ca`` and 16 hexadecimal digits, see ``capture_id``.
        source_id: source that asked for it.
        role: ``page``, ``index`` or ``data``.
        url: address as asked.
        final_url: address that answered, after redirects.
        fetched_at: UTC without zone, whole seconds.
        status: HTTP status.
        content_type: media type of the header, lower case; null when the header is absent.
        charset: charset of the header, lower case; null when it names none.
        body_bytes: length of the content, content coding undone.
        wire_bytes: length of the body that came over the wire; 0 for a 304.
        sha256: digest of the content, as hex.
        etag: validator for the next request, as received.
        last_modified: validator for the next request, as received.
        warc_file: name of the WARC file.
        warc_offset: where the record begins, in bytes.
        warc_length: length of the record's gzip member, in bytes.
        revisit_of: capture that holds the content; null when this one does.
        hops: redirects followed.
    """

    capture_id: str
    source_id: str
    role: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int
    content_type: str | None
    charset: str | None
    body_bytes: int
    wire_bytes: int
    sha256: str
    etag: str | None
    last_modified: str | None
    warc_file: str
    warc_offset: int
    warc_length: int
    revisit_of: str | None
    hops: int


@dataclass(frozen=True, slots=True)
class StoredRefusal:
    """A request that brought no answer.

    Attributes:
        refusal_id: ``rf`` and 16 hexadecimal digits, from source, address, moment and code.
        source_id: source that asked.
        url: address as asked.
        final_url: address at which it ended.
        code: kind of refusal, a word of ``fetch.RefusalCode``.
        detail: one sentence for a person.
        fetched_at: UTC without zone, whole seconds.
        tries: attempts made.
    """

    refusal_id: str
    source_id: str
    url: str
    final_url: str
    code: str
    detail: str
    fetched_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of a reader found in a capture. The archive does not look into ``claims``.

    Attributes:
        capture_id: the capture.
        reader_version: version of the reader.
        content_key: digest by which copies of a text are known.
        text: canonical text.
        text_version: version of the rules that made the text.
        language: language of the text, if known.
        published_on: day the page gives for itself, if any.
        encoding: encoding by which the bytes were decoded, if they were.
        layout: name of the layout that was recognized, if any.
        claims: JSON.
        n_claims: claims in it.
        read_at: UTC without zone.
    """

    capture_id: str
    reader_version: str
    content_key: str
    text: str
    text_version: str
    language: str | None
    published_on: date | None
    encoding: str | None
    layout: str | None
    claims: str
    n_claims: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """One visit to a source.

    Attributes:
        round_id: the round.
        source_id: the source.
        started_at: UTC without zone.
        finished_at: UTC without zone.
        outcome: ``ok``, or a word for what went wrong.
        reason: why it is not ``ok``, for a person.
        requests: requests made.
        bodies: answers with content.
        not_modified: answers that found a page unchanged.
        refused: requests without an answer.
        pages: pages read.
        records: records found in indexes or tables.
        dated: records among them with a date.
        index_bytes: size of the indexes or tables.
        claims: claims read.
        fingerprint: digest of what the layout looked like.
        bytes: bytes that came over the wire.
    """

    round_id: str
    source_id: str
    started_at: datetime
    finished_at: datetime
    outcome: str
    reason: str | None
    requests: int
    bodies: int
    not_modified: int
    refused: int
    pages: int
    records: int
    dated: int
    index_bytes: int
    claims: int
    fingerprint: str | None
    bytes: int


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A receipt with what the archive needs to read its record.

    Attributes:
        receipt: the receipt.
        payload_sha256: digest of the body as it stands in the record, as hex.
        coding: content coding to undo when reading; empty for none.
    """

    receipt: Receipt
    payload_sha256: str
    coding: str


def storable(text: str) -> str:
    """The text without what UTF-8 cannot hold: lone surrogates become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def whole_seconds(moment: datetime) -> datetime:
    """The moment in UTC without zone and fractions; a moment without zone is taken as UTC."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.replace(microsecond=0)


def capture_id(url: str, fetched_at: datetime, sha256: str) -> str:
    """Id of a capture: the same address, moment and content give the same id."""
    return "ca" + _digest(url, fetched_at.isoformat(sep=" "), sha256)


def refusal_id(source_id: str, url: str, fetched_at: datetime, code: str) -> str:
    """Id of a refusal."""
    return "rf" + _digest(source_id, url, fetched_at.isoformat(sep=" "), code)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("|".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()
