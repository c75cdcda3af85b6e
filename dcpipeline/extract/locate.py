"""Where a subject lies: the places named with it, weighed by how they are named."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from dcpipeline.extract.document import Block
from dcpipeline.extract.frames import SEVERAL, Frame, Reading
from dcpipeline.extract.governing import governing
from dcpipeline.extract.latin import counties as counties_latin
from dcpipeline.extract.latin import places as places_latin
from dcpipeline.extract.place_lists import is_one_of_several, places_of_list
from dcpipeline.extract.segments import PageText, folded_span
from dcpipeline.normalize import Gazetteer, PlaceMatch

# Places of one sentence stand this close together.
ONE_SENTENCE: Final = 40
# Said to stand there (位于); in the name; located by a verb or preposition; beside the name;
# elsewhere in the sentence; in a sentence that only goes on about the subject, or inside a word of
# the name.
STANDS, IN_NAME, LOCATED, BESIDE, MENTIONED, CARRIED = 6, 5, 4, 3, 2, 1
_LOCATED_BEFORE: Final = re.compile(
    r"(?:位于|坐落于|坐落在|坐落|落户于|落户在|落户|落地于|落地在|落地|选址于|选址在|选址|地处|设在|建在|布局在|布局于|部署在|部署于|扎根|"
    r"建设地点(?:为|:|位于)?|项目地点(?:为|:)?|地点(?:为|:)?|所在地(?:为|:)?|在|于|\b(?:located in|"
    r"based in|sited in|"
    r"built in|in|at|near|outside|off|off the coast of|au large de|a|dans|en|pres de|situe a|"
    r"implante a)\s?(?:the city of |"
    r"the outskirts of |la ville de |the )?)"
    r"(?:我国|中国|祖国)?\s?(?:西部|东部|北部|南部|(?:新疆)?(?:生产建设)?兵团|(?:兵团)?第?[一二三四五六七八九十]{1,2}师)?$"
)
_NOT_SITE_BEFORE: Final = re.compile(
    r"(?:(?:总部|办公地址|办公地|注册地址|通讯地址|联系地址|办公场所)(?:位于|在|设在|设于|为|:)?|注册地(?:址)?(?:为|位于|在|:)?|注册于|住所(?:为|:|地为)?|成立于|来自|距|距离|辐射|服务|覆盖|连接|面向|"
    r"联动|对接|支撑|满足|通往|直达|直连|直通|连通|走访|至|(?<!来)(?<!走)到|曾在|曾考察|飞往|飞赴|毗邻|邻近|紧邻|送往|"
    r"\b(?:headquartered in|registered in|-based|serving|serve|serves|from|to|for users in|"
    r"links?|linking|away from|km from|kilometres from|users in|customers in|siege a|base a|"
    r"basee a|desservir|servir|depuis))(?:the )?\s?$"
)
_NOT_SITE_BEHIND: Final = re.compile(
    r"(?:(?:正式|成功)?(?:举行|举办|签约|签署|签订|召开|揭晓|发布|宣布|开幕)|-based|-headquartered|-listed|籍|企业|客户|用户|市场|"
    r"方向|[两三]地(?:选址(?!建设)|考察|比选)|的?(?:一家|某)[^,。;]{0,8}(?:公司|企业|集团)|援[疆藏青]|股份|证券交易所|证监局|方面|总部|分行|大学|高校|(?:市|省|区|县)?(?:委|政府|发改委|发展和改革委|发改局|工信|数据局|人大|政协|能源局|通信管理局|"
    r"市委|省委|人民政府|管委会))"
)
_DATELINE: Final = re.compile(
    r"^\W{0,3}(?:[\u4e00-\u9fff·]{0,8}(?:社|网|报|讯|电|记者))[^。]{0,16}(?:\d{1,2}月\d{1,2}日)[^。]{0,8}[电讯]"
)
_DATELINE_LATIN: Final = re.compile(
    r"\W{0,3}[A-Z][\w' -]{2,24}(?:, [A-Z][\w ]{2,20})?,? (?:\d{1,2}(?:er)? )?"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|janv|fevr|mars|avril|mai|juin|"
    r"juil|aout|sept|oct|nov|dec)[a-z]*\.?"
    r"(?: \d{1,2})?(?:,? \d{4})? ?(?:\([^)]{2,24}\))? ?-"
    r"|\W{0,3}[A-Z][A-Z'/ -]{3,24}(?:, [A-Z][\w ]{2,20})? ?(?:\((?:AFP|AP|Reuters|Xinhua|Bloomberg|"
    r"ANI|IANS|EFE|Kyodo|Yonhap|CNS|CNW|TASS|Chine nouvelle|[A-Z]{2,12})\) ?-|- ?-|--)"
    r"|\W{0,3}[A-Z]{4,}(?:[ '-][A-Z]{2,}){0,2} - (?=[A-Z\"“])"
)
# A district, zone or former name may stand in the name of a site elsewhere; these may not.
_BESIDE_NAME: Final = frozenset({"", "市", "的", "(", ")", " ", "'s ", "'s new ", "'s \""})
_LISTS_PLACES: Final = frozenset({"、", "和", "及", "以及", "与"})
_JOINTS: Final = frozenset({"", "市", "的", " ", ", "})
_SIGNING: Final = re.compile(r"签约|签署|签订|签下|signed|signing|signe")
_GOVERNMENT: Final = re.compile(r"(?:市|区|县)?(?:人民)?(?:政府|管委会)")
# 与延安市宝塔区签订协议
_SIGNS_ITSELF: Final = re.compile(
    r"(?:成功|正式)?签(?:约|下|署|订)(?=[^,。;]{0,4}[\u4e00-\u9fff]{4})(?!仪式|活动|大会)"
)
_PARTY: Final = re.compile(r"[与同和]$")
_STANDS_BEFORE: Final = re.compile(
    r"(?:位于|坐落于|坐落在|地处|选址于|选址在|选址|落户于|落户在|建设地点(?:为|:|位于)?|项目地点(?:为|:)?)$"
)
_SHORTEST_SAFE: Final = 2
# What stands before a place in the name of a site.
_BEFORE_PLACE: Final = (
    "移动", "电信", "联通", "云", "数据", "计算", "科技", "集团", "国家", "中国", "省", "市",
    "区", "县", "的", "腾讯", "百度", "阿里", "华为", "京东", "能建", "算力", "智算", "股份",
    "信息", "网络",
)  # fmt: skip
_LIST_OF: Final = re.compile(
    r"清单|名单|名录|目录|一览|汇总|项目表|登记表|统计表|进展|答复|复函|项目建设情况"
)
# Pages whose entries have nothing to do with each other.
# So many entries of one place, and the page itself, make it that of all.
_FEWEST_ALIKE: Final = 3
_OF_ENTRIES: Final = frozenset({"listing", "digest"})
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


def sites_of(
    page: PageText,
    readings: Sequence[Reading],
    frames: Iterable[Frame],
    gazetteer: Gazetteer,
) -> dict[int, Site]:
    """The site of every subject, by ``id`` of its frame."""
    is_latin = page.document.language != "zh"
    votes = _votes(page, readings)
    brands = {c.name for reading in readings for c in reading.companies if c.name}
    shared = _only_place(page, readings, sites=False)
    of_sites = shared if is_latin else _only_place(page, readings, sites=True)
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


def _votes(page: PageText, readings: Sequence[Reading]) -> dict[int, list[tuple[int, PlaceMatch]]]:
    """The places named with each subject and how closely, by ``id`` of its frame."""
    votes: dict[int, list[tuple[int, PlaceMatch]]] = {}
    for reading in readings:
        for place in reading.places:
            if place.level == "country" or _is_dateline(page, reading, place):
                continue
            for frame, weight in _named_with(page, reading, place):
                votes.setdefault(id(frame), []).append((weight, place))
    if page.document.language != "zh":
        for frame, place in places_latin.introduced(readings):
            votes.setdefault(id(frame), []).append((CARRIED, place))
    return votes


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


def _is_dateline(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    words = page.text[reading.sentence.start : reading.sentence.end]
    match = _DATELINE.match(words) or _DATELINE_LATIN.match(words)
    return match is not None and place.start < reading.sentence.start + match.end()


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


def _is_own_word(page: PageText, reading: Reading, start: int, place: PlaceMatch) -> bool:
    """Whether a place in a name is a word of its own: not 河源 in 滦河源智算基地."""
    if place.start == start or not "\u4e00" <= page.lower[place.start - 1] <= "\u9fff":
        return True
    if place.kind != "short" or place.end - place.start > _SHORTEST_SAFE:
        return True
    before = page.lower[start : place.start]
    ends = {p.end for p in reading.places} | {c.end for c in reading.companies}
    return place.start in ends or before.endswith(_BEFORE_PLACE)


def _is_word_of_name(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    """Whether a place only is a part of another word in the name of a site (乐山 in 富乐山)."""
    return any(
        r.anchor.start <= place.start and place.end <= r.anchor.end
        and not _is_own_word(page, reading, r.anchor.start, place)
        for r in reading.references if r.frame.kind == "project"
    )  # fmt: skip


def _chain(page: PageText, reading: Reading, place: PlaceMatch) -> tuple[int, int]:
    """First and last character of the places that stand together: 浙江省台州市黄岩区."""
    start, end = place.start, place.end
    for other in reversed([p for p in reading.places if p.end <= start]):
        if page.lower[other.end : start] not in _JOINTS:
            break
        start = other.start
    for other in [p for p in reading.places if p.start >= end]:
        if page.lower[end : other.start] not in _JOINTS:
            break
        end = other.end
    return start, end


def _first_of_list(page: PageText, reading: Reading, place: PlaceMatch) -> PlaceMatch:
    """The first place of a list of places: 在张北、乌兰察布、河源新建三座."""
    if page.document.language != "zh":
        return place
    first = place
    for other in reversed([p for p in reading.places if p.end < place.start]):
        begins, ends = _chain(page, reading, first)[0], _chain(page, reading, other)[1]
        if ends >= begins:
            continue
        if page.lower[ends:begins] not in _LISTS_PLACES:
            break
        first = other
    return first


def _words_before(page: PageText, reading: Reading, place: PlaceMatch) -> str:
    start = _chain(page, reading, place)[0]
    return page.lower[max(reading.sentence.start, start - 24) : start]


def _is_elsewhere(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    """Whether the words say that it is a seat, a market or a speaker, not the place of a site."""
    if page.document.language != "zh" and places_latin.names_elsewhere(page, reading, place):
        return True
    is_han = page.document.language == "zh"
    if is_han and is_one_of_several(page.lower, reading.places, place, reading.sentence.end):
        return True
    listed = list(places_of_list(page.lower, reading.places, place)) if is_han else []
    if listed and _NOT_SITE_BEFORE.search(_words_before(page, reading, listed[-1])):
        return True
    end = _chain(page, reading, place)[1]
    behind = page.lower[end : min(reading.sentence.end, end + 16)]
    if _NOT_SITE_BEFORE.search(_words_before(page, reading, place)):
        return True
    if _NOT_SITE_BEHIND.match(behind) is None:
        return False
    # The local government that signs for a site is the one where it will stand.
    signs = _SIGNING.search(page.lower, reading.sentence.start, reading.sentence.end)
    before = _words_before(page, reading, place)
    if signs is not None and (
        _PARTY.search(before) or (_SIGNS_ITSELF.match(behind) and not before.endswith(("在", "于")))
    ):
        return False
    return signs is None or _GOVERNMENT.match(behind) is None


def _named_with(page: PageText, reading: Reading, place: PlaceMatch) -> list[tuple[Frame, int]]:
    for reference in reading.references:
        if reference.anchor.start <= place.start and place.end <= reference.anchor.end:
            inside = _is_own_word(
                page, reading, reference.anchor.start, place
            ) and not places_latin.is_landmark(page, place)
            return [(reference.frame, IN_NAME if inside else CARRIED)]
    if _is_elsewhere(page, reading, place):
        return []
    is_han = page.document.language == "zh"
    before = _words_before(page, reading, _first_of_list(page, reading, place))
    located = _LOCATED_BEFORE.search(before) is not None
    frames = governing(page, reading, place.start, place.end, True)
    if not frames:
        return []
    after = [r for r in reading.references if r.anchor.start >= place.end]
    if after and page.lower[place.end : after[0].anchor.start] in _BESIDE_NAME:
        return [(after[0].frame, BESIDE)]
    weight = LOCATED if located else MENTIONED
    if _STANDS_BEFORE.search(before) or (not is_han and places_latin.opens(page, reading, place)):
        weight = STANDS
    if not is_han:
        # A sentence that names no site says nothing of the place of the one before.
        named = [reference.frame for reference in reading.references]
        frames = tuple(
            f for f in frames if f in named or (f.spots and f.spots[0][0] >= reading.sentence.end)
        )
    elif not any(r.frame in frames for r in reading.references):
        weight = CARRIED
    return [(frame, weight) for frame in frames]


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
    page: PageText, readings: Sequence[Reading], *, sites: bool
) -> dict[int | None, list[PlaceMatch]]:
    """Places that can be those of the whole page, or of a whole record.

    Args:
        page: the page.
        readings: its sentences.
        sites: whether places of sites are asked for: those in the name of one say nothing of
            the others, unless it is the first that the page tells of.
    """
    shared: dict[int | None, list[PlaceMatch]] = {}
    for reading in readings:
        for place in reading.places:
            if place.level == "country" or _is_dateline(page, reading, place):
                continue
            if _is_elsewhere(page, reading, place) or _is_word_of_name(page, reading, place):
                continue
            if sites and _in_name(reading, place):
                continue
            shared.setdefault(None, []).append(place)
            if reading.sentence.record is not None:
                shared.setdefault(reading.sentence.record, []).append(place)
    return shared


def _in_name(reading: Reading, place: PlaceMatch) -> bool:
    """Whether a place is a word in the name of a site that is not the first of the page."""
    return any(
        r.anchor.kind == "named" and r.frame.kind == "project" and r.frame.number
        and r.anchor.start <= place.start and place.end <= r.anchor.end
        for r in reading.references
    )  # fmt: skip


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
