"""How far the model can be trusted, as rows of ``meta.validation``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from dcpipeline.model.discrimination import Labelled, score_labels
from dcpipeline.model.estimate import Estimate
from dcpipeline.model.holdout import LEVEL_OF, baselines, holdout
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.priors import METRICS, Priors, shipped_priors
from dcpipeline.model.scores import auc, clopper_pearson, permutation_p, stratified_auc
from dcpipeline.model.streams import stream
from dcpipeline.model.utilization import Posterior, fit, without_draws
from dcpipeline.schema import conform, table

SHUFFLES = 500
LABEL_DRAWS = 400
ORDER = {"city": 0, "province": 1, "site": 2, "company": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of ``meta.validation``."""

    section: str
    metric: str
    subject: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    k: int | None = None
    n: int | None = None
    note: str | None = None


def validate(
    inputs: Inputs,
    as_of: date,
    labels: pl.DataFrame,
    *,
    aliases: pl.DataFrame | None = None,
    versions: pl.DataFrame | None = None,
    estimate: Estimate | None = None,
    priors: Priors | None = None,
    shuffles: int = SHUFFLES,
) -> pl.DataFrame:
    """Held-out figures, labels and diagnostics as rows of ``meta.validation``.

    Args:
        inputs: inputs of the model; other observations may stand in ``inputs.observations``.
        as_of: the day.
        labels: labels of ``load_labels``.
        aliases: ``core.project_aliases``, to find labelled projects by their register key.
        versions: ``core.project_versions``, for the state of projects on the day of a label.
        estimate: a run of the same inputs and day, to spare another.
        priors: the priors; the shipped ones by default.
        shuffles: number of shuffles of the provinces.
    """
    chosen = priors or shipped_priors()
    relaxed = without_draws(chosen, chosen.count)
    posterior = estimate.posterior if estimate else fit(inputs, as_of, relaxed)
    rows = [*_fit_rows(posterior)]
    for metric in METRICS:
        rows += _holdout_rows(posterior, metric)
    rows += _label_rows(inputs, as_of, labels, aliases, versions, chosen, shuffles)
    frame = pl.DataFrame(
        [{name: getattr(row, name) for name in Row.__slots__} for row in rows],
        schema={column.name: column.kind.polars for column in table("meta.validation")},
    )
    return conform(
        frame.with_columns(pl.col("value", "low", "high").fill_nan(None)), table("meta.validation")
    )


def _fit_rows(posterior: Posterior) -> Iterator[Row]:
    count = posterior.priors.count
    note = f"of {count} draws, after the national benchmark; refused below " + (
        f"{shipped_priors().minimum_ess:.0f}"
    )
    yield Row("fit", "effective_sample_size", "benchmark", posterior.ess, n=count, note=note)
    for metric in METRICS:
        mine = posterior.figures.filter(pl.col("target_metric") == metric, pl.col("role") == "fit")
        yield Row(
            "fit",
            "effective_observations",
            metric,
            float(mine["weight"].sum()),
            k=mine["cluster_group"].n_unique(),
            n=len(mine),
            note="k groups, n figures in the likelihood",
        )


def _holdout_rows(posterior: Posterior, metric: str) -> Iterator[Row]:
    held = holdout(posterior, metric)
    judged = held.filter(pl.col("level") != "nation")
    if not len(judged):
        yield Row("holdout", "message", metric, n=0, note="no figure of this rate can be predicted")
    groups: list[tuple[str, pl.DataFrame, str | None]] = [(metric, judged, None)]
    groups += [
        (f"{metric}/{level}", held.filter(pl.col("level") == level), _level_note(level))
        for level in dict.fromkeys(LEVEL_OF.values())
    ]
    for subject, rows, note in groups:
        yield from _coverage_rows(subject, rows, note)
        yield from _error_rows(subject, rows, note)
    for rule in baselines(judged):
        yield from _baseline_rows(metric, rule.name, rule.rows, judged)


def _level_note(level: str) -> str | None:
    if level == "nation":
        return "national figures are the benchmark: agreement here is no validation"
    return None


def _coverage_rows(subject: str, rows: pl.DataFrame, note: str | None) -> Iterator[Row]:
    points = rows.filter(pl.col("point").is_not_null())
    newest = points.sort("as_of", "observation_id").unique(
        "cluster_group", keep="last", maintain_order=True
    )
    for share, low, high in ((50, "p25", "p75"), (80, "p10", "p90"), (90, "p05", "p95")):
        hit = newest.filter(pl.col("point").is_between(pl.col(low), pl.col(high)))
        yield _share_row(
            f"coverage_{share}",
            subject,
            len(hit),
            len(newest),
            note or "newest point of each group, predicted without the group; 95 % exact interval",
        )
    hit = points.filter(pl.col("point").is_between(pl.col("p10"), pl.col("p90")))
    yield _share_row(
        "coverage_80_rows",
        subject,
        len(hit),
        len(points),
        note or "all points; rows of one group are not independent",
    )


def _share_row(metric: str, subject: str, k: int, n: int, note: str) -> Row:
    low, high = clopper_pearson(k, n)
    return Row("holdout", metric, subject, k / n if n else None, low, high, k, n, note)


def _error_rows(subject: str, rows: pl.DataFrame, note: str | None) -> Iterator[Row]:
    points = rows.filter(pl.col("point").is_not_null())
    yield Row(
        "holdout",
        "mae_points",
        subject,
        _mae(points),
        k=points["cluster_group"].n_unique(),
        n=len(points),
        note=note or "mean over k groups of the mean absolute error of the median, n points; share",
    )
    bounds = rows.filter(pl.col("log_score").is_not_null())
    score = bounds.group_by("cluster_group").agg(pl.col("log_score").mean())["log_score"].mean()
    yield Row(
        "holdout",
        "log_score_bounds",
        subject,
        _number(score),
        k=bounds["cluster_group"].n_unique(),
        n=len(bounds),
        note=note
        or "mean over k groups of ln P(bound holds), n bounds; 0 is best, coin flip -0.69",
    )


def _mae(points: pl.DataFrame) -> float | None:
    gaps = points.with_columns(gap=(pl.col("p50") - pl.col("point")).abs())
    if "cluster_group" in gaps.columns:
        gaps = gaps.group_by("cluster_group").agg(pl.col("gap").mean())
    return _number(gaps["gap"].sort().mean())


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _baseline_rows(
    metric: str, name: str, rows: pl.DataFrame, judged: pl.DataFrame
) -> Iterator[Row]:
    groups = judged.select("observation_id", "cluster_group", "as_of", model="p50")
    both = rows.join(groups, on="observation_id", how="inner", validate="1:1")
    own = both.with_columns(p50=pl.col("model"))
    subject = f"{metric}/baseline_{name}"
    yield Row(
        "holdout",
        "mae_points",
        subject,
        _mae(both),
        k=both["cluster_group"].n_unique(),
        n=len(both),
        note=f"the model on the same points: {_shown(_mae(own))}",
    )
    bounded = both.filter(pl.col("p10").is_not_null()).sort("as_of", "observation_id")
    newest = bounded.unique("cluster_group", keep="last", maintain_order=True)
    if len(newest):
        hit = newest.filter(pl.col("point").is_between(pl.col("p10"), pl.col("p90")))
        yield _share_row("coverage_80", subject, len(hit), len(newest), "simple rule, same points")


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:.3f}"


def _label_rows(
    inputs: Inputs,
    as_of: date,
    labels: pl.DataFrame,
    aliases: pl.DataFrame | None,
    versions: pl.DataFrame | None,
    priors: Priors,
    shuffles: int,
) -> Iterator[Row]:
    known = labels.filter(pl.col("as_of") <= as_of)
    later = len(labels) - len(known)
    if later:
        yield Row("labels", "later_than_as_of", "labels", n=later, note="left out: after the day")
    if not len(known):
        yield Row("labels", "message", "labels", n=0, note="no label to test against")
        return
    draws = min(priors.count, LABEL_DRAWS)
    scored = score_labels(inputs, known, aliases, versions, without_draws(priors, draws))
    rows = scored.rows.filter(pl.col("score").is_not_null())
    yield Row(
        "labels",
        "scored",
        "labels",
        k=len(rows),
        n=len(known),
        note=f"k of n labels have a unit known at their day; {scored.removed} figures on which "
        f"labels rest are left out; {draws} draws per day",
    )
    positive = (rows["label"] == "distressed").to_numpy()
    if positive.all() or not positive.any():
        yield Row(
            "labels", "message", "labels", n=len(rows), note="labels of one class only: no AUC"
        )
        return
    yield from _discrimination_rows(rows, positive)
    yield from _shuffle_rows(scored, rows, positive, priors, shuffles)


def _discrimination_rows(rows: pl.DataFrame, positive: np.ndarray) -> Iterator[Row]:
    score = rows["score"].to_numpy()
    yield _auc_row("risk", score, positive, "mean index at the label's own day; p is one-sided")
    for unit in ("project", "city", "province"):
        mine = (rows["unit"] == unit).to_numpy()
        yield _auc_row(f"risk/{unit}", score[mine], positive[mine], "labels scored on this unit")
    weighted = auc(score, positive, rows["weight"].to_numpy())
    yield Row("labels", "auc_weighted", "risk", weighted, n=len(rows), note="by weight of label")
    level = rows["geography_level"].fill_null("").to_numpy()
    inside, pairs = stratified_auc(score, positive, level)
    yield Row("labels", "auc_within_level", "risk", inside, n=pairs, note="n pairs of one level")
    day = -rows["as_of"].to_physical().to_numpy().astype(np.float64)
    order = np.asarray([float(ORDER.get(name, -1)) for name in level])
    for name, dummy in (("date", day), ("geography_level", order)):
        better = dummy if auc(dummy, positive) >= 0.5 else -dummy
        note = "dummy: nothing but this, in whichever direction fits the labels better"
        yield _auc_row(f"dummy_{name}", better, positive, note)


def _auc_row(subject: str, score: np.ndarray, positive: np.ndarray, note: str) -> Row:
    p = permutation_p(score, positive) if len(score) else float("nan")
    shown = "" if np.isnan(p) else f"; exact permutation p = {p:.3f}"
    return Row(
        "labels",
        "auc",
        subject,
        auc(score, positive),
        k=int(positive.sum()),
        n=len(score),
        note=f"{note}; k distressed of n{shown}",
    )


def _shuffle_rows(
    scored: Labelled, rows: pl.DataFrame, positive: np.ndarray, priors: Priors, shuffles: int
) -> Iterator[Row]:
    """Provinces dealt out anew: each label gets the level of another province."""
    usable = rows["province_score"].is_not_null().to_numpy()
    rows, positive = rows.filter(pl.Series(usable)), positive[usable]
    if positive.all() or not positive.any() or shuffles < 1:
        yield Row("falsification", "message", "provinces", n=0, note="too few labels in provinces")
        return
    score = rows["score"].to_numpy()
    observed = auc(score, positive)
    own = rows["province_score"].to_numpy()
    codes = sorted({code for means in scored.provinces.values() for code in means})
    generator = stream(priors.seed, "validation", "shuffle")
    found = np.empty(shuffles)
    for turn in range(shuffles):
        moved = dict(zip(codes, generator.permutation(codes).tolist(), strict=True))
        other = _moved(rows, scored, moved, own)
        found[turn] = auc(score - own + other, positive)
    low, middle, high = np.quantile(found, (0.05, 0.5, 0.95))
    at_least = int((found >= observed).sum())
    yield Row(
        "falsification",
        "auc_shuffled",
        "provinces",
        float(middle),
        float(low),
        float(high),
        at_least,
        shuffles,
        f"median and 90 % range after shuffling provinces; k shuffles reach the {observed:.3f} "
        "of the true provinces",
    )


def _moved(
    rows: pl.DataFrame, scored: Labelled, moved: dict[str, str], own: np.ndarray
) -> np.ndarray:
    pairs: Sequence[tuple[date, str]] = list(rows.select("as_of", "province").iter_rows())
    return np.asarray(
        [
            scored.provinces[day].get(moved.get(code, code), mean)
            for (day, code), mean in zip(pairs, own, strict=True)
        ]
    )
