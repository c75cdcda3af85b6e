"""The facts and the one clock of a run, set in the Launchpad or by the command line."""

from datetime import date

import dagster as dg
from pydantic import Field

from dcpipeline.settings import Settings
from dcpipeline.steps import MODES, Run, open_run


class Facts(dg.ConfigurableResource["Facts"]):
    """Which facts to read, and as of which day.

    The day is a setting of a run. The place is not: it belongs to the definitions, because the
    frames of a run are kept there too.
    """

    place: dg.ResourceDependency[Settings]
    as_of: str = Field(
        default="",
        description="Day such as 2026-11-21: what could be known then. Empty: day of the facts, "
        "and today in Shanghai where captures count.",
    )
    mode: str = Field(
        default="facts",
        description="facts: the shipped facts alone. archived: with all that was captured here. "
        "live: the same, after the sources were asked.",
    )

    def run(self) -> Run:
        """The run described by these settings.

        Raises:
            dagster.Failure: the day can't be read, or there is no such mode.
        """
        if self.mode not in MODES:
            raise dg.Failure(f"mode must be one of {', '.join(MODES)}, not {self.mode!r}.")
        try:
            as_of = date.fromisoformat(self.as_of) if self.as_of else None
        except ValueError as error:
            raise dg.Failure(
                f"as_of must be a day such as 2026-11-21, not {self.as_of!r}."
            ) from error
        return open_run(self.place.data_dir, as_of, next(m for m in MODES if m == self.mode))
