"""Distances and city-level places."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.siting.places import EARTH_RADIUS_KM, cities, haversine_km
from dcpipeline_tests.siting.frames import UNHURRIED, divisions, province

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        # 39.9075 N 116.39723 E to 31.22222 N 121.45806 E
        ((39.9075, 116.39723), (31.22222, 121.45806), 1068.3),
        ((0.0, 0.0), (0.0, 90.0), math.pi / 2 * EARTH_RADIUS_KM),  # a quarter of the equator
        ((90.0, 0.0), (-90.0, 0.0), math.pi * EARTH_RADIUS_KM),  # pole to pole
        ((30.0, 120.0), (31.0, 120.0), math.pi / 180 * EARTH_RADIUS_KM),  # one degree north
        ((30.0, 120.0), (30.0, 120.0), 0.0),
    ],
)
def test_known_distances(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert float(haversine_km(*a, *b)) == pytest.approx(km, abs=0.05)


def test_spherical_law_of_cosines_agrees() -> None:
    p, q, d = math.radians(30.57), math.radians(39.98), math.radians(116.4 - 114.27)
    other = EARTH_RADIUS_KM * math.acos(
        math.sin(p) * math.sin(q) + math.cos(p) * math.cos(q) * math.cos(d)
    )
    assert float(haversine_km(30.57, 114.27, 39.98, 116.4)) == pytest.approx(other, rel=1e-9)


@UNHURRIED
@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_symmetric_and_at_most_half_the_globe(a: float, b: float, c: float, d: float) -> None:
    there, back = float(haversine_km(a, b, c, d)), float(haversine_km(c, d, a, b))
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= math.pi * EARTH_RADIUS_KM + 1e-6


def test_missing_coordinate_gives_nan() -> None:
    assert np.isnan(haversine_km(np.nan, 1.0, 2.0, 3.0))


def test_a_municipality_is_its_own_city_and_a_divided_province_is_none() -> None:
    frame = divisions(
        {"adcode": "100000", "level": "country"},
        province("110000"),
        province("420000"),
        {"adcode": "420100"},
        {"adcode": "429004", "level": "county_direct"},
        province("810000"),
    )
    found = cities(frame)
    assert found["city_adcode"].to_list() == ["110000", "420100", "429004", "810000"]
    assert found["province_adcode"].to_list() == ["110000", "420000", "420000", "810000"]
    assert found["side"].to_list() == ["mainland", "mainland", "mainland", "810000"]
