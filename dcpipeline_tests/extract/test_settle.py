"""What remains of the claims about one subject."""

from dataclasses import replace
from datetime import date
from typing import Any

from dcpipeline.extract.claim import PageClaim, Subject
from dcpipeline.extract.settle import settled

CLAIM = PageClaim(Subject("", "project", None), "event", "operational", "云岭", 0, 2, 0, 2)
MAY = {
    "event_on": date(2025, 5, 1), "event_to_on": date(2025, 5, 31), "event_precision": "month"
}  # fmt: skip
DAY = {"event_on": date(2025, 5, 3), "event_to_on": date(2025, 5, 3), "event_precision": "day"}


def event(code: str, **columns: Any) -> PageClaim:
    return replace(CLAIM, value_text=code, **columns)


def figure(value: float, name: str = "compute", **columns: Any) -> PageClaim:
    return replace(
        CLAIM, property=name, value_text=f"{value}P", value_num=value, unit="PFLOPS", **columns
    )


def operator(name: str) -> PageClaim:
    return replace(CLAIM, property="operator", value_text=name)


def of_project(*claims: PageClaim) -> list[PageClaim]:
    return settled(list(claims), is_project=True)


def test_a_repeated_figure_counts_once() -> None:
    assert of_project(figure(1000), figure(1000, span_start=9)) == [figure(1000)]


def test_the_figure_that_says_whether_it_is_planned_stays() -> None:
    told = figure(1000, basis="planned")
    assert settled([figure(1000), told], is_project=False) == [told]
    assert settled([told, figure(1000)], is_project=False) == [told]


def test_figures_of_other_phases_values_and_properties_stay() -> None:
    claims = [figure(1000), figure(1000, phase="1"), figure(2000), figure(1000, name="racks")]
    assert of_project(*claims) == claims


def test_of_two_reports_of_an_event_the_dated_one_stays() -> None:
    assert of_project(event("operational"), event("operational", **MAY)) == [
        event("operational", **MAY)
    ]
    assert of_project(event("operational", **MAY), event("operational")) == [
        event("operational", **MAY)
    ]


def test_of_two_dates_the_one_inside_the_other_stays() -> None:
    assert of_project(event("signed", **MAY), event("signed", **DAY)) == [event("signed", **DAY)]
    assert of_project(event("signed", **DAY), event("signed", **MAY)) == [event("signed", **DAY)]


def test_an_announcement_stays_only_without_progress() -> None:
    assert of_project(event("announced"), event("signed")) == [event("signed")]
    assert of_project(event("announced")) == [event("announced")]


def test_a_project_with_plans_alone_is_announced() -> None:
    plan = event("operational", basis="planned", phase="1", **MAY)
    assert of_project(plan) == [plan, event("announced")]
    assert of_project(plan, event("signed")) == [plan, event("signed")]
    assert settled([plan], is_project=False) == [plan]


def test_a_project_with_planned_figures_alone_is_announced() -> None:
    plan = figure(1000, basis="planned", quote="规划算力1000P")
    assert of_project(plan) == [plan, event("announced", quote="规划算力1000P")]
    assert of_project(figure(1000)) == [figure(1000)]
    assert settled([plan], is_project=False) == [plan]


def test_a_project_that_stands_in_part_or_is_to_grow_is_no_announcement() -> None:
    plan = figure(9000, basis="planned", quote="规划算力9000P")
    stands = figure(4000, basis="installed")
    assert of_project(plan, stands) == [plan, stands]
    growth = event("expanded", basis="planned")
    assert of_project(growth) == [growth]


def test_an_undated_event_of_the_whole_yields_to_the_dated_one_of_a_phase() -> None:
    phase = event("construction_start", phase="2", **MAY)
    assert of_project(event("construction_start"), phase) == [phase]


def test_a_dated_event_of_the_whole_stays_beside_that_of_a_phase() -> None:
    whole, phase = event("operational", **DAY), event("operational", phase="2", **MAY)
    assert of_project(whole, phase) == [whole, phase]


def test_a_figure_bounded_from_below_and_above_is_flagged() -> None:
    low, high = figure(0.8, qualifier="at_least"), figure(0.8, qualifier="at_most", state="idle")
    assert [c.value_flag for c in of_project(low, high)] == ["contradicts", "contradicts"]
    about = figure(0.8, qualifier="about", state="idle")
    assert [c.value_flag for c in of_project(low, about)] == [None, None]
    other = figure(0.5, qualifier="at_most", state="idle")
    assert [c.value_flag for c in of_project(low, other)] == [None, None]


def test_the_full_name_of_an_operator_replaces_its_short_form() -> None:
    full = operator("云岭数据有限公司")
    assert of_project(operator("云岭数据"), full) == [full]
    assert of_project(full, full) == [full]
    assert of_project(operator("青川能源"), full) == [operator("青川能源"), full]


def test_nothing_remains_of_nothing() -> None:
    assert settled([], is_project=True) == []
