"""English and French deals: several parties that build together, and those that only supply."""

import pytest

from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.test_french import DAY

DEALS = [
    (
        "Xingqiao a signé un accord avec Yunfeng Group, Beidou Data et Hailan Energy pour "
        "développer ensemble un datacenter de 400 MW à Zhuhai.",
        {"Xingqiao", "Yunfeng Group", "Beidou Data", "Hailan Energy"},
    ),
    (
        "Xingqiao a signé un accord avec Yunfeng pour construire conjointement un centre de "
        "calcul à Mianyang (Sichuan).",
        {"Xingqiao", "Yunfeng"},
    ),
    (
        "Xingqiao a signé un accord avec Hailan Engineering pour fournir des serveurs à son "
        "centre de calcul de Mianyang (Sichuan).",
        {"Xingqiao"},
    ),
    (
        "Xingqiao signed an agreement with Hailan Servers to supply chips to its data center in "
        "Mianyang, Sichuan.",
        {"Xingqiao"},
    ),
]


@pytest.mark.parametrize(("text", "owners"), DEALS)
def test_who_builds_together_owns_and_who_supplies_does_not(
    text: str, owners: set[str], gazetteer: Gazetteer
) -> None:
    found = extract_page(text.encode(), gazetteer, published=DAY)
    assert {c.value_text for c in found.claims if c.property == "operator"} == owners
