"""What an index yields: entries that keep their words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# Where the day of an entry comes from, most trusted first.
DayBasis = Literal["address", "printed"]


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an entry.

    Attributes:
        on: the day, None where nothing says it.
        basis: where it was read.
        words: the date as printed, None where none is.
        reason: why there is no day; None where there is one.
    """

    on: date | None = None
    basis: DayBasis | None = None
    words: str | None = None
    reason: str | None = "no date is printed"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an index: a page that is worth reading.

    Attributes:
        url: absolute address of the page, without fragment.
        title: its title, one line.
        published: the day on which it was published, as far as the index says it.
        words: all words of the entry, a line each: title, date, summary.
        seen_on: day on which an index of others saw the page, or a feed says that it was changed;
            it was published then or before.
        language: language as the index names it.
        tier: tier of the page where the index knows it, else the source says it.
    """

    url: str
    title: str
    published: Day = field(default_factory=Day)
    words: str = ""
    seen_on: date | None = None
    language: str | None = None
    tier: str | None = None

    @property
    def published_on(self) -> date | None:
        """Day of publication, None where nothing says it."""
        return self.published.on


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Entries, rows or cells that were not taken.

    Attributes:
        what: what they are.
        reason: why they were left out.
        count: how many.
    """

    what: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Index:
    """An index as it was read.

    Attributes:
        entries: worth reading, in the order of the index, no address twice.
        listed: entries with an address, before words and hosts were looked at. This is what the
            bounds of a source count.
        left_out: what was not taken, with the reason.
        next_url: address of the next page of the index, None for the last one.
    """

    entries: tuple[Entry, ...]
    listed: int
    left_out: tuple[LeftOut, ...] = ()
    next_url: str | None = None

    @property
    def newest_on(self) -> date | None:
        """The latest day that an entry carries."""
        days = [entry.published.on or entry.seen_on for entry in self.entries]
        return max((day for day in days if day is not None), default=None)


def tally(left_out: Iterable[tuple[str, str]]) -> tuple[LeftOut, ...]:
    """One line for each thing and reason, in the order in which they were first seen."""
    return tuple(
        LeftOut(what, reason, count) for (what, reason), count in Counter(left_out).items()
    )
