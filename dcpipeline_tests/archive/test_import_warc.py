"""Foreign WARC files, of whatever version and in whatever state."""

import gzip
import hashlib
import tracemalloc
import zlib
from collections import Counter
from datetime import datetime

import pytest

from dcpipeline.archive import (
    Archive,
    BadRecord,
    ImportedPage,
    read_pages,
    warc_import,
    warc_stream,
)
from dcpipeline_tests.archive import warcs
from dcpipeline_tests.archive.samples import numbered, text_body
from dcpipeline_tests.archive.warcs import (
    FORMS,
    REQUEST,
    REVISIT,
    WARCINFO,
    chunked,
    http,
    per_record,
    plain,
    record,
    response,
)

BODY = text_body(1, 300)


@pytest.fixture
def pages(tmp_path):
    def written(content, name="a.warc"):
        path = tmp_path / name
        path.write_bytes(content)
        found = read_pages(path)
        return list(found), found.skipped

    return written


def bodies(items):
    return [item.body if isinstance(item, ImportedPage) else item.reason for item in items]


@pytest.mark.parametrize("version", ["1.0", "1.1", "0.18"])
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("name", FORMS)
def test_plain_and_gzipped_files_of_all_versions(pages, name, end, version):
    one = record("response", http(BODY), version=version, end=end)
    two = record("response", http(b"<p>two"), url="https://b.cn/", version=version, end=end)
    content = FORMS[name](WARCINFO, one, REQUEST, REVISIT, two)
    items, skipped = pages(content, name)
    first, second = items
    assert first == ImportedPage(
        url=warcs.ADDRESS,
        fetched_at=datetime(2017, 3, 6, 16, 54, 9),
        status=200,
        content_type="text/html",
        charset=None,
        body=BODY,
        headers=(("Content-Type", "text/html"),),
        where=first.where,
    )
    assert (second.url, second.body) == ("https://b.cn/", b"<p>two")
    assert skipped == Counter(warcinfo=1, request=1, revisit=1)


def test_places_are_those_of_the_record(pages):
    parts = (WARCINFO, response(b"<p>1"), response(b"<p>2"))
    assert [p.where for p in pages(plain(*parts))[0]] == [
        f"a.warc@{len(WARCINFO)}",
        f"a.warc@{len(WARCINFO + parts[1])}",
    ]
    offsets = [len(per_record(*parts[:n])) for n in (1, 2)]
    found = pages(per_record(*parts), "b.warc.gz")[0]
    assert [p.where for p in found] == [f"b.warc.gz@{offset}" for offset in offsets]
    found = pages(warcs.as_a_whole(*parts), "c.warc.gz")[0]
    assert found[0].where == f"c.warc.gz@0+{len(WARCINFO)}"


BARE = zlib.compressobj(wbits=-15)
CODED = {
    "chunked": (chunked(BODY[:7], BODY[7:]), ["Transfer-Encoding: chunked"]),
    "gzip": (gzip.compress(BODY), ["Content-Encoding: gzip"]),
    "two gzip members": (
        gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]),
        ["Content-Encoding: gzip"],
    ),
    "chunked gzip": (
        chunked(gzip.compress(BODY)[:9], gzip.compress(BODY)[9:]),
        ["Content-Encoding: gzip", "Transfer-Encoding: Chunked"],
    ),
    "deflate": (zlib.compress(BODY), ["Content-Encoding: deflate"]),
    "bare deflate": (BARE.compress(BODY) + BARE.flush(), ["content-encoding: deflate"]),
    "dechunked, header left": (BODY, ["Transfer-Encoding: chunked"]),
    "decoded, header left": (BODY, ["Content-Encoding: gzip"]),
    "brotli decoded, header left": (BODY, ["Content-Encoding: br"]),
    "deflate decoded, header left": (BODY, ["Content-Encoding: deflate"]),
    "trailers": (chunked(BODY)[:-2] + b"X: y\r\n\r\n", ["Transfer-Encoding: chunked"]),
}


@pytest.mark.parametrize("case", CODED)
def test_codings_are_undone(pages, case):
    body, headers = CODED[case]
    assert bodies(pages(response(body, *headers))[0]) == [BODY]


BAD = {
    "compressed bytes end early": (gzip.compress(BODY)[:-9], ["Content-Encoding: gzip"]),
    "compressed bytes are damaged": (
        gzip.compress(BODY)[:-8] + bytes(8),
        ["Content-Encoding: gzip"],
    ),
    "a chunk ends early": (chunked(BODY)[:-30], ["Transfer-Encoding: chunked"]),
    "not well formed": (chunked(BODY)[:-5] + b"zz", ["Transfer-Encoding: chunked"]),
    "'br' is not known": (b"\x8b\x03\x80x", ["Content-Encoding: br"]),
}


@pytest.mark.parametrize("reason", BAD)
def test_a_body_that_cannot_be_decoded_is_told_and_reading_goes_on(pages, reason):
    body, headers = BAD[reason]
    items, _ = pages(plain(WARCINFO, response(body, *headers), response(b"<p>next")))
    bad, good = items
    assert isinstance(bad, BadRecord) and reason in bad.reason
    assert (bad.path, bad.offset) == ("a.warc", len(WARCINFO))
    assert good.body == b"<p>next"


def test_a_bomb_is_refused_without_being_unpacked(pages):
    bomb = gzip.compress(b"\0" * (40 << 20))
    content = plain(response(bomb, "Content-Encoding: gzip"), response(b"<p>next"))
    tracemalloc.start()
    items, _ = pages(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bodies(items) == ["more than 33,554,432 bytes when decompressed", b"<p>next"]
    assert peak < 120 << 20


def test_a_block_beyond_the_limit_is_skipped_and_memory_stays_flat(tmp_path, monkeypatch):
    monkeypatch.setattr(warc_import, "_MAX_BLOCK", 1 << 20)
    path = tmp_path / "big.warc.gz"
    big = record("response", http(b"x" * (9 << 20)), digest=False)
    video = record("response", http(b"x" * (9 << 20), content_type="video/mp4"), digest=False)
    path.write_bytes(per_record(big, video, response(b"<p>next")))
    del big, video
    tracemalloc.start()
    found = read_pages(path)
    items = list(found)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert bodies(items) == ["the block is larger than 1,048,576 bytes", b"<p>next"]
    assert found.skipped == Counter(not_a_page=1)
    assert peak < 2 << 20


@pytest.mark.parametrize(
    ("content_type", "taken"),
    [
        ("text/html; charset=gb2312", True),
        ('TEXT/HTML;charset="GBK"', True),
        ("application/xhtml+xml", True),
        ("text/plain", True),
        (None, True),
        ("image/png", False),
        ("application/pdf", False),
        ("text/css", False),
    ],
)
def test_only_pages_are_taken(pages, content_type, taken):
    items, skipped = pages(record("response", http(BODY, content_type=content_type)))
    assert len(items) == taken
    assert skipped == Counter() if taken else Counter(not_a_page=1)
    if taken and content_type and "charset" in content_type:
        assert items[0].charset in ("gb2312", "gbk")
        assert items[0].content_type == "text/html"


def test_resources_are_taken_when_they_are_html_or_text(pages):
    items, skipped = pages(
        plain(
            record("resource", b"<p>r", url="urn:x:1", Content_Type="text/html; charset=utf-8"),
            record("resource", b"text", Content_Type="text/plain"),
            record("resource", b"1 2 3", url="dns:a.cn", Content_Type="text/dns"),
            record("resource", b"?"),
            record("conversion", b"<p>c", Content_Type="text/html"),
            record("continuation", b"x"),
            record("metadata", b"x"),
        )
    )
    assert [(i.url, i.body, i.status, i.charset, i.headers) for i in items] == [
        ("urn:x:1", b"<p>r", 200, "utf-8", ()),
        (warcs.ADDRESS, b"text", 200, None, ()),
    ]
    assert skipped == Counter(not_a_page=2, conversion=1, continuation=1, metadata=1)


def test_other_statuses_are_taken_and_empty_or_foreign_answers_are_not(pages):
    items, skipped = pages(
        plain(
            record("response", http(b"gone", status="404 Not Found")),
            record("response", http(b"", status="301 Moved")),
            record("response", b"", url="http://a.cn/"),
            record("response", b"20010102 a.cn. 1.2.3.4", url="dns:a.cn"),
        )
    )
    assert [getattr(item, "status", None) for item in items] == [404, None]
    assert items[1].reason == "the record holds no HTTP answer"
    assert skipped == Counter(empty=1, not_http=1)


def test_an_address_in_angle_brackets_is_taken_out_of_them(pages):
    items, _ = pages(response(BODY, url="<http://a.cn/x>"))
    assert items[0].url == "http://a.cn/x"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2017-03-06T16:54:09.123456789Z", datetime(2017, 3, 6, 16, 54, 9)),
        ("2017-03-06T16:54Z", datetime(2017, 3, 6, 16, 54)),
        ("2017-03-06", datetime(2017, 3, 6)),
        ("2017-03", datetime(2017, 3, 1)),
        ("2017", datetime(2017, 1, 1)),
        ("2017-03-07T00:54:09+08:00", datetime(2017, 3, 6, 16, 54, 9)),
    ],
)
def test_dates_of_both_versions(pages, date, moment):
    assert pages(response(BODY, date=date))[0][0].fetched_at == moment


@pytest.mark.parametrize("date", [None, "", "yesterday", "2017-13", "2017-02-30T00:00:00Z"])
def test_a_record_without_a_date_is_told(pages, date):
    (bad,) = pages(response(BODY, date=date))[0]
    assert "no date that can be read" in bad.reason


NEXT = response(b"<p>next")
TORTURE = {
    "no length": (record("response", http(BODY), length=""), "does not state its length"),
    "length no number": (record("response", http(BODY), length="-5"), "not state its length"),
    "wrong digest": (
        record("response", http(BODY), WARC_Block_Digest="sha1:" + "A" * 32),
        "not what its digest says",
    ),
    "wrong hexadecimal digest": (
        record("response", http(BODY), WARC_Block_Digest="sha-256:" + "a" * 64),
        "not what its digest says",
    ),
    "cut by the crawler": (response(BODY, WARC_Truncated="length"), "cut it off (length)"),
    "a segment": (response(BODY, WARC_Segment_Number="1"), "a segment of another"),
    "no HTTP": (record("response", b"<p>no HTTP"), "no HTTP answer"),
    "endless HTTP headers": (
        record("response", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000),
        "HTTP headers have no end",
    ),
    "another version": (record("response", http(BODY), version="9.9"), "no WARC record begins"),
    "other bytes": (b"\r\nsomething else\r\n\r\n", "no WARC record begins"),
    "no address": (
        record("resource", b"<p>", url=None, Content_Type="text/html"),
        "names no address",
    ),
    "headers without end": (
        b"WARC/1.0\r\n" + (b"X: " + b"y" * 999 + b"\r\n") * 1_100,
        "no end of headers",
    ),
}


@pytest.mark.parametrize("form", ["plain.warc", "members.warc.gz", "whole.warc.gz"])
@pytest.mark.parametrize("case", TORTURE)
def test_a_bad_record_is_told_and_the_next_is_read(pages, case, form):
    content, reason = TORTURE[case]
    items, _ = pages(FORMS[form](WARCINFO, content, NEXT), form)
    assert isinstance(items[0], BadRecord) and reason in items[0].reason
    assert [item.body for item in items if isinstance(item, ImportedPage)] == [b"<p>next"]


def test_good_digests_in_all_writings(pages):
    block = http(BODY)
    sha256 = hashlib.sha256(block).hexdigest()
    md5 = hashlib.md5(block, usedforsecurity=False).hexdigest()
    for digest in (f"sha256:{sha256}", f"SHA-256:{sha256.upper()}", f"md5:{md5}", "odd:1", "x"):
        assert bodies(pages(record("response", block, WARC_Block_Digest=digest))[0]) == [BODY]


def test_a_length_that_is_too_short_or_too_long_costs_one_record(pages):
    wrong = record("response", http(BODY), length=5, digest=False)
    items, _ = pages(per_record(wrong, NEXT), "a.warc.gz")
    assert bodies(items) == [
        "the record holds no HTTP answer",
        "no WARC record begins here",
        b"<p>next",
    ]
    items, _ = pages(per_record(record("response", http(BODY), length=10**6), NEXT), "a.warc.gz")
    assert bodies(items) == ["the record is longer than its gzip member", b"<p>next"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_cut_anywhere_gives_all_whole_pages_before_the_cut(pages, form):
    parts = (WARCINFO, response(b"<p>1"), response(b"<p>2"))
    content = FORMS[form](*parts)
    for cut in range(0, len(content), 5):
        items, _ = pages(content[:cut], form)
        good = [item.body for item in items if isinstance(item, ImportedPage)]
        assert good == [b"<p>1", b"<p>2"][: len(good)]
        if form in ("plain.warc", "members.warc.gz"):
            ends = [len(FORMS[form](*parts[:n])) for n in (1, 2, 3)]
            # the blank lines at the end of a plain record may be missing
            slack = 4 if form == "plain.warc" else 0
            assert len(good) == sum(cut + slack >= end for end in ends[1:]), cut
        assert sum(isinstance(item, BadRecord) for item in items) <= 1


def test_a_damaged_member_costs_one_record(pages):
    parts = [WARCINFO, *(response(text_body(n)) for n in range(5))]
    members = [gzip.compress(part, mtime=0) for part in parts]
    start = sum(map(len, members[:3]))
    content = bytearray(b"".join(members))
    content[start + len(members[3]) // 2] ^= 0xFF
    items, _ = pages(bytes(content), "a.warc.gz")
    (bad,) = (item for item in items if isinstance(item, BadRecord))
    assert bad.offset == start and "damaged" in bad.reason
    assert [i.body for i in items if isinstance(i, ImportedPage)] == [
        text_body(n) for n in (0, 1, 3, 4)
    ]


@pytest.mark.parametrize(("step", "output"), [(3, 1), (3, 1000), (1000, 1), (11, 7)])
def test_pieces_may_end_anywhere(pages, monkeypatch, step, output):
    parts = [WARCINFO, *(response(text_body(n)) for n in range(3))]
    members = [gzip.compress(part, mtime=0) for part in parts]
    damaged = bytearray(b"".join(members))
    damaged[sum(map(len, members[:2])) + 50] ^= 0xFF
    given = {name: form(*parts) for name, form in FORMS.items()}
    given["damaged.warc.gz"] = bytes(damaged)
    before = {name: pages(content, name) for name, content in given.items()}
    monkeypatch.setattr(warc_stream, "_STEP", step)
    monkeypatch.setattr(warc_stream, "_OUTPUT", output)
    for name, content in given.items():
        assert pages(content, name) == before[name]
    assert [type(item).__name__ for item in before["damaged.warc.gz"][0]] == [
        "ImportedPage",
        "BadRecord",
        "ImportedPage",
    ]


def test_only_a_line_that_begins_so_starts_a_record(pages):
    rubbish = b"x" * (1 << 16) + response(b"<p>in a line") + b"\r\n"
    items, _ = pages(plain(rubbish, NEXT))
    assert bodies(items) == ["no WARC record begins here", b"<p>next"]


def test_a_member_that_ends_inside_a_line_does_not_hide_the_next(pages):
    for rubbish in (b"rubbish", b"x" * (1 << 16), b"WARC/1.0\r\nX: y"):
        items, _ = pages(per_record(rubbish, NEXT), "a.warc.gz")
        assert isinstance(items[0], BadRecord)
        assert bodies(items[1:]) == [b"<p>next"], rubbish[:9]


def test_our_own_files_can_be_imported(tmp_path):
    with Archive.open(tmp_path / "one") as archive:
        stored = [archive.store("news", numbered(n)) for n in range(5)]
        archive.store("news", numbered(7, 200_000))
    with Archive.open(tmp_path / "two") as archive, archive.batch():
        for item in read_pages(tmp_path / "one"):
            receipt = archive.add_import("own", item)
            assert receipt is not None
            assert archive.body(receipt.capture_id) == item.body
        assert {r.capture_id for r in stored} < set(archive.captures()["capture_id"])


def test_an_import_can_be_resumed_and_done_again(tmp_path):
    path = tmp_path / "a.warc"
    path.write_bytes(plain(*(response(text_body(n), url=f"http://a.cn/{n}") for n in range(6))))
    with Archive.open(tmp_path / "c") as archive:
        for item in list(read_pages(path))[:4]:
            assert archive.add_import("own", item)
    with Archive.open(tmp_path / "c") as archive, archive.batch():
        again = [archive.add_import("own", item) for item in read_pages(path)]
    assert [receipt is None for receipt in again] == [True] * 4 + [False] * 2
    with Archive.open(tmp_path / "c") as archive:
        assert archive.captures().height == 6
        assert all(archive.add_import("own", item) is None for item in read_pages(path))
        assert list(archive.verify()) == []
