"""A data folder, a site, and rounds whose clock the test sets."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dcpipeline import harvest
from dcpipeline.archive import Archive
from dcpipeline.fetch import Fetcher
from dcpipeline.harvest import Report, Rounds
from dcpipeline.harvest.health import live_rows
from dcpipeline.harvest.pages import captures_frame
from dcpipeline.normalize import Gazetteer
from dcpipeline.pipeline import STEPS
from dcpipeline.steps import open_run, run_steps
from dcpipeline_tests.harvest.files import write_source
from dcpipeline_tests.normalize.conftest import gazetteer
from dcpipeline_tests.site import Site

__all__ = ["gazetteer"]
_FACTS = {"core.claims", "raw.captures", "raw.announcements", "ref.divisions"}


@dataclass
class Clock:
    """A moment that moves on with each look, and to which a test can set the day."""

    moment: datetime = datetime(2026, 6, 1, 4)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=7)
        return self.moment

    @property
    def today(self) -> date:
        return self.moment.date()

    def pass_days(self, days: int) -> None:
        self.moment += timedelta(days=days)


@dataclass
class Desk:
    """A data folder with its sources, and everything that is done with it.

    Attributes:
        data: the folder.
        site: the site that its sources lead to.
        facts: register and divisions as frames, and claims of the register.
        clock: when pages are fetched.
    """

    data: Path
    site: Site
    facts: dict[str, pl.DataFrame]
    clock: Clock = field(default_factory=Clock)

    def source(self, kind: str, source_id: str = "news", **fields: object) -> None:
        """Write a source whose rounds are quick."""
        politeness = {"tries": 1, "total_s": 5}
        write_source(self.data, source_id, kind, **{"politeness": politeness, **fields})

    def listing(self, *paths: str, **fields: object) -> None:
        """Write a listing that takes every entry."""
        rules = {"words": ["everything"], **fields.pop("parser", {})}
        addresses = [self.site.url(path) for path in paths or ("/listing",)]
        self.source("listing", addresses=addresses, parser=rules, **fields)

    def round(self, source_id: str = "news") -> Report:
        """A round of a source."""
        fetcher = Fetcher(allowed_host=self.site.host, now=self.clock)
        with Rounds(
            self.data, fetcher=fetcher, allowed_host=self.site.host, now=self.clock
        ) as rounds:
            return rounds.run(harvest.all_sources(self.data)[source_id], today=self.clock.today)

    def tables(self, as_of: date | None = None) -> dict[str, pl.DataFrame]:
        """Tables that captures fill, as the steps of the pipeline make them."""
        day = as_of or self.clock.today
        frames = self.facts | harvest.captured(self.data, as_of=day, counts=True)
        heard = harvest.Heard(
            announcements=frames["raw.announcements"],
            captures=frames["raw.captures"],
            fetches=frames["rejects.fetches"],
            divisions=frames["ref.divisions"],
            registered=frames["core.claims"],
        )
        told = harvest.told(self.data, heard, as_of=day)
        return frames | {
            "core.claims": pl.concat([told.registered, told.claims]).sort("claim_id"),
            "rejects.claims": told.rejects,
            "core.fact_checks": told.fact_checks,
        }

    def claims(self, source_id: str = "news", as_of: date | None = None) -> pl.DataFrame:
        """Claims of a source."""
        return self.tables(as_of)["core.claims"].filter(source_id=source_id)

    def health(self, source_id: str = "news") -> dict[str, object]:
        """Its row of ``meta.sources``."""
        day = self.clock.today
        with self.archive() as archive:
            rounds = archive.rounds()
            captures = captures_frame(archive, as_of=day)
        frame = live_rows(harvest.all_sources(self.data), rounds, captures, as_of=day)
        return frame.row(by_predicate=pl.col("source_id") == source_id, named=True)

    def archive(self) -> Archive:
        """The archive, to look at."""
        return Archive.open(harvest.archive_dir(self.data), read_only=True)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture(scope="session")
def facts(shipped_data: Path) -> dict[str, pl.DataFrame]:
    run = open_run(shipped_data)
    return run_steps([step for step in STEPS if _FACTS & set(step.produces)], run)


@pytest.fixture
def desk(
    data_copy: Path,
    site: Site,
    facts: dict[str, pl.DataFrame],
    gazetteer: Gazetteer,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    # the same for all folders, and slow to load for each test
    monkeypatch.setattr(harvest.PlaceNames, "gazetteer", gazetteer)
    monkeypatch.setattr("dcpipeline.harvest.desk.SHIPPED", data_copy / "none")
    return Desk(data_copy, site, facts)
