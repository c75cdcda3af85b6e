"""The commands, and how errors become one sentence and an exit code."""

import os
import sys
from typing import Final

import typer

from dcpipeline.archive import (
    ArchiveError,
    ArchiveLockedError,
    ArchiveWriteError,
    ImportPathError,
)
from dcpipeline.cli import dev, doctor, explain, extract, ingest, refresh, sources, sql, validate
from dcpipeline.cli.console import errors
from dcpipeline.reference import FactsError
from dcpipeline.sources import SourceError, UnknownSourceError
from dcpipeline.warehouse import (
    LockedError,
    MissingWarehouseError,
    PublishError,
    QueryRefusedError,
    TargetError,
    WarehouseError,
)
from dcpipeline.warehouse.names import UnknownNameError

# After sysexits.h, so that a scheduler can tell trouble with data from trouble with the machine.
EXIT_CODES: Final[dict[type[Exception], int]] = {
    FactsError: 65,
    SourceError: 65,
    MissingWarehouseError: 66,
    extract.PageUnreadableError: 66,
    ImportPathError: 66,
    UnknownNameError: 67,
    UnknownSourceError: 67,
    extract.NotFetchedError: 69,
    ArchiveError: 70,
    WarehouseError: 70,
    PublishError: 70,
    TargetError: 73,
    ArchiveWriteError: 73,
    LockedError: 75,
    ArchiveLockedError: 75,
    QueryRefusedError: 77,
}

app = typer.Typer(
    name="dcpipeline",
    help="The open, evidence-linked record of China's AI data-center build-out.",
    epilog=(
        "Exit codes: 0 done; 1 failed; 2 wrong arguments; 65 facts can't be used; 66 no warehouse "
        "yet, or no such page; 67 the name is unknown or ambiguous; 69 pages are not fetched yet; "
        "70 a check stopped the publication; 73 the target can't be written; 75 another refresh is "
        "running; 77 the query is refused."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("refresh")(refresh.refresh)
app.command("sql")(sql.sql)
app.command("explain")(explain.explain)
app.command("extract")(extract.extract)
app.command("ingest")(ingest.ingest)
app.add_typer(sources.app, name="sources")
app.command("validate")(validate.validate)
app.command("dev")(dev.dev)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command line; known errors are one sentence on standard error."""
    try:
        app()
    except tuple(EXIT_CODES) as error:
        errors.print(str(error), style="bold red", markup=False, highlight=False)
        sys.exit(next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES))
    except BrokenPipeError:
        # the reader of our output has gone, as in ``dcpipeline sql ... | head``; what is still
        # buffered goes nowhere, so that the end of the process has nothing to complain about
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
