"""Identifiers that last, judgements, aliases."""

from datetime import date

import polars as pl
import pytest

from dcpipeline.resolve import (
    JudgementError,
    LedgerError,
    combined,
    empty_ledger,
    read_ledger,
    register_judgements,
)
from dcpipeline.resolve.ledger import project_id
from dcpipeline_tests.resolve.made import AS_OF, PLACE, event, judged, resolved, words


def subject(key: str, on: str = "2024-01-01", **more: object) -> list[dict]:
    """A row of the register that says where, when and nothing else."""
    said = {"subject_key": key, "announcement_id": key} | more
    return [words("place", "x", published=on, **said), event("signed", on, **said)]


def ledger_of(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """Ledger rows: identifier, subject, day."""
    return pl.DataFrame(rows, schema=["project_id", "subject_key", "minted_on"], orient="row")


def leads_to(made, alias, kind="project_id"):
    """Project of an alias, and whether it is retired."""
    found = made.tables["core.project_aliases"].filter(
        pl.col("alias") == alias, pl.col("kind") == kind
    )
    return found.select("project_id", "retired").rows()


def test_the_first_announcement_founds_the_identifier():
    one = judged(("a", "b", "same"), ("b", "c", "same"))
    rows = [*subject("a", "2024-02-01"), *subject("c", "2024-01-01"), *subject("b", "2024-01-01")]
    made = resolved(*rows, judgements=one)
    assert made.minted.rows() == [(project_id("b"), "b", AS_OF)]
    assert made.tables["core.projects"]["project_id"].to_list() == [project_id("b")]
    assert made.tables["core.project_ids"].equals(made.minted)


def test_the_ledger_wins_when_an_earlier_announcement_turns_up():
    one = judged(("a", "b", "same"))
    before = resolved(*subject("a", "2024-02-01"), judgements=one)
    rows = [*subject("b", "2020-01-01"), *subject("a", "2024-02-01")]
    after = resolved(*rows, judgements=one, ledger=before.minted)
    assert after.minted.is_empty()
    assert after.tables["core.projects"]["project_id"].to_list() == [project_id("a")]
    assert resolved(*rows, judgements=one).minted["subject_key"].to_list() == ["b"]


def test_a_collision_is_an_error():
    ledger = ledger_of((project_id("a"), "other", "2024-01-01"))
    with pytest.raises(LedgerError, match="would belong to several of: a, other"):
        resolved(*subject("a"), ledger=ledger)
    with pytest.raises(LedgerError, match="twice"):
        read_ledger(pl.concat([ledger, ledger]))


def test_projects_that_merge_keep_the_identifier_that_was_minted_first():
    ledger = ledger_of(("dc00000001", "a", "2024-05-01"), ("dc00000002", "b", "2024-01-01"))
    rows = [*subject("a", "2020-01-01"), *subject("b", "2021-01-01")]
    made = resolved(*rows, ledger=ledger, judgements=judged(("a", "b", "same")))
    assert made.tables["core.projects"]["project_id"].to_list() == ["dc00000002"]
    assert leads_to(made, "dc00000001") == [("dc00000002", True)]
    assert leads_to(made, "dc00000002") == [("dc00000002", False)]
    assert made.minted.is_empty()


def test_of_identifiers_minted_on_one_day_the_first_told_stays():
    ledger = ledger_of(("dc00000001", "a", "2024-05-01"), ("dc00000002", "b", "2024-05-01"))
    rows = [*subject("a", "2021-01-01"), *subject("b", "2020-01-01")]
    made = resolved(*rows, ledger=ledger, judgements=judged(("a", "b", "same")))
    assert made.tables["core.projects"]["project_id"].to_list() == ["dc00000002"]


def test_projects_that_part_again_have_their_own_identifiers_once_more():
    rows = [*subject("a", "2020-01-01"), *subject("b", "2021-01-01")]
    apart = resolved(*rows)
    one = resolved(*rows, ledger=apart.minted, judgements=judged(("a", "b", "same")))
    again = resolved(*rows, ledger=one.tables["core.project_ids"])
    assert one.tables["core.projects"]["project_id"].to_list() == [project_id("a")]
    assert again.tables["core.projects"].equals(apart.tables["core.projects"])
    assert leads_to(again, project_id("b")) == [(project_id("b"), False)]


def test_a_project_that_splits_keeps_its_identifier_with_its_first_subject():
    rows = [*subject("a", "2020-01-01"), *subject("b", "2021-01-01")]
    one = resolved(*rows, judgements=judged(("a", "b", "same")))
    made = resolved(*rows, ledger=one.minted)
    assert made.minted["subject_key"].to_list() == ["b"]
    assert sorted(made.tables["core.projects"]["project_id"]) == sorted(map(project_id, "ab"))


def test_an_identifier_whose_rows_are_gone_still_resolves():
    before = resolved(*subject("a"), *subject("b", "2024-05-01"))
    after = resolved(*subject("a"), ledger=before.minted)
    assert leads_to(after, project_id("b")) == [(project_id("b"), True)]
    early = resolved(*subject("a"), ledger=before.minted, as_of=date(2025, 1, 1))
    assert leads_to(early, project_id("b")) == []


def test_what_was_published_here_is_in_the_ledger_too():
    shipped = ledger_of(("dc00000001", "a", "2024-05-01"))
    published = ledger_of(("dc00000001", "a", "2025-05-01"), ("dc00000002", "b", "2025-05-01"))
    rows = combined(shipped, None, published)
    assert rows["project_id"].to_list() == ["dc00000001", "dc00000002"]
    assert rows["minted_on"].to_list() == [date(2024, 5, 1), date(2025, 5, 1)]
    assert combined(None).equals(empty_ledger())
    with pytest.raises(LedgerError, match="dc00000001 to different subjects"):
        combined(shipped, ledger_of(("dc00000001", "b", "2024-05-01")))


def test_rows_that_the_register_keeps_under_one_key_are_one_project():
    rows = pl.DataFrame(
        {
            "announcement_id": ["a", "b", "c", "d", "e"],
            "project_key": ["k", "k", None, "  ", "  "],
            "file_line": [2, 3, 4, 5, 6],
        }
    )
    lines = register_judgements(rows, AS_OF)
    assert lines.select("left_key", "right_key", "judgement").rows() == [
        ("k", "a", "same"), ("k", "b", "same"),
    ]  # fmt: skip
    claims = [*subject("a", "2020-01-01"), *subject("b"), *subject("c")]
    made = resolved(*claims, judgements=lines)
    assert len(made.tables["core.projects"]) == 2
    assert leads_to(made, "k", "register_key") == [(project_id("a"), False)]
    # a later word on one row goes before the register's key
    later = judged(("k", "b", "different")).with_columns(decided_on=date(2026, 11, 22))
    parted = resolved(*claims, judgements=pl.concat([lines.select(later.columns), later]))
    assert len(parted.tables["core.projects"]) == 3


def test_a_judgement_names_subjects_identifiers_or_register_keys():
    rows = [*subject("a", "2020-01-01"), *subject("b"), *subject("c")]
    lines = judged(
        ("k", "b", "same"), ("k", project_id("a"), "same"), ("c", project_id("a"), "same")
    )
    made = resolved(*rows, judgements=lines, ledger=resolved(*subject("a", "2020-01-01")).minted)
    assert made.tables["core.projects"]["project_id"].to_list() == [project_id("a")]


def test_keys_of_subjects_and_identifiers_are_no_register_keys():
    early, late = "AN0000000001", "AN0000000002"
    rows = [*subject(early, "2024-01-01"), *subject(late, "2025-01-01")]
    lines = judged((early, late, "same"), (project_id(late), "k", "same"))
    made = resolved(*rows, judgements=lines, ledger=resolved(*subject(late)).minted)
    assert leads_to(made, "k", "register_key") == [(project_id(late), False)]
    for key in (early, late, project_id(late)):
        assert leads_to(made, key, "register_key") == []
    # what is not known yet is not an alias either
    before = resolved(*rows, judgements=lines, as_of=date(2024, 6, 1))
    assert leads_to(before, late, "register_key") == []


def test_a_retired_identifier_in_a_judgement_is_no_register_key():
    apart = resolved(*subject("a"), *subject("b"))
    lines = judged((project_id("a"), project_id("b"), "same"))
    made = resolved(*subject("a"), *subject("b"), judgements=lines, ledger=apart.minted)
    assert leads_to(made, project_id("b")) == [(project_id("a"), True)]
    assert leads_to(made, project_id("b"), "register_key") == []


def test_pairs_kept_apart_are_candidates():
    pairs = judged(("a", "b", "different"), ("b", "c", "unsure"))
    made = resolved(*subject("a"), *subject("b"), *subject("c"), judgements=pairs)
    found = made.tables["core.match_candidates"]
    columns = ("left_subject_key", "right_subject_key", "judgement", "level", "judgement_reason")
    assert found.select(columns).rows() == [
        ("a", "b", "different", "judged", "because"), ("b", "c", "unsure", "judged", "because"),
    ]  # fmt: skip
    assert found.select("left_project_id", "right_project_id").rows() == [
        (project_id("a"), project_id("b")), (project_id("b"), project_id("c")),
    ]  # fmt: skip


def test_every_line_is_published_with_its_state():
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1)]
    pairs = ("a", "b", "different"), ("a", "b", "same"), ("a", "nobody", "different")
    lines = judged(*pairs).with_columns(decided_on=pl.Series(days))
    made = resolved(*subject("a"), *subject("b"), judgements=lines)
    told = made.tables["core.judgements"]
    assert told["state"].to_list() == ["superseded", "applies", "matches_nothing"]
    assert told["right_project_id"].to_list() == [project_id("a"), project_id("a"), None]
    assert len(made.tables["core.projects"]) == 1


def test_a_subject_that_is_not_known_yet_matches_something():
    ledger = resolved(*subject("b", "2025-01-01")).minted
    lines = judged(("a", "b", "unsure"))
    made = resolved(
        *subject("a"), *subject("b", "2025-01-01"), ledger=ledger, judgements=lines,
        as_of=date(2024, 6, 1),
    )  # fmt: skip
    assert made.tables["core.match_candidates"].is_empty()
    assert made.tables["core.judgements"]["state"].to_list() == ["applies"]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([("a", "b", "same"), ("b", "a", "different")], "a and b are judged different and same"),
        ([("a", "b", "same"), ("b", "c", "same"), ("a", "c", "different")], "a = b .* b = c"),
    ],
)
def test_contradicting_judgements_are_errors(pairs, message):
    with pytest.raises(JudgementError, match=message):
        resolved(*subject("a"), *subject("b"), *subject("c"), judgements=judged(*pairs))


def why(made, key):
    """Rule and reason of a subject."""
    found = made.tables["core.subjects"].filter(pl.col("subject_key") == key)
    return found.select("rule", "reason").row(0)


def test_a_judgement_on_identifiers_says_why_their_subjects_joined():
    rows = [*subject("a", "2020-01-01"), *subject("b")]
    lines = judged((project_id("a"), project_id("b"), "same"))
    made = resolved(*rows, judgements=lines, ledger=resolved(*rows).minted)
    assert why(made, "b") == ("judged_same", f"judged the same as {project_id('a')}: because")


def test_a_judgement_on_register_keys_says_why_their_rows_joined():
    keyed = pl.DataFrame(
        {"announcement_id": ["a", "b"], "project_key": ["k", "l"], "file_line": [2, 3]}
    )
    lines = register_judgements(keyed, AS_OF)
    one = judged(("k", "l", "same"))
    rows = [*subject("a", "2020-01-01"), *subject("b")]
    made = resolved(*rows, judgements=pl.concat([lines.select(one.columns), one]))
    assert why(made, "b") == ("judged_same", "its key is judged the same as k: because")


def test_a_judgement_that_no_longer_counts_is_no_reason():
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 2)]
    pairs = ("b", "c", "same"), ("b", "c", "different"), ("k", "b", "same")
    lines = judged(*pairs, ("k", "a", "same")).with_columns(
        decided_on=pl.Series([*days, days[-1]]),
        file=pl.Series(["j", "j", *["register/announcements.csv"] * 2]),
    )
    rows = [*subject("a", "2020-01-01"), *subject("b"), *subject("c")]
    made = resolved(*rows, judgements=lines)
    assert why(made, "b") == ("judged_same", "kept under one key in the register")


def test_names_are_aliases():
    made = resolved(PLACE, words("name_zh", "甲"), words("name_zh", "乙", "repost"))
    aliases = made.tables["core.project_aliases"].filter(pl.col("kind") == "name_zh")
    assert sorted(aliases["alias"]) == ["乙", "甲"]


def test_nothing_known_is_nothing():
    made = resolved()
    assert all(frame.is_empty() for frame in made.tables.values())
    assert made.minted.equals(empty_ledger())
