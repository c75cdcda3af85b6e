"""The commands, and how errors become one sentence and an exit code."""

import sys
from typing import Final

import typer

from dcpipeline.cli import dev, doctor, explain, refresh, sql, validate
from dcpipeline.cli.console import errors
from dcpipeline.reference import FactsError
from dcpipeline.warehouse import (
    LockedError,
    MissingWarehouseError,
    PublishError,
    QueryRefusedError,
    TargetError,
)

# After sysexits.h, so that a scheduler can tell trouble with data from trouble with the machine.
EXIT_CODES: Final[dict[type[Exception], int]] = {
    FactsError: 65,
    MissingWarehouseError: 66,
    PublishError: 70,
    TargetError: 73,
    LockedError: 75,
    QueryRefusedError: 77,
}

app = typer.Typer(
    name="dcpipeline",
    help="The open, evidence-linked record of China's AI data-center build-out.",
    epilog=(
        "Exit codes: 0 done; 1 failed; 2 wrong arguments; 65 facts can't be used; 66 no warehouse "
        "yet; 70 a check stopped the publication; 73 the target can't be written; 75 another "
        "refresh is running; 77 the query asks for more than reading."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("refresh")(refresh.refresh)
app.command("sql")(sql.sql)
app.command("explain")(explain.explain)
app.command("validate")(validate.validate)
app.command("dev")(dev.dev)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command line; known errors are one sentence on standard error."""
    try:
        app()
    except tuple(EXIT_CODES) as error:
        errors.print(str(error), style="bold red", markup=False, highlight=False)
        sys.exit(EXIT_CODES[type(error)])
    except BrokenPipeError:
        # the reader of our output has gone, as in ``dcpipeline sql ... | head``
        sys.stderr.close()
        sys.exit(0)
