"""The one door for Dagster: ``defs``, and ``build_defs`` for another data folder or fewer steps."""

from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from dcpipeline.assets.factory import step_asset
from dcpipeline.assets.publishing import publish_warehouse
from dcpipeline.assets.resources import Facts
from dcpipeline.assets.schedules import daily_refresh, refresh_job
from dcpipeline.assets.store import FrameStore
from dcpipeline.pipeline import STEPS
from dcpipeline.settings import settings
from dcpipeline.steps import Step


def build_defs(data_dir: Path | None = None, steps: Sequence[Step] = STEPS) -> dg.Definitions:
    """Definitions over a data folder.

    Args:
        data_dir: folder of facts and outputs; by default see ``dcpipeline.settings``.
        steps: the pipeline; tests put a broken step in place of a sound one.
    """
    place = settings(data_dir)
    return dg.Definitions(
        assets=[*(step_asset(step) for step in steps), publish_warehouse],
        jobs=[refresh_job],
        schedules=[daily_refresh],
        resources={
            "facts": Facts(place=place),
            "frame_store": FrameStore(
                frames_dir=str(place.frames_dir),
                published_dir=str(place.warehouse_dir / "parquet"),
            ),
        },
        executor=dg.in_process_executor,
    )


defs = build_defs()
