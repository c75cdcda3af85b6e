"""Claims of English and French texts: who, where, when and how much."""

from datetime import date
from pathlib import Path

import pytest

from dcpipeline.extract.claim import Extraction, PageClaim
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import load_table
from dcpipeline.schema import table

DATA = Path(__file__).resolve().parents[2] / "data"
NAMES = ("ref.divisions", "ref.division_aliases", "ref.counties")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_frames(*(load_table(table(name), DATA) for name in NAMES))


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
