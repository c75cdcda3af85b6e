"""What a page says of itself: in its head, and in the lines above its body."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dcpipeline.extract.document import Unread
from dcpipeline.extract.layouts.body import Body
from dcpipeline.extract.layouts.furniture import SILENT, take_out
from dcpipeline.extract.layouts.pieces import Piece, one_line, weight
from dcpipeline.extract.layouts.table import SEPARATOR
from dcpipeline.extract.layouts.titles import choose_title, first_part, without_day
from dcpipeline.extract.layouts.wrapping import ends_sentence
from dcpipeline.extract.metadata import is_meta_line

# One look at the tree for all of them; to ask for attributes here takes as long again.
_FRONT: Final = f"title,meta,h1,time,{SILENT}"
_STRUCTURED: Final = "application/ld+json"
_HOME: Final = re.compile(r"(?:https?:)?(?://[^/]+)?(?:\.?/)?(?:index\.\w{3,5})?")
_STAMP: Final = re.compile(r'"date(?:Published|Created)"\s*:\s*"([^"]{8,40})"')
_MOST: Final = 200
_LONGEST: Final = 400
_MOST_STAMPS: Final = 3
_META_LINES: Final = 3
_OPENING: Final = 8
_LONGEST_TITLE: Final = 60
_LONGEST_OPENING: Final = 70
# Below that it is a name or a rubric.
_SHORTEST_LEAD: Final = 10


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
        links: addresses that lines lead to, by line.
    """

    window: str = ""
    headings: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    stamps: list[str] = field(default_factory=list)
    silent: list[Unread] = field(default_factory=list)
    title: str | None = None
    lines: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


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
            if not _is_logo(node):
                front.headings.append(one_line(node.text()[:_LONGEST]))
        elif tag == "time":
            attributes = node.attributes
            if "datetime" in attributes:
                front.stamps.append(attributes["datetime"] or "")
        else:
            silent.append(node)
    front.headings = [text for text in front.headings[:_MOST_STAMPS] if text]
    del front.stamps[_MOST_STAMPS:]
    if not front.stamps:
        scripts = (node.text() for node in silent if node.attributes.get("type") == _STRUCTURED)
        front.stamps = [stamp for text in scripts for stamp in _STAMP.findall(text)[:1]]
    front.silent = take_out(silent)
    return front


def _is_logo(node: LexborNode) -> bool:
    """Whether a heading is the name of the site, with a link to its first page."""
    link = node.css_first("a[href]")
    if link is None:
        return False
    return _HOME.fullmatch(link.attributes.get("href") or "") is not None


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
    stated = {text for text in before + inside if is_meta_line(text)}
    front.title = _title(front, body, stated, inside)
    above = [text for text in before if text in stated][-_META_LINES:]
    lines = dict.fromkeys([*above, *(text for text in inside if text in stated)])
    front.lines = [text for text in lines if text != front.title][:_META_LINES]
    named = [text for text in before + inside if front.title and without_day(text) == front.title]
    front.links = {p.text: p.href for p in (*body.before, *opening) if p.href is not None}
    front.stamps[:0] = [text for text in named if text != front.title]
    drop = {front.title, *front.lines, *named}
    rest = [p for i, p in enumerate(body.pieces) if i >= len(opening) or p.text not in drop]
    return rest if body.layout == "listing" else [*_lead(front, body, drop), *rest]


def _lead(front: Front, body: Body, drop: Collection[str | None]) -> list[Piece]:
    """Lines between the title and the body: a second title, a summary."""
    titles = [i for i, p in enumerate(body.before) if without_day(p.text) == front.title]
    if not titles:
        return []
    said = {piece.text for piece in body.pieces}
    return [
        piece if ends_sentence(piece.text) else replace(piece, kind="heading")
        for piece in body.before[titles[-1] + 1 :]
        if weight(piece.text) >= _SHORTEST_LEAD
        and piece.linked * 2 < len(piece.text)
        and piece.text not in drop
        and piece.text not in said
        and not is_meta_line(piece.text)
    ]


def _title(front: Front, body: Body, stated: set[str], inside: Sequence[str]) -> str | None:
    """The title of a page, from its head, the lines above its body and those that open it."""
    before = [piece.text for piece in body.before]
    near = [text for text in front.headings if text in before or text in inside]
    unlinked = [p for p in body.before if not _leads_away(p)]
    headings = [p.text for p in unlinked if p.kind == "heading" and p.text not in stated]
    above, opening = (
        [text for text in lines if 3 <= weight(text) <= _LONGEST_TITLE and text not in stated]
        for lines in ([piece.text for piece in unlinked], inside)
    )
    main = near or front.headings or headings
    title = choose_title(front.window, front.meta, main, above, opening)
    if body.layout == "listing" and title and title not in (*above, *front.headings):
        return first_part(title)
    return title


def _leads_away(piece: Piece) -> bool:
    """Whether a line is a link: of a menu, or a heading to the first page of the site."""
    if piece.href is None:
        return False
    return piece.kind != "heading" or _HOME.fullmatch(piece.href) is not None


def _until_prose(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines before the first sentence of the body."""
    lines: list[Piece] = []
    for piece in pieces[:_OPENING]:
        is_prose = ends_sentence(piece.text) and weight(piece.text) >= 20
        if is_prose or piece.cells or weight(piece.text) > _LONGEST_OPENING:
            break
        if piece.kind == "heading" and SEPARATOR in piece.text and not piece.bold:
            break  # the header row of a table
        lines.append(piece)
    return lines
