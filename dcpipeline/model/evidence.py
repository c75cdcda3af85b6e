"""Which figures stand behind an estimate: evidence class and number of observations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dcpipeline.model.targets import members
from dcpipeline.model.utilization import Posterior

GROUPS = ("province", "region7", "region4", "hubs", "portfolio")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Nearest figure and number of figures of one place or project."""

    kind: str
    observations: int


def evidence(posterior: Posterior, metric: str) -> Mapping[tuple[str, str], Evidence]:
    """Evidence by (geography level, identifier), for all with at least one recent figure.

    Whoever is not in the mapping has class D.
    """
    figures = posterior.figures.filter(
        pl.col("target_metric") == metric,
        pl.col("role") == "fit",
        pl.col("years") <= posterior.priors.observation["evidence_years"],
    )
    centers = posterior.register[posterior.running].with_columns(entity_id=pl.col("project_id"))
    found: dict[tuple[str, str], list[str]] = {}
    for figure in figures.iter_rows(named=True):
        for place, kind in _informed(figure, centers):
            found.setdefault(place, []).append(kind)
    return {place: Evidence(min(kinds), len(kinds)) for place, kinds in found.items()}


def _informed(
    figure: Mapping[str, object], centers: pl.DataFrame
) -> Sequence[tuple[tuple[str, str], str]]:
    """Places and projects that a figure informs, each with its class. Nobody twice."""
    kind, key = figure["target_kind"], str(figure["target_key"])
    if kind in GROUPS:
        inside = centers[members(dict(figure), centers)]
        out = {("project", str(value)): "C" for value in inside["project_id"]}
        out |= {("city", str(value)): "C" for value in inside["city_adcode"].drop_nulls()}
        out |= {("province", str(value)): "C" for value in inside["province_adcode"]}
        return list((out | ({("province", key): "A"} if kind == "province" else {})).items())
    city, province = figure["target_city"], figure["target_province"]
    if kind == "project":
        row = centers.filter(pl.col("project_id") == key)
        city, province = row["city_adcode"][0], row["province_adcode"][0]
    out = {("province", str(province)): "B"} if province else {}
    if city:
        near = centers.filter(pl.col("city_adcode") == city)["project_id"]
        out |= {("project", str(value)): "B" for value in near}
        out[("city", str(city))] = "A" if kind == "city" else "B"
    if kind == "project":
        out[("project", key)] = "A"
    return list(out.items())


def classes(
    keys: Sequence[tuple[str, str]], found: Mapping[tuple[str, str], Evidence]
) -> tuple[list[str], np.ndarray]:
    """Class and count of each key, D and zero where nothing was found."""
    nothing = Evidence("D", 0)
    rows = [found.get(key, nothing) for key in keys]
    return [row.kind for row in rows], np.asarray([row.observations for row in rows])
