"""A round of one source: ask its indexes, then the pages they lead to, keep and read the answers.

In: a source, the archive, a polite fetcher. Out: captures, readings and refusals in the archive,
and a report with what was found and what is not as it was. A round never raises for anything that a
source does; what it had before it failed is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Final
from uuid import uuid4

from dcpipeline.archive import Archive, DamagedCaptureError, Round
from dcpipeline.extract.indexes import IndexUnreadableError
from dcpipeline.fetch import Fetcher
from dcpipeline.harvest.desk import archive_dir, has_archive
from dcpipeline.harvest.drift import Finding, Tally, find_drift
from dcpipeline.harvest.errands import Errand
from dcpipeline.harvest.health import GOOD_ROUND
from dcpipeline.harvest.kinds import VISITS
from dcpipeline.harvest.pages import day_of
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.sources import Source

FAILED: Final = "failed"
FATAL: Final = "fatal"
# Source, pages done, pages to do.
Progress = Callable[[str, int, int], None]


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def silent(source_id: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a round brought.

    Attributes:
        source_id: the source.
        outcome: ``ok`` or ``failed``.
        findings: what is not as it was, fatal ones first.
        tally: what the indexes held.
        requests: requests made.
        bodies: answers that brought content.
        not_modified: answers that found a page unchanged.
        refused: requests without an answer.
        pages: pages read for claims, in this round.
        claims: claims in them.
        wire_bytes: bytes that came over the wire.
    """

    source_id: str
    outcome: str
    findings: tuple[Finding, ...]
    tally: Tally
    requests: int
    bodies: int
    not_modified: int
    refused: int
    pages: int
    claims: int
    wire_bytes: int

    @property
    def reason(self) -> str | None:
        """Findings in words; None where there are none."""
        return "; ".join(finding.text for finding in self.findings) or None

    def figures(self) -> dict[str, int | str]:
        """What a person looks at first."""
        return {
            "outcome": self.outcome,
            "records": self.tally.records,
            "requests": self.requests,
            "answers with content": self.bodies,
            "unchanged": self.not_modified,
            "refused": self.refused,
            "pages read": self.pages,
            "claims": self.claims,
            "bytes": self.wire_bytes,
        }


class Rounds:
    """Rounds over sources of one data folder, with one fetcher for all of them."""

    def __init__(
        self,
        data_dir: Path,
        *,
        progress: Progress = silent,
        fetcher: Fetcher | None = None,
        allowed_host: str | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        """Prepare rounds.

        Args:
            data_dir: data folder.
            progress: told of every page.
            fetcher: by default one that keeps all guards up.
            allowed_host: a host of tests, asked without pause; see ``fetch.Fetcher``.
            now: the moment, UTC without zone; with fractions, so that two rounds within a second
                have an order.
        """
        self._now = now
        self._data_dir = data_dir
        self._progress = progress
        self._fetcher = fetcher or Fetcher(allowed_host=allowed_host)
        self._allowed_host = allowed_host
        self._names = PlaceNames(data_dir)

    def __enter__(self) -> "Rounds":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._fetcher.close()

    def run(self, source: Source, *, today: date) -> Report:
        """One round.

        Args:
            source: what is asked.
            today: the day of the run in Shanghai.

        Raises:
            ArchiveError: what came can't be kept.
            FactsError: names of places can't be read.
        """
        started = self._now()
        with Archive.open(archive_dir(self._data_dir)) as archive:
            errand = Errand(
                source=source,
                archive=archive,
                fetcher=self._fetcher,
                names=self._names,
                data_dir=self._data_dir,
                progress=lambda done, total: self._progress(source.id, done, total),
                allowed_host=self._allowed_host,
            )
            try:
                VISITS[source.kind](errand)
            except IndexUnreadableError as error:
                errand.found("fatal", "layout", str(error))
            except DamagedCaptureError as error:
                errand.found("fatal", "damaged", str(error))
            if not any(finding.severity == FATAL for finding in errand.findings):
                earlier = _earlier(archive, source.id)
                errand.findings += find_drift(errand.tally, earlier, source.bounds, today=today)
            report = _report(errand)
            archive.put_round(_row(report, started, self._now()))
        return report

    def last_outcome(self, source_id: str) -> tuple[bool, str]:
        """Whether the last round of a source was good or there was none, and a word on it."""
        if not has_archive(self._data_dir):
            return True, "no round over it yet"
        with Archive.open(archive_dir(self._data_dir), read_only=True) as archive:
            rounds = list(archive.rounds(source_id).iter_rows(named=True))
        if not rounds:
            return True, "no round over it yet"
        last = rounds[-1]
        day = day_of(last["finished_at"])
        return last["outcome"] == GOOD_ROUND, f"last round on {day}: {last['reason'] or 'good'}"

    def last_good_on(self, source_id: str) -> date | None:
        """Day of the last good round of a source in Shanghai; None where there was none."""
        if not has_archive(self._data_dir):
            return None
        with Archive.open(archive_dir(self._data_dir), read_only=True) as archive:
            rounds = archive.rounds(source_id).iter_rows(named=True)
            days = [day_of(row["finished_at"]) for row in rounds if row["outcome"] == GOOD_ROUND]
        return days[-1] if days else None


def _report(errand: Errand) -> Report:
    findings = tuple(sorted(errand.findings, key=lambda finding: finding.severity))
    is_fatal = any(finding.severity == FATAL for finding in findings)
    count = errand.count
    return Report(
        source_id=errand.source.id,
        outcome=FAILED if is_fatal else GOOD_ROUND,
        findings=findings,
        tally=errand.tally,
        requests=count.requests,
        bodies=count.bodies,
        not_modified=count.not_modified,
        refused=count.refused,
        pages=count.pages,
        claims=count.claims,
        wire_bytes=count.wire_bytes,
    )


def _row(report: Report, started: datetime, finished: datetime) -> Round:
    tally = report.tally
    return Round(
        round_id=f"ro{uuid4().hex[:16]}",
        source_id=report.source_id,
        started_at=started,
        finished_at=finished,
        outcome=report.outcome,
        reason=report.reason,
        requests=report.requests,
        bodies=report.bodies,
        not_modified=report.not_modified,
        refused=report.refused,
        pages=report.pages,
        records=tally.records,
        dated=tally.dated,
        index_bytes=tally.index_bytes,
        claims=report.claims,
        fingerprint=tally.fingerprint,
        bytes=report.wire_bytes,
    )


def _earlier(archive: Archive, source_id: str) -> list[Tally]:
    """What good rounds of a source held, newest first."""
    rows = list(archive.rounds(source_id).iter_rows(named=True))
    return [
        Tally(
            records=row["records"],
            dated=row["dated"],
            index_bytes=row["index_bytes"],
            fingerprint=row["fingerprint"],
        )
        for row in reversed(rows)
        if row["outcome"] == GOOD_ROUND
    ]
