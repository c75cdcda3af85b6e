"""The dates of a page, each relative to the day on which its words were published."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dcpipeline.extract.latin.told_dates import by_dateline, by_other_words
from dcpipeline.extract.segments import PageText, folded_span
from dcpipeline.normalize import DateValue, find_dates
from dcpipeline.normalize.matching import matches_from

# A month without a year that lies ahead of the page's own month: last year's, if it has been.
_LATER_MONTH: Final = re.compile(
    r"(?<![\d年度])(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日|(?:底|末|初|中旬|上旬|下旬|"
    r"份)?)(?![\d份])"
)
_FIRST_OF_MONTH: Final = re.compile("[1-9](?=[0-2月])")


def dates_of(page: PageText) -> tuple[DateValue, ...]:
    """All dates of a page in order, spans in the folded text.

    A date without a year is read by the day of the page, in an entry of a list by the day that
    stands beside the entry.
    """
    published = page.document.published_on
    found = list(find_dates(page.text, reference=published))
    days = page.days
    if days:
        found = [d for d in found if not _in_record(page, d, days)]
        for record, day in days.items():
            found += _record_dates(page, record, day)
    if published is None:
        found += list(_in_year_of_head(page, found))
    elif page.document.language != "zh":
        found += list(_weeks(page, published))
    if page.document.language != "zh":
        found = by_dateline(page, sorted(found, key=lambda d: d.span))
        other = list(by_other_words(page, found))
        found = [d for d in found if not _overlaps(d.span, [o.span for o in other])] + other
    if page.document.language == "zh":
        if published is None:
            found += _by_campaign(page, found)
        found = _by_speech(page, _by_dateline(page, found))
        found += _same_days(page, found)
        again = list(_same_years(page, found))
        found = [d for d in found if not _overlaps(d.span, [a.span for a in again])] + again
    if published is not None:
        taken = [d.span for d in found]
        later = _of_last_year(page, published, found)
        found += [d for d in later if not _overlaps(d.span, taken)]
    return tuple(sorted(found, key=lambda d: d.span))


# "Tenders of the week, 10-16 March 2025": a headline of at most so many characters.
_LONGEST_HEAD: Final = 100
_MONTH_SAID: Final = re.compile(
    r"\d\s?月|\b(?:jan|feb|fev|mar|apr|avr|may|mai|jun|jui|jul|aug|aou|sep|oct|nov|dec)",
    re.IGNORECASE,
)


def _in_year_of_head(page: PageText, found: list[DateValue]) -> Iterator[DateValue]:
    """Months and days without a year on a page without a day, by the years that it tells.

    The year is that of the head of the page. In English and French it is else that of the last day
    or month told before, if the month is not an earlier one; else the only year of which the page
    tells days and months.
    """
    told = [d for d in found if d.precision in {"day", "month"} and not d.from_reference]
    head = _date_of_head(page, told)
    in_head = _year_of_head(page) if head is None else head.year
    if in_head is None and not told:
        return
    years = {d.start.year for d in told}
    only = years.pop() if len(years) == 1 else None
    taken = [d.span for d in found]
    for day in find_dates(page.text, reference=date(_LEAP_YEAR, 12, 31)):
        if not day.from_reference or _MONTH_SAID.search(day.text) is None:
            continue
        if _overlaps(day.span, taken):
            continue
        year = in_head
        if year is None and page.document.language != "zh":
            year = _year_before(day, told) or only
        read = None if year is None else in_year(day, year)
        if read is not None and (head is None or read.start <= head):
            yield read


# Any leap year: days without a year are read in it before their own year is known.
_LEAP_YEAR: Final = 2000
# Characters between a month without a year and the date that tells its year.
_NARRATIVE: Final = 600
_YEAR_IN_HEAD: Final = re.compile(r"(?<![\d.,-])20[0-4]\d(?![\d%.,]|\s?(?:mw|p\b|racks|个|架))")


def _date_of_head(page: PageText, told: list[DateValue]) -> date | None:
    """The last day of the date that a short first line tells; None without one."""
    start, end = _head(page)
    dated = [d for d in told if start <= d.span[0] and d.span[1] <= end]
    return dated[-1].end if dated else None


def _year_of_head(page: PageText) -> int | None:
    """The only year that a short first line tells; not read in Chinese, where plans carry years."""
    if page.document.language == "zh":
        return None
    years = {int(match.group()) for match in _YEAR_IN_HEAD.finditer(page.lower, *_head(page))}
    return years.pop() if len(years) == 1 else None


def _head(page: PageText) -> tuple[int, int]:
    """The span of a short first line; an empty one where the page opens with a long one."""
    first = next(iter(page.document.blocks), None)
    if first is None or first.end - first.start > _LONGEST_HEAD:
        return 0, 0
    return folded_span(page.folded, first)


def _year_before(day: DateValue, told: list[DateValue]) -> int | None:
    """The year of the last date before a day or month, where that is no later in its year."""
    before = [d for d in told if 0 <= day.span[0] - d.span[1] <= _NARRATIVE]
    if not before or before[-1].start.month > day.start.month:
        return None
    return before[-1].start.year


_LAST_WEEK: Final = re.compile(
    r"\b(?:last week|earlier this week|this week|la semaine (?:derniere|passee)|cette semaine)\b"
)
_THIS: Final = re.compile(r"this week|cette")


def _weeks(page: PageText, published: date) -> Iterator[DateValue]:
    """The month of "last week" and "this week", where the whole week lies in one month."""
    for match in _LAST_WEEK.finditer(page.lower):
        monday = published - timedelta(days=published.weekday())
        if _THIS.search(match.group()) is None:
            monday -= timedelta(days=7)
        last = min(monday + timedelta(days=6), published)
        if monday.month == last.month:
            first = monday.replace(day=1)
            end = first.replace(day=monthrange(first.year, first.month)[1])
            yield DateValue(
                first, end, "month", match.group(), from_reference=True, span=match.span()
            )


# 中新网宜昌9月20日电: days without a month in the text are days of this month.
_DATELINE: Final = re.compile(r"月(?:3[01]|[12]\d|0?[1-9])日\s?[电讯]")
_BARE_DAY: Final = re.compile(r"\d{1,2}日|[昨今]天|[昨今]日|前天|明天")


def _by_dateline(page: PageText, found: list[DateValue]) -> list[DateValue]:
    """Days without a month, and 昨日, by the day of the dateline before them."""
    line = next(
        (d for d in found if d.precision == "day" and _DATELINE.search(
            page.text, d.span[0], d.span[1] + 2)),
        None,
    )  # fmt: skip
    if line is None:
        return found
    read = []
    for day in found:
        if day.span[0] >= line.span[1] and _BARE_DAY.fullmatch(day.text):
            again = find_dates(day.text, reference=line.start)
            day = replace(again[0], span=day.span) if again else day
        read.append(day)
    return read


# A在致辞中说,X今天开工: on the day of the meeting that the page opens with.
_SPEECH: Final = re.compile(r"(?:致辞|讲话|发言|仪式上|会上|活动上)[^。;\n]{0,150}$")
_SPEECH_REACH: Final = 160
_TODAY: Final = re.compile("今[天日]")
_OF_MONTH: Final = re.compile(r"\d{1,2}月\d{1,2}日")
# Days between what was held and what was printed.
_PRINTED_LATER: Final = 10


def _by_speech(page: PageText, found: list[DateValue]) -> list[DateValue]:
    """今天 within a speech, by the day on which the page says that it was held."""
    published = page.document.published_on
    if published is None:
        return found
    days = sorted(
        (d for d in found if d.precision == "day" and _OF_MONTH.fullmatch(d.text)),
        key=lambda d: d.span,
    )
    held = days[0] if days else None
    if held is None or not 0 < (published - held.start).days <= _PRINTED_LATER:
        return found
    return [
        replace(held, text=day.text, span=day.span) if _is_spoken(page, day, held) else day
        for day in found
    ]


def _is_spoken(page: PageText, day: DateValue, held: DateValue) -> bool:
    """Whether a 今天 behind the day of a meeting stands in what somebody says there."""
    if day.span[0] < held.span[1] or _TODAY.fullmatch(day.text) is None:
        return False
    first = max(held.span[1], day.span[0] - _SPEECH_REACH)
    return _SPEECH.search(page.text, first, day.span[0]) is not None


# 1月25日,武汉举办2024年一季度重大项目集中开工活动: the year of what is held that day.
_CAMPAIGN: Final = re.compile(
    r"(?P<year>20\d{2})年(?:第?(?P<quarter>[一二三四])季度|[春夏秋冬]季|[上下]半年|第[一二三四五六七八九十\d]+[批次])"
    r"[^,。;\n]{0,16}(?:项目|工程|开工|签约|竣工|投产)"
)
_DAY_ALONE: Final = re.compile(
    r"(?<![\d年度])(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]\d|[1-9])日"
)
# Characters between a campaign and its day.
_CAMPAIGN_REACH: Final = 80
_MONTHS_OF_QUARTER: Final = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}


def _by_campaign(page: PageText, found: list[DateValue]) -> Iterator[DateValue]:
    """Days without a year in a sentence that names the season in which projects begin."""
    taken = [d.span for d in found]
    for campaign in _CAMPAIGN.finditer(page.lower):
        reach = max(0, campaign.start() - _CAMPAIGN_REACH)
        start = max(page.lower.rfind(mark, reach, campaign.start()) for mark in "。\n") + 1
        start = max(start, reach)
        first, last = _MONTHS_OF_QUARTER.get(campaign["quarter"] or "", (1, 12))
        for match in _DAY_ALONE.finditer(page.lower, start, campaign.end()):
            if _overlaps(match.span(), taken) or not first <= int(match["month"]) <= last:
                continue
            day = _day(int(campaign["year"]), int(match["month"]), int(match["day"]))
            if day is not None:
                taken.append(match.span())
                yield DateValue(
                    day, day, "day", match.group(), from_reference=True, span=match.span()
                )


def _day(year: int, month: int, day: int) -> date | None:
    """A day; None where its month has fewer days."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


_SAME_DAY: Final = re.compile(r"(?:同一天|当天|当日|同日)(?!起|的)")
# A day told this far before is still the same one.
_SAME_DAY_REACH: Final = 300


def _record_at(page: PageText, position: int) -> int | None:
    """The entry in which a character of the folded text stands; None in running text."""
    here = page.span(position, position + 1)[0]
    behind = bisect_right(page.document.blocks, here, key=lambda block: block.start)
    return page.document.blocks[behind - 1].record if behind else None


def _same_days(page: PageText, found: list[DateValue]) -> list[DateValue]:
    """当天 as the last day told before it."""
    days = sorted((d for d in found if d.precision == "day"), key=lambda d: d.span)
    again = []
    for match in _SAME_DAY.finditer(page.text):
        before = [
            d for d in days if 0 <= match.start() - d.span[1] <= _SAME_DAY_REACH
        ]  # fmt: skip
        if before and _record_at(page, before[-1].span[0]) == _record_at(page, match.start()):
            again.append(replace(before[-1], text=match.group(), span=match.span()))
    return again


# 2023年11月16日,…。同年12月8日
_SAME_YEAR: Final = re.compile(
    r"(?P<which>同|次|翌)年(?P<month>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日|[底末初])?"
)
_YEAR_REACH: Final = 240


def _same_years(page: PageText, found: list[DateValue]) -> Iterator[DateValue]:
    """同年12月8日 and 次年5月, by the year of the last date before."""
    for match in _SAME_YEAR.finditer(page.text):
        before = [d for d in found if 0 <= match.start() - d.span[1] <= _YEAR_REACH]
        if not before:
            continue
        told = max(before, key=lambda d: d.span).start.year
        year, month = told + (match["which"] != "同"), int(match["month"])
        if match["day"] is None:
            last = date(year, month, monthrange(year, month)[1])
            yield DateValue(
                date(year, month, 1), last, "month", match.group(),
                from_reference=False, span=match.span(),
            )  # fmt: skip
        elif (day := _day(year, month, int(match["day"]))) is not None:
            yield DateValue(day, day, "day", match.group(), from_reference=False, span=match.span())


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _in_record(page: PageText, found: DateValue, days: Mapping[int, date]) -> bool:
    position = page.span(found.span[0], found.span[1])[0]
    return any(
        block.record in days and block.start <= position < block.end
        for block in page.document.blocks
    )


def _record_dates(page: PageText, record: int, day: date) -> Iterator[DateValue]:
    for block in page.document.blocks:
        if block.record == record and block.kind != "meta":
            start, end = folded_span(page.folded, block)
            for found in find_dates(page.text[start:end], reference=day):
                span = (found.span[0] + start, found.span[1] + start)
                yield replace(found, span=span)


_OF_STEPS: Final = 60


def _next_step(page: PageText, at: int, found: Sequence[DateValue], published: date) -> int | None:
    """The year of the last date before in its sentence, where that lies ahead of the page."""
    before = [d for d in found if 0 <= at - d.span[1] <= _OF_STEPS and d.start > published]
    if not before:
        return None
    last = max(before, key=lambda d: d.span)
    return None if "。" in page.text[last.span[1] : at] else last.start.year


def _of_last_year(
    page: PageText, published: date, found: Sequence[DateValue]
) -> Iterator[DateValue]:
    """Months later than that of the page, as those of the year before.

    今年11月底…,12月底…: behind a step of a plan they are of the year of that step.
    """
    for match in matches_from(_FIRST_OF_MONTH, _LATER_MONTH, page.lower, 0, len(page.lower)):
        month = int(match["month"])
        if month <= published.month:
            continue
        year = _next_step(page, match.start(), found, published) or published.year - 1
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if match["day"] is not None:
            if int(match["day"]) > last.day:
                continue
            first = last = first.replace(day=int(match["day"]))
        precision = "month" if match["day"] is None else "day"
        yield DateValue(
            first, last, "month" if precision == "month" else "day", match.group(),
            from_reference=True, span=match.span(),
        )  # fmt: skip


def in_year(found: DateValue, year: int) -> DateValue:
    """The same day or month in another year."""
    is_month = found.precision == "month"
    return replace(
        found, start=_moved(found.start, year), end=_moved(found.end, year, to_month_end=is_month)
    )


def _moved(day: date, year: int, *, to_month_end: bool = False) -> date:
    """A day in another year; the 29th of February may have only the 28th."""
    last = monthrange(year, day.month)[1]
    return date(year, day.month, last if to_month_end else min(day.day, last))
