"""Entries of listings and digests: their headline and their text are of one site."""

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import told, values

OTHERS = [
    ("关于组织申报数字化项目的通知", "请各单位于月底前报送。", "2025-06-01"),
    ("云岭市召开数据工作会议", "会议部署下半年工作。", "2025-06-02"),
    ("数据标注产业座谈会举行", "与会企业作交流发言。", "2025-06-03"),
    ("数据中心能效培训班开班", "培训为期三天。", "2025-06-04"),
]


def listing(
    *entries: tuple[str, str, str], gazetteer: Gazetteer, title: str = "数据中心动态"
) -> Extraction:
    """A page with entries of a headline, a summary and a day, and four that tell of no site."""
    items = "".join(
        f'<li><h3><a href="/n/{i}.html">{head}</a></h3><p>{text}</p><span>{day}</span></li>'
        for i, (head, text, day) in enumerate((*entries, *OTHERS))
    )
    html = f"<html><head><title>{title}</title></head><body><ul>{items}</ul></body></html>"
    return extract_page(html.encode(), gazetteer)


SAME = [
    ("贵安新区白鹭云数据中心三期开工", "白鹭云贵安数据中心三期项目启动建设，计划投资4亿元。"),
    ("鄂尔多斯准格尔智算中心一期点亮", "准格尔旗智算中心一期昨日点亮，部署机柜900个。"),
    ("太仆寺旗智算项目二期开工", "太仆寺旗大数据及人工智能智算中心二期开工，新增机柜900个。"),
]


@pytest.mark.parametrize(("head", "text"), SAME)
def test_a_headline_and_its_text_may_order_the_words_of_a_name_differently(
    head: str, text: str, gazetteer: Gazetteer
) -> None:
    found = listing((head, text, "2025-06-05"), gazetteer=gazetteer)
    assert len([s for s in found.subjects if s.kind == "project"]) == 1
    assert len({(c.value_text, c.phase) for c in told(found, "event")}) == 1


def test_a_second_site_of_an_entry_stays_one_of_its_own(gazetteer: Gazetteer) -> None:
    text = "星湖智算中心二期近日开工。此前，月岭人工智能计算中心已投产。"
    found = listing(("郑州星湖智算中心二期开工", text, "2025-06-05"), gazetteer=gazetteer)
    names = {s.name for s in found.subjects if s.kind == "project"}
    assert len(names) == 2


OF_COMPANIES = [
    ("光环新网天津宝坻三期投产", "光环新网天津宝坻三期", "phase_online", "120000"),
    ("世纪互联乌兰察布察右前旗园区获批", "世纪互联乌兰察布察右前旗园区", "approved", "150900"),
    ("万国数据：廊坊项目开工", "廊坊项目", "construction_start", "131000"),
]


@pytest.mark.parametrize(("head", "name", "event", "city"), OF_COMPANIES)
def test_a_company_and_a_place_name_a_site(
    head: str, name: str, event: str, city: str, gazetteer: Gazetteer
) -> None:
    found = listing((head, "", "2025-06-05"), gazetteer=gazetteer)
    assert [(s.name, s.city_adcode) for s in found.subjects] == [(name, city)]
    assert values(found, "event") == [event]
    assert len(values(found, "operator")) == 1


def test_what_a_company_does_in_a_place_is_no_name(gazetteer: Gazetteer) -> None:
    found = listing(("万国数据在廊坊投资建设一期厂房", "", "2025-06-05"), gazetteer=gazetteer)
    assert [s.name for s in found.subjects if s.name and "投资" in s.name] == []


def test_a_link_around_a_whole_card_is_titled_by_its_heading(gazetteer: Gazetteer) -> None:
    entries = [
        (
            "云岭智算中心开工",
            "9月12日，位于中卫市的云岭智算中心开工，总投资3亿元。",
            "15",
            "2025/09",
        )
    ]
    entries += [(head, text, "14", "2025/09") for head, text, _ in OTHERS]
    items = "".join(
        f'<article><div><b>{day}</b><span>{month}</span></div><a href="/n/{i}.html"><h4>{head}</h4>'
        f"<p>{text}</p></a></article>"
        for i, (head, text, day, month) in enumerate(entries)
    )
    html = f"<html><head><title>新闻动态</title></head><body><div>{items}</div></body></html>"
    found = extract_page(html.encode(), gazetteer)
    assert [block.kind for block in found.document.blocks[:4]] == [
        "title",
        "item",
        "meta",
        "paragraph",
    ]
    assert [(c.value_text, str(c.event_on)) for c in told(found, "event")] == [
        ("construction_start", "2025-09-12")
    ]


def test_lists_of_five_entries_side_by_side_are_one_listing(gazetteer: Gazetteer) -> None:
    heads = [head for head, _, _ in OTHERS]
    lists = ["云岭智算中心开工", *heads], ["星湖智算中心投产", *heads]
    body = "<div class=line></div>".join(
        "<ul class=news>"
        + "".join(
            f'<li><a href="/n/{n}{i}.html">{head}</a><span>2025-06-0{i + 1}</span></li>'
            for i, head in enumerate(list_)
        )
        + "</ul>"
        for n, list_ in enumerate(lists)
    )
    html = f"<html><head><title>项目建设</title></head><body><div>{body}</div></body></html>"
    found = extract_page(html.encode(), gazetteer)
    assert found.document.layout == "listing"
    assert {s.name for s in found.subjects} == {"云岭智算中心", "星湖智算中心"}


def test_an_entry_is_dated_by_its_own_day(gazetteer: Gazetteer) -> None:
    text = "云岭智算中心启动建设，2027年建成。"
    found = listing(("云岭智算中心开工", text, "2025-06-05"), gazetteer=gazetteer)
    assert [(c.value_text, c.basis) for c in told(found, "event")] == [
        ("construction_start", None),
        ("operational", "planned"),
    ]


SUMS = [
    ("惠水县与月岭集团签约，18亿元智算产业园选址百鸟河", 1.8e9),
    ("青桐数科：拟投7.9亿元建云岭智算中心", 7.9e8),
]


@pytest.mark.parametrize(("head", "sum_"), SUMS)
def test_a_sum_right_before_a_site_is_its_investment(
    head: str, sum_: float, gazetteer: Gazetteer
) -> None:
    found = listing((head, "", "2025-06-05"), gazetteer=gazetteer)
    assert [c.value_num for c in told(found, "investment")] == [sum_]
    assert not any(s.name and s.name.startswith("建") for s in found.subjects)
