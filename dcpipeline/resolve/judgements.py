"""Decisions of people on pairs of subjects: same, different, unsure."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.schema import conform, table

CANDIDATES: Final = table("core.match_candidates")


class JudgementError(ValueError):
    """Judgements contradict each other."""


def survivors(judgements: pl.DataFrame) -> dict[str, str]:
    """For each retired register key the key that lives on.

    Raises:
        JudgementError: a key is retired onto two others, or keys are retired in a circle.
    """
    same = judgements.filter(pl.col("judgement") == "same").sort("left_key", "right_key")
    onto: dict[str, str] = {}
    for left, right in same.select("left_key", "right_key").iter_rows():
        if onto.setdefault(left, right) != right:
            raise JudgementError(f"{left} is judged the same as {onto[left]} and as {right}")
    return {left: _follow(left, onto) for left in onto}


def kept_apart(judgements: pl.DataFrame) -> dict[str, frozenset[str]]:
    """For each key the keys that a person found to be another project."""
    different = judgements.filter(pl.col("judgement") == "different")
    pairs = list(different.select("left_key", "right_key").iter_rows())
    found: dict[str, set[str]] = {}
    for one, other in [*pairs, *((right, left) for left, right in pairs)]:
        found.setdefault(one, set()).add(other)
    return {key: frozenset(others) for key, others in found.items()}


def _follow(key: str, onto: Mapping[str, str]) -> str:
    seen = {key}
    while key in onto:
        key = onto[key]
        if key in seen:
            raise JudgementError(f"keys are judged the same in a circle: {', '.join(sorted(seen))}")
        seen.add(key)
    return key


def match_candidates(
    judgements: pl.DataFrame, ids: Mapping[str, str], present: frozenset[str]
) -> tuple[pl.DataFrame, tuple[tuple[str, str], ...]]:
    """Pairs that look alike and are kept apart, and pairs of which a key is not known.

    Pairs judged the same are one project and stand in ``core.project_aliases``.

    Args:
        judgements: ``left_key, right_key, judgement, reason, decided_on`` (date or text).
        ids: project identifier by register key, retired keys included.
        present: identifiers in ``core.projects``. A pair of which a project is not known yet on the
            day of the run is left out.

    Returns:
        ``core.match_candidates`` and the unknown pairs of keys.

    Raises:
        JudgementError: a pair is judged the same and something else.
    """
    kept: dict[tuple[str, str], tuple[str, str, date | None]] = {}
    unknown = []
    pairs = _typed(judgements).sort("left_key", "right_key", "judgement", "reason")
    for left_key, right_key, judgement, reason, day in pairs.iter_rows():
        left, right = ids.get(left_key), ids.get(right_key)
        if left is None or right is None:
            unknown.append((left_key, right_key))
        elif left == right and judgement != "same":
            raise JudgementError(f"{left_key} and {right_key} are judged {judgement} and the same")
        elif left != right and {left, right} <= present:
            kept.setdefault((left, right), (judgement, reason, day))
    schema = {column.name: column.kind.polars for column in CANDIDATES}
    rows = [(*pair, *decision) for pair, decision in kept.items()]
    return conform(pl.DataFrame(rows, schema=schema, orient="row"), CANDIDATES), tuple(unknown)


def _typed(judgements: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("decided_on")
    if judgements.schema["decided_on"] == pl.String:
        day = day.str.to_date("%Y-%m-%d")
    return judgements.select("left_key", "right_key", "judgement", "reason", day)
