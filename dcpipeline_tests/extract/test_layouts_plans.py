"""Lists of a year's projects: groups, places of the list, and what a heading says of each entry."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import told


def page(title: str, body: str, gazetteer: Gazetteer, day: str | None = "2025-02-20") -> Extraction:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    published = None if day is None else date.fromisoformat(day)
    return extract_page(html.encode(), gazetteer, published=published)


def states(found: Extraction) -> dict[str | None, set[tuple[str, bool]]]:
    events: dict[str | None, set[tuple[str, bool]]] = {}
    for claim in told(found, "event"):
        states_of = events.setdefault(claim.subject.name, set())
        states_of.add((claim.value_text, claim.basis == "planned"))
    return events


GROUPS = (
    "<p>现将名单印发给你们，请认真组织实施。</p>"
    "<p><b>一、拟竣工项目（共2个）</b></p><p>（一）数字经济类（2个）</p>"
    "<p>1.淇滨区云岭智算中心</p><p>2.浚县星湖算力中心</p>"
    "<p><b>二、续建项目（共1个）</b></p><p>3.山城区月岭数据中心</p>"
    "<p><b>三、新开工项目（共1个）</b></p><p>4.淇县青桐智算中心</p>"
    "<p><b>四、前期项目（共1个）</b></p><p>5.宝山循环经济区绿野算力园</p>"
)


def test_entries_are_numbered_through_over_the_groups_of_a_list(gazetteer: Gazetteer) -> None:
    found = page("关于印发《鹤壁市2025年重点建设项目名单》的通知", GROUPS, gazetteer)
    assert found.document.layout == "project_list"
    assert states(found) == {
        "淇滨区云岭智算中心": {("operational", True), ("announced", False)},
        "浚县星湖算力中心": {("operational", True), ("announced", False)},
        "山城区月岭数据中心": {("construction_start", False)},
        "淇县青桐智算中心": {("announced", False)},
        "宝山循环经济区绿野算力园": {("announced", False)},
    }


def test_a_list_of_one_city_holds_no_district_of_another(gazetteer: Gazetteer) -> None:
    found = page("关于印发《鹤壁市2025年重点建设项目名单》的通知", GROUPS, gazetteer)
    assert {s.city_adcode for s in found.subjects} == {"410600"}


@pytest.mark.parametrize(
    ("title", "state"),
    [("云南省2025年重点项目清单", "announced"), ("云南省智算中心进展表", "construction_start")],
)
def test_what_is_newly_begun_has_not_begun_in_the_plan_of_a_year(
    title: str, state: str, gazetteer: Gazetteer
) -> None:
    body = (
        "<table><tr><td>序号</td><td>项目名称</td><td>所在地</td><td>总投资（万元）</td></tr>"
        "<tr><td colspan=4>一、新开工项目（2个）</td></tr>"
        "<tr><td>1</td><td>云岭智算中心</td><td>昆明市</td><td>86000</td></tr>"
        "<tr><td>2</td><td>星湖数据中心</td><td>保山市</td><td>54000</td></tr></table>"
    )
    found = page(title, body, gazetteer)
    assert {value for events in states(found).values() for value in events} == {(state, False)}


def test_a_figure_below_two_header_rows_is_no_date(gazetteer: Gazetteer) -> None:
    body = (
        "<table><tr><th rowspan=2>项目名称</th><th colspan=2>算力规模（P）</th></tr>"
        "<tr><th>规划</th><th>已建成</th></tr>"
        "<tr><td>云岭智算中心</td><td>15000</td><td>5000</td></tr>"
        "<tr><td>星湖智算中心</td><td>4000</td><td>—</td></tr></table>"
    )
    found = page("智算中心一览", body, gazetteer)
    assert [(c.value_num, c.basis) for c in told(found, "compute")] == [
        (15000, "planned"),
        (5000, "installed"),
        (4000, "planned"),
    ]


def test_a_report_of_one_city_places_what_it_does_not_place_itself(gazetteer: Gazetteer) -> None:
    body = (
        "<p>走进庆阳产业园，塔吊林立。截至5月底，庆阳算力规模达8.5万P。庆阳市与广州一家公司签约。</p>"
        "<p>在云岭零碳数据中心，工人们正在安装设备，项目总投资22亿元。</p>"
    )
    found = page("庆阳：算力之城拔节生长", body, gazetteer)
    assert {s.city_adcode for s in found.subjects if s.kind == "project"} == {"621000"}


def test_a_point_of_a_reply_heads_what_follows(gazetteer: Gazetteer) -> None:
    body = (
        "<p>一是统筹布局。云岭智算中心去年10月投入运营，算力达600P。二是加快建设。星湖智算园一期计划"
        "2025年12月投产。</p>"
    )
    found = page("对市政协第0152号提案的答复", body, gazetteer)
    assert states(found)["云岭智算中心"] == {("operational", False)}


SIGNED = [
    "青桐数科股份有限公司董事会 2025年6月17日",
    "青桐市发展和改革委员会 2025年6月17日",
]


@pytest.mark.parametrize("line", SIGNED)
def test_a_document_may_be_signed_and_dated_on_one_line(line: str, gazetteer: Gazetteer) -> None:
    text = "云岭智算中心机柜900个，总投资12亿元，位于中卫市沙坡头区，由甲乙公司建设。"
    body = f"<p>{text}</p><p>{line}</p>"
    found = page("关于云岭智算中心的公告", body, gazetteer, day=None)
    assert found.document.published_on == date(2025, 6, 17)


def test_a_title_with_a_bar_heads_its_date(gazetteer: Gazetteer) -> None:
    title = "一周招投标 | 云岭智算中心开标"
    body = (
        "<em>2025年8月18日 08:30</em>"
        "<p>云岭智算中心8月12日开工，机柜900个，总投资12亿元，位于中卫市沙坡头区。</p>"
    )
    found = page(title, body, gazetteer, day=None)
    assert found.document.published_on == date(2025, 8, 18)


CARRIERS = [
    (
        "该中心由甲乙科技有限公司与安徽联通共建，云岭智算中心机柜900个。",
        {"甲乙科技有限公司", "安徽联通"},
    ),
    ("山东移动济南智算中心二期投产，机柜900个。", {"山东移动"}),
    ("北京移动互联网大会召开。云岭智算中心投产。", set()),
]


@pytest.mark.parametrize(("text", "owners"), CARRIERS)
def test_carriers_of_provinces_are_companies(
    text: str, owners: set[str], gazetteer: Gazetteer
) -> None:
    found = extract_page(f"云岭智算中心建成\n{text}".encode(), gazetteer)
    assert {c.value_text for c in told(found, "operator")} == owners
