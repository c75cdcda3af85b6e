"""When a project can have reached each stage, from dates of stated precision and basis.

A date of basis ``event`` says that the stage was reached within its day, month or year. Any other
basis (a report that the state holds, a year not printed, unclear words) says only that it was
reached by the end of that period. Reaching a later stage shows that the earlier ones were reached.
"""

from collections.abc import Sequence

import polars as pl

from dcpipeline.schema import vocabularies as v

STAGES = ("announced", "started", "in_service", "cancelled")

_DATE_OF = {
    "announced": "announced_on",
    "started": "construction_started_on",
    "in_service": "operational_on",
    "cancelled": "cancelled_on",
}
# Stages whose evidence shows that the stage was reached, the stage itself first.
_SHOWN_BY = {
    "announced": ("announced", "started", "in_service", "cancelled"),
    "started": ("started", "in_service"),
    "in_service": ("in_service",),
    "cancelled": ("cancelled",),
}
# Stages that must come before; an event date of theirs bounds the stage from below.
_AFTER: dict[str, tuple[str, ...]] = {
    "announced": (),
    "started": ("announced",),
    "in_service": ("announced", "started"),
    "cancelled": ("announced",),
}
_STATUS_SHOWS = {
    "announced": tuple(v.STATUS),
    "started": ("under_construction", *v.IN_SERVICE),
    "in_service": v.IN_SERVICE,
    "cancelled": ("cancelled",),
}


def milestones(projects: pl.DataFrame) -> pl.DataFrame:
    """The interval in which each project reached each stage.

    The first sign of life of a project is its earliest evidence of any kind: a date of any stage,
    the date behind its status, or the day on which the public could first know of it.

    Args:
        projects: ``core.projects``. A stage that is reached but undated was reached by the day of
            the newest claim, ``last_changed_on``, and so were the stages before it.

    Returns:
        ``project_id`` and for each stage of ``STAGES``: ``<stage>_reached``; ``<stage>_earliest``,
        null where nothing bounds it from below; ``<stage>_latest``; ``<stage>_recorded``, the
        first day of the period that dates the stage as the sources have it, whatever the basis;
        null where neither evidence nor a lower bound is dated. All null where the stage is not
        reached. ``earliest <= recorded <= latest`` where present.
    """
    periods = projects.select(
        "project_id",
        "status",
        *(column for stage in STAGES for column in _own(stage)),
        *_report("status", "status_on", "status_on_precision"),
        pl.col("first_seen_on").alias("seen_start"),
        pl.col("first_seen_on").alias("seen_end"),
        "last_changed_on",
    )
    periods = periods.with_columns(_status_evidence())
    periods = periods.with_columns(_undated(stage) for stage in STAGES)
    bounded = periods.with_columns(column for stage in STAGES for column in _bounds(stage))
    ordered = bounded.with_columns(column for stage in STAGES for column in _consistent(stage))
    kinds = ("reached", "earliest", "latest", "recorded")
    return ordered.select("project_id", *(f"{stage}_{kind}" for stage in STAGES for kind in kinds))


def period_end(column: str, precision: str) -> pl.Expr:
    """Last day of the period whose first day and precision two columns hold.

    A date without a stated precision is taken as a year, the widest.
    """
    day = pl.col(column)
    return (
        pl.when(pl.col(precision) == "day")
        .then(day)
        .when(pl.col(precision) == "month")
        .then(day.dt.month_end())
        .when(pl.col(precision) == "quarter")
        .then(day.dt.offset_by("3mo").dt.offset_by("-1d"))
        .when(pl.col(precision) == "half")
        .then(day.dt.offset_by("6mo").dt.offset_by("-1d"))
        .otherwise(day.dt.truncate("1y").dt.offset_by("1y").dt.offset_by("-1d"))
    )


def _own(stage: str) -> tuple[pl.Expr, ...]:
    name = _DATE_OF[stage]
    is_event = pl.col(f"{name}_basis").eq_missing("event") & pl.col(name).is_not_null()
    return (*_report(stage, name, f"{name}_precision"), is_event.alias(f"{stage}_event"))


def _report(label: str, name: str, precision: str) -> tuple[pl.Expr, pl.Expr]:
    return (
        pl.col(name).alias(f"{label}_start"),
        period_end(name, precision).alias(f"{label}_end"),
    )


def _status_evidence() -> list[pl.Expr]:
    """The date behind the status is evidence of the stages that the status shows."""
    return [
        pl.when(pl.col("status").is_in(_STATUS_SHOWS[stage]))
        .then(pl.col(f"status_{side}"))
        .alias(f"status_{stage}_{side}")
        for stage in STAGES
        for side in ("start", "end")
    ]


def _undated(stage: str) -> pl.Expr:
    """The day of the newest claim, where the status shows a stage that nothing dates."""
    dated = pl.coalesce(f"{label}_end" for label in _evidence(stage))
    is_undated = pl.col("status").is_in(_STATUS_SHOWS[stage]) & dated.is_null()
    return pl.when(is_undated).then("last_changed_on").alias(f"{stage}_undated")


def _evidence(stage: str) -> Sequence[str]:
    labels = [*_SHOWN_BY[stage], f"status_{stage}"]
    return [*labels, "seen"] if stage == "announced" else labels


def _bounds(stage: str) -> tuple[pl.Expr, ...]:
    labels = _evidence(stage)
    latest = pl.min_horizontal(f"{label}_end" for label in labels)
    first_report = pl.coalesce(
        pl.when(pl.col(f"{label}_end") == latest).then(pl.col(f"{label}_start")) for label in labels
    )
    always = pl.lit(stage == "announced")
    by_newest_claim = (f"{shown}_undated" for shown in _SHOWN_BY[stage])
    reached = always | latest.is_not_null() | pl.col("status").is_in(_STATUS_SHOWS[stage])
    is_reached = reached.fill_null(False)
    earlier = [_event_start(other) for other in _AFTER[stage]]
    bound = pl.max_horizontal(*earlier) if earlier else pl.lit(None, dtype=pl.Date)
    return (
        is_reached.alias(f"{stage}_reached"),
        pl.when(is_reached)
        .then(pl.coalesce(_event_start(stage), bound))
        .alias(f"{stage}_earliest"),
        pl.when(is_reached)
        .then(pl.coalesce(pl.min_horizontal(latest, *by_newest_claim), "last_changed_on"))
        .alias(f"{stage}_latest"),
        first_report.alias(f"{stage}_recorded"),
    )


def _event_start(stage: str) -> pl.Expr:
    return pl.when(pl.col(f"{stage}_event")).then(pl.col(f"{stage}_start"))


def _consistent(stage: str) -> tuple[pl.Expr, pl.Expr]:
    """Drops bounds and records that other evidence contradicts; no record is before its bound."""
    earliest, latest = pl.col(f"{stage}_earliest"), pl.col(f"{stage}_latest")
    kept = pl.when(earliest <= latest).then(earliest)
    reported = pl.col(f"{stage}_recorded")
    recorded = pl.max_horizontal(pl.when(reported <= latest).then(reported), kept)
    return kept.alias(f"{stage}_earliest"), recorded.alias(f"{stage}_recorded")
