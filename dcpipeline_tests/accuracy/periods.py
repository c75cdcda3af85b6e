"""Dates, periods and phases in the one form in which both sides are compared."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from dcpipeline.normalize.text import key
from dcpipeline_tests.accuracy.names import plain

_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")


def written(first: date, last: date | None, precision: str | None) -> str:
    """A date as the labels write it, such as ``2025-Q3``; ``first/last`` for other periods."""
    forms = {
        "month": f"{first:%Y-%m}",
        "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
        "half": f"{first.year}-H{(first.month + 5) // 6}",
        "year": f"{first.year}",
        "period": f"{first}/{last or first}",
    }
    return forms.get(precision or "day", first.isoformat())


def whole_days(period: str) -> str:
    """First and last day of a period such as ``2022/2024``, ``2024-H1`` or ``2024-06``.

    Words that are no period are given back as they are: they agree with themselves only.
    """
    parts = [_days(part) for part in period.split("/")]
    if None in parts:
        return period
    days = [part for part in parts if part is not None]
    return f"{days[0][0]}/{days[-1][1]}"


def phase_number(phase: str) -> str:
    """The number of a phase or building (``3`` for 3号楼), its folded words where it has none."""
    numbers = re.findall(r"\d+", key(phase))
    return str(int(numbers[0])) if len(numbers) == 1 else plain(phase)


def _days(text: str) -> tuple[date, date] | None:
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    year, quarter, half, month, day = (
        None if part is None else int(part) for part in match.groups()
    )
    assert year is not None
    if day is not None and month is not None:
        return date(year, month, day), date(year, month, day)
    first, last = _months(quarter, half, month)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _months(quarter: int | None, half: int | None, month: int | None) -> tuple[int, int]:
    if quarter is not None:
        return 3 * quarter - 2, 3 * quarter
    if half is not None:
        return 6 * half - 5, 6 * half
    return (1, 12) if month is None else (month, month)
