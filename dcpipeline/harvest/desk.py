"""Where rounds find what they need: the archive's folder and the sources."""

import hashlib
from pathlib import Path

from dcpipeline.archive import INDEX, Archive
from dcpipeline.settings import settings
from dcpipeline.sources import SHIPPED, Source, load_sources


def archive_dir(data_dir: Path) -> Path:
    """Folder of the archive."""
    return settings(data_dir).captures_dir


def has_archive(data_dir: Path) -> bool:
    """Whether anything was ever captured here."""
    return (archive_dir(data_dir) / INDEX).is_file()


def all_sources(data_dir: Path) -> dict[str, Source]:
    """Shipped sources and those that stand in ``sources/`` of the data folder, by id.

    Raises:
        SourceError: the file of a source can't be used.
    """
    return load_sources(SHIPPED, settings(data_dir).sources_dir)


def archive_state(data_dir: Path) -> str:
    """A text that changes with the archive and with added sources; empty without an archive."""
    if not has_archive(data_dir):
        return ""
    with Archive.open(archive_dir(data_dir), read_only=True) as archive:
        held = archive.state()
    added = sorted(settings(data_dir).sources_dir.glob("*.yml"))
    digest = hashlib.blake2b(held.encode(), digest_size=8)
    for path in added:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
