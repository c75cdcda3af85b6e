"""A contributor adds a source with one YAML and one fixture, and no code.

Each case is written into a temporary folder as it would stand in ``data/sources``.
"""

from datetime import date
from pathlib import Path

from dcpipeline.extract.indexes import parse_dataset, read_index
from dcpipeline.sources import SHIPPED, DatasetRules, Source, load_sources

HEAD = """
title: South county, news
publisher: South county
tier: official
rights: facts
licence: Single facts are taken.
cadence: weekly
layout_seen: markup
state: enabled
runbook: Open the address in a browser and compare the list with the selectors.
"""
LISTING = """
id: south_county
kind: listing
language: zh
addresses: [https://south.example.cn/xw/]
parser:
  entries: div.row
  link: a.t
  date: em
  next: {words: 下一页}
"""
LISTING_PAGE = """<html><head><meta charset="gbk"></head><body><div class="box">
<div class="row"><a class="t" href="202605/t20260508_1.html">南岭县智算中心封顶</a>
<em>05-08</em></div>
<div class="row"><a class="t" href="/xw/2.shtml">县领导调研春耕</a><em>2026-05-07</em></div>
<div class="row"><a class="t" href="/xw/3.shtml">算力园区二期用电获批</a><em>2026-05-06</em></div>
</div><a href="index_1.html">下一页</a></body></html>"""
FEED = """
id: south_feed
kind: feed
language: fr
addresses: [https://journal.example.fr/fil.xml]
parser:
  also: [Chine]
"""
FEED_ANSWER = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><title>La Chine suspend un centre de calcul</title><link href="/a/1"/>
<published>2026-05-07T22:30:00+02:00</published></entry>
<entry><title>Un centre de calcul à Brest</title><link href="/a/2"/></entry></feed>"""
TABLE = """
id: south_table
kind: dataset
language: en
addresses: [https://data.example.org/sites.csv]
parser:
  delimiter: ";"
  columns:
    Site: text
    City code: text
    Racks: number
    Stage: text
    Opened: date
  subject: {kind: project, name: Site, adcode: City code}
  statements:
    - property: racks
      column: Racks
      unit: cabinet
      basis_by: {column: Stage, values: {Live: installed, Plan: planned}}
    - property: event
      column: Stage
      values: {Live: operational, Plan: announced}
      date: Opened
      date_where: {Stage: [Live]}
      date_basis: event
"""
TABLE_ANSWER = """Site;City code;Racks;Stage;Opened
South valley centre;520100;4,000;Live;2026-05
North valley centre;520200;900;Plan;2028
"""


def added(folder: Path, text: str) -> Source:
    """The source of a new file, loaded beside the shipped ones."""
    source_id = text.split("id: ")[1].split()[0]
    (folder / f"{source_id}.yml").write_text(text + HEAD, encoding="utf-8")
    sources = load_sources(SHIPPED, folder)
    assert set(sources) == {*load_sources(), source_id}
    return sources[source_id]


def test_a_listing_is_added(tmp_path: Path) -> None:
    source = added(tmp_path, LISTING)
    index = read_index(source, LISTING_PAGE.encode("gbk"), source.addresses[0], charset="gbk")
    assert [(entry.url, entry.title, entry.published_on) for entry in index.entries] == [
        ("https://south.example.cn/xw/202605/t20260508_1.html", "南岭县智算中心封顶",
         date(2026, 5, 8)),
        ("https://south.example.cn/xw/3.shtml", "算力园区二期用电获批", date(2026, 5, 6)),
    ]  # fmt: skip
    assert index.listed == 3
    assert index.next_url == "https://south.example.cn/xw/index_1.html"


def test_a_feed_is_added(tmp_path: Path) -> None:
    source = added(tmp_path, FEED)
    index = read_index(source, FEED_ANSWER.encode(), source.addresses[0])
    assert [(entry.url, entry.published_on) for entry in index.entries] == [
        ("https://journal.example.fr/a/1", date(2026, 5, 7))
    ]


def test_a_table_is_added(tmp_path: Path) -> None:
    source = added(tmp_path, TABLE)
    assert isinstance(source.parser, DatasetRules)
    table = parse_dataset(TABLE_ANSWER.encode(), source.parser)
    south, north = table.records
    assert (south.name, south.adcode) == ("South valley centre", "520100")
    racks, opened = south.facts
    assert (racks.value_num, racks.unit, racks.basis) == (4000, "cabinet", "installed")
    assert (opened.value_text, opened.date_on, opened.date_precision) == (
        "operational", date(2026, 5, 1), "month"
    )  # fmt: skip
    assert [(fact.value_text, fact.date_on) for fact in north.facts] == [
        ("900", None), ("announced", None)
    ]  # fmt: skip
    assert table.unused == () and table.unread_columns == ()
