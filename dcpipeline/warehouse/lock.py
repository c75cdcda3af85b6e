"""One refresh at a time per target folder."""

import json
import os
import shlex
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import filelock

from dcpipeline.warehouse import files
from dcpipeline.warehouse.errors import LockedError, target_errors

_LOCK = ".refresh.lock"
_HOLDER = ".refresh.json"
_held: ContextVar[tuple[tuple[Path, "Holder"], ...]] = ContextVar("held", default=())


@dataclass(frozen=True, slots=True)
class Holder:
    """Who refreshes a target folder.

    Attributes:
        pid: process number.
        host: machine.
        started: when it took the lock, ISO 8601, UTC.
        command: its command line.
    """

    pid: int
    host: str
    started: str
    command: str

    def __str__(self) -> str:
        return f"pid {self.pid} on {self.host}, since {self.started}: {self.command}"


@contextmanager
def refresh_lock(
    target_dir: Path, *, wait: bool = False, timeout: float = -1, command: str | None = None
) -> Iterator[Holder]:
    """Holds the right to refresh a target folder.

    The lock belongs to the operating system: it falls when its process ends, however it ends.
    The holder file beside it only says who that is. A refresh that holds the lock may enter it
    again, so that a command and the graph it runs can both ask for it.

    Args:
        target_dir: folder of the warehouse; made if need be.
        wait: wait until the other refresh is done.
        timeout: longest wait in seconds; negative for no limit.
        command: what the holder is doing; by default the command line.

    Raises:
        LockedError: another refresh is running and ``wait`` is false or the time is over.
        TargetError: the folder cannot be written.
    """
    place = target_dir.resolve()
    already = dict(_held.get()).get(place)
    if already is not None:
        yield already
        return
    lock = _acquired(place, timeout if wait else 0)
    try:
        holder = _named(place, command)
        token = _held.set((*_held.get(), (place, holder)))
        try:
            yield holder
        finally:
            _held.reset(token)
            (place / _HOLDER).unlink(missing_ok=True)
    finally:
        lock.release()


def _acquired(target_dir: Path, timeout: float) -> filelock.BaseFileLock:
    with target_errors(target_dir):
        target_dir.mkdir(parents=True, exist_ok=True)
        # not thread-local: whoever ends the refresh may be another thread than the one that began
        lock = filelock.FileLock(target_dir / _LOCK, thread_local=False)
        try:
            lock.acquire(timeout=timeout)
        except filelock.Timeout as error:
            raise LockedError(f"another refresh ({_described(target_dir)}) is running") from error
    return lock


def _named(target_dir: Path, command: str | None) -> Holder:
    holder = Holder(
        pid=os.getpid(),
        host=socket.gethostname(),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        command=command or shlex.join(sys.argv),
    )
    with target_errors(target_dir):
        files.replace_text(target_dir / _HOLDER, json.dumps(asdict(holder)) + "\n")
    return holder


def running_refresh(target_dir: Path) -> Holder | None:
    """Who refreshes the folder right now; null when nobody does. Writes nothing."""
    if not (target_dir / _LOCK).exists():
        return None
    lock = filelock.FileLock(target_dir / _LOCK)
    try:
        lock.acquire(timeout=0)
    except (filelock.Timeout, OSError):
        return _holder(target_dir) or Holder(0, "unknown host", "an unknown time", "not named")
    lock.release()
    return None


def _holder(target_dir: Path) -> Holder | None:
    """Who the holder file names. After a kill it names a process that is gone."""
    try:
        content = json.loads((target_dir / _HOLDER).read_text(encoding="utf-8"))
        return Holder(**content)
    except (OSError, ValueError, TypeError):
        return None


def _described(target_dir: Path) -> str:
    holder = _holder(target_dir)
    return str(holder) if holder else "just started, not yet named"
