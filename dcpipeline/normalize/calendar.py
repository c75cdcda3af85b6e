"""Days and periods: the value object of a date, and the strict reader of register cells."""

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dcpipeline.normalize.values import Unreadable, quoted

DatePrecision = Literal["day", "month", "quarter", "half", "year", "period"]

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2199
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# Some words of a report may stand around a date; a cell of a register holds nothing else.
_LONGEST_CELL: Final = 40


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day or a period, never more exact than printed.

    Attributes:
        start: first day.
        end: last day.
        precision: what was printed. ``period`` is a five-year plan.
        text: the words that were read.
        from_reference: whether the year, month or day was taken from the reference date.
        span: first character of the words in the source, and the one behind the last.
    """

    start: date
    end: date
    precision: DatePrecision
    text: str
    from_reference: bool = False
    span: tuple[int, int] = (0, 0)

    @property
    def stored_precision(self) -> str:
        """``day``, ``month``, ``year`` or ``none``: the nearest one that does not claim more."""
        coarser = {"quarter": "year", "half": "year", "period": "none"}
        return coarser.get(self.precision, self.precision)

    @property
    def stored_on(self) -> date | None:
        """First day of the stored period: 1 January for a quarter, None for a five-year plan."""
        if self.stored_precision == "none":
            return None
        return self.start.replace(month=1, day=1) if self.stored_precision == "year" else self.start


def day_value(year: int, month: int, day: int, text: str = "") -> DateValue | Unreadable:
    """One day, or the reason why the calendar does not have it."""
    reason = _impossible(year, month, day)
    if reason is not None:
        return Unreadable(reason, text)
    only = date(year, month, day)
    return DateValue(only, only, "day", text)


def months_value(
    year: int, first: int, last: int, precision: DatePrecision, text: str = ""
) -> DateValue | Unreadable:
    """All days of the months ``first`` to ``last``, or the reason why there are none."""
    reason = _impossible(year, first, 1) or _impossible(year, last, 1)
    if reason is not None:
        return Unreadable(reason, text)
    last_day = gregorian.monthrange(year, last)[1]
    return DateValue(date(year, first, 1), date(year, last, last_day), precision, text)


def year_value(year: int, text: str = "") -> DateValue | Unreadable:
    """All days of a year."""
    return months_value(year, 1, 12, "year", text)


def _impossible(year: int, month: int, day: int) -> str | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return f"year {year} is outside {EARLIEST_YEAR} to {LATEST_YEAR}"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    days = gregorian.monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"{gregorian.month_name[month]} {year} has {days} days, there is no day {day}"
    return None


def parse_iso_period(text: str) -> DateValue | Unreadable:
    """A date cell of a register: ``2025``, ``2025-06`` or ``2025-06-12``, nothing else."""
    cell = text.strip() if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL]
    if not cell:
        return Unreadable("the cell is empty", "")
    match = _ISO.fullmatch(cell)
    if match is None or len(text) > _LONGEST_CELL:
        return Unreadable(
            f"{quoted(cell)} is not a date of the form 2025, 2025-06 or 2025-06-12", text[:200]
        )
    year, month, day = (None if part is None else int(part) for part in match.groups())
    assert year is not None
    if month is None:
        return year_value(year, cell)
    if day is None:
        return months_value(year, month, month, "month", cell)
    return day_value(year, month, day, cell)
