"""Draws of the index as tables: the index, its components, and what went into them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.evidence import evidence
from dcpipeline.model.flags import fit_flag, place_flag, sponsor_flag
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.names import gazetteer, named
from dcpipeline.model.priors import COMPONENTS, METRICS
from dcpipeline.model.rank import quantiles, ranks
from dcpipeline.model.register import PURCHASE_PRICES
from dcpipeline.model.risk import LevelRisk, Risk, level_weights, score
from dcpipeline.model.risk_inputs import risk_inputs
from dcpipeline.model.utilization import Posterior
from dcpipeline.schema import conform
from dcpipeline.schema.tables import mart_model as tables

UNITS = {
    "slack": "share",
    "pipeline": "ratio",
    "saturation": "ln of a ratio of shares",
    "distance": "share",
    "economics": "share of break-even",
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Own evidence of one level: component to share of its weight, and the whole."""

    parts: dict[str, NDArray[np.float64]]
    total: NDArray[np.float64]


def risk_tables(inputs: Inputs, posterior: Posterior, risk: Risk) -> dict[str, pl.DataFrame]:
    """The tables of the index, by full name."""
    names = gazetteer(inputs.projects, inputs.divisions)
    as_of = pl.lit(posterior.as_of)
    index, components = [], []
    covered = coverages(inputs, posterior, risk)
    for level, found in risk.levels.items():
        index.append(_index(found, covered[level], posterior, risk))
        components += [_component(found, covered[level], name, posterior) for name in COMPONENTS]

    def finish(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
        return named(pl.concat(frames), names).with_columns(as_of=as_of)

    return {
        "mart.overbuild_risk": conform(
            finish(index).join(
                inputs.stale_sources,
                on=["geography_level", "geography_id"],
                how="left",
                validate="m:1",
            ),
            tables.OVERBUILD_RISK,
        ),
        "mart.risk_components": conform(finish(components), tables.RISK_COMPONENTS),
        "mart.risk_inputs": conform(
            finish(risk_inputs(inputs, posterior, risk)), tables.RISK_INPUTS
        ),
    }


def coverages(inputs: Inputs, posterior: Posterior, risk: Risk) -> dict[str, Coverage]:
    """Own evidence by level.

    Slack counts with a usable figure of either rate on the place or something in it; pipeline
    and saturation in proportion to the share of its projects that state compute, racks or load;
    distance always; economics with a purchase or site price.
    """
    near = {
        key
        for metric in METRICS
        for key, found in evidence(posterior, metric).items()
        if found.kind in ("A", "B")
    }
    register = posterior.register
    stated = register["states_size"].to_numpy().astype(np.float64)
    priced = set(
        inputs.province_electricity.filter(pl.col("price_basis").is_in(PURCHASE_PRICES))[
            "province_adcode"
        ]
    )
    own_price = register["own_price"].fill_null(False).to_numpy()
    out = {}
    for level, found in risk.levels.items():
        if level == "project":
            city, province = risk.places["city"], risk.places["province"]
            size = np.where(
                city.member >= 0,
                _mean(stated, city.member, len(city.keys))[city.member] if len(city.keys) else 0.0,
                _mean(stated, province.member, len(province.keys))[province.member],
            )
            price = own_price.astype(np.float64)
        else:
            member = risk.places[level].member
            size = _mean(stated, member, len(found.keys))
            by_province = np.asarray(
                [f"{key[:2]}0000" in priced for key in found.keys], dtype=np.bool_
            )
            any_own = _mean(own_price.astype(np.float64), member, len(found.keys)) > 0
            price = (by_province | any_own).astype(np.float64)
        parts = {
            "slack": np.asarray([float((level, key) in near) for key in found.keys]),
            "pipeline": size,
            "saturation": size,
            "distance": np.ones(len(found.keys)),
            "economics": price,
        }
        weights = level_weights(level, posterior.priors)
        total = sum((weights[name] * parts[name] for name in COMPONENTS), np.zeros(len(size)))
        out[level] = Coverage(parts, np.asarray(total / sum(weights.values())))
    return out


def _mean(values: NDArray[np.float64], member: NDArray[np.intp], count: int) -> NDArray[np.float64]:
    inside = member >= 0
    total = np.bincount(member[inside], weights=values[inside], minlength=count)
    return np.asarray(total / np.maximum(np.bincount(member[inside], minlength=count), 1))


def _keys(found: LevelRisk) -> dict[str, pl.Series]:
    return {
        "geography_level": pl.Series([found.level] * len(found.keys), dtype=pl.String),
        "geography_id": pl.Series(found.keys, dtype=pl.String),
    }


def _index(found: LevelRisk, covered: Coverage, posterior: Posterior, risk: Risk) -> pl.DataFrame:
    rules = posterior.priors.risk
    low, middle, high = quantiles(found.risk, (0.1, 0.5, 0.9)).T
    frame = pl.DataFrame(
        _keys(found)
        | {
            "risk_p10": low,
            "risk_p50": middle,
            "risk_p90": high,
            "prob_severe": (found.risk >= rules["severe"]).mean(axis=1),
            "evidence_coverage": covered.total,
        }
        | _rank_columns(found, covered.total >= rules["no_rank_below"] - 1e-12)
        | {name: np.median(found.scores[name], axis=1) for name in COMPONENTS}
        | {
            "top_driver": pl.Series(_top_driver(found), dtype=pl.String),
            "sponsor_flag": _flag(found, risk, sponsor_flag(posterior.register)),
            "fit_flag": _flag(found, risk, fit_flag(posterior.register, posterior.priors)),
        }
    )
    rounded = pl.col("risk_p50").round(2)
    band = pl.lit("low")
    for name, start in rules["bands"].items():
        band = pl.when(rounded >= start).then(pl.lit(name)).otherwise(band)
    return frame.with_columns(
        band=band,
        insufficient_evidence=pl.col("evidence_coverage").round(4) < rules["band_only_below"],
    )


def _rank_columns(found: LevelRisk, ranked: NDArray[np.bool_]) -> dict[str, pl.Series]:
    names = ("rank_p05", "rank_p50", "rank_p95")
    out = np.full((len(found.keys), len(names)), np.nan)
    if ranked.any():
        places = ranks(found.risk[ranked]).astype(np.float32)
        out[ranked] = np.round(quantiles(places, (0.05, 0.5, 0.95)))
    return {
        name: pl.Series(out[:, column]).fill_nan(None).cast(pl.Int64)
        for column, name in enumerate(names)
    }


def _top_driver(found: LevelRisk) -> list[str]:
    """Component furthest above the middle of its goalposts, by expected weighted score."""
    above = np.column_stack(
        [
            found.weights[name] * (found.scores[name].mean(axis=1, dtype=np.float64) - 0.5)
            for name in COMPONENTS
        ]
    )
    return [COMPONENTS[column] for column in above.round(9).argmax(axis=1)]


def _flag(found: LevelRisk, risk: Risk, of_projects: Sequence[str]) -> pl.Series:
    if found.level == "project":
        return pl.Series(of_projects, dtype=pl.String)
    return pl.Series(place_flag(of_projects, risk.places[found.level]), dtype=pl.String)


def _component(
    found: LevelRisk, covered: Coverage, name: str, posterior: Posterior
) -> pl.DataFrame:
    values = quantiles(found.values[name], (0.1, 0.5, 0.9))
    # the score is monotone in the value, so its quantiles are the scores of the quantiles
    scores = score(name, values, posterior.priors)
    posts = posterior.priors.risk["goalposts"][name]
    weight = found.weights[name]
    tails = ("p10", "p50", "p90")
    return pl.DataFrame(
        _keys(found)
        | {f"value_{tail}": values[:, column] for column, tail in enumerate(tails)}
        | {f"score_{tail}": scores[:, column] for column, tail in enumerate(tails)}
        | {
            "contribution": weight * found.scores[name].mean(axis=1, dtype=np.float64),
            "inherited": pl.Series(found.inherited[name].tolist(), dtype=pl.Boolean),
            "own_evidence": covered.parts[name],
        }
    ).with_columns(
        component=pl.lit(name),
        weight=pl.lit(weight),
        unit=pl.lit(UNITS[name]),
        goalpost_0=pl.lit(float(posts["at_0"])),
        goalpost_1=pl.lit(float(posts["at_1"])),
    )
