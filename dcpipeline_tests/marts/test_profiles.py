from datetime import date
from typing import Any

import polars as pl
import pytest

from dcpipeline.marts import ProfileInputs, capacity_by_place, city_profile, province_profile
from dcpipeline.schema import TABLES
from dcpipeline_tests.marts.frames import (
    AS_OF,
    DIVISIONS,
    POPULATION,
    candidates,
    dated,
    projects,
)


def model_frame(rows: list[dict[str, Any]], columns: dict[str, Any]) -> pl.DataFrame:
    full = [{name: row.get(name) for name in columns} for row in rows]
    return pl.DataFrame(full, schema=columns)


UTILIZATION: dict[str, Any] = {
    "geography_level": pl.String,
    "geography_id": pl.String,
    "metric": pl.String,
    "p10": pl.Float64,
    "p50": pl.Float64,
    "p90": pl.Float64,
    "evidence_class": pl.String,
}
RISK: dict[str, Any] = {
    "geography_level": pl.String,
    "geography_id": pl.String,
    "risk_p10": pl.Float64,
    "risk_p50": pl.Float64,
    "risk_p90": pl.Float64,
    "band": pl.String,
    "insufficient_evidence": pl.Boolean,
    "top_driver": pl.String,
    "evidence_coverage": pl.Float64,
}


def inputs(
    frame: pl.DataFrame,
    utilization: list[dict[str, Any]] | None = None,
    risk: list[dict[str, Any]] | None = None,
) -> ProfileInputs:
    electricity = {
        "price_cny_per_kwh": 0.5,
        "price_basis": "indicative",
        "emission_factor_kgco2_per_kwh": 0.7,
        "emission_factor_year": 2022,
        "province_adcode": "130000",
    }
    latency = {
        "latency_zone": "le_10_ms",
        "nearest_centre_en": "Beijing",
        "nearest_centre_rtt_ms": 5.0,
        "in_hub_city": True,
        "cluster_id": "zhangjiakou;another",
        "city_adcode": "130700",
        "province_adcode": "130000",
    }
    same_cluster = {"city_adcode": "130100", "province_adcode": "130000", "cluster_id": "another"}
    pairs = candidates((1, 2, "unsure"))
    return ProfileInputs(
        projects=frame,
        match_candidates=pairs,
        capacity_by_place=capacity_by_place(
            projects=frame, match_candidates=pairs, divisions=DIVISIONS
        ),
        divisions=DIVISIONS,
        population=POPULATION,
        province_electricity=loose("mart.province_electricity", electricity),
        city_latency=loose("mart.city_latency", latency, same_cluster),
        utilization=model_frame(utilization or [], UTILIZATION),
        overbuild_risk=model_frame(risk or [], RISK),
        as_of=AS_OF,
    )


def loose(full_name: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of a table of which only the read columns matter."""
    schema = {column.name: column.kind.polars for column in TABLES[full_name]}
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


FRAME = projects(
    dated("announced_on", date(2023, 1, 1), "year")
    | {"it_load_mw": 10.0, "investment_cny": 4e9, "ai_stated": False},
    dated("announced_on", date(2023, 12, 1), "month")
    | {"it_load_mw": 30.0, "status": "under_construction"},
    dated("operational_on", date(2025, 6, 1))
    | {
        "status": "operational",
        "compute_pflops_installed": 50.0,
        "compute_pflops_installed_precision": "unknown",
        "city_adcode": "131000",
    },
    {"city_adcode": None, "status": "cancelled"},
    {"scope": "programme", "city_adcode": None, "province_adcode": "620000"},
    {"province_adcode": "810000", "city_adcode": "810000"},
)


def test_provinces_with_and_without_projects() -> None:
    table = province_profile(inputs(FRAME))
    assert table["province_adcode"].to_list() == ["110000", "130000", "620000", "810000"]
    assert table["projects"].to_list() == [0, 4, 0, 1]
    beijing = table.row(0, named=True)
    assert beijing["first_announced_on"] is None
    assert beijing["in_service_it_load_mw"] is None
    assert beijing["in_service_it_load_projects"] == 0
    assert beijing["projects_per_million_urban"] is None
    assert beijing["price_cny_per_kwh"] is None


def test_a_province() -> None:
    hebei = province_profile(inputs(FRAME)).row(1, named=True)
    assert hebei["projects_low"] == 3
    groups = ("planned", "under_construction", "in_service", "stopped", "status_unknown")
    assert [hebei[f"projects_{group}"] for group in groups] == [1, 1, 1, 1, 0]
    assert (hebei["cities_with_projects"], hebei["projects_without_city"]) == (2, 1)
    # both periods end on 31 December 2023; the shorter is the better known
    assert hebei["first_announced_on"] == date(2023, 12, 1)
    assert hebei["first_announced_on_precision"] == "month"
    assert hebei["newest_event_on"] == date(2025, 6, 1)
    assert (hebei["pipeline_it_load_mw"], hebei["pipeline_it_load_projects"]) == (40, 2)
    assert hebei["in_service_compute_installed_unknown_pflops"] == 50
    assert hebei["pipeline_investment_cny"] == 4e9
    # one project in service, which states no load: unknown, not zero
    assert (hebei["in_service_it_load_mw"], hebei["in_service_it_load_projects"]) == (None, 0)
    assert hebei["cluster_ids"] == "another;zhangjiakou"
    assert (hebei["price_basis"], hebei["emission_factor_year"]) == ("indicative", 2022)
    assert hebei["projects_per_million_urban"] == pytest.approx(0.1)
    assert hebei["pipeline_it_load_mw_per_million_urban"] == pytest.approx(1.0)
    assert hebei["projects_ai_stated"] == 3


def test_cities_with_projects_only() -> None:
    table = city_profile(inputs(FRAME))
    assert table["city_adcode"].to_list() == ["130700", "131000", "810000"]
    zhangjiakou, langfang, hong_kong = table.iter_rows(named=True)
    assert (zhangjiakou["projects"], zhangjiakou["projects_low"]) == (2, 1)
    assert zhangjiakou["latency_zone"] == "le_10_ms"
    assert zhangjiakou["projects_per_million_urban"] == pytest.approx(1.0)
    assert zhangjiakou["province_en"] == "Hebei"
    assert langfang["latency_zone"] is None
    assert langfang["price_cny_per_kwh"] == 0.5
    assert (hong_kong["province_adcode"], hong_kong["province_en"]) == ("810000", "Hong Kong")
    assert hong_kong["urban_population"] is None


def test_models_are_taken_by_level_and_metric() -> None:
    estimate = {"p10": 0.2, "p50": 0.4, "p90": 0.7, "evidence_class": "B"}
    place = {"geography_level": "city", "geography_id": "130700"}
    other_level = {"geography_level": "project", "geography_id": "130700"}
    score = {"risk_p10": 20.0, "risk_p50": 40.0, "risk_p90": 60.0, "band": "watch"}
    driver = {"insufficient_evidence": True, "top_driver": "slack", "evidence_coverage": 0.3}
    table = city_profile(
        inputs(
            FRAME,
            [
                place | estimate | {"metric": "occupancy"},
                other_level | estimate | {"metric": "compute_use"},
            ],
            [place | score | driver, other_level | score | driver],
        )
    )
    row = table.row(0, named=True)
    assert (row["occupancy_p50"], row["occupancy_evidence_class"]) == (0.4, "B")
    assert row["compute_use_p50"] is None
    assert (row["risk_p50"], row["risk_band"], row["top_driver"]) == (40, "watch", "slack")
    assert row["insufficient_evidence"] is True
    assert table["risk_p50"].null_count() == 2


def test_an_unknown_city_keeps_null_names() -> None:
    row = city_profile(inputs(projects({"city_adcode": "139999"}))).row(0, named=True)
    assert (row["name_en"], row["province_en"], row["projects"]) == (None, "Hebei", 1)


def test_no_projects() -> None:
    assert city_profile(inputs(projects())).is_empty()
    assert province_profile(inputs(projects()))["projects"].sum() == 0
