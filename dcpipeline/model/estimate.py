"""From inputs to the tables of the room."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from dcpipeline.model.inputs import Inputs
from dcpipeline.model.priors import Priors, shipped_priors
from dcpipeline.model.risk import Risk, risk_draws
from dcpipeline.model.risk_tables import risk_tables
from dcpipeline.model.utilization import Posterior, fit
from dcpipeline.model.utilization_tables import utilization_tables


@dataclass(frozen=True, slots=True)
class Estimate:
    """Draws and tables of one run.

    Attributes:
        posterior: draws of utilization.
        risk: draws of the index.
        tables: conformed frames by full name, ``mart.utilization`` and so on.
    """

    posterior: Posterior
    risk: Risk
    tables: dict[str, pl.DataFrame]


def estimate(inputs: Inputs, as_of: date, priors: Priors | None = None) -> Estimate:
    """Utilization and overbuild risk at a day.

    Raises:
        BenchmarkError: figures and national benchmark contradict each other.
        SchemaError: a result does not fit its declaration.
    """
    posterior = fit(inputs, as_of, priors or shipped_priors())
    risk = risk_draws(inputs, posterior)
    tables = utilization_tables(inputs, posterior) | risk_tables(inputs, posterior, risk)
    return Estimate(posterior, risk, tables)
