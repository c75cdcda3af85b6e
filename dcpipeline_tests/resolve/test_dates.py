"""When a project was announced, begun and put into service."""

from datetime import date

from dcpipeline_tests.resolve.made import event, project, rules


def test_milestones_take_their_earliest_event():
    made = project(
        event("signed", "2022-05-01"),
        event("approved", "2022-03-01"),
        event("construction_start", "2023-02-01"),
        event("phase_online", "2024-01-01"),
        event("operational", "2025-01-01"),
    )
    assert made["announced_on"] == date(2022, 3, 1)
    assert made["construction_started_on"] == date(2023, 2, 1)
    assert made["operational_on"] == date(2024, 1, 1)
    assert made["operational_on_basis"] == "event"
    assert made["cancelled_on"] is None


def test_an_event_goes_before_a_later_report_and_a_vague_one():
    told = [
        event("construction_start", "2023-01-01", event_basis="unclear", event_precision="year",
              published="2023-12-31"),
        event("construction_start", "2023-04-05"),
        event("construction_start", "2023-09-01", event_basis="state_as_of"),
    ]  # fmt: skip
    made = project(*told)
    assert made["construction_started_on"] == date(2023, 4, 5)
    assert made["construction_started_on_precision"] == "day"
    found = rules("construction_started_on", *told)
    assert found["cl0004"] == ("used", "earliest_event")
    assert found["cl0003"] == ("outvoted", "earliest_event")


def test_what_already_held_did_not_begin_later():
    told = [
        event("construction_start", "2022-06-01", event_basis="state_as_of"),
        event("construction_start", "2023-04-05", phase="二期"),
    ]
    made = project(*told)
    assert made["construction_started_on"] == date(2022, 6, 1)
    assert made["construction_started_on_basis"] == "state_as_of"
    assert rules("construction_started_on", *told)["cl0003"] == ("used", "earliest_report")


def test_undated_events_give_no_date():
    made = project(event("operational", None))
    assert (made["operational_on"], made["operational_on_precision"]) == (None, None)


def test_plans_give_no_start():
    assert project(event("announced", "2023-01-01"))["construction_started_on"] is None


def test_the_end_is_the_newest_accepted_cancellation():
    made = project(
        event("cancelled", "2024-01-01"),
        event("cancelled", "2024-02-01", "official"),
        event("cancelled", "2024-03-01", "repost"),
    )
    assert made["cancelled_on"] == date(2024, 2, 1)


def test_a_revived_project_has_no_end():
    made = project(event("cancelled", "2024-01-01"), event("operational", "2025-01-01"))
    assert (made["status"], made["cancelled_on"]) == ("operational", None)
    assert made["status_disputed"] is True
