"""The utilization estimator: prior, observations, bridge, benchmark, posterior draws."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model import design, targets
from dcpipeline.model.capacity import Capacity, capacity
from dcpipeline.model.conditioning import innovations
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.observations import logistic, prepare
from dcpipeline.model.priors import METRICS, Priors
from dcpipeline.model.register import register
from dcpipeline.model.streams import Draws

Array = NDArray[np.float64]
Index = NDArray[np.intp]


class BenchmarkError(ValueError):
    """Too few draws agree with the national benchmark. The message names the figures."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws after conditioning.

    Attributes:
        as_of: the day.
        register: projects that may enter a sum, sorted by ``project_id``.
        running: rows of the register that are in service, in the order of ``use``.
        capacity: capacity draws, one row per row of the register.
        figures: the prepared observations of both metrics.
        models: prior and rows by metric.
        use: draws of utilization by metric, shape (running, draws); not yet benchmarked.
        terms: draws of the global terms by name, not yet benchmarked.
        national: draws of the national mean by metric, at the as-of day.
        draws: rows of the benchmark's resampling; take these columns of any draws to publish.
        ess: effective sample size of the benchmark.
        bridged: projects whose compute use comes through their own occupancy.
        priors: the priors.
    """

    as_of: date
    register: pl.DataFrame
    running: Index
    capacity: Capacity
    figures: pl.DataFrame
    models: Mapping[str, targets.Model]
    use: Mapping[str, Draws]
    terms: Mapping[str, Draws]
    national: Mapping[str, Array]
    draws: Index
    ess: float
    bridged: frozenset[str]
    priors: Priors

    def weights(self, metric: str) -> Draws:
        """Capacity that weighs a metric, one row per center in service."""
        source = self.capacity.load_mw if metric == "occupancy" else self.capacity.compute_pflops
        return source[self.running]


def fit(inputs: Inputs, as_of: date, priors: Priors) -> Posterior:
    """Posterior draws of utilization at a day.

    Raises:
        BenchmarkError: the effective sample size is below ``priors.minimum_ess``.
    """
    projects = register(inputs, as_of, priors)
    size = capacity(projects, inputs.match_candidates, priors)
    running = np.flatnonzero(projects["in_service"].to_numpy())
    figures = prepare(inputs.observations, inputs.observation_kinds, projects, as_of, priors)
    entities, figures = _entities(inputs, projects, running, figures)
    models, thetas, terms, bridged = _condition(entities, figures, size, running, as_of, priors)
    use = {
        metric: logistic(theta[: len(running)]).astype(np.float32)
        for metric, theta in thetas.items()
    }
    log_weight = np.zeros(priors.count)
    national = {}
    for metric in METRICS:
        weights = models[metric].weights[: len(running)]
        national[metric] = _national(use[metric], weights)
        log_weight += benchmark_weight(
            metric,
            thetas[metric][: len(running)],
            terms[f"gamma_{metric}"],
            targets.shares(weights).astype(np.float32),
            as_of,
            priors,
        )
    draws, ess = resample(log_weight)
    if ess < priors.minimum_ess:
        raise BenchmarkError(
            f"effective sample size {ess:.0f} of {priors.count} draws is below "
            f"{priors.minimum_ess:.0f}: the observations and the national benchmark "
            "contradict each other"
        )
    return Posterior(
        as_of=as_of,
        register=projects,
        running=running,
        capacity=size,
        figures=figures,
        models=models,
        use=use,
        terms=terms,
        national=national,
        draws=draws,
        ess=ess,
        bridged=bridged,
        priors=priors,
    )


def _entities(
    inputs: Inputs, projects: pl.DataFrame, running: Index, figures: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Centers in service and stand-ins; figures learn whether centers carry them."""
    centers = projects[running].with_columns(
        entity_id=pl.col("project_id"), group=False, stand_in=False
    )
    distinct = figures.unique("target", keep="first", maintain_order=True)
    tied = {
        row["target"]: len(targets.members(row, centers)) > 0
        for row in distinct.iter_rows(named=True)
    }
    figures = figures.with_columns(
        tied=pl.col("target").replace_strict(tied, return_dtype=pl.Boolean)
        if tied
        else pl.lit(False)
    )
    extra = targets.stand_ins(figures, centers, _cities(inputs)).with_columns(stand_in=True)
    return pl.concat([centers, extra], how="diagonal"), figures


def _cities(inputs: Inputs) -> pl.DataFrame:
    divisions = inputs.divisions.select(
        city_adcode="adcode",
        province_adcode=pl.when(pl.col("level") == "province")
        .then(pl.col("adcode"))
        .otherwise(pl.col("parent_adcode")),
        region7="region7",
    )
    regions = divisions.filter(pl.col("city_adcode") == pl.col("province_adcode")).select(
        "province_adcode", province_region7="region7"
    )
    latency = inputs.city_latency.select(
        "city_adcode",
        rtt_ms="nearest_centre_rtt_ms",
        hub=pl.col("cluster_id").is_not_null().cast(float),
    ).unique("city_adcode", keep="first", maintain_order=True)
    return (
        divisions.join(regions, on="province_adcode", how="left", validate="m:1")
        .join(latency, on="city_adcode", how="left", validate="1:1")
        .with_columns(region7=pl.coalesce("region7", "province_region7"))
        .drop("province_region7")
        .sort("city_adcode")
    )


def _condition(
    entities: pl.DataFrame,
    figures: pl.DataFrame,
    size: Capacity,
    running: Index,
    as_of: date,
    priors: Priors,
) -> tuple[dict[str, targets.Model], dict[str, Draws], dict[str, Draws], frozenset[str]]:
    years = (as_of - date(int(design.BASE_YEAR), 1, 1)).days / 365.25
    stand_ins = len(entities) - len(running)
    load = _padded(size.load_mw[running], stand_ins, np.nan)
    kind = design.operator_draws(entities, priors)
    x = design.covariates(entities, kind, np.where(load > 0, load, np.nan), priors)
    weights = {
        "occupancy": _padded(size.load_mw[running], stand_ins, 0.0),
        "compute_use": _padded(size.compute_pflops[running], stand_ins, 0.0),
    }
    seen = _observed_types(figures, entities)
    models: dict[str, targets.Model] = {}
    thetas: dict[str, Draws] = {}
    terms: dict[str, Draws] = {}
    bridged: frozenset[str] = frozenset()
    for metric in METRICS:
        base = design.prior(metric, entities, kind, x, weights[metric], years, seen, priors)
        mine = figures.filter(pl.col("target_metric") == metric, pl.col("role") != "excluded")
        mine = mine.vstack(figures.filter(_held_only(metric))).sort("observation_id")
        models[metric] = targets.build(mine, entities, base, weights[metric], priors)
        train = models[metric]
        if metric == "compute_use":
            train, bridged = _with_bridge(train, thetas["occupancy"], entities, figures, priors)
        thetas[metric], posterior_terms = _update(train, priors)
        terms |= {f"{name}": values for name, values in posterior_terms.items()}
    return models, thetas, terms, bridged


def _held_only(metric: str) -> pl.Expr:
    """Rows that cannot be fitted but can be predicted: no place or operator is known."""
    return (
        (pl.col("target_metric") == metric)
        & (pl.col("target_kind") == "unplaced")
        & (pl.col("reason") == "cannot be tied to a place or an operator")
    )


def _padded(values: Draws, rows: int, filler: float) -> Draws:
    extra = np.full((rows, values.shape[1]), filler, dtype=np.float32)
    return np.vstack([values, extra])


def _observed_types(figures: pl.DataFrame, entities: pl.DataFrame) -> set[str]:
    """Kinds of operator with a fitted figure of their own: on a project or a portfolio."""
    fitted = figures.filter(pl.col("role") == "fit")
    projects = fitted.filter(pl.col("target_kind") == "project")["target_key"]
    kinds = entities.filter(pl.col("entity_id").is_in(projects.implode()))["operator_type"]
    listed = {"carrier_or_listed"} if (fitted["target_kind"] == "portfolio").any() else set()
    return set(kinds.drop_nulls()) | listed


def _update(model: targets.Model, priors: Priors) -> tuple[Draws, dict[str, Draws]]:
    """Theta and global terms after conditioning on the fitted rows."""
    fitted = np.flatnonzero((model.figures["role"] == "fit").to_numpy())
    step = innovations(model.rows.take(fitted), priors.seed, priors.sweeps)
    theta = model.prior.theta + (model.cross()[:, fitted] @ step).astype(np.float32)
    terms = {}
    for position, (name, prior_draws) in enumerate(model.prior.globals.items()):
        gain = model.prior.variance[position] * model.loadings[fitted, position]
        key = name if name.endswith(("occupancy", "compute_use")) else f"{name}/{_metric(model)}"
        terms[key] = prior_draws + (gain @ step).astype(np.float32)
    return theta, terms


def _metric(model: targets.Model) -> str:
    return model.prior.latents[0].removeprefix("alpha_")


def _with_bridge(
    model: targets.Model,
    occupancy: Draws,
    entities: pl.DataFrame,
    figures: pl.DataFrame,
    priors: Priors,
) -> tuple[targets.Model, frozenset[str]]:
    """Own occupancy of a project as an indirect figure of its compute use, where it has none."""
    own = figures.filter(pl.col("target_kind") == "project", pl.col("role") == "fit")
    by_metric = {
        metric: set(own.filter(pl.col("target_metric") == metric)["target_key"])
        for metric in METRICS
    }
    projects = sorted(by_metric["occupancy"] - by_metric["compute_use"])
    if not projects:
        return model, frozenset()
    ids = entities["entity_id"].to_list()
    index = np.asarray([ids.index(project) for project in projects])
    expected = occupancy[index].mean(axis=1, dtype=np.float64)
    variance = occupancy[index].var(axis=1, dtype=np.float64)
    template = (
        own.filter(pl.col("target_metric") == "occupancy")
        .unique("target_key", keep="first", maintain_order=True)
        .sort("target_key")
    )
    point = logistic(expected + priors["bridge_use_from_occupancy"])
    rows = template.with_columns(
        observation_id=pl.lit("bridge:") + pl.col("target_key"),
        target_metric=pl.lit("compute_use"),
        kind=pl.lit("bridge"),
        point=pl.Series(point),
        low=pl.lit(None, pl.Float64),
        high=pl.lit(None, pl.Float64),
        years=pl.lit(0.0),
        weight=pl.lit(1.0),
        logit_sd=pl.Series(np.sqrt(variance + priors.sd("bridge_use_from_occupancy") ** 2)),
    )
    both = pl.concat([model.figures, rows.select(model.figures.columns)]).sort("observation_id")
    return targets.build(both, entities, model.prior, model.weights, priors), frozenset(projects)


def _national(use: Draws, weights: Draws) -> Array:
    if not len(use):
        return np.full(weights.shape[1], np.nan)
    return np.asarray((targets.shares(weights) * use).sum(axis=0))


def benchmark_weight(
    metric: str, theta: Draws, gamma: Draws, share: Draws, as_of: date, priors: Priors
) -> Array:
    """Log importance weight of the national figure of one metric: shape (draws,).

    Zero when the figure lies after the as-of day or nothing is in service. ``share`` are weights
    that sum to one per draw.
    """
    year = priors.benchmark_year[metric]
    now = as_of.year + (as_of.timetuple().tm_yday - 1) / 365.25
    if not len(theta) or year > now:
        return np.zeros(theta.shape[1])
    then = logistic(theta + gamma * np.float32(year - now))
    mean = (share * then).sum(axis=0, dtype=np.float64)
    name = f"benchmark_{metric}"
    return np.asarray(-0.5 * ((mean - priors[name]) / priors.sd(name)) ** 2)


def resample(log_weight: Array) -> tuple[Index, float]:
    """Systematic resampling: rows to take, and the effective sample size of the weights.

    The effective sample size is the squared sum of the weights over the sum of their squares
    (Kish). No random number is used: the grid starts in the middle of its first cell.
    """
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    count = len(weight)
    grid = (np.arange(count) + 0.5) / count
    rows = np.searchsorted(np.cumsum(weight), grid).clip(0, count - 1)
    return rows.astype(np.intp), float(1 / (weight**2).sum())


def without_draws(priors: Priors, count: int) -> Priors:
    """The same priors with another number of draws and no refusal."""
    return replace(priors, count=count, minimum_ess=0.0)
