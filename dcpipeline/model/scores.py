"""Scores for validation: exact intervals of shares, AUC with exact permutation p, log scores."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta, mannwhitneyu, rankdata

Array = NDArray[np.float64]
EXACT_UP_TO: Final = 120


def clopper_pearson(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of a share (Clopper and Pearson 1934); 0 to 1 without cases."""
    if n == 0:
        return 0.0, 1.0
    tail = (1 - level) / 2
    low = 0.0 if k == 0 else float(beta.ppf(tail, k, n - k + 1))
    high = 1.0 if k == n else float(beta.ppf(1 - tail, k + 1, n - k))
    return low, high


def auc(score: Array, positive: NDArray[np.bool_], weight: Array | None = None) -> float:
    """Chance that a positive case scores above a negative one; ties count one half.

    NaN when one of the two classes is empty.
    """
    weights = np.ones(len(score)) if weight is None else weight
    pairs = np.outer(weights[positive], weights[~positive])
    if not pairs.size or pairs.sum() == 0:
        return float("nan")
    gap = score[positive][:, None] - score[~positive][None, :]
    return float((pairs * ((gap > 0) + 0.5 * (gap == 0))).sum() / pairs.sum())


def stratified_auc(
    score: Array, positive: NDArray[np.bool_], stratum: NDArray[np.object_]
) -> tuple[float, int]:
    """AUC over the pairs inside a stratum, and the number of these pairs."""
    wins, pairs = 0.0, 0
    for name in sorted(set(stratum)):
        mine = stratum == name
        count = int((mine & positive).sum() * (mine & ~positive).sum())
        if count:
            wins += count * auc(score[mine], positive[mine])
            pairs += count
    return (wins / pairs if pairs else float("nan")), pairs


def permutation_p(score: Array, positive: NDArray[np.bool_]) -> float:
    """Chance of at least this AUC when the labels are dealt out at random (one-sided).

    Exact by counting the subsets with each rank sum, ties by midranks; above 120 cases the normal
    approximation of the Mann-Whitney test.
    """
    chosen, count = int(positive.sum()), len(score)
    if chosen in (0, count):
        return float("nan")
    if count > EXACT_UP_TO:
        test = mannwhitneyu(score[positive], score[~positive], alternative="greater")
        return float(test.pvalue)
    doubled = np.rint(2 * rankdata(score)).astype(int)
    ways = np.zeros((chosen + 1, int(doubled.sum()) + 1))
    ways[0, 0] = 1
    for rank in doubled:
        for size in range(chosen, 0, -1):
            ways[size, rank:] += ways[size - 1, : ways.shape[1] - rank]
    observed = int(doubled[positive].sum())
    return float(ways[chosen, observed:].sum() / ways[chosen].sum())
