"""``dcpipeline refresh``."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from dcpipeline import reference
from dcpipeline.cli.console import console, errors
from dcpipeline.cli.home import ensure_space, lasting_home
from dcpipeline.cli.options import AsOfOption, DataOption
from dcpipeline.cli.summary import print_summary
from dcpipeline.settings import Settings, settings
from dcpipeline.steps import Mode, run_digest, today
from dcpipeline.warehouse import TargetError, current_snapshot, refresh_lock

if TYPE_CHECKING:
    from dcpipeline import harvest


def refresh(
    live: Annotated[
        bool, typer.Option("--live", help="Ask the enabled sources first; captures count.")
    ] = False,
    archived: Annotated[
        bool, typer.Option("--archived", help="Ask nobody; what was captured here counts.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE", help="With --live: ask this source only; may be repeated."),
    ] = None,
    as_of: AsOfOption = None,
    force: Annotated[bool, typer.Option("--force", help="Run even if nothing changed.")] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait for a refresh that is running.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Rebuild all tables and publish the warehouse: from the shipped facts, or with live sources.

    Example: dcpipeline refresh --as-of 2025-06-30

    Example: dcpipeline refresh --live --only gdelt_zh
    """
    started = time.monotonic()
    place = settings(data)
    mode = _mode(live=live, archived=archived, only=only or [])
    if only:
        from dcpipeline import harvest

        harvest.check_asked(place.data_dir, only)
    day = as_of or (today() if mode != "facts" else reference.facts_as_of(place.data_dir))
    with refresh_lock(place.warehouse_dir, wait=wait):
        ran = force or mode == "live" or not _is_current(place, day, mode)
        if ran:
            _run(place, day, mode, only or [])
    print_summary(place, seconds=time.monotonic() - started, ran=ran)


def _mode(*, live: bool, archived: bool, only: list[str]) -> Mode:
    if live and archived:
        raise typer.BadParameter("--live asks the sources and --archived does not: choose one")
    if only and not live:
        raise typer.BadParameter("--only goes with --live")
    if live:
        return "live"
    return "archived" if archived else "facts"


def _is_current(place: Settings, as_of: date, mode: Mode) -> bool:
    snapshot = current_snapshot(place.warehouse_dir)
    if snapshot is None or not place.warehouse_file.is_file():
        return False
    return snapshot.input_digest == run_digest(place.data_dir, as_of, mode)


def _run(place: Settings, as_of: date, mode: Mode, only: list[str]) -> None:
    # before Dagster, so that a damaged file costs no run
    reference.check_facts(place.data_dir)
    home = lasting_home(place)
    ensure_space(home)
    ensure_space(place.warehouse_dir)
    with _shown(as_of, mode) as progress:
        from dcpipeline.assets.launch import run_refresh

        try:
            failure = run_refresh(place.data_dir, as_of, mode=mode, only=only, progress=progress)
        except Exception as error:
            # Dagster's history is SQLite; SQLAlchemy wraps what that raises
            if not isinstance(error.__cause__, sqlite3.Error):
                raise
            raise TargetError(
                f"cannot write Dagster's history in {home}: {error.__cause__}; the last good "
                "warehouse, if there is one, is untouched"
            ) from error
    if failure is not None:
        errors.print(failure, style="bold red", markup=False, highlight=False)
        raise typer.Exit(1)


@contextmanager
def _shown(as_of: date, mode: Mode) -> Iterator["harvest.Progress"]:
    """What a person sees meanwhile: the pages of each source, or that work goes on."""
    from dcpipeline import harvest

    if mode != "live":
        with console.status(f"Refreshing as of {as_of} …"):
            yield harvest.silent
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bars:
        yield _PagesShown(bars)


class _PagesShown:
    """A bar for each source that is being asked."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, tuple[TaskID, float]] = {}

    def __call__(self, source_id: str, done: int, total: int) -> None:
        if source_id not in self._tasks:
            task = self._bars.add_task(source_id, total=total or None, rate="")
            self._tasks[source_id] = task, time.monotonic()
        task, began = self._tasks[source_id]
        seconds = time.monotonic() - began
        rate = f"{done / seconds:.1f} pages/s" if seconds > 0 and done > 1 else ""
        self._bars.update(task, completed=done, total=total or None, rate=rate)
