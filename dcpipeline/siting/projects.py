"""Siting of projects: price, yearly bill, latency and hub of the place where each one stands."""

from datetime import date
from typing import Final

import polars as pl

from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_siting import PROJECT_SITING
from dcpipeline.siting.delay import NORMAL_P90
from dcpipeline.siting.prices import (
    CHOSEN,
    HOURS_PER_YEAR,
    LOAD_FACTOR,
    chosen_price,
    reported_prices,
)
from dcpipeline.siting.pue import OBSERVED, observed_pue

LOAD_FACTOR_BASIS: Final = (
    "assumption: the 90 % load at which the shipped price notes state the demand charge"
)
KW_PER_MW: Final = 1000
_PUE: Final = ("pue", "pue_sd", "pue_basis", "pue_as_of", "pue_id")
_OWN: Final = (
    "project_id",
    "name_zh",
    "name_en",
    "scope",
    "province_adcode",
    "province_en",
    "city_adcode",
    "city_en",
    "latitude",
    "longitude",
)
_CITY: Final = (
    "latency_zone",
    "nearest_centre_adcode",
    "nearest_centre_en",
    "nearest_centre_km",
    "nearest_centre_rtt_ms",
    "nearest_centre_rtt_ms_p10",
    "nearest_centre_rtt_ms_p90",
    "population_20ms_p10",
    "population_20ms",
    "population_20ms_p90",
    "urban_population_20ms_p10",
    "urban_population_20ms",
    "urban_population_20ms_p90",
    "in_hub_city",
    "hub_en",
    "cluster_id",
    "latency_reason",
)


def project_siting(
    projects: pl.DataFrame,
    province_electricity: pl.DataFrame,
    city_latency: pl.DataFrame,
    datacenter_tariffs: pl.DataFrame,
    pue_observations: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Every project with the electricity and the latency of its place.

    A price reported for the city comes before the price of the province, and so does a published
    average of power usage effectiveness. A project whose city is unknown has no latency, and says
    so.

    Args:
        projects: ``core.projects``, or any frame with its identifying columns.
        province_electricity: ``mart.province_electricity``.
        city_latency: ``mart.city_latency``.
        datacenter_tariffs: ``ref.datacenter_tariffs``.
        pue_observations: ``ref.pue_observations``.
        as_of: the day for which prices are chosen.

    Returns:
        ``mart.project_siting``, one row per project.
    """
    sited = projects.select(_OWN)
    sited = _with_price(sited, province_electricity, datacenter_tariffs, as_of=as_of)
    sited = _with_pue(sited, province_electricity, pue_observations, as_of=as_of)
    sited = _with_latency(sited, city_latency)
    return conform(
        sited.with_columns(
            as_of=pl.lit(as_of),
            load_factor=pl.lit(LOAD_FACTOR),
            load_factor_basis=pl.lit(LOAD_FACTOR_BASIS),
            cost_price_cny_per_kwh=pl.coalesce("all_in_price_cny_per_kwh", "price_cny_per_kwh"),
        )
        .with_columns(*_bills())
        .select(PROJECT_SITING.column_names),
        PROJECT_SITING,
    )


def yearly_cost_cny_per_mw(price_cny_per_kwh: pl.Expr, pue: pl.Expr) -> pl.Expr:
    """Yearly electricity bill per MW of rated IT load, CNY: price x hours x kW x load x PUE."""
    return price_cny_per_kwh * pue * (HOURS_PER_YEAR * KW_PER_MW * LOAD_FACTOR)


def _bills() -> tuple[pl.Expr, ...]:
    """The bill, and its range by the prior spread of power usage effectiveness (never below 1)."""
    price = pl.col("cost_price_cny_per_kwh")
    name = "electricity_cost_cny_per_mw_year"
    shifts = (("", 0.0), ("_p10", -NORMAL_P90), ("_p90", NORMAL_P90))
    return tuple(
        yearly_cost_cny_per_mw(
            price,
            pl.col("pue") if shift == 0 else (pl.col("pue") + shift * pl.col("pue_sd")).clip(1.0),
        ).alias(name + suffix)
        for suffix, shift in shifts
    )


def _with_price(
    projects: pl.DataFrame,
    province_electricity: pl.DataFrame,
    datacenter_tariffs: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """The city's reported price, else the province's price; nulls where neither is known."""
    of_city = chosen_price(reported_prices(datacenter_tariffs, as_of=as_of), as_of=as_of)
    both = projects.join(
        _marked(of_city, "city_adcode", CHOSEN),
        on="city_adcode",
        how="left",
        validate="m:1",
    ).join(
        province_electricity.select("province_adcode", *CHOSEN),
        on="province_adcode",
        how="left",
        validate="m:1",
    )
    own = pl.col("city_price_basis").is_not_null() & (
        pl.col("city_adcode") != pl.col("province_adcode")
    )
    return both.with_columns(
        price_geography=pl.when(own)
        .then(pl.lit("city"))
        .when(pl.col("price_basis").is_not_null())
        .then(pl.lit("province")),
        **{name: pl.when(own).then(f"city_{name}").otherwise(name) for name in CHOSEN},
    )


def _with_pue(
    projects: pl.DataFrame,
    province_electricity: pl.DataFrame,
    pue_observations: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """The city's published average, else what stands for the province."""
    of_city = observed_pue(pue_observations, as_of=as_of)
    both = projects.join(
        _marked(of_city, "city_adcode", OBSERVED), on="city_adcode", how="left", validate="m:1"
    ).join(
        province_electricity.select("province_adcode", *_PUE),
        on="province_adcode",
        how="left",
        validate="m:1",
    )
    own = pl.col("city_pue").is_not_null() & (pl.col("city_adcode") != pl.col("province_adcode"))
    return both.with_columns(
        **{name: pl.when(own).then(f"city_{name}").otherwise(name) for name in OBSERVED},
        pue_basis=pl.when(own).then(pl.lit("observed_city_average")).otherwise("pue_basis"),
    )


def _with_latency(projects: pl.DataFrame, city_latency: pl.DataFrame) -> pl.DataFrame:
    """The latency of the city; a project whose city is unknown or no place gets the reason."""
    joined = projects.join(
        city_latency.select("city_adcode", *_CITY, known=pl.lit(True)),
        on="city_adcode",
        how="left",
        validate="m:1",
    )
    return joined.with_columns(
        latency_reason=pl.when(pl.col("known").is_null())
        .then(pl.lit("city_unknown"))
        .otherwise("latency_reason")
    )


def _marked(figures: pl.DataFrame, key: str, names: tuple[str, ...]) -> pl.DataFrame:
    """Figures of cities under names of their own."""
    return figures.select(
        pl.col("adcode").alias(key), *(pl.col(name).alias(f"city_{name}") for name in names)
    )
