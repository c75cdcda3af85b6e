"""Qualifiers and rack units read from notes."""

import polars as pl
import pytest

from dcpipeline.extract.clocks import date_in_address
from dcpipeline.extract.notes import qualifier, rack_unit
from dcpipeline.extract.origins import outlet, page_key

QUALIFIERS = [
    ("CNY 500m, over 2,000P planned", 2000.0, "at_least"),
    ("25,000+ 7 kW racks", 25000.0, "at_least"),
    ("nearly CNY 4bn", 4e9, "about"),
    ("CNY 4bn, nearly done", 4e9, "exact"),
    ("up to 16,000 petaflops", 16000.0, "at_most"),
    ("no more than 300P", 300.0, "at_most"),
    ("more than 300P", 300.0, "at_least"),
    ("逾1000P", 1000.0, "at_least"),
    ("约2.5亿元", 2.5e8, "about"),
    ("about 860P, 700 racks", 700.0, "exact"),
    ("over 80% built, 4000P", 4000.0, "exact"),
    ("2,000 built, above 2,000 later", 2000.0, "at_least"),
    ("moreover 50P", 50.0, "exact"),
    ("no figure at all", 5.0, "exact"),
    ("", 5.0, "exact"),
]


@pytest.mark.parametrize(("note", "value", "expected"), QUALIFIERS)
def test_qualifier(note, value, expected):
    assert qualifier(note, (value,)) == expected


RACKS = [
    ("1,500 standard racks", "standard_2_5kw"),
    ("500 racks of 2.5 kW", "standard_2_5kw"),
    ("6,000 racks of 15 kW", "cabinet"),
    ("1850 racks at 15.71 kW", "cabinet"),
    ("25,000+ 7 kW-equivalent racks", "cabinet"),
    ("2,060 cabinets", "cabinet"),
    ("1,634 standard racks in 700 cabinets", "unknown"),
    ("7,515 racks", "unknown"),
    ("", "unknown"),
]


@pytest.mark.parametrize(("note", "expected"), RACKS)
def test_rack_unit(note, expected):
    assert rack_unit(note) == expected


OUTLETS = [
    ("澎湃新闻 (reposted by 17car)", "澎湃新闻"),
    ("SCMP (via Daily8)", "scmp"),
    ("China Economic Review (citing Caixin)", "caixin"),
    ("贵州日报/新华网 (mirror)", "贵州日报"),
    ("mirror (jianhong365.com)", None),
    ("kdwc.cn (repost)", None),
    ("repost", None),
    (None, None),
]


@pytest.mark.parametrize(("publisher", "expected"), OUTLETS)
def test_outlet(publisher, expected):
    assert outlet(publisher) == expected


def test_page_key_keeps_what_identifies_the_page():
    assert page_key("https://WWW.A.example/x/?id=3&utm_source=b#c") == "a.example/x?id=3"
    assert page_key("http://a.example/x") == page_key("https://www.a.example/x/")
    assert page_key("http://a.example/x?id=3") != page_key("http://a.example/x?id=4")
    assert page_key(None) is None


def test_serial_numbers_are_no_dates():
    frame = pl.DataFrame(
        {"u": ["https://a.example/2006/01/02/x", "https://a.example/1707199724941"]}
    )
    assert frame.select(date_in_address(pl.col("u"))).to_series().to_list() == [None, None]
