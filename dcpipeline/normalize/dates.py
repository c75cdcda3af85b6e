"""Dates in running text of three languages, with the precision that was printed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dcpipeline.normalize.calendar import (
    DatePrecision,
    DateValue,
    day_value,
    months_value,
    parse_iso_period,
    year_value,
)
from dcpipeline.normalize.date_tokens import (
    BEFORE,
    LAST_WEEK,
    THIS_WEEK,
    Token,
    TokenKind,
    find_tokens,
)
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.text import fold, lower_case
from dcpipeline.normalize.units import read_unit
from dcpipeline.normalize.values import Unreadable, quoted

__all__ = ["DatePrecision", "DateValue", "find_dates", "parse_date", "parse_iso_period"]

_GAP: Final = re.compile(r"[ ,.'-]{0,3}")
_YEARS: Final = frozenset({"year", "bare_year", "relative_year"})
_WHOLE: Final = frozenset({"ymd", "swapped", "years", "plan", "relative_day", "weekday", "vague"})
_NEVER_ALONE: Final = frozenset({"ordinal", "edge", "filler"})
# 十四五 began in 2021: 1951 + 5 * 14.
_PLAN_OFFSET: Final = 1951

Reading = DateValue | Unreadable


def parse_date(text: str, *, reference: date | None = None) -> Reading:
    """The one date that a text states.

    Args:
        text: a date, with or without words around it.
        reference: day of the page. It decides what 今年, 去年, yesterday and dates without a year
            mean; without it they are unreadable. A date without a year is read as the last such
            day up to the reference only within its own year.

    Returns:
        The date, or why there is none: no date, several, an impossible day, a missing year, a
        word that fixes nothing (日前, recently).
    """
    readings = list(_readings(text, reference))
    values = [r for r in readings if isinstance(r, DateValue)]
    if len({(v.start, v.end) for v in values}) > 1:
        words = ", ".join(quoted(v.text) for v in values[:3])
        return Unreadable(f"several dates: {words}", text)
    refused = [r for r in readings if isinstance(r, Unreadable)]
    if values and not any("there is no" in r.reason for r in refused):
        return values[0]
    if refused:
        return replace(refused[0], text=text)
    return Unreadable(f"{quoted(text)} holds no date", text)


def find_dates(text: str, *, reference: date | None = None) -> tuple[DateValue, ...]:
    """All dates of a text that can be read, in order."""
    return tuple(r for r in _readings(text, reference) if isinstance(r, DateValue))


def _readings(text: str, reference: date | None) -> Iterator[Reading]:
    folded = fold(text)
    lowered = lower_case(folded.text)
    for group in _groups(lowered, list(find_tokens(lowered))):
        if not _is_date(group, lowered):
            continue
        start, end = folded.span(group[0].start, group[-1].end)
        words = text[start:end]
        reading = _read(group, words, reference)
        if isinstance(reading, DateValue):
            reading = replace(reading, text=words, span=(start, end))
        yield reading


def _groups(lowered: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """Neighbouring pieces that can make up one date."""
    group: list[Token] = []
    for token in tokens:
        if group and not _joins(group, token, lowered):
            yield _trimmed(group)
            group = []
        group.append(token)
    if group:
        yield _trimmed(group)


def _joins(group: list[Token], token: Token, lowered: str) -> bool:
    if _GAP.fullmatch(lowered, group[-1].end, token.start) is None:
        return False
    if ". " in lowered[group[-1].end : token.start]:
        # "Sept. 12", but not "on May 12. Last year, ..."
        is_short = group[-1].kind == "month" and token.kind in {"ordinal", "day", "bare_year"}
        return is_short and not {_slot(t.kind) for t in group} & {_slot(token.kind)}
    if token.kind in {"filler", "edge"}:
        return True
    kinds = {_slot(t.kind) for t in group}
    return not (_slot(token.kind) in kinds or kinds & _WHOLE or token.kind in _WHOLE)


def _slot(kind: TokenKind) -> str:
    """Pieces that exclude one another stand for the same part of a date."""
    if kind in _YEARS:
        return "year"
    if kind in {"day", "ordinal"}:
        return "day"
    return "month" if kind in {"relative_month", "quarter", "half"} else kind


def _trimmed(group: list[Token]) -> list[Token]:
    """Without fillers at either end."""
    kept = list(group)
    while len(kept) > 1 and kept[-1].kind == "filler":
        kept.pop()
    while len(kept) > 1 and kept[0].kind == "filler":
        kept.pop(0)
    return kept


def _is_date(group: list[Token], lowered: str) -> bool:
    kinds = {token.kind for token in group}
    if kinds <= _NEVER_ALONE:
        return _says_year_edge(group, lowered)
    if kinds - _NEVER_ALONE == {"bare_year"}:
        return _bare_year_is_date(group, lowered)
    if kinds == {"ordinal", "month"} or kinds == {"month"}:
        # May and mars are words too: a month name alone needs a digit, its 月 or a word before it.
        words = lowered[group[0].start : group[-1].end]
        return "ordinal" in kinds or "月" in words or _opens_month(group, lowered)
    return True


_MONTH_BEHIND: Final = re.compile(r" (?:dernier|prochain)\b")


def _opens_month(group: list[Token], lowered: str) -> bool:
    """Whether "in", "since" or the like stands before the name of a month."""
    if _MONTH_BEHIND.match(lowered, group[-1].end):
        return True
    before = lowered[max(0, group[0].start - 16) : group[0].start].rstrip(" ")
    return any(
        before.endswith(word) and not before[: -len(word)][-1:].isalnum()
        for word in listed("month_openers")
    )


def _says_year_edge(group: list[Token], lowered: str) -> bool:
    """年底 alone is a date without a year; 底 or "end" alone is none."""
    words = lowered[group[0].start : group[-1].end]
    return any(word in words for word in ("年", "year-end"))


def _bare_year_is_date(group: list[Token], lowered: str) -> bool:
    """Four digits are a year where nothing else is said or a word such as "in" opens them."""
    token = next(t for t in group if t.kind == "bare_year")
    if read_unit(lowered, token.start, token.end, float(token.values[0])) is not None:
        return False  # in 2000 racks
    if any(t.kind == "edge" for t in group):
        return True
    if lowered.strip() == lowered[token.start : token.end]:
        return True
    before = lowered[max(0, token.start - 16) : token.start].rstrip(" '")
    return any(
        before.endswith(word) and not before[: -len(word)][-1:].isalnum()
        for word in listed("date_openers")
    )


def _read(group: list[Token], words: str, reference: date | None) -> Reading:
    pieces = {_slot(token.kind): token for token in group if token.kind != "filler"}
    for kind, reader in (("ymd", _numeric), ("swapped", _swapped)):
        if kind in pieces:
            return reader(pieces[kind], words)
    for kind, reason in (("years", "is a range of years"), ("vague", "names no date")):
        if kind in pieces:
            return Unreadable(f"{quoted(words)} {reason}", words)
    if "plan" in pieces:
        return _plan(pieces["plan"])
    if "weekday" in pieces:
        return _weekday(pieces["weekday"], words, reference)
    if "relative_day" in pieces:
        return _relative_day(pieces["relative_day"], words, reference)
    return _of_year(pieces, words, reference)


def _of_year(pieces: dict[str, Token], words: str, reference: date | None) -> Reading:
    """A period within the stated year, or that of the reference."""
    year, from_reference = _year(pieces, reference)
    if year is None:
        return Unreadable(_no_year(pieces, words), words)
    reading = _within(year, pieces, reference)
    if isinstance(reading, Unreadable):
        return reading
    if "year" not in pieces and reference is not None and reading.start > reference:
        return Unreadable(
            f"{quoted(words)} has no year, and may lie in the last or this one", words
        )
    return replace(reading, from_reference=from_reference)


def _no_year(pieces: dict[str, Token], words: str) -> str:
    if "year" in pieces or ("month" in pieces and pieces["month"].kind == "relative_month"):
        return f"{quoted(words)} is relative: the date of the page is needed"
    return f"{quoted(words)} has no year"


def _year(pieces: dict[str, Token], reference: date | None) -> tuple[int | None, bool]:
    """The year, and whether the reference gave it."""
    token = pieces.get("year")
    if token is not None and token.kind != "relative_year":
        return token.values[0], False
    if reference is None:
        return None, True
    if token is not None:
        return reference.year + token.values[0], True
    month = pieces.get("month")
    if month is not None and month.kind == "relative_month":
        return (reference.year * 12 + reference.month - 1 + month.values[0]) // 12, True
    return reference.year, True


def _within(year: int, pieces: dict[str, Token], reference: date | None) -> Reading:
    """The day, month, quarter, half or year that the pieces name within a year."""
    month, day = pieces.get("month"), pieces.get("day")
    if month is None and day is not None:
        return _day_of_month(year, day, pieces, reference)
    if month is None:
        return year_value(year)
    if month.kind == "quarter":
        last = 3 * month.values[0]
        return months_value(year, last - 2, last, "quarter")
    if month.kind == "half":
        last = 6 * month.values[0]
        return months_value(year, last - 5, last, "half")
    number = month.values[0]
    if month.kind == "relative_month" and reference is not None:
        number = (reference.month - 1 + number) % 12 + 1
    if day is None:
        return months_value(year, number, number, "month")
    return day_value(year, number, day.values[0])


def _day_of_month(
    year: int, day: Token, pieces: dict[str, Token], reference: date | None
) -> Reading:
    """A day without a month is the last such day up to the reference, of this month or the last."""
    if reference is None or "year" in pieces:
        return Unreadable("a day without its month", "")
    number = day.values[0]
    if number <= reference.day:
        return day_value(reference.year, reference.month, number)
    before = reference.replace(day=1) - timedelta(days=1)
    return day_value(before.year, before.month, number)


def _numeric(token: Token, words: str) -> Reading:
    year, month, *day = token.values
    if day:
        return day_value(year, month, day[0], words)
    return months_value(year, month, month, "month", words)


def _swapped(token: Token, words: str) -> Reading:
    """12/06/2025: read only where day and month can't be confused."""
    first, second, year = token.values
    if first > 12 or first == second:
        return day_value(year, second, first, words)
    if second > 12:
        return day_value(year, first, second, words)
    return Unreadable(f"day and month of {quoted(words)} could be swapped", words)


def _plan(token: Token) -> Reading:
    first = _PLAN_OFFSET + 5 * token.values[0]
    return DateValue(date(first, 1, 1), date(first + 4, 12, 31), "period", "")


def _weekday(token: Token, words: str, reference: date | None) -> Reading:
    """The last such day up to the reference; "last Friday" lies before it, or in a named week."""
    if reference is None:
        return Unreadable(f"{quoted(words)} is relative: the date of the page is needed", words)
    number, which = token.values
    back = (reference.weekday() - number) % 7
    if back == 0 and which == BEFORE:
        back = 7
    if which in {THIS_WEEK, LAST_WEEK}:
        back = reference.weekday() - number + (7 if which == LAST_WEEK else 0)
    day = reference - timedelta(days=back)
    return DateValue(day, day, "day", words, from_reference=True)


def _relative_day(token: Token, words: str, reference: date | None) -> Reading:
    if reference is None:
        return Unreadable(f"{quoted(words)} is relative: the date of the page is needed", words)
    day = reference + timedelta(days=token.values[0])
    return DateValue(day, day, "day", words, from_reference=True)
