from typing import Any

import polars as pl
import pytest

from dcpipeline.marts import capacity_by_place
from dcpipeline_tests.marts.frames import DIVISIONS, candidates, pid, projects


def capacity(frame: pl.DataFrame, *pairs: tuple[int, int, str]) -> pl.DataFrame:
    return capacity_by_place(
        projects=frame, match_candidates=candidates(*pairs), divisions=DIVISIONS
    )


def at(table: pl.DataFrame, geography_id: str, group: str, level: str = "nation") -> dict[str, Any]:
    return table.row(
        by_predicate=(pl.col("geography_level") == level)
        & (pl.col("geography_id") == geography_id)
        & (pl.col("status_group") == group),
        named=True,
    )


def installed(pflops: float, precision: str | None) -> dict[str, Any]:
    return {
        "status": "operational",
        "compute_pflops_installed": pflops,
        "compute_pflops_installed_precision": precision,
    }


def test_precisions_stand_apart() -> None:
    table = capacity(
        projects(
            installed(100, "FP16"),
            installed(20, "FP16"),
            installed(7, "unknown"),
            installed(3, None),
            installed(5, "FP64"),
            {"status": "operational"},
        )
    )
    row = at(table, "100000", "in_service")
    assert row["projects"] == 6
    assert row["compute_installed_fp16_pflops"] == 120
    assert row["compute_installed_fp16_projects"] == 2
    assert row["compute_installed_unknown_pflops"] == 10
    assert row["compute_installed_other_pflops"] == 5
    assert row["compute_installed_other_precision"] == "FP64"
    assert row["compute_installed_stated_share"] == pytest.approx(5 / 6, abs=1e-4)
    assert row["compute_planned_fp16_pflops"] is None
    assert row["compute_planned_fp16_projects"] == 0


def test_two_other_precisions_have_no_sum() -> None:
    row = at(capacity(projects(installed(5, "FP64"), installed(6, "FP32"))), "100000", "in_service")
    assert row["compute_installed_other_projects"] == 2
    assert row["compute_installed_other_pflops"] is None
    assert row["compute_installed_other_pflops_low"] is None
    assert row["compute_installed_other_precision"] is None


def test_rack_kinds_stand_apart() -> None:
    table = capacity(
        projects(
            {"racks": 1000, "rack_unit": "standard_2_5kw"},
            {"racks": 30, "rack_unit": "cabinet"},
            {"racks": 9},
        )
    )
    row = at(table, "130700", "planned", "city")
    assert (row["racks_standard"], row["racks_cabinet"], row["racks_unknown"]) == (1000, 30, 9)


def test_unsure_pair_is_a_bound_with_its_larger_figure() -> None:
    table = capacity(
        projects({"it_load_mw": 10.0}, {"it_load_mw": 25.0}, {"it_load_mw": 1.0}),
        (1, 2, "unsure"),
        (2, 3, "different"),
    )
    row = at(table, "130000", "planned", "province")
    assert (row["projects"], row["projects_low"]) == (3, 2)
    assert (row["it_load_mw"], row["it_load_mw_low"], row["it_load_projects"]) == (36, 26, 3)


def test_a_whole_counts_before_its_parts_per_quantity() -> None:
    table = capacity(
        projects(
            {"scope": "campus", "it_load_mw": 100.0},
            {"parent_project_id": pid(1), "it_load_mw": 30.0, "investment_cny": 9e9},
            {"parent_project_id": pid(1), "it_load_mw": 20.0, "status": "operational"},
        )
    )
    planned, service = at(table, "100000", "planned"), at(table, "100000", "in_service")
    assert planned["projects"] == 2
    assert (planned["it_load_mw"], planned["it_load_projects"]) == (100, 1)
    assert planned["it_load_stated_share"] == 1
    assert planned["investment_cny"] == 9e9
    assert (service["projects"], service["it_load_mw"]) == (1, None)


def test_projects_that_only_share_a_campus_all_count() -> None:
    table = capacity(
        projects(
            {"campus_id": "c", "scope": "campus", "it_load_mw": 100.0},
            {"campus_id": "c", "scope": "campus", "it_load_mw": 5.0},
            {"campus_id": "c", "scope": "site", "it_load_mw": 1.0},
        )
    )
    assert at(table, "100000", "planned")["it_load_mw"] == 106


def test_a_part_of_a_part_is_within_the_outermost_whole() -> None:
    table = capacity(
        projects(
            {"racks": 100},
            {"parent_project_id": pid(1)},
            {"racks": 40, "parent_project_id": pid(2)},
            {"racks": 1},
        )
    )
    assert at(table, "100000", "planned")["racks_unknown"] == 101


def test_parts_count_where_the_whole_is_silent_stopped_or_a_programme() -> None:
    table = capacity(
        projects(
            {"scope": "campus"},
            {"racks": 40, "parent_project_id": pid(1)},
            {"racks": 100, "status": "cancelled"},
            {"racks": 2, "parent_project_id": pid(3)},
            {"racks": 1000, "scope": "programme"},
            {"racks": 1, "parent_project_id": pid(5)},
        )
    )
    assert at(table, "100000", "planned")["racks_unknown"] == 43
    assert at(table, "100000", "stopped")["racks_unknown"] == 100


def test_levels_city_unknown_and_programme() -> None:
    table = capacity(
        projects(
            {"province_adcode": "110000", "city_adcode": "110000"},
            {"city_adcode": None},
            {"city_adcode": "131000", "scope": "programme", "it_load_mw": 99.0},
            {"province_adcode": "620000", "city_adcode": "629999"},
        )
    )
    keys = table.select("geography_level", "geography_id", "projects").rows()
    assert keys == [
        ("city", "110000", 1),
        ("city", "629999", 1),
        ("nation", "100000", 3),
        ("province", "110000", 1),
        ("province", "130000", 1),
        ("province", "620000", 1),
    ]
    city = at(table, "110000", "planned", "city")
    assert (city["province_adcode"], city["province_en"], city["latitude"]) == (
        "110000",
        "Beijing",
        39.9,
    )
    unknown = at(table, "629999", "planned", "city")
    assert (unknown["name_en"], unknown["province_adcode"]) == (None, "620000")
    nation = at(table, "100000", "planned")
    assert (nation["it_load_mw"], nation["province_adcode"]) == (None, None)


def test_variants_are_counted_inside_the_row() -> None:
    table = capacity(
        projects(
            {"ai_stated": True, "best_tier": "trade"},
            {"ai_stated": False, "best_tier": "official"},
            {"ai_stated": None, "best_tier": "repost"},
        )
    )
    row = at(table, "100000", "planned")
    assert (row["projects_ai_stated"], row["projects_strict"]) == (1, 2)


def test_no_projects() -> None:
    assert capacity(projects()).is_empty()


def test_row_order_does_not_matter() -> None:
    rows = [{"investment_cny": value, "status": None} for value in (0.1e9, 0.3e16, 7.7, 1e3, 1e15)]
    frame = projects(*rows)
    assert capacity(frame).equals(capacity(frame.reverse()))
    assert at(capacity(frame), "100000", "unknown")["projects"] == 5
