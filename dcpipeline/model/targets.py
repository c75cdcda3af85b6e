"""What each figure would read under the prior: its members, its draws, its linear form."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.conditioning import Rows
from dcpipeline.model.design import Prior
from dcpipeline.model.observations import logistic, logit, operator_tokens
from dcpipeline.model.priors import Priors
from dcpipeline.model.streams import Draws, normals

Array = NDArray[np.float64]
Index = NDArray[np.intp]
ATTRIBUTES = (
    "province_adcode",
    "city_adcode",
    "city_key",
    "region7",
    "operator_type",
    "age_years",
    "domestic",
    "training_only",
    "rtt_ms",
    "hub",
    "price",
)


def stand_ins(figures: pl.DataFrame, centers: pl.DataFrame, cities: pl.DataFrame) -> pl.DataFrame:
    """Entities for targets that no center of the register represents.

    A site that is no project, a place or portfolio without a center in service, and groups that
    cannot be tied to a place get an entity of their own, with whatever is known of the city.
    Stand-ins take part in the fit and never in a roll-up.

    Args:
        figures: prepared observations.
        centers: entities of the register in service.
        cities: ``city_adcode, province_adcode, region7, rtt_ms, hub``.
    """
    lonely = [
        row
        for row in figures.filter(pl.col("target_kind") != "nation", ~pl.col("tied"))
        .unique("target", keep="first", maintain_order=True)
        .sort("target")
        .iter_rows(named=True)
    ]
    known = {row["city_adcode"]: row for row in cities.iter_rows(named=True)}
    regions = dict(cities.select("province_adcode", "region7").unique().sort(pl.all()).iter_rows())
    out = []
    for row in lonely:
        city, province = row["target_city"], row["target_province"]
        place = known.get(city, {})
        grouped = row["target_kind"] in ("portfolio", "region7", "region4", "hubs")
        grouped |= row["target_kind"] == "unplaced" and row["geography_level"] != "site"
        out.append(
            {
                "entity_id": f"stand-in:{row['target']}",
                "group": grouped,
                "province_adcode": province,
                "city_adcode": city,
                "city_key": city or province,
                "region7": place.get("region7") or regions.get(province),
                "operator_type": "carrier_or_listed" if row["target_kind"] == "portfolio" else None,
                "rtt_ms": place.get("rtt_ms"),
                "hub": place.get("hub"),
            }
        )
    schema = {"entity_id": pl.String, "group": pl.Boolean} | {
        name: centers.schema[name] for name in ATTRIBUTES
    }
    return pl.DataFrame(out, schema=schema)


def members(figure: dict[str, object], centers: pl.DataFrame) -> Index:
    """Rows of the centers in service that a figure speaks of; empty where there are none."""
    key = figure["target_key"]
    match figure["target_kind"]:
        case "project":
            hit = centers["entity_id"] == key
        case "city":
            hit = centers["city_adcode"] == key
        case "province":
            hit = centers["province_adcode"] == key
        case "region7":
            hit = centers["region7"] == key
        case "region4":
            hit = centers["region4"] == key
        case "hubs":
            hit = centers["hub"] == 1
        case "nation":
            return np.arange(len(centers))
        case "portfolio":
            name = str(figure["geography_name_zh"] or "")
            hit = pl.Series(
                [
                    any(token in name for token in operator_tokens(cell))
                    for cell in centers["operator"]
                ],
                dtype=pl.Boolean,
            )
        case _:
            return np.empty(0, dtype=np.intp)
    return np.flatnonzero(hit.fill_null(False).to_numpy())


@dataclass(frozen=True, slots=True)
class Model:
    """Prior and observed rows of one metric, ready for conditioning.

    Attributes:
        prior: prior draws of the entities.
        rows: observed rows, in the order of ``figures``.
        loadings: linear form of the rows in the latent terms, shape (rows, latents).
        figures: the prepared observations of the metric.
        weights: capacity of the entities, shape (entities, draws).
        signal: draws of the rows without error: shape (rows, draws).
        single: variance of the error of one reading, before weights.
    """

    prior: Prior
    rows: Rows
    loadings: Array
    figures: pl.DataFrame
    weights: Draws
    signal: Array
    single: Array

    def cross(self) -> Array:
        """Prior covariance of theta and the rows: shape (entities, rows)."""
        return (self.prior.loadings * self.prior.variance) @ self.loadings.T


def build(
    figures: pl.DataFrame, entities: pl.DataFrame, prior: Prior, weights: Draws, priors: Priors
) -> Model:
    """Rows of one metric: draws of what each figure would read, and its linear form.

    A figure on several centers reads the capacity-weighted mean of their utilization; its linear
    form uses the mean slopes over the draws, and the variance that the linear form misses is
    added to the noise. A portfolio has an effect of its own, because the register shows a part of
    it. Old figures get the variance of a random walk on top.
    """
    count = priors.count
    drawn = np.empty((len(figures), count))
    loadings = np.zeros((len(figures), len(prior.latents)))
    missed = np.zeros(len(figures))
    centers = entities.filter(~pl.col("stand_in"))
    known: dict[str, Index] = {}
    for row, figure in enumerate(figures.iter_rows(named=True)):
        target = figure["target"]
        if target not in known:
            known[target] = _entity_rows(figure, centers, entities)
        index = known[target]
        shift = -float(figure["years"])
        drawn[row], loadings[row], missed[row] = _reading(prior, index, weights, shift)
    single = _single_noise(figures, priors)
    weight = figures["weight"].to_numpy()
    error_variance = single / np.where(weight > 0, weight, 1.0)
    offsets, covariance = _shared_offsets(figures, priors)
    standard = normals(priors.seed, "error", figures["observation_id"].to_list(), count)
    error = np.sqrt(error_variance)[:, None] * standard
    covariance += (loadings * prior.variance) @ loadings.T
    rows = Rows(
        ids=figures["observation_id"].to_list(),
        drawn=drawn + offsets + error,
        covariance=covariance,
        noise=error_variance + missed,
        point=logit(figures["point"].fill_null(np.nan).to_numpy()),
        low=logit(figures["low"].fill_null(0.0).clip(0.0, 1.0).to_numpy()),
        high=logit(figures["high"].fill_null(1.0).clip(0.0, 1.0).to_numpy()),
    )
    return Model(prior, rows, loadings, figures, weights, drawn + offsets, single)


def _entity_rows(figure: dict[str, object], centers: pl.DataFrame, entities: pl.DataFrame) -> Index:
    index = members(figure, centers)
    if len(index):
        return index
    name = f"stand-in:{figure['target']}"
    return np.flatnonzero((entities["entity_id"] == name).to_numpy())


def _reading(
    prior: Prior, index: Index, weights: Draws, shift: float
) -> tuple[Array, Array, float]:
    """Draws, loadings and missed variance of the mean utilization of some entities."""
    gamma = prior.latents.index(next(name for name in prior.latents if name.startswith("gamma")))
    theta = prior.theta[index].astype(np.float64) + prior.gamma * shift
    loading_shift = np.zeros(len(prior.latents))
    loading_shift[gamma] = shift
    if len(index) == 1:
        return theta[0], prior.loadings[index[0]] + loading_shift, 0.0
    share = shares(weights[index])
    use = logistic(theta)
    mean = (share * use).sum(axis=0)
    slopes = (share * use * (1 - use) / (mean * (1 - mean))).mean(axis=1)
    reading = logit(mean)
    linear = slopes @ theta
    missed = float(np.var(reading - linear))
    return reading, slopes @ prior.loadings[index] + slopes.sum() * loading_shift, missed


def shares(weights: Draws) -> Array:
    """Weights that sum to one per draw; equal where a draw has no capacity at all."""
    total = weights.sum(axis=0, dtype=np.float64)
    safe = np.where(total > 0, total, 1)
    return np.asarray(np.where(total > 0, weights / safe, 1 / max(len(weights), 1)))


def _single_noise(figures: pl.DataFrame, priors: Priors) -> Array:
    """Error variance of one reading: that of its kind, and the drift of the place since."""
    drift = priors["drift_per_year"] ** 2 * figures["years"].clip(0).to_numpy()
    return np.asarray(figures["logit_sd"].to_numpy() ** 2 + drift, dtype=np.float64)


def _shared_offsets(figures: pl.DataFrame, priors: Priors) -> tuple[Draws, Array]:
    """Draws and covariance of the offsets that rows share: kind of publisher, portfolio."""
    offsets = np.zeros((len(figures), priors.count), dtype=np.float32)
    covariance = np.zeros((len(figures), len(figures)))
    groups = figures.select(
        kind=pl.lit("publisher:") + pl.col("kind"),
        portfolio=pl.when(pl.col("target_kind") == "portfolio", pl.col("tied")).then(
            pl.col("target")
        ),
    )
    metric = figures["target_metric"][0] if len(figures) else ""
    for name, sd in (("kind", priors["sd_publisher"]), ("portfolio", priors["tau_group"])):
        values = groups[name].to_numpy()
        for value in groups[name].drop_nulls().unique().sort():
            mine = values == value
            standard = normals(priors.seed, f"offset/{metric}", [value], priors.count)[0]
            offsets[mine] += np.float32(sd) * standard
            covariance[np.ix_(mine, mine)] += sd**2
    return offsets, covariance
