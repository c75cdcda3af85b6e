"""Reads every byte of an archive and says what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dcpipeline.archive import members
from dcpipeline.archive.index import Index
from dcpipeline.archive.members import Damage
from dcpipeline.archive.repair import warc_files


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be.

    Attributes:
        file: WARC file.
        offset: where, in bytes.
        reason: what, for a person.
        capture_id: the capture that is hit, if one is.
    """

    file: str
    offset: int
    reason: str
    capture_id: str | None = None


def verify(folder: Path, index: Index) -> Iterator[Problem]:
    """Compares records, their digests and receipts; changes nothing.

    Only what lies within the known length of a file is looked at, so that a writer at work does
    not show as damage.
    """
    known = index.files()
    for path in warc_files(folder):
        _, good_length = known.pop(path.name, ("", 0))
        yield from _verify_file(path, index, good_length)
    for name in sorted(known):
        yield from _missing(name, index.places(name))


def _verify_file(path: Path, index: Index, good_length: int) -> Iterator[Problem]:
    places = index.places(path.name)
    for item in members.scan(path):
        if item.offset >= good_length:
            break
        capture_id, length = places.pop(item.offset, (None, 0))
        if isinstance(item, Damage):
            yield Problem(path.name, item.offset, item.reason, capture_id)
        elif not item.sound:
            yield Problem(path.name, item.offset, "the block is not what was stored", capture_id)
        elif capture_id is not None and length != item.length:
            yield Problem(path.name, item.offset, "the receipt states another length", capture_id)
    yield from _missing(path.name, places)


def _missing(name: str, places: dict[int, tuple[str, int]]) -> Iterator[Problem]:
    for offset, (capture_id, _) in sorted(places.items()):
        yield Problem(name, offset, "no record begins where the receipt says", capture_id)
