"""Provinces: what is shown, what is used, how it is ranked."""

from datetime import date

import polars as pl
import pytest

from dcpipeline.schema import table
from dcpipeline.siting import province_electricity
from dcpipeline_tests.siting.conftest import Facts
from dcpipeline_tests.siting.frames import (
    AS_OF,
    divisions,
    nothing,
    price,
    prices,
    province,
    rows_of,
    tariff,
    tariffs,
)

PROVINCES = divisions(
    province("420000", name_en="Hubei", region7="central"),
    province("150000", name_en="Inner Mongolia", region7="north"),
    province("440000", name_en="Guangdong", region7="south"),
    province("810000", name_en="Hong Kong"),
    {"adcode": "420100"},
)


def electricity(
    listed: pl.DataFrame | None = None,
    reported: pl.DataFrame | None = None,
    pue: pl.DataFrame | None = None,
    as_of: date = AS_OF,
) -> dict[str, dict[str, object]]:
    frame = province_electricity(
        PROVINCES,
        nothing("electricity_prices") if listed is None else listed,
        nothing("datacenter_tariffs") if reported is None else reported,
        nothing("peak_valley_spreads"),
        nothing("grid_emission_factors"),
        nothing("pue_observations") if pue is None else pue,
        as_of=as_of,
    )
    return {row["province_adcode"]: row for row in frame.to_dicts()}


def test_every_province_stays_even_without_a_single_fact() -> None:
    found = electricity()
    assert sorted(found) == ["150000", "420000", "440000", "810000"]
    assert all(row["price_cny_per_kwh"] is None for row in found.values())
    assert all(row["price_rank_in_basis"] is None for row in found.values())
    assert all(row["has_agent_price"] is False for row in found.values())


def test_ranks_stay_inside_one_basis() -> None:
    found = electricity(
        prices(
            price("P1", 0.60),
            price("P2", 0.50, adcode="150000"),
            price("P3", 0.10, adcode="440000", tariff_structure="single_part"),
        )
    )
    ranks = {code: (r["price_rank_in_basis"], r["provinces_in_basis"]) for code, r in found.items()}
    assert ranks == {
        "420000": (2, 2),
        "150000": (1, 2),
        "440000": (1, 1),
        "810000": (None, None),
    }


def test_equal_prices_share_the_rank() -> None:
    found = electricity(prices(price("P1", 0.6), price("P2", 0.6, adcode="150000")))
    assert found["420000"]["price_rank_in_basis"] == found["150000"]["price_rank_in_basis"] == 1


def test_benchmark_and_target_are_shown_and_not_used() -> None:
    found = electricity(
        prices(
            price("P1", 0.3, price_type="coal_benchmark", grid_area="eastern"),
            price("P2", 0.2, price_type="coal_benchmark", grid_area="western"),
            price("P3", 0.6, grid_area="western"),
        ),
        tariffs(
            tariff(0.35, kind="policy_max", adcode="420100", site="New Area"),
            tariff(0.38, kind="policy_target_max", start=date(2013, 1, 1)),
        ),
    )["420000"]
    assert found["price_cny_per_kwh"] == 0.6
    assert found["coal_benchmark_cny_per_kwh"] == 0.2  # of the same price area
    assert (found["policy_target_cny_per_kwh"], found["policy_target_site"]) == (0.35, "New Area")


def test_agent_price_is_noted_even_where_a_reported_price_is_chosen() -> None:
    found = electricity(prices(price("P1", 0.6)), tariffs(tariff(0.35)))["420000"]
    assert (found["price_basis"], found["has_agent_price"]) == ("reported_site_price", True)


def test_pue_takes_only_averages_else_the_zone() -> None:
    cells = [
        ("A", "420000", 1.5, "average", date(2020, 1, 1)),
        ("B", "420000", 1.4, "average", date(2024, 1, 1)),
        ("C", "420000", 1.1, "one site", date(2025, 1, 1)),
        ("D", "420000", 1.2, "average", date(2027, 1, 1)),
        ("E", "150000", 1.1, "claim", date(2024, 1, 1)),
        ("F", "440000", 1.77, "average", date(2019, 12, 1)),
    ]
    names = ("pue_id", "adcode", "pue", "basis", "as_of")
    observed = rows_of(
        table("ref.pue_observations"), [dict(zip(names, row, strict=True)) for row in cells]
    )
    found = electricity(pue=observed)
    pue = {code: (row["pue"], row["pue_sd"], row["pue_id"]) for code, row in found.items()}
    assert pue == {
        "420000": (1.4, 0.08, "B"),
        "150000": (1.2, 0.08, None),
        "440000": (1.4, 0.08, None),
        "810000": (1.4, 0.08, None),
    }


def test_shipped_facts(shipped_provinces: pl.DataFrame, facts: Facts) -> None:
    rows = {row["name_en"]: row for row in shipped_provinces.to_dicts()}
    assert len(rows) == 34
    guizhou, hubei = rows["Guizhou"], rows["Hubei"]
    assert (guizhou["price_basis"], guizhou["price_cny_per_kwh"]) == ("reported_site_price", 0.35)
    assert guizhou["has_agent_price"] is True
    assert (hubei["price_id"], hubei["price_voltage"]) == ("EP0051", "110kV")
    # 39 CNY/kW/month / 657 h
    assert hubei["demand_charge_cny_per_kwh_at_90_pct_load"] == pytest.approx(0.059361, abs=1e-6)
    assert rows["Inner Mongolia"]["price_basis"] == "agent_two_part"  # 0.35 is Hohhot's own
    assert rows["Ningxia"]["price_basis"] == "indicative"
    assert rows["Hong Kong"]["price_basis"] is None
    assert int(shipped_provinces["has_agent_price"].sum()) == 12
    used = shipped_provinces["price_id"].drop_nulls().implode()
    types = facts["electricity_prices"].filter(pl.col("price_id").is_in(used))["price_type"]
    assert set(types) == {"grid_purchase_agent", "commercial_industrial_indicative"}


def test_row_order_changes_nothing(facts: Facts, shipped_provinces: pl.DataFrame) -> None:
    names = (
        "divisions",
        "electricity_prices",
        "datacenter_tariffs",
        "peak_valley_spreads",
        "grid_emission_factors",
        "pue_observations",
    )
    shuffled = [facts[name].sample(fraction=1.0, shuffle=True, seed=5) for name in names]
    assert province_electricity(*shuffled, as_of=AS_OF).equals(shipped_provinces)
