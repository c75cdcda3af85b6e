"""Two ways of doing as much, timed in turns within one run: only their ratio is judged."""

import time
from collections.abc import Callable

from pytest_benchmark.fixture import BenchmarkFixture

Work = Callable[[], object]


def ratio(benchmark: BenchmarkFixture, ours: Work, base: Work, rounds: int) -> float:
    """Shortest time of ours over the shortest time of the base.

    The base runs before each round of ours, so that both meet the same load of the machine; the
    shortest time is the one least disturbed by others.
    """
    base_seconds = []

    def timed_base() -> None:
        started = time.perf_counter()
        base()
        base_seconds.append(time.perf_counter() - started)

    benchmark.pedantic(ours, setup=timed_base, rounds=rounds, iterations=1)
    value = float(benchmark.stats.stats.min / min(base_seconds))
    benchmark.extra_info["ratio"] = round(value, 2)
    print(f"\n{benchmark.name}: {value:.2f} times the base")
    return value
