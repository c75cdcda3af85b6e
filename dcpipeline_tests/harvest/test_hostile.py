"""Rounds over answers that no client should trust: each ends in a capture or a named refusal."""

import time

import pytest

from dcpipeline.fetch import REFUSALS
from dcpipeline.pipeline import STEPS
from dcpipeline.steps import open_run, run_steps
from dcpipeline_tests.fetch.test_every_route import EXPECTED
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.harvest.test_rounds import TABLE, WORDS, index

# One try: what would be good the second time is not asked a second time.
OUTCOMES = EXPECTED | {"/status/429-once": "rate_limited", "/status/500-once": "server_error"}
SLOW = ("/trap/drip", "/trap/header-drip", "/trap/silent")
LEFT_ALONE = ("/status/429", "/status/429-once", "/status/429-tomorrow")
CLAIMS = {"core.claims", "raw.captures", "raw.announcements", "ref.divisions", "meta.sources"}
INDEXES = {
    "listing": WORDS, "feed": WORDS, "api": {**WORDS, "format": "gdelt_doc"}, "dataset": TABLE,
}  # fmt: skip


def path_of(route: str) -> str:
    return route.replace("*", "0")


def check_outcomes(desk: Desk, routes: dict[str, str | int]) -> None:
    """Every route is in the tables, as a capture with its status or a refusal with its code."""
    run = open_run(desk.data, desk.clock.today, mode="archived")
    tables = run_steps([step for step in STEPS if CLAIMS & set(step.produces)], run)
    captures = dict(tables["raw.captures"].select("url", "status").rows())
    refusals = dict(tables["rejects.fetches"].select("url", "code").rows())
    assert not tables["raw.announcements"].is_empty()
    for route, expected in routes.items():
        url = desk.site.url(path_of(route))
        assert captures.get(url, refusals.get(url)) == expected, route
        assert (url in captures) is not (url in refusals), route
    assert set(refusals.values()) <= set(REFUSALS)
    assert tables["rejects.fetches"]["reason"].str.len_chars().min() > 10
    assert not tables["core.claims"].filter(source_id="news").is_empty()


@pytest.mark.ci
def test_a_watchlist_of_every_route(desk: Desk) -> None:
    assert set(OUTCOMES) == set(desk.site.routes)
    started = time.monotonic()
    # a host that asks to be left alone is: the routes that do so get rounds of their own
    rest = [route for route in OUTCOMES if route not in LEFT_ALONE]
    for number, routes in enumerate([rest, *([route] for route in LEFT_ALONE)]):
        urls = [desk.site.url(path_of(route)) for route in routes]
        source_id = f"odd_{number}" if number else "news"
        desk.source("watchlist", source_id, addresses=urls, bounds={"max_pages": 200})
        report = desk.round(source_id)
        assert report.outcome == "ok" and report.requests == len(routes)
        refused = [route for route in routes if isinstance(OUTCOMES[route], str)]
        assert report.refused == len(refused)
    assert time.monotonic() - started < 60
    check_outcomes(desk, OUTCOMES)
    with desk.archive() as archive:
        assert list(archive.verify()) == []


@pytest.mark.ci
def test_a_listing_that_leads_to_every_route(desk: Desk) -> None:
    routes = {
        route: expected
        for route, expected in OUTCOMES.items()
        if route not in SLOW and route not in LEFT_ALONE
    }
    desk.site.add("/all", index(*(path_of(route) for route in routes)))
    desk.listing("/all", bounds={"max_pages": 200})
    first = desk.round()
    assert first.outcome == "ok" and first.pages > 20
    check_outcomes(desk, routes)
    second = desk.round()
    # only the one that is out of order once is there now
    assert (second.outcome, second.pages) == ("ok", 1)
    assert desk.site.hits("/status/500-once") == 2


@pytest.mark.ci
@pytest.mark.parametrize("kind", INDEXES)
def test_no_answer_is_too_bad_for_an_index(desk: Desk, kind: str) -> None:
    """Every kind reads every answer as its index: a good round, or a failed one with words."""
    routes = [route for route in OUTCOMES if route not in SLOW and route not in LEFT_ALONE]
    outcomes = set()
    for number, route in enumerate(routes):
        source_id = f"odd_{number}"
        address = [desk.site.url(path_of(route))]
        desk.source(kind, source_id, addresses=address, parser=INDEXES[kind])
        report = desk.round(source_id)
        outcomes.add(report.outcome)
        assert report.outcome == "ok" or len(str(report.reason)) > 10, route
        (desk.data / "sources" / f"{source_id}.yml").unlink()
    assert outcomes == {"ok", "failed"}
    desk.tables()
