"""Dagster's lasting home: without one, history would go to a temporary folder."""

import os
import shutil
from pathlib import Path

from dcpipeline.settings import HOME_VARIABLE, Settings
from dcpipeline.warehouse import TargetError
from dcpipeline.warehouse.errors import target_errors

# A refresh leaves about 60 MB behind and needs as much again while old and new stand side by side.
LEAST_FREE_BYTES = 200_000_000
# The instance settings for a data folder that lies elsewhere than in a checkout of the project.
DEFAULT_INSTANCE = """\
# Settings of the Dagster instance. Everything else in this folder is history and stays out of git.
telemetry:
  enabled: false

nux:
  enabled: false

# Refreshes share one warehouse file: one run at a time, the others queue.
concurrency:
  runs:
    max_concurrent_runs: 1
  pools:
    default_limit: 1

# A run whose process vanished stays "started" and would hold up the queue for good.
run_monitoring:
  enabled: true
  max_runtime_seconds: 21600

# Ticks only; runs are deleted by the job prune_history.
retention:
  schedule:
    purge_after_days:
      skipped: 7
      success: 30
      failure: 365
  sensor:
    purge_after_days:
      skipped: 7
      success: 30
      failure: 365
"""


def lasting_home(place: Settings) -> Path:
    """The home folder, made and named in the environment.

    Raises:
        TargetError: it can't be written.
    """
    home = place.dagster_home
    with target_errors(home):
        home.mkdir(parents=True, exist_ok=True)
        instance = home / "dagster.yaml"
        if not instance.exists():
            instance.write_text(DEFAULT_INSTANCE, encoding="utf-8")
    os.environ[HOME_VARIABLE] = str(home)
    return home


def ensure_space(folder: Path) -> None:
    """Stop before the work rather than in the middle of it when a disk is full.

    Raises:
        TargetError: less is free than a refresh takes.
    """
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        raise TargetError(
            f"only {free / 1e6:.0f} MB are free at {folder}, a refresh takes up to "
            f"{LEAST_FREE_BYTES / 1e6:.0f} MB; the last good warehouse, if there is one, is "
            "untouched"
        )
