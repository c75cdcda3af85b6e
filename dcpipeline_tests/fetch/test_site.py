"""The test site itself is as good and as bad as it says."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser

from dcpipeline.fetch import Fetcher
from dcpipeline_tests.fetch.helpers import QUICK, answered, get
from dcpipeline_tests.site import Asked, Reply, Site
from dcpipeline_tests.site.pages import STORIES


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


def text(site: Site, path: str) -> str:
    with Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:
        return answered(get(fetcher, site.url(path))).body.decode("utf-8")


def test_the_listing_leads_to_every_story_with_its_day(site: Site) -> None:
    items = LexborHTMLParser(text(site, "/listing")).css("ul.list li")
    listed = {
        item.css_first("a").attributes["href"]: item.css_first("span").text() for item in items
    }
    assert listed == {story.path: story.day for story in STORIES}
    assert len(items) >= 8
    for story in STORIES:
        page = text(site, story.path)
        assert story.title in page.replace("&#x27;", "'") and story.day in page


def test_feeds_and_files_hold_the_same_stories(site: Site) -> None:
    links = {site.url(story.path) for story in STORIES}
    rss = ET.fromstring(text(site, "/feed.rss"))
    assert {item.findtext("link") for item in rss.iter("item")} == links
    atom = ET.fromstring(text(site, "/feed.atom"))
    space = "{http://www.w3.org/2005/Atom}"
    assert {e.find(f"{space}link").attrib["href"] for e in atom.iter(f"{space}entry")} == links
    assert {article["url"] for article in json.loads(text(site, "/gdelt"))["articles"]} == links
    rows = list(csv.DictReader(io.StringIO(text(site, "/projects.csv"))))
    table = LexborHTMLParser(text(site, "/table.html"))
    assert len(rows) == len(table.css("tbody tr")) == 4
    assert len(LexborHTMLParser(text(site, "/weekly.html")).css("h3")) == 4


def test_routes_can_be_added_and_requests_are_kept() -> None:
    with Site() as site, Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:

        def handler(asked: Asked) -> Reply:
            return Reply(f"{asked.count} {asked.path}".encode(), headers=(("X-A", "b"),))

        site.add("/mine/*", handler)
        site.add("/text", "<p>text</p>")
        assert answered(get(fetcher, site.url("/mine/1?q=2"))).body == b"1 /mine/1?q=2"
        response = answered(get(fetcher, site.url("/mine/1")))
        assert (response.body, response.header("X-A")) == (b"2 /mine/1", "b")
        assert answered(get(fetcher, site.url("/text"))).header("ETag")
        assert site.hits("/mine/1") == 2
        seen = site.log[-1]
        assert (seen.method, seen.path, seen.status) == ("GET", "/text", 200)
        assert seen.bytes_sent > 11 and seen.ended is not None and seen.ended >= seen.began


def test_pages_come_in_other_charsets_than_they_say(site: Site) -> None:
    with Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:
        mainland = answered(get(fetcher, site.url("/trap/gb18030-as-utf8")))
        taiwan = answered(get(fetcher, site.url("/trap/big5")))
    assert "utf-8" in (mainland.header("Content-Type") or "")
    assert "中卫西云智算中心" in mainland.body.decode("gb18030")
    assert "花蓮智算中心" in taiwan.body.decode("big5")
