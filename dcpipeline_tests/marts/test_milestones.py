from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.marts.milestones import STAGES, milestones
from dcpipeline.marts.populations import POPULATIONS, Period
from dcpipeline_tests.marts.frames import dated, projects


def interval(row: dict, stage: str) -> tuple:
    only = milestones(projects(row)).row(0, named=True)
    return tuple(only[f"{stage}_{kind}"] for kind in ("reached", "earliest", "recorded", "latest"))


def test_event_dates_bound_on_both_sides_by_their_precision() -> None:
    month = dated("announced_on", date(2023, 2, 1), "month")
    assert interval(month, "announced") == (
        True,
        date(2023, 2, 1),
        date(2023, 2, 1),
        date(2023, 2, 28),
    )
    year = dated("announced_on", date(2024, 1, 1), "year")
    assert interval(year, "announced")[3] == date(2024, 12, 31)


@pytest.mark.parametrize("basis", ["state_as_of", "unclear", "inferred", None])
def test_a_report_bounds_from_above_only(basis: str | None) -> None:
    row = dated("operational_on", date(2024, 5, 6), "day", basis) | {"status": "operational"}
    assert interval(row, "in_service") == (True, None, date(2024, 5, 6), date(2024, 5, 6))


def test_announcement_bounds_later_stages_from_below() -> None:
    row = {
        **dated("announced_on", date(2023, 3, 1)),
        **dated("operational_on", date(2024, 12, 1), "month", "state_as_of"),
        "status": "operational",
    }
    in_service = interval(row, "in_service")
    assert in_service == (True, date(2023, 3, 1), date(2024, 12, 1), date(2024, 12, 31))


def test_construction_is_the_first_sign_of_an_unannounced_project() -> None:
    row = dated("construction_started_on", date(2023, 6, 10)) | {"status": "under_construction"}
    assert interval(row, "announced") == (True, None, date(2023, 6, 10), date(2023, 6, 10))


def test_publication_is_the_first_sign_of_an_undated_project() -> None:
    assert interval({"first_seen_on": date(2024, 4, 3)}, "announced") == (
        True,
        None,
        date(2024, 4, 3),
        date(2024, 4, 3),
    )


def test_a_contradicted_lower_bound_is_dropped() -> None:
    row = {
        **dated("announced_on", date(2025, 1, 1)),
        **dated("operational_on", date(2022, 7, 1)),
        "status": "operational",
    }
    assert interval(row, "announced") == (True, None, date(2022, 7, 1), date(2022, 7, 1))


def test_an_undated_status_is_reached_by_the_newest_claim() -> None:
    row = {"status": "operational", "last_changed_on": date(2025, 9, 3)}
    assert interval(row, "in_service") == (True, None, None, date(2025, 9, 3))
    bounded = row | dated("announced_on", date(2025, 8, 1))
    day = date(2025, 8, 1)
    assert interval(bounded, "in_service") == (True, day, day, date(2025, 9, 3))


def test_an_undated_status_bounds_the_stages_before_it() -> None:
    row = {
        **dated("construction_started_on", date(2025, 1, 1), "year"),
        "status": "operational",
        "last_changed_on": date(2025, 6, 1),
    }
    assert interval(row, "in_service")[3] == date(2025, 6, 1)
    assert interval(row, "started") == (True, date(2025, 1, 1), date(2025, 1, 1), date(2025, 6, 1))


def test_a_stage_without_evidence_is_not_reached() -> None:
    assert interval({"status": "suspended"}, "in_service") == (False, None, None, None)
    assert interval({"status": None}, "started") == (False, None, None, None)


def test_a_date_without_precision_is_a_year() -> None:
    row = {"announced_on": date(2023, 1, 1), "announced_on_basis": "event"}
    assert interval(row, "announced")[3] == date(2023, 12, 31)


def test_no_projects() -> None:
    assert milestones(projects()).shape == (0, 1 + 4 * len(STAGES))


DAYS = st.dates(date(2021, 1, 1), date(2026, 10, 1))
DATED = {
    name: st.one_of(
        st.just({}),
        st.builds(
            lambda day, precision, basis, name=name: dated(name, day, precision, basis),
            DAYS,
            st.sampled_from(["day", "month", "year", "none"]),
            st.sampled_from(["event", "state_as_of", "unclear", "inferred"]),
        ),
    )
    for name in ("announced_on", "construction_started_on", "operational_on", "cancelled_on")
}
ROW = st.builds(
    lambda *parts: {key: value for part in parts for key, value in part.items()},
    *DATED.values(),
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(["announced", "under_construction", "operational", None]),
            "first_seen_on": DAYS,
        }
    ),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=6), start=st.none() | DAYS, days=st.integers(0, 900))
def test_bounds_enclose_the_record(rows: list[dict], start: date | None, days: int) -> None:
    end = (start or date(2023, 6, 30)) + timedelta(days=days)
    intervals = milestones(projects(*rows))
    for stage in STAGES:
        earliest, recorded, latest = (
            pl.col(f"{stage}_{kind}") for kind in ("earliest", "recorded", "latest")
        )
        broken = (earliest > latest) | (recorded > latest) | (earliest > recorded)
        assert intervals.filter(broken).is_empty()
    for name, population in POPULATIONS.items():
        read = intervals.select(population(Period(start, end)).columns())
        assert read.filter(pl.col("sure") & ~pl.col("recorded")).is_empty(), name
        assert read.filter(pl.col("recorded") & ~pl.col("possible")).is_empty(), name


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(ROW, min_size=1, max_size=6), day=DAYS)
def test_states_at_a_day_are_disjoint_and_complete(rows: list[dict], day: date) -> None:
    intervals = milestones(projects(*rows))
    period = Period(None, day)
    read = intervals.select(
        POPULATIONS[name](period).recorded.alias(name)
        for name in ("active", "planned", "under_construction", "in_service", "pipeline", "begun")
    )
    states = pl.sum_horizontal("planned", "under_construction", "in_service")
    assert read.filter(states != pl.col("active").cast(pl.UInt32)).is_empty()
    assert read.filter(
        pl.col("pipeline") != (pl.col("planned") | pl.col("under_construction"))
    ).is_empty()
    assert read.filter(
        pl.col("begun") != (pl.col("under_construction") | pl.col("in_service"))
    ).is_empty()
