"""Sites without a name that are not the one told of before, and lists of places."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, told, values

DAY = date(2025, 10, 9)

APART = [
    "记者了解到，一家来自深圳的企业原计划投资建设的万卡集群已推迟。",
    "十堰今年5月与月岭互联达成意向，拟建5000架机柜的数据中心。",
]


@pytest.mark.parametrize("text", APART)
def test_what_somebody_else_builds_is_another_site(text: str, gazetteer: Gazetteer) -> None:
    found = read(f"宜昌云岭智算中心已投产，算力800P。\n{text}", gazetteer, DAY)
    sites = [s for s in found.subjects if s.kind == "project"]
    assert [s.name for s in sites] == ["宜昌云岭智算中心", None]
    assert [c.value_text for c in told(found, "event") if c.subject.key == sites[0].key] == [
        "operational"
    ]


def test_a_paragraph_of_the_same_city_goes_on(gazetteer: Gazetteer) -> None:
    text = "宜昌云岭智算中心已投产，算力800P。\n在宜昌，数据中心机柜达900个。"
    found = read(text, gazetteer, DAY)
    assert [s.name for s in found.subjects if s.kind == "project"] == ["宜昌云岭智算中心"]


def test_several_sites_in_several_places_are_of_none_of_them(gazetteer: Gazetteer) -> None:
    found = read(
        "月岭云宣布，未来一年将在河北张北、内蒙古乌兰察布、广东河源新建三座智算中心。",
        gazetteer,
        DAY,
    )
    assert [(s.kind, s.province_adcode) for s in found.subjects] == [("programme", None)]


def test_what_a_company_has_in_the_world_is_of_no_site(gazetteer: Gazetteer) -> None:
    found = read(
        "张北智算中心三期动工，投资45亿元。目前，阿里云在全球29个地域运营，智能算力超过20万P。",
        gazetteer,
        DAY,
    )
    assert [c.subject.kind for c in told(found, "compute")] == ["programme"]


def test_a_county_is_no_name(gazetteer: Gazetteer) -> None:
    found = read(
        "县算力产业园：一期主体封顶\n望江算力产业园由县城投集团投资建设，计划总投资10.2亿元。",
        gazetteer,
        DAY,
    )
    assert [s.name for s in found.subjects] == ["望江算力产业园"]


NAMES = [
    ("交易网贴出《云岭数据中心项目中标候选人公示》，机柜900个。", "云岭数据中心项目"),
    ("推文写道“云岭算力中心首期投资9亿元，机柜900个”。", "云岭算力中心"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_begins_behind_a_quote_that_it_does_not_close(
    text: str, name: str, gazetteer: Gazetteer
) -> None:
    assert [s.name for s in read(text, gazetteer, DAY).subjects] == [name]


OWNERS = [
    ("云岭数据中心机柜900个。业主长江水电介绍，二期正在前期。", ["长江水电"]),
    ("芜湖江北联通数据中心机柜900个。", ["联通"]),
]


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_owners_without_what_they_say(text: str, owners: list[str], gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer, DAY), "operator") == owners


def test_the_unit_of_a_sum_may_stand_in_its_label(gazetteer: Gazetteer) -> None:
    found = read(
        "项目名称：云岭智算中心\n总投资（万元）：65000\n投标总报价(元):487126350.80\n机柜900个。",
        gazetteer,
        DAY,
    )
    assert [c.value_num for c in told(found, "investment")] == [6.5e8]
    assert [c.value_num for c in told(found, "award_value")] == [487126350.8]


TOTALS = [
    "云岭智算中心备案算力2400P；文章所说的是昭通、百色两地规划算力之和，共10200P。",
    "云岭智算中心算力2400P。列入今年计划的配套工程共11项，概算总投资16.2亿元。",
    "云岭智算中心算力2400P。2023年以来签下的算力项目，总投资超过320亿元。",
]


@pytest.mark.parametrize("text", TOTALS)
def test_a_sum_of_several_projects_is_of_no_site(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer, DAY)
    of_sites = [c for c in found.claims if c.subject.kind == "project" and c.value_num]
    assert [(c.property, c.value_num) for c in of_sites] == [("compute", 2400)]


def test_what_the_centers_of_a_city_have_is_of_no_site(gazetteer: Gazetteer) -> None:
    found = read("去年底，宁波市数据中心机架12.4万标准机架，约为全省的三成。", gazetteer, DAY)
    assert not [s for s in found.subjects if s.kind == "project"]
