"""Days that a page sets in two elements."""

from datetime import date

import pytest

from dcpipeline.extract.split_days import day_in_parts, with_whole_days

DAY = date(2025, 9, 15)
PARTS = [["15", "2025/09"], ["2025年9月", "15日"], ["2025", "09-15"], ["9月15日", "2025年"]]


@pytest.mark.parametrize("parts", PARTS)
def test_two_parts_are_one_day(parts: list[str]) -> None:
    (line,) = with_whole_days(parts)
    assert day_in_parts(line) == DAY


@pytest.mark.parametrize("lines", [["15", "三期"], ["2025/09", "云岭"], ["99", "2025/09"]])
def test_other_lines_stay_apart(lines: list[str]) -> None:
    assert with_whole_days(lines) == lines


def test_a_day_that_is_in_no_calendar_is_none() -> None:
    assert day_in_parts("31 2025/02") is None
