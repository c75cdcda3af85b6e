"""How closely each place of a page is named with a subject: votes for where it lies."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from dcpipeline.extract.companies import LANDFORM
from dcpipeline.extract.frames import SEVERAL, Frame, Reading
from dcpipeline.extract.governing import governing
from dcpipeline.extract.latin import places as places_latin
from dcpipeline.extract.place_lists import (
    is_one_of_provinces,
    is_one_of_several,
    places_before,
    places_behind,
    places_of_list,
)
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import PlaceMatch

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
    r"联动|对接|支撑|满足|通往|直达|直连|直通|连通|走访|至|(?<!来)(?<!走)到|(?<!奔)赴|曾在|曾考察|飞往|飞赴|毗邻|邻近|紧邻|送往|"
    r"\b(?:headquartered in|registered in|-based|serving|serve|serves|from|to|for users in|"
    r"links?|linking|away from|km from|kilometres from|users in|customers in|siege a|base a|"
    r"basee a|desservir|servir|depuis))(?:the )?\s?$"
)
_NOT_SITE_BEHIND: Final = re.compile(
    r"(?:(?:[、和及与][\u4e00-\u9fff]{2,6})*(?:市|等地)?(?:相比|比起来)|来到|迁至|迁到|迁往|"
    r"(?:正式|成功)?(?:(?:举行|举办)(?![^。;]{0,40}(?:开工|奠基|动工|启用|投用|投产|封顶|落成|点亮|上线|竣工))|签约|签署|签订|召开|揭晓|发布|宣布|开幕)|-based|-headquartered|-listed|籍|企业|客户|用户|市场|"
    r"方向|[两三]地(?:选址(?!建设)|考察|比选)|的?(?:一家|某)[^,。;]{0,8}(?:公司|企业|集团)|援[疆藏青]|股份|证券交易所|证监局|方面|总部|分行|大学|高校|[^,。;、的]{0,8}(?:从事[^,。;]{1,12}的|任职|就职|供职|求学|读书|打拼|务工|创业的|上班)|(?:市|省|区|县)?(?:委|政府|发改委|发展和改革委|发改局|工信|数据局|人大|政协|能源局|通信管理局|"
    r"长[^,。;:]{2,4}(?:一行|带队|率)|"
    r"市委|省委|人民政府|管委会))"
)
# 到黄石磁湖科技城,现场调度X: who looks after a site goes to where it stands.
_VISITED: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:科技城|产业园|园区|新区|高新区|开发区|工地|现场),?(?:现场|实地|一线)?"
    r"(?:调度|督导|督查|检查|查看|看望|慰问|督战|督办)"
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
# A headline and its outlet, run into one line with the dateline behind them.
_DATELINE_INSIDE: Final = re.compile(
    r"[^\n]{4,240}?\b[A-Z]{4,}(?:[ /'-][A-Z]{2,}){0,2}(?:, \d{1,2} [a-z]{3,9}\.?)? "
    r"\((?:AFP|AP|Reuters|Xinhua|Bloomberg|Chine nouvelle)\) ?-"
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
_UNITS: Final = ("县", "区", "市", "旗")
# What stands before a place in the name of a site.
_BEFORE_PLACE: Final = (
    "移动", "电信", "联通", "云", "数据", "计算", "科技", "集团", "国家", "中国", "省", "市",
    "区", "县", "的", "腾讯", "百度", "阿里", "华为", "京东", "能建", "算力", "智算", "股份",
    "信息", "网络",
)  # fmt: skip


# (以下简称“上海润云”): the short name of a company, no place.
_SHORT_FORM: Final = re.compile(r"[简下]称:?[“\"](?P<name>[\u4e00-\u9fff]{4,8})[”\"]")


class ToldPlace(NamedTuple):
    """A place below the country that a sentence names, outside of its dateline.

    Attributes:
        reading: the sentence.
        place: the place.
        elsewhere: whether the words say that it is not the place of a site.
    """

    reading: Reading
    place: PlaceMatch
    elsewhere: bool


def told_places(page: PageText, readings: Sequence[Reading]) -> tuple[ToldPlace, ...]:
    """The places of all sentences in their order, read once for all who weigh them."""
    told: list[ToldPlace] = []
    names = tuple(match["name"] for match in _SHORT_FORM.finditer(page.text))
    for reading in readings:
        behind = _dateline_end(page, reading) if reading.places else 0
        told += [
            ToldPlace(reading, place, is_elsewhere(page, reading, place))
            for place in reading.places if place.level != "country" and place.start >= behind
            and not page.text.startswith(names, place.start)
        ]  # fmt: skip
    return tuple(told)


def votes_of(
    page: PageText, readings: Sequence[Reading], told: Sequence[ToldPlace]
) -> dict[int, list[tuple[int, PlaceMatch]]]:
    """The places named with each subject and how closely, by ``id`` of its frame."""
    votes: dict[int, list[tuple[int, PlaceMatch]]] = {}
    for each in told:
        for frame, weight in _named_with(page, each):
            votes.setdefault(id(frame), []).append((weight, each.place))
    if page.document.language != "zh":
        for frame, place in places_latin.introduced(readings):
            votes.setdefault(id(frame), []).append((CARRIED, place))
    return votes


def _named_with(page: PageText, told: ToldPlace) -> list[tuple[Frame, int]]:
    reading, place, elsewhere = told
    for reference in reading.references:
        if reference.anchor.start <= place.start and place.end <= reference.anchor.end:
            inside = _is_own_word(
                page, reading, reference.anchor.start, place
            ) and not places_latin.is_landmark(page, place)
            return [(reference.frame, IN_NAME if inside else CARRIED)]
    is_han = page.document.language == "zh"
    if is_han and (visited := _visited(page, reading, place)) is not None:
        return [(visited, BESIDE)]
    if elsewhere:
        return []
    before = _words_before(page, reading, _first_of_list(page, reading, place))
    located = _LOCATED_BEFORE.search(before) is not None
    frames = _nearest_of_list(
        reading, place, governing(page, reading, place.start, place.end, True)
    )
    if not frames:
        return []
    after = [r for r in reading.references if r.anchor.start >= place.end]
    if after and page.lower[place.end : after[0].anchor.start] in _BESIDE_NAME:
        return [(after[0].frame, BESIDE)]
    weight = LOCATED if located else MENTIONED
    if _STANDS_BEFORE.search(before) or (
        not is_han
        and (
            places_latin.opens(page, reading, place) or places_latin.stands_in(page, reading, place)
        )
    ):
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


def _nearest_of_list(
    reading: Reading, place: PlaceMatch, frames: tuple[Frame, ...]
) -> tuple[Frame, ...]:
    """The subjects of a place; only the last of a list whose others have places of their own.

    "The Yunling center in Wuhu and the Jianglin center in Hefei": Hefei is that of the second.
    """
    spots = [
        (r.anchor.start, r.anchor.end) for r in reading.references
        if r.frame in frames and r.anchor.end <= place.start
    ]  # fmt: skip
    if len(frames) < SEVERAL or len(spots) < SEVERAL:
        return frames
    gaps = [(one[1], other[0]) for one, other in pairwise(spots)]
    apart = any(start <= p.start and p.end <= end for p in reading.places for start, end in gaps)
    if not apart:
        return frames
    last = next(r.frame for r in reading.references if r.anchor.start == spots[-1][0])
    return (last,)


# 记者到甘肃庆阳的云岭智算中心调研: where the site lies to which somebody goes.
_GOES: Final = re.compile(r"(?:到|赴|至|抵达|前往|走访)(?:了)?$")


def _visited(page: PageText, reading: Reading, place: PlaceMatch) -> Frame | None:
    """The site right behind a place, with a verb of going before it."""
    if _GOES.search(_words_before(page, reading, place)) is None:
        return None
    end = _chain(page, reading, place)[1]
    for reference in reading.references:
        if reference.frame.kind == "project" and reference.anchor.start >= end:
            beside = page.lower[end : reference.anchor.start] in {"", "市", "的"}
            return reference.frame if beside else None
    return None


def _dateline_end(page: PageText, reading: Reading) -> int:
    """Where the dateline ends that opens a sentence; its beginning without one."""
    start, end, _, _ = reading.sentence
    words = page.text[start:end]
    match = _DATELINE.match(words) or _DATELINE_LATIN.match(words)
    if match is None and page.document.language != "zh":
        match = _DATELINE_INSIDE.match(words)
    return start if match is None else start + match.end()


def is_in_name(reading: Reading, place: PlaceMatch, *, first_too: bool = False) -> bool:
    """Whether a place is a word in the name of a site, that of the first of the page left out."""
    return any(
        r.anchor.kind == "named" and r.frame.kind == "project" and (r.frame.number or first_too)
        and r.anchor.start <= place.start and place.end <= r.anchor.end
        for r in reading.references
    )  # fmt: skip


def is_word_of_name(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    """Whether a place only is a part of another word in the name of a site (乐山 in 富乐山)."""
    return any(
        r.anchor.start <= place.start and place.end <= r.anchor.end
        and not _is_own_word(page, reading, r.anchor.start, place)
        for r in reading.references if r.frame.kind == "project"
    )  # fmt: skip


def _is_own_word(page: PageText, reading: Reading, start: int, place: PlaceMatch) -> bool:
    """Whether a place in a name is a word of its own: not 河源 in 滦河源, nor 青川 in 青川湖."""
    is_bare = place.kind in {"short", "county"} and not place.text.endswith(_UNITS)
    if is_bare and LANDFORM.match(page.lower, place.end):
        return False
    if place.start == start or not "\u4e00" <= page.lower[place.start - 1] <= "\u9fff":
        return True
    if place.kind != "short" or place.end - place.start > _SHORTEST_SAFE:
        return True
    before = page.lower[start : place.start]
    ends = {p.end for p in reading.places} | {c.end for c in reading.companies}
    return place.start in ends or before.endswith(_BEFORE_PLACE)


def is_elsewhere(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    """Whether the words say that it is a seat, a market or a speaker, not the place of a site."""
    if page.document.language != "zh" and places_latin.names_elsewhere(page, reading, place):
        return True
    is_han = page.document.language == "zh"
    if is_han and (
        is_one_of_several(page.lower, reading.places, place, reading.sentence.end)
        or is_one_of_provinces(page.lower, reading.places, place)
    ):
        return True
    listed = list(places_of_list(page.lower, reading.places, place)) if is_han else []
    if listed and _NOT_SITE_BEFORE.search(_words_before(page, reading, listed[-1])):
        return True
    end = _chain(page, reading, place)[1]
    behind = page.lower[end : min(reading.sentence.end, end + 16)]
    if _NOT_SITE_BEFORE.search(_words_before(page, reading, place)):
        return _VISITED.match(page.lower, end, reading.sentence.end) is None
    if _NOT_SITE_BEHIND.match(behind) is None:
        return False
    if is_han and (_is_home(page, reading, place, end) or _decides_there(page, reading, end)):
        return False
    # The local government that signs for a site is the one where it will stand.
    signs = _SIGNING.search(page.lower, reading.sentence.start, reading.sentence.end)
    before = _words_before(page, reading, place)
    if signs is not None and (
        _PARTY.search(before) or (_SIGNS_ITSELF.match(behind) and not before.endswith(("在", "于")))
    ):
        return False
    return signs is None or _GOVERNMENT.match(behind) is None


# 安宁县委书记A到X现场调研, X开工仪式在安宁举行: where the site lies.
_OFFICIAL: Final = re.compile(
    r"[市县区旗州盟]?(?:委(?:书记|副书记|常委|、)|(?:委)?副?[市县区旗州盟]长|人大|政协|领导)"
)
_INSPECTS: Final = re.compile(r"调研|督导|督查|检查|察看|查看|实地|现场|走访|视察|指导")
_TRAVELS: Final = re.compile(r"[赴率]|考察|招商|来访|拜访|会见|座谈|外出")
_OPENED_IN: Final = re.compile(
    r"(?:开工|奠基|动工|投产|投用|启用|封顶|落成|竣工|揭牌|点亮)(?:建设)?(?:仪式|活动|典礼)[^,。;]{0,12}在$"
)


# 芜湖市发改委批复X, 获芜湖市发改委备案: an authority decides on what stands in its own area.
_AUTHORITY: Final = re.compile(
    r"[市省区县州盟旗]?(?:发改委|发展和改革委员会|发改局|发展和改革局|行政审批局|数据局|数据管理局|工信局|工业和信息化局|经信局|住建局|生态环境局|自然资源(?:和规划)?局"
    r"|(?:人民)?政府常务会议?)"
)
_DECIDES: Final = re.compile(
    r"备案|批复|核准|批准|审批|审议通过|同意|立项|核发|赋码|节能审查|(?:介绍|表示|透露|宣布|获悉|了解到)[^。;]{2,30}(?:开工|动工|投产|投运|投用|上线|封顶|获批|签约|停工|暂停|终止|扩容)"
)


def _decides_there(page: PageText, reading: Reading, end: int) -> bool:
    """Whether an authority of a place approves a site, or tells how far it has got."""
    if not any(r.frame.kind == "project" for r in reading.references):
        return False
    if len({p.adcode[:4] for p in reading.places if p.adcode and p.level != "province"}) > 1:
        return False
    sentence = reading.sentence
    return (
        _AUTHORITY.match(page.lower, end) is not None
        and _DECIDES.search(page.lower, sentence.start, sentence.end) is not None
    )


def _is_home(page: PageText, reading: Reading, place: PlaceMatch, end: int) -> bool:
    """Whether officials of a place inspect a site at home, or works are opened there."""
    sites = [r.anchor.end for r in reading.references if r.frame.kind == "project"]
    if not sites:
        return False
    if _OPENED_IN.search(_words_before(page, reading, place)):
        return True
    if _OFFICIAL.match(page.lower, end) is None or sites[-1] < end:
        return False
    told = page.lower[end : reading.sentence.end]
    return _INSPECTS.search(told) is not None and _TRAVELS.search(told) is None


def _chain(page: PageText, reading: Reading, place: PlaceMatch) -> tuple[int, int]:
    """First and last character of the places that stand together: 浙江省台州市黄岩区."""
    start, end = place.start, place.end
    for other in places_before(reading.places, start):
        if page.lower[other.end : start] not in _JOINTS:
            break
        start = other.start
    for other in places_behind(reading.places, end):
        if page.lower[end : other.start] not in _JOINTS:
            break
        end = other.end
    return start, end


def _first_of_list(page: PageText, reading: Reading, place: PlaceMatch) -> PlaceMatch:
    """The first place of a list of places: 在张北、乌兰察布、河源新建三座."""
    if page.document.language != "zh":
        return place
    first = place
    for other in places_before(reading.places, place.start):
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
