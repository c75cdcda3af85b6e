"""What a page says of itself: in its head, and in the lines above its body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dcpipeline.extract.document import Unread
from dcpipeline.extract.layouts.body import Body
from dcpipeline.extract.layouts.furniture import SILENT, take_out
from dcpipeline.extract.layouts.pieces import Piece, one_line, weight
from dcpipeline.extract.layouts.titles import choose_title
from dcpipeline.extract.layouts.wrapping import ENDS
from dcpipeline.extract.metadata import is_meta_line

# One look at the tree for all of them: each search of a page of 100 KB costs 0.03 ms.
_FRONT: Final = f"title,meta[content],h1,time[datetime],{SILENT}"
_STRUCTURED: Final = "application/ld+json"
_STAMP: Final = re.compile(r'"date(?:Published|Created)"\s*:\s*"([^"]{8,40})"')
_MOST: Final = 200
_LONGEST: Final = 400
_MOST_STAMPS: Final = 3
_META_LINES: Final = 3
_OPENING: Final = 8
_LONGEST_TITLE: Final = 60
_LONGEST_OPENING: Final = 70


@dataclass(slots=True)
class Front:
    """What a page says of itself.

    Attributes:
        window: text of the title element.
        headings: main headings of the page.
        meta: meta tags by lower-case name; the first of a name counts.
        stamps: dates of time elements and of structured data.
        silent: scripts and the like, which are taken out of the tree.
        title: title of the page.
        lines: lines with date and source.
    """

    window: str = ""
    headings: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    stamps: list[str] = field(default_factory=list)
    silent: list[Unread] = field(default_factory=list)
    title: str | None = None
    lines: list[str] = field(default_factory=list)


def read_front(tree: LexborHTMLParser) -> Front:
    """The head of a page and its main headings; what no reader sees is taken out of the tree."""
    front = Front()
    silent: list[LexborNode] = []
    for node in tree.css(_FRONT):
        tag = node.tag
        if tag == "meta":
            _add_meta(front, node.attributes)
        elif tag == "title":
            front.window = front.window or one_line(node.text()[:_LONGEST])
        elif tag == "h1":
            front.headings.append(one_line(node.text()[:_LONGEST]))
        elif tag == "time":
            front.stamps.append(node.attributes.get("datetime") or "")
        else:
            silent.append(node)
    front.headings = [text for text in front.headings[:_MOST_STAMPS] if text]
    del front.stamps[_MOST_STAMPS:]
    if not front.stamps:
        scripts = (node.text() for node in silent if node.attributes.get("type") == _STRUCTURED)
        front.stamps = [stamp for text in scripts for stamp in _STAMP.findall(text)[:1]]
    front.silent = take_out(silent)
    return front


def _add_meta(front: Front, attributes: dict[str, str | None]) -> None:
    name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
    value = attributes.get("content")
    if name and value and len(front.meta) < _MOST:
        front.meta.setdefault(name.lower().strip(), value[:1000])


def open_with(front: Front, body: Body) -> list[Piece]:
    """Set the title and the lines with date and source of a page.

    Returns:
        The body without them.
    """
    before = [piece.text for piece in body.before]
    opening = [] if body.layout == "listing" else _until_prose(body.pieces)
    inside = [piece.text for piece in opening if piece.kind != "item"]
    near = [text for text in front.headings if text in before or text in inside]
    stated = [text for text in before + inside if is_meta_line(text)]
    short = [t for t in before + inside if 3 <= weight(t) <= _LONGEST_TITLE and t not in stated]
    front.title = choose_title(front.window, front.meta, near or front.headings, short)
    above = [text for text in stated if text in before][-_META_LINES:]
    lines = dict.fromkeys([*above, *(text for text in stated if text in inside)])
    front.lines = [text for text in lines if text != front.title][:_META_LINES]
    drop = {front.title, *front.lines}
    return [p for i, p in enumerate(body.pieces) if i >= len(opening) or p.text not in drop]


def _until_prose(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines before the first sentence of the body."""
    lines: list[Piece] = []
    for piece in pieces[:_OPENING]:
        is_prose = ENDS.search(piece.text) and weight(piece.text) >= 20
        if is_prose or piece.cells or weight(piece.text) > _LONGEST_OPENING:
            break
        lines.append(piece)
    return lines
