"""Who stands behind what several publications tell of one project.

In: tellings of register rows, pages and rows of data sets, each with the origin that its page or
its text gives it. Out: for each origin, or for one subject of a compilation, the origin that it
shares with others. Rules:

same text
    Copies of one text, and a page that the register rests on, have one origin.
same outlet
    One named outlet tells within three days of one name in one place: that is one story, wherever
    it stands. The outlet is the one that the page names as its source (来源, the agency of its
    dateline), else its publisher.
cited outlet
    A text that reports what another outlet says (据…报道, "according to …") is that outlet's story
    where the outlet's own is there, of the same name and place and within three days. Two texts
    that cite the same third one are not joined by it: it may be an office that spoke to both.
cited page
    An entry, or a line that names the source, leads to a page that is there.

A page with several projects is a compilation: each of its subjects finds its own origin, or through
it all of its stories would become one. What register rows rest on is one origin as a whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from dcpipeline.extract.origins import (
    SAME_STORY_DAYS,
    Link,
    components,
    name_of_story,
    page_key,
    register_outlet,
    same_story,
)

# An origin, and the subject where it tells of several.
Node = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one publication tells of one project.

    Attributes:
        key: subject key of its claims, or register row.
        origin: origin of the publication.
        names: names of the project as stories are compared by.
        place: adcode of its city, else of its province.
        told_on: day on which the public could know.
        outlets: who speaks, folded.
        cited_outlets: outlets whose report it repeats, folded.
        pages: where it stands, by ``page_key``.
        cited_pages: what it names as its source, by ``page_key``.
        is_registered: whether the register rests on it.
        is_compilation: whether the publication tells of several projects.
    """

    key: str
    origin: str
    names: frozenset[str]
    place: str | None
    told_on: date
    outlets: frozenset[str] = frozenset()
    cited_outlets: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    cited_pages: frozenset[str] = frozenset()
    is_registered: bool = False
    is_compilation: bool = False

    @property
    def stories(self) -> frozenset[str]:
        """Name and place in one, for each name."""
        return frozenset(f"{name}@{self.place}" for name in self.names if self.place)


def shared_origins(
    tellings: Sequence[Telling], same: Iterable[tuple[str, str]] = ()
) -> dict[tuple[str, str | None], str]:
    """The origin of everything that has another one than it came with.

    A group is named after its origins in the register, else after the one that was told first; of
    several the smallest.

    Args:
        tellings: in any order.
        same: pairs of origins that are known to be one.

    Returns:
        New origin by old origin and key; by old origin and null where it holds for all its claims.
    """
    registered = {telling.origin for telling in tellings if telling.is_registered}
    whole = _merged(same, registered)
    split = {whole.get(t.origin, t.origin) for t in tellings if t.is_compilation}
    split -= {whole.get(origin, origin) for origin in registered}
    ordered = sorted(tellings, key=lambda t: (t.told_on, t.origin, t.key, not t.is_registered))
    nodes = [_node(telling, whole, split) for telling in ordered]
    renamed: dict[tuple[str, str | None], str] = {
        (old, None): new for old, new in whole.items() if old != new
    }
    for telling, new in zip(ordered, _named(ordered, nodes, whole, registered), strict=True):
        if new != telling.origin:
            is_part = whole.get(telling.origin, telling.origin) in split
            renamed[telling.origin, telling.key if is_part else None] = new
    return renamed


def with_origins(
    claims: pl.DataFrame, renamed: Mapping[tuple[str, str | None], str]
) -> pl.DataFrame:
    """Claims under the origins that they share with others.

    Args:
        claims: ``core.claims``.
        renamed: see ``shared_origins``.
    """
    if not renamed:
        return claims
    pairs = zip(
        claims["origin_id"],
        claims["announcement_id"].fill_null(claims["subject_key"]),
        strict=True,
    )
    found = [
        renamed.get((origin, key)) or renamed.get((origin, None)) or origin for origin, key in pairs
    ]
    return claims.with_columns(origin_id=pl.Series(found, dtype=pl.String))


def _merged(same: Iterable[tuple[str, str]], registered: set[str]) -> dict[str, str]:
    """For each origin of a pair the one that stands for its group."""
    pairs = list(same)
    origins = sorted({origin for pair in pairs for origin in pair})
    place = {origin: number for number, origin in enumerate(origins)}
    labels = components(len(origins), [(place[one], place[other]) for one, other in pairs])
    first: dict[int, str] = {}
    for origin, label in sorted(
        zip(origins, labels, strict=True), key=lambda one: (one[0] not in registered, one[0])
    ):
        first.setdefault(label, origin)
    return {origin: first[label] for origin, label in zip(origins, labels, strict=True)}


def _node(telling: Telling, whole: Mapping[str, str], split: set[str]) -> Node:
    origin = whole.get(telling.origin, telling.origin)
    part = min(telling.stories, default=telling.key)
    return origin, part if origin in split else None


def _named(
    tellings: Sequence[Telling],
    nodes: Sequence[Node],
    whole: Mapping[str, str],
    registered: set[str],
) -> list[str]:
    """The origin of each telling, after the first or the registered one of its group."""
    first_of = {node: row for row, node in reversed(list(enumerate(nodes)))}
    links = [(first_of[node], row) for row, node in enumerate(nodes)]
    links += [*_same_outlet(tellings), *_cited_outlet(tellings), *_cited_page(tellings)]
    labels = components(len(tellings), links)
    names: dict[int, tuple[bool, date, str]] = {}
    for telling, (origin, _), label in zip(tellings, nodes, labels, strict=True):
        is_own = origin in registered
        told = (not is_own, date.min if is_own else telling.told_on, origin)
        names[label] = min(told, names.get(label, told))
    return [names[label][2] for label in labels]


def _same_outlet(tellings: Sequence[Telling]) -> list[Link]:
    return same_story(
        ((name, story), telling.told_on, row)
        for row, telling in enumerate(tellings)
        for name in sorted(telling.outlets)
        for story in sorted(telling.stories)
    )


def _cited_outlet(tellings: Sequence[Telling]) -> Iterator[Link]:
    """From a text to the stories of the outlet that it repeats; one of each day stands for all."""
    own: defaultdict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    for row, telling in enumerate(tellings):
        for name in telling.outlets:
            for story in telling.stories:
                own[name, story].setdefault(telling.told_on, row)
    window = [timedelta(days) for days in range(-SAME_STORY_DAYS, SAME_STORY_DAYS + 1)]
    for row, telling in enumerate(tellings):
        for name in telling.cited_outlets:
            for story in telling.stories:
                told = own.get((name, story), {})
                days = (telling.told_on + shift for shift in window)
                yield from ((row, told[day]) for day in days if day in told)


def _cited_page(tellings: Sequence[Telling]) -> Iterator[Link]:
    """From an entry or article to the page that it names, where that tells of the same project."""
    standing: defaultdict[str, list[int]] = defaultdict(list)
    for row, telling in enumerate(tellings):
        for page in telling.pages:
            standing[page].append(row)
    for row, telling in enumerate(tellings):
        for page in telling.cited_pages - telling.pages:
            there = standing.get(page, [])
            for other in there:
                is_only = not tellings[other].is_compilation
                if is_only or telling.stories & tellings[other].stories:
                    yield row, other


# --- tellings of what is no page


def register_tellings(announcements: pl.DataFrame, claims: pl.DataFrame) -> Iterator[Telling]:
    """What register rows tell.

    Args:
        announcements: ``raw.announcements``.
        claims: claims of the register, columns of ``core.claims``.
    """
    known = claims.select("announcement_id", "origin_id", "published_on").unique("announcement_id")
    rows = announcements.join(known, on="announcement_id", how="inner", validate="1:1")
    for row in rows.sort("announcement_id").iter_rows(named=True):
        names = map(name_of_story, (row["name_zh"], row["name_en"]))
        page = page_key(row["cited_url"] or row["source_url"])
        speaker = register_outlet(row["source_tier"], row["source_publisher"])
        yield Telling(
            key=row["announcement_id"],
            origin=row["origin_id"],
            names=frozenset(name for name in names if name),
            place=row["city_adcode"] or row["province_adcode"],
            told_on=row["published_on"],
            outlets=frozenset({speaker} if speaker else ()),
            pages=frozenset({page} if page else ()),
            is_registered=True,
        )


def row_tellings(rows: Iterable[Mapping[str, Any]]) -> Iterator[Telling]:
    """What rows of data sets tell.

    Args:
        rows: columns of ``core.claims``; those of one subject agree in all that is read here.
    """
    for key, row in {row["subject_key"]: row for row in rows}.items():
        name, cited = name_of_story(row["subject_name"]), page_key(row["cited_url"])
        yield Telling(
            key=key,
            origin=row["origin_id"],
            names=frozenset({name} if name else ()),
            place=row["place_adcode"],
            told_on=row["published_on"],
            cited_pages=frozenset({cited} if cited else ()),
        )
