"""The facts and the one clock of a run, set in the Launchpad or by the command line."""

from datetime import date
from pathlib import Path

import dagster as dg
from pydantic import Field

from dcpipeline.settings import Settings, settings
from dcpipeline.steps import Run, open_run


class Facts(dg.ConfigurableResource["Facts"]):
    """Which facts to read, and as of which day."""

    as_of: str = Field(
        default="",
        description="Day such as 2026-11-21: what could be known then. Empty: day of the facts.",
    )
    data_dir: str = Field(
        default="", description="Folder of facts and outputs. Empty: as dcpipeline.settings says."
    )

    @property
    def place(self) -> Settings:
        """Where facts and outputs are."""
        return settings(Path(self.data_dir) if self.data_dir else None)

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
        return open_run(self.place.data_dir, as_of)
