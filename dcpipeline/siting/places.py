"""Places as points: which divisions are cities, and how far apart they are."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the IUGG, as in Moritz, Geodetic Reference System 1980, J. Geodesy 74 (2000)."""

MAINLAND: Final = "mainland"
BORDERED: Final = ("710000", "810000", "820000")
"""Taiwan, Hong Kong, Macau: routes between them and the mainland do not follow distance."""


def haversine_km(
    latitude_a: npt.ArrayLike,
    longitude_a: npt.ArrayLike,
    latitude_b: npt.ArrayLike,
    longitude_b: npt.ArrayLike,
) -> Floats:
    """Great-circle distance in km between points in degrees, by the haversine formula.

    Arguments broadcast against each other; a missing coordinate (nan) gives nan.
    """
    phi_a, lambda_a, phi_b, lambda_b = (
        np.radians(np.asarray(angle, dtype=np.float64))
        for angle in (latitude_a, longitude_a, latitude_b, longitude_b)
    )
    chord = (
        np.sin((phi_b - phi_a) / 2) ** 2
        + np.cos(phi_a) * np.cos(phi_b) * np.sin((lambda_b - lambda_a) / 2) ** 2
    )
    distance: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return distance


def column(frame: pl.DataFrame, name: str) -> Floats:
    """A number column as a float array; null becomes nan."""
    values: npt.NDArray[Any] = frame[name].cast(pl.Float64).to_numpy()
    return np.where(np.isfinite(values), values, np.nan).astype(np.float64)


def province_of(code: pl.Expr) -> pl.Expr:
    """Code of the province-level unit that holds a division: the first two digits say which."""
    return code.str.head(2) + "0000"


def side_of_border(province_adcode: pl.Expr) -> pl.Expr:
    """``mainland``, or the code of Hong Kong, Macau or Taiwan."""
    return (
        pl.when(province_adcode.is_in(BORDERED))
        .then(province_adcode)
        .otherwise(pl.lit(MAINLAND, dtype=pl.String))
    )


def cities(divisions: pl.DataFrame) -> pl.DataFrame:
    """The city-level places, each person's home exactly once.

    These are prefectures, county-level units straight under a province, and province-level units
    without either: the municipalities, Hong Kong, Macau and Taiwan.

    Args:
        divisions: ``ref.divisions``.

    Returns:
        ``city_adcode, province_adcode, name_zh, name_en, latitude, longitude, side``, sorted by
        code; ``side`` is the side of the border.
    """
    below = divisions.filter(pl.col("level").is_in(["prefecture", "county_direct"]))
    parted = below.select(province_of(pl.col("adcode"))).to_series().unique()
    whole = divisions.filter(
        (pl.col("level") == "province") & ~pl.col("adcode").is_in(parted.implode())
    )
    return (
        pl.concat([below, whole])
        .select(
            pl.col("adcode").alias("city_adcode"),
            province_of(pl.col("adcode")).alias("province_adcode"),
            "name_zh",
            "name_en",
            "latitude",
            "longitude",
        )
        .with_columns(side=side_of_border(pl.col("province_adcode")))
        .sort("city_adcode")
    )
