"""Properties of the whole: what a reader of the tables may rely on."""

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

from dcpipeline.model.estimate import Estimate, estimate
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.priors import shipped_priors
from dcpipeline.model.streams import normals
from dcpipeline.model.utilization import BenchmarkError, fit, resample
from dcpipeline_tests.model.world import (
    AS_OF,
    few_draws,
    figure,
    project,
    rows,
    some_projects,
    world,
)

CITY = {"city_adcode": "440300", "province_adcode": "440000"}
FIGURES = [
    figure("a", "city", "rack_occupancy", value_central=0.8, **CITY),
    figure("b", "region", "compute_utilization", name="西北", value_high=0.3),
    figure("c", "region", "rack_occupancy", name="某组合", value_central=0.7),
    figure(
        "d", "site", "idle_share", value_low=0.5, city_adcode="110000", province_adcode="110000"
    ),
]


def run(inputs: Inputs, count: int = 400) -> Estimate:
    return estimate(inputs, AS_OF, few_draws(count))


def row(result: Estimate, key: str, metric: str = "occupancy", level: str = "project") -> dict:
    table = result.tables["mart.utilization"]
    return table.row(
        by_predicate=(pl.col("geography_id") == key)
        & (pl.col("metric") == metric)
        & (pl.col("geography_level") == level),
        named=True,
    )


@pytest.fixture(scope="module")
def result() -> Estimate:
    return run(world(figures=FIGURES))


def test_planned_projects_are_null_and_not_zero(result: Estimate) -> None:
    planned = row(result, "dc0000000a")
    assert (planned["p10"], planned["p50"], planned["p90"]) == (None, None, None)
    assert planned["method"] == "not_in_service"
    assert planned["evidence_class"] is None


def test_quantiles_are_ordered_and_inside(result: Estimate) -> None:
    live = result.tables["mart.utilization"].drop_nulls("p50")
    assert live.filter((pl.col("p10") > pl.col("p50")) | (pl.col("p50") > pl.col("p90"))).is_empty()
    assert len(live) > 40
    long = result.tables["mart.utilization_quantiles"].sort("probability")
    steps = long.group_by("geography_level", "geography_id", "metric").agg(
        rises=(pl.col("value").diff().drop_nulls() >= 0).all(), n=pl.len()
    )
    assert steps["rises"].all()
    assert set(steps["n"]) == {19}


def test_evidence_classes(result: Estimate) -> None:
    assert row(result, "440300", level="city")["evidence_class"] == "A"
    assert row(result, "dc00000002")["evidence_class"] == "B"
    assert row(result, "dc00000003", "compute_use")["evidence_class"] == "C"
    assert row(result, "dc00000001")["evidence_class"] == "D"
    assert row(result, "440000", level="province")["evidence_class"] == "B"


def test_without_figures_everything_is_a_prior() -> None:
    table = run(world()).tables["mart.utilization"].drop_nulls("p50")
    assert set(table.filter(pl.col("geography_level") != "nation")["evidence_class"]) == {"D"}
    assert set(table["observations"]) == {0}


def test_an_empty_register_has_no_rows_but_the_nation() -> None:
    table = run(world(projects=[], figures=FIGURES)).tables["mart.utilization"]
    assert set(table["geography_level"]) == {"nation"}
    assert table["p50"].null_count() == 2


def test_one_planned_project_without_anything_known() -> None:
    result = run(world(projects=[project("dc00000001", None, "announced", ai_stated=None)]))
    assert row(result, "dc00000001")["p50"] is None
    risk = result.tables["mart.overbuild_risk"]
    assert set(risk["geography_level"]) == {"project", "province"}
    assert risk["risk_p50"].is_between(0, 100).all()


def test_a_programme_and_its_parts_never_add_up() -> None:
    projects = [
        *some_projects(),
        project("dcffffff01", "440300", "operational", scope="programme", it_load_mw=1e6),
    ]
    with_programme, without = run(world(projects)), run(world())
    for level, key in (("city", "440300"), ("province", "440000"), ("nation", "100000")):
        assert row(with_programme, key, level=level) == row(without, key, level=level)
    assert row(with_programme, "dcffffff01")["method"] == "not_summed"


def with_whole(whole: dict, part: dict) -> list[dict]:
    """Some projects, a whole and its part in Shenzhen."""
    return [
        *some_projects(),
        project("dcffffff01", "440300", scope="campus", **whole),
        project("dcffffff02", "440300", parent_project_id="dcffffff01", **part),
    ]


def loads(projects: list[dict]) -> dict[str, float]:
    """Mean load in service of the whole and the part, where they are in the register."""
    fitted = fit(world(projects), AS_OF, few_draws())
    means = fitted.capacity.load_mw.mean(axis=1)
    listed = dict(zip(fitted.register["project_id"], means, strict=True))
    return {key[-1]: round(float(mean)) for key, mean in listed.items() if "dcffff" in key}


def test_a_whole_that_states_a_size_carries_its_part() -> None:
    whole = {"status": "operational", "it_load_mw": 1e3}
    part = {"status": "operational", "it_load_mw": 10.0}
    known = loads(with_whole(whole, part))
    assert (known["1"] > 0, known["2"]) == (True, 0)
    result = run(world(with_whole(whole, part)))
    assert row(result, "dcffffff01")["p50"] is not None
    assert row(result, "dcffffff02")["p50"] is not None


@pytest.mark.parametrize(
    "whole",
    [
        {"status": "operational"},
        {"status": "suspended", "it_load_mw": 1e3},
        {"status": "announced", "it_load_mw": 1e3},
    ],
)
def test_a_whole_that_is_silent_stopped_or_behind_leaves_its_capacity_to_its_part(whole) -> None:
    projects = with_whole(whole, {"status": "operational", "it_load_mw": 10.0})
    known = loads(projects)
    assert ("1" in known, known["2"] > 0) == (False, True)
    result = run(world(projects))
    assert row(result, "dcffffff01")["method"] == "not_summed"
    assert row(result, "dcffffff02")["p50"] is not None


def test_what_lies_within_a_phase_is_not_added_to_it() -> None:
    phases = [
        {"phase": "一期", "status": "operational", "compute_pflops_installed": 800.0},
        {"phase": "一期首批", "status": "operational", "compute_pflops_installed": 300.0},
        {"phase": "二期", "status": "announced", "compute_pflops_planned": 1200.0},
    ]
    phases[1]["parent_phase"] = "一期"
    told = rows("core.project_phases", [{"project_id": "dcffffff01"} | row for row in phases])
    projects = [*some_projects(), project("dcffffff01", "440300", "partly_operational")]
    fitted = fit(replace(world(projects), project_phases=told), AS_OF, few_draws())
    own = fitted.register.filter(pl.col("project_id") == "dcffffff01")
    assert own["phase_share"].to_list() == [0.4]


def test_a_new_project_leaves_the_raw_draws_of_others_alone() -> None:
    more = [*some_projects(), project("dc99999999", "440300", "operational", it_load_mw=500.0)]
    few, many = (fit(world(listed), AS_OF, few_draws()) for listed in (some_projects(), more))
    # the mix moves the mean that covariates are measured from; the draws behind it must not move
    for name in ("effect/occupancy", "effect/compute_use"):
        ids = few.register["project_id"].to_list()
        others = many.register["project_id"].to_list()
        a, b = normals(1, name, ids, 20), normals(1, name, others, 20)
        assert np.array_equal(a, b[[others.index(key) for key in ids]])
    rows = [many.register["project_id"].to_list().index(k) for k in few.register["project_id"]]
    stated = ~few.capacity.imputed
    assert np.array_equal(few.capacity.load_mw[stated], many.capacity.load_mw[rows][stated])
    assert np.array_equal(few.capacity.with_ai, many.capacity.with_ai[rows])


def test_row_order_changes_no_byte() -> None:
    inputs = world(figures=FIGURES)
    shuffled = Inputs(
        **{
            name: getattr(inputs, name).sample(fraction=1, shuffle=True, seed=3)
            for name in Inputs.__slots__
        }
    )
    first, second = run(inputs), run(shuffled)
    for name, frame in first.tables.items():
        assert frame.write_csv() == second.tables[name].write_csv(), name


def test_a_lower_figure_means_lower_use() -> None:
    def middle(value: float) -> float:
        seen = figure("a", "site", "rack_occupancy", name="项目dc00000002", value_central=value)
        return float(row(run(world(figures=[seen | CITY])), "dc00000002")["p50"])

    assert middle(0.2) < middle(0.5) < middle(0.9)


def test_a_figure_on_a_site_moves_its_city_less_than_a_project_of_that_name() -> None:
    site = {"metric": "rack_occupancy", "value_central": 0.1, "kind": "operator_portfolio"}
    nothing = row(run(world()), "dc00000002")["p50"]
    near = figure("a", "site", name="别的机房", **site, **CITY)
    own = figure("a", "site", name="项目dc00000002", **site, **CITY)
    of_city = row(run(world(figures=[near])), "dc00000002")["p50"]
    of_project = row(run(world(figures=[own])), "dc00000002")["p50"]
    assert of_project < of_city < nothing


def test_many_quarters_of_one_operator_do_not_outweigh_others() -> None:
    def alpha(*figures: dict[str, Any]) -> float:
        posterior = fit(world(figures=figures), AS_OF, few_draws(1000))
        return float(posterior.terms["alpha_occupancy"].mean())

    def quarters(count: int) -> list[dict[str, Any]]:
        return [
            figure(
                f"q{number:03}",
                "region",
                "rack_occupancy",
                name="某组合",
                value_central=0.90 + number / 10_000,
                kind="operator_portfolio",
                origin_group=f"o{number}",
                cluster_group="one",
            )
            for number in range(count)
        ]

    prior = alpha()
    few, many = alpha(*quarters(3)), alpha(*quarters(99))
    assert few > prior
    assert abs(many - few) < 0.1 * (few - prior) + 0.02


def test_bridge_gives_compute_use_from_own_occupancy() -> None:
    def use(value: float) -> dict[str, Any]:
        seen = figure("a", "site", "rack_occupancy", name="项目dc00000002", value_central=value)
        return row(run(world(figures=[seen | CITY])), "dc00000002", "compute_use")

    low, high = use(0.1), use(0.95)
    assert low["method"] == high["method"] == "bridged"
    assert low["p50"] < high["p50"]
    assert low["evidence_class"] == "D"


def test_benchmark_refuses_when_figures_contradict_it() -> None:
    figures = [
        figure(
            name,
            "province",
            "rack_occupancy",
            value_central=0.99 - 0.97,
            province_adcode=code,
            kind="operator_portfolio",
            value_low=0.021,
            value_high=0.022,
        )
        for name, code in (("a", "110000"), ("b", "440000"), ("c", "620000"))
    ]
    with pytest.raises(BenchmarkError, match="effective sample size"):
        fit(world(figures=figures), AS_OF, replace(shipped_priors(), count=1000))


def test_resampling_keeps_proportions() -> None:
    rows, ess = resample(np.log(np.array([1.0, 1.0, 2.0, 0.0001])))
    assert np.bincount(rows, minlength=4).tolist() == [1, 1, 2, 0]
    assert ess == pytest.approx(16 / 6, rel=1e-3)
    even, full = resample(np.zeros(10))
    assert even.tolist() == list(range(10))
    assert full == pytest.approx(10)


def test_unsure_pairs_count_as_one_in_half_of_the_draws() -> None:
    listed = [
        project(key, "440300", "operational", it_load_mw=10.0)
        for key in ("dc00000001", "dc00000002")
    ]
    pair = {
        "left_project_id": "dc00000001",
        "right_project_id": "dc00000002",
        "judgement": "unsure",
        "reason": "alike",
    }
    posterior = fit(world(listed, pairs=[pair]), AS_OF, few_draws(2000))
    shares = (posterior.capacity.load_mw == 0).mean(axis=1)
    shells = 8 / 14 * 0.333
    assert shares[0] == pytest.approx(shells, abs=0.04)
    assert shares[1] == pytest.approx(1 - 0.5 * (1 - shells), abs=0.04)


def test_terms_list_every_prior_with_its_reference(result: Estimate) -> None:
    terms = result.tables["mart.model_terms"]
    assert set(shipped_priors().terms) <= set(terms["term"])
    assert terms["reference"].null_count() == 0
    alpha = terms.row(by_predicate=pl.col("term") == "alpha_occupancy", named=True)
    assert alpha["own_observations"] == 2
    assert alpha["posterior_sd"] < alpha["prior_sd"] + 0.05
