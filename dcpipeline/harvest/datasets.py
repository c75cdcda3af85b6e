"""Rows of other people's data sets as rows of ``core.claims``.

In: captures of tables. Out: one row for each statement, not yet held against its declaration. The
newest capture that can be read and has the rows that are expected speaks; what it no longer holds
was taken back by its owner. Earlier captures say since when a statement is known.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dcpipeline.archive import Archive, DamagedCaptureError
from dcpipeline.extract.indexes import Fact, IndexUnreadableError, Record, Table, parse_dataset
from dcpipeline.extract.origins import page_key
from dcpipeline.extract.page_claims import digest
from dcpipeline.harvest.errands import DATA
from dcpipeline.harvest.pages import day_of
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.normalize import Gazetteer
from dcpipeline.sources import DatasetRules, Source

EXTRACTOR: Final = "datasets"
_MONEY: Final = "investment"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where rows come from: a capture that holds bytes, and the days on which these were there."""

    source: Source
    capture_id: str
    url: str
    first_seen_on: date
    last_seen_on: date
    version: str
    charset: str | None


def rows_of_datasets(
    archive: Archive,
    sources: Mapping[str, Source],
    names: PlaceNames,
    captures: pl.DataFrame,
    known_origins: Mapping[str, str],
) -> list[dict[str, Any]]:
    """What each data set states.

    Args:
        archive: where the bytes are.
        sources: by id.
        names: names of places.
        captures: ``raw.captures``.
        known_origins: ``origin_id`` of pages that the register cites, by ``page_key``.

    Returns:
        Columns of ``core.claims`` and ``refusal``, each identifier once.
    """
    rows: list[dict[str, Any]] = []
    for source in sources.values():
        if isinstance(source.parser, DatasetRules) and source.is_enabled:
            for url in source.addresses:
                origins = _held(source, url, captures, names.version)
                rows += _of_address(archive, origins, names.gazetteer, known_origins)
    return rows


def _of_address(
    archive: Archive,
    origins: list[_Origin],
    gazetteer: Gazetteer,
    known_origins: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Statements of the newest capture that counts, known since the first one that had them."""
    told: dict[str, dict[str, Any]] = {}
    for origin in origins:
        table = _table(archive, origin)
        if table is None or table.listed < _fewest(origin.source):
            continue
        now: dict[str, dict[str, Any]] = {}
        for row in _rows(table, origin, gazetteer, known_origins):
            now.setdefault(row["claim_id"], _since(told.get(row["claim_id"]), row))
        told = now
    return list(told.values())


def _fewest(source: Source) -> int:
    """Rows that one address must have to count; of several addresses each needs some."""
    least = source.bounds.minimum_records
    return least if len(source.addresses) == 1 else min(least, 1)


def _table(archive: Archive, origin: _Origin) -> Table | None:
    """The table of a capture; None where it is none, or its bytes are damaged."""
    rules = origin.source.parser
    assert isinstance(rules, DatasetRules)
    try:
        content = archive.body(origin.capture_id)
        return parse_dataset(content, rules, charset=origin.source.encoding or origin.charset)
    except IndexUnreadableError:
        return None
    except DamagedCaptureError as error:
        _log.warning("%s; its rows do not count", error)
        return None


def _since(old: Mapping[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """The new row; what was known first stays known."""
    if old is None:
        return new
    earlier = old if old["published_on"] <= new["published_on"] else new
    return new | {
        "first_seen_on": old["first_seen_on"],
        "published_on": earlier["published_on"],
        "known_basis": earlier["known_basis"],
    }


def _held(source: Source, url: str, captures: pl.DataFrame, version: str) -> list[_Origin]:
    """Captures of an address that hold different bytes, by the day on which these were last."""
    good = captures.filter(
        (pl.col("source_id") == source.id)
        & (pl.col("url") == url)
        & (pl.col("role") == DATA)
        & (pl.col("body_bytes") > 0)
        & (pl.col("status").is_between(200, 299) | (pl.col("status") == 304))
    ).sort("fetched_at", "capture_id")
    held: dict[str, _Origin] = {}
    for row in good.iter_rows(named=True):
        holder, day = row["revisit_of"] or row["capture_id"], day_of(row["fetched_at"])
        known = held.pop(holder, None)
        first = known.first_seen_on if known else day
        held[holder] = _Origin(source, holder, url, first, day, version, row["charset"])
    return list(held.values())


def _rows(
    table: Table, origin: _Origin, gazetteer: Gazetteer, known_origins: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """What the rows of a table state; the same row twice speaks of two things."""
    nameless: Counter[str] = Counter()
    for record in table.records:
        name = record.name or (record.adcode if record.kind == "place" else None)
        if name is None:
            nameless[record.words] += 1
            name = f"{record.words}#{nameless[record.words]}"
        yield from _statements(record, name, origin, gazetteer, known_origins)


def _statements(
    record: Record,
    name: str,
    origin: _Origin,
    gazetteer: Gazetteer,
    known_origins: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    adcode = _adcode(record, gazetteer)
    is_placed = adcode is not None or _is_county(record, gazetteer)
    cited = record.source_url if (record.source_url or "").startswith("http") else None
    page = page_key(cited)
    source = origin.source
    published = record.published_on
    common: dict[str, Any] = {
        "source_id": source.id,
        "capture_id": origin.capture_id,
        "source_url": origin.url,
        "cited_url": cited,
        "source_title": source.title,
        "source_publisher": source.publisher,
        "source_tier": source.tier,
        "rights": source.rights,
        "quote": record.words,
        "quote_kind": "data_row",
        "subject_kind": record.kind,
        "subject_name": record.name,
        "subject_key": digest("ds", source.id, name, record.adcode, cited),
        "place_adcode": adcode,
        "published_on": published or origin.first_seen_on,
        "known_basis": "printed" if published else "capture",
        "first_seen_on": origin.first_seen_on,
        "last_seen_on": origin.last_seen_on,
        "origin_id": known_origins.get(page or "") or digest("or", page or f"{origin.url}#{name}"),
        "extractor": EXTRACTOR,
        "extractor_version": origin.version,
        "assertion": "reported",
    }
    if record.kind == "project":
        yield from _described(record, common)
    for fact in record.facts:
        yield _claim(common, fact, is_placed=is_placed)


def _described(record: Record, common: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Name, place and scope of a project."""
    if record.name is not None:
        is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in record.name)
        name = "name_zh" if is_chinese else "name_en"
        yield _with_id(common, property=name, value_text=record.name)
    if common["place_adcode"] is not None:
        words = " ".join(record.place_words) or record.adcode
        yield _with_id(common, property="place", value_text=words)
    yield _with_id(common, property="scope", value_text="site", assertion="inferred")


def _claim(common: Mapping[str, Any], fact: Fact, *, is_placed: bool) -> dict[str, Any]:
    name, unit, value, precision = fact.property, fact.unit, fact.value_num, fact.precision
    if name == "compute":
        precision = "INT8" if unit == "POPS" else precision or "unknown"
        unit = "PFLOPS"
    if name == _MONEY and unit != "CNY":
        name = "other_money"
    if name == "accelerators" and unit == "servers":
        name = "servers"
    refusal = None
    if name == "compute" and fact.basis is None and common["subject_kind"] == "project":
        refusal = "the row does not say whether it is planned or installed"
    elif common["subject_kind"] == "place" and not is_placed:
        refusal = "the row names no province, city or county"
    return _with_id(
        common,
        property=name,
        value_text=fact.value_text,
        value_num=value,
        unit=unit,
        precision=precision,
        basis=fact.basis,
        qualifier=fact.qualifier,
        quote=fact.words,
        event_on=fact.date_on,
        event_precision=fact.date_precision or ("none" if name == "event" else None),
        event_basis=fact.date_basis or ("unclear" if name == "event" else None),
        refusal=refusal,
    )


def _with_id(common: Mapping[str, Any], **said: Any) -> dict[str, Any]:
    row = {**common, **said}
    parts = ("property", "basis", "value_text", "event_on", "precision")
    return row | {"claim_id": digest("cl", row["subject_key"], *(row.get(name) for name in parts))}


def _is_county(record: Record, gazetteer: Gazetteer) -> bool:
    """Whether the printed code is that of a county: its figure stands under its own name."""
    if record.adcode is None or record.name is None or record.kind != "place":
        return False
    return gazetteer.resolve(record.adcode).adcode is not None


def _adcode(record: Record, gazetteer: Gazetteer) -> str | None:
    """Code of the place of a row: as printed, else as its words name one place.

    A project stands in the division that holds a printed county; a figure of a county is none of
    that division.
    """
    if record.adcode is not None:
        match = gazetteer.resolve(record.adcode)
        return match.adcode if record.kind == "project" or match.adcode == record.adcode else None
    for words in (" ".join(record.place_words), *record.place_words):
        found = {m.adcode for m in gazetteer.find(words) if m.adcode and m.level != "country"}
        if len(found) == 1:
            return found.pop()
    return None
