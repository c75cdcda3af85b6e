"""Names of places that pages are read with, and the version of all rules that read them."""

import hashlib
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import polars as pl

import dcpipeline
from dcpipeline import reference
from dcpipeline.normalize import Gazetteer
from dcpipeline.schema import table

# Divisions, their other names, their counties: all that names of places are read with.
PLACE_TABLES: Final = ("ref.divisions", "ref.division_aliases", "ref.counties")
RULES_VERSION: Final = "1"
# Rooms whose code decides what is read from a page.
_ROOMS: Final = ("normalize", "extract")
_RULE_FILES: Final = frozenset({".py", ".yml"})


@cache
def reader_version(places_digest: str) -> str:
    """Version of the rules: a number raised by hand and a digest of rules and places.

    Args:
        places_digest: digest of the names of places that pages are read with.
    """
    package = Path(dcpipeline.__file__).parent
    digest = hashlib.blake2b(places_digest.encode(), digest_size=4)
    for room in _ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in _RULE_FILES:
                digest.update(path.relative_to(package).as_posix().encode())
                digest.update(path.read_bytes())
    return f"{RULES_VERSION}-{digest.hexdigest()}"


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
        return Gazetteer.from_frames(*self._frames)

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """From codes to the Chinese and the English name.

        Raises:
            FactsError: a file is damaged.
        """
        divisions = self._frames[0].select("adcode", "name_zh", "name_en")
        return {code: (zh, en) for code, zh, en in divisions.iter_rows()}

    @cached_property
    def _frames(self) -> list[pl.DataFrame]:
        corrections = reference.load_corrections(self._data_dir)
        return [
            reference.load_table(table(name), self._data_dir, corrections) for name in PLACE_TABLES
        ]

    @cached_property
    def version(self) -> str:
        """Version of the rules that read pages with these names."""
        digest = hashlib.blake2b(digest_size=8)
        for name in PLACE_TABLES:
            digest.update((self._data_dir / str(table(name).source_file)).read_bytes())
        return reader_version(digest.hexdigest())
