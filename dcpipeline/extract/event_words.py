"""What a status word says in its sentence: an event, a plan, or nothing that happened."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dcpipeline.extract.latin.happenings import (
    is_other_latin,
    is_past_or_dated,
    lies_ahead,
    meant_latin,
)
from dcpipeline.extract.latin.other_events_french import is_of_other_french
from dcpipeline.extract.other_signers import is_of_others
from dcpipeline.extract.other_things import is_of_other_thing
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.extract.turned_events import did_not_turn, is_not_closed
from dcpipeline.normalize import DateValue
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.phrase_book import PAGE, PhraseList
from dcpipeline.normalize.status import MODAL_MAY, EventMention

# Behind an event: it is a condition or a point in time, not news (建成后, 投产时).
_CONDITION_BEHIND: Final = re.compile(
    r"(?:并)?(?:投用|投产|投运|运营|达产|使用|运行|完成)?(?:[之以]?后(?!续)|[之以]?前(?!期|景|沿|述|列)|之初|以来|时(?!间)|之际|的?条件|手续|标准|要求|计划|方案|"
    r"阶段性|验收合格|(?:仪式|活动)[之以]?后)"
)
_CONDITION_BEFORE: Final = re.compile(
    r"\b(?:once|when|after|upon|before|if|until|unless|whether|une fois|"
    r"apres|avant|lorsqu(?:e|')|quand|des(?= (?:l'|la |le |son |sa |que |qu'))|si|jusqu'a)\b"
    r"[^,.;]{0,40}$"
)
_CONDITION_BEFORE_HAN: Final = ("如果", "若", "一旦", "待", "等到", "用于", "为了")
_LETTER: Final = re.compile("[a-z]")
_SERVICE_CONTRACT: Final = re.compile(
    r"(?:入园|负荷|购电|供电|用地|担保|贷款|授信|融资|保密|用算|算力|采购|租赁|租用|服务|销售|供货|买卖|施工|总承包|云服务)[^,。;、]{0,10}(?:合同|协议|订单)|采购订单|(?<!投资)(?<!合作)(?<!出让)合同|(?:正式|书面)合同|"
    r"(?:service|services|supply|purchase|lease|leasing|procurement) (?:contract|agreement)|"
    r"contrats? de (?:services?|location|fourniture|prestations?)"
)
# 算力中心项目投资合同 makes a site.
_OF_INVESTMENT: Final = re.compile(r"(?:中心|基地|园|项目)[^,。;]{0,8}(?:投资|合作|入园)")
# 移交X使用: X gets a building, it is not handed over itself.
_TO_USE: Final = re.compile(r"(?:给)?[^,。;]{2,20}使用")
_OF_A_PROJECT: Final = re.compile(
    r"(?:改造|升级|设备|建设|采购|配套){0,2}\)?(?:项目|工程|采购|招标)"
)
# 主体结构已完工: the shell stands, nothing runs yet.
_SHELL: Final = re.compile(
    r"(?:(?:主体|主体结构|主体工程|土建|结构|外立面)(?!施工)|(?:基础|桩基|地基|场平|土石?方|幕墙|装修|精装)(?:施工|工程)?)[^,。;\s]{0,12}$"
)
# 接近完工, 完成阶段性建设任务, "presque achevee"
_NEARLY: Final = re.compile(
    r"(?:接近|临近|将近|趋近)$|\b(?:presque|quasi|quasiment|pratiquement|nearly|almost|virtually)"
    r"(?: entierement| totalement| fully)?[ -]$"
)
_A_STAGE: Final = "阶段性"
# 自2023年1月开工以来, 去年投入使用后: the event has been.
_SINCE: Final = re.compile(r"(?:自|从)[^,。;]{0,24}$")
_PAST: Final = re.compile(
    r"(?:20\d\d年|去年|前年|上月|上个月|今年\d{1,2}月|\d{1,2}月(?:\d{1,2}日|底|初)?)[^,。;]{0,12}$"
)
_OF_THING: Final = re.compile(r"的(?!有|是|包括|共|还有)[\u4e00-\u9fff\w]{1,12}")
_OF_SITE: Final = re.compile(
    r"公示|公告|通知|批复|意见|告知|决定|算力|智算|超算|数据|中心|园|基地|集群|机房|机柜|机架|楼|期|项目|枢纽|港|谷|工厂|云|服务器|卡|平台|节点|\d"
)
_OF_POWER: Final = re.compile(r"风光|制氢|光伏|风电|储能|厂房|道路")
# 投资协议 alone is a paper, not a signing.
_PAPERS: Final = frozenset({"投资协议", "框架协议", "战略合作协议", "协议"})
_WITHDRAWN: Final = re.compile(r"(?:撤销|注销|作废|取消)[^,。;]{0,40}$")
# 立项正在办理
_IN_PROCEDURE: Final = re.compile(
    r"(?:等)?(?:手续|审批|文件|事项|工作)?(?:目前|现)?(?:正在?|[尚仍还]?在)(?:抓紧|加紧|积极)?(?:办理|申请|进行|审批|报批|办)"
)
_STILL_NEEDS: Final = re.compile(r"(?:尚需|尚须|还需|才谈得上|方可|方能|才能)[^。;]{0,36}$")
_NOT_YET: Final = re.compile(
    r"(?:尚无|暂无|尚需|需|尚待|有待|不等于|不代表|并不意味着|等待|等(?<![平同]等)(?=[^,。;]{1,8}的$)|因未|未(?:取得|获得|通过|办理|收到)|尚未|仍未|未能|并未|还没有?|没有)[^,。;]{0,10}$"
)
# 一期已建成2600个机架: the phase runs.
_PHASE_RIGHT_BEFORE: Final = re.compile(
    r"(?<!分)(?<!在)[一二三四首]期(?:工程|项目)?(?:目前|现)?(?:已|已经)?$"
)
_IF: Final = re.compile(
    r"^(?:若|如果|倘若|假如|一旦)(?!干|羌)[^。;]{0,60}$|(?:^|[\n,。;:])(?:若|待|等(?![待级离])|倘若|假如|一旦|如能|如果)(?!干|羌)[^,。;]{0,30}$"
)
# 拟公开挂牌转让: it is on sale.
_FOR_SALE: Final = re.compile(
    r"(?:拟|计划|(?<!已)(?<!已经)将|打算|寻求|挂牌)[^,。;]{0,24}$|(?:拟|计划|打算)(?:将|把|对)[^,。;]{0,110}$"
)
_SALE_REACH: Final = 120
# 签署《解除协议书》 ends the agreement.
_ENDS_AGREEMENT: Final = re.compile(r"(?:了)?(?:《[^》]{0,24})?(?:解除|终止)")
# 已建成覆盖全国的立体网络, 已建成至云岭、青川的线路
_OF_NETWORK: Final = re.compile(
    r"(?:至(?![今])|到(?!目前|现在|了))[^,。;]{2}|了?[^,。;]{0,40}(?:网络|体系|通道|光缆|机制|专线)(?=[,。;]|$)"
)
# Longer events are said in two words.
LONGEST_WORD: Final = 4
# 已建成算力, 建成3000个机架: the word says that the figure is installed.
_TAKES_FIGURE: Final = re.compile(
    r"(?:的)?(?:总|智能|标准|通用|综合)*(?:算力(?!中心|基地|园|集群|项目|枢纽|平台|港)|规模|机架|机柜|\d[\d,.]*万?(?:p|个|架|台|张|"
    r"pflops))"
)
_PART_BEFORE: Final = re.compile(
    r"(?:(?<![a-z\d])[a-h]\d{1,2}(?:数据|智算|算力)中心|首批|第一批|(?<!全部)(?<!全部的)(?<![全共两计])(?:\d{1,2}|"
    r"[一两二三四五六七八九十])[栋座幢](?:数据)?(?:机房楼?|机楼|楼)|(?<![a-z\d])[a-z]区(?!块)|部分|先期|首栋|首个机房|首套|"
    r"一部分|(?:the )?first (?:batch|part|racks|servers|cluster|"
    r"hall)[\w ]{0,12})[^,;:。]{0,24}$"
)
# 已建成并投用4座机房, 建成一期: a part is named behind the word.
_PART_BEHIND: Final = re.compile(
    r"(?:并)?(?:投用|投产|投运|使用)?了?(?:首批|(?:\d{1,2}|[一两二三四五六七八九十])[栋座幢](?:数据)?(?:机房楼?|机楼|楼|数据中心楼))"
)
_PLAN_BEFORE: Final = re.compile(
    r"(?:按(?:照)?计划|根据计划|按(?:照)?规划|届时|计划于|预计|力争|有望|目标)[^。;]{0,36}$|(?:就能|便能|便可|就可|可望|离|距|(?<![主重首])要)(?:正式|全面)?$"
)
# 力促项目早开工, 应同步投运: a wish or a duty.
_WISH_BEFORE: Final = re.compile(
    r"(?:力促|希望|促进|促使|推动|督促|尽早|早日|争取|要求|必须|须|应(?<![对相供响适]应)当?(?![用急变])|请|鼓励|支持|倡导|定位[是为]|旨在|目标是|致力于|提出|同步|具备|早(?<!更早)(?<!最早)(?![已日在就])|即(?<!随即)|逾期|有效期|是否|何时|能否|不得|便于|"
    r"以便|有利于|"
    rf"should|must|{MODAL_MAY}|could|hopes? to|urged?)[^,。;、]{{0,12}}$"
)
# 新开工项目 is the heading of projects that are to begin.
_NEW_KIND: Final = re.compile(r"新开工(?:项目|类)")
# 不受本次终止影响, 协议终止不影响X: nothing happens to X.
_UNTOUCHED_BY: Final = re.compile(r"不受[^,。;]{0,12}$")
_TOUCHES_NOTHING: Final = re.compile(
    r"(?:事项)?(?:预计)?(?:不影响|不会影响|不涉及|不会对|不对(?!等|称))"
)
# 节能审查意见是项目开工建设、竣工验收的依据: a rule, of no site.
_OF_RULE: Final = re.compile(
    r"[^,。;:]{0,28}的(?:重要|必要|前置|主要)?(?:依据|前提|前置条件)(?=[,。;”》]|$)"
)
# X的投运将提升: said of what it is good for.
_WOULD: Final = re.compile(r"(?:将|会|有助于|有利于|可以?|能够?|对)(?!于)")
# 转让子公司股权的公告: of no site by name.
_OF_SHARES: Final = re.compile(
    r"了?(?:其|旗下|所持|另)*(?:一家)?的?(?:全资|控股|参股)?[子孙]公司(?:部分|全部|\d+%)?(?:的)?股[权份]"
)
# 新签约产业项目93个
_COUNTED_BATCH: Final = re.compile(r"(?:[\u4e00-\u9fff]{0,6})项目\s?\d+\s?[个项]")
_RUNNING: Final = frozenset({"operational", "phase_online"})
# Characters before a word that can turn its meaning.
_REACH: Final = 40
PROGRESS: Final = frozenset(
    {"signed", "approved", "construction_start", "phase_online", "operational", "expanded"}
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, stated or planned.

    Attributes:
        event: EVENT of the schema.
        planned: whether it is still to come.
        start: first character in the folded text.
        end: character behind the last.
        on: the date that the sentence gives it, None without one.
    """

    event: str
    planned: bool
    start: int
    end: int
    on: DateValue | None = None


@lru_cache(maxsize=1)
def _settled() -> dict[str, str]:
    """Words of several meanings that mean one thing when said of a site."""
    return {word: meanings[0] for word, meanings in mapped("events_of_sites").items()}


def of_whole_member(page: PageText, happening: Happening) -> Happening:
    """The same of a member of a list without a phase of its own: A、B一期等投运 says A runs."""
    if page.document.language != "zh" or happening.event != "phase_online":
        return happening
    word = page.lower[happening.start : happening.end]
    means = mapped("events", "zh").get(word) or mapped("events_of_sites").get(word) or ()
    return replace(happening, event="operational") if "operational" in means else happening


@lru_cache(maxsize=1)
def _not_events() -> PhraseList:
    return PAGE.add(listed("not_events"))


def read_event(page: PageText, sentence: Sentence, mention: EventMention) -> Happening | None:
    """What a status word says, without its date; None where nothing has happened or is planned."""
    lower = page.lower
    if mention.modality == "negated" or _in_title(lower, sentence, mention):
        return None
    before = lower[max(sentence.start, mention.start - _REACH) : mention.start]
    event = _meaning(page, sentence, mention, before)
    if event == "suspended" and _PUT_OFF.match(lower, mention.start, sentence.end):
        alone = _WHAT_IS_PUT_OFF.search(before) is not None
        return Happening("operational", True, mention.start, mention.end) if alone else None
    if page.document.language != "zh" and lower.startswith("?", sentence.end - 1):
        return None
    if not event or _is_none(page, sentence, mention, event, before):
        return None
    if event in _RUNNING and _TAKES_FIGURE.match(lower, mention.end):
        if _PHASE_RIGHT_BEFORE.search(before) is None:
            return None
        event = "phase_online"
    if event == "operational" and (
        _PART_BEFORE.search(lower, max(sentence.start, mention.start - 44), mention.start)
        or _PART_BEHIND.match(lower, mention.end, sentence.end)
    ):
        event = "phase_online"
    planned = event != "announced" and _is_planned(page, sentence, mention, event, before)
    if planned and event in _RUNNING and _TO_BECOME.match(lower, mention.end):
        return None
    if event == "construction_start":
        word = lower[mention.start : mention.end]
        planned = planned and _UNDER_WAY.search(word) is None
    return Happening(event, planned, mention.start, mention.end)


# 投产时间由3月推迟到9月: a new date, nothing stands still.
_PUT_OFF: Final = re.compile(r"(?:推迟|延期|顺延|延后|推后)(?:至|到|为)[^,。;]{0,4}\d")
# 项目延期至2026年6月30日: then it is to be complete.
_WHAT_IS_PUT_OFF: Final = re.compile(
    r"(?:项目|工程|中心|基地|[一二三四]期)(?:整体|全部|完工|建设期|工期)?(?:拟|将|由此|相应|申请)?$"
)


# A plan to top out a building plans no start of construction.
_STEP: Final = re.compile(
    r"工期|进度|抢抓|封顶|竣工|完工|正负零|吊装|基础|地基|桩|断水|浇筑|安装|调试|装修|阶段"
)


def is_planned_step(page: PageText, happening: Happening) -> bool:
    """Whether a plan is only that of a step of works: 计划10月封顶."""
    if not happening.planned or happening.event != "construction_start":
        return False
    return _STEP.search(page.lower, happening.start, happening.end) is not None


# 将与建设中的X联动: it is being built.
_UNDER_WAY: Final = re.compile(r"^(?:在建|正在建设|建设中|speed(?:ing)? up|accelerer)")


def _meaning(page: PageText, sentence: Sentence, mention: EventMention, before: str) -> str:
    """The event that a word stands for beside its neighbours; empty for none."""
    word = page.lower[mention.start : mention.end]
    event = mention.events[0] if len(mention.events) == 1 else ""
    event = _settled().get(word, event)
    if event == "operational" and (
        _SHELL.search(before) or _NEARLY.search(before) or _A_STAGE in word
    ):
        event = "construction_start"
    if page.document.language != "zh":
        if is_other_latin(page.lower, sentence, mention, event) or (
            page.document.language == "fr"
            and is_of_other_french(page.lower, sentence, mention, event)
        ):
            return ""
        event = meant_latin(page.lower, sentence, mention, event)
    if event == "approved" and _WITHDRAWN.search(before):
        return "cancelled"
    if event == "approved" and _IN_PROCEDURE.match(page.lower, mention.end):
        return "announced"
    if event != "signed":
        return event
    if word in _PAPERS:
        return ""
    return "cancelled" if _ENDS_AGREEMENT.match(page.lower, mention.end) else event


# 建成的产业园目前有8个
_COUNTED_SITES: Final = re.compile(r"的[^,。;]{2,16}?(?:目前|现|共|已|达|有)+\d+[个座家]")
# 将建成拥有100P算力的平台, 建成国内领先的基地: what a site is to become.
_TO_BECOME: Final = re.compile(
    r"(?:[^,。;:\d]{1,12}?最[大高强先]|成为?|一[个座]|拥有|具有|集|可(?:提供|容纳|承载|支撑)|具备|全国|国内|全省|全市|西部|区域|世界|国际|国家级|亚洲|[华东西南北中]{2}(?:地区)?(?:最大|首))"
)
# 完工时间, 投产时间由3月推迟到9月; 完工时间:2025年 is a label.
_OF_TIME: Final = re.compile(
    r"(?:[和及与、](?:投产|投运|投用|竣工|交付|开工|运营|建成))?(?:的)?(?:时间|日期|节点|周期)(?!\s?[:为是|\d预定—由-])"
)
# 推迟到2025年9月: a later date, no halt.
_TO_A_DATE: Final = re.compile(r"(?<=推迟|延期|后延)(?:至|到)")
# 建成面积7.65万平方米
_OF_AREA: Final = re.compile(r"(?:建筑)?面积")
_ROOM: Final = re.compile(r"的?(?:余地|空间|条件|能力|预留|速度|节奏|需求|压力|潜力|成本)")
# 备案被撤销
_TAKEN_BACK: Final = re.compile(r"(?:文件|证)?(?:已)?被(?:撤销|注销|取消|作废)")
# 入选典型案例: praise, no permit.
_BACK_TO_WORK: Final = re.compile(r"(?<=获准)复工|复工复产")
# 上线试运行 is one event.
_ON_TRIAL: Final = re.compile(r"(?<=上线)(?:并)?试运[行营]")
# 正式交付各类算力资源
_OF_GOODS: Final = re.compile(
    r"(?<=交付)了?[^,。;]{0,8}(?:算力|资源|服务|设备|机柜|机架|订单|客户)"
)
# 出售碳排放权, 收购完成后
_OTHER_SALE: Final = re.compile(
    r"(?<=出售)(?:碳|绿?电|服务|产品|算力|多余|余热|给用户)|(?:事项|交易)?(?:完成|实施|交割)?[之以]?[后前]|(?<=收购)(?:能够|有利于|有助于|将?(?:进一步)?(?:增强|提升|有望))"
)
# 加快建设新型数字基础设施: policy, of no site.
_POLICY: Final = re.compile(
    r"(?<=加快建设)(?:新型|数字|智慧|现代|网络|制造|交通|全国统一|一批|“)"
    r"|(?<=推进)[^,。;:]{0,18}?(?:前期|规划编制|[^,。;:]{0,4}(?:编制|可研|论证|评审|报批|报建)|招商|招引|征地|征拆|拆迁|选址|谋划|对接|手续|审批|申报|洽谈|立项|项目(?:进度|进展|工作)|产业(?:发展|集聚|升级|布局|转型)|经济发展|体系|市场化|战略|行动|改革)"
)
_HONOUR: Final = re.compile(r"(?<=入选)[^,。;]{0,30}(?:案例|榜单|百强|优秀|名录|十大|奖)")
# 预计9月底移交: the builder hands it over, no owner changes.
_NO_RECEIVER: Final = re.compile(r"(?<=移交)(?:[,。;]|$|使用|条件|手续)")
# 转让未能完成
_FAILED: Final = re.compile(
    r"[^,。;]{0,6}?(?:未能|尚未|没有|未)(?:最终|如期|按期)?(?:完成|实现|成交|达成|落实)"
)
# 转让价格3亿元
_SUM_OF_SALE: Final = re.compile(r"(?<=转让)(?:价[格款]?|款项?|对价|底价|标的|方|双方|协议|合同)")
# 签署《X公司之股权转让及增资协议》
_OF_SHARES_ALONE: Final = re.compile(
    r"了?《[^》]{0,40}(?:股权|股份|增资|认购|借款|担保|保理|融资)[^》]{0,20}》"
)
# 拟通过股权转让及增资的方式获取X的股权
_BY_WAY: Final = re.compile(r"(?:[和及]增资)?的?方式(?:获取|取得|获得|收购|持有|入股)")
# Events that the words right behind them take back.
_NONE_BEHIND: Final[dict[str, tuple[re.Pattern[str], ...]]] = {
    "expanded": (_OF_A_PROJECT, _ROOM),
    "operational": (_OF_AREA, _OF_NETWORK, _ON_TRIAL, _OF_GOODS, _COUNTED_SITES, _OF_TIME),
    "phase_online": (_OF_AREA, _OF_TIME),
    "suspended": (_TO_A_DATE,),
    "transferred": (_BY_WAY, _FAILED, _TO_USE, _NO_RECEIVER, _OTHER_SALE, _OF_SHARES, _SUM_OF_SALE),
    "approved": (_HONOUR, _BACK_TO_WORK, _TAKEN_BACK),
    "construction_start": (_POLICY, _OF_TIME),
    "signed": (_COUNTED_BATCH, _OF_SHARES_ALONE),
}


def _is_none(
    page: PageText, sentence: Sentence, mention: EventMention, event: str, before: str
) -> bool:
    """Whether a word that can mean an event tells of none here."""
    lower, start, end = page.lower, mention.start, mention.end
    if is_of_others(lower, mention, event, before) or is_of_other_thing(
        lower, mention, event, before
    ):
        return True
    together = event == "signed" and "集中" in (before[-2:], lower[start : start + 2])
    if event in {"signed", "cancelled"} and _is_service_contract(lower, sentence, mention):
        return True
    taken_back = () if together else _NONE_BEHIND.get(event, ())
    if any(pattern.match(lower, end, sentence.end) for pattern in taken_back):
        return True
    if did_not_turn(lower, sentence, mention, event, before):
        return True
    if _NEW_KIND.search(lower, max(sentence.start, start - 1), end + 2) is not None:
        return True
    if event in PROGRESS and _is_no_progress(lower, sentence, mention, before):
        return True
    if _UNTOUCHED_BY.search(before) or _TOUCHES_NOTHING.match(lower, end):
        return True
    if before.endswith("的") and _WOULD.match(lower, end):
        return True
    if _within_other_words(page, sentence, mention):
        return True
    return _is_asked(lower, sentence, mention)


# 签约事宜正在推进, 节能审查尚未通过, 开工遥遥无期
_NOT_DONE: Final = re.compile(
    r"(?:的)?(?:事宜|事项|手续|工作|流程|程序)[^,。;]{0,4}(?:正在|尚在|仍在|还在|有序|稳步|加快|推进中|筹备|办理中)|"
    r"[^,。;]{0,4}(?:尚未|仍未|迟迟未|未能|没有|还没有?|未)(?:获得|取得|最终|正式)?(?:通过|完成|批准|获批|批复|办结|落实|兑现)|"
    r"(?:一事)?(?:遥遥无期|无期|无望|成谜|存疑|无从谈起)"
)
# 待批复后开工, 如签约成功
_WHEN_SETTLED: Final = re.compile(
    r"(?:待|等)[^,。;]{1,12}(?:之?后|再|方可|才能?)[^,。;]{0,4}$|"
    r"(?<![比例诸假譬犹正])如(?:能|果|期?成功|顺利|最终)?$"
)
# 为确保X如期竣工, 加快建成X: what is striven for.
_STRIVES: Final = re.compile(
    r"为了?(?:确保|保证|保障|推动|促进|实现|加快)[^,。;]{0,30}$|(?:加快|全力|奋力|努力|聚力|着力)(?=$)"
)
_DONE_WORDS: Final = ("建成", "投产", "投用", "竣工", "投运", "完工")
# 他强调,要加快推进X,在此基础上扩容: what is asked of others.
_EXHORTS: Final = re.compile(
    r"(?:(?:强调|指出|要求|提出|希望|勉励|会议)(?:[^。;年月]{0,40})?,[^。;年月]{0,30}?|[一二三四五六七八九]|^[”“\"\s]*)(?<![主重需纪首必])要(?![素塞闻求点道地])[^。;]{0,120}$"
)
_TOLD_BESIDE: Final = re.compile(r"[已年月]|目前|正在|截至")
# 确保高质量完成建设任务
_MUST: Final = re.compile(r"(?:确保|务必|力争|全力)[^,。;\d]{0,24}$")
# 可扩容至2650架
_CAN: Final = re.compile(r"(?<!许)(?<!认)可(?:以)?(?:进一步|平滑|弹性|随时|继续|灵活)?$")


def _is_no_progress(lower: str, sentence: Sentence, mention: EventMention, before: str) -> bool:
    """Whether progress is denied, wished for, a condition, or that of another thing."""
    return (
        any(
            pattern.search(before) for pattern in (_NOT_YET, _STILL_NEEDS, _IF, _CAN, _WHEN_SETTLED)
        )
        or _NOT_DONE.match(lower, mention.end, sentence.end) is not None
        or before.endswith(listed("negated_before"))
        or (mention.word.startswith(_DONE_WORDS) and _STRIVES.search(before) is not None)
        or (mention.word.startswith("完成") and _MUST.search(before) is not None)
        or _is_exhorted(lower, sentence, mention)
        or _OF_RULE.match(lower, mention.end, sentence.end) is not None
        or _is_condition(lower, sentence, mention)
        or _is_attribute_of_other(lower, sentence, mention)
        or _is_wished(lower, sentence, mention)
    )


_EXHORTED_REACH: Final = 200


def _is_exhorted(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether an official asks for it: 要加快X建设,推动扩容; no words of time stand between."""
    told = lower[max(sentence.start, mention.start - _EXHORTED_REACH) : mention.start]
    if "要" not in told:
        return False
    found = _EXHORTS.search(told)
    return found is not None and _TOLD_BESIDE.search(found.group().rsplit("要", 1)[-1]) is None


# "should open by 2027": a plan.
_TO_A_YEAR: Final = re.compile(
    r"[^.;]{0,60}?\b(?:20[2-4]\d|(?:in|by|next) (?:january|february|march|april|june|july|august|"
    r"september|october|november|december)|(?:next|this|later this|the end of the|end of the) "
    r"(?:year|month|quarter|spring|summer|autumn|fall|winter)|year-end)\b"
)


def _is_wished(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether progress is only a wish or a duty; what should happen by a day is a plan."""
    wish = _WISH_BEFORE.search(lower, max(sentence.start, mention.start - 24), mention.start)
    if wish is None:
        return False
    dated = _TO_A_YEAR.match(lower, mention.end, sentence.end) is not None
    return not (dated and wish.group().startswith(("should", "could")))


def _is_asked(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether it stands behind if or once, and no past date says that it was."""
    first = max(sentence.start, mention.start - 48)
    asked = lower.endswith(_CONDITION_BEFORE_HAN, first, mention.start) or (
        _LETTER.search(lower, first, mention.start) is not None
        and _CONDITION_BEFORE.search(lower, first, mention.start) is not None
    )
    return asked and not is_past_or_dated(lower, sentence, mention)


def _is_planned(
    page: PageText, sentence: Sentence, mention: EventMention, event: str, before: str
) -> bool:
    """Whether an event is still to come."""
    if event == "transferred" and _OBJECT_BEFORE.search(before) is not None:
        return False
    agreed = _AGREED_TO.search(before) is not None
    if not agreed and (mention.modality == "planned" or _TO_DO.search(before) is not None):
        return True
    if event == "transferred" and (
        is_not_closed(page.lower, sentence, mention)
        or _FOR_SALE.search(
            page.lower, max(sentence.start, mention.start - _SALE_REACH), mention.end
        )
    ):
        return True
    if page.document.language != "zh" and lies_ahead(page.lower, sentence, mention):
        return True
    return event in PROGRESS and _is_planned_before(page.lower, sentence, mention)


# 公司将持有的X股权转让给Y: 将 only opens what is sold.
_OBJECT_BEFORE: Final = re.compile(
    r"(?<![拟计划])将(?:其|所|公司|集团|全资|直接|间接)*(?:持有|所持|旗下|拥有)的[^,。;]{2,36}$"
)
# 拟于2025年开展二期建设
_PLAN_RIGHT_BEFORE: Final = re.compile(
    r"(?:拟|计划|将|预计|力争|有望|争取)(?:于|在)?[^,。;已]{0,10}$"
)


# 年内开工建设
_WITHIN_YEAR: Final = re.compile(r"(?<!已于)(?:年内|年底前|明年(?!的))$")
# 2026年,我们将聚力做强产业,上半年开工建设X
_PLANS_AHEAD: Final = re.compile(
    r"(?:\d{4}年|今年|明年|下一步|接下来)[^,。;]{0,4},?(?:我们|我市|我省|我区|我县|全市|全省)?(?:将|要|拟|力争)"
    r"|(?:下一步|接下来|下一阶段|今后|后续),?[^,。;]{0,16}?(?:会|将|要|拟|力争|计划)(?!加快|继续|持续|积极)"
)
# 2026年全部建成后,将实现4000P
_THEN: Final = re.compile(r"(?:投产|投用|投运|并投用)?[之以]?后,?[^,。;]{0,8}(?:将|预计|有望)")
_DONE: Final = re.compile(r"[已曾](?:于|经|在|完成|建成|投|开)")


def _is_planned_before(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether words before an event make it a plan; a planned sum does not (预计达32亿元的X)."""
    found = _PLAN_BEFORE.search(lower, max(sentence.start, mention.start - 40), mention.start)
    if found is not None and not (
        "元的" in found.group() or _DONE.search(lower, found.start(), mention.end)
    ):
        return True
    if _WITHIN_YEAR.search(lower, max(sentence.start, mention.start - 6), mention.start):
        return True
    if _PLANS_AHEAD.match(lower, sentence.start, mention.start) and not _DONE.search(
        lower, sentence.start, mention.end
    ):
        return True
    if _THEN.match(lower, mention.end, sentence.end):
        return True
    near = lower[max(sentence.start, mention.start - 14) : mention.start]
    return len(mention.word) > LONGEST_WORD and _PLAN_RIGHT_BEFORE.search(near) is not None


# "X to open Y next year"; "began to build" and "is said to have opened" are none.
_TO_DO: Final = re.compile(r"(?<!began )(?<!begun )(?<!started )(?<!have )\bto\s$")
# "agreed on 3 May to terminate": it has been settled.
_AGREED_TO: Final = re.compile(r"\bagreed (?:[^.;]{0,30} )?to\s$")


def _is_condition(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether the words behind make it a point in time (投产后), and no past date says it was."""
    behind = _CONDITION_BEHIND.match(lower, mention.end, sentence.end)
    if behind is None:
        return False
    before = lower[max(sentence.start, mention.start - 30) : mention.start]
    if "以来" in behind.group():
        return _SINCE.search(before) is None and _PAST.search(before) is None
    return _PAST.search(before) is None


def _is_attribute_of_other(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether it describes another thing: 已投运的风光制氢, 已建成的厂房."""
    match = _OF_THING.match(lower, mention.end, sentence.end)
    if match is None:
        return False
    return _OF_SITE.search(match.group()) is None or _OF_POWER.search(match.group()) is not None


def _is_service_contract(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether it is a contract about services or goods: it makes and ends no site."""
    first = max(sentence.start, mention.start - 4)
    found = _SERVICE_CONTRACT.search(lower, first, min(sentence.end, mention.end + 26))
    return found is not None and _OF_INVESTMENT.search(found.group()) is None


# 取得《企业投资项目备案证》, 收到发改委下发的《关于X节能报告的审查意见》
_LONGEST_TITLE: Final = 90
_GETS_PAPER: Final = re.compile(
    r"(?:取得|获得|获|收到|拿到|领取|领到|办结|完成|出具|下发|印发|核发|颁发)了?[^,。;《]{0,24}《[^》]{0,60}$"
)
_IS_PERMIT: Final = re.compile(r"(?:的)?(?:审查)?(?:意见|批复|证明?|通知书?|函|回执|表|文件)?书?》")


def _in_title(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether the word stands inside the title of a law or agreement (《…》), of no permit got."""
    before = lower[sentence.start : mention.start]
    if before.rfind("《") <= before.rfind("》"):
        return False
    is_got = _GETS_PAPER.search(before[-_LONGEST_TITLE:]) is not None
    return not (is_got and _IS_PERMIT.match(lower, mention.end, sentence.end))


def _within_other_words(page: PageText, sentence: Sentence, mention: EventMention) -> bool:
    first = max(sentence.start, mention.start - 12)
    last = min(sentence.end, mention.end + 12)
    return any(
        hit.start <= mention.start and mention.end <= hit.end
        for hit in _not_events().find_within(page.lower, first, last)
    )
