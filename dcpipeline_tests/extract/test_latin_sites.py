"""Which site of an English page is meant: by a place, an ordinal, a phase or plain words."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, values

SITES = [
    (
        "Work on the second phase of Hanyun's campus in Zunyi, Guizhou, began in May. The new "
        "phase will have 1,800 racks.",
        ["520300"],
    ),
    (
        "Two campuses are rising in the west. One, in Zunyi, Guizhou, is being built by Hanyun "
        "Group and will have 2,000 racks. The other, in Qujing, Yunnan, belongs to Bolin Cloud "
        "and is designed for 60 MW.",
        ["520300", "530300"],
    ),
    (
        "Hanyun's first China data center, in Zunyi, Guizhou, has 3,000 racks. Inside the main "
        "data building of the center 900 servers run.",
        ["520300"],
    ),
    (
        "A data center in Zunyi, Guizhou, with a power of 50 MW, the highest in Asia for one "
        "single data center, opened on a site of 500 mu (33 hectares).",
        ["520300"],
    ),
]


@pytest.mark.parametrize(("text", "cities"), SITES)
def test_sites_are_told_apart_and_none_is_told_twice(
    text: str, cities: list[str], gazetteer: Gazetteer
) -> None:
    assert [s.city_adcode for s in read(text, gazetteer).subjects] == cities


def test_the_new_phase_is_the_one_spoken_of(gazetteer: Gazetteer) -> None:
    found = read(SITES[0][0], gazetteer)
    assert [c.phase for c in found.claims if c.property == "racks"] == ["2"]


def test_the_building_of_data_infrastructure_is_no_site(gazetteer: Gazetteer) -> None:
    text = "The region is to quicken its building of data infrastructure, with 900 petaflops."
    assert all(s.kind != "project" for s in read(text, gazetteer).subjects)


def test_a_plant_in_which_a_site_stands_takes_nothing_from_it(gazetteer: Gazetteer) -> None:
    text = "At a hydropower station in Sichuan Province, a data center with 300 racks opened."
    assert values(read(text, gazetteer), "event") == ["operational"]
