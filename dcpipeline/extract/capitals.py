"""Capitals of provinces that a page tells without their names: "the Anhui capital", 安徽省会."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Gazetteer, PlaceMatch

# Money is capital, too.
_CITY: Final = (
    r"capital(?: city)?\b(?!-|[ ](?:invest\w*|expen\w+|spending|increase|injection|markets?|costs?|"
    r"gains?|group|outlay|requirements?|contribution|raised|co\b|of (?:rmb|\$|us|the company)))"
)
_BEHIND_LATIN: Final = re.compile(
    rf"(?:'s|(?: province| autonomous region)?'s)?,? (?:provincial |regional )?(?P<capital>{_CITY})"
)
_BEFORE_LATIN: Final = re.compile(
    r"\b(?P<capital>(?:provincial |regional )?capital(?: city)?) of (?:the )?"
    r"(?:[a-z]+ china's )?(?:the )?(?:province of )?$|"
    r"\b(?P<capitale>(?:capitale|chef-lieu)(?: provinciale| regionale)?) "
    r"(?:de |du |d'|de la |de l')(?:la )?(?:province (?:de |du |d'|de l'))?(?:la |le |l')?$"
)
_ALONE_LATIN: Final = re.compile(
    r"\b(?:(?:provincial|regional) capital(?: city)?|capitale (?:provinciale|regionale)|"
    r"chef-lieu de (?:la province|la region))\b"
)
_BEHIND_HAN: Final = re.compile(r"(?:省|自治区)?的?(?P<capital>省会|首府)(?:城市)?")
_WINDOW: Final = 48
# Characters between "the provincial capital" and the province that was told last.
_REACH: Final = 300


def find_capitals(
    page: PageText, places: Sequence[PlaceMatch], gazetteer: Gazetteer
) -> Iterator[PlaceMatch]:
    """The capitals that a page tells by their provinces; not where their names stand beside.

    Args:
        page: the page.
        places: the other places of the page, in order.
        gazetteer: tells the capitals.
    """
    provinces = [place for place in places if place.level == "province" and place.adcode]
    if not provinces:
        return
    told: set[int] = set()
    for province in provinces:
        span = _beside(page, province)
        if span is not None:
            told.add(span[0])
            yield from _capital(page, province.adcode or "", span, gazetteer)
    if page.document.language == "zh":
        return
    for match in _ALONE_LATIN.finditer(page.lower):
        if any(match.start() <= start < match.end() for start in told):
            continue
        before = [p for p in provinces if 0 <= match.start() - p.end <= _REACH]
        if before:
            yield from _capital(page, before[-1].adcode or "", match.span(), gazetteer)


def _beside(page: PageText, province: PlaceMatch) -> tuple[int, int] | None:
    """The span of the words for a capital right before or behind a province."""
    if page.document.language == "zh":
        match = _BEHIND_HAN.match(page.lower, province.end)
        return None if match is None else match.span("capital")
    match = _BEHIND_LATIN.match(page.lower, province.end)
    if match is not None:
        return match.span("capital")
    match = _BEFORE_LATIN.search(page.lower, max(0, province.start - _WINDOW), province.start)
    if match is None:
        return None
    return match.span("capital" if match["capital"] else "capitale")


def _capital(
    page: PageText, province: str, span: tuple[int, int], gazetteer: Gazetteer
) -> Iterator[PlaceMatch]:
    capital = gazetteer.capital_of(province)
    if capital is not None:
        known = gazetteer.resolve(capital)
        yield replace(
            known, text=page.text[slice(*span)], kind="capital", start=span[0], end=span[1]
        )
