"""Claims of pages as rows of ``core.claims``."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from dcpipeline.extract.claim import Extraction, PageClaim, Subject, SubjectKind
from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.page_claims import (
    PageClaims,
    ReadPage,
    claims_from_pages,
    digest,
    divided,
)
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.gold.labels import HERE, load

URL = "https://news.example/a/1.html"
PRINTED = date(2025, 6, 18)
SEEN = date(2025, 7, 1)
LATER = date(2026, 1, 1)
TEXT = (
    "云帆智算中心一期开工\n"
    "6月16日，云帆智算中心一期在中卫市开工，总投资12亿元，规划算力3000P。"
    "二期计划2026年3月开工。项目代码2306-640502-04-01-123456。"
)
SITE = Subject("s1", "project", "云帆智算中心", "640000", "640500")


def said(
    prop: str, value: str, number: float | None = None, *, about: Subject = SITE, **fields: Any
) -> PageClaim:
    """A statement that quotes the whole second line."""
    start = TEXT.index("\n") + 1
    place = {"words_start": start, "words_end": start + 1}
    quote = TEXT[start:]
    return PageClaim(
        about, prop, value, quote, start, len(TEXT), value_num=number, **{**place, **fields}
    )


def read_page(
    *claims: PageClaim,
    url: str = URL,
    capture: str = "ca1",
    seen: date = SEEN,
    last: date | None = None,
    day: date | None = PRINTED,
    text: str = TEXT,
    subjects: tuple[Subject, ...] | None = None,
    **fields: Any,
) -> ReadPage:
    """A page as it was read: by default one subject with these claims."""
    told = subjects or tuple(dict.fromkeys(claim.subject for claim in claims)) or (SITE,)
    basis = None if day is None else fields.pop("basis", "printed")
    document = Document(
        text, (Block("paragraph", 0, len(text)),), "news", "zh", "云帆智算中心一期开工", day, basis
    )
    common = {"source_id": "news", "publisher": "News", "tier": "press", "rights": "facts"}
    return ReadPage(
        capture_id=capture,
        url=url,
        first_seen_on=seen,
        last_seen_on=last or seen,
        reader_version="1-a",
        extraction=Extraction(document, told, claims),
        **{**common, **fields},
    )


def rows(*pages: ReadPage, as_of: date = LATER, known: dict[str, str] | None = None) -> PageClaims:
    return claims_from_pages(pages, known or {}, as_of=as_of)


def only(found: PageClaims, prop: str) -> dict[str, Any]:
    return found.good.row(by_predicate=pl.col("property") == prop, named=True)


START = said("event", "construction_start", event_on=date(2025, 6, 16), event_precision="day")
PLAN = said(
    "event", "construction_start", basis="planned", phase="2", event_on=date(2026, 3, 1),
    event_to_on=date(2026, 3, 31), event_precision="month",
)  # fmt: skip
MONEY = said("investment", "12亿元", 1.2e9, unit="CNY")


# --- what becomes of a statement


def test_an_event_that_is_still_to_come_is_no_event() -> None:
    found = rows(read_page(START, PLAN))
    assert only(found, "event")["value_text"] == "construction_start"
    planned = only(found, "planned_event")
    assert (planned["phase"], planned["event_on"], planned["event_to_on"]) == (
        "2期", date(2026, 3, 1), date(2026, 3, 31),
    )  # fmt: skip
    assert planned["basis"] == "planned" and planned["event_basis"] == "event"


def test_a_planned_expansion_stays_an_event() -> None:
    growing = said("event", "expanded", basis="planned")
    kept = rows(read_page(START, growing)).good.filter(value_text="expanded")
    assert kept["property"].to_list() == ["event"] and kept["basis"].to_list() == ["planned"]


def test_a_subject_of_which_only_plans_are_told_is_announced() -> None:
    event = only(rows(read_page(PLAN)), "event")
    assert (event["value_text"], event["assertion"]) == ("announced", "inferred")
    assert (event["event_on"], event["event_basis"]) == (PRINTED, "state_as_of")
    assert event["event_precision"] == "day"
    undated = only(rows(read_page(PLAN, day=None)), "event")
    assert (undated["event_on"], undated["event_basis"]) == (None, "unclear")
    told = rows(read_page(START, PLAN)).good.filter(property="event")["value_text"].to_list()
    assert told == ["construction_start"]
    assert "announced" not in rows(read_page(MONEY)).good["value_text"]


def test_an_undated_event_held_on_the_day_of_its_page() -> None:
    event = only(rows(read_page(said("event", "construction_start"))), "event")
    assert (event["event_on"], event["event_basis"]) == (PRINTED, "state_as_of")
    assert event["event_precision"] == "day"
    unknown = only(rows(read_page(said("event", "construction_start"), day=None)), "event")
    assert (unknown["event_on"], unknown["event_basis"]) == (None, "unclear")
    assert unknown["event_precision"] == "none"
    assert (unknown["published_on"], unknown["known_basis"]) == (SEEN, "capture")


def test_several_years_date_no_event() -> None:
    wide = said(
        "event", "operational", event_on=date(2021, 1, 1), event_to_on=date(2025, 12, 31),
        event_precision="period",
    )  # fmt: skip
    found = rows(read_page(wide, MONEY))
    assert found.good.filter(property="event").is_empty()
    assert found.rejects["reason"].to_list() == ["several years date no event"]
    assert found.rejects["capture_id"].to_list() == ["ca1"]


def test_a_range_keeps_both_ends_and_counts_by_its_lower_one() -> None:
    wide = said("racks", "2000至3000个", None, value_low=2000, value_high=3000, unit="cabinet",
                qualifier="range")  # fmt: skip
    row = only(rows(read_page(wide)), "racks")
    assert (row["value_num"], row["value_low"], row["value_high"]) == (2000, 2000, 3000)
    assert row["qualifier"] == "range"
    exact = only(rows(read_page(said("racks", "2000个", 2000, unit="cabinet"))), "racks")
    assert (exact["qualifier"], exact["value_low"]) == ("exact", None)


@pytest.mark.parametrize(
    ("claim", "stated", "expected"),
    [
        ("PFLOPS", None, ("PFLOPS", "unknown")),
        ("PFLOPS", "FP16", ("PFLOPS", "FP16")),
        ("POPS", None, ("PFLOPS", "INT8")),
        ("POPS", "FP16", ("PFLOPS", "INT8")),
    ],
)
def test_integer_operations_are_a_precision_of_their_own(
    claim: str, stated: str | None, expected: tuple[str, str]
) -> None:
    power = said("compute", "3000P", 3000, unit=claim, precision=stated, basis="planned")
    row = only(rows(read_page(power)), "compute")
    assert (row["unit"], row["precision"]) == expected


@pytest.mark.parametrize(
    "prop", ["investment", "annual_plan", "contract_value", "award_value", "land_price"]
)
def test_foreign_money_is_other_money(prop: str) -> None:
    foreign = rows(read_page(said(prop, "2亿美元", 2e8, unit="USD")))
    assert only(foreign, "other_money")["unit"] == "USD"
    assert foreign.good.filter(property=prop).is_empty()
    assert only(rows(read_page(said(prop, "2亿元", 2e8, unit="CNY"))), prop)["unit"] == "CNY"


@pytest.mark.parametrize(
    ("events", "stated", "basis"),
    [
        ((START,), None, "planned"),
        ((PLAN,), None, "planned"),
        ((START,), "installed", "installed"),
        ((said("event", "operational"),), None, None),
        ((said("event", "phase_online"), START), None, None),
        ((said("event", "operational", basis="planned"),), None, "planned"),
        ((), None, None),
        ((), "planned", "planned"),
    ],
)
def test_computing_power_of_a_site_that_can_only_be_planned_is_planned(
    events: tuple[PageClaim, ...], stated: Any, basis: str | None
) -> None:
    found = rows(read_page(*events, said("compute", "3000P", 3000, unit="PFLOPS", basis=stated)))
    if basis is not None:
        assert only(found, "compute")["basis"] == basis
        return
    assert found.good.filter(property="compute").is_empty()
    assert found.rejects["reason"].to_list() == [
        "the page does not say whether it is planned or installed"
    ]


def test_computing_power_of_a_place_needs_no_basis() -> None:
    city = Subject("s1", "place", "庆阳市", "620000", "621000")
    power = said("compute", "12000P", 12000, unit="PFLOPS", about=city)
    assert only(rows(read_page(power)), "compute")["basis"] is None


def test_words_that_name_no_single_place_are_refused() -> None:
    nowhere = replace(SITE, province_adcode=None, city_adcode=None, candidates=("110105",))
    found = rows(read_page(said("place", "朝阳区", about=nowhere), replace(MONEY, subject=nowhere)))
    assert found.rejects.select("property", "value_text", "reason").rows() == [
        ("place", "朝阳区", "the words name no single place")
    ]
    assert only(found, "investment")["place_adcode"] is None
    assert only(rows(read_page(said("place", "中卫市"))), "place")["place_adcode"] == "640500"
    province = replace(SITE, city_adcode=None)
    assert only(rows(read_page(said("place", "宁夏", about=province))), "place")[
        "place_adcode"
    ] == "640000"  # fmt: skip


def test_a_row_that_breaks_its_declaration_is_refused_in_words() -> None:
    odd = said("investment", "12亿元", 1.2e9, unit="CNY", qualifier="roughly")
    found = rows(read_page(START, odd))
    (reason,) = found.rejects["reason"].to_list()
    assert reason == "does not fit its declaration: qualifier is not in its vocabulary"
    assert found.good.filter(property="investment").is_empty()
    assert not found.good.filter(property="event").is_empty()


def test_what_follows_from_a_page_is_marked_so() -> None:
    found = rows(read_page(START, MONEY)).good.filter(assertion="inferred")
    assert dict(found.select("property", "value_text").rows()) == {
        "scope": "site", "ai_stated": "true",
    }  # fmt: skip
    assert found["quote"].to_list() == [START.quote] * 2
    plain = replace(SITE, name="云帆数据中心")
    line = "云帆数据中心开工。"
    page = read_page(
        PageClaim(plain, "event", "construction_start", line, 0, len(line), 0, 2), text=line
    )
    assert rows(page).good.filter(property="ai_stated").is_empty()
    assert rows(read_page(subjects=(SITE,), text="云帆智算中心")).good.is_empty()


@pytest.mark.parametrize("kind", ["programme", "place", "nation"])
def test_nothing_is_inferred_of_what_is_no_project(kind: SubjectKind) -> None:
    found = rows(read_page(replace(START, subject=replace(SITE, kind=kind)))).good
    assert found["assertion"].to_list() == ["extracted"]


def test_the_code_of_the_project_is_taken_where_the_page_is_about_one() -> None:
    row = only(rows(read_page(START)), "project_code")
    assert row["value_text"] == "2306-640502-04-01-123456"
    assert TEXT[row["span_start"] : row["span_end"]] == row["quote"] == row["value_text"]
    other = replace(SITE, key="s2", name="启航智算中心")
    two = read_page(START, replace(MONEY, subject=other))
    assert rows(two).good.filter(property="project_code").is_empty()
    twice = TEXT + "另一项目2306-640502-04-01-999999。"
    assert rows(read_page(START, text=twice)).good.filter(property="project_code").is_empty()


# --- captures and days


def test_several_captures_of_an_address_are_one_witness() -> None:
    first = read_page(START, MONEY, capture="ca1", seen=date(2025, 7, 1), last=date(2025, 8, 1))
    second = read_page(START, capture="ca2", seen=date(2025, 9, 1), last=date(2025, 10, 1))
    found = rows(first, second)
    event = only(found, "event")
    assert (event["first_seen_on"], event["last_seen_on"]) == (date(2025, 7, 1), date(2025, 10, 1))
    assert event["capture_id"] == "ca2"
    # a statement that has gone from the page stays, as the source did say it
    money = only(found, "investment")
    assert (money["capture_id"], money["last_seen_on"]) == ("ca1", date(2025, 8, 1))


@pytest.mark.parametrize(
    ("first", "second", "published", "basis"),
    [
        (date(2025, 6, 18), date(2025, 8, 20), date(2025, 6, 18), "printed"),
        (date(2025, 6, 18), None, date(2025, 6, 18), "printed"),
        (None, date(2025, 6, 18), date(2025, 6, 18), "printed"),
        (None, date(2025, 8, 20), date(2025, 7, 1), "capture"),
        (None, None, date(2025, 7, 1), "capture"),
    ],
)
def test_what_was_known_first_stays_known_with_its_basis(
    first: date | None, second: date | None, published: date, basis: str
) -> None:
    undated = said("event", "construction_start")
    found = rows(
        read_page(undated, capture="ca1", day=first),
        read_page(undated, capture="ca2", seen=date(2025, 9, 1), day=second),
    )
    event = only(found, "event")
    assert (event["published_on"], event["known_basis"]) == (published, basis)
    # the state held on the day on which it was known first
    held = (None, "unclear", "none") if basis == "capture" else (published, "state_as_of", "day")
    assert (event["event_on"], event["event_basis"], event["event_precision"]) == held


def test_a_page_dated_behind_its_capture_is_dated_by_the_capture() -> None:
    event = only(rows(read_page(START, day=date(2025, 12, 1))), "event")
    assert (event["published_on"], event["known_basis"]) == (SEEN, "capture")


@pytest.mark.parametrize(
    ("basis", "known"),
    [("given", "printed"), ("address", "address"), ("dateline", "printed")],
)
def test_it_is_said_where_the_day_comes_from(basis: str, known: str) -> None:
    row = only(rows(read_page(START, basis=basis)), "event")
    assert (row["published_on"], row["known_basis"]) == (PRINTED, known)


def test_before_its_capture_a_page_says_nothing() -> None:
    page = read_page(START, MONEY)
    assert rows(page, as_of=date(2025, 6, 30)).good.is_empty()
    assert rows(page, as_of=SEEN).good.height > 2


# --- identifiers


def test_statements_that_differ_in_one_thing_are_kept_apart() -> None:
    base = said("compute", "3000P", 3000, unit="PFLOPS", basis="planned")
    changed: list[dict[str, Any]] = [
        {}, {"basis": "installed"}, {"phase": "1"}, {"change": "increment"}, {"speaker": "甲"},
        {"value_text": "4000P"}, {"precision": "FP16"}, {"event_on": date(2025, 1, 1)},
    ]  # fmt: skip
    found = rows(read_page(*(replace(base, **change) for change in changed))).good
    assert found.filter(property="compute").height == len(changed)
    counts = [said("project_count", "3个", 3, state=s) for s in ("operational", "announced")]
    assert rows(read_page(*counts)).good.filter(property="project_count").height == 2


def test_two_subjects_of_one_name_are_two() -> None:
    twin = replace(SITE, key="s2")
    found = rows(read_page(START, replace(START, subject=twin))).good
    assert found.filter(property="event")["subject_key"].n_unique() == 2


def test_the_same_address_written_otherwise_is_the_same_page() -> None:
    one = rows(read_page(START)).good["claim_id"].to_list()
    other = rows(read_page(START, url="http://www.news.example/a/1.html?utm_source=x#top")).good
    assert other["claim_id"].to_list() == one
    assert rows(read_page(START, url="https://b.example/1.html")).good["claim_id"].to_list() != one


def test_null_and_the_empty_text_are_different_parts() -> None:
    assert digest("cl", None) != digest("cl", "") != digest("cl", "", "")
    assert digest("cl", "a", "b") == digest("cl", "a", "b")


# --- origins


def test_a_page_that_the_register_cites_has_its_origin_and_so_has_a_mirror() -> None:
    known = {"news.example/a/1.html": "or000000000001"}
    cited = read_page(START)
    for name in ("ca0", "ca2"):
        mirror = read_page(START, url="https://mirror.example/x", capture=name, seen=LATER)
        found = rows(cited, mirror, known=known)
        assert found.good["origin_id"].unique().to_list() == ["or000000000001"], name
        assert rows(mirror, cited, known=known).good["origin_id"].n_unique() == 1


def test_copies_share_an_origin_and_others_do_not() -> None:
    mirror = read_page(START, url="https://mirror.example/x", capture="ca2")
    assert rows(read_page(START), mirror).good["origin_id"].n_unique() == 1
    other = read_page(START, url="https://b.example/y", capture="ca3", text=TEXT.replace("1", "7"))
    assert rows(read_page(START), other).good["origin_id"].n_unique() == 2


# --- real pages


@pytest.fixture(scope="module")
def gold_pages(gazetteer: Gazetteer) -> tuple[ReadPage, ...]:
    texts = [text for text in load(HERE / "open") if text.shape != "text"][::6]
    pages = []
    for number, text in enumerate(texts):
        read = extract_page(text.content, gazetteer, url=text.url)
        url = text.url or f"https://gold.example/{number}"
        seen = date(2026, 1 + number % 6, 1)
        page = read_page(url=url, capture=f"ca{number:03d}", seen=seen)
        pages.append(replace(page, extraction=read))
        if number % 2:  # captured twice, and printed elsewhere
            again = replace(pages[-1], capture_id=f"cb{number:03d}", first_seen_on=date(2026, 8, 1))
            pages.append(replace(again, last_seen_on=date(2026, 9, 1)))
            pages.append(replace(again, capture_id=f"cc{number:03d}", url=f"{url}?mirror=1"))
    return tuple(pages)


def test_every_quote_is_where_its_span_says(gold_pages: tuple[ReadPage, ...]) -> None:
    found = claims_from_pages(gold_pages, {}, as_of=date(2026, 12, 31))
    texts = {page.capture_id: page.extraction.document.text for page in gold_pages}
    assert found.good.height > 150
    for row in found.good.iter_rows(named=True):
        assert texts[row["capture_id"]][row["span_start"] : row["span_end"]] == row["quote"]
    assert set(found.rejects["reason"].unique()) <= {
        "several years date no event",
        "the page does not say whether it is planned or installed",
        "the words name no single place",
    }


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_the_order_of_pages_changes_nothing(
    gold_pages: tuple[ReadPage, ...], data: st.DataObject
) -> None:
    pages = gold_pages[:18]
    known = {page.url.removeprefix("https://"): f"or{n:012d}" for n, page in enumerate(pages[:5])}
    expected = claims_from_pages(pages, known, as_of=LATER.replace(year=2027))
    order = data.draw(st.permutations(pages))
    found = claims_from_pages(order, known, as_of=LATER.replace(year=2027))
    assert_frame_equal(found.good, expected.good)
    assert_frame_equal(found.rejects, expected.rejects, check_row_order=False)


def test_refused_rows_of_one_identifier_are_not_lost() -> None:
    row = {"claim_id": "cl1", "extractor_version": "1", "refusal": "no", "published_on": PRINTED}
    assert divided([row, row]).rejects["claim_id"].to_list() == ["cl1"]


def test_no_page_gives_frames_of_the_same_shape() -> None:
    found, full = rows(), rows(read_page(START))
    assert found.good.schema == full.good.schema and found.rejects.schema == full.rejects.schema
    assert found.good.is_empty() and found.rejects.is_empty()
