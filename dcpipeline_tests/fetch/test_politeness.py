"""Pauses, waits that sites ask for, and how often is enough."""

import threading
import time
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.fetch import Fetcher, Politeness, Request
from dcpipeline.fetch.retrying import retry_after
from dcpipeline.fetch.transport import system_connect
from dcpipeline_tests.fetch.helpers import (
    QUICK,
    START,
    Clock,
    Script,
    answered,
    get,
    page,
    refused,
    scripted,
)
from dcpipeline_tests.site import Reply, Site

STEADY = Politeness(delay_s=5.0, jitter=0.0, tries=4, backoff_s=2.0)


def timed(script: Script, **words: object) -> tuple[Fetcher, Clock]:
    clock = Clock()
    settings = {
        "politeness": STEADY,
        "sleep": clock.sleep,
        "clock": clock,
        "now": clock.now,
        "chance": lambda: 0.5,
        **words,
    }
    return scripted(script, **settings), clock


def test_a_host_rests_between_two_requests_and_another_does_not_wait_for_it() -> None:
    fetcher, clock = timed(Script(page()))
    with fetcher:
        answered(get(fetcher, "http://a.example/1"))
        assert clock.waits == [5.0]  # robots.txt came first
        answered(get(fetcher, "http://a.example/2"))
        assert clock.waits == [5.0, 5.0]
        clock.seconds += 60
        answered(get(fetcher, "http://a.example/3"))
        assert clock.waits == [5.0, 5.0]
        answered(get(fetcher, "http://b.example/1"))
        assert clock.waits == [5.0, 5.0, 5.0]


def test_jitter_only_lengthens_the_pause() -> None:
    fetcher, clock = timed(Script(page()), politeness=Politeness(delay_s=4.0, jitter=0.5))
    with fetcher:
        answered(get(fetcher, "http://a.example/1"))
    assert clock.waits == [5.0]


@pytest.mark.parametrize(("asked", "waited"), [("12", 12.0), ("0.5", 5.0), ("86400", 60.0)])
def test_crawl_delay_counts_up_to_a_limit(asked: str, waited: float) -> None:
    robots = page(f"User-agent: *\nCrawl-delay: {asked}\n".encode())
    fetcher, clock = timed(Script(page(), robots))
    with fetcher:
        answered(get(fetcher, "http://a.example/1"))
        answered(get(fetcher, "http://a.example/2"))
    assert clock.waits == [waited, waited]


@pytest.mark.parametrize("status", [b"429 Slow", b"500 No", b"502 No", b"503 No", b"504 No"])
def test_backoff_doubles_and_ends(status: bytes) -> None:
    fetcher, clock = timed(Script(page(status=status)), politeness=Politeness(0.0, 0.0, tries=4))
    with fetcher:
        refusal = refused(get(fetcher, "http://a.example/"))
    assert clock.waits == [2.0, 4.0, 8.0]
    assert refusal.tries == 4
    assert refusal.code == ("rate_limited" if status.startswith(b"429") else "server_error")


@pytest.mark.parametrize("status", [b"501 No", b"505 No", b"403 No", b"404 No", b"599 ?"])
def test_other_statuses_are_answers_at_once(status: bytes) -> None:
    script = Script(page(b"sorry", status=status))
    with scripted(script) as fetcher:
        assert answered(get(fetcher, "http://a.example/")).status == int(status[:3])
    assert script.asked == ["/robots.txt", "/"]


@pytest.mark.parametrize("value", [b"7", b"Sun, 01 Mar 2026 08:00:12 GMT"])
@pytest.mark.parametrize("status", [b"429 Slow", b"503 Busy"])
def test_the_site_says_when_to_come_back(status: bytes, value: bytes) -> None:
    answers = iter([page(b"", b"Retry-After: " + value, status=status)])
    fetcher, clock = timed(Script(lambda path: next(answers, page())))
    with fetcher:
        assert answered(get(fetcher, "http://a.example/")).tries == 2
    assert clock.waits == [5.0, 7.0]  # robots.txt was read at 08:00:00, the page at 08:00:05


def test_another_page_of_the_host_waits_too() -> None:
    busy = page(b"", b"Retry-After: 100", status=b"503 Busy")
    fetcher, clock = timed(Script(lambda path: busy if path == "/busy" else page()))
    with fetcher:
        once = Politeness(delay_s=5.0, jitter=0.0, tries=1)
        refused(fetcher.fetch(Request("http://a.example/busy"), once))
        answered(get(fetcher, "http://a.example/other"))
    assert clock.waits == [5.0, 100.0]


@pytest.mark.parametrize(
    "value", [b"121", b"99999999999999999999", b"Sun, 01 Mar 2026 08:02:06 GMT"]
)
def test_nobody_waits_longer_than_the_limit(value: bytes) -> None:
    fetcher, clock = timed(Script(page(b"", b"Retry-After: " + value, status=b"429 Slow")))
    with fetcher:
        refusal = refused(get(fetcher, "http://a.example/"))
        other = refused(get(fetcher, "http://a.example/other"))
    assert (refusal.code, refusal.tries, clock.waits) == ("rate_limited", 1, [5.0])
    assert (other.code, other.tries) == ("rate_limited", 0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 15 ", 15.0),
        ("Sun, 01 Mar 2026 08:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 07:00:00 GMT", 0.0),
        ("Sunday, 01-Mar-26 08:00:30 GMT", 30.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("1.5", None),
        ("Sun, 31 Feb 2026 08:00:30 GMT", None),
        ("Sun, 01 Mar 99999 08:00:30 GMT", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, START) == seconds


@given(st.text(st.characters(max_codepoint=255), max_size=40))
@settings(deadline=None)
def test_any_retry_after(value: str) -> None:
    seconds = retry_after(value, START)
    assert seconds is None or seconds >= 0


def test_a_connection_that_is_cut_is_tried_again() -> None:
    answers = iter([b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
    fetcher, clock = timed(Script(lambda path: next(answers, page(b"whole"))))
    with fetcher:
        response = answered(get(fetcher, "http://a.example/"))
    assert (response.body, response.tries, clock.waits) == (b"whole", 3, [5.0, 5.0, 5.0])


def test_one_connection_per_host_while_hosts_go_side_by_side() -> None:
    """Three names on two sites; every page takes a while."""
    with Site() as one, Site() as two:
        ports = {"8.8.8.8": one.port, "1.1.1.1": two.port}
        ips = {"a.example": "8.8.8.8", "b.example": "1.1.1.1"}
        for site in (one, two):
            site.add("/slow/*", _slow)
        requests = [Request(f"http://{name}/slow/{n}") for n in range(4) for name in ips]
        with Fetcher(
            politeness=Politeness(delay_s=0.05, jitter=0.0),
            resolve=lambda host, port: [ips[host]],
            connect=lambda ip, port, seconds: system_connect("127.0.0.1", ports[ip], seconds),
        ) as fetcher:
            outcomes = list(fetcher.fetch_all(requests))
        assert [answered(outcome).status for _, outcome in outcomes] == [200] * 8
        for site in (one, two):
            assert site.most_at_once == 1
            assert site.paths() == ["/robots.txt", *(f"/slow/{n}" for n in range(4))]
            _assert_pauses(site, 0.05)
        assert _overlap(one, two) > 0


def _slow(asked: object) -> Reply:
    time.sleep(0.05)
    return Reply(b"ok")


def _assert_pauses(site: Site, seconds: float) -> None:
    for before, after in zip(site.log, site.log[1:], strict=False):
        assert before.ended is not None and after.began - before.ended >= seconds


def _overlap(one: Site, two: Site) -> int:
    """Requests to one site that began while the other was at work."""
    return sum(
        a.began < b.began < (a.ended or 0)
        for a, b in [(a, b) for a in one.log for b in two.log]
        + [(b, a) for a in one.log for b in two.log]
    )


def test_threads_that_share_a_fetcher_share_its_manners() -> None:
    with Site() as site, Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:
        site.add("/slow/*", _slow)
        url = site.url("/slow/1")
        threads = [threading.Thread(target=get, args=(fetcher, url)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert site.hits("/slow/1") == 5 and site.hits("/robots.txt") == 1
        assert site.most_at_once == 1


def test_the_moment_is_the_moment_of_the_answer() -> None:
    fetcher, _ = timed(Script(page()))
    with fetcher:
        assert answered(get(fetcher, "http://a.example/")).fetched_at == START + timedelta(
            seconds=5
        )
