"""Identifiers that last, judgements, aliases."""

from datetime import date

import polars as pl
import pytest

from dcpipeline.resolve import (
    JudgementError,
    LedgerError,
    empty_ledger,
    read_ledger,
    with_published,
)
from dcpipeline.resolve.ledger import project_id
from dcpipeline_tests.resolve.made import AS_OF, PLACE, event, judged, resolved, words


def subject(key: str, on: str = "2024-01-01", **more: object) -> list[dict]:
    return [
        words("place", "x", published=on, subject_key=key, **more),
        event("signed", on, subject_key=key, **more),
    ]


def test_the_first_announcement_founds_the_identifier():
    made = resolved(
        *subject("a", "2024-02-01", announcement_id="AN0000000001"),
        *subject("a", "2024-01-01", announcement_id="AN0000000003"),
        *subject("a", "2024-01-01", announcement_id="AN0000000002"),
    )
    row = made.minted.row(0, named=True)
    assert row["founding_announcement_id"] == "AN0000000002"
    assert row["project_id"] == project_id("AN0000000002")
    assert (row["register_key"], row["minted_on"]) == ("a", AS_OF)
    assert made.tables["core.projects"]["project_id"].to_list() == [row["project_id"]]


def test_the_ledger_wins_when_an_earlier_announcement_turns_up():
    before = resolved(*subject("a", "2024-02-01", announcement_id="AN0000000001"))
    earlier = subject("a", "2020-01-01", announcement_id="AN0000000002")
    later = subject("a", "2024-02-01", announcement_id="AN0000000001")
    after = resolved(*earlier, *later, ledger=before.minted)
    assert after.minted.is_empty()
    assert after.tables["core.projects"]["project_id"].equals(
        before.tables["core.projects"]["project_id"]
    )


def test_a_collision_is_an_error():
    ledger = pl.DataFrame(
        [(project_id("AN0000000001"), "other", "AN9", "2024-01-01")],
        schema=["project_id", "register_key", "founding_announcement_id", "minted_on"],
        orient="row",
    )
    with pytest.raises(LedgerError, match="would belong to several of: a, other"):
        resolved(*subject("a", announcement_id="AN0000000001"), ledger=ledger)
    with pytest.raises(LedgerError, match="twice"):
        read_ledger(pl.concat([ledger, ledger]))


def test_a_pair_judged_the_same_is_one_project():
    made = resolved(*subject("a"), *subject("b"), judgements=judged(("a", "b", "same")))
    assert made.minted["register_key"].to_list() == ["b"]
    (own,) = made.tables["core.projects"]["project_id"]
    aliases = made.tables["core.project_aliases"]
    keys = aliases.filter(pl.col("kind") == "register_key").sort("alias")
    assert keys.select("alias", "project_id", "retired").rows() == [
        ("a", own, True), ("b", own, False),
    ]  # fmt: skip
    assert made.tables["core.match_candidates"].is_empty()
    assert made.unknown_pairs == ()


def test_an_identifier_once_published_leads_to_its_heir():
    before = resolved(*subject("a"), *subject("b", "2024-05-01"))
    ids = dict(before.minted.select("register_key", "project_id").iter_rows())
    after = resolved(
        *subject("a"),
        *subject("b", "2024-05-01"),
        judgements=judged(("a", "b", "same")),
        ledger=before.minted,
    )
    assert after.tables["core.projects"]["project_id"].to_list() == [ids["b"]]
    found = after.tables["core.project_aliases"].filter(pl.col("alias") == ids["a"])
    assert found.select("kind", "project_id", "retired").rows() == [("project_id", ids["b"], True)]


def test_an_identifier_whose_rows_are_gone_still_resolves():
    before = resolved(*subject("a"), *subject("b", "2024-05-01"))
    after = resolved(*subject("a"), ledger=before.minted)
    gone = before.minted.filter(pl.col("register_key") == "b")["project_id"][0]
    found = after.tables["core.project_aliases"].filter(pl.col("alias") == gone)
    assert found["retired"].to_list() == [True]
    early = resolved(*subject("a"), ledger=before.minted, as_of=date(2025, 1, 1))
    assert gone not in early.tables["core.project_aliases"]["alias"]


def test_candidates_and_unknown_pairs():
    pairs = judged(("a", "b", "different"), ("b", "c", "unsure"), ("a", "nobody", "different"))
    made = resolved(*subject("a"), *subject("b"), *subject("c"), judgements=pairs)
    assert sorted(made.tables["core.match_candidates"]["judgement"]) == ["different", "unsure"]
    assert made.unknown_pairs == (("a", "nobody"),)


def test_a_pair_that_is_not_known_yet_is_left_out_but_not_unknown():
    ledger = resolved(*subject("a"), *subject("b", "2025-01-01")).minted
    made = resolved(
        *subject("a"),
        *subject("b", "2025-01-01"),
        ledger=ledger,
        judgements=judged(("a", "b", "unsure")),
        as_of=date(2024, 6, 1),
    )
    assert made.tables["core.match_candidates"].is_empty()
    assert made.unknown_pairs == ()


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("a", "b", "same"), ("b", "a", "same")], "in a circle"),
        ([("a", "b", "same"), ("a", "c", "same")], "the same as b and as c"),
        ([("a", "b", "same"), ("b", "a", "different")], "judged different and the same"),
    ],
)
def test_contradicting_judgements_are_errors(pairs, message):
    with pytest.raises(JudgementError, match=message):
        resolved(*subject("a"), *subject("b"), *subject("c"), judgements=judged(*pairs))


def test_names_are_aliases():
    made = resolved(PLACE, words("name_zh", "甲"), words("name_zh", "乙", "repost"))
    aliases = made.tables["core.project_aliases"].filter(pl.col("kind") == "name_zh")
    assert sorted(aliases["alias"]) == ["乙", "甲"]


def test_nothing_known_is_nothing():
    made = resolved()
    assert all(frame.is_empty() for frame in made.tables.values())
    assert made.minted.equals(empty_ledger())


def test_an_identifier_published_here_outlives_an_earlier_announcement():
    before = resolved(*subject("a", "2024-02-01", announcement_id="AN0000000001"))
    published = with_published(empty_ledger(), before.tables["core.project_aliases"])
    earlier = subject("a", "2020-01-01", announcement_id="AN0000000002")
    later = subject("a", "2024-02-01", announcement_id="AN0000000001")
    after = resolved(*earlier, *later, ledger=published)
    ids = before.tables["core.projects"]["project_id"]
    assert after.tables["core.projects"]["project_id"].equals(ids)
    assert not resolved(*earlier, *later).tables["core.projects"]["project_id"].equals(ids)


def test_the_shipped_ledger_goes_before_what_was_published():
    before = resolved(*subject("a", announcement_id="AN0000000001"))
    aliases = before.tables["core.project_aliases"]
    assert with_published(before.minted, aliases).equals(read_ledger(before.minted))
    assert with_published(before.minted, None).equals(read_ledger(before.minted))
