"""One writer at a time; readers while it writes."""

import multiprocessing
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from dcpipeline.archive import Archive, ArchiveLockedError
from dcpipeline_tests.archive.samples import numbered

HOLD = """
    import sys, time
    from pathlib import Path
    from dcpipeline.archive import Archive
    archive = Archive.open(Path(sys.argv[1]))
    print("open", flush=True)
    time.sleep(60)
"""


def hold(root: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(root)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None and child.stdout.readline() == "open\n"
    return child


def test_a_second_writer_learns_who_writes(tmp_path):
    child = hold(tmp_path)
    try:
        with pytest.raises(ArchiveLockedError, match=f"process {child.pid} writes to the archive"):
            Archive.open(tmp_path)
    finally:
        child.kill()
        child.communicate()
    # a dead holder blocks nobody, although its file is still there
    assert (tmp_path / ".archive.json").exists()
    with Archive.open(tmp_path) as archive:
        with pytest.raises(ArchiveLockedError, match=f"process {os.getpid()} "):
            Archive.open(tmp_path)
        archive.store("news", numbered(1))
    assert not (tmp_path / ".archive.json").exists()


def test_a_failed_opening_lets_go_of_the_lock(tmp_path):
    (tmp_path / "captures.sqlite").write_bytes(b"no index" * 200)
    for _ in range(2):
        with pytest.raises(Exception, match="move it away"):
            Archive.open(tmp_path)


def read_all(root: str, wanted: int, out: "multiprocessing.Queue[object]") -> None:
    """Reads until all is there; every capture that is listed must be readable."""
    try:
        found = 0
        while found < wanted:
            with Archive.open(Path(root), read_only=True) as reader:
                ids = reader.captures()["capture_id"].to_list()
                for capture_id in ids[:: max(len(ids) // 10, 1)]:
                    receipt = reader.receipt(capture_id)
                    number = int(receipt.url.rpartition("/")[2].removesuffix(".html"))
                    assert reader.body(capture_id) == numbered(number).body
                found = len(ids)
        out.put(found)
    except BaseException as error:
        out.put(repr(error))
        raise


def test_readers_see_whole_captures_while_a_writer_writes(tmp_path):
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    with Archive.open(tmp_path, max_file_bytes=20_000) as archive:
        archive.store("news", numbered(0))
        reader = context.Process(target=read_all, args=(str(tmp_path), 201, out))
        reader.start()
        try:
            for number in range(1, 101):
                archive.store("news", numbered(number))
            with archive.batch(every=7):
                for number in range(101, 201):
                    archive.store("news", numbered(number))
            assert out.get(timeout=60) == 201
        finally:
            reader.kill()
            reader.join()


def test_an_open_reader_sees_what_is_written_later(tmp_path):
    with Archive.open(tmp_path) as archive:
        first = archive.store("news", numbered(1))
        with Archive.open(tmp_path, read_only=True) as reader:
            assert reader.captures().height == 1
            second = archive.store("news", numbered(2))
            assert reader.captures().height == 2
            assert reader.body(second.capture_id) == numbered(2).body
            assert reader.last_good(first.url) == first
            with archive.batch():
                archive.store("news", numbered(3))
                assert reader.captures().height == 2
            assert reader.captures().height == 3
