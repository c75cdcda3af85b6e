from datetime import date
from typing import Any

import polars as pl
import pytest

from dcpipeline.model.observations import prepare
from dcpipeline.model.register import register
from dcpipeline_tests.model.world import AS_OF, few_draws, figure, project, world


def prepared(*figures: dict[str, Any], day: date = AS_OF) -> pl.DataFrame:
    projects = [
        project(
            "dc00000001", "440300", "operational", name_zh="深圳 智算中心", operator="润泽科技"
        ),
        project("dc00000002", "440300", "announced", name_zh="未来中心"),
    ]
    inputs = world(projects, figures)
    priors = few_draws(50)
    known = register(inputs, day, priors)
    return prepare(inputs.observations, inputs.observation_kinds, known, day, priors)


def only(**more: Any) -> dict[str, Any]:
    return prepared(figure("a", more.pop("level", "city"), **more)).row(0, named=True)


def test_idle_share_is_turned_round() -> None:
    row = only(metric="idle_share", value_low=0.6, city_adcode="440300")
    assert (row["low"], row["high"], row["point"]) == (None, pytest.approx(0.4), None)
    assert row["target_metric"] == "compute_use"


def test_a_range_is_an_interval_and_not_its_midpoint() -> None:
    row = only(
        metric="rack_occupancy",
        value_low=0.5,
        value_central=0.6,
        value_high=0.7,
        city_adcode="440300",
    )
    assert (row["low"], row["point"], row["high"]) == (0.5, None, 0.7)
    assert row["logit_sd"] == pytest.approx((0.5**2 + 0.3**2) ** 0.5)


def test_a_point_at_the_end_becomes_a_bound() -> None:
    full = only(metric="rack_occupancy", value_central=1.0, city_adcode="440300")
    empty = only(metric="rack_occupancy", value_central=0.0, city_adcode="440300")
    assert (full["low"], full["point"]) == (0.98, None)
    assert (empty["high"], empty["point"]) == (0.02, None)


def test_unverified_sources_take_the_widest_error() -> None:
    row = only(
        metric="rack_occupancy",
        value_central=0.5,
        city_adcode="440300",
        kind="operator_portfolio",
        source_tier="unverified",
    )
    assert row["logit_sd"] == pytest.approx(0.6)


def test_an_unknown_kind_gets_the_default_error_and_enters() -> None:
    row = only(metric="rack_occupancy", value_central=0.5, city_adcode="440300", kind="newsletter")
    assert (row["role"], row["logit_sd"]) == ("fit", pytest.approx(0.6))


@pytest.mark.parametrize(
    ("more", "role", "reason"),
    [
        ({"kind": "commitment"}, "excluded", "only for bridges between rates"),
        ({"kind": "press_site_qualitative"}, "excluded", "in words, not in figures"),
        ({"metric": "power_load_rate"}, "excluded", "another rate"),
        ({"level": "nation"}, "benchmark", "national: enters once, as the benchmark"),
        ({"value_central": None}, "excluded", "no value"),
        ({"value_central": None, "value_low": 0.7, "value_high": 0.2}, "excluded", "bounds cross"),
        (
            {"level": "region", "city_adcode": None, "name": "某些项目"},
            "excluded",
            "cannot be tied to a place or an operator",
        ),
    ],
)
def test_what_does_not_enter_says_why(more: dict[str, Any], role: str, reason: str) -> None:
    base = {"metric": "rack_occupancy", "value_central": 0.5, "city_adcode": "440300"}
    row = only(**(base | more))
    assert (row["role"], row["reason"], row["weight"]) == (role, reason, 0.0)


def test_a_site_is_a_project_by_exact_name_only() -> None:
    site = {"metric": "rack_occupancy", "value_central": 0.5, "city_adcode": "440300"}
    hit = only(level="site", name="深圳智算中心", **site)
    assert (hit["target_kind"], hit["target_key"]) == ("project", "dc00000001")
    near = only(level="site", name="深圳智算中心二期", **site)
    assert (near["target_kind"], near["target_city"]) == ("site", "440300")
    # a project that is not in service has no utilization to observe
    planned = only(level="site", name="未来中心", **site)
    assert planned["target_kind"] == "site"


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("西北", "region7", "northwest"),
        ("西部地区", "region4", "west"),
        ("八大枢纽节点", "hubs", "all"),
        ("润泽科技组合", "portfolio", "a"),
        ("万国数据集团组合", "portfolio", "a"),
        ("上架率前十省份", "unplaced", "a"),
    ],
)
def test_regions_are_read_by_name(name: str, kind: str, key: str) -> None:
    row = only(level="region", metric="rack_occupancy", value_central=0.5, name=name)
    assert (row["target_kind"], row["target_key"]) == (kind, key)


def test_figures_and_sources_of_later_days_are_unknown() -> None:
    base = {"metric": "rack_occupancy", "value_central": 0.5, "city_adcode": "440300"}
    rows = prepared(
        figure("a", "city", as_of=date(2026, 7, 1), **base),
        figure("b", "city", as_of=date(2026, 1, 1), source_on=date(2026, 7, 1), **base),
        figure("c", "city", as_of=AS_OF, **base),
    )
    assert rows["observation_id"].to_list() == ["c"]


def test_copies_of_one_origin_count_once() -> None:
    base = {"metric": "rack_occupancy", "value_central": 0.5, "city_adcode": "440300"}
    rows = prepared(*(figure(name, "city", origin_group="o", **base) for name in "cab"))
    assert rows.filter(pl.col("role") == "fit")["observation_id"].to_list() == ["a"]
    assert rows["weight"].sum() == 1.0


def test_ninety_nine_quarters_weigh_three_observations() -> None:
    quarters = [
        figure(
            f"q{number:02}",
            "region",
            "rack_occupancy",
            name="润泽科技组合",
            value_central=0.5 + number / 1000,
            as_of=date(2001 + number // 4, 1 + 3 * (number % 4), 1),
            origin_group="range",
            cluster_group="range",
        )
        for number in range(99)
    ]
    rows = prepared(*quarters)
    assert len(rows) == 99
    assert rows["weight"].sum() == pytest.approx(3.0)
