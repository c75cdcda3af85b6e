"""Rows of data sets as claims."""

from datetime import date
from typing import Any

from dcpipeline.extract.page_claims import digest
from dcpipeline.harvest.watch import origin_of_pages
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.harvest.test_rounds import TABLE

COLUMNS = "name,place,state,power,money,card,site,made"
RULES: dict[str, Any] = {
    "columns": {
        "name": "text", "place": "text", "state": "text", "power": "number", "money": "number",
        "card": "number", "site": "text", "made": "date",
    },
    "subject": {"kind": "project", "name": "name", "no_names": ["?"], "place": ["place"]},
    "published": "made",
    "source": "site",
    "statements": [
        {"property": "event", "column": "state", "values": {"up": "operational"}},
        {
            "property": "compute", "column": "power", "unit": "POPS",
            "basis_by": {"column": "state", "values": {"up": "installed"}},
        },
        {"property": "investment", "column": "money", "unit": "USD"},
        {"property": "accelerators", "column": "card", "unit": "servers", "basis": "installed"},
    ],
}  # fmt: skip


def put(desk: Desk, *lines: str, rules: dict[str, Any] = RULES, header: str = COLUMNS) -> None:
    body = "\n".join([header, *lines]) + "\n"
    desk.site.add("/rows.csv", body, content_type="text/csv; charset=utf-8")
    desk.source("dataset", addresses=[desk.site.url("/rows.csv")], parser=rules)
    assert desk.round().outcome == "ok"


def told(desk: Desk) -> dict[str, dict[str, Any]]:
    return {row["property"]: row for row in desk.claims().iter_rows(named=True)}


def test_a_row_becomes_claims(desk: Desk) -> None:
    put(desk, "云帆智算中心,中卫市,up,3000,5,40,https://a.example/1,2026-03-02")
    found = told(desk)
    assert {name: row["value_text"] for name, row in found.items()} == {
        "name_zh": "云帆智算中心", "place": "中卫市", "scope": "site", "event": "operational",
        "compute": "3000", "other_money": "5", "servers": "40",
    }  # fmt: skip
    power = found["compute"]
    assert (power["precision"], power["unit"], power["basis"]) == ("INT8", "PFLOPS", "installed")
    assert found["other_money"]["unit"] == "USD"
    assert {row["place_adcode"] for row in found.values()} == {"640500"}
    assert {row["published_on"] for row in found.values()} == {date(2026, 3, 2)}
    assert {row["known_basis"] for row in found.values()} == {"printed"}
    assert (found["event"]["event_on"], found["event"]["event_basis"]) == (None, "unclear")
    assert found["scope"]["assertion"] == "inferred"
    assert found["event"]["quote"] == "state: up" and found["event"]["quote_kind"] == "data_row"


def test_a_figure_without_basis_is_refused_with_reason(desk: Desk) -> None:
    put(desk, "云帆智算中心,中卫市,,3000,,,,")
    assert "compute" not in told(desk)
    (reason,) = desk.tables()["rejects.claims"].filter(property="compute")["reason"]
    assert reason == "the row does not say whether it is planned or installed"


def test_rows_of_one_name_are_one_subject_and_nothing_is_lost(desk: Desk) -> None:
    line = "云帆智算中心,中卫市,up,{},,,https://a.example/1,2026-03-02"
    put(desk, line.format(3000), line.format(5000))
    claims = desk.claims()
    assert claims["subject_key"].n_unique() == 1
    assert claims.filter(property="compute")["value_text"].sort().to_list() == ["3000", "5000"]
    assert claims.filter(property="name_zh").height == 1
    assert desk.tables()["rejects.claims"].is_empty()


def test_rows_without_a_name_are_systems_of_their_own_wherever_they_stand(desk: Desk) -> None:
    one, other = "?,中卫市,up,3000,,,,", "?,庆阳市,up,3000,,,,"
    put(desk, one, other, other)
    before = desk.claims()
    assert before["subject_key"].n_unique() == 3
    desk.clock.pass_days(1)
    put(desk, "?,贵阳市,up,7,,,,", one, other, other)
    after = desk.claims()
    assert set(before["claim_id"]) < set(after["claim_id"])
    assert after["subject_key"].n_unique() == 4


def test_a_statement_is_known_since_the_first_table_that_had_it(desk: Desk) -> None:
    put(desk, "云帆智算中心,中卫市,up,3000,,,,")
    desk.clock.pass_days(30)
    put(desk, "云帆智算中心,中卫市,up,3000,,,,", "启航智算中心,庆阳市,up,2000,,,,")
    days = desk.claims().filter(property="compute").sort("value_num", descending=True)
    assert days.select("first_seen_on", "published_on", "last_seen_on").rows() == [
        (date(2026, 6, 1), date(2026, 6, 1), date(2026, 7, 1)),
        (date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 1)),
    ]
    assert desk.claims(as_of=date(2026, 6, 15))["subject_name"].n_unique() == 1
    assert desk.claims(as_of=date(2026, 5, 31)).is_empty()


def test_a_row_is_no_second_witness_beside_the_page_that_it_cites(desk: Desk) -> None:
    page = desk.site.url("/news/2.html")
    put(desk, f"启航智算中心,庆阳市,up,2000,,,{page},2026-03-02")
    desk.source("watchlist", "pages", addresses=[page])
    desk.round("pages")
    claims = desk.tables()["core.claims"]
    pages, lines = (claims.filter(source_id=name) for name in ("pages", "news"))
    assert pages.height > 3 and set(pages["origin_id"]) == set(lines["origin_id"])


def test_a_row_shares_the_origin_of_the_register_that_rests_on_the_same_page(desk: Desk) -> None:
    known = origin_of_pages(desk.facts["raw.announcements"], desk.facts["core.claims"])
    # a page whose origin has the name of another one, on which the same story rests
    page, origin = next(told for told in known.items() if digest("or", told[0]) != told[1])
    put(desk, f"启航智算中心,庆阳市,up,2000,,,https://{page},2026-03-02")
    assert desk.claims()["origin_id"].unique().to_list() == [origin]


def test_a_figure_of_a_county_is_none_of_its_city(desk: Desk) -> None:
    rules = {
        "columns": {"code": "text", "people": "number"},
        "subject": {"kind": "place", "adcode": "code"},
        "statements": [{"property": "population", "column": "people", "unit": "persons"}],
    }
    put(desk, "640500,1000000", "640502,400000", rules=rules, header="code,people")
    claims = desk.claims()
    assert claims.select("place_adcode", "value_num").rows() == [("640500", 1_000_000)]
    (reason,) = desk.tables()["rejects.claims"]["reason"]
    assert reason == "the row names no province, city or county"


def test_a_county_stands_under_its_own_name(desk: Desk) -> None:
    rules = {
        "columns": {"code": "text", "name": "text", "people": "number"},
        "subject": {"kind": "place", "adcode": "code", "name": "name"},
        "statements": [{"property": "population", "column": "people", "unit": "persons"}],
    }
    rows = ("640502,沙坡头区,400000", "999999,无名区,1")
    put(desk, *rows, rules=rules, header="code,name,people")
    claims = desk.claims().select("subject_name", "place_adcode", "value_num")
    assert claims.rows() == [("沙坡头区", None, 400_000)]
    assert desk.tables()["rejects.claims"].height == 1


def test_a_disabled_data_set_says_nothing_more(desk: Desk) -> None:
    put(desk, "云帆智算中心,中卫市,up,3000,,,,")
    address = [desk.site.url("/rows.csv")]
    desk.source("dataset", addresses=address, parser=TABLE, state="disabled", reason="For a test.")
    assert desk.claims().is_empty()
