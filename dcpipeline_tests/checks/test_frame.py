"""The generated check of a frame."""

import polars as pl

from dcpipeline.checks import check_frame
from dcpipeline.schema import TABLES, empty
from dcpipeline_tests.warehouse import samples

DIVISIONS = TABLES["ref.divisions"]


def test_a_sound_frame_passes_with_its_count():
    result = check_frame(samples.world()["ref.divisions"], DIVISIONS)
    assert (result.passed, result.checked, result.violations) == (True, 4, 0)
    assert result.message == "declaration/ref.divisions: 4 checked, none breaks the rule"


def test_an_empty_frame_says_that_nothing_was_checked():
    result = check_frame(empty(DIVISIONS), DIVISIONS)
    assert (result.passed, result.checked) == (True, 0)


def test_rows_that_break_the_declaration_are_counted_and_named():
    frame = samples.world()["ref.divisions"].with_columns(
        latitude=pl.when(adcode="110000").then(91.0),
        level=pl.when(adcode="150000").then(pl.lit("moon")).otherwise("level"),
    )
    result = check_frame(frame, DIVISIONS)
    assert (result.passed, result.blocking, result.checked, result.violations) == (
        False,
        True,
        4,
        2,
    )
    assert result.detail is not None and result.detail.startswith("adcode=110000: latitude")
    assert "2 of 4 break the rule" in result.message


def test_a_missing_column_is_one_violation():
    result = check_frame(empty(DIVISIONS).drop("level"), DIVISIONS)
    assert (result.checked, result.violations) == (1, 1)
    assert result.detail is not None and "columns missing ['level']" in result.detail


def test_a_value_that_cannot_be_cast_is_one_violation():
    frame = samples.world()["ref.divisions"].with_columns(latitude=pl.lit("north"))
    result = check_frame(frame, DIVISIONS)
    assert result.violations == 1
    assert result.detail is not None and result.detail.startswith("ref.divisions:")
