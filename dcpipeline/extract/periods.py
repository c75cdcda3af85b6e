"""Dates as the register writes them: ``2025``, ``2025-06`` or ``2025-06-12``."""

import polars as pl

PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def first_day(cell: pl.Expr) -> pl.Expr:
    """First day of the stated period; null where the text is no date of the calendar."""
    stated = pl.when(cell.str.contains(PARTIAL_DATE)).then(cell)
    length = stated.str.len_chars()
    missing = pl.when(length == 4).then(pl.lit("-01-01")).when(length == 7).then(pl.lit("-01"))
    return (stated + missing.otherwise(pl.lit(""))).str.to_date("%Y-%m-%d", strict=False)


def precision_of(cell: pl.Expr) -> pl.Expr:
    """``day``, ``month`` or ``year`` by the length of the text, ``none`` for null."""
    length = cell.str.len_chars()
    return (
        pl.when(cell.is_null())
        .then(pl.lit("none"))
        .when(length == 4)
        .then(pl.lit("year"))
        .when(length == 7)
        .then(pl.lit("month"))
        .otherwise(pl.lit("day"))
    )


def last_day(first: pl.Expr, precision: pl.Expr) -> pl.Expr:
    """Last day of the period that begins on ``first``."""
    return (
        pl.when(precision == "year")
        .then(first.dt.offset_by("1y").dt.offset_by("-1d"))
        .when(precision == "month")
        .then(first.dt.month_end())
        .otherwise(first)
    )
