"""Dagster's lasting home: without one, history would go to a temporary folder."""

import os
from pathlib import Path

from dcpipeline.settings import HOME_VARIABLE, Settings

# The instance settings for a data folder that lies elsewhere than in a checkout of the project.
DEFAULT_INSTANCE = """\
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
  pools:
    default_limit: 1
"""


def lasting_home(place: Settings) -> Path:
    """The home folder, made and named in the environment."""
    home = place.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    instance = home / "dagster.yaml"
    if not instance.exists():
        instance.write_text(DEFAULT_INSTANCE, encoding="utf-8")
    os.environ[HOME_VARIABLE] = str(home)
    return home
