"""Answers, refusals, rounds and readings of our own making, and plain looks at WARC files."""

import io
from contextlib import redirect_stderr
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from dcpipeline.archive import Archive, ImportedPage, Reading, Round
from dcpipeline.fetch import Refusal, Response

START = datetime(2026, 3, 1, 8)
HTML = (("Content-Type", "text/html; charset=UTF-8"),)
URL = "https://www.example.cn/dt/1.html"


def text_body(number: int, length: int = 400) -> bytes:
    """A body that tells its number and is not the same as another's."""
    line = f"<p>项目{number} began, {number * 7919} P</p>"
    return (line * (length // len(line) + 1)).encode()


def response(
    body: bytes = b"<p>text</p>", *, url: str = URL, seconds: int = 0, **other: Any
) -> Response:
    """An answer; ``seconds`` after the start of all samples."""
    given: dict[str, Any] = {
        "url": url,
        "final_url": url,
        "status": 200,
        "reason": "OK",
        "headers": HTML,
        "body": body,
        "wire_body": body,
        "request_headers": (("Host", "www.example.cn"), ("User-Agent", "dcpipeline-test")),
        "ip": "192.0.2.7",
        "fetched_at": START + timedelta(seconds=seconds),
    }
    return Response(**{**given, **other})


def numbered(number: int, length: int = 400) -> Response:
    """An answer that no other number gives."""
    url = f"https://www.example.cn/dt/{number}.html"
    return response(text_body(number, length), url=url, seconds=number)


def not_modified(**other: Any) -> Response:
    return response(b"", **{"status": 304, "reason": "Not Modified", "headers": (), **other})


def page(body: bytes = b"<p>text</p>", *, url: str = URL, **other: Any) -> ImportedPage:
    given: dict[str, Any] = {
        "url": url,
        "fetched_at": START,
        "status": 200,
        "content_type": "text/html",
        "charset": "utf-8",
        "body": body,
        "headers": HTML,
        "where": "a.warc.gz@12",
    }
    return ImportedPage(**{**given, **other})


def refusal(seconds: int = 0) -> Refusal:
    at = START + timedelta(seconds=seconds)
    return Refusal(URL, URL, "timeout", "the site did not answer within 60 s", at, 3)


def round_of(number: int, **other: Any) -> Round:
    at = START + timedelta(hours=number)
    row = Round(
        round_id=f"ro{number}",
        source_id="news",
        started_at=at,
        finished_at=at + timedelta(minutes=3),
        outcome="ok",
        reason=None,
        requests=12,
        bodies=3,
        not_modified=8,
        refused=1,
        pages=3,
        records=20,
        dated=18,
        index_bytes=40_000,
        claims=17,
        fingerprint="abc",
        bytes=12_345,
    )
    return replace(row, **other)


def reading(capture_id: str, version: str = "7", **other: Any) -> Reading:
    row = Reading(
        capture_id=capture_id,
        reader_version=version,
        content_key="k",
        text="正文\nwith a line",
        text_version="1",
        language="zh",
        published_on=date(2026, 2, 28),
        encoding="gb18030",
        layout="article",
        claims="[]",
        n_claims=0,
        read_at=START,
    )
    return replace(row, **other)


def warc_paths(root: Path) -> list[Path]:
    return sorted((root / "warc").glob("*.warc.gz"))


def plain_records(path: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Type, WARC headers and raw content of every record, as warcio alone reads them.

    Anything that warcio complains of fails.
    """
    complaints = io.StringIO()
    with path.open("rb") as file, redirect_stderr(complaints):
        found = []
        for record in ArchiveIterator(file, check_digests="raise"):
            content = record.raw_stream.read()
            found.append((record.rec_type, dict(record.rec_headers.headers), content))
    assert complaints.getvalue() == ""
    return found


def everything(archive: Archive) -> tuple[Any, ...]:
    """All that the WARC files keep, to compare."""
    bodies = {key: archive.body(key) for key in archive.captures()["capture_id"]}
    rows = (archive.captures(), archive.refusals(), archive.rounds())
    return (*(frame.rows() for frame in rows), bodies)
