"""The tables that captures fill, empty as long as captures do not count.

In: the archive and frames of shipped facts. Out: ``raw.captures``, ``rejects.fetches``,
``core.fact_checks``, ``meta.sources``, and what pages and data sets add to ``core.claims``.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from dcpipeline.archive import Archive
from dcpipeline.extract.origins import page_key
from dcpipeline.extract.page_claims import claims_from_pages, divided
from dcpipeline.extract.witnesses import (
    register_tellings,
    row_tellings,
    shared_origins,
    with_origins,
)
from dcpipeline.harvest import verdicts
from dcpipeline.harvest.datasets import rows_of_datasets
from dcpipeline.harvest.desk import all_sources, archive_dir, has_archive
from dcpipeline.harvest.health import live_rows, shipped_rows
from dcpipeline.harvest.pages import Trust, answers, captures_frame, fetches_frame, read_pages
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.harvest.reading import read_again
from dcpipeline.harvest.watch import HostTiers, listed_tiers, origin_of_pages
from dcpipeline.schema import conform, empty, table

SOURCES: Final = table("meta.sources")


@dataclass(frozen=True, slots=True)
class Told:
    """What pages and data sets say beside the register.

    Attributes:
        registered: claims of the register, with the tiers of originals that confirm them.
        claims: ``core.claims`` of pages and data sets.
        rejects: ``rejects.claims`` of the same.
        fact_checks: ``core.fact_checks``.
    """

    registered: pl.DataFrame
    claims: pl.DataFrame
    rejects: pl.DataFrame
    fact_checks: pl.DataFrame


def captured(data_dir: Path, *, as_of: date, counts: bool) -> dict[str, pl.DataFrame]:
    """``raw.captures`` and ``rejects.fetches``.

    Pages that the present rules have not read are read first: claims that older rules refused get
    their second chance so.

    Args:
        data_dir: data folder.
        as_of: day of the run; later captures are left out.
        counts: whether captures count; without it both are empty.
    """
    if not counts or not has_archive(data_dir):
        return {name: empty(table(name)) for name in ("raw.captures", "rejects.fetches")}
    with Archive.open(archive_dir(data_dir)) as archive:
        read_again(archive, PlaceNames(data_dir), all_sources(data_dir))
        return {
            "raw.captures": captures_frame(archive, as_of=as_of),
            "rejects.fetches": fetches_frame(archive, as_of=as_of),
        }


@dataclass(frozen=True, slots=True)
class Heard:
    """What there is to make claims of, each frame of the shape of the table it is named after.

    Attributes:
        announcements: ``raw.announcements``.
        captures: ``raw.captures``.
        fetches: ``rejects.fetches``.
        divisions: ``ref.divisions``.
        registered: claims of the register, columns of ``core.claims``.
    """

    announcements: pl.DataFrame
    captures: pl.DataFrame
    fetches: pl.DataFrame
    divisions: pl.DataFrame
    registered: pl.DataFrame


def told(data_dir: Path, heard: Heard, *, as_of: date) -> Told:
    """What the captures say.

    Args:
        data_dir: data folder, for the archive and the sources.
        heard: the tables that it rests on.
        as_of: day of the run.
    """
    captures, fetches, registered = heard.captures, heard.fetches, heard.registered
    divisions = heard.divisions.select("adcode", "parent_adcode")
    if captures.is_empty() and fetches.is_empty():
        none = divided([])
        return Told(registered, none.good, none.rejects, empty(verdicts.FACT_CHECKS))
    announcements = heard.announcements
    sources = all_sources(data_dir)
    names = PlaceNames(data_dir)
    origins = origin_of_pages(announcements, registered)
    trusted = Trust(sources, HostTiers(announcements), listed_tiers(data_dir, sources))
    with Archive.open(archive_dir(data_dir), read_only=True) as archive:
        pages = read_pages(archive, trusted, names.version, captures)
        rows = rows_of_datasets(archive, sources, names, captures, origins)
    # a page that a data set cites is no second witness beside it
    cited = {page_key(row["cited_url"]) or "": row["origin_id"] for row in rows if row["cited_url"]}
    of_pages = claims_from_pages(pages, cited | origins, as_of=as_of)
    rows = [row for row in rows if row["published_on"] <= as_of]
    of_rows = divided(rows)
    tellings = [
        *register_tellings(announcements, registered), *row_tellings(rows), *of_pages.tellings,
    ]  # fmt: skip
    shared = shared_origins(tellings, of_pages.same)
    checks = verdicts.fact_checks(
        registered, announcements, answers(pages, captures, fetches), dict(divisions.iter_rows())
    )
    return Told(
        with_origins(verdicts.with_raised_tiers(registered, checks), shared),
        with_origins(pl.concat([of_pages.good, of_rows.good]), shared),
        pl.concat([of_pages.rejects, of_rows.rejects]),
        checks,
    )


def sources_table(
    data_dir: Path, captures: pl.DataFrame | None = None, *, as_of: date, counts: bool
) -> pl.DataFrame:
    """``meta.sources``: shipped files and live sources.

    Args:
        data_dir: data folder.
        captures: ``raw.captures``: how many there are of each live source; None to look them up.
        as_of: day of the run.
        counts: whether captures count; without it no live source has had a round.

    Raises:
        FactsError: a shipped file looks cut off, or a receipt is unreadable.
        SourceError: the file of a source can't be used.
    """
    sources = all_sources(data_dir)
    rounds, kept = None, captures
    if counts and has_archive(data_dir):
        with Archive.open(archive_dir(data_dir), read_only=True) as archive:
            rounds = archive.rounds()
            kept = captures_frame(archive, as_of=as_of) if captures is None else captures
    if kept is None:
        kept = empty(table("raw.captures"))
    return conform(
        pl.concat([shipped_rows(data_dir), live_rows(sources, rounds, kept, as_of=as_of)]),
        SOURCES,
    )
