"""The facts and the one clock of a run, set in the Launchpad or by the command line."""

from datetime import date
from pathlib import Path

import dagster as dg

from dcpipeline.steps import Run, open_run


class Facts(dg.ConfigurableResource):
    """Which facts to read, and as of which day."""

    data_dir: str
    as_of: str = ""
    """Day in ISO form; empty means the day up to which the shipped facts were compiled."""

    def run(self) -> Run:
        """The run described by these settings.

        Raises:
            dagster.Failure: the day can't be read.
        """
        try:
            as_of = date.fromisoformat(self.as_of) if self.as_of else None
        except ValueError as error:
            raise dg.Failure(
                f"as_of must be a day such as 2026-11-21, not {self.as_of!r}."
            ) from error
        return open_run(Path(self.data_dir), as_of)
