"""Releases of the schema: what a user of the tables sees change.

Names follow semantic versioning: a patch changes words and rows only (before 1.0.0 it may add
names too), a minor release adds tables, columns and values, a major one (before 1.0.0 a minor one)
renames or removes, and the old name lives for one release more.
``python -m dcpipeline.schema.freeze`` writes the names of a new release into ``released/``.
"""

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
