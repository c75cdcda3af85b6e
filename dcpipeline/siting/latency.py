"""Latency of cities: nearest demand centre, zone, people in reach, hub membership."""

from typing import Final

import numpy as np
import polars as pl

from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_siting import CITY_LATENCY
from dcpipeline.siting.delay import DelayModel
from dcpipeline.siting.places import Floats, cities, column, haversine_km
from dcpipeline.siting.reach import population_within

REACH_LIMITS_MS: Final = (10, 20, 30, 50)
ZONE_LIMITS_MS: Final = ((10, "le_10_ms"), (20, "le_20_ms"), (30, "le_30_ms"))
_SUFFIXES: Final = ("_p10", "", "_p90")
_KINDS: Final = ("population", "urban_population")


def city_latency(
    divisions: pl.DataFrame,
    population: pl.DataFrame,
    demand_centres: pl.DataFrame,
    computing_hubs: pl.DataFrame,
    latency_fit: pl.DataFrame,
) -> pl.DataFrame:
    """Latency of every city-level place, from distance by the published fit.

    Distance is used between places on one side of the mainland border only. Hong Kong, Macau and
    Taiwan get nulls with a reason, and their residents are in nobody's reach.

    Args:
        divisions: ``ref.divisions``.
        population: ``ref.population``.
        demand_centres: ``ref.demand_centres``; rows that are no city are passed over.
        computing_hubs: ``ref.computing_hubs``.
        latency_fit: ``mart.latency_fit``.

    Returns:
        ``mart.city_latency``.
    """
    places = (
        cities(divisions)
        .join(
            population.select(pl.col("adcode").alias("city_adcode"), *_KINDS),
            on="city_adcode",
            how="left",  # places without a census figure stay, with null
            validate="1:1",
        )
        .join(_hub_cities(computing_hubs), on="city_adcode", how="left", validate="1:1")
        .with_columns(
            is_demand_centre=pl.col("city_adcode").is_in(demand_centres["adcode"].implode()),
            in_hub_city=pl.col("cluster_id").is_not_null(),
        )
        .sort("city_adcode")
    )
    model = DelayModel.from_fit(latency_fit)
    placed = places.with_columns(latency_reason=_reason(fitted=model is not None))
    if model is not None:
        reason = pl.col("latency_reason")
        usable = placed.filter(reason.is_null() | (reason == "no_demand_centre"))
        km = _distances(usable)
        for computed in (_nearest(usable, km, model), _reach(usable, km, model)):
            placed = placed.join(computed, on="city_adcode", how="left", validate="1:1")
    return conform(_completed(placed), CITY_LATENCY)


def urban_population_within(frame: pl.DataFrame) -> Floats:
    """Median urban residents within 20 ms, persons, in the row order of ``mart.city_latency``.

    Places whose latency is unknown are nan.
    """
    return column(frame, "urban_population_20ms")


def zone(rtt: pl.Expr, inside: pl.Expr) -> pl.Expr:
    """Latency zone by round trip; ``metro`` where the place is itself the demand centre."""
    chain: pl.Expr = pl.lit("gt_30_ms")
    for limit, name in reversed(ZONE_LIMITS_MS):
        chain = pl.when(rtt <= limit).then(pl.lit(name)).otherwise(chain)
    return pl.when(rtt.is_not_null()).then(pl.when(inside).then(pl.lit("metro")).otherwise(chain))


def _hub_cities(computing_hubs: pl.DataFrame) -> pl.DataFrame:
    """``city_adcode, hub_en, cluster_id`` with lists joined by semicolons."""
    return (
        computing_hubs.select(
            pl.col("city_adcodes").str.split(";").alias("city_adcode"), "hub_en", "cluster_id"
        )
        .explode("city_adcode")
        .with_columns(pl.col("city_adcode").str.strip_chars())
        .filter(pl.col("city_adcode").str.len_chars() > 0)
        .group_by("city_adcode")
        .agg(
            pl.col(name).drop_nulls().unique().sort().str.join(";").alias(name)
            for name in ("hub_en", "cluster_id")
        )
    )


def _reason(*, fitted: bool) -> pl.Expr:
    """Why a place has no latency; null where it has one. A side needs a centre to reach."""
    side = pl.col("side")
    centres = (pl.col("is_demand_centre") & pl.col("latitude").is_not_null()).any().over("side")
    return (
        pl.when(side != "mainland")
        .then(pl.lit("cross_border"))
        .when(pl.col("latitude").is_null() | pl.col("longitude").is_null())
        .then(pl.lit("no_coordinates"))
        .when(pl.lit(not fitted))
        .then(pl.lit("no_fit"))
        .when(~centres)
        .then(pl.lit("no_demand_centre"))
        .otherwise(pl.lit(None, dtype=pl.String))
    )


def _distances(places: pl.DataFrame) -> Floats:
    """Distances in km between all places, shape (places, places)."""
    latitude, longitude = column(places, "latitude"), column(places, "longitude")
    km = haversine_km(latitude[:, None], longitude[:, None], latitude[None, :], longitude[None, :])
    np.fill_diagonal(km, 0.0)
    return km


def _reach(places: pl.DataFrame, km: Floats, model: DelayModel) -> pl.DataFrame:
    """People within each limit, whole persons."""
    people = np.stack([column(places, kind) for kind in _KINDS], axis=1)
    persons = np.round(population_within(REACH_LIMITS_MS, km, people, model)).astype(np.int64)
    return places.select(
        "city_adcode",
        *(
            pl.Series(f"{kind}_{limit}ms{suffix}", persons[:, which, row, place])
            for which, kind in enumerate(_KINDS)
            for row, limit in enumerate(REACH_LIMITS_MS)
            for place, suffix in enumerate(_SUFFIXES)
        ),
    )


def _nearest(places: pl.DataFrame, km: Floats, model: DelayModel) -> pl.DataFrame:
    """The centre with the shortest round trip; the place itself where it is one."""
    is_centre = places["is_demand_centre"].to_numpy()
    if not is_centre.any():
        return places.select("city_adcode")
    to_centres = np.where(is_centre[None, :], km, np.inf)
    index = np.where(is_centre, np.arange(len(km)), to_centres.argmin(axis=1))
    distance = np.take_along_axis(km, index[:, None], axis=1)[:, 0]
    return places.select(
        "city_adcode",
        pl.Series("nearest_centre_adcode", places["city_adcode"].to_numpy()[index], pl.String),
        pl.Series("nearest_centre_en", places["name_en"].to_numpy()[index], pl.String),
        pl.Series("nearest_centre_km", distance),
        pl.Series("nearest_centre_rtt_ms", model.central(distance)),
        pl.Series("nearest_centre_rtt_ms_p10", model.p10(distance)),
        pl.Series("nearest_centre_rtt_ms_p90", model.p90(distance)),
    )


def _completed(joined: pl.DataFrame) -> pl.DataFrame:
    """Declared columns; those that no place could fill are null."""
    missing = [c for c in CITY_LATENCY if c.name not in joined.columns]
    filled = joined.with_columns(
        pl.lit(None, dtype=column.kind.polars).alias(column.name) for column in missing
    )
    inside = pl.col("is_demand_centre")
    return filled.with_columns(
        zone(pl.col(f"nearest_centre_rtt_ms{suffix}"), inside).alias(f"latency_zone{suffix}")
        for suffix in _SUFFIXES
    ).select(CITY_LATENCY.column_names)
