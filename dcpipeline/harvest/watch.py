"""Pages that the register rests on: which rows they carry, whose they are, who speaks there.

In: rows of the register, and the lists of pages that sources bring. Out: addresses to read again,
tiers and origins of pages.
"""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import polars as pl

from dcpipeline.extract.indexes import IndexUnreadableError, parse_watchlist
from dcpipeline.extract.origins import page_key
from dcpipeline.schema.vocabularies import TIER_RANK
from dcpipeline.sources import Source, WatchlistRules

OWN_TIERS: Final = ("official", "operator_filing", "press", "trade")
GOVERNMENT: Final = (".gov.cn", ".gov.hk", ".gov.mo")


def watched(announcements: pl.DataFrame) -> pl.DataFrame:
    """Addresses that register rows rest on: their own, and the original that they cite.

    Args:
        announcements: ``raw.announcements``.

    Returns:
        ``url, announcement_id``, sorted; a row with both addresses gives two.
    """
    both = [
        announcements.select("announcement_id", url=pl.col(column).str.strip_chars())
        for column in ("source_url", "cited_url")
    ]
    is_address = pl.col("url").str.contains(r"(?i)^https?://[^/\s]+")
    return (
        pl.concat(both)
        .filter(is_address.fill_null(False))
        .unique(["url", "announcement_id"])
        .sort("url", "announcement_id")
    )


class HostTiers:
    """How near pages and hosts that the register knows are to the facts."""

    def __init__(self, announcements: pl.DataFrame) -> None:
        """Take the tier that the register gives most often to a host, of equals the weaker one.

        Args:
            announcements: ``raw.announcements``.
        """
        told: dict[str, Counter[str]] = {}
        self._pages: dict[str, str] = {}
        rows = announcements.filter(pl.col("source_tier").is_in(OWN_TIERS))
        for url, tier in rows.select("source_url", "source_tier").iter_rows():
            if url and host_of(url):
                told.setdefault(host_of(url), Counter())[tier] += 1
                page = page_key(url) or ""
                weaker = max(tier, self._pages.get(page, tier), key=TIER_RANK.__getitem__)
                self._pages[page] = weaker
        self._tiers = {
            host: max(tiers, key=lambda tier: (tiers[tier], TIER_RANK[tier]))
            for host, tiers in told.items()
        }

    def tier(self, url: str, otherwise: str = "unverified") -> str:
        """Tier of the page at an address; ``otherwise`` for hosts that nobody has judged."""
        known = self._pages.get(page_key(url) or "")
        if known is not None:
            return known
        host = host_of(url)
        if host.endswith(GOVERNMENT):
            return "official"
        return self._tiers.get(host, otherwise)


def listed_tiers(data_dir: Path, sources: Mapping[str, Source]) -> dict[tuple[str, str], str]:
    """Tiers that watchlists state for their pages, by source and ``page_key``.

    A list that can't be read states none: the round of its source says so.

    Args:
        data_dir: data folder.
        sources: by id.
    """
    told: dict[tuple[str, str], str] = {}
    for source in sources.values():
        rules = source.parser
        if not isinstance(rules, WatchlistRules) or rules.file is None or rules.tier is None:
            continue
        try:
            listed = parse_watchlist((data_dir / rules.file).read_bytes(), rules).entries
        except (OSError, IndexUnreadableError):
            continue
        for entry in listed:
            if entry.tier in TIER_RANK:
                told[source.id, page_key(entry.url) or ""] = entry.tier
    return told


def host_of(url: str) -> str:
    """Host of an address, lower case, without ``www.``; empty where there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def origin_of_pages(announcements: pl.DataFrame, claims: pl.DataFrame) -> dict[str, str]:
    """``origin_id`` of the register by ``page_key`` of the page that a row rests on.

    A row that cites an original rests on that, not on the data set that it was taken from.

    Args:
        announcements: ``raw.announcements``.
        claims: claims of the register.
    """
    origins = claims.select("announcement_id", "origin_id").unique("announcement_id")
    rows = announcements.join(origins, on="announcement_id", how="inner", validate="1:1")
    rests_on = rows.select("origin_id", url=pl.coalesce("cited_url", "source_url"))
    return {
        page: origin
        for origin, url in rests_on.sort("url", "origin_id").iter_rows()
        if (page := page_key(url)) is not None
    }
