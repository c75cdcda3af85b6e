"""Where a subject lies: the places named with it, weighed by how they are named."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dcpipeline.extract.document import Block
from dcpipeline.extract.frames import SEVERAL, Frame, Reading
from dcpipeline.extract.latin import places as places_latin
from dcpipeline.extract.place_weights import (
    BESIDE,
    CARRIED,
    IN_NAME,
    LOCATED,
    MENTIONED,
    STANDS,
    ToldPlace,
    is_in_name,
    is_word_of_name,
    told_places,
    votes_of,
)
from dcpipeline.extract.segments import PageText, folded_span
from dcpipeline.normalize import Gazetteer, PlaceMatch

# Places of one sentence stand this close together.
ONE_SENTENCE: Final = 40
_LIST_OF: Final = re.compile(
    r"清单|名单|名录|目录|一览|汇总|项目表|登记表|统计表|进展|答复|复函|项目建设情况"
)
# Pages whose entries have nothing to do with each other.
# So many entries of one place, and the page itself, make it that of all.
_FEWEST_ALIKE: Final = 3
_OF_ENTRIES: Final = frozenset({"listing", "digest"})
# Votes by words that place one site, and no other.
_OF_ITS_OWN: Final = frozenset({STANDS, BESIDE})
_FIRM: Final = frozenset({"official", "short", "usual", "code", "county"})


@dataclass(frozen=True, slots=True)
class Site:
    """Where a subject lies, as far as the page fixes it.

    Attributes:
        province: code, None where it is not fixed.
        city: code, None where it is not fixed.
        spot: words that say so, a span of the folded text; None without a place.
        candidates: codes of ambiguous words.
        reason: why it is not fixed, empty where it is.
    """

    province: str | None = None
    city: str | None = None
    spot: tuple[int, int] | None = None
    candidates: tuple[str, ...] = ()
    reason: str = ""


def sites_of(
    page: PageText,
    readings: Sequence[Reading],
    frames: Iterable[Frame],
    gazetteer: Gazetteer,
) -> dict[int, Site]:
    """The site of every subject, by ``id`` of its frame."""
    is_latin = page.document.language != "zh"
    told = told_places(page, readings)
    votes = votes_of(page, readings, told)
    brands = {c.name for reading in readings for c in reading.companies if c.name}
    frames = list(frames)
    shared = _only_place(page, readings, told, sites=False)
    of_sites = shared
    if not is_latin:
        later = _spots_of_later(frames, votes)
        told_of_all = [each for each in told if each.place.start not in later]
        of_sites = _only_place(page, readings, told_of_all, sites=True)
    home = Site() if is_latin else _home(page, readings, gazetteer)
    away = places_latin.abroad(page, readings) if is_latin else frozenset()
    headings = [block for block in page.document.blocks if block.kind == "heading"]
    titled = _of_title(page, shared.get(None, []))
    found = {}
    for frame in frames:
        national = frame.kind == "programme" and frame.name and not frame.company
        if frame.kind == "nation" or national or id(frame) in away:
            found[id(frame)] = Site()
            continue
        own = _without_brands(votes.get(id(frame), []), brands)
        if frame.kind == "place" and frame.place is not None:
            own = [(IN_NAME, frame.place)]
        if is_latin:
            own = places_latin.without_namesakes(own, IN_NAME, LOCATED, gazetteer)
        elif _is_namesake(own, _common(titled, gazetteer), gazetteer):
            own = [(BESIDE, place) for place in titled]
        site = _site(own, gazetteer, is_group=frame.kind == "programme")
        if site.province is None or (site.city is None and frame.kind == "project"):
            site = _with_home(site, own, home) if frame.record is None else site
        if site.province is None or (site.city is None and frame.kind == "project"):
            around = of_sites if frame.kind == "project" else shared
            site = _with_shared(site, _around(page, frame, around, headings), gazetteer)
        found[id(frame)] = _completed(site, frame, home)
    return found


def _spots_of_later(
    frames: Sequence[Frame], votes: Mapping[int, Sequence[tuple[int, PlaceMatch]]]
) -> frozenset[int]:
    """Where the places stand of named sites behind the first: they say nothing of the others."""
    named = [frame for frame in frames if frame.kind == "project" and frame.name]
    return frozenset(
        place.start
        for frame in named[1:]
        for weight, place in votes.get(id(frame), ())
        if weight in _OF_ITS_OWN
    )


def _is_namesake(
    votes: Sequence[tuple[int, PlaceMatch]], titled: Site, gazetteer: Gazetteer
) -> bool:
    """Whether a name only holds the bare word for a district elsewhere than its list: 宝山."""
    if titled.province is None or not votes:
        return False
    return all(
        place.kind not in _FIRM
        and place.adcode is not None
        and gazetteer.province_of(place.adcode) != titled.province
        for _, place in votes
    )


def _completed(site: Site, frame: Frame, home: Site) -> Site:
    """The place of the office that speaks, where none is named; all of a province has no city."""
    ours = frame.kind == "place" and frame.place is None and not frame.name
    unknown = site.province is None and not site.candidates and frame.company == ""
    if unknown or (ours and home.province is not None):
        site = home
    if frame.kind == "place" and frame.level == "province" and site.city != site.province:
        return replace(site, city=None)
    return site


_OUR: Final = re.compile(r"我市|全市|我省|全省|我区|全区|我县|全县|本市|市内")
_OFFICE: Final = re.compile(
    r"(?:市|省|区|县|州|自治区)?(?:人民政府|数据资源(?:管理)?局|大?数据(?:管理|发展)?局|发展和改革委员会|发展改革委|发改[委局]|工业和信息化[局厅]|"
    r"工信局|经信局|科技局|通信管理局|政府办公室|融媒体中心|日报|发布|政协|人大|两会)"
)


# 关于市政协第12号提案的答复
_REPLIES: Final = re.compile(r"(?:提案|建议|议案)[^,。;]{0,12}(?:答复|复函|回复)|答复|复函")


def _home(page: PageText, readings: Sequence[Reading], gazetteer: Gazetteer) -> Site:
    """The one unit whose office speaks of 我市 or 我省 on a page, or replies in its title."""
    title = page.document.blocks[0] if page.document.blocks else None
    replies = title is not None and _REPLIES.search(page.lower, *folded_span(page.folded, title))
    if not replies and _OUR.search(page.lower) is None:
        return Site()
    named = [
        place for reading in readings for place in reading.places
        if place.adcode and place.level != "country" and _OFFICE.match(page.lower, place.end)
    ]  # fmt: skip
    return _common(named, gazetteer) if named else Site()


def _with_home(site: Site, own: Sequence[tuple[int, PlaceMatch]], home: Site) -> Site:
    """A site without a city lies where the office sits that tells of it, if nothing else is said.

    Of a place that the text names for the site itself, be it ambiguous, the office says nothing.
    """
    fixed = site.city is not None or home.city is None
    named = any(place.adcode is None or place.level != "province" for _, place in own)
    if fixed or named or site.province not in {None, home.province}:
        return site
    return home


def _without_brands(
    votes: list[tuple[int, PlaceMatch]], companies: set[str]
) -> list[tuple[int, PlaceMatch]]:
    """Without places in a name that are the brand of a company: 北辰云仓 of 广东北辰云仓公司."""
    in_name = [place for weight, place in votes if weight == IN_NAME]
    branded = {
        place.text for place in in_name
        if any(place.text in name and not name.startswith(place.text) for name in companies)
    }  # fmt: skip
    if not branded or all(place.text in branded for place in in_name):
        return votes
    return [(weight, place) for weight, place in votes if place.text not in branded]


def _around(
    page: PageText,
    frame: Frame,
    shared: dict[int | None, list[PlaceMatch]],
    headings: Sequence[Block],
) -> list[PlaceMatch] | None:
    """The places of its record, else of the heading above it, else of the page."""
    if frame.record is not None and frame.record in shared:
        return shared[frame.record]
    first = frame.spots[0][0] if frame.spots else 0
    first = page.span(first, first + 1)[0]
    above = bisect_right(headings, first, key=lambda block: block.start)
    if above:
        start, end = folded_span(page.folded, headings[above - 1])
        inside = [p for p in shared.get(None, []) if start <= p.start < end]
        if inside:
            return inside
    titled = _of_title(page, shared.get(None, []))
    if not titled and frame.record is None:
        titled = _of_headline(page, shared.get(None, []))
    of_entries = frame.record is not None and page.document.layout in _OF_ENTRIES
    if titled or (of_entries and len(shared) <= _FEWEST_ALIKE):
        return titled
    return shared.get(None)


def _of_title(page: PageText, places: list[PlaceMatch]) -> list[PlaceMatch]:
    """The places of the title, where it is that of a list of what one place has."""
    title = page.document.blocks[0] if page.document.blocks else None
    if page.document.language != "zh" or title is None or title.kind != "title":
        return []
    start, end = folded_span(page.folded, title)
    in_entries = page.document.layout in _OF_ENTRIES
    if not in_entries and _LIST_OF.search(page.lower, start, end) is None:
        return []
    return [place for place in places if start <= place.start < end]


def _of_headline(page: PageText, places: list[PlaceMatch]) -> list[PlaceMatch]:
    """The places of the headline, where a report speaks mostly of what lies there."""
    title = page.document.blocks[0] if page.document.blocks else None
    if page.document.language != "zh" or title is None or title.kind != "title":
        return []
    start, end = folded_span(page.folded, title)
    named = [place for place in places if start <= place.start < end and place.adcode]
    provinces = {place.adcode[:2] for place in named if place.adcode}
    known = [place.adcode[:2] for place in places if place.adcode]
    if len(provinces) != 1 or sum(code in provinces for code in known) * 3 < len(known) * 2:
        return []
    return named


def _site(
    votes: list[tuple[int, PlaceMatch]], gazetteer: Gazetteer, *, is_group: bool = False
) -> Site:
    """The place that the strongest words name; where they differ, what they have in common."""
    if not votes:
        return Site(reason="no place is named with it")
    for weight in _order(votes, gazetteer):
        named = [place for w, place in votes if w == weight]
        if not named:
            continue
        if weight == IN_NAME:
            named = _nearest_head(named)
        site = _common(named, gazetteer)
        if site.province is None and weight != IN_NAME:
            site = _common(
                [p for p in named if p.start - named[0].start <= ONE_SENTENCE], gazetteer
            )
        if site.province is None and weight != IN_NAME and not is_group:
            site = _common(named[:1], gazetteer)
        if site.province is None:
            continue
        return site if site.city is not None else _with_city(site, votes, weight, gazetteer)
    first = votes[0][1]
    return Site(
        candidates=first.candidates, reason=first.reason or "the places named with it differ"
    )


def _nearest_head(named: list[PlaceMatch]) -> list[PlaceMatch]:
    """Of places of several provinces in one name those of the last one: 北辰云仓宁夏数据中心."""
    provinces = {place.adcode[:2] for place in named if place.adcode}
    if len(provinces) < SEVERAL:
        return named
    last = max((place for place in named if place.adcode), key=lambda place: place.start)
    return [p for p in named if p.adcode and last.adcode and p.adcode[:2] == last.adcode[:2]]


def _with_city(
    site: Site, votes: list[tuple[int, PlaceMatch]], found: int, gazetteer: Gazetteer
) -> Site:
    """A province with the city inside it that weaker words name."""
    for weight in range(found - 1, 0, -1):
        inner = [
            p for w, p in votes
            if w == weight and p.adcode and gazetteer.province_of(p.adcode) == site.province
        ]  # fmt: skip
        cities = [p for p in inner if p.adcode != site.province]
        if cities:
            near = [p for p in cities if p.start - cities[0].start <= ONE_SENTENCE]
            common = _common(near, gazetteer)
            return common if common.city is not None else site
    return site


def _order(votes: list[tuple[int, PlaceMatch]], gazetteer: Gazetteer) -> tuple[int, ...]:
    """Weights from strong to weak: a zone in the name yields to a place that locates the site."""
    in_name = [p for w, p in votes if w == IN_NAME and p.adcode]
    located = [p for w, p in votes if w in {LOCATED, BESIDE} and p.adcode]
    if in_name and located and all(p.kind not in _FIRM for p in in_name):
        return (STANDS, LOCATED, BESIDE, IN_NAME, MENTIONED, CARRIED)
    return (STANDS, IN_NAME, LOCATED, BESIDE, MENTIONED, CARRIED)


def _common(places: Sequence[PlaceMatch], gazetteer: Gazetteer) -> Site:
    cities = Counter(
        p.adcode for p in places if p.adcode and p.level in {"prefecture", "county_direct"}
    )
    provinces = {gazetteer.province_of(p.adcode) or p.adcode for p in places if p.adcode}
    if len(provinces) != 1:
        reasons = [p for p in places if p.adcode is None]
        candidates = reasons[0].candidates if reasons else ()
        return Site(candidates=candidates, reason="the places named with it differ")
    province = next(iter(provinces))
    spot = next((p.start, p.end) for p in places if p.adcode)
    if len(cities) == 1:
        city = next(iter(cities))
        return Site(province, city, next((p.start, p.end) for p in places if p.adcode == city))
    if gazetteer.is_municipality(province):
        return Site(province, province, spot)
    return Site(province, None, spot)


def _only_place(
    page: PageText, readings: Sequence[Reading], told: Sequence[ToldPlace], *, sites: bool
) -> dict[int | None, list[PlaceMatch]]:
    """Places that can be those of the whole page, or of a whole record.

    Args:
        page: the page.
        readings: its sentences.
        told: their places.
        sites: whether places of sites are asked for: those in the name of one say nothing of
            the others, unless it is the first that the page tells of.
    """
    shared: dict[int | None, list[PlaceMatch]] = {}
    apart = sites and page.document.language == "zh" and _names_differ(readings)
    for reading, place, elsewhere in told:
        if elsewhere or is_word_of_name(page, reading, place):
            continue
        if sites and is_in_name(reading, place, first_too=apart):
            continue
        shared.setdefault(None, []).append(place)
        if reading.sentence.record is not None:
            shared.setdefault(reading.sentence.record, []).append(place)
    return shared


def _names_differ(readings: Sequence[Reading]) -> bool:
    """Whether the names of sites hold places of several provinces: none is that of the others."""
    inside = (
        place.adcode[:2]
        for reading in readings for place in reading.places
        if place.adcode and place.level != "country" and is_in_name(reading, place, first_too=True)
    )  # fmt: skip
    return len(set(inside)) >= SEVERAL


def _with_shared(site: Site, places: list[PlaceMatch] | None, gazetteer: Gazetteer) -> Site:
    """A site without own place lies where the one place of its page or record is."""
    if site.candidates or not places:
        return site
    common = _common(places, gazetteer)
    if common.province is None or (site.province is not None and common.province != site.province):
        return site
    if site.province is not None and common.city is None:
        return site
    return common
