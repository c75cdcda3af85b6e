"""Notices of listed companies: whose site it is, which money is its own, which papers it has."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, told, values

HEAD = "证券代码：300999 证券简称：青桐数科 公告编号：2025-012\n青桐数科股份有限公司公告。\n"

OWNERS = [
    (
        "公司全资子公司宁夏青桐算力有限公司（以下简称“宁夏青桐”）拟以自有及自筹资金在宁夏"
        "中卫市沙坡头区投资建设云岭智算中心。",
        {"宁夏青桐算力有限公司"},
    ),
    (
        "同意由控股子公司中卫青桐智算有限公司在宁夏中卫市沙坡头区建设云岭智算中心。",
        {"中卫青桐智算有限公司"},
    ),
    (
        "公司拟与蒙原数字科技有限公司在乌兰察布市集宁区共同投资建设云岭智算中心。",
        {"青桐数科股份有限公司", "蒙原数字科技有限公司"},
    ),
]


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_companies_that_build_for_themselves(
    text: str, owners: set[str], gazetteer: Gazetteer
) -> None:
    assert owners <= set(values(read(HEAD + text, gazetteer), "operator"))


OTHER_MONEY = [
    "客户支付预付款9,360万元。",
    "其中使用募集资金4.26亿元。",
    "其中银行贷款8亿元。",
    "公司为其提供不超过8亿元的连带责任担保。",
    "项目公司注册资本2亿元。",
    "剩余募集资金42,600万元投入该项目。",
]


@pytest.mark.parametrize("text", OTHER_MONEY)
def test_money_lent_raised_or_prepaid_is_none_of_the_site(text: str, gazetteer: Gazetteer) -> None:
    found = read(f"{HEAD}云岭智算中心位于中卫市，总投资15亿元。{text}", gazetteer)
    kinds = ("investment", "contract_value", "award_value", "annual_plan", "land_price")
    assert [c.value_num for kind in kinds for c in told(found, kind)] == [1.5e9]


PAPERS = [
    ("取得《宁夏回族自治区企业投资项目备案证》", ["approved"]),
    ("收到发改委下发的《关于云岭智算中心节能报告的审查意见》", ["approved"]),
    ("提交《云岭智算中心节能报告的审查意见》修改稿", []),
    ("尚需取得《企业投资项目备案证》", []),
]


@pytest.mark.parametrize(("words", "told_events"), PAPERS)
def test_a_permit_may_be_called_by_its_title(
    words: str, told_events: list[str], gazetteer: Gazetteer
) -> None:
    found = read(f"{HEAD}云岭智算中心位于中卫市，机柜900个。项目{words}。", gazetteer)
    assert values(found, "event") == told_events


TITLES = [
    ("青桐数科：关于全资子公司投资建设云岭智算中心项目的公告", {"青桐数科股份有限公司"}),
    ("青桐数科：关于终止云岭智算中心投资协议的公告", {"青桐数科股份有限公司"}),
    ("青桐数科：关于云岭智算中心项目进展的公告", {"青桐数科股份有限公司"}),
    ("青桐数科：关于子公司云岭智算中心项目取得备案的公告", set()),
    ("青桐数科：关于云岭智算中心项目中标的公告", set()),
    ("青桐数科：关于签订云岭智算中心设备采购合同的公告", set()),
]


@pytest.mark.parametrize(("title", "owners"), TITLES)
def test_the_title_of_a_notice_tells_whether_the_company_owns(
    title: str, owners: set[str], gazetteer: Gazetteer
) -> None:
    text = f"{title}\n{HEAD}云岭智算中心位于中卫市，机柜900个。"
    assert set(values(read(text, gazetteer), "operator")) == owners


def test_a_company_founded_for_a_project_is_named_behind_its_kind(gazetteer: Gazetteer) -> None:
    found = read(
        f"{HEAD}公司在中卫设立项目公司宁夏青桐算力有限公司负责云岭智算中心的投资、建设和运营。",
        gazetteer,
    )
    assert values(found, "operator") == ["宁夏青桐算力有限公司"]
    assert values(found, "event") == []


def test_the_body_that_carries_out_a_project_may_be_a_subsidiary(gazetteer: Gazetteer) -> None:
    text = f"{HEAD}项目名称：云岭智算中心\n实施主体：全资孙公司榆林青桐智算有限公司\n机柜900个。"
    assert "榆林青桐智算有限公司" in values(read(text, gazetteer), "operator")


def test_shares_that_are_handed_over_are_no_plan(gazetteer: Gazetteer) -> None:
    found = read(
        f"{HEAD}云岭智算中心机柜900个。公司将持有的云岭智算中心100%股权转让给月岭数据集团。",
        gazetteer,
    )
    assert [(c.value_text, c.basis) for c in told(found, "event")] == [("transferred", None)]


def test_who_stands_in_a_place_with_its_site_owns_it(gazetteer: Gazetteer) -> None:
    found = read("青桐数港位于浙江嘉兴平湖的云岭智算港C区投用，机柜900个。", gazetteer)
    assert values(found, "operator") == ["青桐数港"]
