"""Bodies that are more than one element: rows of a table, entries of a list, parts of a text."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from dcpipeline.extract.layouts.furniture import part_of
from dcpipeline.extract.layouts.pieces import one_line, visible, weight
from dcpipeline.extract.layouts.table import is_data_table

FEWEST_ENTRIES: Final = 5
_SHORTEST_TITLE: Final = 6
_CLIMB: Final = 6
# An entry with more text than that, or with most of the text of its group, is an article.
_LONGEST_ENTRY: Final = 600
_MOST_TABLES: Final = 40
_SMALL_TABLE: Final = 40
_SHORTEST_PART: Final = 50


def above(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around an element, the nearest first, up to the body of the page."""
    parent = node.parent
    while parent is not None and parent.tag not in {"html", "-document"}:
        yield parent
        parent = parent.parent


def around_tables(root: LexborNode, node: LexborNode | None) -> LexborNode | None:
    """The element that holds a body and the tables of data that are more than it.

    Args:
        root: the body element.
        node: the body that its prose shows; None without prose.

    Returns:
        The body itself where the tables lie in it, or hold less than it; else the smallest element
        around both. None without prose and without a table.
    """
    tables = _data_tables(root)
    size = 0 if node is None else visible(node.text())
    for table in tables:
        if node is not None and (_is_around(table, node) or _is_around(node, table)):
            node = _outer(table, node)
        elif visible(table.text()) > size:
            node = _common(table, node) if node is not None else table.parent
    return node


def _data_tables(root: LexborNode) -> list[LexborNode]:
    """Tables of data outside of side bars and the like."""
    return [
        table
        for table in root.css("table")[:_MOST_TABLES]
        if visible(table.text()) >= _SMALL_TABLE and is_data_table(table) and not _in_part(table)
    ]


def _in_part(node: LexborNode) -> bool:
    """Whether an element belongs to a named part of the page that is not its body."""
    parts = (part_of(element.tag, element.attributes) for element in (node, *above(node)))
    return any(part is not None and part[0] not in {"form", "header"} for part in parts)


def _is_around(outer: LexborNode, inner: LexborNode) -> bool:
    return any(element.mem_id == outer.mem_id for element in (inner, *above(inner)))


def _outer(table: LexborNode, node: LexborNode) -> LexborNode:
    """What holds a table, where the body is a cell of it or the table itself; else the body."""
    return table.parent or node if _is_around(table, node) else node


def _common(table: LexborNode, node: LexborNode) -> LexborNode:
    """The smallest element around both."""
    holders = {element.mem_id for element in above(table)}
    return next((element for element in above(node) if element.mem_id in holders), node)


def entries_around(node: LexborNode) -> LexborNode | None:
    """The element whose children are entries of a listing, where a body is part of one of them.

    Entries are at least five children of one tag and class that each have a link with a title; the
    one with the body has less than half of their text.
    """
    entry: LexborNode | None = node
    for _ in range(_CLIMB):
        if entry is None or entry.tag in {"body", "html"}:
            return None
        if _has_twin(entry) and _is_entry(entry):
            return entry.parent
        entry = entry.parent
    return None


def _kind(node: LexborNode) -> tuple[str | None, str]:
    names = (node.attributes.get("class") or "").split()
    return node.tag, names[0] if names else ""


def _has_twin(entry: LexborNode) -> bool:
    """Whether the next or the previous element has the same tag and class."""
    kind = _kind(entry)
    beside = [entry.next, entry.prev]
    for index, forward in enumerate((True, False)):
        other = beside[index]
        while other is not None and (other.tag or "").startswith("-"):
            other = other.next if forward else other.prev
        if other is not None and _kind(other) == kind:
            return True
    return False


def _is_entry(entry: LexborNode) -> bool:
    size = visible(entry.text())
    if size > _LONGEST_ENTRY or entry.parent is None:
        return False
    kind = _kind(entry)
    fellows = [other for other in entry.parent.iter() if _kind(other) == kind]
    linked = [other for other in fellows if _has_title(other)]
    if len(linked) < FEWEST_ENTRIES or len(linked) * 10 < len(fellows) * 8:
        return False
    return size * 2 < sum(visible(other.text()) for other in fellows)


def _has_title(entry: LexborNode) -> bool:
    return any(weight(one_line(link.text())) >= _SHORTEST_TITLE for link in entry.css("a[href]"))


def with_fellows(node: LexborNode) -> LexborNode:
    """The element around a body and others of its tag and class that hold text; else the body."""
    kind = _kind(node)
    if not kind[1] or node.parent is None or not _has_twin(node):
        return node
    fellows = (other for other in node.parent.iter() if _kind(other) == kind)
    has_more = any(o.mem_id != node.mem_id and _unlinked(o) >= _SHORTEST_PART for o in fellows)
    return node.parent if has_more else node


def _unlinked(node: LexborNode) -> int:
    return visible(node.text()) - sum(visible(link.text()) for link in node.css("a"))
