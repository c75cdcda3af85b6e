"""The commands, and how errors become one sentence and an exit code."""

import os
import sys
from typing import Final

import typer

from dcpipeline.cli import (
    cite,
    dev,
    doctor,
    explain,
    extract,
    ingest,
    refresh,
    report,
    review,
    sources,
    sql,
    superset,
    validate,
)
from dcpipeline.cli.console import errors

# After sysexits.h, so that a scheduler can tell trouble with data from trouble with the machine.
# By the name of the class: most of them live in rooms that only some commands load.
EXIT_CODES: Final[dict[str, int]] = {
    "NoTerminalError": 64,
    "FactsError": 65,
    "JudgementError": 65,
    "SourceError": 65,
    "MissingWarehouseError": 66,
    "PageUnreadableError": 66,
    "ImportPathError": 66,
    "UnknownNameError": 67,
    "UnknownSourceError": 67,
    "NotFetchedError": 69,
    "SupersetUnreachableError": 69,
    "SupersetError": 70,
    "ArchiveError": 70,
    "WarehouseError": 70,
    "PublishError": 70,
    "TargetError": 73,
    "ArchiveWriteError": 73,
    "LockedError": 75,
    "ArchiveLockedError": 75,
    "QueryRefusedError": 77,
    "SupersetRefusedError": 77,
}

app = typer.Typer(
    name="dcpipeline",
    help="The open, evidence-linked record of China's AI data-center build-out.",
    epilog=(
        "Exit codes: 0 done; 1 failed; 2 wrong arguments; 64 no terminal to ask at; 65 facts or "
        "judgements can't be used; 66 no warehouse yet, or no such page; 67 the name is unknown or "
        "ambiguous; 69 an address gives no page, or no Superset answers; 70 a check stopped the "
        "publication, or Superset the import; 73 the target can't be written; 75 another refresh "
        "is running; 77 the query or the user is refused."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("refresh")(refresh.refresh)
app.command("sql")(sql.sql)
app.command("explain")(explain.explain)
app.command("report")(report.report)
app.command("extract")(extract.extract)
app.command("ingest")(ingest.ingest)
app.add_typer(sources.app, name="sources")
app.command("review")(review.review)
app.command("superset")(superset.superset)
app.command("validate")(validate.validate)
app.command("cite")(cite.cite)
app.command("dev")(dev.dev)
app.command("doctor")(doctor.doctor)


def exit_code(error: BaseException) -> int | None:
    """Exit code of an error that is shown as one sentence; None for one that nobody foresaw."""
    for kind in type(error).__mro__:
        if kind.__module__.startswith("dcpipeline.") and kind.__name__ in EXIT_CODES:
            return EXIT_CODES[kind.__name__]
    return None


def main() -> None:
    """Run the command line; known errors are one sentence on standard error."""
    try:
        app()
    except BrokenPipeError:
        # the reader of our output has gone, as in ``dcpipeline sql ... | head``; what is still
        # buffered goes nowhere, so that the end of the process has nothing to complain about
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        code = exit_code(error)
        if code is None:
            raise
        errors.print(str(error), style="bold red", markup=False, highlight=False)
        sys.exit(code)
