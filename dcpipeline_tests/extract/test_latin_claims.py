"""Claims of English and French texts: who, where, when and how much."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction, PageClaim
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer


def read(text: str, gazetteer: Gazetteer, day: date | None = None) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=day)


def told(found: Extraction, name: str) -> list[PageClaim]:
    return [claim for claim in found.claims if claim.property == name]


def words(found: Extraction, name: str) -> list[str]:
    return [claim.value_text for claim in told(found, name)]


OPERATORS = [
    (
        "Lanyun Digital, which leads the scheme, will build a 200 MW data center in Heyuan.",
        "Lanyun Digital",
    ),
    ("The Heyuan Computing Center was built by Lanyun Digital.", "Lanyun Digital"),
    (
        "The Heyuan Computing Center opened in May. Its owner, Lanyun Digital, did not reply.",
        "Lanyun Digital",
    ),
    ("Lanyun's Heyuan computing center is full: all 4,000 racks are let.", "Lanyun"),
    (
        "Officials in Heyuan signed a contract with Lanyun Digital for a new data center.",
        "Lanyun Digital",
    ),
    ("Tencent Cloud said its Heyuan data center had opened.", "Tencent Cloud"),
    (
        "La société Lanyun, dont le siège est à Wuhan, a ouvert un centre de données à Heyuan.",
        "Lanyun",
    ),
    (
        "Le centre de calcul de Heyuan, porté par Lanyun Numérique, compte 400 baies.",
        "Lanyun Numérique",
    ),
    (
        "Un centre de calcul de 40 MW sort de terre à Heyuan. Promoteur : Lanyun Numérique.",
        "Lanyun Numérique",
    ),
]


@pytest.mark.parametrize(("text", "operator"), OPERATORS)
def test_the_operator_is_read_from_its_part_in_the_sentence(
    text: str, operator: str, gazetteer: Gazetteer
) -> None:
    assert words(read(text, gazetteer), "operator") == [operator]


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan plans a $2 billion data center hub.",
        "The Heyuan Computing Center opened. The United States put a chip maker on a list.",
        "The Heyuan Computing Center opened, officials told Caixin reporters.",
    ],
)
def test_countries_and_newspapers_operate_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert words(read(text, gazetteer), "operator") == []


PLACES = [
    ("Wuhan-based Lanyun will build a data center in Zhongwei, Ningxia.", "640000", "640500"),
    (
        "A 300 MW data center is being built in Suzhou, a city in northern Anhui.",
        "340000",
        "341300",
    ),
    ("A data center opened in Johor, Malaysia. Lanyun also sells servers in Wuhan.", None, None),
    ("SoftBank weighs a 1 GW AI data center in Ohio.", None, None),
    ("BEIJING, July 24 - The Heyuan Computing Center has 500 racks.", "440000", "441600"),
    ("À Zhongwei, dans le Ningxia, un centre de données de 40 MW a ouvert.", "640000", "640500"),
]


@pytest.mark.parametrize(("text", "province", "city"), PLACES)
def test_a_site_lies_where_it_is_said_to_lie(
    text: str, province: str | None, city: str | None, gazetteer: Gazetteer
) -> None:
    first = read(text, gazetteer).subjects[0]
    assert (first.province_adcode, first.city_adcode) == (province, city)


def test_a_list_in_two_states_is_split(gazetteer: Gazetteer) -> None:
    found = read(
        "The Heyuan Computing Center in Guangdong and the Wuwei Computing Center in Gansu are in "
        "operation while the Hami Computing Center is still under construction.",
        gazetteer,
    )
    events = {c.subject.name: c.value_text for c in told(found, "event")}
    assert events == {
        "Heyuan Computing Center": "operational",
        "Wuwei Computing Center": "operational",
        "Hami Computing Center": "construction_start",
    }


DATES = [
    ("The Heyuan Computing Center opened on Thursday.", "2026-02-05", "day"),
    ("The Heyuan Computing Center was completed in December.", "2025-12-01", "month"),
    ("The Heyuan Computing Center went live in spring 2024.", "2024-01-01", "year"),
    ("On 3 March 2025 the Heyuan Computing Center went live.", "2025-03-03", "day"),
    ("Le centre de calcul de Heyuan a été inauguré mardi.", "2026-02-03", "day"),
    ("Le centre de calcul de Heyuan est en service depuis fin 2024.", "2024-01-01", "year"),
    (
        "L'extension du centre de calcul de Heyuan s'est achevée le 3 mars 2025.",
        "2025-03-03",
        "day",
    ),
]


@pytest.mark.parametrize(("text", "on", "precision"), DATES)
def test_events_are_dated_by_the_words_beside_them(
    text: str, on: str, precision: str, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer, date(2026, 2, 6))
    events = [(str(c.event_on), c.event_precision) for c in told(found, "event")]
    assert events == [(on, precision)]


def test_a_date_ahead_dates_only_what_is_planned(gazetteer: Gazetteer) -> None:
    text = "The Heyuan Computing Center will open in October."
    events = told(read(text, gazetteer, date(2026, 2, 6)), "event")
    planned = [c for c in events if c.basis == "planned"]
    assert [(c.value_text, str(c.event_on)) for c in planned] == [("operational", "2026-10-01")]
    assert [c.event_on for c in events if c.basis is None] == [None]


def test_phases_reach_to_the_words_about_them(gazetteer: Gazetteer) -> None:
    found = read(
        "The first phase of the Heyuan Computing Center went into service in May 2025. "
        "This phase holds 400 racks. When all phases are complete, the center will have 900 racks.",
        gazetteer,
    )
    assert [(c.value_text, c.phase) for c in told(found, "event")] == [("phase_online", "1")]
    racks = {c.value_num: (c.phase, c.basis, c.unit) for c in told(found, "racks")}
    assert racks == {400: ("1", None, "cabinet"), 900: (None, "planned", "cabinet")}


MONEY = [
    ("The $1.2bn Heyuan Computing Center opened.", "investment", 1.2e9),
    ("The Heyuan Computing Center cost 6.1 billion yuan ($850 million).", "investment", 6.1e9),
    ("Le centre de calcul de Heyuan a coûté 3,2 milliards de yuans.", "investment", 3.2e9),
    ("The winning bid for the Heyuan Computing Center was RMB 96 million.", "award_value", 96e6),
]


@pytest.mark.parametrize(("text", "kind", "value"), MONEY)
def test_money_has_the_purpose_that_its_words_give_it(
    text: str, kind: str, value: float, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    money = [c for c in found.claims if c.unit in {"CNY", "USD"}]
    assert [(c.property, c.value_num) for c in money] == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "The Heyuan Computing Center was sold for 62 million yuan.",
        "Power at the Heyuan Computing Center costs 0.32 yuan.",
        "The owner of the Heyuan Computing Center had revenue of 2.6 billion yuan.",
    ],
)
def test_prices_and_revenue_are_no_investment(text: str, gazetteer: Gazetteer) -> None:
    assert told(read(text, gazetteer), "investment") == []


def test_points_group_thousands_in_french(gazetteer: Gazetteer) -> None:
    found = read("Le centre de calcul de Heyuan compte 4.000 baies pour 78.000 PFlops.", gazetteer)
    assert [c.value_num for c in told(found, "racks")] == [4000]
    assert [c.value_num for c in told(found, "compute")] == [78000]


def test_construction_without_a_verb_has_not_begun(gazetteer: Gazetteer) -> None:
    text = "Lanyun signed an agreement on the construction of a data center in Heyuan, Guangdong."
    assert words(read(text, gazetteer), "event") == ["signed"]


def test_an_agreement_is_about_the_site_told_next(gazetteer: Gazetteer) -> None:
    found = read(
        "Lanyun Technology Co signed an agreement with the government of Wuhai, Inner Mongolia. "
        "Under the deal it is to spend 4.5 billion yuan on an AI computing center.",
        gazetteer,
    )
    assert [(s.kind, s.city_adcode) for s in found.subjects] == [("project", "150300")]
    assert words(found, "event") == ["signed"]


MORE_OPERATORS = [
    ("Developer Lanyun aims for 800 PFLOPS at its new data center in Heyuan.", ["Lanyun"]),
    (
        "A data center run jointly by China Telecom and Lanyun Digital opened in Heyuan in May.",
        ["China Telecom", "Lanyun Digital"],
    ),
    (
        "The Heyuan Computing Center is full. Lanyun Holdings, a Wuhan cable maker, told the "
        "exchange that the center runs at a profit.",
        ["Lanyun Holdings"],
    ),
    (
        "The agreement between Lanyun Digital Limited (a subsidiary of the Company) and the "
        "People's Government of Heyuan for the Heyuan Computing Centre was signed on 3 May 2025.",
        ["Lanyun Digital Limited"],
    ),
    (
        "Owned and operated by Lanyun Digital, the Heyuan Computing Center holds 4,000 racks.",
        ["Lanyun Digital"],
    ),
    (
        "Le centre de calcul de la société Lanyun à Heyuan a ouvert en mai 2025.",
        ["Lanyun"],
    ),
]


@pytest.mark.parametrize(("text", "owners"), MORE_OPERATORS)
def test_an_owner_is_told_by_role_kind_or_second_name(
    text: str, owners: list[str], gazetteer: Gazetteer
) -> None:
    assert sorted(words(read(text, gazetteer), "operator")) == sorted(owners)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The Group's Heyuan Computing Center holds 4,000 racks.", "The Group"),
        ("The Heyuan Computing Center opened. Huawei declined to comment.", "Huawei"),
    ],
)
def test_a_generic_or_passing_company_owns_nothing(
    text: str, owner: str, gazetteer: Gazetteer
) -> None:
    assert owner not in words(read(text, gazetteer), "operator")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Meishan green computing base opened in May.", "Meishan green computing base"),
        ("GDS sold its Kunshan No. 4 data center in May.", "Kunshan No. 4 data center"),
        ("Work began on the Huawei Cloud Wannian center.", "Huawei Cloud Wannian center"),
        (
            "Un accord est signé pour le Centre de calcul de Meishan.",
            "Centre de calcul de Meishan",
        ),
        (
            "Le centre de données n° 4 de China Unicom à Zhongwei a ouvert en mai.",
            "centre de données n° 4 de China Unicom",
        ),
    ],
)
def test_small_words_and_numbers_stand_within_names(
    text: str, name: str, gazetteer: Gazetteer
) -> None:
    found = [s.name for s in read(text, gazetteer).subjects if s.kind == "project"]
    assert found and found[0] is not None and found[0].startswith(name)


def test_a_site_told_before_its_name_is_one_site(gazetteer: Gazetteer) -> None:
    found = read(
        "A computing center that runs on wind opened in Hami, Xinjiang. Built at a cost of 1.2 "
        "billion yuan, the Tianfeng Green Computing Center houses 9,000 cards.",
        gazetteer,
    )
    assert [s.name for s in found.subjects] == ["Tianfeng Green Computing Center"]
    assert told(found, "investment")


def test_the_first_and_second_of_two_sites_are_told_apart(gazetteer: Gazetteer) -> None:
    found = read(
        "Le campus de CICC Data et celui de CCCC à Zhongwei sont en chantier. Le premier, lancé en "
        "mai 2025, compte 8 000 baies ; le second doit ouvrir en 2027 avec 900 baies.",
        gazetteer,
    )
    assert [c.subject.key for c in told(found, "racks")] == ["s1", "s2"]


def test_two_named_sites_stay_two(gazetteer: Gazetteer) -> None:
    found = read(
        "The Meishan Computing Center opened in May 2025 with 800 racks. The Heyuan Computing "
        "Center was approved in June 2025.",
        gazetteer,
    )
    assert len(found.subjects) == 2


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Work began on the 900-million-yuan Meishan Computing Center.", 900e6),
        ("The 1,200-rack Meishan Computing Center opened in May.", 1200),
        ("China Mobile opened the 2,000-petaflop Meishan Computing Center.", 2000),
    ],
)
def test_figures_with_hyphens_are_read(text: str, figure: float, gazetteer: Gazetteer) -> None:
    assert figure in {claim.value_num for claim in read(text, gazetteer).claims}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In Deyang, Sichuan province, the Tianfu Computing Center holds 90 racks.", "510600"),
        ("Jining's Lunan computing center opened in May with 800 racks.", "370800"),
        (
            "Wuhu in Anhui has withdrawn the filing of its Qingyang Lake computing center.",
            "340200",
        ),
    ],
)
def test_the_place_is_told_by_front_possessor_or_not_by_a_lake(
    text: str, code: str, gazetteer: Gazetteer
) -> None:
    assert {s.city_adcode for s in read(text, gazetteer).subjects} == {code}


STATED = [
    (
        "The parties agreed on 21 August 2025 to terminate the agreement for the Meishan "
        "Computing Center.",
        ("cancelled", date(2025, 8, 21), None),
    ),
    (
        "Lanyun told the exchange on 3 May 2025 that it and the city had scrapped the Meishan "
        "Computing Center.",
        ("cancelled", date(2025, 5, 3), None),
    ),
    (
        "The main structure of the Meishan Computing Center was completed in April 2025.",
        ("construction_start", date(2025, 4, 1), None),
    ),
    (
        "The Meishan Computing Center will be ready in Q2 2026, when it goes into service.",
        ("operational", date(2026, 4, 1), "planned"),
    ),
    (
        "Le centre de calcul de Meishan serait livré en 2029.",
        ("operational", date(2029, 1, 1), "planned"),
    ),
]


@pytest.mark.parametrize(("text", "event"), STATED)
def test_events_have_the_date_of_what_was_settled(
    text: str, event: tuple[str, date, str | None], gazetteer: Gazetteer
) -> None:
    found = told(read(text, gazetteer), "event")
    assert event in [(c.value_text, c.event_on, c.basis) for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "The Meishan Computing Center has 800 racks. No land had been acquired.",
        "The Meishan Computing Center has 800 racks and will be handed over to its tenant.",
        "Le centre de calcul de Meishan a 800 baies. Je n'ai pas été autorisé à entrer.",
    ],
)
def test_land_tenants_and_denials_are_no_events(text: str, gazetteer: Gazetteer) -> None:
    assert words(read(text, gazetteer), "event") == []


def test_last_week_dates_an_event_by_its_month(gazetteer: Gazetteer) -> None:
    text = "The Meishan Computing Center was enlarged to 500 petaflops last week."
    found = told(read(text, gazetteer, date(2025, 8, 27)), "event")
    assert [(c.event_on, c.event_precision) for c in found] == [(date(2025, 8, 1), "month")]
    assert told(read(text, gazetteer, date(2025, 8, 3)), "event")[0].event_on != date(2025, 8, 1)


def test_yearly_spending_of_a_company_is_no_sites_investment(gazetteer: Gazetteer) -> None:
    text = (
        "The Meishan Computing Center opened in May. ByteDance will spend 150 billion yuan on AI "
        "this year."
    )
    assert told(read(text, gazetteer), "investment") == []


def test_the_northwest_of_the_country_is_not_the_country(gazetteer: Gazetteer) -> None:
    text = (
        "The Meishan Computing Center lies in northwest China's Gansu. Billed as one of the "
        "largest in the country, it is designed for 3,000 racks."
    )
    assert {s.kind for s in read(text, gazetteer).subjects} == {"project"}


def test_the_project_of_a_country_is_no_site(gazetteer: Gazetteer) -> None:
    text = "La Chine a engagé des sommes énormes dans un réseau destiné à soutenir son projet d'IA."
    assert extract_page(text.encode(), gazetteer).subjects == ()


def test_kilowatt_hours_are_no_load(gazetteer: Gazetteer) -> None:
    text = "The Lanyun data center in Heyuan uses 800 million kilowatt-hours of power a year."
    found = extract_page(text.encode(), gazetteer)
    assert [c for c in found.claims if c.property == "it_load"] == []
