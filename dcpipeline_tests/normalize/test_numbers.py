"""Register cells are read strictly; numbers in prose with their multipliers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.normalize import Unreadable, parse_number
from dcpipeline.normalize.numbers import find_numbers, han_number
from dcpipeline.normalize.text import fold

CELLS = [("12", 12.0), ("0", 0.0), ("-3.5", -3.5), (" 7 ", 7.0), ("1e3", 1000.0), (".5", 0.5)]


@pytest.mark.parametrize(("cell", "value"), CELLS)
def test_plain_cells(cell, value):
    assert parse_number(cell) == value


REFUSED = [
    ("", "empty"),
    ("   ", "empty"),
    ("NaN", "not a finite number"),
    ("inf", "not a finite number"),
    ("-Infinity", "not a finite number"),
    ("1e999", "too large"),
    ("=cmd|' /C calc'!A0", "formula"),
    ("@SUM(A1)", "formula"),
    ("+cmd", "formula"),
    ("12\x00", "NUL"),
    ("1,000", "not a number"),
    ("1_000", "not a number"),
    ("12 MW", "not a number"),
    ("٣", "not a number"),
    ("1" * 41, "too many"),
    ("9" * 10_000_000, "too many"),
]


@pytest.mark.parametrize(("cell", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_other_cells_are_refused_in_words(cell, reason):
    result = parse_number(cell)
    assert isinstance(result, Unreadable)
    assert reason in result.reason
    assert "\x00" not in result.reason
    assert len(result.reason) < 200


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_that_is_printed_is_read_back(value):
    assert parse_number(repr(value)) == value


@given(st.text())
def test_a_cell_gives_a_finite_number_or_a_reason(cell):
    result = parse_number(cell)
    assert (isinstance(result, float) and abs(result) < float("inf")) or result.reason


HAN = [
    ("十", 10),
    ("十五", 15),
    ("二十", 20),
    ("一百零五", 105),
    ("两千", 2000),
    ("三百二十", 320),
    ("一万五千", 15000),
    ("一亿五千万", 150_000_000),
    ("百亿", 10**10),
    ("万亿", 10**12),
    ("一万五千亿", 15_000 * 10**8),
]


@pytest.mark.parametrize(("numeral", "value"), HAN)
def test_chinese_numerals(numeral, value):
    assert han_number(numeral) == value


@pytest.mark.parametrize("numeral", ["", "三千五", "一二三", "万" * 13, "abc"])
def test_doubtful_numerals_are_none(numeral):
    assert han_number(numeral) is None


PROSE = [
    ("9.216亿", None, [921_600_000]),
    ("3亿5000万元", None, [350_000_000]),
    ("1,234,567.5", None, [1_234_567.5]),
    ("12,5", None, [12.5]),
    ("2 000 et 37,5", "fr", [2000, 37.5]),
    ("780\u202f000", None, [780_000]),
    ("780\u00a0000", "fr", [780_000]),
    ("5万千瓦", None, [50_000]),
    ("1.5 billion", None, [1.5e9]),
    ("1,2 milliard", "fr", [1.2e9]),
    ("80 000 millions", "fr", [8e10]),
    ("H800 B2", None, []),
    ("①12", None, [12]),
    ("２０００", None, [2000]),
]


@pytest.mark.parametrize(("text", "language", "values"), PROSE)
def test_numbers_in_prose(text, language, values):
    assert [n.value for n in find_numbers(fold(text), language)] == values


@pytest.mark.parametrize(("text", "language"), [("2,000", "fr"), ("1,2345", None), ("1.2.3", None)])
def test_separators_with_two_readings_are_left_out(text, language):
    assert list(find_numbers(fold(text), language)) == []


@given(st.integers(1, 99_999), st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]))
def test_multipliers_are_exact(units, multiplier):
    word, factor = multiplier
    (number,) = find_numbers(fold(f"{units / 100:.2f}{word}"))
    assert number.value == units * factor / 100
