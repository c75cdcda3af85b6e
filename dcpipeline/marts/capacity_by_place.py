"""``mart.capacity_by_place``: projects and stated capacity by place and status."""

from typing import Final

import polars as pl

from dcpipeline.marts.containers import without_double_counts
from dcpipeline.marts.grouping import (
    UNSURE_GROUP,
    counted_projects,
    is_strict,
    status_group,
    with_unsure_group,
)
from dcpipeline.schema import conform
from dcpipeline.schema.tables.mart_counts import CAPACITY_BY_PLACE, QUANTITIES, STATED, Quantity

COUNTRY: Final = "100000"
_KEY: Final = ["geography_level", "geography_id", "status_group"]


def capacity_by_place(
    *, projects: pl.DataFrame, match_candidates: pl.DataFrame, divisions: pl.DataFrame
) -> pl.DataFrame:
    """Sums of what projects state, by place and status group.

    Args:
        projects: ``core.projects``; programmes are left out.
        match_candidates: ``core.match_candidates``, for the bound of unsure pairs.
        divisions: ``ref.divisions``, for names and coordinates; a place that is not among them
            keeps null names.

    Returns:
        ``mart.capacity_by_place``. Only places and groups with a project have a row.
    """
    located = _by_level(_summable(projects, match_candidates))
    groups = located.group_by(_KEY).agg(
        pl.len().alias("projects"),
        pl.col(UNSURE_GROUP).n_unique().alias("projects_low"),
        pl.col("ai_stated").fill_null(False).sum().alias("projects_ai_stated"),
        is_strict().sum().alias("projects_strict"),
        *(pl.col(f"_states_{name}").mean().alias(name) for name in STATED),
    )
    for quantity in QUANTITIES:
        sums = _sums(located, quantity)
        groups = groups.join(sums, on=_KEY, how="left", validate="1:1").with_columns(
            pl.col(f"{quantity.stem}_projects").fill_null(0)
        )
    return conform(_named(groups, divisions), CAPACITY_BY_PLACE)


def _summable(projects: pl.DataFrame, match_candidates: pl.DataFrame) -> pl.DataFrame:
    """Countable projects with a column per quantity, parts emptied where a whole states it."""
    kept = with_unsure_group(counted_projects(projects), match_candidates).with_columns(
        status_group(),
        *(pl.col(source).is_not_null().alias(f"_states_{name}") for name, source in STATED.items()),
    )
    # A whole that states a figure of any class stands for its parts, whatever class they state.
    sources = sorted({quantity.source for quantity in QUANTITIES})
    return without_double_counts(kept, sources)


def _by_level(projects: pl.DataFrame) -> pl.DataFrame:
    """Each project once per level of place; a project without a city has no row at that level."""
    places = {
        "nation": pl.lit(COUNTRY),
        "province": pl.col("province_adcode"),
        "city": pl.col("city_adcode"),
    }
    return pl.concat(
        [
            projects.with_columns(
                pl.lit(level).alias("geography_level"), place.alias("geography_id")
            ).filter(pl.col("geography_id").is_not_null())
            for level, place in places.items()
        ]
    )


def _sums(located: pl.DataFrame, quantity: Quantity) -> pl.DataFrame:
    """Sum, lower sum and number of projects of one quantity; groups without it have no row."""
    value = pl.col(quantity.source)
    stating = located.filter(value.is_not_null() & _in_class(quantity))
    merged = (
        stating.group_by(*_KEY, UNSURE_GROUP)
        .agg(value.max())
        .group_by(_KEY)
        .agg(_total(quantity.source).alias(f"{quantity.name}_low"))
    )
    sums = stating.group_by(_KEY).agg(
        _total(quantity.source).alias(quantity.name),
        pl.len().alias(f"{quantity.stem}_projects"),
        *_class_of_sum(quantity),
    )
    joined = sums.join(merged, on=_KEY, how="left", validate="1:1")
    return joined.pipe(_without_mixed_sums, quantity)


def _in_class(quantity: Quantity) -> pl.Expr:
    if quantity.class_column is None:
        return pl.lit(True)
    return pl.col(quantity.class_column).fill_null("unknown").is_in(quantity.classes)


def _total(column: str) -> pl.Expr:
    # sorted, so that the sum of floats does not depend on the order of the rows
    return pl.col(column).sort().sum()


def _is_mixed(quantity: Quantity) -> bool:
    return len(quantity.classes) > 1


def _class_of_sum(quantity: Quantity) -> tuple[pl.Expr, ...]:
    """The class of the summed figures where the quantity allows several and one occurs."""
    if not _is_mixed(quantity) or quantity.class_column is None:
        return ()
    kind = pl.col(quantity.class_column)
    single = pl.when(kind.n_unique() == 1).then(kind.min())
    return (single.alias(f"{quantity.stem}_precision"),)


def _without_mixed_sums(sums: pl.DataFrame, quantity: Quantity) -> pl.DataFrame:
    """Drops sums over several precisions, which have no unit."""
    if not _is_mixed(quantity):
        return sums
    single = pl.col(f"{quantity.stem}_precision").is_not_null()
    names = (quantity.name, f"{quantity.name}_low")
    return sums.with_columns(pl.when(single).then(pl.col(name)).alias(name) for name in names)


def _named(groups: pl.DataFrame, divisions: pl.DataFrame) -> pl.DataFrame:
    """Adds names and coordinates of the place, and its province.

    The first two digits of a code are those of its province (GB/T 2260).
    """
    is_nation = pl.col("geography_level") == "nation"
    places = divisions.select(
        pl.col("adcode").alias("geography_id"), "name_zh", "name_en", "latitude", "longitude"
    )
    provinces = divisions.select(
        pl.col("adcode").alias("province_adcode"), pl.col("name_en").alias("province_en")
    )
    province = pl.col("geography_id").str.slice(0, 2) + "0000"
    return (
        groups.with_columns(pl.when(~is_nation).then(province).alias("province_adcode"))
        .join(places, on="geography_id", how="left", validate="m:1")
        .join(provinces, on="province_adcode", how="left", validate="m:1")
    )
