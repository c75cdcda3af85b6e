"""Claims on a measure as a table of levels."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.resolve.capacity import project_capacity
from dcpipeline.schema.vocabularies import SOURCE_TIER, TIER_RANK
from dcpipeline_tests.resolve.made import AS_OF, day, event, figure, frame


def owned(*claims) -> pl.DataFrame:
    """Claims of projects; ``project_id`` is the subject."""
    return frame(*claims).with_columns(
        project_id="subject_key",
        tier_rank=pl.col("source_tier").replace_strict(TIER_RANK, return_dtype=pl.Int64),
    )


def built(*claims, scope: str = "site", as_of: date = AS_OF) -> pl.DataFrame:
    told = owned(*claims)
    scopes = told.select("project_id").unique().with_columns(scope=pl.lit(scope))
    return project_capacity(told, scopes, as_of=as_of)


def by_claim(*claims, column: str = "rule", **more) -> list:
    """The column in the order in which the claims were given."""
    return built(*claims, **more).sort("claim_id")[column].to_list()


def steps(table: pl.DataFrame) -> list[tuple]:
    used = table.filter(pl.col("role") == "used").sort("measure", "basis", "step")
    return used.select("measure", "basis", "valid_from_on", "value", "added").rows()


def test_two_phases_and_a_total_by_another_source_are_one_level():
    table = built(
        figure("compute", 3000, "repost", phase="一期", published="2026-03-01"),
        figure("compute", 11000, phase="2期", published="2026-03-26"),
        figure("compute", 14000, "trade", published="2026-04-20", change="total"),
    )
    assert steps(table) == [
        ("compute", "installed", day("2026-03-01"), 3000, None),
        ("compute", "installed", day("2026-03-26"), 14000, 11000),
    ]
    assert table.sort("claim_id")["rule"].to_list() == ["phase_added", "phase_added", "repeated"]


def test_measures_and_bases_are_apart():
    table = built(
        figure("compute", 100),
        figure("compute", 900, basis="planned"),
        figure("racks", 40, unit="cabinet"),
        figure("accelerators", 8, unit="cards"),
        figure("it_load", 2.5, unit="MW"),
        figure("investment", 1e9, unit="CNY"),
    )
    assert [(row[0], row[1], row[3]) for row in steps(table)] == [
        ("accelerators", None, 8), ("compute", "installed", 100), ("compute", "planned", 900),
        ("it_load", None, 2.5), ("racks", None, 40),
    ]  # fmt: skip


def test_the_columns_of_a_step_and_of_a_claim_kept_out():
    table = built(
        figure("compute", 100, published="2025-01-01"),
        figure("compute", 100, "trade", published="2025-03-01", phase=None),
    ).sort("claim_id")
    assert table.select("role", "step", "stated", "value", "added", "unit", "precision").rows() == [
        ("used", 1, 100, 100, None, "PFLOPS", "unknown"),
        ("outvoted", None, 100, None, None, "PFLOPS", "unknown"),
    ]
    assert table["reason"].to_list() == [
        "a figure of the whole site",
        "the level is known to be 100",
    ]


def test_claims_that_do_not_come_into_their_series():
    assert by_claim(
        figure("compute", 100, published="2025-01-01"),
        figure("compute", 900, subject_kind="programme"),
        figure("compute", 900, event_on=day("2027-01-01")),
        figure("compute", 900, "official", event_on=None, known_basis="receipt"),
        figure("compute", 900, "trade", precision="FP16"),
        figure("compute", 900) | {"value_num": None},
    ) == [
        "total_stated", "programme_apart", "lies_ahead", "undated_yields_to_dated",
        "other_measure", "no_number",
    ]  # fmt: skip
    programme = figure("compute", 900, subject_kind="programme")
    assert by_claim(programme, figure("compute", 100), scope="programme") == [
        "total_stated", "programme_apart",
    ]  # fmt: skip


def test_the_kind_of_a_series_is_that_of_the_preferred_claim():
    assert by_claim(
        figure("compute", 900, "official", precision="FP16", phase="一期"),
        figure("compute", 100, "trade", precision="unknown"),
    ) == ["other_measure", "total_stated"]
    assert by_claim(
        figure("racks", 900, "trade", unit="cabinet"), figure("racks", 100, unit="standard_2_5kw")
    ) == ["other_measure", "total_stated"]


def test_what_nothing_dates_counts_on_the_day_of_publication():
    undated = {"event_on": None, "event_precision": "none", "event_basis": None}
    table = built(figure("compute", 100, published="2025-05-05", **undated))
    assert table.select("valid_from_on", "valid_from_precision", "valid_from_basis", "held_on").row(
        0
    ) == (day("2025-05-05"), "day", "published", day("2025-05-05"))
    only = figure("compute", 100, known_basis="receipt", **undated)
    assert by_claim(only) == ["total_stated"]


def test_a_month_holds_by_its_end_or_by_the_day_of_publication():
    month = {"event_precision": "month", "event_on": day("2025-03-01")}
    table = built(
        figure("compute", 300, published="2025-06-01", **month),
        figure("compute", 200, published="2025-03-14"),
        figure("racks", 30, unit="cabinet", published="2025-03-09", **month),
    ).sort("claim_id")
    assert table["held_on"].to_list() == [
        day("2025-03-31"), day("2025-03-14"), day("2025-03-09"),
    ]  # fmt: skip
    assert steps(table)[:2] == [
        ("compute", "installed", day("2025-03-14"), 200, None),
        ("compute", "installed", day("2025-03-14"), 300, 100),
    ]


def test_a_register_row_on_an_enlargement_says_so_of_its_figures():
    row = {"announcement_id": "AN-1", "published": "2025-06-01"}
    told = [
        figure("compute", 300, published="2025-01-01"),
        figure("compute", 100, **row),
        event("expanded", "2025-06-01", announcement_id="AN-1"),
    ]
    assert by_claim(*told) == ["total_stated", "unclear_enlargement"]
    assert by_claim(told[0], figure("compute", 800, **row), told[2]) == [
        "total_stated", "expanded_to",
    ]  # fmt: skip
    of_a_page = figure("compute", 100, published="2025-06-01", announcement_id=None)
    assert by_claim(told[0], of_a_page, told[2]) == ["total_stated", "total_stated"]


def test_of_several_claims_of_one_day_the_total_of_the_best_tier_sets_the_level():
    assert by_claim(
        figure("compute", 300, "trade"),
        figure("compute", 200),
        figure("compute", 900, change="increment"),
        figure("compute", 150, phase="一期"),
        figure("compute", 200, change="total"),
    ) == [
        "best_tier_then_newest", "repeated", "increment_added", "phase_in_total", "expanded_to",
    ]  # fmt: skip


days_ = st.integers(0, 800).map(lambda n: date.fromordinal(date(2023, 1, 1).toordinal() + n))
claims_ = st.builds(
    lambda base, more: base | more,
    st.builds(
        figure,
        st.sampled_from(["compute", "racks", "it_load", "accelerators"]),
        st.sampled_from([100.0, 200.0, 300.0, 500.0]),
        published=days_.map(date.isoformat),
    ),
    st.fixed_dictionaries(
        {
            "subject_key": st.sampled_from(["a", "b"]),
            "source_tier": st.sampled_from(sorted(SOURCE_TIER)),
            "subject_kind": st.sampled_from(["site", "site", "programme"]),
            "phase": st.sampled_from([None, None, "一期", "二期", "一期首批", "东区"]),
            "basis": st.sampled_from(["planned", "installed", None]),
            "precision": st.sampled_from(["FP16", "unknown"]),
            "change": st.sampled_from([None, "total", "increment"]),
            "event_on": st.none() | days_,
            "event_precision": st.sampled_from(["day", "month", "year"]),
            "known_basis": st.sampled_from(["printed", "receipt"]),
        }
    ),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(claims_, min_size=1, max_size=14), st.randoms(use_true_random=False))
def test_every_claim_once_and_in_any_order_the_same(world, random):
    told = owned(*world)
    scopes = pl.DataFrame({"project_id": ["a", "b"], "scope": ["site", "programme"]})
    order = list(range(len(told)))
    random.shuffle(order)
    table = project_capacity(told, scopes, as_of=AS_OF)
    assert table.equals(project_capacity(told[order], scopes, as_of=AS_OF))
    assert sorted(table["claim_id"]) == sorted(told["claim_id"])
    used = table.filter(pl.col("role") == "used")
    assert used.select(pl.all_horizontal(pl.col("step", "value").is_not_null()).all()).item()
    assert table.filter(pl.col("role") != "used")["value"].null_count() == len(table) - len(used)
    series = used.sort("step").partition_by("project_id", "measure", "basis")
    for one in series:
        assert one["step"].to_list() == list(range(1, len(one) + 1))
        assert one["valid_from_on"].is_sorted()


@settings(max_examples=25, deadline=None)
@given(st.lists(claims_, min_size=1, max_size=14), days_)
def test_what_held_on_a_day_does_not_depend_on_later_days(world, until):
    dated = {"event_precision": "day", "precision": "unknown", "known_basis": "printed"}
    told = owned(*(claim | dated | {"event_on": claim["published_on"]} for claim in world))
    scopes = pl.DataFrame({"project_id": ["a", "b"], "scope": ["site", "programme"]})
    full = project_capacity(told, scopes, as_of=AS_OF)
    known = told.filter(pl.col("published_on") <= until)
    early = project_capacity(known, scopes, as_of=until)
    assert full.filter(pl.col("held_on") <= until).equals(early)
