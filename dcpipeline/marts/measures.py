"""What we count beside a published count: one entry per word of the measure vocabulary."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from dcpipeline.marts.grouping import UNSURE_GROUP

PFLOPS_PER_EFLOPS: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Our figure with its bounds.

    Attributes:
        central: as recorded; null where it is not defined (a sum or share of nothing).
        low: only what is sure, each unsure pair taken as one project.
        high: everything that is possible.
        projects: projects behind ``central``.
    """

    central: float | None
    low: float | None
    high: float | None
    projects: int


SUMMED: Final = ("investment_cny", "compute_pflops_installed")


def summed(quantity: str) -> str:
    """Column of a quantity that is null in parts whose whole states it, see ``containers``."""
    return f"summed_{quantity}"


Statistic = Callable[[pl.DataFrame], Tally]


@dataclass(frozen=True, slots=True)
class Measure:
    """A population and the statistic taken of it.

    Attributes:
        population: key of ``populations.POPULATIONS``, or ``reported``.
        statistic: from a frame of projects with ``in_place, recorded, sure, possible`` and
            ``unsure_group`` to the figure. Projects outside the place are there for shares only.
        restriction: projects to which the measure is limited; null counts as outside.
    """

    population: str
    statistic: Statistic
    restriction: pl.Expr | None = None


def count_projects(members: pl.DataFrame) -> Tally:
    """Number of projects in the place."""
    here = members.filter("in_place")
    recorded = _n(here, "recorded")
    return Tally(
        central=recorded,
        low=here.filter("sure")[UNSURE_GROUP].n_unique(),
        high=_n(here, "possible"),
        projects=recorded,
    )


def count_places(column: str) -> Statistic:
    """Number of distinct divisions; at most, each project without one stands in another."""

    def statistic(members: pl.DataFrame) -> Tally:
        here = members.filter("in_place")
        counted, possible = here.filter("recorded"), here.filter("possible")
        return Tally(
            central=counted[column].drop_nulls().n_unique(),
            low=here.filter("sure")[column].drop_nulls().n_unique(),
            high=possible[column].drop_nulls().n_unique() + possible[column].null_count(),
            projects=len(counted),
        )

    return statistic


def sum_of(column: str, divisor: float = 1.0) -> Statistic:
    """Sum of a quantity over the projects that state it; null if none does."""

    def statistic(members: pl.DataFrame) -> Tally:
        stating = members.filter(pl.col("in_place") & pl.col(column).is_not_null())
        counted = stating.filter("recorded")
        largest = stating.filter("sure").group_by(UNSURE_GROUP).agg(pl.col(column).max())
        return Tally(
            central=_total(counted[column], divisor),
            low=_total(largest[column], divisor),
            high=_total(stating.filter("possible")[column], divisor),
            projects=len(counted),
        )

    return statistic


def _total(values: pl.Series, divisor: float) -> float | None:
    # sorted, so that the sum does not depend on the order of the rows
    return float(values.sort().sum()) / divisor if len(values) else None


def share_of(hit: pl.Expr) -> Statistic:
    """Share of the population for which ``hit`` holds; bounds give each side its extreme.

    Unsure pairs are left as two: merging them would not bound a share.
    """

    def statistic(members: pl.DataFrame) -> Tally:
        yes, no = members.filter(hit), members.filter(~hit)
        return Tally(
            central=_share(_n(yes, "recorded"), _n(no, "recorded")),
            low=_share(_n(yes, "sure"), _n(no, "possible")),
            high=_share(_n(yes, "possible"), _n(no, "sure")),
            projects=_n(yes, "recorded"),
        )

    return statistic


def _n(members: pl.DataFrame, reading: str) -> int:
    return int(members[reading].sum())


def _share(hits: int, others: int) -> float | None:
    return hits / (hits + others) if hits + others else None


_SIZE = pl.coalesce("compute_pflops_planned", "compute_pflops_installed")
_STATES_COMPUTE = _SIZE.is_not_null()
_STATES_INVESTMENT = pl.col("investment_cny").is_not_null()


def _size_share(hit: pl.Expr) -> Measure:
    return Measure("known", share_of(hit), pl.col("in_place") & _STATES_COMPUTE)


def _installed(precision: str) -> Measure:
    return Measure(
        "in_service",
        sum_of(summed("compute_pflops_installed"), PFLOPS_PER_EFLOPS),
        pl.col("compute_pflops_installed").is_not_null()
        & (pl.col("compute_pflops_installed_precision").fill_null("unknown") == precision),
    )


MEASURES: Final[dict[str, Measure]] = {
    "projects_announced": Measure("announced", count_projects),
    "projects_started": Measure("started", count_projects),
    "projects_completed": Measure("completed", count_projects),
    "projects_cancelled": Measure("cancelled", count_projects),
    "projects_reported": Measure("reported", count_projects),
    "projects_reported_with_investment": Measure("reported", count_projects, _STATES_INVESTMENT),
    "projects_total": Measure("known", count_projects),
    "projects_active": Measure("active", count_projects),
    "projects_planned": Measure("planned", count_projects),
    "projects_under_construction": Measure("under_construction", count_projects),
    "projects_pipeline": Measure("pipeline", count_projects),
    "projects_built_or_under_construction": Measure("begun", count_projects),
    "projects_in_service": Measure("in_service", count_projects),
    "projects_stating_compute": Measure("known", count_projects, _STATES_COMPUTE),
    "provinces_announced": Measure("announced", count_places("province_adcode")),
    "provinces_reported": Measure("reported", count_places("province_adcode")),
    "cities_announced": Measure("announced", count_places("city_adcode")),
    "cities_pipeline": Measure("pipeline", count_places("city_adcode")),
    "investment_reported_cny": Measure(
        "reported", sum_of(summed("investment_cny")), _STATES_INVESTMENT
    ),
    "compute_installed_fp16_eflops": _installed("FP16"),
    "compute_installed_unstated_eflops": _installed("unknown"),
    "share_of_projects": Measure("known", share_of(pl.col("in_place")), pl.col("on_mainland")),
    "share_le_500p": _size_share(_SIZE <= 500),
    "share_500_1000p": _size_share((_SIZE > 500) & (_SIZE <= 1000)),
    "share_gt_500p": _size_share(_SIZE > 500),
}
