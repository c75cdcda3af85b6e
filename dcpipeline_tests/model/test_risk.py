from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from dcpipeline.model.economics import breakeven, market
from dcpipeline.model.estimate import Estimate, estimate
from dcpipeline.model.flags import fit_flag, place_flag, sponsor_flag
from dcpipeline.model.places import levels
from dcpipeline.model.rank import quantiles, ranks
from dcpipeline.model.register import register
from dcpipeline.model.risk import level_weights, score
from dcpipeline_tests.model.world import AS_OF, few_draws, figure, project, some_projects, world

PRIORS = few_draws(400)


def signal(name: str, **more: object) -> dict[str, object]:
    return {
        "signal_id": name,
        "signal_type": "gpu_rental_price",
        "unit": "CNY_per_8card_server_month",
        "as_of": date(2026, 1, 1),
        "source_tier": "press",
    } | more


@pytest.fixture(scope="module")
def result() -> Estimate:
    figures = [
        figure(
            "a",
            "city",
            "rack_occupancy",
            value_central=0.2,
            city_adcode="440300",
            province_adcode="440000",
        )
    ]
    return estimate(world(figures=figures), AS_OF, PRIORS)


def index(result: Estimate, level: str) -> pl.DataFrame:
    return result.tables["mart.overbuild_risk"].filter(pl.col("geography_level") == level)


def test_weights_sum_to_100_and_a_project_inherits_at_half_weight() -> None:
    place, own = level_weights("city", PRIORS), level_weights("project", PRIORS)
    assert place == {"slack": 30, "pipeline": 25, "saturation": 20, "distance": 15, "economics": 10}
    assert own == {
        "slack": 52.5,
        "pipeline": 12.5,
        "saturation": 10,
        "distance": 15,
        "economics": 10,
    }


def test_goalposts_are_fixed_and_cut() -> None:
    values = np.array([[0.0, 0.1, 0.4, 0.7, 0.9]], dtype=np.float32)
    assert score("slack", values, PRIORS)[0].tolist() == pytest.approx([0, 0, 0.5, 1, 1])


def test_index_is_the_weighted_sum_of_its_components(result: Estimate) -> None:
    parts = (
        result.tables["mart.risk_components"]
        .group_by("geography_level", "geography_id")
        .agg(pl.col("contribution").sum(), weight=pl.col("weight").sum())
    )
    assert parts["weight"].to_list() == pytest.approx([100] * len(parts))
    for level, found in result.risk.levels.items():
        mine = parts.filter(pl.col("geography_level") == level).sort("geography_id")
        assert mine["contribution"].to_list() == pytest.approx(
            found.risk.mean(axis=1).tolist(), abs=0.05
        )


def test_bands_follow_the_median(result: Estimate) -> None:
    table = result.tables["mart.overbuild_risk"]
    for band, low, high in (
        ("low", 0, 35),
        ("watch", 35, 50),
        ("high", 50, 65),
        ("severe", 65, 101),
    ):
        mine = table.filter(pl.col("band") == band)["risk_p50"]
        assert ((mine >= low) & (mine < high)).all()
    assert (table["risk_p10"] <= table["risk_p50"]).all()
    assert (table["risk_p50"] <= table["risk_p90"]).all()


def test_coverage_counts_own_evidence_only(result: Estimate) -> None:
    cities = {row["geography_id"]: row for row in index(result, "city").iter_rows(named=True)}
    projects = pl.DataFrame(some_projects(), infer_schema_length=None)
    of_city = projects.filter(pl.col("city_adcode") == "440300")
    stated = of_city.select(
        (pl.col("compute_pflops_planned").is_not_null() | pl.col("racks").is_not_null()).mean()
    ).item()
    expected = (30 + 45 * stated + 15 + 10) / 100
    assert cities["440300"]["evidence_coverage"] == pytest.approx(expected, abs=1e-4)
    # no figure on Lanzhou: slack does not count
    assert cities["620100"]["evidence_coverage"] <= 0.70
    flagged = result.tables["mart.overbuild_risk"]
    below = flagged["evidence_coverage"] < 0.4
    assert (flagged["insufficient_evidence"] == below).all()


def test_no_rank_below_a_fifth_of_evidence() -> None:
    bare = [
        project("dc00000001", "440300", "operational"),
        project("dc00000002", "110000", "operational", it_load_mw=10.0),
    ]
    inputs = world(bare)
    siting = inputs.project_siting.with_columns(price_basis=pl.lit("indicative"))
    prices = inputs.province_electricity.with_columns(price_basis=pl.lit("indicative"))
    poor = replace(inputs, project_siting=siting, province_electricity=prices)
    cities = index(estimate(poor, AS_OF, PRIORS), "city").sort("geography_id")
    assert cities["geography_id"].to_list() == ["110000", "440300"]
    assert cities["evidence_coverage"].to_list() == pytest.approx([0.60, 0.15])
    assert cities["rank_p50"].to_list() == [1, None]
    assert cities["insufficient_evidence"].to_list() == [False, True]


def test_rank_intervals_hold_the_median_rank(result: Estimate) -> None:
    for level in ("city", "province", "project"):
        ranked = index(result, level).drop_nulls("rank_p50")
        assert (ranked["rank_p05"] <= ranked["rank_p50"]).all()
        assert (ranked["rank_p50"] <= ranked["rank_p95"]).all()
        assert ranked["rank_p95"].max() <= len(ranked)


def test_ranks_and_quantiles_by_hand() -> None:
    draws = np.array([[3.0, 1.0], [2.0, 2.0], [1.0, 2.0]])
    assert ranks(draws).tolist() == [[1, 3], [2, 1], [3, 2]]
    assert quantiles(np.array([[4.0, 1.0, 3.0, 2.0]]), (0.0, 0.5, 1.0)).tolist() == [[1, 2.5, 4]]
    assert quantiles(np.empty((0, 5)), (0.5,)).shape == (0, 1)


def test_a_place_without_service_takes_the_place_above() -> None:
    projects = [
        project("dc00000001", "440300", "operational", it_load_mw=10.0),
        project("dc00000002", "440100", "announced", it_load_mw=50.0),
    ]
    found = estimate(world(projects), AS_OF, PRIORS)
    levels_ = found.risk.levels
    city, province = levels_["city"], levels_["province"]
    gap, above = city.keys.index("440100"), province.keys.index("440000")
    for name in ("slack", "pipeline", "saturation", "economics"):
        assert city.inherited[name][gap] == (name != "distance")
    assert np.array_equal(city.values["slack"][gap], province.values["slack"][above])
    planned = levels_["project"]
    row = planned.keys.index("dc00000002")
    assert np.array_equal(planned.values["slack"][row], city.values["slack"][gap])


def test_more_pipeline_means_more_risk() -> None:
    def middle(load: float) -> float:
        projects = [
            project("dc00000001", "440300", "operational", it_load_mw=100.0),
            project("dc00000002", "440300", "under_construction", it_load_mw=load),
        ]
        cities = index(estimate(world(projects), AS_OF, PRIORS), "city")
        return float(cities["pipeline"][0])

    # 0.8 x 300 MW over 100 MW, between goalposts 0 and 7; shells move it up
    assert middle(300.0) == pytest.approx(0.8 * 3 / 7, abs=0.02)
    assert middle(30.0) < middle(300.0) < middle(3000.0)


def test_top_driver_is_the_largest_weighted_score_above_the_middle(result: Estimate) -> None:
    parts = result.tables["mart.risk_components"].with_columns(
        above=pl.col("contribution") - pl.col("weight") / 2
    )
    best = parts.sort("above", descending=True).unique(
        ["geography_level", "geography_id"], keep="first", maintain_order=True
    )
    both = result.tables["mart.overbuild_risk"].join(
        best, on=["geography_level", "geography_id"], validate="1:1"
    )
    assert (both["top_driver"] == both["component"]).mean() > 0.97


def test_every_component_shows_its_inputs(result: Estimate) -> None:
    inputs = result.tables["mart.risk_inputs"]
    shown = inputs.group_by("geography_level", "geography_id").agg(pl.col("component").n_unique())
    assert set(shown["component"]) == {5}
    rent = inputs.filter(pl.col("input") == "rent_cny_per_card_hour")
    assert set(rent["basis"]) == {"prior"}
    used = inputs.filter(pl.col("input") == "used_share", pl.col("geography_level") == "project")
    assert set(used["basis"]) == {"model", "inherited"}


def test_rent_is_the_median_of_the_last_two_years() -> None:
    signals = [
        signal("a", value=73_000.0),
        signal("b", value=80_000.0, source_tier="unverified"),
        signal("c", value=180_000.0, as_of=date(2023, 1, 1)),
        signal("d", value=2.0, unit="USD_per_gpu_hour", note="H100 contract"),
        signal("e", value=5.3, unit="USD_per_gpu_hour", note="B200 spot"),
        signal("f", value=90_000.0, as_of=date(2026, 12, 1)),
        signal("g", signal_type="inference_share", value=0.45, as_of=date(2025, 4, 1)),
        signal("h", signal_type="inference_share", value=0.1, as_of=date(2024, 1, 1)),
    ]
    found = market(world(signals=signals).market_signals, AS_OF, PRIORS)
    assert found.rent_signals == "a;d"
    assert found.rent_cny_per_card_hour == pytest.approx((12.5 + 14.4) / 2)
    assert (found.inference_share, found.inference_signal) == (0.45, "g")
    nothing = market(world().market_signals, AS_OF, PRIORS)
    assert nothing.rent_is_prior
    assert nothing.inference_is_prior


def test_breakeven_by_hand() -> None:
    # CNY 120,000 a year for a card at the reference price; 180,000 CNY per server and month
    rent = np.array([180_000 / 8 / 730], dtype=np.float32)
    price = np.array([0.5, 0.2, np.nan])
    found = breakeven(price, rent, PRIORS)[:, 0]
    assert found[0] == pytest.approx(0.444, abs=0.002)
    assert found[1] == pytest.approx(0.444 * (1 - 0.3 * 14_300 / 120_000), abs=0.002)
    assert found[2] == found[0]


def test_flags_have_three_states() -> None:
    projects = [
        project("dc00000001", "440300", "operational", operator="某城投集团", workload="training"),
        project("dc00000002", "440300", "operational", operator="阿里云", workload="mixed"),
        project("dc00000003", "440300", "operational", racks=1000, it_load_mw=5.0),
        project(
            "dc00000004",
            "440300",
            "operational",
            racks=1000,
            it_load_mw=5.0,
            rack_unit="standard_2_5kw",
            operator="无名公司",
        ),
    ]
    frame = register(world(projects), AS_OF, PRIORS)
    assert sponsor_flag(frame) == ["yes", "no", "unknown", "unknown"]
    assert fit_flag(frame, PRIORS) == ["yes", "no", "yes", "unknown"]
    city = levels(frame)[0]
    assert place_flag(["no", "no", "no", "no"], city) == ["no"]
    assert place_flag(["no", "unknown", "no", "no"], city) == ["unknown"]
    assert place_flag(["no", "unknown", "yes", "no"], city) == ["yes"]
