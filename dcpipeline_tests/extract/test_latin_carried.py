"""Events of sentences that name no site, behind one that does."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

FIRST = {
    "en": "The Yanshan data center in Wuhu, Anhui, is to serve banks. ",
    "fr": "Le centre de données Yanshan à Wuhu, dans l'Anhui, doit servir des banques. ",
}
OTHER = {
    "en": [
        "A school next to it was completed in 2020.",
        "Its operator's shares were suspended in Hong Kong.",
        "The neighbours' lawsuit has been withdrawn.",
        "The regulator approved a rise in power prices.",
        "Its director was approved by the board.",
        "The search for water was abandoned.",
        "The launch of a satellite was postponed.",
        "In June a strike was called off.",
        "The old steelworks was shut down in 2015.",
    ],
    "fr": [
        "Une école voisine a été achevée en 2020.",
        "Les actions de son exploitant ont été suspendues à Hong Kong.",
        "Le régulateur a approuvé une hausse des prix.",
        "L'ancienne aciérie du site a été arrêtée en 2015.",
        "Une grève a été annulée la semaine dernière.",
    ],
}
OF_SITE = {
    "en": [
        ("The project was approved in June.", "approved"),
        ("In June its first phase was completed.", "phase_online"),
        ("The plan was dropped in June.", "cancelled"),
        ("The agreement was signed in June.", "signed"),
        ("Work was halted in June.", "suspended"),
        ("It was sold in June.", "transferred"),
        ("The planner approved the project in June.", "approved"),
    ],
    "fr": [
        ("Le projet a été approuvé en juin.", "approved"),
        ("Les travaux ont été suspendus en juin.", "suspended"),
        ("L'accord a été signé en juin.", "signed"),
        ("Ce dernier a été agrandi en juin.", "expanded"),
        ("Il a été vendu en juin.", "transferred"),
    ],
}


def told(text: str, gazetteer: Gazetteer) -> list[str | None]:
    """The events that have happened."""
    claims = read(text, gazetteer).claims
    return [c.value_text for c in claims if c.property == "event" and c.basis is None]


@pytest.mark.parametrize("language", OTHER)
def test_what_happens_to_other_things_is_none_of_the_site(
    language: str, gazetteer: Gazetteer
) -> None:
    said = [FIRST[language] + words for words in OTHER[language]]
    kept = {event for text in said for event in told(text, gazetteer)} - {"announced"}
    assert kept == set()


@pytest.mark.parametrize("language", OF_SITE)
def test_what_happens_to_its_project_plan_or_works_is(language: str, gazetteer: Gazetteer) -> None:
    wrong = [
        words for words, event in OF_SITE[language]
        if event not in told(FIRST[language] + words, gazetteer)
    ]  # fmt: skip
    assert wrong == []
