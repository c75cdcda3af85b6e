"""How far pages and hosts are trusted, and whose origin they have."""

from pathlib import Path

import polars as pl
import pytest

from dcpipeline.harvest.watch import HostTiers, host_of, listed_tiers, origin_of_pages, watched

COLUMNS = ("announcement_id", "source_url", "cited_url", "source_tier")
ROWS = [
    ("AN1", "https://www.dtdata.cn/1.html", None, "trade"),
    ("AN2", "http://dtdata.cn/2.html", None, "trade"),
    ("AN3", "http://dtdata.cn/3.html", None, "press"),
    ("AN4", "https://even.example/1.html", None, "press"),
    ("AN5", "https://even.example/2.html", None, "trade"),
    ("AN6", "https://github.com/x/1", "https://www.jl.gov.cn/2.html", "third_party_dataset"),
    ("AN7", "https://mirror.example/1", None, "repost"),
    ("AN8", None, None, "official"),
    ("AN9", "https://twice.example/1.html", None, "official"),
    ("AN10", "https://twice.example/1.html#top", None, "trade"),
    ("AN11", " no address ", None, "press"),
]


@pytest.fixture
def rows() -> pl.DataFrame:
    return pl.DataFrame(ROWS, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        ("https://dtdata.cn/9.html", "trade"),
        ("https://www.dtdata.cn/3.html", "press"),
        ("https://even.example/9.html", "trade"),
        ("https://even.example/1.html", "press"),
        ("https://fgw.sh.gov.cn/x", "official"),
        ("https://www.ogcio.gov.hk/x", "official"),
        ("https://notgov.cn/x", "unverified"),
        ("https://gov.cn.evil.example/x", "unverified"),
        ("https://github.com/x/2", "unverified"),
        ("https://mirror.example/1", "unverified"),
        ("https://nobody.example/x", "unverified"),
        ("https://twice.example/1.html", "trade"),
        ("no address", "unverified"),
    ],
)
def test_tier_of_a_page(rows: pl.DataFrame, url: str, tier: str) -> None:
    assert HostTiers(rows).tier(url) == tier
    assert HostTiers(rows.reverse()).tier(url) == tier
    assert HostTiers(rows).tier(url, "press") == ("press" if tier == "unverified" else tier)


def test_hosts() -> None:
    assert host_of("https://WWW.Example.cn:8080/a") == "example.cn"
    assert host_of("nothing") == host_of("http://[::1") == ""


def test_both_addresses_of_a_row_are_watched(rows: pl.DataFrame) -> None:
    found = watched(rows)
    assert found.filter(announcement_id="AN6")["url"].to_list() == [
        "https://github.com/x/1", "https://www.jl.gov.cn/2.html",
    ]  # fmt: skip
    assert set(rows["announcement_id"]) - set(found["announcement_id"]) == {"AN8", "AN11"}
    assert found["url"].is_sorted()


def test_a_row_rests_on_the_original_that_it_cites(rows: pl.DataFrame) -> None:
    claims = rows.select("announcement_id", origin_id=pl.lit("or") + pl.col("announcement_id"))
    origins = origin_of_pages(rows, pl.concat([claims, claims]))
    assert origins["jl.gov.cn/2.html"] == "orAN6" and "github.com/x/1" not in origins
    assert origins["dtdata.cn/1.html"] == "orAN1"


def test_no_list_states_no_tier(tmp_path: Path) -> None:
    assert listed_tiers(tmp_path, {}) == {}
