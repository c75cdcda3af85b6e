"""``dcpipeline ingest``."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dcpipeline.cli.console import console
from dcpipeline.cli.options import DataOption
from dcpipeline.settings import settings

if TYPE_CHECKING:
    from dcpipeline import harvest

SHOWN_EVERY_S = 0.5


def ingest(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="WARC file, saved HTML page, or a folder of them."),
    ],
    data: DataOption = None,
) -> None:
    """Take in pages that you bring along, and read them for claims. Can be broken off and resumed.

    Example: dcpipeline ingest crawl-2026.warc.gz
    """
    from dcpipeline import harvest

    shown = 0.0
    with console.status("Reading …") as status:

        def show(done: harvest.Imported) -> None:
            nonlocal shown
            if time.monotonic() - shown > SHOWN_EVERY_S:
                shown = time.monotonic()
                status.update(f"{done.pages} pages, {_rate(done)}, {done.claims} claims")

        done = harvest.ingest(settings(data).data_dir, path, progress=show)
    console.print(
        f"{done.pages} pages in {done.seconds:.1f} s ({_rate(done)}): {done.new} new, "
        f"{done.read} read, {done.claims} claims; {done.pages - done.new - done.left_out} were "
        f"there already, {done.left_out} left out (errors of sites, or without our words)"
    )
    if not done.pages and not done.bad:
        console.print("No page was found: WARC files and saved HTML pages are read.")
    for problem in done.problems:
        console.print(f"could not be read: {problem}", markup=False, highlight=False)
    if done.bad > len(done.problems):
        console.print(f"and {done.bad - len(done.problems)} more that could not be read")
    if done.new:
        console.print("Try next:  dcpipeline refresh --archived", highlight=False)


def _rate(done: "harvest.Imported") -> str:
    return f"{done.pages / done.seconds:.0f} pages/s" if done.seconds > 0 else "0 pages/s"
