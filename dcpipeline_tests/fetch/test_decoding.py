"""Content encodings: undone in any mix of pieces, under a cap, or refused by name."""

import gzip
import time
import zlib
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.fetch.decoding import decoded
from dcpipeline.fetch.errors import RefusedError
from dcpipeline.fetch.limits import Limits

gzipped = partial(gzip.compress, mtime=0)
TEXT = "智能算力中心".encode() * 40_000
NOISE = zlib.compress(bytes(range(256)) * 4000)
ENCODERS = {
    "gzip": gzipped,
    "X-Gzip": gzipped,
    "deflate": zlib.compress,
    "identity": bytes,
}
WIDE = Limits(ratio=100_000)


def bare(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("data", [b"x", TEXT, NOISE])
def test_each_encoding(name: str, data: bytes) -> None:
    assert decoded(ENCODERS[name](data), name, Limits()) == data


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.binary(max_size=3))
@settings(deadline=None)
def test_members_follow_each_other_and_padding_is_left_out(parts: list[bytes], end: bytes) -> None:
    wire = b"".join(map(gzipped, parts)) + bytes(end)
    if not end.startswith(b"\x1f\x8b"):
        assert decoded(wire, "gzip", WIDE) == b"".join(parts)


def test_the_order_of_encodings() -> None:
    wire = gzipped(zlib.compress(TEXT))
    assert decoded(wire, "deflate, gzip", Limits()) == TEXT
    assert decoded(wire, " Deflate ,, identity, GZIP", Limits()) == TEXT
    with pytest.raises(RefusedError) as refusal:
        decoded(wire, "gzip, deflate", Limits())
    assert refusal.value.code == "bad_encoding"


def test_bare_deflate() -> None:
    assert decoded(bare(TEXT), "deflate", Limits()) == TEXT


def test_nothing_is_nothing_in_any_encoding() -> None:
    assert decoded(b"", "br, gzip, gzip, gzip", Limits()) == b""


@pytest.mark.parametrize(
    ("wire", "encoding", "code"),
    [
        (b"x", "br", "bad_encoding"),
        (b"x", "zstd", "bad_encoding"),
        (b"x", "\xff\x00", "bad_encoding"),
        (gzipped(gzipped(gzipped(b"x"))), "gzip,gzip,gzip", "bad_encoding"),
        (b"<html>", "gzip", "bad_encoding"),
        (b"<html>", "deflate", "bad_encoding"),
        (gzipped(TEXT)[:-1], "gzip", "truncated"),
        (gzipped(TEXT)[:5], "gzip", "truncated"),
        (zlib.compress(TEXT)[:-1], "deflate", "truncated"),
        (gzipped(TEXT)[:-8] + b"\x00" * 8, "gzip", "bad_encoding"),
        (gzipped(b"x") + gzipped(TEXT)[:40], "gzip", "truncated"),
    ],
)
def test_what_is_not_as_its_header_says(wire: bytes, encoding: str, code: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        decoded(wire, encoding, WIDE)
    assert refusal.value.code == code


def test_the_cap_is_exact() -> None:
    wire = gzipped(NOISE)
    assert decoded(wire, "gzip", Limits(decompressed_bytes=len(NOISE))) == NOISE
    with pytest.raises(RefusedError) as refusal:
        decoded(wire, "gzip", Limits(decompressed_bytes=len(NOISE) - 1))
    assert refusal.value.code == "bomb"


def test_growth_counts_only_above_a_size_that_pages_have() -> None:
    page = b"<div>" * 400_000
    assert decoded(gzipped(page), "gzip", Limits()) == page
    with pytest.raises(RefusedError) as refusal:
        decoded(gzipped(page * 3), "gzip", Limits())
    assert refusal.value.code == "bomb"


def test_many_members_cost_little() -> None:
    began = time.process_time()
    with pytest.raises(RefusedError) as refusal:
        decoded(gzipped(b"") * 400_000, "gzip", Limits())
    assert refusal.value.code == "bomb"
    assert time.process_time() - began < 2


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
@settings(deadline=None)
def test_any_bytes_are_decoded_or_refused(wire: bytes, encoding: str) -> None:
    try:
        decoded(wire, encoding, Limits())
    except RefusedError as refusal:
        assert refusal.code in ("bad_encoding", "truncated", "bomb")
