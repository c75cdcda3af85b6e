"""A refresh from the command line, recorded in the same history as those from the UI."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg

from dcpipeline import harvest
from dcpipeline.archive import ArchiveError
from dcpipeline.assets.live import asking_only
from dcpipeline.assets.words import in_words
from dcpipeline.definitions import build_defs
from dcpipeline.reference import FactsError
from dcpipeline.resolve import JudgementError
from dcpipeline.sources import SourceError
from dcpipeline.steps import Mode
from dcpipeline.warehouse import WarehouseError

SHOWN_TO_PEOPLE = (FactsError, JudgementError, WarehouseError, SourceError, ArchiveError)


def run_refresh(
    data_dir: Path,
    as_of: date,
    *,
    mode: Mode = "facts",
    only: Sequence[str] = (),
    progress: harvest.Progress = harvest.silent,
) -> str | None:
    """Run a refresh in this process, with the instance of ``DAGSTER_HOME``.

    Args:
        data_dir: data folder.
        as_of: the one clock of the run.
        mode: ``live`` runs the job ``live_refresh``, which asks the sources first.
        only: sources to ask; all enabled ones where it is empty.
        progress: told of every page that a source gives.

    Returns:
        None when the run succeeded, else what went wrong in one sentence.

    Raises:
        FactsError: a shipped file can't be used.
        JudgementError: judgements contradict each other.
        WarehouseError: the target can't be written or a check stopped the publication.
        SourceError: the file of a source can't be used.
        ArchiveError: captures can't be kept.
    """
    name = "live_refresh" if mode == "live" else "refresh"
    job = build_defs(data_dir, progress=progress).resolve_job_def(name)
    resources: dict[str, Any] = {"facts": {"config": {"as_of": as_of.isoformat(), "mode": mode}}}
    if mode == "live":
        resources["live"] = {"config": {"only": list(only)}}
    config = {
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        "resources": resources,
    }
    with dg.DagsterInstance.get() as instance:
        try:
            job.execute_in_process(
                instance=instance,
                run_config=config,
                tags={"dcpipeline/started_by": "cli"},
                asset_selection=asking_only(only, sorted(job.asset_layer.selected_asset_keys))
                if only
                else None,
            )
        except Exception as error:  # noqa: BLE001 - Dagster wraps what a step raises
            cause = _known_cause(error)
            if cause is not None:
                raise cause from None
            return f"The refresh failed: {_raised(error)}"
    return None


def _known_cause(error: BaseException) -> Exception | None:
    return next((one for one in _chain(error) if isinstance(one, SHOWN_TO_PEOPLE)), None)


def _raised(error: BaseException) -> str:
    """What a step raised, past the errors in which Dagster wraps it."""
    raised = (one for one in _chain(error) if not type(one).__module__.startswith("dagster"))
    return in_words(next(raised, error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it. Contexts may form a circle: each error comes once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
