"""Dates with the precision that was printed, and the reasons why others are none."""

from calendar import month_name
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.normalize import DateValue, Unreadable, find_dates, parse_date, parse_iso_period

D = date
YEAR_2024 = (D(2024, 1, 1), D(2024, 12, 31), "year")
JUNE_2025 = (D(2025, 6, 1), D(2025, 6, 30), "month")
JUNE_12 = (D(2025, 6, 12), D(2025, 6, 12), "day")
Q3_2025 = (D(2025, 7, 1), D(2025, 9, 30), "quarter")
Q4_2024 = (D(2024, 10, 1), D(2024, 12, 31), "quarter")
H1_2025 = (D(2025, 1, 1), D(2025, 6, 30), "half")

EXAMPLES = [
    ("2025年6月12日", JUNE_12),
    ("2025年6月12号", JUNE_12),
    ("二〇二五年六月十二日", JUNE_12),
    ("２０２５年６月１２日", JUNE_12),
    ("2025/6/12", JUNE_12),
    ("2025.06.12", JUNE_12),
    ("20250612", JUNE_12),
    ("2025-06-12", JUNE_12),
    ("June 12, 2025", JUNE_12),
    ("12 June 2025", JUNE_12),
    ("12 juin 2025", JUNE_12),
    ("1er mars 2025", (D(2025, 3, 1), D(2025, 3, 1), "day")),
    ("15 août 2025", (D(2025, 8, 15), D(2025, 8, 15), "day")),
    ("25/04/2025", (D(2025, 4, 25), D(2025, 4, 25), "day")),
    ("2024年2月29日", (D(2024, 2, 29), D(2024, 2, 29), "day")),
    ("2025年6月", JUNE_2025),
    ("2025年6月底", JUNE_2025),
    ("2025年6月下旬", JUNE_2025),
    ("2025年6月份", JUNE_2025),
    ("late June 2025", JUNE_2025),
    ("Sept. 3, 2025", (D(2025, 9, 3), D(2025, 9, 3), "day")),
    ("3 Sept. 2025", (D(2025, 9, 3), D(2025, 9, 3), "day")),
    ("fin juin 2025", JUNE_2025),
    ("2025-06", JUNE_2025),
    ("2025年上半年", H1_2025),
    ("first half of 2025", H1_2025),
    ("H1 2025", H1_2025),
    ("1H2025", H1_2025),
    ("premier semestre 2025", H1_2025),
    ("2025年三季度", Q3_2025),
    ("2025年第三季度", Q3_2025),
    ("T3 2025", Q3_2025),
    ("troisième trimestre 2025", Q3_2025),
    ("2024年Q4", Q4_2024),
    ("Q4 2024", Q4_2024),
    ("2024Q4", Q4_2024),
    ("the fourth quarter of 2024", Q4_2024),
    ("2024", YEAR_2024),
    ("2024年", YEAR_2024),
    ("2024年度", YEAR_2024),
    ("截至2024年底", YEAR_2024),
    ("in 2024", YEAR_2024),
    ("end of 2024", YEAR_2024),
    ("fin 2024", YEAR_2024),
    ("mid-2024", YEAR_2024),
    ("“十五五”期间", (D(2026, 1, 1), D(2030, 12, 31), "period")),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_printed_dates(text, expected):
    value = parse_date(text)
    assert isinstance(value, DateValue), value.reason
    assert (value.start, value.end, value.precision) == expected
    assert value.text in text
    assert not value.from_reference


STORED = [
    ("2025年6月12日", "day", D(2025, 6, 12)),
    ("2025年6月底", "month", D(2025, 6, 1)),
    ("2025年三季度", "year", D(2025, 1, 1)),
    ("2025年下半年", "year", D(2025, 1, 1)),
    ("2025年", "year", D(2025, 1, 1)),
    ("十四五期间", "none", None),
]


@pytest.mark.parametrize(("text", "precision", "day"), STORED)
def test_the_warehouse_never_stores_more_than_was_printed(text, precision, day):
    value = parse_date(text)
    assert value.stored_precision == precision
    assert value.stored_on == day


REFERENCE = D(2025, 3, 1)
RELATIVE = [
    ("今年6月", (D(2025, 6, 1), D(2025, 6, 30), "month")),
    ("去年底", YEAR_2024),
    ("去年12月", (D(2024, 12, 1), D(2024, 12, 31), "month")),
    ("今年上半年", H1_2025),
    ("last year", YEAR_2024),
    ("l'an dernier", YEAR_2024),
    ("昨日", (D(2025, 2, 28), D(2025, 2, 28), "day")),
    ("yesterday", (D(2025, 2, 28), D(2025, 2, 28), "day")),
    ("上个月", (D(2025, 2, 1), D(2025, 2, 28), "month")),
    ("2月27日", (D(2025, 2, 27), D(2025, 2, 27), "day")),
    ("27 February", (D(2025, 2, 27), D(2025, 2, 27), "day")),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative_dates_need_the_day_of_the_page(text, expected):
    assert isinstance(parse_date(text), Unreadable)
    value = parse_date(text, reference=REFERENCE)
    assert (value.start, value.end, value.precision) == expected
    assert value.from_reference


def test_last_month_of_january_is_december():
    value = parse_date("上个月", reference=D(2025, 1, 5))
    assert (value.start, value.end) == (D(2024, 12, 1), D(2024, 12, 31))


UNREADABLE = [
    ("2月27日", "no year"),
    ("8月", "no year"),
    ("三季度", "no year"),
    ("上半年", "no year"),
    ("年底", "no year"),
    ("Q4", "no year"),
    ("今年", "date of the page is needed"),
    ("昨日", "date of the page is needed"),
    ("日前", "names no date"),
    ("recently", "names no date"),
    ("2025年2月31日", "February 2025 has 28 days"),
    ("31 février 2025", "February 2025 has 28 days"),
    ("2025年13月", "no month 13"),
    ("2025-13", "no month 13"),
    ("2025年0月", "no month 0"),
    ("03/04/2025", "could be swapped"),
    ("2024年12月至2025年6月", "several dates"),
    ("2024-2025年", "range of years"),
    ("between 2023 and 2024", "several dates"),
    ("", "holds no date"),
]


@pytest.mark.parametrize(("text", "reason"), UNREADABLE)
def test_what_is_no_date_says_why(text, reason):
    result = parse_date(text)
    assert isinstance(result, Unreadable)
    assert reason in result.reason


def test_a_day_without_year_after_the_page_may_be_of_last_year():
    result = parse_date("12月27日", reference=D(2025, 1, 5))
    assert isinstance(result, Unreadable)
    assert "last or this one" in result.reason


NOT_A_DATE = [
    "2000P算力",
    "in 2000 racks",
    "5号机房",
    "3号楼",
    "may be the same",
    "1-2万P",
    "12张卡",
]


@pytest.mark.parametrize("text", NOT_A_DATE)
def test_figures_and_words_are_no_dates(text):
    assert find_dates(text) == ()


def test_all_dates_of_a_sentence_keep_their_words():
    text = "项目于2024年3月开工，２０２５年６月底投产，2026 Q1 满载"
    found = find_dates(text)
    assert [value.text for value in found] == ["2024年3月", "２０２５年６月底", "2026 Q1"]
    assert [text[slice(*value.span)] for value in found] == [value.text for value in found]


CELLS = [("2025", "year"), ("2025-06", "month"), ("2025-06-12", "day"), (" 2025-06 ", "month")]


@pytest.mark.parametrize(("cell", "precision"), CELLS)
def test_register_cells(cell, precision):
    assert parse_iso_period(cell).precision == precision


REFUSED = [
    ("", "empty"),
    ("2025-6", "form"),
    ("2025/06/12", "form"),
    ("2025-06-12T00:00", "form"),
    ("2025-02-31", "28 days"),
    ("2025-04-31", "30 days"),
    ("2025-13", "no month 13"),
    ("2025-00-01", "no month 0"),
    ("0001", "outside"),
    ("９999", "form"),
    ("=cmd|", "form"),
    ("2025\x00", "form"),
    ("2" * 10_000_000, "form"),
]


@pytest.mark.parametrize(("cell", "reason"), REFUSED, ids=range(len(REFUSED)))
def test_other_cells_are_refused_in_words(cell, reason):
    result = parse_iso_period(cell)
    assert isinstance(result, Unreadable)
    assert reason in result.reason
    assert len(result.reason) < 200


@given(st.dates(D(1900, 1, 1), D(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{month_name[day.month]} {day.day}, {day.year}",
    ):
        value = parse_date(text)
        assert (value.start, value.end, value.precision) == (day, day, "day")
    assert parse_iso_period(day.isoformat()).start == day
    month = parse_iso_period(day.isoformat()[:7])
    assert month.start <= day <= month.end


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("上周三", date(2025, 3, 5)),
        ("本周三", date(2025, 3, 12)),
        ("三天前", date(2025, 3, 11)),
        ("十三天前", date(2025, 3, 1)),
        ("Wednesday last week", date(2025, 3, 5)),
        ("the day before yesterday", date(2025, 3, 12)),
        ("three days ago", date(2025, 3, 11)),
        ("mercredi de la semaine dernière", date(2025, 3, 5)),
        ("il y a deux jours", date(2025, 3, 12)),
    ],
)
def test_days_by_the_week_and_by_counting_back(text: str, day: date) -> None:
    found = find_dates(text, reference=date(2025, 3, 14))
    assert [(value.start, value.precision) for value in found] == [(day, "day")]


@pytest.mark.parametrize(
    "text",
    [
        "Work started on May 12. Last year, the city signed projects.",
        "Work started on May 12. In 2023, the city signed projects.",
        "Le chantier a commencé le 12 mai. L'an dernier, la ville a signé des projets.",
    ],
)
def test_a_date_ends_with_its_sentence(text: str) -> None:
    first, second = find_dates(text, reference=D(2024, 5, 13))
    assert (first.start, second.start) == (D(2024, 5, 12), D(2023, 1, 1))
