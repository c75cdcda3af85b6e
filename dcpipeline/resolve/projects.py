"""The projects themselves: cells from used facts, and counts over their claims."""

from datetime import date
from typing import Final

import polars as pl

from dcpipeline.resolve.facts import USED
from dcpipeline.schema import conform, table
from dcpipeline.schema.vocabularies import PIPELINE, SOURCE_TIER, TIER_RANK

PROJECTS: Final = table("core.projects")
STALE_AFTER: Final = "-2y"
# From the strictest: what may be done with a project is what may be done with its strictest claim.
RIGHTS_STRICTEST_FIRST: Final = ("unsettled", "cc_by_4", "facts", "open", "own")
_RIGHTS_RANK: Final = {right: rank for rank, right in enumerate(RIGHTS_STRICTEST_FIRST)}


def projects(
    cells: pl.DataFrame,
    facts: pl.DataFrame,
    claims: pl.DataFrame,
    disputed: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """``core.projects``.

    Args:
        cells: evidence cells, one row per project.
        facts: facts of the same state.
        claims: ``core.claims`` with ``project_id`` and ``tier_rank``.
        disputed: ``project_id`` and the flag ``status_disputed``.
        as_of: day of the run.
    """
    counted = claims.group_by("project_id").agg(
        n_claims=pl.len().cast(pl.Int64),
        n_independent_sources=pl.col("origin_id").n_unique().cast(pl.Int64),
        best_tier=pl.col("tier_rank")
        .min()
        .replace_strict(list(TIER_RANK.values()), list(SOURCE_TIER)),
        first_seen_on=pl.col("published_on").min(),
        last_changed_on=pl.col("published_on").max(),
        newest_event_on=pl.col("event_on").max(),
        last_checked_on=pl.col("last_seen_on").filter(pl.col("capture_id").is_not_null()).max(),
    )
    built = cells
    for part in (counted, _rights(facts, claims), disputed):
        built = built.join(part, on="project_id", how="left", validate="1:1")
    return conform(
        built.with_columns(
            parent_project_id=pl.lit(None, dtype=pl.String),
            status_disputed=pl.col("status_disputed").fill_null(False),
            stale=_stale(as_of),
        ).select(PROJECTS.column_names),
        PROJECTS,
    )


def _stale(as_of: date) -> pl.Expr:
    """Not in service, not stopped, and no event or publication for two years."""
    before_service = pl.col("status").is_in([*PIPELINE, "under_construction"])
    last_sign = pl.max_horizontal("newest_event_on", "last_changed_on")
    return (before_service & (last_sign < pl.lit(as_of).dt.offset_by(STALE_AFTER))).fill_null(False)


def _rights(facts: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    used = facts.filter(pl.col("role") == USED).join(
        claims.select("claim_id", "rights"), on="claim_id", how="inner", validate="m:1"
    )
    rank = pl.col("rights").replace_strict(_RIGHTS_RANK, return_dtype=pl.Int64)
    return used.group_by("project_id").agg(rights=pl.col("rights").sort_by(rank).first())
