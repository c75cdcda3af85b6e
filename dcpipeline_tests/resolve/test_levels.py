"""How figures that come one after another become a level."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.resolve.levels import Figure, replay

START = date(2024, 1, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def figure(value: float, on: int = 0, **more) -> Figure:
    """A figure of press tier, stated and held on a day, of its own claim and origin."""
    own = {"claim_id": f"{value}@{on}", "tier": 2, "valid_from_on": day(on), "held_on": day(on)}
    return Figure(**own | {"value": float(value), "origin": f"{value}@{on}"} | more)


def phase(value: float, on: int = 0, number: int = 1, **more) -> Figure:
    return figure(value, on, **{"part": f"phase {number}", "number": number} | more)


def added(value: float, on: int = 0, **more) -> Figure:
    return figure(value, on, **{"change": "increment"} | more)


def told(*figures: Figure) -> list[tuple[str, float | None]]:
    """Rule and level of each figure."""
    return [(verdict.rule, verdict.value) for verdict in replay(figures)]


def test_a_total_and_its_own_phases_count_once_in_any_order():
    total = ("total_stated", 14000)
    assert told(figure(14000), phase(11000, 1, 2), phase(3000, 2)) == [
        total, ("phase_in_total", None), ("phase_in_total", None),
    ]  # fmt: skip
    assert told(phase(11000, 0, 2), phase(3000, 1), figure(14000, 2)) == [
        ("phase_added", 11000), ("phase_added", 14000), ("repeated", None),
    ]  # fmt: skip
    assert told(phase(3000, 0), figure(14000, 1), phase(11000, 2, 2)) == [
        ("phase_added", 3000), ("total_stated", 14000), ("phase_in_total", None),
    ]  # fmt: skip


def test_a_phase_beyond_phases_that_make_up_the_total_is_added():
    assert told(phase(3000, 0), figure(3000, 1), phase(11000, 2, 2)) == [
        ("phase_added", 3000), ("repeated", None), ("phase_added", 14000),
    ]  # fmt: skip


def test_a_total_after_an_enlargement_sets_the_level():
    assert told(figure(300), figure(800, 30, change="total")) == [
        ("total_stated", 300), ("expanded_to", 800),
    ]  # fmt: skip
    verdicts = replay([figure(300), figure(800, 30, change="total")])
    assert [(v.step, v.added, v.valid_from_on) for v in verdicts] == [
        (1, None, day(0)), (2, 500, day(30)),
    ]  # fmt: skip


def test_an_enlargement_without_words_is_a_total_only_if_it_is_larger():
    bigger, smaller = figure(900, 30, enlarged=True), figure(200, 60, enlarged=True)
    assert told(figure(300), bigger, smaller) == [
        ("total_stated", 300), ("expanded_to", 900), ("unclear_enlargement", None),
    ]  # fmt: skip


def test_what_is_added_is_added_to_the_last_level():
    assert told(figure(500), added(300, 10), added(200, 20)) == [
        ("total_stated", 500), ("increment_added", 800), ("increment_added", 1000),
    ]  # fmt: skip
    assert told(phase(500), added(300, 10)) == [("phase_added", 500), ("increment_added", 800)]


def test_what_is_added_to_nothing_known_is_a_floor_for_any_total():
    assert told(added(300), figure(800, 10, tier=6)) == [
        ("increment_added", 300), ("total_stated", 800),
    ]  # fmt: skip
    assert replay([added(300)])[0].added is None


def test_what_may_be_within_a_total_is_not_added():
    same_day = told(figure(500, 10), added(300, 10))
    assert same_day[1] == ("increment_in_total", None)
    in_its_month = added(300, 25, valid_from_on=day(0))
    assert told(figure(500, 10), in_its_month)[1] == ("increment_in_total", None)
    assert told(figure(200, 10), in_its_month)[1] == ("increment_added", 500)


def test_what_was_recorded_as_a_rise_or_a_phase_is_not_added_again():
    rise = told(figure(200), figure(500, 10), added(300, 50))
    assert rise[2] == ("increment_recorded", None)
    assert told(figure(200), figure(500, 10), added(300, 150))[2] == ("increment_added", 800)
    assert told(figure(200), figure(500, 10), added(301, 50))[2] == ("increment_added", 801)
    of_phase = told(phase(500), phase(300, 10, 2), added(300, 400))
    assert of_phase[2] == ("increment_recorded", None)
    # a first level is no rise
    assert told(figure(500), added(300, 10))[1] == ("increment_added", 800)


def test_an_increment_told_again_is_not_added_again():
    assert told(figure(500), added(300, 10), added(300, 60))[2] == ("repeated", None)
    assert told(figure(500), added(300, 10), added(300, 150))[2] == ("increment_added", 1100)
    copy = added(300, 150, origin="300@10")
    assert told(figure(500), added(300, 10), copy)[2] == ("repeated", None)


def test_what_is_added_to_a_phase_is_its_size_or_unclear():
    first = phase(300, 0, 2, change="increment")
    assert told(phase(500), first)[1] == ("phase_added", 800)
    assert told(phase(500), phase(100, 10, change="increment"))[1] == ("unclear_enlargement", None)


def test_the_same_again_is_no_step_but_counts_as_the_newest_total():
    assert told(figure(500), figure(500, 10), added(300, 10))[1:] == [
        ("repeated", None), ("increment_in_total", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("later", "rule"),
    [
        (figure(600, 80, tier=3), "tier_within_90_days"),
        (figure(600, 91, tier=3), "total_stated"),
        (figure(600, 80, tier=3, change="total"), "expanded_to"),
        (figure(600, 400, tier=4, change="total"), "weaker_source"),
        (figure(400, 400, tier=3), "weaker_source"),
        (figure(400, 400, tier=2), "total_stated"),
        (figure(400, 400, tier=2, valid_from_on=day(-5)), "older_report"),
        (figure(400, 400, tier=1, valid_from_on=day(-5)), "total_stated"),
        (figure(600, 0), "best_tier_then_newest"),
    ],
)
def test_which_later_total_moves_the_level(later, rule):
    assert told(figure(500), later)[1][0] == rule


def test_a_lower_total_than_the_phases_needs_a_source_as_good_and_replaces_them():
    phases = (phase(300), phase(400, 1, 2))
    assert told(*phases, figure(500, 10, tier=3))[2] == ("weaker_source", None)
    assert told(*phases, figure(500, 10), phase(100, 20, 3))[2:] == [
        ("total_stated", 500), ("phase_in_total", None),
    ]  # fmt: skip


def test_parts_of_phases_and_labels_without_number():
    batch = phase(300, 0, part="label 一期首批", nested=True)
    assert told(batch, phase(800, 10)) == [("phase_added", 300), ("phase_added", 800)]
    assert told(phase(800), phase(300, 10, part="label 一期首批", nested=True))[1] == (
        "part_of_phase", None,
    )  # fmt: skip
    east = figure(500, 10, part="label 东区")
    assert told(phase(300), phase(400, 1, 2), east)[2] == ("largest_part", None)
    assert told(phase(300), east)[1] == ("phase_added", 500)


@pytest.mark.parametrize(
    ("later", "rule"),
    [
        (phase(300, 10), "repeated"),
        (phase(400, 0), "best_tier_then_newest"),
        (phase(400, 10, tier=3), "phase_added"),
        (phase(400, 10, tier=4), "weaker_source"),
        (phase(200, 10, tier=3), "weaker_source"),
        (phase(200, 10), "phase_lowered"),
        (phase(200, 10, valid_from_on=day(-5)), "older_report"),
        (phase(200, 10, enlarged=True), "unclear_enlargement"),
    ],
)
def test_which_later_figure_moves_a_phase(later, rule):
    assert told(phase(300), later)[1][0] == rule


def test_a_step_is_not_dated_before_the_one_before_it():
    verdicts = replay([figure(300, 10), figure(400, 300, valid_from_on=day(5))])
    assert [v.valid_from_on for v in verdicts] == [day(10), day(10)]


# what is told of a site in any order of days
sizes = st.sampled_from([100, 200, 300, 400, 500, 700, 1000])
days = st.integers(0, 400)
tiers = st.integers(0, 6)


def some(make, **more):
    return st.builds(make, sizes, days, tier=tiers, **more)


figures = st.one_of(
    some(figure, change=st.sampled_from([None, "total"]), enlarged=st.booleans()),
    some(phase, number=st.integers(1, 3)),
    some(phase, number=st.integers(1, 3), part=st.just("label part"), nested=st.just(True)),
    some(added),
)


def ordered(world: list[Figure]) -> list[Figure]:
    """In the order that ``replay`` asks for."""
    rank = {False: 0, True: 1}
    return sorted(
        world,
        key=lambda f: (f.held_on, 2 if f.change == "increment" else rank[f.part != ""], f.tier),
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(figures, max_size=12))
def test_steps_add_up_and_are_numbered(world):
    level, number, last = None, 0, date.min
    for verdict in replay(ordered(world)):
        if verdict.step is None:
            assert (verdict.value, verdict.added, verdict.valid_from_on) == (None, None, None)
            continue
        assert verdict.step == number + 1
        assert verdict.valid_from_on >= last
        assert verdict.added is None if level is None else level + verdict.added == verdict.value
        level, number, last = verdict.value, verdict.step, verdict.valid_from_on


@settings(max_examples=300, deadline=None)
@given(st.lists(figures, max_size=12), days)
def test_what_comes_later_changes_nothing_before(world, on):
    until = [f for f in ordered(world) if f.held_on <= day(on)]
    assert replay(ordered(world))[: len(until)] == replay(until)


@settings(max_examples=300, deadline=None)
@given(st.lists(figures, min_size=1, max_size=12), st.data())
def test_a_copy_adds_no_capacity(world, data):
    known = ordered(world)
    place = data.draw(st.integers(0, len(known) - 1))
    original = known[place]
    copy = Figure(
        **{name: getattr(original, name) for name in Figure.__slots__}
        | {"claim_id": "copy", "tier": 6, "origin": "copy"}
    )
    same_rank = [
        index for index, f in enumerate(known)
        if f.held_on == copy.held_on and (f.change == "increment", f.part != "")
        == (copy.change == "increment", copy.part != "")
    ]  # fmt: skip
    more = [*known[: same_rank[-1] + 1], copy, *known[same_rank[-1] + 1 :]]
    verdicts = {v.claim_id: v for v in replay(more)}
    assert verdicts["copy"].step is None
    assert levels(replay(more)) == levels(replay(known))


def levels(verdicts) -> list[float]:
    return [verdict.value for verdict in verdicts if verdict.step is not None]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(sizes, min_size=1, max_size=4),
    st.lists(days, min_size=5, max_size=5),
    st.lists(tiers, min_size=5, max_size=5),
)
def test_a_total_equal_to_its_phases_changes_nothing(parts, when, tier):
    phases = [phase(value, when[n], n + 1, tier=tier[n]) for n, value in enumerate(parts)]
    total = figure(sum(parts), when[-1], tier=tier[-1])
    everything = replay(ordered([*phases, total]))
    assert max(levels(everything)) == levels(everything)[-1] == sum(parts)
    after = figure(sum(parts), max(when), tier=tier[-1])
    assert levels(replay([*ordered(phases), after])) == levels(replay(ordered(phases)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(some(figure), some(phase, number=st.integers(1, 3))), max_size=10))
def test_a_level_is_never_a_total_and_its_phases(world):
    totals = [f.value for f in world if f.part == ""]
    largest: dict[int, float] = {}
    for f in world:
        if f.number is not None:
            largest[f.number] = max(f.value, largest.get(f.number, 0))
    most = max([*totals, sum(largest.values())], default=0)
    assert all(value <= most for value in levels(replay(ordered(world))))
