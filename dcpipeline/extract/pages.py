"""A page to claims: every statement with its subject, its place, its date and its words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from dcpipeline.extract.claim import Extraction, LeftAlone, PageClaim, Subject
from dcpipeline.extract.collect import Collector
from dcpipeline.extract.discourse import read_subjects
from dcpipeline.extract.document import Document
from dcpipeline.extract.drafts import Draft
from dcpipeline.extract.frames import Frame
from dcpipeline.extract.latin.brands import brand_of_name
from dcpipeline.extract.latin.short_names import possessed
from dcpipeline.extract.locate import Site, sites_of
from dcpipeline.extract.owners import brand_in_name, owner_in_name
from dcpipeline.extract.page_places import find_places
from dcpipeline.extract.parents import parents
from dcpipeline.extract.reading import read_document
from dcpipeline.extract.rows import claimed_blocks, read_rows
from dcpipeline.extract.segments import PageText, page_text
from dcpipeline.extract.settle import settled
from dcpipeline.extract.tabled import tabled
from dcpipeline.extract.unite import unite
from dcpipeline.normalize import Gazetteer, PlaceMatch

# What mirrors print behind characters: 数(shù).
_READING: Final = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,24}[)）]")


def extract_page(
    content: bytes,
    gazetteer: Gazetteer,
    *,
    url: str | None = None,
    published: date | None = None,
    charset: str | None = None,
) -> Extraction:
    """Read the claims of a page.

    Args:
        content: the bytes of the page, as received; HTML or plain text.
        gazetteer: names of places.
        url: address of the page, if known.
        published: day of publication, if known; decides before what the page prints.
        charset: encoding that the HTTP header names, if any.

    Returns:
        The document, its claims with their words, and what was seen and left alone. Whatever the
        bytes are, nothing is raised.
    """
    document = read_document(content, url=url, published=published, charset=charset)
    return extract_document(document, gazetteer)


def extract_document(document: Document, gazetteer: Gazetteer) -> Extraction:
    """Read the claims of a document."""
    page = page_text(document)
    records = read_rows(page, gazetteer)
    in_tables = claimed_blocks(records)
    places = find_places(page, gazetteer)
    readings, named = read_subjects(page, places, in_tables)
    frames = list(named)
    found = Collector(page, readings, frames, gazetteer, in_tables)
    found.collect()
    rows = tabled(page, records, frames)
    found.drafts.items += [Draft(row.frame, claim) for row in rows for claim in row.claims]
    found.close()
    found.drafts.items += parents(found)
    sites = sites_of(page, readings, frames, gazetteer)
    sites |= found.city_lists.sites
    sites |= {id(row.frame): row.site for row in rows if row.site.province is not None}
    frames = unite(page, frames, found.drafts.items, sites, gazetteer)
    if document.language == "en":
        _name_by_owner(page, frames)
    subjects: list[Subject] = []
    claims: list[PageClaim] = []
    told: dict[int, list[PageClaim]] = {}
    for draft in found.drafts.items:
        told.setdefault(id(draft.frame), []).append(draft.claim)
    for frame in frames:
        own = [_without_readings(claim) for claim in told.get(id(frame), [])]
        if own:
            is_owned = any(claim.property == "operator" for claim in own)
            own += _owner_in_name(page, frame, places, is_owned=is_owned)
        own = settled(own, is_project=frame.kind == "project")
        if not _says_something(frame, own):
            continue
        site = Site() if frame.company else sites[id(frame)]
        subject = Subject(
            f"s{len(subjects) + 1}", frame.kind, _name(page, frame),
            site.province, site.city, site.candidates,
        )  # fmt: skip
        subjects.append(subject)
        claims += [c.about(subject) for c in own + _described(page, frame, site)]
    found.drafts.left += [
        LeftAlone(*page.span(start, end), "cell", reason)
        for record in records for start, end, reason in record.unread
    ]  # fmt: skip
    left = tuple(sorted(found.drafts.left, key=lambda words: (words.start, words.end)))
    return Extraction(document, tuple(subjects), tuple(claims), left)


# Capitals without a noun for a site: the city for which a site of a list stands.
_IS_PROPER: Final = re.compile(
    r"(?!.*(?i:cent|camp|park|hub|base|facilit|cluster|site|project))[A-Z].*"
)


def _name_by_owner(page: PageText, frames: Sequence[Frame]) -> None:
    """Sites without a name of their own are called by whose they are, where the text does so."""
    for frame in frames:
        if frame.kind != "project" or frame.name:
            continue
        nouns = (spot for spot in frame.spots if not _IS_PROPER.fullmatch(page.text, *spot))
        called = (possessed(page.text, *spot) for spot in nouns)
        span = next((span for span in called if span is not None), None)
        if span is not None:
            frame.name = page.text[span[0] : span[1]]
            frame.spots.insert(0, span)


def _says_something(frame: Frame, claims: Sequence[PageClaim]) -> bool:
    """Whether a subject is worth naming: a place of which only events are told is not."""
    only_owned = bool(claims) and all(claim.property == "operator" for claim in claims)
    if frame.kind == "project" and not frame.name and only_owned:
        return False
    if frame.kind == "project":
        return any(c.property != "event" for c in claims) if frame.is_bare else bool(claims)
    return any(claim.property != "event" for claim in claims)


def _spot(page: PageText, frame: Frame) -> tuple[int, int] | None:
    """The words that give the subject its name; None without a name."""
    if not frame.name:
        return None
    for start, end in frame.spots:
        if page.text[start:end] == frame.name:
            return start, end
    return frame.spots[0] if frame.spots else None


def _name(page: PageText, frame: Frame) -> str | None:
    """The name as the page writes it, without a reading in brackets behind its characters."""
    spot = _spot(page, frame)
    if spot is None:
        return frame.name or None
    return _READING.sub("", page.words(*spot))


def _without_readings(claim: PageClaim) -> PageClaim:
    """An owner without the readings in brackets that some copies print behind characters."""
    if claim.property != "operator" or "(" not in claim.value_text:
        return claim
    return replace(claim, value_text=_READING.sub("", claim.value_text))


def _owner_in_name(
    page: PageText, frame: Frame, places: Sequence[PlaceMatch], *, is_owned: bool
) -> list[PageClaim]:
    """The company whose own name is part of the name of a site."""
    spot = _spot(page, frame)
    if spot is None or frame.kind != "project":
        return []
    name = page.text[spot[0] : spot[1]]
    owner = owner_in_name(name)
    begins = frozenset(place.start - spot[0] for place in places)
    if owner is None and page.document.language == "en":
        told = (
            None if is_owned else brand_of_name(name, sorted(begins), page.text.replace(name, ""))
        )
        if told is None:
            return []
        return [_words(page, frame, "operator", (spot[0] + told[0], spot[0] + told[1]))]
    if owner is None:
        brand = None if is_owned else brand_in_name(name, begins)
        if brand is None:
            return []
        return [_words(page, frame, "operator", (spot[0] + brand[0], spot[0] + brand[1]))]
    return [_words(page, frame, "operator", (spot[0] + owner.start, spot[0] + owner.end))]


def _described(page: PageText, frame: Frame, site: Site) -> list[PageClaim]:
    """Name and place, as claims."""
    claims: list[PageClaim] = []
    spot = _spot(page, frame)
    if spot is not None and frame.kind == "project":
        language = "name_zh" if page.document.language == "zh" else "name_en"
        claims.append(_words(page, frame, language, spot))
    if site.spot is not None:
        claims.append(_words(page, frame, "place", site.spot))
    return claims


def _words(page: PageText, frame: Frame, name: str, spot: tuple[int, int]) -> PageClaim:
    """A claim that is its own words."""
    first, last = page.span(*spot)
    words = page.document.text[first:last]
    return PageClaim(Subject("", frame.kind, None), name, words, words, first, last, first, last)
