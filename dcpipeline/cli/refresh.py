"""``dcpipeline refresh``."""

import sqlite3
import time
from datetime import date
from typing import Annotated

import typer

from dcpipeline import reference
from dcpipeline.cli.console import console, errors
from dcpipeline.cli.home import ensure_space, lasting_home
from dcpipeline.cli.options import AsOfOption, DataOption
from dcpipeline.cli.summary import print_summary
from dcpipeline.settings import Settings, settings
from dcpipeline.warehouse import TargetError, current_snapshot, input_digest, refresh_lock


def refresh(
    as_of: AsOfOption = None,
    force: Annotated[bool, typer.Option("--force", help="Run even if nothing changed.")] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait for a refresh that is running.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Rebuild all tables from the facts and publish the warehouse.

    Example: dcpipeline refresh --as-of 2025-06-30
    """
    started = time.monotonic()
    place = settings(data)
    day = as_of or reference.facts_as_of(place.data_dir)
    with refresh_lock(place.warehouse_dir, wait=wait):
        ran = force or not _is_current(place, day)
        if ran:
            _run(place, day)
    print_summary(place, seconds=time.monotonic() - started, ran=ran)


def _is_current(place: Settings, as_of: date) -> bool:
    snapshot = current_snapshot(place.warehouse_dir)
    if snapshot is None or not place.warehouse_file.is_file():
        return False
    return snapshot.input_digest == input_digest(place.data_dir, as_of)


def _run(place: Settings, as_of: date) -> None:
    # before Dagster, so that a damaged file costs no run
    reference.check_facts(place.data_dir)
    home = lasting_home(place)
    ensure_space(home)
    ensure_space(place.warehouse_dir)
    with console.status(f"Refreshing as of {as_of} …"):
        from dcpipeline.assets.launch import run_refresh

        try:
            failure = run_refresh(place.data_dir, as_of)
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
