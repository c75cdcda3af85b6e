"""Appends records to the WARC files of an archive and begins a new file when one is full."""

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from dcpipeline.archive import records

NAME = re.compile(r"dcpipeline-\d{8}T\d{6}Z-(\d{5,})\.warc\.gz")
PATTERN = "*.warc.gz"


def serial(name: str) -> int:
    """The serial in the name of a file of ours; -1 for another name."""
    found = NAME.fullmatch(name)
    return int(found[1]) if found else -1


class WarcWriter:
    """The file that records are appended to.

    Attributes:
        name: name of the file; empty before the first record.
        warcinfo_id: id of the record at its head.
        length: bytes in it.

    Args:
        folder: where the files are.
        max_bytes: a file at least this long is closed before the next capture; a capture is never
            split, so a file can be longer by one.
        now: clock for file names and warcinfo records.
        last: name and warcinfo id of the newest file of ours, if any.
    """

    def __init__(
        self,
        folder: Path,
        *,
        max_bytes: int,
        now: Callable[[], datetime],
        last: tuple[str, str] | None,
    ) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._now = now
        self._file: BinaryIO | None = None
        self._unsynced = False
        self.name, self.warcinfo_id = last or ("", "")
        path = folder / self.name
        self.length = path.stat().st_size if self.name and path.exists() else 0

    def full(self) -> bool:
        """Whether the next capture needs a file of its own."""
        return not self.name or self.length >= self._max_bytes

    def begin_file(self) -> None:
        """Closes the file and begins the next.

        Raises:
            OSError: it cannot be written.
        """
        self.close()
        moment = self._now()
        number = serial(self.name) + 1
        self.name = f"dcpipeline-{moment:%Y%m%dT%H%M%SZ}-{number:05d}.warc.gz"
        self.warcinfo_id = records.new_record_id()
        self.length = 0
        # "x": a file that is there already is never written over
        self._file = (self._folder / self.name).open("xb", buffering=0)
        _sync_folder(self._folder)
        self._write(records.warcinfo(self.name, self.warcinfo_id, moment))

    def append(self, *members: bytes) -> int:
        """Appends the records of one capture in one go.

        Returns:
            Where the last of them begins.

        Raises:
            OSError: they cannot be written; some bytes may have been.
        """
        if self._file is None:
            self._file = (self._folder / self.name).open("ab", buffering=0)
        self._write(b"".join(members))
        return self.length - len(members[-1])

    def _write(self, content: bytes) -> None:
        assert self._file is not None
        left = memoryview(content)
        while left:
            written = self._file.write(left)
            left = left[written:]
        self.length += len(content)
        self._unsynced = True

    def sync(self) -> None:
        """Forces what was appended to disk.

        Raises:
            OSError: the disk refuses.
        """
        if self._file is not None and self._unsynced:
            os.fsync(self._file.fileno())
            self._unsynced = False

    def close(self) -> None:
        """Forces what was appended to disk and closes the file."""
        if self._file is not None:
            self.sync()
            self._file.close()
            self._file = None


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
