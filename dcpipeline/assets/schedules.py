"""Jobs and schedules."""

import dagster as dg

from dcpipeline.assets.history import prune_history
from dcpipeline.assets.live import GROUP, GROUP_NOT_ASKED

SHANGHAI = "Asia/Shanghai"
LIVE_CONFIG = {"resources": {"facts": {"config": {"mode": "live"}}}}

refresh_job = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups(GROUP, GROUP_NOT_ASKED),
    description=(
        "Rebuilds every table from the shipped facts and publishes the DuckDB file; asks nobody. "
        "The arrow beside 'Materialize all' opens the Launchpad: set resources.facts.config.as_of "
        "to see the world as of another day, mode 'archived' to count what was captured here."
    ),
)

live_refresh_job = dg.define_asset_job(
    "live_refresh",
    selection=dg.AssetSelection.all(),
    config=LIVE_CONFIG,
    description=(
        "Asks every enabled source, then rebuilds every table from the shipped facts and all "
        "captures and publishes the DuckDB file. A source that fails turns its own check red and "
        "nothing else. The arrow beside 'Materialize all' opens the Launchpad: set "
        "resources.live.config.only to ask some sources only."
    ),
)

daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh_job,
    cron_schedule="30 6 * * *",
    execution_timezone=SHANGHAI,
    description="Every morning in Shanghai: rebuilds every table from the shipped facts and "
    "publishes. Asks no site. Use this or daily_live_refresh, not both.",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)

daily_live_refresh = dg.ScheduleDefinition(
    name="daily_live_refresh",
    job=live_refresh_job,
    cron_schedule="0 5 * * *",
    execution_timezone=SHANGHAI,
    description="Every morning in Shanghai: asks all enabled sources, rebuilds every table and "
    "publishes. Use this or daily_refresh, not both.",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)

weekly_prune = dg.ScheduleDefinition(
    name="weekly_prune",
    job=prune_history,
    cron_schedule="0 4 * * 0",
    execution_timezone=SHANGHAI,
    description="Every Sunday in Shanghai: deletes old finished runs, so that the history stays "
    "small.",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)
