"""Jobs and schedules."""

import dagster as dg

refresh_job = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description=(
        "Rebuilds every table from the shipped facts and publishes the DuckDB file. "
        "Set resources.facts.config.as_of in the Launchpad to see the world as of another day."
    ),
)

daily_refresh = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh_job,
    cron_schedule="30 6 * * *",
    execution_timezone="Asia/Shanghai",
    description="Every morning in Shanghai. Switched off until somebody switches it on.",
    default_status=dg.DefaultScheduleStatus.STOPPED,
)
