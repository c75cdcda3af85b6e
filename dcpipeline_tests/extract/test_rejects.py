"""Rows that can't be true are refused with reason, file and line; the others go on."""

import json
from datetime import date

import polars as pl
import pytest

from dcpipeline.extract import read_announcements
from dcpipeline_tests.extract.rows import DIVISIONS, FACTS_AS_OF, read, register

BAD = [
    ({"province_adcode": "999999"}, "province_adcode '999999' is no province"),
    ({"province_adcode": "621000"}, "province_adcode '621000' is no province"),
    ({"province_adcode": None}, "province_adcode is empty"),
    ({"city_adcode": "629999"}, "city_adcode '629999' is no city"),
    ({"city_adcode": "620000"}, "city_adcode '620000' is no city"),
    (
        {"city_adcode": "341300", "city_zh": "宿州市", "city_en": "Suzhou"},
        "city_adcode '341300' does not lie in province_adcode '620000'",
    ),
    ({"city_zh": "苏州市"}, "city_adcode '621000' is not the code of '苏州市'"),
    ({"province_en": "Shanxi"}, "province_adcode '620000' is not the code of"),
    ({"city_adcode": None}, "a city is named without its code"),
    (
        {"event_date": "2025-02-31", "event_date_precision": "day"},
        "event_date '2025-02-31' is not in the calendar",
    ),
    (
        {"event_date": "2025-13"},
        "event_date '2025-13' is not in the calendar",
    ),
    ({"event_date": "March 2025"}, "event_date 'March 2025' is not a date"),
    (
        {"event_date": "2026-11-22", "event_date_precision": "day"},
        "event_date '2026-11-22' lies after 2026-11-21, a past event can't",
    ),
    ({"source_date": "2027"}, "source_date '2027' lies after 2026-11-21"),
    ({"event_date_precision": "day"}, "event_date_precision 'day' does not fit"),
    ({"event_date": None}, "event_date_precision 'month' does not fit event_date ''"),
    ({"racks": "-5"}, "racks -5 is negative"),
    ({"racks": "0"}, "racks is zero"),
    ({"racks": "10.5"}, "racks 10.5 is not a whole number"),
    ({"racks": "10000001"}, "racks 10000001 is above 10,000,000 racks"),
    ({"power_mw": "20000.1"}, "power_mw 20000.1 is above 20,000 MW"),
    ({"investment_cny_100m": "10001"}, "investment_cny_100m 10001 is above 10,000"),
    ({"compute_value": "1001"}, "compute_value 1001 EFLOPS is above 1,000,000 PFLOPS"),
    ({"compute_value": "NaN"}, "compute_value 'NaN' is no number"),
    ({"compute_value": "inf"}, "compute_value 'inf' is no number"),
    ({"compute_value": "many"}, "compute_value 'many' is no number"),
    ({"compute_unit": None}, "compute_value 13 has no unit"),
    ({"compute_unit": "TFLOPS"}, "compute_unit 'TFLOPS' is not one of PFLOPS, EFLOPS"),
    ({"compute_precision": "FP99"}, "compute_precision 'FP99' is not one of"),
    ({"event": "exploded"}, "event 'exploded' is not one of"),
    ({"event": None}, "event is empty"),
    ({"source_tier": "rumour"}, "source_tier 'rumour' is not one of"),
    ({"scope": "galaxy"}, "scope 'galaxy' is not one of"),
    ({"ai_stated": "maybe"}, "ai_stated 'maybe' is neither true nor false"),
    ({"announcement_id": "X1"}, "announcement_id 'X1' is not of the form"),
    ({"project_key": "=1+1"}, "project_key begins like a formula"),
    ({"name_zh": "=cmd|' /C calc'!A0"}, "name_zh begins like a formula"),
    ({"operator": "+SUM(A1)"}, "operator begins like a formula"),
    ({"name_en": "@SUM(1)"}, "name_en begins like a formula"),
    ({"evidence": "-1+cmd|'x'"}, "evidence begins like a formula"),
    ({"evidence": " \t=1+1"}, "evidence begins like a formula"),
    ({"name_en": "a\x00b"}, "name_en holds control characters"),
    ({"racks": "5\x00"}, "racks holds control characters"),
    ({"evidence": "x" * 100_001}, "evidence is longer than 100,000 characters"),
    ({"source_url": "ftp://a.example/x"}, "source_url 'ftp://a.example/x' is no http(s) address"),
    ({"source_url": "javascript:alert(1)"}, "is no http(s) address"),
    ({"cited_url": "http://"}, "cited_url 'http://' is no http(s) address"),
]


@pytest.mark.parametrize(("change", "reason"), BAD, ids=[reason[:50] for _, reason in BAD])
def test_a_bad_row_is_refused_and_its_neighbour_goes_on(change, reason):
    result = read({}, change)
    assert result.good["file_line"].to_list() == [2]
    refused = result.rejects.row(0, named=True)
    assert reason in refused["reason"]
    assert (refused["file"], refused["line"]) == ("register/announcements.csv", 3)


FINE = [
    {"project_key": None},
    {"project_key": "  "},
    {"evidence": "-based design, about 5%"},
    {"evidence": "- one hall"},
    {"evidence": "two\nlines"},
    {"province_zh": "甘肃", "city_zh": "庆阳"},
    {"city_adcode": None, "city_zh": None, "city_en": None},
    {"event_date": None, "event_date_precision": "none", "date_basis": None},
    {"event_date": "2026-11-21", "event_date_precision": "day"},
    {"event_date": "2026-11", "event_date_precision": "month"},
    {"compute_value": "1000"},
    {"racks": "10000.0"},
    {"source_url": None},
    {
        "province_adcode": "110000", "city_adcode": "110000", "province_zh": "北京市",
        "province_en": "Beijing", "city_zh": "北京市", "city_en": "Beijing",
    },
    {
        "province_adcode": "420000", "city_adcode": "429004", "province_zh": "湖北省",
        "province_en": "Hubei", "city_zh": "仙桃市", "city_en": "Xiantao",
    },
]  # fmt: skip


@pytest.mark.parametrize("change", FINE)
def test_a_sound_row_passes(change):
    result = read(change)
    assert result.rejects["reason"].to_list() == []
    assert len(result.good) == 1


def test_all_reasons_of_a_row_are_given():
    reason = read({"racks": "-1", "event": "exploded"}).rejects["reason"][0]
    assert "event 'exploded'" in reason and "; " in reason and "racks -1 is negative" in reason


@pytest.mark.parametrize("name", ["同名", "另一个"])
def test_every_copy_of_an_identifier_but_the_first_is_refused(name):
    same = {"announcement_id": "AN00000000aa"}
    result = read(same, {}, same, same | {"name_zh": name})
    assert result.good["file_line"].to_list() == [3, 2]
    assert result.rejects["line"].to_list() == [4, 5]
    assert set(result.rejects["reason"]) == {"announcement_id stands already in line 2"}


def test_the_first_copy_is_the_one_highest_in_the_file_whatever_the_order_of_rows():
    rows = register({"announcement_id": "AN00000000aa"}, {"announcement_id": "AN00000000aa"})
    turned = read_announcements(
        rows.reverse(), DIVISIONS, as_of=FACTS_AS_OF, facts_as_of=FACTS_AS_OF
    )
    assert turned.good["file_line"].to_list() == [2]


def test_content_is_json_with_cut_cells():
    refused = read({"evidence": "y" * 100_001, "name_en": "a\x00b"}).rejects.row(0, named=True)
    content = json.loads(refused["content"])
    assert content["evidence"] == "y" * 200
    assert content["name_en"] == "a\x00b"
    assert "file_line" not in content and "reason" not in content
    assert len(refused["reason"]) < 1_000


def test_a_later_run_may_hold_later_events():
    late = {"event_date": "2026-12", "source_date": "2026-12"}
    assert len(read(late).rejects) == 1
    assert len(read(late, as_of=date(2027, 1, 1)).good) == 1


def test_an_early_run_refuses_nothing_that_the_facts_hold():
    assert len(read({}, as_of=date(2020, 1, 1)).good) == 1


def test_empty_register():
    result = read()
    assert result.good.is_empty() and result.rejects.is_empty()


def test_rows_are_conserved():
    result = read(*(change for change, _ in BAD), *FINE)
    assert len(result.good) + len(result.rejects) == len(BAD) + len(FINE)
    assert result.rejects["reason"].null_count() == 0
    assert result.good.select(pl.col("announcement_id").is_unique().all()).item()
