"""Pieces of a page before they have a place in the canonical text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dcpipeline.extract.document import Block, BlockKind, Cell, Unread

# Runs of white space, except a no-break or thin space between two digits: 780 000 is one figure.
_GROUPING: Final = "\u00a0\u2007\u2009\u202f"
_BLANKS: Final = re.compile(r"(?!(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d))\s+")
_WHITE: Final = " \n\t\r\u3000\xa0"


class WrongLayoutError(ValueError):
    """The markup does not have the shape that a parser was asked to read."""


@dataclass(frozen=True, slots=True)
class CellPiece:
    """A cell of a row.

    Attributes:
        header: words of its column header, or of the label before it.
        start: first character in the text of the piece that holds it.
        end: character behind the last.
        above: how many pieces further up that piece stands; 0 for the row's own, more for a cell
            that a row above shares.
    """

    header: str
    start: int
    end: int
    above: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a page.

    Attributes:
        kind: what it is on the page.
        text: one line, blanks collapsed.
        record: blocks of one record share it.
        cells: of a table row.
        href: address that an entry or a line naming the source links to, as printed.
        bold: whether all of it stands out: strong, b or a heading.
        linked: characters inside links.
        indented: whether the page moves its beginning in, where white space counts.
        depth: lists that it stands in.
        label: characters at its beginning that the page sets apart as a label; the whole of it
            for the term of a definition.
    """

    kind: BlockKind
    text: str
    record: int | None = None
    cells: tuple[CellPiece, ...] = ()
    href: str | None = None
    bold: bool = False
    linked: int = 0
    indented: bool = False
    depth: int = 0
    label: int = 0


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser read, and what it left out.

    Attributes:
        pieces: in the order of the page.
        unread: parts that became no piece.
    """

    pieces: tuple[Piece, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def records(self) -> int:
        """Number of records."""
        return len({piece.record for piece in self.pieces if piece.record is not None})


def one_line(text: str) -> str:
    """Text with each run of white space as one blank, trimmed; characters stay what they are.

    A single no-break or thin space that groups the digits of a figure is kept.
    """
    if any(map(text.__contains__, _GROUPING)):
        return _BLANKS.sub(" ", text).strip()
    return " ".join(text.split())


def is_indented(text: str) -> bool:
    """Whether a line begins with two blanks or an ideographic one."""
    return text.startswith(("  ", "\t", "\u3000"))


def weight(text: str) -> int:
    """Length of a text in ideographs, three letters for one: a third of its bytes in UTF-8."""
    return len(text.encode("utf-8", "replace")) // 3


def visible(text: str) -> int:
    """Characters of a text that are no usual white space."""
    return len(text) - sum(map(text.count, _WHITE))


def tally(found: Iterable[Unread]) -> tuple[Unread, ...]:
    """One entry for each part and reason, in the order in which they were first seen."""
    characters: Counter[tuple[str, str]] = Counter()
    for part in found:
        characters[part.what, part.reason] += part.characters
    return tuple(Unread(what, reason, total) for (what, reason), total in characters.items())


def numbered_from(pieces: Sequence[Piece], first: int) -> list[Piece]:
    """Pieces whose records count from ``first``."""
    return [
        piece if piece.record is None else replace(piece, record=piece.record + first)
        for piece in pieces
    ]


def assemble(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The canonical text of pieces, one a line, and their blocks."""
    starts: list[int] = []
    at = 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text) + 1
    blocks = (
        Block(
            piece.kind,
            starts[index],
            starts[index] + len(piece.text),
            piece.record,
            tuple(_placed(piece.cells, starts, index)),
            piece.href,
        )
        for index, piece in enumerate(pieces)
    )
    return "\n".join(piece.text for piece in pieces), tuple(blocks)


def _placed(cells: Iterable[CellPiece], starts: Sequence[int], index: int) -> Iterator[Cell]:
    for cell in cells:
        origin = starts[index - cell.above]
        yield Cell(cell.header, origin + cell.start, origin + cell.end)
