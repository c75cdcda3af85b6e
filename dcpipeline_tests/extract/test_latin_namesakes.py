"""Names of two cities in Latin letters: which of them is meant."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

CITIES = [
    ("Sanming Data has opened a 40 MW data center in Jining District, Ulanqab.", ["150900"]),
    ("Sanming Data opened a data center in Jining, in Inner Mongolia.", ["150900"]),
    ("Sanming Data opened a data center in Jining with 900 racks.", ["370800"]),
    (
        "On the plains near Ulanchap, Sanming Data's Jining campus is full. It has 2,000 racks.",
        ["150900"],
    ),
    (
        "Sanming Data opened a data center in Jining, Shandong. Bolin Cloud has a data center with "
        "900 racks in Ulanqab.",
        ["370800", "150900"],
    ),
    (
        "Work on the Suzhou Gusu AI Park in Jiangsu has stopped. In the other Suzhou, in Anhui, a "
        "smaller data center opened in September with 600 racks.",
        ["320500", "341300"],
    ),
]


@pytest.mark.parametrize(("text", "cities"), CITIES)
def test_the_province_or_city_beside_a_namesake_decides(
    text: str, cities: list[str], gazetteer: Gazetteer
) -> None:
    assert [s.city_adcode for s in read(text, gazetteer).subjects] == cities
