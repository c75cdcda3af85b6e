"""What the money in English sentences is for."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, shares

INVESTED = [
    ("The data center in Zhongwei, Ningxia, worth 3.2 billion yuan, opened in June.", 3.2e9),
    ("Into the Heyuan data center in Guangdong 1.5 billion yuan was poured in 2024.", 1.5e9),
    ("The 1.9bn-yuan data center in Zhangbei, Hebei, was approved in May.", 1.9e9),
    ("Lantai Group's $260m-dollar data center in Zhangbei, Hebei, was approved.", 2.6e8),
    ("Lantai Group signed for a 40MW AI campus in Wuwei, Gansu (1.1 billion yuan).", 1.1e9),
]
NOT_INVESTED = [
    "Lantai Group raised 1.2 billion yuan for its Zhangbei data center in Hebei.",
    "Lantai Group bought a 40MW data center in Wuwei, Gansu (1.1 billion yuan).",
]


@pytest.mark.parametrize(("text", "sum_of_money"), INVESTED)
def test_money_of_a_site_is_its_investment(
    text: str, sum_of_money: float, gazetteer: Gazetteer
) -> None:
    assert [value for _, value in shares(read(text, gazetteer), "investment")] == [sum_of_money]


@pytest.mark.parametrize("text", NOT_INVESTED)
def test_money_raised_or_paid_for_a_site_is_no_investment(text: str, gazetteer: Gazetteer) -> None:
    assert shares(read(text, gazetteer), "investment") == []


def test_money_in_brackets_is_that_of_the_site_before_it(gazetteer: Gazetteer) -> None:
    text = (
        "Lantai Group will build a 40MW AI campus in Wuwei, Gansu (1.1 billion yuan), and a 20MW "
        "data center in Zhangye (600 million yuan)."
    )
    found = read(text, gazetteer)
    cities = {s.key: s.city_adcode for s in found.subjects}
    sums = {cities[c.subject.key]: c.value_num for c in found.claims if c.property == "investment"}
    assert sums == {"620600": 1.1e9, "620700": 6e8}


def test_a_sum_describes_a_site_and_is_no_part_of_its_name(gazetteer: Gazetteer) -> None:
    found = read("Lantai Group's 1.9bn-yuan data center in Zhangbei, Hebei, opened.", gazetteer)
    assert [s.name for s in found.subjects] == [None]
