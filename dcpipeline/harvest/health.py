"""Health of every source, for ``meta.sources``.

In: sources, their rounds and captures up to a day. Out: one row for each shipped file and source.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

from dcpipeline.harvest.pages import day_of
from dcpipeline.reference.receipts import source_rows
from dcpipeline.schema import table
from dcpipeline.sources import Source

SOURCES: Final = table("meta.sources")
GOOD_ROUND: Final = "ok"


def shipped_rows(data_dir: Path) -> pl.DataFrame:
    """Rows of the shipped files.

    Raises:
        FactsError: a file looks cut off, or a receipt is unreadable.
    """
    return _rows(row | {"health": "shipped"} for row in source_rows(data_dir))


def live_rows(
    sources: Mapping[str, Source],
    rounds: pl.DataFrame | None,
    captures: pl.DataFrame,
    *,
    as_of: date,
) -> pl.DataFrame:
    """Rows of the live sources.

    Args:
        sources: by id.
        rounds: ``Archive.rounds``; None where none count.
        captures: ``raw.captures``.
        as_of: day of the run; later rounds are left out.
    """
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rounds.iter_rows(named=True) if rounds is not None else ():
        if day_of(row["finished_at"]) <= as_of:
            told.setdefault(row["source_id"], []).append(row)
    kept = dict(captures["source_id"].value_counts().iter_rows())
    return _rows(
        _live_row(source, told.get(source.id, []), as_of) | {"row_count": kept.get(source.id, 0)}
        for source in sources.values()
    )


def _live_row(source: Source, rounds: list[dict[str, Any]], as_of: date) -> dict[str, Any]:
    ordered = sorted(rounds, key=lambda row: (row["finished_at"], row["round_id"]))
    last = ordered[-1] if ordered else None
    good = [day_of(row["finished_at"]) for row in ordered if row["outcome"] == GOOD_ROUND]
    health, reason = _health(source, last, good, as_of)
    return {
        "source_id": source.id,
        "kind": source.kind,
        "title": source.title,
        "origin": source.publisher,
        "licence": source.licence,
        "rights": source.rights,
        "live_address": source.addresses[0] if source.addresses else None,
        "health": health,
        "health_reason": reason,
        "last_round_on": day_of(last["finished_at"]) if last else None,
        "last_good_on": good[-1] if good else None,
        "last_records": last["records"] if last else None,
        "runbook": source.runbook,
    }


def _health(
    source: Source, last: Mapping[str, Any] | None, good: list[date], as_of: date
) -> tuple[str, str | None]:
    if not source.is_enabled:
        return source.state, source.reason
    if last is None:
        return "never", "no round over it yet"
    if last["outcome"] != GOOD_ROUND:
        return "failing", last["reason"]
    age = (as_of - good[-1]).days
    if age > source.fresh_days:
        return "overdue", f"no good round for {age} days, {source.fresh_days} are allowed"
    return "good", last["reason"]


def _rows(rows: Any) -> pl.DataFrame:
    schema = {column.name: column.kind.polars for column in SOURCES}
    return pl.DataFrame(list(rows), schema=schema)
