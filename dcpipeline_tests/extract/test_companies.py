"""Companies of a sentence: where their names begin and end, and words that only stand for one."""

from itertools import pairwise

import pytest

from dcpipeline.extract.companies import Company, find_companies
from dcpipeline.normalize import PlaceMatch


def companies(text: str) -> tuple[Company, ...]:
    found = find_companies(text, text.lower(), 0, len(text))
    assert all(text[c.start : c.end] == c.name for c in found if c.name)
    assert all(a.end <= b.start for a, b in pairwise(found))
    return found


def names(text: str) -> list[str]:
    return [company.name for company in companies(text)]


NAMES = [
    ("由云岭数字科技有限公司投资建设", "云岭数字科技有限公司"),
    ("业主为云岭产业投资集团", "云岭产业投资集团"),
    ("建设单位:云岭智算运营有限公司", "云岭智算运营有限公司"),
    ("该项目由新城建设投资集团负责", "新城建设投资集团"),
    ("与云岭能源股份有限公司签署协议", "云岭能源股份有限公司"),
    ("近日,呼和浩特云岭数据有限公司获批", "呼和浩特云岭数据有限公司"),
    ("2025年6月云岭数据有限公司获批", "云岭数据有限公司"),
    ("(以下由云岭数据有限公司承担", "云岭数据有限公司"),
    ("云岭数据集团有限公司开工", "云岭数据集团有限公司"),
    ("中国移动通信集团安徽有限公司中标", "中国移动通信集团安徽有限公司"),
    ("云岭云算公司介绍", "云岭云算公司"),
    ("由逐浪而行数字科技有限公司投资建设", "逐浪而行数字科技有限公司"),
    ("由杭州逐浪而行数字科技有限公司投资建设", "杭州逐浪而行数字科技有限公司"),
    ("由三和云算科技有限公司投资建设", "三和云算科技有限公司"),
    ("由云岭(苏州)数据系统有限公司投资建设", "云岭(苏州)数据系统有限公司"),
    ("由云岭在线数据有限公司投资建设", "云岭在线数据有限公司"),
    ("由日新云岭数据有限公司投资建设", "日新云岭数据有限公司"),
    ("由云岭时代大数据有限公司运营", "云岭时代大数据有限公司"),
    ("由国家云岭能源集团运营", "国家云岭能源集团"),
    ("由大岭旗下的云岭光谷联合控股有限公司合作", "云岭光谷联合控股有限公司"),
    ("项目方曾与云岭数据有限公司签约", "云岭数据有限公司"),
    ("3月5日云岭数据有限公司获批", "云岭数据有限公司"),
    ("拥有云岭数据有限公司六成股份", "云岭数据有限公司"),
    ("引来一家云岭数据有限公司", "云岭数据有限公司"),
    ("由云岭数科投资建设", "云岭数科"),
    ("云岭股份子公司的项目终止", "云岭股份"),
    ("业主云岭城投打算明年投用", "云岭城投"),
    ("同意云岭国投建设", "云岭国投"),
    ("云岭高新投公告终止招标", "云岭高新投"),
    ("把它转让给云岭数能科技股份有限公司", "云岭数能科技股份有限公司"),
    ("signed with Lanyun Data Co., Ltd. in May", "Lanyun Data Co., Ltd"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_begins_behind_its_verb_and_ends_with_its_form(text: str, name: str) -> None:
    assert [found.rstrip(".") for found in names(text)] == [name]


@pytest.mark.parametrize("joint", ["、", "与", "和", "及", "联合", "携手"])
def test_two_companies_in_a_list_are_two(joint: str) -> None:
    text = f"甲乙科技有限公司{joint}丙丁能源有限公司建设"
    assert names(text) == ["甲乙科技有限公司", "丙丁能源有限公司"]


STANDS_FOR = [
    "公司拟投资建设", "该公司表示", "其全资子公司负责", "项目公司已成立", "上市公司公告",
    "集团表示", "由这家公司建设", "企业代表以及公司干部", "敬请关注公司后续公告",
    "加上公司今年买下的园区", "算上公司在建的机房", "有消息说公司丢了订单", "再者公司投资的园区",
    "想知道公司何时投产", "另外云屏算力大会公司有没有参会", "投资者问公司是否投产",
]  # fmt: skip


@pytest.mark.parametrize("text", STANDS_FOR)
def test_words_that_stand_for_a_company_have_no_name(text: str) -> None:
    assert names(text) == [""]


@pytest.mark.parametrize(
    "text",
    [
        "云岭智算中心开工", "芜湖市人民政府批复", "机架上架率提升", "其中固定资产投资7亿元",
        "云岭云算力中心开工", "云岭云算港智算中心开工", "加大科技投入", "云岭城建项目开工",
    ],
)  # fmt: skip
def test_sites_and_governments_are_no_companies(text: str) -> None:
    assert names(text) == []


def test_only_the_sentence_is_searched() -> None:
    text = "甲乙科技有限公司开工。丙丁能源有限公司签约。"
    found = find_companies(text, text.lower(), 11, len(text))
    assert [(c.name, c.start, c.end) for c in found] == [("丙丁能源有限公司", 11, 19)]


SEATED = [
    ("由南京与山科技有限公司建设", "南京", "南京与山科技有限公司"),
    ("由深圳信和云算有限公司建设", "深圳", "深圳信和云算有限公司"),
    ("中云数据和南京云岭科技有限公司建设", "南京", "南京云岭科技有限公司"),
    ("由南京移动建设", "南京", "南京移动"),
    ("南京与云岭科技有限公司签约", "南京", "云岭科技有限公司"),
    ("由南京云岭和北山科技有限公司建设", "南京", "北山科技有限公司"),
]


@pytest.mark.parametrize(("text", "seat", "name"), SEATED)
def test_behind_its_seat_a_name_may_hold_any_character(text: str, seat: str, name: str) -> None:
    start = text.index(seat)
    place = PlaceMatch(None, None, (), "", seat, "short", start, start + len(seat))
    found = find_companies(text, text.lower(), 0, len(text), [place])
    assert [company.name for company in found] == [name]
