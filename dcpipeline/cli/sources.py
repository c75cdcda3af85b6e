"""``dcpipeline sources`` and ``dcpipeline sources probe``."""

import re
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from dcpipeline.cli.console import console, figure, table
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings
from dcpipeline.steps import today
from dcpipeline.warehouse.errors import target_errors

app = typer.Typer(invoke_without_command=True)
# States in which a source is not asked, with what the source's reason then explains.
NOT_ASKED = {
    "disabled": "somebody must look at its pages first",
    "blocked": "the host refuses us or must not be crawled",
    "withdrawn": "gone or taken out",
}
BRACKETS = re.compile(r" ?\([^()]*\)")
BREAK = re.compile(r"[;:] ")
STYLES = {"good": "green", "failing": "bold red", "overdue": "yellow"}


@app.callback()
def sources(context: typer.Context, data: DataOption = None) -> None:
    """List every live source: how those are that are asked, and why the others are not.

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
        with target_errors(save.parent):
            save.write_bytes(found.content)
        console.print(f"The first answer is in {save}.", markup=False, highlight=False)
    if not found.is_readable:
        raise typer.Exit(1)


def _list(data_dir: Path) -> None:
    from dcpipeline import harvest

    rows = harvest.sources_table(data_dir, as_of=today(), counts=True)
    live = list(rows.filter(rows["kind"] != "file").sort("source_id").iter_rows(named=True))
    asked = [row for row in live if row["health"] not in NOT_ASKED]
    console.print(f"{len(asked)} sources are asked by dcpipeline refresh --live\n")
    console.print(_asked(asked))
    for row in asked:
        if row["health"] != "never" and row["health_reason"]:
            _print_wrapped(f"{row['source_id']}: {row['health_reason']}")
    for state, words in NOT_ASKED.items():
        left_out = [row for row in live if row["health"] == state]
        if left_out:
            console.print(f"\nnot asked, {state} ({len(left_out)}): {words}", highlight=False)
            _print_reasons(left_out)
    console.print("\nTry next:  dcpipeline sources probe ID", highlight=False)


def _asked(rows: list[dict[str, Any]]) -> Table:
    shown = table(
        "source", "kind", "state", "last round", "last good", "records", right=("records",)
    )
    for row in rows:
        shown.add_row(
            row["source_id"],
            row["kind"],
            f"[{STYLES.get(row['health'], 'dim')}]{row['health']}[/]",
            _day(row["last_round_on"]),
            _day(row["last_good_on"]),
            figure(row["last_records"]),
        )
    return shown


def _print_reasons(rows: list[dict[str, Any]]) -> None:
    """Sources that are left out for the same reason stand together."""
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        by_reason.setdefault(_in_short(row["health_reason"] or ""), []).append(row["source_id"])
    for reason, names in sorted(by_reason.items(), key=lambda one: (-len(one[1]), one[1])):
        _print_wrapped(f"{reason}: {', '.join(names)}")


def _in_short(reason: str) -> str:
    """A reason up to its first break, without what stands in brackets."""
    return BREAK.split(BRACKETS.sub("", reason), maxsplit=1)[0].rstrip(" .")


def _print_wrapped(text: str) -> None:
    for line in textwrap.wrap(
        text, console.width - 1, initial_indent="  ", subsequent_indent="    ",
        break_long_words=False, break_on_hyphens=False,
    ):  # fmt: skip
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _day(value: Any) -> str:
    return value.isoformat() if value else "–"
