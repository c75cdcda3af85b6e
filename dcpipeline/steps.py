"""What a step of the pipeline is, and how steps are run without Dagster.

A step is a pure function from frames to frames. What it reads follows from the ``reads`` of the
tables it fills, so the graph is declared once. Nothing here knows Dagster; ``assets`` wraps each
step, tests call ``run_steps``; ``pipeline`` lists them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo

import polars as pl

from dcpipeline import reference
from dcpipeline.schema import TABLES
from dcpipeline.settings import settings
from dcpipeline.warehouse import current_snapshot, input_digest

Frames = Mapping[str, pl.DataFrame]
# facts: the shipped files alone. archived: and what was captured here. live: and sources are asked.
Mode = Literal["facts", "archived", "live"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Run:
    """What every step may know besides its input frames.

    Attributes:
        data_dir: folder of the facts.
        as_of: the one clock of the run.
        facts_as_of: day up to which the shipped facts were compiled.
        corrections: corrections of shipped facts.
        published_ids: ``core.project_ids`` of the last snapshot, so that identifiers last.
        mode: whether captures count beside the shipped facts.
    """

    data_dir: Path
    as_of: date
    facts_as_of: date
    corrections: tuple[reference.Correction, ...]
    published_ids: pl.DataFrame | None = None
    mode: Mode = "facts"


StepFunction = Callable[[Frames, Run], Frames]
"""Computes all tables of a step; it is given just the frames that the tables declare to read."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the pipeline.

    Attributes:
        name: name of the step in Dagster.
        description: what it does.
        room: package that holds its rules.
        produces: full names of the tables it fills.
        run: the function.
    """

    name: str
    description: str
    room: str
    produces: tuple[str, ...]
    run: StepFunction

    @property
    def reads(self) -> tuple[str, ...]:
        """Full names of the tables it needs, as its own tables declare."""
        names = {name for product in self.produces for name in TABLES[product].reads}
        return tuple(sorted(names - set(self.produces)))


def open_run(data_dir: Path, as_of: date | None = None, mode: Mode = "facts") -> Run:
    """A run over a data folder.

    Without ``as_of`` its day is that of the shipped facts; where captures count, today in Shanghai.

    Raises:
        reference.FactsError: receipts or corrections can't be read.
    """
    facts_as_of = reference.facts_as_of(data_dir)
    corrections = reference.load_corrections(data_dir)
    snapshot = current_snapshot(settings(data_dir).warehouse_dir)
    ids = snapshot.frame("core.project_ids") if snapshot else None
    day = as_of or (facts_as_of if mode == "facts" else today())
    return Run(data_dir, day, facts_as_of, corrections, ids, mode)


def run_digest(data_dir: Path, as_of: date, mode: Mode) -> str:
    """Digest of everything that decides what a run publishes; see ``warehouse.input_digest``."""
    if mode == "facts":
        return input_digest(data_dir, as_of)
    # what reads pages takes long to import, and a refresh from the facts does without
    from dcpipeline import harvest

    return input_digest(data_dir, as_of, {"captures": harvest.archive_state(data_dir)})


def today() -> date:
    """The day in Shanghai: the clock of a run over live sources."""
    return datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date()


def run_steps(steps: Iterable[Step], run: Run) -> dict[str, pl.DataFrame]:
    """Every table of the given steps, computed in memory in the order of their needs."""
    frames: dict[str, pl.DataFrame] = {}
    waiting = list(steps)
    while waiting:
        ready = [step for step in waiting if all(name in frames for name in step.reads)]
        if not ready:
            stuck = ", ".join(step.name for step in waiting)
            raise ValueError(f"these steps wait for tables that nobody fills: {stuck}")
        for step in ready:
            frames |= step.run({name: frames[name] for name in step.reads}, run)
            waiting.remove(step)
    return frames
