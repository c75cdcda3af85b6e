"""Whatever the text: no error, no endless work, and the same answer twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.normalize import (
    basis_of,
    event_of,
    find_dates,
    find_events,
    find_money,
    find_quantities,
    parse_date,
    parse_operators,
    parse_phase,
    rack_unit_of,
)
from dcpipeline.normalize.text import clean, key

READERS = [
    find_quantities,
    lambda text: find_quantities(text, "fr"),
    find_money,
    find_dates,
    parse_date,
    find_events,
    event_of,
    basis_of,
    parse_operators,
    parse_phase,
    rack_unit_of,
    clean,
    key,
]
SINGLE = "0123456789,.-~ 年月日万亿千百十PEM卡张台架元期上下半一二三B/$\u00a0\u200b①é\x00\n"
LONGER = [
    "MW",
    "亿元",
    "billion",
    "Q4",
    "FP16",
    "约",
    "不低于",
    "投产",
    "在建",
    "一期",
    "US$",
    "kW",
]
PIECES = st.sampled_from([*SINGLE, *LONGER])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_is_read_without_error_and_alike_twice(text):
    for reader in READERS:
        assert reader(text) == reader(text)
    for quantity in (*find_quantities(text), *find_money(text)):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start < quantity.end
        bounds = [b for b in (quantity.low, quantity.value, quantity.high) if b is not None]
        assert bounds == sorted(bounds)
        assert all(0 <= b < float("inf") for b in bounds)


@given(st.text())
def test_any_text_is_read_without_error(text):
    for reader in READERS:
        reader(text)


MEGABYTE = 1_000_000
PATHOLOGICAL = ["1", "1,", "一", "万", "a", "-", " ", "(", "\x00", "达", "1,111", "第", "é", "1P-"]


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_endless_repetition_is_read_to_the_end(piece):
    for reader in READERS:
        reader(piece * (MEGABYTE // 20 // len(piece.encode())))


@pytest.mark.parametrize("reader", READERS, ids=range(len(READERS)))
def test_a_megabyte_is_read_to_the_end(reader):
    for piece in ("1", "万", "a "):
        reader(piece * (MEGABYTE // len(piece.encode())))


def test_a_megabyte_of_prose_is_searched_for_places(gazetteer):
    sentence = "在江苏省苏州市和安徽省宿州市建设Suzhou数据中心，"
    repeats = MEGABYTE // len(sentence.encode())
    assert len(gazetteer.find(sentence * repeats)) == 5 * repeats
    assert gazetteer.find("苏" * (MEGABYTE // 3)) == ()
    assert gazetteer.resolve("1" * MEGABYTE).adcode is None
    assert gazetteer.resolve("苏州" * (MEGABYTE // 6)).adcode == "320500"
