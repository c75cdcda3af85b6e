"""Who really says so: copies of one origin must not count as second witnesses."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dcpipeline.extract.clocks import DATA_SET_TIER
from dcpipeline.normalize.text import key

Link = tuple[int, int]
# What is told of and by whom, the day, and the row that does so.
Story = tuple[Hashable, date, int]

# Copies of wire copy appear within days; the same outlet speaks anew after that.
SAME_STORY_DAYS = 3
# Words that describe a copy, not an outlet.
NO_OUTLET = re.compile(
    r"repost|mirror|copy|commentary|forum|blog|user post|investor|local news|news post|unknown|"
    r"投资者问答|post\b|"
    r"^(?:本站|本网|网络|互联网|网站|原创|转载|综合|整理|不详|未知|其他|内部|记者|编辑)(?:讯|稿)?$",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:the |les? |la |l')")
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_ANY_PROJECT: Final = re.compile(
    r"(?:建设|项目|工程|第?[一二三四五六七八九十\d]+期|phase\d+|project)+$"
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
    named = _ARTICLE.sub("", key(named))
    if not named or _HOST.match(named) or NO_OUTLET.search(named):
        return None
    return named


def name_of_story(name: str | None) -> str | None:
    """A name of a project as stories are compared by: folded, without what any project is called.

    Letters and digits only; a phase and the words for project or construction at its end go.
    """
    letters = _NOT_LETTERS.sub("", key(name or ""))
    return _ANY_PROJECT.sub("", letters) or letters or None


def origin_ids(rows: pl.DataFrame) -> pl.Series:
    """An ``origin_id`` for each register row.

    Rows share an origin when they rest on the same page (the cited one, else the one read), or when
    the same named outlet tells of the same name in the same place within three days. A row of a
    data set names no outlet: its publisher is the data set. Everything else is an origin of its
    own. Which rows are one project is not known here, and what the register thinks of it is not
    asked.

    Args:
        rows: ``announcement_id, name_zh, name_en, city_adcode, province_adcode, source_url,
            cited_url, source_publisher, source_tier, published_on``.
    """
    pages = [
        page_key(cited) or page_key(url) or row
        for cited, url, row in rows.select("cited_url", "source_url", "announcement_id").iter_rows()
    ]
    links = _same_page(pages) + same_story(_stories(rows))
    smallest: dict[int, str] = {}
    labels = components(len(pages), links)
    for label, page in zip(labels, pages, strict=True):
        smallest[label] = min(page, smallest.get(label, page))
    return pl.Series("origin_id", [smallest[label] for label in labels], dtype=pl.String)


def register_outlet(tier: str, publisher: str | None) -> str | None:
    """The outlet that speaks in a register row; null for rows of data sets, and for hosts."""
    return None if tier == DATA_SET_TIER else outlet(publisher)


def _stories(rows: pl.DataFrame) -> Iterator[Story]:
    columns = ("source_tier", "source_publisher", "name_zh", "name_en", "published_on")
    places = rows.select(place=pl.coalesce("city_adcode", "province_adcode"))["place"]
    for row, (cells, place) in enumerate(
        zip(rows.select(columns).iter_rows(), places, strict=True)
    ):
        tier, publisher, name_zh, name_en, day = cells
        speaker = register_outlet(tier, publisher)
        for name in filter(None, map(name_of_story, (name_zh, name_en))):
            if speaker is not None:
                yield (speaker, f"{name}@{place}"), day, row


def _same_page(pages: list[str]) -> list[Link]:
    first: dict[str, int] = {}
    return [(first.setdefault(page, row), row) for row, page in enumerate(pages)]


def same_story(stories: Iterable[Story]) -> list[Link]:
    """Links between rows that tell of one thing at most three days after one another.

    Args:
        stories: what is told of and by whom, the day, and the row.
    """
    told: defaultdict[Hashable, list[tuple[date, int]]] = defaultdict(list)
    for what, day, row in stories:
        told[what].append((day, row))
    return [
        (earlier_row, later_row)
        for rows in told.values()
        for (earlier, earlier_row), (later, later_row) in pairwise(sorted(rows))
        if (later - earlier).days <= SAME_STORY_DAYS
    ]


def components(size: int, links: Sequence[Link]) -> list[int]:
    """A label for each of some rows: the same one where links lead from one to the other."""
    if not size:
        return []
    pairs = np.asarray(links, dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    return [int(label) for label in labels]
