"""What declaring, loading, checking and exporting cost beside the bytes they leave."""

import itertools
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dcpipeline.schema import TABLES
from dcpipeline.warehouse import RunInfo, current_snapshot, files, publish
from dcpipeline.warehouse.writer import GENERATED
from dcpipeline_tests.benchmarks.ratio import ratio
from dcpipeline_tests.conftest import Refreshed

pytestmark = pytest.mark.bench

BOUND = 200.0
RUN = RunInfo("bench", None, datetime(2026, 11, 21), "facts", "0", "0.1.0")


def test_publish_against_a_plain_copy(
    benchmark: BenchmarkFixture, refreshed: Refreshed, tmp_path: Path
) -> None:
    snapshot = current_snapshot(refreshed.data / "warehouse")
    assert snapshot is not None
    frames = {name: snapshot.frame(name) for name in TABLES if name not in GENERATED}
    turn = itertools.count()

    def ours() -> None:
        publish(
            frames,
            target_dir=tmp_path / f"published-{next(turn)}",
            as_of=snapshot.as_of,
            input_digest=snapshot.input_digest,
            run=RUN,
        )

    def base() -> None:
        target = tmp_path / f"copied-{next(turn)}"
        shutil.copytree(snapshot.folder, target)
        # as durable as a publication
        files.fsync_tree(target)

    assert ratio(benchmark, ours, base, rounds=3) < BOUND
