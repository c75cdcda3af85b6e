"""Known pages, read again: the addresses in a file of facts."""

from collections.abc import Iterable, Iterator

from dcpipeline.extract.indexes.addresses import absolute, host_of
from dcpipeline.extract.indexes.days import day_of
from dcpipeline.extract.indexes.entry import Entry, Index, tally
from dcpipeline.extract.indexes.rows import Row, read_csv
from dcpipeline.sources import WatchlistRules, below


def parse_watchlist(
    content: bytes | None, rules: WatchlistRules, addresses: Iterable[str] = ()
) -> Index:
    """Pages of a watchlist, each once, in the order of the file; those of the source come first.

    Args:
        content: bytes of ``rules.file``; None where the source has none.
        rules: where the addresses are, and which rows count.
        addresses: addresses of the source itself.

    Raises:
        VanishedFieldError: a column is gone.
        IndexUnreadableError: the bytes are no such table.
    """
    found: dict[str, Entry] = {}
    left_out: list[tuple[str, str]] = []
    for url in addresses:
        found.setdefault(url, Entry(url, "", words=""))
    for entry in () if content is None else _entries(content, rules):
        if isinstance(entry, str):
            left_out.append(("address", entry))
        elif entry.url in found:
            left_out.append(("address", "listed twice"))
        else:
            found[entry.url] = entry
    return Index(tuple(found.values()), len(found), tally(left_out))


def _entries(content: bytes, rules: WatchlistRules) -> Iterator[Entry | str]:
    """An entry for each address, or why it is none."""
    for row in read_csv(content, _columns(rules)).rows:
        for watched in rules.columns:
            printed = row.cells[watched.column].strip()
            if not printed:
                continue
            yield _entry(row, printed, rules) if row.meets(watched.where) else "rows of others"


def _columns(rules: WatchlistRules) -> tuple[str, ...]:
    """Columns that are read."""
    named = [rules.title, rules.published, rules.tier]
    named += [name for watched in rules.columns for name in (watched.column, *watched.where)]
    return tuple(dict.fromkeys(name for name in named if name is not None))


def _entry(row: Row, printed: str, rules: WatchlistRules) -> Entry | str:
    url, reason = absolute("", printed)
    if url is None:
        return reason
    if any(below(host_of(url), end) for end in rules.skip_hosts):
        return "its host is skipped"
    title = _words(row, rules.title) or ""
    day = day_of(url, _words(row, rules.published))
    return Entry(url, title, day, title, tier=_words(row, rules.tier))


def _words(row: Row, column: str | None) -> str | None:
    return None if column is None else row.cells[column].strip() or None
