"""English and French: conditions, meetings, tenants, comparisons and cities tell of no site."""

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.test_french import DAY

FR = "centre de calcul de Mianyang (Sichuan)"
EN = "Mianyang Computing Center in Sichuan"


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=DAY)


def values(text: str, name: str, gazetteer: Gazetteer) -> list[str]:
    return [c.value_text for c in read(text, gazetteer).claims if c.property == name]


UNMET = [
    "Le {fr} attend le feu vert des autorités.",
    "Le {fr} change de mains en mars, sous réserve de l'autorisation du régulateur.",
    "Faute d'autorisation, le {fr} ne peut pas avancer.",
    "Le {fr} reste soumis à l'approbation du conseil municipal.",
    "Le {fr}, qui dépend encore de l'aval de la province, compte 3 000 baies.",
    "Growth of the {en} is subject to approval by the regulator.",
    "The {en} is still awaiting approval.",
    "The sale, pending approval from regulators, covers the {en}.",
]
OPENED = [
    "Li Na, ingénieure au {fr}, ouvre une réunion.",
    "Le directeur du {fr} ouvre un concours de cuisine.",
    "Le {fr} ouvre de nouvelles perspectives à la province.",
    "The head of the {en} opened a meeting.",
    "The {en} opens the way to cheaper models.",
]
ANNOUNCED = [
    "Xingqiao a annoncé jeudi vouloir revendre des serveurs de son {fr}.",
    "Xingqiao a annoncé la nomination d'un directeur pour le {fr}.",
    "Xingqiao a annoncé une hausse des tarifs au {fr}.",
]
OF_PLACES = [
    "Le {fr} compte 3 000 baies. Depuis que Yibin a été retenue, en 2022, comme nœud du réseau, "
    "la demande explose.",
    "Le {fr} compte 3 000 baies. Depuis que Yibin a été retenue, en 2022, comme nœud du réseau, "
    "la province du Sichuan est devenue une base de calcul importante.",
    "The {en} has 3,000 racks. Since Yibin was approved in 2022 as a node, demand has soared.",
]
LATER = ["Le {fr} atteint 900 pétaflops lorsqu'il sera achevé."]


@pytest.mark.parametrize("words", [*UNMET, *OPENED, *ANNOUNCED, *OF_PLACES, *LATER])
def test_no_event_is_read(words: str, gazetteer: Gazetteer) -> None:
    text = words.format(fr=FR, en=EN)
    events = [v for v in values(text, "event", gazetteer) if v != "announced" or words in ANNOUNCED]
    assert events == []


HAPPENED = [
    ("Le {fr}, longtemps en attente, a obtenu le feu vert des autorités.", "approved"),
    ("L'opérateur a sollicité et obtenu l'autorisation pour le {fr}.", "approved"),
    ("Après un an de travaux, le {fr} a ouvert ses portes en mai 2025.", "operational"),
    ("Xingqiao a annoncé vouloir construire le {fr}.", "announced"),
    ("The {en} has won approval.", "approved"),
    ("The {en} opened in May 2025.", "operational"),
]


@pytest.mark.parametrize(("words", "event"), HAPPENED)
def test_what_was_got_or_opened_is_an_event(words: str, event: str, gazetteer: Gazetteer) -> None:
    assert values(words.format(fr=FR, en=EN), "event", gazetteer) == [event]


def test_a_place_that_becomes_a_base_is_no_site(gazetteer: Gazetteer) -> None:
    text = (
        "Depuis que Yibin a été retenue, en 2022, comme nœud du réseau, la province du Sichuan est "
        "devenue une base de calcul importante."
    )
    assert read(text, gazetteer).claims == ()


NO_OWNERS = [
    "Li Na, ingénieure au {fr}, a ouvert hier la salle.",
    "Wang Wei, deputy director of the {en}, has built three halls.",
    "Le {fr}, loué par China Mobile, abrite 2 000 serveurs.",
    "Deux salles du {fr} sont occupées par Alibaba.",
    "The {en}, leased by China Mobile, holds 2,000 servers.",
    "Le {fr}, entièrement réservé à Tencent, abrite 2 000 serveurs.",
]


@pytest.mark.parametrize("words", NO_OWNERS)
def test_a_tenant_or_a_person_is_no_owner(words: str, gazetteer: Gazetteer) -> None:
    assert values(words.format(fr=FR, en=EN), "operator", gazetteer) == []


COMPARED = [
    "Le {fr} compte 3 000 puces. Pour entraîner son modèle, Lingxi a mobilisé 50 000 puces.",
    "Le {fr} compte 3 000 puces. À titre de comparaison, Lingxi possède 20 000 cartes.",
    "Le {fr} compte 3 000 puces. Lingxi se serait contenté de 20 000 cartes.",
    "The {en} has 3,000 chips. Lingxi trained its model on 50,000 chips.",
]


@pytest.mark.parametrize("words", COMPARED)
def test_machines_of_another_company_are_not_those_of_the_site(
    words: str, gazetteer: Gazetteer
) -> None:
    found = values(words.format(fr=FR, en=EN), "accelerators", gazetteer)
    assert len(found) == 1
    assert found[0].startswith("3")


CAPITAL = [
    "Pékin a recensé 40 centres de données.",
    "Pékin autorise trois grappes de centres de données dans le nord du pays.",
    "Pékin veut fermer 12 centres de données.",
]


@pytest.mark.parametrize("text", CAPITAL)
def test_the_capital_that_decides_is_the_government(text: str, gazetteer: Gazetteer) -> None:
    assert {c.subject.kind for c in read(text, gazetteer).claims} <= {"nation", "programme"}


def test_the_capital_that_has_centers_is_a_city(gazetteer: Gazetteer) -> None:
    found = read("Pékin compte 40 centres de données.", gazetteer)
    assert {c.subject.city_adcode for c in found.claims} == {"110000"}


BASES = [
    ("Le {fr} a été raccordé. Pour l'heure, il fonctionne à 4 120 pétaflops.", "installed"),
    ("Au {fr}, 2 400 serveurs tournent jour et nuit.", "installed"),
    ("Le {fr} veut démarrer avec 180 serveurs.", "planned"),
    ("Selon Xingqiao, les deux salles du {fr} pourraient héberger 60 000 serveurs.", "planned"),
]


@pytest.mark.parametrize(("words", "basis"), BASES)
def test_what_runs_is_installed_and_what_is_wanted_planned(
    words: str, basis: str, gazetteer: Gazetteer
) -> None:
    claims = read(words.format(fr=FR), gazetteer).claims
    assert {c.basis for c in claims if c.property in {"compute", "servers"}} == {basis}
