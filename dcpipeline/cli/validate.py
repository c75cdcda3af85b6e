"""``dcpipeline validate``."""

import json
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from dcpipeline import reference
from dcpipeline.cli.console import console, figure, span, table
from dcpipeline.cli.options import DataOption
from dcpipeline.schema import TABLES
from dcpipeline.settings import Settings, settings
from dcpipeline.warehouse import current_snapshot, published_frame
from dcpipeline.warehouse.errors import MissingWarehouseError

OBSERVATIONS = "ref.utilization_observations"

FileArgument = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Other file of the same columns.")
]


def validate(
    observations: FileArgument = None,
    labels: FileArgument = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    data: DataOption = None,
) -> None:
    """How far utilization and risk can be trusted: held-out coverage, errors, labels.

    Example: dcpipeline validate --labels my_labels.csv --json
    """
    place = settings(data)
    result = _validation(place, observations, labels)
    if as_json:
        typer.echo(json.dumps(result.to_dicts(), ensure_ascii=False, indent=1))
    else:
        _print(result)


def _validation(place: Settings, observations: Path | None, labels: Path | None) -> pl.DataFrame:
    # the model brings scipy along: only this command pays for it
    from dcpipeline.pipeline import validation
    from dcpipeline.steps import open_run

    snapshot = current_snapshot(place.warehouse_dir)
    if snapshot is None:
        raise MissingWarehouseError("There is no warehouse yet: run dcpipeline refresh first.")
    needed = TABLES["meta.validation"].reads
    frames = {name: published_frame(place.warehouse_dir, name) for name in needed}
    if observations is not None:
        frames[OBSERVATIONS] = reference.load_file(TABLES[OBSERVATIONS], observations)
    run = open_run(place.data_dir, snapshot.as_of)
    return validation(frames, run, labels)


def _print(result: pl.DataFrame) -> None:
    for section in result["section"].unique(maintain_order=True):
        shown = table("what", "on", "result", "interval", "k of n", "how to read it")
        for row in result.filter(pl.col("section") == section).iter_rows(named=True):
            shown.add_row(
                row["metric"],
                row["subject"],
                figure(row["value"], 3),
                span(row["low"], row["high"], 3),
                "" if row["n"] is None else f"{figure(row['k'])} of {row['n']}",
                row["note"] or "",
            )
        console.print(f"\n[bold]{section}[/bold]")
        console.print(shown)
