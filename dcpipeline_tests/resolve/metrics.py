"""How well found groups of subjects agree with the true ones, by pair and by subject.

Both measures count the sizes of groups, true ones, found ones and those of their common part, and
never walk over the pairs: n log n for n subjects.

Sources: pairwise scores as in Menestrina, Whang and Garcia-Molina, "Evaluating entity resolution
results", PVLDB 3 (2010); B-cubed as in Bagga and Baldwin, "Algorithms for scoring coreference
chains" (1998), per subject and averaged over subjects.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall, both between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(truth: Mapping[str, str], found: Mapping[str, str]) -> Scores:
    """Scores over the pairs of subjects that stand in one group.

    Args:
        truth: true group of each subject; its name is of no account.
        found: found group of each subject, for exactly the same subjects.

    Returns:
        Precision: part of the found pairs that are true, 1 where no pair was found. Recall: part
        of the true pairs that were found, 1 where there is no true pair.

    Raises:
        ValueError: the subjects differ.
    """
    common = _pairs(_common(truth, found).values())
    found_pairs = _pairs(Counter(found.values()).values())
    true_pairs = _pairs(Counter(truth.values()).values())
    return Scores(
        precision=common / found_pairs if found_pairs else 1.0,
        recall=common / true_pairs if true_pairs else 1.0,
    )


def b_cubed(truth: Mapping[str, str], found: Mapping[str, str]) -> Scores:
    """Scores over subjects: how pure and how complete the found group of a subject is on average.

    Args:
        truth: true group of each subject; its name is of no account.
        found: found group of each subject, for exactly the same subjects.

    Returns:
        Precision: part of a subject's found group that is in its true group, itself included.
        Recall: part of its true group that is in its found group. Both 1 where there is no subject.

    Raises:
        ValueError: the subjects differ.
    """
    common = _common(truth, found)
    if not truth:
        return Scores(1.0, 1.0)
    true_sizes, found_sizes = Counter(truth.values()), Counter(found.values())
    shared = sorted(common.items())
    pure = sum(size * size / found_sizes[group] for (_, group), size in shared)
    complete = sum(size * size / true_sizes[group] for (group, _), size in shared)
    return Scores(pure / len(truth), complete / len(truth))


def _common(truth: Mapping[str, str], found: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Number of subjects in each true and found group at once."""
    if truth.keys() != found.keys():
        other = sorted(truth.keys() ^ found.keys())
        raise ValueError(f"{len(other)} subjects are on one side only, as {other[0]!r}")
    return Counter((group, found[subject]) for subject, group in truth.items())


def _pairs(sizes: Iterable[int]) -> int:
    """Pairs within groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)
