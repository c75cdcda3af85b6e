"""Groups of projects: by status, by tier, and by pairs that may be one project."""

from collections.abc import Iterable

import polars as pl

from dcpipeline.schema import vocabularies as v

STRICT_TIERS = [tier for tier in v.SOURCE_TIER if v.TIER_RANK[tier] <= v.TIER_RANK["trade"]]
UNSURE_GROUP = "unsure_group"

STATUS_GROUP = {
    **dict.fromkeys(v.PIPELINE, "planned"),
    "under_construction": "under_construction",
    **dict.fromkeys(v.IN_SERVICE, "in_service"),
    **dict.fromkeys(v.STOPPED, "stopped"),
}


def counted_projects(projects: pl.DataFrame) -> pl.DataFrame:
    """Projects that may be counted: everything but programmes, whose totals never enter a sum."""
    return projects.filter(pl.col("scope").ne_missing("programme"))


def status_group() -> pl.Expr:
    """The group of ``status``; ``unknown`` where the status is null."""
    return (
        pl.col("status")
        .replace_strict(STATUS_GROUP, default="unknown", return_dtype=pl.String)
        .alias("status_group")
    )


def is_strict() -> pl.Expr:
    """Whether the best source is of tier trade or better."""
    return pl.col("best_tier").is_in(STRICT_TIERS)


def with_unsure_group(projects: pl.DataFrame, match_candidates: pl.DataFrame) -> pl.DataFrame:
    """Adds ``unsure_group``, shared by projects that a chain of ``unsure`` pairs connects.

    Args:
        projects: frame with ``project_id``.
        match_candidates: ``core.match_candidates``; only its ``unsure`` rows are read.

    Returns:
        The frame with the smallest project id of the group in ``unsure_group``; a project without
        such a pair is its own group, so that the number of distinct groups is the number of
        projects if every unsure pair were one project.
    """
    unsure = match_candidates.filter(pl.col("judgement") == "unsure")
    pairs = unsure.select("left_project_id", "right_project_id").drop_nulls().iter_rows()
    group = connected(pairs)
    return projects.with_columns(
        pl.col("project_id")
        .replace_strict(group, default=pl.col("project_id"), return_dtype=pl.String)
        .alias(UNSURE_GROUP)
    )


def connected(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest member of the connected component of every paired name (union-find)."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for left, right in pairs:
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    return {name: root(name) for name in sorted(parent)}
