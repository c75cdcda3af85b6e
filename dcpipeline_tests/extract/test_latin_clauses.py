"""Events told by a verb and what it is about, in English and French."""

import pytest

from dcpipeline.extract.latin.clauses import with_clauses
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize.text import fold

CLAUSES = [
    ("en", "Building work on Lanyun's 3.5 billion yuan campus in Heyuan, Guangdong, got under way.",
     [("construction_start", "stated")]),
    ("en", "Construction of the Heyuan base, begun in May 2021, was finished in June 2023.",
     [("construction_start", "stated"), ("operational", "stated")]),
    ("en", "Work is not expected to begin before 2027.", [("construction_start", "negated")]),
    ("en", "Works are slated to start in the autumn.", [("construction_start", "planned")]),
    ("en", "Work on a cloud and AI park in Heyuan has been at a standstill since March.",
     [("suspended", "stated")]),
    ("en", "The main structure of the Tianchi hub in Wuhu, Anhui, has been completed.",
     [("construction_start", "stated")]),
    ("en", "Lanyun launched a tender on Tuesday for the construction of a hub in Wuhu.",
     [("announced", "stated")]),
    ("en", "The hall is nearly complete.", [("construction_start", "stated")]),
    ("en", "The cluster has entered trial operation.", [("phase_online", "stated")]),
    ("en", "It should be up and running by May.", [("operational", "planned")]),
    ("en", "The first users arrived when the base started service.", [("operational", "stated")]),
    ("en", "Lanyun has wrapped up construction.", [("operational", "stated")]),
    ("en", "Commercial operation will begin in 2026.", [("operational", "planned")]),
    ("fr", "La construction du centre de Lanyun à Heyuan (Guangdong), un projet de 3,5 milliards "
     "de yuans, a démarré en mai.", [("construction_start", "stated")]),
    ("fr", "Les travaux n'ont pas encore débuté.", [("construction_start", "negated")]),
    ("fr", "Le chantier doit s'ouvrir en mai.", []),
    ("fr", "Les travaux doivent démarrer en mai.", [("construction_start", "planned")]),
    ("fr", "Lanyun a lancé jeudi à Heyuan, dans le Guangdong, le chantier de son parc.",
     [("construction_start", "stated")]),
    ("fr", "Entamé en mai 2022 par Lanyun, le chantier de ce centre est interrompu.",
     [("construction_start", "stated"), ("suspended", "stated")]),
    ("fr", "Le site est entré en phase d'essai.", [("phase_online", "stated")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "expected"), CLAUSES)
def test_clauses(language, words, expected):
    text = fold(words).text
    found = with_clauses(text, text.lower(), language, [])
    told = [(m.events[0], m.modality) for m in sorted(found, key=lambda m: m.start)]
    assert told == expected


DATED = [
    ("Built in 2021, the Lanyun data center in Heyuan holds 400 racks.", [("operational", 2021)]),
    ("Operations at the Lanyun data center in Heyuan began in 2024.", [("operational", 2024)]),
    ("Qingyun is already building the second phase of the Lanyun data center in Heyuan.",
     [("construction_start", None)]),
    ("Two years after its opening, in May 2022, the Lanyun data center in Heyuan is full.",
     [("operational", 2022)]),
    ("The Lanyun data center in Heyuan was suspended when it was sold in May 2023.",
     [("suspended", None), ("transferred", 2023)]),
    ("Phase one of the Lanyun data center in Heyuan entered service in 2023 and phase two in 2024.",
     [("phase_online", 2023), ("phase_online", 2024)]),
    ("Lanyun announced on 3 May 2024 the opening of its data center in Heyuan.",
     [("operational", 2024)]),
    ("The opening of the Lanyun data center in Heyuan was postponed to 2027.",
     [("operational", 2027), ("announced", None)]),
    ("Under an agreement reached in May 2023, Lanyun will run a data center in Heyuan.",
     [("signed", 2023)]),
    ("Lanyun's data center in Heyuan, which Qingyun bought in 2019, holds 400 racks.",
     [("transferred", 2019)]),
    ("Le centre de calcul que Lanyun construit à Heyuan depuis 2023 est presque prêt.",
     [("construction_start", 2023)]),
    ("Lanyun exploite à Heyuan un centre de calcul dont la capacité a été doublée en 2024.",
     [("expanded", 2024)]),
    ("Lanyun a jeté l'éponge en mai 2024 à Heyuan, où il voulait un centre de calcul.",
     [("cancelled", 2024)]),
    ("The Lanyun data center that opened in Heyuan, Guangdong, in 2021 is to be enlarged. "
     "The firm did not say when.",
     [("operational", 2021), ("expanded", None)]),
    ("The Lanyun data center in Heyuan opened in the middle of 2024.", [("operational", 2024)]),
    ("Lanyun won planning permission for a data center in Heyuan in 2023.", [("approved", 2023)]),
    ("Lanyun a lancé en mai 2022, à Heyuan, le chantier d'un centre de données.",
     [("construction_start", 2022)]),
    ("Lancés en mai 2022, les travaux du centre de calcul de Heyuan avancent.",
     [("construction_start", 2022)]),
    ("Depuis sa mise en service en mai 2022, le centre de calcul de Heyuan est plein.",
     [("operational", 2022)]),
    ("Lanyun s'est séparé en mai 2022 de son centre de calcul de Heyuan.", [("transferred", 2022)]),
]  # fmt: skip


SITES = [
    # A company that is named for the first time has a site of its own.
    ("China Unicom's Heyuan data center holds 400 racks. China Telecom broke ground on its 80 MW "
     "facility in the city in May 2023.", 2),
    ("China Unicom opened a Heyuan data center in May. China Unicom says its 80 MW facility in the "
     "city is full.", 1),
    ("The Lanyun data center in Heyuan opened in May. A first building, of 80 MW, is full.", 1),
    ("The development and reform commission of Heyuan approved a computing hub in May.", 1),
    ("Lanyun signed an agreement in Heyuan for a \"token factory\" in May.", 1),
    ("Lanyun shelved its 200MW campus in Heyuan in May. The firm blamed a lack of chips.", 1),
    ("Lanyun has signed a deal for a campus of server halls in Heyuan. The firm announced a plan "
     "for a 200 MW data center park there.", 1),
    ("Lanyun, the UK-backed developer, has completed the first phase of its data center campus in "
     "Heyuan. The site will offer 300 MW.", 1),
    ("Data center operator Lanyun has opened a 20 MW data center in Heyuan.", 1),
    ("Lanyun opened a data center in Heyuan in May. It now plans a new node of the national "
     "supercomputing network in Shaoguan.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("words", "count"), SITES)
def test_sites_are_told_apart(words, count, gazetteer):
    found = extract_page(words.encode(), gazetteer, published=None)
    assert len([subject for subject in found.subjects if subject.kind == "project"]) == count


@pytest.mark.parametrize(("words", "expected"), DATED)
def test_events_and_their_years(words, expected, gazetteer):
    found = extract_page(words.encode(), gazetteer, published=None)
    told = [
        (claim.value_text, claim.event_on.year if claim.event_on else None)
        for claim in found.claims if claim.property == "event"
    ]  # fmt: skip
    assert sorted(told, key=str) == sorted(expected, key=str)


TIMELINE = """How the Lanyun computing hub in Heyuan came about.

May 2021: Lanyun signs an agreement with the city of Heyuan.

12 August 2021: The project is approved by the development and reform commission of the province.

2023: Work on the hub starts.
"""
LABELLED = """Heyuan. Le centre de données de 40 MW de Lanyun a ouvert en mai 2023.

Shaoguan. La ville et le groupe Qingyun ont signé en juin 2023 pour un centre de calcul.
"""


def test_dates_of_a_timeline_stand_before_its_events(gazetteer):
    found = extract_page(TIMELINE.encode(), gazetteer, published=None)
    told = {c.value_text: str(c.event_on) for c in found.claims if c.property == "event"}
    assert told == {
        "signed": "2021-05-01", "approved": "2021-08-12", "construction_start": "2023-01-01",
    }  # fmt: skip


def test_names_of_places_head_what_follows(gazetteer):
    found = extract_page(LABELLED.encode(), gazetteer, published=None)
    told = [(s.city_adcode, c.value_text) for s in found.subjects for c in found.claims
            if c.subject.key == s.key and c.property in {"event", "operator"}]  # fmt: skip
    assert sorted(told) == [
        ("440200", "Qingyun"),
        ("440200", "signed"),
        ("441600", "Lanyun"),
        ("441600", "operational"),
    ]


FIGURES = [
    ("It runs 30,000 of the firm's own Kunlun chips.", "accelerators", 30000),
    ("It has more than 16,000 Ascend 910B chips.", "accelerators", 16000),
    ("It packs 8,000 H800s.", "accelerators", 8000),
    ("Fifty racks hold the machine.", "racks", 50),
    ("The project, worth 3.2 billion yuan, is full.", "investment", 3.2e9),
    ("The 3.2-billion-yuan ($440 million) center is full.", "investment", 3.2e9),
]  # fmt: skip


@pytest.mark.parametrize(("words", "name", "value"), FIGURES)
def test_figures_apart_from_their_noun(words, name, value, gazetteer):
    text = "The Lanyun computing center in Heyuan opened in May 2024. " + words
    found = extract_page(text.encode(), gazetteer, published=None)
    assert [c.value_num for c in found.claims if c.property == name] == [value]
