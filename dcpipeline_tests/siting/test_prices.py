"""The price ladder, rung by rung."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.siting.prices import chosen_price, listed_prices, reported_prices, voltage_gap
from dcpipeline_tests.siting.frames import AS_OF, UNHURRIED, price, prices, tariff, tariffs


def choose(
    listed: list[dict[str, Any]],
    reported: list[dict[str, Any]] | None = None,
    as_of: date = AS_OF,
) -> dict[str, Any]:
    """The choice for Hubei, empty where there is none."""
    candidates = pl.concat(
        [
            reported_prices(tariffs(*(reported or [])), as_of=as_of),
            listed_prices(prices(*listed), as_of=as_of),
        ]
    )
    chosen = chosen_price(candidates, as_of=as_of).filter(pl.col("adcode") == "420000")
    return chosen.row(0, named=True) if len(chosen) else {}


SINGLE = {"tariff_structure": "single_part"}
INDICATIVE = {"price_type": "commercial_industrial_indicative", "tariff_structure": None}


def test_each_rung_yields_to_the_one_above() -> None:
    reported = [tariff(0.40)]
    two, single = price("P1", 0.60), price("P2", 0.70, **SINGLE)
    indicative = price("P3", 0.72, **INDICATIVE)
    assert choose([two, single, indicative], reported)["price_basis"] == "reported_site_price"
    assert choose([two, single, indicative])["price_basis"] == "agent_two_part"
    assert choose([single, indicative])["price_basis"] == "agent_single_part"
    assert choose([indicative])["price_basis"] == "indicative"
    assert choose([]) == {}


def test_basis_comes_before_age_and_voltage() -> None:
    old_two_part = price("P1", 0.60, period="2021-01", voltage="10kV")
    new_single = price("P2", 0.70, **SINGLE)
    assert choose([old_two_part, new_single])["price_id"] == "P1"


@pytest.mark.parametrize("kind", ["policy_target_max", "policy_max", "reported_relative"])
def test_targets_and_relative_figures_are_no_price(kind: str) -> None:
    assert choose([price("P1", 0.6)], [tariff(0.3, kind=kind)])["price_id"] == "P1"


@pytest.mark.parametrize("price_type", ["coal_benchmark", "agent_purchase_component"])
def test_coal_and_components_are_never_a_price(price_type: str) -> None:
    assert choose([price("P1", 0.3, price_type=price_type)]) == {}


def test_purchase_price_of_unstated_structure_is_left_out() -> None:
    assert choose([price("P1", 0.6, tariff_structure=None)]) == {}


def test_reported_price_lasts_three_years_to_the_day() -> None:
    listed = [price("P1", 0.6)]
    assert choose(listed, [tariff(0.4, start=date(2023, 11, 22))])["price_cny_per_kwh"] == 0.4
    assert choose(listed, [tariff(0.4, start=date(2023, 11, 21))])["price_cny_per_kwh"] == 0.6


def test_reported_without_figure_or_from_the_future_does_not_count() -> None:
    listed = [price("P1", 0.6)]
    assert choose(listed, [tariff(None)])["price_id"] == "P1"
    assert choose(listed, [tariff(0.4, start=date(2026, 11, 23))])["price_id"] == "P1"
    assert choose(listed, [tariff(0.4, start=date(2026, 11, 22))])["price_id"] is None


def test_reported_price_of_a_city_is_not_that_of_its_province() -> None:
    assert choose([price("P1", 0.6)], [tariff(0.4, adcode="420100")])["price_id"] == "P1"


def test_newest_reported_price_wins_and_delivered_before_plain() -> None:
    older, newer = tariff(0.30, start=date(2025, 1, 1)), tariff(0.40)
    assert choose([], [newer, older])["price_cny_per_kwh"] == 0.40
    delivered = tariff(0.45, kind="reported_delivered")
    assert choose([], [newer, delivered])["price_cny_per_kwh"] == 0.45


def test_nearest_voltage_before_newest() -> None:
    rows = [
        price("P1", 0.61, voltage="110kV", period="2025-01"),
        price("P2", 0.65, voltage="10kV", period="2026-06"),
        price("P3", 0.59, voltage="220kV", period="2026-06"),
    ]
    assert choose(rows)["price_id"] == "P1"
    assert choose(rows[1:])["price_id"] == "P3"
    assert choose(rows[1:2])["price_id"] == "P2"


def test_newest_of_equal_voltage_and_no_future_period() -> None:
    rows = [
        price("P1", 0.61, period="2025-01"),
        price("P2", 0.62, period="2026-01"),
        price("P3", 0.63, period="2026-12"),
    ]
    assert choose(rows)["price_id"] == "P2"
    assert choose(rows, as_of=date(2025, 6, 1))["price_id"] == "P1"
    assert choose(rows, as_of=date(2024, 6, 1)) == {}


def test_unknown_voltage_comes_last_but_still_serves() -> None:
    unknown = price("P1", 0.61, voltage=None, period="2026-06")
    assert choose([unknown])["price_id"] == "P1"
    assert (
        choose([unknown, price("P2", 0.65, voltage="<1kV", period="2025-01")])["price_id"] == "P2"
    )


def test_quality_then_identifier_break_ties() -> None:
    good = price("P9", 0.61, quality="transcribed_official")
    assert choose([price("P1", 0.6), good])["price_id"] == "P9"
    assert choose([price("P2", 0.7), price("P1", 0.6)])["price_id"] == "P1"
    assert choose([price("P2", 0.7, quality="new word"), price("P3", 0.6)])["price_id"] == "P3"


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("110kV", 0.0),
        ("35-110kV", 0.0),
        ("110千伏", 0.0),
        ("220kV", 0.6931),
        ("35kV", 1.1451),
        ("1-10 kV", 2.3979),
        ("<1kV", 4.7005),
        ("380V", None),
        ("high", None),
        ("", None),
        ("0kV", None),
        (None, None),
    ],
)
def test_voltage_gap(text: str | None, gap: float | None) -> None:
    expected = None if gap is None else pytest.approx(gap, abs=1e-4)
    assert voltage_gap(text) == expected


def test_demand_charge_is_spread_over_the_energy() -> None:
    # 40 CNY/kW/month / (730 h x 0.9) = 0.0609 CNY/kWh
    row = choose([price("P1", 0.6, demand_charge_cny_per_kw_month=40.0)])
    assert row["demand_charge_cny_per_kwh_at_90_pct_load"] == pytest.approx(0.060883, abs=1e-6)
    assert row["all_in_price_cny_per_kwh"] == pytest.approx(0.660883, abs=1e-6)
    assert row["price_cny_per_kwh"] == 0.6
    assert row["demand_charge_treatment"] == "included"
    assert row["price_is_upper_proxy"] is True


def test_missing_demand_charge_is_not_zero() -> None:
    row = choose([price("P1", 0.6)])
    assert row["all_in_price_cny_per_kwh"] is None
    assert row["demand_charge_treatment"] == "missing"


def test_single_part_has_no_charge_and_others_do_not_say() -> None:
    row = choose([price("P1", 0.7, demand_charge_cny_per_kw_month=40.0, **SINGLE)])
    assert (row["all_in_price_cny_per_kwh"], row["demand_charge_treatment"]) == (0.7, "none")
    row = choose([price("P1", 0.7, **INDICATIVE)])
    assert (row["price_is_upper_proxy"], row["demand_charge_treatment"]) == (None, "unknown")
    row = choose([], [tariff(0.4)])
    assert (row["price_is_upper_proxy"], row["demand_charge_treatment"]) == (False, "unknown")


CANDIDATES = st.lists(
    st.fixed_dictionaries(
        {
            "value": st.floats(0.1, 1.5),
            "voltage": st.sampled_from(
                [None, "10kV", "35kV", "35-110kV", "110kV", "220kV", "<1kV"]
            ),
            "period": st.sampled_from(["2022", "2024", "2025-03", "2026-10", "2027-01"]),
            "quality": st.sampled_from(["low", "transcribed_official", "?"]),
            "price_type": st.sampled_from(
                ["grid_purchase_agent", "coal_benchmark", "commercial_industrial_indicative"]
            ),
            "tariff_structure": st.sampled_from([None, "single_part", "two_part"]),
        }
    ),
    max_size=8,
)


@UNHURRIED
@given(CANDIDATES, st.randoms(use_true_random=False))
def test_choice_ignores_row_order_and_never_looks_ahead(
    drawn: list[dict[str, Any]], random: Any
) -> None:
    rows = [price(f"P{number}", **cells) for number, cells in enumerate(drawn)]
    shuffled = list(rows)
    random.shuffle(shuffled)
    chosen = choose(rows)
    assert choose(shuffled) == chosen
    if chosen:
        row = next(row for row in rows if row["price_id"] == chosen["price_id"])
        assert row["price_type"] != "coal_benchmark"
        assert row["period_start_on"] <= AS_OF
        assert chosen["price_age_years"] >= 0


@UNHURRIED
@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(-5, 2000))
def test_age_limit_on_any_day(as_of: date, days: int) -> None:
    chosen = choose([], [tariff(0.4, start=as_of - timedelta(days=days))], as_of=as_of)
    if days < 0 or days > 3 * 366:
        assert chosen == {}
    elif days <= 3 * 365:
        assert chosen["price_basis"] == "reported_site_price"
