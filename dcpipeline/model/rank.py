"""Quantiles over draws, and ranks inside draws."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def quantiles(draws: Array, probabilities: Sequence[float]) -> NDArray[np.float64]:
    """Quantiles of each row, linear between order statistics: shape (rows, probabilities)."""
    if not draws.size:
        return np.full((draws.shape[0], len(probabilities)), np.nan)
    ordered = np.sort(draws, axis=1).astype(np.float64)
    place = np.asarray(probabilities) * (draws.shape[1] - 1)
    left = np.floor(place).astype(np.intp)
    right = np.minimum(left + 1, draws.shape[1] - 1)
    part = place - left
    return np.asarray(ordered[:, left] * (1 - part) + ordered[:, right] * part)


def ranks(draws: Array) -> NDArray[np.int32]:
    """Rank of each row inside each draw, 1 for the largest; ties go to the earlier row."""
    order = np.argsort(-draws, axis=0, kind="stable")
    out = np.empty(draws.shape, dtype=np.int32)
    places = np.arange(1, draws.shape[0] + 1, dtype=np.int32)[:, None]
    np.put_along_axis(out, order, np.broadcast_to(places, draws.shape), axis=0)
    return out
