"""The one door for Dagster: ``defs``, and ``build_defs`` for another data folder or fewer steps."""

from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from dcpipeline import harvest
from dcpipeline.assets.factory import step_asset
from dcpipeline.assets.history import prune_history
from dcpipeline.assets.live import Live, source_assets
from dcpipeline.assets.publishing import publish_asset
from dcpipeline.assets.report import report_page
from dcpipeline.assets.resources import Facts
from dcpipeline.assets.schedules import (
    daily_live_refresh,
    daily_refresh,
    live_refresh_job,
    refresh_job,
    weekly_prune,
)
from dcpipeline.assets.sensors import dropped_files_sensor, run_failure_sensor
from dcpipeline.assets.store import FrameStore
from dcpipeline.pipeline import STEPS
from dcpipeline.settings import settings
from dcpipeline.steps import Step


def build_defs(
    data_dir: Path | None = None,
    steps: Sequence[Step] = STEPS,
    progress: harvest.Progress = harvest.silent,
) -> dg.Definitions:
    """Definitions over a data folder.

    Args:
        data_dir: folder of facts and outputs; by default see ``dcpipeline.settings``.
        steps: the pipeline; tests put a broken step in place of a sound one.
        progress: told of every page that a live source gives.

    Raises:
        SourceError: the file of a source can't be used.
    """
    place = settings(data_dir)
    sources = harvest.all_sources(place.data_dir)
    asked = [source.id for source in sources.values() if source.is_enabled]
    return dg.Definitions(
        assets=[
            *source_assets(sources),
            *(step_asset(step, asked) for step in steps),
            publish_asset(steps),
            report_page,
        ],
        jobs=[refresh_job, live_refresh_job, prune_history],
        schedules=[daily_refresh, daily_live_refresh, weekly_prune],
        sensors=[dropped_files_sensor(place, sources), run_failure_sensor(place)],
        resources={
            "facts": Facts(place=place),
            "live": Live(place=place, progress=progress),
            "frame_store": FrameStore(
                frames_dir=str(place.frames_dir),
                published_dir=str(place.warehouse_dir / "parquet"),
            ),
        },
        executor=dg.in_process_executor,
    )


defs = build_defs()
