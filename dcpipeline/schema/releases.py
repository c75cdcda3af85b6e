"""Releases of the schema: what a user of the tables sees change."""

from datetime import date
from typing import Final

import polars as pl

from dcpipeline.schema.frames import conform
from dcpipeline.schema.tables import meta

RELEASES: Final = (
    (
        "0.1.0",
        date(2026, 11, 22),
        "First release: projects and their evidence, prices, latency, utilization, overbuild risk, "
        "counts beside the published ones.",
    ),
)
CURRENT: Final = RELEASES[-1][0]


def releases_frame() -> pl.DataFrame:
    """``meta.releases``."""
    rows = [
        {"release": version, "released_on": day, "summary": summary}
        for version, day, summary in RELEASES
    ]
    return conform(pl.DataFrame(rows), meta.RELEASES)
