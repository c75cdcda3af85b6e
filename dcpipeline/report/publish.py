"""Writes the page beside the published file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dcpipeline.report.bundle import vega_script
from dcpipeline.report.evidence import evidence
from dcpipeline.report.overview import overview
from dcpipeline.report.page import document
from dcpipeline.report.sentences import plainly
from dcpipeline.warehouse import connect
from dcpipeline.warehouse.errors import target_errors
from dcpipeline.warehouse.files import replace_text

FILE_NAME: Final = "report.html"


@dataclass(frozen=True, slots=True)
class Written:
    """A page on disk.

    Attributes:
        path: the file.
        size: bytes of it.
        snapshot_id: the snapshot that it shows.
        projects: projects with their evidence in it, programme totals among them.
        preview: its three sentences in English, as Markdown.
    """

    path: Path
    size: int
    snapshot_id: str
    projects: int
    preview: str


def write_report(database: Path, target: Path) -> Written:
    """Write the page of a published file in one step.

    Args:
        database: the published file.
        target: where the page goes; a file there is replaced.

    Raises:
        MissingWarehouseError: there is no database yet.
        TargetError: the page can't be written; an older one is untouched.
    """
    # one connection, so that all of the page is of one snapshot
    with connect(database) as connection:
        whole = overview(connection, database.parent)
        projects = evidence(connection)
    text = document(whole, projects, vega_script())
    with target_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_text(target, text)
    size = len(text.encode("utf-8"))
    return Written(
        target,
        size,
        whole["snapshot"]["snapshot_id"],
        len(projects["projects"]),
        "\n\n".join(plainly(whole)),
    )
