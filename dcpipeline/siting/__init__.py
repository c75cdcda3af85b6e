"""Electricity and latency, joined to places and projects.

Belongs here: which price stands for a place, the fit of delay on distance, whom a place reaches,
the mart frames ``province_electricity``, ``latency_fit``, ``latency_residuals``, ``city_latency``
and ``project_siting``. Does not belong here: reading files (``reference``), where a project stands
(``resolve``), what price and distance mean for use and risk (``model``). Pure functions on frames.
"""

from dcpipeline.siting.delay import ACCESS_DELAY_MS, FIBRE_MS_PER_KM, DelayModel
from dcpipeline.siting.electricity import province_electricity
from dcpipeline.siting.fit import LatencyFit, fit_latency
from dcpipeline.siting.latency import city_latency, urban_population_within
from dcpipeline.siting.places import haversine_km
from dcpipeline.siting.projects import project_siting

__all__ = [
    "ACCESS_DELAY_MS",
    "FIBRE_MS_PER_KM",
    "DelayModel",
    "LatencyFit",
    "city_latency",
    "fit_latency",
    "haversine_km",
    "project_siting",
    "province_electricity",
    "urban_population_within",
]
