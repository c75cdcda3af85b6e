"""Identifiers of projects that pages founded, kept beside the captures that they rest on.

Append-only, as the shipped ledger is: a run from shipped facts alone publishes none of them, and
the next run with captures finds them here again.
"""

from pathlib import Path
from typing import Final

import polars as pl

from dcpipeline.harvest.desk import archive_dir
from dcpipeline.reference.csvfile import read_csv_rows

FILE: Final = "project_ids.csv"


def kept_identifiers(data_dir: Path) -> pl.DataFrame | None:
    """Rows of the file, all columns text; None before the first one.

    Raises:
        FactsError: the file is damaged.
    """
    path = archive_dir(data_dir) / FILE
    return read_csv_rows(path) if path.is_file() else None


def keep_identifiers(data_dir: Path, minted: pl.DataFrame) -> None:
    """Add rows to the file in one step; a broken-off write leaves it as it was.

    Args:
        data_dir: data folder.
        minted: ``project_id, subject_key, minted_on``.
    """
    if minted.is_empty() or not archive_dir(data_dir).is_dir():
        return
    path = archive_dir(data_dir) / FILE
    held = path.read_text(encoding="utf-8") if path.is_file() else ""
    partial = path.with_suffix(".part")
    added = minted.write_csv(include_header=not held)
    partial.write_text(held + added, encoding="utf-8")
    partial.replace(path)
