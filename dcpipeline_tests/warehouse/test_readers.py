"""Readers through many publications see whole states only."""

import threading
import time

import duckdb
import polars as pl
import pytest

from dcpipeline.schema import TABLES
from dcpipeline.warehouse import publish, query
from dcpipeline_tests.warehouse import samples
from dcpipeline_tests.warehouse.children import MARKED
from dcpipeline_tests.warehouse.conftest import small_world
from dcpipeline_tests.warehouse.test_crash import start

PUBLICATIONS = 50
READERS = 3
READS = 1000
TINY = {name: TABLES[name] for name in ("ref.observation_kinds", "meta.snapshot", "meta.tables")}


def publish_number(target, number):
    publish(
        {"ref.observation_kinds": small_world(str(number))["ref.observation_kinds"]},
        target_dir=target,
        as_of=samples.AS_OF,
        input_digest=f"{number:08x}" + "0" * 56,
        run=samples.RUN,
        declared=TINY,
        checks=[],
        keep=PUBLICATIONS,
    )


@pytest.mark.ci
def test_fifty_publications_under_readers(target, tmp_path):
    publish_number(target, 0)
    stop = tmp_path / "stop"
    least = str(READS // READERS + 1)
    readers = [start("read_until", str(target), str(stop), least) for _ in range(READERS)]
    torn: list[object] = []
    parquet_reads = 0

    def read_parquet() -> None:
        nonlocal parquet_reads
        while not stop.exists():
            # a reader may open a path several times, so the link is followed once, beforehand
            folder = (target / "parquet").resolve()
            try:
                frame = pl.read_parquet(folder / "ref.observation_kinds.parquet")
            except (OSError, pl.exceptions.PolarsError) as error:
                torn.append(error)
                continue
            parquet_reads += 1
            # the processes that read the database shall have the machine
            time.sleep(0.01)
            if frame.height != 3 or frame["note"].n_unique() != 1:
                torn.append(frame)

    thread = threading.Thread(target=read_parquet)
    thread.start()
    try:
        for number in range(1, PUBLICATIONS):
            publish_number(target, number)
    finally:
        stop.touch()
        thread.join()
    outputs = [reader.communicate(timeout=120)[0] for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * READERS
    lines = [line for output in outputs for line in output.splitlines()]
    assert len(lines) == READERS, [line for line in lines if not line.startswith("reads")]
    counts = [(int(line.split()[1]), int(line.split()[3])) for line in lines]
    assert all(states >= PUBLICATIONS / 5 for _, states in counts)
    assert sum(reads for reads, _ in counts) >= READS
    assert parquet_reads > 0
    assert not torn


def test_a_reader_that_holds_the_old_file_keeps_its_view(publish_small, target):
    publish_small("one")
    pooled = duckdb.connect(target / "dcpipeline.duckdb", read_only=True)
    with pooled:
        second = publish_small("two", "b" * 64)
        assert pooled.execute(MARKED).fetchone() == (1, "one", 3)
        held = pooled.execute("SELECT snapshot_id FROM meta.snapshot").fetchone()
        assert held == ("2026-11-01-aaaaaaaa",)
    # the pool is empty now: the next connection reads the new file
    assert query(second.database, "SELECT min(note) FROM observation_kinds").item() == "two"


def test_small_world_is_marked():
    assert small_world("x")["ref.observation_kinds"]["note"].to_list() == ["x"] * 3
