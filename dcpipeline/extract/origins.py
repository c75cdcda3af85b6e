"""Who really says so: copies of one origin must not count as second witnesses."""

import re
from itertools import pairwise

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dcpipeline.extract.clocks import DATA_SET_TIER

# Copies of wire copy appear within days; the same outlet speaks anew after that.
SAME_STORY_DAYS = 3
# Words that describe a copy, not an outlet.
NO_OUTLET = re.compile(
    r"repost|mirror|copy|commentary|forum|blog|user post|investor|local news|news post|unknown|"
    r"投资者问答|post\b",
    re.IGNORECASE,
)
_HOST = re.compile(r"^[\w-]+(\.[\w-]+)+$")
_PART = re.compile(r"\s*[(（/;；|·].*$")
_CITING = re.compile(r"\bciting\s+([^)）]+)", re.IGNORECASE)
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|from|spm|share\w*)=[^&]*", re.IGNORECASE)


def page_key(address: str | None) -> str | None:
    """An address without scheme, ``www.``, fragment, tracking parameters and last slash."""
    if not address:
        return None
    bare = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
    bare = bare.split("#", 1)[0]
    path, _, query = bare.partition("?")
    host, slash, rest = path.partition("/")
    query = _TRACKING.sub("", query).lstrip("&")
    return host.lower() + (slash + rest).rstrip("/") + (f"?{query}" if query else "")


def outlet(publisher: str | None) -> str | None:
    """The outlet that a publisher cell names as the speaker; null where it names only a host.

    ``X (reposted by Y)``, ``X (via Y)`` and ``X / Y`` name X; ``Y (citing X)`` names X.
    """
    if not publisher:
        return None
    cited = _CITING.search(publisher)
    named = cited.group(1) if cited else _PART.sub("", publisher)
    named = named.strip().lower()
    if not named or _HOST.match(named) or NO_OUTLET.search(named):
        return None
    return named


def origin_ids(rows: pl.DataFrame) -> pl.Series:
    """An ``origin_id`` for each register row.

    Rows share an origin when they rest on the same page (the cited one, else the one read), or when
    the same named outlet speaks of the same project within three days. A row of a data set names
    no outlet: its publisher is the data set. Everything else is an origin of its own.

    Args:
        rows: ``announcement_id, project_key, source_url, cited_url, source_publisher, source_tier,
            published_on``.
    """
    columns = ("announcement_id", "project_key", "source_url", "cited_url", "source_publisher")
    ids, projects, urls, cited, publishers = (rows[name].to_list() for name in columns)
    pages = [page_key(c) or page_key(u) or i for c, u, i in zip(cited, urls, ids, strict=True)]
    outlets = [
        None if tier == DATA_SET_TIER else outlet(publisher)
        for tier, publisher in zip(rows["source_tier"], publishers, strict=True)
    ]
    links = _same_page(pages) + _same_story(projects, outlets, rows["published_on"].to_list())
    component = _components(len(pages), links)
    smallest: dict[int, str] = {}
    for label, page in zip(component, pages, strict=True):
        smallest[label] = min(page, smallest.get(label, page))
    return pl.Series("origin_id", [smallest[label] for label in component], dtype=pl.String)


def _same_page(pages: list[str]) -> list[tuple[int, int]]:
    first: dict[str, int] = {}
    return [(first.setdefault(page, row), row) for row, page in enumerate(pages)]


def _same_story(
    projects: list[str], outlets: list[str | None], days: list[object]
) -> list[tuple[int, int]]:
    told: dict[tuple[str, str], list[tuple[object, int]]] = {}
    for row, (project, name) in enumerate(zip(projects, outlets, strict=True)):
        if name is not None:
            told.setdefault((project, name), []).append((days[row], row))
    return [
        (earlier_row, later_row)
        for rows in told.values()
        for (earlier, earlier_row), (later, later_row) in pairwise(sorted(rows))
        if (later - earlier).days <= SAME_STORY_DAYS  # type: ignore[operator]
    ]


def _components(size: int, links: list[tuple[int, int]]) -> list[int]:
    if not size:
        return []
    pairs = np.asarray(links, dtype=np.int64)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    return [int(label) for label in labels]
