"""Event claims made ready for the rules of status and dates, and the table of events."""

from typing import Final

import polars as pl

from dcpipeline.resolve.status import status_of
from dcpipeline.schema import conform, table

EVENTS: Final = table("core.project_events")
# What by its nature concerns a part of a site.
PART_EVENTS: Final = ("phase_online", "expanded")


def event_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """Event claims with ``status``, ``is_part`` and ``period_to``."""
    told = claims.filter(pl.col("property") == "event")
    return told.with_columns(
        status=status_of(),
        is_part=pl.col("phase").is_not_null() | pl.col("value_text").is_in(PART_EVENTS),
        period_to=period_to(),
    )


def period_to() -> pl.Expr:
    """Last day of the period that the date of a claim states; null where it is undated."""
    day, precision = pl.col("event_on"), pl.col("event_precision")
    return (
        pl.when(pl.col("event_to_on").is_not_null())
        .then("event_to_on")
        .when(precision == "year")
        .then(day.dt.offset_by("1y").dt.offset_by("-1d"))
        .when(precision == "half")
        .then(day.dt.offset_by("6mo").dt.offset_by("-1d"))
        .when(precision == "quarter")
        .then(day.dt.offset_by("3mo").dt.offset_by("-1d"))
        .when(precision == "month")
        .then(day.dt.month_end())
        .otherwise(day)
    )


def project_events(claims: pl.DataFrame) -> pl.DataFrame:
    """``core.project_events`` from ``core.claims`` with ``project_id``."""
    told = event_claims(claims).with_columns(event="value_text")
    return conform(told.select(EVENTS.column_names), EVENTS)
