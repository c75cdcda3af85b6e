"""Where rounds find what they need: the archive's folder, the sources, the names of places."""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Final

from dcpipeline import reference
from dcpipeline.harvest.reading import reader_version
from dcpipeline.normalize import Gazetteer
from dcpipeline.schema import table
from dcpipeline.settings import settings
from dcpipeline.sources import SHIPPED, Source, load_sources

# Divisions, their other names, their counties: all that names of places are read with.
PLACE_TABLES: Final = ("ref.divisions", "ref.division_aliases", "ref.counties")


def archive_dir(data_dir: Path) -> Path:
    """Folder of the archive."""
    return settings(data_dir).captures_dir


def all_sources(data_dir: Path) -> dict[str, Source]:
    """Shipped sources and those that stand in ``sources/`` of the data folder, by id.

    Raises:
        SourceError: the file of a source can't be used.
    """
    return load_sources(SHIPPED, settings(data_dir).sources_dir)


class PlaceNames:
    """Names of places that pages are read with, loaded when they are needed first."""

    def __init__(self, data_dir: Path) -> None:
        """Take the shipped names of a data folder."""
        self._data_dir = data_dir

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """From words to codes.

        Raises:
            FactsError: a file is damaged.
        """
        corrections = reference.load_corrections(self._data_dir)
        frames = [
            reference.load_table(table(name), self._data_dir, corrections) for name in PLACE_TABLES
        ]
        return Gazetteer.from_frames(*frames)

    @cached_property
    def version(self) -> str:
        """Version of the rules that read pages with these names."""
        digest = hashlib.blake2b(digest_size=8)
        for name in PLACE_TABLES:
            digest.update((self._data_dir / str(table(name).source_file)).read_bytes())
        return reader_version(digest.hexdigest())
