"""Parts of a site, its price and land, and who sells or runs it, in English."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, values

DAY = date(2025, 6, 18)
OPENED = "The Yanshan data center in Chifeng opened in May. "


def names(found: Extraction) -> list[str | None]:
    return [s.name for s in found.subjects if s.kind == "project"]


def events(found: Extraction) -> list[tuple[str | None, str | None, str | None]]:
    """Event, first day and phase of every event that is no plan."""
    return [
        (c.value_text, c.event_on and c.event_on.isoformat(), c.phase)
        for c in found.claims
        if c.property == "event" and c.basis is None
    ]


@pytest.mark.parametrize(
    "text",
    [
        OPENED + "It houses a 5,000-card cluster.",
        "The Yanshan data center in Chifeng, home to a 5,000-card cluster, opened in May.",
        "Lantian opened the Yanshan data center in Chifeng in May with a 5,000-card cluster.",
    ],
)
def test_a_cluster_that_a_site_holds_is_no_site(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert names(found) == ["Yanshan data center"]
    assert [c.value_num for c in found.claims if c.property == "accelerators"] == [5000]


def test_a_cluster_elsewhere_is_a_site(gazetteer: Gazetteer) -> None:
    found = read(OPENED + "It has a 5,000-card cluster in Wuhu.", gazetteer)
    assert [s.city_adcode for s in found.subjects] == ["150400", "340200"]


def test_the_buildings_of_a_campus_are_no_other_sites(gazetteer: Gazetteer) -> None:
    found = read(
        "Lantian will build a data center campus in Chifeng. There will be five two-story data "
        "centers, with room for 9,870 server cabinets.",
        gazetteer,
    )
    assert len(found.subjects) == 1
    assert [c.value_num for c in found.claims if c.property == "racks"] == [9870]


def test_numbers_of_one_city_are_names(gazetteer: Gazetteer) -> None:
    found = read(
        "Lantian has three data centres in Wuhu. Wuhu 3 was completed in 2019. Wuhu 5 is under "
        "construction.",
        gazetteer,
    )
    assert names(found) == ["Wuhu 3", "Wuhu 5"]
    assert events(found) == [
        ("operational", "2019-01-01", None), ("construction_start", None, None),
    ]  # fmt: skip
    assert [c for c in found.claims if c.property == "project_count"] == []


def test_the_size_of_the_land_is_no_name(gazetteer: Gazetteer) -> None:
    text = "Lantian will put up a 168,400 sqm data center campus in Chifeng."
    assert names(read(text, gazetteer)) == [None]


def test_its_new_center_is_the_one_that_is_not_yet_open(gazetteer: Gazetteer) -> None:
    new = " Lantian is to put 1.15 billion yuan into its new center."
    one = read("The Yanshan data center in Wuhu is funded by Lantian." + new, gazetteer)
    two = read("The Yanshan data center in Wuhu of Lantian opened in May." + new, gazetteer)
    assert names(one) == ["Yanshan data center"]
    assert len(names(two)) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The planner has approved the Yanshan Computing Center Phase II project in Chifeng.",
            [("approved", None, "2")],
        ),
        (
            "At the Yanshan data center in Chifeng work has moved fast since it began in April.",
            [("construction_start", "2025-04-01", None)],
        ),
        (
            "Lantian and Chifeng signed a termination agreement to the investment agreement for "
            "the Yanshan data center.",
            [("cancelled", None, None)],
        ),
        (OPENED + "The price of renting has collapsed.", [("operational", "2025-05-01", None)]),
        ("Prices at the Yanshan data center in Chifeng have collapsed.", []),
        (
            "Lantian has agreed to take over around 420,000 sq. meters for the Yanshan data "
            "center in Chifeng.",
            [],
        ),
        (
            "The Yanshan data center in Chifeng opened in May. Lantian took over a total of around "
            "420,000 sq. meters for it.",
            [("operational", "2025-05-01", None)],
        ),
    ],
)
def test_what_has_happened(
    text: str, expected: list[tuple[str, str | None, str | None]], gazetteer: Gazetteer
) -> None:
    assert events(read(text, gazetteer, DAY)) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lantian will pay 2 billion yuan for a data center campus in Foshan.", "other_money"),
        ("Lantian buys the Yanshan data center in Foshan for US$96 million.", "other_money"),
        ("Lantian will pay for it and invest 2 billion yuan in a data center in Foshan.",
         "investment"),
        (OPENED + "Lantian has set aside 2 billion yuan for it.", "investment"),
    ],
)  # fmt: skip
def test_a_price_is_no_investment(text: str, kind: str, gazetteer: Gazetteer) -> None:
    money = [
        c.property for c in read(text, gazetteer).claims
        if c.property in {"investment", "other_money"}
    ]  # fmt: skip
    assert money in ([kind], [] if kind == "other_money" else [kind])


@pytest.mark.parametrize(
    ("behind", "owners"),
    [
        ("Its day-to-day running is in the hands of Lantian Data.", ["Lantian Data"]),
        ("The sellers are Huayu Trust, an arm of Huayu Capital, and a third party.",
         ["Huayu Trust"]),
        ("It saves power, said Lin Wei, manager of Haixin Technology, one of the contractors of "
         "the project.", []),
        ("The seller of the chips is Cambricon.", []),
    ],
)  # fmt: skip
def test_who_runs_or_sells_a_site(behind: str, owners: list[str], gazetteer: Gazetteer) -> None:
    assert values(read(OPENED + behind, gazetteer), "operator") == owners


def test_the_government_is_not_the_capital(gazetteer: Gazetteer) -> None:
    found = read(
        "Beijing also wants to set up a national cloud. Records show that the state spent "
        "21.8 billion yuan on data centres in 2024.",
        gazetteer,
    )
    assert [s for s in found.subjects if s.kind == "place"] == []


@pytest.mark.parametrize(
    ("text", "basis", "qualifier"),
    [
        ("In the Wuhu cluster 96,000 standard racks had been built.", "installed", "exact"),
        ("The racks in the Wuhu cluster: 96,000 standard racks were put into use.",
         "installed", "exact"),
        ("The computing power of Wuhu has reached 85,000 petaflops.", "installed", "exact"),
        ("The computing power of Wuhu surpassed 85,000 petaflops by the end of 2024.",
         "installed", "at_least"),
        ("The computing power of Wuhu will have topped 85,000 petaflops by 2027.",
         "planned", "at_least"),
        ("The computing power of Wuhu is to reach 85,000 petaflops.", "planned", "exact"),
    ],
)  # fmt: skip
def test_what_stands_and_what_is_planned(
    text: str, basis: str, qualifier: str, gazetteer: Gazetteer
) -> None:
    found = [
        (c.basis, c.qualifier) for c in read(text, gazetteer, DAY).claims
        if c.property in {"racks", "compute"}
    ]  # fmt: skip
    assert found == [(basis, qualifier)]
