"""Entries of a page by the selectors of its source: exactly these, or an error."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dcpipeline.extract.indexes.addresses import absolute
from dcpipeline.extract.indexes.days import day_of
from dcpipeline.extract.indexes.entry import Entry
from dcpipeline.extract.indexes.errors import IndexUnreadableError
from dcpipeline.extract.indexes.trees import title_of, words_of
from dcpipeline.extract.layouts.pieces import one_line
from dcpipeline.sources import ListingRules

MOST_ENTRIES: Final = 2_000


def select_entries(
    tree: LexborHTMLParser, base: str, rules: ListingRules
) -> tuple[list[Entry], list[tuple[str, str]]]:
    """The entries that the selectors find, and what was left out.

    Args:
        tree: the page.
        base: address that its links are relative to.
        rules: selectors; ``entries`` is given.

    Raises:
        IndexUnreadableError: a selector finds nothing on the whole page.
    """
    found = tree.css(rules.entries or "")
    if not found:
        raise IndexUnreadableError(f"the selector {rules.entries!r} for entries finds nothing")
    nodes = _innermost(found[:MOST_ENTRIES])
    _check_inner(nodes, rules)
    entries: list[Entry] = []
    left_out = [("entry", f"behind the first {MOST_ENTRIES}")] * (len(found) - MOST_ENTRIES)
    left_out += [("entry", "holds other entries")] * (len(found[:MOST_ENTRIES]) - len(nodes))
    for node in nodes:
        read = _read(node, base, rules)
        if isinstance(read, Entry):
            entries.append(read)
        else:
            left_out.append(("entry", read))
    return entries, left_out


def _innermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Entries that hold no other entry: together they are no longer than the page."""
    selected = {node.mem_id for node in nodes}
    outer: set[int] = set()
    for node in nodes:
        parent = node.parent
        while parent is not None and parent.mem_id not in outer:
            if parent.mem_id in selected:
                outer.add(parent.mem_id)
            parent = parent.parent
    return [node for node in nodes if node.mem_id not in outer]


def _check_inner(nodes: list[LexborNode], rules: ListingRules) -> None:
    inner = {"link": rules.link, "title": rules.title, "date": rules.date}
    for name, selector in inner.items():
        if selector is not None and not any(node.css_matches(selector) for node in nodes):
            raise IndexUnreadableError(
                f"the selector {selector!r} for {name} finds nothing in {len(nodes)} entries"
            )


def _read(node: LexborNode, base: str, rules: ListingRules) -> Entry | str:
    """An entry, or why it is none."""
    link = _link(node, rules.link)
    if link is None:
        return "no link"
    url, reason = absolute(base, link.attributes.get("href"))
    if url is None:
        return reason
    named = link if rules.title is None else node.css_first(rules.title)
    title = "" if named is None else title_of(named)
    if not title:
        return "no title"
    words = one_line(node.text(separator=" "))
    return Entry(url, title, day_of(url, _date_words(node, title, rules)), f"{title}\n{words}")


def _link(node: LexborNode, selector: str | None) -> LexborNode | None:
    """The selected link, or the one with the longest title."""
    if selector is not None:
        return node.css_first(selector)
    links = node.css("a[href]")
    return max(links, key=lambda link: len(title_of(link)), default=None)


def _date_words(node: LexborNode, title: str, rules: ListingRules) -> str | None:
    """The words of the date: those selected, or all of the entry apart from its title."""
    if rules.date is not None:
        selected = node.css_first(rules.date)
        return None if selected is None else words_of(selected)
    return " ".join(_lines_beside(node, title)) or None


def _lines_beside(node: LexborNode, title: str) -> Iterator[str]:
    for line in map(one_line, node.text(separator="\n").split("\n")):
        if line and not title.startswith(line):
            yield line
