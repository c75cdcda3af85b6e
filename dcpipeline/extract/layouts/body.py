"""The body of a page, the lines above it, and an account of everything else."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

from dcpipeline.extract.document import Layout, Unread
from dcpipeline.extract.layouts.containers import find_container, unlinked
from dcpipeline.extract.layouts.furniture import (
    NOT_THE_BODY,
    furniture_line,
    part_of,
    without_furniture,
)
from dcpipeline.extract.layouts.listing import FEWEST_ENTRIES, find_listing, parse_listing
from dcpipeline.extract.layouts.news import read_body
from dcpipeline.extract.layouts.pieces import (
    Parsed,
    Piece,
    WrongLayoutError,
    one_line,
    visible,
    weight,
)
from dcpipeline.extract.layouts.spread import around_tables, entries_around, with_fellows
from dcpipeline.extract.layouts.walk import Walker

_FEWEST_WORDS: Final = 30
_LONGEST_BEFORE: Final = 600
_MOST_LINKS_BEFORE: Final = 4
_LEVELS_BEFORE: Final = 5
_LISTING_SHARE: Final = 0.6
# A part with more links than one for so many characters is made of links.
_LONGEST_LINK: Final = 40
# An entry of a listing with its summary; a body with fewer links is running text.
_LONGEST_ENTRY: Final = 400
_SMALL_PAGE: Final = 400
_LARGE_PAGE: Final = 1_000_000
# Marks that trafilatura sets before list items and around rows; the page has none of them.
_MARKS: Final = re.compile(r"^\s*(?:- |\|\s*)|\s*\|\s*$")


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a page.

    Attributes:
        pieces: its lines.
        before: lines that stand above it, in the order of the page.
        unread: what was left out, around it and inside.
        layout: ``listing`` where it is one; None where the pieces have to say.
        reader: who found it.
    """

    pieces: list[Piece]
    before: list[Piece]
    unread: list[Unread]
    layout: Layout | None = None
    reader: str = "selectolax"


def find_body(root: LexborNode, markup: str) -> Body:
    """The body of a page, from a tree without scripts.

    Args:
        root: the body element.
        markup: the page as text; read again only where its tree shows no body.
    """
    node = _body_node(root)
    listing = _listing(root, node)
    if listing is not None:
        return listing
    if node is not None:
        pieces, unread = _lines_of(root, node)
        if worth(pieces) >= _FEWEST_WORDS:
            before, around = surroundings(root, node)
            return Body(pieces, before, unread + around)
    return _second_reading(root, markup)


def _body_node(root: LexborNode) -> LexborNode | None:
    """The element that holds the body, tables of data included."""
    container = find_container(root)
    node = None if container is None else container.node
    if container is not None and container.known:
        node = with_fellows(container.node)
    return around_tables(root, node)


def _lines_of(root: LexborNode, node: LexborNode) -> tuple[list[Piece], list[Unread]]:
    """Lines of the body; those that only link elsewhere are no part of it where it is the page."""
    pieces, unread = read_body(node)
    if node.mem_id != root.mem_id:
        return pieces, unread
    kept = [piece for piece in pieces if piece.cells or piece.linked * 5 < len(piece.text) * 4]
    links = sum(len(piece.text) for piece in pieces) - sum(len(piece.text) for piece in kept)
    return kept, [*unread, Unread("links", NOT_THE_BODY, links)] if links else unread


def worth(pieces: list[Piece]) -> int:
    """Length of prose and rows outside links, in ideographs."""
    return sum(weight(p.text) - p.linked // 2 for p in pieces if p.cells or weight(p.text) >= 12)


def _listing(root: LexborNode, node: LexborNode | None) -> Body | None:
    """The page as a listing, where that is what it mostly is."""
    group = _group(root, node)
    if group is None:
        return None
    try:
        parsed: Parsed = parse_listing(group.html or "")
    except WrongLayoutError:
        return None
    before, around = surroundings(root, group)
    return Body(list(parsed.pieces), before, [*parsed.unread, *around], "listing")


def _group(root: LexborNode, node: LexborNode | None) -> LexborNode | None:
    """The element with the entries of a listing, where they are most of the body."""
    if node is None:
        return find_listing(root)
    around = entries_around(node)
    if around is not None:
        return around
    links = len(node.css("a[href]"))
    if links < FEWEST_ENTRIES or links * _LONGEST_ENTRY < visible(node.text()):
        return None
    group = find_listing(node.parent or node)
    if group is None or visible(group.text()) < _LISTING_SHARE * visible(node.text()):
        return None
    return group if _is_inside(group, node) or _is_inside(node, group) else None


def _is_inside(inner: LexborNode, outer: LexborNode) -> bool:
    node: LexborNode | None = inner
    while node is not None:
        if node.mem_id == outer.mem_id:
            return True
        node = node.parent
    return False


def _second_reading(root: LexborNode, markup: str) -> Body:
    """Trafilatura's reading of a page of some size, else all its lines outside furniture."""
    if unlinked(root) >= _SMALL_PAGE and len(markup) <= _LARGE_PAGE:
        lines = _trafilatura_lines(markup)
        if worth(lines) >= _FEWEST_WORDS:
            rest = visible(root.text()) - sum(visible(p.text) for p in lines)
            unread = [Unread("other text", NOT_THE_BODY, rest)] if rest > 0 else []
            return Body(lines, [], unread, reader="trafilatura")
    pieces, unread = read_body(root)
    return Body(pieces, [], unread)


def _trafilatura_lines(markup: str) -> list[Piece]:
    from trafilatura import bare_extraction

    # It logs each page that it can't read as an error; here that is one of the outcomes.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(markup, include_comments=False, with_metadata=False)
    text = getattr(found, "text", None) or ""
    lines = (one_line(_MARKS.sub("", line)) for line in text.splitlines())
    return [Piece("paragraph", line) for line in lines if line]


def surroundings(root: LexborNode, node: LexborNode) -> tuple[list[Piece], list[Unread]]:
    """Lines right above the body, and an account of everything around it.

    Lines are taken from the levels around the body up to the first with a main heading.
    """
    before: list[Piece] = []
    unread: list[Unread] = []
    done = False
    for level, (above, siblings) in enumerate(_levels(root, node)):
        lines: list[Piece] = []
        for sibling, comes_first in siblings:
            characters = 0 if sibling.is_empty_text_node else visible(sibling.text())
            if not characters:
                continue
            read: list[Piece] = []
            if comes_first and not done and level < _LEVELS_BEFORE:
                read = _short_lines(sibling, characters)
            lines += read
            unread.append(_account(sibling, characters, read))
        before = lines + before
        done = done or _has_main_heading(above, lines)
    return before, [part for part in unread if part.characters > 0]


def _levels(
    root: LexborNode, node: LexborNode
) -> Iterator[tuple[LexborNode, list[tuple[LexborNode, bool]]]]:
    """For each element around the body its other children, with whether they come first."""
    inner = node
    while inner.mem_id != root.mem_id and inner.parent is not None:
        above = inner.parent
        siblings: list[tuple[LexborNode, bool]] = []
        comes_first = True
        for child in above.iter(include_text=True):
            if child.mem_id == inner.mem_id:
                comes_first = False
            else:
                siblings.append((child, comes_first))
        yield above, siblings
        inner = above


def _has_main_heading(above: LexborNode, lines: list[Piece]) -> bool:
    return any(piece.kind == "heading" for piece in lines) and above.css_first("h1") is not None


def _short_lines(node: LexborNode, characters: int) -> list[Piece]:
    """Lines of a small part above the body that could be its title, date or source."""
    if node.is_text_node:
        text = one_line(node.text_content or "")
        return [Piece("paragraph", text)] if text and characters <= 120 else []
    if characters > _LONGEST_BEFORE or node.tag in {"nav", "aside", "footer", "form"}:
        return []
    if node.tag == "ul" and node.css_first("a") is not None:
        return []
    part = part_of(node.tag, node.attributes)
    is_spare = part is not None and part[0] != "header"
    if (is_spare or len(node.css("a")) >= _MOST_LINKS_BEFORE) and node.css_first("h1") is None:
        return []
    walker = Walker(whole=characters)
    walker.read(node)
    if node.tag in {"h1", "h2", "h3"}:
        href = walker.pieces[0].href if len(walker.pieces) == 1 else None
        walker.pieces = [Piece("heading", one_line(node.text()), href=href, bold=True)]
    kept, _ = without_furniture(walker.pieces)
    return kept


def _account(node: LexborNode, characters: int, read: list[Piece]) -> Unread:
    part = None if node.is_text_node else part_of(node.tag, node.attributes)
    if part is None and characters <= _LONGEST_LINK:
        line = furniture_line(one_line(node.text()))
        part = None if line is None else (line, NOT_THE_BODY)
    what, reason = part or _by_links(node, characters)
    return Unread(what, reason, characters - sum(visible(piece.text) for piece in read))


def _by_links(node: LexborNode, characters: int) -> tuple[str, str]:
    if node.tag == "header":
        return "header", NOT_THE_BODY
    links = 0 if node.is_text_node or characters < _LONGEST_LINK else len(node.css("a"))
    is_linked = links * _LONGEST_LINK > characters
    return ("links" if is_linked else "other text"), NOT_THE_BODY
