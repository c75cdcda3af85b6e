"""``mart.city_profile``: everything about a city in one row."""

import polars as pl

from dcpipeline.marts import profiles
from dcpipeline.marts.grouping import counted_projects
from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_counts import CITY_PROFILE, LATENCY_COLUMNS

_KEY = "city_adcode"


def city_profile(inputs: profiles.ProfileInputs) -> pl.DataFrame:
    """One row per city with at least one project.

    Returns:
        ``mart.city_profile``. Projects of which only the province is known are left out; a city
        that is no division keeps null names.
    """
    cities = counted_projects(inputs.projects).select(_KEY).drop_nulls().unique()
    known = profiles.place_columns(inputs.divisions, inputs.population, _KEY)
    province_names = inputs.divisions.select(
        pl.col("adcode").alias("province_adcode"), pl.col("name_en").alias("province_en")
    )
    # the first two digits of a code are those of its province (GB/T 2260)
    province = pl.col(_KEY).str.slice(0, 2) + "0000"
    profile = (
        cities.join(known, on=_KEY, how="left", validate="1:1")
        .with_columns(pl.lit(inputs.as_of).alias("as_of"), province.alias("province_adcode"))
        .join(province_names, on="province_adcode", how="left", validate="m:1")
        .pipe(profiles.with_project_counts, _KEY, inputs.projects, inputs.match_candidates)
        .pipe(profiles.with_capacity, _KEY, "city", inputs.capacity_by_place)
        .pipe(profiles.with_price, inputs.province_electricity)
        .join(
            inputs.city_latency.select(_KEY, *LATENCY_COLUMNS), on=_KEY, how="left", validate="1:1"
        )
        .pipe(profiles.with_models, _KEY, "city", inputs.utilization, inputs.overbuild_risk)
        .pipe(profiles.with_per_million)
        .pipe(profiles.with_stale_sources, _KEY, "city", inputs.stale_sources)
    )
    return conform(profile, CITY_PROFILE)
