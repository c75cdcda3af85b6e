"""Listings: an entry is a record with its address, date and summary."""

import pytest

from dcpipeline.extract.layouts import WrongLayoutError, parse_listing
from dcpipeline.extract.reading import read_document
from dcpipeline_tests.extract.pages import PROSE, assert_sound, page


def test_each_entry_is_a_record_with_its_address_and_date() -> None:
    document = read_document(page("listing_links.html"))
    assert_sound(document)
    assert document.layout == "listing"
    entries = [b for b in document.blocks if b.kind == "item"]
    assert [b.record for b in entries] == [0, 1, 2, 3, 4, 5]
    assert entries[1].href == "/c/2025-03-10/100.html"
    dates = [b for b in document.blocks if b.kind == "meta"]
    assert [b.record for b in dates] == [0, 1, 2, 3, 4, 5]
    assert document.text[dates[5].start : dates[5].end] == "2025-02-27"


def test_a_title_that_was_cut_off_is_read_whole() -> None:
    document = read_document(page("listing_links.html"))
    assert "北岭县智算中心开工建设仪式举行 规划算力两千P" in document.text
    assert "..." not in document.text


def test_a_summary_belongs_to_its_entry() -> None:
    document = read_document(page("listing_summaries.html"))
    assert document.layout == "listing"
    summaries = [b for b in document.blocks if b.kind == "paragraph"]
    assert [b.record for b in summaries] == [0, 1, 2, 3, 4]
    assert document.text[summaries[1].start :].startswith("Half of the racks are spoken for")


def test_a_listing_is_not_dated_by_its_entries() -> None:
    assert read_document(page("listing_links.html")).published_on is None


def test_menus_and_pages_are_left_out_and_named() -> None:
    document = read_document(page("listing_links.html"))
    assert "新闻中心栏目导航" not in document.text
    assert {"nav", "previous and next", "footer"} <= {part.what for part in document.unread}


def test_an_article_with_many_links_beside_it_is_news() -> None:
    links = "".join(f"<li><a href=/{i}>第{i}条其他新闻的标题文字</a></li>" for i in range(30))
    content = (
        f"<div class=article-content><p>{PROSE}</p><p>{PROSE}</p></div><div><ul>{links}</ul></div>"
    )
    document = read_document(content.encode())
    assert document.layout == "news"
    assert "其他新闻" not in document.text


def test_small_print_of_entries_is_named() -> None:
    title = "<a href=/{0}>某县第{0}座数据中心开工建设</a>"
    entry = f"<li>{title}<em>阅读</em><p>项目总投资六亿元，明年投产。</p></li>"
    parsed = parse_listing("<ul>" + "".join(entry.format(i) for i in range(6)) + "</ul>")
    assert parsed.records == 6
    assert [p.what for p in parsed.unread] == ["small print of entries"]


def test_fewer_than_five_entries_are_refused() -> None:
    with pytest.raises(WrongLayoutError, match="1 entries, not 5"):
        parse_listing("<ul><li><a href=/1>某县智算中心开工建设</a></li></ul>")
