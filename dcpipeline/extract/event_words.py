"""What a status word says in its sentence: an event, a plan, or nothing that happened."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dcpipeline.extract.latin.happenings import (
    is_other_latin,
    meant_latin,
)
from dcpipeline.extract.latin.other_events_french import is_of_other_french
from dcpipeline.extract.no_events import in_title, is_none
from dcpipeline.extract.planned_events import is_planned
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue
from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.status import EventMention

# 主体结构已完工: the shell stands, nothing runs yet.
_SHELL: Final = re.compile(
    r"(?:(?:主体|主体结构|主体工程|土建|结构|外立面)(?!施工)|(?:基础|桩基|地基|场平|土石?方|幕墙|装修|精装)(?:施工|工程)?)[^,。;\s]{0,12}$"
)
# 接近完工, 完成阶段性建设任务, "presque achevee"
_NEARLY: Final = re.compile(
    r"(?:接近|临近|将近|趋近)$|\b(?:presque|quasi|quasiment|pratiquement|nearly|almost|virtually)"
    r"(?: entierement| totalement| fully)?[ -]$|\ben train (?:de |d'etre |d')$"
)
_A_STAGE: Final = "阶段性"
# 投资协议 alone is a paper, not a signing.
_PAPERS: Final = frozenset({"投资协议", "框架协议", "战略合作协议", "协议"})
_WITHDRAWN: Final = re.compile(r"(?:撤销|注销|作废|取消)[^,。;]{0,40}$")
# 立项正在办理
_IN_PROCEDURE: Final = re.compile(
    r"(?:等)?(?:手续|审批|文件|事项|工作)?(?:目前|现)?(?:正在?|[尚仍还]?在)(?:抓紧|加紧|积极)?(?:办理|申请|进行|审批|报批|办)"
)
# 一期已建成2600个机架: the phase runs.
_PHASE_RIGHT_BEFORE: Final = re.compile(
    r"(?<!分)(?<!在)[一二三四首]期(?:工程|项目)?(?:目前|现)?(?:已|已经)?$"
)
# 签署《解除协议书》 ends the agreement.
_ENDS_AGREEMENT: Final = re.compile(r"(?:了)?(?:《[^》]{0,24})?(?:解除|终止)")
# 签署终止协议
_ENDING: Final = re.compile("解除|终止|解约")
# 《X投资协议之终止协议》签订
_ENDED_BEFORE: Final = re.compile(r"(?:解除|终止|解约)(?:协议|合同)书?》?[^,。;《]{0,12}$")
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
_RUNNING: Final = frozenset({"operational", "phase_online"})
# Characters before a word that can turn its meaning.
_REACH: Final = 40


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


def read_event(page: PageText, sentence: Sentence, mention: EventMention) -> Happening | None:
    """What a status word says, without its date; None where nothing has happened or is planned."""
    lower = page.lower
    if mention.modality == "negated" or in_title(lower, sentence, mention):
        return None
    before = lower[max(sentence.start, mention.start - _REACH) : mention.start]
    event = _meaning(page, sentence, mention, before)
    if event == "suspended" and _PUT_OFF.match(lower, mention.start, sentence.end):
        alone = _WHAT_IS_PUT_OFF.search(before) is not None
        return Happening("operational", True, mention.start, mention.end) if alone else None
    if page.document.language != "zh" and lower.startswith("?", sentence.end - 1):
        return None
    if not event or is_none(page, sentence, mention, event, before):
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
    planned = event != "announced" and is_planned(page, sentence, mention, event, before)
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
    ends = _ENDS_AGREEMENT.match(page.lower, mention.end) or _ENDING.search(word)
    return "cancelled" if ends or _ENDED_BEFORE.search(before) else event


# 将建成拥有100P算力的平台, 建成国内领先的基地: what a site is to become.
_TO_BECOME: Final = re.compile(
    r"(?:[^,。;:\d]{1,12}?最[大高强先]|成为?|一[个座]|拥有|具有|集|可(?:提供|容纳|承载|支撑)|具备|全国|国内|全省|全市|西部|区域|世界|国际|国家级|亚洲|[华东西南北中]{2}(?:地区)?(?:最大|首))"
)
