"""A first look at a source."""

from importlib import import_module
from typing import Any

import pytest

from dcpipeline import harvest
from dcpipeline.extract.indexes import Index, read_index
from dcpipeline.settings import TEST_HOST_VARIABLE
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.harvest.test_rounds import TABLE, WORDS, index
from dcpipeline_tests.site.pages import STORIES

DISABLED = {"state": "disabled", "reason": "Its layout was not seen.", "layout_seen": "never"}


@pytest.fixture(autouse=True)
def asked_on_this_machine(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TEST_HOST_VARIABLE, desk.site.host)


def probe(desk: Desk, source_id: str = "news") -> harvest.Probe:
    return harvest.probe(desk.data, source_id)


def test_a_listing_that_can_be_read(desk: Desk) -> None:
    desk.listing(**DISABLED)
    found = probe(desk)
    text = "\n".join(found.lines)
    assert found.is_readable and found.content is not None
    assert found.lines[0] == desk.site.url("/listing")
    assert "status 200 OK" in text and "Content-Type: text/html; charset=utf-8" in text
    assert "Cache-Control: not stated" in text and 'ETag: "' in text
    assert "10 entries, 10 worth reading" in text
    assert f"2026-03-10  {STORIES[8].title}" in text
    assert "in news.yml set layout_seen to markup" in found.lines[-1]
    assert not harvest.archive_dir(desk.data).exists()


def test_what_is_left_out_and_where_it_led(desk: Desk) -> None:
    desk.listing(parser={"words": ["天山"]})
    text = "\n".join(probe(desk).lines)
    assert "10 entries, 1 worth reading" in text
    assert "left out: 9 × entry, none of the words" in text
    desk.source("watchlist", addresses=[desk.site.url("/moved")])
    lines = probe(desk).lines
    assert f"led to {desk.site.url('/news/1.html')}" in lines
    assert any(line.startswith("page of layout news, ") for line in lines)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/forbidden/page.html", "no answer (robots)"),
        ("/trap/closed", "no answer (connection)"),
        ("/trap/to-private", "no answer (private_address)"),
    ],
)
def test_a_source_that_refuses(desk: Desk, path: str, words: str) -> None:
    desk.listing(path)
    found = probe(desk)
    assert (found.is_readable, found.content) == (False, None)
    assert found.lines[1].startswith(words)


def test_an_answer_that_can_not_be_read(desk: Desk) -> None:
    desk.source("feed", addresses=[desk.site.url("/news/1.html")], parser=WORDS)
    found = probe(desk)
    assert not found.is_readable and found.content is not None
    assert found.lines[-1].startswith("not readable: the answer is ")
    desk.listing("/missing")
    assert not probe(desk).is_readable


def test_a_data_set(desk: Desk) -> None:
    desk.source("dataset", addresses=[desk.site.url("/projects.csv")], parser=TABLE)
    text = "\n".join(probe(desk).lines)
    assert "4 rows, 4 that count" in text and "云帆智算中心: 3 statements" in text


@pytest.mark.parametrize(("stated", "known"), [(None, "gb18030"), ("big5", "big5")])
def test_the_encoding_that_source_or_server_name_is_handed_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stated: str | None, known: str
) -> None:
    page = index(*(story.path for story in STORIES)).encode("gb18030")
    desk.site.add("/short", page, content_type="text/html; charset=GB18030")
    desk.listing("/short", **({"encoding": stated} if stated else {}))
    handed = []

    def read(*words: Any, charset: str | None) -> Index:
        handed.append(charset)
        return read_index(*words, charset=charset)

    # the room hands out a function of the same name as the module
    monkeypatch.setattr(import_module("dcpipeline.harvest.probe"), "read_index", read)
    assert probe(desk).is_readable and handed == [known]


def test_a_source_without_an_address(desk: Desk) -> None:
    desk.source("warc", parser={"folder": "brought"})
    found = probe(desk)
    assert found.is_readable and found.lines[0].startswith("news has no address: a warc reads ")
    rules = {"file": "own.csv", "columns": [{"column": "url"}]}
    desk.source("watchlist", parser=rules)
    missing = probe(desk)
    assert not missing.is_readable
    assert missing.lines[0].startswith("its list of pages can't be read: ")
    (desk.data / "own.csv").write_text(f"url\n{desk.site.url('/news/1.html')}\n", encoding="utf-8")
    assert probe(desk).is_readable


def test_a_source_that_nobody_knows(desk: Desk) -> None:
    desk.listing()
    with pytest.raises(harvest.UnknownSourceError, match="no source 'nobody'; known: news"):
        probe(desk, "nobody")
    with pytest.raises(harvest.UnknownSourceError, match="nobody"):
        harvest.check_asked(desk.data, ["news", "nobody"])
    harvest.check_asked(desk.data, ["news"])
    desk.listing(**DISABLED)
    with pytest.raises(harvest.UnknownSourceError, match="news is disabled: Its layout was not"):
        harvest.check_asked(desk.data, ["news"])
