"""French pages: things brought in beside the site of which the page goes on."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, told

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
