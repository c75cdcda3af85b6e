"""Votes and facts: every cell of a project is computed from the facts that are marked as used.

A *vote* is a claim in the contest for one thing (the status, the number of racks), with its role
and the rule that decided. A *fact* is a vote spelled out for one column of ``core.projects``. Cells
are derived from used facts and from nothing else, so each cell can be reproduced by construction.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from dcpipeline.schema import Column, Kind, Table, table

PROJECTS: Final[Table] = table("core.projects")
# One state of knowledge of one project: what the public could know of it on a day.
STATE: Final = ("project_id", "known_on")
USED, OUTVOTED = "used", "outvoted"
NUMBERS: Final = (Kind.NUMBER, Kind.INTEGER)
# Beyond this a float no longer holds every whole number.
EXACT_INTEGERS: Final = 2.0**53


def facts_of(
    votes: pl.DataFrame, values: Mapping[str, pl.Expr], *, keep_silent: bool = False
) -> list[pl.DataFrame]:
    """One fact per vote and column.

    Args:
        votes: ``STATE, claim_id, role, rule`` and what the values need.
        values: what a vote says of each column.
        keep_silent: keep votes that say nothing (null), so that every claim is accounted for.
    """
    facts = []
    for name, value in values.items():
        column = PROJECTS[name]
        said = votes.select(*STATE, "claim_id", "role", "rule", said=value)
        if not keep_silent:
            said = said.filter(pl.col("said").is_not_null())
        number = _number(column)
        facts.append(
            said.select(
                *STATE,
                "claim_id",
                "role",
                "rule",
                column_name=pl.lit(name),
                value=_text(column, number),
                value_num=number,
            )
        )
    return facts


def _number(column: Column) -> pl.Expr:
    if column.kind not in NUMBERS:
        return pl.lit(None, dtype=pl.Float64)
    return pl.col("said").cast(pl.Float64).round(column.decimals or 0)


def _text(column: Column, number: pl.Expr) -> pl.Expr:
    if column.kind not in NUMBERS:
        return pl.col("said").cast(pl.String)
    whole = (number == number.round()) & (number.abs() < EXACT_INTEGERS)
    as_integer = pl.when(whole).then(number).cast(pl.Int64).cast(pl.String)
    return pl.when(whole).then(as_integer).otherwise(number.cast(pl.String))


def date_columns(column: str, votes: pl.DataFrame) -> list[pl.DataFrame]:
    """Facts of a date, its precision and its basis. An undated event gives none."""
    dated = votes.filter(pl.col("event_on").is_not_null())
    return facts_of(
        dated,
        {
            column: pl.col("event_on"),
            f"{column}_precision": pl.col("event_precision"),
            f"{column}_basis": pl.col("event_basis"),
        },
    )


def cells_of(facts: pl.DataFrame) -> pl.DataFrame:
    """The evidence cells of each state.

    A number is the sum of its used facts: one, or one for each phase. Everything else is what all
    its used facts say.

    Returns:
        ``STATE`` and every column of ``core.projects`` that is declared as evidence.
    """
    used = facts.filter(pl.col("role") == USED).sort(*STATE, "column_name", "claim_id")
    return used.group_by(STATE, maintain_order=True).agg(
        _cell(column) for column in PROJECTS if column.evidence
    )


def _cell(column: Column) -> pl.Expr:
    mine = pl.col("column_name") == column.name
    if column.kind in NUMBERS:
        numbers = pl.col("value_num").filter(mine)
        total = pl.when(numbers.len() > 0).then(numbers.sum())
        return total.cast(column.kind.polars).alias(column.name)
    said = pl.col("value").filter(mine).min()
    match column.kind:
        case Kind.DATE:
            return said.str.to_date("%Y-%m-%d").alias(column.name)
        case Kind.FLAG:
            return (said == "true").alias(column.name)
        case _:
            return said.alias(column.name)


def elect(
    candidates: pl.DataFrame,
    by: Sequence[str],
    order: Sequence[tuple[str, bool]],
    rule: str,
) -> pl.DataFrame:
    """The first candidate of each group is used, the others are outvoted, all by one rule.

    Args:
        candidates: rows with ``claim_id``.
        by: columns of the group.
        order: column names, each with whether larger comes first; nulls come last and ties go to
            the smallest ``claim_id``, so that the order of rows never matters.
        rule: name of the rule.

    Returns:
        The candidates with ``role`` and ``rule``.
    """
    names = [name for name, _ in order]
    ordered = candidates.sort(
        *names,
        "claim_id",
        descending=[*(larger_first for _, larger_first in order), False],
        nulls_last=True,
    )
    first = pl.int_range(pl.len()).over(by) == 0
    return ordered.with_columns(
        role=pl.when(first).then(pl.lit(USED)).otherwise(pl.lit(OUTVOTED)), rule=pl.lit(rule)
    )
