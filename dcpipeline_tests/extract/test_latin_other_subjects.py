"""What English pages say of something else: plants, loans, customers, yardsticks, a few sites."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer

SITE = "Lanyun Digital opened an AI data center in Heyuan in March 2024. "


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=date(2025, 9, 10))


def values(found: Extraction, name: str) -> list[str]:
    return [claim.value_text for claim in found.claims if claim.property == name]


OTHER_THINGS = [
    "In May a 600 MW solar plant was commissioned near the city. Its owner, Huaneng, puts the "
    "investment at CNY 7.4 billion.",
    "A 1.2 GW wind farm with storage is still under construction. It will cost 900 million yuan.",
    "The Hefei expressway is under construction. The total investment is 9.8 billion yuan.",
    "World energy investment came to 2.2 trillion US dollars in 2025.",
]


@pytest.mark.parametrize("words", OTHER_THINGS)
def test_a_plant_or_road_is_not_the_site(words: str, gazetteer: Gazetteer) -> None:
    found = read(SITE + words, gazetteer)
    assert values(found, "event") == ["operational"]
    assert not values(found, "investment")
    assert values(found, "operator") == ["Lanyun Digital"]


def test_a_plant_that_feeds_the_site_is_told_beside_it(gazetteer: Gazetteer) -> None:
    found = read(
        SITE + "A solar plant for the data center opened too. It has 3,000 racks.", gazetteer
    )
    assert values(found, "racks") == ["3,000 racks"]


def test_an_item_with_its_own_headline_begins_anew(gazetteer: Gazetteer) -> None:
    text = (
        "[Compute news] The Lanyun Heyuan Data Center has opened with 3,000 racks.\n"
        "[Bridge works] Results are out for the widening of the road, where Zhongtie was named "
        "first with 611 million yuan. The total investment is 9.8 billion yuan.\n"
    )
    found = read(text, gazetteer)
    assert values(found, "racks") == ["3,000 racks"]
    assert not values(found, "investment")


NO_SIZES = [
    "Experts say 40,000 petaflops would be enough to follow all cars of the country.",
    "The group has been adding centres of more than 10,000 cabinets all over China.",
]


@pytest.mark.parametrize("words", NO_SIZES)
def test_a_yardstick_is_no_size(words: str, gazetteer: Gazetteer) -> None:
    found = read(SITE + words, gazetteer)
    assert not values(found, "compute")
    assert not values(found, "racks")


def test_a_programme_of_the_country_is_no_site(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyun Digital opened a computing center, Donghe-1, in Heyuan. The facility belongs to "
        'the "Eastern Data, Western Computing" project. It will have 1,500 petaflops.'
    )
    found = read(text, gazetteer)
    assert [(s.kind, s.name) for s in found.subjects] == [("project", "Donghe-1")]


def test_a_power_center_is_no_second_site(gazetteer: Gazetteer) -> None:
    text = (
        "The Lanyun Heyuan Data Center is to have three buildings, one power center and 9,600 "
        "cabinets. It goes into operation in 2026."
    )
    assert len(read(text, gazetteer).subjects) == 1


FEW = [
    SITE + "The campus will be made up of five large data centers.",
    SITE + "Lanyun Digital will build two data centers in the county.",
    "Orion REIT picks up two data centres\n\nOrion REIT has bought two data centres.",
]


@pytest.mark.parametrize("text", FEW)
def test_a_few_sites_are_no_count_of_the_country(text: str, gazetteer: Gazetteer) -> None:
    assert not values(read(text, gazetteer), "project_count")


def test_several_sites_of_the_country_are_counted(gazetteer: Gazetteer) -> None:
    text = "At least 130 data centers have been completed. The country has 3 AI computing hubs."
    assert "130" in " ".join(values(read(text, gazetteer), "project_count"))


LOANS = [
    "Lanyun secures $180M for data centre build-out in China",
    "Lanyun Digital today announced a USD 180 million debt refinancing.",
    "Lanyun Digital raised 500 million yuan for its data center.",
]


@pytest.mark.parametrize("words", LOANS)
def test_a_loan_is_no_investment(words: str, gazetteer: Gazetteer) -> None:
    text = f"{words}\n\nIts 34 MW data center in Wuhu has 3,000 racks."
    found = read(text, gazetteer)
    assert not values(found, "investment")
    assert not values(found, "event")


def test_design_work_is_no_construction(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyun has kicked off construction of its 38 MW data center in Wuhu and begun design work "
        "on its 52 MW campus in Anqing."
    )
    found = read(text, gazetteer)
    told = {c.subject.city_adcode: c.value_text for c in found.claims if c.property == "event"}
    assert told == {"340200": "construction_start", "340800": "announced"}


def test_an_award_is_no_plan_and_its_winner_no_owner(gazetteer: Gazetteer) -> None:
    text = (
        "The winning bid has been announced for the electrical works of the Lanhe Wuhu Data "
        "Center: a consortium of Keda Services and Beichen System Engineering takes the job at "
        "860 million yuan."
    )
    found = read(text, gazetteer)
    assert values(found, "event") == ["approved"]
    assert not values(found, "operator")
    assert values(found, "award_value") == ["860 million yuan"]


NO_OWNERS = [
    "Lanyun sells the computing power to Zhongzhi AI Cloud, which has raised 800 million yuan.",
    '"Nobody doubts it," said Gareth Lim, the company\'s founder and chief.',
    "Lanyun sold 40 racks to Beichen Cloud.",
]


@pytest.mark.parametrize("words", NO_OWNERS)
def test_customers_and_people_own_no_site(words: str, gazetteer: Gazetteer) -> None:
    assert values(read(SITE + words, gazetteer), "operator") == ["Lanyun Digital"]


OTHER_EVENTS = [
    "Its IPO was approved last week.",
    "Construction of the line began in April.",
    "Talks with a buyer have stalled.",
    "An investment firm had considered buying it in 2022.",
    "The lease was terminated on March 3.",
    "The company's factory in Hefei started production in April.",
]


@pytest.mark.parametrize("words", OTHER_EVENTS)
def test_events_of_papers_talks_and_factories_are_of_no_site(
    words: str, gazetteer: Gazetteer
) -> None:
    assert values(read(SITE + words, gazetteer), "event") == ["operational"]


def test_a_roof_that_is_finished_is_construction(gazetteer: Gazetteer) -> None:
    found = read("Workers have finished the roof of Lanyun's data center in Wuhu.", gazetteer)
    assert values(found, "event") == ["construction_start"]
    assert values(found, "operator") == ["Lanyun"]


def test_a_factory_of_tokens_is_a_site(gazetteer: Gazetteer) -> None:
    found = read("The Lanyun token factory in Wuhu started production in April.", gazetteer)
    assert values(found, "event") == ["operational"]


SUPPOSED = [
    'Lanyun said: "If the policy changes, a 100MW campus in Tianjin could be built in two years."',
    "A typical data center of 50MW costs 2 billion yuan, Lanyun said.",
]


@pytest.mark.parametrize("text", SUPPOSED)
def test_a_site_that_is_supposed_or_typical_is_none(text: str, gazetteer: Gazetteer) -> None:
    assert not read(text, gazetteer).subjects


def test_a_rival_elsewhere_has_a_site_of_its_own(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyun Data has signed an agreement with Huailai county for a data center campus of 80MW. "
        "Rival Northgate opened a 60MW facility in Datong last month."
    )
    found = read(text, gazetteer)
    owners = {c.subject.city_adcode: c.value_text for c in found.claims if c.property == "operator"}
    assert owners == {"130700": "Lanyun Data", "140200": "Northgate"}


COUNTS = [
    ("The company, listed in New York, operates eleven data centers across China.", "programme"),
    ("Malaysia's Johor has 30 data centers.", None),
]


@pytest.mark.parametrize(("words", "kind"), COUNTS)
def test_sites_are_counted_of_whom_they_are(
    words: str, kind: str | None, gazetteer: Gazetteer
) -> None:
    found = read(SITE + words, gazetteer)
    kinds = [c.subject.kind for c in found.claims if c.property == "project_count"]
    assert kinds == ([kind] if kind is not None else [])


def test_the_budget_of_a_purchase_is_no_investment(gazetteer: Gazetteer) -> None:
    text = (
        "Tender notice: The Xinjiang Hami computing power park (phase II) cooling equipment "
        "procurement. Budget: 35.6 million yuan. The project consists of three halls."
    )
    assert not values(read(text, gazetteer), "investment")


OTHER_PROJECTS = [
    "The bidding results for the expansion project of the G4 Jinghe Expressway are out. The total "
    "investment of this project is 11.4 billion yuan.",
    "Nearby, work on the Mingshan railway extension, a project costing 3.4 billion yuan, was "
    "completed in May.",
    "The city also approved a hospital project worth 400 million yuan.",
    "The school building project started construction in June.",
    "Investment in the electric car industry rose to 40 billion yuan.",
    "The investment in renewable energy is 690 billion US dollars.",
]


@pytest.mark.parametrize("text", OTHER_PROJECTS)
def test_works_of_another_kind_say_nothing_of_the_site(text: str, gazetteer: Gazetteer) -> None:
    first = "Hengtai opened the Mingshan data center in Zunyi in 2022. "
    told = [
        (c.property, c.value_text)
        for c in read(first + text, gazetteer).claims
        if c.property not in {"name_en", "place", "operator"}
    ]
    assert told == [("event", "operational")]


NO_SIZE = [
    "A 1 EFLOPS computing system can complete a quintillion operations a second.",
    "One PFLOPS of computing power equals a quadrillion operations.",
    "The country leads with $800 billion of investment.",
    "The investment is about 500 billion US dollars.",
]


@pytest.mark.parametrize("text", NO_SIZE)
def test_units_and_sums_beyond_any_site_are_left(text: str, gazetteer: Gazetteer) -> None:
    first = "The Mingyue computing center in Zhuhai opened in 2024. "
    found = read(first + text, gazetteer)
    assert not [c for c in found.claims if c.property in {"compute", "investment"}]


def test_a_comparison_behind_a_size_leaves_it(gazetteer: Gazetteer) -> None:
    text = (
        "The Mingyue computing center in Zhuhai offers 1,000 petaflops of computing power, "
        "equivalent to 500,000 computers."
    )
    assert values(read(text, gazetteer), "compute") == ["1,000 petaflops"]


def test_a_sentence_that_turns_to_another_place_leaves_the_site(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyue is building a data center in Jiujiang. Elsewhere, in Wuhu, works on a chip plant "
        "have begun. It will open in 2026."
    )
    found = read(text, gazetteer)
    assert not [c for c in found.claims if c.event_on is not None]


NO_COMPANIES = [
    "Access to power has been obtained for Phase 1 of the data center in Jiujiang.",
    "The chairman and CEO, William Hua, hopes to build a data center in Hefei.",
    "Demand has driven construction of a data center in Jiujiang.",
]


@pytest.mark.parametrize("text", NO_COMPANIES)
def test_common_words_in_capitals_own_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert not values(read(text, gazetteer), "operator")


BECOMES = [
    ("The Lanyue Yangzhou Data Center project is out to tender. The project will construct a "
     "data center with an IT capacity of 60 megawatts.", 1),
    ("A 20 billion yuan computing center is taking shape in Zhangjiakou. The project is a wind "
     "power firm's bold attempt to build the city's first computing hub.", 1),
    ("Hengtai agreed to buy a site in Minhang, Shanghai. It will be used for a new data center "
     "campus with 90 MW of IT load.", 1),
    ("Hengtai opened a data center in Jiujiang in May. It will build a data center in Nanchang "
     "with 4,000 racks.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sites"), BECOMES)
def test_what_a_project_becomes_is_that_project(
    text: str, sites: int, gazetteer: Gazetteer
) -> None:
    assert sum(s.kind == "project" for s in read(text, gazetteer).subjects) == sites
