"""What English pages say of a place, the country or the national hubs as a whole."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

TOTALS = [
    (
        "The seven national computing hubs have a combined 41,000 petaflops of computing power.",
        ("programme", "seven national computing hubs", None),
        41_000,
    ),
    (
        "Most new capacity stands in China's seven national computing hubs, he added, where "
        "computing capacity has reached 41,000 PFlops.",
        ("programme", "China's seven national computing hubs", None),
        41_000,
    ),
    (
        "Total computing power in Zunyi, Guizhou, reached 8,000 petaflops in June.",
        ("place", "Zunyi", "520300"),
        8_000,
    ),
    (
        "At present there are 4,100 petaflops of computing power in Macau, said Lam Wai.",
        ("place", "Macau", "820000"),
        4_100,
    ),
    (
        "410,000 PFlops, he said, is the sum of all intelligent computing capacity in China.",
        ("nation", None, None),
        410_000,
    ),
    (
        "Zunyi, in Guizhou province, wants to push harder, said mayor Ma Li.\n\n"
        "He said the city is to quicken its building of data infrastructure.\n\n"
        "Total computing power is to be above 21,000 PFLOPS, in his words.",
        ("place", "Zunyi", "520300"),
        21_000,
    ),
]


@pytest.mark.parametrize(("text", "subject", "petaflops"), TOTALS)
def test_a_total_is_that_of_the_place_country_or_hubs(
    text: str, subject: tuple[str, str | None, str | None], petaflops: float, gazetteer: Gazetteer
) -> None:
    (claim,) = [c for c in read(text, gazetteer).claims if c.property == "compute"]
    told = claim.subject
    assert (told.kind, told.name, told.city_adcode) == subject
    assert petaflops in {claim.value_num, claim.value_low}


def test_beijing_that_plans_is_no_place_of_its_sites(gazetteer: Gazetteer) -> None:
    text = (
        "Beijing plans a single market for computing power.\n\n"
        "The ministry has licensed 400 computing centers, with 90,000 racks in the data centers."
    )
    assert all(s.city_adcode != "110000" for s in read(text, gazetteer).subjects)


OF_NO_COUNTRY = [
    "The plot is 20 km from Yunfan's existing cluster of 14 data centers in Guangzhou.",
    "Hengtai, a leading player in China's IT services sector, won a 60-megawatt order.",
    "Lanyue plans an AI data center in Ordos, as China's computing boom moves north. New orders "
    "now exceed 80 MW.",
    "The city's 36 data centers draw a lot of power.",
    "Its 27 data centers are spread across Asia.",
    "Yunfan manages a network of 27 data centers.",
]


@pytest.mark.parametrize("text", OF_NO_COUNTRY)
def test_what_a_company_or_city_has_is_not_that_of_the_country(
    text: str, gazetteer: Gazetteer
) -> None:
    assert "nation" not in {s.kind for s in read(text, gazetteer).subjects}


ORDERS = [
    "Hengtai has secured a 60-megawatt wholesale order for its Dingxing campus in Baoding.",
    "Lanyue plans an AI data center in Ordos. New orders now exceed 80 MW.",
    "Yunfan runs the Mingyue data center in Zhuhai. It signed orders for 90 MW last year.",
]


@pytest.mark.parametrize("text", ORDERS)
def test_what_customers_order_is_not_what_a_site_has(text: str, gazetteer: Gazetteer) -> None:
    assert not [c for c in read(text, gazetteer).claims if c.property == "it_load"]


def test_a_count_is_that_of_the_place_behind_it(gazetteer: Gazetteer) -> None:
    text = "The survey found 36 data centers in Zhangbei, and 12 of them were full."
    (claim,) = [c for c in read(text, gazetteer).claims if c.property == "project_count"]
    assert (claim.subject.kind, claim.subject.city_adcode) == ("place", "130700")
