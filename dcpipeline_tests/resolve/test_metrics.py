"""The measures of groups, against cases reckoned by hand and against their definitions."""

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline_tests.resolve.metrics import Scores, b_cubed, pairwise

Groups = dict[str, str]
Measure = Callable[[Groups, Groups], Scores]


def groups(*members: str) -> Groups:
    """Groups of subjects of one letter: ``groups("ab", "c")`` has a and b in one."""
    return {subject: f"{number}" for number, group in enumerate(members) for subject in group}


# Truth, found, pairwise precision and recall, B-cubed precision and recall.
BY_HAND = [
    (groups("abc", "de"), groups("abc", "de"), (1, 1), (1, 1)),
    # Found 1 pair (ab), true ones ab ac bc de. Purity 1 for all; a 2/3, b 2/3, c 1/3, d and e 1/2.
    (groups("abc", "de"), groups("ab", "c", "d", "e"), (1, 1 / 4), (1, (5 / 3 + 1) / 5)),
    # Found 10 pairs, 4 true. a, b, c are 3/5 pure, d and e 2/5; all complete.
    (groups("abc", "de"), groups("abcde"), (4 / 10, 1), ((9 / 5 + 4 / 5) / 5, 1)),
    # Found ab ad bd ce, of them true ab. a and b 2/3 pure and 2/3 complete, c 1/2 and 1/3,
    # d 1/3 and 1/2, e 1/2 and 1/2.
    (
        groups("abc", "de"), groups("abd", "ce"), (1 / 4, 1 / 4),
        ((4 / 3 + 1 / 2 + 1 / 3 + 1 / 2) / 5, (4 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5),
    ),
    # One big group wrong in one subject costs pairs more than subjects: 6 of 10 pairs are true.
    (groups("abcd", "e"), groups("abcde"), (6 / 10, 1), ((16 / 5 + 1 / 5) / 5, 1)),
    (groups("a", "b"), groups("a", "b"), (1, 1), (1, 1)),
    (groups("ab"), groups("a", "b"), (1, 0), (1, 1 / 2)),
    (groups("a", "b"), groups("ab"), (0, 1), (1 / 2, 1)),
    ({}, {}, (1, 1), (1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("truth", "found", "by_pair", "by_subject"), BY_HAND)
def test_cases_by_hand(
    truth: Groups, found: Groups, by_pair: tuple[float, float], by_subject: tuple[float, float]
) -> None:
    pairs, subjects = pairwise(truth, found), b_cubed(truth, found)
    assert (pairs.precision, pairs.recall) == pytest.approx(by_pair)
    assert (subjects.precision, subjects.recall) == pytest.approx(by_subject)


@pytest.mark.parametrize(
    ("precision", "recall", "f1"),
    [(1, 1, 1), (0.5, 1, 2 / 3), (0, 0, 0), (0, 1, 0), (0.6, 0.2, 0.3)],
)
def test_f1_is_the_harmonic_mean(precision: float, recall: float, f1: float) -> None:
    assert Scores(precision, recall).f1 == pytest.approx(f1)


@pytest.mark.parametrize("measure", [pairwise, b_cubed])
def test_other_subjects_are_refused(measure: Measure) -> None:
    with pytest.raises(ValueError, match="2 subjects are on one side only, as 'b'"):
        measure(groups("ab"), groups("ac"))


@st.composite
def two_groupings(draw: st.DrawFn) -> tuple[Groups, Groups]:
    subjects = [f"s{number}" for number in range(draw(st.integers(0, 12)))]
    group = st.sampled_from("uvwxyz")
    return {s: draw(group) for s in subjects}, {s: draw(group) for s in subjects}


def pairs_of(grouping: Groups) -> set[tuple[str, str]]:
    subjects = combinations(sorted(grouping), 2)
    return {(a, b) for a, b in subjects if grouping[a] == grouping[b]}


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def overlap(one: Groups, other: Groups) -> float:
    """Mean part of a subject's group in one that is in its group in the other."""
    parts = []
    for subject in one:
        group = {s for s in one if one[s] == one[subject]}
        parts.append(share(sum(other[s] == other[subject] for s in group), len(group)))
    return sum(parts) / len(parts) if parts else 1.0


@given(two_groupings())
def test_equal_to_the_definitions(both: tuple[Groups, Groups]) -> None:
    truth, found = both
    true_pairs, found_pairs = pairs_of(truth), pairs_of(found)
    pairs, subjects = pairwise(truth, found), b_cubed(truth, found)
    common = len(true_pairs & found_pairs)
    assert pairs.precision == pytest.approx(share(common, len(found_pairs)))
    assert pairs.recall == pytest.approx(share(common, len(true_pairs)))
    assert subjects.precision == pytest.approx(overlap(found, truth))
    assert subjects.recall == pytest.approx(overlap(truth, found))


@given(two_groupings())
def test_names_of_groups_and_order_of_subjects_are_of_no_account(
    both: tuple[Groups, Groups],
) -> None:
    truth, found = both
    renamed = {s: f"group {group}" for s, group in reversed(found.items())}
    for measure in (pairwise, b_cubed):
        one, other = measure(truth, renamed), measure(truth, found)
        assert (one.precision, one.recall) == pytest.approx((other.precision, other.recall))


@given(two_groupings())
def test_change_of_sides_swaps_precision_and_recall(both: tuple[Groups, Groups]) -> None:
    truth, found = both
    for measure in (pairwise, b_cubed):
        one, other = measure(truth, found), measure(found, truth)
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))
