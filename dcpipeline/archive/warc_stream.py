"""The bytes of a foreign WARC file, decompressed, with their places; memory stays flat."""

import re
import zlib
from typing import BinaryIO, NamedTuple

_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
_STEP = 1 << 17
_OUTPUT = 1 << 18
LONGEST_LINE = 1 << 16
_START = re.compile(rb"WARC/\d")


class StreamError(Exception):
    """The bytes cannot be read on from here; the message says why.

    Attributes:
        offset: where it went wrong, in bytes of the file.
    """

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset


class Place(NamedTuple):
    """Where something begins.

    Attributes:
        offset: in the file, in bytes; of the gzip member if it is compressed.
        inside: decompressed bytes of the member before it.
    """

    offset: int
    inside: int

    def __str__(self) -> str:
        return f"{self.offset}+{self.inside}" if self.inside else f"{self.offset}"


class WarcStream:
    """Reads plain files, files with a gzip member per record, and files gzipped as a whole.

    After a ``StreamError`` the stream stands where reading can go on: at the next gzip member, or
    at the end.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._engine: zlib._Decompress | None = None
        self._raw = b""
        self._raw_end = 0
        self._buffer = b""
        self._at = 0
        self._begin = Place(0, 0)
        self._inside_line = False
        self._packed = file.read(2) == _MAGIC
        file.seek(0)

    def next_line(self, *, starts_record: bool) -> tuple[Place, bytes] | None:
        """The next line that is not blank, or that starts a record; null at the end.

        Raises:
            StreamError: see there.
        """
        while self._fill():
            place = self._place()
            goes_on = self._inside_line and not self._at_record()
            line = self.readline()
            if _START.match(line) and not goes_on if starts_record else line.strip():
                return place, line
        return None

    def readline(self) -> bytes:
        """The bytes up to the end of the line, at most 64 KiB; fewer at the end of the file.

        Raises:
            StreamError: see there.
        """
        parts: list[bytes] = []
        left = LONGEST_LINE
        while left and self._fill() and not (parts and self._at_record()):
            end = self._buffer.find(b"\n", self._at, self._at + left)
            part = self._take(left if end < 0 else end + 1 - self._at)
            parts.append(part)
            left = 0 if end >= 0 else left - len(part)
        line = b"".join(parts)
        self._inside_line = not line.endswith(b"\n")
        return line

    def read(self, size: int) -> bytes:
        """Bytes of a block, exactly so many.

        Raises:
            StreamError: there are fewer before the file ends or the next record begins.
        """
        parts: list[bytes] = []
        while size:
            self._fill_block()
            parts.append(self._take(size))
            size -= len(parts[-1])
        return b"".join(parts)

    def skip(self, size: int) -> None:
        """Leaves out bytes of a block.

        Raises:
            StreamError: there are fewer before the file ends or the next record begins.
        """
        while size:
            self._fill_block()
            size -= len(self._take(size))

    def finish_record(self) -> None:
        """Leaves out the blank lines behind a block; a member that ends there is checked.

        Raises:
            StreamError: the gzip member is cut off, or not what its checksum says.
        """
        while self._packed and not self._ended():
            if self._at >= len(self._buffer):
                self._buffer = self._unpacked() or b""
            elif self._buffer[self._at] in b"\r\n":
                self._at += 1
            else:
                return

    def _ended(self) -> bool:
        """Whether all of the member is taken."""
        engine = self._engine
        return self._at >= len(self._buffer) and (engine is None or engine.eof)

    def _place(self) -> Place:
        if self._packed:
            return Place(self._begin.offset, self._begin.inside + self._at)
        return Place(self._begin.offset + self._at, 0)

    def _take(self, size: int) -> bytes:
        part = self._buffer[self._at : self._at + size]
        self._at += len(part)
        return part

    def _fill_block(self) -> None:
        self._inside_line = False
        offset = self._begin.offset
        is_new = self._at >= len(self._buffer)
        if not self._fill():
            raise StreamError(offset, "the record is cut off")
        if is_new and self._begin.offset != offset and self._at_record():
            raise StreamError(offset, "the record is longer than its gzip member")

    def _at_record(self) -> bool:
        """Whether a gzip member begins here, and with a record."""
        begins = self._packed and self._at == 0 and self._begin.inside == 0
        return begins and _START.match(self._buffer) is not None

    def _fill(self) -> bool:
        """Makes sure that there are bytes to take; false at the end of the file."""
        while self._at >= len(self._buffer):
            piece = self._unpacked() if self._packed else self._plain()
            if piece is None:
                return False
            self._buffer, self._at = piece, 0
        return True

    def _plain(self) -> bytes | None:
        self._begin = Place(self._file.tell(), 0)
        return self._file.read(_STEP) or None

    def _unpacked(self) -> bytes | None:
        engine = self._engine
        if engine is None or engine.eof:
            self._raw = engine.unused_data if engine else self._raw
            if not self._more_raw():
                return None
            self._begin = Place(self._raw_end - len(self._raw), 0)
            engine = self._engine = zlib.decompressobj(_GZIP)
        else:
            self._begin = Place(self._begin.offset, self._begin.inside + len(self._buffer))
            self._raw = engine.unconsumed_tail
            self._more_raw()
        self._buffer, self._at = b"", 0
        offset = self._begin.offset
        try:
            # without data too: the engine may hold back what did not fit into the last piece
            piece = engine.decompress(self._raw, _OUTPUT)
        except zlib.error as error:
            self._go_to_next_member(offset + 1)
            raise StreamError(offset, f"the compressed bytes are damaged: {error}") from error
        if not piece and not self._raw and not engine.eof:
            self._engine = None
            raise StreamError(offset, "the compressed bytes end early")
        return piece

    def _more_raw(self) -> bool:
        if not self._raw:
            self._raw = self._file.read(_STEP)
            self._raw_end += len(self._raw)
        return bool(self._raw)

    def _go_to_next_member(self, start: int) -> None:
        self._engine = None
        self._inside_line = False
        self._raw = b""
        at = start
        while True:
            self._file.seek(at)
            piece = self._file.read(_STEP)
            found = self._member_in(piece, at)
            if found is not None or len(piece) < _STEP:
                self._raw_end = self._file.seek(*((found, 0) if found is not None else (0, 2)))
                return
            at += len(piece) - len(_MAGIC) + 1

    def _member_in(self, piece: bytes, offset: int) -> int | None:
        found = piece.find(_MAGIC)
        while found >= 0:
            self._file.seek(offset + found)
            try:
                begin = zlib.decompressobj(_GZIP).decompress(self._file.read(1 << 10), 6)
            except zlib.error:
                begin = b""
            if _START.match(begin):
                return offset + found
            found = piece.find(_MAGIC, found + 1)
        return None
