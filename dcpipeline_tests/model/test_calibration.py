"""Simulation-based calibration: truth from the prior, figures from the truth, then coverage."""

from dataclasses import replace

import numpy as np

from dcpipeline.model.priors import Priors
from dcpipeline.model.utilization import fit
from dcpipeline_tests.model.world import AS_OF, few_draws, figure, project, world

CITIES = ("110000", "440100", "440300", "620100", "621000")
PROJECTS = [
    project(
        f"dc{number:08x}",
        CITIES[number % 5],
        "operational",
        it_load_mw=10.0 + number,
        operator="阿里云",
        accelerator_model="H100",
        workload="mixed",
    )
    for number in range(15)
]
TRUTHS = 24


def unbenchmarked(count: int, seed: int) -> Priors:
    priors = few_draws(count)
    return replace(priors, seed=seed, benchmark_year=dict.fromkeys(priors.benchmark_year, 2100.0))


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    truth = fit(world(PROJECTS), AS_OF, unbenchmarked(TRUTHS, seed=99)).models["occupancy"].prior
    rng = np.random.default_rng(7)
    hits, total = 0, 0
    for turn in range(TRUTHS):
        theta = truth.theta[:, turn]
        offset = 0.2 * rng.normal()
        figures = []
        for number in range(0, 15, 2):
            # a random walk of half a year is part of the model
            error = np.hypot(0.5, 0.3 * np.sqrt(180 / 365.25))
            reading = theta[number] + offset + error * rng.normal()
            share = float(1 / (1 + np.exp(-reading)))
            value = {"value_central": share}
            if number % 4 == 0:
                # a bound has 0.3 on top, and says on which side of one half the reading lies
                noisy = reading + 0.3 * rng.normal()
                value = {"value_low": 0.5} if noisy > 0 else {"value_high": 0.5}
            figures.append(
                figure(
                    f"f{number:02}",
                    "site",
                    "rack_occupancy",
                    name=f"项目dc{number:08x}",
                    city_adcode=CITIES[number % 5],
                    **value,
                )
            )
        posterior = fit(world(PROJECTS, figures), AS_OF, unbenchmarked(400, seed=5))
        low, high = np.quantile(posterior.use["occupancy"], (0.1, 0.9), axis=1)
        use = 1 / (1 + np.exp(-theta[:15]))
        hits += int(((use >= low) & (use <= high)).sum())
        total += 15
    # 360 cases in 24 clusters; two standard errors are about 0.07
    assert 0.72 < hits / total < 0.88
