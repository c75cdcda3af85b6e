"""Indexes of sources to entries and records: bytes in, value objects out.

Belongs here: a ``parse_*`` function for each kind of index, which takes bytes and the rules of a
source's file. What they raise is an ``IndexUnreadableError`` and nothing else; everything that was
left out is counted with its reason. Does not belong here: what a source's file may say
(``sources``), asking for an index or for the pages behind it (``fetch``, ``harvest``), reading
those pages (``extract.reading``), claims from records (``harvest``).
"""

from dcpipeline.extract.indexes.by_kind import read_index
from dcpipeline.extract.indexes.dataset import parse_dataset
from dcpipeline.extract.indexes.entry import Day, Entry, Index, LeftOut
from dcpipeline.extract.indexes.errors import (
    IndexUnreadableError,
    ServiceMessageError,
    UnsafeFeedError,
    VanishedFieldError,
)
from dcpipeline.extract.indexes.feed import parse_feed
from dcpipeline.extract.indexes.gdelt import parse_gdelt
from dcpipeline.extract.indexes.listing import parse_index
from dcpipeline.extract.indexes.record import Fact, Record, Table
from dcpipeline.extract.indexes.watchlist import parse_watchlist
from dcpipeline.extract.indexes.wording import worth_reading

__all__ = [
    "Day",
    "Entry",
    "Fact",
    "Index",
    "IndexUnreadableError",
    "LeftOut",
    "Record",
    "ServiceMessageError",
    "Table",
    "UnsafeFeedError",
    "VanishedFieldError",
    "parse_dataset",
    "parse_feed",
    "parse_gdelt",
    "parse_index",
    "parse_watchlist",
    "read_index",
    "worth_reading",
]
