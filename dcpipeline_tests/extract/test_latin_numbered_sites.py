"""English names by city and number, sites named in passing, one more of those just counted."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=date(2025, 9, 10))


def sites(found: Extraction) -> dict[str | None, str | None]:
    return {s.name: s.city_adcode for s in found.subjects if s.kind == "project"}


def told(found: Extraction, name: str) -> set[tuple[str | None, str]]:
    return {(c.subject.name, c.value_text) for c in found.claims if c.property == name}


def test_a_series_of_cities_with_numbers_names_sites(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyun Data told investors about its data centers.\n\n"
        "The new data centers coming into service were Wuhu 3 and Anqing 5. They follow Hefei 6, "
        "Hefei 7 Phase 1 and Tianjin 8, all of which came online in March.\n\n"
        "WH3 brings 4,000 racks."
    )
    found = read(text, gazetteer)
    assert sites(found) == {
        "Wuhu 3": "340200",
        "Anqing 5": "340800",
        "Hefei 6": "340100",
        "Hefei 7": "340100",
        "Tianjin 8": "120000",
    }
    assert told(found, "event") == {(name, "operational") for name in sites(found)}
    assert told(found, "racks") == {("Wuhu 3", "4,000 racks")}


def test_dc_and_a_number_behind_a_city_name_a_site(gazetteer: Gazetteer) -> None:
    found = read("Foshan DC 2 has opened, while Foshan DC 3 is under construction.", gazetteer)
    assert sites(found) == {"Foshan DC 2": "440600", "Foshan DC 3": "440600"}


NO_SERIES = [
    "Lanyun runs data centers for Qwen 2 and Llama 3 with 3,000 racks.",
    "Lanyun runs data centers. Sales offices are open in Wuhu 5 days and Anqing 7 days a week.",
]


@pytest.mark.parametrize("text", NO_SERIES)
def test_other_numbers_name_no_site(text: str, gazetteer: Gazetteer) -> None:
    assert all(name is None or not name[-1].isdigit() for name in sites(read(text, gazetteer)))


def test_a_site_beside_another_is_told_in_passing(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyun announced that construction of a new data center project in Wuhu has commenced. It "
        "will go up on land beside its Wuhu 1 data center, which has been in operation for six "
        "years. It is to have 3,000 racks."
    )
    found = read(text, gazetteer)
    assert told(found, "event") == {
        (None, "construction_start"),
        ("Wuhu 1 data center", "operational"),
    }
    assert told(found, "racks") == {(None, "3,000 racks")}


def test_a_second_after_one_elsewhere_is_not_there(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyun will build another data centre in China, its second after one in Hubei Province, a "
        "local government has announced. The data centre in Tongliao City will open in 2027.\n\n"
        "With an investment of $450 million, the first data centre is being built in Yichang."
    )
    found = read(text, gazetteer)
    assert {s.city_adcode for s in found.subjects} == {"150500", "420500"}


def test_one_in_a_place_is_one_more_site(gazetteer: Gazetteer) -> None:
    text = (
        "Hengtai took over four data centers, Mapleson acquired one in Wuhu, Anhui, and Eastrow "
        "bought one in Zhaoqing, Guangdong. Only one in ten servers is in use."
    )
    found = read(text, gazetteer)
    assert set(sites(found).values()) <= {"340200", "441200"}
    assert {s.city_adcode for s in found.subjects if s.kind == "project"} == {"340200", "441200"}


def test_small_words_and_5g_stand_in_names(gazetteer: Gazetteer) -> None:
    text = (
        'The Zhangzhou underwater data center has opened. Lanyun bought the "Kaida Songshan Lake '
        '5G Data Centre" in Dongguan.'
    )
    assert sites(read(text, gazetteer)) == {
        "Zhangzhou underwater data center": "350600",
        "Kaida Songshan Lake 5G Data Centre": "441900",
    }


def test_its_new_center_is_the_one_named_before(gazetteer: Gazetteer) -> None:
    text = (
        "Haidun, a maker of fridges, is building the Haidun cloud data center in Wuhu and plans to "
        "invest 980 million yuan in its new center."
    )
    found = read(text, gazetteer)
    assert told(found, "investment") == {("Haidun cloud data center", "980 million yuan")}


def test_a_name_in_the_next_clause_takes_no_event_of_the_site(gazetteer: Gazetteer) -> None:
    text = (
        "The Lanyun Wuhu Data Center has three phases. Phase one was completed in December 2022, "
        "and the Lanyun Anqing AI Computing Center went live in March 2025."
    )
    found = read(text, gazetteer)
    assert ("Lanyun Wuhu Data Center", "phase_online") in told(found, "event")
    assert ("Lanyun Anqing AI Computing Center", "phase_online") not in told(found, "event")


def test_the_start_of_a_project_took_place(gazetteer: Gazetteer) -> None:
    text = (
        "On March 28, the start-up of the Lanyun Wuhu Data Center Phase I Project took place in "
        "Wuhu. It plans to build three data center buildings."
    )
    found = read(text, gazetteer)
    assert told(found, "event") == {("Lanyun Wuhu Data Center", "construction_start")}


NO_OWNERS = [
    "Tenders say servers go into the building, with Hengbei Communications, an IT firm, asked to "
    "supply the gear.",
    "From May its services will be run by a local partner, Hubei Tianyun Cloud Co Ltd.",
]


@pytest.mark.parametrize("words", NO_OWNERS)
def test_who_supplies_or_runs_services_owns_nothing(words: str, gazetteer: Gazetteer) -> None:
    found = read(f"A data center with 3,000 racks has opened in Wuhu. {words}", gazetteer)
    assert not told(found, "operator")
