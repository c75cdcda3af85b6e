"""``mart.province_profile``: everything about a province in one row."""

from datetime import date

import polars as pl

from dcpipeline.marts import profiles
from dcpipeline.marts.grouping import counted_projects
from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_counts import PROVINCE_PROFILE

_KEY = "province_adcode"


def province_profile(
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
    """One row per province-level unit, also where no project is known.

    Args:
        projects: ``core.projects``.
        match_candidates: ``core.match_candidates``.
        capacity_by_place: ``mart.capacity_by_place``.
        divisions: ``ref.divisions``.
        population: ``ref.population``.
        province_electricity: ``mart.province_electricity``.
        city_latency: ``mart.city_latency``, for the hub clusters.
        utilization: ``mart.utilization``.
        overbuild_risk: ``mart.overbuild_risk``.
        as_of: day for which the inputs hold.

    Returns:
        ``mart.province_profile``. Projects in a unit that is no province-level division of
        ``divisions`` are left out.
    """
    provinces = divisions.filter(pl.col("level") == "province")
    places = profiles.place_columns(provinces, population, _KEY)
    profile = (
        places.with_columns(pl.lit(as_of).alias("as_of"))
        .pipe(profiles.with_project_counts, _KEY, projects, match_candidates)
        .pipe(_with_cities, projects)
        .pipe(profiles.with_capacity, _KEY, "province", capacity_by_place)
        .pipe(profiles.with_price, province_electricity)
        .pipe(_with_clusters, city_latency)
        .pipe(profiles.with_models, _KEY, "province", utilization, overbuild_risk)
        .pipe(profiles.with_per_million)
    )
    return conform(profile, PROVINCE_PROFILE)


def _with_cities(places: pl.DataFrame, projects: pl.DataFrame) -> pl.DataFrame:
    cities = (
        counted_projects(projects)
        .group_by(_KEY)
        .agg(
            pl.col("city_adcode").drop_nulls().n_unique().alias("cities_with_projects"),
            pl.col("city_adcode").null_count().alias("projects_without_city"),
        )
    )
    return places.join(cities, on=_KEY, how="left", validate="1:1").with_columns(
        pl.col("cities_with_projects", "projects_without_city").fill_null(0)
    )


def _with_clusters(places: pl.DataFrame, city_latency: pl.DataFrame) -> pl.DataFrame:
    clusters = (
        city_latency.select(_KEY, pl.col("cluster_id").str.split(";").alias("cluster_ids"))
        .explode("cluster_ids")
        .drop_nulls()
        .group_by(_KEY)
        .agg(pl.col("cluster_ids").unique().sort().str.join(";"))
    )
    return places.join(clusters, on=_KEY, how="left", validate="1:1")
