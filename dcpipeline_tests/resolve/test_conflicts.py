"""Judgements that can't all be true are named with the chain that says so."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.resolve.conflicts import Judgement, Standing, conflict_with, judgements_of

DAY = date(2026, 11, 21)
NEXT = DAY + timedelta(days=1)


def line(left: str, right: str, judgement: str, day: date = DAY) -> Judgement:
    return Judgement(left, right, judgement, "because", day)


CHAIN = [line("A", "B", "same"), line("C", "B", "same")]


@pytest.mark.parametrize(
    ("held", "new", "sentence"),
    [
        (
            CHAIN,
            line("A", "C", "different", NEXT),
            "A and C are judged different (2026-11-22), but the same by A = B (2026-11-21), "
            "C = B (2026-11-21)",
        ),
        (
            [line("A", "C", "different"), line("A", "B", "same")],
            line("B", "C", "same", NEXT),
            "A and C are judged different (2026-11-21), but the same by A = B (2026-11-21), "
            "B = C (2026-11-22)",
        ),
        (
            [line("A", "B", "same", NEXT)],
            line("B", "A", "different", NEXT),
            "A and B are judged different and same on 2026-11-22",
        ),
        (
            CHAIN,
            line("C", "A", "unsure", NEXT),
            "C and A are judged unsure (2026-11-22), but the same by A = B (2026-11-21), "
            "C = B (2026-11-21)",
        ),
    ],
)
def test_a_line_that_contradicts_is_named_with_its_chain(held, new, sentence):
    assert conflict_with(held, new) == sentence
    assert conflict_with(held[::-1], new) == sentence


@pytest.mark.parametrize(
    ("held", "new"),
    [
        ([], line("A", "B", "same")),
        (CHAIN, line("A", "C", "same", NEXT)),
        (CHAIN, line("C", "D", "different")),
        ([line("A", "B", "different")], line("B", "A", "same", NEXT)),
        ([line("A", "B", "same")], line("A", "B", "unsure", NEXT)),
        # nobody knew then; now somebody does
        ([line("A", "C", "unsure"), line("A", "B", "same")], line("B", "C", "same", NEXT)),
        ([line("A", "B", "same"), line("A", "B", "same")], line("B", "A", "same")),
    ],
)
def test_a_line_that_can_be_true_is_let_in(held, new):
    assert conflict_with(held, new) is None


def test_a_conflict_of_others_is_not_blamed_on_the_new_line():
    held = [*CHAIN, line("A", "C", "different")]
    assert len(Standing(held).conflicts()) == 1
    assert conflict_with(held, line("X", "Y", "same")) is None


def test_the_newest_line_of_a_pair_takes_a_conflict_away():
    held = [*CHAIN, line("A", "C", "different"), line("B", "A", "unsure", NEXT)]
    assert Standing(held).conflicts() == ()


def test_keys_that_stand_for_one_subject_are_one():
    known = {"AN1": "key", "AN2": "key", "dc1": "AN1"}
    assert Standing([], known).verdict("dc1", "AN2") == "same"
    assert conflict_with([], line("dc1", "AN2", "different"), known) == (
        "dc1 and AN2 are judged different (2026-11-21), but both stand for key"
    )
    held = [line("AN1", "X", "different")]
    assert conflict_with(held, line("AN2", "X", "same", NEXT), known) is None
    assert conflict_with(held, line("AN2", "X", "same"), known) == (
        "AN1 and X are judged different and same on 2026-11-21"
    )


def test_what_follows_from_decisions_on_others():
    standing = Standing([*CHAIN, line("C", "D", "different"), line("D", "E", "unsure")])
    assert standing.verdict("A", "C") == "same"
    assert standing.verdict("D", "A") == "different"
    assert standing.verdict("D", "E") is None
    assert standing.verdict("A", "nobody") is None


@pytest.mark.parametrize(
    ("old", "new", "day", "verdict"),
    [
        ("unsure", "different", NEXT, "different"),
        ("different", "unsure", NEXT, None),
        ("unsure", "different", DAY, "different"),
        ("different", "unsure", DAY, "different"),
    ],
)
def test_the_newest_line_between_two_subjects_counts_under_whichever_keys(old, new, day, verdict):
    held = [line("k1", "A", "same"), line("k2", "B", "same"), line("k2", "k1", old)]
    added = line("A", "B", new, day)
    for lines in ([*held, added], [added, *held]):
        standing = Standing(lines)
        assert standing.verdict("k1", "B") == verdict
        (counts,) = (one for one in standing.newest() if one.judgement != "same")
        assert counts == (held[-1] if (old, day) == ("different", DAY) else added)


def test_a_doubt_that_was_settled_counts_no_more():
    held = [line("k1", "A", "same"), line("k2", "B", "same"), line("k2", "k1", "unsure")]
    standing = Standing([*held, line("A", "B", "same", NEXT)])
    assert {one.judgement for one in standing.newest()} == {"same"}
    assert standing.conflicts() == ()


def test_lines_of_a_file_are_read_with_their_day():
    rows = pl.DataFrame(
        {
            "left_key": ["A"],
            "right_key": ["B"],
            "judgement": ["same"],
            "reason": ["because"],
            "decided_on": ["2026-11-21"],
            "file_line": [2],
        }
    )
    assert judgements_of(rows) == (line("A", "B", "same"),)
    typed = rows.with_columns(pl.col("decided_on").str.to_date())
    assert judgements_of(typed) == judgements_of(rows)


KEYS = st.sampled_from("ABCDEF")
LINES = st.lists(
    st.builds(
        line,
        KEYS,
        KEYS,
        st.sampled_from(["same", "different", "unsure"]),
        st.sampled_from([DAY, NEXT]),
    ).filter(lambda made: made.left_key != made.right_key),
    max_size=12,
)


@settings(deadline=None)
@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines, random):
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert Standing(lines).conflicts() == Standing(shuffled).conflicts()


@settings(deadline=None)
@given(LINES)
def test_lines_that_were_let_in_one_by_one_never_contradict(lines):
    held: list[Judgement] = []
    for new in sorted(lines, key=lambda made: made.decided_on):
        if conflict_with(held, new) is None:
            held.append(new)
    standing = Standing(held)
    assert standing.conflicts() == ()
    counted = standing.newest()
    for one in counted:
        if one.judgement != "unsure":
            assert standing.verdict(*pair_of(one)) == one.judgement
    for one in held:
        if one.judgement == "same":
            later = [o for o in held if {*pair_of(o)} == {*pair_of(one)} and o != one]
            assert standing.verdict(*pair_of(one)) == "same" or later


def pair_of(one: Judgement) -> tuple[str, str]:
    return one.left_key, one.right_key


@settings(deadline=None)
@given(st.integers(2, 40))
def test_a_long_chain_is_one_subject(length):
    keys = [f"k{number:02}" for number in range(length)]
    standing = Standing(line(*pair, "same") for pair in pairwise(keys))
    assert standing.verdict(keys[0], keys[-1]) == "same"
    assert standing.sameness(keys[0], keys[-1]).count("=") == length - 1
