"""Why a figure of a sentence is no claim about its subject."""

import re
from typing import Final

from dcpipeline.extract.figures import Figure
from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.introduced import is_brought_in
from dcpipeline.extract.latin import other_subjects_french
from dcpipeline.extract.latin.figures import is_of_plant, is_off_topic
from dcpipeline.extract.latin.other_subjects import (
    brings_in_other,
    defines_unit,
    is_of_others,
    is_of_plan,
    no_size,
    of_other_machines,
)
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.quantities import GROWS_FROM, GROWTH_REACH
from dcpipeline.normalize.word_patterns import WordPattern

_INCLUDES: Final = re.compile(
    r"(?:\d+|[一二三四五六七八九十两几多])个[^,。;]{0,14}项目[,]?(?:包括|包含|分别是|分别为|涵盖|有)[^。;]{4,120},(?:计划)?(?:总投资|投资)"
)

_DENIED_FIGURE: Final = re.compile(
    r"(?:误将|误作|误写|误为|写作|写成|错写)(?:(?!应为|实为|更正为)[^。;]){0,12}$"
)

_ERROR_BEHIND: Final = re.compile(r"[”\"]?[^。;,]{0,12}(?:少写|多写|有误|系笔误)")

# 投资过10亿元项目29个
# 标段1投资估算11.3亿元
_OF_LOT: Final = re.compile(r"标段[\d一二三四]?(?:\([^()]*\))?[^,。;:]{0,8}$")

# ②上海某机电公司,投标报价32215万元
_OF_LOSER: Final = re.compile(
    r"(?:[②-⑨]|第[二三四]名|第[二三四]中标候选人)[^②-⑨。;]{0,60}报价[^,。;]{0,8}$"
)

# 总投资12亿元,其中设备投资5亿元: one of the costs; 其中一期投资5亿元 is that of the phase.
_OF_COST: Final = re.compile(
    r"元(?:人民币)?[,;(]?其中[,:]?(?![^,。;]{0,16}(?:期|号楼|批|项目|中心|基地|园|集群|总投资))[^,。;]{2,14}$"
)

_SIZE_CLASS: Final = re.compile(r"(?:及?以上)?的?(?:重大|重点|产业)?项目(?:共|有|达)?\d+个")

# 2023年以来签下的算力项目,总投资超过320亿元; 智算中心成批出现,总体投资额早已过800亿元
_OF_MANY: Final = re.compile(
    r"(?:以来|年起|近年|先后|陆续|累计|历年)[^。;]{0,24}的[^,。;]{0,10}项目,?[^,。;]{0,6}投资(?:总?额)?[^,。;\d]{0,6}$"
    r"|(?:中心|项目)(?:成批|猛增|激增|扎堆|纷纷|接连|密集|遍地|大量|不断|陆续|相继)[^。;]{0,16}投资(?:总?额)?[^,。;\d]{0,6}$"
)
# 引进数据中心11个,总投资规模492亿元; 累计开工2253个,总投资12654亿元
_OF_COUNTED: Final = re.compile(
    r"(?:(?:项目|中心|基地|园区)(?:共|合计|累计)?|(?:开工|签约|竣工|落地|引进|投产|建成)(?:共|合计|累计)?)"
    r"\d+(?:余|多)?[个座家],(?:累计|合计|计划|协议)?总?投资(?:总?额|规模)?[^,。;\d]{0,6}$"
)
# 两地规划算力之和,共10200P; 三处相加
_ADDED_UP: Final = re.compile(r"(?:之和|相加|总和|加起来|加总)[^。;\d]{0,8}$")
# 签约的算力需求有169P; 客户已订走400P
_WANTED: Final = re.compile(
    r"(?:需求|缺口|订单|意向)(?:量|总量|规模)?(?:合计|共计|总计|累计|已有|共有|[共已有达约超近为])*$|(?:订走|预订|预约|订购|认购)(?:了)?(?:近|约|超)?$"
    r"|\borders? (?:(?:now|still|already|together|have|had|exceed\w*|top\w*|reach\w*|total\w*|"
    r"amount\w* to|of|for) )*$"
)
_WANTED_BEHIND: Final = re.compile(
    r"的?(?:智能|ai|训练|推理)?(?:算力)?(?:需求|缺口|订单|意向)|"
    r"[ -](?:[\w-]+ )?(?:orders?|demand|backlog|inquiries)\b"
)
# 不足全省(1.2E)的一成五: of the whole that stands before the bracket.
_WHOLE_IN_BRACKETS: Final = re.compile(
    r"(?:全[国省市区州盟县]|全行业)(?:总量|总数|合计|的)?\((?:约|超|近)?$"
)
# 余下1500P视需求建设
_REMAINS: Final = re.compile(r"(?:余下|剩余|剩下|其余)的?(?:约|近|超)?$")

# 平陆运河预计2026年底建成: the clause is about something else.
_OTHER_THING: Final = WordPattern(
    r"[\u4e00-\u9fff\d、a-z.]{0,24}?(?P<thing>«other_works»|高速|工业投资|财政收入)(?=[^,。;:]{0,14}$)",
    "zh",
)
# 该中心附近的光伏电站, 连接该中心的道路: the name only tells which.
_TELLS_WHICH: Final = re.compile(
    r"(?:项目|园区)?(?:的|附近|周边|旁边?|外围?|沿线|配套|所需)[^,。;:]{0,12}"
)

# 从1000P扩容至3000P
_FROM: Final = re.compile(
    r"(?:由|从|原来的|原有的?|原(?:定|计划)?(?:总?投资|投资总额))[^,。;]{0,8}$"
)

_BEFORE_GROWTH: Final = re.compile(
    r",?(?:现|拟|将)?(?:大幅|一举|逐步)?(?:扩容|扩|增|提升|提高|增加|升级|扩建|扩展|扩大|跃升|调增|调减|调整|下调|上调|缩减|压减|变更)(?:至|到|为)"
)

# "will rise from 20 MW to 60 MW"
_TO_MORE: Final = re.compile(r" (?:[a-z]+ ){0,3}?(?:to|a) (?:[a-z]+ ){0,2}?[\d$]")

# 1P即每秒一千万亿次
_DEFINES: Final = re.compile(
    r"(?:@?fp\d{1,2})?(?:算力)?[,(]?(?:即|等于|相当于|约等于|=|意味着|代表|指的?是"
    r"|(?:大致|大约|大概|约|就)?[是为](?=[^,。;()]{0,14}(?:每秒|次)))"
)

# 将超过谷歌的9EFLOPS和特斯拉的1.8EFLOPS
_COMPARED: Final = re.compile(
    r"(?:超过|高于|超越|领先于?|媲美|比肩)[^,。;\d的]{1,12}的\s?(?:\d[^,。;]{0,20}的\s?)?$"
)

_OF_ONE: Final = frozenset({1.0, 10.0, 100.0, 1000.0, 10000.0})

_DEFINED: Final = re.compile(
    r"\d\s?[百千万亿]?(?:p|e|(?:p|e|peta|exa)flops?)?(?:@?fp\d{1,2})?(?:算力)?(?:即|等于|相当于|约等于|=|意味着|代表|指的?是)"
    r"(?:每秒)?(?:可|能)?(?:完成|执行|进行)?$"
    r"|(?<![\d.])1\s?[百千万亿]?(?:p|e)(?:flops)?(?:@?fp\d{1,2})?(?:算力)?(?:大致|大约|大概|约|就)?[是为即][^,。;()\d]{0,14}$"
)

_OF_PORTFOLIO: Final = frozenset({"racks", "compute", "servers", "accelerators", "it_load"})

_HAS_IN_ALL: Final = re.compile(
    r"(?:^|(?<=[\n,。;:]))(?:截至[^,。;]{2,16},)?(?:目前,?)?(?:本?公司|本?集团)(?:及(?:其)?子公司)?(?:目前|现|已|共|累计|合计|在[^,。;]{2,8})*"
    r"(?:现有|拥有|持有|运营|在运营?|在营|管理|合计|部署)[^,。;]{0,20}$"
)

# 亦无万卡集群
_NONE_OF_IT: Final = re.compile(r"(?:(?<![南太])无|没有|不存在|未涉及|不涉及)$")
# 分级存储达150P
_OF_STORAGE: Final = re.compile(
    r"存储(?:容量|空间|规模|能力|总量)?(?:达到?|约|为|超过?|可达)*$|"
    r"\b(?:storage|stockage)\b(?: (?!and\b|et\b)[a-z']+){0,5} $"
)
# "Electricity is plentiful: installed capacity has come to 12 million kilowatts"
_OF_PLANTS: Final = re.compile(
    r"\b(?:electricity|power generation|wind|solar|hydropower|renewables?)\b[^.;]{0,60}"
    r"\b(?:installed )?capacity\b(?:[^.;]|\.(?=\d)){0,40}$|"
    r"\b(?:power (?:stations?|plants?)|turbines?|generators?)\b[^.;]{0,30}$"
)
# A、B等32个项目,协议总投资
_CLOSED_LIST: Final = re.compile(
    r"等(?:\d+[个座家])?[^,。;、]{0,16}(?:项目|中心|基地)(?:共?\d+[个座家])?,?(?:协议|计划)?总?投资(?:额)?(?:约|超过?|达|近)*$"
)

# A项目、B一期、C项目已正式开工,计划总投资
_BEGUN_LIST: Final = re.compile(
    r"、[^,。;、]{2,30}、[^,。;、]{2,30}(?:项目|中心|基地|园|谷)(?:已|均|全部|正式|集中|同时|先后|相继|分别)+[^,。;、]{2,6},"
    r"(?:计划|协议|合计)?总?投资(?:额)?(?:约|超过?|达|近)*$"
)
# 共2000架,其中1600架用于X: what one customer uses.
_FOR_ONE: Final = re.compile(r"(?:机柜|机架)?(?:用于|供|租给|预留给?|提供给)[^,。;]{2,36}")
_THEREOF: Final = re.compile(r"其中[^。;]{0,60}$")

# 列入计划的配套工程共11项,概算总投资; 2023年以来签下的项目,总投资
_OF_BATCH: Final = re.compile(
    r"(?:(?:项目|工程)[^,。;、]{0,6}\d+余?[个项]|(?<![\d.])(?!1[个座])\d+余?[个项座][^,。;、\d]{0,10}(?:项目|工程|中心|基地|园区)"
    r"|(?:以来|累计)[^,。;]{0,4}(?:签下|签约|引进|落地|实施|储备)的[^,。;、\d]{0,12}(?:项目|工程))"
    r",?(?:概算|估算|计划|协议|预计)?总?投资(?:总?额|规模)?(?:约|超过|超|达到|达|近|逾)*$"
)


def refusal(
    page: PageText, reading: Reading, figure: Figure, frames: tuple[Frame, ...]
) -> str | None:
    """Why a figure is no claim; None where it is one.

    Args:
        page: the page.
        reading: the sentence of the figure.
        figure: the figure.
        frames: the subjects that it belongs to.
    """
    if figure.property == "other_money":
        return "no word says what the money is for"
    if not frames:
        return "no subject is named before or behind it"
    if frames[0].kind == "project" and _sums_up(page, reading, figure):
        return "the sum of several projects that the sentence tells of"
    if len(frames) > 1:
        return "it follows a list of several sites"
    return (
        _other_subject(page, reading, figure, frames[0])
        or _part(page, reading, figure)
        or _other_kind(page, reading, figure)
        or _other_sense(page, reading, figure)
    )


# 计划总投资20亿元的云岭文化科技产业园项目,将建设: the sum of a project that is no site.
_OF_NAMED: Final = re.compile(
    r"的[“「]?(?:(?![,。;:、的将已拟在])[\w·“”「」()+]){4,28}?(?:项目|工程|基地|产业园|综合体|小镇)"
)


def _is_of_named(page: PageText, reading: Reading, figure: Figure) -> bool:
    """Whether a sum stands before the name of a project that is none of the sites told of."""
    if figure.property != "investment" or page.document.language != "zh":
        return False
    named = _OF_NAMED.match(page.lower, figure.end, reading.sentence.end)
    return named is not None and not any(
        r.anchor.start < named.end() and figure.end <= r.anchor.start for r in reading.references
    )


def _other_subject(page: PageText, reading: Reading, figure: Figure, frame: Frame) -> str | None:
    """Why a figure is of something else than the subject beside it."""
    if frame.is_other or is_elsewhere(page, reading, figure.start):
        return "it is said of something else than a site of computing"
    if frame.kind == "project" and _is_of_named(page, reading, figure):
        return "the sum of another project, which is named behind it"
    if frame.kind == "project" and _is_of_company(page, reading, figure):
        return "what the company has in all, not at one site"
    before = page.lower[reading.sentence.start : figure.start][-60:]
    if frame.kind == "project" and _OF_BATCH.search(before):
        return "the sum of several projects"
    if frame.kind == "project" and _is_of_nation(figure):
        return "more than any one site costs"
    if frame.kind == "project" and (figure.is_total or figure.property in OF_GROUPS):
        return "a total of several projects, not of one site"
    if page.document.language != "zh" and is_off_topic(page, reading.sentence, figure, frame.kind):
        return "the sentence does not speak of computing"
    return None


# Whole units of a currency, above which no single site has been announced.
_DEAREST: Final = {"CNY": 350e9, "USD": 50e9, "HKD": 380e9, "EUR": 45e9}


def _is_of_nation(figure: Figure) -> bool:
    """Whether an investment is larger than that of any one site."""
    if figure.property != "investment":
        return False
    value = figure.value if figure.value is not None else figure.low
    return value is not None and value > _DEAREST.get(figure.unit or "", float("inf"))


# 新架构支持10万卡规模集群: what a product can do.
_CAN_DO: Final = re.compile(
    r"(?:架构|芯片|协议|交换机|超节点|产品|系统|方案|技术|平台)[^,。;]{0,8}支持[^,。;]{0,6}$"
)
# What the words right before a figure say that it is, where it is not the size of a site.
_SENSES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (_CAN_DO, "what a product can do, not what a site has"),
    (_WHOLE_IN_BRACKETS, "it is of the whole that stands before the bracket"),
    (_OF_LOSER, "the bid of a candidate that comes behind the first"),
    (_OF_LOT, "a lot of the tender, not the whole"),
    (_COMPARED, "it is said of another site, for comparison"),
    (_NONE_OF_IT, "the text says that there is none"),
    (_DENIED_FIGURE, "the text calls the figure an error"),
)
_SENSES_OF_COMPUTE: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (_OF_STORAGE, "it is said of storage"),
    (_REMAINS, "what remains of a plan, not the whole"),
)


# 4台IPv6根服务器
_OF_NETS: Final = re.compile("(?:根|域名|邮件|游戏|视频)服务器")


def _other_kind(page: PageText, reading: Reading, figure: Figure) -> str | None:
    """Why a figure measures something else than the size of one site."""
    start = reading.sentence.start
    if figure.property == "servers" and _OF_NETS.search(page.lower, figure.start, figure.end + 8):
        return "servers of the network, not of a site"
    is_english = page.document.language == "en"
    if is_english and is_of_plan(page.lower, start, figure.start, figure.end):
        return "of a plan of which the site is a part"
    if page.document.language != "zh" and figure.property in _OF_PORTFOLIO:
        if is_of_others(page.lower, start, figure.start):
            return "what clients bring, or what several sites have"
        reason = no_size(page.lower, start, figure.start, figure.end)
        if reason is not None:
            return reason
    if page.document.language != "zh" and all(
        r.frame.kind != "project" for r in reading.references
    ):
        at = start, reading.sentence.end
        if of_other_machines(page.lower, *at, figure.property):
            return "machines of another company, for comparison"
    if figure.property == "it_load" and _OF_PLANTS.search(page.lower, start, figure.start):
        return "the power that is made, not used"
    return None


def _other_sense(page: PageText, reading: Reading, figure: Figure) -> str | None:
    """Why a figure does not say how large its subject is."""
    lower, start, end = page.lower, figure.start, figure.end
    before = lower[max(reading.sentence.start, start - 30) : start]
    if figure.property == "award_value":
        before = lower[max(reading.sentence.start, start - 80) : start]
    if _BEFORE_GROWTH.match(lower, end) and _FROM.search(before[-16:]):
        return "the figure before the enlargement"
    first = max(reading.sentence.start, start - GROWTH_REACH)
    if _TO_MORE.match(lower, end) and GROWS_FROM.search(lower, first, start):
        return "the figure before the enlargement"
    senses = _SENSES
    if figure.property == "compute":
        if _defines_unit(lower, figure, before) or defines_unit(
            lower, reading.sentence.start, start, end
        ):
            return "it defines the unit"
        senses = (*_SENSES_OF_COMPUTE, *senses)
    if _is_wanted(lower, figure, before):
        return "what customers ask for, not what a site has"
    if _SIZE_CLASS.match(lower, end):
        return "a class of size of projects, not the sum of one"
    if _ERROR_BEHIND.match(lower, end):
        return "the text calls the figure an error"
    return next((reason for words, reason in senses if words.search(before)), None)


def _part(page: PageText, reading: Reading, figure: Figure) -> str | None:
    """Why a figure is only a part of the one that its sentence has told before."""
    before = page.lower[max(reading.sentence.start, figure.start - 80) : figure.start]
    if figure.property == "investment" and _OF_COST.search(before):
        return "one of the costs, not the whole"
    if figure.property in _OF_PORTFOLIO and _FOR_ONE.match(page.lower, figure.end):
        return "a part that one customer uses" if _THEREOF.search(before) else None
    return None


def _is_wanted(lower: str, figure: Figure, before: str) -> bool:
    """Whether a figure is demand or orders: 签约的算力需求有169P, 130P算力需求完成签约."""
    if figure.property not in _OF_PORTFOLIO:
        return False
    return bool(_WANTED.search(before) or _WANTED_BEHIND.match(lower, figure.end))


def _defines_unit(lower: str, figure: Figure, before: str) -> bool:
    """Whether a figure is one unit, or what one is equal to: 1P即每秒一千万亿次."""
    if figure.value in _OF_ONE and _DEFINES.match(lower, figure.end):
        return True
    return _DEFINED.search(before[-24:]) is not None


def _is_of_company(page: PageText, reading: Reading, figure: Figure) -> bool:
    """Whether a clause without a site opens with what a company has: 公司现有机柜约8000个."""
    if figure.property not in _OF_PORTFOLIO or page.document.language != "zh":
        return False
    clause = _HAS_IN_ALL.search(page.lower[reading.sentence.start : figure.start])
    return clause is not None and not any(
        r.frame.kind == "project" and r.anchor.start < figure.start for r in reading.references
    )


def _sums_up(page: PageText, reading: Reading, figure: Figure) -> bool:
    """Whether a figure follows the members of a batch: 5个项目包括A、B和C,总投资215亿元."""
    words = page.lower[reading.sentence.start : figure.start]
    if _ADDED_UP.search(words) or (figure.property == "investment" and _OF_MANY.search(words)):
        return True
    if figure.property == "investment" and _OF_COUNTED.search(words[-60:]):
        return True
    listed = figure.property == "investment" and "、" in words
    if listed and (_CLOSED_LIST.search(words) or _BEGUN_LIST.search(words)):
        return True
    counted = _INCLUDES.search(words)
    if counted is None or figure.property != "investment":
        return False
    return "其中" not in words[counted.end() :] and "该项目" not in words[counted.end() :]


def is_elsewhere(page: PageText, reading: Reading, start: int) -> bool:
    """Whether the clause opens with another thing, such as a canal or a solar farm."""
    if page.document.language != "zh":
        first, last = reading.sentence.start, reading.sentence.end
        if is_of_plant(page.lower, reading.sentence, start):
            return True
        if reading.references:
            return False
        if page.document.language == "fr":
            return other_subjects_french.brings_in_other(page.lower, first, last)
        return brings_in_other(page.folded.text, page.lower, first, last)
    clause = page.lower[reading.sentence.start : start]
    cut = max(clause.rfind(","), clause.rfind(";"), clause.rfind(":"), clause.rfind("。"))
    found = _OTHER_THING.match(clause, cut + 1)
    if found is None:
        return is_brought_in(page, reading, start)
    word = reading.sentence.start + found.end() - 1
    if any(company.start <= word < company.end for company in reading.companies):
        return False
    first = reading.sentence.start
    return not any(
        cut + 1 <= r.anchor.start - first < found.start("thing")
        and not _TELLS_WHICH.fullmatch(page.lower, r.anchor.end, first + found.start("thing"))
        for r in reading.references
    )


# Figures that only a group of sites can have.
OF_GROUPS: Final = frozenset({"project_count", "province_count", "city_count", "signal"})
