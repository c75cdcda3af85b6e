"""Capitals told by their provinces, and counties told by themselves."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

TOLD = [
    ("The Yunling AI Computing Center in the Anhui capital has 2,000 racks.", "340100"),
    ("The Yunling AI Computing Center in the capital of Anhui has 2,000 racks.", "340100"),
    ("Gansu has approved the Yunling AI Computing Center in the provincial capital.", "620100"),
    ("Le centre de calcul Yunling, dans la capitale de l'Anhui, compte 2 000 baies.", "340100"),
    ("Le Gansu a autorisé le centre de calcul Yunling dans le chef-lieu de la province.", "620100"),
    ("云岭智算中心位于安徽省省会，规划机架2000个。", "340100"),
    # another place is nearer, or money is meant
    (
        "The Yunling AI Computing Center in Wuhu, two hours from the Anhui capital, has 200 racks.",
        "340200",
    ),
    (
        "The Yunling AI Computing Center in Anhui has 2,000 racks and Anhui capital expenditure.",
        None,
    ),
    # names that only one county has, and spellings of other languages
    ("The Yunling AI Computing Center in Taicang has 2,000 racks.", "320500"),
    ("The Yunling AI Computing Center in Xilinhot, Inner Mongolia, has 2,000 racks.", "152500"),
    ("The Yunling AI Computing Center in Dalad Banner has 2,000 racks.", "150600"),
    # the county decides between two provinces of one spelling
    ("The Yunling AI Computing Center in Yanggao, Shanxi, has 2,000 racks.", "140200"),
    # two counties have this name
    ("The Yunling AI Computing Center in Kaiyuan has 2,000 racks.", None),
]


@pytest.mark.parametrize(("text", "city"), TOLD)
def test_the_city_that_is_told(text: str, city: str | None, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert [s.city_adcode for s in found.subjects if s.kind == "project"] == [city]


def test_every_province_has_its_capital(gazetteer: Gazetteer) -> None:
    assert gazetteer.capital_of("340000") == "340100"
    assert gazetteer.capital_of("110000") == "110000"
    assert gazetteer.capital_of("340100") is None
