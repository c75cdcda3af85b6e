"""Prior draws of the logit of utilization of every center in service, and their linear form."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.priors import COVARIATES, Priors
from dcpipeline.model.register import FAR_MS, NEAR_MS
from dcpipeline.model.streams import Draws, between, normals, stream, uniform_blocks, uniforms

Array = NDArray[np.float64]
BASE_YEAR = 2025.0
UNIFORMS = (
    "anchor",
    "domestic",
    "training_only",
    "zone",
    "hub",
    "age",
    "date_off",
    "date_shift",
)
OPERATOR_TYPES = ("hyperscaler", "carrier_or_listed", "local_platform", "other")


@dataclass(frozen=True, slots=True)
class Prior:
    """Prior draws of one metric.

    Attributes:
        theta: logit of utilization, shape (entities, draws).
        loadings: linear form of theta in the latent terms, shape (entities, latents).
        variance: prior variance of each latent term; they are independent.
        latents: names of the latent terms.
        globals: draws of the terms that stand in ``mart.model_terms``, by name.
        gamma: draws of the yearly change, shape (draws,).
        years: from 2025 to the as-of day.
    """

    theta: Draws
    loadings: Array
    variance: Array
    latents: list[str]
    globals: dict[str, Draws]
    gamma: Draws
    years: float


def covariates(
    entities: pl.DataFrame, kind: NDArray[np.int64], load_mw: Draws, priors: Priors
) -> dict[str, Draws]:
    """Draws of the covariates, stated where stated: a mapping to shape (entities, draws).

    Args:
        entities: rows of the register or stand-ins of the same columns.
        kind: draws of the kind of operator, see ``operator_draws``.
        load_mw: IT load of the entities, NaN for stand-ins.
        priors: the priors.
    """
    ids = entities["entity_id"].to_list()
    drawn = uniform_blocks(priors.seed, "covariates", ids, priors.count, UNIFORMS)

    def column(name: str) -> Draws:
        values = entities[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        return np.asarray(values, dtype=np.float32)[:, None]

    def stated_or(name: str, frequency: float) -> Draws:
        known = column(name)
        return np.where(np.isnan(known), (drawn[name] < frequency).astype(np.float32), known)

    frequency = priors.frequency
    anchor = np.asarray([frequency["anchor"][name] for name in OPERATOR_TYPES], dtype=np.float32)
    age = _age(column("age_years"), drawn, priors)
    rtt = _rtt(column("rtt_ms"), drawn["zone"], priors)
    return {
        "age_under_1": (age < 1).astype(np.float32),
        "age_1_to_3": ((age >= 1) & (age < 3)).astype(np.float32),
        "anchor": (drawn["anchor"] < anchor[kind]).astype(np.float32),
        "sponsor": (kind == OPERATOR_TYPES.index("local_platform")).astype(np.float32),
        "listed": (kind == OPERATOR_TYPES.index("carrier_or_listed")).astype(np.float32),
        "domestic": stated_or("domestic", frequency["domestic"]),
        "training": stated_or("training_only", frequency["training_only"]),
        "rtt_10_to_20": ((rtt > NEAR_MS) & (rtt <= FAR_MS)).astype(np.float32),
        "rtt_over_20": (rtt > FAR_MS).astype(np.float32),
        "hub": stated_or("hub", frequency["hub"]),
        "log2_capacity": _log2_capacity(entities, load_mw),
        "price": _cheapness(column("price")),
    }


def operator_draws(entities: pl.DataFrame, priors: Priors) -> NDArray[np.int64]:
    """Index into ``OPERATOR_TYPES``, drawn where no operator is known."""
    shares = np.cumsum([priors.frequency["operator_type"][name] for name in OPERATOR_TYPES])
    ids = entities["entity_id"].to_list()
    drawn = np.searchsorted(shares[:-1], uniforms(priors.seed, "operator", ids, priors.count))
    known = [
        -1 if name is None else OPERATOR_TYPES.index(name) for name in entities["operator_type"]
    ]
    stated = np.asarray(known, dtype=np.int64)[:, None]
    return np.where(stated < 0, drawn, stated)


def _age(stated: Draws, drawn: dict[str, Draws], priors: Priors) -> Draws:
    """Years in service. A stated date may be that of a report: the start is then earlier."""
    rate = stream(priors.seed, "status", "in_service").beta(
        *priors.span("status_in_service_off"), size=priors.count
    )
    shift = between(drawn["date_shift"], priors.span("date_off_years"))
    shares = np.cumsum(list(priors.frequency["age"].values()))[:-1]
    guess = np.asarray([0.5, 2.0, 4.0], dtype=np.float32)[np.searchsorted(shares, drawn["age"])]
    off = drawn["date_off"] < rate
    return np.asarray(np.where(np.isnan(stated), guess, stated + off * shift), dtype=np.float32)


def _rtt(stated: Draws, drawn: Draws, priors: Priors) -> Draws:
    shares = np.cumsum(list(priors.frequency["zone"].values()))[:-1]
    middles = np.asarray([NEAR_MS / 2, (NEAR_MS + FAR_MS) / 2, 2 * FAR_MS], dtype=np.float32)
    return np.where(np.isnan(stated), middles[np.searchsorted(shares, drawn)], stated)


def _log2_capacity(entities: pl.DataFrame, load_mw: Draws) -> Draws:
    """Doublings above the median of the province, at most four either way; NaN for stand-ins."""
    logs = np.log2(np.maximum(load_mw, 1e-3))
    central = pl.Series(np.median(logs, axis=1), dtype=pl.Float64).fill_nan(None)
    medians = (
        entities.select("province_adcode")
        .with_columns(central=central)
        .select(pl.col("central").median().over("province_adcode").fill_null(0.0))
    )
    doublings = logs - medians.to_series().to_numpy()[:, None].astype(np.float32)
    return np.asarray(np.clip(doublings, -4, 4), dtype=np.float32)


def _cheapness(price: Draws) -> Draws:
    """Steps of 0.1 CNY/kWh below the mean of the known prices; NaN where none is known."""
    if np.isnan(price).all():
        return price
    return np.asarray((np.nanmean(price) - price) / np.float32(0.1), dtype=np.float32)


def prior(
    metric: str,
    entities: pl.DataFrame,
    kind: NDArray[np.int64],
    x: dict[str, Draws],
    weights: Draws,
    years: float,
    observed_types: set[str],
    priors: Priors,
) -> Prior:
    """Prior draws of one metric.

    Args:
        metric: occupancy or compute_use.
        entities: centers, sorted; column ``group`` is true for stand-ins of a whole group.
        kind: draws of the kind of operator.
        x: draws of the covariates.
        weights: capacity that makes the national mix, zero for stand-ins.
        years: from 2025 to the as-of day.
        observed_types: operator types that have observations of their own: no selection offset.
        priors: the priors.
    """
    count, seed = priors.count, priors.seed
    names = [name for name in COVARIATES if _applies(name, metric, priors)]
    draws = {
        name: _normal_term(name, metric, priors)
        for name in (f"alpha_{metric}", f"gamma_{metric}", *(f"beta_{name}" for name in names))
    }
    alpha, gamma = draws[f"alpha_{metric}"], draws[f"gamma_{metric}"]
    theta = np.zeros((len(entities), count), dtype=np.float32) + alpha + gamma * np.float32(years)
    means = np.empty((len(entities), len(names)))
    for column, name in enumerate(names):
        # NaN: nothing is known and nothing is drawn, so the national mix stands in
        deviation = np.nan_to_num(x[name] - _national(x[name], weights), nan=0.0)
        beta = draws[f"beta_{name}"]
        if name == "domestic":
            beta = _drifted(beta, years, priors)
        theta += beta * deviation
        means[:, column] = deviation.mean(axis=1)
    places, loadings, variance = _places(metric, entities, priors)
    effects = normals(seed, f"place/{metric}", places, count)
    theta += (loadings * np.sqrt(variance)).astype(np.float32) @ effects
    fixed = np.column_stack(
        [np.ones(len(entities)), np.full(len(entities), years), means, loadings]
    )
    fixed_variance = np.concatenate([[priors.sd(name) ** 2 for name in draws], variance])
    own = _own_effects(metric, entities, kind, observed_types, priors)
    theta += own
    own_variance = own.var(axis=1, dtype=np.float64) + _unknown_mix(x, weights, names, draws)
    return Prior(
        theta=theta,
        loadings=np.hstack([fixed, np.eye(len(entities))]),
        variance=np.concatenate([fixed_variance, own_variance]),
        latents=[*draws, *places, *entities["entity_id"]],
        globals=draws,
        gamma=gamma,
        years=years,
    )


def _applies(covariate: str, metric: str, priors: Priors) -> bool:
    return priors.terms[f"beta_{covariate}"].metric in ("both", metric)


def _normal_term(name: str, metric: str, priors: Priors) -> Draws:
    standard = normals(priors.seed, f"term/{metric}", [name], priors.count)[0]
    return np.asarray(priors[name] + priors.sd(name) * standard, dtype=np.float32)


def _national(x: Draws, weights: Draws) -> Draws:
    """Capacity-weighted national mean per draw; of the entities themselves without capacity."""
    known = ~np.isnan(x)
    mass = weights * known
    total = mass.sum(axis=0)
    plain = np.nan_to_num(x).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    mixed = (np.nan_to_num(x) * mass).sum(axis=0) / np.where(total > 0, total, 1)
    return np.asarray(np.where(total > 0, mixed, plain), dtype=np.float32)


def _drifted(beta: Draws, years: float, priors: Priors) -> Draws:
    """The gap of domestic chips closes with time and then stays closed."""
    closed = beta + np.float32(priors["domestic_drift"] * max(years, 0.0))
    return np.where(beta < 0, np.minimum(closed, 0), beta)


def _places(metric: str, entities: pl.DataFrame, priors: Priors) -> tuple[list[str], Array, Array]:
    """Regions and cities: names, one-hot loadings, variances. Stand-ins of groups have none."""
    single = (~entities["group"]).to_numpy()
    names: list[str] = []
    columns: list[Array] = []
    variances: list[float] = []
    for label, tau in (("region7", priors["tau_region"]), ("city_key", priors["tau_group"])):
        values = entities[label].to_numpy()
        for value in entities[label].drop_nulls().unique().sort():
            names.append(f"{label}:{value}")
            columns.append(((values == value) & single).astype(np.float64))
            variances.append(tau**2)
    stacked = np.column_stack(columns) if columns else np.empty((len(entities), 0))
    return names, stacked, np.asarray(variances)


def _own_effects(
    metric: str,
    entities: pl.DataFrame,
    kind: NDArray[np.int64],
    observed_types: set[str],
    priors: Priors,
) -> Draws:
    """Effect of the entity itself and of how its kind of operator gets into the press."""
    ids, count = entities["entity_id"].to_list(), priors.count
    within = np.sqrt(priors["tau_site"] ** 2 - priors["tau_group"] ** 2)
    sd = np.where(entities["group"].to_numpy(), priors["tau_group"], within).astype(np.float32)
    effect = sd[:, None] * normals(priors.seed, f"effect/{metric}", ids, count)
    offsets = between(
        uniforms(priors.seed, f"selection/{metric}", OPERATOR_TYPES, count),
        priors.span("selection"),
    )
    seen = np.asarray([name in observed_types for name in OPERATOR_TYPES])[:, None]
    offsets = np.where(seen, np.float32(0), offsets)
    return np.asarray(effect + np.take_along_axis(offsets, kind, axis=0), dtype=np.float32)


def _unknown_mix(
    x: dict[str, Draws], weights: Draws, names: Sequence[str], draws: dict[str, Draws]
) -> Array:
    """Variance that unknown covariates add to an entity."""
    total = np.zeros(weights.shape[0])
    for name in names:
        spread = np.nan_to_num(x[name].var(axis=1, dtype=np.float64), nan=0.0)
        total += spread * float(np.mean(draws[f"beta_{name}"].astype(np.float64) ** 2))
    return total
