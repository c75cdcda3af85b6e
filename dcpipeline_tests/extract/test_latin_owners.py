"""Owners of sites in English sentences: several at once, units of others, contractors."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, values

_SITE = "data center with 400 racks in Zunyi, Guizhou,"

OWNERS = [
    (
        f"The {_SITE} was built by contractor China Tiejian for Hanyun Group and opened in May.",
        ["Hanyun Group"],
    ),
    (f"The {_SITE} is run by Hanyun Group and was built by Sanhang Engineering.", ["Hanyun Group"]),
    (
        f"A subsidiary of Hanyun Group, Loushan Data, has opened a {_SITE} as planned.",
        ["Hanyun Group", "Loushan Data"],
    ),
    (
        f"The {_SITE} a joint work of Hanyun Group and Bolin-Cloud Big Data Company, is full.",
        ["Hanyun Group", "Bolin-Cloud Big Data Company"],
    ),
    (f"Behind the {_SITE} is Hanyun Group.", ["Hanyun Group"]),
    (f"At Hanyun Group's {_SITE} half stands idle.", ["Hanyun Group"]),
    (
        f"Hanyun Group and Bolin Cloud have opened a {_SITE} as planned.",
        ["Hanyun Group", "Bolin Cloud"],
    ),
    (
        f"Together with Bolin Cloud, Hanyun Group opened a {_SITE} as planned.",
        ["Bolin Cloud", "Hanyun Group"],
    ),
    (
        f"A {_SITE} was put into service by Hanyun Group, Bolin Cloud and China Unicom.",
        ["Hanyun Group", "Bolin Cloud", "China Unicom"],
    ),
    (
        f"The {_SITE} is operated by Changlin (Gansu) Cloud Technology Co., Ltd.",
        ["Changlin (Gansu) Cloud Technology Co., Ltd"],
    ),
    (
        f"$14 million will be invested by Hanyun, the owner of TokTak, in a {_SITE} it says.",
        ["Hanyun"],
    ),
    (
        f"A {_SITE} was launched by Hanyun Data Technology Co. Below a steel roof servers hum.",
        ["Hanyun Data Technology Co"],
    ),
]


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_owners_are_those_that_have_a_site(
    text: str, owners: list[str], gazetteer: Gazetteer
) -> None:
    assert values(read(text, gazetteer), "operator") == owners


PLACED = [
    ("A 20 MW data center is being built in Wuhu, Anhui, by Hanyun Group.", "Hanyun Group"),
    ("A 200 MW data center is being built in the Jining district of Ulanqab by Hanyun Group.",
     "Hanyun Group"),
    ("A 200 MW data center is rising in Wuhu at the hands of Hanyun Group.", "Hanyun Group"),
    ("A 200 MW data center is the work of Hanyun Group.", "Hanyun Group"),
    ("The operator of a 200 MW data center in Wuhu is Hanyun Group.", "Hanyun Group"),
    ("A 200 MW data center of Hanyun Cloud went into service in Wuhu.", "Hanyun Cloud"),
    ("The 200 MW data center in Wuhu will have Hanyun Cloud as its operator.", "Hanyun Cloud"),
    ("In Hefei Hanyun runs a 200 MW data center.", "Hanyun"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "owner"), PLACED)
def test_a_place_between_does_not_hide_the_owner(
    text: str, owner: str, gazetteer: Gazetteer
) -> None:
    assert values(read(text, gazetteer), "operator") == [owner]


NO_OWNERS = [
    "A 200 MW data center in Wuhu opened. Chips of Huawei stand in it.",
    "Hanyun Energy, a market research firm, said a 20 MW data center is being built in Wuhu.",
    "Hanyun Construction Group is the contractor of a 200 MW data center in Wuhu.",
    "A 200 MW data center in Wuhu opened. China Mobile is its first customer.",
    'A 20 MW center, which belongs to the "East Data, West Computing" project, opened in Wuhu.',
    "Courtesy of Wuhu Daily. Operation of a 20 MW data center officially began in Wuhu.",
    "A 200 MW data center in Wuhu opened with chips supplied by Hanyun Semiconductor.",
]


@pytest.mark.parametrize("text", NO_OWNERS)
def test_who_supplies_rents_or_judges_is_no_owner(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer), "operator") == []


def test_the_place_before_a_company_is_not_the_company(gazetteer: Gazetteer) -> None:
    text = (
        "A data center with 300 racks was opened in Kunshan, which lies 45 km from Shanghai, "
        'Hanyun Holdings Limited ("Hanyun" or the "Company") said. The Company owns the site.'
    )
    assert values(read(text, gazetteer), "operator") == ["Hanyun Holdings Limited"]
