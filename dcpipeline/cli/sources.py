"""``dcpipeline sources`` and ``dcpipeline sources probe``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from dcpipeline.cli.console import console, figure, table
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings
from dcpipeline.steps import today

app = typer.Typer(
    help="Live sources: which there are, how they are, and a first look at one.",
    invoke_without_command=True,
)
STYLES = {"good": "green", "failing": "bold red", "overdue": "yellow"}


@app.callback()
def sources(context: typer.Context, data: DataOption = None) -> None:
    """List every live source with its state, and how far shipped facts are confirmed.

    Example: dcpipeline sources
    """
    if context.invoked_subcommand is None:
        _list(settings(data).data_dir)


@app.command("probe")
def probe(
    source_id: Annotated[str, typer.Argument(metavar="ID", help="Source to look at.")],
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the first answer here.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Ask a source once, enabled or not, and report what its parser makes of the answer.

    Nothing is kept but the file that --save names. When the report is right, set layout_seen and
    state in the file of the source.

    Example: dcpipeline sources probe dtdata_news --save dtdata_news.html
    """
    from dcpipeline import harvest

    place = settings(data)
    found = harvest.probe(place.data_dir, source_id)
    for line in found.lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    if save is not None and found.content is not None:
        save.write_bytes(found.content)
        console.print(f"The first answer is in {save}.", markup=False, highlight=False)
    if not found.is_readable:
        raise typer.Exit(1)


def _list(data_dir: Path) -> None:
    from dcpipeline import harvest

    captured = harvest.captured(data_dir, as_of=today(), counts=True)["raw.captures"]
    rows = harvest.sources_table(data_dir, captured, as_of=today(), counts=True)
    shown = table("source", "kind", "state", "last good", "records", "", right=("records",))
    for row in rows.filter(rows["kind"] != "file").iter_rows(named=True):
        shown.add_row(
            row["source_id"],
            row["kind"],
            f"[{STYLES.get(row['health'], 'dim')}]{row['health']}[/]",
            _day(row["last_good_on"]),
            figure(row["last_records"]),
            row["health_reason"] or "",
        )
    console.print(shown)


def _day(value: Any) -> str:
    return value.isoformat() if value else "–"
