"""What a step raises reaches the UI with its own words first."""

import dagster as dg
import pytest

from dcpipeline.assets.words import words_first


def test_an_exception_becomes_a_failure_that_begins_with_its_words() -> None:
    cause = ValueError("the plan was broken\nin two lines")
    with pytest.raises(dg.Failure) as caught, words_first():
        raise cause
    assert caught.value.description == "ValueError: the plan was broken"
    assert caught.value.__cause__ is cause


def test_a_failure_stays_as_it_is() -> None:
    told = dg.Failure("already in words")
    with pytest.raises(dg.Failure) as caught, words_first():
        raise told
    assert caught.value is told


def test_an_error_without_words_is_named() -> None:
    with pytest.raises(dg.Failure, match="KeyboardBroken: no message"), words_first():
        raise type("KeyboardBroken", (Exception,), {})
