"""Sites that are named by their company, and lists of such sites."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, site_of, told

DAY = date(2025, 9, 16)
ZHONGWEI = ("640000", "640500")

BY_PLACE = [
    (
        "云岭数据集团中卫项目今年5月启动，计划投资40亿元，安装标准机架8万架。",
        "云岭数据集团中卫项目",
    ),
    ("据悉，云岭数据中卫项目规划标准机架8万架。", "云岭数据中卫项目"),
    ("位于西部的云岭智算中卫二期项目规划机柜8万架。", "云岭智算中卫二期项目"),
    ("云岭酒店集团中卫项目今年5月启动，计划投资40亿元，建设客房300间。", None),
]


@pytest.mark.parametrize(("text", "name"), BY_PLACE)
def test_a_company_and_a_place_name_a_project_where_computing_is_told_of(
    text: str, name: str | None, gazetteer: Gazetteer
) -> None:
    found = [s.name for s in read(text, gazetteer, DAY).subjects if s.kind == "project"]
    assert found == ([] if name is None else [name])


LISTED = (
    "今年以来，中卫市数据中心集群建设提速。今年，百度和腾讯智算中心、中国移动5号机房及B区一期（云岭）、"
    "中国联通4号机房、云岭1号机房等项目建成投运，云岭、青川等17个重点项目加快推进。"
)


def test_rooms_and_brands_of_one_list_are_sites_of_their_own(gazetteer: Gazetteer) -> None:
    found = read(LISTED, gazetteer, DAY)
    assert events(found) == [
        ("百度", "operational"),
        ("腾讯智算中心", "operational"),
        ("中国移动5号机房", "phase_online"),
        ("中国联通4号机房", "operational"),
        ("云岭1号机房", "operational"),
    ]
    assert {site_of(found, name) for name, _ in events(found)} == {ZHONGWEI}


def test_two_brands_that_build_one_site_are_not_two_sites(gazetteer: Gazetteer) -> None:
    found = read("中卫市与百度和腾讯智算中心项目方签约，规划机柜3000个。", gazetteer, DAY)
    assert [s.name for s in found.subjects if s.kind == "project"] == ["腾讯智算中心项目"]


def test_where_somebody_of_the_company_is_asked_is_not_what_is_told_of(
    gazetteer: Gazetteer,
) -> None:
    text = (
        "“云岭数据集团中卫项目今年5月启动，安装标准机架8万架。”在中卫西部云基地，云岭数据集团工程师"
        "介绍，项目一期1栋机房楼7月底已封顶，算力1000P。"
    )
    found = read(text, gazetteer, DAY)
    assert events(found) == [("云岭数据集团中卫项目", "construction_start")]
    assert shares(found, "compute") == [("云岭数据集团中卫项目", 1000.0)]


@pytest.mark.parametrize(
    "text",
    [
        "云岭智算中心骨干网络再升级，已建成至北京、上海、广州的直连线路，机柜900个。",
        "云岭智算中心机柜900个，到云岭的光缆已建成到青川。",
    ],
)
def test_a_line_that_has_been_laid_is_no_site_in_service(text: str, gazetteer: Gazetteer) -> None:
    assert told(read(text, gazetteer, DAY), "event") == []
