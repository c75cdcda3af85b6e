"""Subjects: what each source spoke of, before it is known which project that is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dcpipeline.normalize import STATUS_OF_EVENT
from dcpipeline.resolve.matching import Record

PROJECT_KINDS: Final = ("project", "site", "campus")
FOUNDING_EVENTS: Final = tuple(name for name, status in STATUS_OF_EVENT.items() if status)
NAMES: Final = ("name_zh", "name_en")
_LETTER: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of a subject before it is decided on.

    Attributes:
        record: what it can be recognised by.
        kind: project, site, campus, programme, place, nation or publication.
        is_registered: whether it is a row of the register.
        status_tier: rank of the best source of an event that gives a status, no row of a data set;
            null without one.
    """

    record: Record
    kind: str
    is_registered: bool
    status_tier: int | None

    @property
    def key(self) -> str:
        """``subject_key`` of its claims."""
        return self.record.key

    @property
    def can_be_project(self) -> bool:
        """Whether it is a project: of the register also a programme, whose sums stay apart."""
        return self.is_registered or self.kind in PROJECT_KINDS


def subjects_of(claims: pl.DataFrame, divisions: pl.DataFrame) -> tuple[Subject, ...]:
    """Every subject of the claims, in the order of keys.

    Args:
        claims: ``core.claims`` known on the day of the run, with ``tier_rank``.
        divisions: ``ref.divisions``.
    """
    provinces = _provinces(divisions)
    name, words = pl.col("property"), pl.col("value_text")
    is_founding = (
        (name == "event") & words.is_in(FOUNDING_EVENTS) & (pl.col("quote_kind") != "data_row")
    )
    grouped = (
        claims.sort("subject_key", "published_on", "claim_id")
        .group_by("subject_key", maintain_order=True)
        .agg(
            kind=pl.col("subject_kind").first(),
            is_registered=pl.col("announcement_id").is_not_null().any(),
            known_on=pl.col("published_on").min(),
            names=words.filter(name.is_in(NAMES)),
            operators=words.filter(name == "operator"),
            codes=words.filter(name == "project_code"),
            places=pl.col("place_adcode").drop_nulls(),
            place_words=words.filter(name == "place"),
            phases=pl.col("phase").drop_nulls(),
            compute=pl.col("value_num").filter(
                (name == "compute") & pl.col("change").ne_missing("increment")
            ),
            pages=pl.coalesce("cited_url", "source_url"),
            scopes=words.filter(name == "scope"),
            events=words.filter(name == "event"),
            event_days=pl.col("event_on").filter(name == "event"),
            status_tier=pl.col("tier_rank").filter(is_founding).min(),
        )
    )
    return tuple(_subject(row, provinces) for row in grouped.iter_rows(named=True))


def _subject(
    row: Mapping[str, Any], provinces: Mapping[str, tuple[str | None, str | None]]
) -> Subject:
    found = [provinces.get(code, (None, None)) for code in row["places"]]
    record = Record(
        row["subject_key"],
        row["known_on"],
        names=tuple(name for name in _distinct(row["names"]) if _LETTER.search(name)),
        operators=_distinct(row["operators"]),
        province=_only(province for province, _ in found),
        city=_only(city for _, city in found),
        districts=_distinct(row["place_words"]),
        codes=_distinct(row["codes"]),
        phases=_distinct(row["phases"]),
        compute=tuple(sorted({value for value in row["compute"] if value is not None})),
        scope=row["scopes"][0] if row["scopes"] else None,
        pages=_distinct(row["pages"]),
        events=_events(row["events"], row["event_days"]),
    )
    return Subject(record, row["kind"], row["is_registered"], row["status_tier"])


def _events(
    names: Iterable[str], days: Iterable[date | None]
) -> tuple[tuple[str, date | None], ...]:
    pairs = set(zip(names, days, strict=True))
    return tuple(sorted(pairs, key=lambda pair: (pair[0], pair[1] or date.min)))


def _distinct(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({word.strip() for word in words if word and word.strip()}))


def _only(codes: Iterator[str | None]) -> str | None:
    """The one code that is named; null for none or several."""
    named = {code for code in codes if code is not None}
    return named.pop() if len(named) == 1 else None


def _provinces(divisions: pl.DataFrame) -> dict[str, tuple[str | None, str | None]]:
    """Province and city of every division; a province without prefectures is its own city."""
    parents = set(divisions.filter(pl.col("level") == "prefecture")["parent_adcode"])
    found: dict[str, tuple[str | None, str | None]] = {}
    for code, level, parent in divisions.select("adcode", "level", "parent_adcode").iter_rows():
        match level:
            case "province":
                found[code] = code, None if code in parents else code
            case "prefecture" | "county_direct":
                found[code] = parent, code
    return found
