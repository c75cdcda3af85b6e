"""Saved pages and folders."""

import gzip
import os
from datetime import datetime

import pytest

from dcpipeline.archive import BadRecord, ImportedPage, ImportPathError, read_pages
from dcpipeline_tests.archive import warcs

SAVED = 1_700_000_000
MOMENT = datetime(2023, 11, 14, 22, 13, 20)


def saved(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (SAVED + 0.7, SAVED + 0.7))
    return path


def test_one_gzipped_page(tmp_path):
    body = "<html><p>智算中心</p>".encode("gb18030")
    path = saved(tmp_path / "页 1.html.gz", gzip.compress(body))
    assert list(read_pages(path)) == [
        ImportedPage(
            url="file:%E9%A1%B5%201.html.gz",
            fetched_at=MOMENT,
            status=200,
            content_type="text/html",
            charset=None,
            body=body,
            headers=(),
            where="页 1.html.gz@0",
        )
    ]


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page", "x.warc.bak"])
def test_a_file_named_by_a_person_is_a_page_whatever_its_name(tmp_path, name):
    (item,) = read_pages(saved(tmp_path / name, b"<p>x"))
    assert (item.body, item.url) == (b"<p>x", f"file:{name}")


def test_a_warc_file_is_known_by_its_beginning(tmp_path):
    (item,) = read_pages(saved(tmp_path / "odd.bin", warcs.response(b"<p>x")))
    assert item.url == warcs.ADDRESS
    (item,) = read_pages(saved(tmp_path / "odd.gz", warcs.per_record(warcs.response(b"<p>x"))))
    assert item.url == warcs.ADDRESS


ADDRESSES = {
    b'<link rel="canonical" href="https://a.cn/1.html">': "https://a.cn/1.html",
    b"<LINK HREF='https://a.cn/?a=1&amp;b=2' REL='canonical' />": "https://a.cn/?a=1&b=2",
    b"<link href=https://a.cn/1.html rel=canonical>": "https://a.cn/1.html",
    '<link rel="canonical" href="https://a.cn/智">'.encode(): "https://a.cn/智",
    b"<!-- saved from url=(0023)https://a.cn/saved.html -->": "https://a.cn/saved.html",
    b"<!--\n Page saved with SingleFile \n url: https://a.cn/s.html \n saved date: x\n-->": (
        "https://a.cn/s.html"
    ),
    # what the browser fetched counts more than what the page says of itself
    b'<!-- saved from url=(0023)https://a.cn/saved.html --><link rel="canonical" '
    b'href="https://a.cn/">': "https://a.cn/saved.html",
    b'<link rel="canonical" href="/relative">': None,
    b'<link rel="canonical" href="javascript:alert(1)">': None,
    b'<link rel="canonical" href="https://a.cn/a b">': None,
    b'<link rel="stylesheet" href="https://a.cn/x.css">': None,
    b'<link rel="canonical">': None,
    b"<!-- saved from url=(0014)about:internet -->": None,
    b" " * 70_000 + b'<link rel="canonical" href="https://a.cn/">': None,
}


@pytest.mark.parametrize("content", ADDRESSES)
def test_the_address_that_a_page_states(tmp_path, content):
    (item,) = read_pages(saved(tmp_path / "a.html", b"<html>" + content))
    assert item.url == (ADDRESSES[content] or "file:a.html")


def test_a_folder_is_read_in_sorted_order_without_hidden_files(tmp_path):
    root = tmp_path / "folder"
    saved(root / "b" / "2.HTM", b"<p>b2")
    saved(root / "b" / "10.html", b"<p>b10")
    saved(root / "a.html", b"<p>a")
    saved(root / "c.warc.gz", warcs.per_record(warcs.WARCINFO, warcs.response(b"<p>w")))
    saved(root / "d.shtml.gz", gzip.compress(b"<p>d"))
    saved(root / ".hidden.html", b"<p>h")
    saved(root / ".git" / "x.html", b"<p>h")
    saved(root / "b" / "style.css", b"x")
    saved(root / "e.html", b"")
    (root / "loop").symlink_to(root, target_is_directory=True)
    found = read_pages(root)
    items = list(found)
    assert [item.where for item in items[:4]] == [
        "a.html@0",
        "b/10.html@0",
        "b/2.HTM@0",
        f"c.warc.gz@{len(gzip.compress(warcs.WARCINFO))}",
    ]
    assert items[1].url == "file:b/10.html"
    assert [item.body for item in items[3:5]] == [b"<p>w", b"<p>d"]
    assert items[5:] == [BadRecord("e.html", 0, "the file is empty")]
    assert found.skipped == {"other_file": 1, "warcinfo": 1}
    assert not any(str(tmp_path) in repr(item) for item in items)


def test_bad_pages_are_told(tmp_path):
    cut = gzip.compress(b"<p>x" * 500)[:-4]
    (bad,) = read_pages(saved(tmp_path / "cut.html.gz", cut))
    assert bad == BadRecord("cut.html.gz", 0, "compressed bytes end early")
    (bad,) = read_pages(saved(tmp_path / "bomb.html.gz", gzip.compress(b"\0" * (40 << 20))))
    assert "more than 33,554,432 bytes" in bad.reason
    (bad,) = read_pages(saved(tmp_path / "big.html", b"\0" * ((32 << 20) + 1)))
    assert "larger than 33,554,432 bytes" in bad.reason
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "gone.html").symlink_to(tmp_path / "nothing")
    found = read_pages(tmp_path / "links")
    assert list(found) == []


def test_nothing_there_is_an_error(tmp_path):
    with pytest.raises(ImportPathError, match="no file or folder .*nothing"):
        read_pages(tmp_path / "nothing")
