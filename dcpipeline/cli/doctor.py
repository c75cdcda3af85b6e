"""``dcpipeline doctor``."""

import importlib.metadata
import platform
import shutil
from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from dcpipeline import reference
from dcpipeline.cli.console import console, table
from dcpipeline.cli.home import LEAST_FREE_BYTES
from dcpipeline.cli.options import DataOption
from dcpipeline.reference.receipts import receipt_path, renew, shipped_files
from dcpipeline.settings import Settings, settings
from dcpipeline.steps import MODES, run_digest
from dcpipeline.warehouse import (
    MissingWarehouseError,
    current_snapshot,
    query,
    running_refresh,
)

Verdict = Literal["ok", "look", "bad"]
Finding = tuple[Verdict, str, str]
PINNED = ("dagster", "duckdb", "polars")
STYLES = {"ok": "green", "look": "yellow", "bad": "bold red"}


def doctor(
    accept_data: Annotated[
        bool,
        typer.Option(
            "--accept-data", help="Take edited fact files as meant: renew rows and digests."
        ),
    ] = False,
    data: DataOption = None,
) -> None:
    """Look at installation, facts, warehouse and locks, and say what to do.

    Example: dcpipeline doctor --accept-data
    """
    place = settings(data)
    if accept_data:
        _accept(place)
    shown = table("", "what", "found")
    verdicts = set()
    for verdict, what, found in _findings(place):
        verdicts.add(verdict)
        shown.add_row(f"[{STYLES[verdict]}]{verdict}[/]", what, found)
    console.print(shown)
    raise typer.Exit(1 if "bad" in verdicts else 0)


def _accept(place: Settings) -> None:
    for path in shipped_files(place.data_dir):
        if receipt_path(path).exists():
            renew(path)
    console.print("Receipts hold the rows and digests of the files as they are now.")


def _findings(place: Settings) -> Iterator[Finding]:
    yield "ok", "python", platform.python_version()
    for name in PINNED:
        yield "ok", name, importlib.metadata.version(name)
    yield from _facts(place)
    yield from _space(place)
    yield from _warehouse(place)
    holder = running_refresh(place.warehouse_dir)
    yield "ok", "running refresh", str(holder) if holder else "none"
    known = place.dagster_home.is_dir()
    yield "ok", "Dagster history", str(place.dagster_home) if known else "none yet"


def _facts(place: Settings) -> Iterator[Finding]:
    try:
        sources = reference.source_rows(place.data_dir)
        reference.check_facts(place.data_dir)
    except reference.FactsError as error:
        yield "bad", "facts", str(error)
        return
    shipped = [one for one in sources if one["receipt_status"] != "own"]
    edited = [one["source_id"] for one in shipped if one["receipt_status"] != "matches"]
    if edited:
        yield "look", "facts", f"differ from their receipts: {', '.join(edited)}"
    else:
        yield "ok", "facts", f"{len(shipped)} files, each as its receipt says"
    for one in sources:
        if one["receipt_status"] == "own":
            yield "ok", one["source_id"], f"{one['row_count']} decisions of your own"


def _space(place: Settings) -> Iterator[Finding]:
    free = shutil.disk_usage(place.data_dir).free
    verdict: Verdict = "ok" if free >= LEAST_FREE_BYTES else "bad"
    yield verdict, "free space", f"{free / 1e9:.1f} GB where the warehouse lies"


def _warehouse(place: Settings) -> Iterator[Finding]:
    snapshot = current_snapshot(place.warehouse_dir)
    if snapshot is None:
        yield "look", "warehouse", "none yet: run dcpipeline refresh"
        return
    try:
        row = query(place.warehouse_file, "SELECT as_of FROM meta.snapshot").row(0)
    except MissingWarehouseError as error:
        yield "bad", "warehouse", str(error)
        return
    digests = {run_digest(place.data_dir, row[0], mode) for mode in MODES}
    if snapshot.input_digest in digests:
        yield "ok", "warehouse", f"snapshot {snapshot.snapshot_id}, up to date"
    else:
        yield "look", "warehouse", f"snapshot {snapshot.snapshot_id}, facts or code changed since"
