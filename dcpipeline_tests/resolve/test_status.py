"""Every rule by which events become a status."""

from datetime import date

import pytest

from dcpipeline_tests.resolve.made import event, project, rules


@pytest.mark.parametrize(
    ("name", "phase", "basis", "expected"),
    [
        ("announced", None, None, "announced"),
        ("signed", None, None, "signed"),
        ("approved", None, None, "approved"),
        ("construction_start", None, None, "under_construction"),
        ("phase_online", None, None, "partly_operational"),
        ("operational", None, None, "operational"),
        ("operational", "一期", None, "partly_operational"),
        ("expanded", None, "installed", "operational"),
        ("expanded", None, None, "operational"),
        ("expanded", "二期", None, "partly_operational"),
        ("expanded", None, "planned", "announced"),
        ("suspended", None, None, "suspended"),
        ("cancelled", None, None, "cancelled"),
        ("transferred", None, None, None),
        ("idle_reported", None, None, None),
    ],
)
def test_status_of_one_event(name, phase, basis, expected):
    assert project(event(name, "2025-01-01", phase=phase, basis=basis))["status"] == expected


def test_newest_dated_event_wins_whatever_its_tier():
    told = [
        event("construction_start", "2024-01-01", "official"),
        event("operational", "2024-06-01", "unverified"),
    ]
    made = project(*told)
    assert (made["status"], made["status_on"]) == ("operational", date(2024, 6, 1))
    assert made["status_source_words"] == "operational"
    found = rules("status", *told)
    assert found["cl0004"] == ("used", "newest_dated_event")
    assert found["cl0003"] == ("outvoted", "newest_dated_event")


@pytest.mark.parametrize(
    ("newer", "expected"), [("2024-03-31", "under_construction"), ("2024-04-01", "operational")]
)
def test_tier_decides_within_90_days_only(newer, expected):
    # 2024-01-01 and 2024-03-31 lie 90 days apart
    older = event("construction_start", "2024-01-01", "official")
    assert project(older, event("operational", newer, "repost"))["status"] == expected


def test_rule_of_the_tier_is_named():
    found = rules(
        "status",
        event("construction_start", "2024-01-01", "official"),
        event("operational", "2024-02-01", "repost"),
    )
    assert found["cl0003"] == ("used", "tier_within_90_days")
    assert found["cl0004"] == ("outvoted", "tier_within_90_days")


@pytest.mark.parametrize("plan", ["announced", "signed", "approved"])
@pytest.mark.parametrize("done", ["construction_start", "phase_online", "operational"])
def test_a_plan_never_overrides_an_event(plan, done):
    before = project(event(done, "2023-01-01", "unverified"))["status"]
    told = [event(done, "2023-01-01", "unverified"), event(plan, "2026-01-01", "official")]
    assert project(*told)["status"] == before
    assert rules("status", *told)["cl0004"] == ("outvoted", "plan_never_overrides_event")


def test_a_dated_plan_gives_way_to_an_undated_event():
    told = [event("operational", None), event("signed", "2024-01-01")]
    made = project(*told)
    assert (made["status"], made["status_on"], made["status_on_precision"]) == (
        "operational",
        None,
        None,
    )


def test_undated_events_count_only_without_dated_ones():
    told = [event("operational", None, "official"), event("construction_start", "2024-01-01")]
    assert project(*told)["status"] == "under_construction"
    assert rules("status", *told)["cl0003"] == ("outvoted", "undated_yields_to_dated")


def test_among_undated_events_tier_then_furthest_stage():
    assert (
        project(event("operational", None, "repost"), event("construction_start", None, "press"))[
            "status"
        ]
        == "under_construction"
    )
    told = [event("operational", None), event("construction_start", None)]
    assert project(*told)["status"] == "operational"
    assert rules("status", *told)["cl0003"] == ("used", "undated_only")


def test_the_start_of_phase_two_leaves_a_site_in_service():
    told = [
        event("operational", "2023-01-01"),
        event("construction_start", "2025-01-01", phase="二期"),
    ]
    made = project(*told)
    assert (made["status"], made["status_disputed"]) == ("operational", False)
    assert rules("status", *told)["cl0004"] == ("outvoted", "phase_never_lowers_site")


def test_a_phase_lifts_a_site():
    made = project(
        event("construction_start", "2023-01-01"), event("operational", "2024-01-01", phase="一期")
    )
    assert made["status"] == "partly_operational"


def test_a_stopped_phase_does_not_stop_the_site():
    told = [event("operational", "2023-01-01"), event("cancelled", "2025-01-01", phase="二期")]
    made = project(*told)
    assert (made["status"], made["status_disputed"]) == ("operational", False)
    assert made["cancelled_on"] is None
    assert rules("status", *told)["cl0004"] == ("outvoted", "phase_stop_stays_with_phase")


@pytest.mark.parametrize("stop", ["suspended", "cancelled"])
@pytest.mark.parametrize(
    ("tier", "stops"),
    [
        ("official", True),
        ("operator_filing", True),
        ("press", True),
        ("trade", False),
        ("repost", False),
        ("third_party_dataset", False),
        ("unverified", False),
    ],
)
def test_a_stop_needs_press_tier(stop, tier, stops):
    made = project(event("construction_start", "2023-01-01"), event(stop, "2025-01-01", tier))
    assert made["status"] == (stop if stops else "under_construction")
    assert made["status_disputed"] is not stops


def test_a_weak_stop_alone_gives_no_status():
    made = project(event("cancelled", "2025-01-01", "repost"))
    assert (made["status"], made["status_disputed"], made["cancelled_on"]) == (None, True, None)


def test_a_weak_stop_that_was_overtaken_disputes_nothing():
    made = project(event("suspended", "2023-01-01", "repost"), event("operational", "2025-01-01"))
    assert (made["status"], made["status_disputed"]) == ("operational", False)


def test_a_weak_report_of_an_accepted_stop_disputes_nothing():
    made = project(
        event("cancelled", "2025-01-01", "operator_filing"),
        event("cancelled", "2025-01-02", "repost"),
    )
    assert (made["status"], made["status_disputed"]) == ("cancelled", False)
    assert made["cancelled_on"] == date(2025, 1, 1)


def test_a_step_back_is_disputed():
    made = project(event("operational", "2023-01-01"), event("construction_start", "2025-01-01"))
    assert (made["status"], made["status_disputed"]) == ("under_construction", True)


def test_work_taken_up_again_is_no_dispute():
    made = project(event("suspended", "2023-01-01"), event("construction_start", "2024-01-01"))
    assert (made["status"], made["status_disputed"]) == ("under_construction", False)


def test_ties_go_to_the_furthest_stage_then_the_smallest_claim():
    assert project(event("construction_start", "2024-01-01"), event("operational", "2024-01-01"))[
        "status"
    ] == "operational"  # fmt: skip
    found = rules("status", event("operational", "2024-01-01"), event("operational", "2024-01-01"))
    assert found["cl0003"][0] == "used"
    assert found["cl0004"] == ("outvoted", "smallest_claim_id")


def test_a_vague_date_of_a_further_stage_is_not_older_than_a_day_inside_it():
    made = project(
        event("operational", "2024-01-01", event_precision="year", published="2024-12-31"),
        event("construction_start", "2024-05-20"),
    )
    assert (made["status"], made["status_on"]) == ("operational", date(2024, 1, 1))
    assert made["status_on_precision"] == "year"
    assert made["status_disputed"] is False


def test_an_opening_that_is_only_set_does_not_count_before_its_day():
    told = [
        event("construction_start", "2024-01-01"),
        event("operational", "2024-06-28", published="2024-06-19"),
    ]
    assert project(*told, as_of=date(2024, 6, 27))["status"] == "under_construction"
    assert project(*told, as_of=date(2024, 6, 28))["status"] == "operational"


def test_stale_before_service_after_two_years_of_silence():
    assert project(event("construction_start", "2024-11-20"))["stale"] is True
    assert project(event("construction_start", "2024-11-21"))["stale"] is False
    assert project(event("operational", "2020-01-01"))["stale"] is False
    assert project(event("suspended", "2020-01-01"))["stale"] is False
    assert project(event("idle_reported", "2020-01-01"))["stale"] is False
