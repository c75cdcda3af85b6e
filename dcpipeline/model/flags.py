"""Flags that stand beside the index with weight 0: sponsor and fit, each yes, no or unknown."""

from collections.abc import Sequence
from typing import Final

import polars as pl

from dcpipeline.model.places import Places
from dcpipeline.model.priors import Priors

LEAST_RACK_KW: Final = 8.0


def sponsor_flag(register: pl.DataFrame) -> list[str]:
    """Yes for a local platform; no for a hyperscaler, carrier or listed operator."""
    kind = pl.col("operator_type")
    flag = (
        pl.when(kind == "local_platform")
        .then(pl.lit("yes"))
        .when(kind.is_in(["hyperscaler", "carrier_or_listed"]))
        .then(pl.lit("no"))
        .otherwise(pl.lit("unknown"))
    )
    return register.select(flag).to_series().to_list()


def fit_flag(register: pl.DataFrame, priors: Priors) -> list[str]:
    """Yes with one sign of poor fit; no when nothing says so and workload or density is known.

    Standard racks are a unit of 2.5 kW and say nothing about the density of real racks.
    """
    rack_kw = pl.when(pl.col("rack_unit").ne_missing("standard_2_5kw"), pl.col("racks") > 0).then(
        pl.col("it_load_mw") * 1000 / pl.col("racks")
    )
    old = pl.any_horizontal(
        pl.col("accelerator_model").str.contains(word, literal=True)
        for word in priors.chip_words["old"]
    )
    poor = [rack_kw < LEAST_RACK_KW, pl.col("training_only") == 1, old]
    good = [rack_kw >= LEAST_RACK_KW, pl.col("training_only") == 0]
    flag = (
        pl.when(pl.any_horizontal(sign.fill_null(False) for sign in poor))
        .then(pl.lit("yes"))
        .when(pl.any_horizontal(sign.fill_null(False) for sign in good))
        .then(pl.lit("no"))
        .otherwise(pl.lit("unknown"))
    )
    return register.select(flag).to_series().to_list()


def place_flag(of_projects: Sequence[str], places: Places) -> list[str]:
    """Yes if any project says yes; no if all say no; else unknown."""
    seen: list[set[str]] = [set() for _ in places.keys]
    for place, flag in zip(places.member, of_projects, strict=True):
        if place >= 0:
            seen[place].add(flag)
    return ["yes" if "yes" in flags else "no" if flags == {"no"} else "unknown" for flags in seen]
