"""Parks, towns and buildings that hold a center, and what is none of them."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, site_of

HOLDING = [
    ("安远县数智小镇", "今年4月，安远县数智小镇开工。该项目总投资11亿元，共容纳6幢数据中心。"),
    ("翠屏数创谷", "翠屏数创谷于今年4月开工，总投资11亿元，规划机柜8000个。"),
    (
        "云岭农商信息科技中心",
        "4月8日，江西省赣州市举行云岭农商信息科技中心开工仪式。项目总投资11亿元，将部署2000个机柜。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), HOLDING)
def test_a_park_with_a_center_in_it_is_a_site(name: str, text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert [who for who, what in events(found) if what == "construction_start"] == [name]
    assert shares(found, "investment") == [(name, 1.1e9)]


NOT_HOLDING = [
    "赣州数字经济产业园总投资20亿元，建设厂房12栋，今年4月开工。园区企业用的是赣州智算中心的算力。",
    "于都县和美小镇今年4月开工，总投资7亿元，建设民宿60栋。",
]


@pytest.mark.parametrize("text", NOT_HOLDING)
def test_a_park_without_one_is_none(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert not shares(found, "investment")
    assert "construction_start" not in [what for _, what in events(found)]


def test_a_park_that_only_locates_a_center_is_none(gazetteer: Gazetteer) -> None:
    text = "云岭智算中心位于赣州数字产业园，今年4月开工，规划机柜3000个。"
    found = read(text, gazetteer)
    assert {s.name for s in found.subjects} == {"云岭智算中心"}


def test_works_begin_where_their_ceremony_is_held(gazetteer: Gazetteer) -> None:
    found = read("4月8日，江西省赣州市举行云岭智算中心开工仪式。", gazetteer)
    assert site_of(found, "云岭智算中心") == ("360000", "360700")


def test_the_zone_of_a_hub_is_no_site(gazetteer: Gazetteer) -> None:
    text = "云岭科技在“东数西算”产业园区总投资27亿元建设云岭智算中心，今年4月开工。"
    assert {s.name for s in read(text, gazetteer).subjects} == {"云岭智算中心"}


def test_a_school_by_the_name_of_a_cloud_is_no_site(gazetteer: Gazetteer) -> None:
    assert read("甲乙科技在云岭云谷学校捐赠了服务器200台。", gazetteer).subjects == ()
