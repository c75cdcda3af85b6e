"""What the estimator costs beside the random numbers it needs."""

from collections.abc import Sequence

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dcpipeline import model
from dcpipeline.model import streams
from dcpipeline.pipeline import STEPS, model_inputs
from dcpipeline.steps import open_run
from dcpipeline.warehouse import current_snapshot
from dcpipeline_tests.benchmarks.ratio import ratio
from dcpipeline_tests.conftest import Refreshed

pytestmark = pytest.mark.bench

BOUND = 40.0


class Counted:
    """A generator that counts the values taken from it."""

    def __init__(self, generator: np.random.Generator, taken: list[int]) -> None:
        self.generator = generator
        self.taken = taken

    def standard_normal(self, *, out: streams.Draws, dtype: type) -> None:
        self.taken.append(out.size)
        self.generator.standard_normal(out=out, dtype=dtype)

    def random(self, *, out: streams.Draws, dtype: type) -> None:
        self.taken.append(out.size)
        self.generator.random(out=out, dtype=dtype)


def values_drawn(inputs: model.Inputs, day: object, monkeypatch: pytest.MonkeyPatch) -> int:
    taken: list[int] = []
    plain = streams.stream
    with monkeypatch.context() as patch:
        patch.setattr(streams, "stream", lambda *names: Counted(plain(*names), taken))
        model.estimate(inputs, day)
    return sum(taken)


def test_draws_against_bare_numpy(
    benchmark: BenchmarkFixture, refreshed: Refreshed, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = open_run(refreshed.data)
    snapshot = current_snapshot(refreshed.data / "warehouse")
    assert snapshot is not None
    reads: Sequence[str] = next(step for step in STEPS if step.name == "model").reads
    inputs = model_inputs({name: snapshot.frame(name) for name in reads})
    count = values_drawn(inputs, run.as_of, monkeypatch)
    assert count > 1_000_000
    benchmark.extra_info["values"] = count
    generator = np.random.Generator(np.random.Philox(1))
    measured = ratio(
        benchmark,
        lambda: model.estimate(inputs, run.as_of),
        lambda: generator.standard_normal(count, dtype=np.float32),
        rounds=3,
    )
    assert measured < BOUND
