"""What went into each component, row by row, for ``explain``."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.evidence import classes, evidence
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.places import Places
from dcpipeline.model.rank import quantiles
from dcpipeline.model.risk import LevelRisk, Risk
from dcpipeline.model.utilization import Posterior

Values = NDArray[np.float64]
Row = tuple[str, str, Values | list[Any], str | None, list[str], str]


def risk_inputs(inputs: Inputs, posterior: Posterior, risk: Risk) -> Iterator[pl.DataFrame]:
    """Frames of the columns of ``mart.risk_inputs`` without names and day, one per input."""
    for found in risk.levels.values():
        for component, name, values, unit, basis, source in _rows(inputs, posterior, risk, found):
            is_text = isinstance(values, list)
            empty = [None] * len(found.keys)
            yield pl.DataFrame(
                {
                    "geography_level": pl.Series([found.level] * len(found.keys), dtype=pl.String),
                    "geography_id": pl.Series(found.keys, dtype=pl.String),
                    "value_num": pl.Series(empty if is_text else values, dtype=pl.Float64).fill_nan(
                        None
                    ),
                    "value_text": pl.Series(values if is_text else empty, dtype=pl.String),
                    "basis": pl.Series(basis, dtype=pl.String),
                }
            ).with_columns(
                component=pl.lit(component),
                input=pl.lit(name),
                unit=pl.lit(unit, pl.String),
                source=pl.lit(source),
            )


def _rows(inputs: Inputs, posterior: Posterior, risk: Risk, found: LevelRisk) -> Iterator[Row]:
    size = _Sizes(posterior, found, risk)
    use = _median(1 - found.values["slack"])
    for metric in ("occupancy", "compute_use"):
        kinds, count = classes(
            [(found.level, key) for key in found.keys], evidence(posterior, metric)
        )
        prior = ["prior" if kind == "D" else "data" for kind in kinds]
        yield "slack", f"evidence_class_{metric}", kinds, None, prior, "mart.utilization"
        yield (
            "slack",
            f"observations_{metric}",
            count.astype(np.float64),
            "figures",
            ["data"] * len(kinds),
            "mart.utilization_evidence",
        )
    model = ["inherited" if gap else "model" for gap in found.inherited["slack"]]
    yield "slack", "used_share", use, "share", model, "mart.utilization"
    yield "slack", "centers_in_service", size.running, "projects", size.data, "core.projects"
    yield "pipeline", "load_in_service_mw", size.load, "MW", size.basis, "core.projects"
    yield "pipeline", "expected_pipeline_mw", size.pipeline, "MW", size.basis, "core.projects"
    yield "pipeline", "projects", size.projects, "projects", size.data, "core.projects"
    yield "pipeline", "size_stated_share", size.stated, "share", size.data, "core.projects"
    yield (
        "saturation",
        "compute_in_service_pflops",
        size.compute,
        "PFLOPS",
        size.basis,
        "core.projects",
    )
    reach, rtt = _latency(inputs, posterior, found, risk)
    yield "saturation", "urban_population_20ms", reach, "persons", size.data, "mart.city_latency"
    yield "distance", "rtt_ms", rtt, "ms", _known(rtt), "mart.city_latency"
    signals, rows = risk.market, len(found.keys)
    share = np.full(rows, signals.inference_share)
    basis = ["prior" if signals.inference_is_prior else "data"] * rows
    yield "distance", "inference_share", share, "share", basis, "ref.market_signals"
    yield (
        "distance",
        "inference_signal",
        [signals.inference_signal] * rows,
        None,
        basis,
        "ref.market_signals",
    )
    price = found.price
    yield "economics", "price_cny_per_kwh", price, "CNY/kWh", _known(price), "mart.project_siting"
    rent = np.full(rows, signals.rent_cny_per_card_hour)
    basis = ["prior" if signals.rent_is_prior else "data"] * rows
    yield "economics", "rent_cny_per_card_hour", rent, "CNY/card-hour", basis, "ref.market_signals"
    yield (
        "economics",
        "rent_signals",
        [signals.rent_signals] * rows,
        None,
        basis,
        "ref.market_signals",
    )
    needed = _median(found.breakeven)
    yield "economics", "breakeven_use", needed, "share", ["prior"] * rows, "priors.toml"
    used = _median((1 - found.values["economics"]) * found.breakeven)
    model = ["inherited" if gap else "model" for gap in found.inherited["economics"]]
    yield "economics", "compute_use", used, "share", model, "mart.utilization"


def _median(draws: NDArray[np.float32]) -> Values:
    return quantiles(draws, (0.5,))[:, 0]


def _known(values: Values) -> list[str]:
    return ["prior" if np.isnan(value) else "data" for value in values]


class _Sizes:
    """Expected sizes of the rows of a level; a project shows its place, as it inherits."""

    def __init__(self, posterior: Posterior, found: LevelRisk, risk: Risk) -> None:
        capacity, register = posterior.capacity, posterior.register
        running = register["in_service"].to_numpy().astype(np.float64)
        stated = register["states_size"].to_numpy().astype(np.float64)
        expected = (capacity.load_mw + capacity.pipeline_mw).mean(axis=1, dtype=np.float64)
        imputed = capacity.imputed * expected
        columns = {
            "load": capacity.load_mw.mean(axis=1, dtype=np.float64),
            "pipeline": capacity.pipeline_mw.mean(axis=1, dtype=np.float64),
            "compute": capacity.compute_pflops.mean(axis=1, dtype=np.float64),
            "running": running,
            "projects": np.ones(len(register)),
            "stated": stated,
            "expected": expected,
            "imputed": imputed,
        }
        total = {name: _of_level(values, found, risk) for name, values in columns.items()}
        self.load, self.pipeline = total["load"], total["pipeline"]
        self.compute, self.running = total["compute"], total["running"]
        self.projects = total["projects"]
        self.stated = total["stated"] / np.maximum(total["projects"], 1)
        share = total["imputed"] / np.maximum(total["expected"], 1e-9)
        self.basis = ["imputed" if part >= 0.5 else "data" for part in share]
        self.data = ["data"] * len(found.keys)


def _of_level(values: Values, found: LevelRisk, risk: Risk) -> Values:
    if found.level != "project":
        return _total(values, risk.places[found.level])
    city, province = risk.places["city"], risk.places["province"]
    of_province = _total(values, province)[province.member]
    if not len(city.keys):
        return of_province
    return np.where(city.member >= 0, _total(values, city)[city.member], of_province)


def _total(values: Values, places: Places) -> Values:
    inside = places.member >= 0
    count = len(places.keys)
    return np.asarray(
        np.bincount(places.member[inside], weights=values[inside], minlength=count), np.float64
    )


def _latency(
    inputs: Inputs, posterior: Posterior, found: LevelRisk, risk: Risk
) -> tuple[Values, Values]:
    """Urban residents in reach and delay: of the city, or the mean over the cities."""
    rows = inputs.city_latency.unique("city_adcode", keep="first", maintain_order=True)
    by_city = {
        code: (reach, rtt)
        for code, reach, rtt in rows.select(
            "city_adcode", "urban_population_20ms", "nearest_centre_rtt_ms"
        ).iter_rows()
    }
    if found.level == "province":
        keys = [[code for code in sorted(by_city) if code[:2] == key[:2]] for key in found.keys]
    elif found.level == "city":
        keys = [[key] for key in found.keys]
    else:
        keys = [[code] for code in posterior.register["city_adcode"]]
    return (
        np.asarray([_mean_of(by_city, codes, 0) for codes in keys], dtype=np.float64),
        np.asarray([_mean_of(by_city, codes, 1) for codes in keys], dtype=np.float64),
    )


def _mean_of(
    by_city: dict[str, tuple[float | None, float | None]], codes: list[str], column: int
) -> float:
    found = [by_city[code][column] for code in codes if code in by_city]
    known = [value for value in found if value is not None]
    return float(np.mean(known)) if known else float("nan")
