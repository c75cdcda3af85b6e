"""What a table yields: records that keep their words."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dcpipeline.extract.indexes.entry import LeftOut
from dcpipeline.normalize import Unreadable


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a row.

    Attributes:
        property: what is stated, as the source's file names it.
        value_text: an event by its code, other words as printed; a figure as printed.
        value_num: the figure in ``unit``; None for words.
        unit: unit of the figure.
        qualifier: how the figure is meant; None for words.
        precision: number format of compute.
        basis: planned or installed.
        date_on: first day of the period of the event, or in which the figure held.
        date_precision: day, month, year; None without a date.
        date_basis: EVENT_BASIS of the date, None without one.
        words: the cells it was read from, as ``column: words``.
    """

    property: str
    value_text: str
    words: str
    value_num: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    precision: str | None = None
    basis: str | None = None
    date_on: date | None = None
    date_precision: str | None = None
    date_basis: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table.

    Attributes:
        row: its number, the first behind the header is 1.
        kind: what it speaks of.
        name: its name; None where the table has none or withholds it.
        adcode: division code as printed, None without one.
        place_words: words of the place.
        facts: what it states.
        unread: cells that could not be read, with the reason.
        published_on: day on which the row was made public, None where it does not say so.
        source_url: page that the row cites, as printed.
        words: all declared cells, a line each.
    """

    row: int
    kind: Literal["project", "place"]
    name: str | None
    adcode: str | None
    place_words: tuple[str, ...]
    facts: tuple[Fact, ...]
    unread: tuple[Unreadable, ...]
    published_on: date | None
    source_url: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read.

    Attributes:
        records: the rows that count.
        header: names of all its columns.
        rows: rows of the table, those that don't count included.
        left_out: rows that don't count and cells that give nothing, with the reason.
        unread_columns: columns that the source's file does not read.
        unused: words that the source's file gives a meaning and no row has, as ``column: words``.
    """

    records: tuple[Record, ...]
    header: tuple[str, ...]
    rows: int
    left_out: tuple[LeftOut, ...] = ()
    unread_columns: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def listed(self) -> int:
        """Rows that count: what the bounds of a source count."""
        return len(self.records)
