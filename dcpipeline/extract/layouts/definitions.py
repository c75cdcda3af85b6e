"""Lists of news as definitions: a linked headline with its date, and its summary below."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.layouts.pieces import Piece

_FEWEST: Final = 3
_DATE: Final = re.compile(
    r"\s*[\[【(（]?\s*(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*[\]】)）]?$"
)


def is_headline(piece: Piece) -> bool:
    """Whether a term is a headline: most of it links elsewhere, or it ends with a date."""
    if piece.kind != "item" or piece.label != len(piece.text) or not piece.text:
        return False
    return piece.linked * 2 >= len(piece.text) or _DATE.search(piece.text) is not None


def as_definitions(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Pieces with a record for every headline and its summary; None with less than three."""
    heads = [index for index, piece in enumerate(pieces) if is_headline(piece)]
    followed = [i for i in heads if i + 1 < len(pieces) and i + 1 not in heads]
    if len(followed) < _FEWEST:
        return None
    arranged: list[Piece] = []
    record = -1
    for index, piece in enumerate(pieces):
        if index in heads:
            record += 1
            arranged += _with_date(piece, record)
        elif piece.kind == "item" and record >= 0:
            arranged.append(replace(piece, kind="paragraph", record=record))
        else:
            arranged.append(piece)
    return arranged


def _with_date(piece: Piece, record: int) -> list[Piece]:
    """A headline, and its date as a line of its own."""
    date = _DATE.search(piece.text)
    if date is None or date.start() == 0:
        return [replace(piece, record=record, label=0)]
    day = date.group().strip(" []【】()（）")
    head = replace(piece, text=piece.text[: date.start()], record=record, label=0)
    return [head, Piece("meta", day, record)]
