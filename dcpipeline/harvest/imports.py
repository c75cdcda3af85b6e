"""Files that a user brings: WARC archives and saved pages, taken into the archive and read.

In: a file or folder. Out: captures and readings in the archive, and counts with what could not be
read in words.

An import that is broken off goes on where it was when it is started again: what is kept already is
recognised by address, instant and bytes.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dcpipeline.archive import Archive, BadRecord, ImportedPage
from dcpipeline.archive.imports import read_pages
from dcpipeline.extract.decode import decode
from dcpipeline.extract.indexes.wording import comparable, pattern_of
from dcpipeline.harvest.desk import all_sources, archive_dir
from dcpipeline.harvest.errands import Errand
from dcpipeline.harvest.places import PlaceNames
from dcpipeline.harvest.reading import read_capture
from dcpipeline.sources import WarcRules
from dcpipeline.sources.words import AI_DATA_CENTERS

# Readings and receipts are made lasting together: at most so many are lost by a crash.
BATCH: Final = 200
MOST_PROBLEMS: Final = 20
IMPORTED: Final = "own_archives"


@dataclass(slots=True)
class Imported:
    """What an import has done so far.

    Attributes:
        pages: pages seen.
        new: pages that were not there before.
        read: pages read for claims.
        claims: claims in them.
        left_out: errors of sites, and pages without the words that make one worth reading.
        bad: records that could not be read.
        problems: the first of them in words.
        seconds: time spent.
    """

    pages: int = 0
    new: int = 0
    read: int = 0
    claims: int = 0
    left_out: int = 0
    bad: int = 0
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0


def ingest(
    data_dir: Path, path: Path, *, progress: Callable[[Imported], None] = lambda _: None
) -> Imported:
    """Take in a WARC file, a gzipped page, an HTML file, or a folder of them.

    Args:
        data_dir: data folder.
        path: file or folder.
        progress: told after every page.

    Raises:
        ImportPathError: there is no such file or folder.
        ArchiveError: the archive can't be written.
        FactsError: names of places can't be read.
    """
    source = all_sources(data_dir).get(IMPORTED)
    rules = source.parser if source else None
    words = rules.words if isinstance(rules, WarcRules) else (AI_DATA_CENTERS,)
    with Archive.open(archive_dir(data_dir)) as archive:
        return _take(archive, path, IMPORTED, words, PlaceNames(data_dir), progress)


def import_folder(errand: Errand, folder: Path) -> int:
    """Take in the folder of a source.

    Returns:
        Pages that stand in its files.
    """
    rules = errand.source.parser
    assert isinstance(rules, WarcRules)
    done = _take(
        errand.archive, folder, errand.source.id, rules.words, errand.names,
        lambda so_far: errand.progress(so_far.pages, 0),
    )  # fmt: skip
    errand.count.bodies += done.new
    errand.count.refused += done.bad
    errand.count.pages += done.read
    errand.count.claims += done.claims
    if done.bad:
        more = done.bad - len(done.problems)
        named = "; ".join([*done.problems, *([f"and {more} more"] if more else [])])
        errand.found("warning", "bad_record", f"could not be read: {named}")
    return done.pages


def _take(
    archive: Archive,
    path: Path,
    source_id: str,
    words: tuple[str, ...],
    names: PlaceNames,
    progress: Callable[[Imported], None],
) -> Imported:
    """Take in what a path holds."""
    done = Imported()
    started = time.monotonic()
    wanted = pattern_of(words)
    with archive.batch(every=BATCH):
        for page in read_pages(path):
            if isinstance(page, BadRecord):
                done.bad += 1
                if len(done.problems) < MOST_PROBLEMS:
                    done.problems.append(f"{page.path} at {page.offset}: {page.reason}")
            else:
                _page(archive, page, source_id, names, wanted, done)
            done.seconds = time.monotonic() - started
            progress(done)
    done.seconds = time.monotonic() - started
    return done


def _page(
    archive: Archive,
    page: ImportedPage,
    source_id: str,
    names: PlaceNames,
    wanted: re.Pattern[str] | None,
    done: Imported,
) -> None:
    done.pages += 1
    if not 200 <= page.status < 300 or not _has_words(page, wanted):
        done.left_out += 1
        return
    receipt = archive.add_import(source_id, page)
    if receipt is None:
        return
    done.new += 1
    claims = read_capture(archive, receipt, names.gazetteer, names.version)
    if claims is not None:
        done.read += 1
        done.claims += claims


def _has_words(page: ImportedPage, wanted: re.Pattern[str] | None) -> bool:
    """Whether a page has one of the words that make it worth reading."""
    if wanted is None:
        return True
    text = decode(page.body, page.charset).text
    # most words stand there as they are; folding a whole page costs a tenth of reading it
    return bool(wanted.search(text.lower()) or wanted.search(comparable(text)))
