import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import truncnorm

from dcpipeline.model.conditioning import Rows, innovations, truncated_normal
from dcpipeline.model.streams import normals

COUNT = 20_000


def one_row(point: float = np.nan, low: float = -np.inf, high: float = np.inf) -> tuple:
    """One term x ~ N(0, 1); the row reads x with noise of variance 0.25."""
    x = normals(1, "x", ["x"], COUNT)[0].astype(np.float64)
    drawn = x + 0.5 * normals(1, "noise", ["y"], COUNT)[0]
    rows = Rows(
        ["y"],
        drawn[None, :],
        np.array([[1.0]]),
        np.array([0.25]),
        np.array([point]),
        np.array([low]),
        np.array([high]),
    )
    return x, rows


def test_one_point_gives_the_closed_form_posterior() -> None:
    x, rows = one_row(point=1.0)
    posterior = x + innovations(rows, seed=1, sweeps=1)[0]
    # precision 1 + 4, mean 4 / 5
    assert posterior.mean() == pytest.approx(0.8, abs=0.01)
    assert posterior.var() == pytest.approx(0.2, abs=0.01)


def test_one_bound_gives_the_closed_form_posterior() -> None:
    x, rows = one_row(low=2.0)
    posterior = x + innovations(rows, seed=1, sweeps=5)[0]
    sd = np.sqrt(1.25)
    reading = truncnorm(2.0 / sd, np.inf, scale=sd)
    assert posterior.mean() == pytest.approx(0.8 * reading.mean(), abs=0.02)
    assert posterior.var() == pytest.approx(0.2 + 0.64 * reading.var(), abs=0.02)


def test_two_bounds_on_one_term_narrow_it() -> None:
    x = normals(1, "x", ["x"], COUNT)[0].astype(np.float64)
    noise = 0.3 * normals(1, "noise", ["a", "b"], COUNT)
    rows = Rows(
        ["a", "b"],
        x + noise,
        np.ones((2, 2)),
        np.full(2, 0.09),
        np.full(2, np.nan),
        np.array([0.5, -np.inf]),
        np.array([np.inf, 0.7]),
    )
    step = innovations(rows, seed=1, sweeps=12)
    posterior = x + np.ones(2) @ step
    # importance weights of the two noisy bounds on the same prior draws
    inside = (x + noise[0] >= 0.5) & (x + noise[1] <= 0.7)
    assert posterior.mean() == pytest.approx(x[inside].mean(), abs=0.02)
    assert posterior.std() == pytest.approx(x[inside].std(), abs=0.03)


def test_no_rows_change_nothing() -> None:
    rows = one_row()[1].take(np.empty(0, dtype=np.intp))
    assert innovations(rows, 1, 3).shape == (0, COUNT)


@given(
    mean=st.floats(-30, 30),
    sd=st.floats(0.05, 3),
    low=st.floats(-6, 5.9),
    width=st.floats(0.01, 12),
    seed=st.integers(0, 1000),
)
def test_truncated_draws_stay_inside(
    mean: float, sd: float, low: float, width: float, seed: int
) -> None:
    uniform = np.random.default_rng(seed).random(200)
    draws = truncated_normal(np.full(200, mean), sd, low, low + width, uniform)
    assert np.isfinite(draws).all()
    assert draws.min() >= low
    assert draws.max() <= low + width


@pytest.mark.parametrize(("low", "high"), [(-np.inf, 0.3), (0.3, np.inf), (8.0, np.inf), (-1, 1)])
def test_truncated_draws_have_the_right_mean(low: float, high: float) -> None:
    uniform = (np.arange(4000) + 0.5) / 4000
    draws = truncated_normal(np.zeros(4000), 2.0, low, high, uniform)
    assert draws.mean() == pytest.approx(truncnorm(low / 2, high / 2, scale=2).mean(), abs=0.01)
