"""Owners named by a brand and a trade word, without a legal form."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, values

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


# Names without any word for a company, in sentences that leave no doubt.
BARE = ("山海云际", "龙湖云", "天枢引擎")
OF_IT = (
    "{owner}是这一项目的投资方和业主单位。",
    "{owner}作为项目法人，承担该项目的投资与运维。",
    "{owner}出资建设该项目，今年到位资金3亿元。",
    "该中心归{owner}所有。",
    "该基地隶属{owner}，是其算力网络的一部分。",
    "该项目为{owner}自有资产。",
    "该项目是{owner}的自建自营项目。",
    "该中心系{owner}在芜湖布局的首个智算节点。",
    "投建该项目的企业，是{owner}。",
    "项目建设和运营均由{owner}负责。",
    "作为项目业主，{owner}将分期实施。",
    "从外地引进的{owner}，是该项目的唯一投资者。",
)
NOT_OF_IT = (
    "投资者据此操作，风险自担。",
    "作为项目业主，我们将分期实施。",
    "项目设计和施工由中标单位负责。",
    "该项目是全国首个液冷项目。",
    "该中心归口市数据局管理。",
)


@pytest.mark.parametrize("form", OF_IT)
@pytest.mark.parametrize("owner", BARE)
def test_a_bare_name_owns_what_is_called_its_own(
    form: str, owner: str, gazetteer: Gazetteer
) -> None:
    text = f"{SITE}规划机架2000个。" + form.format(owner=owner)
    assert owners(text, gazetteer) == [owner]


@pytest.mark.parametrize("owner", BARE)
def test_who_builds_somewhere_owns_what_stands_there(owner: str, gazetteer: Gazetteer) -> None:
    text = f"而{owner}原计划在芜湖建设的青川智算中心，机架2000个，5月终止。"
    assert owners(text, gazetteer) == [owner]


@pytest.mark.parametrize("text", NOT_OF_IT)
def test_words_like_these_name_no_owner(text: str, gazetteer: Gazetteer) -> None:
    assert owners(f"{SITE}规划机架2000个。" + text, gazetteer) == []


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


@pytest.mark.parametrize(
    "sentence",
    [
        "龙湖云在广东韶关的青川湖智算中心已经停工。",
        "在广东韶关，龙湖云投资25亿元的青川湖智算中心正在建设中。",
        "青川湖智算中心位于广东韶关。\n龙湖云负责该项目的投资、建设和运营。",
        "青川湖智算中心位于广东韶关。\n作为项目业主，龙湖云将分期实施。",
        "青川湖智算中心位于广东韶关，系龙湖云在韶关布局的首个智算节点，规划机架2000架。",
        "青川湖智算中心位于广东韶关，规划机架2000架。项目业主单位龙湖云相关负责人介绍了情况。",
    ],
)
def test_short_names_are_owners_where_they_act(sentence: str, gazetteer: Gazetteer) -> None:
    assert values(read(sentence, gazetteer), "operator") == ["龙湖云"]


def test_who_only_builds_is_no_owner(gazetteer: Gazetteer) -> None:
    text = "青川湖智算中心位于广东韶关。\n龙湖云负责该项目的施工。"
    assert values(read(text, gazetteer), "operator") == []
