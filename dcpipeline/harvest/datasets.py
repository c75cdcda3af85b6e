"""Rows of other people's data sets as rows of ``core.claims``.

The newest good capture of a data set speaks; what it no longer holds was taken back by its owner.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from dcpipeline.archive import Archive
from dcpipeline.extract.indexes import Fact, IndexUnreadableError, Record, parse_dataset
from dcpipeline.extract.origins import page_key
from dcpipeline.extract.page_claims import digest
from dcpipeline.harvest.pages import DATA, day_of
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.normalize import Gazetteer
from dcpipeline.sources import DatasetRules, Source

EXTRACTOR: Final = "datasets"
_MONEY: Final = "investment"


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where rows come from."""

    source: Source
    capture_id: str
    url: str
    first_seen_on: date
    last_seen_on: date
    version: str


def rows_of_datasets(
    archive: Archive, sources: Mapping[str, Source], names: PlaceNames, captures: pl.DataFrame
) -> list[dict[str, Any]]:
    """What the newest good capture of each data set states.

    Args:
        archive: where the bytes are.
        sources: by id.
        names: names of places.
        captures: ``raw.captures``.

    Returns:
        Columns of ``core.claims`` and ``refusal``.
    """
    rows: dict[str, dict[str, Any]] = {}
    for source in sources.values():
        if not isinstance(source.parser, DatasetRules) or not source.is_enabled:
            continue
        for origin, charset in _newest(source, captures, names.version):
            try:
                table = parse_dataset(
                    archive.body(origin.capture_id),
                    source.parser,
                    charset=source.encoding or charset,
                )
            except IndexUnreadableError:
                continue
            for record in table.records:
                rows |= {
                    row["claim_id"]: row for row in _statements(record, origin, names.gazetteer)
                }
    return list(rows.values())


def _newest(
    source: Source, captures: pl.DataFrame, version: str
) -> Iterator[tuple[_Origin, str | None]]:
    """The newest good capture of each address of a source."""
    good = captures.filter(
        (pl.col("source_id") == source.id)
        & (pl.col("role") == DATA)
        & (pl.col("status").is_between(200, 299) | (pl.col("status") == 304))
    ).sort("fetched_at")
    for url in source.addresses:
        told = good.filter(pl.col("url") == url)
        if told.is_empty():
            continue
        last = told.row(-1, named=True)
        holder = last["revisit_of"] or last["capture_id"]
        first = told.filter(pl.col("capture_id") == holder)["fetched_at"].min()
        yield (
            _Origin(
                source,
                holder,
                url,
                day_of(first or last["fetched_at"]),  # type: ignore[arg-type]
                day_of(last["fetched_at"]),
                version,
            ),
            last["charset"],
        )


def _statements(record: Record, origin: _Origin, gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    adcode = _adcode(record, gazetteer)
    is_county = record.kind == "place" and adcode is None and _is_known(record, gazetteer)
    cited = record.source_url if (record.source_url or "").startswith("http") else None
    source = origin.source
    published = record.published_on
    name = record.name or record.adcode or " ".join(record.place_words)
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
        "subject_key": digest("ds", source.id, *_identity(record), cited),
        "place_adcode": adcode,
        "published_on": published or origin.first_seen_on,
        "known_basis": "printed" if published else "capture",
        "first_seen_on": origin.first_seen_on,
        "last_seen_on": origin.last_seen_on,
        "origin_id": digest("or", page_key(cited) or f"{origin.url}#{name}"),
        "extractor": EXTRACTOR,
        "extractor_version": origin.version,
        "assertion": "reported",
    }
    if record.kind == "project":
        yield from _described(record, common)
    for fact in record.facts:
        yield _claim(common, fact, is_placed=adcode is not None or is_county)


def _identity(record: Record) -> tuple[object, ...]:
    """What stays of a row when others come and go; its number only where nothing else is there."""
    if record.name is None and record.adcode is None:
        return (record.place_words, record.row)
    return (record.name, record.adcode)


def _is_known(record: Record, gazetteer: Gazetteer) -> bool:
    """Whether the printed code is one of a county: its figure stands by its own name."""
    return record.adcode is not None and gazetteer.resolve(record.adcode).adcode is not None


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
        refusal = "the row names no place that is known"
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
    parts = ("property", "basis", "value_text", "event_on")
    return row | {"claim_id": digest("cl", row["subject_key"], *(row.get(name) for name in parts))}


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
