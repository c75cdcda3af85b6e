"""The archive: what was received, kept as it was received."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from dcpipeline.archive import drafts, notes, records
from dcpipeline.archive.drafts import Draft, Known
from dcpipeline.archive.errors import ArchiveError, ArchiveWriteError
from dcpipeline.archive.imported import ImportedPage
from dcpipeline.archive.index import Index
from dcpipeline.archive.lock import WriterLock
from dcpipeline.archive.reader import WARC, ArchiveReader
from dcpipeline.archive.repair import repair
from dcpipeline.archive.rows import (
    REVISITING,
    Reading,
    Receipt,
    Round,
    StoredRefusal,
    storable,
)
from dcpipeline.archive.warcfile import WarcWriter, serial
from dcpipeline.fetch import Refusal, Response

INDEX = "captures.sqlite"
MAX_FILE_BYTES = 1 << 30
BATCH = 200


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Archive(ArchiveReader):
    """Captures, refusals, readings and rounds of a folder.

    The WARC files are the truth: captures, refusals and rounds are in them, and ``captures.sqlite``
    is rebuilt from them when it is missing. Readings are only in the index; lost with it, they are
    made again from the captures. Nothing in a WARC file is ever changed or removed, except that a
    torn last record is cut off when the archive is opened to write.

    A capture, refusal or round is on disk when its method returns; inside ``batch`` when the batch
    ends. After a failed write the archive writes no more until it is opened anew.

    One thread uses an archive. One process at a time writes; any number read meanwhile.

    Attributes:
        repairs: what opening it repaired, one sentence each.
    """

    def __init__(
        self,
        root: Path,
        index: Index,
        *,
        repairs: tuple[str, ...] = (),
        writer: WarcWriter | None = None,
        lock: WriterLock | None = None,
    ) -> None:
        super().__init__(root, index)
        self._writer = writer
        self._lock = lock
        self._pending: int | None = None
        self._every = BATCH
        self._broken = False
        self.repairs = repairs

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        read_only: bool = False,
        max_file_bytes: int = MAX_FILE_BYTES,
        now: Callable[[], datetime] = _utc_now,
    ) -> Self:
        """Opens the archive of a folder.

        Args:
            root: the folder; a writer makes it if need be.
            read_only: look only; works while another process writes.
            max_file_bytes: a WARC file this long is closed and the next begun.
            now: clock for the names of WARC files, UTC without zone.

        Raises:
            ArchiveLockedError: another process writes to it; the message has its number.
            ArchiveWriteError: the folder cannot be written.
            MissingArchiveError: there is nothing to look at yet.
            ArchiveError: the index cannot be read.
        """
        if read_only:
            return cls(root, Index(root / INDEX, read_only=True))
        try:
            (root / WARC).mkdir(parents=True, exist_ok=True)
            lock = WriterLock(root)
            try:
                return cls._opened(root, lock, max_file_bytes, now)
            except BaseException:
                lock.release()
                raise
        except OSError as error:
            raise ArchiveWriteError(f"cannot write to the archive in {root}: {error}") from error

    @classmethod
    def _opened(
        cls, root: Path, lock: WriterLock, max_file_bytes: int, now: Callable[[], datetime]
    ) -> Self:
        rebuild = not (root / INDEX).exists()
        index = Index(root / INDEX, read_only=False)
        try:
            told = repair(root / WARC, index)
        except BaseException:
            index.close()
            raise
        if rebuild and told:
            told.insert(0, f"{INDEX} was missing: readings have to be made again")
        files = [(name, file_id) for name, (file_id, length) in index.files().items() if length]
        last = max(files, key=lambda file: (serial(file[0]), file[0]), default=None)
        writer = WarcWriter(root / WARC, max_bytes=max_file_bytes, now=now, last=last)
        return cls(root, index, repairs=tuple(told), writer=writer, lock=lock)

    def close(self) -> None:
        """Ends the work; others may write from now on. Closing twice does no harm."""
        writer, self._writer = self._writer, None
        try:
            if writer is not None:
                writer.close()
        finally:
            super().close()
            if self._lock is not None:
                self._lock.release()

    def store(self, source_id: str, response: Response, *, role: str = "page") -> Receipt:
        """Keeps an answer.

        An answer whose bytes an earlier capture of the same address holds, or a 304 to an address
        that has such a capture, is kept as a revisit of it. A 304 to an address without one is
        kept as an answer without content. The same answer again gives the receipt it has.

        Args:
            source_id: source that asked for it.
            response: the answer, whatever its status.
            role: ``page``, ``index`` or ``data``.

        Raises:
            ArchiveWriteError: it could not be written.
        """
        known = self._known(response.url) if response.status == REVISITING else None
        draft = drafts.of_response(source_id, role, response, known)
        return self._kept(draft)[0]

    def add_import(self, source_id: str, page: ImportedPage) -> Receipt | None:
        """Keeps a page from elsewhere; null when it is there already.

        Raises:
            ArchiveWriteError: it could not be written.
        """
        receipt, is_new = self._kept(drafts.of_page(source_id, page))
        return receipt if is_new else None

    def refuse(self, source_id: str, refusal: Refusal) -> None:
        """Keeps why there is no answer. The same refusal again changes nothing.

        Raises:
            ArchiveWriteError: it could not be written.
        """
        row = notes.stored_refusal(source_id, refusal)
        if not self._index.has_refusal(row.refusal_id):
            self._note(notes.REFUSAL, row.fetched_at, row, lambda: self._index.put_refusal(row))

    def put_round(self, row: Round) -> None:
        """Keeps a round; the latest with an id counts.

        Raises:
            ArchiveWriteError: it could not be written.
        """
        self._note(notes.ROUND, row.finished_at, row, lambda: self._index.put_round(row))

    def put_reading(self, reading: Reading) -> None:
        """Keeps a reading; the latest of a capture and reader version counts.

        Raises:
            ArchiveWriteError: it could not be written.
        """
        with self._writing():
            self._index.begin()
            self._index.put_reading(reading)
            self._done()

    @contextmanager
    def batch(self, every: int = BATCH) -> Iterator[None]:
        """Forces writes to disk together: each ``every`` of them, and at the end of the block.

        Many times faster than one by one. When an error leaves the block, what was written before
        it is kept. A crash inside loses at most the last ``every`` writes; whole records among
        them get their receipts back when the archive is opened.
        """
        if self._pending is not None:
            yield
            return
        self._pending, self._every = 0, every
        try:
            yield
        finally:
            self._pending = None
            if not self._broken:
                with self._writing():
                    self._flush()

    def _known(self, url: str) -> Known | None:
        newest = self._index.last_good(storable(url))
        if newest is None or newest.receipt.revisit_of is None:
            return Known(newest.receipt, newest) if newest else None
        holder = self._index.capture(newest.receipt.revisit_of)
        return Known(newest.receipt, holder) if holder else None

    def _kept(self, draft: Draft) -> tuple[Receipt, bool]:
        known = self._index.capture(draft.receipt.capture_id)
        if known is not None:
            return known.receipt, False
        if draft.earlier is None and draft.payload:
            url, digest = draft.receipt.url, draft.receipt.sha256
            holder = self._index.same_payload(url, draft.row.payload_sha256, digest)
            draft = draft.revisiting(holder) if holder else draft
        writer = self._ready()
        written = draft.members(writer.warcinfo_id)
        with self._writing():
            offset = writer.append(*written)
            row = drafts.placed(draft.row, writer.name, offset, len(written[-1]))
            self._index.begin()
            self._index.put_capture(row)
            self._index.put_file(writer.name, writer.warcinfo_id, writer.length)
            self._done()
        return row.receipt, True

    def _note(
        self, kind: str, at: datetime, row: StoredRefusal | Round, put: Callable[[], object]
    ) -> None:
        writer = self._ready()
        member = records.note(kind, writer.warcinfo_id, at, notes.plain(row))
        with self._writing():
            writer.append(member)
            self._index.begin()
            put()
            self._index.put_file(writer.name, writer.warcinfo_id, writer.length)
            self._done()

    def _ready(self) -> WarcWriter:
        """The writer, with a file that has room."""
        with self._writing():
            assert self._writer is not None
            if self._writer.full():
                self._writer.begin_file()
            return self._writer

    def _done(self) -> None:
        if self._pending is not None:
            self._pending += 1
            if self._pending % self._every:
                return
        self._flush()

    def _flush(self) -> None:
        """Records first, receipts after: what has a receipt has a record."""
        assert self._writer is not None
        self._writer.sync()
        self._index.commit()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._writer is None:
            raise ArchiveError("the archive is open to read only, or closed")
        if self._broken:
            raise ArchiveWriteError("an earlier write failed; open the archive anew")
        try:
            yield
        except BaseException as error:
            # file and index may disagree now; opening the archive brings them together
            self._broken = True
            with suppress(sqlite3.Error):
                self._index.rollback()
            if isinstance(error, OSError | sqlite3.Error):
                raise ArchiveWriteError(
                    f"cannot write to the archive in {self._folder.parent}: {error}; what was"
                    f" kept before is safe"
                ) from error
            raise
