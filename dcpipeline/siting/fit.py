"""Round trip against distance: which measurements count, the slope, its error, the band."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_siting import LATENCY_FIT, LATENCY_RESIDUALS
from dcpipeline.siting.delay import (
    ACCESS_DELAY_MS,
    BAND_COVERAGE,
    FIBRE_MS_PER_KM,
    NORMAL_P90,
    REFERENCE_KM,
    DelayModel,
)
from dcpipeline.siting.places import (
    MAINLAND,
    Floats,
    column,
    haversine_km,
    province_of,
    side_of_border,
)

POINT_USES: Final = ("internet", "operator")
CHECK_USES: Final = ("operator_bound",)

_ENDS: Final = ("from", "to")
_AXES: Final = ("latitude", "longitude")

MIN_OBSERVATIONS: Final = 4
"""Smallest number for which an 80 % rank among leave-one-out residuals exists: 0.8 x (4 + 1)."""


@dataclass(frozen=True, slots=True)
class LatencyFit:
    """Both tables of the fit.

    Attributes:
        coefficients: ``mart.latency_fit``.
        residuals: ``mart.latency_residuals``.
    """

    coefficients: pl.DataFrame
    residuals: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Line:
    """The fitted line with everything that is published of it; None where it can't be had."""

    slope: float | None = None
    slope_sd: float | None = None
    band: float | None = None
    residual_sd: float | None = None
    r2: float | None = None

    @property
    def model(self) -> DelayModel | None:
        if self.slope is None or self.slope_sd is None or self.band is None:
            return None
        return DelayModel(self.slope, self.slope_sd, self.band)


def fit_latency(latency_measurements: pl.DataFrame, divisions: pl.DataFrame) -> LatencyFit:
    """Fit round trip on great-circle distance and publish every step.

    Points are mainland measurements marked internet or operator that state a value; service levels
    are held against the fit afterwards. Both directions of a pair on one kind of network are one
    observation, and so is one printed figure that was put on several cities of a region.

    The line passes through ``ACCESS_DELAY_MS``. The variance of a residual is taken as
    proportional to the distance, for which the best linear unbiased slope is the ratio
    ``sum(rtt - access) / sum(km)``. Its standard error is a jackknife over sources, because
    figures of one source share method and network. The band is the
    ``ceil(0.8 (n + 1))``-th smallest absolute leave-one-out residual at 1,000 km: it assumes no
    distribution, and one wild ping can't inflate it.

    Args:
        latency_measurements: ``ref.latency_measurements``.
        divisions: ``ref.divisions``.

    Returns:
        Both tables. With fewer than ``MIN_OBSERVATIONS`` independent observations the fitted
        values are null.
    """
    measured = _classified(_located(latency_measurements, divisions))
    points = measured.filter(pl.col("role") == "fit")
    observations = _observations(points)
    line = _fitted(observations)
    residuals = _with_residuals(measured, line.model)
    coefficients = _coefficients(line, points, observations, residuals)
    return LatencyFit(conform(coefficients, LATENCY_FIT), conform(residuals, LATENCY_RESIDUALS))


def _located(measurements: pl.DataFrame, divisions: pl.DataFrame) -> pl.DataFrame:
    """Measurements with both ends; an end that is no known division keeps null points."""
    located = measurements
    for side in _ENDS:
        end = divisions.select(
            pl.col("adcode").alias(f"{side}_adcode"),
            pl.col("name_zh").alias(f"{side}_name_zh"),
            pl.col("name_en").alias(f"{side}_name_en"),
            province_of(pl.col("adcode")).alias(f"{side}_province_adcode"),
            pl.col("latitude").alias(f"{side}_latitude"),
            pl.col("longitude").alias(f"{side}_longitude"),
        )
        located = located.join(end, on=f"{side}_adcode", how="left", validate="m:1")
    km = haversine_km(*(column(located, f"{side}_{axis}") for side in _ENDS for axis in _AXES))
    return located.with_columns(km=pl.Series(km, dtype=pl.Float64).fill_nan(None)).sort(
        "measurement_id"
    )


def _classified(located: pl.DataFrame) -> pl.DataFrame:
    """Adds ``role, reason, observation_key``."""
    use = pl.col("use_in_fit")
    sides = [side_of_border(province_of(pl.col(f"{end}_adcode"))) for end in _ENDS]
    reason = (
        pl.when(~pl.all_horizontal(side == MAINLAND for side in sides))
        .then(pl.lit("cross_border"))
        .when(pl.col("km").is_null())
        .then(pl.lit("no_coordinates"))
        .when((pl.col("from_adcode") == pl.col("to_adcode")) | (pl.col("km") == 0))
        .then(pl.lit("same_city"))
        .when(~use.is_in([*POINT_USES, *CHECK_USES]).fill_null(False))
        .then(pl.lit("excluded"))
        .when(use.is_in(CHECK_USES) | (pl.col("bound") == "<="))
        .then(pl.lit("bound"))
        .when(pl.col("rtt_ms") < FIBRE_MS_PER_KM * pl.col("km"))
        .then(pl.lit("beats_light"))
        .otherwise(pl.lit(None, dtype=pl.String))
    )
    pair = [
        pl.min_horizontal("from_adcode", "to_adcode"),
        pl.max_horizontal("from_adcode", "to_adcode"),
    ]
    source = pl.coalesce("source_url", "source_title", pl.lit("unnamed"))
    regional = pl.concat_str(
        [pl.col("from_adcode"), pl.lit("region"), pl.col("rtt_ms").cast(pl.String), use, source],
        separator="|",
    )
    key = (
        pl.when(pl.col("expanded_from_region").fill_null(False))
        .then(regional)
        .otherwise(pl.concat_str([*pair, use], separator="|"))
    )
    return located.with_columns(reason=reason, source_key=source).with_columns(
        role=pl.when(pl.col("reason").is_null())
        .then(pl.lit("fit"))
        .when(pl.col("reason") == "bound")
        .then(pl.lit("check"))
        .otherwise(pl.lit("not_used")),
        observation_key=pl.when(pl.col("reason").is_null()).then(key),
    )


def _observations(points: pl.DataFrame) -> pl.DataFrame:
    """One row per independent observation: mean distance and round trip of its measurements."""
    return (
        points.sort("measurement_id")
        .group_by("observation_key")
        .agg(
            pl.col("km").mean(),
            pl.col("rtt_ms").mean().alias("rtt"),
            pl.col("source_key").min().alias("source"),
        )
        .sort("observation_key")
    )


def _ratio(over_access: Floats, km: Floats) -> float:
    return math.fsum(over_access) / math.fsum(km)


def _fitted(observations: pl.DataFrame) -> _Line:
    n = len(observations)
    if n < MIN_OBSERVATIONS:
        return _Line()
    km = column(observations, "km")
    over_access = column(observations, "rtt") - ACCESS_DELAY_MS
    slope = _ratio(over_access, km)
    scale = np.sqrt(km / REFERENCE_KM)
    others = ~np.eye(n, dtype=bool)
    left_out = np.array(
        [over_access[i] - _ratio(over_access[others[i]], km[others[i]]) * km[i] for i in range(n)]
    )
    rank = min(math.ceil(BAND_COVERAGE * (n + 1)), n)
    residual = over_access - slope * km
    total = math.fsum((over_access - over_access.mean()) ** 2)
    return _Line(
        slope=slope,
        slope_sd=_slope_error(observations, over_access, km),
        band=float(np.sort(np.abs(left_out) / scale)[rank - 1]),
        residual_sd=math.sqrt(math.fsum((residual / scale) ** 2) / (n - 1)),
        r2=1 - math.fsum(residual**2) / total if total > 0 else None,
    )


def _slope_error(observations: pl.DataFrame, over_access: Floats, km: Floats) -> float:
    """Delete-one-group jackknife over sources; over observations where all share one source."""
    groups = observations["source"].to_numpy()
    if len(np.unique(groups)) < 2:
        groups = observations["observation_key"].to_numpy()
    names = np.unique(groups)
    without = [_ratio(over_access[groups != name], km[groups != name]) for name in names]
    centre = math.fsum(without) / len(without)
    squares = math.fsum((value - centre) ** 2 for value in without)
    return math.sqrt((len(names) - 1) / len(names) * squares)


def _with_residuals(measured: pl.DataFrame, model: DelayModel | None) -> pl.DataFrame:
    """The columns of ``mart.latency_residuals``."""
    km = column(measured, "km")
    nothing = np.full(len(km), np.nan)
    fitted = {
        "fitted_rtt_ms": nothing if model is None else model.central(km),
        "fitted_rtt_ms_p10": nothing if model is None else model.p10(km),
        "fitted_rtt_ms_p90": nothing if model is None else model.p90(km),
    }
    same_side = pl.all_horizontal(
        side_of_border(pl.col(f"{end}_province_adcode")) == MAINLAND for end in _ENDS
    )
    by_distance = measured.with_columns(
        pl.when(same_side.fill_null(False))
        .then(pl.Series(name, values, dtype=pl.Float64).fill_nan(None))
        .alias(name)
        for name, values in fitted.items()
    )
    return by_distance.with_columns(
        network_class="use_in_fit",
        distance_gap_km=pl.col("km") - pl.col("distance_km"),
        distance_km="km",
        fibre_limit_ms=FIBRE_MS_PER_KM * pl.col("km"),
        residual_ms=pl.when(pl.col("role") == "fit").then(
            pl.col("rtt_ms") - pl.col("fitted_rtt_ms")
        ),
        bound_holds=pl.when(pl.col("role") == "check").then(
            pl.col("fitted_rtt_ms") <= pl.col("rtt_ms")
        ),
    ).select(LATENCY_RESIDUALS.column_names)


_HOW: Final = {
    "access_delay": (
        "ms",
        "Stated constant, not fitted: round trip of the access network, given with the shipped "
        "measurements.",
    ),
    "fibre_limit": (
        "ms/km",
        "Stated constant, not fitted: round trip of light in fibre with group index 1.468; nothing "
        "may be faster.",
    ),
    "slope": (
        "ms/km",
        "Sum of round trips over the access delay, divided by the sum of distances: least squares "
        "through the access delay with a residual variance in proportion to distance.",
    ),
    "slope_sd": (
        "ms/km",
        "Jackknife over sources: the fit repeated without each source in turn.",
    ),
    "band": (
        "ms",
        "Half-width of the 80 % band at 1,000 km: the ceil(0.8 (n + 1))-th smallest absolute "
        "leave-one-out residual, each divided by the square root of its distance in 1,000 km. "
        "At another distance it is multiplied by that square root.",
    ),
    "band_sd": ("ms", "Standard deviation of a normal error with that band at 1,000 km."),
    "residual_sd": (
        "ms",
        "Root mean square of the residuals at 1,000 km, with n - 1 degrees of freedom; for "
        "comparison, not used.",
    ),
    "r2": ("share", "Share of the variance of the round trips that the line explains, unweighted."),
    "measurements": ("measurements", "Measurements that are points of the fit."),
    "pairs": (
        "pairs",
        "Different pairs of cities among them, counted once for each kind of network.",
    ),
    "independent_observations": (
        "observations",
        "The same after one figure put on several cities of a region is counted once.",
    ),
    "sources": ("sources", "Different sources among them."),
    "bounds_checked": (
        "bounds",
        "Published upper bounds held against the fitted value; they take no part in the fit.",
    ),
    "bounds_held": ("bounds", "Those that the central fitted value keeps."),
    "bounds_in_band": ("bounds", "Those that are not below the tenth percentile of the fit."),
}
_FITTED: Final = ("slope", "slope_sd", "band", "band_sd", "residual_sd", "r2")


def _coefficients(
    line: _Line, points: pl.DataFrame, observations: pl.DataFrame, residuals: pl.DataFrame
) -> pl.DataFrame:
    """The rows of ``mart.latency_fit``."""
    checked = residuals.filter(pl.col("bound_holds").is_not_null())
    pairs = points.select(
        pl.min_horizontal("from_adcode", "to_adcode").alias("low"),
        pl.max_horizontal("from_adcode", "to_adcode").alias("high"),
        "use_in_fit",
    ).n_unique()
    values: dict[str, float | None] = {
        "access_delay": ACCESS_DELAY_MS,
        "fibre_limit": FIBRE_MS_PER_KM,
        "slope": line.slope,
        "slope_sd": line.slope_sd,
        "band": line.band,
        "band_sd": None if line.band is None else line.band / NORMAL_P90,
        "residual_sd": line.residual_sd,
        "r2": line.r2,
        "measurements": len(points),
        "pairs": pairs,
        "independent_observations": len(observations),
        "sources": observations["source"].n_unique(),
        "bounds_checked": len(checked),
        "bounds_held": int(checked["bound_holds"].sum()),
        "bounds_in_band": int((checked["rtt_ms"] >= checked["fitted_rtt_ms_p10"]).sum()),
    }
    names = list(values)
    return pl.DataFrame(
        {
            "coefficient": names,
            "value": list(values.values()),
            "unit": [_HOW[name][0] for name in names],
            "n_independent": [len(observations) if name in _FITTED else None for name in names],
            "how_obtained": [_HOW[name][1] for name in names],
        },
        schema_overrides={"value": pl.Float64, "n_independent": pl.Int64},
        strict=False,
    )
