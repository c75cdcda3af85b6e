"""Events to status: the newest dated event decides, within limits that are named rules.

``changes_no_status``
    A transfer or a report of idleness says nothing about the stage.
``lies_ahead``
    The event is dated after the day of the state, as an opening that was only set.
``phase_stop_stays_with_phase``
    A phase that stops does not stop the site.
``stop_needs_press_tier``
    A suspension or cancellation known only from weaker sources does not decide, it disputes.
``plan_never_overrides_event``
    Announced, signed and approved give way to construction and service, whatever their dates.
``undated_yields_to_dated``
    An undated event counts only where no dated one is left.
``phase_never_lowers_site``
    The start of phase two at a site in service leaves the site in service.
``newest_dated_event``
    Events more than 90 days older than the newest are history.
``tier_within_90_days``
    Among events within 90 days of the newest the best tier decides, then the newest.
``furthest_stage``, ``smallest_claim_id``
    Ties.
``undated_only``
    No dated event: the best tier, then the furthest stage.

A month or year is not older than a day inside it: where a further stage is dated ``2024`` and an
earlier one ``2024-05-01``, the further stage counts as the later one.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.normalize.status import STATUS_OF_EVENT
from dcpipeline.resolve.facts import OUTVOTED, USED, date_columns, facts_of
from dcpipeline.schema.vocabularies import PIPELINE, STATUS_RANK, STOPPED, TIER_RANK

NEAR_DAYS: Final = 90
STOP_TIER: Final = TIER_RANK["press"]
_LONG_AGO: Final = date(1, 1, 1)


def status_of(*, whole_label: bool = False) -> pl.Expr:
    """The status that an event claim stands for; null where it changes none.

    Args:
        whole_label: take the phase for the subject, so that a phase in service is in service.
    """
    status = pl.col("value_text").replace_strict(
        STATUS_OF_EVENT, default=None, return_dtype=pl.String
    )
    planned = (pl.col("value_text") == "expanded") & (pl.col("basis") == "planned").fill_null(False)
    part = pl.col("phase").is_not_null() & (status == "operational")
    if whole_label:
        part = pl.lit(False)
    return (
        pl.when(planned)
        .then(pl.lit("announced"))
        .when(part)
        .then(pl.lit("partly_operational"))
        .otherwise(status)
    )


def status_votes(events: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Votes on the status of each group.

    Args:
        events: event claims with ``tier_rank``, ``known_on``, ``period_to`` (last day of the stated
            period), ``status`` and the flag ``is_part`` (of a phase, not of the whole subject).
        by: columns of the group.

    Returns:
        The events with ``role``, ``rule`` and the flag ``disputed`` of their group.
    """
    marked = _with_kinds(events).with_columns(rule=_refused_alone())
    for rule, condition in _refused_in_company(by):
        marked = marked.with_columns(
            rule=pl.when(pl.col("rule").is_null() & condition).then(pl.lit(rule)).otherwise("rule")
        )
    marked = _with_order_of_life(marked, by)
    marked = _without_lowering_phases(marked, by)
    return _with_disputes(_decide(marked, by), by)


def status_facts(votes: pl.DataFrame) -> list[pl.DataFrame]:
    """Facts of the status and of the source's word for it.

    Every event claim is accounted for under ``status``, also where it stands for none.
    """
    telling = votes.filter(pl.col("status").is_not_null())
    return [
        *facts_of(votes, {"status": pl.col("status")}, keep_silent=True),
        *facts_of(telling, {"status_source_words": pl.col("value_text")}),
        *date_columns("status_on", telling),
    ]


def _with_kinds(events: pl.DataFrame) -> pl.DataFrame:
    status = pl.col("status")
    return events.with_columns(
        stage=status.replace_strict(STATUS_RANK, default=None, return_dtype=pl.Int64),
        is_plan=status.is_in(PIPELINE),
        is_stop=status.is_in(STOPPED),
        day=pl.col("event_on").fill_null(_LONG_AGO),
    )


def _refused_alone() -> pl.Expr:
    """Rules that look at one event only."""
    return (
        pl.when(pl.col("status").is_null())
        .then(pl.lit("changes_no_status"))
        .when(pl.col("event_on") > pl.col("known_on"))
        .then(pl.lit("lies_ahead"))
        .when(pl.col("is_stop") & pl.col("is_part"))
        .then(pl.lit("phase_stop_stays_with_phase"))
        .when(pl.col("is_stop") & (pl.col("tier_rank") > STOP_TIER))
        .then(pl.lit("stop_needs_press_tier"))
    )


def _refused_in_company(by: Sequence[str]) -> list[tuple[str, pl.Expr]]:
    """Rules that depend on the other events still in the contest."""
    open_still = pl.col("rule").is_null()
    physical = open_still & ~pl.col("is_plan") & ~pl.col("is_stop")
    dated = open_still & pl.col("event_on").is_not_null()
    return [
        ("plan_never_overrides_event", pl.col("is_plan") & physical.any().over(by)),
        ("undated_yields_to_dated", pl.col("event_on").is_null() & dated.any().over(by)),
    ]


def _pairs(marked: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Every event still in the contest beside every other of its group (suffix ``_other``)."""
    contest = marked.filter(pl.col("rule").is_null())
    own = contest.select(*by, "claim_id", "day", "period_to", "stage", "is_part")
    return own.join(
        contest.select(*by, "claim_id", "day", "stage", "is_stop"),
        on=by,
        how="inner",
        validate="m:m",
        suffix="_other",
    )


def _with_order_of_life(marked: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Move a further stage of vague date behind earlier stages that lie inside its period."""
    moved = (
        _pairs(marked, by)
        .filter(
            (pl.col("stage_other") < pl.col("stage"))
            & (pl.col("day_other") > pl.col("day"))
            & (pl.col("day_other") <= pl.col("period_to"))
        )
        .group_by(*by, "claim_id")
        .agg(moved_to=pl.col("day_other").max())
    )
    joined = marked.join(moved, on=[*by, "claim_id"], how="left", validate="1:1")
    return joined.with_columns(day=pl.coalesce("moved_to", "day")).drop("moved_to")


def _without_lowering_phases(marked: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    lowering = (
        _pairs(marked, by)
        .filter(
            pl.col("is_part")
            & ~pl.col("is_stop")
            & (pl.col("day_other") <= pl.col("day"))
            & (pl.col("stage_other") > pl.col("stage"))
        )
        .select(*by, "claim_id", lowers=pl.lit(True))
        .unique()
    )
    joined = marked.join(lowering, on=[*by, "claim_id"], how="left", validate="1:1")
    rule = pl.when("lowers").then(pl.lit("phase_never_lowers_site")).otherwise("rule")
    return joined.with_columns(rule=rule).drop("lowers")


def _decide(marked: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Role and rule for the events still in the contest; refused ones are outvoted."""
    contest = pl.col("rule").is_null()
    newest = pl.col("day").filter(contest).max().over(by)
    near = contest & ((newest - pl.col("day")).dt.total_days() <= NEAR_DAYS)
    ordered = marked.with_columns(near=near.fill_null(False), newest=newest).sort(
        "near", "tier_rank", "day", "stage", "claim_id", descending=[True, False, True, True, False]
    )
    winner = {
        f"winner_{name}": pl.col(name).filter(pl.col("near")).first().over(by)
        for name in ("claim_id", "tier_rank", "day", "stage", "is_part", "is_stop")
    }
    is_winner = (pl.col("claim_id") == pl.col("winner_claim_id")).fill_null(False)
    return ordered.with_columns(**winner).with_columns(
        role=pl.when(is_winner).then(pl.lit(USED)).otherwise(pl.lit(OUTVOTED)),
        contested=contest,
        rule=pl.when(~contest)
        .then("rule")
        .when(is_winner)
        .then(_rule_of_winner())
        .otherwise(_rule_of_loser()),
    )


def _rule_of_winner() -> pl.Expr:
    return (
        pl.when(pl.col("event_on").is_null())
        .then(pl.lit("undated_only"))
        .when(pl.col("day") < pl.col("newest"))
        .then(pl.lit("tier_within_90_days"))
        .otherwise(pl.lit("newest_dated_event"))
    )


def _rule_of_loser() -> pl.Expr:
    return (
        pl.when(~pl.col("near"))
        .then(pl.lit("newest_dated_event"))
        .when(pl.col("event_on").is_null())
        .then(pl.lit("undated_only"))
        .when(pl.col("tier_rank") > pl.col("winner_tier_rank"))
        .then(pl.lit("tier_within_90_days"))
        .when(pl.col("day") < pl.col("winner_day"))
        .then(pl.lit("newest_dated_event"))
        .when(pl.col("stage") < pl.col("winner_stage"))
        .then(pl.lit("furthest_stage"))
        .otherwise(pl.lit("smallest_claim_id"))
    )


def _with_disputes(decided: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Flag groups whose status has evidence against it.

    A status other than a stop is disputed when a stop not older than it was refused or outvoted;
    any status is when the newest event of the whole subject goes back behind an earlier stage. Work
    that is taken up again after a suspension is no step back.
    """
    outvoted = pl.col("role") == OUTVOTED
    not_older = pl.col("event_on").is_null() | (pl.col("day") >= pl.col("winner_day")).fill_null(
        True
    )
    weak = pl.col("rule") == "stop_needs_press_tier"
    overruled = pl.col("contested") & outvoted & pl.col("is_stop")
    says_otherwise = ~pl.col("winner_is_stop").fill_null(False)
    step_back = (
        pl.col("contested")
        & ~pl.col("winner_is_part")
        & (pl.col("status") != "suspended")
        & (pl.col("day") <= pl.col("winner_day"))
        & pl.col("event_on").is_not_null()
        & (pl.col("stage") > pl.col("winner_stage"))
    )
    against = ((weak | overruled) & not_older & says_otherwise) | step_back
    return decided.with_columns(disputed=against.fill_null(False).any().over(by))
