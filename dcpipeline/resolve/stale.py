"""Which projects and places rest on a live source that is not well."""

from typing import Final

import polars as pl

UNWELL: Final = ("failing", "overdue")
SCHEMA: Final = pl.Schema(
    {"geography_level": pl.String, "geography_id": pl.String, "stale_sources": pl.String}
)


def no_stale_sources() -> pl.DataFrame:
    """All sources are well: see ``stale_sources``."""
    return SCHEMA.to_frame()


def stale_sources(
    projects: pl.DataFrame, facts: pl.DataFrame, claims: pl.DataFrame, sources: pl.DataFrame
) -> pl.DataFrame:
    """Sources that failed or are overdue, for every project with a claim of theirs and its places.

    Args:
        projects: ``core.projects``.
        facts: ``core.project_facts``.
        claims: ``core.claims``.
        sources: ``meta.sources``.

    Returns:
        ``geography_level, geography_id, stale_sources``: names separated by semicolons; only
        projects, cities and provinces that have any.
    """
    unwell = sources.filter(pl.col("health").is_in(UNWELL)).select("source_id")
    if unwell.is_empty():
        return no_stale_sources()
    told = claims.join(unwell, on="source_id", how="semi").select("claim_id", "source_id")
    pairs = (
        facts.select("project_id", "claim_id")
        .unique()
        .join(told, on="claim_id", how="inner", validate="m:1")
        .select("project_id", "source_id")
        .unique()
        .join(
            projects.select("project_id", "city_adcode", "province_adcode"),
            on="project_id",
            how="inner",
            validate="m:1",
        )
    )
    levels = {"project": "project_id", "city": "city_adcode", "province": "province_adcode"}
    return pl.concat(
        pairs.filter(pl.col(column).is_not_null())
        .group_by(geography_id=column)
        .agg(stale_sources=pl.col("source_id").unique().sort().str.join("; "))
        .select(pl.lit(level).alias("geography_level"), "geography_id", "stale_sources")
        for level, column in levels.items()
    ).sort("geography_level", "geography_id")
