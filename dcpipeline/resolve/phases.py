"""Phases and buildings under their site, by the same rules as the site itself."""

from datetime import date
from typing import Final

import polars as pl

from dcpipeline.normalize.phases import parse_phase
from dcpipeline.resolve.events import event_claims
from dcpipeline.resolve.facts import USED
from dcpipeline.resolve.quantities import MEASURES, quantity_votes
from dcpipeline.resolve.status import status_of, status_votes
from dcpipeline.schema import conform, table

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
    return conform(table_.rename({"label": "phase"}).select(PHASES.column_names), PHASES)


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
