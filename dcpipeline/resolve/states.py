"""States of knowledge: what claims the public could know on each day on which that changed."""

from datetime import date

import polars as pl


def known_states(claims: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Every claim once for each state of its project in which it is known.

    A project has a state for each day on which something about it was published, and for each day
    on which an event took place that had been published before.

    Args:
        claims: ``core.claims`` with ``project_id``.
        as_of: last day that counts.

    Returns:
        The claims with ``known_on``, the first day of the state.
    """
    known = claims.filter(pl.col("published_on") <= as_of)
    published = known.select("project_id", known_on="published_on")
    took_place = known.filter(
        (pl.col("property") == "event")
        & (pl.col("event_on") > pl.col("published_on"))
        & (pl.col("event_on") <= as_of)
    ).select("project_id", known_on="event_on")
    days = pl.concat([published, took_place]).unique()
    states = days.join(known, on="project_id", how="inner", validate="m:m")
    return states.filter(pl.col("published_on") <= pl.col("known_on"))
