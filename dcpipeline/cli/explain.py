"""``dcpipeline explain``."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.markup import escape

from dcpipeline.cli.console import console, table
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings
from dcpipeline.warehouse.explain import Explanation, Section
from dcpipeline.warehouse.explain import explain as explained

UNBROKEN = 20
SOURCE_COLUMNS = frozenset({"publisher", "tier", "published", "address"})
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")


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
    """A table, and below it the sources, whose addresses are too long for a cell."""
    sources = _Sources()
    rows = [dict(zip(section.columns, row, strict=True)) for row in section.rows]
    names = [name for name in section.columns if name not in SOURCE_COLUMNS]
    cells = {name: [_spoken(row[name], section.columns) for row in rows] for name in names}
    if "address" in section.columns:
        cells["source"] = [sources.mark(row) for row in rows]
    shown = table()
    for name, texts in cells.items():
        header = name.replace("_", " ")
        longest = max(map(len, texts))
        shown.add_column(
            header,
            justify="right" if all(_is_number(row.get(name, "")) for row in rows) else "left",
            overflow="fold",
            min_width=max(longest if longest <= UNBROKEN else 0, *map(len, header.split())),
        )
    for line in zip(*cells.values(), strict=True):
        shown.add_row(*map(escape, line))
    console.print(shown)
    sources.print()


def _print_evidence(section: Section) -> None:
    """Claims below the figure they fill; what the sources say is told once, at the end."""
    sources = _Sources()
    rows = [dict(zip(section.columns, row, strict=True)) for row in section.rows]
    used = {(row["figure"], row["value"]) for row in rows if row["role"] == "used"}
    figure = None
    for row in rows:
        if row["figure"] != figure:
            figure = row["figure"]
            console.print(f"[bold]{figure}[/bold]")
        agrees = row["role"] != "used" and (figure, row["value"]) in used
        role = "agrees" if agrees else row["role"]
        console.print(
            escape(
                f"  {role:<8}  {_plain(row['value'])}  by {row['rule']}, claim {row['claim']}, "
                f"published {row['published'] or 'on an unknown day'} {sources.mark(row)}"
            ),
            style="" if row["role"] == "used" else "dim",
            highlight=False,
            soft_wrap=True,
        )
    sources.print()


class _Sources:
    """Numbered sources below a table."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}

    def mark(self, row: Mapping[str, Any]) -> str:
        """The number of a row's source; empty when it has none."""
        if row["address"] is None:
            return ""
        who = ", ".join(
            str(row[name]).replace("_", " ")
            for name in ("publisher", "tier", "published")
            if row.get(name)
        )
        entry = tuple(word for word in (who, row.get("note"), row["address"]) if word)
        return f"[{self._numbers.setdefault(entry, len(self._numbers) + 1)}]"

    def print(self) -> None:
        """The list; lines are not broken, so that addresses can be copied."""
        for words, number in self._numbers.items():
            console.print(
                escape(f"{f'[{number}]':>4} " + "\n     ".join(words)),
                style="dim",
                highlight=False,
                soft_wrap=True,
            )


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _spoken(value: Any, columns: Collection[str]) -> str:
    """A cell; codes such as under_construction as words, unless names are explained here."""
    named = "figure" in columns or "input" in columns
    if not named and isinstance(value, str) and CODE.fullmatch(value):
        return value.replace("_", " ")
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return str(value)
