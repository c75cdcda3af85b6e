"""``mart.province_profile``: everything about a province in one row."""

import polars as pl

from dcpipeline.marts import profiles
from dcpipeline.marts.grouping import counted_projects
from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_counts import PROVINCE_PROFILE

_KEY = "province_adcode"


def province_profile(inputs: profiles.ProfileInputs) -> pl.DataFrame:
    """One row per province-level unit, also where no project is known.

    Returns:
        ``mart.province_profile``. Projects in a unit that is no province-level division are left
        out.
    """
    provinces = inputs.divisions.filter(pl.col("level") == "province")
    places = profiles.place_columns(provinces, inputs.population, _KEY)
    profile = (
        places.with_columns(pl.lit(inputs.as_of).alias("as_of"))
        .pipe(profiles.with_project_counts, _KEY, inputs.projects, inputs.match_candidates)
        .pipe(_with_cities, inputs.projects)
        .pipe(profiles.with_capacity, _KEY, "province", inputs.capacity_by_place)
        .pipe(profiles.with_price, inputs.province_electricity)
        .pipe(_with_clusters, inputs.city_latency)
        .pipe(profiles.with_models, _KEY, "province", inputs.utilization, inputs.overbuild_risk)
        .pipe(profiles.with_per_million)
        .pipe(profiles.with_stale_sources, _KEY, "province", inputs.stale_sources)
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
