"""Paragraphs that list projects within themselves (1.X智算中心；2.Y数据中心)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.layouts.pieces import Piece
from dcpipeline.extract.layouts.words import names_project
from dcpipeline.normalize.numbers import han_number

_FEWEST: Final = 3
_SHORTEST: Final = 60
_LONGEST: Final = 6_000
# A number at the beginning of a paragraph or behind a full stop, semicolon or colon.
_ENTRY: Final = re.compile(
    r"(?:(?<=[；;。：:])|^)\s*(?:(?P<digit>\d{1,2})(?:[、．.](?!\d)|[)）])"
    r"|[（(](?P<bracket>\d{1,2})[）)]|(?P<circle>[①-⑳])"
    r"|(?P<nth>[一二三四五六七八九十]{1,2})是|[（(](?P<han>[一二三四五六七八九十]{1,2})[）)])"
)
_STYLES: Final = ("digit", "bracket", "circle", "nth", "han")


def split_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with every paragraph that lists three projects taken apart into its entries."""
    parted: list[Piece] = []
    record = 1 + max((p.record for p in pieces if p.record is not None), default=-1)
    for piece in pieces:
        cuts = _cuts(piece)
        if not cuts:
            parted.append(piece)
            continue
        if cuts[0] > 0:
            parted.append(replace(piece, text=piece.text[: cuts[0]].rstrip(), label=0))
        for start, end in zip(cuts, [*cuts[1:], len(piece.text)], strict=True):
            text = piece.text[start:end].strip()
            parted.append(replace(piece, kind="item", text=text, record=record, label=0))
            record += 1
    return parted


def _cuts(piece: Piece) -> list[int]:
    """Where the entries of a paragraph begin; nothing for one that lists no projects."""
    text = piece.text
    if piece.kind not in {"paragraph", "item"} or piece.cells or piece.record is not None:
        return []
    if not _SHORTEST <= len(text) <= _LONGEST:
        return []
    found = list(_ENTRY.finditer(text))
    if len(found) < _FEWEST:
        return []
    for style in _STYLES:
        run = list(_counted([match for match in found if match[style]], style))
        if len(run) >= _FEWEST:
            names = sum(names_project(text[match.end() :][:90]) for match in run)
            if names * 10 >= len(run) * 7:
                return [match.start() for match in run]
    return []


def _counted(matches: Sequence[re.Match[str]], style: str) -> Iterator[re.Match[str]]:
    """The matches whose numbers count up from one."""
    wanted = 1
    for match in matches:
        words = match[style]
        if style == "circle":
            value: float | None = ord(words) - ord("①") + 1
        else:
            value = int(words) if words.isdecimal() else han_number(words)
        if value == wanted:
            wanted += 1
            yield match
