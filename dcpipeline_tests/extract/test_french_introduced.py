"""French pages: things brought in beside the site of which the page goes on."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, told, values

DAY = date(2025, 6, 18)
SITE = "Le centre de données Lanyue, à Wuhu, dans l'Anhui, est entré en service le 12 mai 2025. "

OTHERS = [
    "Une distillerie de Wuhu a été agrandie en 2023 pour 350 millions de yuans.",
    "Une mine de cuivre a été suspendue en avril.",
    "Les travaux d'un château d'eau ont commencé en décembre.",
    "En mars, une ligne de ferry a été mise en service.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_another_thing_keeps_its_events_and_its_sums(text: str, gazetteer: Gazetteer) -> None:
    found = read(SITE + text, gazetteer, DAY)
    assert [event for _, event in events(found)] == ["operational"]
    assert told(found, "investment") == []


OWN = [
    ("Un porte-parole a indiqué que le chantier était suspendu.", "suspended"),
    ("Une deuxième tranche a été mise en chantier en juin.", "construction_start"),
]


@pytest.mark.parametrize(("text", "event"), OWN)
def test_parts_and_speakers_are_no_other_thing(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert event in [event for _, event in events(read(SITE + text, gazetteer, DAY))]


SITE_NAME = "centre de données Lanyue"
STATES = [
    ("Lanyue a achevé vendredi l'extension du centre de données Lanyue à Wuhu.", "expanded"),
    ("L'extension du centre de données Lanyue à Wuhu a été inaugurée vendredi.", "expanded"),
    ("L'exploitation du centre de données Lanyue a commencé vendredi à Wuhu.", "operational"),
    ("L'ouverture vendredi du centre de données Lanyue à Wuhu a attiré du monde.", "operational"),
    ("Lanyue a suspendu vendredi le chantier du centre de données Lanyue à Wuhu.", "suspended"),
]


@pytest.mark.parametrize(("text", "event"), STATES)
def test_words_for_the_state_of_a_site(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert events(read(text, gazetteer, DAY)) == [(SITE_NAME, event)]


NOBODY = [
    "Entré en exploitation vendredi, le centre de données Lanyue dessert Wuhu.",
    "Suspendu vendredi, le chantier du centre de données Lanyue est désert à Wuhu.",
    "Le vice-gouverneur Chen Bo a inauguré vendredi le centre de données Lanyue à Wuhu.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_participles_and_officials_own_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(text, gazetteer, DAY), "operator") == []


def test_what_a_site_offers_is_no_bid(gazetteer: Gazetteer) -> None:
    text = SITE + "Le site offre 3 000 baies pour un investissement global de 2 milliards de yuans."
    assert shares(read(text, gazetteer, DAY), "investment") == [(SITE_NAME, 2_000_000_000)]
