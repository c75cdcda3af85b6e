"""``dcpipeline report``."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from dcpipeline.cli.console import console, errors
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings


def report(
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            dir_okay=False,
            help="Where the page goes. [default: report.html beside the warehouse]",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """Write the warehouse as one page to look at: offline, in English and Chinese.

    Example: dcpipeline report --open
    """
    # brings the charts' library along
    from dcpipeline.report import FILE_NAME, write_report

    place = settings(data)
    written = write_report(place.warehouse_file, out or place.warehouse_dir / FILE_NAME)
    console.print(
        f"{written.path}: {written.projects} projects with their evidence, "
        f"{written.size / 1e6:.1f} MB, snapshot {written.snapshot_id}",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
    if show and not webbrowser.open(written.path.resolve().as_uri()):
        errors.print("No browser could be started; open the file above in one.", markup=False)
