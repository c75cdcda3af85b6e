"""RSS 0.9x, 1.0 and 2.0, and Atom, to entries."""

from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from dcpipeline.extract.indexes.addresses import absolute
from dcpipeline.extract.indexes.days import day_of_stamp
from dcpipeline.extract.indexes.entry import Day, Entry, Index
from dcpipeline.extract.indexes.errors import IndexUnreadableError
from dcpipeline.extract.indexes.feed_xml import feed_tree
from dcpipeline.extract.indexes.plain import plain
from dcpipeline.extract.indexes.wording import chosen
from dcpipeline.sources import FeedRules

_ITEMS: Final = {"rss": "item", "rdf": "item", "feed": "entry"}
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_ATOM: Final = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_PREFIXES: Final = {"dc": _DUBLIN_CORE, "content": _CONTENT, "atom": _ATOM[0]}
# Fields in the order in which they are asked, each by its local name.
_DATES: Final = ("pubdate", "published", "issued", "date", "created")
_CHANGES: Final = ("updated", "modified")
_SUMMARIES: Final = ("description", "summary", "encoded", "content")
_LONGEST_SUMMARY: Final = 2_000
# Feeds hold the last ten to some hundred items.
_MOST_ITEMS: Final = 5_000


def parse_feed(
    content: bytes,
    base_url: str,
    rules: FeedRules,
    *,
    language: str = "en",
    charset: str | None = None,
) -> Index:
    """Entries of a feed.

    Args:
        content: the bytes as received.
        base_url: address of the feed.
        rules: what is worth reading.
        language: language of the source; it decides which day a stamp means (``day_of_stamp``).
        charset: encoding by the source or the HTTP header.

    Raises:
        UnsafeFeedError: the feed declares entities of its own.
        IndexUnreadableError: the bytes are no feed.
    """
    root = feed_tree(content, charset)
    name = _local(root)
    if name not in _ITEMS:
        raise IndexUnreadableError(f"the answer is no feed: its root is {name!r}")
    entries: list[Entry] = []
    left_out: list[tuple[str, str]] = []
    for item in islice(_items(root, _ITEMS[name]), _MOST_ITEMS):
        read = _read(_Fields(item), _base(root, item, base_url), language)
        if isinstance(read, Entry):
            entries.append(read)
        else:
            left_out.append(("item", read))
    if not entries and not left_out and f"<{_ITEMS[name]}".encode() in content:
        raise IndexUnreadableError("the feed is broken: its items can't be read")
    return chosen(entries, rules, left_out)


def _items(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (node for node in root.iter() if _local(node) == name)


class _Fields:
    """Children of an item by their local name, those of foreign name spaces left aside."""

    def __init__(self, item: etree._Element) -> None:
        self.item = item
        own = {_space(item), _DUBLIN_CORE, _CONTENT, *_ATOM, ""}
        self._children: dict[str, list[etree._Element]] = {}
        for child in item:
            if _space(child) in own:
                self._children.setdefault(_local(child), []).append(child)

    def all(self, name: str) -> list[etree._Element]:
        """The children of a name."""
        return self._children.get(name, [])

    def first(self, *names: str) -> str | None:
        """The words of the first child that has any, by the order of the names."""
        for name in names:
            for child in self.all(name):
                words = "".join(map(str, child.itertext())).strip()
                if words:
                    return words
        return None


def _read(fields: _Fields, base: str, language: str) -> Entry | str:
    """An entry, or why the item is none."""
    links = [href for href in _links(fields) if href and href.strip()]
    if not links:
        return "no address"
    url, reason = next(
        (found for found in (absolute(base, href) for href in links) if found[0] is not None),
        absolute(base, links[0]),
    )
    if url is None:
        return reason
    title = plain(fields.first("title"))
    summary = plain(fields.first(*_SUMMARIES), _LONGEST_SUMMARY)
    if not title and not summary:
        return "neither title nor summary"
    day = day_of_stamp(url, fields.first(*_DATES), language)
    stamp = fields.first(*_CHANGES)
    changed = Day() if stamp is None else day_of_stamp(url, stamp, language)
    if day.on is None and day.words is None and changed.on is not None:
        day = Day(None, None, changed.words, "only the day of its last change is printed")
    words = "\n".join(line for line in (title, summary) if line)
    return Entry(url, title or summary[:100], day, words, changed.on)


def _links(fields: _Fields) -> Iterator[str | None]:
    """Addresses of an item, the most telling first."""
    for link in fields.all("link"):
        if link.get("href") is None:
            yield "".join(map(str, link.itertext()))
        elif link.get("rel", "alternate") == "alternate":
            yield link.get("href")
    for guid in fields.all("guid"):
        if guid.get("isPermaLink", "true").lower() != "false":
            yield guid.text
    yield fields.item.get(_RDF_ABOUT)
    for identifier in fields.all("id"):
        yield identifier.text


def _base(root: etree._Element, item: etree._Element, base_url: str) -> str:
    """The address that the links of an item are relative to; other elements name none in use."""
    base = base_url
    for node in (root, item):
        try:
            base = urljoin(base, node.get(_BASE) or "")
        except ValueError:
            return base_url
    return base


def _local(node: etree._Element) -> str:
    """Local name of an element in small letters; empty for anything else."""
    return _name(node)[1].lower()


def _space(node: etree._Element) -> str:
    """Name space of an element; of a prefix that the feed forgot to declare, the usual one."""
    return _name(node)[0]


def _name(node: etree._Element) -> tuple[str, str]:
    """Name space and local name."""
    tag = node.tag
    if not isinstance(tag, str):
        return "?", ""
    if tag.startswith("{"):
        space, _, local = tag[1:].partition("}")
        return space, local
    prefix, mark, local = tag.partition(":")
    return (_PREFIXES.get(prefix, "?"), local) if mark else ("", tag)
