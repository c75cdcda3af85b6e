"""Digests: many short reports on one page, each a headline and its text."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from dcpipeline.extract.layouts.forms import is_field
from dcpipeline.extract.layouts.news import parse_fragment, read_body, take_silent
from dcpipeline.extract.layouts.numbering import ORDER, behind_bullet, number_of, runs
from dcpipeline.extract.layouts.pieces import Parsed, Piece, WrongLayoutError, tally, weight
from dcpipeline.extract.layouts.records import characters, with_records
from dcpipeline.extract.layouts.words import DIGEST_TITLE, tells_event
from dcpipeline.extract.layouts.wrapping import ends_sentence

FEWEST_ITEMS: Final = 3
# Without a title that says so, more items are asked for.
_FEWEST_UNTITLED: Final = 4
_LONGEST_HEAD: Final = 55
_SHORTEST_BODY: Final = 30
_LONGEST_RUBRIC: Final = 4
# A line of the form in which a tender is told.
_FIELD: Final = re.compile(r"[^，。；,;：:\s]{2,8}\s*[：:]\s*\S")
_FLASH: Final = re.compile(r"【[^】]{2,80}】")
_SECTION: Final = frozenset({"han", "han_bracket"})
_LABELLED: Final = re.compile(r"[^，。；,;：:]{2,24}[：:](?=.{12})")
_CAPTION: Final = re.compile(
    r"[（(]?(?:图|资料图|图片|来源|记者|作者|文[/／丨|]|摄影|photo|source|by )", re.IGNORECASE
)


def parse_digest(fragment: str, title: str = "") -> Parsed:
    """Items of a digest, and the headings between them.

    An item begins with a headline that is a heading, bold, numbered, in 【】 or a short line of
    its own, and goes on with its text. A headline right before another one is the heading of a
    group. At least three items.

    Args:
        fragment: markup of the body of a page.
        title: title of the page.

    Raises:
        WrongLayoutError: for a fragment that is no digest.
    """
    tree = parse_fragment(fragment)
    silent = take_silent(tree)
    pieces, unread = read_body(tree)
    arranged = as_digest(pieces, title)
    if arranged is None:
        raise WrongLayoutError(f"the fragment holds no {FEWEST_ITEMS} items of a digest")
    return Parsed(tuple(arranged), tally([*silent, *unread]))


def as_digest(pieces: Sequence[Piece], title: str) -> list[Piece] | None:
    """Pieces with a record for every item, None where they are no digest."""
    titled = DIGEST_TITLE.search(title) is not None
    if len(pieces) < 2 * _FEWEST_UNTITLED and not titled:
        return None  # each head needs a text behind it
    for heads_of in (_tagged, _bold, _numbered, _bare):
        heads = heads_of(pieces)
        starts = _followed_by_text(pieces, heads)
        arranged = _arranged(pieces, starts, heads, titled)
        if arranged is not None:
            return arranged
    if not titled:
        return None
    for starts_of in (_flashes, _numbered_items, _labelled_items):
        starts = starts_of(pieces)
        if len(starts) >= FEWEST_ITEMS:
            headings = {i for i, p in enumerate(pieces) if i not in starts and _is_head(p)}
            arranged = _arranged(pieces, starts, starts | headings, titled)
            if arranged is not None:
                return arranged
    return None


def _arranged(
    pieces: Sequence[Piece], starts: set[int], heads: set[int], titled: bool
) -> list[Piece] | None:
    if len(starts) < (FEWEST_ITEMS if titled else _FEWEST_UNTITLED):
        return None
    if not _are_headlines([pieces[i].text for i in starts], titled):
        return None
    arranged = with_records(pieces, starts, heads - starts)
    inside = characters(arranged, in_records=True)
    return arranged if inside * 10 >= characters(pieces) * 6 else None


def _are_headlines(texts: Sequence[str], titled: bool) -> bool:
    """Whether the heads tell of events of their own and are no sections of one report.

    Under a title that promises a digest it is enough that half of them are no bare sections.
    """
    told = sections = 0
    for text in texts:
        number = number_of(text)
        tells = tells_event(text[number.behind if number else 0 :])
        in_section = number is not None and number.style in _SECTION
        sections += in_section and not (titled and tells)
        told += tells
    return sections * 2 < len(texts) and (titled or told * 10 >= len(texts) * 8)


def _followed_by_text(pieces: Sequence[Piece], heads: set[int]) -> set[int]:
    """Heads with text behind them: others are headings of a group, or stand alone."""
    return {
        i
        for i in heads
        if i + 1 < len(pieces)
        and i + 1 not in heads
        and _is_text(pieces[i + 1])
        and not _is_rubric(pieces[i])
    }


def _is_rubric(piece: Piece) -> bool:
    """Whether a line is a word or two behind a mark, over several items: ▍中标."""
    number = number_of(piece.text)
    behind = number.behind if number is not None else behind_bullet(piece.text)
    return behind > 0 and weight(piece.text[behind:]) <= _LONGEST_RUBRIC


def _is_text(piece: Piece) -> bool:
    if piece.kind == "row" or weight(piece.text) >= _SHORTEST_BODY or ends_sentence(piece.text):
        return True
    return _FIELD.match(piece.text) is not None


def _is_head(piece: Piece) -> bool:
    """A short line that ends without a full stop."""
    if piece.kind == "row" or weight(piece.text) > _LONGEST_HEAD or weight(piece.text) < 2:
        return False
    if is_field(piece.text) and not (piece.bold or piece.kind == "heading"):
        return False
    return not ends_sentence(piece.text) and _CAPTION.match(piece.text) is None


def _where(pieces: Sequence[Piece], holds: Callable[[Piece], bool]) -> set[int]:
    return {i for i, piece in enumerate(pieces) if holds(piece)}


def _tagged(pieces: Sequence[Piece]) -> set[int]:
    return _where(pieces, lambda p: p.kind == "heading")


def _bold(pieces: Sequence[Piece]) -> set[int]:
    return _where(pieces, lambda p: p.bold and weight(p.text) <= _LONGEST_HEAD)


def _numbered(pieces: Sequence[Piece]) -> set[int]:
    return _where(pieces, lambda p: number_of(p.text) is not None and _is_head(p))


def _bare(pieces: Sequence[Piece]) -> set[int]:
    return _where(pieces, _is_head)


def _flashes(pieces: Sequence[Piece]) -> set[int]:
    return _where(pieces, lambda p: _FLASH.match(p.text) is not None)


def _numbered_items(pieces: Sequence[Piece]) -> set[int]:
    numbers = [number_of(p.text) for p in pieces]
    for style in reversed(ORDER):
        starts = runs(numbers, style)
        if len(starts) >= FEWEST_ITEMS:
            return set(starts)
    return _where(pieces, lambda p: p.kind == "item")


def _labelled_items(pieces: Sequence[Piece]) -> set[int]:
    """Paragraphs that each open with words of their own and a colon: the company, the place."""
    labels = [_LABELLED.match(p.text) if p.kind == "paragraph" else None for p in pieces]
    starts = {i for i, label in enumerate(labels) if label and weight(pieces[i].text) >= 20}
    words = {label[0] for label in labels if label}
    return starts if len(words) >= max(FEWEST_ITEMS, len(starts)) else set()
