"""Sensors: files that somebody drops into a folder, and runs that fail."""

import hashlib
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from dcpipeline.assets import notices
from dcpipeline.assets.factory import asset_key
from dcpipeline.assets.live import source_key
from dcpipeline.assets.partial import WAREHOUSE
from dcpipeline.assets.report import PAGE
from dcpipeline.assets.schedules import live_refresh_job
from dcpipeline.schema import TABLES
from dcpipeline.settings import Settings
from dcpipeline.sources import Source, WarcRules

# A file that is still being copied changes: it is taken once it has been at rest for so long.
AT_REST_S = 10


def dropped_files_sensor(place: Settings, sources: Mapping[str, Source]) -> dg.SensorDefinition:
    """Starts a run for files in the folders of the sources that read archives."""
    folders = {
        source.id: place.data_dir / source.parser.folder
        for source in sources.values()
        if isinstance(source.parser, WarcRules) and source.is_enabled
    }

    @dg.sensor(
        name="dropped_files",
        job=live_refresh_job,
        minimum_interval_seconds=60,
        description="Reads WARC files and saved pages that are put into "
        + " or ".join(f"data/{folder.relative_to(place.data_dir)}" for folder in folders.values())
        + ", and refreshes. No site is asked.",
    )
    def _dropped(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        state = sorted(_state(folders))
        if not state:
            return dg.SkipReason("No file is there, or it is still being written.")
        if set(state) <= set((context.cursor or "").split()):
            return dg.SkipReason("No file is new.")
        return dg.SensorResult([_request(sorted(folders))], cursor=" ".join(state))

    return _dropped


def _state(folders: Mapping[str, Path]) -> Iterator[str]:
    """A digest of place, size and time of each file at rest."""
    now = datetime.now(UTC).timestamp()
    for source_id, folder in sorted(folders.items()):
        for path in folder.rglob("*") if folder.is_dir() else ():
            try:
                told = path.stat()
            except OSError:
                # taken away meanwhile, or a link that leads nowhere
                continue
            if stat.S_ISREG(told.st_mode) and now - told.st_mtime > AT_REST_S:
                name = path.relative_to(folder).as_posix()
                line = f"{source_id}/{name}:{told.st_size}:{told.st_mtime_ns}"
                yield hashlib.blake2b(
                    line.encode("utf-8", "surrogateescape"), digest_size=6
                ).hexdigest()


def _request(source_ids: list[str]) -> dg.RunRequest:
    return dg.RunRequest(
        run_config={
            "resources": {
                "facts": {"config": {"mode": "live"}},
                "live": {"config": {"only": source_ids}},
            }
        },
        asset_selection=[
            *(source_key(source_id) for source_id in source_ids),
            *(asset_key(name) for name in TABLES),
            WAREHOUSE,
            PAGE,
        ],
        tags={"dcpipeline/started_by": "dropped_files"},
    )


def run_failure_sensor(place: Settings) -> dg.SensorDefinition:
    """Tells of every run that fails: a line where monitoring can find it, and a web address."""

    @dg.run_failure_sensor(
        name="run_failure",
        default_status=dg.DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=30,
        description="Adds a line to data/warehouse/notices.log for every run that fails, and posts "
        f"it to the address in {notices.ADDRESS_VARIABLE} where that is set. The last good "
        "warehouse stays in place.",
    )
    def _failed(context: dg.RunFailureSensorContext) -> None:
        notice = notices.notice_of(context.dagster_run, context.get_step_failure_events())
        notices.write(place.warehouse_dir, notice)
        context.log.error(notice.text)
        trouble = notices.post(notice)
        if trouble:
            context.log.error(trouble)

    return _failed
