"""Files of sources as a contributor would write them, and crawls as others archive them."""

import gzip
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import yaml

COMMON = {
    "publisher": "Test press",
    "tier": "press",
    "rights": "facts",
    "licence": "written for tests",
    "language": "zh",
    "cadence": "daily",
    "layout_seen": "markup",
    "state": "enabled",
    "runbook": "Look at the test that put this source here and at the site it starts.",
}


def write_source(data_dir: Path, source_id: str, kind: str, **fields: object) -> Path:
    """Write ``data/sources/ID.yml``."""
    folder = data_dir / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    content = {"id": source_id, "title": source_id, "kind": kind, **COMMON, "parser": {}, **fields}
    path = folder / f"{source_id}.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def warc_record(url: str, body: bytes, at: datetime, *, status: int = 200) -> bytes:
    """A response record of WARC 1.0."""
    block = (
        f"HTTP/1.1 {status} Status\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {at:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Record-ID: <urn:uuid:{UUID(int=len(block))}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode()
    return head + block + b"\r\n\r\n"


def write_warc(path: Path, records: Iterable[bytes], *, packed: bool = True) -> Path:
    """A crawl: each record a gzip member of its own, or plain."""
    with path.open("wb") as file:
        for record in records:
            file.write(gzip.compress(record, 6) if packed else record)
    return path
