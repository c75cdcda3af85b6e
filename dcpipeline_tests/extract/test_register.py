"""A register row as claims: words, numbers, three clocks, origin, rights."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.extract import claims_from_register
from dcpipeline.extract.register import claim_id
from dcpipeline_tests.extract.rows import FACTS_AS_OF, claims, read, the_claim


def test_one_row_makes_one_claim_per_statement():
    made, refused = claims({})
    assert sorted(made["property"]) == [
        "ai_stated", "compute", "event", "name_en", "name_zh", "place", "scope",
    ]  # fmt: skip
    assert refused.is_empty()


def test_compute_is_kept_in_words_and_in_pflops():
    made = the_claim(claims({})[0], "compute")
    assert made["value_text"] == "13 EFLOPS"
    assert (made["value_num"], made["unit"]) == (13_000.0, "PFLOPS")
    assert (made["basis"], made["precision"]) == ("installed", "FP16")
    assert made["qualifier"] == "at_least"
    assert (made["quote_kind"], made["span_start"]) == ("register_note", None)


def test_a_total_told_with_a_later_phase_is_of_the_whole_under_the_same_identifier():
    told = {"phase": "二期", "evidence": "13 EFLOPS in the second phase."}
    of_phase = the_claim(claims(told)[0], "compute")
    of_whole = the_claim(
        claims(told | {"evidence": "Second phase lit up; total 13 EFLOPS."})[0], "compute"
    )
    assert (of_phase["phase"], of_phase["change"]) == ("二期", None)
    assert (of_whole["phase"], of_whole["change"]) == (None, "total")
    assert of_whole["claim_id"] == of_phase["claim_id"]


@pytest.mark.parametrize(
    ("phase", "evidence", "expected"),
    [
        ("一期", "Enlarged to 13 EFLOPS.", ("一期", "total")),
        ("首批", "13 EFLOPS in total, in stages.", (None, "total")),
        ("二期", "Second phase adds a further 13 EFLOPS.", ("二期", "increment")),
    ],
)
def test_which_phase_a_total_or_an_increment_is_of(phase, evidence, expected):
    made = the_claim(claims({"phase": phase, "evidence": evidence})[0], "compute")
    assert (made["phase"], made["change"]) == expected


def test_money_is_cny_and_a_contract_is_no_investment():
    money = {"investment_cny_100m": "36.9", "evidence": "About CNY 3.69bn."}
    made, _ = claims(money)
    claim = the_claim(made, "investment")
    assert (claim["value_num"], claim["qualifier"]) == (3_690_000_000.0, "about")
    made, refused = claims(money | {"value_flag": "contract_value;year_inferred"})
    assert "investment" not in made["property"]
    assert refused["reason"].to_list() == [
        "the money is a contract, tender or share price, not the investment"
    ]
    assert refused["claim_id"].to_list() == [claim["claim_id"]]


def test_compute_of_unknown_basis_is_refused():
    made, refused = claims({"compute_kind": None})
    assert "compute" not in made["property"]
    assert refused["property"].to_list() == ["compute"]


def test_integer_operations_are_not_floating_point():
    made, _ = claims({"value_flag": "ops_not_flops", "compute_precision": "unknown"})
    assert the_claim(made, "compute")["precision"] == "INT8"


def test_the_class_of_ten_thousand_cards_is_no_count():
    made, _ = claims({"accelerator_count": "10000"})
    assert the_claim(made, "accelerators")["qualifier"] == "about"
    made, _ = claims({"accelerator_count": "18000"})
    assert the_claim(made, "accelerators")["qualifier"] == "exact"


def test_unknown_workload_is_no_claim():
    assert "workload" not in claims({})[0]["property"]
    assert the_claim(claims({"workload": "mixed"})[0], "workload")["value_text"] == "mixed"


def test_names_are_about_the_whole_even_in_a_row_on_a_phase():
    made, _ = claims({"phase": "二期"})
    assert the_claim(made, "event")["phase"] == "二期"
    assert the_claim(made, "name_zh")["phase"] is None


def test_a_correction_of_the_value_keeps_the_claim_id():
    before, after = claims({})[0], claims({"compute_value": "14"})[0]
    assert the_claim(before, "compute")["claim_id"] == the_claim(after, "compute")["claim_id"]
    assert claim_id("AN1", "compute", None, "planned") != claim_id("AN1", "compute", None, None)


def published(**change: str | None) -> tuple[date, str]:
    made = the_claim(claims(change)[0], "event")
    return made["published_on"], made["known_basis"]  # type: ignore[return-value]


SITE = "https://x.example/"
DATA_SET = {"source_tier": "third_party_dataset", "source_date": "2026-08-11"}


def cited(path: str) -> dict[str, str | None]:
    return DATA_SET | {"cited_url": SITE + path}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"source_date": "2025-03-12"}, (date(2025, 3, 12), "printed")),
        ({"source_date": "2025-03"}, (date(2025, 3, 31), "printed")),
        ({"source_date": "2026"}, (FACTS_AS_OF, "printed")),
        ({"source_date": None}, (date(2025, 3, 31), "assumed")),
        ({"source_date": None, "date_basis": "unclear"}, (FACTS_AS_OF, "receipt")),
        (
            {"source_date": None, "source_url": SITE + "202504/t20250407_1.html"},
            (date(2025, 4, 7), "address"),
        ),
        # published before it happened: the event's own day stands in
        ({"source_date": "2025-02-01"}, (date(2025, 3, 1), "assumed")),
        (
            {"source_date": "2025-02-01", "value_flag": "event_after_source"},
            (date(2025, 2, 1), "printed"),
        ),
        (
            DATA_SET | {"cited_url": SITE + "202505/06/c_1.html"},
            (date(2025, 5, 6), "address"),
        ),
        (cited("2026-05/15/a.html"), (date(2026, 5, 15), "address")),
        (cited("c/2025/06-17/1.shtml"), (date(2025, 6, 17), "address")),
        (cited("202505/ab.html"), (date(2025, 5, 31), "address")),
        (cited("20259999/ab.html"), (date(2025, 3, 31), "assumed")),
        (DATA_SET, (date(2025, 3, 31), "assumed")),
        (
            DATA_SET | {"event_date": "2026", "event_date_precision": "year"},
            (date(2026, 8, 11), "assumed"),
        ),
        (DATA_SET | {"date_basis": "unclear"}, (date(2026, 8, 11), "data_set")),
    ],
)
def test_publication_clock(change, expected):
    assert published(**change) == expected


def test_event_clock():
    made = the_claim(claims({})[0], "event")
    assert (made["event_on"], made["event_precision"]) == (date(2025, 3, 1), "month")
    assert made["event_basis"] == "event"
    undated = {"event_date": None, "event_date_precision": "none", "date_basis": None}
    made = the_claim(claims(undated)[0], "event")
    assert (made["event_on"], made["event_precision"]) == (None, "none")


def test_claims_published_later_do_not_exist():
    made, refused = claims({}, {"source_date": "2025-06-01"}, as_of=date(2025, 5, 31))
    assert set(made["announcement_id"]) == {"AN0000000001"}
    assert refused.is_empty()


def origins(*changes: dict[str, str | None]) -> list[str]:
    made, _ = claims(*changes)
    rows = made.filter(pl.col("property") == "event").sort("announcement_id")
    return rows["origin_id"].to_list()


def test_a_data_set_row_and_the_page_it_cites_are_one_origin():
    page = "https://www.news.example/a/1.html#top"
    cited = DATA_SET | {"source_url": "https://github.com/x/y", "cited_url": page}
    first, second = origins({}, cited)
    assert first == second


def test_a_repost_within_three_days_is_the_same_origin():
    def copy(publisher: str, day: str, number: str) -> dict[str, str | None]:
        url = f"https://host{number}.example/"
        return {"source_publisher": publisher, "source_date": day, "source_url": url}

    paper = copy("澎湃新闻", "2025-03-12", "1")
    repost = copy("澎湃新闻 (reposted by 17car)", "2025-03-15", "2")
    later = copy("澎湃新闻 / 华盛通", "2025-03-20", "3")
    other = copy("mirror (jianhong365.com)", "2025-03-12", "4")
    another = copy("mirror (jianhong365.com)", "2025-03-12", "5")
    elsewhere = copy("澎湃新闻", "2025-03-12", "6") | {"name_zh": "云帆智算中心", "name_en": None}
    found = origins(paper, repost, later, other, another, elsewhere)
    assert found[0] == found[1]
    assert len(set(found)) == 5


STORY = {"source_publisher": "澎湃新闻", "source_date": "2025-03-12"}


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        # what the register thinks is one project is not asked
        ({"project_key": "gs-other"}, True),
        ({"name_zh": "慶陽 智算中心項目（二期）"}, True),
        ({"name_zh": None}, True),
        ({"name_zh": "云帆智算中心", "name_en": "Yunfan"}, False),
        ({"source_tier": "third_party_dataset"}, False),
        (
            {
                "province_adcode": "340000", "province_zh": "安徽省", "province_en": "Anhui",
                "city_adcode": "341300", "city_zh": "宿州市", "city_en": "Suzhou",
            },
            False,
        ),
    ],
)  # fmt: skip
def test_one_outlet_tells_one_story_of_one_name_in_one_place(change, is_same):
    first = STORY | {"source_url": "https://a.example/1"}
    found = origins(first, STORY | {"source_url": "https://b.example/2"} | change)
    assert (found[0] == found[1]) is is_same


def test_rights_of_an_unchecked_data_set_are_unsettled():
    made, _ = claims({}, {"source_publisher": "huangzesen/us-dc-intel (GitHub data set)"})
    by_row = made.group_by("announcement_id").agg(pl.col("rights").unique()).sort("announcement_id")
    assert by_row["rights"].to_list() == [["facts"], ["unsettled"]]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(order):
    changes = [{}, {"phase": "二期"}, {"racks": "100"}, DATA_SET]
    expected, _ = claims(*changes)
    good = read(*changes).good[list(order)]
    made, _ = claims_from_register(good, as_of=FACTS_AS_OF, facts_as_of=FACTS_AS_OF)
    assert made.equals(expected)


def test_no_rows_make_no_claims():
    made, refused = claims()
    assert made.is_empty() and refused.is_empty()
