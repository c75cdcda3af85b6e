"""How many people a place reaches within a time limit, as a distribution."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from dcpipeline.siting.delay import DelayModel
from dcpipeline.siting.places import Floats

QUANTILES: Final = (0.1, 0.5, 0.9)
SLOPE_NODES: Final = 21
"""Equally likely slopes, the middles of 21 slices of the normal distribution."""

_BISECTIONS: Final = 40
_ONE_PERSON: Final = 1.0


def population_within(
    limits_ms: tuple[int, ...], km: Floats, people: Floats, model: DelayModel
) -> Floats:
    """Quantiles of the people within each limit, for every place.

    Two errors are kept apart. The slope is wrong for all pairs at once: it is given
    ``SLOPE_NODES`` equally likely values. The residual of a pair is its own: given the slope, the
    people in reach are a sum of independent yes-or-no terms, taken as normal with the mean and the
    variance of that sum. The mixture over slopes gives the quantiles. They are held between
    the people who are reached surely (the place itself) and those whom light could reach, and never
    fall when the limit rises. No draws: equal inputs give equal figures.

    Args:
        limits_ms: round trip limits, rising.
        km: distances, shape (places, places); nan where distance says nothing.
        people: residents, shape (places, kinds); nan counts nobody.
        model: delay over distance.

    Returns:
        Array of shape (places, kinds, limits, quantiles), persons.
    """
    weights = np.nan_to_num(people, nan=0.0)
    nodes = (np.arange(SLOPE_NODES) + 0.5) / SLOPE_NODES
    slopes = model.slope + model.slope_sd * ndtri(nodes)
    reach = [_within(float(limit), km, weights, slopes, model) for limit in limits_ms]
    raised: Floats = np.maximum.accumulate(np.stack(reach, axis=2), axis=2)
    return raised


def _within(limit: float, km: Floats, weights: Floats, slopes: Floats, model: DelayModel) -> Floats:
    """Quantiles of the people within one limit; shape (places, kinds, quantiles)."""
    means = np.empty((len(slopes), *weights.shape))
    variances = np.empty_like(means)
    for node, slope in enumerate(slopes):
        chance = model.probability_within(limit, km, float(slope))
        means[node] = _weighted(chance, weights)
        variances[node] = _weighted(chance * (1 - chance), weights**2)
    possible = _weighted((model.floor(km) <= limit).astype(np.float64), weights)
    sure = _weighted(((km == 0) & (model.access <= limit)).astype(np.float64), weights)
    spread = np.maximum(np.sqrt(variances), _ONE_PERSON)
    quantiles = [_mixture_quantile(level, means, spread, possible) for level in QUANTILES]
    return np.clip(np.stack(quantiles, axis=2), sure[..., None], possible[..., None])


def _weighted(chance: Floats, weights: Floats) -> Floats:
    """Sum over partners; plain loops, so that the last bit does not depend on a BLAS."""
    total: Floats = np.einsum("ij,jk->ik", chance, weights, optimize=False)
    return total


def _mixture_quantile(level: float, means: Floats, sds: Floats, highest: Floats) -> Floats:
    """A quantile of equally weighted normals, by bisection between zero and ``highest``.

    Args:
        level: probability below the quantile.
        means: shape (components, places, kinds).
        sds: the same shape, positive.
        highest: shape (places, kinds).
    """
    low: npt.NDArray[np.float64] = np.zeros_like(highest)
    high = highest.copy()
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = ndtr((middle - means) / sds).mean(axis=0) < level
        low = np.where(below, middle, low)
        high = np.where(below, high, middle)
    return (low + high) / 2
