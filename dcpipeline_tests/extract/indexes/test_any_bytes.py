"""No bytes make a parser raise anything but its named error, or take long."""

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.extract.indexes import (
    IndexUnreadableError,
    parse_dataset,
    parse_feed,
    parse_gdelt,
    parse_index,
    parse_watchlist,
)
from dcpipeline.sources import DatasetRules, FeedRules, WatchlistRules
from dcpipeline_tests.extract.indexes import API, BASE, EVERYTHING, FEED, hostile
from dcpipeline_tests.extract.indexes.test_feed import ATOM, RSS_2_0
from dcpipeline_tests.extract.indexes.test_listing import SELECTED

TABLE = DatasetRules.model_validate(
    {
        "kind": "dataset",
        "columns": {"a": "text", "b": "number", "c": "date"},
        "subject": {"kind": "place", "name": "a"},
        "statements": [{"property": "population", "column": "b", "unit": "persons", "date": "c"}],
    }
)
LINES = TABLE.model_copy(update={"format": "json_lines"})
WATCHED = WatchlistRules.model_validate(
    {"kind": "watchlist", "file": "a.csv", "columns": [{"column": "a"}]}
)
PARSERS: dict[str, Callable[[bytes], object]] = {
    "index": lambda content: parse_index(content, BASE, EVERYTHING),
    "index by selectors": lambda content: parse_index(content, BASE, SELECTED),
    "feed": lambda content: parse_feed(content, BASE, FeedRules(kind="feed"), language="zh"),
    "GDELT": lambda content: parse_gdelt(content, API),
    "table": lambda content: parse_dataset(content, TABLE),
    "JSON lines": lambda content: parse_dataset(content, LINES),
    "watchlist": lambda content: parse_watchlist(content, WATCHED),
}
GOOD: dict[str, bytes] = {
    "index": b"<ul class=news>"
    + b"<li><a href=/1>North county opens one centre more</a><i>2026-05-08</i></li>" * 6,
    "feed": RSS_2_0.encode(),
    "atom": ATOM.encode(),
    "GDELT": json.dumps(
        {"articles": [{"url": "https://a.cn/1", "title": "a", "seendate": "20260507T203000Z"}]}
    ).encode(),
    "table": b"a,b,c\nNorth,5,2026-05\n",
    "JSON lines": b'{"a": "North", "b": 5, "c": "2026"}\n',
}
SLOWEST = 8.0


def attempt(parser: str, content: bytes) -> None:
    try:
        PARSERS[parser](content)
    except IndexUnreadableError as error:
        assert str(error) and "\n" not in str(error) and len(str(error)) < 500


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("name", "content"), list(hostile()), ids=[n for n, _ in hostile()])
def test_hostile_bytes_are_read_or_refused_in_time(parser: str, name: str, content: bytes) -> None:
    begun = time.monotonic()
    attempt(parser, content)
    assert time.monotonic() - begun < SLOWEST


@pytest.mark.parametrize("parser", PARSERS)
@settings(max_examples=25, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(parser: str, content: bytes) -> None:
    attempt(parser, content)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good answer with some of its bytes replaced."""
    content = bytearray(draw(st.sampled_from(list(GOOD.values()))))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 5)))
        content[start:end] = draw(st.sampled_from(
            [b"", b"<", b"&", b"]]>", b"\xff", b"\0", b"<![CDATA[", b'"', b"\\", b"{", b"https://[",
             b"99999999999", b"\n", b"<base href='http://['>", b"xml:base='//[' "]
        ))  # fmt: skip
    return bytes(content)


@pytest.mark.parametrize("parser", PARSERS)
@settings(max_examples=40, deadline=None)
@given(content=damaged())
def test_damaged_answers_are_read_or_refused(parser: str, content: bytes) -> None:
    attempt(parser, content)


def test_the_good_answers_are_good() -> None:
    for name, content in GOOD.items():
        PARSERS["feed" if name == "atom" else name](content)
    assert parse_feed(GOOD["atom"], BASE, FEED).listed == 1
