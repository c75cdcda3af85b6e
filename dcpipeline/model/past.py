"""Inputs as they could be known on an earlier day."""

from dataclasses import replace
from datetime import date

import polars as pl

from dcpipeline.model.inputs import Inputs, known_by

VERSIONED = (
    "status",
    "compute_pflops_installed",
    "compute_pflops_planned",
    "racks",
    "it_load_mw",
    "ai_stated",
)


def inputs_at(inputs: Inputs, day: date, versions: pl.DataFrame | None = None) -> Inputs:
    """The inputs of a day: only projects, figures and signals that were known by then.

    With ``core.project_versions`` the state of a project is its newest version known by the day.
    Without them the state follows from the dates of ``core.projects``: sizes are then those
    known today. Latency, prices and phases are taken as they are, because they are reference
    data; phases only of projects whose state has not changed since.
    """
    seen = inputs.projects.filter(pl.col("first_seen_on") <= day)
    past = _from_versions(seen, versions, day) if versions is not None else _from_dates(seen, day)
    past = past.with_columns(
        operational_on=pl.when(pl.col("operational_on") <= day).then(pl.col("operational_on")),
        status_on=pl.when(pl.col("status_on") <= day).then(pl.col("status_on")),
    )
    settled = inputs.projects.filter(pl.col("last_changed_on") <= day)["project_id"].implode()
    kept = inputs.with_projects(past)
    return replace(
        kept,
        project_phases=kept.project_phases.filter(pl.col("project_id").is_in(settled)),
        observations=known_by(inputs.observations, day),
        market_signals=known_by(inputs.market_signals, day),
    )


def _from_versions(seen: pl.DataFrame, versions: pl.DataFrame, day: date) -> pl.DataFrame:
    newest = (
        versions.filter(pl.col("known_from_on") <= day)
        .sort("known_from_on")
        .unique("project_id", keep="last", maintain_order=True)
        .select("project_id", *VERSIONED)
    )
    # a project without a version of that day was not known: it has no partner and goes
    return seen.drop(VERSIONED).join(newest, on="project_id", how="inner", validate="1:1")


def _from_dates(seen: pl.DataFrame, day: date) -> pl.DataFrame:
    was = (
        pl.when(pl.col("status_on") <= day)
        .then(pl.col("status"))
        .when(pl.col("cancelled_on") <= day)
        .then(pl.lit("cancelled"))
        .when(pl.col("operational_on") <= day)
        .then(pl.lit("operational"))
        .when(pl.col("construction_started_on") <= day)
        .then(pl.lit("under_construction"))
        .otherwise(pl.lit("announced"))
    )
    return seen.with_columns(status=was)
