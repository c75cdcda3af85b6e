"""What a round does, by the kind of the source.

Every visit asks what its kind begins with, counts what it finds in the tally of the errand, and
reads the pages that are new or have changed. Pages behind an index are asked until they have been
had once; reading them again is what watchlists are for. Of those that were not had, the ones that
were never asked come first: dead links can't keep new pages waiting.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dcpipeline.extract.indexes import (
    Entry,
    Index,
    IndexUnreadableError,
    parse_dataset,
    parse_watchlist,
    read_index,
)
from dcpipeline.extract.indexes.addresses import absolute
from dcpipeline.extract.indexes.trees import base_of
from dcpipeline.harvest.drift import Tally
from dcpipeline.harvest.errands import DATA, INDEX, Errand, Target
from dcpipeline.harvest.imports import import_folder
from dcpipeline.reference import FactsError
from dcpipeline.reference.csvfile import read_csv_rows
from dcpipeline.sources import (
    DatasetRules,
    ListingRules,
    RegisterRules,
    WarcRules,
    WatchlistRules,
)
from dcpipeline.sources.vocabularies import Kind

# Elements from the link of an entry upwards that tell how an index is laid out.
_DEPTH: Final = 6
_R = TypeVar("_R")


def visit_register(errand: Errand) -> None:
    """Count the rows of a file of facts, which every refresh reads anyway."""
    rules = _rules(errand, RegisterRules)
    path = errand.data_dir / rules.file
    try:
        rows = read_csv_rows(path)
    except FactsError as error:
        errand.found("fatal", "unreadable", str(error))
        return
    errand.tally = Tally(
        records=rows.height,
        index_bytes=path.stat().st_size,
        fingerprint=_digest(rows.columns),
    )


def visit_watchlist(errand: Errand) -> None:
    """Read known pages again, those first that nobody has asked for longest."""
    rules = _rules(errand, WatchlistRules)
    try:
        content = _file(errand, rules.file)
    except FactsError as error:
        errand.found("fatal", "unreadable", str(error))
        return
    listed = parse_watchlist(content, rules, errand.source.addresses)
    asked = errand.last_asked()
    entries = sorted(listed.entries, key=lambda entry: (asked.get(entry.url, ""), entry.url))
    targets = _targets(entries[: errand.source.bounds.max_pages])
    had = errand.read_pages(targets)
    errand.tally = Tally(records=listed.listed, pages_asked=len(targets), pages_had=had)


def visit_index(errand: Errand) -> None:
    """Read the indexes of a source and the pages behind them that are new."""
    found: dict[str, Entry] = {}
    total = Tally()
    for address in errand.source.addresses:
        for index, size, shape in _pages_of_index(errand, address):
            for entry in index.entries:
                found.setdefault(entry.url, entry)
            total = _added(total, index, size, shape)
    if errand.findings:
        return
    asked = errand.last_asked()
    kept = {url: receipt for url in found if (receipt := errand.kept(url)) is not None}
    new = [entry for entry in found.values() if entry.url not in kept]
    new.sort(key=lambda entry: (asked.get(entry.url, ""), _is_undated(entry)))
    targets = _targets(new[: errand.source.bounds.max_pages])
    had = errand.read_pages(targets)
    for url, receipt in kept.items():
        # a round that was broken off may have kept a page and not read it
        errand.read(receipt, found[url].published_on)
    errand.tally = Tally(
        records=total.records,
        dated=sum(entry.published_on is not None for entry in found.values()),
        kept=len(found),
        index_bytes=total.index_bytes,
        newest_on=total.newest_on,
        fingerprint=total.fingerprint,
        # links that were asked in vain before say nothing new about a source that gave pages
        pages_asked=sum(target.url not in asked for target in targets) if kept else len(targets),
        pages_had=had,
    )


def visit_dataset(errand: Errand) -> None:
    """Read a table of somebody else."""
    rules = _rules(errand, DatasetRules)
    total = Tally()
    for target, receipt in errand.ask([Target(url) for url in errand.source.addresses], DATA):
        content = errand.content(receipt)
        if content is None:
            errand.missing(target.url, receipt)
            return
        charset = errand.source.encoding or (receipt.charset if receipt else None)
        table = parse_dataset(content, rules, charset=charset)
        days = [record.published_on for record in table.records if record.published_on]
        total = Tally(
            records=total.records + table.listed,
            dated=total.dated + len(days),
            kept=total.kept + len(table.records),
            index_bytes=total.index_bytes + len(content),
            newest_on=max(days, default=total.newest_on),
            fingerprint=_digest(table.header),
        )
        errand.count.claims += sum(len(record.facts) for record in table.records)
    errand.tally = total


def visit_warc(errand: Errand) -> None:
    """Take in the files that somebody put into the folder of the source."""
    rules = _rules(errand, WarcRules)
    folder = errand.data_dir / rules.folder
    records = import_folder(errand, folder) if folder.is_dir() else 0
    errand.tally = Tally(records=records)


VISITS: Final[Mapping[Kind, Callable[[Errand], None]]] = {
    "register": visit_register,
    "watchlist": visit_watchlist,
    "listing": visit_index,
    "feed": visit_index,
    "api": visit_index,
    "dataset": visit_dataset,
    "warc": visit_warc,
}


def _pages_of_index(errand: Errand, address: str) -> list[tuple[Index, int, str | None]]:
    """An index from its first page to the last one that is wanted, with sizes and shapes."""
    pages: list[tuple[Index, int, str | None]] = []
    seen = set()
    url: str | None = address
    while url is not None and url not in seen:
        seen.add(url)
        receipt = next((answer for _, answer in errand.ask([Target(url)], INDEX)), None)
        content = errand.content(receipt)
        # a later page that fails leaves what the first one listed
        if content is None or receipt is None:
            if not pages:
                errand.missing(url, receipt)
            break
        try:
            index = read_index(
                errand.source,
                content,
                receipt.final_url,
                charset=receipt.charset,
                page=len(pages) + 1,
            )
        except IndexUnreadableError:
            if not pages:
                raise
            break
        pages.append((index, len(content), _shape(errand, content, receipt.final_url, index)))
        url = index.next_url
    return pages


def _added(total: Tally, index: Index, size: int, shape: str | None) -> Tally:
    days = [day for day in (total.newest_on, index.newest_on) if day is not None]
    return Tally(
        records=total.records + index.listed,
        index_bytes=total.index_bytes + size,
        newest_on=max(days, default=None),
        fingerprint=total.fingerprint or shape,
    )


def _shape(errand: Errand, content: bytes, address: str, index: Index) -> str | None:
    """Where on an index page its entries stand: tags and classes from one of them upwards.

    The last entry is looked at: many sites mark the first ones as new.
    """
    if not isinstance(errand.source.parser, ListingRules) or not index.entries:
        return None
    tree = LexborHTMLParser(content)
    base = base_of(tree, address)
    for link in tree.css("a[href]"):
        if absolute(base, link.attributes.get("href"))[0] == index.entries[-1].url:
            return _digest(_ancestors(link))
    return None


def _ancestors(link: LexborNode) -> list[str]:
    steps: list[str] = []
    node: LexborNode | None = link
    while node is not None and len(steps) < _DEPTH:
        steps.append(f"{node.tag}.{node.attributes.get('class') or ''}" if node.tag else "")
        node = node.parent
    return steps


def _is_undated(entry: Entry) -> bool:
    return (entry.published_on or entry.seen_on) is None


def _digest(parts: list[str] | tuple[str, ...]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()


def _targets(entries: list[Entry]) -> list[Target]:
    return [Target(entry.url, entry.published_on) for entry in entries]


def _file(errand: Errand, name: str | None) -> bytes | None:
    """Bytes of a file of facts.

    Raises:
        FactsError: it is not there.
    """
    if name is None:
        return None
    path: Path = errand.data_dir / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise FactsError(f"{name} can't be read: {error.strerror}.") from error


def _rules(errand: Errand, kind: type[_R]) -> _R:
    rules = errand.source.parser
    assert isinstance(rules, kind), f"{errand.source.id}: {type(rules)}"
    return rules
