"""Terms of works in lists of projects: which years they give to which steps."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.extract.terms import find_term
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import told

DAY = date(2026, 2, 5)
YEARS = [
    ("建设年限:2025-2027", 2025, 2027),
    ("建设起止年限为2025年至2027年", 2025, 2027),
    ("2024—2026", 2024, 2026),
    ("2024.5-2026.12", 2024, 2026),
]


@pytest.mark.parametrize(("words", "first", "last"), YEARS)
def test_a_term_has_two_years(words: str, first: int, last: int) -> None:
    term = find_term(words, 0, len(words))
    assert term is not None
    assert [on.start.year for on in term] == [first, last]


@pytest.mark.parametrize("words", ["24个月", "2026-2024", "2025-2027年共投资5亿元", "2025年"])
def test_other_words_are_no_term(words: str) -> None:
    assert find_term(words, 0, len(words)) is None


def page(body: str, gazetteer: Gazetteer) -> Extraction:
    title = "庐州市2026年重点项目名单"
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return extract_page(html.encode(), gazetteer, published=DAY)


def steps(found: Extraction) -> set[tuple[str | None, str, bool, str | None]]:
    return {
        (
            c.subject.name,
            c.value_text,
            c.basis == "planned",
            c.event_on and c.event_on.isoformat()[:4],
        )
        for c in told(found, "event")
    }


def test_the_group_of_an_entry_says_which_years_have_come(gazetteer: Gazetteer) -> None:
    entry = "建设单位：甲乙科技有限公司；总投资：9亿元；建设年限：{}。"
    found = page(
        "<p><b>一、续建项目（2个）</b></p>"
        f"<p>（一）云岭智算中心。{entry.format('2025—2027')}</p>"
        f"<p>（二）星湖数据中心。{entry.format('2024—2026')}</p>"
        "<p><b>二、新开工项目（1个）</b></p>"
        f"<p>（一）月岭算力中心。{entry.format('2026—2028')}</p>"
        "<p>注：续建项目均已开工。</p>",
        gazetteer,
    )
    assert steps(found) == {
        ("云岭智算中心", "construction_start", False, "2025"),
        ("云岭智算中心", "operational", True, "2027"),
        ("星湖数据中心", "construction_start", False, "2024"),
        ("星湖数据中心", "operational", True, "2026"),
        ("月岭算力中心", "announced", False, None),
        ("月岭算力中心", "construction_start", True, "2026"),
        ("月岭算力中心", "operational", True, "2028"),
    }


def test_a_column_of_terms_dates_the_state_of_its_row(gazetteer: Gazetteer) -> None:
    rows = [
        ("云岭智算中心", "2024-2026", "在建", "一期机柜闲置"),
        ("星湖数据中心", "2026-2027", "拟建", ""),
        ("月岭算力中心", "2020-2022", "", "2022年投运"),
    ]
    body = "".join("<tr>" + "".join(f"<td>{w}</td>" for w in row) + "</tr>" for row in rows)
    head = "<tr><th>项目名称</th><th>建设年限</th><th>进展</th><th>备注</th></tr>"
    found = page(f"<table>{head}{body}</table>", gazetteer)
    assert steps(found) == {
        ("云岭智算中心", "construction_start", False, "2024"),
        ("云岭智算中心", "operational", True, "2026"),
        ("云岭智算中心", "idle_reported", False, None),
        ("星湖数据中心", "announced", False, None),
        ("星湖数据中心", "construction_start", True, "2026"),
        ("星湖数据中心", "operational", True, "2027"),
        ("月岭算力中心", "operational", False, "2022"),
    }
