"""The day of an entry, from its address or its words."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final

from dcpipeline.extract.indexes.entry import Day
from dcpipeline.extract.layouts.pieces import one_line
from dcpipeline.extract.metadata import day_in_address
from dcpipeline.normalize import Unreadable, find_dates, parse_date

_LONGEST: Final = 120
_EARLIEST_YEAR: Final = 1990
_LATEST_YEAR: Final = 2099
# China has one zone and no summer time since 1991.
_CHINA: Final = timezone(timedelta(hours=8))
_STAMP: Final = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[Tt ](?P<time>\d{2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?\s?"
    r"(?P<zone>[Zz]|[+-]\d{2}:?\d{2})?)?"
)


def day_of(url: str, words: str | None) -> Day:
    """The day of an entry: the one in its address, else the first one printed.

    Args:
        url: address of the page.
        words: the date as printed, with whatever stands around it.
    """
    printed = one_line(words or "")[:_LONGEST] or None
    address = day_in_address(url)
    if address is not None:
        return Day(address, "address", printed, None)
    if printed is None:
        return Day()
    for value in find_dates(printed):
        if value.precision == "day" and _EARLIEST_YEAR <= value.start.year <= _LATEST_YEAR:
            return Day(value.start, "printed", value.text, None)
    read = parse_date(printed)
    reason = (
        read.reason if isinstance(read, Unreadable) else f"only the {read.precision} is printed"
    )
    return Day(None, None, printed, reason)


def day_of_stamp(url: str, words: str | None, language: str) -> Day:
    """The day of an entry of a feed, from a date of RFC 822 or RFC 3339.

    A Chinese source means the day in China: a stamp with a zone is taken there. Of all others the
    day counts as it is printed, in the publisher's own zone. Other forms are read as prose.

    Args:
        url: address of the page.
        words: the date as printed.
        language: language of the source.
    """
    printed = one_line(words or "")[:_LONGEST]
    moment = _moment(printed)
    if moment is None:
        return day_of(url, printed)
    day = _day(moment, language)
    if day is None or not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
        return Day(None, None, printed, "the year can't be meant")
    return Day(day, "printed", printed, None)


def seen_day(stamp: str) -> date | None:
    """The day of a stamp such as 20250512T083000Z, in China."""
    try:
        moment = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return _day(moment, "zh")


def _day(moment: datetime, language: str) -> date | None:
    if language != "zh" or moment.tzinfo is None:
        return moment.date()
    try:
        return moment.astimezone(_CHINA).date()
    except OverflowError:
        return None


def _moment(printed: str) -> datetime | None:
    """The moment that a stamp states; None for any other form."""
    match = _STAMP.fullmatch(printed)
    try:
        if match is None:
            return parsedate_to_datetime(printed)
        zone = (match["zone"] or "").upper().replace("Z", "+00:00")
        return datetime.fromisoformat(f"{match['day']}T{match['time'] or '00:00'}{zone}")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
