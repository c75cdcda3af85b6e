"""Owners named by a brand and a trade word, without a legal form."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

SITE = "芜湖青川智算中心"
OWNERS = ("云岭科技", "云岭智能", "云岭资本", "云岭电力", "云岭云", "云岭集团")
FORMS = (
    "{owner}旗下{site}规划机架2000个。",
    "{owner}的{site}规划机架2000个。",
    "{owner}牵头建设{site}，规划机架2000个。",
    "{owner}宣布，其位于芜湖的{site}规划机架2000个。",
    "{owner}计划把{site}扩至机架2000个。",
    "{site}规划机架2000个，是{owner}在华东的首个项目。",
    "{site}规划机架2000个，隶属于{owner}。",
    "{site}规划机架2000个，{owner}持股60%。",
    "{owner}{site}规划机架2000个。",
)
NONE = (
    "{site}规划机架2000个，是全国首个智算项目。",
    "{site}规划机架2000个，以往送出去的是钢，往后是算力。",
    "芜湖市拟引进社会资本建设{site}，规划机架2000个。",
)


def owners(text: str, gazetteer: Gazetteer) -> list[str]:
    return [c.value_text for c in read(text, gazetteer).claims if c.property == "operator"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("owner", OWNERS)
def test_the_owner_is_read(form: str, owner: str, gazetteer: Gazetteer) -> None:
    assert owners(form.format(owner=owner, site=SITE), gazetteer) == [owner]


@pytest.mark.parametrize("form", NONE)
def test_nobody_is_named(form: str, gazetteer: Gazetteer) -> None:
    found = owners(form.format(site=SITE), gazetteer)
    assert not {"全国", "算力", "社会资本"} & set(found)
    assert not any("引进" in name for name in found)


EPITHETS = ("数据中心运营商和服务商", "算力行业的排头兵", "云计算解决方案提供商")


@pytest.mark.parametrize("words", EPITHETS)
def test_what_an_owner_is_called_is_no_part_of_its_name(words: str, gazetteer: Gazetteer) -> None:
    found = owners(f"{words}云岭数据服务有限公司投资建设{SITE}。", gazetteer)
    assert found == ["云岭数据服务有限公司"]


DEALS = (
    "云岭投资集团有限公司联合青川通信集团有限公司及恒屹数据服务有限公司，于1月签署合作意向书，拟在芜湖建设数据中心。",
    "云岭投资集团有限公司、青川通信集团有限公司与恒屹数据服务有限公司签署协议，三方将在芜湖建设数据中心。",
)


@pytest.mark.parametrize("text", DEALS)
def test_companies_that_agree_to_build_are_all_owners(text: str, gazetteer: Gazetteer) -> None:
    assert owners(text, gazetteer) == [
        "云岭投资集团有限公司",
        "青川通信集团有限公司",
        "恒屹数据服务有限公司",
    ]


def test_a_theme_is_no_owner(gazetteer: Gazetteer) -> None:
    text = f"大会聚焦自主创新算力建设、区域经济发展。{SITE}已投运。"
    assert owners(text, gazetteer) == []
    text = f"{SITE}围绕芯片、操作系统等领域创新发展，打造信创示范园区。"
    assert owners(text, gazetteer) == []
