"""A source that is no longer what it was says so; what it said before stays."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dcpipeline.harvest.drift import COMPARED, Tally, find_drift
from dcpipeline.sources import Bounds
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.harvest.test_rounds import TABLE, dataset, gdelt, index, register, watchlist
from dcpipeline_tests.site import Reply
from dcpipeline_tests.site.pages import STORIES, projects_csv

TODAY = date(2026, 6, 1)
USUAL = Tally(
    records=20, dated=18, kept=18, index_bytes=4_000, newest_on=TODAY, fingerprint="a",
    pages_asked=4, pages_had=4,
)  # fmt: skip
MORE = ("/weekly.html", "/table.html", "/moved")
PATHS = [story.path for story in STORIES]


def found(
    *, now: dict[str, Any] | None = None, past: list[Tally] | None = None, **bounds: Any
) -> list[tuple[str, str]]:
    earlier = [USUAL] * 3 if past is None else past
    findings = find_drift(replace(USUAL, **now or {}), earlier, Bounds(**bounds), today=TODAY)
    return [(finding.severity, finding.code) for finding in findings]


# --- the rules


def test_a_source_that_is_as_it_was_says_nothing() -> None:
    assert found() == found(past=[]) == []
    assert found(now={"index_bytes": 15_999}) == []
    assert found(now={"pages_asked": 0, "pages_had": 0}) == []


@pytest.mark.parametrize(
    ("now", "bounds", "expected"),
    [
        ({"records": 0}, {}, ("fatal", "zero_rows")),
        ({"records": 4}, {"minimum_records": 5}, ("fatal", "minimum")),
        ({"records": 5}, {"minimum_records": 5}, None),
        ({"records": 0}, {"minimum_records": 0}, None),
        ({"records": 21}, {"maximum_records": 20}, ("warning", "maximum")),
        ({"records": 20}, {"maximum_records": 20}, None),
        ({"index_bytes": 16_001}, {}, ("warning", "size_change")),
        ({"index_bytes": 999}, {}, ("warning", "size_change")),
        ({"index_bytes": 0}, {}, None),
        ({"newest_on": TODAY - timedelta(days=15)}, {"max_age_days": 14}, ("warning", "age")),
        ({"newest_on": TODAY - timedelta(days=14)}, {"max_age_days": 14}, None),
        ({"newest_on": None}, {"max_age_days": 14}, None),
        ({"dated": 0}, {}, ("fatal", "vanished_field")),
        ({"dated": 0, "kept": 0}, {}, None),
        ({"fingerprint": "b"}, {}, ("warning", "layout")),
        ({"fingerprint": None}, {}, None),
        ({"pages_had": 0}, {}, ("fatal", "no_pages")),
        ({"pages_asked": 2, "pages_had": 0}, {}, None),
    ],
)
def test_each_rule(
    now: dict[str, Any], bounds: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    assert found(now=now, **bounds) == ([] if expected is None else [expected])


def test_fatal_findings_come_first() -> None:
    both = found(now={"records": 0, "fingerprint": "b"})
    assert both == [("fatal", "zero_rows"), ("warning", "layout")]


def test_only_the_last_good_rounds_are_compared() -> None:
    small = replace(USUAL, index_bytes=10)
    assert found(past=[USUAL] * COMPARED + [small] * 50) == []
    assert found(past=[small] * 5 + [USUAL] * 3) == [("warning", "size_change")]
    undated = replace(USUAL, dated=0)
    assert found(now={"dated": 0}, past=[USUAL, undated]) == []


def test_a_layout_is_compared_with_the_last_one_that_was_seen() -> None:
    blind = replace(USUAL, fingerprint=None)
    assert found(now={"fingerprint": "b"}, past=[blind, USUAL]) == [("warning", "layout")]
    assert found(now={"fingerprint": "b"}, past=[blind]) == []


# --- through rounds


def without_dates(desk: Desk) -> None:
    desk.site.add("/dated", re.sub(r"\d{4}-\d\d-\d\d", "", index(*PATHS)))


def other_markup(desk: Desk) -> None:
    desk.site.add("/dated", index(*PATHS, wrap="other"))


BROKEN: dict[str, tuple[Callable[[Desk], object], str, str, str]] = {
    "404": (
        lambda desk: desk.site.add("/dated", b"", status=404),
        "failed", "no_index", "status 404 from",
    ),
    "500": (
        lambda desk: desk.site.add("/dated", b"", status=500),
        "failed", "no_index", "no answer from",
    ),
    "empty": (
        lambda desk: desk.site.add("/dated", b""),
        "failed", "no_index", "an empty answer from",
    ),
    "robots": (
        lambda desk: desk.site.add("/robots.txt", b"User-agent: *\nDisallow: /\n"),
        "failed", "no_index", "robots.txt of",
    ),
    "refused": (
        lambda desk: desk.site.add("/dated", lambda asked: None),
        "failed", "no_index", "no answer from",
    ),
    "no list": (
        lambda desk: desk.site.add("/dated", "<p>维护中，请稍后再来。</p>"),
        "failed", "layout", "no list of links on the page",
    ),
    "few": (
        lambda desk: desk.site.add("/dated", index(*PATHS[:5])),
        "failed", "minimum", "5 records where at least 6 are expected",
    ),
    "many": (
        lambda desk: desk.site.add("/dated", index(*PATHS, *MORE)),
        "ok", "maximum", "13 records where at most 12 are expected",
    ),
    "long": (
        lambda desk: desk.site.add("/dated", index(*PATHS) + " " * 9_000),
        "ok", "size_change", "bytes where",
    ),
    "undated": (without_dates, "failed", "vanished_field", "dates of its records are gone"),
    "layout": (other_markup, "ok", "layout", "its layout has changed since the last good round"),
    "old": (
        lambda desk: desk.clock.pass_days(40),
        "ok", "age", "days old",
    ),
}  # fmt: skip


# Whose claims are compared: an index that is gone, one that can't be read, and a warning.
LOOKED_AT = ("404", "undated", "layout")


@pytest.mark.parametrize("name", BROKEN)
def test_a_listing_that_drifts(desk: Desk, name: str) -> None:
    desk.site.add("/dated", index(*PATHS))
    bounds = {"minimum_records": 6, "maximum_records": 12, "max_age_days": 30}
    desk.listing("/dated", bounds=bounds)
    assert desk.round().reason is None
    before = desk.claims() if name in LOOKED_AT else None
    desk.clock.pass_days(1)
    breaks, outcome, code, words = BROKEN[name]
    breaks(desk)
    report = desk.round()
    assert (report.outcome, [finding.code for finding in report.findings]) == (outcome, [code])
    assert words in str(report.reason)
    if before is not None:
        assert set(before["claim_id"]) == set(desk.claims()["claim_id"])
    health = desk.health()
    assert health["health_reason"] == report.reason
    assert health["health"] == ("good" if outcome == "ok" else "failing")
    assert health["last_round_on"] == desk.clock.today
    first = date(2026, 6, 1)
    assert health["last_good_on"] == (desk.clock.today if outcome == "ok" else first)


def test_every_address_that_is_gone_is_named(desk: Desk) -> None:
    desk.listing("/gone-1", "/gone-2")
    reason = str(desk.round().reason)
    assert "/gone-1" in reason and "/gone-2" in reason


def test_marks_on_the_first_entries_are_no_other_layout(desk: Desk) -> None:
    desk.site.add("/dated", index(*PATHS))
    desk.listing("/dated")
    desk.round()
    desk.site.add("/dated", index(*PATHS).replace("<li>", "<li class='new'>", 2))
    assert desk.round().reason is None


def test_pages_that_all_fail_fail_the_round(desk: Desk) -> None:
    desk.source("watchlist", addresses=[desk.site.url(f"/dead/{n}") for n in range(3)])
    report = desk.round()
    assert (report.outcome, report.reason) == ("failed", "none of 3 pages could be had")
    assert report.bodies == 3


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (projects_csv().replace("算力(P)", "算力"), "layout", "vanished field: 算力(P)"),
        (projects_csv().splitlines()[0] + "\n", "zero_rows", "0 records"),
        ("\n".join(projects_csv().splitlines()[:3]), "minimum", "2 records where at least 3"),
        ("<!doctype html><p>请登录</p>", "layout", "the answer is a page: '请登录'"),
        ("", "no_index", "an empty answer"),
        (None, "no_index", "status 404"),
    ],
)
def test_a_data_set_that_drifts_keeps_its_last_good_rows(
    desk: Desk, content: str | None, code: str, words: str
) -> None:
    address = desk.site.url("/projects.csv")
    desk.source("dataset", addresses=[address], parser=TABLE, bounds={"minimum_records": 3})
    desk.round()
    before = desk.claims()
    assert before.height >= 12
    desk.clock.pass_days(1)
    body = Reply(b"", 404) if content is None else content
    desk.site.add("/projects.csv", body, content_type="text/csv; charset=utf-8")
    report = desk.round()
    assert (report.outcome, report.findings[0].code) == ("failed", code)
    assert words in str(report.reason)
    assert desk.claims().equals(before)
    assert desk.health()["health"] == "failing"


def test_a_service_that_answers_in_words_is_quoted(desk: Desk) -> None:
    gdelt(desk)
    desk.round()
    before = desk.claims()
    desk.site.add("/gdelt", "Please limit requests to one every 5 seconds.")
    report = desk.round()
    assert report.outcome == "failed"
    assert report.reason == "the service answers: Please limit requests to one every 5 seconds."
    assert desk.claims().equals(before)
    desk.site.add("/gdelt", '{"articles": [{"link": "http://a.example/1"}]}')
    assert "vanished field: url, title, seendate" in str(desk.round().reason)


def test_facts_that_are_gone_fail_their_own_source_only(desk: Desk) -> None:
    register(desk)
    watchlist(desk)
    desk.round()
    (desk.data / "own.csv").unlink()
    report = desk.round()
    assert (report.outcome, report.reason) == (
        "failed", "own.csv can't be read: No such file or directory.",
    )  # fmt: skip
    (desk.data / "own.csv").write_text("address\n", encoding="utf-8")
    assert "vanished field: day, tier, url" in str(desk.round().reason)
    register(desk)
    (desk.data / "register" / "announcements.csv").unlink()
    report = desk.round()
    assert (report.outcome, report.findings[0].code) == ("failed", "unreadable")


def test_a_data_set_that_is_good_again_takes_over(desk: Desk) -> None:
    dataset(desk)
    desk.round()
    desk.clock.pass_days(1)
    desk.site.add("/projects.csv", "<html>", content_type="text/csv")
    desk.round()
    desk.clock.pass_days(1)
    fewer = "\n".join(projects_csv().splitlines()[:4])
    desk.site.add("/projects.csv", fewer, content_type="text/csv; charset=utf-8")
    assert desk.round().outcome == "ok"
    # what it no longer holds was taken back by its owner
    assert desk.claims()["subject_name"].n_unique() == 3
