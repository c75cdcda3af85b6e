"""Constructions of English and French pages: plans told by a noun, dates, places, second sites."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction, PageClaim
from dcpipeline.extract.latin.companies import defined_company
from dcpipeline.extract.latin.names import find_names
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer

DAY = date(2025, 9, 10)


def read(text: str, gazetteer: Gazetteer, day: date | None = DAY) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=day)


def told(found: Extraction, name: str) -> list[PageClaim]:
    return [claim for claim in found.claims if claim.property == name]


def events(found: Extraction) -> list[tuple[str, str | None, str | None]]:
    return [
        (c.value_text, c.event_on.isoformat() if c.event_on else None, c.basis)
        for c in told(found, "event")
    ]


PLANS = [
    ("Delivery is scheduled for the third quarter of 2026.", "operational", "2026-07-01"),
    ("Completion of the hall is expected in 2027.", "operational", "2027-01-01"),
    ("Construction is due to begin in 2026.", "construction_start", "2026-01-01"),
    ("Work is to start in 2026.", "construction_start", "2026-01-01"),
    ("Trial operation is planned for 2026.", "phase_online", "2026-01-01"),
    ("Phase two is due in Q2 2027.", "phase_online", "2027-04-01"),
]
PLANS_FR = [
    ("La livraison est prévue en 2027.", "operational", "2027-01-01"),
    ("Sa mise en service complète est attendue en 2026.", "operational", "2026-01-01"),
    ("Le début des travaux est fixé à 2026.", "construction_start", None),
]


@pytest.mark.parametrize(("words", "event", "on"), PLANS)
def test_a_noun_tells_a_plan(words: str, event: str, on: str, gazetteer: Gazetteer) -> None:
    found = read(f"Lanyun Digital plans a 60 MW data center in Heyuan. {words}", gazetteer)
    assert (event, on, "planned") in events(found)


@pytest.mark.parametrize(("words", "event", "on"), PLANS_FR)
def test_a_french_noun_tells_a_plan(
    words: str, event: str, on: str | None, gazetteer: Gazetteer
) -> None:
    found = read(f"Lanyun projette un centre de données de 60 MW à Heyuan. {words}", gazetteer)
    planned = [(name, day) for name, day, basis in events(found) if basis == "planned"]
    assert any(name == event and (on is None or day == on) for name, day in planned)


def test_delivery_of_machines_is_no_plan_for_the_site(gazetteer: Gazetteer) -> None:
    text = "A data center in Heyuan broke ground. Delivery of the servers is expected in 2026."
    assert [name for name, _, _ in events(read(text, gazetteer))] == ["construction_start"]


DATES = [
    ("The Heyuan computing center opened on March 31. It has two halls.", "2025-03-31"),
    ("The Heyuan computing center opened on Tuesday. About 20 guests came.", "2025-09-09"),
    ("The Heyuan computing center was opened in the summer of 2023.", "2023-01-01"),
    (
        "On Tuesday, Lanyun announced the formal launch of its computing center in Heyuan.",
        "2025-09-09",
    ),
    ("Le centre de calcul de Heyuan a été inauguré au printemps.", "2025-01-01"),
    (
        "Lanyun a annoncé mardi avoir inauguré la veille son centre de calcul à Heyuan.",
        "2025-09-08",
    ),
]


@pytest.mark.parametrize(("text", "on"), DATES)
def test_the_date_of_an_opening(text: str, on: str, gazetteer: Gazetteer) -> None:
    assert (("operational", on, None)) in events(read(text, gazetteer))


@pytest.mark.parametrize(
    "text",
    [
        "HEYUAN, Sept. 9 (Xinhua) -- A large computing center has opened in Heyuan, Guangdong.",
        "Lanyun said this week that its computing center in Heyuan has opened. It has 900 racks.",
    ],
)
def test_the_day_of_telling_is_no_date(text: str, gazetteer: Gazetteer) -> None:
    assert [on for _, on, _ in events(read(text, gazetteer))] == [None]


def test_the_same_day_takes_up_the_day_before(gazetteer: Gazetteer) -> None:
    text = (
        "The Heyuan computing center opened on 3 June 2025.\n"
        "On the same day, Lanyun signed an agreement for the Meizhou Cloud Campus."
    )
    assert ("signed", "2025-06-03", None) in events(read(text, gazetteer))


@pytest.mark.parametrize(
    "words",
    [
        "Supplier Coolwell opened a plant in Foshan.",
        "Lanyun completed the acquisition of a software firm.",
        "A solar farm beside it sells part of its output to the grid.",
        "China started work on a national computing network in 2022.",
    ],
)
def test_what_others_do_is_no_event_of_the_site(words: str, gazetteer: Gazetteer) -> None:
    text = f"The Heyuan Computing Center has 900 racks. {words}"
    assert events(read(text, gazetteer)) == []


def test_the_first_cards_are_a_part(gazetteer: Gazetteer) -> None:
    text = "Lanyun has brought online the first 300 cards of its Heyuan Computing Center."
    assert [name for name, _, _ in events(read(text, gazetteer))] == ["phase_online"]


def test_a_building_site_that_stands_still_has_not_begun(gazetteer: Gazetteer) -> None:
    text = (
        "Le chantier du parc de calcul de Heyuan, prévu pour 300 baies, est à l'arrêt depuis mai."
    )
    assert [name for name, _, _ in events(read(text, gazetteer))] == ["suspended"]


def test_it_takes_up_the_phase_spoken_of(gazetteer: Gazetteer) -> None:
    text = (
        "The Heyuan Computing Center is growing. Phase two went live in May. "
        "It holds 700 racks. The center has 900 racks."
    )
    racks = {c.value_num: c.phase for c in told(read(text, gazetteer), "racks")}
    assert racks == {700: "2", 900: None}


def test_the_phase_of_another_clause_does_not_reach_back(gazetteer: Gazetteer) -> None:
    text = (
        "The Heyuan Computing Center is on schedule. Ground was broken in 2024 and the roof of the "
        "second hall is on."
    )
    claim = told(read(text, gazetteer), "event")[0]
    assert (claim.value_text, claim.phase) == ("construction_start", None)


TWO_SITES = [
    "The Heyuan Computing Center in Guangdong has 900 racks. Lanyun, whose existing data center in "
    "Lanzhou, Gansu, has 400 racks, said so.",
    "In Heyuan, Guangdong, a computing center with 900 racks opened. A 400-rack data center in "
    "Lanzhou, Gansu, was halted.",
    "In Heyuan, Guangdong, a base with 900 racks for computing opened last month.\nLanzhou, in "
    "Gansu, has bigger plans. The Yellow Bank Computing Park is to hold 400 racks.",
]


@pytest.mark.parametrize("text", TWO_SITES)
def test_another_place_is_another_site(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    where = {
        c.value_num: s.city_adcode
        for s in found.subjects
        for c in found.claims
        if c.subject.key == s.key and c.property == "racks"
    }
    assert where == {900: "441600", 400: "620100"}


def test_a_title_names_the_site_of_the_text(gazetteer: Gazetteer) -> None:
    text = (
        "TERMINATION OF THE AGREEMENT ON THE HEYUAN COMPUTING CENTER\n"
        "Lanyun was to build a computing center in Heyuan with 900 racks."
    )
    found = read(text, gazetteer)
    assert [s.kind for s in found.subjects if s.kind == "project"] == ["project"]


def test_a_company_that_calls_itself_the_company() -> None:
    text = 'Reference is made to the notice of Blue Reef Data Holdings Limited (the "Company").'
    span = defined_company(text)
    assert span is not None
    assert text[slice(*span)] == "Blue Reef Data Holdings Limited"


def test_the_company_of_a_notice_owns_its_sites(gazetteer: Gazetteer) -> None:
    text = (
        'Blue Reef Data Holdings Limited ("Blue Reef" or the "Company") reports. '
        "The Company commenced construction of the Heyuan data center in June 2025."
    )
    found = read(text, gazetteer)
    assert [c.value_text for c in told(found, "operator")] == ["Blue Reef Data Holdings Limited"]
    assert events(found) == [("construction_start", "2025-06-01", None)]


def test_a_label_owns_the_site_of_its_paragraph(gazetteer: Gazetteer) -> None:
    text = "Semaine.\nBaidu. Le moteur de recherche va bâtir un centre de 40 MW à Heyuan."
    assert [c.value_text for c in told(read(text, gazetteer), "operator")] == ["Baidu"]


def names(text: str, language: str = "en") -> list[str]:
    found = find_names(text, text.lower(), 0, len(text), language)
    return [anchor.name for anchor in found if anchor.kind == "named"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The 500 MW NOR Campus 07 was approved.", "NOR Campus 07"),
        ("The planner approved Lanyun Hub 3 (900 racks, 12 MW).", "Lanyun Hub 3"),
        ("Work on the Meizhou Zhisuan Center began.", "Meizhou Zhisuan Center"),
        ('"Jade Cloud", a computing center in Heyuan, opened.', "Jade Cloud"),
    ],
)
def test_names_of_sites(text: str, name: str) -> None:
    assert name in names(text)


def test_a_french_noun_for_works_leaves_the_name_to_the_site() -> None:
    text = "Le chantier du parc Lanhai Zhisuan avance."
    assert names(text.replace("é", "e"), "fr") == ["parc Lanhai Zhisuan"]


def test_a_code_stands_for_its_site(gazetteer: Gazetteer) -> None:
    text = (
        "The Heyuan HY4 data center opened in May. HY4 has 900 racks. "
        "The Lanzhou LZ2 data center opened in June."
    )
    found = read(text, gazetteer)
    owner = next(c.subject.key for c in told(found, "racks"))
    named = {s.key: s.name for s in found.subjects}
    assert named[owner] == "Heyuan HY4 data center"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Heyuan computing center has a load of 56 MW. It is new.", 56),
        ("Le campus de calcul de Heyuan a été étendu en mai à 260 MW.", 260),
    ],
)
def test_a_power_ends_its_sentence(text: str, value: float, gazetteer: Gazetteer) -> None:
    assert [c.value_num for c in told(read(text, gazetteer), "it_load")] == [value]


def test_a_dam_beside_the_site_is_not_its_load(gazetteer: Gazetteer) -> None:
    text = "Un centre de calcul ouvre à Heyuan. Le barrage, d'une puissance de 900 MW, est proche."
    assert told(read(text, gazetteer), "it_load") == []


def test_words_before_cards_may_begin_like_a_preposition(gazetteer: Gazetteer) -> None:
    text = "The Heyuan computing center runs 3,000 domestically developed accelerator cards."
    assert [c.value_num for c in told(read(text, gazetteer), "accelerators")] == [3000]


def test_several_projects_signed_at_once(gazetteer: Gazetteer) -> None:
    text = (
        "Nine data center projects worth 21.4 billion yuan were signed in Heyuan, Guangdong, on 3 "
        "June 2025. Among them, Lanyun's Pear Valley Computing Center is to have 5,000P."
    )
    assert ("signed", "2025-06-03", None) in events(read(text, gazetteer))
