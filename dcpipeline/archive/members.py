"""Reads WARC files of our own making, gzip member by gzip member, whatever happened to them."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b\x08"
_STEP = 1 << 17
_OUTPUT = 1 << 20
_HEAD_END = b"\r\n\r\n"
_RECORD_END = b"\r\n\r\n"
_MAX_HEAD = 4 << 20
_VERSIONS = ["WARC/1.1", "WARC/1.0"]


@dataclass(frozen=True, slots=True)
class Member:
    """A whole record.

    Attributes:
        offset: where it begins, in bytes.
        length: of the gzip member, in bytes.
        headers: WARC headers, names in lower case.
        sound: its block has the digest that its header states.
    """

    offset: int
    length: int
    headers: dict[str, str]
    sound: bool

    @property
    def end(self) -> int:
        """Where the next member begins."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no whole record.

    Attributes:
        offset: where they begin.
        end: where the next record begins; the end of the file when none follows.
        reason: what is wrong, for a person.
        torn: no record follows.
    """

    offset: int
    end: int
    reason: str
    torn: bool


class _BadError(Exception):
    """No whole record. The message says why."""


def scan(path: Path, start: int = 0) -> Iterator[Member | Damage]:
    """All members of a file from ``start`` on; memory stays flat whatever their size."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        at = start
        while at < size:
            found: Member | Damage | str = _member_at(file, at)
            if isinstance(found, str):
                found = _damage(file, at, size, found)
            yield found
            at = found.end


def read_block(path: Path, offset: int, length: int) -> tuple[dict[str, str], bytes]:
    """Headers and block of the record at a place.

    Raises:
        ValueError: there is no whole record. The message says why.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        file.seek(offset)
        packed = file.read(length)
    engine = zlib.decompressobj(_GZIP)
    try:
        content = engine.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"damaged: {error}") from error
    if not engine.eof:
        raise ValueError("cut off")
    end = content.find(_HEAD_END)
    try:
        headers = _headers(content[: max(end, 0)])
    except _BadError as error:
        raise ValueError(str(error)) from error
    return headers, content[end + len(_HEAD_END) : -len(_RECORD_END)]


def http_body(block: bytes) -> bytes:
    """What follows the HTTP header block."""
    return block.partition(_HEAD_END)[2]


def _damage(file: BinaryIO, offset: int, size: int, reason: str) -> Damage:
    following = _next_start(file, offset + 1)
    return Damage(offset, following or size, reason, torn=following is None)


def _member_at(file: BinaryIO, offset: int) -> Member | str:
    file.seek(offset)
    reader = _Reader(file)
    try:
        headers, block_begin = reader.head()
        sound = reader.finish(headers, block_begin)
    except _BadError as error:
        return str(error)
    return Member(offset, reader.consumed, headers, sound)


class _Reader:
    """Decompresses one member piece by piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._engine = zlib.decompressobj(_GZIP)
        self._read = 0

    @property
    def consumed(self) -> int:
        engine = self._engine
        # at the end of a member zlib may show the same bytes as unconsumed, too
        return self._read - len(engine.unused_data if engine.eof else engine.unconsumed_tail)

    def head(self) -> tuple[dict[str, str], bytes]:
        content = b""
        while (end := content.find(_HEAD_END)) < 0:
            piece = self._piece()
            if not piece or len(content) > _MAX_HEAD:
                raise _BadError("the record has no end of headers")
            content += piece
        return _headers(content[:end]), content[end + len(_HEAD_END) :]

    def finish(self, headers: dict[str, str], begin: bytes) -> bool:
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            raise _BadError("the record does not state its length")
        left = int(length)
        digest = hashlib.sha256()
        piece, tail = begin or self._piece(), b""
        while piece:
            digest.update(piece[:left])
            tail += piece[left:]
            left = max(left - len(piece), 0)
            if len(tail) > len(_RECORD_END):
                break
            piece = self._piece()
        if left or tail != _RECORD_END:
            raise _BadError("the record is not as long as it states")
        stated = headers.get("warc-block-digest")
        return stated in (None, f"sha256:{digest.hexdigest()}")

    def _piece(self) -> bytes:
        """The next decompressed bytes; empty at the end of the member."""
        while not self._engine.eof:
            data = self._engine.unconsumed_tail
            if not data:
                data = self._file.read(_STEP)
                self._read += len(data)
            try:
                # without data too: the engine may hold back what did not fit into the last piece
                piece = self._engine.decompress(data, _OUTPUT)
            except zlib.error as error:
                raise _BadError(f"the record is damaged: {error}") from error
            if piece:
                return piece
            if not data and not self._engine.eof:
                raise _BadError("the record is cut off")
        return b""


def _headers(head: bytes) -> dict[str, str]:
    parser = StatusAndHeadersParser(_VERSIONS)
    try:
        found = parser.parse(BytesIO(head + _HEAD_END))
    except (EOFError, StatusAndHeadersParserException) as error:
        raise _BadError("this is not a WARC record") from error
    return {name.lower(): value for name, value in found.headers}


def _next_start(file: BinaryIO, start: int) -> int | None:
    """Where the next gzip member with a WARC record begins."""
    at = start
    while True:
        file.seek(at)
        piece = file.read(_STEP)
        found = piece.find(_MAGIC)
        while found >= 0:
            if _begins_record(file, at + found):
                return at + found
            found = piece.find(_MAGIC, found + 1)
        if len(piece) < _STEP:
            return None
        at += len(piece) - len(_MAGIC) + 1


def _begins_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    try:
        begin = zlib.decompressobj(_GZIP).decompress(file.read(1 << 10), 7)
    except zlib.error:
        return False
    return begin == b"WARC/1."
