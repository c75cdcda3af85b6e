"""Many pages: all of them, in order within a host, and an end when somebody wants it."""

import threading
import time
from itertools import islice

import pytest

from dcpipeline.fetch import Fetcher, Politeness, Refusal, Request
from dcpipeline.fetch.transport import system_connect
from dcpipeline_tests.fetch.helpers import QUICK, Script, answered, page, refused, scripted
from dcpipeline_tests.site import Site


def test_every_request_comes_back_once() -> None:
    hosts = [f"h{n}.example" for n in range(12)]
    requests = [Request(f"http://{host}/{n}") for n in range(3) for host in hosts]
    requests += [Request("no address"), Request("http://h1.example/0")]
    with scripted(Script(page())) as fetcher:
        outcomes = list(fetcher.fetch_all(requests, hosts=4))
    assert sorted(request.url for request, _ in outcomes) == sorted(r.url for r in requests)
    assert [o.code for _, o in outcomes if isinstance(o, Refusal)] == ["scheme"]
    for host in hosts[2:]:
        mine = [request.url for request, _ in outcomes if f"/{host}/" in request.url]
        assert mine == [f"http://{host}/{n}" for n in range(3)]


def test_nothing_asked_nothing_given() -> None:
    with scripted(Script(page())) as fetcher:
        assert list(fetcher.fetch_all([])) == []


def test_closing_the_iterator_ends_the_work() -> None:
    with Site() as site:
        polite = Politeness(delay_s=0.0, jitter=0.0, total_s=30.0)
        names = {"a.example": "/trap/drip", "b.example": "/trap/silent", "c.example": "/listing"}
        requests = [Request(f"http://{name}{path}") for name, path in names.items()]
        requests += [Request(f"http://c.example/news/{n}.html") for n in range(1, 9)]
        with Fetcher(
            politeness=polite,
            resolve=lambda host, port: ["8.8.8.8"],
            connect=lambda ip, port, seconds: system_connect("127.0.0.1", site.port, seconds),
        ) as fetcher:
            outcomes = fetcher.fetch_all(requests)
            _, outcome = next(outcomes)
            answered(outcome)
            began = time.monotonic()
            outcomes.close()
            assert time.monotonic() - began < 3
            time.sleep(0.3)  # what was under way may still reach the site's log
            asked = len(site.log)
            time.sleep(0.3)
            assert len(site.log) == asked
            assert sum(seen.path.startswith("/news/") for seen in site.log) < 8


def test_a_pause_ends_with_the_fetcher() -> None:
    with Site() as site:
        polite = Politeness(delay_s=60.0)
        fetcher = Fetcher(allowed_host=site.host, politeness=polite)
        outcomes = fetcher.fetch_all([Request(site.url("/listing"))])
        began = time.monotonic()
        threading.Timer(0.3, fetcher.close).start()
        assert [refused(outcome).code for _, outcome in outcomes] == ["interrupted"]
        assert time.monotonic() - began < 5
        assert refused(fetcher.fetch(Request(site.url("/listing")))).code == "interrupted"


def test_a_keyboard_interrupt_passes() -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["8.8.8.8"]

    def connect(ip: str, port: int, seconds: float) -> None:
        raise KeyboardInterrupt

    with (
        scripted(Script(page()), resolve=resolve, connect=connect) as fetcher,
        pytest.raises(KeyboardInterrupt),
    ):
        fetcher.fetch(Request("http://a.example/"))


def test_a_fault_of_our_own_is_not_swallowed() -> None:
    def connect(ip: str, port: int, seconds: float) -> None:
        raise ZeroDivisionError

    with scripted(Script(page()), connect=connect) as fetcher:
        outcomes = fetcher.fetch_all([Request("http://a.example/"), Request("http://b.example/")])
        with pytest.raises(ZeroDivisionError):
            list(outcomes)


def test_a_slow_reader_holds_the_work_back() -> None:
    script = Script(page())
    with scripted(script, politeness=QUICK) as fetcher:
        outcomes = fetcher.fetch_all([Request(f"http://a.example/{n}") for n in range(50)])
        list(islice(outcomes, 1))
        time.sleep(0.2)
        assert len(script.asked) < 10
        outcomes.close()
