"""What a page says has happened, or is planned: events with their dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from dcpipeline.extract.dates_latin import event_of_date
from dcpipeline.extract.happenings_latin import (
    is_other_latin,
    is_past_or_dated,
    lies_ahead,
    meant_latin,
)
from dcpipeline.extract.page_dates import next_year
from dcpipeline.extract.plans_latin import with_plans
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue, find_events
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.status import EventMention

# Behind an event: it is a condition or a point in time, not news (建成后, 投产时).
_CONDITION_BEHIND: Final = re.compile(
    r"(?:并)?(?:投用|投产|投运|运营|达产|使用|运行|完成)?(?:[之以]?后(?!续)|[之以]?前(?!期|景|沿|述|列)|之初|以来|时(?!间)|之际|的?条件|手续|标准|要求|计划|方案|"
    r"阶段性)"
)
_CONDITION_BEFORE: Final = re.compile(
    r"(?:如果|若|一旦|待|等到|用于|为了|\b(?:once|when|after|upon|before|if|until|unless|whether|une fois|"
    r"apres|avant|lorsque|quand|des|si|jusqu'a)\b[^,.;]{0,40})$"
)
_SERVICE_CONTRACT: Final = re.compile(
    r"(?:入园|负荷|购电|供电|用地|担保|贷款|授信|融资|保密|算力|采购|租赁|租用|服务|销售|供货|买卖|施工|总承包|云服务)[^,。;、]{0,10}(?:合同|协议|订单)|采购订单|(?<!投资)(?<!合作)(?<!出让)合同|(?:正式|书面)合同|"
    r"(?:service|services|supply|purchase|lease|leasing|procurement) (?:contract|agreement)|"
    r"contrats? de (?:services?|location|fourniture|prestations?)"
)
# 算力中心项目投资合同 makes a site.
_OF_INVESTMENT: Final = re.compile(r"(?:中心|基地|园|项目)[^,。;]{0,8}(?:投资|合作|入园)")
# 移交X使用: X gets a building, it is not handed over itself.
_TO_USE: Final = re.compile(r"(?:给)?[^,。;]{2,20}使用")
_OF_A_PROJECT: Final = re.compile(r"(?:改造|升级)?(?:项目|工程)")
# 主体结构已完工: the shell stands, nothing runs yet.
_SHELL: Final = re.compile(r"(?:主体|主体结构|主体工程|土建|结构|外立面)(?!施工)[^,。;\s]{0,12}$")
# 自2023年1月开工以来, 去年投入使用后: the event has been.
_SINCE: Final = re.compile(r"(?:自|从)[^,。;]{0,24}$")
_PAST: Final = re.compile(
    r"(?:20\d\d年|去年|前年|上月|上个月|今年\d{1,2}月|\d{1,2}月(?:\d{1,2}日|底|初)?)[^,。;]{0,12}$"
)
_OF_THING: Final = re.compile(r"的[\u4e00-\u9fff\w]{1,12}")
_OF_SITE: Final = re.compile(
    r"公示|公告|通知|批复|意见|告知|决定|算力|智算|超算|数据|中心|园|基地|集群|机房|机柜|机架|楼|期|项目|枢纽|港|谷|工厂|云|服务器|卡|平台|节点|\d"
)
_OF_POWER: Final = re.compile(r"风光|制氢|光伏|风电|储能|厂房|道路")
# 投资协议 alone is a paper, not a signing.
_PAPERS: Final = frozenset({"投资协议", "框架协议", "战略合作协议", "协议"})
_WITHDRAWN: Final = re.compile(r"(?:撤销|注销|作废|取消)[^,。;]{0,40}$")
_STILL_NEEDS: Final = re.compile(r"(?:尚需|尚须|还需|才谈得上|方可|方能|才能)[^。;]{0,36}$")
_NOT_YET: Final = re.compile(
    r"(?:尚无|暂无|尚需|需|尚待|有待|不等于|不代表|并不意味着|等待|(?<![平同])等(?=[^,。;]{1,8}的$)|因未|未(?:取得|获得|通过|办理|收到)|尚未|仍未|未能|并未|还没有?|没有)[^,。;]{0,10}$"
)
# 一期已建成2600个机架: the phase runs.
_PHASE_RIGHT_BEFORE: Final = re.compile(
    r"(?<!分)(?<!在)[一二三四首]期(?:工程|项目)?(?:目前|现)?(?:已|已经)?$"
)
_IF: Final = re.compile(
    r"^(?:若|如果|倘若|假如|一旦)(?!干|羌)[^。;]{0,60}$|(?:^|[,。;:])(?:若|待|等(?![待级离])|倘若|假如|一旦|如能|如果)(?!干|羌)[^,。;]{0,30}$"
)
# 拟公开挂牌转让: it is on sale.
_FOR_SALE: Final = re.compile(r"(?:拟|计划|将|打算|寻求|挂牌)[^,。;]{0,24}$")
# 签署《解除协议书》 ends the agreement.
_ENDS_AGREEMENT: Final = re.compile(r"(?:了)?(?:《[^》]{0,24})?(?:解除|终止)")
_RISK: Final = re.compile(r"风险提示|风险因素|存在[^,。;]{0,16}风险")
# 已建成覆盖全国的立体网络
_OF_NETWORK: Final = re.compile(r"了?[^,。;]{0,40}(?:网络|体系|通道|光缆|机制|专线)(?=[,。;]|$)")
_AS_OF: Final = re.compile(
    r"(?:截至|截止|截止到|as of|by the end of|arrete au|arretee au|a la date du)\s?$"
)
_OF_LISTS: Final = re.compile(r"重点项目|计划投资|计划总投资|列入|纳入|规划")
# Before the date that opens a sentence only a quote or 据悉 may stand.
LONGEST_OPENING: Final = 3
_OTHER_TIME: Final = re.compile(
    r"目前|此前|近日|日前|已|曾|后来|随后|至今|正在|仍|年|月|其中|将|计划|预计|在建|前期"
)
_VISIT: Final = re.compile(
    r"(?:公告|记者|走进|来到|召开|介绍|告诉|看到|获悉|座谈|调研|随着|通报|披露|表示|采访|举行)[^。;]*,"
)
# 2月22日,X正处于装饰阶段: the day on which it was seen.
_UNDER_WAY: Final = re.compile(r"正处于|处于|进入|正在|正$|仍在")
_SO_FAR: Final = re.compile(r"以来,")
_STATE: Final = re.compile(r"已|目前|现")
# 备案日期:2025年2月14日
_LABEL: Final = re.compile(r"(?:(?:[^,。;:]{0,10}的)?(?:日期|时间)|日|于)?\s?[:为于|]\s?")
_SAME_DAY: Final = re.compile(r"同日|当日|当天|同一天|the same day|le meme jour")
# 建成不久的X: the word describes X, the date of the sentence is that of its own verb.
ADJACENT: Final = 2
# Longer events are said in two words.
LONGEST_WORD: Final = 4
_ATTRIBUTE: Final = re.compile(r"(?:不久|多年|后|未久)?的")
# 已建成算力, 建成3000个机架: the word says that the figure is installed.
_TAKES_FIGURE: Final = re.compile(
    r"(?:的)?(?:总|智能|标准|通用|综合)*(?:算力(?!中心|基地|园|集群|项目|枢纽|平台|港)|规模|机架|机柜|\d[\d,.]*万?(?:p|个|架|台|张|"
    r"pflops))"
)
_PART_BEFORE: Final = re.compile(
    r"(?:首批|第一批|(?<!全部)(?<!全部的)(?<![全共两计])(?:\d{1,2}|[一两二三四五六七八九十])[栋座幢](?:数据)?(?:机房楼?|机楼|楼)|部分|先期|首栋|首个机房|首套|一部分|(?:the )?first (?:batch|part|racks|servers|cluster|"
    r"hall)[\w ]{0,12})[^,;:。]{0,24}$"
)
# 已建成并投用4座机房, 建成一期: a part is named behind the word.
_PART_BEHIND: Final = re.compile(
    r"(?:并)?(?:投用|投产|投运|使用)?了?(?:首批|(?:\d{1,2}|[一两二三四五六七八九十])[栋座幢](?:数据)?(?:机房楼?|机楼|楼|数据中心楼))"
)
_PLAN_BEFORE: Final = re.compile(
    r"(?:按(?:照)?计划|根据计划|按(?:照)?规划|届时|计划于|预计|力争|有望|目标)[^。;]{0,36}$"
)
# 力促项目早开工, 应同步投运: a wish or a duty.
_WISH_BEFORE: Final = re.compile(
    r"(?:力促|希望|促进|促使|推动|督促|尽早|早日|争取|要求|必须|须|(?<![对相供响适])应当?(?![用急变])|请|鼓励|支持|倡导|同步|具备|(?<!更)(?<!最)早(?![已日])|(?<!随)即|逾期|有效期|是否|何时|能否|不得|便于|"
    r"以便|有利于|"
    r"should|must|may|could|hopes? to|urged?)[^,。;、]{0,12}$"
)
# 新开工项目 is the heading of projects that are to begin.
_NEW_KIND: Final = re.compile(r"新开工(?:项目|类)")
# 不受本次终止影响, 协议终止不影响X: nothing happens to X.
_UNTOUCHED_BY: Final = re.compile(r"不受[^,。;]{0,12}$")
_TOUCHES_NOTHING: Final = re.compile(r"(?:事项)?(?:不影响|不会影响|不涉及|不会对|不对(?!等|称))")
# X的投运将提升: said of what it is good for.
_WOULD: Final = re.compile(r"(?:将|会|有助于|有利于|可以?|能够?|对)(?!于)")
# 转让子公司股权的公告: of no site by name.
_OF_SHARES: Final = re.compile(r"(?:全资|控股|参股)?[子孙]公司(?:部分|全部|\d+%)?(?:的)?股[权份]")
# 新签约产业项目93个
_COUNTED_BATCH: Final = re.compile(r"(?:[\u4e00-\u9fff]{0,6})项目\s?\d+\s?[个项]")
_PROGRESS: Final = frozenset(
    {"signed", "approved", "construction_start", "phase_online", "operational", "expanded"}
)
_CLAUSE_MARKS: Final = ",;:。!?"


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


def find_happenings(page: PageText) -> tuple[EventMention, ...]:
    """All status words of a page, in order, spans in the folded text."""
    language = page.document.language
    found = list(find_events(page.text, language))
    for event, pattern in _two_words(language):
        for match in pattern.finditer(page.lower):
            inside = [m for m in found if match.start() < m.start and m.end == match.end()]
            if language != "zh" and any(event in m.events for m in inside):
                continue
            if not any(m.start <= match.start() and match.end() <= m.end for m in found):
                found.append(
                    EventMention(
                        (event,), page.text[match.start() : match.end()], "stated", *match.span()
                    )
                )
    if language != "zh":
        found = with_plans(page.text, page.lower, language, found)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


@lru_cache(maxsize=3)
def _two_words(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Events said in two words close together, as patterns."""
    patterns: dict[str, list[str]] = {}
    for pair, meanings in mapped("events_in_two_words", language).items():
        first, second = (re.escape(word.strip()) for word in pair.split("&"))
        reach = 56 if meanings[0] in {"approved", "construction_start", "suspended"} else 24
        between = r"[^,.;:。、《》]{0,20}?" if language == "zh" else rf"\b[^,.;:]{{0,{reach}}}?\b"
        patterns.setdefault(meanings[0], []).append(first + between + second)
    return tuple((event, re.compile("|".join(p))) for event, p in sorted(patterns.items()))


def happenings_of(
    page: PageText,
    sentence: Sentence,
    mentions: Sequence[EventMention],
    dates: Sequence[DateValue],
) -> tuple[Happening, ...]:
    """Events of one sentence with their dates, in order.

    Args:
        page: the page.
        sentence: the sentence.
        mentions: the status words in it.
        dates: the dates in it, spans in the folded text.
    """
    read = [h for h in (_happening(page, sentence, m) for m in mentions) if h is not None]
    read = [h for h in read if not _names_a_batch(page, h, read)]
    own = _dates_of(page, sentence, read, dates)
    told = page.document.published_on
    if page.document.language == "zh":
        own = _with_opening_date(page, sentence, read, own)
        own = [_plan_date(page, h, on) for h, on in zip(read, own, strict=True)]
    return tuple(
        Happening(h.event, h.planned or _lies_ahead(h, on, told), h.start, h.end, on)
        for h, on in zip(read, own, strict=True)
    )


def _names_a_batch(page: PageText, happening: Happening, read: list[Happening]) -> bool:
    """Whether a word for a list only names those that begin together: 重点项目集中开工."""
    if happening.event != "announced" or page.document.language != "zh":
        return False
    return page.lower.startswith(("集中", "集体"), happening.end) and any(
        0 <= other.start - happening.end <= ADJACENT for other in read
    )


def _plan_date(page: PageText, happening: Happening, on: DateValue | None) -> DateValue | None:
    """A month without a year that was taken for last year's is this year's in a plan."""
    told = page.document.published_on
    if on is None or told is None or not happening.planned or not on.from_reference:
        return on
    return next_year(on) if on.start.year == told.year - 1 and on.start.month > told.month else on


def _with_opening_date(
    page: PageText,
    sentence: Sentence,
    happenings: list[Happening],
    own: list[DateValue | None],
) -> list[DateValue | None]:
    """The day that opens a sentence holds for all that it reports, unless other words of time stand."""
    opening = next(
        (d for d in own if d is not None
         and (d.precision == "day" or _SO_FAR.match(page.lower, d.span[1]))
         and d.span[0] - sentence.start <= LONGEST_OPENING),
        None,
    )  # fmt: skip
    if opening is None:
        return own
    return [
        opening
        if on is None
        and not h.planned
        and not _OTHER_TIME.search(page.lower, opening.span[1], h.start)
        else on
        for h, on in zip(happenings, own, strict=True)
    ]


def _lies_ahead(happening: Happening, on: DateValue | None, told: date | None) -> bool:
    """Whether an event is dated after the day on which it is told."""
    return happening.event in _PROGRESS and on is not None and told is not None and on.start > told


@lru_cache(maxsize=1)
def _settled() -> dict[str, str]:
    """Words of several meanings that mean one thing when said of a site."""
    return {word: meanings[0] for word, meanings in mapped("events_of_sites").items()}


@lru_cache(maxsize=1)
def _not_events() -> PhraseIndex:
    return PhraseIndex(listed("not_events"))


def _happening(page: PageText, sentence: Sentence, mention: EventMention) -> Happening | None:
    lower = page.lower
    if mention.modality == "negated" or _in_title(lower, sentence, mention):
        return None
    event = mention.events[0] if len(mention.events) == 1 else ""
    event = _settled().get(lower[mention.start : mention.end], event)
    before = lower[max(sentence.start, mention.start - 40) : mention.start]
    if event == "operational" and _SHELL.search(before):
        event = "construction_start"
    if event in {"signed", "cancelled"} and _is_service_contract(lower, sentence, mention):
        return None
    if event == "expanded" and _OF_A_PROJECT.match(lower, mention.end):
        return None
    if event == "idle_reported" and _RISK.search(lower, max(0, mention.start - 160), mention.start):
        return None
    if event == "operational" and _OF_NETWORK.match(lower, mention.end, sentence.end):
        return None
    if event == "transferred" and _TO_USE.match(lower, mention.end, sentence.end):
        return None
    if page.document.language != "zh":
        if is_other_latin(lower, sentence, mention, event):
            return None
        event = meant_latin(lower, sentence, mention, event)
    if event == "approved" and _WITHDRAWN.search(before):
        event = "cancelled"
    if event in _PROGRESS and (
        _NOT_YET.search(before)
        or _STILL_NEEDS.search(before)
        or _IF.search(before)
        or before.endswith(listed("negated_before"))
    ):
        return None
    if event == "signed" and lower[mention.start : mention.end] in _PAPERS:
        return None
    if event == "signed" and _ENDS_AGREEMENT.match(lower, mention.end):
        event = "cancelled"
    if not event or _within_other_words(page, sentence, mention):
        return None
    if _UNTOUCHED_BY.search(before) or _TOUCHES_NOTHING.match(lower, mention.end):
        return None
    if event == "signed" and _COUNTED_BATCH.match(lower, mention.end):
        return None
    if before.endswith("的") and _WOULD.match(lower, mention.end):
        return None
    if event == "transferred" and _OF_SHARES.match(lower, mention.end):
        return None
    if event in _PROGRESS and _is_condition(lower, sentence, mention):
        return None
    if _is_attribute_of_other(lower, sentence, mention, event):
        return None
    if event in _PROGRESS and _WISH_BEFORE.search(
        lower, max(sentence.start, mention.start - 24), mention.start
    ):
        return None
    if _CONDITION_BEFORE.search(
        lower, max(sentence.start, mention.start - 48), mention.start
    ) and not is_past_or_dated(lower, sentence, mention):
        return None
    if _TAKES_FIGURE.match(lower, mention.end) and event in {"operational", "phase_online"}:
        if _PHASE_RIGHT_BEFORE.search(before) is None:
            return None
        event = "phase_online"
    if event == "operational" and (
        _PART_BEFORE.search(lower, max(sentence.start, mention.start - 44), mention.start)
        or _PART_BEHIND.match(lower, mention.end, sentence.end)
    ):
        event = "phase_online"
    agreed = _AGREED_TO.search(before) is not None
    planned = (
        (mention.modality == "planned" and not agreed)
        or (event == "transferred" and _FOR_SALE.search(before + mention.word) is not None)
        or (page.document.language != "zh" and lies_ahead(lower, sentence, mention))
        or (_TO_DO.search(before) is not None and _AGREED_TO.search(before) is None)
        or _NEW_KIND.search(lower, max(sentence.start, mention.start - 1), mention.end + 2)
        is not None
        or (event in _PROGRESS and _is_planned_before(lower, sentence, mention))
    )
    return Happening(event, planned, mention.start, mention.end)


# 拟于2025年开展二期建设
_PLAN_RIGHT_BEFORE: Final = re.compile(
    r"(?:拟|计划|将|预计|力争|有望|争取)(?:于|在)?[^,。;已]{0,10}$"
)


def _is_planned_before(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether words before an event make it a plan; a planned sum does not (预计达32亿元的X)."""
    found = _PLAN_BEFORE.search(lower, max(sentence.start, mention.start - 40), mention.start)
    if found is not None and "元的" not in found.group():
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
        return _SINCE.search(before) is None
    return _PAST.search(before) is None


def _is_attribute_of_other(
    lower: str, sentence: Sentence, mention: EventMention, event: str
) -> bool:
    """Whether it describes another thing: 已投运的风光制氢, 已建成的厂房."""
    if event not in _PROGRESS:
        return False
    match = _OF_THING.match(lower, mention.end, sentence.end)
    if match is None:
        return False
    return _OF_SITE.search(match.group()) is None or _OF_POWER.search(match.group()) is not None


def _is_service_contract(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether it is a contract about services or goods: it makes and ends no site."""
    first = max(sentence.start, mention.start - 4)
    found = _SERVICE_CONTRACT.search(lower, first, min(sentence.end, mention.end + 26))
    return found is not None and _OF_INVESTMENT.search(found.group()) is None


def _in_title(lower: str, sentence: Sentence, mention: EventMention) -> bool:
    """Whether the word stands inside the title of a law or agreement (《…》)."""
    before = lower[sentence.start : mention.start]
    return before.rfind("《") > before.rfind("》")


def _within_other_words(page: PageText, sentence: Sentence, mention: EventMention) -> bool:
    first = max(sentence.start, mention.start - 12)
    window = page.lower[first : min(sentence.end, mention.end + 12)]
    return any(
        first + hit.start <= mention.start and mention.end <= first + hit.end
        for hit in _not_events().find(window)
    )


def _dates_of(
    page: PageText,
    sentence: Sentence,
    happenings: list[Happening],
    dates: Sequence[DateValue],
) -> list[DateValue | None]:
    """One date for each event: each date goes to one clause, to the event that it stands beside."""
    own: list[DateValue | None] = [None] * len(happenings)
    spans = [(h.start, h.end) for h in happenings]
    for date in dates:
        if date.precision == "period" or _AS_OF.search(
            page.lower, max(sentence.start, date.span[0] - 18), date.span[0]
        ):
            continue
        if page.document.language == "zh":
            choice = _event_of_date(page, spans, date)
        else:
            choice = event_of_date(page, sentence.start, spans, date)
        if choice is None or _is_list_year(page, happenings[choice], date):
            continue
        if page.document.language == "zh" and _dates_other(page, happenings[choice], date, dates):
            continue
        for position in _sharing(page, happenings, choice, date):
            if own[position] is None or _nearer(page, date, own[position], happenings[position]):
                own[position] = date
    return own


def _event_of_date(page: PageText, spans: list[tuple[int, int]], date: DateValue) -> int | None:
    """The event that a date dates: the next one in its clause, else the last one, else the next."""
    after = [i for i, (start, _) in enumerate(spans) if start >= date.span[1]]
    if (
        len(after) > 1
        and spans[after[0]][0] - date.span[1] > ADJACENT
        and _ATTRIBUTE.match(page.lower, spans[after[0]][1])
    ):
        after = after[1:]
    around = [i for i, (s, e) in enumerate(spans) if s <= date.span[0] and date.span[1] <= e]
    if around:
        return around[0]
    before = [i for i, (_, end) in enumerate(spans) if end <= date.span[0]]
    same_after = bool(after) and not _marks(page, date.span[1], spans[after[0]][0])
    label = before and _LABEL.fullmatch(page.lower, spans[before[-1]][1], date.span[0])
    if label and not (same_after and label.group().strip() == "于"):
        return before[-1]
    same_before = bool(before) and not _marks(page, spans[before[-1]][1], date.span[0])
    if page.document.language != "zh" and same_before:
        return before[-1]
    if same_after:
        return after[0]
    if same_before:
        return before[-1]
    return after[0] if after else None


def _dates_other(
    page: PageText, happening: Happening, date: DateValue, dates: Sequence[DateValue]
) -> bool:
    """Whether a date belongs to other words: to a visit (…,已建成), or to the name of a list."""
    between = page.lower[date.span[1] : happening.start]
    words = page.lower[happening.start : happening.end]
    last = between.rsplit(",", 1)[-1]
    if _VISIT.search(between) and (_STATE.search(last) or _STATE.match(words)):
        return True
    if _UNDER_WAY.search(between) and happening.event == "construction_start":
        return True
    coarse = date.precision in {"year", "quarter", "half"} and len(between) > ADJACENT
    return (
        coarse
        and happening.start >= date.span[1]
        and any(other.precision == "day" and other.span[1] <= date.span[0] for other in dates)
    )


def _is_list_year(page: PageText, happening: Happening, date: DateValue) -> bool:
    """Whether a date is the year of a list or plan, not of what is said (2025年重点项目)."""
    words = page.lower[happening.start : happening.end]
    return happening.event == "announced" and (
        date.precision == "year" or _OF_LISTS.search(words) is not None
    )


def _marks(page: PageText, start: int, end: int) -> bool:
    return any(mark in page.lower[start:end] for mark in _CLAUSE_MARKS)


def _sharing(
    page: PageText, happenings: list[Happening], choice: int, date: DateValue
) -> list[int]:
    same_day = [
        i for i in range(choice + 1, len(happenings))
        if _SAME_DAY.search(page.lower, happenings[choice].end, happenings[i].start)
    ]  # fmt: skip
    return [choice, *same_day]


def _nearer(page: PageText, date: DateValue, other: DateValue | None, happening: Happening) -> bool:
    """Whether a date stands nearer to the event than the one it has."""
    if other is None:
        return True
    return _gap(date, happening) < _gap(other, happening)


def _gap(date: DateValue, happening: Happening) -> int:
    return max(happening.start - date.span[1], date.span[0] - happening.end)
