"""How assets hand each other frames: one Parquet file per table in a folder per run.

A plain resource and not an I/O manager: Dagster records four events for every frame that an I/O
manager moves, and recording them took longer than computing the tables.
"""

import shutil
from pathlib import Path

import dagster as dg
import polars as pl

from dcpipeline.warehouse.errors import target_errors

KEPT_RUNS = 3


class FrameStore(dg.ConfigurableResource["FrameStore"]):
    """Writes ``frames/RUN_ID/schema.table.parquet`` and reads it back within the run.

    A run that materializes only some assets reads the others from the last published snapshot, so
    that a single mart can be rebuilt alone.
    """

    frames_dir: str
    published_dir: str

    def write(self, full_name: str, frame: pl.DataFrame, run_id: str) -> None:
        """Write one table of a run.

        Raises:
            TargetError: the folder cannot be written.
        """
        path = self._path(full_name, run_id)
        with target_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            frame.write_parquet(path)

    def read(self, full_name: str, run_id: str) -> pl.DataFrame:
        """Read a table of the run, else of the last published snapshot.

        Raises:
            dagster.Failure: the table was never published and is not part of this run.
        """
        path = self._path(full_name, run_id)
        frame = pl.read_parquet(path, glob=False) if path.exists() else None
        if frame is None:
            _, frame = self.published(full_name)
        if frame is None:
            raise dg.Failure(f"{full_name} is not there yet: run the whole 'refresh' job once.")
        return frame

    def has(self, full_name: str, run_id: str) -> bool:
        """Whether the run itself computed a table."""
        return self._path(full_name, run_id).exists()

    def published(self, full_name: str) -> tuple[str, pl.DataFrame | None]:
        """The last published snapshot and its table; null where it has none."""
        # the link to the snapshot is followed once: it may be moved while files are read
        folder = Path(self.published_dir).resolve()
        path = folder / f"{full_name}.parquet"
        return folder.parent.name, pl.read_parquet(path, glob=False) if path.exists() else None

    def _path(self, full_name: str, run_id: str) -> Path:
        return Path(self.frames_dir) / run_id / f"{full_name}.parquet"


def drop_old_frames(frames_dir: Path, keep: int = KEPT_RUNS) -> None:
    """Remove the frames of all but the newest runs."""
    if not frames_dir.is_dir():
        return
    runs = sorted(frames_dir.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for run in runs[keep:]:
        shutil.rmtree(run, ignore_errors=True)
