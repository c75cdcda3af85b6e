"""Things that a sentence brings in beside the site of which the page goes on."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, told

DAY = date(2025, 6, 18)
SITE = "5月10日，云湖智算中心在甘肃庆阳开工。"

OTHERS = [
    "4月26日，庆阳一座330千伏换流站投运，新增容量90万千伏安，总投资7亿元。",
    "当地一家锂电池正极材料工厂同日开工，总投资45亿元。",
    "庆阳另一条滨江绿道建成，总投资3亿元。",
    "某语音生成模型上周上线，注册用户突破50万。",
    "截至4月底，已有96个生成式服务完成备案。",
    "上月，当地一个年产8万吨化纤原料项目签约，投资方来自浙江。",
    "此前签约的汽车座椅产业园项目已于2月终止。",
    "去年，瓦楞纸生产线投产，投资额达18亿元。",
    "微软4月宣布将在日本投资29亿美元，用于云计算。",
    "一些地方的机房上架率不足五成。",
    "有的城市机房已停工。",
]


@pytest.mark.parametrize("text", OTHERS)
def test_another_thing_keeps_its_events_and_its_sums(text: str, gazetteer: Gazetteer) -> None:
    found = read(SITE + text, gazetteer, DAY)
    assert events(found) == [("云湖智算中心", "construction_start")]
    assert told(found, "investment") == []
    assert told(found, "used_share") == []


OWN = [
    ("一座机房楼已于6月1日投运。", "phase_online"),
    ("首批一个机房模块已上线。", "phase_online"),
    ("由一家国有企业投资，6月1日投产。", "operational"),
    ("该项目由某上市公司承建，6月1日投产。", "operational"),
    ("截至目前，3栋机房楼封顶。", "construction_start"),
]


@pytest.mark.parametrize(("text", "event"), OWN)
def test_parts_and_owners_of_the_site_are_no_other_thing(
    text: str, event: str, gazetteer: Gazetteer
) -> None:
    assert ("云湖智算中心", event) in events(read(SITE + text, gazetteer, DAY))


def test_sums_of_the_site_stay_its_own(gazetteer: Gazetteer) -> None:
    found = read(SITE + "由一家国有企业投资，总投资12亿元。", gazetteer, DAY)
    assert shares(found, "investment") == [("云湖智算中心", 1_200_000_000)]


def test_the_sum_of_its_buildings_is_that_of_the_site(gazetteer: Gazetteer) -> None:
    found = read(SITE + "该项目设4栋机房楼，合计机架6500个。", gazetteer, DAY)
    assert shares(found, "racks") == [("云湖智算中心", 6500)]


def test_another_project_is_no_number_of_projects(gazetteer: Gazetteer) -> None:
    found = read(SITE + "在贵州贵阳，另一个项目长坪智算中心签约。", gazetteer, DAY)
    placed = {s.name: s.city_adcode for s in found.subjects if s.kind == "project"}
    assert placed == {"云湖智算中心": "621000", "长坪智算中心": "520100"}
