"""The overbuild-risk index: five components inside each draw, fixed goalposts, fixed weights."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dcpipeline.model.economics import Market, breakeven, market
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.observations import logistic
from dcpipeline.model.places import Places, levels
from dcpipeline.model.priors import COMPONENTS, Priors
from dcpipeline.model.register import FAR_MS
from dcpipeline.model.streams import Draws, normals, uniforms
from dcpipeline.model.utilization import Posterior

Flags = NDArray[np.bool_]
Values = Mapping[str, Draws]


@dataclass(frozen=True, slots=True)
class LevelRisk:
    """Draws of the index for the rows of one level.

    Attributes:
        level: project, city or province.
        keys: identifiers of the rows.
        values: component to its raw value, before goalposts: shape (rows, draws).
        scores: component to its value between goalposts, 0 to 1.
        weights: component to its weight at this level.
        inherited: component to whether the row takes it from the place above.
        risk: the index, 0 to 100.
        price: electricity price of the row, CNY/kWh, NaN where unknown.
        breakeven: break-even share of card-hours: shape (rows, draws).
    """

    level: str
    keys: list[str]
    values: Values
    scores: Values
    weights: Mapping[str, float]
    inherited: Mapping[str, Flags]
    risk: Draws
    price: NDArray[np.float64]
    breakeven: Draws


@dataclass(frozen=True, slots=True)
class Risk:
    """The index of all levels, benchmarked draws throughout."""

    levels: Mapping[str, LevelRisk]
    places: Mapping[str, Places]
    market: Market


def risk_draws(inputs: Inputs, posterior: Posterior) -> Risk:
    """The index for every project, city and province of the register.

    A place without a center in service takes slack, pipeline, saturation and economics from the
    place above, draw by draw, so that it is as uncertain as that place. Projects take pipeline
    and saturation from their place at half weight.
    """
    priors = posterior.priors
    signals = market(inputs.market_signals, posterior.as_of, priors)
    city, province, nation = levels(posterior.register)
    parts = _Parts(inputs, posterior, signals)
    top = parts.nation(nation)
    province_values, province_gaps = parts.place(province, top)
    city_values, city_gaps = parts.place(city, province_values)
    own_values, own_gaps = parts.projects(city, city_values, province, province_values)
    ids = posterior.register["project_id"].to_list()
    found = {
        "province": _level("province", province.keys, province_values, province_gaps, priors),
        "city": _level("city", city.keys, city_values, city_gaps, priors),
        "project": _level("project", ids, own_values, own_gaps, priors),
    }
    return Risk(found, {"city": city, "province": province}, signals)


def level_weights(level: str, priors: Priors) -> dict[str, float]:
    """Weights of a level: a project gives half of pipeline and saturation to slack."""
    weights = {name: float(value) for name, value in priors.risk["weights"].items()}
    if level == "project":
        for name in ("pipeline", "saturation"):
            weights[name] /= 2
            weights["slack"] += weights[name]
    return weights


def score(component: str, value: NDArray[np.floating], priors: Priors) -> Draws:
    """Place of a value between the fixed goalposts, cut at 0 and 1."""
    posts = priors.risk["goalposts"][component]
    span = posts["at_1"] - posts["at_0"]
    return np.asarray(np.clip((value - posts["at_0"]) / span, 0, 1), dtype=np.float32)


def _level(
    level: str, keys: list[str], values: Values, inherited: Mapping[str, Flags], priors: Priors
) -> LevelRisk:
    weights = level_weights(level, priors)
    scores = {name: score(name, values[name], priors) for name in COMPONENTS}
    total = sum((weights[name] * scores[name] for name in COMPONENTS), np.float32(0))
    return LevelRisk(
        level=level,
        keys=keys,
        values={name: values[name] for name in COMPONENTS},
        scores=scores,
        weights=weights,
        inherited=inherited,
        risk=np.asarray(total, dtype=np.float32),
        price=np.asarray(values["price"][:, 0], dtype=np.float64),
        breakeven=values["breakeven"],
    )


class _Parts:
    """Raw values of the components; every array has the benchmark's draws as columns."""

    def __init__(self, inputs: Inputs, posterior: Posterior, signals: Market) -> None:
        draws = posterior.draws
        self.priors = posterior.priors
        self.register = posterior.register
        self.running = posterior.running
        self.load = posterior.capacity.load_mw[:, draws]
        self.pipeline = posterior.capacity.pipeline_mw[:, draws]
        self.compute = posterior.capacity.compute_pflops[:, draws]
        self.use = {metric: values[:, draws] for metric, values in posterior.use.items()}
        self.with_ai = posterior.capacity.with_ai[np.ix_(self.running, draws)]
        self.rent = signals.rent[draws]
        self.inference = signals.inference[draws]
        self.price = self.register["price"].cast(pl.Float64).fill_null(np.nan).to_numpy()
        self.far = _far(self.register, self.priors)[:, draws]
        self.reach = _reach(inputs.city_latency, inputs.divisions)
        self.fallback = _fallback(inputs.province_electricity)
        self.slack = _slack(self.use, self.with_ai)

    def nation(self, nation: Places) -> dict[str, Draws]:
        """National draws; the prior of a single center where nothing is in service."""
        values = self._own(nation)
        values["saturation"] = np.zeros_like(values["saturation"])
        for name, prior in self._prior().items():
            values[name] = np.where(np.isnan(values[name]), prior, values[name])
        return values

    def place(
        self, places: Places, above: Mapping[str, Draws]
    ) -> tuple[dict[str, Draws], dict[str, Flags]]:
        """Values of places, gaps filled from the place above, and which rows are gaps."""
        values = self._own(places)
        gaps: dict[str, Flags] = {}
        for name in ("slack", "pipeline", "saturation", "distance", "compute_use"):
            values[name], gaps[name] = places.inherit(values[name], above[name])
        self._with_economics(values)
        gaps["economics"] = gaps["compute_use"]
        return values, gaps

    def projects(
        self,
        city: Places,
        city_values: Mapping[str, Draws],
        province: Places,
        province_values: Mapping[str, Draws],
    ) -> tuple[dict[str, Draws], dict[str, Flags]]:
        """Values of projects: their own where they run, else those of their place."""

        def of_place(name: str) -> Draws:
            in_city = (city.member >= 0)[:, None]
            of_city = city_values[name][city.member] if len(city.keys) else province_values[name]
            return np.where(in_city, of_city, province_values[name][province.member])

        count = len(self.register)
        running = np.zeros(count, dtype=np.bool_)
        running[self.running] = True
        slack, use = of_place("slack"), of_place("compute_use")
        slack[self.running] = self.slack
        with_ai = self.with_ai.mean(axis=1) > 0
        use[self.running[with_ai]] = self.use["compute_use"][with_ai]
        own_use = np.zeros(count, dtype=np.bool_)
        own_use[self.running[with_ai]] = True
        values = {
            "slack": slack,
            "pipeline": of_place("pipeline"),
            "saturation": of_place("saturation"),
            "distance": self.inference * self.far,
            "compute_use": use,
            "price": np.where(
                np.isnan(self.price)[:, None], of_place("price"), self.price[:, None]
            ),
        }
        self._with_economics(values)
        always, never = np.ones(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
        return values, {
            "slack": ~running,
            "pipeline": always,
            "saturation": always,
            "distance": never,
            "economics": ~own_use,
        }

    def _own(self, places: Places) -> dict[str, Draws]:
        rows = self.running
        everyone = np.arange(len(self.register))
        load = places.total(self.load)
        with np.errstate(divide="ignore", invalid="ignore"):
            pipeline = np.where(load > 0, places.total(self.pipeline) / load, np.nan)
            compute = places.total(self.compute)
            share = np.where(compute > 0, compute / compute.sum(axis=0), np.nan)
            saturation = np.log(share / self._demand(places)[:, None])
        active = (self.compute[rows] > 0).any(axis=1)
        values = {
            "slack": places.mean(self.slack, self.load[rows], rows),
            "pipeline": pipeline,
            "saturation": saturation,
            "distance": self.inference
            * places.mean(self.far.astype(np.float32), self.load + self.pipeline, everyone),
            "compute_use": places.mean(
                self.use["compute_use"][active], self.compute[rows][active], rows[active]
            ),
            "price": self._prices(places),
        }
        self._with_economics(values)
        return {name: np.asarray(value, dtype=np.float32) for name, value in values.items()}

    def _with_economics(self, values: dict[str, Draws]) -> None:
        needed = breakeven(values["price"][:, 0], self.rent, self.priors)
        values["breakeven"] = needed
        values["economics"] = (needed - values["compute_use"]) / needed

    def _prices(self, places: Places) -> Draws:
        """Mean price of the projects of a place; else of its province; else NaN. One column."""
        known = ~np.isnan(self.price)
        rows = np.flatnonzero(known & (places.member >= 0))
        count = places.count(rows)
        total = np.bincount(
            places.member[rows], weights=self.price[rows], minlength=len(places.keys)
        )
        own = np.where(count > 0, total / np.maximum(count, 1), np.nan)
        other = np.asarray(
            [self.fallback.get(f"{key[:2]}0000", np.nan) for key in places.keys], dtype=np.float64
        )
        return np.where(np.isnan(own), other, own)[:, None].astype(np.float32)

    def _demand(self, places: Places) -> NDArray[np.float64]:
        """Share of the urban residents in reach; over all places of the level in the country."""
        reach = self.reach.get(places.level, {})
        total = sum(reach.values())
        return np.asarray([reach[key] / total if reach.get(key) else np.nan for key in places.keys])

    def _prior(self) -> dict[str, Draws]:
        """One center of the prior, for a register without any center in service."""
        count = self.rent.shape[0]
        standard = normals(self.priors.seed, "nobody", ["occupancy", "compute_use"], count)
        use = {}
        for row, metric in enumerate(("occupancy", "compute_use")):
            sd = np.hypot(self.priors["tau_site"], self.priors.sd(f"alpha_{metric}"))
            use[metric] = logistic(self.priors[f"alpha_{metric}"] + sd * standard[row])
        middle = {
            name: (posts["at_0"] + posts["at_1"]) / 2
            for name, posts in self.priors.risk["goalposts"].items()
        }
        slack = 1 - (use["occupancy"] + use["compute_use"]) / 2
        return {
            "slack": slack.astype(np.float32),
            "compute_use": use["compute_use"].astype(np.float32),
            "pipeline": np.full(count, middle["pipeline"], dtype=np.float32),
            "distance": np.asarray(self.inference * 0.5, dtype=np.float32),
        }


def _slack(use: Mapping[str, Draws], with_ai: Flags) -> Draws:
    """Unused share: of racks for halls, of racks and card-hours alike for AI centers."""
    racks, cards = 1 - use["occupancy"], 1 - use["compute_use"]
    return np.asarray(np.where(with_ai, (racks + cards) / 2, racks), dtype=np.float32)


def _far(register: pl.DataFrame, priors: Priors) -> Flags:
    """Draws of whether a project is more than 20 ms from a demand centre; one error per city."""
    keys = register["city_key"].unique().sort().to_list()
    residual = priors.sd("rtt_residual") * normals(priors.seed, "rtt", keys, priors.count)
    row = {key: number for number, key in enumerate(keys)}
    city = np.asarray([row[key] for key in register["city_key"]], dtype=np.intp)
    rtt = register["rtt_ms"].cast(pl.Float64).fill_null(np.nan).to_numpy()[:, None]
    drawn = (
        uniforms(priors.seed, "far", keys, priors.count) < priors.frequency["zone"]["rtt_over_20"]
    )
    return np.asarray(np.where(np.isnan(rtt), drawn[city], rtt + residual[city] > FAR_MS))


def _reach(city_latency: pl.DataFrame, divisions: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Urban residents within 20 ms, by level and place; a province has the mean of its cities."""
    parents = divisions.select(
        "adcode",
        province=pl.when(pl.col("level") == "province")
        .then(pl.col("adcode"))
        .otherwise(pl.col("parent_adcode")),
    )
    cities = (
        city_latency.select(
            adcode="city_adcode", reach=pl.col("urban_population_20ms").cast(pl.Float64)
        )
        .drop_nulls()
        .unique("adcode", keep="first", maintain_order=True)
        .join(parents, on="adcode", how="inner", validate="1:1")
        .sort("adcode")
    )
    provinces = cities.group_by("province").agg(pl.col("reach").mean()).sort("province")
    return {
        "city": dict(cities.select("adcode", "reach").iter_rows()),
        "province": dict(provinces.iter_rows()),
        "nation": {"100000": 1.0},
    }


def _fallback(province_electricity: pl.DataFrame) -> dict[str, float]:
    known = province_electricity.select("province_adcode", "price_cny_per_kwh").drop_nulls()
    return dict(known.sort(pl.all()).iter_rows())
