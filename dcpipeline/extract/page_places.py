"""The places that a page names, each decided by the provinces and cities around it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from dcpipeline.extract.capitals import find_capitals
from dcpipeline.extract.latin import counties as counties_latin
from dcpipeline.extract.latin import places as places_latin
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Gazetteer, PlaceMatch


def find_places(page: PageText, gazetteer: Gazetteer) -> tuple[PlaceMatch, ...]:
    """All places of a page in order; an ambiguous name is decided by the provinces around it."""
    places = gazetteer.find(page.text)
    known = [p.adcode for p in places if p.level == "province"]
    known += [
        gazetteer.province_of(p.adcode) or ""
        for p in places
        if p.adcode and p.level not in {"country", "province"}
    ]
    if page.document.language != "zh":
        places = tuple(places_latin.decided(page, places, gazetteer))
    near = Counter(code for code in known if code)
    decided = tuple(_decided(place, near, gazetteer) for place in places)
    if page.document.language == "zh":
        decided = (*decided, *_counties(page, decided, gazetteer))
        decided = tuple(sorted(decided, key=lambda place: place.start))
    else:
        decided = (*decided, *counties_latin.find_counties(page, decided, gazetteer))
        decided = tuple(sorted(decided, key=lambda place: place.start))
    capitals = tuple(find_capitals(page, decided, gazetteer))
    if capitals:
        decided = tuple(sorted((*decided, *capitals), key=lambda place: place.start))
    return tuple(_without_inner(page, decided, gazetteer))


# What stands right behind the bare name of a county in the name of a site.
_OF_A_SITE: Final = re.compile(
    r"[\u4e00-\u9fff\w()“”·]{0,14}?(?:算力|智算|超算|数据|云计算|计算)[\u4e00-\u9fff]{0,8}?(?:中心|基地|园|港|谷|枢纽|项目|集群|平台|工厂)"
    r"|[一二三四\d]期"
)
_GOES_TO: Final = re.compile(r"(?:在|于|位于|落户|选址|来到|走进|落地|布局|抵达|赴)$")


def _counties(
    page: PageText, places: Sequence[PlaceMatch], gazetteer: Gazetteer
) -> Iterator[PlaceMatch]:
    """Counties without 县 or 区 in the name of a site, or where something stands.

    Only such as lie in a unit that the page names in full.
    """
    near = {p.adcode for p in places if p.adcode and p.level != "country"}
    if not near:
        return
    ends = {place.end for place in places}
    for county in gazetteer.find_counties(page.text, near):
        if any(p.start < county.end and county.start < p.end for p in places):
            continue
        if (
            county.start in ends
            or _OF_A_SITE.match(page.text, county.end)
            or _GOES_TO.search(page.text, max(0, county.start - 3), county.start)
        ):
            yield county


def _without_inner(
    page: PageText, places: Sequence[PlaceMatch], gazetteer: Gazetteer
) -> Iterator[PlaceMatch]:
    """A place right behind another one lies in it: 芜湖市江北新区 is in Wuhu, not in Nanjing."""
    outer: PlaceMatch | None = None
    others = _elsewhere_too(page, places, gazetteer)
    for place in places:
        if place.text in others:
            place = replace(others[place.text], text=place.text, start=place.start, end=place.end)
        inside = outer is not None and page.lower[outer.end : place.start] in {"", "市", "的"}
        if not inside or outer is None or outer.adcode is None:
            yield place
        elif outer.level in {"prefecture", "county_direct"}:
            if place.adcode == outer.adcode:
                yield place
            continue
        elif place.adcode is None or gazetteer.province_of(place.adcode) == outer.adcode:
            yield place
        else:
            continue
        outer = place if place.level != "country" else None


def _elsewhere_too(
    page: PageText, places: Sequence[PlaceMatch], gazetteer: Gazetteer
) -> dict[str, PlaceMatch]:
    """Names that a page uses for a place in another city than the one known by that name."""
    found: dict[str, PlaceMatch] = {}
    for outer, inner in pairwise(places):
        if (
            outer.level in {"prefecture", "county_direct"}
            and page.lower[outer.end : inner.start] in {"", "市", "的"}
            and inner.adcode != outer.adcode
        ):
            found[inner.text] = replace(outer, kind="zone")
    return found


def _decided(place: PlaceMatch, near: Counter[str], gazetteer: Gazetteer) -> PlaceMatch:
    if place.adcode is not None or not place.candidates:
        return place
    inside = [c for c in place.candidates if (gazetteer.province_of(c) or c) in near]
    provinces = {gazetteer.province_of(c) or c for c in inside}
    if len(inside) == 1 and len(provinces) == 1:
        return replace(
            gazetteer.resolve(inside[0]),
            text=place.text,
            kind=place.kind,
            start=place.start,
            end=place.end,
        )
    return place
