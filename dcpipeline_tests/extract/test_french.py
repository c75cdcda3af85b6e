"""French sentences: events with their dates, plans, phases, owners, names and figures."""

from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction, PageClaim
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer

DAY = date(2026, 2, 18)
SITE = "centre de calcul de Mianyang (Sichuan)"


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=DAY)


def told(found: Extraction, *names: str) -> list[PageClaim]:
    return [claim for claim in found.claims if claim.property in names]


def dated(found: Extraction) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (c.value_text, c.event_on.isoformat() if c.event_on else None, c.event_precision, c.basis)
        for c in told(found, "event")
    ]


OPENINGS = [
    ("À la fin de l'année 2023, le {} est entré en service.", "2023-01-01", "year"),
    ("Le {} est entré en service à la fin de l'année 2023.", "2023-01-01", "year"),
    ("Au mois de juin 2025, le {} a été inauguré.", "2025-06-01", "month"),
    ("Au deuxième trimestre 2025, le {} a été inauguré.", "2025-04-01", "quarter"),
    ("Le jeudi 5 juin 2025, le {} a été inauguré.", "2025-06-05", "day"),
    ("C'est au T2 2025 que le {} est entré en service.", "2025-04-01", "quarter"),
    ("Mise en service du {} : T2 2025.", "2025-04-01", "quarter"),
    ("La mise en service du {} remonte à 2023.", "2023-01-01", "year"),
    ("Le {} a été construit en 2023.", "2023-01-01", "year"),
]


@pytest.mark.parametrize(("words", "on", "precision"), OPENINGS)
def test_a_date_before_or_behind_its_event(
    words: str, on: str, precision: str, gazetteer: Gazetteer
) -> None:
    assert dated(read(words.format(SITE), gazetteer)) == [("operational", on, precision, None)]


def test_the_day_of_a_state_is_no_date_of_an_event(gazetteer: Gazetteer) -> None:
    found = read(f"Au 31 janvier 2026, le {SITE} reste inutilisé.", gazetteer)
    assert dated(found) == [("idle_reported", None, None, None)]


HAPPENED = [
    ("Le gros œuvre du {} est terminé depuis mai 2025.", "construction_start", "2025-05-01"),
    ("Xingqiao a lancé en mai 2025 un appel d'offres pour le {}.", "announced", "2025-05-01"),
    ("L'appel d'offres du {} a été déclaré infructueux en mai 2025.", "cancelled", "2025-05-01"),
    ("Démarrage en mai 2025 du chantier du {}.", "construction_start", "2025-05-01"),
    (
        "Le chantier du {}, qui s'est ouvert en mai 2025, avance.",
        "construction_start",
        "2025-05-01",
    ),
    ("Achèvement en mai 2025 de l'extension du {}.", "expanded", "2025-05-01"),
    ("Le conseil d'administration a voté en mai 2025 l'abandon du {}.", "cancelled", "2025-05-01"),
    ("La ville a retiré en mai 2025 le permis du {}.", "cancelled", "2025-05-01"),
    ("Le {} a été radié en mai 2025 de la liste des projets.", "cancelled", "2025-05-01"),
    ("L'arrêt temporaire du {} a été décidé en mai 2025.", "suspended", "2025-05-01"),
    ("Suspendu en mai 2025, le chantier du {} est désert.", "suspended", "2025-05-01"),
    ("Mis en veille en mai 2025, le {} attend un repreneur.", "suspended", "2025-05-01"),
    ("Xingqiao a allumé en mai 2025 les machines du {}.", "operational", "2025-05-01"),
    ("Un comité a donné en mai 2025 un avis favorable au {}.", "approved", "2025-05-01"),
    ("La ville a dit oui en mai 2025 au {}, projet de Xingqiao.", "approved", "2025-05-01"),
    ("Parmi les contrats signés en mai 2025 figure celui du {}.", "signed", "2025-05-01"),
    ("Le {} est sorti de terre en mai 2025.", "construction_start", "2025-05-01"),
    ("Le {} a commencé à être construit en mai 2025.", "construction_start", "2025-05-01"),
    ("Le {} a passé en mai 2025 l'examen d'efficacité énergétique.", "approved", "2025-05-01"),
    ("La capacité du {} a été portée en mai 2025 à 900 pétaflops.", "expanded", "2025-05-01"),
    ("Xingqiao a annoncé en 2024 la construction du {}.", "announced", "2024-01-01"),
]


@pytest.mark.parametrize(("words", "event", "on"), HAPPENED)
def test_what_has_happened(words: str, event: str, on: str, gazetteer: Gazetteer) -> None:
    found = dated(read(words.format(SITE), gazetteer))
    assert [(name, day, basis) for name, day, _, basis in found] == [(event, on, None)]


PLANS = [
    "Xingqiao veut bâtir un centre de calcul à Mianyang (Sichuan).",
    "Xingqiao implantera un centre de calcul à Mianyang (Sichuan).",
    "Xingqiao devrait y construire, à Mianyang (Sichuan), un centre de calcul.",
    "Xingqiao a choisi Mianyang (Sichuan) pour son nouveau centre de calcul.",
    "Xingqiao va construire un centre de calcul à Mianyang (Sichuan) d'ici 2029.",
]


@pytest.mark.parametrize("words", PLANS)
def test_a_plan_is_announced_and_has_no_date_of_the_future(
    words: str, gazetteer: Gazetteer
) -> None:
    found = read(words, gazetteer)
    assert dated(found) == [("announced", None, None, None)]
    assert [c.value_text for c in told(found, "operator")] == ["Xingqiao"]


def test_a_plan_behind_its_works_keeps_its_own_date(gazetteer: Gazetteer) -> None:
    found = read(f"Les travaux du {SITE} ont débuté en mai pour une livraison en 2028.", gazetteer)
    assert dated(found) == [
        ("construction_start", "2025-05-01", "month", None),
        ("operational", "2028-01-01", "year", "planned"),
    ]


PHASES = [
    ("La 2e phase du {} a été mise en service.", "2"),
    ("La tranche initiale du {} a été mise en service.", "1"),
    ("La première tranche du {} est saturée ; la deuxième, achevée en mai 2025, se remplit.", "2"),
]


@pytest.mark.parametrize(("words", "phase"), PHASES)
def test_a_phase_in_figures_or_without_its_noun(
    words: str, phase: str, gazetteer: Gazetteer
) -> None:
    found = told(read(words.format(SITE), gazetteer), "event")
    assert [(c.value_text, c.phase) for c in found] == [("phase_online", phase)]


def test_two_phases_share_their_word(gazetteer: Gazetteer) -> None:
    found = told(
        read(f"Les phases I et II du {SITE} ont été achevées en 2024.", gazetteer), "event"
    )
    assert [(c.value_text, c.phase) for c in found] == [
        ("phase_online", "1"),
        ("phase_online", "2"),
    ]


FIGURES = [
    ("Le {} a coûté un milliard de yuans.", "investment", 1e9),
    ("Le {} a nécessité 2,4 Md de yuans.", "investment", 2.4e9),
    ("Le {} a nécessité 2,4 Md€.", "investment", 2.4e9),
    ("Le {} a nécessité 240 M€.", "investment", 2.4e8),
    ("L'investissement total du {} s'élève à 2,4 milliards de yuans.", "investment", 2.4e9),
    ("Coût du {} : 2,4 milliards de yuans.", "investment", 2.4e9),
    ("Le {} a coûté 2,4 milliards de yuans, environ 300 millions d'euros.", "investment", 2.4e9),
    ("Xingqiao a remporté l'appel d'offres du {}, pour 60 millions de yuans.", "award_value", 6e7),
    ("Le {} peut accueillir 1,2 million de serveurs et est en service.", "servers", 1.2e6),
    ("Le {} abrite 900 armoires à serveurs.", "racks", 900),
    ("Le {} abrite vingt mille cartes.", "accelerators", 20000),
    ("Le {} atteint une efficacité (PUE) inférieure à 1,3.", "pue", 1.3),
    ("Le PUE du {} ne dépasse pas 1,3.", "pue", 1.3),
]


@pytest.mark.parametrize(("words", "name", "value"), FIGURES)
def test_one_figure_as_it_is_printed(
    words: str, name: str, value: float, gazetteer: Gazetteer
) -> None:
    found = read(words.format(SITE), gazetteer)
    figures = [c for c in found.claims if c.value_num is not None or c.value_high is not None]
    assert [(c.property, c.value_num or c.value_high) for c in figures] == [(name, value)]


NOTHING = [
    "Ce sera l'un des six plus grands centres de données du pays.",
    "Xingqiao a ouvert lundi 2 février ses premiers centres de données du pays.",
    "Le chef du département de construction du {}, M. Xu, a commencé à présenter les lieux.",
    "La conception et la construction du {} sont réalisées par Yuxin Bâtiment.",
    "Xingqiao, à l'origine du projet au Sichuan, est cotée à Shenzhen.",
]


@pytest.mark.parametrize("words", NOTHING)
def test_words_that_tell_nothing_of_a_site(words: str, gazetteer: Gazetteer) -> None:
    found = read(words.format(SITE), gazetteer)
    assert told(found, "event", "operator", "project_count") == []


def test_work_begun_before_the_name(gazetteer: Gazetteer) -> None:
    found = read(f"Commencé en 2023, le {SITE} compte trois halls.", gazetteer)
    assert dated(found) == [("construction_start", "2023-01-01", "year", None)]


def test_a_name_in_quotes_before_its_site_makes_no_second_one(gazetteer: Gazetteer) -> None:
    found = read(f"Baptisé « Lune claire », le {SITE} est en service.", gazetteer)
    assert [s.name for s in found.subjects] == ["centre de calcul de Mianyang"]


def test_a_comparison_with_a_site_abroad_takes_no_place_away(gazetteer: Gazetteer) -> None:
    found = read("Un centre de calcul (comme à Marseille) a ouvert à Mianyang.", gazetteer)
    assert [s.city_adcode for s in found.subjects] == ["510700"]


OWNERS = [
    "Le {} est en chantier. Xingqiao, son propriétaire, compte sur des aides.",
    "Xingqiao, l'exploitant du {}, a relevé ses tarifs. Le site est en service.",
    "L'exploitant du {}, Xingqiao, a relevé ses tarifs. Le site est en service.",
    "Le {}, un projet du groupe Xingqiao, est en service.",
    "Selon le quotidien Ruiwen, le {}, inauguré par Xingqiao, tourne à vide.",
    "Le {}, présenté par Xingqiao, a été approuvé.",
]


@pytest.mark.parametrize("words", OWNERS)
def test_an_owner_by_its_role(words: str, gazetteer: Gazetteer) -> None:
    found = read(words.format(SITE), gazetteer)
    assert [c.value_text for c in told(found, "operator")] == ["Xingqiao"]


def test_who_wins_a_contract_owns_nothing(gazetteer: Gazetteer) -> None:
    text = f"L'opérateur Xingqiao a remporté le marché du {SITE}. Montant : 61 millions de yuans."
    found = read(text, gazetteer)
    assert told(found, "operator") == []
    assert [c.value_num for c in told(found, "award_value")] == [6.1e7]


SEVERAL = [
    (
        "Le centre de calcul de Mianyang compte 900 baies. À Deyang, celui de Xingqiao, ouvert en "
        "mai 2024, en compte 700.",
        ["510700", "510600"],
    ),
    (
        "Le groupe possède deux centres de données : l'un à Mianyang, ouvert en 2019, l'autre à "
        "Deyang, inauguré en 2022.",
        ["510700", "510600"],
    ),
    (
        "Le centre de calcul de Mianyang a ouvert en 2024. Un deuxième est en chantier à Deyang.",
        ["510700", "510600"],
    ),
    (
        "Le campus de Xingqiao Data à Mianyang grandit. Le groupe a mis en service un hall de son "
        "site du Sichuan, qui compte désormais 900 baies.",
        ["510700"],
    ),
    (
        "Un centre de calcul a ouvert à Mianyang. C'est le cinquième centre du groupe Xingqiao "
        "dans le pays. Composé de 900 serveurs, il a coûté 300 millions de yuans.",
        ["510700"],
    ),
    (
        "Un centre de calcul de 900 baies, alimenté par un parc éolien de 60 MW, a ouvert à "
        "Mianyang.",
        ["510700"],
    ),
]


@pytest.mark.parametrize(("text", "cities"), SEVERAL)
def test_one_site_or_several(text: str, cities: list[str], gazetteer: Gazetteer) -> None:
    sites = [s for s in read(text, gazetteer).subjects if s.kind == "project"]
    assert [s.city_adcode for s in sites] == cities


def test_a_paragraph_on_another_province_is_about_no_site_before(gazetteer: Gazetteer) -> None:
    text = (
        "Le centre de calcul Baiyun, à Mianyang, est en service.\n\n"
        "Dans le Liaoning, on hésite. La ville de Fushun a résilié l'accord signé avec Beishan."
    )
    assert [c.value_text for c in told(read(text, gazetteer), "event")] == ["operational"]


def test_a_company_named_after_a_district_lies_elsewhere(gazetteer: Gazetteer) -> None:
    text = "Le groupe Pudong Calcul a signé avec la ville de Mianyang pour un centre de 900 GPU."
    found = read(text, gazetteer)
    assert [s.city_adcode for s in found.subjects] == ["510700"]


def test_a_part_that_is_installed_already(gazetteer: Gazetteer) -> None:
    found = read(f"Le {SITE} comptera 900 baies, dont 300 sont déjà installées.", gazetteer)
    racks = [(c.value_num, c.basis) for c in told(found, "racks")]
    assert racks == [(900, "planned"), (300, "installed")]


def test_money_of_a_company_over_years_is_no_sites(gazetteer: Gazetteer) -> None:
    text = f"Le {SITE} est plein. Xingqiao dépensera 9 milliards de yuans en trois ans."
    assert told(read(text, gazetteer), "investment") == []


def test_des_before_a_name_is_no_condition(gazetteer: Gazetteer) -> None:
    found = read("Depuis mai 2025, le centre de calcul des Hakka fonctionne à Ganzhou.", gazetteer)
    assert dated(found) == [("operational", "2025-05-01", "month", None)]


def test_the_conditional_is_a_plan(gazetteer: Gazetteer) -> None:
    text = f"Le {SITE} est en chantier ; une première tranche ouvrirait fin 2027."
    assert dated(read(text, gazetteer))[1] == ("phase_online", "2027-01-01", "year", "planned")


PRONOUNS = [
    "La phase III du {} aura 900 baies ; elle doit être livrée en 2028.",
    "La troisième tranche du {} aura 900 baies. Elle doit être livrée en 2028.",
]


@pytest.mark.parametrize("words", PRONOUNS)
def test_the_feminine_takes_up_the_phase_of_a_centre(words: str, gazetteer: Gazetteer) -> None:
    found = told(read(words.format(SITE), gazetteer), "event")
    assert ("phase_online", "3") in [(c.value_text, c.phase) for c in found]


def test_a_building_behind_its_verb_and_date(gazetteer: Gazetteer) -> None:
    found = read(f"Le {SITE} a raccordé en juin 2025 son deuxième bâtiment.", gazetteer)
    events = [(c.value_text, c.phase) for c in told(found, "event")]
    assert events == [("phase_online", "2")]


def test_the_first_of_three_phases(gazetteer: Gazetteer) -> None:
    found = read(f"Le {SITE} a achevé en 2025 la première des trois phases.", gazetteer)
    events = [(c.value_text, c.phase) for c in told(found, "event")]
    assert events == [("phase_online", "1")]


OTHER_WORDS = [
    "Le {} de 900 baies est un signe de confiance.",
    "Le {} compte 900 baies. J'ai repris le train pour Chengdu.",
    "Le {} compte 900 baies. La ville distribue des bons de calcul gratuits.",
]


@pytest.mark.parametrize("words", OTHER_WORDS)
def test_words_of_events_that_mean_something_else(words: str, gazetteer: Gazetteer) -> None:
    assert told(read(words.format(SITE), gazetteer), "event") == []


def test_a_company_in_the_name_of_a_site_runs_it(gazetteer: Gazetteer) -> None:
    found = read("Le centre de calcul de Telecom Baishan, à Mianyang, a 900 baies.", gazetteer)
    assert [c.value_text for c in told(found, "operator")] == ["Telecom Baishan"]


def test_a_verb_about_the_site_before_it(gazetteer: Gazetteer) -> None:
    text = f"Le {SITE} est en service. Xingqiao en avait posé la première pierre en 2022."
    assert [c.value_text for c in told(read(text, gazetteer), "operator")] == ["Xingqiao"]


def test_a_new_area_in_french(gazetteer: Gazetteer) -> None:
    found = read("Un centre de calcul a ouvert dans la nouvelle zone de Xiangjiang.", gazetteer)
    assert [s.city_adcode for s in found.subjects] == ["430100"]


def test_a_figure_of_a_city_is_none_of_the_nation(gazetteer: Gazetteer) -> None:
    text = "La Chine compte sur le calcul. La machine de Mianyang affiche 480 pétaflops."
    assert told(read(text, gazetteer), "compute") == []


def test_an_efficiency_that_is_to_stay_below_a_bound(gazetteer: Gazetteer) -> None:
    found = read(f"Le {SITE} est en service ; son PUE devrait rester inférieur à 1,12.", gazetteer)
    assert [(c.value_num, c.qualifier) for c in told(found, "pue")] == [(1.12, "at_most")]
