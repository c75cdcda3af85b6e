"""Refusals and rounds as the JSON of their metadata records, and back."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from dcpipeline.archive.rows import (
    Round,
    StoredRefusal,
    refusal_id,
    storable,
    whole_seconds,
)
from dcpipeline.fetch import Refusal

REFUSAL = "refusal"
ROUND = "round"


def stored_refusal(source_id: str, refusal: Refusal) -> StoredRefusal:
    """A refusal as the archive keeps it."""
    source, url = storable(source_id), storable(refusal.url)
    at = whole_seconds(refusal.fetched_at)
    return StoredRefusal(
        refusal_id=refusal_id(source, url, at, refusal.code),
        source_id=source,
        url=url,
        final_url=storable(refusal.final_url),
        code=storable(refusal.code),
        detail=storable(refusal.detail),
        fetched_at=at,
        tries=refusal.tries,
    )


def plain(row: StoredRefusal | Round) -> dict[str, Any]:
    """The row as JSON can hold it."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(row).items()
    }


def refusal_of(content: Mapping[str, Any]) -> StoredRefusal:
    """A refusal from its record.

    Raises:
        KeyError, TypeError, ValueError: the record is not complete.
    """
    named = {field.name: content[field.name] for field in fields(StoredRefusal)}
    return StoredRefusal(**{**named, "fetched_at": datetime.fromisoformat(named["fetched_at"])})


def round_of(content: Mapping[str, Any]) -> Round:
    """A round from its record.

    Raises:
        KeyError, TypeError, ValueError: the record is not complete.
    """
    named = {field.name: content[field.name] for field in fields(Round)}
    for name in ("started_at", "finished_at"):
        named[name] = datetime.fromisoformat(named[name])
    return Round(**named)
