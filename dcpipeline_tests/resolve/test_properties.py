"""What holds for any claims: order, conservation, reproduction, independence, time."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.resolve import empty_ledger, resolve
from dcpipeline.resolve.facts import NUMBERS
from dcpipeline.schema import table
from dcpipeline.schema.vocabularies import EVENT, SOURCE_TIER
from dcpipeline_tests.resolve.made import AS_OF, GAZETTEER, event, figure, frame, judged, words

PROJECTS = table("core.projects")
pytestmark = pytest.mark.ci
FACTS = "core.project_facts"

days = st.integers(0, 900).map(lambda n: (date(2023, 1, 1) + timedelta(days=n)).isoformat())
shared = {
    "subject_key": st.sampled_from(["a", "b", "c"]),
    "source_tier": st.sampled_from(sorted(SOURCE_TIER)),
    "subject_kind": st.sampled_from(["site", "campus", "programme"]),
    "origin_id": st.sampled_from(["or1", "or2", "or3"]),
    "rights": st.sampled_from(["facts", "unsettled"]),
}
phases = st.sampled_from([None, None, "一期", "二期", "一期首批", "东区"])


def built(make, **parts):
    return st.builds(
        lambda base, more: make(**base) | more,
        st.fixed_dictionaries(parts),
        st.fixed_dictionaries(shared),
    )


events = built(
    event,
    name=st.sampled_from(sorted(EVENT)),
    on=st.none() | days,
    phase=phases,
    published=st.none() | days,
)
figures = built(
    figure,
    name=st.sampled_from(["compute", "racks", "it_load", "investment", "accelerators"]),
    value=st.integers(1, 9_999_999).map(lambda n: n / 1000),
    published=days,
    phase=phases,
    precision=st.sampled_from(["FP16", "unknown"]),
    unit=st.sampled_from(["cabinet", "unknown"]),
    basis=st.sampled_from(["planned", "installed"]),
).map(
    lambda claim: (
        claim | {"value_num": float(round(claim["value_num"]) or 1)}
        if claim["property"] in ("racks", "accelerators")
        else claim
    )
)
texts = built(
    words,
    name=st.sampled_from(["name_zh", "operator", "campus", "accelerator_model"]),
    value=st.sampled_from(["甲", "乙", "丙"]),
    published=days,
)
PLACED = [
    words("place", "x", published="2022-12-31", subject_key=key, place_adcode=code)
    for key, code in (("a", "621000"), ("b", "340000"), ("c", "110000"))
]
worlds = st.lists(events | figures | texts, max_size=14)


def run(told: pl.DataFrame, as_of: date = AS_OF, ledger: pl.DataFrame | None = None):
    held = empty_ledger() if ledger is None else ledger
    return resolve(told, GAZETTEER, judged(), held, as_of=as_of)


@settings(max_examples=12, deadline=None)
@given(worlds, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(world, random):
    told = frame(*PLACED, *world)
    order = list(range(len(told)))
    random.shuffle(order)
    one, other = run(told), run(told[order])
    assert all(one.tables[name].equals(other.tables[name]) for name in one.tables)
    assert one.minted.equals(other.minted)


@settings(max_examples=12, deadline=None)
@given(worlds)
def test_every_claim_is_used_or_outvoted(world):
    told = frame(*PLACED, *world)
    facts = run(told).tables[FACTS]
    assert set(facts["claim_id"]) == set(told["claim_id"])


@settings(max_examples=12, deadline=None)
@given(worlds)
def test_used_facts_reproduce_every_cell(world):
    made = run(frame(*PLACED, *world)).tables
    used = made[FACTS].filter(pl.col("role") == "used")
    for row in made["core.projects"].iter_rows(named=True):
        mine = used.filter(pl.col("project_id") == row["project_id"])
        for column in (c for c in PROJECTS if c.evidence):
            told = mine.filter(pl.col("column_name") == column.name)
            reproduced_by(row[column.name], told, column)


def reproduced_by(cell, told: pl.DataFrame, column) -> None:
    if cell is None:
        assert told.is_empty()
    elif column.kind in NUMBERS:
        assert abs(told["value_num"].sum() - cell) < 1e-6
        assert len(told) == 1 or set(told["rule"]) <= {"sum_of_phases", "sum_of_phase_spans"}
    else:
        said = str(cell).lower() if isinstance(cell, bool) else str(cell)
        assert set(told["value"]) == {said}


@settings(max_examples=12, deadline=None)
@given(worlds)
def test_low_central_high_are_in_order(world):
    rows = run(frame(*PLACED, *world)).tables["core.projects"]
    for name in ("compute_pflops_installed", "compute_pflops_planned"):
        inside = (pl.col(f"{name}_low") <= pl.col(name)) & (pl.col(name) <= pl.col(f"{name}_high"))
        assert rows.filter(pl.col(name).is_not_null()).select(inside.all()).item()


@settings(max_examples=8, deadline=None)
@given(worlds, events)
def test_another_projects_row_changes_no_other_project(world, extra):
    told = frame(*PLACED, *world)
    ledger = run(told).minted
    newcomer = [
        extra | {"subject_key": "z", "claim_id": "clz1"},
        words("place", "z", subject_key="z", claim_id="clz2"),
    ]
    before = run(told, ledger=ledger)
    after = run(pl.concat([told, frame(*newcomer)]), ledger=ledger)
    known = pl.col("project_id").is_in(ledger["project_id"].implode())
    for name in ("core.projects", FACTS, "core.project_versions", "core.project_phases"):
        assert after.tables[name].filter(known).equals(before.tables[name])


@settings(max_examples=8, deadline=None)
@given(worlds, days)
def test_an_earlier_run_knows_only_what_was_published(world, on):
    as_of = date.fromisoformat(on)
    told = frame(*PLACED, *world)
    ledger = run(told).minted
    early = run(told, as_of=as_of, ledger=ledger).tables
    only = run(told.filter(pl.col("published_on") <= as_of), as_of=as_of, ledger=ledger).tables
    assert all(early[name].equals(only[name]) for name in early)
    # states up to that day are the same as in the full history, except where the last one ends
    full = run(told, ledger=ledger).tables["core.project_versions"]
    open_end = ["known_to_on", "valid_to_on"]
    history = full.filter(pl.col("known_from_on") <= as_of).drop(open_end)
    assert early["core.project_versions"].drop(open_end).equals(history)
