"""Runs of some assets only: what they compute is not published, and they say so.

A snapshot holds tables of the same facts, code and day. A run that computes some of them anew may
be published with the others of the last snapshot only where that was built from the very same.
"""

from collections.abc import Sequence
from typing import Final

import dagster as dg
import polars as pl

from dcpipeline.assets.store import FrameStore
from dcpipeline.schema import SchemaError, Table, conform

WAREHOUSE: Final = dg.AssetKey(["warehouse", "dcpipeline"])
PUBLISH: Final = "publish"
IN_SQL: Final = "in SQL"
SHOWN: Final = 3


def reaches_publication(run: dg.DagsterRun) -> bool:
    """Whether a run publishes what it computes."""
    assets, steps = run.asset_selection, run.step_keys_to_execute
    return (not assets or WAREHOUSE in assets) and (not steps or PUBLISH in steps)


def beside_published(table: Table, frame: pl.DataFrame, store: FrameStore) -> str:
    """What SQL shows of a table that was computed without being published."""
    snapshot, shown = store.published(table.full_name)
    if shown is None:
        return "not there yet: nothing is published before the job 'refresh' has run"
    if _same(table, frame, shown):
        return f"the same {shown.height} rows, in snapshot {snapshot}"
    return (
        f"still the {shown.height} rows of snapshot {snapshot}: this run computed "
        f"{frame.height} rows that differ and published nothing. Start the job 'refresh'"
    )


def _same(table: Table, frame: pl.DataFrame, shown: pl.DataFrame) -> bool:
    try:
        return conform(frame, table).equals(shown)
    except SchemaError:
        return False


def ensure_same_inputs(lent: Sequence[str], published: str | None, digest: str) -> None:
    """Refuse to publish tables of different inputs together.

    Args:
        lent: tables that this run did not compute, to be taken from the last snapshot.
        published: input digest of that snapshot.
        digest: input digest of this run.

    Raises:
        dagster.Failure: tables are lent from a snapshot of other facts, code or another day.
    """
    if not lent or published == digest:
        return
    names = ", ".join(sorted(lent)[:SHOWN]) + (" and others" if len(lent) > SHOWN else "")
    raise dg.Failure(
        f"Not published: this run did not compute {names} ({len(lent)} tables), and the last "
        "snapshot was built from other facts, other code or for another day. Tables of different "
        "inputs are never published together: start the job 'refresh' or 'live_refresh', or "
        "re-execute all steps."
    )
