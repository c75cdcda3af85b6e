"""The fit of round trip on distance."""

import math
from typing import Any

import numpy as np
import polars as pl
import pytest

from dcpipeline.siting import FIBRE_MS_PER_KM, LatencyFit, fit_latency
from dcpipeline.siting.places import EARTH_RADIUS_KM
from dcpipeline_tests.siting.conftest import Facts
from dcpipeline_tests.siting.frames import divisions, measurement, measurements, province

DEGREE_KM = math.pi / 180 * EARTH_RADIUS_KM

# Cities on one meridian, so that distances are whole degrees of latitude.
MERIDIAN = divisions(
    *({"adcode": f"42{n:02d}00", "latitude": 20.0 + n, "longitude": 110.0} for n in range(1, 10)),
    province("810000", latitude=22.0, longitude=110.0),
)
HUB = "420100"


def to(degrees: int) -> str:
    return f"42{1 + degrees:02d}00"


def value(fit: LatencyFit, name: str) -> float | None:
    found: float | None = fit.coefficients.filter(pl.col("coefficient") == name)["value"].item()
    return found


def line(*excess: tuple[int, float], **more: Any) -> list[dict[str, Any]]:
    """Measurements from the hub: degrees away and ms over the access delay."""
    return [
        measurement(n, HUB, to(degrees), 1.0 + over, **more)
        for n, (degrees, over) in enumerate(excess)
    ]


FOUR = line((1, 2.0), (2, 6.0), (3, 6.0), (4, 10.0))


def test_slope_by_hand() -> None:
    fit = fit_latency(measurements(*FOUR), MERIDIAN)
    assert value(fit, "slope") == pytest.approx((2 + 6 + 6 + 10) / (10 * DEGREE_KM), abs=1e-6)
    assert value(fit, "independent_observations") == 4
    assert value(fit, "access_delay") == 1.0


def test_band_is_the_ranked_leave_one_out_residual() -> None:
    # Without each point the slope per degree is 22/9, 18/8, 18/7, 14/6. Rank ceil(0.8 x 5) = 4:
    # the largest |residual| / sqrt(degrees) = |6 - 2 x 18/8| / sqrt(2).
    left_out = [
        abs(over - degrees * rest) / math.sqrt(degrees)
        for degrees, over, rest in ((1, 2, 22 / 9), (2, 6, 18 / 8), (3, 6, 18 / 7), (4, 10, 14 / 6))
    ]
    assert max(left_out) == pytest.approx(1.5 / math.sqrt(2))
    band_at_1000_km = 1.5 / math.sqrt(2) * math.sqrt(1000 / DEGREE_KM)
    fit = fit_latency(measurements(*FOUR), MERIDIAN)
    assert value(fit, "band") == pytest.approx(band_at_1000_km, abs=1e-5)


def test_slope_error_is_the_jackknife_over_sources() -> None:
    rows = [dict(row, source_url="a" if n < 2 else "b") for n, row in enumerate(FOUR)]
    without_a, without_b = 16 / 7, 8 / 3  # slope per degree
    # two groups: sqrt(1/2 x 2 x (half the difference)^2)
    expected = abs(without_a - without_b) / 2 / DEGREE_KM
    fit = fit_latency(measurements(*rows), MERIDIAN)
    assert value(fit, "slope_sd") == pytest.approx(expected, abs=1e-6)


def test_exact_line_has_no_error() -> None:
    fit = fit_latency(measurements(*line((1, 3.0), (2, 6.0), (3, 9.0), (5, 15.0))), MERIDIAN)
    assert value(fit, "slope") == pytest.approx(3 / DEGREE_KM, abs=1e-6)
    assert value(fit, "band") == pytest.approx(0, abs=1e-9)
    assert value(fit, "r2") == pytest.approx(1)


def test_both_directions_are_one_observation() -> None:
    back = measurement(9, to(4), HUB, 13.0)
    fit = fit_latency(measurements(*FOUR, back), MERIDIAN)
    assert value(fit, "independent_observations") == value(fit, "pairs") == 4
    assert value(fit, "measurements") == 5
    # the pair counts with the mean of 10 and 12
    assert value(fit, "slope") == pytest.approx((2 + 6 + 6 + 11) / (10 * DEGREE_KM), abs=1e-6)


def test_same_pair_on_another_kind_of_network_is_another_observation() -> None:
    other = measurement(9, HUB, to(4), 9.0, use_in_fit="operator")
    fit = fit_latency(measurements(*FOUR, other), MERIDIAN)
    assert value(fit, "independent_observations") == 5


def test_one_regional_figure_on_several_cities_is_one_observation() -> None:
    shared = {"expanded_from_region": True, "source_url": "x", "use_in_fit": "operator"}
    copies = [measurement(10 + n, HUB, to(n), 20.0, **shared) for n in (6, 7)]
    fit = fit_latency(measurements(*FOUR, *copies), MERIDIAN)
    assert value(fit, "pairs") == 6
    assert value(fit, "independent_observations") == 5


@pytest.mark.parametrize(
    ("changes", "role", "reason"),
    [
        ({"use_in_fit": "no"}, "not_used", "excluded"),
        ({"use_in_fit": None}, "not_used", "excluded"),
        ({"use_in_fit": "operator_bound", "bound": "<="}, "check", "bound"),
        ({"bound": "<="}, "check", "bound"),
        ({"to_adcode": "810000"}, "not_used", "cross_border"),
        ({"to_adcode": "999999"}, "not_used", "no_coordinates"),
        ({"to_adcode": HUB}, "not_used", "same_city"),
        ({"rtt_ms": 4.0}, "not_used", "beats_light"),  # light needs 4.36 ms for four degrees
    ],
)
def test_what_is_no_point(changes: dict[str, Any], role: str, reason: str) -> None:
    extra = {**measurement(9, HUB, to(4), 11.0), **changes}
    fit = fit_latency(measurements(*FOUR, extra), MERIDIAN)
    row = fit.residuals.filter(pl.col("measurement_id") == "LM0009").row(0, named=True)
    assert (row["role"], row["reason"], row["residual_ms"]) == (role, reason, None)
    assert value(fit, "independent_observations") == 4
    assert value(fit, "slope") == value(fit_latency(measurements(*FOUR), MERIDIAN), "slope")


def test_bounds_are_held_against_the_fit() -> None:
    kept = measurement(8, HUB, to(1), 50.0, bound="<=", use_in_fit="operator_bound")
    broken = measurement(9, HUB, to(5), 6.0, bound="<=", use_in_fit="operator_bound")
    fit = fit_latency(measurements(*FOUR, kept, broken), MERIDIAN)
    assert value(fit, "bounds_checked") == 2
    assert value(fit, "bounds_held") == 1
    assert fit.residuals["bound_holds"].drop_nulls().to_list() == [True, False]


def test_too_few_observations_give_no_fit_and_no_guess() -> None:
    for rows in ([], FOUR[:1], FOUR[:3]):
        fit = fit_latency(measurements(*rows), MERIDIAN)
        assert value(fit, "slope") is None
        assert value(fit, "band") is None
        assert fit.residuals["fitted_rtt_ms"].null_count() == len(rows)


def test_removing_a_measurement_changes_n_and_slope() -> None:
    five = [*FOUR, measurement(9, HUB, to(6), 30.0)]
    more, less = (fit_latency(measurements(*rows), MERIDIAN) for rows in (five, FOUR))
    assert (value(more, "independent_observations"), value(less, "independent_observations")) == (
        5,
        4,
    )
    assert value(more, "slope") != value(less, "slope")


def test_wrong_stated_distance_shows_and_does_not_enter() -> None:
    rows = [dict(row, distance_km=999.0) for row in FOUR]
    fit = fit_latency(measurements(*rows), MERIDIAN)
    assert value(fit, "slope") == value(fit_latency(measurements(*FOUR), MERIDIAN), "slope")
    assert fit.residuals["distance_gap_km"][0] == pytest.approx(DEGREE_KM - 999, abs=0.06)


def test_shipped_fit(shipped_fit: LatencyFit) -> None:
    assert value(shipped_fit, "measurements") == 19
    assert value(shipped_fit, "pairs") == 16
    assert value(shipped_fit, "independent_observations") == 14
    assert value(shipped_fit, "slope") == pytest.approx(0.0237, abs=0.0005)
    residuals = shipped_fit.residuals
    assert residuals["distance_gap_km"].abs().max() < 0.1
    fitted = residuals.drop_nulls("fitted_rtt_ms")
    assert (fitted["fitted_rtt_ms"] >= fitted["fibre_limit_ms"] - 0.006).all()
    crossing = residuals.filter(pl.col("reason") == "cross_border")
    assert len(crossing) == 14
    assert crossing["fitted_rtt_ms"].null_count() == 14
    # every published bound is compatible with the band
    assert value(shipped_fit, "bounds_in_band") == value(shipped_fit, "bounds_checked") == 12


def test_band_holds_most_points(shipped_fit: LatencyFit) -> None:
    points = shipped_fit.residuals.filter(pl.col("role") == "fit")
    inside = points["rtt_ms"].is_between(points["fitted_rtt_ms_p10"], points["fitted_rtt_ms_p90"])
    assert inside.mean() >= 0.8


def test_residual_spread_grows_with_distance(shipped_fit: LatencyFit) -> None:
    """The reason for a band that widens: far pairs miss by more than near ones."""
    points = shipped_fit.residuals.filter(pl.col("role") == "fit")
    near = points.filter(pl.col("distance_km") < 900)["residual_ms"].to_numpy()
    far = points.filter(pl.col("distance_km") >= 900)["residual_ms"].to_numpy()
    assert np.abs(far).mean() > 2 * np.abs(near).mean()


def test_row_order_changes_nothing(facts: Facts, shipped_fit: LatencyFit) -> None:
    shuffled = fit_latency(
        facts["latency_measurements"].sample(fraction=1.0, shuffle=True, seed=3),
        facts["divisions"].sample(fraction=1.0, shuffle=True, seed=4),
    )
    assert shuffled.coefficients.equals(shipped_fit.coefficients)
    assert shuffled.residuals.equals(shipped_fit.residuals)
    assert FIBRE_MS_PER_KM == 0.0098
