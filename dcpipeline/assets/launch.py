"""A refresh from the command line, recorded in the same history as those from the UI."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dagster as dg

from dcpipeline.definitions import build_defs
from dcpipeline.reference import FactsError
from dcpipeline.warehouse import WarehouseError

SHOWN_TO_PEOPLE = (FactsError, WarehouseError)


def run_refresh(data_dir: Path, as_of: date) -> str | None:
    """Run the job ``refresh`` in this process, with the instance of ``DAGSTER_HOME``.

    Returns:
        None when the run succeeded, else what went wrong in one sentence.

    Raises:
        FactsError: a shipped file can't be used.
        WarehouseError: the target can't be written or a check stopped the publication.
    """
    job = build_defs(data_dir).resolve_job_def("refresh")
    config = {
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        "resources": {"facts": {"config": {"as_of": as_of.isoformat()}}},
    }
    with dg.DagsterInstance.get() as instance:
        try:
            job.execute_in_process(
                instance=instance, run_config=config, tags={"dcpipeline/started_by": "cli"}
            )
        except Exception as error:  # noqa: BLE001 - Dagster wraps what a step raises
            cause = _known_cause(error)
            if cause is not None:
                raise cause from None
            return f"The refresh failed: {_in_words(error)}"
    return None


def _known_cause(error: BaseException) -> Exception | None:
    return next((one for one in _chain(error) if isinstance(one, SHOWN_TO_PEOPLE)), None)


def _in_words(error: BaseException) -> str:
    """What a step raised, past the errors in which Dagster wraps it."""
    raised = (one for one in _chain(error) if not type(one).__module__.startswith("dagster"))
    cause = next(raised, error)
    first_line = str(cause).strip().splitlines()[:1]
    return f"{type(cause).__name__}: {first_line[0] if first_line else 'no message'}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it. Contexts may form a circle: each error comes once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
