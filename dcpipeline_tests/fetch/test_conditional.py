"""Validators go out as they came in; nothing else of an earlier visit does."""

from pathlib import Path

import pytest

from dcpipeline.fetch import Fetcher, Request
from dcpipeline_tests.fetch.helpers import QUICK, Script, answered, get, page, scripted
from dcpipeline_tests.site import Reply, Site


def test_an_unchanged_page_is_not_sent_again() -> None:
    with Site() as site, Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:
        url = site.url("/listing")
        first = answered(get(fetcher, url))
        by_tag = answered(fetcher.fetch(Request(url, etag=first.header("ETag"))))
        by_day = answered(fetcher.fetch(Request(url, last_modified=first.header("Last-Modified"))))
        assert (by_tag.status, by_tag.body) == (304, b"")
        assert (by_day.status, by_day.body) == (304, b"")
        assert site.log[-2].headers["if-none-match"] == first.header("ETag")
        assert "if-none-match" not in site.log[-1].headers


def test_validators_do_not_go_to_robots_txt() -> None:
    with Site() as site, Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:
        fetcher.fetch(Request(site.url("/listing"), etag='"x"', last_modified="yesterday"))
        robots, listing = site.log
        assert "if-none-match" not in robots.headers and "if-modified-since" not in robots.headers
        assert listing.headers["if-none-match"] == '"x"'


def test_a_validator_that_would_break_the_header_stays_here() -> None:
    script = Script(page())
    with scripted(script) as fetcher:
        for etag in ('"a"\r\nX-Evil: 1', " x", "\u5e74", "\x00", ""):
            sent = answered(fetcher.fetch(Request("http://a.example/", etag=etag)))
            assert "If-None-Match" not in dict(sent.request_headers)


def test_no_cookies_no_proxies_no_passwords(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:9")
    with Site() as site, Fetcher(allowed_host=site.host, politeness=QUICK) as fetcher:
        cookie = (("Set-Cookie", "id=1; Path=/"),)
        site.add("/cookie", Reply(b"ok", headers=cookie))
        answered(get(fetcher, site.url("/cookie")))
        answered(get(fetcher, site.url("/cookie")))
        assert not any({"cookie", "authorization"} & set(seen.headers) for seen in site.log)
