import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.marts.grouping import connected, counted_projects, status_group, with_unsure_group
from dcpipeline.schema import vocabularies as v
from dcpipeline_tests.marts.frames import candidates, pid, projects


def test_every_status_has_a_group() -> None:
    statuses = [*v.STATUS, None, "moved"]
    groups = pl.DataFrame({"status": statuses}).select(status_group()).to_series().to_list()
    assert groups == [
        "planned",
        "planned",
        "planned",
        "under_construction",
        "in_service",
        "in_service",
        "stopped",
        "stopped",
        "unknown",
        "unknown",
    ]


def test_programmes_are_not_counted_and_unknown_scope_is() -> None:
    kept = counted_projects(projects({"scope": "programme"}, {"scope": None}, {"scope": "campus"}))
    assert kept["project_id"].to_list() == [pid(2), pid(3)]


def test_only_unsure_pairs_connect_and_they_chain() -> None:
    frame = projects({}, {}, {}, {})
    pairs = candidates((3, 2, "unsure"), (2, 1, "unsure"), (3, 4, "different"))
    groups = with_unsure_group(frame, pairs)["unsure_group"].to_list()
    assert groups == [pid(1), pid(1), pid(1), pid(4)]


def test_a_subject_that_waits_connects_nothing() -> None:
    pairs = candidates((1, None, "unsure"), (None, 2, "unsure"), (None, None, "unsure"))
    groups = with_unsure_group(projects({}, {}), pairs)["unsure_group"].to_list()
    assert groups == [pid(1), pid(2)]


PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))


@given(pairs=PAIRS)
def test_components_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[str, str]]) -> None:
    group = connected(pairs)
    assert group == connected([(right, left) for left, right in reversed(pairs)])
    assert all(group[left] == group[right] for left, right in pairs)
    assert all(group[name] <= name for name in group)
