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
