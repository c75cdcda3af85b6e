"""Running text: news and articles, with the lists and tables that stand in them."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dcpipeline.extract.document import Unread
from dcpipeline.extract.layouts.forms import with_fields
from dcpipeline.extract.layouts.furniture import SILENT, take_out, without_furniture
from dcpipeline.extract.layouts.pieces import Parsed, Piece, WrongLayoutError, tally
from dcpipeline.extract.layouts.walk import read_lines
from dcpipeline.extract.layouts.wrapping import join_wrapped


def parse_news(fragment: str) -> Parsed:
    """Paragraphs, headings, list items and rows of tables of a fragment, in its order.

    Args:
        fragment: markup of the body of a page.

    Raises:
        WrongLayoutError: for a fragment without visible text.
    """
    tree = parse_fragment(fragment)
    silent = take_silent(tree)
    pieces, unread = read_body(tree)
    if not pieces:
        raise WrongLayoutError("the fragment shows no text")
    return Parsed(tuple(pieces), tally([*silent, *unread]))


def parse_fragment(fragment: str) -> LexborNode:
    """The element that holds a fragment of markup."""
    body = LexborHTMLParser(f"<body>{fragment}", scripting=True).body
    if body is None:
        raise WrongLayoutError("the fragment is a frame set")
    return body


def take_silent(root: LexborNode) -> list[Unread]:
    """Take out of a tree what no reader sees."""
    return take_out(root.css(SILENT))


def read_body(node: LexborNode) -> tuple[list[Piece], list[Unread]]:
    """Lines of the body of a page without its furniture."""
    pieces, unread = read_lines(node)
    kept, left = without_furniture(with_fields(pieces))
    return join_wrapped(kept), unread + left
