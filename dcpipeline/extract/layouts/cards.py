"""Lists of cards: a line with a name, and below it lines of a label and its value."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.layouts.pieces import Piece, weight
from dcpipeline.extract.layouts.wrapping import ends_sentence

_FEWEST: Final = 3
_FEWEST_FIELDS: Final = 2
_LONGEST_NAME: Final = 45
_FIELD: Final = re.compile(r"(?P<label>[^，。；,;：:\s]{2,8})\s*[：:]\s*\S")


def with_cards(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Pieces with a record for every card; None where less than three are most of the page.

    A card is a short line without a colon, then at least two fields. Most cards begin with the
    same label.
    """
    labels = [_label(piece) for piece in pieces]
    starts = [i for i in range(len(pieces)) if _is_start(pieces, labels, i)]
    first = [labels[i + 1] for i in starts]
    if len(starts) < _FEWEST or max(map(first.count, first)) * 3 < len(first) * 2:
        return None
    arranged = list(pieces)
    inside = 0
    for record, start in enumerate(starts):
        arranged[start] = replace(pieces[start], kind="item", record=record)
        inside += len(pieces[start].text)
        index = start + 1
        while index < len(pieces) and labels[index]:
            arranged[index] = replace(pieces[index], kind="paragraph", record=record)
            inside += len(pieces[index].text)
            index += 1
    whole = sum(len(piece.text) for piece in pieces)
    return arranged if inside * 2 > whole else None


def _label(piece: Piece) -> str:
    if piece.kind not in {"paragraph", "item"} or piece.cells or piece.record is not None:
        return ""
    match = _FIELD.match(piece.text)
    return "" if match is None else match["label"]


def _is_start(pieces: Sequence[Piece], labels: Sequence[str], index: int) -> bool:
    piece = pieces[index]
    if labels[index] or piece.cells or piece.record is not None or ends_sentence(piece.text):
        return False
    if not 4 <= weight(piece.text) <= _LONGEST_NAME:
        return False
    behind = labels[index + 1 : index + 1 + _FEWEST_FIELDS]
    return len(behind) == _FEWEST_FIELDS and all(behind) and len(set(behind)) == len(behind)
