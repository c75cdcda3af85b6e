"""Shipped facts beside what their own pages say now."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from dcpipeline.extract.claim import Extraction, PageClaim, Subject
from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.page_claims import ReadPage
from dcpipeline.harvest.verdicts import CHECKED, Answer, accuracy, fact_checks, with_raised_tiers
from dcpipeline_tests.harvest.conftest import Desk

OWN = "https://news.example/1.html"
CITED = "https://www.jl.gov.cn/2.html"
DAY = date(2026, 6, 1)
PARENTS = {"640500": "640000", "621000": "620000"}
TEXT = "云帆智算中心在中卫市开工。"
SITE = Subject("s1", "project", "云帆智算中心", "640000", "640500")
OTHER = Subject("s2", "project", "启航智算中心", "620000", "621000")


def claim(prop: str, text: str, number: float | None = None, **fields: Any) -> dict[str, Any]:
    """A claim of the register."""
    return {
        "claim_id": f"cl-{prop}", "announcement_id": "AN1", "property": prop, "value_text": text,
        "value_num": number, "unit": None, "precision": None, "basis": None, "event_on": None,
        "event_precision": None, "event_basis": None, "subject_name": "云帆智算中心",
        "place_adcode": "640500", "source_tier": "third_party_dataset", "quote": "our note",
        **fields,
    }  # fmt: skip


def said(prop: str, text: str, number: float | None = None, **fields: Any) -> PageClaim:
    """A statement of the page."""
    subject = fields.pop("about", SITE)
    return PageClaim(subject, prop, text, TEXT, 0, len(TEXT), 0, 1, value_num=number, **fields)


def page(*claims: PageClaim, subjects: tuple[Subject, ...] = (), text: str = TEXT) -> ReadPage:
    told = subjects or tuple(dict.fromkeys(one.subject for one in claims)) or (SITE,)
    document = Document(text, (Block("paragraph", 0, len(text)),), "news", "zh")
    read = Extraction(document, told, claims)
    return ReadPage("ca1", "news", OWN, "News", "press", "facts", DAY, DAY, "1", read)


def check(registered: dict[str, Any], *claims: PageClaim, **fields: Any) -> dict[str, Any]:
    """The check of one claim against one page."""
    answer = fields.pop("answer", None) or Answer(DAY, "ca1", page(*claims, **fields))
    return checks([registered], answer).row(0, named=True)


def checks(registered: list[dict[str, Any]], answer: Answer, cited: str | None = None) -> Any:
    row = {"announcement_id": "AN1", "source_url": OWN, "cited_url": cited}
    claims = pl.DataFrame(registered, infer_schema_length=None)
    announcements = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    return fact_checks(claims, announcements, {"news.example/1.html": answer}, PARENTS)


START = claim("event", "construction_start", event_on=date(2025, 6, 16), event_precision="day",
              event_basis="event")  # fmt: skip
STARTED = said("event", "construction_start", event_on=date(2025, 6, 16), event_precision="day")

# of each property: the register's claim, a page that says the same, one that says something else
AGREEMENTS: list[tuple[dict[str, Any], PageClaim, PageClaim | None]] = [
    (START, STARTED, replace(STARTED, value_text="operational")),
    (START, STARTED, replace(STARTED, event_on=date(2025, 7, 1))),
    (START, replace(STARTED, event_on=date(2025, 6, 1), event_precision="month"), None),
    (START, replace(STARTED, event_on=date(2025, 1, 1), event_precision="year"), None),
    (START, said("event", "construction_start"), None),
    ({**START, "event_precision": "month"}, STARTED, replace(STARTED, event_on=date(2024, 6, 16))),
    ({**START, "event_basis": "unclear"}, replace(STARTED, event_on=date(2024, 1, 1)), None),
    (
        claim("place", "中卫市"), said("place", "中卫市"),
        said("place", "庆阳市", about=replace(SITE, city_adcode="621000")),
    ),
    (claim("place", "宁夏", place_adcode="640000"), said("place", "中卫市"), None),
    (claim("place", "中卫市"), said("place", "宁夏", about=replace(SITE, city_adcode=None)), None),
    (
        claim("name_zh", "中国电信云帆智算中心"), said("name_zh", "云帆智算中心"),
        said("name_zh", "云帆数据中心"),
    ),
    (
        claim("operator", "宁夏云帆算力科技有限公司"), said("operator", "宁夏云帆算力科技有限公司"),
        said("operator", "中国移动"),
    ),
    (
        claim("compute", "3000", 3000, unit="PFLOPS", precision="FP16"),
        said("compute", "3000P", 3000, unit="PFLOPS"),
        said("compute", "4000P", 4000, unit="PFLOPS"),
    ),
    (
        claim("compute", "3000", 3000, unit="PFLOPS", precision="INT8"),
        said("compute", "3000POPS", 3000, unit="POPS"), None,
    ),
    (
        claim("compute", "3000", 3000, unit="PFLOPS", precision="FP16"),
        said("compute", "2999.5P", 2990, unit="PFLOPS"),
        said("compute", "3000POPS", 3000, unit="POPS"),
    ),
    (
        claim("accelerators", "5000", 5000),
        said("accelerators", "4000至6000张", value_low=4000, value_high=6000),
        said("accelerators", "6000至8000张", value_low=6000, value_high=8000),
    ),
    (
        claim("racks", "1200", 1200, unit="cabinet"), said("racks", "1200个", 1200, unit="unknown"),
        said("racks", "1000个", 1000, unit="cabinet"),
    ),
    (claim("it_load", "30", 30), said("it_load", "30兆瓦", 30), said("it_load", "30.2兆瓦", 30.2)),
    (
        claim("investment", "12", 1.2e9, unit="CNY"),
        said("investment", "12亿元", 1.2e9, unit="CNY"),
        said("investment", "12亿美元", 1.2e9, unit="USD"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("registered", "same", "otherwise"), AGREEMENTS)
def test_each_property_is_held_beside_the_page(
    registered: dict[str, Any], same: PageClaim, otherwise: PageClaim | None
) -> None:
    confirmed = check(registered, same)
    assert (confirmed["verdict"], confirmed["reason"]) == ("confirmed", "the page says the same")
    assert confirmed["registered_text"] == registered["value_text"]
    assert (confirmed["page_text"], confirmed["page_quote"]) == (same.value_text, TEXT)
    assert (confirmed["registered_note"], confirmed["capture_id"]) == ("our note", "ca1")
    if otherwise is not None:
        changed = check(registered, otherwise)
        assert changed["verdict"] == "changed", otherwise
        assert changed["page_text"] == otherwise.value_text
        assert changed["raised_tier"] is None
        assert check(registered, otherwise, same, subjects=(SITE,))["verdict"] == "confirmed"
    silent = check(registered, said("pue", "1.2", 1.2))
    assert (silent["verdict"], silent["page_text"]) == ("unreadable", None)
    assert silent["reason"] == "no such statement could be read from the page"


def test_every_checked_property_is_put_to_the_test() -> None:
    assert {registered["property"] for registered, _, _ in AGREEMENTS} == set(CHECKED)


def test_plans_confirm_no_event() -> None:
    assert check(START, replace(STARTED, basis="planned"))["verdict"] == "unreadable"


def test_an_address_that_is_gone() -> None:
    row = check(START, answer=Answer(DAY, "ca2", is_gone=True, reason="the address answers 404"))
    assert (row["verdict"], row["reason"]) == ("gone", "the address answers 404")
    assert (row["capture_id"], row["checked_on"]) == ("ca2", DAY)


def test_an_address_that_could_not_be_read() -> None:
    refused = check(START, answer=Answer(DAY, reason="The time limit is over."))
    assert (refused["verdict"], refused["reason"]) == ("unreadable", "The time limit is over.")
    assert refused["capture_id"] is None
    empty = check(START, text="")
    assert (empty["verdict"], empty["reason"]) == ("unreadable", "no text could be read")


def test_a_page_that_no_longer_speaks_of_the_project_is_gone() -> None:
    nothing = {"text": "本站正在维护。", "subjects": (replace(OTHER, kind="nation"),)}
    row = check(START, **nothing)
    assert row["verdict"] == "gone"
    assert row["reason"] == "the page names neither the project nor its place"
    # another project in another place stands at the address now
    assert check(START, replace(STARTED, subject=OTHER), text="启航智算中心")["verdict"] == "gone"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("云帆智算中心动态", "nation"), ("云 帆", "programme"), ("ＹＵＮ", "place")],
)
def test_a_page_that_names_project_or_place_is_unreadable(text: str, kind: Any) -> None:
    place = replace(SITE, kind=kind) if kind != "nation" else replace(OTHER, kind=kind)
    row = check(START, text=text, subjects=(place,))
    assert row["verdict"] == "unreadable"
    assert row["reason"] == "no single project of the page could be told to be this one"


@pytest.mark.parametrize(
    ("subjects", "expected"),
    [
        ((SITE,), SITE),
        ((SITE, OTHER), SITE),
        ((replace(SITE, name="中国移动云帆智算中心二期"), OTHER), 0),
        ((replace(SITE, name=None), OTHER), 0),
        ((replace(SITE, name="甲乙基地", province_adcode=None, city_adcode=None),), 0),
        ((replace(SITE, name="甲乙基地"), replace(SITE, key="s3", name="丙丁基地")), None),
        ((replace(SITE, name="甲乙基地", city_adcode=None), OTHER), 0),
        ((SITE, replace(SITE, key="s3", city_adcode="621000")), SITE),
        ((OTHER,), None),
        ((replace(SITE, kind="programme"),), None),
    ],
)
def test_the_project_is_found_by_name_or_place(
    subjects: tuple[Subject, ...], expected: Subject | int | None
) -> None:
    meant = subjects[expected] if isinstance(expected, int) else expected
    told = [replace(STARTED, subject=one) for one in subjects]
    verdict = check(START, *told)["verdict"]
    assert (verdict == "confirmed") is (meant is not None)
    if meant is not None:
        others = [replace(one, value_text="cancelled") for one in told if one.subject != meant]
        assert check(START, replace(STARTED, subject=meant), *others, subjects=subjects)[
            "verdict"
        ] == "confirmed"  # fmt: skip


def test_an_original_that_confirms_its_row_raises_the_tier() -> None:
    registered = [START, claim("operator", "中国移动")]
    answer = Answer(DAY, "ca1", page(STARTED, said("operator", "中国联通")))
    found = checks(registered, answer)
    assert dict(found.select("property", "raised_tier").rows()) == {
        "event": "press", "operator": None,
    }  # fmt: skip
    claims = pl.DataFrame(registered, infer_schema_length=None)
    raised = with_raised_tiers(claims, found)
    assert raised.columns == claims.columns
    assert raised["source_tier"].to_list() == ["press", "third_party_dataset"]
    strong = checks([{**START, "source_tier": "official"}], answer)
    assert strong["raised_tier"].to_list() == [None]


def test_of_several_originals_the_best_raises_the_tier() -> None:
    found = pl.DataFrame({"claim_id": ["a", "a", "b"], "raised_tier": ["trade", "official", None]})
    claims = pl.DataFrame({"claim_id": ["a", "b"], "source_tier": ["repost", "repost"]})
    raised = with_raised_tiers(claims, found)
    assert raised["source_tier"].to_list() == ["official", "repost"]


def test_accuracy_counts_verdicts_by_property() -> None:
    registered = [START, claim("operator", "中国移动"), claim("racks", "1200", 1200)]
    answer = Answer(DAY, "ca1", page(STARTED, said("operator", "中国联通")))
    assert [*accuracy(checks(registered, answer))] == [
        ("event", 1, 0, 0, 0), ("operator", 0, 1, 0, 0), ("racks", 0, 0, 0, 1),
    ]  # fmt: skip
    gone = checks([START], Answer(DAY, is_gone=True))
    assert [*accuracy(gone)] == [("event", 0, 0, 1, 0)]


def test_an_address_that_was_never_asked_has_no_verdict() -> None:
    row = {"announcement_id": "AN1", "source_url": OWN, "cited_url": None}
    announcements = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    claims = pl.DataFrame([START], infer_schema_length=None)
    assert fact_checks(claims, announcements, {}, PARENTS).is_empty()


# --- through a round


def test_facts_of_the_register_are_checked_by_a_round(desk: Desk) -> None:
    register = desk.facts["raw.announcements"]
    row = register.filter(source_tier="third_party_dataset").row(0, named=True)
    name = row["name_zh"] or row["name_en"]
    paths = {"/confirming.html": "official", "/gone.html": None}
    page = f"<h1>{name}</h1><p>{name}总投资31.2亿元，算力5000P。</p>"
    desk.site.add("/confirming.html", page)
    desk.site.add("/gone.html", b"", status=410)
    urls = [desk.site.url(path) for path in paths]
    changed = register.with_columns(
        cited_url=pl.when(pl.col("announcement_id") == row["announcement_id"])
        .then(pl.lit(urls[0]))
        .otherwise("cited_url"),
        source_url=pl.when(pl.col("announcement_id") == row["announcement_id"])
        .then(pl.lit(urls[1]))
        .otherwise("source_url"),
    )
    desk.facts = desk.facts | {"raw.announcements": changed}
    hosts = {"host_tiers": {"127.0.0.1": "official"}}
    desk.source("watchlist", addresses=urls, tier="unverified", **hosts)
    desk.round()
    tables = desk.tables()
    found = tables["core.fact_checks"]
    assert set(found["source_url"]) == set(urls)
    assert found.filter(source_url=urls[1])["verdict"].unique().to_list() == ["gone"]
    first = found.filter(source_url=urls[0], verdict="confirmed")
    assert not first.is_empty() and first["raised_tier"].unique().to_list() == ["official"]
    claims = tables["core.claims"].filter(pl.col("claim_id").is_in(first["claim_id"].implode()))
    assert claims["source_tier"].unique().to_list() == ["official"]
    # the page that the row rests on is no second witness
    (origin,) = claims["origin_id"].unique()
    assert desk.claims()["origin_id"].unique().to_list() == [origin]
