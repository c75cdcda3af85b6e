"""When the public could know: the second of the three clocks of a claim."""

from datetime import date

import polars as pl

from dcpipeline.extract.periods import first_day, last_day, precision_of

DATA_SET_TIER = "third_party_dataset"
EVENT_AFTER_SOURCE = "event_after_source"
# The register's oldest subjects are of 2010; an earlier number in an address is a serial number.
EARLIEST_ADDRESS_DATE = date(2010, 1, 1)
_YEAR, _MONTH, _DAY = r"(20\d{2})", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
# How addresses carry their date, most telling first: /t20260427_, /202604/27/, /2026-05/15/,
# 2026-05-15, /2026/05/15/, /20260515/. The last form gives the month only: /202605/.
DAY_IN_ADDRESS = (
    rf"/t{_YEAR}{_MONTH}{_DAY}_",
    rf"/{_YEAR}{_MONTH}/{_DAY}(?:/|$)",
    rf"/{_YEAR}-{_MONTH}/{_DAY}(?:/|$)",
    rf"[/_-]{_YEAR}-{_MONTH}-{_DAY}(?:[/_.-]|$)",
    rf"/{_YEAR}/{_MONTH}/{_DAY}(?:/|$)",
    rf"/{_YEAR}/{_MONTH}-{_DAY}(?:/|$)",
    rf"/{_YEAR}{_MONTH}{_DAY}(?:[/_.-]|$)",
)
MONTH_IN_ADDRESS = (rf"/{_YEAR}-?{_MONTH}/", rf"/{_YEAR}/{_MONTH}/")


def date_in_address(address: pl.Expr) -> pl.Expr:
    """Day that the path of an address carries; the last of the month where only that stands."""
    days = [
        pl.concat_str([address.str.extract(form, part) for part in (1, 2, 3)], separator="-")
        for form in DAY_IN_ADDRESS
    ]
    months = [
        pl.concat_str([address.str.extract(form, part) for part in (1, 2)], separator="-")
        for form in MONTH_IN_ADDRESS
    ]
    found = pl.coalesce(
        *(first_day(day) for day in days), *(first_day(month).dt.month_end() for month in months)
    )
    return pl.when(found >= EARLIEST_ADDRESS_DATE).then(found)


def _not_after(day: pl.Expr, limit: pl.Expr) -> pl.Expr:
    return pl.when(day.is_not_null()).then(pl.min_horizontal(day, limit))


def with_clocks(rows: pl.DataFrame, *, facts_as_of: date) -> pl.DataFrame:
    """Rows of ``raw.announcements`` with event and publication dates.

    A page's own date comes first. A data set was printed after the pages it cites: for its rows the
    address of the cited page comes first, then the event where the data set dates the event itself,
    then the day of the data set, which also is the upper limit of the two. Nothing is published
    before it happened, except rows that are flagged as such.

    Returns:
        The rows with ``event_on, event_precision, event_basis, published_on, known_basis``.
    """
    printed, precision = pl.col("source_date"), pl.col("event_date_precision")
    read = rows.with_columns(
        event_on=first_day(pl.col("event_date")),
        event_precision=precision,
        event_basis=pl.col("date_basis"),
        _printed_to=last_day(first_day(printed), precision_of(printed)),
        _address=date_in_address(pl.coalesce("cited_url", "source_url")),
    ).with_columns(
        _event_to=pl.when(pl.col("date_basis") == "event").then(
            last_day(pl.col("event_on"), precision)
        ),
        _address=pl.when(pl.col("_address").dt.month_start() <= facts_as_of).then("_address"),
    )
    ways = _ways_to_know(facts_as_of)
    known = read.with_columns(**{f"_{name}": day for name, day in ways.items()}).with_columns(
        published_on=pl.min_horizontal(
            pl.coalesce([f"_{name}" for name in ways]), pl.lit(facts_as_of)
        ),
        known_basis=pl.coalesce(
            [pl.when(pl.col(f"_{name}").is_not_null()).then(pl.lit(name)) for name in ways]
        ),
    )
    flagged = pl.col("value_flag").fill_null("").str.split(";").list.contains(EVENT_AFTER_SOURCE)
    too_early = (pl.col("published_on") < pl.col("event_on")).fill_null(False) & ~flagged
    return known.with_columns(
        published_on=pl.when(too_early).then("event_on").otherwise("published_on"),
        known_basis=pl.when(too_early).then(pl.lit("assumed")).otherwise("known_basis"),
    ).select(pl.exclude("^_.*$"))


def _ways_to_know(facts_as_of: date) -> dict[str, pl.Expr]:
    """Publication day by each basis, in the order of preference; null where it gives none."""
    is_data_set = pl.col("source_tier") == DATA_SET_TIER
    return {
        "printed": pl.when(~is_data_set).then("_printed_to"),
        "address": _not_after(pl.col("_address"), pl.col("_printed_to")),
        "assumed": _not_after(pl.col("_event_to"), pl.col("_printed_to")),
        "data_set": pl.col("_printed_to"),
        "receipt": pl.lit(facts_as_of),
    }
