"""The wiring: what steps read is what their tables declare, and nothing depends on luck."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dcpipeline.pipeline import STEPS
from dcpipeline.schema import TABLES
from dcpipeline.steps import Frames, Run, Step, open_run, run_steps
from dcpipeline.warehouse.writer import GENERATED


class Watched(Mapping[str, pl.DataFrame]):
    """Frames that remember which of them were asked for."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> pl.DataFrame:
        self.asked.add(name)
        return self.frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)


@pytest.fixture(scope="module")
def ran() -> tuple[dict[str, pl.DataFrame], dict[str, set[str]]]:
    data = Path(__file__).resolve().parent.parent / "data"
    asked: dict[str, set[str]] = {}

    def watch(step: Step) -> Step:
        def run(frames: Frames, of: Run) -> Frames:
            watched = Watched(frames)
            made = step.run(watched, of)
            asked[step.name] = watched.asked
            return made

        return Step(step.name, step.description, step.room, step.produces, run)

    return run_steps([watch(step) for step in STEPS], open_run(data)), asked


def test_every_declared_table_is_filled_by_exactly_one_step() -> None:
    filled = [name for step in STEPS for name in step.produces]
    assert len(filled) == len(set(filled))
    assert {*filled, *GENERATED} == set(TABLES)


@pytest.mark.ci
def test_a_step_reads_what_its_tables_declare_and_nothing_else(
    ran: tuple[dict[str, pl.DataFrame], dict[str, set[str]]],
) -> None:
    _, asked = ran
    for step in STEPS:
        assert asked[step.name] == set(step.reads), step.name


@pytest.mark.ci
def test_every_step_fills_all_its_tables_as_declared(
    ran: tuple[dict[str, pl.DataFrame], dict[str, set[str]]],
) -> None:
    frames, _ = ran
    for step in STEPS:
        for name in step.produces:
            assert tuple(frames[name].columns) == TABLES[name].column_names


def test_a_table_that_nobody_fills_is_named() -> None:
    step = next(step for step in STEPS if step.name == "claims")
    run = Run(Path(), date(2026, 11, 21), date(2026, 11, 21), ())
    with pytest.raises(ValueError, match="claims"):
        run_steps([step], run)
