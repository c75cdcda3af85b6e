"""Options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day such as 2026-11-21") from error


DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Folder of facts and outputs. \\[default: data beside the package]",
        envvar="DCPIPELINE_DATA",
        exists=True,
        file_okay=False,
    ),
]
AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="The one clock: what could be known on that day. \\[default: day of the facts]",
        parser=_day,
    ),
]
