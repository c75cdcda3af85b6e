"""The calendar: a row for every day that the tables may speak of."""

from datetime import date
from typing import Final

import polars as pl

from dcpipeline.schema import conform, table

DATES: Final = table("ref.dates")
FIRST_DAY: Final = date(2010, 1, 1)


def calendar(as_of: date) -> pl.DataFrame:
    """``ref.dates``: every day from 2010 to the end of the year after ``as_of``.

    Weeks are those of ISO 8601: they begin on Monday, and the first one holds the first Thursday.
    """
    last = date(as_of.year + 1, 12, 31)
    days = pl.select(date_on=pl.date_range(FIRST_DAY, last, "1d"))
    day = pl.col("date_on")
    return conform(
        days.with_columns(
            year=day.dt.year(),
            quarter=day.dt.quarter(),
            month=day.dt.month(),
            day=day.dt.day(),
            weekday=day.dt.weekday(),
            iso_year=day.dt.iso_year(),
            iso_week=day.dt.week(),
            year_month=day.dt.strftime("%Y-%m"),
            month_start_on=day.dt.month_start(),
            month_end_on=day.dt.month_end(),
            quarter_start_on=day.dt.truncate("1q"),
            year_start_on=day.dt.truncate("1y"),
        ),
        DATES,
    )
