"""Index pages to entries."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.indexes.addresses import absolute, host_of
from dcpipeline.extract.indexes.days import day_of
from dcpipeline.extract.indexes.entry import Entry, Index
from dcpipeline.extract.indexes.errors import IndexUnreadableError
from dcpipeline.extract.indexes.selected import select_entries
from dcpipeline.extract.indexes.trees import base_of, tree_of, words_of
from dcpipeline.extract.indexes.wording import chosen
from dcpipeline.extract.reading import read_document
from dcpipeline.sources import ListingRules

_ARROWS: Final = " <>«»‹›→←[]【】"


def parse_index(
    content: bytes,
    base_url: str,
    rules: ListingRules,
    *,
    charset: str | None = None,
    page: int = 1,
) -> Index:
    """Entries of an index page.

    Without selectors the entries are found as ``read_document`` finds those of a listing: at least
    five siblings of one kind with a link each, or another layout whose records have links.

    Args:
        content: the bytes as received.
        base_url: address of the page.
        rules: how it is read, and what is worth reading.
        charset: encoding by the source or the HTTP header.
        page: number of the page within the round; the limit of ``rules.next`` counts it.

    Raises:
        IndexUnreadableError: the page holds no list, or a selector finds nothing.
    """
    tree = tree_of(content, charset)
    base = base_of(tree, base_url)
    if rules.entries is not None:
        entries, left_out = select_entries(tree, base, rules)
    else:
        document = read_document(content, url=base_url, charset=charset)
        entries, left_out = _listed(document, base)
    return chosen(entries, rules, left_out, _next_url(tree, base, base_url, rules, page))


def _listed(document: Document, base: str) -> tuple[list[Entry], list[tuple[str, str]]]:
    """The records of a document that link elsewhere."""
    entries: list[Entry] = []
    left_out: list[tuple[str, str]] = []
    for link, blocks in _records(document):
        url, reason = absolute(base, link.href)
        if url is None:
            left_out.append(("entry", reason))
            continue
        title, *others = (document.text[b.start : b.end] for b in (link, *blocks))
        dates = [document.text[b.start : b.end] for b in blocks if b.kind == "meta"]
        day = day_of(url, " ".join(dates) or None)
        entries.append(Entry(url, title, day, "\n".join((title, *others))))
    if not entries and not left_out:
        raise IndexUnreadableError(
            f"no list of links on the page, which reads as {document.layout}"
        )
    return entries, left_out


def _records(document: Document) -> Iterator[tuple[Block, list[Block]]]:
    """The block of a record that links elsewhere, and the others."""
    records: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.record is not None:
            records.setdefault(block.record, []).append(block)
    for blocks in records.values():
        link = next((block for block in blocks if block.href), None)
        if link is not None:
            yield link, [block for block in blocks if block is not link]


def _next_url(
    tree: LexborHTMLParser, base: str, base_url: str, rules: ListingRules, page: int
) -> str | None:
    """Address of the next page: on the same host, and within the limit."""
    following = rules.next
    if following is None or page >= following.limit:
        return None
    if following.address is not None:
        return following.address.replace("{page}", str(page + 1))
    href: str | None = None
    if following.selector is not None:
        node = tree.css_first(following.selector)
        href = None if node is None else node.attributes.get("href")
    elif following.words is not None:
        href = _labelled(tree, following.words)
    url, _ = absolute(base, href)
    return url if url is not None and host_of(url) == host_of(base_url) else None


def _labelled(tree: LexborHTMLParser, words: str) -> str | None:
    """The link whose words are these, arrows aside."""
    for link in tree.css("a[href]"):
        if words_of(link).strip(_ARROWS).lower() == words.lower():
            return link.attributes.get("href")
    return None
