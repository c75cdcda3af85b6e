"""The dates of a page, relative to the day of its words."""

from dataclasses import replace
from datetime import date

import pytest

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.page_dates import dates_of, in_year
from dcpipeline.extract.segments import page_text
from dcpipeline_tests.extract.sentences import page_of

DAY = date(2025, 6, 18)


def dates(text: str, day: date | None = DAY) -> list[tuple[str, str]]:
    page = page_of(text, published=day)
    found = dates_of(page)
    assert all(0 <= d.span[0] < d.span[1] <= len(page.text) for d in found)
    return [(str(d.start), d.precision) for d in found]


READ = [
    ("2024年5月3日开工", [("2024-05-03", "day")]),
    ("2024年5月开工", [("2024-05-01", "month")]),
    ("去年开工", [("2024-01-01", "year")]),
    ("今年5月开工", [("2025-05-01", "month")]),
    ("5月3日开工", [("2025-05-03", "day")]),
    ("5月开工", [("2025-05-01", "month")]),
    ("11月开工", [("2024-11-01", "month")]),
    ("11月3日开工", [("2024-11-03", "day")]),
    ("11月底开工", [("2024-11-01", "month")]),
    ("6月开工", [("2025-06-01", "month")]),
    ("11月份开工", [("2024-11-01", "month")]),
    ("2023年11月开工", [("2023-11-01", "month")]),
    ("明年11月开工", [("2026-11-01", "month")]),
    ("11月31日开工", []),
    ("12个月内开工", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_date_without_a_year_is_read_by_the_day_of_the_page(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert dates(text) == expected


def test_a_month_of_last_year_ends_with_its_last_day() -> None:
    (found,) = dates_of(page_of("11月开工", published=DAY))
    assert (found.start, found.end) == (date(2024, 11, 1), date(2024, 11, 30))
    assert found.from_reference


def test_without_a_day_only_full_dates_are_read() -> None:
    assert dates("2024年5月3日开工,11月投产,去年签约", None) == [("2024-05-03", "day")]


def test_dates_stand_in_the_order_of_the_text_and_once() -> None:
    text = "11月开工,2024年5月签约,12月投产"
    assert [day for day, _ in dates(text)] == ["2024-11-01", "2024-05-01", "2024-12-01"]


def entries(published: date | None) -> list[tuple[str, str]]:
    lines = ["2023-06-05", "5月3日开工", "2022-08-09", "5月3日开工", "5月3日开工"]
    kinds = [("meta", 0), ("item", 0), ("meta", 1), ("item", 1), ("paragraph", None)]
    blocks, position = [], 0
    for line, (kind, record) in zip(lines, kinds, strict=True):
        blocks.append(Block(kind, position, position + len(line), record))  # type: ignore[arg-type]
        position += len(line) + 1
    document = Document("\n".join(lines), tuple(blocks), "listing", "zh", published_on=published)
    page = page_text(document)
    return [(str(d.start), page.text[d.span[0] : d.span[1]]) for d in dates_of(page)]


def test_an_entry_of_a_list_is_read_by_the_day_beside_it() -> None:
    assert [day for day, words in entries(None) if words == "5月3日"] == [
        "2023-05-03",
        "2022-05-03",
    ]


def test_the_day_of_the_page_goes_before_that_of_an_entry() -> None:
    assert [day for day, words in entries(DAY) if words == "5月3日"] == ["2025-05-03"] * 3


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        (date(2024, 11, 1), date(2024, 11, 30), "month", (date(2025, 11, 1), date(2025, 11, 30))),
        (date(2024, 2, 29), date(2024, 2, 29), "day", (date(2025, 2, 28), date(2025, 2, 28))),
        (date(2023, 2, 1), date(2023, 2, 28), "month", (date(2024, 2, 1), date(2024, 2, 29))),
    ],
)
def test_a_year_later_is_the_same_day_or_the_whole_month(
    start: date, end: date, precision: str, expected: tuple[date, date]
) -> None:
    (found,) = dates_of(page_of("2024年5月3日"))
    later = in_year(replace(found, start=start, end=end, precision=precision), start.year + 1)  # type: ignore[arg-type]
    assert (later.start, later.end) == expected


def test_today_in_a_speech_is_the_day_of_the_meeting() -> None:
    text = "8月11日，云湖智算中心启动仪式在甘肃庆阳举行。市长致辞说，云湖智算中心今天开工。"
    assert dates(text, date(2025, 8, 12)) == [("2025-08-11", "day"), ("2025-08-11", "day")]
