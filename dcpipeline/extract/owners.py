"""Owners and operators: the part that a company plays in a sentence."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.extract.companies import Company
from dcpipeline.extract.frames import Reading
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import beginning_of, matches_from
from dcpipeline.normalize.phrases import PhraseIndex

_LABEL_REACH: Final = 24
_VERB_REACH: Final = 40
# Behind 由 partners may stand before the verb.
_BY_REACH: Final = 72
_WINNER: Final = re.compile(
    r"(?:中标人|中标单位|中标供应商|成交供应商|中标候选人|供应商|总承包|承建单位|施工单位|设计单位|"
    r"监理单位|winner|winning bidder|contractor|"
    r"adjudicataire|titulaire)[^,。;]{0,8}$"
)
_WINS: Final = re.compile(
    r"\s?(?:成功)?(?:以[^,。;]{0,20})?(?:中标|为(?:第一)?中标|won|wins|a remporte)"
)
_SIGNED: Final = re.compile(r"签约|签署|签订|签下|签|signed|signing|inked|signe")
_GOVERNMENT: Final = re.compile(
    r"(?:政府|管委会|委员会|发改委|发改局|工信局|数据局|管理局|人民银行|ministry|government|authority|committee|mairie|"
    r"gouvernement)"
)
# 运营该中心的X, 划转给X.
_OWNING_BEFORE: Final = re.compile(
    r"(?:运营|投资|建设|投建|开发|持有|经营)(?:该|本|此|这一|这座)(?:中心|项目|园区|智算中心|数据中心|基地)的$"
    r"|归(?:属于?)?$|(?:正式|整体)移交$|(?:移交|划转|转让|出售|转手|交付|交)(?:给|予|至)(?:业主|业主单位|接收方|受让方)?$"
)
_ROLE_BEHIND: Final = re.compile(
    r"(?:是|为|系|作为)(?:其|该项目|该中心|项目|园区|中心)?的?(?:业主|投资人|投资方|投资主体|运营方|运营商|运营单位|建设单位|所有者|开发商)"
)
_JOINS: Final = re.compile(r"(?:\([^()]{0,24}\))?(?:近日|日前|今日)?(?:与|和|同|跟|、|及|携手|,与)")
_JOINS_BEFORE: Final = re.compile(r"(?:与|和|同|跟|、|及|携手)$")
# X已于1月15日完成向买方Y出售Z中心: both have owned it.
_SELLS: Final = re.compile(
    r"(?:已|拟|将)?(?:于[^,。;]{2,16})?(?:完成)?向[^,。;]{2,40}(?:出售|转让)(?!服务器|设备|股权|股份)"
)
_OF_GOODS: Final = re.compile(
    r"[^,。;]{0,60}(?:出售|转让)[^,。;]{0,30}(?:服务器|设备|股权|股份|显卡)"
)
_BUYER: Final = re.compile(r"向(?:买方|受让方|承让方|独立第三方)?$")
_IS_SOLD: Final = re.compile(r"(?:出售|转让)(?!服务器|设备)[^,。;]{0,30}(?:中心|基地|园|项目|机房)")
# X发布Y设计施工总承包招标公告
_PUBLISHES: Final = re.compile(
    r"(?:近日|日前)?(?:发布|公布|启动|挂出|发出|公告)[^,。;]{0,40}(?:招标|采购|比选|磋商|遴选|资格预审)"
)
# 与X集团旗下的Y公司合作: Y is the party.
_IS_PARENT: Final = re.compile(
    r"(?:旗下|下属|所属|控股)的?(?:全资|控股)?(?:子公司)?[\u4e00-\u9fff]{2,24}(?:公司|集团|科技|股份)"
)
_USES: Final = re.compile(r"(?:利用|租用|采用|依托|来自|使用|借助)$")
_PUBLIC_SIDE: Final = re.compile(
    _GOVERNMENT.pattern + r"|当地|我市|我区|我县|该市|该县|该区|(?:市|区|县|州|盟|旗)(?:同|与|和)"
    r"|(?:与|同|和)[\u4e00-\u9fff]{2,6}(?:市|区|县|州|盟|旗)"
    r"|city|county|prefecture|province|municipal|district|ville"
)
_LIST: Final = re.compile(
    r"(?:、|和|与|及|以及|联合|携手|,|,? and|et|,? et)\s*(?:the )?(?:a local |state-owned )?"
)
_BY: Final = re.compile(r"(?:由|by|par)\s*(?:the |le |la )?$")
_JOINT: Final = re.compile(
    r"(?:公司)?(?:\([^()]{0,24}\))?(?:此前|前期|目前|现)?(?:拟|计划|将|已经?|决定|选择|准备)?(?:以[^,。;]{2,20}(?:资金|方式)(?:约|不超过)?[\d.,]*[亿万]?元?)?(?:在[^,。;、]{2,20}?)?(?:等|牵头|独家|全额|全资|总体|负责|计划|拟|将|"
    r"正|已|在此|在该市|在当地|出资)?"
)


def addressee(page: PageText, reading: Reading) -> tuple[int, int] | None:
    """The company to which an approval is addressed: a line that holds its name and a colon."""
    if len(reading.companies) != 1 or not reading.companies[0].name:
        return None
    company = reading.companies[0]
    rest = page.lower[company.end : reading.sentence.end].strip()
    alone = company.start == reading.sentence.start and rest == ":"
    return (company.start, company.end) if alone else None


def may_own(page: PageText, reading: Reading) -> Iterator[tuple[int, int]]:
    """Companies of a sentence whose words give them no other part: not supplier, tenant, judge."""
    lower, sentence = page.lower, reading.sentence
    for company in reading.companies:
        name = company.name.lower()
        if not name or "某" in name or _GOVERNMENT.search(name):
            continue
        before = lower[max(sentence.start, company.start - _LABEL_REACH) : company.start]
        after = lower[company.end : min(sentence.end, company.end + _VERB_REACH)]
        if (
            _supplies(before, after)
            or _OTHER_PART_BEFORE.search(before)
            or _OTHER_PART_BEHIND.match(after)
        ):
            continue
        yield company.start, company.end


_OTHER_PART_BEFORE: Final = re.compile(
    r"(?:[张块台颗枚]|用于|专供|提供给|基于|服务于|服务|如果|若|采用|搭载|使用|部署|采购|引入|引进|购买|购置|租给|客户|租户|用户|供应商|厂商|据|由于|竞争对手|包括|如|例如|类似|总承包单位|施工单位|"
    r"设计单位|监理单位|承建方|承建单位|联合体|旗下|来自|供货方|供应方|卖方|"
    r"\b(?:from|with|using|based on|powered by|built on|"
    r"runs? on(?: \w+)?|equipe\w* (?:de|par)|by supplier|customers?|tenants?|like|including|"
    r"rival|citing|"
    r"according to|chips? (?:from|by)|supplied by|unlike|a|avec|chez|selon|comme))(?:了|的|是|为|"
    r":)?\s?(?:the )?$"
)
_OTHER_PART_BEHIND: Final = re.compile(
    r"(?:的)?(?:[a-z]{1,5}[ -]?\d|昇腾|加速卡|算力卡|芯片|服务器|gpu|液冷|设备|技术|产品|方案|"
    r"大模型|股票|证券|研究院|分析|数据显示|报告|"
    r"等?(?:企业|公司|客户|机构)?(?:已)?(?:入驻|租用|承租|订购|采购|使用|抢先|签约入驻)|供应|供货|提供|中标|承建|施工|设计|监理|"
    r"(?:'s)?\s(?:\w+ )?(?:chips?|servers?|supernodes?|clusters?|gpus?|cards?|accelerators?|"
    r"processors?|equipment|supplies|supplied|"
    r"analysts?|estimates?|reported|said in a report))"
)


def is_maker(page: PageText, company: Company) -> bool:
    """Whether a company is named for what it makes or does for others (寒武纪MLU590加速卡)."""
    return _OTHER_PART_BEHIND.match(page.lower, company.end) is not None


def may_name_owner(page: PageText, reading: Reading) -> bool:
    """Whether a sentence holds a company or one of the words that a name of an owner needs."""
    sentence = reading.sentence
    return bool(reading.companies) or bool(
        _OWNER_HINT.search(page.lower, sentence.start, sentence.end)
    )


_OWNER_HINT: Final = re.compile(r"由|售|转让|处置|业主|单位|主体|[方人商]|签|投|建|运营|东家|资|\(")


def find_owners(page: PageText, reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Spans of the words for owners and operators in a sentence, in its order.

    The third value tells whether the words are a name; otherwise they stand for the company that
    was named before (公司).
    """
    owners = [c for c in reading.companies if is_owner(page, reading, c)]
    named = any(company.name for company in owners)
    spans = [
        (*_with_branch(page, reading, c), bool(c.name)) for c in owners
        if c.name or (not named and page.lower[c.start : c.end] in _ITSELF)
    ]  # fmt: skip
    sentence = reading.sentence
    clauses = [sentence.start]
    clauses += [m.end() for m in _CLAUSE_BEGINS.finditer(page.lower, sentence.start, sentence.end)]
    for sign, begins, pattern in _name_patterns():
        if sign is not None and sign.search(page.lower, sentence.start, sentence.end) is None:
            continue
        if begins is None:
            matches = _at_clauses(pattern, page.lower, clauses, sentence.end)
        else:
            matches = matches_from(begins, pattern, page.lower, sentence.start, sentence.end)
        for match in matches:
            start, end = match.span("name")
            kin = _KIN.match(page.lower, start, end)
            start = kin.end() if kin is not None else start
            name = page.lower[start:end]
            if len(name) < 2 or _NO_NAME.search(name) or _GOVERNMENT.search(name):
                continue
            if (
                "sure" in pattern.groupindex
                and match["sure"] is None
                and not _ORGANISATION.search(name)
            ):
                continue
            if not any(c.start < end and start < c.end for c in reading.companies):
                spans.append((start, end, True))
    spans += [
        (*span, True) for start, end, is_name in spans if is_name
        for span in _partners(page, reading, start, end)
    ]  # fmt: skip
    yield from sorted(set(spans))


# 云能集团、曲投公司和上海有孚网络,出资比例…: a partner named by its brand.
_PARTNER_BEHIND: Final = re.compile(
    r"(?:、|和|与|及|以及|联合|携手)(?P<name>[\u4e00-\u9fff]{2,10}?)(?=[,。;:)]|共同|联合|合资|合作|出资|投资|各|按|分别|$)"
)
_PARTNER_BEFORE: Final = re.compile(
    r"(?:由|,|;|:|是)(?P<name>[\u4e00-\u9fff]{2,10})(?:、|和|与|及)$"
)


def _partners(page: PageText, reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names joined with the name of an owner that end like a company's or stand behind 由."""
    lower, sentence = page.lower, reading.sentence
    behind = _PARTNER_BEHIND.match(lower, end, sentence.end)
    before = _PARTNER_BEFORE.search(lower, max(sentence.start, start - 14), start)
    for found in (behind, before):
        if found is None or _NO_NAME.search(found["name"]) or _GOVERNMENT.search(found["name"]):
            continue
        sure = found is before and lower[found.start()] == "由"
        first, last = found.span("name")
        known = any(c.start < last and first < c.end for c in reading.companies)
        site = any(r.anchor.start < last and first < r.anchor.end for r in reading.references)
        if (sure or _ORGANISATION.search(found["name"])) and not known and not site:
            yield first, last


def _with_branch(page: PageText, reading: Reading, company: Company) -> tuple[int, int]:
    """A company with the place of its branch: 中国移动江苏, 北京易华录.

    Not where the company opens the name of a site (中国移动呼和浩特数据中心).
    """
    start, end = company.start, company.end
    if not company.name or any(
        r.anchor.start <= start and end <= r.anchor.end for r in reading.references
    ):
        return start, end
    for place in reading.places:
        if place.start == end:
            end = place.end
            tail = _BRANCH.match(page.lower, end)
            end = tail.end() if tail is not None else end
        if place.end == start and not _LOCATIVE.search(
            page.lower, max(0, place.start - 3), place.start
        ):
            start = place.start
    return start, end


_BRANCH: Final = re.compile(r"(?:分公司|省公司|市公司|公司)")
_LOCATIVE: Final = re.compile(r"在|于|[省市区县的]$")
# 业主为X, 运营方X, 由X投资建设: X need not carry a word for a company.
_NAME: Final = r"(?P<name>[\u4e00-\u9fffa-z·]{2,16}?)"
# The company that speaks or was named before.
_ITSELF: Final = frozenset({"公司", "本公司", "该公司", "集团", "上市公司"})
_ORGANISATION: Final = re.compile(
    r"(?:集团|公司|科技|云算|智算|数据|国投|城投|城发|产投|移动|电信|联通|广电|网络|投资|控股|股份|能源|大学|学院|研究院|算力|信息|国资|数科|数字|互联|实业|发展|"
    r"电力|华能|铁塔|云)$"
)
_NO_NAME: Final = re.compile(
    r"某|由|尚未|待定|未定|国资平台|资金|区长|市长|县长|领导|专班|部门|电网$|三方|主体|[一二三]期|(?:高新|开发|经开|新)区$|^[\u4e00-\u9fff]{2,5}[省市区县]$|^之|这|那|总部|[的是为与及了其]|有(?![限线色孚研])|^单位|^方|项目|中心$|^(?:其|该|当地|本地|企业|公司|政府|市|省|区|县|国有|民营|多家|双方|各方|社会|地方)|(?:负责|"
    r"共同|联合)"
)


# 甜瓜云智算中心(哈密国投)
_IN_BRACKETS: Final = re.compile(
    r"(?:中心|基地|园区|产业园|园|港|谷|集群|枢纽|项目|平台)(?P<sure>(?!))?\((?P<name>[\u4e00-\u9fff]{3,12})\)"
)
_IS_OWNER: Final = re.compile(
    rf"(?:^|(?<=[,。;])){_NAME}(?:是|为|系)(?:其|该项目|该中心|项目|中心)的?(?:业主|投资人|投资方|投资主体|运营方|运营商|运营单位|建设单位)"
)
_BUILDS: Final = re.compile(
    rf"(?:^|(?<=[,。;:、(]))(?P<sure>(?!))?{_NAME}(?:投资建设|投资兴建|投建|出资建设|独资建设|建设运营|建设并运营|投资运营)的"
)
# X拟出售Y智算中心
_SELLS_SITE: Final = re.compile(
    rf"(?:^|(?<=[,。;:“]))(?P<sure>(?!))?{_NAME}(?:拟|将|已|计划|宣布)?(?:公开|挂牌|整体)?"
    r"(?:出售|转让|剥离|处置)(?=[^,。;]{2,30}(?:中心|基地|园|项目))"
)
# X投资33.6亿元建设的; (X投资,总投资…)
_INVESTS: Final = re.compile(
    rf"(?:^|(?<=[,。;:、(]))(?P<sure>(?!))?{_NAME}(?:拟|将|计划|已)?(?:"
    r"(?:投资|出资|投入)(?:约|超|近|逾|超过)?[\d.]+(?:亿|万)(?:余|多)?元(?:人民币)?(?:兴建|建设|打造|投建|建成)"
    r"|(?:独家|全额|负责|独立)?(?:投资|出资|运营|持有|建设)(?=[,。;)、])|的(?=[\u4e00-\u9fff]{2,16}(?:数据中心|智算|算力|超算)))"
)
_KIN: Final = re.compile(r"(?:其)?(?:全资|控股|参股|下属)?(?:子公司|孙公司)")
# 启明通信公告投资26亿元建设, 启航云宣布启动X
_TELLS: Final = re.compile(
    rf"(?:^|(?<=[。,;“])){_NAME}(?:\d{{1,2}}月\d{{1,2}}日)?(?:晚间?|日前|近日)?"
    r"(?:(?:发布)?公告(?:称|显示)?[,:]?(?:公司)?(?:拟|将|计划)?(?:对|投资|斥资|出资|建设|投建)"
    r"|宣布(?:正式)?(?:启动|开建|投资|启用|建成))"
)
# 启航云还启动了X智算中心
_STARTS: Final = re.compile(
    rf"(?:^|(?<=[。,;“]))(?P<sure>(?!))?{_NAME}(?:还|又|也|已)?(?:启动|开建|启用|建成)了"
    r"(?=[\u4e00-\u9fff“]{2,16}(?:中心|基地))"
)
# 中国电信与海兰信合作开发的: the partner of one who builds.
_WITH: Final = re.compile(
    rf"(?:与|和|同|、|携手|联合){_NAME}(?:共同|联合|合作|合资)(?:投资|开发|建设|打造|出资|兴建|共建|运营)"
)
_SIGNS_WITH: Final = re.compile(
    rf"(?:政府|管委会|当地|我市|我区|我县|市|区|县)(?:与|同|和){_NAME}(?:正式|成功|在\w{{2,8}})?(?:签约|签署|签订|签下|签|达成)"
)


# X互联与包头市政府签订协议
_SIGNS: Final = re.compile(
    rf"(?:^|(?<=[,。;:“]))(?P<sure>(?!))?{_NAME}(?:\d{{1,2}}月\d{{1,2}}日)?(?:近日|日前|正式)?"
    r"(?:与|和|同)[^,。;]{2,14}(?:政府|管委会|[市县州区])[^,。;]{0,10}(?:签|达成)"
)


# 由A与B合资成立的C投资: the founders own with it.
_FOUNDED: Final = re.compile(
    r"(?:^|[,。;:由是为])(?P<first>[\u4e00-\u9fff]{2,14}?)(?:与|和|同|、)(?P<second>[\u4e00-\u9fff]{2,14}?)"
    r"(?:合资|联合|共同|各出资)(?:出资)?[^,。;]{0,4}?(?:成立|设立|组建)"
)
# 日常运营交给了北京的X
_RUN_BY: Final = re.compile(
    r"运营(?:权|管理)?(?:则)?(?:交给|委托给?|移交给)了?(?:[\u4e00-\u9fff]{2,4}的)?(?P<name>[\u4e00-\u9fff]{2,14}?)(?=[,。;]|负责|$)"
)


def find_founders(page: PageText, reading: Reading) -> Iterator[tuple[int, int]]:
    """Spans of the names of those who have founded the owner of a site, or run it for its owner."""
    sentence = reading.sentence
    for pattern, groups in ((_FOUNDED, ("first", "second")), (_RUN_BY, ("name",))):
        for match in pattern.finditer(page.lower, sentence.start, sentence.end):
            for group in groups:
                if not _NO_NAME.search(match[group]) and not _GOVERNMENT.search(match[group]):
                    yield match.span(group)


# What stands before the first word of a clause.
_CLAUSE_BEGINS: Final = re.compile(r"[,。;:、(“—-]")


def _at_clauses(
    pattern: re.Pattern[str], lower: str, clauses: Iterable[int], end: int
) -> Iterator[re.Match[str]]:
    """What a pattern finds that matches only where a clause begins."""
    behind = 0
    for start in clauses:
        found = pattern.match(lower, start, end) if start >= behind else None
        if found is not None:
            behind = found.end()
            yield found


_Begins = re.Pattern[str] | None


# Behind a name at the beginning of a clause: 是该项目业主, 投资3亿元, 建设.
_SAYS_WHOSE: Final = re.compile(r"[是为系](?:其|该?项目|该?中心)的?(?:业主|投资|运营|建设单位)")
_SAYS_INVESTS: Final = re.compile(
    r"(?:投资|出资|投入)(?:约|超|近|逾|超过)?[\d.]|(?:投资|出资|运营|持有|建设)[,。;)、]"
    r"|的[\u4e00-\u9fff]{2,16}(?:数据中心|智算|算力|超算)"
)
_Sign = re.Pattern[str] | None


@lru_cache(maxsize=1)
def _name_patterns() -> tuple[tuple[_Sign, _Begins, re.Pattern[str]], ...]:
    """Patterns for names: what they need in a sentence, and the characters they begin with.

    The latter are None for those that begin only with a clause.
    """
    labels = beginning_of(listed("owner_labels", "zh"))
    return (
        (None, labels, _labelled_name()),
        (None, re.compile("由"), _by_name()),
        (re.compile("公告|宣布"), None, _TELLS),
        (re.compile("(?:启动|开建|启用|建成)了"), None, _STARTS),
        (re.compile("共同|联合|合作|合资"), re.compile("[与和同、携联]"), _WITH),
        (re.compile("签|达成"), re.compile("[政管当我市区县]"), _SIGNS_WITH),
        (re.compile("签|达成"), None, _SIGNS),
        (re.compile(r"\("), re.compile("[中基园产港谷集枢项平]"), _IN_BRACKETS),
        (_SAYS_WHOSE, None, _IS_OWNER),
        (re.compile("出售|转让|剥离|处置"), None, _SELLS_SITE),
        (re.compile("建设的|兴建的|投建的|运营的"), None, _BUILDS),
        (_SAYS_INVESTS, None, _INVESTS),
        (None, None, _label_alone()),
    )


@lru_cache(maxsize=1)
def _labelled_name() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in listed("owner_labels", "zh"))
    return re.compile(
        rf"(?:{words})(?P<sure>为|是|:)?(?:[\u4e00-\u9fff]{{2,8}}旗下的)?{_NAME}(?=[,。;、(|!]|$|负责|介绍|计划|投资|已|将"
        r"|的?[\u4e00-\u9fff]{0,5}(?:经理|负责人|董事长|总裁|主任))"
    )


@lru_cache(maxsize=1)
def _label_alone() -> re.Pattern[str]:
    """业主秦科数据, : a label and a name that fill their clause."""
    words = "|".join(re.escape(word) for word in listed("owner_labels", "zh"))
    return re.compile(
        rf"(?:^|(?<=[,。;:、(—-]))(?:{words})(?P<name>(?:(?![应须签执坦承提依要认称将已可能不无有名设在这到从的])[\u4e00-\u9fff]){{3,9}})(?=[,。;)])"
    )


@lru_cache(maxsize=1)
def _by_name() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in listed("owner_verbs", "zh"))
    kin = (
        r"(?:[\u4e00-\u9fff]{2,8}旗下的?)?(?:本地|当地)?(?:国企|央企|民企|企业|上市公司|龙头企业)?"
    )
    return re.compile(rf"由{kin}{_NAME}(?:负责|牵头|独资|全额|出资|主导|统一)?(?:{words})")


# X董事长A说:项目建成后
_SPEAKS_OF: Final = re.compile(
    r"(?:公司)?[\u4e00-\u9fff]{0,8}(?:董事长|总经理|总裁|基建办主任|运营总监|项目经理)[\u4e00-\u9fff·]{2,6}"
    r"(?:说|介绍说?|表示|告诉记者|透露)[,:]?[“\"]?(?:该|本|我们)?(?:项目|中心|园区|基地|[一二三]期)"
)
_COMPLETES_SALE: Final = re.compile(
    r"(?:近日|日前)?(?:已|将|拟)?(?:完成|推进|终止)(?:了|对)?[^,。;]{2,24}(?:中心|基地|园区?|项目)的?(?:整体)?(?:转让|出售)"
)

# X将Y智算中心正式移交Z
_HANDS_OVER: Final = re.compile(
    r"(?:近日|日前)?(?:已|拟)?将(?:旗下|所持|其)?[^,。;]{2,30}(?:中心|基地|园区?|项目)[^,。;]{0,6}(?:移交|划转|转让|出售)"
)
# 公司与X区人民政府终止《智算中心项目投资协议》
_ENDS_DEAL: Final = re.compile(
    r"(?:已|拟)?(?:于[^,。;]{2,12})?(?:与|和|同)[^,。;]{2,24}(?:政府|管委会)[^,。;]{0,8}(?:终止|解除)[^,。;]{0,30}(?:投资|合作)[^,。;]{0,4}协议"
)


def is_owner(page: PageText, reading: Reading, company: Company) -> bool:
    """Whether the words around a company say that it owns, builds for itself or operates a site."""
    if "某" in company.name or _GOVERNMENT.search(company.name.lower()):
        return False
    lower, sentence = page.lower, reading.sentence
    before = lower[max(sentence.start, company.start - _LABEL_REACH) : company.start]
    after = lower[company.end : min(sentence.end, company.end + _VERB_REACH)]
    if _supplies(before, after) or _IS_PARENT.match(after):
        return False
    if _BY.search(before):
        after = lower[company.end : min(sentence.end, company.end + _BY_REACH)].split("。")[0]
    return (
        _labelled(before)
        or _SPEAKS_OF.match(after) is not None
        or _COMPLETES_SALE.match(after) is not None
        or _HANDS_OVER.match(after) is not None
        or _ENDS_DEAL.match(after) is not None
        or (_SELLS.match(after) is not None and not _OF_GOODS.match(after))
        or (_BUYER.search(before) is not None and _IS_SOLD.match(after) is not None)
        or _OWNING_BEFORE.search(before) is not None
        or _ROLE_BEHIND.match(after) is not None
        or _acts(before, after)
        or _in_list_of_owners(page, reading, company)
        or _signs(page, reading, company)
    )


_ENDS_OF_CLAUSES: Final = re.compile(r"[,。;、]")


def _supplies(before: str, after: str) -> bool:
    if _WINNER.search(before) or _WINS.match(after):
        return True
    if _PUBLISHES.match(after):
        return False
    clause = _ENDS_OF_CLAUSES.split(after, maxsplit=1)[0][:16]
    return any(word in clause for word in listed("supplier_words"))


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in listed("owner_labels"))
    return re.compile(
        rf"(?:{words})(?:\([^()]*\))?\s?(?:名称)?(?:为|是|:|\||is|,|est)?\s?(?:the )?"
        r"(?:本?公司的?(?:全资|控股)?[子孙]公司)?$"
    )


@lru_cache(maxsize=1)
def _befores() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in listed("owner_before") if w != "由")
    return re.compile(rf"(?:{words})\s(?:the |a |le |la |l')?(?:[\w-]+\s){{0,3}}$")


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in listed("owner_verbs"))
    return re.compile(
        rf"\s?(?:(?:拟|计划|将|已|目前|现)*在[^,。;、]{{2,20}}?)?(?:{words})(?![a-z])"
        r"|(?:拟|将|已)?(?:以[^,。;]{0,18})?(?:受让|收购|接手|购得|买下|接盘|竞得|摘得)"
        r"|(?:\d{1,2}月\d{1,2}日)?(?:晚间?)?(?:发布)?公告(?:称)?[,:]?(?:公司)?(?:拟|将|计划|对)[^。;]{0,16}(?:投资|建设|追加)"
        r"|(?:近日|日前)?(?:\d{1,2}月\d{1,2}日)?(?:发布|公布|启动|挂出)[^。;]{0,34}(?:招标公告|采购公告|采购结果|集采|招标|中标结果)"
        r"|(?:发出|发来|下发|发布)的《?中标"
        r"|(?:近日|日前)?(?:收到|取得|获得|拿到)[^。;]{0,40}(?:批复|审查意见|备案|核准)"
    )


def _labelled(before: str) -> bool:
    return bool(_labels().search(before) or _befores().search(before))


def _acts(before: str, after: str) -> bool:
    """由X投资建设, X投资建设的, "X will build"."""
    skipped = _JOINT.match(after)
    rest = after[skipped.end() :] if skipped is not None else after
    if _verbs().match(after) or _verbs().match(rest):
        return True
    return bool(_BY.search(before)) and any(w in after for w in listed("owner_verbs", "zh"))


def _in_list_of_owners(page: PageText, reading: Reading, company: Company) -> bool:
    """Whether the next company of its list is an owner: 由A、B共同投资."""
    companies = reading.companies
    position = companies.index(company)
    for step in (1, -1):
        here = position + step
        if not 0 <= here < len(companies):
            continue
        other = companies[here]
        first, second = (company, other) if step > 0 else (other, company)
        if not _LIST.fullmatch(page.lower, first.end, second.start):
            continue
        lower, sentence = page.lower, reading.sentence
        before = lower[max(sentence.start, other.start - _LABEL_REACH) : other.start]
        after = lower[other.end : min(sentence.end, other.end + _VERB_REACH)]
        if (
            other.name
            and not _supplies(before, after)
            and (_labelled(before) or _acts(before, after))
        ):
            return True
    return False


def _signs(page: PageText, reading: Reading, company: Company) -> bool:
    """A signing with a government: the company is the other party."""
    words = page.lower[reading.sentence.start : reading.sentence.end]
    named = [c for c in reading.companies if c.name]
    before = page.lower[max(reading.sentence.start, company.start - 4) : company.start]
    if _USES.search(before):
        return False
    after = page.lower[company.end : min(reading.sentence.end, company.end + 16)]
    if len(named) > 1 and not (_JOINS.match(after) or _JOINS_BEFORE.search(before)):
        return False
    return bool(_SIGNED.search(words) and _PUBLIC_SIDE.search(words)) and len(named) <= 2


@lru_cache(maxsize=1)
def _operators() -> PhraseIndex:
    return PhraseIndex(listed("operator_names"))


def owner_in_name(name: str) -> Company | None:
    """The company whose own name is part of the name of the site."""
    lower = name.lower()
    for known in sorted(_operators().present(lower), key=lambda word: (-len(word), word)):
        at = lower.find(known)
        if (
            at >= 0
            and at + len(known) < len(lower)
            and (not known.isascii() or at == 0 or not lower[at - 1].isalnum())
        ):
            end = at + len(known)
            if known.isascii() and lower[end : end + 1].isalpha():
                continue
            return Company(name[at:end], at, end)
    return None


# 陇算科技庆阳数据中心, 合盈数据(怀来)产业园: a trade word, then a place or a bracket.
_BRAND: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,6}?(?:(?P<sure>银行|集团|股份|控股|通信|投资)|科技|数据|信息|网络|能源|智算|云算))"
    r"(?P<bracket>\()?"
)
# 联通(淄博)智算中心
_CARRIER: Final = re.compile(r"移动|联通|电信|广电|铁塔")
_NO_BRAND: Final = re.compile(
    r"大数据|云数据|零碳|绿色|智慧|数字|国家|全国|一体化|公共|城市|政务|产业|[一二三]期"
)


def brand_in_name(name: str, places: frozenset[int]) -> tuple[int, int] | None:
    """The words at the beginning of a site's name that are a company's.

    Args:
        name: the name, as printed.
        places: where places begin in the name.
    """
    carrier = _CARRIER.match(name)
    if carrier is not None and (carrier.end() in places or name.startswith("(", carrier.end())):
        return carrier.span()
    match = _BRAND.match(name)
    if match is None or _NO_BRAND.search(match["name"]) or 0 in places:
        return None
    end = match.end("name")
    located = end in places or match["bracket"] is not None
    return (0, end) if located or match["sure"] else None
