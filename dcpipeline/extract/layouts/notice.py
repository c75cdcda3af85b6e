"""Notices of listed companies: header fields, important points, sections."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.document import BlockKind
from dcpipeline.extract.layouts.forms import is_numbered_field
from dcpipeline.extract.layouts.news import parse_fragment, read_body, take_silent
from dcpipeline.extract.layouts.numbering import number_of
from dcpipeline.extract.layouts.pieces import Parsed, Piece, WrongLayoutError, tally, weight
from dcpipeline.extract.layouts.wrapping import ends_sentence

_FIRST_LINES: Final = 16
_LONGEST_HEADING: Final = 40
_LONGEST_PART: Final = 24
_FIELD: Final = re.compile(
    r"(?P<code>(?:证券|股票|公司|A股|H股)代[码号]\s*[:：]?\s*[A-Z]*\d{4,6})"
    r"|(?P<name>(?:证券|股票|公司|A股)(?:简称|名称)\s*[:：])"
    r"|(?P<number>(?:公告)?编号\s*[:：]\s*(?:临|【|\[)?\s*\d{4}\s*[-—－–〕\]】]\s*[临第]?\s*\d+)"
    r"|(?P<stock_code>\bstock\s+code\s*[:：]?\s*\d{3,6})"
    r"|(?P<exchange>hong kong exchanges and clearing|incorporated in .{3,80} with limited liability"
    r"|shanghai stock exchange|shenzhen stock exchange|announcement (?:no|number)\b|"
    r"(?:voluntary|inside information|discloseable|connected).{0,30}(?:announcement|transaction))"
    r"|(?P<bond>债券(?:代码|简称)\s*[:：])",
    re.IGNORECASE,
)
# One of them stands in every header; a search for the fields costs 0.3 ms on a page without any.
_TRACES: Final = ("代码", "代碼", "代号", "简称", "公告编号", "stock code")
_POINTS: Final = re.compile(
    r"(?:重要(?:内容)?提示|特别提示|重要事项提示|important (?:notice|points))\s*[:：]?", re.I
)
_BULLET: Final = re.compile(r"[●•·▪■◆◇★※▲*?]\s*\S")


def parse_notice(fragment: str) -> Parsed:
    """Header fields, important points and sections of a notice.

    Lines with header fields (证券代码, 证券简称, 公告编号, Stock code) are of kind ``meta``, the
    points behind 重要内容提示 are items, the titles of sections headings.

    Args:
        fragment: markup of the body of a page.

    Raises:
        WrongLayoutError: for a fragment without two header fields in its first lines.
    """
    tree = parse_fragment(fragment)
    silent = take_silent(tree)
    pieces, unread = read_body(tree)
    arranged = as_notice(pieces)
    if arranged is None:
        raise WrongLayoutError("the fragment has no header of a notice")
    return Parsed(tuple(arranged), tally([*silent, *unread]))


def as_notice(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Pieces by their place in a notice, None where they are none."""
    head = "\n".join(piece.text[:400] for piece in pieces[:_FIRST_LINES]).lower()
    if not any(word in head for word in _TRACES):
        return None
    fields = {
        match.lastgroup
        for piece in pieces[:_FIRST_LINES]
        for match in _FIELD.finditer(piece.text[:400])
    } - {"bond"}
    if len(fields) < 2:
        return None
    arranged: list[Piece] = []
    in_points = False
    for index, piece in enumerate(pieces):
        if _POINTS.fullmatch(piece.text):
            in_points = True
            arranged.append(replace(piece, kind="heading"))
            continue
        kind = _kind(piece, index < _FIRST_LINES, in_points)
        in_points = in_points and kind != "heading"
        arranged.append(replace(piece, kind=kind) if kind else piece)
    return arranged


def _kind(piece: Piece, is_first: bool, in_points: bool) -> BlockKind | None:
    if piece.kind in {"row", "heading"}:
        return None
    if is_first and _is_header(piece.text):
        return "meta"
    number = number_of(piece.text)
    if is_numbered_field(piece.text):
        return None
    if number is not None and number.style == "han" and weight(piece.text) <= _LONGEST_HEADING:
        return "heading"
    if (
        number is not None
        and number.style == "han_bracket"
        and weight(piece.text) <= _LONGEST_PART
        and not ends_sentence(piece.text)
    ):
        return "heading"
    return "item" if in_points and _BULLET.match(piece.text) else None


def _is_header(text: str) -> bool:
    """A short line that is mostly header fields."""
    return weight(text) <= 60 and _FIELD.search(text) is not None
