"""``mart.count_reconciliation``: every published count beside ours."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import polars as pl

from dcpipeline.marts.containers import without_double_counts
from dcpipeline.marts.grouping import counted_projects, is_strict, with_unsure_group
from dcpipeline.marts.measures import MEASURES, SUMMED, Measure, Tally, summed
from dcpipeline.marts.milestones import milestones, period_end
from dcpipeline.marts.populations import POPULATIONS, Period
from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_counts import COUNT_RECONCILIATION, COUNT_VARIANT

COUNTRY: Final = "100000"
# Hong Kong, Macau, Taiwan: counts of the nation leave them out.
OUTSIDE_MAINLAND: Final = ("710000", "810000", "820000")
NOT_IN_CROSSWALK: Final = "Nobody has decided yet what of ours is comparable."
NO_PLACE: Final = "The place of the count is no division that we can count."
NOT_YET: Final = "The count was not published by the day of this run."

_VARIANTS: Final[dict[str, pl.Expr]] = {
    "all": pl.lit(True),
    "ai_stated": pl.col("ai_stated").fill_null(False),
    "strict": is_strict(),
}
_FIGURES: Final = (
    "ours",
    "ours_low",
    "ours_high",
    "ours_projects",
    "ours_by_report",
    "ours_undated",
)


def count_reconciliation(
    *,
    projects: pl.DataFrame,
    project_events: pl.DataFrame,
    match_candidates: pl.DataFrame,
    published_counts: pl.DataFrame,
    count_crosswalk: pl.DataFrame,
    divisions: pl.DataFrame,
    as_of: date,
) -> pl.DataFrame:
    """Each published count beside our measure of it, in every variant.

    Args:
        projects: ``core.projects``; programmes are left out.
        project_events: ``core.project_events``.
        match_candidates: ``core.match_candidates``.
        published_counts: ``ref.published_counts``.
        count_crosswalk: ``ref.count_crosswalk``; a count without a row is not comparable.
        divisions: ``ref.divisions``, for coordinates.
        as_of: the day of the run: counts of later days are not compared, and a period whose end
            is not stated ends there.

    Returns:
        ``mart.count_reconciliation``.
    """
    counted = _countable(projects, match_candidates)
    counts = _with_crosswalk(published_counts, count_crosswalk, divisions).with_columns(
        not_yet=(pl.col("as_of") > as_of).fill_null(False)
    )
    rows = [
        {"count_id": count["count_id"], "variant": variant, **figures}
        for count in counts.iter_rows(named=True)
        for variant, figures in _figures(count, counted, project_events, as_of)
    ]
    schema: dict[str, Any] = {"count_id": pl.String(), "variant": pl.String()}
    schema |= {name: pl.Float64() if name in _FIGURES[:3] else pl.Int64() for name in _FIGURES}
    figures = pl.DataFrame(rows, schema=schema)
    joined = counts.join(figures, on="count_id", how="left", validate="1:m")
    return conform(_compared(joined), COUNT_RECONCILIATION)


def _countable(projects: pl.DataFrame, match_candidates: pl.DataFrame) -> pl.DataFrame:
    kept = with_unsure_group(counted_projects(projects), match_candidates)
    on_mainland = ~pl.col("province_adcode").is_in(OUTSIDE_MAINLAND)
    return (
        kept.with_columns(pl.col(name).alias(summed(name)) for name in SUMMED)
        .pipe(without_double_counts, [summed(name) for name in SUMMED])
        .join(milestones(kept), on="project_id", how="left", validate="1:1")
        .with_columns(on_mainland.alias("on_mainland"))
    )


def _with_crosswalk(
    published_counts: pl.DataFrame, count_crosswalk: pl.DataFrame, divisions: pl.DataFrame
) -> pl.DataFrame:
    """Published counts with measure, reason and coordinates; without a partner, null."""
    places = divisions.select(pl.col("adcode").alias("place"), "latitude", "longitude")
    country = pl.when(pl.col("geography_level") == "nation").then(pl.lit(COUNTRY))
    place = pl.coalesce("city_adcode", "province_adcode", country)
    return (
        published_counts.with_columns(place.alias("place"))
        .join(places, on="place", how="left", validate="m:1")
        .join(count_crosswalk, on="count_id", how="left", validate="1:1")
    )


def _figures(
    count: Mapping[str, Any], projects: pl.DataFrame, project_events: pl.DataFrame, as_of: date
) -> Iterator[tuple[str, dict[str, Any]]]:
    measure = MEASURES.get(count["our_measure"] or "")
    place = in_place(count)
    if measure is None or place is None or count["not_yet"]:
        for variant in COUNT_VARIANT:
            yield variant, dict.fromkeys(_FIGURES)
        return
    period = Period(count["period_start_on"], count["period_end_on"] or as_of)
    members = _members(measure, place, period, projects, project_events)
    for variant in COUNT_VARIANT:
        chosen = members.filter(_VARIANTS[variant])
        yield variant, _row(measure.statistic(chosen), chosen.filter("in_place"))


def in_place(count: Mapping[str, Any]) -> pl.Expr | None:
    """Which projects lie in the place of a count; None where the place is no division.

    The crosswalk's ``our_adcodes`` come first, then the count's own city, its province, and the
    mainland for the nation.
    """
    own = count["city_adcode"] or count["province_adcode"]
    listed = count["our_adcodes"].split(";") if count["our_adcodes"] else [own] if own else []
    if listed:
        inside = pl.col("province_adcode").is_in(listed) | pl.col("city_adcode").is_in(listed)
        return inside.fill_null(False)
    return pl.col("on_mainland") if count["geography_level"] == "nation" else None


def _members(
    measure: Measure,
    place: pl.Expr,
    period: Period,
    projects: pl.DataFrame,
    project_events: pl.DataFrame,
) -> pl.DataFrame:
    """Projects of the measure's restriction, with place and the three readings of membership."""
    if measure.population == "reported":
        judged = _with_reported(projects, project_events, period)
    else:
        judged = projects.with_columns(POPULATIONS[measure.population](period).columns())
    placed = judged.with_columns(place.alias("in_place"))
    return placed if measure.restriction is None else placed.filter(measure.restriction)


def _with_reported(
    projects: pl.DataFrame, project_events: pl.DataFrame, period: Period
) -> pl.DataFrame:
    """Whether an event or report of the project is dated inside the period."""
    start, end = pl.col("event_on"), period_end("event_on", "event_precision")
    first_day = pl.lit(period.start, dtype=pl.Date)
    begins_inside = first_day.is_null() | (start >= first_day)
    overlaps = (start <= period.end) & (first_day.is_null() | (end >= first_day))
    per_project = project_events.group_by("project_id").agg(
        (begins_inside & (end <= period.end)).fill_null(False).any().alias("recorded"),
        overlaps.fill_null(True).any().alias("possible"),
    )
    joined = projects.join(per_project, on="project_id", how="left", validate="1:1")
    return joined.with_columns(
        pl.col("recorded").fill_null(False),
        pl.col("recorded").fill_null(False).alias("sure"),
        pl.col("possible").fill_null(False),
    )


def _row(tally: Tally, here: pl.DataFrame) -> dict[str, Any]:
    by_report = here.filter(pl.col("recorded") & ~pl.col("sure"))
    undated = here.filter(pl.col("possible") & ~pl.col("recorded"))
    figures = (tally.central, tally.low, tally.high, tally.projects, len(by_report), len(undated))
    return dict(zip(_FIGURES, figures, strict=True))


def _compared(joined: pl.DataFrame) -> pl.DataFrame:
    ours, published = pl.col("ours"), pl.col("value")
    asked = pl.col("our_measure").is_not_null()
    placed = pl.col("ours_projects").is_not_null()
    reason = (
        pl.when(pl.col("comparability_reason").is_null())
        .then(pl.lit(NOT_IN_CROSSWALK))
        .when("not_yet")
        .then(pl.lit(NOT_YET))
        .when(asked & ~placed)
        .then(pl.lit(NO_PLACE))
        .otherwise(pl.col("comparability_reason"))
    )
    comparability = pl.when(placed).then(pl.col("comparability")).otherwise(pl.lit("none"))
    return joined.with_columns(
        published.alias("published_value"),
        reason.alias("reason"),
        comparability.alias("comparability"),
        placed.alias("comparable"),
        pl.when(published != 0).then(ours / published).alias("ratio"),
        (ours - published).alias("gap"),
        _agreement().alias("agreement"),
    ).select(COUNT_RECONCILIATION.column_names)


def _agreement() -> pl.Expr:
    """Whether the published figure lies between our bounds; ``ge`` figures may lie below them."""
    published = pl.col("value")
    return (
        pl.when(pl.col("ours_high") < published)
        .then(pl.lit("ours_lower"))
        .when((pl.col("ours_low") > published) & (pl.col("comparator") != "ge"))
        .then(pl.lit("ours_higher"))
        .when(pl.col("ours_high").is_not_null())
        .then(pl.lit("within_bounds"))
    )
