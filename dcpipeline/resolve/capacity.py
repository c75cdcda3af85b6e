"""Capacity of projects over time: each claim on a measure is a step or is kept out by a rule.

All figures on one measure of one project and basis are a series. They are taken in the order of the
days by which they held: the last day of the stated period, or the day of publication where that is
earlier or nothing else is dated. How a series becomes a level stands in ``levels``. Some claims do
not come into it:

``programme_apart``
    Totals of a city, batch or company are no figures of a site, and the other way round.
``no_number``
    The claim holds no number.
``lies_ahead``
    It is dated after the day of the run.
``undated_yields_to_dated``
    Neither its event nor its publication is dated, and the series has dated figures.
``other_measure``
    Another precision or unit than that of the preferred claim of the series.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.resolve.events import period_to
from dcpipeline.resolve.facts import OUTVOTED, USED
from dcpipeline.resolve.levels import Figure, Verdict, replay
from dcpipeline.resolve.quantities import WHOLE, read_labels
from dcpipeline.schema import conform, table

CAPACITY: Final = table("core.project_capacity")
MEASURES: Final = ("compute", "racks", "accelerators", "it_load")
SERIES: Final = ("project_id", "measure", "basis")
# The day up to which the facts were compiled dates nothing.
NO_DAY: Final = "receipt"
REASONS: Final = {
    "programme_apart": "totals of programmes and figures of sites are kept apart",
    "no_number": "it holds no number",
    "lies_ahead": "it is dated after the day of the run",
    "undated_yields_to_dated": "no day is known, and there are dated figures",
    "other_measure": "another precision or unit than that of the preferred claim",
}
_VERDICT: Final = {
    "claim_id": pl.String(),
    "rule": pl.String(),
    "reason": pl.String(),
    "step": pl.Int64(),
    "value": pl.Float64(),
    "added": pl.Float64(),
    "stepped_on": pl.Date(),
}


def project_capacity(claims: pl.DataFrame, scopes: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """``core.project_capacity``.

    Args:
        claims: ``core.claims`` with ``project_id`` and ``tier_rank``.
        scopes: ``project_id`` and ``scope``.
        as_of: day of the run.
    """
    told = _refused(_told(claims, scopes), as_of=as_of)
    verdicts = [
        verdict
        for series in _contest(told).partition_by(*SERIES, maintain_order=True)
        for verdict in replay(_figures(series))
    ]
    decided = pl.DataFrame([_row(verdict) for verdict in verdicts], schema=_VERDICT, orient="row")
    joined = told.join(decided, on="claim_id", how="left", validate="1:1", suffix="_decided")
    is_step = pl.col("step").is_not_null()
    return conform(
        joined.with_columns(
            role=pl.when(is_step).then(pl.lit(USED)).otherwise(pl.lit(OUTVOTED)),
            rule=pl.coalesce("rule", "rule_decided"),
            reason=pl.coalesce(pl.col("rule").replace_strict(REASONS, default=None), "reason"),
            valid_from_on=pl.coalesce("stepped_on", "valid_from_on"),
            stated="value_num",
        ).select(CAPACITY.column_names),
        CAPACITY,
    )


def _told(claims: pl.DataFrame, scopes: pl.DataFrame) -> pl.DataFrame:
    """Claims on a measure with their days and what they are about."""
    told = claims.filter(pl.col("property").is_in(MEASURES))
    is_dated = pl.col("event_on").is_not_null()
    published = pl.max_horizontal("published_on", "event_on")
    return (
        told.join(scopes, on="project_id", how="left", validate="m:1")
        .join(_enlarged(claims), on="announcement_id", how="left", validate="m:1")
        .join(read_labels(told["phase"]), on="phase", how="left", validate="m:1", nulls_equal=True)
        .with_columns(
            measure="property",
            enlarged=pl.col("enlarged").fill_null(False),
            kind=pl.concat_str(pl.col("precision", "unit").fill_null(""), separator="|"),
            has_day=is_dated | (pl.col("known_basis") != NO_DAY),
            valid_from_on=pl.coalesce("event_on", "published_on"),
            valid_from_precision=pl.when(is_dated).then("event_precision").otherwise(pl.lit("day")),
            valid_from_basis=pl.when(is_dated)
            .then(pl.col("event_basis").fill_null("unclear"))
            .otherwise(pl.lit("published")),
            held_on=pl.when(is_dated)
            .then(pl.min_horizontal(period_to(), published))
            .otherwise("published_on"),
        )
    )


def _enlarged(claims: pl.DataFrame) -> pl.DataFrame:
    """Register rows that report an enlargement."""
    is_enlargement = (pl.col("property") == "event") & (pl.col("value_text") == "expanded")
    rows = claims.filter(is_enlargement).select("announcement_id").drop_nulls().unique()
    return rows.with_columns(enlarged=pl.lit(True))


def _refused(told: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The claims with ``rule`` where they do not come into their series."""
    in_programme = (pl.col("scope") == "programme").fill_null(False)
    marked = told.with_columns(
        rule=pl.when((pl.col("subject_kind") == "programme") != in_programme)
        .then(pl.lit("programme_apart"))
        .when(pl.col("value_num").is_null())
        .then(pl.lit("no_number"))
        .when(pl.col("valid_from_on") > as_of)
        .then(pl.lit("lies_ahead"))
    )
    open_still = pl.col("rule").is_null()
    has_dated = (pl.col("has_day") & open_still).any().over(SERIES)
    marked = marked.with_columns(
        rule=pl.when(open_still & ~pl.col("has_day") & has_dated)
        .then(pl.lit("undated_yields_to_dated"))
        .otherwise("rule")
    )
    # the whole before parts, then the best tier, then the newest, as in quantities
    preferred = marked.sort(
        pl.col("part") != WHOLE, "tier_rank", "published_on", "event_on", "claim_id",
        descending=[False, False, True, True, False], nulls_last=True,
    )  # fmt: skip
    kind_of_series = pl.col("kind").filter(open_still).first().over(SERIES)
    return preferred.with_columns(
        rule=pl.when(open_still & (pl.col("kind") != kind_of_series))
        .then(pl.lit("other_measure"))
        .otherwise("rule")
    )


def _contest(told: pl.DataFrame) -> pl.DataFrame:
    """Claims that come into their series, in the order in which they are taken."""
    is_added = ((pl.col("change") == "increment") & pl.col("number").is_null()).fill_null(False)
    order_of_day = pl.when(is_added).then(2).when(pl.col("part") == WHOLE).then(0).otherwise(1)
    is_total = (pl.col("change") == "total").fill_null(False)
    return told.filter(pl.col("rule").is_null()).sort(
        *SERIES, "held_on", order_of_day, "tier_rank", ~is_total, "published_on", "claim_id",
        descending=[*[False] * 7, True, False], nulls_last=True,
    )  # fmt: skip


def _figures(series: pl.DataFrame) -> Iterator[Figure]:
    for row in series.iter_rows(named=True):
        yield Figure(
            claim_id=row["claim_id"],
            value=row["value_num"],
            tier=row["tier_rank"],
            valid_from_on=row["valid_from_on"],
            held_on=row["held_on"],
            part=row["part"],
            number=row["number"],
            nested=row["nested"],
            change=row["change"],
            enlarged=row["enlarged"],
            origin=row["origin_id"],
        )


def _row(verdict: Verdict) -> tuple[object, ...]:
    return (
        verdict.claim_id, verdict.rule, verdict.reason, verdict.step, verdict.value, verdict.added,
        verdict.valid_from_on,
    )  # fmt: skip
