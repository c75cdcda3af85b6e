"""Electricity of provinces: the price, and what surrounds it."""

from datetime import date
from typing import Final

import polars as pl

from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_siting import PROVINCE_ELECTRICITY
from dcpipeline.siting.places import province_of
from dcpipeline.siting.prices import TARGET_KINDS, chosen_price, listed_prices, reported_prices
from dcpipeline.siting.pue import PRIOR, PRIOR_SD, climate_zone, observed_pue

_KEY: Final = "province_adcode"


def province_electricity(
    divisions: pl.DataFrame,
    electricity_prices: pl.DataFrame,
    datacenter_tariffs: pl.DataFrame,
    peak_valley_spreads: pl.DataFrame,
    grid_emission_factors: pl.DataFrame,
    pue_observations: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Price of electricity in every province-level unit, by the ladder of ``prices``.

    A reported price counts for a province only if it was reported for the province itself. Figures
    of periods that begin after ``as_of`` are not looked at. A province without any price stays,
    with nulls.

    Args:
        divisions: ``ref.divisions``.
        electricity_prices: ``ref.electricity_prices``.
        datacenter_tariffs: ``ref.datacenter_tariffs``.
        peak_valley_spreads: ``ref.peak_valley_spreads``.
        grid_emission_factors: ``ref.grid_emission_factors``.
        pue_observations: ``ref.pue_observations``.
        as_of: the day for which prices are chosen.

    Returns:
        ``mart.province_electricity``.
    """
    provinces = divisions.filter(pl.col("level") == "province").select(
        pl.col("adcode").alias(_KEY),
        "name_zh",
        "name_en",
        "latitude",
        "longitude",
        climate_zone=climate_zone(pl.col("adcode"), pl.col("region7")),
        as_of=pl.lit(as_of),
    )
    reported = reported_prices(datacenter_tariffs, as_of=as_of)
    listed = listed_prices(electricity_prices, as_of=as_of)
    chosen = chosen_price(pl.concat([reported, listed]), as_of=as_of)
    agent = listed.filter(pl.col("price_basis").str.starts_with("agent_"))["adcode"]
    priced = _with(provinces, chosen).with_columns(
        has_agent_price=pl.col(_KEY).is_in(agent.unique().implode())
    )
    priced = _with(priced, _targets(datacenter_tariffs, as_of=as_of))
    priced = _with(priced, _spreads(peak_valley_spreads, as_of=as_of))
    priced = _with(priced, _emissions(grid_emission_factors, as_of=as_of))
    priced = _with(priced, observed_pue(pue_observations, as_of=as_of))
    priced = _with(priced, _coal_benchmarks(electricity_prices, priced, as_of=as_of))
    return conform(
        _with_prior(priced).with_columns(*_ranks()).select(PROVINCE_ELECTRICITY.column_names),
        PROVINCE_ELECTRICITY,
    )


def _with(provinces: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Adds figures with at most one row per ``adcode``; a province without one gets nulls."""
    return provinces.join(figures, left_on=_KEY, right_on="adcode", how="left", validate="1:1")


def _ranks() -> tuple[pl.Expr, ...]:
    """Rank and size inside one basis; null without a price."""
    known = pl.col("price_basis").is_not_null()
    price = pl.col("price_cny_per_kwh")
    return (
        pl.when(known)
        .then(price.rank("min").over("price_basis"))
        .cast(pl.Int64)
        .alias("price_rank_in_basis"),
        pl.when(known)
        .then(price.count().over("price_basis"))
        .cast(pl.Int64)
        .alias("provinces_in_basis"),
    )


def _coal_benchmarks(
    electricity_prices: pl.DataFrame, priced: pl.DataFrame, *, as_of: date
) -> pl.DataFrame:
    """Newest coal benchmark; of several price areas the one of the chosen price, else the first."""
    area = priced.select(pl.col(_KEY).alias("adcode"), chosen_area="price_grid_area")
    return (
        electricity_prices.filter(
            (pl.col("price_type") == "coal_benchmark") & (pl.col("period_start_on") <= as_of)
        )
        .join(area, on="adcode", how="inner", validate="m:1")  # other places are no provinces
        .with_columns(other_area=pl.col("grid_area").ne_missing(pl.col("chosen_area")))
        .sort("period_start_on", "other_area", "price_id", descending=[True, False, False])
        .unique("adcode", keep="first", maintain_order=True)
        .select(
            "adcode",
            coal_benchmark_cny_per_kwh="price_cny_per_kwh",
            coal_benchmark_grid_area="grid_area",
        )
    )


def _targets(datacenter_tariffs: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Newest target or promised ceiling of each province or a place in it."""
    return (
        datacenter_tariffs.filter(
            pl.col("kind").is_in(TARGET_KINDS)
            & pl.col("price_cny_per_kwh").is_not_null()
            & (pl.col("period_start_on") <= as_of)
        )
        .with_columns(adcode=province_of(pl.col("adcode")))
        .sort(
            "period_start_on",
            "price_cny_per_kwh",
            "site",
            "kind",
            descending=[True, False, False, False],
            nulls_last=True,
        )
        .unique("adcode", keep="first", maintain_order=True)
        .select(
            "adcode",
            policy_target_cny_per_kwh="price_cny_per_kwh",
            policy_target_site="site",
            policy_target_period="period",
        )
    )


def _spreads(peak_valley_spreads: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Newest spread; of several price areas the widest."""
    return (
        peak_valley_spreads.filter(pl.col("period_start_on") <= as_of)
        .sort(
            "period_start_on",
            "spread_cny_per_kwh",
            "grid_area",
            "voltage",
            descending=[True, True, False, False],
            nulls_last=True,
        )
        .unique("adcode", keep="first", maintain_order=True)
        .select(
            "adcode",
            peak_valley_spread_cny_per_kwh="spread_cny_per_kwh",
            peak_valley_period="period",
            peak_valley_grid_area="grid_area",
        )
    )


def _emissions(grid_emission_factors: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Factor of the newest year that had begun."""
    return (
        grid_emission_factors.filter(pl.col("year") <= as_of.year)
        .sort("year", descending=True)
        .unique("adcode", keep="first", maintain_order=True)
        .select(
            "adcode",
            emission_factor_kgco2_per_kwh="factor_kgco2_per_kwh",
            emission_factor_year="year",
        )
    )


def _with_prior(provinces: pl.DataFrame) -> pl.DataFrame:
    """Fills the power usage effectiveness that nobody published with the climate prior."""
    observed = pl.col("pue").is_not_null()
    prior = pl.col("climate_zone").replace_strict(PRIOR, return_dtype=pl.Float64)
    return provinces.with_columns(
        pue=pl.coalesce("pue", prior),
        pue_sd=pl.lit(PRIOR_SD),
        pue_basis=pl.when(observed)
        .then(pl.lit("observed_province_average"))
        .otherwise(pl.lit("climate_prior")),
    )
