"""Verbs of events in the tenses and voices of English and French, and their dates, as claims."""

from datetime import date

import pytest

from dcpipeline.extract.pages import extract_page

DAY = date(2025, 6, 20)


def told(gazetteer, words):
    """Events of the sites of a text: kind, day as printed, "planned" for a plan."""
    page = extract_page(words.encode(), gazetteer, url=None, published=DAY)
    return {
        (claim.value_text, str(claim.event_on)[:7] if claim.event_on else "", claim.basis or "")
        for claim in page.claims
        if claim.property == "event" and claim.subject.kind == "project"
    }


EVENTS = [
    # French: active, passive, infinitive, future.
    ("Bohai vient d'achever son centre de calcul de Langfang.", {("operational", "", "")}),
    ("Bohai a activé en mai 2024 le centre de calcul de Langfang.",
     {("operational", "2024-05", "")}),
    ("Le centre de calcul de Langfang a été officiellement terminé en mai 2024.",
     {("operational", "2024-05", "")}),
    ("Bohai livrera le centre de calcul de Langfang en mai 2027.",
     {("operational", "2027-05", "planned"), ("announced", "", "")}),
    ("Le centre de calcul de Langfang deviendra opérationnel en mai 2027.",
     {("operational", "2027-05", "planned"), ("announced", "", "")}),
    ("L'inauguration du centre de calcul de Langfang aura lieu en mai 2027.",
     {("operational", "2027-05", "planned"), ("announced", "", "")}),
    ("L'ouverture du centre de calcul de Langfang est repoussée à 2027.",
     {("operational", "2027-01", "planned"), ("announced", "", "")}),
    ("Le Hebei vient d'approuver le centre de calcul de Langfang.", {("approved", "", "")}),
    ("Le permis de construire du centre de calcul de Langfang a été délivré en mai 2024.",
     {("approved", "2024-05", "")}),
    ("Bohai a acquis en mai 2024 le centre de calcul de Langfang.",
     {("transferred", "2024-05", "")}),
    ("Bohai vient de céder le centre de calcul de Langfang.", {("transferred", "", "")}),
    ("Bohai agrandit le centre de calcul de Langfang.", {("expanded", "", "")}),
    ("Le centre de calcul de Langfang est en train d'être construit.",
     {("construction_start", "", "")}),
    # English.
    ("Bohai will activate the Langfang computing center in May 2027.",
     {("operational", "2027-05", "planned"), ("announced", "", "")}),
    ("The Langfang computing center should be opened in May 2027.",
     {("operational", "2027-05", "planned"), ("announced", "", "")}),
    ("After opening the Langfang computing center in May 2024, Bohai hired 300 people.",
     {("operational", "2024-05", "")}),
    ("The Langfang computing center was bought in May 2024.", {("transferred", "2024-05", "")}),
    ("The groundbreaking of the Langfang computing center is planned for May 2027.",
     {("construction_start", "2027-05", "planned"), ("announced", "", "")}),
    ("Bohai plans to expand the Langfang computing center in May 2027.",
     {("expanded", "2027-05", "planned")}),
    # Dates before their verb.
    ("Plus tôt cette année, le centre de calcul de Langfang est entré en service.",
     {("operational", "2025-01", "")}),
    ("Au printemps 2024, le centre de calcul de Langfang est entré en service.",
     {("operational", "2024-01", "")}),
    ("Le centre de calcul de Langfang a ouvert à la fin de l'année dernière.",
     {("operational", "2024-01", "")}),
    ("Le centre de calcul de Langfang a ouvert avant-hier.", {("operational", "2025-06", "")}),
    ("Earlier this month, the Langfang computing center went live.",
     {("operational", "2025-06", "")}),
    ("The Langfang computing center opened as early as 2021.", {("operational", "2021-01", "")}),
    ("The Langfang computing center broke ground in May 2023 and was completed in June 2024.",
     {("construction_start", "2023-05", ""), ("operational", "2024-06", "")}),
    ("WUHU, June 3 (Bohai News) -- A computing center opened in Wuhu on Tuesday.",
     {("operational", "2025-06", "")}),
    ("LHASSA, 27 mai (Bohai) -- Un centre de calcul a été inauguré mardi à Lhassa.",
     {("operational", "2025-05", "")}),
    ("Bohai announced on Tuesday that its Langfang computing center had gone into operation.",
     {("operational", "", "")}),
    ("Bohai exploite depuis 2017 un centre de calcul à Langfang.",
     {("operational", "2017-01", "")}),
    ("Bohai has operated a computing center in Langfang since 2017.",
     {("operational", "2017-01", "")}),
    ("Bohai Web Services launched its computing center in Langfang in May 2024.",
     {("operational", "2024-05", "")}),
    ("Two of the four buildings of the Langfang computing campus have been completed.",
     {("phase_online", "", "")}),
    # The province in an aside is not what opens.
    ("Le centre de calcul de Langfang, dans la province du Hebei, qui a ouvert en mai 2024, abrite "
     "900 baies.", {("operational", "2024-05", "")}),
    ("The Langfang computing center, in the province of Hebei, which opened in May 2024, has 900 "
     "racks.", {("operational", "2024-05", "")}),
]  # fmt: skip
NONE = [
    "Le centre de calcul de Langfang a-t-il été inauguré ?",
    "Has the Langfang computing center opened?",
    "Bohai a acquis un terrain pour le centre de calcul de Langfang.",
    "Bohai has not yet completed the Langfang computing center.",
    "The Langfang computing center has not been cancelled yet.",
    "Bohai did not scrap the Langfang computing center.",
    "The Langfang computing center should open to students.",
    "The Langfang computing center remains half-finished.",
    "Le centre de calcul de Langfang s'étend sur 20 hectares.",
]


@pytest.mark.parametrize(("words", "expected"), EVENTS)
def test_tense(gazetteer, words, expected):
    assert told(gazetteer, words) == expected


@pytest.mark.parametrize("words", NONE)
def test_no_event(gazetteer, words):
    assert told(gazetteer, words) == set()


GROWN = [
    ("The power of the Langfang computing center will rise from 20 MW to 60 MW.", "it_load", [60]),
    ("Le centre de calcul de Langfang passera de 20 à 60 MW.", "it_load", [60]),
    ("The Langfang computing center was expanded from 2,000 to 5,000 racks.", "racks", [5000]),
    ("The Langfang computing center will take 20 to 60 MW.", "it_load", [None]),
]


@pytest.mark.parametrize(("words", "name", "values"), GROWN)
def test_size_before_an_enlargement_is_left_alone(gazetteer, words, name, values):
    page = extract_page(words.encode(), gazetteer, url=None, published=DAY)
    found = [c for c in page.claims if c.property == name]
    assert [c.value_num for c in found] == values


def test_number_of_a_phase_is_no_day(gazetteer):
    words = "Phase 1 of the Langfang computing center opened in 2022 and Phase 2 in 2024."
    page = extract_page(words.encode(), gazetteer, url=None, published=DAY)
    found = [(c.phase, c.event_on.year) for c in page.claims if c.property == "event"]
    assert found == [("1", 2022), ("2", 2024)]
