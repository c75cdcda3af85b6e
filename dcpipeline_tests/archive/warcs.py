"""Foreign WARC files, built by hand from the standard (ISO 28500:2017) and not by our own writer.

The cases follow what the public test files of warcio (github.com/webrecorder/warcio, test/data)
are about, in records of our own: a plain and a gzipped file with request, response and revisit
(example.warc), chunked and gzipped bodies (example-iana.org-chunked.warc), a file gzipped as a
whole (example-bad-non-chunked.warc.gz), wrong digests (example-digest-bad.warc), a wrong length
(example-bad-length), addresses in angle brackets (example-wget-bad-target-uri), records without
HTTP or without what the standard demands (standard-torture-validate-record.warc).
"""

import base64
import gzip
import hashlib

DATE = "2017-03-06T16:54:09Z"
ADDRESS = "http://www.example.org/"


def record(
    kind: str,
    block: bytes = b"",
    *,
    url: str | None = ADDRESS,
    date: str | None = DATE,
    version: str = "1.0",
    end: bytes = b"\r\n",
    length: int | str | None = None,
    digest: bool = True,
    **fields: str,
) -> bytes:
    """One record; ``fields`` with underscores for hyphens."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:c78e1b36-f570-40de-a2a2-97e720addf9a>",
        "WARC-Date": date,
        "WARC-Target-URI": url,
        "WARC-Block-Digest": sha1(block) if digest else None,
        "Content-Length": str(len(block) if length is None else length),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    lines = [f"WARC/{version}", *(f"{name}: {value}" for name, value in named.items() if value)]
    return end.join(line.encode() for line in lines) + end * 2 + block + end * 2


def sha1(content: bytes) -> str:
    digest = hashlib.sha1(content, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(digest).decode()}"


def http(
    body: bytes, *headers: str, status: str = "200 OK", content_type: str | None = "text/html"
) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def response(body: bytes, *headers: str, **other: str) -> bytes:
    return record("response", http(body, *headers), **other)  # type: ignore[arg-type]


def chunked(*parts: bytes) -> bytes:
    return b"".join(f"{len(p):06x};x=1\r\n".encode() + p + b"\r\n" for p in (*parts, b""))


WARCINFO = record(
    "warcinfo", b"software: by hand\r\n", url=None, Content_Type="application/warc-fields"
)
REQUEST = record("request", b"GET / HTTP/1.1\r\nHost: www.example.org\r\n\r\n")
REVISIT = record(
    "revisit",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    WARC_Profile="http://netpreserve.org/warc/1.0/revisit/identical-payload-digest",
)


def plain(*records: bytes) -> bytes:
    return b"".join(records)


def per_record(*records: bytes) -> bytes:
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def as_a_whole(*records: bytes) -> bytes:
    return gzip.compress(b"".join(records), mtime=0)


def in_blocks(*records: bytes) -> bytes:
    """Gzip members that begin and end anywhere."""
    content = b"".join(records)
    return b"".join(gzip.compress(content[at : at + 97]) for at in range(0, len(content), 97))


FORMS = {
    "plain.warc": plain,
    "members.warc.gz": per_record,
    "whole.warc.gz": as_a_whole,
    "blocks.warc.gz": in_blocks,
}
