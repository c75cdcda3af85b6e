"""The term of works that a list gives a project: 建设年限：2025—2027.

Its first year dates the start of works, and its last year their end. What has happened by then is
said elsewhere: by the group of the list, or by its column of states.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dcpipeline.extract.event_words import Happening
from dcpipeline.normalize import DateValue

_YEARS: Final = re.compile(
    r"(?P<first>20\d\d)(?:年度?|[./]\d{1,2})?(?:\d{1,2}月)?\s?(?:[-–—~]{1,2}|至|到)\s?(?P<last>20\d\d)(?:年|[./]\d{1,2})?(?:\d{1,2}月)?"
)
_LABEL: Final = re.compile(
    r"(?:项目)?(?:建设|实施|起止)(?:起止|期)?(?:年限|时间|年份|周期|工期|期限)(?:\([^()]{1,8}\))?[:为]?\s?"
)
_START: Final = "construction_start"
# An end of works is told by these.
_RUNS: Final = frozenset({"operational", "phase_online"})


def find_term(lower: str, start: int, end: int) -> tuple[DateValue, DateValue] | None:
    """First and last year of the term that a labelled field or a whole cell states."""
    label = _LABEL.search(lower, start, end)
    years = _YEARS.match(lower, start if label is None else label.end(), end)
    if years is None or (label is None and years.end() != end):
        return None
    first, last = (_year(lower, years, group) for group in ("first", "last"))
    return (first, last) if first.start <= last.start else None


def _year(lower: str, years: re.Match[str], group: str) -> DateValue:
    year = int(years[group])
    span = years.span(group)
    return DateValue(date(year, 1, 1), date(year, 12, 31), "year", lower[slice(*span)], span=span)


def dated_by_term(
    told: Sequence[Happening], term: tuple[DateValue, DateValue], published: date | None
) -> list[Happening]:
    """What a term adds to the states told of a project.

    Args:
        told: its states and plans.
        term: first and last year.
        published: day of the page.

    Returns:
        The start of works with its year, planned where it is only announced; the end as a plan.
        Nothing of a project of which neither is told.
    """
    states = {happening.event for happening in told if not happening.planned}
    starts = [h for h in told if h.event == _START]
    begun = _START in states
    if not begun and "announced" not in states:
        return []
    first, last = term
    added = []
    ahead = published is None or first.start.year >= published.year
    if not any(h.on is not None for h in starts) and (begun or ahead):
        added.append(Happening(_START, not begun, *first.span, first))
    to_come = published is None or last.start.year >= published.year
    if to_come and not any(h.event in _RUNS for h in told):
        added.append(Happening("operational", True, *last.span, last))
    return added
