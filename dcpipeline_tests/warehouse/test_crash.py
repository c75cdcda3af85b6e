"""Whenever a publication is killed, a reader finds the old state or the new one, whole."""

import json
import shutil
import signal
import subprocess
import sys

import pytest

from dcpipeline.warehouse import current_snapshot, files, query

# In the order of a publication: the build, the move of its folder, the link of the database, its
# renaming (from here on readers see the new state), the links, the pointer.
POINTS = [
    ("fsync", 1),
    ("replace", 2),
    ("link", 1),
    ("replace", 3),
    ("symlink", 1),
    ("replace", 7),
]
AT_ONCE = 3


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dcpipeline_tests.warehouse.children", *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.ci
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_kill_at_any_point(publish_small, target, tmp_path):
    publish_small("one")
    places = [tmp_path / f"{call}-{number}" for call, number in POINTS]
    for place in places:
        shutil.copytree(target, place, symlinks=True)
    found = set()
    for group in zip(*[iter(zip(POINTS, places, strict=True))] * AT_ONCE, strict=True):
        children = [start("killed_publish", str(p), c, str(n)) for (c, n), p in group]
        for child, ((call, number), place) in zip(children, group, strict=True):
            child.communicate(timeout=120)
            assert child.returncode == -signal.SIGKILL, f"{call} {number} was never reached"
            found.add(state_after(place))
            publish_small("three", "c" * 64, target_dir=place)
            marks = query(
                place / "dcpipeline.duckdb", "SELECT DISTINCT note FROM observation_kinds"
            )
            assert marks.item() == "three"
            left = [p.name for p in place.iterdir() if p.name.startswith((".building", ".retired"))]
            assert not left
    # database and Parquet each whole; between the two renamings they may differ by one snapshot
    assert found == {("one", "one"), ("two", "one")}


def state_after(place):
    """What database and Parquet say after a kill; fails if either is not whole."""
    database = place / "dcpipeline.duckdb"
    marks = query(database, "SELECT DISTINCT note FROM ref.observation_kinds")
    snapshot = current_snapshot(place)
    parquet = snapshot.frame("ref.observation_kinds")
    assert parquet["note"].n_unique() == 1
    assert (place / "parquet").resolve().is_dir()
    receipt = json.loads((snapshot.folder / "receipt.json").read_text(encoding="utf-8"))
    for path, digest in receipt["sha256"].items():
        assert files.sha256(snapshot.folder / path) == digest
    return marks.item(), parquet["note"][0]
