"""A first look at a source: what it answers, and what its parser makes of that. Nothing is kept.

In: a source, enabled or not. Out: lines for a person, and the answer itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dcpipeline.archive.drafts import media_type
from dcpipeline.extract.indexes import (
    IndexUnreadableError,
    parse_dataset,
    parse_watchlist,
    read_index,
)
from dcpipeline.extract.reading import read_document
from dcpipeline.fetch import Fetcher, Refusal, Request, Response
from dcpipeline.harvest.desk import all_sources
from dcpipeline.harvest.errands import politeness
from dcpipeline.settings import test_host
from dcpipeline.sources import DatasetRules, Source, UnknownSourceError, WatchlistRules

EXAMPLES: Final = 5


@dataclass(frozen=True, slots=True)
class Probe:
    """What a first look found.

    Attributes:
        lines: the report, for a person.
        content: the first answer; None without one.
        is_readable: whether the parser found what the source promises.
    """

    lines: tuple[str, ...]
    content: bytes | None
    is_readable: bool


def check_asked(data_dir: Path, source_ids: Sequence[str]) -> None:
    """Make sure that sources can be asked.

    Raises:
        UnknownSourceError: there is no such source, or it is not enabled.
        SourceError: the file of a source can't be used.
    """
    sources = all_sources(data_dir)
    for source_id in source_ids:
        source = _known(sources, source_id)
        if not source.is_enabled:
            raise UnknownSourceError(
                f"{source_id} is {source.state}: {source.reason} "
                f"Look at it with: dcpipeline sources probe {source_id}"
            )


def probe(data_dir: Path, source_id: str) -> Probe:
    """Ask the first address of a source and read it.

    Args:
        data_dir: data folder.
        source_id: the source; it need not be enabled.

    Raises:
        UnknownSourceError: there is no such source.
        SourceError: the file of a source can't be used.
    """
    source = _known(all_sources(data_dir), source_id)
    try:
        address = _first_address(source, data_dir)
    except (OSError, IndexUnreadableError) as error:
        return Probe((f"its list of pages can't be read: {error}",), None, False)
    if address is None:
        return Probe(
            (f"{source.id} has no address: a {source.kind} reads {data_dir}.",), None, True
        )
    allowed = test_host()
    with Fetcher(allowed_host=allowed) as fetcher:
        outcome = fetcher.fetch(Request(address), politeness(source, [address], allowed, tries=1))
    if isinstance(outcome, Refusal):
        return Probe((address, f"no answer ({outcome.code}): {outcome.detail}"), None, False)
    lines = [address, *_answer(outcome)]
    try:
        found = list(_read(source, outcome))
    except IndexUnreadableError as error:
        return Probe((*lines, f"not readable: {error}"), outcome.body, False)
    is_readable = bool(found) and 200 <= outcome.status < 300
    return Probe((*lines, *found, *_advice(source)), outcome.body, is_readable)


def _known(sources: dict[str, Source], source_id: str) -> Source:
    source = sources.get(source_id)
    if source is None:
        raise UnknownSourceError(f"there is no source {source_id!r}; known: {', '.join(sources)}")
    return source


def _first_address(source: Source, data_dir: Path) -> str | None:
    if source.addresses:
        return source.addresses[0]
    rules = source.parser
    if not isinstance(rules, WatchlistRules) or rules.file is None:
        return None
    listed = parse_watchlist((data_dir / rules.file).read_bytes(), rules)
    return listed.entries[0].url if listed.entries else None


def _answer(answer: Response) -> Iterator[str]:
    if answer.final_url != answer.url:
        yield f"led to {answer.final_url}"
    yield f"status {answer.status} {answer.reason}, {len(answer.body)} bytes from {answer.ip}"
    for name in ("Content-Type", "ETag", "Last-Modified", "Cache-Control"):
        value = answer.header(name)
        yield f"{name}: {value}" if value else f"{name}: not stated"


def _read(source: Source, answer: Response) -> Iterator[str]:
    """What the parser of the source finds, and examples of it."""
    charset = source.encoding or media_type(answer.header("Content-Type"))[1]
    if isinstance(source.parser, DatasetRules):
        table = parse_dataset(answer.body, source.parser, charset=charset)
        yield f"{table.listed} rows, {len(table.records)} that count"
        for record in table.records[:EXAMPLES]:
            yield f"  {record.name or record.adcode}: {len(record.facts)} statements"
        return
    if isinstance(source.parser, WatchlistRules):
        document = read_document(answer.body, url=answer.url, charset=charset)
        yield f"page of layout {document.layout}, {len(document.text)} characters of text"
        return
    index = read_index(source, answer.body, answer.final_url, charset=charset)
    yield f"{index.listed} entries, {len(index.entries)} worth reading"
    for entry in index.entries[:EXAMPLES]:
        yield f"  {entry.published_on or entry.seen_on or 'no date'}  {entry.title}  {entry.url}"
    for left in index.left_out:
        yield f"  left out: {left.count} × {left.what}, {left.reason}"


def _advice(source: Source) -> Iterator[str]:
    if not source.is_enabled and source.state == "disabled":
        yield (
            f"If this is right: in {source.id}.yml set layout_seen to markup and state to enabled, "
            "take out the reason, and add the answer in your own words as a fixture."
        )
