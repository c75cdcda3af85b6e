"""Owners and operators: the part that a company plays in a sentence."""

import pytest

from dcpipeline.extract.owners import addressee, find_owners, may_own, owner_in_name
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, subjects_of, values


def owners(text: str, gazetteer: Gazetteer) -> list[str]:
    page, readings, _ = subjects_of(text, gazetteer)
    return [
        page.words(start, end)
        for reading in readings
        for start, end, is_name in find_owners(page, reading)
        if is_name
    ]


def candidates(text: str, gazetteer: Gazetteer) -> list[str]:
    page, readings, _ = subjects_of(text, gazetteer)
    return [page.words(*span) for reading in readings for span in may_own(page, reading)]


OWNS = [
    "云岭智算中心由甲乙科技有限公司投资建设。",
    "甲乙科技有限公司投资建设的云岭智算中心开工。",
    "云岭智算中心建设单位：甲乙科技有限公司。",
    "云岭智算中心业主为甲乙科技有限公司。",
    "云岭智算中心开工，项目业主是甲乙科技有限公司。",
    "甲乙科技有限公司是项目业主，云岭智算中心已开工。",
    "市政府与甲乙科技有限公司签署云岭智算中心投资协议。",
    "云岭智算中心移交给甲乙科技有限公司。",
    "运营该中心的甲乙科技有限公司表示，一切正常。",
    "甲乙科技有限公司发布云岭智算中心机电工程招标公告。",
    "甲乙科技有限公司收到发改委关于云岭智算中心的节能审查意见。",
]
OWNS_IN_OTHER_WORDS = [
    "云岭智算中心机柜900个，投资建设的是甲乙科技有限公司。",
    "云岭智算中心机柜900个，隶属于甲乙科技有限公司。",
    "云岭智算中心机柜900个，是甲乙科技有限公司在西南的首个智算中心。",
    "云岭智算中心机柜900个，投建方是甲乙科技有限公司。",
    "云岭智算中心由甲乙科技有限公司和河西移动合建，机柜900个。",
    "云岭智算中心由甲乙科技有限公司独资兴建，机柜900个。",
    "甲乙科技有限公司依托云岭智算中心，可提供机柜900个。",
    "甲乙科技有限公司的算力放在云岭智算中心，机柜900个。",
]


@pytest.mark.parametrize("text", OWNS_IN_OTHER_WORDS)
def test_who_builds_has_or_uses_a_site_of_its_own_is_its_owner(
    text: str, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    assert [(c.subject.name, c.value_text) for c in found.claims if c.property == "operator"] == [
        ("云岭智算中心", "甲乙科技有限公司")
    ]


def test_who_uses_the_next_site_does_not_own_the_one_before(gazetteer: Gazetteer) -> None:
    found = read("青川智算中心算力12P，中国移动依托云岭智算中心，可提供算力17P。", gazetteer)
    assert [(c.subject.name, c.value_text) for c in found.claims if c.property == "operator"] == [
        ("云岭智算中心", "中国移动")
    ]


def test_what_is_sold_as_a_whole_is_no_portfolio(gazetteer: Gazetteer) -> None:
    found = read("云岭智算中心机柜900个，河西能源集团把它整体转让给甲乙集团。", gazetteer)
    assert "甲乙集团" in values(found, "operator")


WITHOUT_FORM = [
    ("云岭智算中心业主为秦科数据，总投资12亿元。", "秦科数据"),
    ("云岭智算中心（河西国投）开工。", "河西国投"),
    ("秦科数据投资33.6亿元建设的云岭智算中心开工。", "秦科数据"),
    ("云岭智算中心由秦科数据牵头建设，总投资12亿元。", "秦科数据"),
    ("我市与秦科数据签署云岭智算中心投资协议。", "秦科数据"),
    ("云岭智算中心的运营主体叫秦科数据，是2021年成立的企业。", "秦科数据"),
    ("云岭智算中心业主名叫秦科数据，总部在外省。", "秦科数据"),
]
OTHER_PART = [
    "云岭智算中心施工总承包中标人为甲乙科技有限公司。",
    "甲乙科技有限公司中标云岭智算中心项目。",
    "云岭智算中心服务器由甲乙科技有限公司供货。",
    "云岭智算中心采用甲乙科技有限公司的液冷设备。",
    "云岭智算中心由某科技有限公司投资建设。",
    "云岭智算中心由芜湖市人民政府主导。",
    "甲乙科技有限公司已入驻云岭智算中心。",
    "中标人甲乙科技有限公司负责建设云岭智算中心。",
]


@pytest.mark.parametrize("text", OWNS)
def test_who_invests_builds_signs_or_is_labelled_owns(text: str, gazetteer: Gazetteer) -> None:
    assert owners(text, gazetteer) == ["甲乙科技有限公司"]


@pytest.mark.parametrize(("text", "name"), WITHOUT_FORM)
def test_an_owner_needs_no_word_for_a_company(text: str, name: str, gazetteer: Gazetteer) -> None:
    assert owners(text, gazetteer) == [name]


@pytest.mark.parametrize("text", OTHER_PART)
def test_winners_suppliers_tenants_and_governments_do_not_own(
    text: str, gazetteer: Gazetteer
) -> None:
    assert owners(text, gazetteer) == []


def test_all_companies_of_a_list_own(gazetteer: Gazetteer) -> None:
    text = "云岭智算中心由甲乙科技有限公司、丙丁能源有限公司共同投资建设。"
    assert owners(text, gazetteer) == ["甲乙科技有限公司", "丙丁能源有限公司"]


def test_a_branch_is_named_with_its_place(gazetteer: Gazetteer) -> None:
    text = "云岭智算中心开工。该项目由中国移动江苏公司投资建设。"
    assert owners(text, gazetteer) == ["中国移动江苏公司"]


def test_the_company_that_was_named_before_owns_under_a_pronoun(gazetteer: Gazetteer) -> None:
    text = "甲乙科技有限公司公布年报。公司投资建设云岭智算中心，总投资12亿元。"
    page, readings, _ = subjects_of(text, gazetteer)
    assert [(page.words(s, e), n) for s, e, n in find_owners(page, readings[1])] == [
        ("公司", False)
    ]
    assert values(read(text, gazetteer), "operator") == ["甲乙科技有限公司"]


@pytest.mark.parametrize(
    ("text", "is_addressed"),
    [
        ("甲乙科技有限公司：", True),
        ("甲乙科技有限公司、丙丁能源有限公司：", False),
        ("甲乙科技有限公司表示：", False),
        ("该公司：", False),
    ],
)
def test_an_approval_is_addressed_to_the_company_of_its_first_line(
    text: str, is_addressed: bool, gazetteer: Gazetteer
) -> None:
    page, readings, _ = subjects_of(text, gazetteer)
    span = addressee(page, readings[0])
    assert (span is not None and page.words(*span)) == (is_addressed and "甲乙科技有限公司")


def test_a_company_without_another_part_may_own(gazetteer: Gazetteer) -> None:
    text = "甲乙科技有限公司的云岭智算中心开工。"
    assert candidates(text, gazetteer) == ["甲乙科技有限公司"]


@pytest.mark.parametrize(
    "text",
    [
        "云岭智算中心采购甲乙科技有限公司服务器。",
        "据甲乙科技有限公司分析，云岭智算中心已开工。",
        "云岭智算中心客户甲乙科技有限公司签约入驻。",
        "云岭智算中心开工，客户：甲乙科技有限公司。",
        "甲乙科技有限公司中标云岭智算中心。",
        "云岭智算中心施工单位为甲乙科技有限公司。",
    ],
)
def test_suppliers_tenants_and_judges_may_not_own(text: str, gazetteer: Gazetteer) -> None:
    assert candidates(text, gazetteer) == []


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("中国移动云岭数据中心", "中国移动"),
        ("云岭腾讯云智算中心", "腾讯云"),
        ("云岭智算中心", None),
        ("中国移动", None),
        ("xgds智算中心", None),
    ],
)
def test_a_name_that_holds_a_company_tells_its_owner(name: str, owner: str | None) -> None:
    found = owner_in_name(name)
    assert (found and found.name) == owner
    assert found is None or name[found.start : found.end] == found.name


def test_the_company_that_is_asked_speaks_of_its_own_sites(gazetteer: Gazetteer) -> None:
    text = (
        "1月26日有投资者问云岭文创（600999）：公司的青川智算中心何时投用？"
        "1月28日公司回答，青川智算中心机柜900个。"
    )
    assert values(read(text, gazetteer), "operator") == ["云岭文创"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("岭能（庆阳）智算中心今年4月开工，机柜900个。", ["岭能"]),
        ("西部（重庆）智算中心今年4月开工，机柜900个。", []),
        ("北京（平谷）智算中心今年4月开工，机柜900个。", []),
        ("蒙东（通辽）智算中心今年4月开工，机柜900个。", []),
    ],
)
def test_a_brand_before_the_place_in_brackets_owns(
    text: str, owner: list[str], gazetteer: Gazetteer
) -> None:
    assert values(read(text, gazetteer), "operator") == owner


def test_a_lake_in_the_name_of_a_site_is_no_brand(gazetteer: Gazetteer) -> None:
    text = "青川集团在庆阳建设云岭智算中心，机柜900个。\n青川湖智算中心在贵阳动工，机柜500架。"
    found = read(text, gazetteer)
    owners = {c.subject.name: c.value_text for c in found.claims if c.property == "operator"}
    assert owners == {"云岭智算中心": "青川集团"}


def test_the_only_share_of_a_page_owns_what_it_calls_its_own(gazetteer: Gazetteer) -> None:
    text = "云岭文创（600999.SH）披露活动记录表。\n公司说，青川智算中心正在建厂房，机柜900个。"
    assert values(read(text, gazetteer), "operator") == ["云岭文创"]


def test_of_several_shares_none_is_that_of_the_page(gazetteer: Gazetteer) -> None:
    text = "云岭文创（600999.SH）和河西股份（600998.SH）今日上涨。\n公司说，青川智算中心机柜900个。"
    assert values(read(text, gazetteer), "operator") == []


NO_OWNER = [
    "云岭智算中心机柜900个，项目由建设转向运营。",
    "云岭智算中心机柜900个，由此拉开建设序幕。",
    "云岭智算中心机柜900个，今后公司会逐渐提高西部投资。",
    "公司请甲乙资产评估集团有限公司对云岭智算中心作了评估。云岭智算中心机柜900个。",
    "李明代表丙丁八局有限公司祝贺云岭智算中心开工。云岭智算中心机柜900个。",
    "云岭智算中心机柜900个，由试运行转入正式运营。",
]


@pytest.mark.parametrize("text", NO_OWNER)
def test_words_that_only_look_like_a_company_own_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer), "operator") == []


def test_an_adverb_before_an_owner_is_none_of_its_name(gazetteer: Gazetteer) -> None:
    found = read("眼下青禾集团投资的云岭智算中心机柜900个。", gazetteer)
    assert values(found, "operator") == ["青禾集团"]


def test_an_owner_is_told_without_readings_in_brackets(gazetteer: Gazetteer) -> None:
    found = read("云岭智算中心由甲乙数字(shùzì)科技有限公司投资建设。", gazetteer)
    assert values(found, "operator") == ["甲乙数字科技有限公司"]


def test_who_gives_notice_of_its_investment_owns_the_site(gazetteer: Gazetteer) -> None:
    text = (
        "甲乙建设集团股份有限公司关于子公司投资建设智算中心项目的公告\n"
        "一、对外投资概述\n本次拟建设云岭（河西）智算中心，机柜900个。"
    )
    assert values(read(text, gazetteer), "operator") == ["甲乙建设集团股份有限公司"]
