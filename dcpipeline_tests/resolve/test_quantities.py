"""Every rule by which figures become cells."""

import polars as pl
import pytest

from dcpipeline_tests.resolve.made import (
    PLACE,
    SCOPE,
    event,
    figure,
    project,
    resolved,
    rules,
    words,
)

START = event("operational", "2024-01-01")
INSTALLED = "compute_pflops_installed"


def installed(*told):
    made = project(*told)
    return tuple(made[INSTALLED + end] for end in ("_low", "", "_high"))


def test_best_tier_then_newest_never_an_average():
    told = [
        figure("compute", 100, "repost", published="2025-06-01"),
        figure("compute", 200, "press", published="2024-01-01"),
        figure("compute", 300, "press", published="2025-01-01"),
    ]
    # repost is two tiers below press: outside the span
    assert installed(*told) == (200, 300, 300)
    found = rules(INSTALLED, *told)
    assert found["cl0005"] == ("used", "best_tier_then_newest")
    assert {found["cl0003"][0], found["cl0004"][0]} == {"outvoted"}


def test_the_span_reaches_one_tier_down():
    told = [
        figure("compute", 100, "press"),
        figure("compute", 80, "trade"),
        figure("compute", 500, "repost"),
    ]
    assert installed(*told) == (80, 100, 100)
    assert rules(INSTALLED + "_low", *told)["cl0004"] == ("used", "span_one_tier_weaker")


def test_bounds_of_a_claim_widen_the_span():
    assert installed(figure("compute", 100, value_low=90.0, value_high=120.0)) == (90, 100, 120)


def test_planned_and_installed_are_apart():
    made = project(figure("compute", 100), figure("compute", 900, "official", basis="planned"))
    assert (made[INSTALLED], made["compute_pflops_planned"]) == (100, 900)


def test_figures_of_other_precision_are_not_compared():
    told = [
        figure("compute", 100, precision="FP16"),
        figure("compute", 50, "trade", precision="FP64"),
    ]
    assert installed(*told) == (100, 100, 100)
    assert project(*told)[INSTALLED + "_precision"] == "FP16"
    assert rules(INSTALLED, *told)["cl0004"] == ("outvoted", "other_measure")


def test_the_whole_goes_before_its_parts():
    told = [figure("compute", 100, "unverified"), figure("compute", 900, "official", phase="一期")]
    assert installed(*told) == (100, 100, 100)
    assert rules(INSTALLED, *told)["cl0004"] == ("outvoted", "whole_before_parts")


def test_numbered_phases_are_added_with_their_spans():
    told = [
        figure("compute", 3000, phase="一期"),
        figure("compute", 2900, "trade", phase="第一阶段"),
        figure("compute", 11000, phase="二期"),
    ]
    assert installed(*told) == (13900, 14000, 14000)
    found = rules(INSTALLED, *told)
    assert found["cl0003"] == found["cl0005"] == ("used", "sum_of_phases")
    assert found["cl0004"][0] == "outvoted"


def test_a_part_of_a_phase_is_not_added_to_it():
    told = [
        figure("compute", 100, "official", phase="一期首批"),
        figure("compute", 300, phase="一期"),
    ]
    assert installed(*told) == (300, 300, 300)
    assert rules(INSTALLED, *told)["cl0003"] == ("outvoted", "part_of_phase")


def test_without_its_phase_the_largest_part_stands_for_it():
    told = [
        figure("compute", 100, phase="一期首批"),
        figure("compute", 150, phase="一期示范"),
        figure("compute", 500, phase="二期"),
    ]
    assert installed(*told) == (650, 650, 650)


def test_labels_without_a_number_are_never_added():
    told = [
        figure("compute", 100, phase="一期"),
        figure("compute", 700, phase="B1/B3/C3"),
        figure("compute", 300, phase="东区"),
    ]
    assert installed(*told) == (700, 700, 700)
    assert rules(INSTALLED, *told)["cl0004"] == ("used", "largest_part")


def test_phases_of_other_precision_are_not_added():
    told = [
        figure("compute", 100, "official", precision="FP16", phase="一期"),
        figure("compute", 700, precision="FP64", phase="二期"),
    ]
    assert installed(*told) == (100, 100, 100)


def test_totals_of_a_programme_stay_out_of_a_site():
    total = figure("compute", 210_000, "official", subject_kind="programme")
    assert installed(figure("compute", 100), total) == (100, 100, 100)
    assert installed(total) == (None, None, None)
    assert rules(INSTALLED, total)["cl0003"] == ("outvoted", "programme_apart")


def test_a_programme_keeps_its_own_total():
    scope = words("scope", "programme", "official")
    made = project(
        scope, figure("compute", 210_000, subject_kind="programme"), figure("compute", 5)
    )
    assert (made["scope"], made[INSTALLED]) == ("programme", 210_000)


def test_cards_in_place_go_before_planned_ones():
    told = [
        figure("accelerators", 300_000, "official", basis="planned"),
        figure("accelerators", 10_000, "repost", basis="installed"),
    ]
    assert project(*told)["accelerators"] == 10_000


def test_racks_keep_their_unit():
    made = project(
        figure("racks", 5000, unit="standard_2_5kw"), figure("racks", 900, "repost", unit="cabinet")
    )
    assert (made["racks"], made["rack_unit"]) == (5000, "standard_2_5kw")


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [("it_load", "it_load_mw", 12.345), ("investment", "investment_cny", 3_690_000_000)],
)
def test_load_and_money(name, column, value):
    assert project(figure(name, value))[column] == value


def test_nothing_said_is_null_not_zero():
    made = project(START)
    for column in (INSTALLED, "accelerators", "racks", "rack_unit", "it_load_mw", "investment_cny"):
        assert made[column] is None


def test_ties_go_to_the_smallest_claim():
    assert (
        project(figure("racks", 7, unit="cabinet"), figure("racks", 9, unit="cabinet"))["racks"]
        == 7
    )


def test_a_fact_is_rounded_as_its_cell_is():
    facts = resolved(PLACE, SCOPE, figure("it_load", 12.3456)).tables["core.project_facts"]
    fact = facts.filter(pl.col("column_name") == "it_load_mw").row(0, named=True)
    assert (fact["value"], fact["value_num"]) == ("12.346", 12.346)
    facts = resolved(PLACE, SCOPE, figure("racks", 70.0)).tables["core.project_facts"]
    assert facts.filter(pl.col("column_name") == "racks")["value"].to_list() == ["70"]
