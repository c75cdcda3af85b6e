"""Power usage effectiveness of a place: the published average, else a prior by climate zone."""

from datetime import date
from typing import Final

import polars as pl

AVERAGE: Final = "average"
"""The one basis that describes a place; designs, targets, bounds and best sites do not."""

PRIOR: Final = {"cold_west": 1.20, "central": 1.35, "south": 1.40}
PRIOR_SD: Final = 0.08
"""Priors and spread are assumptions of the method (conversion facts, power usage effectiveness).

The spread is that between sites, so it stands beside published averages of places too.
"""

COLD_WEST_PROVINCES: Final = ("150000",)
"""Inner Mongolia stands with the north-west, though its region is the north."""

SOUTH_PROVINCES: Final = ("710000", "810000", "820000")

MAX_AGE: Final = "3y"
"""An older average says little: Guangdong's 1.77 of 2019 stands beside a nation at 1.42 in 2025."""

OBSERVED: Final = ("pue", "pue_as_of", "pue_id")


def climate_zone(province_adcode: pl.Expr, region7: pl.Expr) -> pl.Expr:
    """Climate zone of a province; the zones' borders are our reading of the method's names."""
    return (
        pl.when(province_adcode.is_in(COLD_WEST_PROVINCES) | (region7 == "northwest"))
        .then(pl.lit("cold_west"))
        .when(province_adcode.is_in(SOUTH_PROVINCES) | (region7 == "south"))
        .then(pl.lit("south"))
        .otherwise(pl.lit("central"))
    )


def observed_pue(pue_observations: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Newest average of each place, not older than ``MAX_AGE``: ``adcode`` and ``OBSERVED``."""
    oldest = pl.lit(as_of).dt.offset_by(f"-{MAX_AGE}")
    return (
        pue_observations.filter(
            (pl.col("basis") == AVERAGE)
            & pl.col("adcode").is_not_null()
            & pl.col("as_of").is_between(oldest, pl.lit(as_of))
        )
        .sort("as_of", "pue_id", descending=[True, False])
        .unique("adcode", keep="first", maintain_order=True)
        .select("adcode", "pue", pl.col("as_of").alias("pue_as_of"), "pue_id")
    )
