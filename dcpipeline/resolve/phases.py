"""Phases and buildings under their site, by the same rules as the site itself.

Labels nest: a building or a first batch lies within the phase that its label names (一期A1/A2 in
一期), a building within a label that names it and more, or the zone whose letter it bears.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.normalize.phases import PhaseLabel, parse_phase
from dcpipeline.resolve.events import event_claims
from dcpipeline.resolve.facts import USED
from dcpipeline.resolve.quantities import MEASURES, quantity_votes
from dcpipeline.resolve.status import status_of, status_votes
from dcpipeline.schema import conform, empty, table

PHASES: Final = table("core.project_phases")
_BY: Final = ("project_id", "label")


def project_phases(claims: pl.DataFrame, scopes: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """``core.project_phases``: each phase taken for a subject of its own.

    Args:
        claims: ``core.claims`` with ``project_id`` and ``tier_rank``.
        scopes: ``project_id`` and ``scope``.
        as_of: day of the run.
    """
    told = claims.filter(pl.col("phase").is_not_null()).with_columns(
        label="phase", phase=pl.lit(None, dtype=pl.String), known_on=pl.lit(as_of)
    )
    if told.is_empty():
        return empty(PHASES)
    phases = told.group_by(_BY).agg(n_claims=pl.len().cast(pl.Int64))
    phases = phases.join(scopes, on="project_id", how="left", validate="m:1")
    numbers = [parse_phase(label).phase_number for label in phases["label"]]
    table_ = phases.with_columns(phase_number=pl.Series(numbers, dtype=pl.Int64))
    for part in (_status(told), *_quantities(told, phases.select(*_BY, "scope"))):
        table_ = table_.join(part, on=_BY, how="left", validate="1:1")
    installed, planned = pl.col("_precision_installed"), pl.col("_precision_planned")
    # One column for both figures: it is null where they are of different precision.
    differ = (installed != planned).fill_null(False)
    table_ = table_.with_columns(
        compute_precision=pl.when(~differ).then(pl.coalesce(installed, planned))
    )
    nested = _nested(phases.select(*_BY))
    table_ = table_.join(nested, on=_BY, how="left", validate="1:1")
    return conform(table_.rename({"label": "phase"}).select(PHASES.column_names), PHASES)


def phase_level(label: PhaseLabel) -> str:
    """What a label stands for, see the vocabulary ``PHASE_LEVEL``."""
    if label.buildings:
        return "building"
    if label.is_part:
        return "part"
    if label.numbers:
        return "phase"
    return "whole" if label.is_whole else "other"


def parent_label(label: PhaseLabel, others: Sequence[PhaseLabel]) -> str | None:
    """The label within which another lies; null where none or several do.

    Args:
        label: a label of a project.
        others: the other labels of the project.
    """
    if phase_level(label) not in ("building", "part"):
        return None
    number = label.phase_number
    around = [o for o in others if number and o.numbers == (number,) and phase_level(o) == "phase"]
    zones = {building[0] for building in label.buildings if len(building) > 1}
    around = around or [o for o in others if set(label.buildings) < set(o.buildings)]
    around = around or [o for o in others if len(zones) == 1 and set(o.buildings) == zones]
    return around[0].text if len(around) == 1 else None


def _nested(labels: pl.DataFrame) -> pl.DataFrame:
    """``level`` and ``parent_phase`` of every label of every project."""
    rows = []
    for (project_id,), own in labels.sort(_BY).group_by("project_id", maintain_order=True):
        read = [parse_phase(label) for label in own["label"]]
        for one in read:
            others = [other for other in read if other is not one]
            rows.append((project_id, one.text, phase_level(one), parent_label(one, others)))
    schema = dict.fromkeys((*_BY, "level", "parent_phase"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _status(told: pl.DataFrame) -> pl.DataFrame:
    events = event_claims(told).with_columns(
        status=status_of(whole_label=True), is_part=pl.lit(False)
    )
    used = status_votes(events, _BY).filter(pl.col("role") == USED)
    return used.select(*_BY, "status", status_on="event_on", status_on_precision="event_precision")


def _quantities(told: pl.DataFrame, scopes: pl.DataFrame) -> list[pl.DataFrame]:
    parts = []
    for measure in MEASURES:
        votes = quantity_votes(told, measure, scopes, _BY).filter(pl.col("role") == USED)
        columns = [pl.col("value_num").alias(measure.column)]
        if measure.precision:
            columns.append(pl.col("precision").alias(f"_precision_{measure.basis}"))
        parts.append(votes.select(*_BY, *columns))
    return parts
