"""One writer at a time per archive."""

import json
import os
from pathlib import Path

import filelock

from dcpipeline.archive.errors import ArchiveLockedError

_LOCK = ".archive.lock"
_HOLDER = ".archive.json"


class WriterLock:
    """The right to write to an archive.

    The lock belongs to the operating system: it falls when its process ends, however it ends. The
    holder file beside it only says who that is.

    Args:
        root: folder of the archive; it exists.

    Raises:
        ArchiveLockedError: another process, or this one, writes to the archive already.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        # not thread-local: whoever closes the archive may be another thread than the one that
        # opened it
        self._lock = filelock.FileLock(root / _LOCK, thread_local=False)
        try:
            self._lock.acquire(timeout=0)
        except filelock.Timeout as error:
            raise ArchiveLockedError(
                f"{_holder(root)} writes to the archive in {root} already"
            ) from error
        (root / _HOLDER).write_text(json.dumps({"pid": os.getpid()}) + "\n", encoding="utf-8")

    def release(self) -> None:
        """Lets others write."""
        (self._root / _HOLDER).unlink(missing_ok=True)
        self._lock.release()


def _holder(root: Path) -> str:
    try:
        return f"process {int(json.loads((root / _HOLDER).read_text(encoding='utf-8'))['pid'])}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process, just started and not yet named,"
