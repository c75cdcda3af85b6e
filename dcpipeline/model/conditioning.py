"""Gaussian conditioning of draws on points and bounds, in closed form.

For jointly normal x and y, ``x + Cov(x, y) Var(y)^-1 (y_observed - y_drawn)`` is a draw of x given
y (Matheron's rule). Bounds are first filled in by Gibbs sampling: each censored value is drawn
from its normal distribution given all others, truncated to its interval. Every draw is a chain of
its own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.special import ndtr, ndtri

from dcpipeline.model.streams import uniforms

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Observed rows on the logit scale, before conditioning.

    Attributes:
        ids: names of the rows, for their random streams.
        drawn: draws of what each row would read, noise included: shape (rows, draws).
        covariance: prior covariance of the rows without noise: shape (rows, rows).
        noise: variance of the noise of each row.
        point: observed value, NaN for bounds.
        low: lower bound, minus infinity where there is none.
        high: upper bound, plus infinity where there is none.
    """

    ids: list[str]
    drawn: Array
    covariance: Array
    noise: Array
    point: Array
    low: Array
    high: Array

    def take(self, rows: NDArray[np.intp]) -> "Rows":
        """Some of the rows."""
        return Rows(
            [self.ids[row] for row in rows],
            self.drawn[rows],
            self.covariance[np.ix_(rows, rows)],
            self.noise[rows],
            self.point[rows],
            self.low[rows],
            self.high[rows],
        )


def innovations(rows: Rows, seed: int, sweeps: int) -> Array:
    """``Var(y)^-1 (y_observed - y_drawn)`` per draw: shape (rows, draws).

    Multiply by ``Cov(x, y)`` and add to draws of x.
    """
    if not rows.ids:
        return np.empty((0, rows.drawn.shape[1]))
    variance = rows.covariance + np.diag(rows.noise)
    precision = np.asarray(cho_solve(cho_factor(variance, lower=True), np.eye(len(rows.ids))))
    return np.asarray(precision @ (_filled(rows, precision, seed, sweeps) - rows.drawn))


def _filled(rows: Rows, precision: Array, seed: int, sweeps: int) -> Array:
    """Observed values per draw, with bounds filled in: shape (rows, draws)."""
    count = rows.drawn.shape[1]
    mean = rows.drawn.mean(axis=1)
    bounds = np.flatnonzero(np.isnan(rows.point))
    start = np.where(np.isnan(rows.point), np.clip(mean, rows.low, rows.high), rows.point)
    filled = np.repeat(start[:, None], count, axis=1)
    if not len(bounds):
        return filled
    chance = {
        row: uniforms(seed, "bound", [rows.ids[row]], count * sweeps)[0].reshape(sweeps, count)
        for row in bounds
    }
    filled -= mean[:, None]
    low, high = rows.low - mean, rows.high - mean
    for sweep in range(sweeps):
        for row in bounds:
            spread = 1 / np.sqrt(precision[row, row])
            own = filled[row] - (precision[row] @ filled) * spread**2
            filled[row] = truncated_normal(own, spread, low[row], high[row], chance[row][sweep])
    return np.asarray(filled + mean[:, None])


def truncated_normal(
    mean: Array, sd: float, low: float, high: float, uniform: NDArray[np.floating]
) -> Array:
    """Draws of a normal distribution cut to an interval, by inversion.

    Intervals above the mean are turned round first, because the lower tail keeps its digits.
    """
    a, b = (low - mean) / sd, (high - mean) / sd
    flip = a > 0
    left, right = np.where(flip, -b, a), np.where(flip, -a, b)
    p_left, p_right = ndtr(left), ndtr(right)
    u = np.clip(uniform.astype(np.float64), 1e-7, 1 - 1e-7)
    z = ndtri(np.clip(p_left + u * (p_right - p_left), 1e-300, 1.0))
    z = np.clip(z, left, right)
    return np.asarray(np.clip(mean + sd * np.where(flip, -z, z), low, high))
