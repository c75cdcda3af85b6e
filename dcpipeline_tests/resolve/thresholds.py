"""Groups of scored pairs, and the threshold at which they agree best with the true ones."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from dcpipeline_tests.resolve.metrics import Scores

ScoredPair = tuple[str, str, float]


class _Groups:
    """Disjoint groups of subjects that only grow."""

    def __init__(self, subjects: Iterable[str]) -> None:
        self.parent = {subject: subject for subject in subjects}

    def find(self, subject: str) -> str:
        parent = self.parent
        while parent[subject] != subject:
            parent[subject] = parent[parent[subject]]
            subject = parent[subject]
        return subject


def grouped(
    subjects: Iterable[str], pairs: Iterable[ScoredPair], threshold: float
) -> dict[str, str]:
    """Connected groups of the pairs that score at least the threshold."""
    groups = _Groups(subjects)
    for left, right, score in pairs:
        if score >= threshold:
            groups.parent[groups.find(left)] = groups.find(right)
    return {subject: groups.find(subject) for subject in groups.parent}


def best_threshold(truth: Mapping[str, str], pairs: Sequence[ScoredPair]) -> float:
    """The score from which on joining gives the best pairwise F1; infinite where none helps.

    Every score is tried. The counts of found and common pairs are carried from join to join, the
    smaller group into the larger one: n log n for n pairs.
    """
    groups = _Groups(truth)
    members = {subject: Counter([group]) for subject, group in truth.items()}
    sizes = dict.fromkeys(truth, 1)
    true_pairs = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    found = common = 0
    best, best_f1 = float("inf"), 0.0
    for score, level in groupby(sorted(pairs, key=lambda pair: -pair[2]), lambda pair: pair[2]):
        for left, right, _ in level:
            few, many = sorted((groups.find(left), groups.find(right)), key=sizes.__getitem__)
            if few == many:
                continue
            groups.parent[few] = many
            joined = members.pop(few)
            found += sizes[few] * sizes[many]
            common += sum(n * members[many][group] for group, n in joined.items())
            members[many].update(joined)
            sizes[many] += sizes[few]
        f1 = Scores(common / found, common / true_pairs).f1 if common else 0.0
        if f1 > best_f1:
            best, best_f1 = score, f1
    return best
