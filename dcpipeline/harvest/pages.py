"""What the archive holds, as frames and as pages ready to be made claims of."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from dcpipeline.archive import Archive
from dcpipeline.extract.origins import page_key
from dcpipeline.extract.page_claims import ReadPage
from dcpipeline.extract.saved import from_json
from dcpipeline.harvest.verdicts import Answer
from dcpipeline.harvest.watch import HostTiers
from dcpipeline.schema import conform, table
from dcpipeline.sources import Source

CAPTURES: Final = table("raw.captures")
FETCHES: Final = table("rejects.fetches")
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
PAGE, DATA = "page", "data"
GONE: Final = (404, 410)
# Kinds whose pages lie on many hosts: the host says how far a page is trusted.
_MANY_HOSTS: Final = ("watchlist", "api", "warc")


def day_of(instant: datetime) -> date:
    """Calendar day in Shanghai of an instant in UTC without zone."""
    return instant.replace(tzinfo=UTC).astimezone(SHANGHAI).date()


def captures_frame(archive: Archive, *, as_of: date) -> pl.DataFrame:
    """``raw.captures``: what was captured up to the end of a day in Shanghai."""
    kept = archive.captures().select(CAPTURES.column_names)
    return conform(kept.filter(_day("fetched_at") <= as_of), CAPTURES)


def fetches_frame(archive: Archive, *, as_of: date) -> pl.DataFrame:
    """``rejects.fetches``: requests without a capture up to the end of a day in Shanghai."""
    kept = archive.refusals().rename({"detail": "reason"}).select(FETCHES.column_names)
    last = kept.unique(FETCHES.key, keep="last", maintain_order=True)
    return conform(last.filter(_day("fetched_at") <= as_of), FETCHES)


def read_pages(
    archive: Archive,
    sources: Mapping[str, Source],
    version: str,
    captures: pl.DataFrame,
    tiers: HostTiers,
) -> list[ReadPage]:
    """Every captured page that was read by a version of the rules.

    Args:
        archive: where the readings are.
        sources: by id; a page of a source that is no longer listed is unverified.
        version: see ``reading.reader_version``.
        captures: ``raw.captures``.
        tiers: how far hosts are trusted.
    """
    seen = _days_seen(captures)
    rows = {row["capture_id"]: row for row in captures.iter_rows(named=True)}
    pages = []
    for reading in archive.readings(version):
        row = rows.get(reading.capture_id)
        if row is None or row["role"] != PAGE:
            continue
        source = sources.get(row["source_id"])
        first, last = seen[reading.capture_id]
        pages.append(
            ReadPage(
                capture_id=reading.capture_id,
                source_id=row["source_id"],
                url=row["url"],
                publisher=_publisher(source, row["url"]),
                tier=_tier(source, row["url"], tiers),
                rights=source.rights if source else "unsettled",
                first_seen_on=first,
                last_seen_on=last,
                reader_version=version,
                extraction=from_json(reading.claims, reading.text),
            )
        )
    return pages


def answers(
    pages: list[ReadPage], captures: pl.DataFrame, fetches: pl.DataFrame
) -> dict[str, Answer]:
    """What came back the last time an address was asked, by ``page_key``.

    Args:
        pages: see ``read_pages``.
        captures: ``raw.captures``.
        fetches: ``rejects.fetches``.
    """
    by_capture = {page.capture_id: page for page in pages}
    told: list[tuple[datetime, str, Answer]] = []
    for row in captures.filter(pl.col("role") == PAGE).iter_rows(named=True):
        told.append((row["fetched_at"], row["url"], _answer(row, by_capture)))
    for url, instant, reason in fetches.select("url", "fetched_at", "reason").iter_rows():
        told.append((instant, url, Answer(day_of(instant), reason=reason)))
    return {
        page: answer
        for _, url, answer in sorted(told, key=lambda one: one[:2])
        if (page := page_key(url)) is not None
    }


def _answer(row: Mapping[str, object], by_capture: Mapping[str, ReadPage]) -> Answer:
    fetched_at, status = row["fetched_at"], row["status"]
    assert isinstance(fetched_at, datetime)
    day, capture_id = day_of(fetched_at), str(row["capture_id"])
    if status in GONE:
        return Answer(day, capture_id, is_gone=True, reason=f"the address answers {status}")
    page = by_capture.get(str(row["revisit_of"] or capture_id))
    if page is None:
        return Answer(day, capture_id, reason=f"the address answers {status}")
    return Answer(day, capture_id, page)


def _days_seen(captures: pl.DataFrame) -> dict[str, tuple[date, date]]:
    """First and last day on which the bytes of a capture were there."""
    days = captures.select(kept=pl.coalesce("revisit_of", "capture_id"), day=_day("fetched_at"))
    spans = days.group_by("kept").agg(first=pl.col("day").min(), last=pl.col("day").max())
    return {kept: (first, last) for kept, first, last in spans.iter_rows()}


def _publisher(source: Source | None, url: str) -> str:
    if source is None or source.kind in _MANY_HOSTS:
        return url.split("/")[2] if url.count("/") > 1 else url
    return source.publisher


def _tier(source: Source | None, url: str, tiers: HostTiers) -> str:
    if source is None:
        return tiers.tier(url)
    stated = source.tier_of(url)
    if source.kind not in _MANY_HOSTS or stated != source.tier:
        return stated
    return tiers.tier(url, otherwise=stated)


def _day(column: str) -> pl.Expr:
    instant = pl.col(column).dt.replace_time_zone("UTC")
    return instant.dt.convert_time_zone("Asia/Shanghai").dt.date()
