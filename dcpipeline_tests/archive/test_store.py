"""What is stored comes back, byte by byte, and stands in the WARC file as the standard says."""

import gzip
import hashlib
import json
import zlib
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from types import SimpleNamespace

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from dcpipeline.archive import (
    Archive,
    ArchiveError,
    ArchiveWriteError,
    MissingArchiveError,
    UnknownCaptureError,
    capture_id,
    records,
)
from dcpipeline.fetch import Hop
from dcpipeline_tests.archive.samples import (
    HTML,
    START,
    URL,
    everything,
    not_modified,
    numbered,
    page,
    plain_records,
    refusal,
    response,
    round_of,
    text_body,
    warc_paths,
)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "captures"


def only_file(root):
    (path,) = warc_paths(root)
    return path


@pytest.mark.parametrize("status", [200, 203, 403, 404, 410, 500, 503])
@pytest.mark.parametrize("body", [b"", b"x", b"\r\n\r\n\0", text_body(1, 200_000)])
def test_bytes_come_back_whatever_the_status(root, status, body):
    with Archive.open(root) as archive:
        receipt = archive.store("news", response(body, status=status))
        assert archive.body(receipt.capture_id) == body
        assert archive.receipt(receipt.capture_id) == receipt
        assert (receipt.status, receipt.body_bytes, receipt.wire_bytes) == (
            status,
            len(body),
            len(body),
        )
        assert receipt.sha256 == hashlib.sha256(body).hexdigest()


CODED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "deflate, gzip": lambda body: gzip.compress(zlib.compress(body)),
    "GZIP , identity": gzip.compress,
}


@pytest.mark.parametrize("coding", CODED)
def test_a_coded_body_is_kept_as_it_came_and_given_back_decoded(root, coding):
    body = text_body(2)
    wire = CODED[coding](body)
    headers = (*HTML, ("Content-Encoding", coding), ("Content-Length", str(len(wire))))
    with Archive.open(root) as archive:
        receipt = archive.store("news", response(body, wire_body=wire, headers=headers))
        assert archive.body(receipt.capture_id) == body
    assert (receipt.body_bytes, receipt.wire_bytes) == (len(body), len(wire))
    _, warc, content = plain_records(only_file(root))[2]
    assert content == wire
    digest = hashlib.sha256(wire).hexdigest()
    assert warc["WARC-Payload-Digest"] == f"sha256:{digest}"


def test_a_bare_deflate_body_is_kept_as_it_came(root):
    body = text_body(3)
    engine = zlib.compressobj(wbits=-15)
    wire = engine.compress(body) + engine.flush()
    headers = (*HTML, ("Content-Encoding", "deflate"))
    with Archive.open(root) as archive:
        receipt = archive.store("news", response(body, wire_body=wire, headers=headers))
        assert archive.body(receipt.capture_id) == body
    assert plain_records(only_file(root))[2][2] == wire


def test_a_coding_that_cannot_be_undone_here_is_stored_decoded_and_not_claimed(root):
    headers = (*HTML, ("Content-Encoding", "br"), ("Content-Length", "4"))
    given = response(b"<p>decoded elsewhere</p>", wire_body=b"\x8b\x03\x80x", headers=headers)
    with Archive.open(root) as archive:
        receipt = archive.store("news", given)
        assert archive.body(receipt.capture_id) == given.body
    assert (receipt.body_bytes, receipt.wire_bytes) == (24, 4)
    with only_file(root).open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                assert record.content_stream().read() == given.body
                assert record.http_headers.headers == list(HTML)


def test_the_record_says_what_was_asked_sent_and_received(root):
    given = response(
        text_body(4),
        url="http://example.cn/a b?q=智算",
        final_url="https://www.example.cn/中心?q=1",
        reason="Fine",
        headers=(
            ("Content-Type", "text/html;charset='GB2312'"),
            ("Transfer-Encoding", "chunked"),
            ("Content-Length", "17"),
            ("Set-Cookie", "a=1"),
            ("set-cookie", "b=2"),
            ("ETag", 'W/"x"'),
            ("Last-Modified", "Sun, 01 Mar 2026 00:00:00 GMT"),
        ),
        hops=(Hop("http://example.cn/a b?q=智算", 301, "/next"),),
        tries=2,
    )
    with Archive.open(root) as archive:
        receipt = archive.store("news", given, role="index")
    assert (receipt.url, receipt.final_url) == (given.url, given.final_url)
    assert (receipt.source_id, receipt.role, receipt.hops) == ("news", "index", 1)
    assert (receipt.content_type, receipt.charset) == ("text/html", "gb2312")
    assert (receipt.etag, receipt.last_modified) == ('W/"x"', "Sun, 01 Mar 2026 00:00:00 GMT")
    head, asked, answered = plain_records(only_file(root))
    assert head[0] == "warcinfo" and head[1]["WARC-Filename"] == only_file(root).name
    assert asked[0] == "request"
    assert answered[0] == "response"
    assert answered[1]["WARC-Target-URI"] == ("https://www.example.cn/%E4%B8%AD%E5%BF%83?q=1")
    assert answered[1]["WARC-Date"] == "2026-03-01T08:00:00Z"
    assert answered[1]["WARC-IP-Address"] == "192.0.2.7"
    assert asked[1]["WARC-Concurrent-To"] == answered[1]["WARC-Record-ID"]
    assert {asked[1]["WARC-Warcinfo-ID"], answered[1]["WARC-Warcinfo-ID"]} == {
        head[1]["WARC-Record-ID"]
    }
    ours = json.loads(answered[1]["DCPipeline-Capture"])
    assert (ours["url"], ours["tries"]) == (given.url, 2)
    assert ours["hop_list"] == [{"url": given.url, "status": 301, "location": "/next"}]
    with only_file(root).open("rb") as file:
        _, sent, got = ArchiveIterator(file)
    assert sent.http_headers.protocol == "GET"
    assert sent.http_headers.headers == list(given.request_headers)
    assert got.http_headers.statusline == "200 Fine"
    kept = [
        pair for pair in given.headers if pair[0] not in ("Transfer-Encoding", "Content-Length")
    ]
    assert got.http_headers.headers == kept


def test_our_files_pass_the_checker_of_warcio(root):
    with Archive.open(root) as archive:
        body = text_body(5)
        headers = (*HTML, ("Content-Encoding", "gzip"))
        for seconds in range(3):
            archive.store(
                "news",
                response(
                    body, wire_body=gzip.compress(body, mtime=0), headers=headers, seconds=seconds
                ),
            )
        archive.store("news", not_modified(seconds=9))
        archive.store("news", response(b"", url=URL + "?empty"))
        archive.add_import("own", page(url="file:a%20b.html", headers=()))
        archive.refuse("news", refusal())
        archive.put_round(round_of(1))
    checker = Checker(SimpleNamespace(inputs=[str(only_file(root))], verbose=True))
    told = StringIO()
    with redirect_stdout(told):
        assert checker.process_all() == 0
    assert told.getvalue().count("digest pass") == 11
    assert told.getvalue().count("not checked (revisit)") == 3
    assert "no digest" not in told.getvalue()


def test_the_id_is_made_of_address_moment_and_content(root):
    with Archive.open(root) as archive:
        receipt = archive.store("news", response(b"<p>text</p>"))
    digest = hashlib.sha256(b"<p>text</p>").hexdigest()
    words = f"{URL}|2026-03-01 08:00:00|{digest}".encode()
    assert receipt.capture_id == "ca" + hashlib.blake2b(words, digest_size=8).hexdigest()
    assert receipt.capture_id == capture_id(URL, START, digest)


def test_moments_are_utc_whole_seconds(root):
    china = timezone(timedelta(hours=8))
    at = datetime(2026, 3, 1, 16, 0, 0, 999_999, tzinfo=china)
    with Archive.open(root) as archive:
        receipt = archive.store("news", response(fetched_at=at))
        assert receipt.fetched_at == START
        assert archive.receipt(receipt.capture_id).fetched_at == START


def test_the_same_answer_again_gives_the_receipt_it_has(root):
    with Archive.open(root) as archive:
        first = archive.store("news", numbered(1))
        size = only_file(root).stat().st_size
        assert archive.store("news", numbered(1)) == first
        assert archive.captures().height == 1
        assert only_file(root).stat().st_size == size


def test_an_unchanged_payload_becomes_a_revisit_of_the_first_capture(root):
    body = text_body(6, 50_000)
    with Archive.open(root) as archive:
        first = archive.store("news", response(body))
        size = only_file(root).stat().st_size
        again = [archive.store("news", response(body, seconds=n)) for n in (60, 120)]
        elsewhere = archive.store("news", response(body, url=URL + "?other", seconds=180))
        assert [receipt.revisit_of for receipt in again] == [first.capture_id] * 2
        assert elsewhere.revisit_of is None
        assert [archive.body(receipt.capture_id) for receipt in again] == [body, body]
        assert [receipt.body_bytes for receipt in again] == [len(body)] * 2
    assert size > 1000
    found = [record for record in plain_records(only_file(root)) if record[0] == "revisit"]
    response_record = plain_records(only_file(root))[2]
    for _, warc, content in found:
        assert warc["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
        assert warc["WARC-Refers-To"] == response_record[1]["WARC-Record-ID"]
        assert warc["WARC-Refers-To-Date"] == "2026-03-01T08:00:00Z"
        assert warc["WARC-Refers-To-Target-URI"] == URL
        assert warc["WARC-Payload-Digest"] == response_record[1]["WARC-Payload-Digest"]
        assert content == b""


def test_a_revisit_never_refers_to_a_revisit(root):
    body = text_body(6)
    with Archive.open(root) as archive:
        holder = archive.store("news", response(body, seconds=60))
        older = archive.add_import("own", page(body))
        newer = archive.store("news", response(body, seconds=120))
        newest = archive.store("news", not_modified(seconds=180))
        assert older is not None and older.fetched_at < holder.fetched_at
        found = {receipt.revisit_of for receipt in (older, newer, newest)}
        assert found == {holder.capture_id}


def test_no_value_of_a_header_begins_a_line():
    member = records._member([("WARC-Type", "metadata"), ("X", "a\r\nY: b\0c")], "a/b", b"", b"")
    assert b"X: a Y: b c\r\n" in gzip.decompress(member)


def test_the_same_content_in_other_wire_bytes_is_stored_again(root):
    body = text_body(7)
    headers = (*HTML, ("Content-Encoding", "gzip"))
    with Archive.open(root) as archive:
        for level in (1, 9):
            wire = gzip.compress(body, level, mtime=level)
            receipt = archive.store(
                "news", response(body, wire_body=wire, headers=headers, seconds=level)
            )
            assert receipt.revisit_of is None
            assert archive.body(receipt.capture_id) == body


def test_not_modified_refers_to_the_last_good_capture(root):
    headers = (*HTML, ("ETag", '"1"'), ("Last-Modified", "then"))
    with Archive.open(root) as archive:
        first = archive.store("news", response(text_body(1), headers=headers))
        second = archive.store("news", response(text_body(2), headers=headers, seconds=10))
        archive.store("news", response(b"busy", status=503, seconds=20))
        third = archive.store("news", not_modified(seconds=30, headers=(("ETag", '"2"'),)))
        fourth = archive.store("news", not_modified(seconds=40))
        assert first.capture_id != second.capture_id
        assert third.revisit_of == fourth.revisit_of == second.capture_id
        assert archive.body(fourth.capture_id) == text_body(2)
        assert (third.status, third.wire_bytes) == (304, 0)
        assert (third.sha256, third.body_bytes) == (second.sha256, second.body_bytes)
        # what a 304 leaves out has not changed
        assert (fourth.etag, fourth.last_modified) == ('"2"', "then")
        assert (fourth.content_type, fourth.charset) == ("text/html", "utf-8")
        assert archive.last_good(URL) == fourth
    _, warc, _ = plain_records(only_file(root))[-1]
    assert warc["WARC-Type"] == "revisit"
    assert warc["WARC-Profile"].endswith("/1.1/revisit/server-not-modified")
    assert warc["WARC-Refers-To-Date"] == "2026-03-01T08:00:10Z"
    assert "WARC-Payload-Digest" not in warc


def test_not_modified_without_an_earlier_capture_is_an_answer_without_content(root):
    with Archive.open(root) as archive:
        receipt = archive.store("news", not_modified())
        assert (receipt.status, receipt.revisit_of, receipt.body_bytes) == (304, None, 0)
        assert archive.body(receipt.capture_id) == b""
        assert archive.last_good(URL) is None


def test_last_good_wants_content_and_takes_the_newest_moment(root):
    with Archive.open(root) as archive:
        assert archive.last_good(URL) is None
        archive.store("news", response(b"no such page", status=404, seconds=50))
        archive.store("news", response(b"", seconds=60))
        assert archive.last_good(URL) is None
        newer = archive.store("news", response(b"newer", seconds=20))
        archive.store("news", response(b"older", seconds=10))
        archive.store("news", response(b"other", url=URL + "x", seconds=70))
        assert archive.last_good(URL) == newer


def test_files_are_begun_anew_when_full_and_no_capture_is_split(root):
    with Archive.open(root, max_file_bytes=4000) as archive:
        receipts = [archive.store("news", numbered(n, 2000)) for n in range(12)]
    with Archive.open(root, max_file_bytes=4000) as archive:
        receipts += [archive.store("news", numbered(n, 2000)) for n in range(12, 20)]
        assert [archive.body(r.capture_id) for r in receipts] == [
            numbered(n, 2000).body for n in range(20)
        ]
    paths = warc_paths(root)
    assert [path.name[-13:-8] for path in paths] == [f"{n:05d}" for n in range(len(paths))]
    assert len(paths) > 3
    for path in paths:
        kinds = [kind for kind, _, _ in plain_records(path)]
        assert kinds[0] == "warcinfo" and set(kinds[1::2]) == {"request"}
        assert set(kinds[2::2]) == {"response"}
        assert path.stat().st_size < 4000 + 3000
    assert {receipt.warc_file for receipt in receipts} == {path.name for path in paths}


def test_file_names_carry_utc_time_and_serial(root):
    moment = datetime(2026, 11, 22, 9, 40, 1, tzinfo=UTC).replace(tzinfo=None)
    with Archive.open(root, now=lambda: moment) as archive:
        receipt = archive.store("news", numbered(1))
    assert receipt.warc_file == "dcpipeline-20261122T094001Z-00000.warc.gz"


def test_opened_again_it_goes_on_in_the_same_file(root):
    for number in range(3):
        with Archive.open(root) as archive:
            archive.store("news", numbered(number))
            assert archive.repairs == ()
    assert [kind for kind, _, _ in plain_records(only_file(root))].count("warcinfo") == 1


def test_an_archive_without_captures_has_no_warc_file(root):
    with Archive.open(root) as archive:
        assert archive.captures().height == archive.refusals().height == 0
        assert archive.rounds().height == 0
    assert warc_paths(root) == []


def test_unknown_captures_and_missing_archives_are_named(root):
    with pytest.raises(MissingArchiveError, match="no archive in .*captures yet"):
        Archive.open(root, read_only=True)
    with Archive.open(root) as archive:
        with pytest.raises(UnknownCaptureError, match="'ca0'"):
            archive.body("ca0")
        with pytest.raises(UnknownCaptureError, match="'ca0'"):
            archive.receipt("ca0")


def test_a_failed_write_stops_all_writing_until_the_archive_is_opened_anew(root, monkeypatch):
    with Archive.open(root) as archive:
        archive.store("news", numbered(1))
        monkeypatch.setattr("os.fsync", full_disk)
        with pytest.raises(ArchiveWriteError, match="No space left.*kept before is safe"):
            archive.store("news", numbered(2))
        monkeypatch.undo()
        with pytest.raises(ArchiveWriteError, match="open the archive anew"):
            archive.store("news", numbered(3))
        assert archive.captures().height == 1
    with Archive.open(root) as archive:
        # its record was whole, so its receipt is there again
        assert len(archive.repairs) == 1 and "1 receipts rebuilt" in archive.repairs[0]
        assert archive.captures().height == 2
        archive.store("news", numbered(3))
        assert list(archive.verify()) == []


def full_disk(descriptor):
    raise OSError(28, "No space left on device")


def test_a_batch_forces_to_disk_seldom_and_keeps_what_was_done_before_an_error(root, monkeypatch):
    synced = []
    monkeypatch.setattr("os.fsync", lambda descriptor: synced.append(descriptor))
    with Archive.open(root) as archive:
        with pytest.raises(ZeroDivisionError), archive.batch(every=10):
            for number in range(25):
                archive.store("news", numbered(number))
            with archive.batch():
                archive.store("news", numbered(25))
            raise ZeroDivisionError
        assert len(synced) < 8
        synced.clear()
        assert archive.captures().height == 26
        archive.store("news", numbered(26))
        assert len(synced) == 1
        assert list(archive.verify()) == []
    with Archive.open(root) as archive:
        assert archive.repairs == ()


def test_a_closed_archive_may_be_closed_again_and_a_reader_writes_nothing(root):
    archive = Archive.open(root)
    archive.store("news", numbered(1))
    archive.close()
    archive.close()
    with Archive.open(root, read_only=True) as reader:
        assert reader.body(reader.captures()["capture_id"][0]) == numbered(1).body
        for write in (
            lambda: reader.store("news", numbered(2)),
            lambda: reader.refuse("news", refusal()),
            lambda: reader.put_round(round_of(1)),
            lambda: reader.add_import("own", page()),
        ):
            with pytest.raises(ArchiveError, match="to read only"):
                write()


def test_a_closed_archive_writes_no_more(root):
    archive = Archive.open(root)
    archive.store("news", numbered(1))
    archive.close()
    size = only_file(root).stat().st_size
    with pytest.raises(ArchiveError, match="or closed"):
        archive.put_round(round_of(1))
    assert only_file(root).stat().st_size == size


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveWriteError, match="cannot write to the archive in .*file"):
        Archive.open(tmp_path / "file")


def test_a_row_that_lacks_something_is_no_row_that_is_there_already(root):
    with Archive.open(root) as archive, pytest.raises(ArchiveWriteError, match="NOT NULL"):
        archive.store("news", response(status=None))


def test_a_media_type_cannot_begin_a_header_line(root):
    evil = "text/html\r\nWARC-Type: response"
    with Archive.open(root) as archive:
        receipt = archive.add_import("own", page(url="file:a", content_type=evil))
        assert receipt is not None and archive.body(receipt.capture_id) == b"<p>text</p>"
    _, resource = plain_records(only_file(root))
    assert (resource[0], resource[1]["Content-Type"]) == ("resource", "application/octet-stream")


def test_rebuilding_the_index_gives_the_same_rows(root):
    headers = (*HTML, ("Content-Encoding", "gzip"), ("ETag", '"é"'))
    with Archive.open(root, max_file_bytes=3000) as archive:
        body = text_body(8)
        for seconds in (0, 5):
            archive.store(
                "news",
                response(
                    body,
                    wire_body=gzip.compress(body, mtime=0),
                    headers=headers,
                    seconds=seconds,
                    hops=(Hop(URL, 302, "/x"),),
                ),
                role="data",
            )
        archive.store("news", not_modified(seconds=9))
        archive.store("other", response(b"", status=404, url=URL + "/智"))
        archive.add_import("own", page(b"<p>saved</p>", url="file:%E4%B8%AD.html", headers=()))
        archive.add_import(
            "own",
            page(
                b"<p>saved</p>",
                url="file:%E4%B8%AD.html",
                headers=(),
                fetched_at=START + timedelta(days=1),
            ),
        )
        archive.add_import("own", page(b"<p>w</p>", url="http://a.cn/", status=404))
        for number in range(8):
            archive.store("news", numbered(number, 900))
        archive.refuse("news", refusal(1))
        archive.refuse("news", refusal(2))
        archive.put_round(round_of(1))
        archive.put_round(round_of(2, outcome="failed", reason="too few\nrecords"))
        archive.put_round(round_of(2, outcome="partial", reason="二"))
        before = everything(archive)
    assert len(warc_paths(root)) > 1
    for path in root.glob("captures.sqlite*"):
        path.unlink()
    with Archive.open(root) as archive:
        assert archive.repairs[0].startswith("captures.sqlite was missing")
        assert everything(archive) == before
        assert list(archive.verify()) == []
    with Archive.open(root) as archive:
        assert archive.repairs == ()
        assert everything(archive) == before
