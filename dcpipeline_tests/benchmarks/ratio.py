"""Two ways of doing as much, timed in turns within one run: only their ratio is judged."""

import time
from collections.abc import Callable

from pytest_benchmark.fixture import BenchmarkFixture

Work = Callable[[], object]
Clock = Callable[[], float]


def ratio(
    benchmark: BenchmarkFixture,
    ours: Work,
    base: Work,
    rounds: int,
    clock: Clock = time.perf_counter,
) -> float:
    """Shortest time of ours over the shortest time of the base.

    The base runs before each round of ours, so that both meet the same load of the machine; the
    shortest time is the one least disturbed by others.

    Args:
        benchmark: the fixture; its own figures are always those of the wall clock.
        ours: what is judged.
        base: what it is judged by.
        rounds: how often both run.
        clock: seconds; ``time.process_time`` for work of one thread that waits for nothing, which
            a busy machine then does not disturb.
    """
    seconds: dict[str, list[float]] = {"ours": [], "base": []}

    def timed(name: str, work: Work) -> None:
        started = clock()
        work()
        seconds[name].append(clock() - started)

    benchmark.pedantic(
        lambda: timed("ours", ours), setup=lambda: timed("base", base), rounds=rounds, iterations=1
    )
    value = min(seconds["ours"]) / min(seconds["base"])
    benchmark.extra_info["ratio"] = round(value, 2)
    print(f"\n{benchmark.name}: {value:.2f} times the base")
    return value
