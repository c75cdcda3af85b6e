"""Which projects a published count is about: a rule per population, on milestone intervals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.marts.truth import Truth


@dataclass(frozen=True, slots=True)
class Period:
    """A counted period, both days included; ``start`` null means from the beginning."""

    start: date | None
    end: date


def reached_within(stage: str, period: Period) -> Truth:
    """The stage was reached inside the period.

    A recorded date counts if its day, month or year lies wholly in the period. It is sure only
    if the stage is bounded on both sides, that is, dated by the event itself.
    """
    if period.start is None:
        return reached_by(stage, period.end)
    recorded, latest = pl.col(f"{stage}_recorded"), pl.col(f"{stage}_latest")
    earliest, ends_inside = pl.col(f"{stage}_earliest"), latest <= period.end
    begins_before_end = (earliest <= period.end).fill_null(True)
    return Truth(
        recorded=_known((recorded >= period.start) & ends_inside),
        sure=_known((earliest >= period.start) & ends_inside),
        possible=pl.col(f"{stage}_reached") & (latest >= period.start) & begins_before_end,
    )


def reached_by(stage: str, day: date) -> Truth:
    """The stage was reached on or before a day. A report that it was is enough to be sure."""
    reached = pl.col(f"{stage}_reached")
    by_then = reached & _known(pl.col(f"{stage}_latest") <= day)
    may_be = (pl.col(f"{stage}_earliest") <= day).fill_null(True)
    return Truth(recorded=by_then, sure=by_then, possible=reached & may_be)


def _known(condition: pl.Expr) -> pl.Expr:
    return condition.fill_null(False)


def _active(period: Period) -> Truth:
    return reached_by("announced", period.end) & ~reached_by("cancelled", period.end)


def _planned(period: Period) -> Truth:
    return _active(period) & ~reached_by("started", period.end)


def _under_construction(period: Period) -> Truth:
    return _begun(period) & ~reached_by("in_service", period.end)


def _pipeline(period: Period) -> Truth:
    return _active(period) & ~reached_by("in_service", period.end)


def _begun(period: Period) -> Truth:
    return reached_by("started", period.end) & ~reached_by("cancelled", period.end)


def _in_service(period: Period) -> Truth:
    return reached_by("in_service", period.end) & ~reached_by("cancelled", period.end)


def _within(stage: str) -> Callable[[Period], Truth]:
    return lambda period: reached_within(stage, period)


POPULATIONS: Final[dict[str, Callable[[Period], Truth]]] = {
    "announced": _within("announced"),
    "started": _within("started"),
    "completed": _within("in_service"),
    "cancelled": _within("cancelled"),
    "known": lambda period: reached_by("announced", period.end),
    "active": _active,
    "planned": _planned,
    "under_construction": _under_construction,
    "pipeline": _pipeline,
    "begun": _begun,
    "in_service": _in_service,
}
