"""Counties in English and French text: "in Taicang, Jiangsu", "le comte de Jinta"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Gazetteer, PlaceMatch

_WORD: Final = re.compile(r"(?<![\w'-])[A-Z][a-z]+(?:'[a-z]+)?(?![\w-]|'[a-rt-z])")
_KIND_BEHIND: Final = re.compile(
    r"(?: [A-Z]?[a-z]+)? (?:[Cc]ount(?:y|ies)|[Dd]istrict|[Bb]anner|[Cc]ity)\b(?! of)"
)
_KIND_BEFORE: Final = re.compile(
    r"\b(?:comtes? d[e'u]|districts? d[e'u]|cantons? d[e'u]|banniere d[e'u]|ville d[e'u]|"
    r"county of|district of|city of|town of|banner of) ?$"
)
# Where something stands, or the noun of a site that is named after its place.
_THERE: Final = re.compile(
    r"(?:\b(?:in|at|near|outside|a|pres de)|"
    r"\b(?:cent(?:er|re)|campus|park|parc|hub|base|site|complexe?|calcul|donnees|intelligent) "
    r"(?:of|de|d')) ?$"
)
_NAMES_SITE: Final = re.compile(
    r"(?: [a-z]+){0,3} (?:comput\w+|data|supercomput\w+|cent(?:er|re)|campus|hub|park|base)\b"
)
_CAPITAL_BEHIND: Final = re.compile(r" [A-Z]")
_CAPITAL_BEFORE: Final = re.compile(
    r"(?<!\w)(?!(?:The|In|At|Near|An?|Its|Le|La|Son) $)[A-Z][\w'-]* $"
)
# Between a county and the unit in which it lies.
_LIES_IN: Final = re.compile(
    r"(?:, | \(|,? (?:in|dans|en|a|au|of|de|du) )(?:[a-z' -]{0,40}?)|'s (?:[a-z]+ ){0,2}"
)
_BEFORE_LENGTH: Final = 24
_NEAR: Final = 60


def find_counties(
    page: PageText, places: Sequence[PlaceMatch], gazetteer: Gazetteer
) -> Iterator[PlaceMatch]:
    """Counties that a page names in Latin letters, known by the unit that it names them with.

    A name that only one county has is read without such a unit where its kind is told (Taicang
    city), or where the page names no other place.

    Args:
        page: the page.
        places: the other places of the page, in order.
        gazetteer: names of places.
    """
    fixed = [p for p in places if (p.adcode or p.candidates) and p.level != "country"]
    yield from _new_areas(page, places, gazetteer)
    for match in _WORD.finditer(page.text):
        codes = gazetteer.spelled_counties(match.group())
        first, last = match.span()
        if not codes or any(p.start < last and first < p.end for p in places):
            continue
        if not _is_place(page, first, last):
            continue
        inside = _inside(page, first, last, codes, fixed, gazetteer)
        if not inside and (not fixed or _tells_kind(page, first, last)):
            inside = set(codes)
        if len(inside) == 1:
            known = gazetteer.resolve(next(iter(inside)))
            yield replace(known, text=match.group(), kind="county", start=first, end=last)


# "la nouvelle zone de Xiangjiang"
_NEW_AREA: Final = re.compile(r"\bnouvelle (?:zone|aire) (?:de |d'|du )")


def _new_areas(
    page: PageText, places: Sequence[PlaceMatch], gazetteer: Gazetteer
) -> Iterator[PlaceMatch]:
    """New areas in their French form, known by the English one."""
    for match in _NEW_AREA.finditer(page.lower):
        name = _WORD.match(page.text, match.end())
        if name is None or any(p.start <= name.start() < p.end for p in places):
            continue
        known = gazetteer.resolve(f"{name.group()} New Area")
        if known.adcode:
            yield replace(
                known, text=name.group(), kind="new_area", start=name.start(), end=name.end()
            )


def _is_place(page: PageText, first: int, last: int) -> bool:
    """Whether the words around a name say that it is one of a place."""
    before = page.lower[max(0, first - _BEFORE_LENGTH) : first]
    if _tells_kind(page, first, last):
        return True
    if _CAPITAL_BEHIND.match(page.text, last) or _CAPITAL_BEFORE.search(page.text[:first][-24:]):
        return False
    named = _NAMES_SITE.match(page.lower, last) is not None and page.document.language == "en"
    return named or _THERE.search(before) is not None


def _tells_kind(page: PageText, first: int, last: int) -> bool:
    """Whether a word beside a name says that it is a county, a district or a city."""
    before = page.lower[max(0, first - _BEFORE_LENGTH) : first]
    behind = _KIND_BEHIND.match(page.text, last)
    return behind is not None or _KIND_BEFORE.search(before) is not None


def _inside(
    page: PageText,
    first: int,
    last: int,
    codes: Sequence[str],
    fixed: Sequence[PlaceMatch],
    gazetteer: Gazetteer,
) -> set[str]:
    """The units of these codes that the page names, those beside the county before all others."""
    beside = [
        p for p in fixed
        if (0 <= p.start - last <= _NEAR and _LIES_IN.fullmatch(page.lower, last, p.start))
        or (0 <= first - p.end <= _NEAR and _LIES_IN.fullmatch(page.lower, p.end, first))
    ]  # fmt: skip
    for near in (beside, fixed):
        units = {code for p in near for code in (p.adcode, *p.candidates) if code}
        found = {c for c in codes if c in units or gazetteer.province_of(c) in units}
        if found or (near is beside and beside):
            return found
    return set()
