"""Brings WARC files and index together again after a crash, or when the index is gone.

Only the bytes behind the last known good length of a file are read. What is repaired:

- a record torn at the end of a file, or a request whose answer was never written, is cut off;
- a whole record without a receipt gets its receipt from its own header;
- a receipt that points behind the end of a file (a power failure took the record) is removed;
- a file in which not one record is whole is set aside as ``NAME.damaged``.

Damage in the middle of a file stays as it is and is told; the records behind it are found again. A
record counts only when it names the warcinfo record of its file, whose id nobody outside knows: a
captured body that looks like a WARC record is not taken for one.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dcpipeline.archive import drafts, members, notes, records
from dcpipeline.archive.index import Index
from dcpipeline.archive.members import Damage, Member
from dcpipeline.archive.warcfile import PATTERN, serial

_ANSWERS = frozenset({"response", "revisit", "resource"})


def repair(folder: Path, index: Index) -> list[str]:
    """Repairs all files of an archive.

    Args:
        folder: where the WARC files are.
        index: open to write, no transaction open.

    Returns:
        What was repaired, one sentence each; empty when all was in order.
    """
    known = index.files()
    told: list[str] = []
    for path in warc_files(folder):
        size = path.stat().st_size
        if size == 0:
            path.unlink()
            continue
        file_id, good_length = known.pop(path.name, ("", 0))
        if size != good_length:
            told += _repair_file(path, size, index, file_id, good_length)
    for name, (file_id, good_length) in sorted(known.items()):
        if good_length:
            told += _forget_file(name, file_id, index)
    return told


def warc_files(folder: Path) -> list[Path]:
    """The files of our own making, sorted by serial and name."""
    ours = [path for path in folder.glob(PATTERN) if serial(path.name) >= 0]
    return sorted(ours, key=lambda path: (serial(path.name), path.name))


def _forget_file(name: str, file_id: str, index: Index) -> list[str]:
    with index.transaction():
        gone = index.drop_beyond(name, 0)
        index.put_file(name, file_id, 0)
    return [f"{name} is gone: {gone} receipts removed"]


def _repair_file(path: Path, size: int, index: Index, file_id: str, good_length: int) -> list[str]:
    told = []
    with index.transaction():
        start = good_length
        if size < good_length:
            gone = index.drop_beyond(path.name, size)
            start = index.last_end(path.name)
            told.append(
                f"{path.name} is {good_length - size} bytes shorter than known: {gone} receipts"
                " without a record removed"
            )
        found = _Recovery(path, index, file_id, start)
        found.read()
        told += found.told
        if found.receipts:
            told.append(f"{path.name}: {found.receipts} receipts rebuilt from their records")
        if found.good_end < size:
            told.append(_cut(path, size, found.good_end))
        else:
            _sync(path)
        index.put_file(path.name, found.file_id, found.good_end)
    return told


def _cut(path: Path, size: int, length: int) -> str:
    if length == 0:
        path.replace(path.with_name(f"{path.name}.damaged"))
        return f"{path.name} has no whole record and is set aside as {path.name}.damaged"
    with path.open("r+b") as file:
        file.truncate(length)
    _sync(path)
    return f"{path.name}: {size - length} bytes of a torn capture cut off"


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


@dataclass(slots=True)
class _Recovery:
    """Reads the end of one file.

    Attributes:
        path: the file.
        index: where receipts go.
        file_id: id of the warcinfo record; empty when not known yet.
        good_end: up to where the file is whole.
        receipts: receipts rebuilt.
        told: what else was found.
    """

    path: Path
    index: Index
    file_id: str
    good_end: int
    receipts: int = 0
    told: list[str] = field(default_factory=list)

    def read(self) -> None:
        for item in members.scan(self.path, self.good_end):
            if isinstance(item, Damage):
                if not item.torn:
                    self._tell(item.offset, item.reason)
            elif self._is_ours(item):
                self._take(item)

    def _is_ours(self, member: Member) -> bool:
        is_head = member.headers.get("warc-type") == "warcinfo"
        named = member.headers.get("warc-record-id" if is_head else "warc-warcinfo-id", "")
        self.file_id = self.file_id or named
        return bool(named) and named == self.file_id

    def _take(self, member: Member) -> None:
        kind = member.headers.get("warc-type", "")
        if kind == "request":
            # not whole before its answer is
            return
        self.good_end = member.end
        try:
            if kind in _ANSWERS:
                content = json.loads(member.headers[records.CAPTURE.lower()])
                row = drafts.rebuilt(content, self.path.name, member)
                self.receipts += self.index.put_capture(row)
            elif kind == "metadata":
                self._take_note(member)
        except (KeyError, TypeError, ValueError) as error:
            self._tell(member.offset, f"the record does not describe itself ({error!r})")

    def _take_note(self, member: Member) -> None:
        _, block = members.read_block(self.path, member.offset, member.length)
        content: dict[str, Any] = json.loads(block)
        put: dict[str, Callable[[], object]] = {
            notes.REFUSAL: lambda: self.index.put_refusal(notes.refusal_of(content)),
            notes.ROUND: lambda: self.index.put_round(notes.round_of(content)),
        }
        put[member.headers[records.KIND.lower()]]()

    def _tell(self, offset: int, reason: str) -> None:
        self.told.append(f"{self.path.name}@{offset} is damaged and left as it is: {reason}")
