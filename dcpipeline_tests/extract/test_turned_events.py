"""Sales, halts and idleness that are asked, proposed, or hardly there; enlargements in names."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

NONE = [
    "问：芜湖云岭智算中心是否闲置？答：公司芜湖云岭智算中心正常运营，上架率为76%。",
    "芜湖云岭智算中心机柜闲置率低于5%，位居全省前列。",
    "芜湖云岭智算中心的转让事项尚在谈判中，双方未定价格。",
    "公司董事会审议通过了关于出售芜湖云岭智算中心的议案，该中心有机架2000个。",
    "芜湖云岭智算中心有无停工风险，公司称其2000个机架正在安装。",
    "2、芜湖市云岭数据中心（扩建）项目，年度计划投资3亿元，新增机架2000个。",
    "芜湖云岭数据中心算力扩容采购项目中标结果公告，中标价2亿元。",
]
TURNED = [
    ("芜湖云岭智算中心机柜闲置率达65%，云岭公司正寻找客户。", "idle_reported"),
    ("云岭公司已将芜湖云岭智算中心转让给青川公司。", "transferred"),
    ("芜湖云岭智算中心已扩容至5000个机架。", "expanded"),
]


@pytest.mark.parametrize("text", NONE)
def test_nothing_has_turned(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer).claims
    assert found
    told = {c.value_text for c in found if c.property == "event" and not c.basis}
    assert not told & {"idle_reported", "transferred", "suspended", "expanded"}


@pytest.mark.parametrize(("text", "event"), TURNED)
def test_it_has_turned(text: str, event: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer).claims
    assert event in {c.value_text for c in found if c.property == "event" and not c.basis}
