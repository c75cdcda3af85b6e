"""A page as it was read: its canonical text, and how the text is laid out."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

# Raised whenever the same bytes give another canonical text: older spans stay with theirs.
TEXT_VERSION: Final = "2"

Layout = Literal[
    "news", "listing", "digest", "notice", "project_list", "table", "article", "text", "empty"
]
BlockKind = Literal["title", "meta", "heading", "paragraph", "item", "row"]
# Where the publication day of a page comes from, most trusted first.
PublishedBasis = Literal["given", "address", "dateline", "printed"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table row.

    Attributes:
        header: words of its column header, header rows joined by a blank; empty without a header.
        start: first character in the canonical text.
        end: character behind the last.
    """

    header: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the canonical text that stands by itself on the page.

    Attributes:
        kind: title of the page, line with date and source, heading, paragraph, list item, table
            row.
        start: first character in the canonical text.
        end: character behind the last; the character there is a line break or the end.
        record: blocks of one record speak of one thing: an entry of a listing, an item of a
            digest, an entry of a numbered list, a table row. None in running text.
        cells: of a table row, left to right; merged cells repeated in the rows they span only by
            their header and span.
        href: address that an entry of a listing, or a line that names the source, links to, as
            printed.
    """

    kind: BlockKind
    start: int
    end: int
    record: int | None = None
    cells: tuple[Cell, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the page that was left out of the canonical text.

    Attributes:
        what: the part, such as ``nav``, ``related links`` or ``script``.
        reason: why it was left out.
        characters: length of its visible text.
    """

    what: str
    reason: str
    characters: int


@dataclass(frozen=True, slots=True)
class Document:
    """The canonical text of a page and its layout.

    Attributes:
        text: title, line with date and source, and body; one block a line, no markup, no
            navigation. The source's own characters: nothing is converted or corrected in it.
        blocks: in the order of the text, without overlap.
        layout: shape of the page; ``text`` for plain text, ``empty`` where nothing could be read.
        language: zh, en or fr.
        title: title of the page, None without one.
        published_on: day on which the page was published, None where nothing says so.
        published_basis: where that day comes from.
        source_words: outlet that the page names as its source (来源), None without one.
        encoding: how the bytes were read, such as ``utf-8`` or ``gb18030``.
        reader: who found the body: ``selectolax``, ``trafilatura`` or ``text``.
        unread: what was left out, with the reason.
        text_version: version of the rules that made the text.
    """

    text: str
    blocks: tuple[Block, ...]
    layout: Layout
    language: str
    title: str | None = None
    published_on: date | None = None
    published_basis: PublishedBasis | None = None
    source_words: str | None = None
    encoding: str = "utf-8"
    reader: str = "text"
    unread: tuple[Unread, ...] = ()
    text_version: str = TEXT_VERSION
