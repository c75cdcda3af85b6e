"""Company names: lists and normal forms."""

import pytest

from dcpipeline.normalize import operator_key, parse_operators

SAME = [
    ("华为", "华為"),
    ("Ｈｕａｗｅｉ", "huawei"),
    ("中国移动浙江公司", "中国移动浙江"),
    ("国投汇恒（北京）投资控股有限公司", "国投汇恒(北京)投资控股"),
    ("Jiangsu Wangjie Big Data Co., Ltd.", "JIANGSU WANGJIE BIG DATA"),
    ("Cyberport Limited", "Cyberport"),
    ("香港潤江智算科技有限公司", "香港润江智算科技"),
    ("*ST天首", "天首"),
    ("中 国\u3000电信\u200b", "中国电信"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_name(left, right):
    assert operator_key(left) == operator_key(right)


DIFFERENT = [
    ("润泽科技", "润泽科技集团"),
    ("中国移动", "中国移动浙江公司"),
    ("上海电信", "上海移动"),
    ("Cisco", "Cis"),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_other_companies_stay_apart(left, right):
    assert operator_key(left) != operator_key(right)


def test_lists_are_taken_apart_once_each_in_order():
    names = [o.name for o in parse_operators("腾讯；上海珑睿 ; 腾讯有限公司;;")]
    assert names == ["腾讯", "上海珑睿"]


def test_a_second_name_in_brackets_is_an_alias():
    (operator,) = parse_operators("金开新能 (Nyocor)")
    assert (operator.name, operator.alias) == ("金开新能", "Nyocor")
    (branch,) = parse_operators("华庆超算(甘肃)")
    assert (branch.name, branch.alias) == ("华庆超算(甘肃)", None)


@pytest.mark.parametrize("cell", ["", " ", ";", "；；"])
def test_empty_cells_name_nobody(cell):
    assert parse_operators(cell) == ()


def test_a_bare_legal_form_keeps_its_word():
    assert operator_key("公司") == "公司"
