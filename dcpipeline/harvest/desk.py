"""Where rounds find what they need: the archive's folder and the sources."""

from pathlib import Path

from dcpipeline.settings import settings
from dcpipeline.sources import SHIPPED, Source, load_sources


def archive_dir(data_dir: Path) -> Path:
    """Folder of the archive."""
    return settings(data_dir).captures_dir


def all_sources(data_dir: Path) -> dict[str, Source]:
    """Shipped sources and those that stand in ``sources/`` of the data folder, by id.

    Raises:
        SourceError: the file of a source can't be used.
    """
    return load_sources(SHIPPED, settings(data_dir).sources_dir)
