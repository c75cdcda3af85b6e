"""The ladder of electricity prices: which published figure stands for the price of a place."""

import math
import re
from datetime import date
from typing import Final

import polars as pl

LADDER: Final = ("reported_site_price", "agent_two_part", "agent_single_part", "indicative")
"""Rungs from best to worst; see ``schema.vocabularies.PRICE_BASIS``."""

REPORTED_KINDS: Final = ("reported_delivered", "reported_price")
"""Kinds of site figures that are prices. Targets, ceilings and relative figures are not."""

TARGET_KINDS: Final = ("policy_target_max", "policy_max")
REPORTED_MAX_AGE: Final = "3y"
TARGET_VOLTAGE_KV: Final = 110.0
QUALITY_ORDER: Final = (
    "transcribed_official",
    "verified_by_review",
    "third_party_archive",
    "low",
)

LOAD_FACTOR: Final = 0.9
"""Average over rated load, as in the notes of the shipped prices (40 CNY/kW/month is about
0.06 CNY/kWh at 90 % load)."""

HOURS_PER_YEAR: Final = 8760
HOURS_PER_MONTH: Final = HOURS_PER_YEAR / 12

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_KILOVOLT: Final = re.compile(r"kv|千伏", re.IGNORECASE)

CHOSEN: Final = (
    "price_cny_per_kwh",
    "price_basis",
    "price_quality",
    "price_period",
    "price_age_years",
    "price_voltage",
    "price_grid_area",
    "price_is_upper_proxy",
    "demand_charge_cny_per_kwh_at_90_pct_load",
    "all_in_price_cny_per_kwh",
    "demand_charge_treatment",
    "price_id",
    "price_site",
    "price_source_title",
    "price_source_url",
)


def voltage_gap(voltage: str | None) -> float | None:
    """How far a voltage level is from 110 kV, as the absolute logarithm of the ratio.

    Voltage classes form a geometric ladder (10, 35, 110, 220 kV), so 220 kV is nearer than 35 kV.
    A range is as near as its nearest end, and zero away if it holds 110 kV. None where the text
    names no kilovolts.
    """
    if voltage is None or not _KILOVOLT.search(voltage):
        return None
    levels = [float(found) for found in _NUMBER.findall(voltage) if float(found) > 0]
    if not levels:
        return None
    if min(levels) <= TARGET_VOLTAGE_KV <= max(levels):
        return 0.0
    return min(abs(math.log(level / TARGET_VOLTAGE_KV)) for level in levels)


def reported_prices(datacenter_tariffs: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Site prices that may stand for a place: reported, in force, not older than three years.

    The age counts from the first day of the stated period.

    Args:
        datacenter_tariffs: ``ref.datacenter_tariffs``.
        as_of: the day for which prices are chosen.

    Returns:
        Candidates for ``chosen_price``.
    """
    oldest = pl.lit(as_of).dt.offset_by(f"-{REPORTED_MAX_AGE}")
    return datacenter_tariffs.filter(
        pl.col("kind").is_in(REPORTED_KINDS)
        & pl.col("price_cny_per_kwh").is_not_null()
        & pl.col("period_start_on").is_between(oldest, pl.lit(as_of))
    ).select(
        "adcode",
        price_basis=pl.lit("reported_site_price"),
        price_cny_per_kwh="price_cny_per_kwh",
        price_quality=pl.lit("reported"),
        price_period="period",
        period_start_on="period_start_on",
        price_voltage=pl.lit(None, dtype=pl.String),
        price_grid_area=pl.lit(None, dtype=pl.String),
        demand_charge=pl.lit(None, dtype=pl.Float64),
        price_id=pl.lit(None, dtype=pl.String),
        price_site="site",
        price_source_title="source_title",
        price_source_url="source_url",
        tie=pl.concat_str("kind", "site", ignore_nulls=True),
    )


def listed_prices(electricity_prices: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Prices of the provincial lists that a user could pay, in force on the day.

    The coal benchmark and the energy component alone are no user prices and never get here; nor
    does a purchase price whose tariff structure is not stated.

    Args:
        electricity_prices: ``ref.electricity_prices``.
        as_of: the day for which prices are chosen.

    Returns:
        Candidates for ``chosen_price``.
    """
    agent = pl.col("price_type") == "grid_purchase_agent"
    basis = (
        pl.when(agent & (pl.col("tariff_structure") == "two_part"))
        .then(pl.lit("agent_two_part"))
        .when(agent & (pl.col("tariff_structure") == "single_part"))
        .then(pl.lit("agent_single_part"))
        .when(pl.col("price_type") == "commercial_industrial_indicative")
        .then(pl.lit("indicative"))
        .otherwise(pl.lit(None, dtype=pl.String))
    )
    return (
        electricity_prices.with_columns(price_basis=basis)
        .filter(
            pl.col("price_basis").is_not_null()
            & pl.col("price_cny_per_kwh").is_not_null()
            & (pl.col("period_start_on") <= as_of)
        )
        .select(
            "adcode",
            "price_basis",
            "price_cny_per_kwh",
            price_quality="quality",
            price_period="period",
            period_start_on="period_start_on",
            price_voltage="voltage",
            price_grid_area="grid_area",
            demand_charge="demand_charge_cny_per_kw_month",
            price_id="price_id",
            price_site=pl.lit(None, dtype=pl.String),
            price_source_title="source_title",
            price_source_url="source_url",
            tie="price_id",
        )
    )


def chosen_price(candidates: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The best candidate of each place.

    Order: rung of the ladder; voltage nearest to 110 kV, unknown last; newest period; best
    quality; then identifier, so that the choice never depends on the order of rows.

    Args:
        candidates: rows of ``reported_prices`` and ``listed_prices``.
        as_of: the day for which prices are chosen.

    Returns:
        ``adcode`` and the columns ``CHOSEN``, one row per place that has a price.
    """
    rung = {name: rank for rank, name in enumerate(LADDER)}
    grade = {name: rank for rank, name in enumerate(QUALITY_ORDER)}
    return (
        candidates.with_columns(
            rung=pl.col("price_basis").replace_strict(rung, return_dtype=pl.Int64),
            gap=pl.col("price_voltage").map_elements(
                voltage_gap, return_dtype=pl.Float64, skip_nulls=True
            ),
            grade=pl.col("price_quality").replace_strict(
                grade, default=len(grade), return_dtype=pl.Int64
            ),
        )
        .sort(
            "adcode",
            "rung",
            "gap",
            "period_start_on",
            "grade",
            "tie",
            "price_cny_per_kwh",
            descending=[False, False, False, True, False, False, False],
            nulls_last=True,
        )
        .unique("adcode", keep="first", maintain_order=True)
        .with_columns(price_age_years=_years_between(pl.col("period_start_on"), as_of))
        .with_columns(*_charges())
        .select("adcode", *CHOSEN)
    )


def _years_between(day: pl.Expr, as_of: date) -> pl.Expr:
    return (pl.lit(as_of) - day).dt.total_days() / 365.25


def _charges() -> tuple[pl.Expr, ...]:
    """Demand charge per kWh, all-in price, and how the two stand to each other."""
    two_part = pl.col("price_basis") == "agent_two_part"
    spread = pl.col("demand_charge") / (HOURS_PER_MONTH * LOAD_FACTOR)
    price = pl.col("price_cny_per_kwh")
    return (
        pl.when(two_part).then(spread).alias("demand_charge_cny_per_kwh_at_90_pct_load"),
        pl.when(two_part).then(price + spread).otherwise(price).alias("all_in_price_cny_per_kwh"),
        pl.when(two_part & pl.col("demand_charge").is_not_null())
        .then(pl.lit("included"))
        .when(two_part)
        .then(pl.lit("missing"))
        .when(pl.col("price_basis") == "agent_single_part")
        .then(pl.lit("none"))
        .otherwise(pl.lit("unknown"))
        .alias("demand_charge_treatment"),
        pl.when(pl.col("price_basis").str.starts_with("agent_"))
        .then(pl.lit(True))
        .when(pl.col("price_basis") == "reported_site_price")
        .then(pl.lit(False))
        .otherwise(pl.lit(None, dtype=pl.Boolean))
        .alias("price_is_upper_proxy"),
    )
