"""Dates of English and French pages that other words tell: days by days, months by the page.

Does not belong here: to which event of a sentence a date belongs (``dates``).
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import DateValue, find_dates
from dcpipeline.normalize.calendar import day_value, months_value, year_value

_CITY: Final = re.compile(r"\W{0,3}[A-Z][A-Z' .-]{2,30}(?:, [A-Z][\w ]{2,20})?,? (?:the |le )?")
_DASH: Final = re.compile(r",? ?(?:\d{4})? ?(?:\([^)]{2,24}\))? ?-")


def is_dateline(page: PageText, start: int, found: DateValue) -> bool:
    """Whether a date is that of an agency's line, "HOHHOT, Jan. 24 (Xinhua) -- ": no event's."""
    city = _CITY.fullmatch(page.text, start, found.span[0])
    return city is not None and _DASH.match(page.text, found.span[1]) is not None


def is_since_then(found: DateValue) -> bool:
    """Whether a date is told by "since then": a state holds from it on."""
    return _SINCE_THEN.fullmatch(found.text) is not None


_SENTENCE: Final = 120
# Characters between a day and "since then".
_SINCE: Final = 200
_DAY_BEFORE: Final = re.compile(
    r"\b(?:la veille|the day before|a day earlier|one day earlier|the previous day|the day prior)\b"
    r"(?! (?:of|du|de|des|d'))"
)
_SAME_DAY: Final = re.compile(
    r"(?<=[.;\n] )(?:on )?(?:the same day|that same day)\b|(?<=[.;\n] )le meme jour\b|"
    r"(?<=\n)(?:on )?the same day\b|(?<=\n)le meme jour\b|"
    r"\b(?:the same|that same|on that) (?:day|date)\b|\ble (?:meme jour|jour meme)\b"
)
# "has stood still since then", "Depuis, le chantier est a l'arret": since the day told last.
_SINCE_THEN: Final = re.compile(
    r"\b(?:ever since|since then|from then on|since that (?:day|date|month|time))\b|"
    r"\bdepuis(?: lors| cette date| ce jour)?(?= ?[,.;]|$)|(?<= )since(?=[.;]|$)"
)
_PARAGRAPHS: Final = 500
# Stems of the months in both languages.
_STEMS: Final = (
    ("jan",), ("feb", "fev"), ("mar",), ("apr", "avr"), ("may", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aou"), ("sep",), ("oct",), ("nov",), ("dec",),
)  # fmt: skip
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
# "in June that year", "on Dec 20 of that year", "the following year": of the year told last.
_OTHER_YEAR: Final = re.compile(
    r"\b(?:(?:(?P<day>\d{1,2}) )?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]{0,6}\.?"
    r"(?: (?P<day_behind>\d{1,2})(?:st|nd|rd|th)?)?,? (?:of |in )?)?(?:(?:that|the same) year|"
    r"(?P<next>the (?:following|next) year|a year later|one year later))\b|"
    r"\bthe (?:following|next) (?P<later>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|"
    r"dec)[a-z]{0,6}\b"
)
# "au printemps", "over the summer": without a year the one of the page, where it has passed.
_SEASON: Final = re.compile(
    r"\b(?:in (?:the )?|over the |during the |this past |au |a l'|en |durant l'|pendant l')"
    r"(?P<season>spring|summer|autumn|fall|printemps|ete|automne)\b"
    r"(?! (?:of |de |dernier|prochain|last|next)?(?:\d{4}|dernier|prochain|year|the|l'))(?! \d)"
)
# "2024: work on the hub starts"
_YEAR_LABEL: Final = re.compile(r"(?<![^\n])(?P<year>20[0-4]\d)\s?(?:[:|>]|-{1,2})\s")
_YEAR_ALONE: Final = re.compile(
    r"\b(?:in the (?:middle|course) of|a l'horizon|horizon|a partir de|au cours de|fy ?|fiscal) "
    r"?(?P<year>20[0-4]\d)\b"
)
# "the last day of February", "le premier jour d'avril 2025"
_EDGE_OF_MONTH: Final = re.compile(
    r"\b(?:the|le) (?P<edge>first|last|premier|dernier) (?:day of|jour (?:du mois )?(?:de |d'))"
    r"(?P<month>jan|fe[bv]|mar|a[pv]r|ma[yi]|ju[ni]|juil|jul|juin|aug|aou|sep|oct|nov|dec)[a-z]{0,6}\.?"
    r"(?P<year>,? 20[0-4]\d)?\b"
)
# "went live on the 12th", "mercredi 12": of the month of the page, or the one before it.
_DAY_OF_MONTH: Final = re.compile(
    r"\b(?:on|of) the (?P<th>\d{1,2})(?:st|nd|rd|th)(?= ?(?:[,.;)]|$))|"
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:le )?(?P<le>\d{1,2})"
    r"(?= ?(?:[,.;)]|$))"
)
_NEXT_MONTH: Final = re.compile(r"\b(?:next month|le mois prochain)\b")
_LAST_MONTH: Final = {
    "spring": 5, "summer": 8, "autumn": 11, "fall": 11, "printemps": 5, "ete": 8, "automne": 11,
}  # fmt: skip


def by_dateline(page: PageText, found: Sequence[DateValue]) -> list[DateValue]:
    """Days of the week, and "yesterday", by the day of the dateline before them.

    Args:
        page: the page.
        found: the dates read so far, in order.
    """
    line = next(
        (d for d in found[:_FIRST_DATES] if d.precision == "day" and any(
            s.start <= d.span[0] < s.end and is_dateline(page, s.start, d)
            for s in page.sentences[:_FIRST_SENTENCES]
        )),
        None,
    )  # fmt: skip
    if line is None:
        return list(found)
    read = []
    for day in found:
        if day.span[0] >= line.span[1] and _RELATIVE_DAY.fullmatch(day.text.lower()):
            again = find_dates(day.text, reference=line.start)
            day = replace(again[0], span=day.span) if again else day
        read.append(day)
    return read


_FIRST_DATES: Final = 4
_FIRST_SENTENCES: Final = 8
_RELATIVE_DAY: Final = re.compile(
    r"(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: dernier)?|hier|aujourd'hui"
)


def by_other_words(page: PageText, found: Sequence[DateValue]) -> Iterator[DateValue]:
    """Days told by other days, years by a word before them, months and seasons by the page's day.

    Args:
        page: the page.
        found: the dates read so far.
    """
    yield from _by_other_days(page, found)
    yield from _by_other_years(page, found)
    yield from _years(page, [d.span for d in found])
    yield from _edges_of_months(page)
    if page.document.published_on is not None:
        yield from _by_the_page(page, page.document.published_on)


def _by_other_days(page: PageText, found: Sequence[DateValue]) -> Iterator[DateValue]:
    """The day before one, and the same day as one, that has just been told."""
    for match in _DAY_BEFORE.finditer(page.lower):
        said = [
            d for d in found
            if d.precision == "day" and 0 <= match.start() - d.span[1] <= _SENTENCE
            and "." not in page.lower[d.span[1] : match.start()]
        ]  # fmt: skip
        if said:
            day = said[-1].start - timedelta(days=1)
            yield DateValue(day, day, "day", match.group(), from_reference=True, span=match.span())
    for match in _SAME_DAY.finditer(page.lower):
        said = [
            d for d in found
            if d.precision == "day" and 0 <= match.start() - d.span[1] <= _PARAGRAPHS
        ]  # fmt: skip
        if said:
            yield replace(said[-1], text=match.group(), span=match.span())
    for match in _SINCE_THEN.finditer(page.lower):
        told = [d for d in found if 0 <= match.start() - d.span[1] <= _SINCE]
        if told and told[-1].precision != "period":
            yield replace(told[-1], text=match.group(), span=match.span())


def _by_other_years(page: PageText, found: Sequence[DateValue]) -> Iterator[DateValue]:
    """Months and years by the year that was told last before them."""
    matches = list(_OTHER_YEAR.finditer(page.lower))
    known = [
        d for d in found
        if d.precision != "period"
        and not any(m.start() < d.span[1] and d.span[0] < m.end() for m in matches)
    ]  # fmt: skip
    for match in matches:
        told = [d for d in known if 0 <= match.start() - d.span[1] <= _PARAGRAPHS]
        if not told:
            continue
        last = max(told, key=lambda d: d.span)
        value = _in_year(match, last)
        if value is not None:
            known.append(replace(value, text=match.group(), span=match.span()))
            yield known[-1]


def _in_year(match: re.Match[str], told: DateValue) -> DateValue | None:
    """The period that words name by a date told before them."""
    name = match["month"] or match["later"]
    month = _MONTHS.index(name) + 1 if name else 0
    year = told.start.year + (match["next"] is not None)
    if match["later"]:
        year += month <= told.end.month
    day = match["day_behind"] or match["day"]
    if not month:
        value = year_value(year)
    elif day is None:
        value = months_value(year, month, month, "month")
    else:
        value = day_value(year, month, int(day))
    return value if isinstance(value, DateValue) else None


def _years(page: PageText, taken: Sequence[tuple[int, int]]) -> Iterator[DateValue]:
    """Years that head a line of a timeline, or stand behind "fiscal" and "horizon"."""
    for pattern in (_YEAR_LABEL, _YEAR_ALONE):
        for match in pattern.finditer(page.lower):
            span = match.span("year")
            if not any(start < span[1] and span[0] < end for start, end in taken):
                year = int(match["year"])
                first, last = date(year, 1, 1), date(year, 12, 31)
                yield DateValue(first, last, "year", match["year"], span=span)


_COUNT: Final = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10,
}  # fmt: skip
_NUMBER: Final = rf"(?:{'|'.join(_COUNT)}|\d{{1,2}})"
_AGO: Final = re.compile(
    rf"\b(?P<months>{_NUMBER}) months? ago\b|\bil y a (?P<mois>{_NUMBER}) mois\b"
    rf"|\bil y a (?P<ans>{_NUMBER}) ans?\b"
)
_TODAY: Final = re.compile(
    r"\b(?:this (?:morning|afternoon|evening)|tonight|ce (?:matin|soir)|cet apres-midi)\b"
)


def _ago(page: PageText, told: date) -> Iterator[DateValue]:
    """Months and years before the day of the page, and parts of that day."""
    for match in _AGO.finditer(page.lower):
        words = match["months"] or match["mois"] or match["ans"]
        count = int(words) if words.isdigit() else _COUNT[words]
        if match["ans"]:
            first, last = date(told.year - count, 1, 1), date(told.year - count, 12, 31)
            yield DateValue(
                first, last, "year", match.group(), from_reference=True, span=match.span()
            )
            continue
        month = told.year * 12 + told.month - 1 - count
        first = date(month // 12, month % 12 + 1, 1)
        last = date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)
        yield DateValue(first, last, "month", match.group(), from_reference=True, span=match.span())
    for match in _TODAY.finditer(page.lower):
        yield DateValue(told, told, "day", match.group(), from_reference=True, span=match.span())


def _last_such_day(number: int, told: date) -> date | None:
    """The last day of a number up to a day, in its month or the one before; None without one."""
    month = told if number <= told.day else told.replace(day=1) - timedelta(days=1)
    last = monthrange(month.year, month.month)[1]
    return month.replace(day=number) if 1 <= number <= last else None


def _edges_of_months(page: PageText) -> Iterator[DateValue]:
    """The first and the last day of a month, its year stated or that of the page."""
    told = page.document.published_on
    for match in _EDGE_OF_MONTH.finditer(page.lower):
        month = next(n for n, names in enumerate(_STEMS, 1) if match["month"] in names)
        if match["year"] is not None:
            year = int(match["year"][-4:])
        elif told is not None:
            year = told.year - (month > told.month)
        else:
            continue
        last = monthrange(year, month)[1]
        day = date(year, month, last if match["edge"] in {"last", "dernier"} else 1)
        yield DateValue(
            day, day, "day", match.group(), from_reference=match["year"] is None, span=match.span()
        )


def _by_the_page(page: PageText, told: date) -> Iterator[DateValue]:
    """The next month, and seasons of the page's own year that have passed."""
    yield from _ago(page, told)
    for match in _DAY_OF_MONTH.finditer(page.lower):
        day = _last_such_day(int(match["th"] or match["le"]), told)
        if day is not None:
            yield DateValue(day, day, "day", match.group(), from_reference=True, span=match.span())
    for match in _NEXT_MONTH.finditer(page.lower):
        first = date(told.year + told.month // 12, told.month % 12 + 1, 1)
        last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
        yield DateValue(first, last, "month", match.group(), from_reference=True, span=match.span())
    for match in _SEASON.finditer(page.lower):
        if _LAST_MONTH[match["season"]] < told.month + 1:
            first, last = date(told.year, 1, 1), date(told.year, 12, 31)
            yield DateValue(
                first, last, "year", match.group(), from_reference=True, span=match.span()
            )
