"""Computing power, cards, racks, load, money: one figure per measure, never an average.

``best_tier_then_newest``
    Among claims on the whole subject the best tier wins, then the newest publication, then the
    newest event.
``whole_before_parts``
    A figure of the whole site goes before figures of its phases.
``programme_apart``
    Totals of a city, batch or company stay out of the figures of a site, and the other way round.
``increment_apart``
    What an enlargement adds says nothing about the whole.
``other_measure``
    Another precision, unit or basis than the winner's: not comparable.
``sum_of_phases``
    Only figures of phases: the winners of the numbered phases are added.
``part_of_phase``
    A part of a phase (``一期首批``) is not added to its phase; without one, the largest part stands
    for the phase.
``largest_part``
    A label without a number may overlap the others: nothing is added, the largest part counts.
``span_one_tier_weaker``
    Low and high: the smallest and largest figure among claims at most one tier weaker than the
    winner.
``sum_of_phase_spans``
    The same for each phase, added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from dcpipeline.normalize.phases import parse_phase
from dcpipeline.resolve.descriptions import BEST_TIER_THEN_NEWEST
from dcpipeline.resolve.facts import OUTVOTED, STATE, USED, facts_of

WHOLE: Final = ""
SPAN_RULE: Final = "span_one_tier_weaker"
SUM_OF_SPANS_RULE: Final = "sum_of_phase_spans"


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity of ``core.projects``.

    Attributes:
        column: column of the central figure.
        property: property of the claims.
        basis: only claims of this basis; null for any.
        spanned: whether low and high are kept.
        precision: column that takes the precision of the winner.
        unit: column that takes the unit of the winner.
    """

    column: str
    property: str
    basis: str | None = None
    spanned: bool = False
    precision: str | None = None
    unit: str | None = None


def _compute(basis: str) -> Measure:
    column = f"compute_pflops_{basis}"
    return Measure(column, "compute", basis, spanned=True, precision=f"{column}_precision")


MEASURES: Final = (
    _compute("installed"),
    _compute("planned"),
    Measure("accelerators", "accelerators"),
    Measure("racks", "racks", unit="rack_unit"),
    Measure("it_load_mw", "it_load"),
    Measure("investment_cny", "investment"),
)
# Where a measure has one column for both, what stands goes before what is planned.
_BASIS_ORDER: Final = {"installed": 0, "planned": 2}


def quantity_facts(claims: pl.DataFrame, scopes: pl.DataFrame) -> list[pl.DataFrame]:
    """Facts of all quantities.

    Args:
        claims: ``core.claims`` with ``STATE`` and ``tier_rank``.
        scopes: ``STATE`` and the ``scope`` of the project in that state.
    """
    facts = []
    told = set(claims["property"].unique())
    for measure in (each for each in MEASURES if each.property in told):
        votes = quantity_votes(claims, measure, scopes, STATE)
        values = {measure.column: pl.col("value_num")}
        if measure.precision:
            values[measure.precision] = pl.col("precision")
        if measure.unit:
            values[measure.unit] = pl.col("unit")
        facts += facts_of(votes, values)
        if measure.spanned:
            for end in ("low", "high"):
                span = span_votes(votes, end, STATE)
                facts += facts_of(span, {f"{measure.column}_{end}": pl.col(end)})
    return facts


def quantity_votes(
    claims: pl.DataFrame, measure: Measure, scopes: pl.DataFrame, by: Sequence[str]
) -> pl.DataFrame:
    """Votes on one measure.

    Args:
        claims: ``core.claims`` with ``by`` and ``tier_rank``.
        measure: what is asked.
        scopes: ``by`` and ``scope``.
        by: columns of the group.

    Returns:
        The claims on the measure with ``role``, ``rule``, ``part`` and ``low, high``.
    """
    told = _told(claims, measure).join(scopes, on=by, how="left", validate="m:1")
    votes = told.with_columns(
        rule=pl.when(_is_programme() != _in_programme()).then(pl.lit("programme_apart"))
    )
    votes = _refuse(votes, "increment_apart", (pl.col("change") == "increment").fill_null(False))
    votes = _refuse(
        votes,
        "whole_before_parts",
        (pl.col("part") != WHOLE) & _any(pl.col("part") == WHOLE, by),
    )
    votes = _refuse(votes, "other_measure", pl.col("kind") != _first("kind", by))
    votes = _refuse(
        votes, "best_tier_then_newest", pl.col("claim_id") != _first("claim_id", [*by, "part"])
    )
    return _add_up(votes, by)


def span_votes(votes: pl.DataFrame, end: str, by: Sequence[str]) -> pl.DataFrame:
    """Votes on the low or high end: one used claim for each part that is counted.

    Args:
        votes: result of ``quantity_votes``.
        end: ``low`` or ``high``.
        by: columns of the group.
    """
    winners = votes.filter(pl.col("role") == USED).select(
        *by, "part", winner_kind="kind", winner_tier="tier_rank"
    )
    near = votes.join(winners, on=[*by, "part"], how="inner", validate="m:1").filter(
        (pl.col("kind") == pl.col("winner_kind"))
        & (pl.col("tier_rank") <= pl.col("winner_tier") + 1)
        & ~pl.col("rule").is_in(["programme_apart", "increment_apart", "whole_before_parts"])
    )
    ordered = near.sort(end, "claim_id", descending=[end == "high", False])
    first = pl.int_range(pl.len()).over([*by, "part"]) == 0
    return ordered.with_columns(
        role=pl.when(first).then(pl.lit(USED)).otherwise(pl.lit(OUTVOTED)),
        rule=pl.when(pl.col("part").n_unique().over(by) > 1)
        .then(pl.lit(SUM_OF_SPANS_RULE))
        .otherwise(pl.lit(SPAN_RULE)),
    )


def _told(claims: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Claims on the measure, in the order of preference, with what they can be compared by."""
    told = claims.filter(pl.col("property") == measure.property)
    if measure.basis is not None:
        told = told.filter(pl.col("basis") == measure.basis)
    preference = pl.col("basis").replace_strict(_BASIS_ORDER, default=1, return_dtype=pl.Int64)
    kind = pl.concat_str(pl.col("basis", "precision", "unit").fill_null(""), separator="|")
    names = [name for name, _ in BEST_TIER_THEN_NEWEST]
    larger_first = [larger for _, larger in BEST_TIER_THEN_NEWEST]
    return (
        told.with_columns(
            kind=kind,
            preference=preference,
            low=pl.coalesce("value_low", "value_num"),
            high=pl.coalesce("value_high", "value_num"),
        )
        .join(read_labels(told["phase"]), on="phase", how="left", validate="m:1", nulls_equal=True)
        .sort(
            "preference",
            *names,
            "claim_id",
            descending=[False, *larger_first, False],
            nulls_last=True,
        )
    )


def read_labels(labels: pl.Series) -> pl.DataFrame:
    """What each phase label stands for.

    Args:
        labels: labels as written, null for the whole subject.

    Returns:
        ``phase``; ``number`` of the one phase it names; ``nested``, only a part of that phase;
        ``part``, the same for labels of the same thing, empty for the whole subject.
    """
    rows = [(label, *_read_label(label)) for label in labels.unique().sort()]
    schema = {"phase": pl.String, "number": pl.Int64, "nested": pl.Boolean, "part": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _read_label(label: str | None) -> tuple[int | None, bool, str]:
    if label is None:
        return None, False, WHOLE
    read = parse_phase(label)
    number = read.phase_number
    if read.is_whole:
        return None, False, WHOLE
    if number is None or read.is_part:
        return number, number is not None, f"label {label}"
    return number, False, f"phase {number}"


def _is_programme() -> pl.Expr:
    return pl.col("subject_kind") == "programme"


def _in_programme() -> pl.Expr:
    return (pl.col("scope") == "programme").fill_null(False)


def _open() -> pl.Expr:
    return pl.col("rule").is_null()


def _any(condition: pl.Expr, by: Sequence[str]) -> pl.Expr:
    return (condition & _open()).any().over(by)


def _first(name: str, by: Sequence[str]) -> pl.Expr:
    """Value of the preferred claim of the group: the frame is in the order of preference."""
    return pl.col(name).filter(_open()).first().over(by)


def _refuse(votes: pl.DataFrame, rule: str, condition: pl.Expr) -> pl.DataFrame:
    refused = _open() & condition
    return votes.with_columns(rule=pl.when(refused).then(pl.lit(rule)).otherwise("rule"))


def _add_up(votes: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Which winners of parts count, once each part has its winner."""
    is_nested = pl.col("nested")
    of_phase = [*by, "number"]
    unnumbered = (pl.col("part") != WHOLE) & pl.col("number").is_null()
    votes = _refuse(votes, "part_of_phase", is_nested & _any(~is_nested, of_phase))
    ranked = votes.sort("value_num", "claim_id", descending=[True, False], maintain_order=True)
    ranked = _refuse(
        ranked, "part_of_phase", is_nested & (pl.col("claim_id") != _first("claim_id", of_phase))
    )
    ranked = _refuse(
        ranked.with_columns(has_unnumbered=_any(unnumbered, by)),
        "largest_part",
        pl.col("has_unnumbered") & (pl.col("claim_id") != _first("claim_id", by)),
    )
    used = _open()
    rule_of_used = (
        pl.when(pl.col("part") == WHOLE)
        .then(pl.lit("best_tier_then_newest"))
        .when("has_unnumbered")
        .then(pl.lit("largest_part"))
        .otherwise(pl.lit("sum_of_phases"))
    )
    return ranked.with_columns(
        role=pl.when(used).then(pl.lit(USED)).otherwise(pl.lit(OUTVOTED)),
        rule=pl.when(used).then(rule_of_used).otherwise("rule"),
    )
