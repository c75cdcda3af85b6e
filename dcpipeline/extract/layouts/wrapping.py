"""Lines that were broken at the width of a sheet, and the sentences they belong to."""

import re
from dataclasses import replace
from statistics import median
from typing import Final

from dcpipeline.extract.layouts.numbering import number_of
from dcpipeline.extract.layouts.pieces import Piece, weight

_STOPS: Final = frozenset("。！？；：!?;:.…")
_CLOSE: Final = "”’」』）)]】》\"'*"
_OPENS: Final = re.compile(r"[●•·▪■◆◇★☆※▲△\-–—*?（(【\[《“\"]|第.{1,4}[章节条]|[^：:]{1,12}[：:]")
_HAN_EDGE: Final = re.compile(r"[\u3400-\u9fff，。、；：！？“”‘’（）《》]")
# A sheet takes about 40 ideographs or 80 letters a line; a headline rarely fills one.
_NARROWEST: Final = 22
_WIDEST: Final = 62
# Lines of a sheet that breaks its lines within words may be short.
_NARROW_SHEET: Final = 15
_FEWEST: Final = 4
# 司。项目已于4月开工
_ENDS_SENTENCE: Final = re.compile(r"[，；。、）]|[\u3400-\u9fff]{1,4}[。；）]")
_SAME_WIDTH: Final = 3
_SHEET: Final = 34


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a stop, and with nothing but brackets and quotation marks behind."""
    return text.rstrip(_CLOSE)[-1:] in _STOPS


def join_wrapped(pieces: list[Piece]) -> list[Piece]:
    """Pieces with the lines of one sentence joined, where the page breaks its lines at a width.

    That is so where at least four lines and most of the long ones end within a sentence. A line
    break between two ideographs carries no blank.
    """
    breaks_words = _breaks_words(pieces)
    if not breaks_words and not _is_wrapped(pieces):
        return pieces
    narrowest = _NARROW_SHEET if breaks_words else _NARROWEST
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _goes_on(joined[-1], piece, narrowest):
            joined[-1] = _join(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _is_wrapped(pieces: list[Piece]) -> bool:
    long = [p for p in pieces if p.kind == "paragraph" and weight(p.text) >= _NARROWEST]
    open_ended = [p.text for p in long if not ends_sentence(p.text)]
    broken = [text for text in open_ended if weight(text) <= _WIDEST]
    if len(broken) >= _FEWEST and len(broken) * 2 > len(long):
        return True
    # Lines of one width that end within a sentence, and are followed by the rest of it.
    sheet = [_columns(text) for text in open_ended]
    same = [width for width in sheet if abs(width - median(sheet)) <= _SAME_WIDTH]
    return len(same) >= _FEWEST and len(same) * 4 >= len(sheet) * 3 and median(same) >= _SHEET


def _breaks_words(pieces: list[Piece]) -> bool:
    """Whether a line opens with the last characters of a sentence, and most others go on."""
    lines = [p.text for p in pieces if p.kind == "paragraph"]
    open_ended = [not ends_sentence(line) for line in lines]
    return sum(open_ended) >= _FEWEST and any(
        is_open and _ENDS_SENTENCE.match(after) is not None
        for is_open, after in zip(open_ended, lines[1:], strict=False)
    )


def _columns(text: str) -> float:
    """Width of a line on a sheet, in ideographs: a letter or digit takes half of one."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _goes_on(before: Piece, piece: Piece, narrowest: int) -> bool:
    if before.kind not in {"paragraph", "item"} or piece.kind != "paragraph":
        return False
    if piece.bold or piece.indented:
        return False
    if ends_sentence(before.text) or _OPENS.match(piece.text) or number_of(piece.text):
        return False
    last = before.text[-_WIDEST * 3 :]
    return weight(last) >= narrowest


def _join(before: Piece, piece: Piece) -> Piece:
    close = _HAN_EDGE.match(before.text[-1]) and _HAN_EDGE.match(piece.text[0])
    text = before.text + ("" if close else " ") + piece.text
    return replace(before, text=text, linked=before.linked + piece.linked)
