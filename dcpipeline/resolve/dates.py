"""When a project was announced, begun, put into service, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from dcpipeline.resolve.facts import STATE, date_columns, elect


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date column of ``core.projects`` and the events that can fill it."""

    column: str
    events: tuple[str, ...]


MILESTONES: Final = (
    Milestone("announced_on", ("announced", "signed", "approved")),
    Milestone("construction_started_on", ("construction_start",)),
    Milestone("operational_on", ("phase_online", "operational")),
)


def date_facts(votes: pl.DataFrame) -> list[pl.DataFrame]:
    """Facts of all milestones.

    ``earliest_event``: the earliest claim that words the event itself. ``earliest_report``: the
    earliest other claim, where there is none of the former, or where the period it states ended
    before the former began: what already held can't have begun later. Its basis is kept, so that it
    is not taken for a start.

    Args:
        votes: the votes on the status, see ``status_votes``.
    """
    facts = []
    dated = votes.filter(pl.col("event_on").is_not_null() & (pl.col("rule") != "lies_ahead"))
    for milestone in MILESTONES:
        told = dated.filter(pl.col("value_text").is_in(milestone.events))
        facts += date_columns(milestone.column, _earliest(told, STATE))
    return facts + date_columns("cancelled_on", _last_cancelled(dated))


def _earliest(dated: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    is_event = (pl.col("event_basis") == "event").fill_null(False)
    first_event = pl.col("event_on").filter(is_event).min().over(by)
    marked = dated.with_columns(
        is_event=is_event,
        held_before=(pl.col("period_to") < first_event).fill_null(False) & ~is_event,
    )
    order = (("held_before", True), ("is_event", True), ("event_on", False), ("tier_rank", False))
    elected = elect(marked, by, order, "earliest_event")
    by_report = ~pl.col("is_event").filter(pl.col("role") == "used").first().over(by)
    rule = pl.when(by_report).then(pl.lit("earliest_report")).otherwise("rule")
    return elected.with_columns(rule=rule)


def _last_cancelled(dated: pl.DataFrame) -> pl.DataFrame:
    """The newest accepted cancellation of projects whose status is cancelled."""
    ended = dated.filter(
        (pl.col("status") == "cancelled")
        & ((pl.col("role") == "used") & (pl.col("status") == "cancelled")).any().over(STATE)
    ).with_columns(accepted=pl.col("contested"))
    order = (("accepted", True), ("event_on", True), ("tier_rank", False))
    return elect(ended, STATE, order, "newest_accepted")
