"""Families of sayings in English and French: second sites, owners, states of the works."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer

DAY = date(2025, 9, 10)


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=DAY)


def owners(found: Extraction) -> set[str]:
    return {c.value_text for c in found.claims if c.property == "operator"}


def events(found: Extraction) -> list[tuple[str | None, str]]:
    """City of the site and what happened there; plans are left out."""
    told = [c for c in found.claims if c.property == "event" and c.basis is None]
    return [(c.subject.city_adcode, c.value_text) for c in told]


SECOND_SITES = [
    ("Work on a sister facility in Langfang, Hebei, has been halted.", "131000", "suspended"),
    ("The group's project in Tianjin was scrapped.", "120000", "cancelled"),
    ("Its other center, in Langfang, was scrapped.", "131000", "cancelled"),
    ("Meridian broke ground on its 3 billion yuan facility in Langfang.", "131000",
     "construction_start"),
]  # fmt: skip


@pytest.mark.parametrize(("second", "city", "event"), SECOND_SITES)
def test_a_second_site_is_told_apart_by_its_place(
    second: str, city: str, event: str, gazetteer: Gazetteer
) -> None:
    found = read(f"Corvid opened a data center in Datong, Shanxi. {second}", gazetteer)
    assert events(found) == [("140200", "operational"), (city, event)]


OWNERS = [
    ("Its backer, Hong Kong's Lotus Meridian, wants more.", {"Lotus Meridian"}),
    ("It was built for 3,000 cabinets by Lotus Netlink.", {"Lotus Netlink"}),
    ("It is wholly owned through Datong Lotus Co., Ltd.", {"Datong Lotus Co., Ltd"}),
    ("A notice names Lotus Digital as owner.", {"Lotus Digital"}),
    ("The site was sold by Lotus Digital to Wuling Cloud.", {"Lotus Digital", "Wuling Cloud"}),
    ("Lotus Digital broke ground there in 2023.", {"Lotus Digital"}),
]


@pytest.mark.parametrize(("behind", "names"), OWNERS)
def test_owners_by_their_part(behind: str, names: set[str], gazetteer: Gazetteer) -> None:
    found = read(f"The Cloud Gate data center stands in Datong, Shanxi. {behind}", gazetteer)
    assert owners(found) == names


def test_the_former_owner_is_one(gazetteer: Gazetteer) -> None:
    found = read("Lotus Digital's former Datong data center has a new owner.", gazetteer)
    assert (owners(found), events(found)) == ({"Lotus Digital"}, [("140200", "transferred")])


def test_the_number_of_a_building_is_no_part_of_its_owner(gazetteer: Gazetteer) -> None:
    found = read("Topped out: building B2 of Lotus's Datong data center campus.", gazetteer)
    assert owners(found) == {"Lotus"}


def test_a_body_that_runs_a_site_is_none(gazetteer: Gazetteer) -> None:
    text = "The Supercomputing Center in Jinan, run by the Lotus Science Center, has 300 servers."
    names = {s.name for s in read(text, gazetteer).subjects}
    assert "Lotus Science Center" not in names


STATES = [
    ("Lotus has poured the first slab at a data center in Datong.", "construction_start"),
    ("Workers are finishing a data center in Datong.", "construction_start"),
    ("Lotus has lit the first phase of its data center in Datong.", "phase_online"),
    ("The Cloud Gate data center in Datong has stood still since February.", "suspended"),
    ("Lotus completed the purchase of the Datong data center.", "transferred"),
    ("The Cloud Gate data center in Datong keeps operating.", "operational"),
]
NO_STATES = [
    "The paper on the Datong data center was signed by the planner; it has 300 racks.",
    '"We have signed an anchor tenant," said the head of the Datong data center. It has 300 racks.',
    "Lotus, of the Datong data center with 300 racks, has frozen hiring.",
    "Lotus is in talks about taking over the Datong data center with 300 racks.",
]


@pytest.mark.parametrize(("text", "event"), STATES)
def test_states_of_the_works(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert {told for _, told in events(read(text, gazetteer))} == {event}


@pytest.mark.parametrize("text", NO_STATES)
def test_signatures_hiring_and_talks_are_no_states(text: str, gazetteer: Gazetteer) -> None:
    assert events(read(text, gazetteer)) == []


def test_the_day_of_a_saying_is_not_that_of_what_was_done(gazetteer: Gazetteer) -> None:
    found = read("Lotus said on Monday it had opened a data center in Datong.", gazetteer)
    assert [c.event_on for c in found.claims if c.property == "event"] == [None]


def test_a_cluster_is_the_place_that_holds_sites(gazetteer: Gazetteer) -> None:
    found = read("More than 40 percent of the racks in the Zhongwei cluster sit idle.", gazetteer)
    assert {s.kind for s in found.subjects} == {"place"}


def test_a_campus_inside_a_cluster_is_a_site(gazetteer: Gazetteer) -> None:
    text = "The campus, which sits inside the national Wuhu cluster, has 12,000 cabinets."
    found = read(f"Lotus opened an AI campus in Wuhu, Anhui. {text}", gazetteer)
    assert {c.subject.kind for c in found.claims if c.property == "racks"} == {"project"}


def test_officials_who_decide_on_a_site_sit_where_it_stands(gazetteer: Gazetteer) -> None:
    found = read("Officials in Huai'an have revoked the filing of an AI park.", gazetteer)
    assert events(found) == [("320800", "cancelled")]


def test_a_dateline_in_capitals_is_no_place_of_a_site(gazetteer: Gazetteer) -> None:
    found = read("SHANGHAI - Lotus opened its Cloud Gate data center in 2019.", gazetteer)
    assert events(found) == [(None, "operational")]


def test_a_contract_won_is_an_award(gazetteer: Gazetteer) -> None:
    text = "Lotus won the 412 million yuan EPC contract for phase two of the Datong data center."
    (sum_,) = (c for c in read(text, gazetteer).claims if c.value_num == 412e6)
    assert sum_.property == "award_value"


def test_a_column_headed_by_a_unit_holds_figures(gazetteer: Gazetteer) -> None:
    page = (
        "<html><body><article><h1>AI centres</h1><table><tr><th>Centre</th><th>City</th>"
        "<th>Petaflops</th></tr><tr><td>Cloud Gate AI Centre</td><td>Datong</td><td>1,200</td></tr>"
        "<tr><td>Sun Gate AI Centre</td><td>Langfang</td><td>900</td></tr></table></article></body>"
        "</html>"
    )
    found = read(page, gazetteer)
    assert [c.value_num for c in found.claims if c.property == "compute"] == [1200, 900]


# --- French

OWNERS_FR = [
    ("Son promoteur, l'énergéticien Lotus, avait obtenu le feu vert.", {"Lotus"}),
    ("Les travaux, engagés en mars 2024 par Lotus Data, avancent.", {"Lotus Data"}),
    ("L'assureur Lotus l'a racheté en juillet 2024.", {"Lotus"}),
    ("Le site a été cédé à l'assureur Lotus Bao.", {"Lotus Bao"}),
]


@pytest.mark.parametrize(("behind", "names"), OWNERS_FR)
def test_owners_by_their_trade_in_french(
    behind: str, names: set[str], gazetteer: Gazetteer
) -> None:
    text = f"Le centre de données Porte des nuages se trouve à Datong, dans le Shanxi. {behind}"
    assert owners(read(text, gazetteer)) == names


STATES_FR = [
    ("Lotus construit depuis janvier 2025 un centre de données à Datong.", "construction_start"),
    ("Lotus a ouvert le chantier d'un centre de données à Datong.", "construction_start"),
]


@pytest.mark.parametrize(("text", "event"), STATES_FR)
def test_states_of_the_works_in_french(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert {told for _, told in events(read(text, gazetteer))} == {event}


SAID_BEHIND = [
    "Le centre de données de Datong est abandonné, a indiqué lundi la commission.",
    "The Cloud Gate data center in Datong was scrapped, the company said on Monday.",
]


@pytest.mark.parametrize("text", SAID_BEHIND)
def test_the_day_of_a_saying_behind_is_not_that_of_the_event(
    text: str, gazetteer: Gazetteer
) -> None:
    told = [c for c in read(text, gazetteer).claims if c.property == "event"]
    assert [(c.value_text, c.event_on) for c in told] == [("cancelled", None)]


SUMS = [
    ("Lotus a signé un accord portant sur un centre de données à Datong. Montant : 280 millions "
     "de dollars.", ["investment"]),
    ("Lotus broke ground on an AI hall in Datong. Price tag: 760 million yuan.", ["investment"]),
    ("Lotus sold its Datong data center. Price: 760 million yuan.", []),
    ("Lotus completed the purchase of the Datong data center, paying 3 billion yuan.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), SUMS)
def test_a_sum_with_a_label_is_that_of_the_site_unless_it_was_sold(
    text: str, kinds: list[str], gazetteer: Gazetteer
) -> None:
    money = ("investment", "contract_value", "award_value", "land_price")
    assert [c.property for c in read(text, gazetteer).claims if c.property in money] == kinds


AGO = [
    ("opened two months ago", date(2025, 7, 1), "month"),
    ("opened this morning", DAY, "day"),
]
AGO_FR = [
    ("a ouvert il y a deux mois", date(2025, 7, 1), "month"),
    ("a ouvert il y a un an", date(2024, 1, 1), "year"),
    ("a ouvert ce matin", DAY, "day"),
]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        *((f"The Cloud Gate data center in Datong {words}.", *on) for words, *on in AGO),
        *((f"Le centre de données Porte Sud à Datong {words}.", *on) for words, *on in AGO_FR),
    ],
)
def test_months_ago_and_this_morning_are_told_by_the_page(
    text: str, day: date, precision: str, gazetteer: Gazetteer
) -> None:
    told = [c for c in read(text, gazetteer).claims if c.property == "event"]
    assert [(c.event_on, c.event_precision) for c in told] == [(day, precision)]


PARTNERS = [
    "A consortium of Lotus Cloud and Wuling Power won approval for a data center in Datong.",
    "The Cloud Gate data center in Datong, a joint venture between Lotus Cloud and Wuling Power, "
    "opened in May.",
    "Une coentreprise entre Lotus Cloud et Wuling Power construit un centre de données à Datong.",
]


@pytest.mark.parametrize("text", PARTNERS)
def test_all_partners_own(text: str, gazetteer: Gazetteer) -> None:
    assert owners(read(text, gazetteer)) == {"Lotus Cloud", "Wuling Power"}


def test_a_backer_in_front_of_the_name_owns(gazetteer: Gazetteer) -> None:
    text = "The Lotus-backed Cloud Gate data center in Datong opened in May."
    assert owners(read(text, gazetteer)) == {"Lotus"}


def test_the_number_of_a_phase_is_no_part_of_its_owner(gazetteer: Gazetteer) -> None:
    text = "Phase II of Lotus Cloud's data center in Datong came online in May."
    assert owners(read(text, gazetteer)) == {"Lotus Cloud"}


def test_a_company_named_beta_runs_no_trial(gazetteer: Gazetteer) -> None:
    text = "Beta Power's Cloud Gate data center in Datong was approved in May."
    assert [event for _, event in events(read(text, gazetteer))] == ["approved"]


def test_an_expansion_that_is_approved_is_still_to_come(gazetteer: Gazetteer) -> None:
    text = "An expansion of the Cloud Gate data center in Datong was approved in May."
    assert [event for _, event in events(read(text, gazetteer))] == ["approved"]


def test_construction_that_is_sped_up_is_under_way(gazetteer: Gazetteer) -> None:
    found = read(
        "We will speed up construction of the Cloud Gate data center in Datong.", gazetteer
    )
    assert events(found) == [("140200", "construction_start")]


def test_the_compute_of_a_province_is_put_at_a_figure(gazetteer: Gazetteer) -> None:
    found = read("The report puts Fujian's intelligent computing at 12,000 petaflops.", gazetteer)
    (figure,) = (c for c in found.claims if c.property == "compute")
    assert (figure.subject.kind, figure.value_num) == ("place", 12000)


def test_a_campus_is_known_by_its_gigawatts(gazetteer: Gazetteer) -> None:
    found = read("A 1.2GW campus is planned for the outskirts of Zhanjiang.", gazetteer)
    assert [c.subject.kind for c in found.claims if c.property == "it_load"] == ["project"]


def test_what_a_place_wants_is_planned(gazetteer: Gazetteer) -> None:
    found = read("Guizhou wants at least 150 exaflops of compute by the end of 2026.", gazetteer)
    assert [c.basis for c in found.claims if c.property == "compute"] == ["planned"]


def test_a_campus_is_named_by_its_district(gazetteer: Gazetteer) -> None:
    found = read(
        "Lotus topped out its Jiujiang district campus in Wuhu, with 900 racks.", gazetteer
    )
    assert [s.name for s in found.subjects] == ["Jiujiang district campus"]
