"""Bytes of a page to a tree, in bounded time."""

from typing import Final
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dcpipeline.extract.decode import decode
from dcpipeline.extract.indexes.errors import IndexUnreadableError
from dcpipeline.extract.layouts.limits import shortened, tamed
from dcpipeline.extract.layouts.pieces import one_line

_SILENT: Final = ["script", "style", "noscript", "template", "iframe"]
_CUT: Final = ".…"


def tree_of(content: bytes, charset: str | None) -> LexborHTMLParser:
    """The tree of a page without its scripts.

    Raises:
        IndexUnreadableError: the page is nested so deep that no tree should be made of it.
    """
    text, _, is_hostile = tamed(decode(shortened(content)[0], charset).text)
    if is_hostile:
        raise IndexUnreadableError("the page is nested too deep to be read as a tree")
    tree = LexborHTMLParser(text)
    tree.strip_tags(_SILENT)
    return tree


def base_of(tree: LexborHTMLParser, url: str) -> str:
    """The address that the links of a page are relative to."""
    base = tree.css_first("base[href]")
    try:
        return url if base is None else urljoin(url, base.attributes.get("href") or "")
    except ValueError:
        return url


def words_of(node: LexborNode) -> str:
    """Words of an element as one line."""
    return one_line(node.text())


def title_of(link: LexborNode) -> str:
    """Words of a link; whole from its title attribute where the page cut them off."""
    shown = words_of(link)
    whole = one_line(link.attributes.get("title") or "")
    stem = shown.rstrip(_CUT)
    if whole and (not shown or (stem != shown and whole.startswith(stem))):
        return whole
    return shown
