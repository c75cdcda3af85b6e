"""Owners of English pages: in the name of a site, by results, by a clause with "which"."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.latin.brands import brand_of_name
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=date(2025, 9, 10))


def told(found: Extraction, name: str) -> list[str]:
    return [claim.value_text for claim in found.claims if claim.property == name]


OWNERS = [
    (
        "Take the Bilabo Wuhu Data Center, which opened in May. A manager with Bilabo said so.",
        "Bilabo",
    ),
    (
        "The Kaida Technology Songshan Lake Data Centre in Dongguan opened in May.",
        "Kaida Technology",
    ),
    (
        "A data centre in Wuhu has opened. Lanyun Anhui Branch, which operates it, says so.",
        "Lanyun Anhui Branch",
    ),
    ("It is a data centre of Chinese technology company Inspan with 900 racks in Wuhu.", "Inspan"),
    (
        "A project whose ultimate owner is Sunhe Energy is the biggest. It wants a data center "
        "in Jiuquan with 540 servers.",
        "Sunhe Energy",
    ),
    ("Haidun, a giant of fridges, is funding the Haidun cloud data center in Wuhu.", "Haidun"),
    ("Lanyun means to break ground on a hyperscale data center campus in Wuhu.", "Lanyun"),
    (
        "Northrow Data posted net revenue of RMB912 million for the quarter.\n\n"
        "The new data centers coming into service were Wuhu 3 and Wuhu 5.",
        "Northrow Data",
    ),
]


@pytest.mark.parametrize(("text", "owner"), OWNERS)
def test_an_owner_is_told(text: str, owner: str, gazetteer: Gazetteer) -> None:
    assert set(told(read(text, gazetteer), "operator")) == {owner}


NO_BRANDS = [
    ("Kangda Wuhu Data Center", [7], "Nobody else is named here."),
    ("Green Wuhu Data Center", [6], "Green computing is in fashion. Green is good."),
    ("Wuhu Technology Data Center", [0], "Wuhu Technology"),
]


@pytest.mark.parametrize(("name", "places", "rest"), NO_BRANDS)
def test_other_words_in_front_of_a_place_are_no_owner(
    name: str, places: list[int], rest: str
) -> None:
    assert brand_of_name(name, places, rest) is None


def test_other_sites_of_a_page_on_results_are_left_open(gazetteer: Gazetteer) -> None:
    text = (
        "Northrow Data posted net revenue of RMB912 million for the quarter.\n\n"
        "Meanwhile a computing center with 3,000 racks has opened in Wuhu."
    )
    assert not told(read(text, gazetteer), "operator")


def test_power_usage_effectiveness_is_a_pue(gazetteer: Gazetteer) -> None:
    text = "The Lanyun data center in Wuhu has a Power Usage Effectiveness rating of 1.14."
    assert [c.value_num for c in read(text, gazetteer).claims if c.property == "pue"] == [1.14]


def test_racks_in_use_are_a_share_and_no_opening(gazetteer: Gazetteer) -> None:
    text = (
        "The Lanyun Wuhu Data Center has a problem: fewer than one in ten of its 1,200 cabinets "
        "are in use."
    )
    found = read(text, gazetteer)
    assert [c.value_num for c in found.claims if c.property == "used_share"] == [0.1]
    assert not told(found, "event")


EVENTS = [
    ("It is expected to be put in use in April 2026.", ["operational"]),
    (
        "Under the agreement the two sides have signed, Lanyun will build two data centers there.",
        ["signed"],
    ),
]


@pytest.mark.parametrize(("words", "events"), EVENTS)
def test_events_of_the_site_before(words: str, events: list[str], gazetteer: Gazetteer) -> None:
    found = read(f"The Lanyun Wuhu Data Center is to have 3,000 racks. {words}", gazetteer)
    assert [e for e in told(found, "event") if e != "announced"] == events


def test_a_completion_that_is_confirmed_has_come(gazetteer: Gazetteer) -> None:
    text = "Lanyun confirms the completion of its 34MW data centre campus in Wuhu."
    assert told(read(text, gazetteer), "event") == ["operational"]
