"""What the archive holds, as frames and as pages ready to be made claims of.

In: the archive. Out: ``raw.captures`` and ``rejects.fetches`` up to a day, the pages that were
read, and what came back from each address the last time it was asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from dcpipeline.archive import Archive
from dcpipeline.extract.origins import page_key
from dcpipeline.extract.page_claims import ReadPage
from dcpipeline.extract.saved import from_json
from dcpipeline.harvest.errands import PAGE
from dcpipeline.harvest.verdicts import Answer
from dcpipeline.harvest.watch import HostTiers
from dcpipeline.schema import conform, table
from dcpipeline.sources import Source

CAPTURES: Final = table("raw.captures")
FETCHES: Final = table("rejects.fetches")
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
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


@dataclass(frozen=True, slots=True)
class Trust:
    """How far pages are trusted, and whose they are.

    Attributes:
        sources: by id; a page of a source that is no longer listed is judged by its host.
        hosts: tiers of pages and hosts that the register knows.
        listed: tiers that watchlists state for their pages, by source and ``page_key``.
    """

    sources: Mapping[str, Source]
    hosts: HostTiers
    listed: Mapping[tuple[str, str], str]

    def tier(self, source_id: str, url: str) -> str:
        """SOURCE_TIER of a page."""
        source = self.sources.get(source_id)
        if source is None:
            return self.hosts.tier(url)
        listed = self.listed.get((source_id, page_key(url) or ""))
        if listed is not None:
            return listed
        stated = source.tier_of(url)
        if source.kind not in _MANY_HOSTS or stated != source.tier:
            return stated
        return self.hosts.tier(url, otherwise=stated)

    def publisher(self, source_id: str, url: str) -> str:
        """Who publishes a page: of sources that lead to many hosts its host."""
        source = self.sources.get(source_id)
        if source is not None and source.kind not in _MANY_HOSTS:
            return source.publisher
        return url.split("/")[2] if url.count("/") > 1 else url

    def rights(self, source_id: str) -> str:
        """RIGHTS of what is taken from pages of a source."""
        source = self.sources.get(source_id)
        return source.rights if source is not None else "unsettled"


def read_pages(
    archive: Archive, trust: Trust, version: str, captures: pl.DataFrame
) -> list[ReadPage]:
    """Every captured page that was read by a version of the rules.

    Args:
        archive: where the readings are.
        trust: how far pages are trusted.
        version: see ``places.reader_version``.
        captures: ``raw.captures``.
    """
    seen = _days_seen(captures)
    rows = _pages_of_holders(captures)
    return [
        ReadPage(
            capture_id=row["capture_id"],
            source_id=row["source_id"],
            url=row["url"],
            publisher=trust.publisher(row["source_id"], row["url"]),
            tier=trust.tier(row["source_id"], row["url"]),
            rights=trust.rights(row["source_id"]),
            first_seen_on=seen[reading.capture_id][0],
            last_seen_on=seen[reading.capture_id][1],
            reader_version=version,
            extraction=from_json(reading.claims, reading.text),
        )
        for reading in archive.readings(version)
        if (row := rows.get(reading.capture_id)) is not None
    ]


def _pages_of_holders(captures: pl.DataFrame) -> dict[str, Mapping[str, Any]]:
    """For each capture that holds the bytes of a page the one that speaks for it.

    It is the holder itself, else the earliest that found the same bytes: an import can be older
    than what it repeats, and an index can be asked for as a page later.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for row in _page_rows(captures):
        holder = row["revisit_of"] or row["capture_id"]
        if holder not in found or row["capture_id"] == holder:
            found[holder] = row
    return found


def _page_rows(captures: pl.DataFrame) -> Iterator[dict[str, Any]]:
    pages = captures.filter(pl.col("role") == PAGE).sort("fetched_at", "capture_id")
    return pages.iter_rows(named=True)


def answers(
    pages: list[ReadPage], captures: pl.DataFrame, fetches: pl.DataFrame
) -> dict[str, Answer]:
    """What came back the last time an address was asked, by ``page_key``.

    Args:
        pages: see ``read_pages``.
        captures: ``raw.captures``.
        fetches: ``rejects.fetches``.
    """
    holders = {row["capture_id"]: row["revisit_of"] for row in _page_rows(captures)}
    by_holder = {holders.get(page.capture_id) or page.capture_id: page for page in pages}
    told: list[tuple[datetime, str, Answer]] = []
    for row in _page_rows(captures):
        told.append((row["fetched_at"], row["url"], _answer(row, by_holder)))
    for url, instant, reason in fetches.select("url", "fetched_at", "reason").iter_rows():
        told.append((instant, url, Answer(day_of(instant), reason=reason)))
    return {
        page: answer
        for _, url, answer in sorted(told, key=lambda one: one[:2])
        if (page := page_key(url)) is not None
    }


def _answer(row: Mapping[str, Any], by_holder: Mapping[str, ReadPage]) -> Answer:
    status, capture_id = row["status"], row["capture_id"]
    day = day_of(row["fetched_at"])
    if status in GONE:
        return Answer(day, capture_id, is_gone=True, reason=f"the address answers {status}")
    page = by_holder.get(row["revisit_of"] or capture_id)
    if page is None:
        return Answer(day, capture_id, reason=f"the address answers {status}")
    return Answer(day, capture_id, page)


def _days_seen(captures: pl.DataFrame) -> dict[str, tuple[date, date]]:
    """First and last day on which the bytes of a capture were there."""
    days = captures.select(kept=pl.coalesce("revisit_of", "capture_id"), day=_day("fetched_at"))
    spans = days.group_by("kept").agg(first=pl.col("day").min(), last=pl.col("day").max())
    return {kept: (first, last) for kept, first, last in spans.iter_rows()}


def _day(column: str) -> pl.Expr:
    instant = pl.col(column).dt.replace_time_zone("UTC")
    return instant.dt.convert_time_zone("Asia/Shanghai").dt.date()
