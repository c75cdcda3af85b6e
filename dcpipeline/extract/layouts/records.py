"""From entries that begin somewhere to records that end somewhere."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import median
from typing import Final

from dcpipeline.extract.layouts.pieces import Piece

# Words that speak of all entries, or of none.
_CLOSING: Final = re.compile(
    r"(?:以上|上述|综上|据悉|此外|另外|下一步|附件|备注|注[:：]|联系|[（(]?(?:来源|记者|作者|文)[:：/]|"
    r"all (?:of )?(?:these|the above)|the above|ces projets|en outre)",
    re.IGNORECASE,
)


def with_records(
    pieces: Sequence[Piece], starts: Collection[int], headings: Collection[int]
) -> list[Piece]:
    """Pieces with the number of their record.

    A record runs from its start to the next start or heading, or to a line that speaks of all
    entries. The last one goes on for no more pieces than its fellows usually do: what follows is
    the end of the page. Rows of tables are records of their own.
    """
    last = max(starts, default=-1)
    usual = _usual_length(pieces, starts, headings)
    numbered: list[Piece] = []
    record, length = -1, 0
    is_open = False
    for index, piece in enumerate(pieces):
        if index in starts:
            record, length, is_open = record + 1, 1, True
            numbered.append(replace(piece, kind="item", record=record))
        elif index in headings:
            is_open = False
            numbered.append(replace(piece, kind="heading", record=None))
        elif piece.kind == "row":
            record, is_open = record + 1, False
            numbered.append(replace(piece, record=record))
        else:
            is_open = is_open and not (index > last and length >= usual)
            is_open = is_open and _CLOSING.match(piece.text) is None
            length += 1
            numbered.append(replace(piece, record=record if is_open else None))
    return numbered


def _usual_length(
    pieces: Sequence[Piece], starts: Collection[int], headings: Collection[int]
) -> float:
    """Pieces of a record, the last one aside."""
    lengths: list[int] = []
    for index in range(len(pieces)):
        if index in starts:
            lengths.append(1)
        elif lengths and index not in headings:
            lengths[-1] += 1
    return median(lengths[:-1] or [1])


def characters(pieces: Sequence[Piece], *, in_records: bool = False) -> int:
    """Characters of pieces, or of those that belong to a record."""
    return sum(len(p.text) for p in pieces if p.record is not None or not in_records)
