"""Undoes transfer and content codings, never beyond a limit."""

import re
import zlib

_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
# small first steps keep a body of a million tiny members from being copied a million times
_FIRST_STEP = 1 << 10
_LAST_STEP = 1 << 18
_WINDOWS = {
    "gzip": (_GZIP,),
    "x-gzip": (_GZIP,),
    # the standard means zlib; some servers send bare deflate
    "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS),
}
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LINE_END = re.compile(rb"\r?\n")


class CodingError(ValueError):
    """A body is not what its coding says, is cut off, or is larger than the limit."""


def codings(header: str | None) -> str:
    """The codings of a header, in the order applied, lower case, without those that do nothing."""
    words = (word.strip().lower() for word in (header or "").split(","))
    return ",".join(word for word in words if word and word != "identity")


def undo(body: bytes, coding: str, limit: int | None = None) -> bytes:
    """The content behind its codings.

    Args:
        body: coded bytes.
        coding: what ``codings`` gave.
        limit: most bytes of any step; none when the bytes are our own.

    Raises:
        CodingError: see there; or the coding is not known.
    """
    for word in reversed(coding.split(",") if coding else []):
        if word not in _WINDOWS:
            raise CodingError(f"content coding {word!r} is not known")
        body = _inflate(body, word, limit)
    return body


def undo_if_coded(body: bytes, coding: str, limit: int) -> bytes:
    """The content of a body from elsewhere; some archives keep the header of a coding they undid.

    Raises:
        CodingError: see there; or the coding is not known and the body does not look like HTML.
    """
    is_gzip = coding in ("gzip", "x-gzip")
    if is_gzip and not body.startswith(_MAGIC):
        return body
    try:
        return undo(body, coding, limit)
    except CodingError:
        if body.lstrip()[:1] == b"<" and not is_gzip:
            return body
        raise


def inflate_members(body: bytes, limit: int | None) -> bytes:
    """The content of one or more gzip members; bytes that follow and are no gzip are left out.

    Raises:
        CodingError: see there.
    """
    return _members(body, _GZIP, limit)


def begin_of(body: bytes) -> bytes:
    """The first bytes of a body, decompressed if they are gzip."""
    if not body.startswith(_MAGIC):
        return body
    try:
        return zlib.decompressobj(_GZIP).decompress(body, 64)
    except zlib.error:
        return b""


def _inflate(body: bytes, word: str, limit: int | None) -> bytes:
    if not body:
        return b""
    *others, last = _WINDOWS[word]
    for window in others:
        try:
            return _members(body, window, limit)
        except CodingError as error:
            if isinstance(error.__cause__, zlib.error):
                continue
            raise
    return _members(body, last, limit)


def _members(body: bytes, window: int, limit: int | None) -> bytes:
    content = bytearray()
    at = 0
    while at == 0 or (window == _GZIP and body.startswith(_MAGIC, at)):
        engine = zlib.decompressobj(window)
        step = _FIRST_STEP
        while not engine.eof:
            data = body[at : at + step]
            if not data:
                raise CodingError("compressed bytes end early")
            content += _decompressed(engine, data, 0 if limit is None else limit - len(content) + 1)
            if limit is not None and len(content) > limit:
                raise CodingError(f"more than {limit:,} bytes when decompressed")
            at += len(data) - len(engine.unused_data)
            step = min(2 * step, _LAST_STEP)
    return bytes(content)


def _decompressed(engine: "zlib._Decompress", data: bytes, room: int) -> bytes:
    try:
        return engine.decompress(data, room)
    except zlib.error as error:
        raise CodingError(f"compressed bytes are damaged: {error}") from error


def unchunk(body: bytes) -> bytes:
    """A body without chunked transfer coding.

    Raises:
        CodingError: the chunks are cut off or not well formed.
    """
    parts: list[bytes] = []
    at = 0
    while True:
        head = _CHUNK_SIZE.match(body, at)
        if head is None:
            raise CodingError("chunked body is cut off or not well formed")
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        end = head.end() + size
        after = _LINE_END.match(body, end)
        if after is None:
            raise CodingError("a chunk ends early")
        parts.append(body[head.end() : end])
        at = after.end()


def unchunk_if_chunked(body: bytes) -> bytes:
    """``unchunk`` for a body from elsewhere; one that does not begin with a chunk is left alone.

    Raises:
        CodingError: the chunks are cut off or not well formed.
    """
    return unchunk(body) if _CHUNK_SIZE.match(body) else body
