"""Campuses and parents beside their parts: a quantity is summed once."""

import polars as pl


def parts_of_containers(projects: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a project that stands for a whole and one that is a part of it.

    A whole is the campus row of a ``campus_id`` that site rows share, or the parent named by
    ``parent_project_id``. Several campus rows of one campus are separate projects.

    Returns:
        Distinct ``project_id`` of the whole and ``part_id``; pairs with a project outside the
        frame are left out.
    """
    in_campus = projects.filter(pl.col("campus_id").is_not_null())
    wholes = in_campus.filter(pl.col("scope") == "campus").select("campus_id", "project_id")
    sites = in_campus.filter(pl.col("scope") == "site").select(
        "campus_id", pl.col("project_id").alias("part_id")
    )
    by_campus = wholes.join(sites, on="campus_id", how="inner", validate="m:m")
    by_parent = projects.filter(pl.col("parent_project_id").is_in(projects["project_id"].implode()))
    pairs = pl.concat(
        [
            by_campus.select("project_id", "part_id"),
            by_parent.select(
                pl.col("parent_project_id").alias("project_id"),
                pl.col("project_id").alias("part_id"),
            ),
        ]
    )
    return pairs.filter(pl.col("project_id") != pl.col("part_id")).unique().sort(pl.all())


def without_double_counts(projects: pl.DataFrame, quantities: list[str]) -> pl.DataFrame:
    """Sets a quantity of a whole to null where at least one of its parts states it.

    The parts win because they have a status each. Where they cover only some of the whole, the
    sum is too small rather than too large.

    Args:
        projects: frame with ``project_id, campus_id, parent_project_id, scope`` and quantities.
        quantities: columns to treat, each on its own.

    Returns:
        The frame in its order, with the same rows.
    """
    pairs = parts_of_containers(projects)
    stated = projects.select(
        pl.col("project_id").alias("part_id"),
        *(pl.col(name).is_not_null().alias(_by_part(name)) for name in quantities),
    )
    covered = (
        pairs.join(stated, on="part_id", how="inner", validate="m:1")
        .group_by("project_id")
        .agg(pl.col(_by_part(name)).any() for name in quantities)
    )
    joined = projects.join(
        covered, on="project_id", how="left", validate="1:1", maintain_order="left"
    )
    return joined.with_columns(
        pl.when(~pl.col(_by_part(name)).fill_null(False)).then(pl.col(name)).alias(name)
        for name in quantities
    ).drop(_by_part(name) for name in quantities)


def _by_part(name: str) -> str:
    return f"_part_states_{name}"
