"""``dcpipeline cite``."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings
from dcpipeline.warehouse import citation


class Style(StrEnum):
    """How a citation is written."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


_WRITERS = {
    Style.TEXT: citation.as_text,
    Style.BIBTEX: citation.as_bibtex,
    Style.CSL_JSON: citation.as_csl_json,
}


def cite(
    style: Annotated[Style, typer.Option("--format", help="How to write it.")] = Style.TEXT,
    snapshot: Annotated[
        str | None,
        typer.Option("--snapshot", metavar="ID", help="A kept one; else the current one."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Print how to cite a snapshot.

    Example: dcpipeline cite --format bibtex >> references.bib
    """
    chosen = citation.find(settings(data).warehouse_dir, snapshot)
    sys.stdout.write(_WRITERS[style](chosen) + "\n")
