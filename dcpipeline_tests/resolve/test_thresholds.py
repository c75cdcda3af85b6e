"""The best threshold is the best of all."""

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from dcpipeline_tests.resolve.metrics import pairwise
from dcpipeline_tests.resolve.thresholds import ScoredPair, best_threshold, grouped

SUBJECTS = "abcdefg"


@st.composite
def scored(draw: st.DrawFn) -> tuple[dict[str, str], list[ScoredPair]]:
    truth = {subject: draw(st.sampled_from("xyz")) for subject in SUBJECTS}
    subject = st.sampled_from(SUBJECTS)
    pair = st.tuples(subject, subject, st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9]))
    return truth, draw(st.lists(pair, max_size=12))


@given(scored())
def test_no_other_threshold_is_better(drawn: tuple[dict[str, str], list[ScoredPair]]) -> None:
    truth, pairs = drawn
    best = pairwise(truth, grouped(truth, pairs, best_threshold(truth, pairs))).f1
    for threshold in (inf, 0.9, 0.7, 0.5, 0.3, 0.1):
        assert pairwise(truth, grouped(truth, pairs, threshold)).f1 <= best + 1e-12


def test_groups_are_connected_from_the_threshold_on() -> None:
    pairs = [("a", "b", 0.5), ("b", "c", 0.7), ("d", "e", 0.4)]
    groups = grouped(SUBJECTS, pairs, 0.5)
    assert len({groups[subject] for subject in "abc"}) == 1
    assert len(set(groups.values())) == len(SUBJECTS) - 2


def test_a_threshold_by_hand() -> None:
    truth = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}
    pairs = [("a", "b", 0.9), ("d", "e", 0.8), ("b", "c", 0.6), ("c", "d", 0.6), ("a", "c", 0.5)]
    # From 0.6 on all are one group: 4 of 10 pairs are true, F1 4/7. From 0.8 on: 2 of 2, 2 of 4.
    assert best_threshold(truth, pairs) == 0.8
    assert best_threshold(truth, []) == inf
