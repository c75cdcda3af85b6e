"""Companies of a sentence: where their names begin and end, and words that only stand for one."""

from itertools import pairwise

import pytest

from dcpipeline.extract.companies import Company, find_companies


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
    "集团表示",
]  # fmt: skip


@pytest.mark.parametrize("text", STANDS_FOR)
def test_words_that_stand_for_a_company_have_no_name(text: str) -> None:
    assert names(text) == [""]


@pytest.mark.parametrize("text", ["云岭智算中心开工", "芜湖市人民政府批复", "机架上架率提升"])
def test_sites_and_governments_are_no_companies(text: str) -> None:
    assert names(text) == []


def test_only_the_sentence_is_searched() -> None:
    text = "甲乙科技有限公司开工。丙丁能源有限公司签约。"
    found = find_companies(text, text.lower(), 11, len(text))
    assert [(c.name, c.start, c.end) for c in found] == [("丙丁能源有限公司", 11, 19)]
