"""The priors of the model, read from ``priors.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

METRICS: Final = ("occupancy", "compute_use")
COMPONENTS: Final = ("slack", "pipeline", "saturation", "distance", "economics")
COVARIATES: Final = (
    "age_under_1",
    "age_1_to_3",
    "anchor",
    "sponsor",
    "listed",
    "domestic",
    "training",
    "rtt_10_to_20",
    "rtt_over_20",
    "hub",
    "log2_capacity",
    "price",
)


@dataclass(frozen=True, slots=True)
class Term:
    """One prior or fixed figure.

    Attributes:
        name: key in the file.
        kind: normal, uniform, beta or fixed.
        metric: occupancy, compute_use, both or none.
        mean: mean of a normal, value of a fixed term, middle of a uniform one.
        sd: standard deviation of a normal; null for other kinds.
        low: lower end of a uniform, successes of a beta.
        high: upper end of a uniform, failures of a beta.
        unit: unit of the value.
        reference: where the figure comes from.
    """

    name: str
    kind: str
    metric: str
    mean: float | None
    sd: float | None
    low: float | None
    high: float | None
    unit: str
    reference: str

    @property
    def value(self) -> float:
        """The figure itself; the expectation where the term is a distribution."""
        if self.mean is not None:
            return self.mean
        low, high = self.low or 0.0, self.high or 0.0
        return low / (low + high) if self.kind == "beta" else (low + high) / 2


@dataclass(frozen=True, slots=True)
class Priors:
    """All priors. ``terms`` are published in ``mart.model_terms``; the rest are rules and words."""

    seed: int
    count: int
    sweeps: int
    minimum_ess: float
    terms: Mapping[str, Term]
    observation: Mapping[str, float]
    benchmark_year: Mapping[str, float]
    frequency: Mapping[str, Any]
    operator_words: Mapping[str, list[str]]
    chip_words: Mapping[str, list[str]]
    chips: Mapping[str, Mapping[str, Any]]
    risk: Mapping[str, Any]

    def __getitem__(self, name: str) -> float:
        """The value of a term."""
        return self.terms[name].value

    def sd(self, name: str) -> float:
        """Standard deviation of a normal term."""
        return self.terms[name].sd or 0.0

    def span(self, name: str) -> tuple[float, float]:
        """Ends of a uniform term, or successes and failures of a beta term."""
        term = self.terms[name]
        return term.low or 0.0, term.high or 0.0


def parse_priors(text: str) -> Priors:
    """Priors from TOML text of the shape of the shipped file.

    Raises:
        KeyError: a section is missing.
        tomllib.TOMLDecodeError: the text is no TOML.
    """
    data = tomllib.loads(text)
    terms = {
        name: Term(
            name=name,
            kind=entry["kind"],
            metric=entry["metric"],
            mean=entry.get("mean"),
            sd=entry.get("sd"),
            low=entry.get("low"),
            high=entry.get("high"),
            unit=entry["unit"],
            reference=entry["reference"],
        )
        for name, entry in data["term"].items()
    }
    draws = data["draws"]
    return Priors(
        seed=draws["seed"],
        count=draws["count"],
        sweeps=draws["sweeps"],
        minimum_ess=draws["minimum_ess"],
        terms=terms,
        observation=data["observation"],
        benchmark_year=data["benchmark_year"],
        frequency=data["frequency"],
        operator_words=data["operator_words"],
        chip_words=data["chip_words"],
        chips=data["chip"],
        risk=data["risk"],
    )


@cache
def shipped_priors() -> Priors:
    """The priors that ship with the package."""
    return parse_priors(files("dcpipeline.model").joinpath("priors.toml").read_text("utf-8"))
