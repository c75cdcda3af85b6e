"""What a source file may say, and the sentence for each thing that it may not."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dcpipeline.sources import FRESH_DAYS, SourceError, load_source
from dcpipeline.sources.vocabularies import Cadence
from dcpipeline_tests.sources import DATASET, LISTING, changed, written

FEED = changed(LISTING, id="a_feed", kind="feed", parser={}, layout_seen="spec")
WATCHLIST = changed(LISTING, id="a_watchlist", kind="watchlist", parser={})


def test_a_listing_is_read_with_its_defaults(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, LISTING))
    assert source.parser.kind == "listing"
    assert source.parser.words == ("ai_data_centers",)
    assert source.politeness.delay_s == 5
    assert source.bounds.minimum_records == 1
    assert source.fresh_days == 14
    assert source.is_enabled and not source.is_local


def test_a_source_never_changes(tmp_path: Path) -> None:
    source = load_source(written(tmp_path, LISTING))
    with pytest.raises(ValidationError, match="frozen"):
        source.title = "another"  # type: ignore[misc]


def test_the_longest_host_gives_the_tier(tmp_path: Path) -> None:
    tiers = {"cn": "trade", "gov.cn": "official", "mirror.gov.cn": "repost"}
    source = load_source(written(tmp_path, changed(LISTING, tier="unverified", host_tiers=tiers)))
    assert source.tier_of("https://www.sz.gov.cn/a.html") == "official"
    assert source.tier_of("https://mirror.gov.cn/a.html") == "repost"
    assert source.tier_of("https://notgov.cn/a.html") == "trade"
    assert source.tier_of("https://example.com/a.html") == "unverified"


def test_every_cadence_has_a_limit_of_freshness() -> None:
    assert set(FRESH_DAYS) == set(Cadence.__args__)  # type: ignore[attr-defined]
    assert FRESH_DAYS["daily"] < FRESH_DAYS["weekly"] < FRESH_DAYS["monthly"] < FRESH_DAYS["yearly"]


@pytest.mark.parametrize("state", ["disabled", "blocked", "withdrawn"])
def test_a_source_that_is_not_fetched_stays_listed_with_its_reason(
    tmp_path: Path, state: str
) -> None:
    fields = changed(LISTING, state=state, reason="The host refuses us.", layout_seen="never")
    assert load_source(written(tmp_path, fields)).reason == "The host refuses us."


def test_a_listing_needs_no_rules(tmp_path: Path) -> None:
    assert load_source(written(tmp_path, changed(LISTING, parser=...))).parser.kind == "listing"


def test_a_watchlist_may_be_nothing_but_addresses(tmp_path: Path) -> None:
    assert load_source(written(tmp_path, WATCHLIST)).addresses == LISTING_ADDRESSES


LISTING_ADDRESSES = tuple(LISTING["addresses"])

# Changed fields -> what the sentence must say.
REFUSED: list[tuple[dict[str, Any], str]] = [
    (
        changed(LISTING, id="North"),
        "id: 'North' is not made of 2 to 60 small letters, digits and _",
    ),
    (changed(LISTING, id=5), "id: input should be a valid string, not 5"),
    (changed(LISTING, title=...), "title: is missing"),
    (changed(LISTING, title=" "), "title: string should have at least 1 character, not ' '"),
    (changed(LISTING, titel="x"), "titel: is not known: is title meant?"),
    (changed(LISTING, colour="x"), "colour: is not known."),
    (changed(LISTING, kind="page"), "there is no parser for the kind 'page'"),
    (changed(LISTING, kind=...), "kind: is missing"),
    (changed(LISTING, tier="good"), "tier: 'good' is none of official, operator_filing"),
    (changed(LISTING, host_tiers={"a.cn": "good"}), "host_tiers.a.cn: 'good' is none of"),
    (changed(LISTING, host_tiers={"http://a.cn": "press"}), "host_tiers.http://a.cn: "),
    (changed(LISTING, rights="mine"), "rights: 'mine' is none of facts, unsettled"),
    (changed(LISTING, language="de"), "language: 'de' is none of 'zh', 'en' or 'fr'"),
    (changed(LISTING, encoding="utf-99"), "encoding: 'utf-99' is no encoding that Python knows"),
    (changed(LISTING, cadence="hourly"), "cadence: 'hourly' is none of 'daily', 'weekly'"),
    (changed(LISTING, politeness={"delay_s": 0}), "politeness.delay_s: input should be greater"),
    (changed(LISTING, politeness={"tries": 99}), "politeness.tries: input should be less"),
    (changed(LISTING, politeness={"speed": 1}), "politeness.speed: is not known"),
    (
        changed(LISTING, bounds={"minimum_records": 9, "maximum_records": 3}),
        "bounds: maximum_records is below minimum_records",
    ),
    (changed(LISTING, bounds={"size_change": 1}), "bounds.size_change: input should be greater"),
    (changed(LISTING, layout_seen="guessed"), "layout_seen: 'guessed' is none of 'spec'"),
    (changed(LISTING, layout_seen="text"), "layout_seen is text: only spec and markup may be"),
    (changed(LISTING, state="off"), "state: 'off' is none of 'enabled'"),
    (changed(LISTING, state="blocked"), "a source that is blocked needs a reason"),
    (changed(LISTING, reason="x"), "an enabled source has no reason"),
    (changed(LISTING, addresses=[]), "a listing needs addresses"),
    (changed(LISTING, addresses=["north.cn"]), "'north.cn' is no address that begins with http"),
    (changed(LISTING, addresses=["file:///etc/x"]), "is no address that begins with http"),
    (changed(LISTING, addresses=["https://a:b@c.cn/"]), "must not hold a name or password"),
    (changed(LISTING, addresses=["https://a.cn/a b"]), "holds a blank or a control character"),
    (changed(LISTING, addresses=["https://[a/"]), "is no address ("),
    (changed(LISTING, addresses=["https://a.cn/"] * 2), "an address stands twice"),
    (changed(LISTING, addresses="https://a.cn/"), "addresses: input should be a valid tuple"),
    (changed(LISTING, runbook="fix it"), "runbook: string should have at least 40 characters"),
    (changed(LISTING, runbook=...), "runbook: is missing"),
    (
        changed(LISTING, parser={"kind": "feed"}),
        "the parser is for a feed, the source is a listing",
    ),
    (changed(LISTING, parser="x"), "parser"),
    (changed(LISTING, parser__entries="ul["), "parser.entries: is no CSS selector"),
    (changed(LISTING, parser__entries=...), "parser: date looks inside an entry"),
    (changed(LISTING, parser__links="a("), "parser.links: is no regular expression (missing )"),
    (changed(LISTING, parser__words=[]), "parser.words: tuple should have at least 1 item"),
    (changed(LISTING, parser__next={}), "needs exactly one of selector, words and address"),
    (
        changed(LISTING, parser__next={"words": "next", "selector": "a.next"}),
        "parser.next: needs exactly one of selector, words and address",
    ),
    (changed(LISTING, parser__next={"address": "https://a.cn/2"}), "address needs {page} once"),
    (changed(LISTING, parser__next={"words": "next", "limit": 1}), "parser.next.limit: input"),
    (changed(FEED, parser={"entries": "li"}), "parser.entries: is not known"),
    (changed(WATCHLIST, addresses=[]), "a watchlist needs addresses"),
    (changed(WATCHLIST, parser={"file": "register/a.csv"}), "file and columns go together"),
    (
        changed(WATCHLIST, parser={"file": "../secret", "columns": [{"column": "url"}]}),
        "parser.file: must lie below the data folder",
    ),
    (
        changed(
            WATCHLIST,
            parser={
                "file": "a.csv",
                "columns": [{"column": "url", "where": {"source_tier": ["best"]}}],
            },
        ),
        "parser.columns.0: source_tier 'best' is none of",
    ),
    (changed(LISTING, kind="api", parser={"format": "xml"}), "parser.format: 'xml' is none of"),
    (
        changed(DATASET, parser__columns={}),
        "parser.columns: dictionary should have at least 1 item",
    ),
    (changed(DATASET, parser__columns__pflops="figure"), "parser.columns.pflops: 'figure' is none"),
    (changed(DATASET, parser__columns__rest="text"), "nothing reads the column 'rest'"),
    (changed(DATASET, parser__columns__name=...), "subject.name reads the column 'name', which"),
    (changed(DATASET, parser__subject={"kind": "project"}), "needs a name, an adcode or a place"),
    (changed(DATASET, parser__where={"land": ["China"]}), "where reads the column 'land', which"),
    (changed(DATASET, parser__where={"name": []}), "parser.where.name: tuple should have"),
    (changed(DATASET, parser__statements=[]), "parser.statements: tuple should have at least 1"),
    (changed(DATASET, parser__statements__0__property="flops"), "property 'flops' is none of"),
    (changed(DATASET, parser__statements__0__unit="MW"), "unit 'MW' of compute is none of PFLOPS"),
    (changed(DATASET, parser__statements__0__unit=...), "unit None of compute is none of PFLOPS"),
    (changed(DATASET, parser__statements__0__factor=0), "statements.0.factor: input should be gre"),
    (changed(DATASET, parser__statements__0__precision="FP5"), "precision 'FP5' is none of FP16"),
    (
        changed(DATASET, parser__columns__pflops="text"),
        "compute is a figure, the column 'pflops' is",
    ),
    (changed(DATASET, parser__columns__since="text"), "the date of event is no column of dates"),
    (changed(DATASET, parser__statements__1__values={}), "event needs values"),
    (changed(DATASET, parser__statements__1__values={"a": "b"}), "event 'b' is none of announced"),
    (changed(DATASET, parser__statements__1__property="scope"), "scope 'operational' is none of"),
    (changed(DATASET, parser__statements__1__unit="MW"), "event is no figure"),
    (
        changed(
            DATASET,
            parser__statements__0__basis="planned",
            parser__statements__0__basis_by={"column": "state", "values": {"a": "planned"}},
        ),
        "basis and basis_by exclude each other",
    ),
    (
        changed(
            DATASET,
            parser__statements__0__basis_by={"column": "state", "values": {"a": "half"}},
        ),
        "basis 'half' is none of planned, installed",
    ),
]


@pytest.mark.parametrize(("fields", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_what_is_wrong_is_said_in_one_sentence(
    tmp_path: Path, fields: dict[str, Any], told: str
) -> None:
    path = written(tmp_path, fields, "north_county")
    with pytest.raises(SourceError) as raised:
        load_source(path)
    message = str(raised.value)
    assert told in message
    assert message.startswith("north_county.yml: ") and message.endswith(".")
    assert "\n" not in message and len(message) < 1_000
    assert raised.value.path == path and raised.value.problems
