"""``mart.city_profile``: everything about a city in one row."""

from datetime import date

import polars as pl

from dcpipeline.marts import profiles
from dcpipeline.marts.grouping import counted_projects
from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_counts import CITY_PROFILE, LATENCY_COLUMNS

_KEY = "city_adcode"


def city_profile(
    *,
    projects: pl.DataFrame,
    match_candidates: pl.DataFrame,
    capacity_by_place: pl.DataFrame,
    divisions: pl.DataFrame,
    population: pl.DataFrame,
    province_electricity: pl.DataFrame,
    city_latency: pl.DataFrame,
    utilization: pl.DataFrame,
    overbuild_risk: pl.DataFrame,
    as_of: date,
) -> pl.DataFrame:
    """One row per city with at least one project.

    Args:
        projects: ``core.projects``.
        match_candidates: ``core.match_candidates``.
        capacity_by_place: ``mart.capacity_by_place``.
        divisions: ``ref.divisions``; a city that is not among them keeps null names.
        population: ``ref.population``.
        province_electricity: ``mart.province_electricity``.
        city_latency: ``mart.city_latency``.
        utilization: ``mart.utilization``.
        overbuild_risk: ``mart.overbuild_risk``.
        as_of: day for which the inputs hold.

    Returns:
        ``mart.city_profile``. Projects of which only the province is known are left out.
    """
    cities = counted_projects(projects).select(_KEY).drop_nulls().unique()
    known = profiles.place_columns(divisions, population, _KEY)
    province_names = divisions.select(
        pl.col("adcode").alias("province_adcode"), pl.col("name_en").alias("province_en")
    )
    # the first two digits of a code are those of its province (GB/T 2260)
    province = pl.col(_KEY).str.slice(0, 2) + "0000"
    profile = (
        cities.join(known, on=_KEY, how="left", validate="1:1")
        .with_columns(pl.lit(as_of).alias("as_of"), province.alias("province_adcode"))
        .join(province_names, on="province_adcode", how="left", validate="m:1")
        .pipe(profiles.with_project_counts, _KEY, projects, match_candidates)
        .pipe(profiles.with_capacity, _KEY, "city", capacity_by_place)
        .pipe(profiles.with_price, province_electricity)
        .join(city_latency.select(_KEY, *LATENCY_COLUMNS), on=_KEY, how="left", validate="1:1")
        .pipe(profiles.with_models, _KEY, "city", utilization, overbuild_risk)
        .pipe(profiles.with_per_million)
    )
    return conform(profile, CITY_PROFILE)
