"""What Dagster keeps of runs, and how much of it is enough.

Dagster itself forgets ticks of schedules and sensors (``retention`` in ``dagster.yaml``); runs and
their events stay until somebody deletes them: about 2 MB for each refresh.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import dagster as dg
from dagster import DagsterInstance, DagsterRunStatus, RunsFilter
from pydantic import Field

KEPT_DAYS: Final = 90
FINISHED: Final = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]


class Pruning(dg.Config):
    """What ``prune_history`` deletes."""

    older_than_days: int = Field(
        default=KEPT_DAYS, ge=1, description="Finished runs older than this are deleted."
    )


def prune(instance: DagsterInstance, before: datetime) -> list[str]:
    """Delete finished runs with their events and logs.

    Runs to which some asset owes its last materialization stay: the UI would forget it.

    Args:
        instance: the history.
        before: runs created earlier are old; with a time zone.

    Returns:
        Identifiers of the deleted runs.
    """
    old = instance.get_run_ids(RunsFilter(statuses=FINISHED, created_before=before))
    needed = _needed(instance)
    deleted = [run_id for run_id in old if run_id not in needed]
    for run_id in deleted:
        instance.delete_run(run_id)
        instance.compute_log_manager.delete_logs(prefix=[run_id])
        _remove_shard(instance, run_id)
    return deleted


def _needed(instance: DagsterInstance) -> set[str]:
    """Runs of the last materialization of each asset."""
    records = instance.get_asset_records(list(instance.get_asset_keys()))
    last = (record.asset_entry.last_materialization for record in records)
    return {event.run_id for event in last if event is not None}


def _remove_shard(instance: DagsterInstance, run_id: str) -> None:
    """SQLite keeps a file for each run, which deleting its rows does not make smaller."""
    path_of = getattr(instance.event_log_storage, "path_for_shard", None)
    if path_of is not None:
        Path(path_of(run_id)).unlink(missing_ok=True)


@dg.op(description="Deletes old finished runs with their events and logs.")
def delete_old_runs(context: dg.OpExecutionContext, config: Pruning) -> None:
    """Delete runs older than the setting says."""
    before = datetime.now(UTC) - timedelta(days=config.older_than_days)
    deleted = prune(context.instance, before)
    context.log.info(f"Deleted {len(deleted)} runs from before {before:%Y-%m-%d}.")


@dg.job(
    executor_def=dg.in_process_executor,
    description=(
        f"Deletes finished runs older than {KEPT_DAYS} days from the history, with their events "
        "and logs. The last run of every asset stays, and so does everything published. Set "
        "ops.delete_old_runs.config.older_than_days in the Launchpad for another age."
    ),
)
def prune_history() -> None:
    """Keep the history small."""
    delete_old_runs()
