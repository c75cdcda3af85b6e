"""One round under way: asking, keeping, counting and reading, whatever the kind of the source.

In: addresses of a source. Out: captures, refusals and readings in the archive; what was asked,
found and missed is counted on the errand, from which the round makes its report.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import polars as pl

from dcpipeline.archive import Archive, Receipt
from dcpipeline.fetch import Fetcher, Politeness, Refusal, Request
from dcpipeline.harvest.drift import Finding, Severity, Tally
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.harvest.reading import read_capture
from dcpipeline.sources import Source

NOT_MODIFIED: Final = 304
# What a capture was fetched for.
PAGE, INDEX, DATA = "page", "index", "data"


@dataclass(frozen=True, slots=True)
class Target:
    """An address to ask.

    Attributes:
        url: the address.
        published: day of publication that an index states.
    """

    url: str
    published: date | None = None


@dataclass(slots=True)
class Count:
    """What has been asked and what came."""

    requests: int = 0
    bodies: int = 0
    not_modified: int = 0
    refused: int = 0
    pages: int = 0
    claims: int = 0
    wire_bytes: int = 0


@dataclass(slots=True)
class Errand:
    """A round under way.

    Attributes:
        source: what is asked.
        archive: where answers go.
        fetcher: who asks.
        names: names of places, for reading.
        data_dir: data folder.
        progress: told of pages done and to do.
        allowed_host: a host of tests, asked without pause.
        count: what has been asked and what came.
        tally: what the indexes held.
        findings: what went wrong on the way; after a fatal one there is nothing to count.
    """

    source: Source
    archive: Archive
    fetcher: Fetcher
    names: PlaceNames
    data_dir: Path
    progress: Callable[[int, int], None]
    allowed_host: str | None = None
    count: Count = field(default_factory=Count)
    tally: Tally = field(default_factory=Tally)
    findings: list[Finding] = field(default_factory=list)
    _last_refusal: str | None = None

    def ask(self, targets: Iterable[Target], role: str) -> Iterator[tuple[Target, Receipt | None]]:
        """Ask addresses, several hosts at a time, and keep what comes.

        Yields:
            Each address with the receipt of its answer; None where there was none.
        """
        by_url = {target.url: target for target in targets}
        answers = self.fetcher.fetch_all(
            [self._request(url) for url in by_url],
            politeness(self.source, by_url, self.allowed_host),
        )
        for request, outcome in answers:
            self.count.requests += 1
            if isinstance(outcome, Refusal):
                self.count.refused += 1
                self._last_refusal = outcome.detail
                self.archive.refuse(self.source.id, outcome)
                yield by_url[request.url], None
                continue
            receipt = self.archive.store(self.source.id, outcome, role=role)
            if outcome.status == NOT_MODIFIED:
                self.count.not_modified += 1
            else:
                self.count.bodies += 1
                self.count.wire_bytes += len(outcome.wire_body)
            yield by_url[request.url], receipt

    def content(self, receipt: Receipt | None) -> bytes | None:
        """The content behind a receipt; None for an error of the site or an empty answer."""
        if receipt is None or not _is_good(receipt):
            return None
        return self.archive.body(receipt.capture_id) or None

    def read_pages(self, targets: list[Target]) -> int:
        """Ask for pages and read them for claims.

        Returns:
            How many were answered with a page.
        """
        had = 0
        for done, (target, receipt) in enumerate(self.ask(targets, PAGE), start=1):
            self.progress(done, len(targets))
            if receipt is not None and _is_good(receipt) and receipt.body_bytes:
                had += 1
                self.read(receipt, target.published)
        return had

    def read(self, receipt: Receipt, published: date | None = None) -> None:
        """Read a kept page for claims, unless this version of the rules has done so."""
        claims = read_capture(
            self.archive,
            receipt,
            self.names.gazetteer,
            self.names.version,
            source=self.source,
            published=published,
        )
        if claims is not None:
            self.count.pages += 1
            self.count.claims += claims

    def found(self, severity: Severity, code: str, text: str) -> None:
        """Note something that is not as it should be."""
        self.findings.append(Finding(severity, code, text))

    def missing(self, url: str, receipt: Receipt | None) -> None:
        """Fail the round: an index or table could not be had."""
        answer = "no answer" if receipt is None else f"status {receipt.status}"
        if receipt is not None and _is_good(receipt):
            answer = "an empty answer"
        reason = f": {self._last_refusal}" if receipt is None and self._last_refusal else ""
        self.found("fatal", "no_index", f"{answer} from {url}{reason}")

    def last_asked(self) -> dict[str, str]:
        """When each address was asked last, as text that sorts; addresses as asked."""
        columns = ("url", "fetched_at")
        told = [self.archive.captures().select(columns), self.archive.refusals().select(columns)]
        both = pl.concat(told).group_by("url").agg(pl.col("fetched_at").max())
        return {url: moment.isoformat() for url, moment in both.iter_rows()}

    def kept(self, url: str) -> Receipt | None:
        """The newest capture of an address that was answered with a page; None without one."""
        return self.archive.last_good(url)

    def _request(self, url: str) -> Request:
        last = self.archive.last_good(url)
        if last is None:
            return Request(url)
        return Request(url, etag=last.etag, last_modified=last.last_modified)


def politeness(
    source: Source, urls: Iterable[str], allowed_host: str | None, *, tries: int | None = None
) -> Politeness:
    """How the hosts of addresses are treated.

    Args:
        source: says how gently it is asked.
        urls: addresses that are asked together.
        allowed_host: a host of tests, asked without pause where nobody else is.
        tries: how often a page is tried; by default as the source says.
    """
    stated = source.politeness
    pause = stated.delay_s
    if allowed_host and all(urlsplit(url).hostname == allowed_host for url in urls):
        pause = 0.0
    return Politeness(delay_s=pause, tries=tries or stated.tries, total_s=stated.total_s)


def _is_good(receipt: Receipt) -> bool:
    return 200 <= receipt.status < 300 or receipt.status == NOT_MODIFIED
