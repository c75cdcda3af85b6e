"""Leave one group of figures out, and predict it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.conditioning import innovations
from dcpipeline.model.observations import logistic, logit
from dcpipeline.model.rank import quantiles
from dcpipeline.model.streams import normals
from dcpipeline.model.targets import Model, shares
from dcpipeline.model.utilization import Posterior, benchmark_weight, resample

Array = NDArray[np.float64]
LEVEL_OF = {
    "project": "site",
    "site": "site",
    "city": "place",
    "province": "place",
    "region7": "region",
    "region4": "region",
    "hubs": "region",
    "portfolio": "region",
    "nation": "nation",
}
BASE_COLUMNS = ("observation_id", "cluster_group", "as_of", "point", "low", "high")


def holdout(posterior: Posterior, metric: str) -> pl.DataFrame:
    """Every figure of a metric, predicted without its group.

    Groups are ``cluster_group``. The prior draws stay, the conditioning is repeated without the
    rows of the group, the benchmark is applied anew, and what the row would read is drawn with
    the error of a single reading. Columns: ``observation_id, cluster_group, level, hub, as_of,
    point, low, high, p10, p25, p50, p75, p90, p05, p95, log_score`` (of bounds and ranges).
    """
    model = posterior.models[metric]
    count = len(posterior.running)
    nation = _Nation(
        metric=metric,
        cross=model.cross()[:count].astype(np.float32),
        share=shares(model.weights[:count]).astype(np.float32),
    )
    frames = [_predict(posterior, model, nation, group) for group in _groups(model)]
    return pl.concat(frames).sort("observation_id") if frames else _empty()


def _empty() -> pl.DataFrame:
    texts = ("observation_id", "cluster_group", "level")
    numbers = ("point", "low", "high", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "log_score")
    return pl.DataFrame(
        schema=dict.fromkeys(texts, pl.String)
        | {"as_of": pl.Date, "hub": pl.Boolean}
        | dict.fromkeys(numbers, pl.Float64)
    )


def _groups(model: Model) -> Iterator[str]:
    yield from model.figures["cluster_group"].unique().sort()


@dataclass(frozen=True, slots=True)
class _Nation:
    metric: str
    cross: NDArray[np.float32]
    share: NDArray[np.float32]


def _predict(posterior: Posterior, model: Model, nation: _Nation, group: str) -> pl.DataFrame:
    priors = posterior.priors
    held = (model.figures["cluster_group"] == group).to_numpy()
    fitted = (model.figures["role"] == "fit").to_numpy()
    test, train = np.flatnonzero(held), np.flatnonzero(fitted & ~held)
    step = innovations(model.rows.take(train), priors.seed, priors.sweeps)
    signal = model.signal[test] + model.rows.covariance[np.ix_(test, train)] @ step
    ids = [model.rows.ids[row] for row in test]
    standard = normals(priors.seed, "reading", ids, priors.count)
    reading = signal + np.sqrt(model.single[test])[:, None] * standard
    rows = _benchmarked(posterior, model, nation, train, step)
    return _scored(model, test, logistic(reading[:, rows]))


def _benchmarked(
    posterior: Posterior, model: Model, nation: _Nation, train: NDArray[np.intp], step: Array
) -> NDArray[np.intp]:
    count = len(posterior.running)
    theta = model.prior.theta[:count] + nation.cross[:, train] @ step.astype(np.float32)
    gamma_row = model.prior.latents.index(f"gamma_{nation.metric}")
    gain = model.prior.variance[gamma_row] * model.loadings[train, gamma_row]
    gamma = model.prior.gamma + (gain @ step).astype(np.float32)
    weight = benchmark_weight(
        nation.metric, theta, gamma, nation.share, posterior.as_of, posterior.priors
    )
    return resample(weight)[0]


def _scored(model: Model, test: NDArray[np.intp], draws: NDArray[np.floating]) -> pl.DataFrame:
    figures = model.figures[test]
    names = ("p05", "p10", "p25", "p50", "p75", "p90", "p95")
    points = quantiles(draws, (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95))
    low = figures["low"].fill_null(0.0).to_numpy()[:, None]
    high = figures["high"].fill_null(1.0).to_numpy()[:, None]
    inside = ((draws >= low) & (draws <= high)).mean(axis=1)
    floor = 0.5 / draws.shape[1]
    return figures.select(
        *BASE_COLUMNS,
        level=pl.when(pl.col("target_kind") == "unplaced")
        .then(
            pl.when(pl.col("geography_level") == "site")
            .then(pl.lit("site"))
            .otherwise(pl.lit("region"))
        )
        .otherwise(pl.col("target_kind").replace_strict(LEVEL_OF, default="region")),
        hub=(pl.col("scope") == "hub_cluster").fill_null(False),
    ).with_columns(
        *(pl.Series(name, points[:, column]) for column, name in enumerate(names)),
        log_score=pl.when(pl.col("point").is_null()).then(
            pl.Series(np.log(np.maximum(inside, floor)))
        ),
    )


@dataclass(frozen=True, slots=True)
class Baseline:
    """Predictions of a simple rule for the same points.

    Attributes:
        name: constant, hub_dummy or last_value.
        rows: ``observation_id, point, p10, p50, p90``; bounds null where the rule gives none.
    """

    name: str
    rows: pl.DataFrame


def baselines(held: pl.DataFrame) -> list[Baseline]:
    """Three simple rules on the point figures: constant, hub dummy, last value of the group."""
    points = held.filter(pl.col("point").is_not_null()).sort("observation_id")
    return [
        Baseline("constant", _group_mean(points, by_hub=False)),
        Baseline("hub_dummy", _group_mean(points, by_hub=True)),
        Baseline("last_value", _last_value(points)),
    ]


def _group_mean(points: pl.DataFrame, *, by_hub: bool) -> pl.DataFrame:
    """Mean of the other groups on the logit scale, with their spread as 80 % interval."""
    rows = []
    for row in points.iter_rows(named=True):
        others = points.filter(pl.col("cluster_group") != row["cluster_group"])
        same = others.filter(pl.col("hub") == row["hub"]) if by_hub else others
        pool = same if len(same) else others
        if not len(pool):
            continue
        means = (
            pool.with_columns(y=pl.Series(logit(pool["point"].to_numpy())))
            .group_by("cluster_group")
            .agg(pl.col("y").mean())
            .sort("cluster_group")["y"]
            .to_numpy()
        )
        half = (
            1.2816 * np.std(means, ddof=1) * np.sqrt(1 + 1 / len(means))
            if len(means) > 1
            else np.nan
        )
        ends = logistic(means.mean() + np.asarray([-half, 0.0, half]))
        rows.append((row["observation_id"], row["point"], *(float(end) for end in ends)))
    schema = ["observation_id", "point", "p10", "p50", "p90"]
    types = dict.fromkeys(schema, pl.Float64) | {"observation_id": pl.String}
    return pl.DataFrame(rows, schema=types, orient="row").with_columns(
        pl.col("p10", "p90").fill_nan(None)
    )


def _last_value(points: pl.DataFrame) -> pl.DataFrame:
    previous = pl.col("point").shift(1).over("cluster_group", order_by=["as_of", "observation_id"])
    return (
        points.with_columns(p50=previous)
        .filter(pl.col("p50").is_not_null())
        .select(
            "observation_id",
            "point",
            pl.lit(None, pl.Float64).alias("p10"),
            "p50",
            pl.lit(None, pl.Float64).alias("p90"),
        )
    )
