"""Qualifiers, totals, increments and rack units read from notes."""

import polars as pl
import pytest

from dcpipeline.extract.clocks import date_in_address
from dcpipeline.extract.notes import change, qualifier, rack_unit
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


CHANGES = [
    ("11,000P second phase beside 3,000P first phase; total 14,000P", 14000.0, "total"),
    ("11,000P second phase beside 3,000P first phase; total 14,000P", 11000.0, None),
    ("Adding 300P of equipment; total reached 500P", 500.0, "total"),
    ("Adding 300P of equipment; total reached 500P", 300.0, "increment"),
    ("Second cluster launched in September, 200 in total.", 200.0, "total"),
    ("2,000P first phase, 8,000P second, 10,000P in all", 10000.0, "total"),
    ("500P total planned", 500.0, "total"),
    ("Registered compute totals 75,000P.", 75000.0, "total"),
    ("finished; total above 2,000 PFLOPS", 2000.0, "total"),
    ("Capacity raised to 300 petaflops", 300.0, "total"),
    ("on trial, taking AI compute to 300P", 300.0, "total"),
    ("Grown to about 60,000 cards", 60000.0, "total"),
    ("Expansion to as many as 100,000 chips stated", 100000.0, None),
    ("another 400 racks", 400.0, "increment"),
    ("a further 3,000P due by end April", 3000.0, "increment"),
    ("400 racks more in spring", 400.0, "increment"),
    ("400 more than planned", 400.0, None),
    ("300 AI servers added; above 2,000 PFLOPS", 2000.0, None),
    ("200 PFLOPS peak plus 1,000 PFLOPS of AI", 1000.0, None),
    ("hall in use; compute reached 30,000P", 30000.0, None),
    ("total disclosed is CNY 5bn; 300P", 300.0, None),
]


@pytest.mark.parametrize(("note", "value", "expected"), CHANGES)
def test_change(note, value, expected):
    assert change(note, (value,)) == expected


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
