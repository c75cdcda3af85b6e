"""What the profiles of provinces and cities share."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

import polars as pl

from dcpipeline.marts.grouping import (
    UNSURE_GROUP,
    counted_projects,
    is_strict,
    status_group,
    with_unsure_group,
)
from dcpipeline.marts.milestones import period_end
from dcpipeline.resolve import no_stale_sources
from dcpipeline.schema.tables.mart_counts import (
    PER_MILLION,
    PRICE_COLUMNS,
    PROFILE_SUMS,
    STATUS_GROUP,
    quantity,
)

_EVENT_DATES: Final = (
    "announced_on",
    "construction_started_on",
    "operational_on",
    "cancelled_on",
    "status_on",
)
_RISK: Final = {
    "risk_p10": "risk_p10",
    "risk_p50": "risk_p50",
    "risk_p90": "risk_p90",
    "band": "risk_band",
    "insufficient_evidence": "insufficient_evidence",
    "top_driver": "top_driver",
    "evidence_coverage": "evidence_coverage",
}


@dataclass(frozen=True, slots=True)
class ProfileInputs:
    """What a profile is made of, each frame of the shape of the table it is named after.

    Attributes:
        projects: ``core.projects``.
        match_candidates: ``core.match_candidates``.
        capacity_by_place: ``mart.capacity_by_place``.
        divisions: ``ref.divisions``.
        population: ``ref.population``.
        province_electricity: ``mart.province_electricity``.
        city_latency: ``mart.city_latency``.
        utilization: ``mart.utilization``.
        overbuild_risk: ``mart.overbuild_risk``.
        as_of: day for which the inputs hold.
        stale_sources: ``geography_level, geography_id, stale_sources``, see ``resolve``.
    """

    projects: pl.DataFrame
    match_candidates: pl.DataFrame
    capacity_by_place: pl.DataFrame
    divisions: pl.DataFrame
    population: pl.DataFrame
    province_electricity: pl.DataFrame
    city_latency: pl.DataFrame
    utilization: pl.DataFrame
    overbuild_risk: pl.DataFrame
    as_of: date
    stale_sources: pl.DataFrame = field(default_factory=no_stale_sources)


def with_project_counts(
    places: pl.DataFrame, key: str, projects: pl.DataFrame, match_candidates: pl.DataFrame
) -> pl.DataFrame:
    """Adds counts of projects and their first and newest dates; zero where there are none.

    Args:
        places: one row per place, with column ``key``.
        key: ``province_adcode`` or ``city_adcode``.
        projects: ``core.projects``; programmes are left out.
        match_candidates: ``core.match_candidates``.
    """
    kept = with_unsure_group(counted_projects(projects), match_candidates)
    located = kept.filter(pl.col(key).is_not_null()).with_columns(status_group())
    groups = [group for group in STATUS_GROUP if group != "unknown"]
    in_group = pl.col("status_group")
    counts = located.group_by(key).agg(
        pl.len().alias("projects"),
        pl.col(UNSURE_GROUP).n_unique().alias("projects_low"),
        *((in_group == group).sum().alias(f"projects_{group}") for group in groups),
        (in_group == "unknown").sum().alias("projects_status_unknown"),
        pl.col("ai_stated").fill_null(False).sum().alias("projects_ai_stated"),
        is_strict().sum().alias("projects_strict"),
    )
    joined = places.join(counts, on=key, how="left", validate="1:1").with_columns(
        pl.col(name).fill_null(0) for name in counts.columns if name != key
    )
    first = _extreme_date(located, key, ("announced_on",), "first_announced_on", newest=False)
    newest = _extreme_date(located, key, _EVENT_DATES, "newest_event_on", newest=True)
    for dates in (first, newest):
        joined = joined.join(dates, on=key, how="left", validate="1:1")
    return joined


def _extreme_date(
    projects: pl.DataFrame, key: str, columns: tuple[str, ...], name: str, *, newest: bool
) -> pl.DataFrame:
    """First or newest of several dates by the last day of their period, with its precision."""
    dates = pl.concat(
        [
            projects.select(
                key,
                pl.col(column).alias(name),
                pl.col(f"{column}_precision").alias(f"{name}_precision"),
                period_end(column, f"{column}_precision").alias("_end"),
            )
            for column in columns
        ]
    ).drop_nulls(name)
    # among periods that end on the same day the shortest is the best known
    order = dates.sort(
        "_end", name, f"{name}_precision", descending=[newest, True, False], nulls_last=True
    )
    return order.unique(key, keep="first", maintain_order=True).drop("_end")


def with_capacity(
    places: pl.DataFrame, key: str, level: str, capacity: pl.DataFrame
) -> pl.DataFrame:
    """Adds the sums of ``PROFILE_SUMS`` from ``mart.capacity_by_place``.

    A place without a stated figure has a null sum over zero projects.
    """
    of_level = capacity.filter(pl.col("geography_level") == level)
    joined = places
    for prefix, (groups, names) in PROFILE_SUMS.items():
        stems = [quantity(name).stem for name in names]
        sums = (
            of_level.filter(pl.col("status_group").is_in(groups))
            .group_by(pl.col("geography_id").alias(key))
            .agg(
                *(_sum_or_null(name).alias(f"{prefix}_{name}") for name in names),
                *(
                    pl.col(f"{stem}_projects").sum().alias(f"{prefix}_{stem}_projects")
                    for stem in stems
                ),
            )
        )
        joined = joined.join(sums, on=key, how="left", validate="1:1").with_columns(
            pl.col(f"{prefix}_{stem}_projects").fill_null(0) for stem in stems
        )
    return joined


def _sum_or_null(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sort().sum())


def with_price(places: pl.DataFrame, electricity: pl.DataFrame) -> pl.DataFrame:
    """Adds price and emission factor of ``province_adcode``; null without a partner."""
    columns = electricity.select("province_adcode", *PRICE_COLUMNS)
    return places.join(columns, on="province_adcode", how="left", validate="m:1")


def with_models(
    places: pl.DataFrame, key: str, level: str, utilization: pl.DataFrame, risk: pl.DataFrame
) -> pl.DataFrame:
    """Adds utilization of both metrics and overbuild risk; null without a partner."""
    joined = places
    for metric in ("occupancy", "compute_use"):
        estimates = utilization.filter(
            (pl.col("geography_level") == level) & (pl.col("metric") == metric)
        ).select(
            pl.col("geography_id").alias(key),
            *(
                pl.col(name).alias(f"{metric}_{name}")
                for name in ("p10", "p50", "p90", "evidence_class")
            ),
        )
        joined = joined.join(estimates, on=key, how="left", validate="1:1")
    scores = risk.filter(pl.col("geography_level") == level).select(
        pl.col("geography_id").alias(key),
        *(pl.col(source).alias(name) for source, name in _RISK.items()),
    )
    return joined.join(scores, on=key, how="left", validate="1:1")


def with_stale_sources(
    places: pl.DataFrame, key: str, level: str, stale: pl.DataFrame
) -> pl.DataFrame:
    """Adds the live sources of its projects that are not well; null where there are none."""
    told = stale.filter(pl.col("geography_level") == level).select(
        pl.col("geography_id").alias(key), "stale_sources"
    )
    return places.join(told, on=key, how="left", validate="1:1")


def with_per_million(places: pl.DataFrame) -> pl.DataFrame:
    """Adds figures per million urban residents; null where there are no known residents."""
    residents = pl.col("urban_population")
    millions = pl.when(residents > 0).then(residents / 1_000_000)
    return places.with_columns(
        (pl.col(name) / millions).alias(f"{name}_per_million_urban") for name in PER_MILLION
    )


def place_columns(divisions: pl.DataFrame, population: pl.DataFrame, key: str) -> pl.DataFrame:
    """Names, point, region and residents of every division, under ``key``."""
    people = population.select("adcode", "population", "urban_population")
    joined = divisions.join(people, on="adcode", how="left", validate="1:1")
    return joined.select(
        pl.col("adcode").alias(key),
        "name_zh",
        "name_en",
        "latitude",
        "longitude",
        "region",
        "region7",
        "population",
        "urban_population",
    )
