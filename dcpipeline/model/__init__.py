"""Utilization and overbuild risk, with their validation.

Belongs here: the priors, the random streams, the estimator, the index, their tests against
held-out figures and labels. Does not belong here: latency and prices (``siting``), histories,
profiles and counts (``marts``), words for the terminal (``cli``). Pure functions on frames.
"""

from dcpipeline.model.estimate import Estimate, estimate
from dcpipeline.model.inputs import Inputs
from dcpipeline.model.labels import LabelError, load_labels
from dcpipeline.model.priors import Priors, parse_priors, shipped_priors
from dcpipeline.model.utilization import BenchmarkError
from dcpipeline.model.validation import validate

__all__ = [
    "BenchmarkError",
    "Estimate",
    "Inputs",
    "LabelError",
    "Priors",
    "estimate",
    "load_labels",
    "parse_priors",
    "shipped_priors",
    "validate",
]
