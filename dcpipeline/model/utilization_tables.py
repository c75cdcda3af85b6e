"""Posterior draws of utilization as tables."""

import numpy as np
import polars as pl

from dcpipeline.model.evidence import Evidence, classes, evidence
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.names import gazetteer, named
from dcpipeline.model.places import Places, levels
from dcpipeline.model.priors import METRICS
from dcpipeline.model.rank import quantiles
from dcpipeline.model.streams import Draws
from dcpipeline.model.utilization import Posterior
from dcpipeline.schema import conform
from dcpipeline.schema.tables import mart_model as tables

PROBABILITIES = tuple(round(0.05 * step, 2) for step in range(1, 20))
METHOD_OF = {
    "A": "own_observation",
    "B": "city_observation",
    "C": "group_observation",
    "D": "prior_only",
}
NATION = "100000"


def utilization_tables(inputs: Inputs, posterior: Posterior) -> dict[str, pl.DataFrame]:
    """The tables of the estimator, by full name."""
    names = gazetteer(inputs.projects, inputs.divisions)
    estimates, long = [], []
    for metric in METRICS:
        found = {**evidence(posterior, metric), **_national_evidence(posterior, metric)}
        for level, keys, draws, count, imputed in _levels(posterior, metric):
            live = np.asarray(~np.isnan(draws).any(axis=1))
            ids = [key for key, is_live in zip(keys, live, strict=True) if is_live]
            some = draws[live]
            kinds, observed = classes([(level, key) for key in ids], found)
            points = quantiles(some, (0.1, 0.5, 0.9, *PROBABILITIES))
            frame = pl.DataFrame(
                {
                    "geography_level": pl.Series([level] * len(ids), dtype=pl.String),
                    "geography_id": pl.Series(ids, dtype=pl.String),
                    "p10": points[:, 0],
                    "p50": points[:, 1],
                    "p90": points[:, 2],
                    "sd": some.std(axis=1, dtype=np.float64),
                    "prob_below_50": (some < 0.5).mean(axis=1),
                    "prob_below_65": (some < 0.65).mean(axis=1),
                    "evidence_class": pl.Series(kinds, dtype=pl.String),
                    "observations": pl.Series(observed, dtype=pl.Int64),
                    "centers_in_service": pl.Series(count[live], dtype=pl.Int64),
                    "capacity_imputed_share": imputed[live],
                }
            ).with_columns(metric=pl.lit(metric))
            estimates.append(frame)
            long.append(_long(level, ids, points[:, 3:], metric))
    as_of = pl.lit(posterior.as_of)
    full = _with_gaps(pl.concat(estimates), inputs.projects, posterior)
    return {
        "mart.utilization": conform(
            named(full, names).with_columns(as_of=as_of), tables.UTILIZATION
        ),
        "mart.utilization_quantiles": conform(
            named(pl.concat(long), names).with_columns(as_of=as_of), tables.UTILIZATION_QUANTILES
        ),
        "mart.utilization_evidence": conform(
            _evidence(posterior, inputs.divisions), tables.UTILIZATION_EVIDENCE
        ),
        "mart.model_terms": conform(_terms(posterior), tables.MODEL_TERMS),
    }


def _national_evidence(posterior: Posterior, metric: str) -> dict[tuple[str, str], Evidence]:
    figures = posterior.figures.filter(
        pl.col("target_metric") == metric, pl.col("role") == "benchmark"
    )
    return {("nation", NATION): Evidence("A", len(figures))} if len(figures) else {}


def _levels(
    posterior: Posterior, metric: str
) -> list[tuple[str, list[str], Draws, np.ndarray, np.ndarray]]:
    """Level, keys, draws (NaN without estimate), centers in service, imputed share."""
    rows, draws = posterior.running, posterior.draws
    use = posterior.use[metric][:, draws]
    weights = posterior.weights(metric)[:, draws]
    imputed = posterior.capacity.imputed[rows].astype(np.float64)
    active = _active(posterior, metric)
    expected = weights.mean(axis=1, dtype=np.float64)
    ids = posterior.register["project_id"].to_list()
    out = [
        (
            "project",
            [ids[row] for row in rows],
            np.where(active[:, None], use, np.nan),
            np.ones(len(rows), dtype=np.int64),
            imputed,
        )
    ]
    for places in levels(posterior.register):
        mean = places.mean(use[active], weights[active], rows[active])
        out.append(
            (
                places.level,
                places.keys,
                mean,
                places.count(rows[active]),
                _imputed_share(places, imputed[active], expected[active], rows[active]),
            )
        )
    return out


def _active(posterior: Posterior, metric: str) -> np.ndarray:
    """Centers in service to which the metric applies: with AI compute, for compute use."""
    if metric == "occupancy":
        return np.ones(len(posterior.running), dtype=np.bool_)
    return np.asarray(posterior.capacity.with_ai[posterior.running].any(axis=1))


def _imputed_share(
    places: Places, imputed: np.ndarray, expected: np.ndarray, rows: np.ndarray
) -> np.ndarray:
    member, count = places.member[rows], len(places.keys)
    inside = member >= 0
    total = np.bincount(member[inside], weights=expected[inside], minlength=count)
    part = np.bincount(member[inside], weights=(imputed * expected)[inside], minlength=count)
    return np.asarray(np.divide(part, total, out=np.full(count, np.nan), where=total > 0))


def _long(level: str, ids: list[str], points: np.ndarray, metric: str) -> pl.DataFrame:
    steps = len(PROBABILITIES)
    return pl.DataFrame(
        {
            "geography_level": pl.Series([level] * len(ids) * steps, dtype=pl.String),
            "geography_id": pl.Series(np.repeat(ids, steps).tolist(), dtype=pl.String),
            "probability": pl.Series(list(PROBABILITIES) * len(ids), dtype=pl.Float64),
            "value": pl.Series(points.ravel(), dtype=pl.Float64),
        }
    ).with_columns(metric=pl.lit(metric))


def _with_gaps(
    estimates: pl.DataFrame, projects: pl.DataFrame, posterior: Posterior
) -> pl.DataFrame:
    """Every project, every place with a project, and the nation; nulls where nothing applies."""
    register = posterior.register
    places = [("nation", pl.Series([NATION])), ("province", register["province_adcode"])]
    places += [("city", register["city_adcode"]), ("project", projects["project_id"])]
    every = pl.concat(
        pl.DataFrame({"geography_id": codes.drop_nulls().unique().cast(pl.String)}).with_columns(
            geography_level=pl.lit(level)
        )
        for level, codes in places
    ).join(pl.DataFrame({"metric": list(METRICS)}), how="cross")
    summed = register["project_id"].implode()
    unknown = register.filter(pl.col("status").is_null())["project_id"].implode()
    running = posterior.register[posterior.running]
    on = {
        "project": running["project_id"],
        "city": running["city_adcode"],
        "province": running["province_adcode"],
        "nation": pl.Series([NATION] if len(running) else [], dtype=pl.String),
    }
    in_service = pl.any_horizontal(
        (pl.col("geography_level") == level) & pl.col("geography_id").is_in(ids.implode())
        for level, ids in on.items()
    )
    bridged = (
        (pl.col("metric") == "compute_use")
        & (pl.col("geography_level") == "project")
        & pl.col("geography_id").is_in(sorted(posterior.bridged))
    )
    is_project = pl.col("geography_level") == "project"
    method = (
        pl.when(is_project & ~pl.col("geography_id").is_in(summed))
        .then(pl.lit("not_summed"))
        .when(is_project & pl.col("geography_id").is_in(unknown))
        .then(pl.lit("status_unknown"))
        .when(~in_service)
        .then(pl.lit("not_in_service"))
        .when(pl.col("p50").is_null())
        .then(pl.lit("no_ai_compute"))
        .when(pl.col("geography_level") == "nation")
        .then(pl.lit("benchmarked"))
        .when(bridged)
        .then(pl.lit("bridged"))
        .otherwise(pl.col("evidence_class").replace_strict(METHOD_OF, default=None))
    )
    keys = ["geography_level", "geography_id", "metric"]
    return every.join(estimates, on=keys, how="left", validate="1:1").with_columns(
        pl.col("observations", "centers_in_service").fill_null(0),
        pl.col("capacity_imputed_share").fill_nan(None),
        method=method,
    )


def _evidence(posterior: Posterior, divisions: pl.DataFrame) -> pl.DataFrame:
    points = divisions.select(pl.col("adcode").alias("place"), "latitude", "longitude")
    rows = posterior.figures.with_columns(place=pl.coalesce("city_adcode", "province_adcode")).join(
        points, on="place", how="left", validate="m:1"
    )
    return rows.select(
        "observation_id",
        pl.col("geography_name_zh").alias("name_zh"),
        pl.col("geography_name_en").alias("name_en"),
        "province_adcode",
        "city_adcode",
        "latitude",
        "longitude",
        pl.lit(posterior.as_of).alias("as_of"),
        pl.col("target_metric").alias("metric"),
        "target_kind",
        "target_key",
        "role",
        "reason",
        "point",
        "low",
        "high",
        "logit_sd",
        pl.col("weight").alias("effective_observations"),
        pl.col("years").alias("age_years"),
    )


def _terms(posterior: Posterior) -> pl.DataFrame:
    counts = _own_observations(posterior)
    rows: list[dict[str, object]] = []
    for term in posterior.priors.terms.values():
        fitted = [key for key in posterior.terms if key.split("/")[0] == term.name]
        for key in fitted or [""]:
            draws = posterior.terms[key][posterior.draws].astype(np.float64) if key else None
            rows.append(
                {
                    "term": term.name,
                    "metric": key.split("/")[1] if "/" in key else term.metric,
                    "kind": term.kind,
                    "prior_mean": term.mean,
                    "prior_sd": term.sd,
                    "prior_low": term.low,
                    "prior_high": term.high,
                    "unit": term.unit,
                    "reference": term.reference,
                    "own_observations": counts.get(key, 0),
                    "posterior_mean": None if draws is None else float(draws.mean()),
                    "posterior_sd": None if draws is None else float(draws.std()),
                }
            )
    rows += _diagnostics(posterior)
    schema = {
        column.name: column.kind.polars for column in tables.MODEL_TERMS if column.name != "as_of"
    }
    return pl.DataFrame(rows, schema=schema).with_columns(as_of=pl.lit(posterior.as_of))


def _diagnostics(posterior: Posterior) -> list[dict[str, object]]:
    fit = posterior.figures.filter(pl.col("role") == "fit")
    base = {"kind": "diagnostic", "unit": "draws", "reference": "this run"}
    out: list[dict[str, object]] = [
        base
        | {
            "term": "fit_effective_sample_size",
            "metric": "both",
            "own_observations": 0,
            "posterior_mean": posterior.ess,
        }
    ]
    for metric in METRICS:
        mine = fit.filter(pl.col("target_metric") == metric)
        out.append(
            base
            | {
                "term": "fit_effective_observations",
                "metric": metric,
                "unit": "observations",
                "own_observations": len(mine),
                "posterior_mean": float(mine["weight"].sum()),
            }
        )
    return out


def _own_observations(posterior: Posterior) -> dict[str, int]:
    """Fitted figures whose linear form holds the term with at least a twentieth."""
    out: dict[str, int] = {}
    for metric, model in posterior.models.items():
        fitted = (model.figures["role"] == "fit").to_numpy()
        for column, name in enumerate(model.prior.globals):
            key = name if name.endswith(METRICS) else f"{name}/{metric}"
            out[key] = int((np.abs(model.loadings[fitted, column]) > 0.05).sum())
    return out
