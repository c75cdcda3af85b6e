"""Precision, recall and F1 with intervals, from counts per text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dcpipeline_tests.accuracy.scores import FIELDS, VERDICTS, TextScore

RESAMPLES: Final = 1000
_SEED: Final = 20250101
_INTERVAL: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its interval.

    Attributes:
        value: the share, NaN where there is nothing to divide by.
        low: lower end of the 95 % interval.
        high: upper end.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One field of the table.

    Attributes:
        field: its name.
        precision: right values among those read.
        recall: right values among those labelled.
        f1: harmonic mean of both.
        counts: number of fills by verdict.
    """

    field: str
    precision: Estimate
    recall: Estimate
    f1: Estimate
    counts: dict[str, int]


def measure(scores: Sequence[TextScore]) -> tuple[Row, ...]:
    """One row a field, over all texts.

    Intervals are percentiles of a bootstrap that draws whole texts with replacement.
    """
    counts = np.zeros((0, len(FIELDS), len(VERDICTS)), dtype=np.int64)
    if scores:
        counts = np.stack([score.counts() for score in scores])
    total = counts.sum(axis=0)
    central = _shares(total[None].astype(float))[0]
    lows, highs = _interval(counts)
    rows = []
    for place, name in enumerate(FIELDS):
        precision, recall, f1 = (
            Estimate(float(value), float(low), float(high))
            for value, low, high in zip(central[place], lows[place], highs[place], strict=True)
        )
        numbers = dict(zip(VERDICTS, total[place].tolist(), strict=True))
        rows.append(Row(name, precision, recall, f1, numbers))
    return tuple(rows)


def _interval(counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ends of the intervals: one row a field, columns precision, recall and F1."""
    texts = len(counts)
    if texts == 0:
        nothing = np.full((len(FIELDS), 3), np.nan)
        return nothing, nothing
    drawn = np.random.default_rng(_SEED).multinomial(texts, np.full(texts, 1 / texts), RESAMPLES)
    resampled = (drawn @ counts.reshape(texts, -1)).reshape(RESAMPLES, len(FIELDS), -1)
    shares = _shares(resampled.astype(float))
    empty = np.isnan(shares).all(axis=0)
    ends = np.nanpercentile(np.where(empty, 0.0, shares), _INTERVAL, axis=0)
    low, high = np.where(empty, np.nan, ends)
    return low, high


def _shares(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Counts (samples, fields, verdicts) -> precision, recall and F1 (samples, fields, 3).

    A right value with a wrong attribute counts as right: attributes have rows of their own.
    """
    correct, partial, incorrect, missing, spurious = np.moveaxis(counts, -1, 0)
    right = correct + partial
    precision = _ratio(right, right + incorrect + spurious)
    recall = _ratio(right, right + incorrect + missing)
    f1 = _ratio(2 * right, 2 * right + 2 * incorrect + missing + spurious)
    return np.stack([precision, recall, f1], axis=-1)


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
