"""robots.txt: what it means, and what happens when it can't be had."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.fetch import Fetcher, Limits, Politeness
from dcpipeline.fetch.addresses import parse_address
from dcpipeline.fetch.robots import Robots
from dcpipeline_tests.fetch.helpers import (
    QUICK,
    Clock,
    Script,
    answered,
    get,
    page,
    refused,
    scripted,
)
from dcpipeline_tests.fetch.robots_cases import CASES, Case
from dcpipeline_tests.site import Reply, Site

ROOT = "http://a.example"


@pytest.mark.parametrize("case", CASES)
def test_settled_cases(case: Case) -> None:
    robots = Robots(case.content, case.agent)
    for verdict, paths in ((True, case.allowed), (False, case.refused)):
        for path in paths.split():
            url = parse_address("http://foo.bar" + path).url
            assert robots.allows(url) is verdict, (path, verdict)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    lines = ["User-Agent: foo", "Allow: /some/path", "User-Agent: bar", "", "", "Disallow: /"]
    content = end.join(lines).encode()
    assert Robots(content, "foo").allows(ROOT + "/some/path")
    assert not Robots(content, "bar").allows(ROOT + "/some/path")


def test_a_byte_order_mark_hides_nothing() -> None:
    content = b"\xef\xbb\xbfUser-agent: *\nDisallow: /x"
    assert not Robots(content, "dcpipeline").allows(ROOT + "/x")


@pytest.mark.parametrize("name", ["dc", "d", "pipeline", "dcpipeline-x", "dcpipeline2"])
def test_a_name_like_ours_is_not_ours(name: str) -> None:
    assert Robots(f"User-agent: {name}\nDisallow: /".encode(), "dcpipeline").allows(ROOT + "/x")


@pytest.mark.parametrize("name", ["dcpipeline", "DCPipeline", "dcpipeline/0.1", "dcpipeline (a)"])
def test_our_name(name: str) -> None:
    assert not Robots(f"User-agent: {name}\nDisallow: /".encode(), "dcpipeline").allows(ROOT + "/x")


def test_a_line_that_the_cap_cuts_is_left_out() -> None:
    content = b"User-agent: *\nDisallow: /private\nDisallow: /news/archive"
    robots = Robots(content, "dcpipeline", len(content) - len("/archive"))
    assert not robots.allows(ROOT + "/private/x") and robots.allows(ROOT + "/news/today")


@pytest.mark.parametrize(
    "content",
    [
        b"".join(b"User-agent: a%d\n" % n for n in range(12_000)) + b"Disallow: /x\n" * 12_000,
        b"\x0b".join(b"User-agent: a%d" % n for n in range(12_000)) + b"\x0bDisallow: /x" * 12_000,
        b"User-agent: *\n" + b"".join(b"Disallow: /*%d*x$\n" % n for n in range(10_000)),
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000,
        b"User-agent: *\nDisallow: /" + b"%" * 400_000,
        b"User-agent" * 40_000,
        b"user agent" + b" " * 400_000 + b"x",
        b"\x00" * 400_000,
    ],
)
def test_a_hostile_file_costs_little(content: bytes) -> None:
    began = time.process_time()
    Robots(content, "dcpipeline").allows(ROOT + "/" + "a" * 4000)
    assert time.process_time() - began < 4


@given(st.binary(max_size=200), st.text("/*$%a?=", max_size=20))
@settings(deadline=None)
def test_any_bytes_give_a_verdict(content: bytes, path: str) -> None:
    robots = Robots(b"User-agent: *\n" + content, "dcpipeline")
    assert robots.allows(ROOT + "/" + path) in (True, False)
    assert robots.crawl_delay >= 0


def missing(status: bytes, body: bytes = b"User-agent: *\nDisallow: /") -> bytes:
    return page(body, status=status)


@pytest.mark.parametrize("status", [b"404 No", b"401 No", b"403 No", b"410 Gone", b"418 Teapot"])
def test_a_missing_file_allows_everything(status: bytes) -> None:
    with scripted(Script(page(), missing(status))) as fetcher:
        answered(get(fetcher, "http://a.example/"))


@pytest.mark.parametrize(
    "robots",
    [
        missing(b"500 No"),
        missing(b"503 Busy"),
        missing(b"599 ?"),
        missing(b"429 Slow"),
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nUser",
        page(b"User-agent: *", b"Content-Encoding: gzip"),
        page(b"", b"Location: http://10.0.0.1/robots.txt", status=b"302 Found"),
        page(b"", b"Location: ftp://a.example/robots.txt", status=b"302 Found"),
    ],
)
def test_a_file_that_can_not_be_read_forbids_everything_for_this_run(robots: bytes) -> None:
    script = Script(page(), robots)
    with scripted(script) as fetcher:
        refusal = refused(get(fetcher, "http://a.example/1"))
        assert (refusal.code, refusal.tries) == ("robots", 0)
        assert refusal.detail.startswith("robots.txt of http://a.example can't be read: ")
        asked = len(script.asked)
        assert refused(get(fetcher, "http://a.example/2")).code == "robots"
    assert len(script.asked) == asked and set(script.asked) == {"/robots.txt"}


def test_a_host_that_is_not_there_has_not_forbidden_anything() -> None:
    with scripted(Script(page(), b"")) as fetcher:
        assert refused(get(fetcher, "http://a.example/1")).code == "connection"


def test_redirects_of_robots_txt_are_followed_to_another_host() -> None:
    elsewhere = page(b"", b"Location: http://b.example/rules", status=b"301 Moved")
    rules = page(b"User-agent: *\nDisallow: /private")
    script = Script(lambda path: rules if path == "/rules" else page(), elsewhere)
    with scripted(script) as fetcher:
        answered(get(fetcher, "http://a.example/public"))
        assert refused(get(fetcher, "http://a.example/private")).code == "robots"
    assert script.asked == ["/robots.txt", "/rules", "/public"]


def test_a_redirect_to_a_host_that_is_not_there_can_not_be_read() -> None:
    elsewhere = page(b"", b"Location: http://b.example/gone", status=b"302 Found")
    with scripted(Script(lambda path: b"" if path == "/gone" else page(), elsewhere)) as fetcher:
        assert refused(get(fetcher, "http://a.example/")).code == "robots"


def test_redirects_without_end_count_as_missing() -> None:
    loop = page(b"", b"Location: /robots.txt", status=b"302 Found")
    with scripted(Script(page(), loop)) as fetcher:
        answered(get(fetcher, "http://a.example/"))


def test_each_host_on_the_way_is_asked() -> None:
    with Site() as one, Site(robots=b"User-agent: dcpipeline\nDisallow: /news/\n") as two:
        one.add("/away", _redirect(two.url("/news/1.html")))
        with Fetcher(allowed_host=one.host, politeness=QUICK) as fetcher:
            refusal = refused(get(fetcher, one.url("/away")))
            assert (refusal.code, refusal.final_url) == ("robots", two.url("/news/1.html"))
            answered(get(fetcher, two.url("/listing")))
        assert two.paths() == ["/robots.txt", "/listing"]


def _redirect(location: str) -> Reply:
    return Reply(b"", 302, headers=(("Location", location),), validators=False)


def test_the_file_is_read_anew_after_a_day() -> None:
    clock = Clock()
    script = Script(page())
    settings = {"clock": clock, "sleep": clock.sleep, "limits": Limits(robots_s=24 * 3600)}
    with scripted(script, politeness=Politeness(delay_s=0, jitter=0), **settings) as fetcher:
        get(fetcher, "http://a.example/1")
        clock.seconds += 23 * 3600
        get(fetcher, "http://a.example/2")
        clock.seconds += 2 * 3600
        get(fetcher, "http://a.example/3")
    assert script.asked == ["/robots.txt", "/1", "/2", "/robots.txt", "/3"]


def test_dot_segments_do_not_lead_around_it() -> None:
    rules = page(b"User-agent: *\nDisallow: /private")
    script = Script(page(), rules)
    with scripted(script) as fetcher:
        for path in ("/a/../private", "/a/%2e%2e/private", "/./private", "/pr%69vate"):
            assert refused(get(fetcher, "http://a.example" + path)).code == "robots"
    assert script.asked == ["/robots.txt"]
