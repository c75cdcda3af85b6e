"""The siting marts of the shipped facts, computed once."""

from pathlib import Path

import polars as pl
import pytest

from dcpipeline.reference import load_table
from dcpipeline.schema import table
from dcpipeline.siting import LatencyFit, city_latency, fit_latency, province_electricity
from dcpipeline_tests.siting.frames import AS_OF


class Facts:
    """Reference tables of the shipped facts by name."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._loaded: dict[str, pl.DataFrame] = {}

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name not in self._loaded:
            self._loaded[name] = load_table(table(f"ref.{name}"), self._data_dir)
        return self._loaded[name]


@pytest.fixture(scope="session")
def facts(shipped_data: Path) -> Facts:
    return Facts(shipped_data)


@pytest.fixture(scope="session")
def shipped_fit(facts: Facts) -> LatencyFit:
    return fit_latency(facts["latency_measurements"], facts["divisions"])


@pytest.fixture(scope="session")
def shipped_cities(facts: Facts, shipped_fit: LatencyFit) -> pl.DataFrame:
    return city_latency(
        facts["divisions"],
        facts["population"],
        facts["demand_centres"],
        facts["computing_hubs"],
        shipped_fit.coefficients,
    )


@pytest.fixture(scope="session")
def shipped_provinces(facts: Facts) -> pl.DataFrame:
    return province_electricity(
        facts["divisions"],
        facts["electricity_prices"],
        facts["datacenter_tariffs"],
        facts["peak_valley_spreads"],
        facts["grid_emission_factors"],
        facts["pue_observations"],
        as_of=AS_OF,
    )
