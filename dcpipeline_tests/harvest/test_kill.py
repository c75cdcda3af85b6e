"""A round that is killed at any moment loses nothing that was kept before."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dcpipeline import harvest
from dcpipeline.archive import Archive, MissingArchiveError
from dcpipeline_tests.conftest import ROOT
from dcpipeline_tests.harvest.conftest import Desk
from dcpipeline_tests.site import Asked
from dcpipeline_tests.site.pages import STORIES

PAGES = 40
KILLS = 50
PAUSE_S = 0.004
LONGEST_S = 400.0
EVERY = 10


class Children:
    """Rounds in processes of their own, one after the other."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._line()

    def start(self) -> int:
        """Begin a round; the number of its process."""
        return self._told()

    def end(self) -> int:
        """Wait for the round under way: its exit status, negative for the signal that ended it."""
        return self._told()

    def _told(self) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return int(self._line())

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def children(data: Path, host: str) -> Iterator[Children]:
    command = [sys.executable, "-m", "dcpipeline_tests.harvest.children", str(data), host]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Children(process)
    finally:
        process.communicate(timeout=30)


def kept(data: Path) -> set[str]:
    """Identifiers of all captures that a reader sees."""
    try:
        with Archive.open(harvest.archive_dir(data), read_only=True) as archive:
            return set(archive.captures()["capture_id"])
    except MissingArchiveError:
        return set()


def site_of_slow_pages(desk: Desk) -> None:
    """Pages that take some milliseconds and are new each time they are asked for."""

    def page(asked: Asked) -> bytes:
        asked.wait(PAUSE_S)
        story = STORIES[int(asked.path.rpartition("/")[2]) % 8]
        words = "</p><p>".join((*story.paragraphs, f"第{asked.count}次更新。"))
        return f"<html><body><h1>{story.title}</h1><p>{words}</p></body></html>".encode()

    paths = [f"/slow/{number}" for number in range(PAGES)]
    for path in paths:
        desk.site.add(path, page)
    desk.source("watchlist", addresses=[desk.site.url(path) for path in paths])


@pytest.mark.ci
def test_fifty_kills_lose_nothing(desk: Desk) -> None:
    chance = random.Random(20_260_601)
    site_of_slow_pages(desk)
    started = time.monotonic()
    amid = 0
    with children(desk.data, desk.site.host) as rounds:
        rounds.start()
        assert rounds.end() == 0
        for number in range(KILLS):
            before, asked = kept(desk.data), len(desk.site.log)
            child = rounds.start()
            until = asked + chance.randrange(1, PAGES)
            while len(desk.site.log) < until and time.monotonic() < started + LONGEST_S:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 2 * PAUSE_S))
            before |= kept(desk.data)
            os.kill(child, signal.SIGKILL)
            amid += rounds.end() == -signal.SIGKILL
            with Archive.open(harvest.archive_dir(desk.data)) as archive:
                now = set(archive.captures()["capture_id"])
                assert before <= now, number
                sample = now if number % EVERY == 0 else now - before
                assert all(archive.body(capture_id) for capture_id in sample)
            if number % EVERY == EVERY - 1:
                rounds.start()
                assert rounds.end() == 0, number
    assert time.monotonic() - started < LONGEST_S
    assert amid > 0.9 * KILLS
    with desk.archive() as archive:
        assert list(archive.verify()) == []
        found = archive.rounds()["outcome"].to_list()
    assert found.count("ok") >= 1 + KILLS // EVERY
    # what was kept and not read is read when the tables are made
    desk.clock.moment = desk.clock.moment.replace(year=2_100)
    claims = desk.claims()
    assert claims["source_url"].n_unique() == PAGES
