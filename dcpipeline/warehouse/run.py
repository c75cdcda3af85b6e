"""Which run built a file: the only values of a publication that may differ between equal runs."""

import platform
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from dcpipeline.schema import Kind


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The run that publishes.

    Attributes:
        run_id: Dagster run, or another unique name.
        started_at: start, UTC without zone; null when unknown.
        built_at: when the tables were complete, UTC without zone.
        mode: ``facts`` or ``live``.
        code_version: version of the program.
        release: release of the schema, see ``meta.releases``.
        python_version: version of Python.
    """

    run_id: str
    started_at: datetime | None
    built_at: datetime
    mode: str
    code_version: str
    release: str
    python_version: str = platform.python_version()

    def frame(self) -> pl.DataFrame:
        """The row of ``meta.runs``."""
        instant = Kind.INSTANT.polars
        return pl.DataFrame(
            {
                "run_id": [self.run_id],
                "started_at": pl.Series([self.started_at], dtype=instant),
                "built_at": pl.Series([self.built_at], dtype=instant),
                "mode": [self.mode],
                "code_version": [self.code_version],
                "python_version": [self.python_version],
            }
        )
