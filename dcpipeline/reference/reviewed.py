"""The user's own file of judgements: lines are appended, nothing in it is ever rewritten."""

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dcpipeline.reference.csvfile import read_csv_rows

JUDGEMENT_COLUMNS: Final = ("left_key", "right_key", "judgement", "reason", "decided_on")
REVIEWED: Final = "judgements/reviewed.csv"


def append_judgement(data_dir: Path, cells: tuple[str, str, str, str, str]) -> None:
    """Append one line to ``judgements/reviewed.csv``, and see it onto the disk.

    The file is made with its header where it is missing. A write that fails leaves the bytes that
    were there before.

    Args:
        data_dir: data folder.
        cells: text of ``left_key, right_key, judgement, reason, decided_on``, without line breaks.

    Raises:
        FactsError: the file is damaged: it lacks its header or the end of its last line.
        OSError: it can't be written.
    """
    path = data_dir / REVIEWED
    path.parent.mkdir(exist_ok=True)
    is_new = not path.exists()
    if not is_new:
        read_csv_rows(path, JUDGEMENT_COLUMNS)
    lines = [JUDGEMENT_COLUMNS, cells] if is_new else [cells]
    with path.open("ab") as file:
        end = file.seek(0, os.SEEK_END)
        try:
            file.write(_text(lines))
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.truncate(path, end)
            raise
    if is_new:
        _sync_folder(path.parent)


def _text(lines: Sequence[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue().encode("utf-8")


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file last; Windows opens no folders and needs none of it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
