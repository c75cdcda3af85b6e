"""A killed process loses nothing that it said it had stored."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dcpipeline.archive import Archive
from dcpipeline_tests.archive.children import generated
from dcpipeline_tests.archive.samples import plain_records, warc_paths

KILLS = 50


def killed_after(root: Path, first: int, seconds: float) -> dict[int, str]:
    """What a process acknowledged between its opening and its death."""
    command = [sys.executable, "-m", "dcpipeline_tests.archive.children", str(root), str(first)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    time.sleep(seconds)
    child.kill()
    # not communicate(): it would leave out what readline() has read ahead
    lines = child.stdout.readlines()
    child.stdout.close()
    child.wait(timeout=60)
    # the last line may be torn as well
    told = [line.split() for line in lines if line.endswith("\n")]
    return {int(number): capture_id for number, capture_id in told}


@pytest.mark.ci
def test_whatever_was_acknowledged_is_there_after_a_kill(tmp_path_factory):
    root = tmp_path_factory.mktemp("killed") / "captures"
    chance = random.Random(20261122)
    acknowledged: dict[int, str] = {}
    repairs = []
    for _ in range(KILLS):
        first = max(acknowledged, default=-1) + 1
        new = killed_after(root, first, chance.uniform(0, 0.4))
        acknowledged |= new
        with Archive.open(root, max_file_bytes=20_000_000) as archive:
            repairs += archive.repairs
            for number, capture_id in new.items():
                assert archive.body(capture_id) == generated(number).body
            # at most the one that was at work when it was killed
            there = archive.captures().height
            assert there - len(acknowledged) in (0, 1), (there, acknowledged, archive.repairs)
            if archive.captures().height > len(acknowledged):
                again = archive.store("news", generated(max(acknowledged, default=-1) + 1))
                acknowledged[max(acknowledged, default=-1) + 1] = again.capture_id
        if warc_paths(root):
            plain_records(warc_paths(root)[-1])
    with Archive.open(root) as archive:
        assert archive.repairs == ()
        assert archive.captures().height == len(acknowledged) > KILLS
        for number, capture_id in acknowledged.items():
            assert archive.body(capture_id) == generated(number).body
        assert list(archive.verify()) == []
        # the work that was killed can be ended
        last = max(acknowledged) + 1
        receipts = [archive.store("news", generated(n)) for n in range(last + 20)]
        assert archive.captures().height == last + 20
        before = archive.captures()
        assert [r.capture_id for r in receipts[:last]] == [acknowledged[n] for n in range(last)]
    for path in warc_paths(root):
        assert plain_records(path)[0][0] == "warcinfo"
    for path in root.glob("captures.sqlite*"):
        path.unlink()
    with Archive.open(root) as archive:
        assert archive.captures().equals(before)
    shutil.rmtree(root)
    assert repairs, "no kill hit a write: the test proves nothing"
