"""French and English: names with more than one purpose, cloud regions, second names in brackets."""

import pytest

from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.test_french import DAY

NAMES = [
    "Centre d'innovation et de calcul en intelligence artificielle de Mianyang",
    "base d'informatique en nuage de Mianyang",
    "Centre de cloud computing de Mianyang",
    "Centre de stockage et de calcul de Mianyang",
    "centre de stockage et de traitement des données de Mianyang",
    "Centre national d'intelligence artificielle et de supercalcul de Mianyang",
    "centre de calcul pour l'intelligence artificielle de Mianyang",
    "Centre de services de données de Mianyang",
    "région cloud de Mianyang",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_several_purposes_is_read(name: str, gazetteer: Gazetteer) -> None:
    text = f"Avec son {name}, dans le Sichuan, Xingqiao compte 3 000 baies."
    found = extract_page(text.encode(), gazetteer, published=DAY)
    assert {c.subject.name for c in found.claims if c.property == "racks"} == {name}


def test_a_shopping_center_is_no_site(gazetteer: Gazetteer) -> None:
    text = "Un centre commercial a ouvert en 2024 à Mianyang, dans le Sichuan, près des serveurs."
    assert extract_page(text.encode(), gazetteer, published=DAY).claims == ()


def test_a_cloud_region_is_sold_for_a_sum(gazetteer: Gazetteer) -> None:
    text = (
        "Xingqiao a cédé à son partenaire local Yunfeng les infrastructures de sa région cloud de "
        "Mianyang, dans la province du Sichuan, pour un montant de 1,4 milliard de yuans."
    )
    found = extract_page(text.encode(), gazetteer, published=DAY)
    told = {(c.property, c.value_text) for c in found.claims}
    assert ("event", "transferred") in told
    assert {value for name, value in told if name == "operator"} == {"Xingqiao", "Yunfeng"}
    assert "investment" not in {name for name, _ in told}


ALIASES = [
    "Xingqiao réoriente ses fonds vers un centre de Yunfeng à Huai'an\n\n"
    "Xingqiao a levé des fonds pour la phase I de son parc numérique Hutong Valley (le « centre "
    "de Nantong »). Le reste ira au centre de calcul de Yunfeng à Huai'an. Au centre de Nantong, "
    "les travaux sont en cours. Le centre de Huai'an, plus urgent, ouvrira en 2027.",
    "Xingqiao is moving funds to a data center in Huai'an\n\n"
    'Xingqiao raised money for its Hutong Valley data center (the "Nantong center"). The rest '
    "goes to the Yunfeng computing center in Huai'an. At the Nantong center, works are under way. "
    "The Huai'an center will open in 2027.",
]


@pytest.mark.parametrize("text", ALIASES)
def test_a_second_name_in_brackets_is_taken_up_again(text: str, gazetteer: Gazetteer) -> None:
    found = extract_page(text.encode(), gazetteer, published=DAY)
    told = {c.value_text: c.subject for c in found.claims if c.property == "event"}
    assert "Hutong Valley" in (told["construction_start"].name or "")
    assert told["construction_start"].city_adcode == "320600"
    assert told["operational"].city_adcode == "320800"
