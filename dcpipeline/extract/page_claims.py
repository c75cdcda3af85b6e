"""Claims of pages as rows of ``core.claims``: one row for each statement of an address.

In: what was read from each capture. Out: the rows that fit their declaration, and the others with
the reason. A page that is captured again and says the same gives the same row, last seen later; a
statement that has gone from the page stays, as the source did say it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import polars as pl

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline.extract.copies import fingerprint, origins
from dcpipeline.extract.origins import name_of_story, page_key
from dcpipeline.extract.sourcing import cited_outlets, cited_pages, outlets_of, record_at
from dcpipeline.extract.witnesses import Telling
from dcpipeline.normalize.text import key
from dcpipeline.schema import split, table

CLAIMS: Final = table("core.claims")
REJECTED: Final = table("rejects.claims")
EXTRACTOR: Final = "pages"
PROJECT_KINDS: Final = ("project", "site", "campus")
_AI: Final = re.compile(
    r"智算|人工智能|智能计算|大模型|万卡|加速卡|\bAI\b|\bA\.I\.|\bIA\b|\bGPUs?\b|"
    r"artificial intelligence|intelligent comput|intelligence artificielle|calcul intelligent",
    re.IGNORECASE,
)
_PROJECT_CODE: Final = re.compile(r"(?<!\d)\d{4}-\d{6}-\d{2}-\d{2}-\d{6}(?!\d)")
# Begun or in service: what stands there may be in place. Before that it can only be planned.
_MAY_STAND: Final = ("phase_online", "operational", "expanded", "transferred", "idle_reported")
_KNOWN_BASIS: Final = {
    "given": "printed",
    "address": "address",
    "dateline": "printed",
    "printed": "printed",
}
# What follows from the day of a page; of a state without a date its day does, too.
_KNOWN: Final = ("published_on", "known_basis")
_KNOWN_UNDATED: Final = (*_KNOWN, "event_on", "event_basis", "event_precision")
_MONEY: Final = ("investment", "annual_plan", "contract_value", "award_value", "land_price")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A capture and what was read from it.

    Attributes:
        capture_id: the capture that holds the bytes.
        source_id: source for which it was fetched.
        url: address of the page.
        publisher: who publishes there.
        tier: SOURCE_TIER of the page.
        rights: RIGHTS of what is taken from it.
        first_seen_on: day of the capture.
        last_seen_on: day of the last capture with the same bytes.
        reader_version: version of the rules that read it.
        extraction: what was read.
    """

    capture_id: str
    source_id: str
    url: str
    publisher: str
    tier: str
    rights: str
    first_seen_on: date
    last_seen_on: date
    reader_version: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class PageClaims:
    """Rows of pages, divided.

    Attributes:
        good: ``core.claims``.
        rejects: ``rejects.claims``.
        tellings: what pages tell of projects.
        same: pairs of origins that turned out to be one, because a page is a copy of another.
    """

    good: pl.DataFrame
    rejects: pl.DataFrame
    tellings: tuple[Telling, ...] = ()
    same: tuple[tuple[str, str], ...] = ()


def claims_from_pages(
    pages: Sequence[ReadPage], known_origins: Mapping[str, str], *, as_of: date
) -> PageClaims:
    """What pages say, as claims.

    Args:
        pages: in any order.
        known_origins: ``origin_id`` of pages that the register cites, by ``page_key``: reading
            such a page again, or a copy of it, is no second witness.
        as_of: day of the run. What was published or first seen later is left out.
    """
    seen = [page for page in pages if page.first_seen_on <= as_of]
    told = {page.capture_id: _published(page)[0] for page in seen}
    marks = {page.capture_id: fingerprint(page.extraction.document) for page in seen}
    shared = origins(marks, told)
    known: dict[str, set[str]] = {}
    for page in seen:
        cited = known_origins.get(page_key(page.url) or "")
        if cited is not None:
            known.setdefault(shared[page.capture_id], set()).add(cited)
    rows: dict[str, dict[str, Any]] = {}
    tellings: dict[str, Telling] = {}
    for page in sorted(seen, key=lambda page: (page.first_seen_on, page.capture_id)):
        if told[page.capture_id] > as_of:
            continue
        own = shared[page.capture_id]
        origin = min(known.get(own, {own}))
        for row in _rows(page, origin):
            rows[row["claim_id"]] = _merged(rows.get(row["claim_id"]), row)
        tellings |= {telling.key: telling for telling in _tellings(page, origin)}
    made = divided(list(rows.values()))
    same = sorted((min(cited), other) for cited in known.values() for other in cited)
    return replace(made, tellings=tuple(tellings.values()), same=tuple(same))


def divided(rows: Sequence[Mapping[str, Any]]) -> PageClaims:
    """Rows that can be claims, and the others with the reason.

    Args:
        rows: columns of ``core.claims`` and ``refusal``; a missing column is null.
    """
    schema = {column.name: column.kind.polars for column in CLAIMS} | {"refusal": pl.String}
    frame = pl.DataFrame(list(rows), schema=schema)
    sound = frame.filter(pl.col("refusal").is_null()).drop("refusal")
    good, unfit = split(sound, CLAIMS)
    refused = pl.concat(
        [
            frame.filter(pl.col("refusal").is_not_null()).with_columns(reason="refusal"),
            unfit.with_columns(
                reason=pl.lit("does not fit its declaration: ") + pl.col("broken_rules")
            ).drop("broken_rules"),
        ],
        how="diagonal",
    )
    told = refused.select(REJECTED.column_names).unique("claim_id", maintain_order=True)
    return PageClaims(good, split(told, REJECTED)[0])


def _merged(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """The newest capture speaks; the days span all, and what was known first stays known.

    A state without a date of its own held when it was known first, so its day goes with that.
    """
    if old is None:
        return new
    earlier = old if old["published_on"] <= new["published_on"] else new
    is_dated = new.get("event_basis") == "event"
    return (
        new
        | {name: earlier.get(name) for name in (_KNOWN if is_dated else _KNOWN_UNDATED)}
        | {
            "first_seen_on": min(old["first_seen_on"], new["first_seen_on"]),
            "last_seen_on": max(old["last_seen_on"], new["last_seen_on"]),
        }
    )


def _published(page: ReadPage) -> tuple[date, str]:
    """Day on which the public could know, and where it comes from.

    A day behind the capture can't be right; then, and without one, the capture counts.
    """
    document = page.extraction.document
    if document.published_on is None or document.published_on > page.first_seen_on:
        return page.first_seen_on, "capture"
    return document.published_on, _KNOWN_BASIS[document.published_basis or "printed"]


def _rows(page: ReadPage, origin: str) -> Iterator[dict[str, Any]]:
    extraction = page.extraction
    by_subject: dict[str, list[PageClaim]] = {}
    for claim in extraction.claims:
        by_subject.setdefault(claim.subject.key, []).append(claim)
    only_project = sum(subject.kind in PROJECT_KINDS for subject in extraction.subjects) == 1
    for subject, subject_key in _keyed(page):
        own = by_subject.get(subject.key, [])
        common = _common(page, origin) | {
            "subject_key": subject_key,
            "subject_kind": subject.kind,
            "subject_name": subject.name,
            "place_adcode": subject.city_adcode or subject.province_adcode,
        }
        planned_only = _is_planned(own)
        for claim in own:
            yield _row(common, claim, planned_only=planned_only)
        if subject.kind in PROJECT_KINDS:
            yield from _inferred(common, subject, own)
            if only_project:
                yield from _codes(common, extraction.document.text)


def _keyed(page: ReadPage) -> Iterator[tuple[Subject, str]]:
    """The subjects of a page, each with its key in ``core.claims``."""
    names: Counter[str] = Counter()
    for subject in page.extraction.subjects:
        called = key(subject.name or "")
        names[called] += 1
        yield subject, digest("pg", page_key(page.url), called, names[called])


def _tellings(page: ReadPage, origin: str) -> Iterator[Telling]:
    """What the page tells of each project."""
    document = page.extraction.document
    projects = [one for one in _keyed(page) if one[0].kind in PROJECT_KINDS]
    spans = {claim.subject.key: claim.span_start for claim in reversed(page.extraction.claims)}
    if not projects:
        return
    speaks, repeats = outlets_of(document, page.publisher), cited_outlets(document)
    for subject, subject_key in projects:
        name, at = name_of_story(subject.name), spans.get(subject.key)
        record = None if at is None else record_at(document, at)
        yield Telling(
            key=subject_key,
            origin=origin,
            names=frozenset({name} if name else ()),
            place=subject.city_adcode or subject.province_adcode,
            told_on=_published(page)[0],
            outlets=speaks,
            cited_outlets=repeats,
            pages=frozenset({page_key(page.url) or page.url}),
            cited_pages=cited_pages(document, page.url, record),
            is_compilation=len(projects) > 1,
        )


def _common(page: ReadPage, origin: str) -> dict[str, Any]:
    published_on, known_basis = _published(page)
    return {
        "source_id": page.source_id,
        "capture_id": page.capture_id,
        "source_url": page.url,
        "source_title": page.extraction.document.title,
        "source_publisher": page.publisher,
        "source_tier": page.tier,
        "rights": page.rights,
        "quote_kind": "verbatim",
        "published_on": published_on,
        "known_basis": known_basis,
        "first_seen_on": page.first_seen_on,
        "last_seen_on": page.last_seen_on,
        "origin_id": origin,
        "extractor": EXTRACTOR,
        "extractor_version": page.reader_version,
        "assertion": "extracted",
    }


def _is_planned(claims: Iterable[PageClaim]) -> bool:
    """Whether the page tells of nothing at this subject that could already stand."""
    told = [claim for claim in claims if claim.property == "event"]
    return bool(told) and not any(
        claim.value_text in _MAY_STAND and claim.basis != "planned" for claim in told
    )


def _row(common: Mapping[str, Any], claim: PageClaim, *, planned_only: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        **common,
        "property": claim.property,
        "speaker": claim.speaker,
        "span_start": claim.span_start,
        "span_end": claim.span_end,
        "quote": claim.quote,
        "phase": _phase(claim.phase),
        "basis": claim.basis,
        "precision": claim.precision,
        "value_text": claim.value_text,
        "value_num": claim.value_num if claim.value_num is not None else claim.value_low,
        "value_low": claim.value_low,
        "value_high": claim.value_high,
        "unit": claim.unit,
        "qualifier": claim.qualifier or ("exact" if claim.value_num is not None else None),
        "change": claim.change,
        "counted_state": claim.state,
        "event_on": claim.event_on,
        "event_to_on": claim.event_to_on,
        "event_precision": claim.event_precision,
        "event_basis": "event" if claim.event_on else None,
        "value_flag": claim.value_flag,
    }
    row |= _event(row) if claim.property == "event" else _quantity(row, planned_only)
    return _with_id(row)


def _phase(phase: str | None) -> str | None:
    """A phase that is known by its number, as Chinese labels write it."""
    return f"{phase}期" if phase and phase.isdigit() else phase


def _event(row: Mapping[str, Any]) -> dict[str, Any]:
    """An event that is still to come is a plan; one without a date held when it was told.

    A planned expansion stays an event: of a site that stands it says that something is announced.
    """
    if row["basis"] == "planned" and row["value_text"] != "expanded":
        return {"property": "planned_event"}
    if row["event_precision"] == "period":
        return {"refusal": "several years date no event"}
    if row["event_on"] is not None or row["known_basis"] == "capture":
        return {} if row["event_on"] else {"event_precision": "none", "event_basis": "unclear"}
    return {
        "event_on": row["published_on"],
        "event_precision": "day",
        "event_basis": "state_as_of",
    }


def _quantity(row: Mapping[str, Any], planned_only: bool) -> dict[str, Any]:
    name, unit = row["property"], row["unit"]
    is_project = row["subject_kind"] in PROJECT_KINDS
    if name == "compute":
        basis = row["basis"] or ("planned" if planned_only else None)
        changed = {"basis": basis, "precision": row["precision"] or "unknown", "unit": "PFLOPS"}
        if unit == "POPS":
            # integer operations are not floating-point ones; INT8 is the only class kept
            changed["precision"] = "INT8"
        if is_project and basis is None:
            changed["refusal"] = "the page does not say whether it is planned or installed"
        return changed
    if name in _MONEY and unit != "CNY":
        return {"property": "other_money"}
    if name == "place" and row["place_adcode"] is None:
        return {"refusal": "the words name no single place"}
    return {}


def _inferred(
    common: Mapping[str, Any], subject: Subject, claims: Sequence[PageClaim]
) -> Iterator[dict[str, Any]]:
    """What follows from the page: it is one site, it is planned, it is about AI."""
    if not claims:
        return
    first = claims[0]
    base: dict[str, Any] = {
        **common,
        "assertion": "inferred",
        "quote": first.quote,
        "span_start": first.span_start,
        "span_end": first.span_end,
    }
    yield _with_id(base | {"property": "scope", "value_text": "site"})
    words = next((c for c in claims if _AI.search(c.quote)), None)
    if words is not None or _AI.search(subject.name or ""):
        said = words or first
        place = {"quote": said.quote, "span_start": said.span_start, "span_end": said.span_end}
        yield _with_id(base | place | {"property": "ai_stated", "value_text": "true"})
    events = [claim for claim in claims if claim.property == "event"]
    if events and all(event.basis == "planned" for event in events):
        undated = dict.fromkeys(("basis", "event_on", "event_precision"))
        row = base | undated | {"property": "event", "value_text": "announced"}
        yield _with_id(row | _event(row))


def _codes(common: Mapping[str, Any], text: str) -> Iterator[dict[str, Any]]:
    """The code of the project in the register of investments, where the page is about one."""
    found = {match.group(): match for match in _PROJECT_CODE.finditer(text)}
    if len(found) == 1:
        code, match = found.popitem()
        said = {"property": "project_code", "value_text": code, "quote": code}
        span = {"span_start": match.start(), "span_end": match.end()}
        yield _with_id({**common, **said, **span})


def _with_id(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its identifier: the same statement of the same page has the same one."""
    parts = (
        "property", "phase", "basis", "change", "value_text", "speaker", "precision",
        "counted_state",
    )  # fmt: skip
    # the day counts where the page states it, not where the page's own day stands in
    on = row.get("event_on") if row.get("event_basis") == "event" else None
    said = [row.get(name) for name in parts]
    return {**row, "claim_id": digest("cl", row["subject_key"], *said, on)}


def digest(prefix: str, *parts: object) -> str:
    """An identifier from its parts; null and the empty text are different parts."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return prefix + blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
