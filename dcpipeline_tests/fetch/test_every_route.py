"""Each good and each bad route of the test site ends in the answer or the refusal it deserves."""

from collections.abc import Iterator

import pytest

from dcpipeline.fetch import REFUSALS, Fetcher, Request, Response
from dcpipeline_tests.fetch.helpers import IMPATIENT, QUICK, answered, get, refused
from dcpipeline_tests.site import Reply, Site
from dcpipeline_tests.site.pages import STORIES

GOOD = ("/", "/listing", "/projects.csv", "/table.html", "/weekly.html", "/gdelt", "/robots.txt")
FEEDS = ("/feed.rss", "/feed.atom")
EXPECTED: dict[str, str | int] = {
    **dict.fromkeys((*GOOD, *FEEDS, *(story.path for story in STORIES)), 200),
    "/status/304": 304,
    "/status/403": 403,
    "/status/404": 404,
    "/status/410": 410,
    "/status/204": 204,
    "/status/empty": 200,
    "/status/429": "rate_limited",
    "/status/429-once": 200,
    "/status/429-tomorrow": "rate_limited",
    "/status/500": "server_error",
    "/status/500-once": 200,
    "/moved": 200,
    "/forbidden/page.html": "robots",
    "/trap/endless/*": "too_many_redirects",
    "/trap/loop/a": "redirect_loop",
    "/trap/loop/b": "redirect_loop",
    "/trap/loop/self": "redirect_loop",
    "/trap/to-private": "private_address",
    "/trap/to-localhost": "port",
    "/trap/to-metadata": "private_address",
    "/trap/to-file": "scheme",
    "/trap/to-forbidden": "robots",
    "/trap/no-location": 302,
    "/trap/odd-location": 404,
    "/trap/chinese-location": 404,
    "/trap/drip": "timeout",
    "/trap/header-drip": "timeout",
    "/trap/silent": "timeout",
    "/trap/truncated": "truncated",
    "/trap/short-length": "wrong_length",
    "/trap/zero-length": "wrong_length",
    "/trap/broken-chunk": "truncated",
    "/trap/cut-chunk": "truncated",
    "/trap/missing-last-chunk": "truncated",
    "/trap/chunked": 200,
    "/trap/header-flood": "header_flood",
    "/trap/long-header": "header_flood",
    "/trap/garbage-status": "protocol",
    "/trap/no-status": "protocol",
    "/trap/closed": "connection",
    "/trap/early": 200,
    "/trap/only-early": "connection",
    "/trap/endless-early": "header_flood",
    "/trap/switching": "protocol",
    "/trap/odd-header": 200,
    "/trap/no-colon": "protocol",
    "/trap/two-lengths": "wrong_length",
    "/trap/part": "truncated",
    "/trap/huge": "too_large",
    "/trap/huge-stated": "too_large",
    "/trap/bomb-gzip": "bomb",
    "/trap/bomb-deflate": "bomb",
    "/trap/bomb-nested": "bomb",
    "/trap/bomb-members": "bomb",
    "/encoded/gzip": 200,
    "/encoded/deflate": 200,
    "/encoded/raw-deflate": 200,
    "/encoded/twice": 200,
    "/encoded/cut": "truncated",
    "/encoded/not-gzip": "bad_encoding",
    "/encoded/br": "bad_encoding",
    "/encoded/many": "bad_encoding",
    "/trap/script-title": 200,
    "/trap/deep": 200,
    "/trap/empty": 200,
    "/trap/entities.rss": 200,
    "/trap/gb18030-as-utf8": 200,
    "/trap/big5": 200,
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def fetcher(site: Site) -> Iterator[Fetcher]:
    with Fetcher(allowed_host=site.host, politeness=QUICK) as one:
        yield one


def test_the_table_is_the_site() -> None:
    assert set(EXPECTED) == set(Site().routes)
    assert {code for code in EXPECTED.values() if isinstance(code, str)} <= set(REFUSALS)


@pytest.mark.parametrize("path", EXPECTED)
def test_a_route_ends_as_it_should(site: Site, fetcher: Fetcher, path: str) -> None:
    politeness = IMPATIENT if EXPECTED[path] == "timeout" else QUICK
    outcome = fetcher.fetch(Request(site.url(path.replace("*", "0"))), politeness)
    if isinstance(outcome, Response):
        assert outcome.status == EXPECTED[path]
    else:
        assert outcome.code == EXPECTED[path], outcome.detail
        assert outcome.detail.endswith(".") and outcome.detail.isprintable()


def test_a_response_says_everything(site: Site, fetcher: Fetcher) -> None:
    response = answered(get(fetcher, site.url("/moved#part")))
    assert response.url == site.url("/moved#part")
    assert response.final_url == site.url("/news/1.html")
    assert [(hop.url, hop.status, hop.location) for hop in response.hops] == [
        (site.url("/moved"), 301, "/news/1.html")
    ]
    assert (response.reason, response.ip, response.tries) == ("OK", "127.0.0.1", 1)
    assert response.header("content-TYPE") == "text/html; charset=utf-8"
    assert response.header("X-None") is None
    assert response.body is response.wire_body
    assert "中卫" in response.body.decode("utf-8")
    assert response.fetched_at.tzinfo is None and response.fetched_at.microsecond == 0
    sent = dict(response.request_headers)
    assert sent["Host"] == f"127.0.0.1:{site.port}"
    assert site.log[-1].headers == {name.lower(): value for name, value in sent.items()}


def test_wire_body_is_what_came(site: Site, fetcher: Fetcher) -> None:
    plain = answered(get(fetcher, site.url("/encoded/gzip")))
    assert plain.wire_body.startswith(b"\x1f\x8b") and plain.body.startswith(b"<html>")
    for other in ("deflate", "raw-deflate", "twice"):
        assert answered(get(fetcher, site.url(f"/encoded/{other}"))).body == plain.body


def test_chunks_are_put_together(site: Site, fetcher: Fetcher) -> None:
    response = answered(get(fetcher, site.url("/trap/chunked")))
    assert response.wire_body == response.body == b"hello world"


def test_header_bytes_come_as_they_are(site: Site, fetcher: Fetcher) -> None:
    response = answered(get(fetcher, site.url("/trap/odd-header")))
    assert (response.header("X-Odd") or "").encode("latin-1") == b"\xff\xfe \xe6\x99\xba"


def test_odd_bytes_in_a_redirect_are_sent_on_as_bytes(site: Site, fetcher: Fetcher) -> None:
    odd = answered(get(fetcher, site.url("/trap/odd-location")))
    assert odd.final_url == site.url("/%FF%FE/%E6%99%BA")
    chinese = answered(get(fetcher, site.url("/trap/chinese-location")))
    assert chinese.final_url == site.url("/%E6%96%B0%E9%97%BB")


def test_no_more_than_the_cap_is_taken_from_a_huge_page(site: Site, fetcher: Fetcher) -> None:
    refused(get(fetcher, site.url("/trap/huge")))
    assert site.log[-1].bytes_sent < 60 * 1024 * 1024


def test_refused_redirects_name_the_address_at_which_it_ended(site: Site, fetcher: Fetcher) -> None:
    refusal = refused(get(fetcher, site.url("/trap/to-private")))
    assert refusal.url == site.url("/trap/to-private")
    assert refusal.final_url == "http://10.0.0.8/admin"
    assert refusal.tries == 0


def test_five_redirects_are_followed_and_not_a_sixth(site: Site, fetcher: Fetcher) -> None:
    for left in range(1, 7):
        target = (("Location", f"/hop/{left - 1}"),)
        site.add(f"/hop/{left}", Reply(b"", 302, headers=target, validators=False))
    site.add("/hop/0", "end")
    assert len(answered(get(fetcher, site.url("/hop/5"))).hops) == 5
    refusal = refused(get(fetcher, site.url("/hop/6")))
    assert (refusal.code, refusal.final_url) == ("too_many_redirects", site.url("/hop/0"))


def test_tries_are_counted(site: Site, fetcher: Fetcher) -> None:
    assert refused(get(fetcher, site.url("/status/500"))).tries == 2
    assert refused(get(fetcher, site.url("/trap/closed"))).tries == 2
    assert refused(fetcher.fetch(Request(site.url("/trap/drip")), IMPATIENT)).tries == 1
