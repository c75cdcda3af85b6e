"""Names of sites in Chinese: a head such as 智算中心 and what stands before it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor, AnchorKind
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import beginning_of, matches_from
from dcpipeline.normalize.phrases import PhraseIndex

# The longest names in the register have 40 characters.
LONGEST_NAME: Final = 44
_RUN: Final = re.compile(r"[\w·.+()“”\"「」《》〔〕-]*$")
_QUOTED_BEFORE: Final = re.compile(r"[“\"「《][^“”\"「」《》,。;的]{2,24}[”\"」》]$")
_BRACKET_BEFORE: Final = re.compile(r"\((?!以下|简称|下称|即|又称)[^(),。;\d]{1,14}\)$")
# Behind a head: the words that still belong to the name.
_TAIL: Final = re.compile(
    r"(?:(?![建在与和及等的是将已])[\u4e00-\u9fff]{2,9}[分子]中心)?(?:\((?!以下|简称|下称|即|又称|建设中|在建|拟建|规划中|运营中|已投|已建|[^()]{0,6}图\)|[^()]{0,6}(?:供图|摄)\))[^(),。;]{1,12}\))?(?:第?[一二三四五六七八九十\d][、和及]?[一二三四\d]?期|[A-Z]区|[东西南北]区)?(?:配套|示范|一体化|扩建|扩容|改造|升级)?(?:建设(?=项目|工程))?(?:项目|工程)?(?:[一二三四\d]期(?:项目|工程)?)?"
)
_PHASE: Final = re.compile(
    r"\(?第?[一二三四五六七八九十\d][、和及]?[一二三四\d]?期\)?|(?:项目|工程)+$"
)
_COUNTER: Final = re.compile(
    r"(?P<count>[\d,一两二三四五六七八九十百]+|多|数|几)余?[座个家处批项大]$"
)
_ONE: Final = re.compile(
    r"(?:(?<![\d.,一二三四五六七八九十百千万])[一1]|首|又一|另一|第[一二三四五])[座个家处项]$"
)
# 建6500个数据中心: racks are meant, of one site.
_THOUSANDS: Final = re.compile(r"[\d,]{4,}")
# 约18,000个数据中心机柜: racks are counted.
_RACKS: Final = ("机柜", "机架", "标准机架", "标准机柜")
# 建一座约2000P的智算中心
_ONE_OF_SIZE: Final = re.compile(r"一[座个处](?:[^,。;\d]{0,6}\d[^,。;的]{0,10}的)[^,。;的]{0,4}$")
# 花11亿建算力中心
_PAID_FOR: Final = re.compile(
    r"(?:花|砸|掷|斥资|耗资|豪掷|投资|拟投|投入|投)了?(?:近|约|超|逾)?[\d.]+多?[亿万]余?元?(?:资金|巨资)?(?:兴建|建设|新建|打造|盖|建|上马)[起了]?$"
)
# 齐齐哈尔1000P智算中心: the size right before the head belongs to the name.
_SIZES: Final = ("p", "级")
_DATE_OR_AMOUNT: Final = re.compile(
    r".*(?:\d万?亩|\d(?:年|月|日|号|时|p|e|mw|kw|亿|万|亩|余|架|台|张|个月|个|座|家|期|%|平方米)|[年月](?:底|末|初|内|中旬|下旬)|(?:上|下)半年|兆瓦|千瓦|亿元|万元|期[至到]?)",
    re.IGNORECASE,
)
# 拟投7.9亿元建X智算中心
_BUILT: Final = re.compile(r"(?:投资|投)?建(?=[\u4e00-\u9fff]{2})(?![德宁昌安水湖瓯始平华阳设])")
# 建成5万P算力集群: the unit is that of the figure.
_UNIT_LEFT: Final = re.compile(r"\d[\d.]*[万亿]p$")
# 和 joins two names, except inside names of places; 为 is a verb, except in 华为.
_SINGLE: Final = re.compile(
    r"(?:(?<!包)含(?!山|元|弘)|中(?=[一二三四五六七八九十两]+大)|(?<!呼)(?<!共)和(?!林格尔|田|平|县|龙|静|硕|顺|谐|布克|政)|(?<!华)为(?!民)|(?<!国)家(?!庄|口|港|界|集|渠)|(?<!国|富|拥)有(?!限|色|孚)"
    r"|个|暨|只见|看见|亦(?!庄)|无(?!锡|为|极|棣|线)|很多|所有|处(?!理)|批(?!发)|并(?!行)|于(?!洪|田|都|谦)|也|均|还|又|这|那|让|给|着|若(?!羌|尔)|待|因|则|却|只|赴|(?<!成)就(?!近)|(?<![模虚])拟|都(?=是|已|将)|正在|正式|即(?!墨|时)|除(?!了)|(?<![主重需纪])要(?!素|塞|闻)|靠|按|凭(?!祥)|沿(?![河滩江海线黄])|比(?![亚特邻])|较|跟|但|而|谁|像|如(?![东皋意山家])|算(?=大规模|[作是得])|加$|仅|(?<!小)说|(?:(?<=[州市县区省旗盟])|(?<=[县小省古]城))建(?![投工发行设业筑材安])|(?<![合工协创操著制])作(?=[\u4e00-\u9fff]{2}))"
)
# 建云计算中心, 建2栋数据中心: a verb and a number are no name.
_VERB: Final = re.compile(r"(?:建|盖|设)(?=$|[\d一二三四五六七八九十两多]+[座栋幢个处])")
# 云岭信息港B-1、B-2智算中心: two buildings of one name.
_CODES: Final = re.compile(r"(?:(?:[a-z]-?\d{1,2}|\d{1,2}[#号])[、和及]?){1,4}楼?")
_NATIONAL: Final = re.compile(
    r"国家(?:超级计算|超算|先进计算)[\u4e00-\u9fff]{2,3}中心(?:[\u4e00-\u9fff]{2,4}分中心)?"
)
_IN_BRACKETS: Final = re.compile(r"\([\u4e00-\u9fff·]{2,8}\)")
# 镜水产业园及算力中心建设项目: one project of two parts.
_JOINED_WITH: Final = re.compile(
    r"[\u4e00-\u9fff“”]{2}(?P<noun>(?:产业)?园区?|基地|[研发数制]{0,2}中心|小镇|大厦)(?:及|和|与|暨|\+)$"
)
# “新一代云计算和人工智能产业园项目”: what stands in quotes is one name.
_WHOLE_QUOTE: Final = re.compile(r"[“「][^“”「」,。;:《》]{4,40}$")
_OPEN: Final = {"“": "”", "《": "》", "「": "」", '"': '"', "(": ")"}
# 智算中心3个, 项目超过500个: several, counted behind the noun.
_COUNT_BEHIND: Final = re.compile(
    r"(?:总数|数量)?(?:已|共|约|近|超过|超|达到|达|有|为|多达|安排了?)*(?:\d+|[一二三四五六七八九十百]+)(?:余|多)?[个座家项](?!月|性|工作)"
)
# 芜湖市算力产业项目: all such projects of a place.
_OF_A_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:市|省|区|县|州|盟|旗)(?:智能)?(?:算力|智算|数据|大数据|数字经济)(?:产业|基础设施)?项目"
)
# 一些智算中心, 不少地方的数据中心, 西部地区数据中心: nobody says which.
_NOUN_OF_SOME: Final = r"(?:大?数据|算力|智算|超算|计算|云计算|智能计算)(?:中心|基地|园区|机房)"
_LONGEST_QUANTITY: Final = 16
_VAGUE: Final = (
    r"(?:一些|部分|不少|许多|很多|有的|有些|多数|大多数|大部分|绝大多数|少数|大量|众多|个别|某些|多地|各地|"
    r"国内|行业内?|业内)"
)
_AREAS: Final = r"(?:地区|地方|城市|省份|省市|区域|企业|地级市)"
_SOME: Final = re.compile(rf"{_VAGUE}{_AREAS}?的?(?:新建|已建|在建|建成|老旧|传统|大型|小型)?的?$")
_OF_SOME: Final = re.compile(
    rf"{_VAGUE}{_AREAS}?的?(?:新建|已建|在建|大型|小型|[东中西]部)?(?={_NOUN_OF_SOME})"
)
_OF_REGION: Final = re.compile(
    rf"(?:[东中西]西?部|[东西][南北]|[华东西中][东南西北中])(?:地区|省份|城市)的?(?={_NOUN_OF_SOME})"
    r"|(?:[东中西]部|中西部|东西部)(?=数据中心$)"
)
# 芜湖数据集群: all that stands there.
_CLUSTER_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,6}(?:国家)?数据集群")
_HAN_GAP: Final = re.compile(r"[\u4e00-\u9fff]{1,6}")
# 算力枢纽(甘肃·庆阳) is what the country plans there, no site.
_HUB: Final = re.compile(r"(?:国家)?算力(?:网[络路])?(?:国家)?(?:枢纽|节点)+")
# “东数西算”产业园 without more is the zone of a hub, where many sites stand.
_ZONE: Final = re.compile(r"[“\"「]?东数西算[”\"」]?(?:产业)?园区?$")
# 4 栋算力中心机房
_COUNTERS: Final = frozenset("栋幢座个处")
_COUNTED: Final = re.compile(r"\d\s$")
# 云岭、青川五大算力中心: several of a list or a place.
_BIG_ONES: Final = re.compile(
    r"[二三四五六七八九十两](?:大(?:绿色|智能|重点|核心|骨干)?|[市地城])$"
)
_SEVERAL_BIG: Final = re.compile(r"(?:[二两三四五六七八九十]+|[2-9]|1\d)大")
# 全国各数据中心项目, 多地智算中心: several, none of them told apart.
_ALL_OF_KIND: Final = re.compile(r"(?:各(?:个|类|大|地|处)?|众多|诸多)")
# 4座独立数据中心建筑: buildings of the site spoken of.
_BUILDINGS: Final = re.compile(r"(?:单体)?(?:建筑(?!面积|总面积|规模|工程)|大楼|厂房)")
_ADJOINS: Final = re.compile(r"[”\"」》]?")
_BRACKET_BETWEEN: Final = re.compile(r"\([\u4e00-\u9fff·]{2,10}\)")
# “重头戏”云州智谷
_PRAISED: Final = re.compile(
    r"^[“\"「](?:重头戏|[一头]号工程|压舱石|牛鼻子|领头雁|主引擎|新引擎|排头兵|主力军|新名片|金名片)[”\"」]"
)
_LEADING: Final = re.compile(
    r"^(?:\d+[.、)]|[(〔]?[一二三四五六七八九十]{1,3}[)、〕]|[①-⑳]|[·.\-+])+"
)


def find_names(text: str, lower: str, start: int, end: int) -> Iterator[Anchor]:
    """Names of sites and nouns for sites in one sentence, in its order.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    behind = start
    for first, last in _joined(lower, start, end):
        if first < behind:
            continue
        anchor = _anchor(text, lower, first, last, behind, end)
        behind = anchor.end
        if anchor.kind == "programme" and _BUILDINGS.match(lower, anchor.end):
            continue
        if _OF_DATA.fullmatch(lower, first, last):
            continue
        if anchor.kind == "named" and _is_of_policy(lower, anchor, first):
            continue
        if anchor.kind == "named" and (
            _HOST_BEHIND.search(lower, start, anchor.start) or _ISSUES.match(lower, anchor.end)
        ):
            continue
        if _ZONE.match(lower, anchor.start, last) is None:
            yield anchor


# X项目落户芜湖“江北数谷产业园”: where a project goes to is no project.
_HOST_BEHIND: Final = re.compile(
    r"项目[^,。;、]{0,6}(?:落户|入驻|进驻|落地)(?:于|在|到)?[\u4e00-\u9fff]{0,8}[“「]?$"
)
# 云岭数港公告,公司拟: a company, whatever its name sounds like.
_ISSUES: Final = re.compile(
    r"(?:[今昨]日|日前|近日|\d{1,2}月\d{1,2}日)?(?:晚间?)?(?:发布)?公告(?:称|显示)?[,:]"
)
# 一体化大数据平台: software of an office.
_OF_DATA: Final = re.compile("[大云]?数据[^算智计]{0,7}平台")
# 《云州市数据中心发展指导意见》: a policy for all of them.
_POLICY: Final = re.compile(
    r"[^《》。;]{0,24}?(?:规划(?!许可|条件|设计|选址)|(?:指导|实施|若干)意见|管理办法|办法|规定|条例|细则|措施|政策|行动计划|行动方案|三年行动|指南|导则|指引|白皮书|工作要点)"
    r"(?:的?通知|[(:-][^》]{0,30})?》"
)
_OPENS_TITLE: Final = re.compile(r"《[^》。;]{0,24}$")
_OF_DIVISION: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?[省市区县州盟旗]){1,2}|[\u4e00-\u9fff]{2,3}"
)


def _is_of_policy(lower: str, anchor: Anchor, head: int) -> bool:
    """Whether the title of a policy names all such sites of a place."""
    if _POLICY.match(lower, anchor.end) is None:
        return False
    if _OPENS_TITLE.search(lower, max(0, anchor.start - 26), anchor.start) is None:
        return False
    division = _OF_DIVISION.match(lower, anchor.start, head)
    return division is not None and _is_plain(lower[division.end() : head])


def _joined(lower: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of heads; a head right before another one belongs to the name of that one."""
    words = lower[start:end]
    national = _NATIONAL.finditer(lower, start, end) if "国家" in words else ()
    spans = [(m.start(), m.end()) for m in national]
    if _ANYWHERE.search(words):
        heads = list(_heads().finditer(lower, start, end))
    else:
        heads = matches_from(_first_of_heads(), _heads(), lower, start, end)
    spans += [(m.start(), m.end()) for m in heads]
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and _codes_between(lower, joined[-1][1], first):
            joined[-1] = (joined[-1][0], last)
        elif joined and (
            first < joined[-1][1]
            or _ADJOINS.fullmatch(lower, joined[-1][1], max(first, joined[-1][1]))
            or _plain().fullmatch(lower, joined[-1][1], max(first, joined[-1][1]))
            or _BRACKET_BETWEEN.fullmatch(lower, joined[-1][1], max(first, joined[-1][1]))
            or _runs_on(lower, joined[-1][1], max(first, joined[-1][1]))
        ):
            if last > joined[-1][1]:
                joined[-1] = (max(first, joined[-1][1]), last)
        else:
            joined.append((first, last))
    return joined


def _codes_between(lower: str, start: int, end: int) -> bool:
    """Whether only numbers of buildings stand between two heads, and words that name nothing."""
    codes = _CODES.match(lower, start, end)
    return codes is not None and _plain().fullmatch(lower, codes.end(), end) is not None


def _runs_on(lower: str, start: int, end: int) -> bool:
    """Whether a few characters between two heads belong to one name: 云谷生物医药智算中心."""
    gap = lower[start:end]
    return _HAN_GAP.fullmatch(gap) is not None and is_one_name(gap)


def is_one_name(lower: str) -> bool:
    """Whether no verb, preposition or joint stands among words that could be part of a name."""
    return _SINGLE.search(lower) is None and not any(True for _ in _breakers().find(lower))


# “云岭数谷”算力产业大会
_MEETING: Final = (
    r"[”」]?(?:算力|数字|经济|产业|创新|发展|国际|合作|生态|大数据|人工智能|高峰|高端)*"
    r"(?:大会(?!厅)|峰会|论坛|博览会|研讨会|推介会)"
)


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    """A word for compute, a few characters, a word for a site: 算力产业园, 零碳数据基地."""
    words = "|".join(re.escape(word) for word in listed("site_words", "zh"))
    words = words.replace("大数据", r"(?<!最)(?<!\d)大数据")
    tails = "|".join(re.escape(word) for word in listed("site_tails", "zh"))
    others = "|".join(re.escape(word) for word in listed("site_heads", "zh"))
    none = "|".join(re.escape(word) for word in listed("no_site_words", "zh"))
    return re.compile(
        rf"(?<!连)(?:{others})(?!学校|小学|中学|学院|幼儿园|医院|社区|街道|大道|地铁|酒店|公寓|{_MEETING})|[“「][^“”「」,。;]{{1,6}}[算云智数][”」](?:中心|基地|园区|产业园|集群|枢纽)|(?:(?<=云)|(?<=电信)|(?<=移动)|(?<=联通))[\u4e00-\u9fff]{{0,6}}?数字产业(?:园|基地)|(?:(?:{words})[和与及])?(?:{words})(?:(?!{none}|{words})[\u4e00-\u9fff]){{0,7}}?(?:\([\u4e00-\u9fff·]{{1,8}}\)(?:科技|数字|产业|信息|智能|绿色)*)?(?:[一二三四五六七八九]号)?(?:{tails})(?![业员心师]|层(?!高)|点(?!亮|燃)|部(?!署|分)|城市|(?<=城)市(?!中心)|t\d级?标准|(?<=仓)库|总体布局|布局(?=[的、,。;和及与]|$)|经理|负责|公司|单位|业主|方案|组长|业务(?!量)|行业|市场|领域|运营商|服务商|设备(?:厂|商|供应|制造|租赁)|名单|清单|需求|(?:信托|产业|投资)?基金|概念|板块|{_MEETING})"
    )


# Signs of heads that begin with any character: 移动长三角数字产业园, “东算”中心.
_ANYWHERE: Final = re.compile("数字产业|”|」")


@lru_cache(maxsize=1)
def _first_of_heads() -> re.Pattern[str]:
    return beginning_of([*listed("site_words", "zh"), *listed("site_heads", "zh")])


@lru_cache(maxsize=1)
def _breakers() -> PhraseIndex:
    return PhraseIndex([*listed("name_breakers", "zh"), *listed("words_before_names", "zh")])


@lru_cache(maxsize=1)
def _keepers() -> PhraseIndex:
    return PhraseIndex(listed("name_keepers", "zh"))


@lru_cache(maxsize=1)
def _cluster() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in listed("cluster_heads", "zh"))
    return re.compile(rf"(?:的|产业)?(?:{words})")


@lru_cache(maxsize=1)
def _plain() -> re.Pattern[str]:
    listed_words = (*listed("plain_modifiers", "zh"), *listed("site_words", "zh"))
    words = "|".join(re.escape(word) for word in sorted(listed_words, key=len, reverse=True))
    return re.compile(
        rf"(?:{words}|\d+(?:\.\d+)?(?:p|mw|pflops)级?|(?:其余|余|剩余|首|另|第)?(?:\d+|[一二两三四五六七八九十]+)[栋幢棟]|(?:\d+|[一二两三四五六七八九十]+)[个座处]|\(?[a-et]\d?级\)?|[a-z]\d{{1,2}}(?:[-~至][a-z]?\d{{1,2}})?号?|[一二三四]阶段|[一二三四]期|(?:[一二三四五六七八九十两]+|[2-9]|1\d)大|级|型|化)*"
    )


def _anchor(text: str, lower: str, start: int, end: int, first: int, stop: int) -> Anchor:
    """The anchor whose head stands at ``start``; its name reaches back to ``first`` at most."""
    left = left_of(text, lower, first, start)
    cluster = _cluster().match(lower, end)
    if cluster is not None:
        return Anchor("place", left, cluster.end(), text[left : cluster.end()])
    tail = _TAIL.match(text, end, stop)
    right = end if tail is None else tail.end()
    in_brackets = _IN_BRACKETS.match(text, end, stop) is not None
    quoted = _in_quotes(text, lower, start, right, first)
    quoted = quoted or _in_agreement(text, (left, right), stop)
    if quoted is not None:
        return quoted
    if in_brackets and _HUB.fullmatch(lower, start, end):
        return Anchor("place", left, right, text[left:right])
    certain = _A_CERTAIN.search(text, max(first, start - 8), start)
    if certain is not None:
        return Anchor("new", certain.start(), right)
    if text[start] in "“「":
        return Anchor("named", start, right, text[start:right])
    if _NATIONAL.match(lower, start) is None and _is_plain(lower[left:start]):
        begin = _first_of_two(text, lower, first, left, text[end:right])
        if begin is not None:
            return Anchor("named", begin, right, text[begin:right])
        if not in_brackets:
            return _noun(lower, first, (left, start, right), stop)
    if _BIG_ONES.search(lower, left, start):
        return Anchor("programme", left, right)
    this_one = _THIS_PARK.match(lower, left, start) and lower.startswith(_THIS, left - 1)
    return Anchor("pronoun", left - 1, right) if this_one else _with_name(text[left:right], right)


# 该基地数据中心, 该园区智算中心: the one spoken of.
_THIS: Final = ("该", "此", "本")
_THIS_PARK: Final = re.compile("(?:产业园区?|园区|基地|项目|中心|集群)")


def _noun(lower: str, first: int, spot: tuple[int, int, int], stop: int) -> Anchor:
    """The anchor of a noun without a name; ``spot`` is its beginning, its head and its end."""
    left, head, right = spot
    some = _SOME.search(lower, max(first, head - _LONGEST_QUANTITY), head)
    if some is not None:
        return Anchor("nation", some.start(), right)
    kind = _kind_without_name(lower, first, left)
    if _SEVERAL_BIG.match(lower, left, head):
        kind = "other"
    elif kind == "bare" and _ALL_OF_KIND.match(lower, left, head):
        kind = "programme"
    if lower.startswith(_RACKS, right):
        kind = "bare"
    counted = _COUNT_BEHIND.match(lower, right, stop) is not None
    return Anchor("programme" if counted and kind == "bare" else kind, left, right)


def _with_name(words: str, end: int) -> Anchor:
    """The anchor of a name that ends at ``end``, without numbers and marks before it."""
    name = _PRAISED.sub("", _LEADING.sub("", words))
    if name[:1] in _OPEN and _OPEN[name[0]] not in name[1:]:
        name = name[1:]
    if _OF_SOME.match(name) is not None:
        return Anchor("nation", end - len(name), end)
    if _OF_REGION.match(name) is not None:
        return Anchor("programme", end - len(name), end, name)
    if _CLUSTER_NAME.fullmatch(name):
        return Anchor("place", end - len(name), end, name)
    of_place = _OF_A_PLACE.fullmatch(name) is not None
    return Anchor("programme" if of_place else "named", end - len(name), end, name)


# 《大数据产业园项目投资协议书》: the name under which a project is signed for.
_OF_AGREEMENT: Final = re.compile(
    r"(?:的)?(?:战略|投资|合作|开发|建设|入园|入驻|进区|招商|框架|补充|意向)*(?:协议|合同)书?(?:之[^》]{0,12})?》"
)
_NOTHING_OWN: Final = re.compile("(?:大?数据|算力|智算|智能计算|云计算|超算|计算)中心(?:建设)?项目")
# 克拉玛依一智算中心完成扩容: one that the title does not name.
_A_CERTAIN: Final = re.compile(
    r"(?<![之统唯第十\d])一(?:(?:大型|超大型|超大规模|大规模|新型|绿色|在建|新建|重大|重点|国家级)*)$"
)


def _in_quotes(text: str, lower: str, start: int, right: int, first: int) -> Anchor | None:
    """The name that stands in quotes as a whole, None without one."""
    quoted = _WHOLE_QUOTE.search(text, max(first, start - LONGEST_NAME), right)
    if quoted is None or text[right : right + 1] != _OPEN[text[quoted.start()]]:
        return None
    left = quoted.start() + 1
    if _plain().fullmatch(lower, left, start) or _is_slogan(lower[left:start]):
        return None
    return Anchor("named", left, right, text[left:right])


def _in_agreement(text: str, spot: tuple[int, int], stop: int) -> Anchor | None:
    """The name of a project that opens the title of an agreement, None without one."""
    left, right = spot
    called = text[left:right]
    if text[left - 1 : left] != "《" or not called.endswith("项目"):
        return None
    if _OF_AGREEMENT.match(text, right, stop) is None or _NOTHING_OWN.fullmatch(called):
        return None
    return Anchor("named", left, right, called)


def _is_slogan(words: str) -> bool:
    """Whether words in quotes are a sentence: “以算力带动产业 争创算力枢纽”."""
    return any(hit.end - hit.start > 1 for hit in _breakers().find(words))


def _is_plain(modifiers: str) -> bool:
    """Whether the words before a head describe it and name nothing (大型绿色)."""
    bare = _LEADING.sub("", modifiers).lstrip("《")
    return any(_plain().fullmatch(words) for words in (bare, bare.removeprefix("一")))


def _first_of_two(text: str, lower: str, first: int, left: int, tail: str) -> int | None:
    """Where the first of two nouns of one project begins: X产业园及数据中心项目."""
    joined = _JOINED_WITH.search(text, max(first, left - LONGEST_NAME), left)
    if joined is None or not tail.endswith(("项目", "工程")):
        return None
    return left_of(text, lower, first, joined.start("noun"))


def _kind_without_name(lower: str, first: int, left: int) -> AnchorKind:
    before = lower[max(first, left - 16) : left]
    if before.endswith(("该", "此", "这座", "这个", "本", "这一")):
        return "pronoun"
    if (
        _PAID_FOR.search(before)
        or _ONE.search(before)
        or _ONE_OF_SIZE.search(lower, max(first, left - 24), left)
    ):
        return "new"
    counted = _COUNTER.search(before)
    if counted is not None:
        return "other" if _THOUSANDS.fullmatch(counted["count"]) else "programme"
    return "bare"


def left_of(text: str, lower: str, first: int, start: int) -> int:
    """Where the name begins whose head begins at ``start``; not before ``first``."""
    floor = max(first, start - LONGEST_NAME)
    left = start
    for pattern in (_QUOTED_BEFORE, _BRACKET_BEFORE):
        match = pattern.search(text, floor, left)
        if match is not None:
            left = match.start()
    run = _RUN.search(text, floor, left)
    begin = left if run is None else run.start()
    window = lower[begin:left]
    cut = 0
    kept = [(hit.start, hit.end) for hit in _keepers().find_all(window)]
    cuts = [(hit.start, hit.end) for hit in _breakers().find_all(window)]
    cuts += [match.span() for match in _SINGLE.finditer(window)]
    for first_cut, last_cut in cuts:
        if not any(
            s <= first_cut and last_cut <= e and (s, e) != (first_cut, last_cut) for s, e in kept
        ):
            cut = max(cut, last_cut)
    cut = max(cut, window.rfind("--") + 2 if "--" in window else 0)
    unit = _UNIT_LEFT.search(window)
    cut = max(cut, unit.end() if unit is not None else 0)
    amount = _DATE_OR_AMOUNT.match(window)
    if amount is not None and not (amount.end() == len(window) and window.endswith(_SIZES)):
        built = _BUILT.match(window, amount.end())
        cut = max(cut, amount.end() if built is None else built.end())
    cut = _behind_marks(window, cut)
    verb = _VERB.match(window, cut)
    cut = cut if verb is None else verb.end()
    if window[cut : cut + 1] in _COUNTERS and _COUNTED.search(lower, floor, begin + cut):
        cut += 1
    return begin + cut


def _behind_marks(window: str, cut: int) -> int:
    """Where a name begins that stands behind an open quote or bracket, or behind a closed one."""
    for mark, closing in _OPEN.items():
        opened = window.rfind(mark)
        if opened >= cut and closing not in window[opened + 1 :]:
            cut = opened + 1
    for mark in '”"」》)':
        closed = window.rfind(mark)
        if closed >= cut and not any(o in window[cut:closed] for o in '“"「《('):
            cut = closed + 1
    return cut


# 云岭市大数据园 is 云岭大数据园.
_CITY: Final = re.compile(r"(?<=^[\u4e00-\u9fff]{2})[市县]|(?<=^[\u4e00-\u9fff]{3})[市县]")
# 江西省赣州市赣州数谷 is 赣州数谷.
_SEAT_TWICE: Final = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,3}省(?=[\u4e00-\u9fff]{2,4}[市县州]))?(?:([\u4e00-\u9fff]{2,3})市(?=\1))?"
)
_MARKS: Final = re.compile(r"[\s“”\"「」《》()·-]+")


def key_of_name(name: str) -> str:
    """The form in which two spellings of one name are equal: no phase, 项目, quotes or blanks."""
    bare = _CITY.sub("", _SEAT_TWICE.sub("", _MARKS.sub("", name.lower())))
    bare = bare.replace("智能算力", "算力").replace("智能计算中心", "智算中心")
    return _PHASE.sub("", _PHASE.sub("", bare)) or bare
