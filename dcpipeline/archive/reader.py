"""What can be asked of an archive; nothing here writes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl

from dcpipeline.archive import coding, members
from dcpipeline.archive.errors import DamagedCaptureError, UnknownCaptureError
from dcpipeline.archive.frames import frame
from dcpipeline.archive.index import Index
from dcpipeline.archive.rows import (
    CaptureRow,
    Reading,
    Receipt,
    Round,
    StoredRefusal,
    storable,
)
from dcpipeline.archive.verify import Problem, verify

WARC = "warc"


class ArchiveReader:
    """Captures, refusals, readings and rounds of a folder.

    Args:
        root: the folder.
        index: its open index.
    """

    def __init__(self, root: Path, index: Index) -> None:
        self._folder = root / WARC
        self._index = index

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the work. Closing twice does no harm."""
        self._index.close()

    def last_good(self, url: str) -> Receipt | None:
        """The newest capture of an address (as asked) that has content.

        An answer 200 to 299 with a body, or a 304 that confirmed one. Its ``etag`` and
        ``last_modified`` are the validators for the next request.
        """
        row = self._index.last_good(storable(url))
        return row.receipt if row else None

    def receipt(self, capture_id: str) -> Receipt:
        """The receipt of a capture.

        Raises:
            UnknownCaptureError: there is no such capture.
        """
        return self._row(capture_id).receipt

    def body(self, capture_id: str) -> bytes:
        """The content of a capture, codings undone; of the one it revisits if it does.

        Raises:
            UnknownCaptureError: there is no such capture.
            DamagedCaptureError: its bytes cannot be read or are not the ones that were stored.
        """
        row = self._row(capture_id)
        holder = row.receipt.revisit_of
        if holder is not None:
            found = self._index.capture(holder)
            if found is None:
                raise DamagedCaptureError(
                    f"{capture_id} has the content of {holder}, which is gone"
                )
            row = found
        return self._content(row)

    def captures(self) -> pl.DataFrame:
        """All receipts, one column per field of ``Receipt``, sorted by ``capture_id``."""
        return frame(Receipt, self._index.captures())

    def refusals(self) -> pl.DataFrame:
        """All refusals, one column per field of ``StoredRefusal``, sorted by moment and id."""
        return frame(StoredRefusal, self._index.refusals())

    def rounds(self, source_id: str | None = None) -> pl.DataFrame:
        """Rounds of a source, or of all, one column per field of ``Round``, oldest first."""
        return frame(Round, self._index.rounds(source_id))

    def last_round(self, source_id: str) -> Round | None:
        """The newest round of a source."""
        return self._index.last_round(source_id, None)

    def last_good_round(self, source_id: str) -> Round | None:
        """The newest round of a source whose outcome is ``ok``."""
        return self._index.last_round(source_id, "ok")

    def reading(self, capture_id: str, reader_version: str) -> Reading | None:
        """What a version of the reader found in a capture; null when it did not read it."""
        return self._index.reading(capture_id, reader_version)

    def readings(self, reader_version: str) -> Iterator[Reading]:
        """Everything that a version of the reader found, sorted by capture."""
        return self._index.readings(reader_version)

    def last_reading(self, capture_id: str) -> Reading | None:
        """The newest reading of a capture, by whatever version of the reader; null without one."""
        return self._index.last_reading(capture_id)

    def unread(self, reader_version: str, *, role: str = "page") -> list[str]:
        """Captures with content that a version of the reader has not read, sorted."""
        return self._index.unread(role, reader_version)

    def state(self) -> str:
        """A text that changes with every capture, refusal and round."""
        return self._index.state()

    def verify(self) -> Iterator[Problem]:
        """Reads every byte and yields what is wrong; takes about a minute per few GB."""
        return verify(self._folder, self._index)

    def _row(self, capture_id: str) -> CaptureRow:
        row = self._index.capture(capture_id)
        if row is None:
            raise UnknownCaptureError(f"no capture has the id {capture_id!r}")
        return row

    def _content(self, row: CaptureRow) -> bytes:
        receipt = row.receipt
        path = self._folder / receipt.warc_file
        try:
            headers, block = members.read_block(path, receipt.warc_offset, receipt.warc_length)
            is_http = headers.get("warc-type") == "response"
            content = coding.undo(members.http_body(block) if is_http else block, row.coding)
        except (OSError, ValueError) as error:
            raise DamagedCaptureError(
                f"{receipt.capture_id} cannot be read from {path.name}@{receipt.warc_offset}:"
                f" {error}"
            ) from error
        if hashlib.sha256(content).hexdigest() != receipt.sha256:
            raise DamagedCaptureError(
                f"{receipt.capture_id} in {path.name}@{receipt.warc_offset} is not what was stored"
            )
        return content
