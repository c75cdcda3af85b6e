"""RSS and Atom of all ages, mended and refused."""

from datetime import date

import pytest

from dcpipeline.extract.indexes import Index, IndexUnreadableError, UnsafeFeedError, parse_feed
from dcpipeline.sources import FeedRules
from dcpipeline_tests.extract.indexes import BASE, FEED

URL = "https://north.example.cn/n/1"
RSS_0_91 = f"""<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>North</title><item><title>One centre</title><link>{URL}</link>
<description>Opened.</description></item></channel></rss>"""
RSS_1_0 = f"""<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="{BASE}"><title>North</title>
<items><rdf:Seq><rdf:li rdf:resource="{URL}"/></rdf:Seq></items></channel>
<item rdf:about="{URL}"><title>One centre</title><link>{URL}</link>
<dc:date>2026-05-07T23:30:00+08:00</dc:date>
</item></rdf:RDF>"""
RSS_2_0 = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>North</title><item><media:title>A crane</media:title>
<title>One centre</title><link>{URL}</link>
<guid isPermaLink="false">17</guid><pubDate>Thu, 07 May 2026 20:30:00 GMT</pubDate>
<content:encoded><![CDATA[<p>Opened <b>today</b>.</p>]]></content:encoded></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://north.example.cn/n/"><title>North</title>
<updated>2026-05-09T00:00:00Z</updated><entry>
<title type="html">One &lt;b&gt;centre&lt;/b&gt;</title>
<id>urn:uuid:17</id><link rel="enclosure" href="/x.mp3"/><link rel="alternate" href="1"/>
<updated>2026-05-09T00:00:00Z</updated><published>2026-05-07T20:30:00Z</published>
<summary>Opened.</summary></entry></feed>"""


def read(text: str, language: str = "en") -> Index:
    return parse_feed(text.encode(), BASE, FEED, language=language)


def rss(*items: str, head: str = '<?xml version="1.0"?>') -> str:
    told = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>x</title>{told}</channel></rss>'


@pytest.mark.parametrize("text", [RSS_0_91, RSS_1_0, RSS_2_0, ATOM])
def test_every_kind_of_feed_is_read(text: str) -> None:
    index = read(text)
    assert [(entry.url, entry.title) for entry in index.entries] == [(URL, "One centre")]
    assert index.left_out == ()


def test_markup_in_summaries_becomes_words() -> None:
    assert read(RSS_2_0).entries[0].words == "One centre\nOpened today ."


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        (RSS_2_0, "en", date(2026, 5, 7)),
        (RSS_2_0, "zh", date(2026, 5, 8)),
        (ATOM, "fr", date(2026, 5, 7)),
        (ATOM, "zh", date(2026, 5, 8)),
        (RSS_1_0, "zh", date(2026, 5, 7)),
        (RSS_0_91, "zh", None),
    ],
)
def test_a_chinese_source_means_the_day_in_china(
    text: str, language: str, day: date | None
) -> None:
    assert read(text, language).entries[0].published_on == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Thu, 07 May 2026 23:30:00 -0400", date(2026, 5, 7)),
        ("07 May 26 23:30 EST", date(2026, 5, 7)),
        ("Thu, 7 May 2026 08:00:00 +0800", date(2026, 5, 7)),
        ("2026-05-07", date(2026, 5, 7)),
        ("2026-05-07T08:00:00.123Z", date(2026, 5, 7)),
        ("2026-05-07 08:00:00", date(2026, 5, 7)),
        ("2026/05/07 08:00", date(2026, 5, 7)),
        ("2026年5月7日", date(2026, 5, 7)),
        ("jeudi 7 mai 2026", date(2026, 5, 7)),
        ("Thu, 99 May 2026 08:00:00 GMT", None),
        ("Thu, 07 May 9999 23:00:00 -0800", None),
        ("yesterday", None),
        ("x" * 5000, None),
    ],
)
def test_dates_are_read_in_the_forms_that_feeds_print(stamp: str, day: date | None) -> None:
    entry = read(rss(f"<title>a</title><link>/1</link><pubDate>{stamp}</pubDate>")).entries[0]
    assert entry.published_on == day
    assert (entry.published.reason is None) == (day is not None)
    assert entry.published.words


def test_a_prefix_that_was_not_declared_is_known() -> None:
    item = "<title>a</title><link>/1</link><dc:date>2026-05-07</dc:date><x:date>2020-01-01</x:date>"
    assert read(rss(item)).entries[0].published_on == date(2026, 5, 7)


def test_an_entry_that_was_only_changed_claims_no_day_of_publication() -> None:
    entry = read(ATOM.replace("<published>2026-05-07T20:30:00Z</published>", "")).entries[0]
    assert (entry.published_on, entry.seen_on) == (None, date(2026, 5, 9))
    assert entry.published.reason == "only the day of its last change is printed"
    assert read(ATOM).entries[0].seen_on == date(2026, 5, 9)


def test_a_feed_without_items_is_empty_and_no_error() -> None:
    assert read(rss()).listed == 0


def test_items_without_address_or_words_are_counted() -> None:
    index = read(rss("<title>a</title>", "<link>/1</link>", "<title>b</title><link>urn:x</link>"))
    assert {(part.reason, part.count) for part in index.left_out} == {
        ("no address", 1), ("neither title nor summary", 1), ("no web address", 1)
    }  # fmt: skip


def test_a_guid_stands_in_for_the_link_where_it_is_one() -> None:
    other = "<title>b</title><guid isPermaLink='false'>https://a.cn/8</guid>"
    index = read(rss("<title>a</title><guid>https://a.cn/7</guid>", other))
    assert [entry.url for entry in index.entries] == ["https://a.cn/7"]


@pytest.mark.parametrize(
    ("broken", "url", "title"),
    [
        (rss("<title>a & b</title><link>/1?a=2&b=3</link>"), "/1?a=2&b=3", "a & b"),
        (rss("<title>P&eacute;kin&nbsp;!</title><link>/1</link>"), "/1", "Pékin !"),
        (rss("<title>a\x0bb\x00c</title><link>/1</link>"), "/1", "abc"),
        (rss("<title>a<br>b<img src=x></title><link>/1</link>")[:-16], "/1", "a"),
        ("\ufeff \n" + rss("<title>a</title><link>/1</link>"), "/1", "a"),
        (rss("<title>a</title><link>/1</link><media:x>y</media:x>"), "/1", "a"),
        (rss("<title>a &LT;b&GT; c</title><link>/1</link>"), "/1", "a c"),
        (rss("<title>a</title><link>/1</link><atom:link href='/2'/>"), "/1", "a"),
    ],
)
def test_slightly_broken_feeds_are_mended(broken: str, url: str, title: str) -> None:
    entry = read(broken).entries[0]
    assert entry.url == f"https://north.example.cn{url}"
    assert entry.title.startswith(title)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("<![CDATA[<b>a</b> &amp; b]]>", "a & b"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;a", "a"),
        ("&amp;lt;b&amp;gt;a&amp;lt;/b&amp;gt;", "a"),
        ("5 &lt; 6", "5 < 6"),
        ("<![CDATA[<script>alert(1)]]>a", "a"),
    ],
)
def test_titles_are_plain_words(title: str, words: str) -> None:
    entries = read(
        rss(f"<title>{title}</title><link>/1</link><description>d</description>")
    ).entries
    assert entries[0].title in {words, "d"}
    assert "alert" not in entries[0].words and "<b" not in entries[0].words


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title><link>/1</link></item></channel></rss>"
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        BOMB.replace("DOCTYPE rss [", "doctype rss\n["),
        BOMB.replace("<!ENTITY", "<!ELEMENT"),
        BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"'),
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://a.cn/x.dtd"> %x;]><rss/>',
    ],
)
def test_a_feed_with_entities_of_its_own_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnsafeFeedError, match="declares entities of its own"):
        read(text)
    with pytest.raises(UnsafeFeedError):
        parse_feed(text.encode("utf-16"), BASE, FEED)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "the answer is empty"),
        ("<html><title>Just a moment</title></html>", "the answer is no feed: its root is 'html'"),
        ("<opml/>", "the answer is no feed: its root is 'opml'"),
        ("Forbidden", "the answer is no feed: 'Forbidden'"),
        ('{"items": []}', "the answer is no feed:"),
        ("<rss version=2.0><channel><item><title>a</title></item></channel></rss>",
         "the feed is broken: its items can't be read"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_named(content: str, told: str) -> None:
    with pytest.raises(IndexUnreadableError) as raised:
        read(content)
    assert told in str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_feeds_in_other_encodings_are_read(encoding: str) -> None:
    text = rss("<title>某县智算中心</title><link>/1</link>",
               head=f'<?xml version="1.0" encoding="{encoding}"?>')  # fmt: skip
    assert parse_feed(text.encode(encoding), BASE, FEED).entries[0].title == "某县智算中心"


def test_deep_feeds_are_read_as_far_as_they_can_be() -> None:
    deep = rss("<title>a</title><link>/1</link>" + "<x>" * 5000)
    assert read(deep).listed <= 1


def test_words_choose_items() -> None:
    rules = FeedRules(kind="feed", also=("Chine",))
    items = (
        "<title>Centre de donnÉes en Chine</title><link>/1</link>",
        "<title>Centre de données à Lyon</title><link>/2</link>",
        "<title>Vin</title><link>/3</link><description>La Chine et un data-center</description>",
    )
    index = parse_feed(rss(*items).encode(), BASE, rules, language="fr")
    assert [entry.url[-2:] for entry in index.entries] == ["/1", "/3"]
    assert index.listed == 3
