"""Whatever a site sends, it is stored safely and comes back."""

import json
import tempfile
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from dcpipeline.archive import Archive, capture_id
from dcpipeline.archive.rows import storable
from dcpipeline.fetch import Hop, Refusal
from dcpipeline_tests.archive.conftest import memory
from dcpipeline_tests.archive.samples import page, plain_records, response, warc_paths

# every code point, lone surrogates too
anything = st.text(st.characters(), max_size=40)
nasty = st.sampled_from(
    [
        "x\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n",
        "a\r\n\r\nb",
        "\n\nx",
        " lead",
        "\tz \x85\x1c\u2028",
        "\0",
        "é",
        "智算",
        "\udc80",
        ": x",
        "",
    ]
)
words = anything | nasty
headers = st.lists(st.tuples(words, words), max_size=6).map(tuple)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))


@settings(max_examples=40, deadline=None)
@given(
    url=words,
    final=words.map(lambda text: "https://a.cn/" + text),
    reason=words,
    got=headers,
    sent=headers,
    body=st.binary(max_size=300),
    wire=st.none() | st.binary(max_size=300),
    ip=words,
    source=words,
    role=st.sampled_from(["page", "index", "data"]),
    at=moments,
    hops=st.lists(st.builds(Hop, words, st.integers(300, 308), words), max_size=2).map(tuple),
    status=st.sampled_from([200, 204, 304, 404, 500]),
)
def test_any_answer_is_stored_and_its_receipt_rebuilt(
    url, final, reason, got, sent, body, wire, ip, source, role, at, hops, status
):
    given_ = response(
        body,
        url=url,
        final_url=final,
        reason=reason,
        headers=got,
        request_headers=sent,
        wire_body=body if wire is None else wire,
        ip=ip,
        fetched_at=at,
        hops=hops,
        status=status,
    )
    with tempfile.TemporaryDirectory(dir=memory()) as folder:
        root = Path(folder)
        with Archive.open(root) as archive:
            receipt = archive.store(source, given_, role=role)
            assert archive.body(receipt.capture_id) == body
            assert archive.receipt(receipt.capture_id) == receipt
            assert receipt.url == storable(url)
            assert receipt.capture_id == capture_id(
                receipt.url, at.replace(microsecond=0), receipt.sha256
            )
            assert list(archive.verify()) == []
        (path,) = warc_paths(root)
        # warcio sees these three records and no more, whatever the headers try
        kinds = [kind for kind, _, _ in plain_records(path)]
        assert kinds == ["warcinfo", "request", "response"]
        check_headers(path, got)
        for file in root.glob("captures.sqlite*"):
            file.unlink()
        with Archive.open(root) as archive:
            assert archive.receipt(receipt.capture_id) == receipt
            assert archive.body(receipt.capture_id) == body


def check_headers(path: Path, got: tuple[tuple[str, str], ...]) -> None:
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                # no header can make another one
                assert len(record.http_headers.headers) <= len(got)
            capture = record.rec_headers.get_header("DCPipeline-Capture")
            if capture:
                assert json.loads(capture)["status"]


@settings(max_examples=40, deadline=None)
@given(
    url=words,
    got=headers,
    body=st.binary(max_size=200),
    where=words,
    at=moments,
    media=st.none() | words,
    status=st.integers(0, 999),
    code=words,
    detail=words,
)
def test_any_page_and_refusal_is_stored(url, got, body, where, at, media, status, code, detail):
    item = page(
        body,
        url=url,
        headers=got,
        where=where,
        fetched_at=at,
        content_type=media,
        charset=media,
        status=status,
    )
    refusal = Refusal(url, url, code, detail, at, 1)
    with tempfile.TemporaryDirectory(dir=memory()) as folder:
        root = Path(folder)
        with Archive.open(root) as archive:
            receipt = archive.add_import("own", item)
            assert receipt is not None
            assert archive.body(receipt.capture_id) == body
            assert archive.add_import("own", item) is None
            archive.refuse("news", refusal)
            refusals = archive.refusals()
            assert list(archive.verify()) == []
        (path,) = warc_paths(root)
        assert len(plain_records(path)) == 3
        for file in root.glob("captures.sqlite*"):
            file.unlink()
        with Archive.open(root) as archive:
            assert archive.receipt(receipt.capture_id) == receipt
            assert archive.refusals().equals(refusals)
