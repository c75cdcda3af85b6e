"""Counties in English and French text, by their pinyin."""

import pytest

from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer

NAMED = [
    ("A data center opened in Yizheng, Jiangsu.", "321000"),
    ("A data center opened in Kaiyuan, Yunnan, in 2023.", "532500"),
    ("A data center opened in Kaiyuan, Liaoning, in 2023.", "211200"),
    ("Guangdong's Huilai county has opened a data center.", "445200"),
    ("The Jinta computing center in Gansu opened in 2023.", "620900"),
    ("Un centre de calcul a ouvert à Delingha, dans la province du Qinghai.", "632800"),
    ("Le centre de calcul de Linzhang (Hebei) a ouvert.", "130400"),
    ("Un centre de calcul a ouvert dans le district de Jiading, à Shanghai.", "310000"),
]


@pytest.mark.parametrize(("text", "city"), NAMED)
def test_a_county_beside_its_province(text: str, city: str, gazetteer: Gazetteer) -> None:
    found = extract_page(text.encode(), gazetteer)
    assert [s.city_adcode for s in found.subjects if s.kind == "project"] == [city]


NOT_NAMED = [
    ("A data center opened in Kaiyuan in 2023.", None),
    ("GUIYANG, Jan. 4 (Xinhua) -- A data center opened in Zunyi, Guizhou.", "520300"),
    ("Wang Huilai opened a data center in Zunyi, Guizhou.", "520300"),
    ("Huilai Technology opened a data center in Zunyi, Guizhou.", "520300"),
    ("A data center in Changping, Dongguan, Guangdong, opened in 2023.", "441900"),
]


@pytest.mark.parametrize(("text", "city"), NOT_NAMED)
def test_other_capitals_are_no_county(text: str, city: str | None, gazetteer: Gazetteer) -> None:
    found = extract_page(text.encode(), gazetteer)
    assert [s.city_adcode for s in found.subjects if s.kind == "project"] == [city]


def test_readings_of_places(gazetteer: Gazetteer) -> None:
    readings = {"Laoting": "130200", "Tanchang": "621200", "Guoyang": "341600", "Dong'e": "371500"}
    assert {word: gazetteer.spelled_counties(word) for word in readings} == {
        word: (code,) for word, code in readings.items()
    }


def test_a_cell_with_a_county_needs_its_province(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Delingha").adcode is None
    assert gazetteer.resolve("Delingha", "630000").adcode == "632800"
