"""Index pages: by their likeness, by selectors, and what is no index page."""

from datetime import date

import pytest

from dcpipeline.extract.indexes import IndexUnreadableError, parse_index
from dcpipeline.sources import ListingRules, NextPage
from dcpipeline_tests.extract.indexes import BASE, EVERYTHING
from dcpipeline_tests.extract.pages import page

SELECTED = ListingRules(kind="listing", words=("everything",), entries="ul.news > li", date="i")


def listing(**fields: object) -> ListingRules:
    return ListingRules.model_validate({"kind": "listing", "words": ["everything"], **fields})


def items(*entries: str) -> bytes:
    return f"<html><body><ul class=news>{''.join(entries)}</ul></body></html>".encode()


def item(href: str, title: str = "某县智算中心开工建设", day: str = "2026-05-08") -> str:
    return f'<li><a href="{href}">{title}</a> <i>{day}</i></li>'


def left_out(index: object) -> dict[str, int]:
    return {part.reason: part.count for part in index.left_out}  # type: ignore[attr-defined]


def test_entries_are_found_by_their_likeness() -> None:
    index = parse_index(page("listing_links.html"), BASE, EVERYTHING)
    assert index.listed == 6 and len(index.entries) == 6
    first = index.entries[0]
    assert first.url == "https://north.example.cn/c/2025-03-12/101.html"
    assert first.title == "北岭县智算中心开工建设仪式举行 规划算力两千P"
    assert first.published.on == date(2025, 3, 12)
    assert first.words.endswith("\n2025-03-12")
    assert index.newest_on == date(2025, 3, 12)


def test_only_entries_with_our_words_are_worth_reading() -> None:
    index = parse_index(page("listing_links.html"), BASE, ListingRules(kind="listing"))
    assert [entry.url[-8:] for entry in index.entries] == [
        "101.html", "100.html", "2/99.html"[1:], "01/97.html"[2:]
    ]  # fmt: skip
    assert index.listed == 6
    assert left_out(index) == {"none of the words": 2}


def test_summaries_count_as_words() -> None:
    rules = listing(words=["voucher"])
    index = parse_index(page("listing_summaries.html"), BASE, rules)
    assert [entry.title for entry in index.entries] == [
        "Hillside computing cluster stays half empty for a year"
    ]
    assert index.entries[0].published.words == "March 5, 2025"


def test_a_second_word_can_be_asked_for() -> None:
    rules = listing(words=["computing"], also=["platform", "empty"])
    index = parse_index(page("listing_summaries.html"), BASE, rules)
    assert len(index.entries) == 2
    assert left_out(index)["none of also"] == 1


def test_selectors_choose_exactly() -> None:
    content = items(item("/1.html"), "<li>没有链接</li>", item("/2.html", day="2026年5月7日"))
    index = parse_index(content, BASE, SELECTED)
    assert [entry.url for entry in index.entries] == [
        "https://north.example.cn/1.html", "https://north.example.cn/2.html"
    ]  # fmt: skip
    assert [entry.published.on for entry in index.entries] == [date(2026, 5, 8), date(2026, 5, 7)]
    assert left_out(index) == {"no link": 1}


def test_one_selected_entry_is_a_list() -> None:
    assert parse_index(items(item("/1.html")), BASE, SELECTED).listed == 1


def test_an_entry_may_be_the_link_itself() -> None:
    content = b"<div><a class=row href=/1>North county opens <b>centre</b></a></div>"
    index = parse_index(content, BASE, listing(entries="a.row"))
    assert [(e.url, e.title) for e in index.entries] == [
        ("https://north.example.cn/1", "North county opens centre")
    ]


def test_an_entry_that_holds_others_is_none() -> None:
    content = f"<div><p>x</p><div>{item('/1.html')}</div></div>".encode()
    index = parse_index(content, BASE, listing(entries="div, li", link="a"))
    assert index.listed == 1
    assert left_out(index) == {"holds other entries": 2}


def test_a_list_is_read_up_to_a_bound() -> None:
    content = items(*(item(f"/{number}.html") for number in range(2_010)))
    index = parse_index(content, BASE, SELECTED)
    assert index.listed == 2_000
    assert left_out(index) == {"behind the first 2000": 10}


def test_title_and_link_can_stand_apart() -> None:
    content = "<p class=e><b>某县智算中心</b><a href=/more>详情</a></p>".encode()
    rules = listing(entries="p.e", title="b", link="a")
    assert parse_index(content, BASE, rules).entries[0].title == "某县智算中心"


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"entries": "ol > li"}, "the selector 'ol > li' for entries finds nothing"),
        ({"entries": "li", "date": ".day"}, "the selector '.day' for date finds nothing in 2 ent"),
        ({"entries": "li", "link": "a.b"}, "the selector 'a.b' for link finds nothing in 2 ent"),
        ({"entries": "li", "title": "h3"}, "the selector 'h3' for title finds nothing in 2 ent"),
    ],
)
def test_a_selector_that_finds_nothing_is_an_error(rules: dict[str, str], told: str) -> None:
    with pytest.raises(IndexUnreadableError) as raised:
        parse_index(items(item("/1.html"), item("/2.html")), BASE, listing(**rules))
    assert told in str(raised.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not found",
        "<p>某县智算中心今日开工，总投资六亿元。</p>".encode(),
        b"<html><body><script>document.write('<a href=/1>x</a>')</script></body></html>",
    ],
)
def test_a_page_without_a_list_is_an_error(content: bytes) -> None:
    with pytest.raises(IndexUnreadableError, match="no list of links on the page"):
        parse_index(content, BASE, EVERYTHING)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("2.html", "https://north.example.cn/news/2.html"),
        ("./2.html", "https://north.example.cn/news/2.html"),
        ("../../../2.html", "https://north.example.cn/2.html"),
        ("//south.example.cn/2.html", "https://south.example.cn/2.html"),
        ("?id=2&amp;x=3", "https://north.example.cn/news/index.html?id=2&x=3"),
        ("/2.html#top", "https://north.example.cn/2.html"),
        (" /a b\n.html ", "https://north.example.cn/a%20b.html"),
        ("HTTPS://South.example.cn/2", "https://South.example.cn/2"),
        ("/新闻/2.html", "https://north.example.cn/新闻/2.html"),
    ],
)
def test_addresses_become_absolute(href: str, url: str) -> None:
    assert [e.url for e in parse_index(items(item(href)), BASE, SELECTED).entries] == [url]


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("javascript:open(1)", "no web address"),
        ("java\nscript:open(1)", "no web address"),
        ("javascript://a.cn/%0aopen(1)", "no web address"),
        ("ftp://a.cn/1.html", "no web address"),
        ("mailto:a@b.cn", "no web address"),
        ("data:text/html,x", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("http://", "no web address"),
        ("http://[x/", "no web address"),
        ("http://a.cn:99999999/", "no web address"),
        ("", "no address"),
        ("#", "a link to the index itself"),
        ("index.html#top", "a link to the index itself"),
        ("http://user:word@a.cn/", "an address that is not asked for"),
        ("/" + "a" * 3000, "an address that is not asked for"),
    ],
)
def test_what_is_no_address_of_a_page_is_left_out(href: str, reason: str) -> None:
    index = parse_index(items(item(href), item("/1.html")), BASE, SELECTED)
    assert index.listed == 1
    assert left_out(index) == {reason: 1}


def test_the_base_of_the_page_counts() -> None:
    content = b"<base href=https://south.example.cn/x/>" + items(item("2.html"))
    assert (
        parse_index(content, BASE, SELECTED).entries[0].url == "https://south.example.cn/x/2.html"
    )


def test_an_address_is_listed_once() -> None:
    index = parse_index(items(item("/1"), item("/1#a"), item("/2")), BASE, SELECTED)
    assert index.listed == 2
    assert left_out(index) == {"listed twice": 1}


def test_addresses_and_hosts_can_be_asked_for() -> None:
    content = items(item("/n/1.html"), item("/about.html"), item("https://www.copy.cn/n/2.html"))
    rules = listing(entries="li", links=r"/n/\d+\.html$", skip_hosts=["copy.cn"])
    index = parse_index(content, BASE, rules)
    assert [entry.url for entry in index.entries] == ["https://north.example.cn/n/1.html"]
    assert left_out(index) == {"its address does not match links": 1, "its host is skipped": 1}


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("05-08", "holds no date"),
        ("昨天", "is relative"),
        ("2026-05", "only the month is printed"),
        ("2026-13-40", "there is no month 13"),
        ("", "no date is printed"),
    ],
)
def test_a_day_that_is_not_printed_whole_is_none_with_a_reason(printed: str, reason: str) -> None:
    entry = parse_index(items(item("/1", day=printed)), BASE, SELECTED).entries[0]
    assert entry.published_on is None
    assert reason in str(entry.published.reason)
    assert entry.published.words == (printed or None)


def test_the_day_in_the_address_goes_first() -> None:
    entry = parse_index(items(item("/202605/t20260501_9.html")), BASE, SELECTED).entries[0]
    assert (entry.published.on, entry.published.basis) == (date(2026, 5, 1), "address")
    assert entry.published.words == "2026-05-08"


def test_a_page_in_another_encoding_is_read() -> None:
    content = items(item("/1.html")).decode().encode("gb18030")
    assert parse_index(content, BASE, SELECTED).entries[0].title == "某县智算中心开工建设"
    named = parse_index(content, BASE, SELECTED, charset="gbk")
    assert named.entries[0].title == "某县智算中心开工建设"


def test_scripts_are_no_words() -> None:
    title = "某县智算中心<script>alert('x')</script><style>a{}</style>"
    entry = parse_index(items(item("/1.html", title=title)), BASE, SELECTED).entries[0]
    assert entry.title == "某县智算中心"
    assert "alert" not in entry.words


def test_a_title_that_was_cut_off_is_read_whole() -> None:
    cut = '<li><a href=/1 title="某县智算中心开工建设">某县智算...</a><i>2026-05-08</i></li>'
    assert parse_index(items(cut), BASE, SELECTED).entries[0].title == "某县智算中心开工建设"


NEXT = '<div class=pages><a href="?p=1">1</a><a class=on href="?p=2">下一页 &gt;</a></div>'


@pytest.mark.parametrize(
    ("following", "url"),
    [
        (NextPage(words="下一页"), "https://north.example.cn/news/index.html?p=2"),
        (NextPage(selector="a.on"), "https://north.example.cn/news/index.html?p=2"),
        (NextPage(address="https://north.example.cn/n_{page}.html"),
         "https://north.example.cn/n_2.html"),
        (NextPage(words="末页"), None),
        (NextPage(selector="a.off"), None),
    ],
)  # fmt: skip
def test_the_next_page_is_named(following: NextPage, url: str | None) -> None:
    rules = SELECTED.model_copy(update={"next": following})
    content = items(item("/1.html")) + NEXT.encode()
    assert parse_index(content, BASE, rules).next_url == url
    assert parse_index(content, BASE, rules, page=3).next_url is None


@pytest.mark.parametrize("href", ["https://elsewhere.cn/?p=2", "javascript:next()", "index.html"])
def test_the_next_page_is_another_one_of_the_same_host(href: str) -> None:
    content = items(item("/1.html")) + f"<a href='{href}'>next</a>".encode()
    rules = SELECTED.model_copy(update={"next": NextPage(words="Next")})
    assert parse_index(content, BASE, rules).next_url is None
