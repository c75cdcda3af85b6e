"""How well announcements of one project are found, held where it stands."""

import re

import pytest

from dcpipeline_tests.resolve import accuracy
from dcpipeline_tests.resolve.accuracy import (
    DEVELOPED_ON,
    HELD_OUT,
    REGISTER,
    SETS,
    labelled,
    together,
)
from dcpipeline_tests.resolve.metrics import b_cubed

PRECISION, B_CUBED = 0.98, 0.95


def test_the_goals_are_met_on_all_labelled_pairs(capsys):
    one = together(SETS)
    scores = one.scores()
    with capsys.disabled():
        print(f"\n{accuracy.report(SETS)}")
    assert len(one.pairs) >= 600
    assert scores.precision >= PRECISION
    assert scores.recall >= 0.93
    assert b_cubed(one.truth, one.found).f1 >= B_CUBED


# Pairs of the held-out set are harder than those of the register: half of its false ones look alike
# in every word, a quarter of its true ones are translations.
@pytest.mark.parametrize(("name", "recall"), [(REGISTER, 0.96), (HELD_OUT, 0.93)])
def test_no_set_falls_back(name, recall):
    one = labelled(name)
    scores = one.scores()
    assert scores.precision >= PRECISION
    assert scores.recall >= recall
    assert b_cubed(one.truth, one.found).f1 >= B_CUBED


def test_the_held_out_set_has_cities_of_its_own():
    cities = {name: _cities(name) for name in (*DEVELOPED_ON, HELD_OUT)}
    held_out = cities.pop(HELD_OUT)
    assert not held_out & set().union(*cities.values())
    assert len(held_out) > 50


def _cities(name):
    rows = accuracy.read_csv_rows(accuracy.GOLD / f"{name}_announcements.csv")
    return set(rows["city_adcode"].drop_nulls())


@pytest.mark.parametrize("name", SETS)
def test_labels_agree_with_the_true_projects(name):
    one = labelled(name)
    # of the register every pair of one key is one project by its key, and of two keys is two
    assert all((one.truth[a] == one.truth[b]) is is_same for a, b, is_same, _ in one.pairs)
    assert len({frozenset(pair[:2]) for pair in one.pairs}) == len(one.pairs)


def test_nothing_that_tells_the_truth_goes_in(monkeypatch):
    seen = []

    def caught(records, places):
        seen.extend(records)
        return accuracy_match(records, places)

    accuracy_match = accuracy.match
    monkeypatch.setattr(accuracy, "match", caught)
    accuracy._groups(accuracy.read_csv_rows(accuracy.GOLD / "first_announcements.csv"))
    assert all(re.fullmatch(r"r\d{5}", record.key) for record in seen)
    assert not any("gold-" in repr(record) or "AN0000" in repr(record) for record in seen)


def test_the_command_prints_scores_errors_and_what_becomes_of_the_register(capsys):
    assert accuracy.main(["--errors", "--register"]) == 0
    printed = capsys.readouterr().out
    assert "held_out" in printed
    assert re.search(r"906 rows, 617 keys of the register, 6\d\d groups", printed)
    assert "apart  " in printed
