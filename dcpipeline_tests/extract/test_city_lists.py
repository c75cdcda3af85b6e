"""Lists of cities with a site in each."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

Told = list[tuple[str | None, str]]

LISTS: list[tuple[str, Told]] = [
    (
        "In 2024 China Mobile opened intelligent computing centers in Harbin, Hohhot, and Guiyang.",
        [("230100", "operational"), ("150100", "operational"), ("520100", "operational")],
    ),
    (
        "Bosheng Data has broken ground on data centers in Wuhu, Anhui, and in Datong, Shanxi.",
        [("340200", "construction_start"), ("140200", "construction_start")],
    ),
    (
        "Bosheng Data has broken ground on 2 data centers in Beijing and Datong.",
        [("110000", "construction_start"), ("140200", "construction_start")],
    ),
    (
        "Bosheng Data a mis en service trois centres de données à Wuhu, Datong et Zunyi.",
        [("340200", "operational"), ("140200", "operational"), ("520300", "operational")],
    ),
    (
        "博盛数据已在芜湖、大同建成两座智算中心。",
        [("340200", "operational"), ("140200", "operational")],
    ),
    (
        "博盛数据在芜湖、大同和遵义三地开工建设智算中心。",
        [
            ("340200", "construction_start"),
            ("140200", "construction_start"),
            ("520300", "construction_start"),
        ],
    ),
]
# Somebody is only said to have them.
HELD = [
    ("Lantian runs data centers in Wuhu, Datong and Zunyi.", "Lantian", 3),
    ("Lantian already operates two data centers in Wuhu and Datong.", "Lantian", 2),
    ("Lantian exploite des centres de données à Wuhu et à Datong.", "Lantian", 2),
    ("蓝天科技在芜湖、大同建有智算中心。", "蓝天科技", 2),
]
NONE = [
    # more sites than cities
    "Bosheng Data has opened five data centers in Wuhu, Datong and Zunyi.",
    "Bosheng Data has opened 5 data centers in Wuhu, Datong and Zunyi.",
    "博盛数据已在芜湖、大同建成三座智算中心。",
    # the list is open
    "Bosheng Data has opened data centers in Wuhu, Datong and other cities.",
    "博盛数据已在芜湖、大同等地建成智算中心。",
    # provinces
    "Bosheng Data has opened data centers in Anhui and Shanxi.",
    # nothing is said to have happened
    "Data centers in Wuhu and Datong use a lot of power.",
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_each_city_of_a_list_has_a_site(text: str, expected: Told, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    events = [
        (c.subject.city_adcode, c.value_text)
        for c in found.claims
        if c.property == "event" and c.subject.kind == "project"
    ]
    assert events == expected


def test_the_company_before_the_list_owns_them(gazetteer: Gazetteer) -> None:
    found = read(LISTS[1][0], gazetteer)
    owners = [c.value_text for c in found.claims if c.property == "operator"]
    assert owners == ["Bosheng Data", "Bosheng Data"]


@pytest.mark.parametrize(("text", "owner", "count"), HELD)
def test_what_a_company_has_in_several_cities_runs(
    text: str, owner: str, count: int, gazetteer: Gazetteer
) -> None:
    claims = read(text, gazetteer).claims
    assert [c.value_text for c in claims if c.property == "event"] == ["operational"] * count
    assert [c.value_text for c in claims if c.property == "operator"] == [owner] * count


def test_a_sum_is_given_to_none_of_them(gazetteer: Gazetteer) -> None:
    found = read("博盛数据在芜湖、大同和遵义三地开工建设智算中心，总投资50亿元。", gazetteer)
    assert {s.city_adcode for s in found.subjects} == {"340200", "140200", "520300"}
    assert not [c for c in found.claims if c.property == "investment"]


@pytest.mark.parametrize("text", NONE)
def test_no_site_where_the_list_leaves_it_open(text: str, gazetteer: Gazetteer) -> None:
    projects = [s for s in read(text, gazetteer).subjects if s.kind == "project"]
    assert not [s for s in projects if s.city_adcode or s.province_adcode]
