"""How assets hand each other frames: one Parquet file per table in a folder per run."""

import shutil
from pathlib import Path

import dagster as dg
import polars as pl

KEPT_RUNS = 3


class FrameStore(dg.ConfigurableIOManager):
    """Writes ``frames/RUN_ID/schema.table.parquet`` and reads it back within the run.

    A run that materializes only some assets reads the others from the last published snapshot, so
    that a single mart can be rebuilt alone.
    """

    frames_dir: str
    published_dir: str

    def handle_output(self, context: dg.OutputContext, obj: pl.DataFrame) -> None:
        """Write one table of the running run."""
        path = self._path(context.run_id, ".".join(context.asset_key.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        obj.write_parquet(path)

    def load_input(self, context: dg.InputContext) -> pl.DataFrame:
        """Read a table that a step declares to read, see ``read``."""
        return self.read(".".join(context.asset_key.path), context.step_context.run_id)

    def read(self, full_name: str, run_id: str) -> pl.DataFrame:
        """Read a table of the running run, else of the last published snapshot.

        Raises:
            dagster.Failure: the table was never published and is not part of this run.
        """
        for path in (
            self._path(run_id, full_name),
            Path(self.published_dir) / f"{full_name}.parquet",
        ):
            if path.exists():
                return pl.read_parquet(path)
        raise dg.Failure(f"{full_name} is not there yet: run the whole 'refresh' job once.")

    def _path(self, run_id: str, full_name: str) -> Path:
        return Path(self.frames_dir) / run_id / f"{full_name}.parquet"


def drop_old_frames(frames_dir: Path, keep: int = KEPT_RUNS) -> None:
    """Remove the frames of all but the newest runs."""
    if not frames_dir.is_dir():
        return
    runs = sorted(frames_dir.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for run in runs[keep:]:
        shutil.rmtree(run, ignore_errors=True)
