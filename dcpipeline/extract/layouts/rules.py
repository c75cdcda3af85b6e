"""Which shape the lines of a page have.

The first that holds: ``notice`` with two header fields of a listed company in its first lines;
``table`` where rows of tables are three fifths of the text; ``digest`` with at least three items,
each a headline and its text, under a title that says so, or four whose headlines tell of events;
``project_list`` with at least three numbered or listed entries that open with the name of a
project, under a title that says so or with a figure in every other entry; ``article`` for running
text of 6,000 characters or with three headings; else ``news``. One numbered section list, or
"firstly, secondly" in a paragraph, is still running text. Listings are told by their links before
there are lines (``layouts.body``).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dcpipeline.extract.document import Layout
from dcpipeline.extract.layouts.cards import with_cards
from dcpipeline.extract.layouts.definitions import as_definitions
from dcpipeline.extract.layouts.digest import as_digest
from dcpipeline.extract.layouts.enumerations import split_lists
from dcpipeline.extract.layouts.forms import is_numbered_field, with_form_records
from dcpipeline.extract.layouts.notice import as_notice
from dcpipeline.extract.layouts.numbering import number_of
from dcpipeline.extract.layouts.pieces import Piece, weight
from dcpipeline.extract.layouts.project_list import as_project_list
from dcpipeline.extract.layouts.sheets import with_sheets
from dcpipeline.extract.layouts.words import DIGEST_TITLE
from dcpipeline.extract.layouts.wrapping import ends_sentence

_FEWEST_ROWS: Final = 2
_TABLE_SHARE: Final = 0.6
_LONGEST_HEADING: Final = 40
_LONG_ARTICLE: Final = 6_000
_ARTICLE_HEADINGS: Final = 3


def laid_out(pieces: Sequence[Piece], title: str) -> tuple[Layout, list[Piece]]:
    """The layout of a page that is no listing, and its pieces with their records."""
    pieces = with_sheets(split_lists(pieces))
    notice = as_notice(pieces)
    if notice is not None:
        return "notice", notice
    if _is_table(pieces):
        return "table", list(pieces)
    cards = with_cards(pieces)
    if cards is not None:
        is_digest = DIGEST_TITLE.search(title) is not None
        return ("digest" if is_digest else "project_list"), cards
    entries = as_definitions(pieces)
    if entries is not None:
        return "listing", entries
    digest = as_digest(pieces, title)
    if digest is not None:
        return "digest", digest
    projects = as_project_list(pieces, title)
    if projects is not None:
        return "project_list", projects
    running = with_form_records([_as_heading(piece) for piece in pieces])
    headings = sum(piece.kind == "heading" for piece in running)
    is_long = sum(len(p.text) for p in running) >= _LONG_ARTICLE or headings >= _ARTICLE_HEADINGS
    return ("article" if is_long else "news"), running


def with_list_records(pieces: Sequence[Piece], title: str) -> list[Piece]:
    """Lines of a plain text with a record for each item of a digest or a list, or each form."""
    pieces = with_sheets(pieces)
    return as_digest(pieces, title) or as_project_list(pieces, title) or with_form_records(pieces)


def _is_table(pieces: Sequence[Piece]) -> bool:
    rows = [len(piece.text) for piece in pieces if piece.kind == "row"]
    total = sum(len(piece.text) for piece in pieces)
    return len(rows) >= _FEWEST_ROWS and sum(rows) >= _TABLE_SHARE * total


def _as_heading(piece: Piece) -> Piece:
    """A short bold or numbered line of running text without a full stop is a heading."""
    if piece.kind != "paragraph" or weight(piece.text) > _LONGEST_HEADING:
        return piece
    if is_numbered_field(piece.text):
        return piece
    number = None if piece.bold else number_of(piece.text)
    is_set_off = piece.bold or (number is not None and number.style in {"han", "han_bracket"})
    return replace(piece, kind="heading") if is_set_off and not ends_sentence(piece.text) else piece
