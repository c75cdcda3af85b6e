"""Delay over a distance, and people in reach."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.siting import FIBRE_MS_PER_KM, DelayModel
from dcpipeline.siting.places import haversine_km
from dcpipeline.siting.reach import population_within
from dcpipeline_tests.siting.frames import UNHURRIED

MODEL = DelayModel(slope=0.024, slope_sd=0.0015, band=10.0)
KM = st.floats(0, 6000)


def test_by_hand() -> None:
    assert float(MODEL.central(1000.0)) == pytest.approx(25.0)
    assert float(MODEL.p90(1000.0)) == pytest.approx(35.0)
    assert float(MODEL.p10(1000.0)) == pytest.approx(15.0)
    # at a quarter of the distance the band is half as wide
    assert float(MODEL.p90(250.0)) == pytest.approx(7.0 + 5.0)
    assert float(MODEL.p10(250.0)) == pytest.approx(2.45)  # light in fibre, not 2.0
    assert float(MODEL.central(0.0)) == 1.0


@UNHURRIED
@given(KM)
def test_nothing_beats_light_or_the_access_network(km: float) -> None:
    fastest, middle, slowest = (float(of(km)) for of in (MODEL.p10, MODEL.central, MODEL.p90))
    assert max(FIBRE_MS_PER_KM * km, 1.0) <= fastest <= middle <= slowest


@UNHURRIED
@given(KM, st.floats(0.001, 0.05), st.floats(0, 30))
def test_light_holds_for_any_fit(km: float, slope: float, band: float) -> None:
    model = DelayModel(slope=slope, slope_sd=0.001, band=band)
    assert float(model.p10(km)) >= FIBRE_MS_PER_KM * km


def test_probability_by_hand() -> None:
    assert float(MODEL.probability_within(25.0, 1000.0)) == pytest.approx(0.5)
    assert float(MODEL.probability_within(35.0, 1000.0)) == pytest.approx(0.9)
    assert float(MODEL.probability_within(15.0, 1000.0)) == pytest.approx(0.1)
    assert float(MODEL.probability_within(9.7, 1000.0)) == 0.0  # light needs 9.8 ms
    assert float(MODEL.probability_within(1.0, 0.0)) == 1.0
    assert float(MODEL.probability_within(0.9, 0.0)) == 0.0


@UNHURRIED
@given(KM, st.floats(1, 60), st.floats(0, 60))
def test_probability_rises_with_the_limit(km: float, limit: float, more: float) -> None:
    lower = float(MODEL.probability_within(limit, km))
    assert 0 <= lower <= float(MODEL.probability_within(limit + more, km)) <= 1


def test_model_reads_the_published_fit_or_says_there_is_none() -> None:
    names = ["slope", "slope_sd", "band", "access_delay", "fibre_limit"]
    frame = pl.DataFrame({"coefficient": names, "value": [0.02, 0.001, 8.0, 1.5, 0.01]})
    assert DelayModel.from_fit(frame) == DelayModel(0.02, 0.001, 8.0, 1.5, 0.01)
    unknown = frame.with_columns(value=pl.when(pl.col("coefficient") != "band").then("value"))
    assert DelayModel.from_fit(unknown) is None
    assert DelayModel.from_fit(frame.head(2)) is None


def test_sure_partners_count_in_full_and_impossible_ones_not_at_all() -> None:
    km = np.array([[0.0, 10.0, 3000.0], [10.0, 0.0, 3000.0], [3000.0, 3000.0, 0.0]])
    people = np.array([[5e6], [2e6], [9e6]])
    found = population_within((10, 20), km, people, MODEL)
    assert found.shape == (3, 1, 2, 3)
    assert found[0, 0, 0] == pytest.approx([7e6] * 3, rel=1e-3)
    assert found[2, 0, 1] == pytest.approx([9e6] * 3)


def test_a_wrong_slope_moves_all_pairs_together() -> None:
    """Ninety partners at 500 km, reached in 13 ms by the central slope: all of them or none."""
    km = np.full((91, 91), 500.0)
    np.fill_diagonal(km, 0.0)
    model = DelayModel(slope=0.024, slope_sd=0.0015, band=0.0)
    found = population_within((13,), km, np.full((91, 1), 1e6), model)[0, 0, 0]
    assert found[0] == pytest.approx(1e6, rel=1e-3)
    assert found[2] == pytest.approx(91e6, rel=1e-3)


def test_errors_of_single_pairs_average_out() -> None:
    """The same partners with errors of their own: about half of them, sd sqrt(90 x 0.25) = 4.7."""
    km = np.full((91, 91), 500.0)
    np.fill_diagonal(km, 0.0)
    model = DelayModel(slope=0.024, slope_sd=0.0, band=10.0)
    found = population_within((13,), km, np.full((91, 1), 1e6), model)[0, 0, 0]
    assert found == pytest.approx(
        [46e6 - 1.2816 * 4.743e6, 46e6, 46e6 + 1.2816 * 4.743e6], rel=1e-3
    )


def test_unknown_distances_and_people_count_nobody() -> None:
    km = np.array([[0.0, np.nan], [np.nan, 0.0]])
    people = np.array([[5e6, np.nan], [1e6, 1e6]])
    found = population_within((50,), km, people, MODEL)
    assert found[0, 0, 0] == pytest.approx([5e6] * 3)
    assert found[0, 1, 0] == pytest.approx([0.0] * 3)


def test_quantiles_agree_with_draws() -> None:
    """Direct simulation of both errors, 20,000 draws with a fixed seed."""
    rng = np.random.default_rng(7)
    latitude, longitude = rng.uniform(25, 40, 80), rng.uniform(105, 120, 80)
    people = rng.lognormal(14.5, 0.8, (80, 1))
    km = haversine_km(latitude[:, None], longitude[:, None], latitude, longitude)
    found = population_within((10, 20, 30), km, people, MODEL)[0, 0]
    slopes = MODEL.slope + MODEL.slope_sd * rng.standard_normal((20_000, 1))
    noise = rng.standard_normal((20_000, 80)) * (MODEL.band / 1.2815516)
    rtt = MODEL.access + slopes * km[0] + noise * np.sqrt(km[0] / 1000)
    rtt = np.maximum(rtt, MODEL.floor(km[0]))
    for row, limit in enumerate((10, 20, 30)):
        drawn = np.quantile(((rtt <= limit) * people[:, 0]).sum(axis=1), (0.1, 0.5, 0.9))
        assert found[row] == pytest.approx(drawn, abs=0.02 * people.sum())


PLACES = st.lists(
    st.tuples(st.floats(20, 50), st.floats(80, 130), st.floats(0, 3e7)), min_size=1, max_size=12
)


@UNHURRIED
@given(PLACES, st.floats(0.005, 0.05), st.floats(0, 0.004), st.floats(0, 30))
def test_reach_is_ordered_monotone_and_bounded(
    places: list[tuple[float, float, float]], slope: float, slope_sd: float, band: float
) -> None:
    latitude, longitude, residents = (np.array(values) for values in zip(*places, strict=True))
    km = haversine_km(latitude[:, None], longitude[:, None], latitude, longitude)
    np.fill_diagonal(km, 0.0)
    model = DelayModel(slope, slope_sd, band)
    found = population_within((10, 20, 30, 50), km, residents[:, None], model)[:, 0]
    assert (np.diff(found, axis=1) >= 0).all()  # limits
    assert (np.diff(found, axis=2) >= -1e-6).all()  # quantiles
    assert (found >= residents[:, None, None] - 1e-6).all()
    assert (found <= residents.sum() * (1 + 1e-12) + 1e-6).all()
