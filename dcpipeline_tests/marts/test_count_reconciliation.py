from datetime import date
from typing import Any

import polars as pl
import pytest

from dcpipeline.marts import count_reconciliation
from dcpipeline.marts.measures import MEASURES
from dcpipeline.schema.tables.ref import COUNT_MEASURE
from dcpipeline_tests.marts.frames import (
    AS_OF,
    DIVISIONS,
    candidates,
    dated,
    pid,
    projects,
    table_of,
)

COUNT: dict[str, Any] = {
    "count_id": "PC1",
    "metric": "projects",
    "geography_level": "nation",
    "value": 10.0,
    "comparator": "eq",
    "period_start_on": date(2022, 1, 1),
    "period_end_on": date(2024, 12, 31),
}
NO_EVENTS: list[dict[str, Any]] = []


def reconcile(
    frame: pl.DataFrame,
    measure: str | None,
    *pairs: tuple[int, int, str],
    events: list[dict[str, Any]] = NO_EVENTS,
    adcodes: str | None = None,
    **count: Any,
) -> pl.DataFrame:
    walk = {
        "count_id": "PC1",
        "our_measure": measure,
        "comparability": "partly" if measure else "none",
        "our_adcodes": adcodes,
        "comparability_reason": "because",
    }
    return count_reconciliation(
        projects=frame,
        project_events=table_of("core.project_events", events),
        match_candidates=candidates(*pairs),
        published_counts=table_of("ref.published_counts", [COUNT | count]),
        count_crosswalk=table_of("ref.count_crosswalk", [walk]),
        divisions=DIVISIONS,
        as_of=AS_OF,
    )


def figures(table: pl.DataFrame, variant: str = "all") -> tuple:
    row = table.row(by_predicate=pl.col("variant") == variant, named=True)
    return row["ours_low"], row["ours"], row["ours_high"]


ANNOUNCED = [
    dated("announced_on", date(2023, 5, 1)),  # inside, sure
    dated("announced_on", date(2024, 1, 1), "year"),  # the year lies wholly inside
    dated("announced_on", date(2021, 12, 31)),  # outside
    dated("announced_on", date(2025, 1, 1), "month"),  # outside
    dated("announced_on", date(2024, 6, 1), "day", "unclear"),  # counted, not sure
    dated("construction_started_on", date(2025, 2, 1)),  # announced earlier: may belong
    {},  # first seen in 2026: may belong
    dated("announced_on", date(2023, 1, 1)) | {"scope": "programme"},  # never
]


def test_announced_in_the_period() -> None:
    table = reconcile(projects(*ANNOUNCED), "projects_announced")
    row = table.row(by_predicate=pl.col("variant") == "all", named=True)
    assert (row["ours_low"], row["ours"], row["ours_high"]) == (2, 3, 5)
    assert (row["ours_by_report"], row["ours_undated"], row["ours_projects"]) == (1, 2, 3)
    assert (row["ratio"], row["gap"], row["agreement"]) == (0.3, -7, "ours_lower")
    assert (row["comparable"], row["comparability"], row["reason"]) == (True, "partly", "because")
    assert (row["latitude"], row["geography_level"]) == (39.9, "nation")


def test_a_year_that_only_overlaps_is_undated() -> None:
    frame = projects(dated("announced_on", date(2024, 1, 1), "year"))
    table = reconcile(frame, "projects_announced", period_end_on=date(2024, 8, 31))
    assert figures(table) == (0, 0, 1)


def test_a_month_that_only_overlaps_is_undated() -> None:
    frame = projects(dated("announced_on", date(2024, 8, 1), "month"))
    table = reconcile(frame, "projects_announced", period_end_on=date(2024, 8, 30))
    assert figures(table) == (0, 0, 1)


def test_unsure_pairs_lower_the_lower_bound_only() -> None:
    frame = projects(*[dated("announced_on", date(2023, 5, 1))] * 3)
    table = reconcile(frame, "projects_announced", (1, 2, "unsure"))
    assert figures(table) == (2, 3, 3)


def test_variants() -> None:
    inside = dated("announced_on", date(2023, 5, 1))
    table = reconcile(
        projects(
            inside | {"ai_stated": False, "best_tier": "official"},
            inside | {"ai_stated": True, "best_tier": "unverified"},
            inside | {"ai_stated": None, "best_tier": "trade"},
        ),
        "projects_announced",
    )
    assert [figures(table, name)[1] for name in ("all", "ai_stated", "strict")] == [3, 1, 2]


def test_completed_uses_the_announcement_as_lower_bound() -> None:
    frame = projects(
        {
            **dated("announced_on", date(2023, 1, 5)),
            **dated("operational_on", date(2024, 11, 1), "month", "state_as_of"),
            "status": "operational",
        },
        dated("operational_on", date(2024, 11, 1), "month", "state_as_of")
        | {"status": "operational"},
        {"status": "operational"},
        dated("announced_on", date(2023, 1, 1)),
    )
    assert figures(reconcile(frame, "projects_completed")) == (1, 2, 3)


def test_states_at_the_end_of_the_period() -> None:
    frame = projects(
        dated("operational_on", date(2023, 5, 1)) | {"status": "operational"},
        dated("construction_started_on", date(2023, 5, 1))
        | dated("operational_on", date(2026, 1, 1), "day", "state_as_of")
        | {"status": "operational"},
        dated("announced_on", date(2023, 5, 1)),
        dated("announced_on", date(2023, 5, 1))
        | dated("cancelled_on", date(2024, 2, 1))
        | {"status": "cancelled"},
    )

    def at_end(measure: str) -> tuple:
        return figures(reconcile(frame, measure, period_start_on=None))

    assert at_end("projects_total") == (4, 4, 4)
    assert at_end("projects_active") == (3, 3, 3)
    assert at_end("projects_in_service") == (1, 1, 2)
    assert at_end("projects_under_construction") == (0, 1, 1)
    assert at_end("projects_planned") == (1, 1, 1)
    assert at_end("projects_pipeline") == (1, 2, 2)
    assert at_end("projects_built_or_under_construction") == (2, 2, 2)


def test_cancelled() -> None:
    frame = projects(
        dated("cancelled_on", date(2024, 2, 1)) | {"status": "cancelled"},
        {"status": "cancelled"},
        {"status": "suspended"},
    )
    assert figures(reconcile(frame, "projects_cancelled")) == (1, 1, 2)


def test_provinces_and_cities_leave_hong_kong_out_of_the_nation() -> None:
    inside = dated("announced_on", date(2023, 5, 1))
    frame = projects(
        inside,
        inside,
        inside | {"city_adcode": None},
        inside | {"province_adcode": "110000", "city_adcode": "110000"},
        inside | {"province_adcode": "810000", "city_adcode": "810000"},
        {"province_adcode": "620000", "city_adcode": None},
    )
    assert figures(reconcile(frame, "provinces_announced")) == (2, 2, 3)
    # one project inside and one that may belong have no city: each could add one
    assert figures(reconcile(frame, "cities_announced")) == (2, 2, 4)
    hong_kong = reconcile(
        frame, "projects_announced", geography_level="province", province_adcode="810000"
    )
    assert figures(hong_kong) == (1, 1, 1)


def test_places_of_the_crosswalk_come_first() -> None:
    inside = dated("announced_on", date(2023, 5, 1))
    frame = projects(inside, inside | {"city_adcode": "131000"}, inside | {"city_adcode": None})
    both = reconcile(frame, "projects_announced", adcodes="130700;131000", geography_level="region")
    assert figures(both)[1] == 2
    city = reconcile(
        frame,
        "projects_announced",
        geography_level="city",
        province_adcode="130000",
        city_adcode="131000",
    )
    assert figures(city)[1] == 1


def test_share_of_projects_and_its_bounds() -> None:
    known = dated("announced_on", date(2023, 5, 1))
    frame = projects(
        known,
        known | {"province_adcode": "110000", "city_adcode": "110000"},
        known | {"province_adcode": "620000", "city_adcode": None},
        {"province_adcode": "620000", "city_adcode": None},
        known | {"province_adcode": "810000", "city_adcode": "810000"},
    )
    table = reconcile(
        frame,
        "share_of_projects",
        geography_level="province",
        province_adcode="130000",
        period_start_on=None,
        value=0.5,
    )
    low, ours, high = figures(table)
    assert (low, ours, high) == (
        0.25,
        pytest.approx(1 / 3, abs=1e-4),
        pytest.approx(1 / 3, abs=1e-4),
    )


def test_size_shares_split_at_500_and_1000() -> None:
    known = dated("announced_on", date(2023, 5, 1))
    frame = projects(
        known | {"compute_pflops_planned": 500.0},
        known | {"compute_pflops_planned": 1000.0, "compute_pflops_installed": 10.0},
        known | {"compute_pflops_installed": 1001.0},
        known | {"compute_pflops_installed": 2.0},
        known,
    )
    shares = [
        figures(reconcile(frame, name))[1]
        for name in ("share_le_500p", "share_500_1000p", "share_gt_500p")
    ]
    assert shares == [0.5, 0.25, 0.5]
    assert figures(reconcile(frame, "projects_stating_compute"))[1] == 4


def test_compute_of_one_precision_only() -> None:
    service = dated("operational_on", date(2024, 5, 1)) | {"status": "operational"}

    def installed(pflops: float, precision: str | None) -> dict[str, Any]:
        return service | {
            "compute_pflops_installed": pflops,
            "compute_pflops_installed_precision": precision,
        }

    frame = projects(
        installed(1500, "FP16"), installed(500, "FP16"), installed(7000, None), installed(9, "FP64")
    )
    assert figures(reconcile(frame, "compute_installed_fp16_eflops", (1, 2, "unsure"))) == (
        1.5,
        2.0,
        2.0,
    )
    assert figures(reconcile(frame, "compute_installed_unstated_eflops"))[1] == 7


def test_investment_of_a_campus_is_summed_once() -> None:
    seen = {"investment_cny": 5e9, "parent_project_id": pid(1)}
    frame = projects({"scope": "campus", "investment_cny": 2e10}, seen, {})
    events = [event(n, date(2024, 2, 1)) for n in (1, 2, 3)]
    table = reconcile(frame, "investment_reported_cny", events=events)
    assert figures(table) == (2e10, 2e10, 2e10)
    undated = [*events[:2], event(3, None, "none")]
    assert reconcile(frame, "investment_reported_cny", events=undated)["ours_undated"][0] == 0
    assert figures(reconcile(frame, "projects_reported_with_investment", events=events))[1] == 2


def event(number: int, day: date | None, precision: str = "day") -> dict[str, Any]:
    return {
        "claim_id": f"c{number}-{day}",
        "project_id": pid(number),
        "event": "signed",
        "event_on": day,
        "event_precision": precision,
        "published_on": AS_OF,
        "source_tier": "press",
    }


def test_reported_in_the_period() -> None:
    events = [
        event(1, date(2024, 2, 1)),
        event(1, date(2020, 2, 1)),
        event(2, date(2024, 1, 1), "year"),
        event(3, None, "none"),
        event(4, date(2025, 2, 1)),
    ]
    table = reconcile(
        projects({}, {}, {}, {}, {}),
        "projects_reported",
        events=events,
        period_start_on=date(2024, 1, 1),
        period_end_on=date(2024, 3, 31),
    )
    assert figures(table) == (1, 1, 3)


def test_not_comparable_says_why() -> None:
    table = reconcile(projects(*ANNOUNCED), None)
    assert figures(table) == (None, None, None)
    assert table["comparable"].to_list() == [False] * 3
    assert table["reason"].unique().to_list() == ["because"]
    assert table["agreement"].null_count() == 3


def test_a_region_without_codes_is_not_comparable() -> None:
    row = reconcile(projects(*ANNOUNCED), "projects_total", geography_level="region").row(
        0, named=True
    )
    assert (row["comparable"], row["comparability"], row["ours"]) == (False, "none", None)
    assert row["reason"] == "The place of the count is no division that we can count."


def test_a_count_without_a_crosswalk_row() -> None:
    table = count_reconciliation(
        projects=projects(),
        project_events=table_of("core.project_events", []),
        match_candidates=candidates(),
        published_counts=table_of("ref.published_counts", [COUNT]),
        count_crosswalk=table_of("ref.count_crosswalk", []),
        divisions=DIVISIONS,
        as_of=AS_OF,
    )
    assert table["reason"].unique().to_list() == [
        "Nobody has decided yet what of ours is comparable."
    ]


def test_no_projects_and_zero_published() -> None:
    row = reconcile(projects(), "projects_announced", value=0.0).row(0, named=True)
    assert (row["ours"], row["ratio"], row["agreement"]) == (0, None, "within_bounds")
    assert figures(reconcile(projects(), "investment_reported_cny")) == (None, None, None)
    assert figures(reconcile(projects(), "share_of_projects")) == (None, None, None)


def test_at_least_may_lie_below_our_bounds() -> None:
    frame = projects(*[dated("announced_on", date(2023, 5, 1))] * 3)
    agreement = {
        comparator: reconcile(frame, "projects_announced", value=2.0, comparator=comparator)[
            "agreement"
        ][0]
        for comparator in ("ge", "eq")
    }
    assert agreement == {"ge": "within_bounds", "eq": "ours_higher"}


def test_measures_are_the_vocabulary() -> None:
    assert MEASURES.keys() == COUNT_MEASURE.keys()


@pytest.mark.parametrize("measure", sorted(COUNT_MEASURE))
def test_every_measure_works_without_facts(measure: str) -> None:
    bare = projects({"city_adcode": None, "status": None, "scope": None, "ai_stated": None})
    assert len(reconcile(bare, measure)) == 3
    assert len(reconcile(projects(), measure)) == 3


@pytest.mark.parametrize(("published", "compared"), [(AS_OF, True), (date(2099, 1, 1), False)])
def test_a_count_of_a_later_day_is_not_compared(published: date, compared: bool) -> None:
    frame = projects(dated("announced_on", date(2023, 5, 1)))
    table = reconcile(frame, "projects_announced", as_of=published)
    assert table["comparable"].to_list() == [compared] * table.height
    assert table["ours"].is_null().to_list() == [not compared] * table.height
    said = "because" if compared else "The count was not published by the day of this run."
    assert set(table["reason"]) == {said}
