"""Content encodings, undone step by step under a cap."""

import zlib
from collections.abc import Callable
from typing import Final

from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.limits import Limits

ACCEPT_ENCODING: Final = "gzip, deflate"
_STEP: Final = 64 * 1024
_MEMBERS: Final = 1000
_GZIP: Final = 16 + zlib.MAX_WBITS


def decoded(wire: bytes, encoding: str, limits: Limits) -> bytes:
    """A body with its content encodings undone.

    Args:
        wire: the body as received.
        encoding: value of Content-Encoding, the innermost encoding first.
        limits: caps on size, growth and layers.

    Raises:
        RefusedError: unknown, broken, cut short, or growing too much.
    """
    if not wire:
        return wire
    names = [name for part in encoding.split(",") if (name := part.strip().lower())]
    names = [name for name in names if name != "identity"]
    if len(names) > limits.layers:
        raise RefusedError("bad_encoding", f"{len(names)} content encodings on top of each other.")
    body = wire
    for name in reversed(names):
        decoder = _DECODERS.get(name)
        if decoder is None:
            raise RefusedError("bad_encoding", f"Content encoding {name[:40]!a} is unknown.")
        body = decoder(body, _Budget(len(wire), limits))
    return body


class _Budget:
    """How much a body may still grow."""

    def __init__(self, wire_bytes: int, limits: Limits) -> None:
        grown = max(limits.ratio_from_bytes, limits.ratio * wire_bytes)
        self._cap = min(limits.decompressed_bytes, grown)
        self._used = 0

    @property
    def step(self) -> int:
        """Bytes to ask for next: never more than one above what is left."""
        return min(_STEP, self._cap - self._used + 1)

    def spend(self, count: int) -> None:
        self._used += count
        if self._used > self._cap:
            raise RefusedError("bomb", f"Decoding gave more than {self._cap:,} bytes.")


def _inflated(data: memoryview, window: int, budget: _Budget) -> tuple[bytes, int]:
    """One compressed stream from the start of the data, and how many bytes of it that took."""
    stream = zlib.decompressobj(window)
    parts, waiting, position = [], b"", 0
    while not stream.eof:
        if not waiting:
            waiting = bytes(data[position : position + _STEP])
            position += len(waiting)
        try:
            part = stream.decompress(waiting, budget.step)
        except zlib.error as fault:
            raise RefusedError("bad_encoding", f"The compression is broken: {fault}.") from fault
        if not (part or waiting or stream.eof):
            raise RefusedError("truncated", "The compressed content ends early.")
        waiting = stream.unconsumed_tail
        budget.spend(len(part))
        parts.append(part)
    return b"".join(parts), position - len(stream.unused_data)


def _gunzipped(body: bytes, budget: _Budget) -> bytes:
    """Every member; what follows the last one and is none is left out, as gzip itself does."""
    parts: list[bytes] = []
    data = memoryview(body)
    while not parts or bytes(data[:2]) == b"\x1f\x8b":
        if len(parts) == _MEMBERS:
            raise RefusedError("bomb", f"More than {_MEMBERS:,} compressed members in one body.")
        part, taken = _inflated(data, _GZIP, budget)
        parts.append(part)
        data = data[taken:]
    return b"".join(parts)


def _deflated(data: bytes, budget: _Budget) -> bytes:
    """With the zlib header that RFC 9110 asks for, or bare, as some servers send it."""
    wrapped = len(data) >= 2 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _inflated(memoryview(data), zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, budget)[0]


_DECODERS: Final[dict[str, Callable[[bytes, _Budget], bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
}
