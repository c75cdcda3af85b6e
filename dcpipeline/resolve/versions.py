"""What could be known of each project on each day: states that differ, with their two intervals."""

from typing import Final

import polars as pl

from dcpipeline.schema import conform, table

VERSIONS: Final = table("core.project_versions")
_INTERVALS: Final = ("known_from_on", "known_to_on", "valid_from_on", "valid_to_on")


def project_versions(cells: pl.DataFrame) -> pl.DataFrame:
    """``core.project_versions`` from the cells of every state.

    A state that shows nothing new is not kept. Nothing of a version depends on what became known
    after it, except where it ends.

    Args:
        cells: evidence cells by ``project_id`` and ``known_on``.
    """
    shown = [name for name in VERSIONS.column_names if name not in _INTERVALS]
    states = cells.rename({"known_on": "known_from_on", "status_on": "valid_from_on"}).sort(
        "project_id", "known_from_on"
    )
    content = [name for name in (*shown, "valid_from_on") if name != "project_id"]
    is_first = pl.int_range(pl.len()).over("project_id") == 0
    changed = pl.any_horizontal(
        pl.col(name).ne_missing(pl.col(name).shift(1).over("project_id")) for name in content
    )
    kept = states.filter(is_first | changed)
    following = pl.col("known_from_on").shift(-1).over("project_id")
    return conform(
        kept.with_columns(known_to_on=following.dt.offset_by("-1d"))
        .with_columns(valid_to_on=_next_status_on())
        .select(VERSIONS.column_names),
        VERSIONS,
    )


def _next_status_on() -> pl.Expr:
    """Date of the next status; null where none follows, or where it is dated before this one."""
    is_new = pl.col("status").ne_missing(pl.col("status").shift(-1)).over("project_id")
    next_on = pl.col("valid_from_on").shift(-1).over("project_id")
    at_change = pl.when(is_new).then(next_on)
    following = at_change.fill_null(strategy="backward").over("project_id")
    return pl.when(following > pl.col("valid_from_on")).then(following)
