"""``dcpipeline explain``."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.markup import escape

from dcpipeline.cli.console import console, table
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings
from dcpipeline.warehouse.explain import Explanation, Section
from dcpipeline.warehouse.explain import explain as explained


def explain(
    name: Annotated[
        str, typer.Argument(metavar="NAME|ID", help="Project, city or province; name, id or code.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    data: DataOption = None,
) -> None:
    """Show every figure of a project, city or province with its evidence.

    Example: dcpipeline explain Qingyang
    """
    found = explained(settings(data).warehouse_file, name)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1, default=str))
    else:
        _print(found)


def _print(found: Explanation) -> None:
    console.print(f"[bold]{escape(str(found.subject))}[/bold], as of {found.as_of}")
    for section in found.sections:
        console.print(f"\n[bold]{escape(section.title)}[/bold]")
        if section.note:
            console.print(f"[dim]{escape(section.note)}[/dim]")
        if "role" in section.columns and "rule" in section.columns:
            _print_evidence(section)
        else:
            _print_rows(section)


def _print_rows(section: Section) -> None:
    shown = table(*section.columns)
    for row in section.rows:
        shown.add_row(*(_cell(value) for value in row))
    console.print(shown)


def _print_evidence(section: Section) -> None:
    """Claims below the figure they fill, because a table of ten columns can't be read."""
    figure = None
    for row in section.rows:
        cells = dict(zip(section.columns, row, strict=True))
        if cells["figure"] != figure:
            figure = cells["figure"]
            console.print(f"[bold]{figure}[/bold]")
        style = "" if cells["role"] == "used" else "dim"
        console.print(
            escape(
                f"  {cells['role']:<8} {_plain(cells['value'])}  by {cells['rule']}; "
                f"{cells['publisher']}, {cells['tier']}, {cells['published']}"
            ),
            style=style,
        )
        console.print(escape(f"           note: {cells['note']}"), style=style)
        console.print(escape(f"           {cells['address']}"), style="dim", soft_wrap=True)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return str(value)


def _cell(value: Any) -> str:
    return escape(_plain(value))
