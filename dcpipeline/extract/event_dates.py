"""Which date of a sentence belongs to which of its events."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.latin.dates import event_of_date, is_deadline
from dcpipeline.extract.latin.told_dates import is_since_then
from dcpipeline.extract.page_dates import in_year
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import DateValue

_AS_OF: Final = re.compile(
    r"(?:公示(?:期|时间)(?:自|为|从|:)?|截至|截止|截止到|as of|by the end of|arrete au|arretee au|"
    r"a la date du)\s?$"
)
_OF_LISTS: Final = re.compile(r"重点项目|计划投资|计划总投资|列入|纳入|规划")
# 建成不久的X: the word describes X, the date of the sentence is that of its own verb.
_ADJACENT: Final = 2
# Before the date that opens a sentence only a quote or 据悉 may stand.
LONGEST_OPENING: Final = 3
_OTHER_TIME: Final = re.compile(
    r"目前|此前|近日|日前|已|曾|后来|随后|至今|正在|仍|年|月|其中|将|计划|预计|在建|前期"
)
_VISIT: Final = re.compile(
    r"(?:公告|记者|走进|来到|召开|介绍|告诉|看到|获悉|座谈|调研|随着|通报|披露|表示|采访|举行)[^。;]*,"
)
# 记者8月11日获悉,X于近日投运
_LATELY: Final = re.compile(r"近日|日前|近期|不久前")
# 上线一周年之际: the day is not that of the event.
_ANNIVERSARY: Final = re.compile(r"(?:运[行营])?(?:已|满|整)*[一二两三四五六七八九十\d]+周?年")
# 自2月9日复工以来,已投入运营的: a day since when something else has been.
_SINCE_THEN: Final = re.compile(r"[^,。;]{1,14}以来")
# 2023年第一季度招商项目集中签约暨X开工活动: the name of a batch.
_NAMES_BATCH: Final = re.compile(r"(?:招商|重大|重点|产业|投资)*(?:项目|工程)?(?:集中)")
# 2月22日,X正处于装饰阶段: the day on which it was seen.
_UNDER_WAY: Final = re.compile(r"正处于|处于|进入|正在|正$|仍在")
_STILL: Final = ("正在", "仍在", "还在")
# 抢工期, 施工现场: a state; the day is that on which it was seen.
_STATE_OF_WORKS: Final = re.compile(
    r"工期|抢进度|正酣|施工现场|阶段|收尾|扫尾|尾声|进度|过半|提速|如火如荼|加[紧快]|推进|续建|在建|初具"
)
_SO_FAR: Final = re.compile(r"以来,")
_STATE: Final = re.compile(r"已|目前|现(?!场)")
# 以7月31日为评估基准日: the day of an appraisal.
_REFERENCE_DAY: Final = re.compile(r"[^,。;]{0,8}基准日")
# 备案日期:2025年2月14日
_LABEL: Final = re.compile(r"(?:(?:[^,。;:]{0,10}的)?(?:日期|时间)|日|于)?\s?[:为于|]\s?")
_SAME_DAY: Final = re.compile(r"同日|当日|当天|同一天|the same day|le meme jour")
_ATTRIBUTE: Final = re.compile(r"(?:不久|多年|后|未久)?的")
_CLAUSE_MARKS: Final = ",;:。!?"


def plan_date(page: PageText, happening: Happening, on: DateValue | None) -> DateValue | None:
    """A month without a year that was taken for last year's is this year's in a plan."""
    told = page.document.published_on
    if on is None or told is None or not happening.planned or not on.from_reference:
        return on
    last_year = on.start.year == told.year - 1 and on.start.month > told.month
    return in_year(on, told.year) if last_year else on


# 将于明年6月竣工、8月正式投产: what stands between two steps of one plan.
_NEXT_STEP: Final = re.compile(
    r"(?:交付|运营|使用|验收|投产|运行)?[、,](?:并|力争|争取|预计|计划|将|确保|于|在|至|到)*"
    r"(?P<month>\d{1,2}月(?:\d{1,2}日|底|初|末|份|[上中]旬)?)?(?:前|底前|内)?(?:可|即可|正式|全面|全部|实现|完成|整体|主体|结构|顺利|陆续|并)*"
)


def in_steps(
    page: PageText, happenings: Sequence[Happening], own: Sequence[DateValue | None]
) -> list[tuple[bool, DateValue | None]]:
    """Whether each event is planned, and its date, by the step told right before it.

    A step of a plan is planned as well; a month without a year is the next one after the step.
    """
    steps: list[tuple[bool, DateValue | None]] = []
    for here, (happening, on) in enumerate(zip(happenings, own, strict=True)):
        planned = happening.planned
        joint = None
        if here:
            joint = _NEXT_STEP.fullmatch(page.lower, happenings[here - 1].end, happening.start)
        if joint is not None:
            was_planned, before = steps[here - 1]
            planned = planned or (was_planned and happening.event != "announced")
            on = _next_after(before, on) if joint["month"] else on
        steps.append((planned, on))
    return steps


def _next_after(before: DateValue | None, on: DateValue | None) -> DateValue | None:
    """The month of a later step, which has no year of its own, in the year of the one before."""
    if before is None or on is None or not on.from_reference:
        return on
    if before.precision not in {"month", "day"} or on.precision not in {"month", "day"}:
        return on
    years = before.start.year - on.start.year
    moved = in_year(on, before.start.year) if years else on
    return moved if moved.start >= before.start else in_year(moved, before.start.year + 1)


def with_opening_date(
    page: PageText,
    sentence: Sentence,
    happenings: list[Happening],
    own: list[DateValue | None],
) -> list[DateValue | None]:
    """The day that opens a sentence holds for all that it reports without other words of time."""
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
        and not page.lower.startswith(("正在", "仍在"), h.start)
        else on
        for h, on in zip(happenings, own, strict=True)
    ]


# 5月8日,A市与B座谈。双方签署协议: the second sentence goes on about that day.
_GOES_ON: Final = re.compile(
    r"(?:随后,?|会后,?|其间,?|期间,?)?(?:双方|各方|三方|会上|会议期间|座谈会上|座谈期间|会谈中|活动现场|现场)(?!人)"
    r"|在[^,。;]{0,30}(?:环节|仪式上|大会上|会上|活动上|活动中|现场),"
)


def day_before(page: PageText, sentence: Sentence, dates: Sequence[DateValue]) -> DateValue | None:
    """The day that opens the sentence before one that only goes on about a meeting."""
    if _GOES_ON.match(page.lower, sentence.start, sentence.end) is None:
        return None
    here = bisect_left(page.sentences, sentence.start, key=lambda s: s.start)
    if not here or page.sentences[here - 1].block != sentence.block:
        return None
    before = page.sentences[here - 1].start
    return next(
        (d for d in dates if d.precision == "day" and 0 <= d.span[0] - before <= LONGEST_OPENING),
        None,
    )


def dates_of_events(
    page: PageText,
    sentence: Sentence,
    happenings: list[Happening],
    dates: Sequence[DateValue],
) -> list[DateValue | None]:
    """One date for each event: each date goes to one clause, to the event that it stands beside."""
    own: list[DateValue | None] = [None] * len(happenings)
    spans = [(h.start, h.end) for h in happenings]
    for date in dates:
        if date.precision == "period" or _is_as_of(page, sentence, happenings, date):
            continue
        if _REFERENCE_DAY.match(page.lower, date.span[1], sentence.end):
            continue
        if page.document.language == "zh":
            choice = _event_of_date(page, spans, date)
        else:
            choice = event_of_date(page, sentence.start, spans, date)
        if choice is None:
            continue
        if page.document.language == "zh" and (
            _is_list_year(page, happenings[choice], date)
            or _dates_other(page, happenings[choice], date, dates)
            or _is_dated_otherwise(page, happenings[choice], date, dates)
        ):
            continue
        if _is_no_day_of(page, happenings[choice], date):
            continue
        for position in _sharing(page, happenings, choice, date):
            if own[position] is None or _nearer(page, date, own[position], happenings[position]):
                own[position] = date
    return own


def _is_no_day_of(page: PageText, happening: Happening, date: DateValue) -> bool:
    """Whether a date is the deadline of a plan, or the day since when a site stands idle."""
    if happening.event == "announced":
        return is_deadline(page, date, (happening.start, happening.end))
    return happening.event == "idle_reported" and is_since_then(date)


def _is_as_of(
    page: PageText, sentence: Sentence, happenings: Sequence[Happening], date: DateValue
) -> bool:
    """Whether a state is told for a day; what ends "as of" a day ends on it."""
    as_of = _AS_OF.search(page.lower, max(sentence.start, date.span[0] - 18), date.span[0])
    if as_of is None:
        return False
    before = [h for h in happenings if h.end <= date.span[0]]
    return not (before and before[-1].event == "cancelled" and page.document.language != "zh")


def _event_of_date(page: PageText, spans: list[tuple[int, int]], date: DateValue) -> int | None:
    """The event that a date dates: the next one in its clause, else the last one, else the next."""
    after = [i for i, (start, _) in enumerate(spans) if start >= date.span[1]]
    if (
        len(after) > 1
        and spans[after[0]][0] - date.span[1] > _ADJACENT
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


# 2024年底为80P,今年6月将扩容: the day of the event is told, though it can't be known.
_UNKNOWN_TIME: Final = re.compile(r"(?:今|明|去|前|后|次|翌)年|[本上下]个?月")


def _is_dated_otherwise(
    page: PageText, happening: Happening, date: DateValue, dates: Sequence[DateValue]
) -> bool:
    """Whether words of time that give no date stand between a date and an event behind it."""
    return any(
        not any(other.span[0] <= match.start() < other.span[1] for other in dates)
        for match in _UNKNOWN_TIME.finditer(page.lower, date.span[1], happening.start)
    )


def _dates_other(
    page: PageText, happening: Happening, date: DateValue, dates: Sequence[DateValue]
) -> bool:
    """Whether a date belongs to other words: to a visit (…,已建成), or to the name of a list."""
    between = page.lower[date.span[1] : happening.start]
    words = page.lower[happening.start : happening.end]
    last = between.rsplit(",", 1)[-1]
    if _VISIT.search(between) and _LATELY.search(last):
        return True
    if _VISIT.search(between) and (_STATE.search(last) or _STATE.match(words)):
        return True
    since = _SINCE_THEN.match(page.lower, date.span[1])
    if since is not None and page.lower.startswith("自", date.span[0] - 1):
        return happening.start >= since.end()
    coarse = date.precision in {"year", "quarter", "half"}
    if coarse and _NAMES_BATCH.match(page.lower, date.span[1]):
        return True
    if date.span[1] <= happening.start and _ANNIVERSARY.match(page.lower, happening.end):
        return True
    under_way = _UNDER_WAY.search(between) or words.startswith(_STILL)
    state = _STATE_OF_WORKS.search(words) and happening.start >= date.span[1]
    if (under_way or state) and happening.event == "construction_start":
        return True
    return (
        coarse
        and len(between) > _ADJACENT
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
