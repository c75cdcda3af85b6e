"""Wholes beside their parts: a quantity is summed once."""

import polars as pl

from dcpipeline.resolve import parts_of_wholes
from dcpipeline.schema import vocabularies as v


def without_double_counts(projects: pl.DataFrame, quantities: list[str]) -> pl.DataFrame:
    """Sets a quantity of a part to null where a whole that it lies in states it.

    The whole counts with the status that it has. A part counts where its wholes state nothing, or
    were stopped.

    Args:
        projects: frame with ``project_id, parent_project_id, status`` and quantities.
        quantities: columns to treat, each on its own.

    Returns:
        The frame in its order, with the same rows.
    """
    stands = ~pl.col("status").is_in(v.STOPPED).fill_null(False)
    stated = projects.select(
        "project_id",
        *((pl.col(name).is_not_null() & stands).alias(_by_whole(name)) for name in quantities),
    )
    covered = (
        parts_of_wholes(projects)
        .join(stated, on="project_id", how="inner", validate="m:1")
        .group_by(project_id="part_id")
        .agg(pl.col(_by_whole(name)).any() for name in quantities)
    )
    joined = projects.join(
        covered, on="project_id", how="left", validate="1:1", maintain_order="left"
    )
    return joined.with_columns(
        pl.when(~pl.col(_by_whole(name)).fill_null(False)).then(pl.col(name)).alias(name)
        for name in quantities
    ).drop(_by_whole(name) for name in quantities)


def _by_whole(name: str) -> str:
    return f"_whole_states_{name}"
