"""From a tree to lines: what stands on a line of its own becomes one piece."""

from typing import Final

from bs4.builder import ParserRejectedMarkup
from selectolax.lexbor import LexborNode

from dcpipeline.extract.document import BlockKind, Unread
from dcpipeline.extract.layouts.boxes import HOLDERS, box_grid
from dcpipeline.extract.layouts.furniture import part_of
from dcpipeline.extract.layouts.numbering import behind_bullet
from dcpipeline.extract.layouts.pieces import (
    Piece,
    WrongLayoutError,
    is_indented,
    numbered_from,
    one_line,
    visible,
)
from dcpipeline.extract.layouts.table import is_data_table, parse_table, pieces_of
from dcpipeline.extract.metadata import leads_to_source

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD: Final = HEADINGS | {"strong", "b"}
_ITEMS: Final = frozenset({"li", "dt", "dd"})
_LISTS: Final = frozenset({"ul", "ol"})
# A label and its value, with the white space around them.
_MOST_PARTS: Final = 5
_LONGEST_LABEL: Final = 16
BLOCKS: Final = (
    HEADINGS
    | _ITEMS
    | {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "details",
        "dir", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "frameset",
        "header", "hr", "html", "legend", "main", "menu", "nav", "ol", "optgroup", "option", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip


class Walker:
    """Reads one subtree, in time linear in its size and without recursion.

    Attributes:
        pieces: lines in the order of the page.
        unread: subtrees that were left out.
    """

    __slots__ = (
        "_bold", "_bold_text", "_href", "_is_term", "_kinds", "_link", "_linked", "_lists",
        "_parts", "_preformatted", "_whole", "pieces", "unread",
    )  # fmt: skip

    def __init__(self, *, whole: int = 0) -> None:
        """Start with nothing read.

        Args:
            whole: visible characters of the subtree. A part that holds more than half of them is
                read whatever its name says.
        """
        self.pieces: list[Piece] = []
        self.unread: list[Unread] = []
        self._parts: list[str] = []
        self._kinds: list[BlockKind] = ["paragraph"]
        self._whole = whole
        self._bold = self._link = self._preformatted = self._lists = 0
        self._is_term = False
        self._bold_text = self._linked = 0
        self._href: str | None = None

    def read(self, root: LexborNode) -> None:
        """Read the children of an element; what stood before stays."""
        last = root.mem_id
        self._preformatted = root.tag == "pre"
        node = root.first_child
        while node is not None:
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif self._enters(node, tag):
                child = node.first_child
                if child is not None:
                    node = child
                    continue
                self._leave(tag)
            node = self._following(node, last)
        self._flush()

    def _following(self, node: LexborNode, last: int) -> LexborNode | None:
        """The next node behind a subtree that is done."""
        while True:
            sibling = node.next
            if sibling is not None:
                return sibling
            parent = node.parent
            if parent is None or parent.mem_id == last:
                return None
            self._leave(parent.tag or "")
            node = parent

    def _text(self, text: str) -> None:
        if self._preformatted and "\n" in text:
            for line in text.split("\n"):
                self._words(line)
                self._flush()
        else:
            self._words(text)

    def _words(self, text: str) -> None:
        self._parts.append(text)
        if self._bold or self._link:
            length = visible(text)
            self._bold_text += length if self._bold else 0
            self._linked += length if self._link else 0

    def _enters(self, node: LexborNode, tag: str) -> bool:
        """Whether the children of an element are read; tables of data are read at once."""
        if tag.startswith("-"):
            return False
        part = part_of(tag, node.attributes)
        if part is not None and self._leaves_out(node, *part):
            if tag in BLOCKS:
                self._flush()
            return False
        if tag in BLOCKS:
            self._flush()
            if tag == "table" and is_data_table(node) and self._table(node):
                return False
            if tag in HOLDERS and self._boxes(node):
                return False
        self._open(node, tag)
        return True

    def _leaves_out(self, node: LexborNode, what: str, reason: str) -> bool:
        characters = visible(node.text())
        if self._whole and characters * 2 > self._whole and what != "hidden element":
            return False
        if characters:
            self.unread.append(Unread(what, reason, characters))
        return True

    def _open(self, node: LexborNode, tag: str) -> None:
        if tag in _BOLD:
            self._bold += 1
        elif tag == "pre":
            self._preformatted += 1
        if tag in HEADINGS:
            self._kinds.append("heading")
        elif tag in _ITEMS:
            self._kinds.append("item")
            self._is_term = tag == "dt"
        elif tag in _LISTS:
            self._lists += 1
        elif tag == "a":
            self._link += 1
            self._href = self._href or node.attributes.get("href")

    def _leave(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
        if tag in _BOLD:
            self._bold -= 1
        elif tag == "pre":
            self._preformatted -= 1
        if tag in HEADINGS or tag in _ITEMS:
            self._kinds.pop()
            self._is_term = False
        elif tag in _LISTS:
            self._lists -= 1
        elif tag == "a":
            self._link -= 1

    def _flush(self) -> None:
        """End the line, if there is one."""
        if not self._parts:
            return
        raw = "".join(self._parts)
        text = one_line(raw)
        if text:
            length = len(text) - text.count(" ")
            bold = self._bold_text > 0 and (
                self._bold_text * 10 >= (length - behind_bullet(text)) * 9
            )
            is_link = self._linked * 2 >= length or (self._linked > 0 and leads_to_source(text))
            moved = (bool(self._preformatted) and is_indented(raw)) or raw.startswith("\u3000")
            label = len(text) if self._is_term else _label(self._parts)
            self.pieces.append(
                Piece(
                    self._kinds[-1],
                    text,
                    href=self._href if is_link else None,
                    bold=bold,
                    linked=self._linked,
                    indented=moved,
                    depth=self._lists,
                    label=label,
                )
            )
        self._parts.clear()
        self._bold_text = self._linked = 0
        self._href = None

    def _table(self, node: LexborNode) -> bool:
        """Whether a table could be read by rows; else it is read like other elements."""
        try:
            parsed = parse_table(node.html or "")
        except (WrongLayoutError, ParserRejectedMarkup):
            return False
        first = 1 + max((p.record for p in self.pieces if p.record is not None), default=-1)
        self.pieces.extend(numbered_from(parsed.pieces, first))
        self.unread.extend(parsed.unread)
        return True

    def _boxes(self, node: LexborNode) -> bool:
        """Whether an element is rows of boxes that could be read as a table."""
        grid = box_grid(node)
        if grid is None:
            return False
        first = 1 + max((p.record for p in self.pieces if p.record is not None), default=-1)
        self.pieces.extend(numbered_from(pieces_of(grid), first))
        return True


def _label(parts: list[str]) -> int:
    """Characters of the first of two parts of a line; 0 where it is too long for a label."""
    if not 1 < len(parts) <= _MOST_PARTS:
        return 0
    words = [one_line(part) for part in parts if not part.isspace()]
    return len(words[0]) if len(words) == 2 and len(words[0]) <= _LONGEST_LABEL else 0


def read_lines(root: LexborNode) -> tuple[list[Piece], list[Unread]]:
    """Lines of a subtree, and the parts of it that were left out."""
    walker = Walker(whole=visible(root.text()))
    walker.read(root)
    return walker.pieces, walker.unread
