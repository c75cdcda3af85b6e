"""French pages on what is no site: a place, a plant, results of a company, a neighbour."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.test_french import DAY


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=DAY)


def of_sites(found: Extraction, name: str) -> list[str]:
    return [
        c.value_text for c in found.claims if c.property == name and c.subject.kind == "project"
    ]


SITE = "Le centre de calcul de Hefei, exploité par Yunhai, a ouvert en mars 2024. "
OTHER_THINGS = [
    "Une centrale solaire de 600 MW a été mise en service en avril dans le même comté.",
    "La ligne ferroviaire à grande vitesse a coûté 3,2 milliards de yuans.",
    "En mai, un barrage a été inauguré près de la ville.",
    "Le projet d'hôpital a été approuvé et coûtera 900 millions de yuans.",
    "Les travaux de l'aéroport ont commencé et coûteront 900 millions de yuans.",
    "L'Anhui a investi 40 milliards de yuans dans le numérique.",
    "La province de l'Anhui veut atteindre 40 000 pétaflops et 300 000 baies d'ici 2027.",
    "Wuhu, voisine, ambitionne 40 000 pétaflops.",
    "Dans l'Anhui, on dénombre 300 000 baies.",
    "Les ventes du groupe ont dépassé 10 milliards de yuans en 2024.",
    "Les recettes qu'il a tirées de ses clients au dernier trimestre ont pour la première fois "
    "dépassé le seuil des 10 milliards de yuans.",
    "Sa capitalisation dépasse 90 milliards de yuans.",
    "Il compte investir 20 milliards de yuans dans ses infrastructures d'ici trois ans.",
    "Le marché chinois du cloud devrait dépasser 300 milliards de yuans.",
]


@pytest.mark.parametrize("words", OTHER_THINGS)
def test_what_is_said_of_something_else_is_not_told_of_the_site(
    words: str, gazetteer: Gazetteer
) -> None:
    found = read(SITE + words, gazetteer)
    assert of_sites(found, "event") == ["operational"]
    assert of_sites(found, "operator") == ["Yunhai"]
    for name in ("investment", "compute", "racks", "it_load"):
        assert of_sites(found, name) == []


OF_THE_SITE = [
    ("L'ensemble a coûté 900 millions de yuans.", "investment", "900 millions de yuans"),
    (
        "Une centrale solaire qui alimente le site a ouvert. Il compte 3 000 baies.",
        "racks",
        "3 000 baies",
    ),
    ("L'investissement dépasse 2 milliards de yuans.", "investment", "2 milliards de yuans"),
]


@pytest.mark.parametrize(("words", "name", "value"), OF_THE_SITE)
def test_what_is_said_of_the_site_still_is(
    words: str, name: str, value: str, gazetteer: Gazetteer
) -> None:
    assert [v.removeprefix("dépasse ") for v in of_sites(read(SITE + words, gazetteer), name)] == [
        value
    ]


def test_what_a_place_has_is_told_of_the_place(gazetteer: Gazetteer) -> None:
    found = read(SITE + "La province de l'Anhui vise 300 000 baies d'ici 2027.", gazetteer)
    assert [(c.subject.kind, c.subject.province_adcode) for c in found.claims
            if c.property == "racks"] == [("place", "340000")]  # fmt: skip


def test_the_site_of_another_company_is_another_site(gazetteer: Gazetteer) -> None:
    found = read(
        "Tencent agrandit son parc de serveurs à Gui'an, qui pourra accueillir 8 000 baies. Non "
        "loin de là, le premier centre de données chinois d'Apple fonctionne depuis mars 2021.",
        gazetteer,
    )
    assert len(found.subjects) == 2
    racks, opened = (
        [c.subject for c in found.claims if c.property == name] for name in ("racks", "event")
    )
    assert racks[0] != opened[-1]


def test_a_site_named_only_as_a_neighbour_takes_nothing(gazetteer: Gazetteer) -> None:
    found = read(
        "Le nouveau campus de calcul Étoile, à Hefei, jouxte son centre de données de Luyang. Il "
        "comptera 4 000 baies.",
        gazetteer,
    )
    told = [c.subject.name for c in found.claims if c.property == "racks"]
    assert told == ["campus de calcul Étoile"]


@pytest.mark.parametrize(
    "text",
    [
        "La région compte le plus grand nombre de méga-centres de données du pays.",
        "Plusieurs data centers géants y ont été mis en service en 2023.",
    ],
)
def test_several_large_centres_are_no_site(text: str, gazetteer: Gazetteer) -> None:
    assert all(s.kind != "project" for s in read(text, gazetteer).subjects)


def test_a_power_in_operation_and_the_end_of_works_are_no_events(gazetteer: Gazetteer) -> None:
    found = read(
        "Le centre de données de Wuxi a une puissance opérationnelle initiale de 3 MW et doit en "
        "compter 30 à la fin de sa construction.",
        gazetteer,
    )
    assert "construction_start" not in [c.value_text for c in found.claims]
    assert [
        c for c in found.claims if c.property == "event" and c.value_text == "operational"
    ] == []


def test_a_dateline_behind_a_headline_is_no_site(gazetteer: Gazetteer) -> None:
    found = read(
        'Yunhai va bâtir un centre de données Connexion "CLOUD" SHANGHAI (Reuters) - Yunhai va '
        "bâtir un centre de données de 40 MW, selon un communiqué.",
        gazetteer,
    )
    assert {s.province_adcode for s in found.subjects} == {None}


NO_EVENTS = [
    "« Nous refroidissons la salle afin que les machines puissent continuer à fonctionner », dit "
    "un technicien.",
    "Un tel silence autorise une conversation.",
    "Qingfeng, engagée dans l'éolien, propose de bâtir d'autres salles.",
]


@pytest.mark.parametrize("words", NO_EVENTS)
def test_words_that_look_like_events(words: str, gazetteer: Gazetteer) -> None:
    events = of_sites(read(SITE + words, gazetteer), "event")
    assert [e for e in events if e != "announced"] == ["operational"]


MACHINES = [
    "Une baie NVL90 réunit 90 GPU et délivre 180 pétaflops.",
    "Chaque supernœud relie 512 puces et fournit 300 pétaflops.",
    "Le CloudMatrix 512, lui, relie 512 puces.",
    "Each supernode links 512 chips.",
]


@pytest.mark.parametrize("words", MACHINES)
def test_what_a_machine_has_is_not_the_size_of_a_site(words: str, gazetteer: Gazetteer) -> None:
    found = read(SITE + words, gazetteer)
    assert of_sites(found, "compute") + of_sites(found, "accelerators") == []


CONTRACTORS = [
    "La conception et la construction du campus sont réalisées par Zhonghe Metallurgical Group "
    "Co., Ltd. Il compte 3 000 baies.",
    "Il est conçu et bâti par Zhonghe Construction.",
    "Il s'inscrit dans l'initiative chinoise Data West Computing.",
]


@pytest.mark.parametrize("words", CONTRACTORS)
def test_builders_and_initiatives_own_nothing(words: str, gazetteer: Gazetteer) -> None:
    found = read("À Hefei, un campus de données est en construction. " + words, gazetteer)
    assert of_sites(found, "operator") == []


NO_SITES = [
    "La Chine aurait lancé un projet trop ambitieux de calcul. À Wuxi, on s'en félicite.",
    "Shanghai prévoit de créer un centre de données spatial à 700 km d'altitude. Le centre aura "
    "3 000 baies.",
    "Yunhai a ouvert à Wuxi un centre de calcul en orbite. L'ensemble aura une puissance de 2 MW.",
]


@pytest.mark.parametrize("text", NO_SITES)
def test_projects_of_a_nation_and_centres_in_orbit_are_no_sites(
    text: str, gazetteer: Gazetteer
) -> None:
    assert [s for s in read(text, gazetteer).subjects if s.kind == "project"] == []


def test_a_courtesy_is_no_approval(gazetteer: Gazetteer) -> None:
    found = read(SITE + "Photo reproduite avec l'aimable autorisation du centre.", gazetteer)
    assert of_sites(found, "event") == ["operational"]


PUE = [
    ("Il afficherait un PUE proche de 1,1.", ["PUE proche de 1,1"]),
    ("Le centre vise une efficacité énergétique inférieure à 1,15.",
     ["efficacité énergétique inférieure à 1,15"]),
    ("Le centre a amélioré son efficacité énergétique de 1,5 %.", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), PUE)
def test_how_well_power_is_used(words: str, expected: list[str], gazetteer: Gazetteer) -> None:
    assert of_sites(read(SITE + words, gazetteer), "pue") == expected


OTHER_NOUNS = [
    "Son usine de batteries a ouvert en avril.",
    "Un nouveau laboratoire a été inauguré en avril.",
    "Le groupe a étendu ses activités en Asie.",
    "La loi a été approuvée en avril.",
    "Le conseil d'administration a approuvé la nomination de M. Li.",
    "Les ventes de puces sont à l'arrêt depuis avril.",
    "L'application fonctionne depuis avril.",
    "Le groupe a vendu ses parts dans Lingxi.",
    "Le rapprochement fait suite au rachat de Lingxi pour 4 milliards de dollars en septembre.",
    "Le contrat de location a été résilié en avril.",
    "D'autres campus sont en construction à Ulanqab et dans le Guizhou.",
    "Lingxi, pour son modèle L2, a utilisé 50 000 GPU.",
]


@pytest.mark.parametrize("words", OTHER_NOUNS)
def test_what_happens_to_another_thing_does_not_happen_to_the_site(
    words: str, gazetteer: Gazetteer
) -> None:
    found = read(SITE + words, gazetteer)
    assert of_sites(found, "event") == ["operational"]
    assert of_sites(found, "investment") + of_sites(found, "accelerators") == []


OF_A_SITE = [
    ("L'université de Wuxi a inauguré en octobre un centre de calcul.", "operational"),
    ("GDS Services a mis en service à Wuxi un centre de calcul.", "operational"),
    ("Le centre de calcul de l'université de Wuxi a été agrandi.", "expanded"),
    ("La première phase du centre de calcul de Wuxi est presque achevée.", "construction_start"),
    ("Le chantier du centre de données de Wuxi démarrait en mai 2024.", "construction_start"),
    ("« Nous avons mis en place un centre de données à Wuxi », dit Yunhai.", "operational"),
    ("Le rachat du centre de données de Wuxi est finalisé.", "transferred"),
]


@pytest.mark.parametrize(("text", "event"), OF_A_SITE)
def test_what_happens_to_the_site_is_told(text: str, event: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    told = [(c.value_text, c.basis) for c in found.claims if c.property == "event"]
    assert told == [(event, None)]


def test_a_site_outside_of_another_country_lies_in_china(gazetteer: Gazetteer) -> None:
    found = read(
        "Yunhai inaugure à Shanghai son premier centre de données hors des États-Unis.", gazetteer
    )
    assert [s.province_adcode for s in found.subjects] == ["310000"]


def test_a_fair_is_no_site_and_a_hall_for_shows_no_phase(gazetteer: Gazetteer) -> None:
    found = read("Au salon Data Centre Expo Asia, Yunhai a dévoilé un plan.", gazetteer)
    assert [s for s in found.subjects if s.kind == "project"] == []
    found = read(
        "Le centre de calcul de Wuxi a un hall d'exposition et coûtera 2 milliards de yuans.",
        gazetteer,
    )
    assert [c.phase for c in found.claims if c.property == "investment"] == [None]


NO_OWNERS = [
    "Microsoft avait popularisé l'idée d'un centre immergé.",
    "Ses puces sont développées par Lingxi Semiconductor.",
]


@pytest.mark.parametrize("words", NO_OWNERS)
def test_who_went_before_or_makes_the_chips_owns_nothing(words: str, gazetteer: Gazetteer) -> None:
    found = read("Un centre de données est en construction à Sanya. " + words, gazetteer)
    assert of_sites(found, "operator") == []


def test_trials_elsewhere_that_came_to_nothing(gazetteer: Gazetteer) -> None:
    found = read(
        "Un centre de données est en construction à Sanya. Microsoft avait mené des essais près de "
        "l'Écosse. Ces essais n'ont pas abouti, le groupe ayant abandonné cette voie en 2024.",
        gazetteer,
    )
    assert of_sites(found, "event") == ["construction_start"]


NAMES = [
    ("Le centre national des supercalculateurs de Jinan a ouvert en 2011.", "370100"),
    ("Le Centre national chinois des superordinateurs, situé à Jinan, a ouvert en 2011.", "370100"),
    ("Yunhai a ouvert un centre de calcul intensif à Jinan en 2011.", "370100"),
]


@pytest.mark.parametrize(("text", "city"), NAMES)
def test_centres_of_supercomputers(text: str, city: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert [(c.subject.city_adcode, c.event_on) for c in found.claims if c.property == "event"] == [
        (city, date(2011, 1, 1))
    ]


def test_what_somebody_is_finishing_is_not_done(gazetteer: Gazetteer) -> None:
    found = read("Yunhai est en train d'achever un centre de calcul à Jinan.", gazetteer)
    assert "operational" not in of_sites(found, "event")
