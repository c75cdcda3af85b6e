"""Known pages of a file of facts, and of the source itself."""

from datetime import date

import pytest

from dcpipeline.extract.indexes import VanishedFieldError, parse_watchlist
from dcpipeline.sources import WatchlistRules

RULES = WatchlistRules.model_validate(
    {
        "kind": "watchlist",
        "file": "register/a.csv",
        "columns": [{"column": "url", "where": {"tier": ["press"]}}, {"column": "original"}],
        "title": "title",
        "published": "day",
        "tier": "tier",
        "skip_hosts": ["copy.cn"],
    }
)
TABLE = """url,original,title,day,tier
https://a.cn/1,,One,2026-05-07,press
https://a.cn/2,https://b.cn/2,Two,2026-05,repost
https://a.cn/1,https://www.copy.cn/3,Three,,press
not an address,,Four,,press
"""


def test_addresses_are_taken_where_their_rows_count() -> None:
    index = parse_watchlist(TABLE.encode(), RULES)
    assert [entry.url for entry in index.entries] == ["https://a.cn/1", "https://b.cn/2"]
    first, second = index.entries
    assert (first.title, first.published_on, first.tier) == ("One", date(2026, 5, 7), "press")
    assert (second.published_on, second.published.reason) == (None, "only the month is printed")
    assert {(part.reason, part.count) for part in index.left_out} == {
        ("rows of others", 1), ("listed twice", 1), ("its host is skipped", 1),
        ("no web address", 1),
    }  # fmt: skip


def test_addresses_of_the_source_come_first() -> None:
    index = parse_watchlist(TABLE.encode(), RULES, ["https://c.cn/", "https://a.cn/1"])
    assert [entry.url for entry in index.entries] == [
        "https://c.cn/", "https://a.cn/1", "https://b.cn/2"
    ]  # fmt: skip


def test_a_list_of_addresses_is_enough() -> None:
    index = parse_watchlist(None, WatchlistRules(kind="watchlist"), ["https://c.cn/"])
    assert index.listed == 1


def test_a_column_that_vanished_is_named() -> None:
    with pytest.raises(VanishedFieldError, match="original"):
        parse_watchlist(TABLE.replace("original", "other").encode(), RULES)
