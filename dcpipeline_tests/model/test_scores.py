from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.model.scores import auc, clopper_pearson, permutation_p, stratified_auc


def test_exact_interval_by_the_book() -> None:
    assert clopper_pearson(16, 19) == pytest.approx((0.6042, 0.9662), abs=1e-4)
    assert clopper_pearson(0, 5) == pytest.approx((0.0, 0.5218), abs=1e-4)
    assert clopper_pearson(5, 5) == pytest.approx((0.4782, 1.0), abs=1e-4)
    assert clopper_pearson(0, 0) == (0.0, 1.0)


def test_auc_by_hand() -> None:
    score = np.array([3.0, 1.0, 2.0, 1.0])
    positive = np.array([True, True, False, False])
    # pairs: 3>2, 3>1, 1<2, 1=1
    assert auc(score, positive) == pytest.approx(2.5 / 4)
    assert np.isnan(auc(score, np.ones(4, dtype=bool)))
    assert auc(score, positive, np.array([1.0, 0.0, 1.0, 1.0])) == 1.0


def test_strata_compare_like_with_like() -> None:
    score = np.array([9.0, 8.0, 1.0, 2.0])
    positive = np.array([True, False, True, False])
    stratum = np.array(["city", "city", "site", "site"], dtype=object)
    assert stratified_auc(score, positive, stratum) == (0.5, 2)


@given(
    st.lists(st.integers(0, 4), min_size=2, max_size=9).flatmap(
        lambda scores: st.tuples(
            st.just(scores), st.integers(1, len(scores) - 1), st.randoms(use_true_random=False)
        )
    )
)
def test_permutation_p_counts_all_ways_to_deal_the_labels(case: tuple) -> None:
    scores, chosen, random = case
    score = np.array(scores, dtype=float)
    members = random.sample(range(len(scores)), chosen)
    positive = np.isin(np.arange(len(scores)), members)
    observed = auc(score, positive)
    ways = [
        auc(score, np.isin(np.arange(len(scores)), list(pick)))
        for pick in combinations(range(len(scores)), chosen)
    ]
    assert permutation_p(score, positive) == pytest.approx(
        np.mean([way >= observed - 1e-12 for way in ways])
    )


def test_one_class_has_no_p() -> None:
    assert np.isnan(permutation_p(np.array([1.0, 2.0]), np.array([True, True])))
