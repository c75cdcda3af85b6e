"""Names and coordinates for rows that carry ``geography_level`` and ``geography_id``."""

import polars as pl

from dcpipeline.schema.tables.mart_model import NAMES


def gazetteer(projects: pl.DataFrame, divisions: pl.DataFrame) -> pl.DataFrame:
    """One row per project and division: level, identifier, names, province, coordinates.

    A municipality is a province and a city of the same code. The level of a county-level unit
    that reports straight to a province is city.
    """
    columns = ["geography_level", "geography_id", *(column.name for column in NAMES)]
    province = (
        pl.when(pl.col("level") == "province")
        .then(pl.col("adcode"))
        .otherwise(pl.col("parent_adcode"))
    )
    places = divisions.with_columns(geography_id="adcode", province_adcode=province)
    below = places.filter(pl.col("level") != "country").with_columns(geography_level=pl.lit("city"))
    provinces = places.filter(pl.col("level") == "province").with_columns(
        geography_level=pl.lit("province")
    )
    nation = places.filter(pl.col("level") == "country").with_columns(
        geography_level=pl.lit("nation"), province_adcode=pl.lit(None, pl.String)
    )
    own = projects.with_columns(geography_level=pl.lit("project"), geography_id="project_id")
    return pl.concat([frame.select(columns) for frame in (own, below, provinces, nation)])


def named(frame: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The frame with names; a place that no list knows keeps nulls."""
    return frame.join(names, on=["geography_level", "geography_id"], how="left", validate="m:1")
