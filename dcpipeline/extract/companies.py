"""Companies named in a sentence, whatever their part in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from dcpipeline.extract.company_edges import cut_before_name
from dcpipeline.extract.latin import companies as companies_latin
from dcpipeline.normalize import PlaceMatch
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import matches_from
from dcpipeline.normalize.phrase_book import PAGE, PhraseList

_LONGEST: Final = 40
_SHORTEST_BRAND: Final = 2
_LONGEST_BRAND: Final = 5
_RUN: Final = re.compile(r"[\w()·&-]*$")
# 华孚时尚(002042.SZ): a name before the code of a share.
_LISTED: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?)\((?:(?:股票|证券)?代码[::]?\s?)?(?:(?:sh|sz|hk|bj)[:.]?)?\d{2}[\d*]{3,4}"
    r"(?:[.:](?:sz|sh|hk|bj))?(?:,[^()]{0,30})?\)"
)
# 润迅数据总经理
_HEADED_BY: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}(?:数据|科技|智算|云|股份|信息|通信|网络|能源|电子|智能|数科|算力))(?:集团|公司)?"
    r"(?:副?总经理|董事长|副?总裁|首席执行官|ceo|创始人|董事会秘书|董秘)"
)
# 上海算丰原计划今年开工: a seat and a brand that plan, pledge or invest.
_SEATED: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>(?:北京|上海|深圳|广州|杭州|南京|苏州|成都|重庆|天津|武汉|西安)"
    r"(?:(?![市区县府委局州省年月的在将已拟于各及等与和])[\u4e00-\u9fff]){2,4}?)(?=原计划|计划投|计划在|拟投|拟在|承诺|宣布|投资\d)"
)
_PLANS: Final = re.compile("计划|拟|承诺|宣布|投资")
# Without one of these words nobody heads a company.
_CHIEF: Final = re.compile("总经理|董事|总裁|首席执行官|ceo|创始人|董秘")
_TELECOM: Final = re.compile(
    r"中国(?:移动|电信|联通|广电)(?:通信)?(?:集团)?(?:股份)?[\u4e00-\u9fff]{0,8}?(?:有限公司|分公司|公司)"
    r"|中国(?:移动|电信|联通)(?:通信集团)?"
)
# X公司 is a name only where X ends with a word for a trade: 目前公司 is none.
_BARE_HEAD: Final = re.compile(r"(?<!有限)(?<!责任)(?<!集团)(?<!分)(?<!子)(?<!总)公司$")
_OF_TRADE: Final = re.compile(
    r"(?:科技|数据|能源|信息|算力|智算|网络|投资|发展|运营|实业|云|电信|移动|联通|产业|技术|数字|智能|建设|开发|资产|管理|服务|城市|通信|电力|电子|控股|"
    r"云算|城投|国投|文旅|交通|水务|港口|环保|材料|[省市区县]|[\u4e00-\u9fff]{2}省?市?(?:分|子)?)公司$"
)
_SUFFIX: Final = re.compile(r"(?:有限责任|股份有限|有限|集团|分)?公司$|集团$")
_PRONOUNS: Final = frozenset(
    {
        "公司",
        "本公司",
        "该公司",
        "子公司",
        "分公司",
        "集团",
        "上市公司",
        "母公司",
        "孙公司",
        "总公司",
        "集团公司",
        "股份有限公司",
        "有限公司",
        "国有公司",
        "平台公司",
        "科技公司",
        "能源公司",
        "运营公司",
        "项目公司",
        "合资公司",
        "合营公司",
        "省公司",
        "市公司",
        "投资公司",
        "多家公司",
    }
)
# 城联科技关于公司签订合同的公告: the company speaks of itself.
_ABOUT_ITSELF: Final = re.compile(
    r"(?:关于|对于|有关|涉及|影响|同意|授权|使得|导致|视为|作为|按照|根据|关注|提醒|提示|询问|所涉|控制)公司$"
)
_KIN_BEHIND: Final = re.compile(
    r"的?(?:(?:全资|控股|参股|下属|旗下)+|(?<=股份|集团|科技|数据|公司))[子孙]公司$"
)
_KIN: Final = re.compile(r"(?:全资|控股|参股|下属|关联)*[子孙分母]?公司")
# 目前公司 is no company of that name.
_WHEN: Final = re.compile(
    r"(?:利用|依靠|依托|使用|采用|占用|租用|借助|结合|凭借|发挥|加上|算上|外加|连同|以及|再者|另外|此外|而且|况且|何况|说|问|知道|了解|请教|得知|觉得|认为|相信|担心|希望|期待|建议|质疑|贵"
    r"|由于|鉴于|假如|倘若|一旦|只要|除了|随着|但|但是|可是|不过|因为|为何|为什么|是否|究竟|到底|那么|然后|最后|最近|首先|其次|后续|现在"
    r"|之前|早前|先前|[上下本][个]?[周月]|[大峰年博览]会|论坛|今后|眼下|当前|如今|要是|如果|若是|因此|所以|届时|之后|后来|以后|目前|此前|今年|去年|明年|未来|随后|随即|同时|日前|近日|本次|此次|现有|其他|国内|国外|当地|多家|两家|三家|一家)$"
)
# 支持项目公司: a verb and a kind of company.
_KIND_OF_FIRM: Final = re.compile("(?:项目|平台|合资|合营|运营)?公司$")
# 头部互联网公司, 国内大型科技企业: no name.
_ANY_FIRM: Final = re.compile(
    r"(?:算力|智算|云计算|运营|项目|租赁|头部|大型|知名|一线|本土|国内|海外|外地|互联网|科技|数据|保险|上市|能源|通信|人工智能|国有|民营)+(?:公司|集团)"
)
# 云岭数科, 宜宾城投: a name that ends with the short form of a trade. Behind it no form may follow.
# Alternatives that begin with a plain character each are sought by the set of these.
_SHORT: Final = re.compile(
    r"(?:数科|城发|数产|城建(?!项目|工程|局)|云算(?!力)|智联(?!合)|数联(?!合)|数港|数海|云联(?!合)|数能(?!力)|国资|新基建"
    r"|城投|国投|产投|交投|能投|建投|文投|科投|金投|数投|港投|水投|铁投|高新投|科创投)(?<!区域新基建)(?<!城市新基建)(?<!数字新基建)(?<!推进新基建)(?<!发展新基建)"
    r"(?!(?<=投)[资入产用放向标融票])"
    r"(?![\u4e00-\u9fff]{0,10}?(?:公司|集团))"
    r"(?=[^\u4e00-\u9fff]|$|投|建|运营|负责|牵头|出资|打造|宣布|公|发布|称|表示|介绍|透露|计划|拟|将|已|在|与|和|及|同|联|携|旗下|所|的|承建|收|接手|独|自主|全资|全额|控股|申|报|签|有意|打算|准备|依托|把|共|合|[去今明]年|[今昨]日|[今昨]天|近日|日前|董事|总|副总|负责人|相关|项目|股份|持|占|位于|为|是|又|也|还|则|等|以|从|向|获|中标|启动|正|参与|兴|引进|实施|开发|转|受|竞|拍)"
)
_LONGEST_SHORT: Final = 10
# 浙江移动, 重庆电信
_OF_CARRIER: Final = re.compile(
    r"(?:移动(?!互联|终端|应用|支付|电源|端|通信|办公|设备|数据流|基站)|电信(?!号|诈|网|业|运营|企业|增值|普遍)|联通(?![着了起北南东西全各])|广电(?!网|总局|局))"
)
_CAPITAL: Final = re.compile(r"[A-Z]")
_LATIN: Final = re.compile(
    r"\b[A-Z][\w&'-]*[ .]+(?:\([A-Z][\w ]{1,20}\) )?(?:[A-Z][\w&'-]*[ .]+){0,6}?(?:Co\.?,? ?Ltd\.?|"
    r"Corp(?:oration|\.)|Inc\.?|Ltd\.?|Limited|"
    r"Group|Holdings?|Technolog(?:y|ies)|Telecom|Communications|Company)(?![\w])"
)


class Company(NamedTuple):
    """A company or body as named.

    Attributes:
        name: words of the folded text; empty for 该公司 and the like.
        start: first character in the folded text.
        end: character behind the last.
    """

    name: str
    start: int
    end: int


def find_companies(
    text: str, lower: str, start: int, end: int, places: Iterable[PlaceMatch] = ()
) -> tuple[Company, ...]:
    """Companies of one sentence, in its order, without overlap; names may begin with places."""
    places = tuple(places)
    words = lower[start:end]
    found = [*_known(text, lower, start, end)]
    if "公司" in words or "集团" in words:
        found += _by_head(text, lower, start, end, {p.start: p.end for p in places})
    found += _by_short_form(text, lower, start, end, places)
    if "中国" in words:
        telecoms = _TELECOM.finditer(text, start, end)
        found += [Company(m.group(), m.start(), m.end()) for m in telecoms]
    if "(" in words:
        found += _cut_names(text, lower, _LISTED.finditer(lower, start, end), 1)
    if _CHIEF.search(words):
        heads = _HEADED_BY.finditer(lower, start, end)
        found += _cut_names(text, lower, heads, _SHORTEST_BRAND)
    if _PLANS.search(words):
        seated = _SEATED.finditer(lower, start, end)
        found += [Company(text[m.start("name") : m.end("name")], *m.span("name")) for m in seated]
    latin = matches_from(_CAPITAL, _LATIN, text, start, end)
    spans = [(companies_latin.without_opening(text, *m.span()), m.end()) for m in latin]
    found += [Company(text[first:last], first, last) for first, last in spans]
    if words.isascii():
        names = companies_latin.find_names(text, start, end)
        found += [Company(text[first:last], first, last) for first, last in names]
    return _without_overlap(text, found)


def _cut_names(
    text: str, lower: str, matches: Iterable[re.Match[str]], shorter: int
) -> Iterator[Company]:
    """Names without the words of the sentence before them; none of so few characters or less."""
    for match in matches:
        first, last = match.span("name")
        first += cut_before_name(lower[first:last], {})
        if last - first > shorter:
            yield Company(text[first:last], first, last)


def _without_overlap(text: str, found: list[Company]) -> tuple[Company, ...]:
    """Companies in order; those that overlap are one."""
    kept: list[Company] = []
    for company in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or company.start >= kept[-1].end:
            kept.append(company)
        elif company.end > kept[-1].end:
            first = kept[-1].start
            kept[-1] = Company(text[first : company.end], first, company.end)
    return tuple(kept)


@lru_cache(maxsize=1)
def _names() -> PhraseList:
    return PAGE.add(listed("operator_names"))


@lru_cache(maxsize=1)
def _heads() -> PhraseList:
    return PAGE.add(listed("company_heads", "zh"))


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Words before names: 确保公司投资的X holds no name of a company."""
    verbs = {*listed("words_before_names", "zh"), *listed("name_breakers", "zh")}
    return frozenset(verbs - {*listed("operator_names")})


def _known(text: str, lower: str, start: int, end: int) -> Iterator[Company]:
    for hit in _names().find_within(lower, start, end):
        yield Company(text[hit.start : hit.end], hit.start, hit.end)


def _by_head(
    text: str, lower: str, start: int, end: int, seats: Mapping[int, int]
) -> list[Company]:
    behind = start
    joined: list[tuple[int, int]] = []
    for hit in _heads().find_within(lower, start, end):
        if joined and joined[-1][1] == hit.start:
            joined[-1] = (joined[-1][0], hit.end)
        else:
            joined.append((hit.start, hit.end))
    found: list[Company] = []
    for head, last in joined:
        before = found[-1] if found and found[-1].name else None
        first = _left(lower, max(behind, last - _LONGEST), head, seats)
        if first == behind and before is not None and before.end == first and head > first:
            # 鞍钢集团信息产业有限公司 is one company.
            first = before.start
        behind = last
        name = text[first:last]
        parent = _KIN_BEHIND.sub("", name)
        if len(parent) > _SHORTEST_BRAND and not parent.endswith(("公司", "之")):
            name, last = parent, first + len(parent)
        if (
            _BARE_HEAD.search(name)
            and (
                not _OF_TRADE.search(name)
                or _WHEN.search(name.removesuffix("公司"))
                or _KIND_OF_FIRM.sub("", name) in _verbs()
            )
        ) or _ABOUT_ITSELF.search(name):
            found.append(Company("", last - 2, last))
        elif (
            name in _PRONOUNS
            or _ANY_FIRM.fullmatch(name)
            or len(_SUFFIX.sub("", name)) < 2
            or _KIN.fullmatch(name)
        ):
            found.append(Company("", first, last))
        else:
            if before is not None and before.start == first:
                found.pop()
            found.append(Company(name, first, last))
    return found


def _by_short_form(
    text: str, lower: str, start: int, end: int, places: Iterable[PlaceMatch]
) -> Iterator[Company]:
    """Companies that end with a short form of their trade, and the carriers of a province."""
    seats = {place.start: place.end for place in places}
    for match in _SHORT.finditer(lower, start, end):
        floor = max(start, match.start() - _LONGEST_SHORT)
        first = _left(lower, floor, match.start(), seats)
        if match.start() - first >= _SHORTEST_BRAND:
            yield Company(text[first : match.end()], first, match.end())
    for first, last in seats.items():
        carrier = _OF_CARRIER.match(lower, last, end)
        if carrier is not None:
            yield Company(text[first : carrier.end()], first, carrier.end())


def _left(lower: str, floor: int, head: int, seats: Mapping[int, int]) -> int:
    run = _RUN.search(lower, floor, head)
    begin = head if run is None else run.start()
    return begin + cut_before_name(lower[begin:head], _within(seats, begin, head))


def _within(seats: Mapping[int, int], start: int, end: int) -> dict[int, int]:
    """Places between two positions, counted from the first."""
    return {first - start: last - start for first, last in seats.items() if start <= first < end}


_LEGAL: Final = re.compile(
    r"(?:股份|有限|责任|集团|控股|公司|科技|数据|信息|技术|网络|通信|智能|算力|智算|云计算|服务|发展|投资|产业|实业|数字|电子|运营|管理|工程|建设|能源|数科|绿色|[()])+"
)


def brand_of(name: str) -> str:
    """The word that makes a company's name its own, without trade and legal form; empty if short.

    蓝讯 of 蓝讯数据, 云尚 of 云尚股份有限公司. A place before it stays part of it.
    """
    words = _LEGAL.split(name, maxsplit=1)[0]
    return words if _SHORTEST_BRAND <= len(words) <= _LONGEST_BRAND else ""


# Behind a name it makes another one: 青川集团 does not own the 青川湖智算中心.
LANDFORM: Final = re.compile("[湖山江河岭溪泉峰洲滩岛]")


def bears_brand(name: str, brand: str) -> bool:
    """Whether the name of a site holds a brand that is no part of a longer word there."""
    start = name.find(brand)
    return start >= 0 and LANDFORM.match(name, start + len(brand)) is None
