"""French: one of several sites told without a noun, sites of a place, halts before the works."""

import pytest

from dcpipeline.extract.claim import Extraction, PageClaim
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.test_french import DAY


def read(text: str, gazetteer: Gazetteer) -> Extraction:
    return extract_page(text.encode(), gazetteer, published=DAY)


def sites(found: Extraction) -> list[tuple[str | None, str]]:
    """City and figure of each claim about power or cards of a site."""
    return [
        (c.subject.city_adcode, c.value_text)
        for c in found.claims
        if c.property in {"it_load", "accelerators"} and c.subject.kind == "project"
    ]


def events(found: Extraction) -> list[tuple[str | None, str]]:
    return [(c.subject.city_adcode, c.value_text) for c in found.claims if c.property == "event"]


def operators(found: Extraction) -> list[PageClaim]:
    return [c for c in found.claims if c.property == "operator"]


ZHANGJIAKOU, LANGFANG, MIANYANG = "130700", "131000", "510700"
HEBEI = "Xingqiao exploite un centre de calcul de 40 MW à Zhangjiakou, dans le Hebei. "
SEVERAL = [
    (
        HEBEI + "À Mianyang, dans le Sichuan, un autre, de 20 MW, ouvrira en 2027.",
        [(ZHANGJIAKOU, "40 MW"), (MIANYANG, "20 MW")],
    ),
    (
        HEBEI + "À Mianyang (Sichuan), un second compte 3 000 puces.",
        [(ZHANGJIAKOU, "40 MW"), (MIANYANG, "3 000 puces")],
    ),
    (
        "Xingqiao exploite onze centres de données, dont un de 40 MW à Langfang (Hebei) et un "
        "autre de 20 MW à Mianyang (Sichuan).",
        [(LANGFANG, "40 MW"), (MIANYANG, "20 MW")],
    ),
    (
        "Xingqiao exploite cinq sites, dont son vaisseau amiral de Langfang, dans le Hebei, qui "
        "affiche 160 MW en service, et un campus de 90 MW en construction à Mianyang, dans le "
        "Sichuan.",
        [(LANGFANG, "160 MW"), (MIANYANG, "90 MW")],
    ),
    (
        "Au total, 33 centres de données sont programmés, et l'un d'eux, à Mianyang (Sichuan), "
        "doit accueillir 62 000 GPU.",
        [(MIANYANG, "62 000 GPU")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_of_several_sites_has_its_place_and_figure(
    text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    assert sites(read(text, gazetteer)) == expected


def test_whoever_runs_counted_sites_runs_those_named_of_them(gazetteer: Gazetteer) -> None:
    found = operators(read(SEVERAL[3][0], gazetteer))
    assert {(c.subject.city_adcode, c.value_text) for c in found} == {
        (LANGFANG, "Xingqiao"),
        (MIANYANG, "Xingqiao"),
    }


def test_rooms_of_one_site_are_no_sites(gazetteer: Gazetteer) -> None:
    text = (
        "Le centre de calcul de Mianyang (Sichuan) compte trois salles, dont une de 40 MW à "
        "Youxian et une de 20 MW à Fucheng."
    )
    found = read(text, gazetteer)
    assert len({c.subject.key for c in found.claims if c.subject.kind == "project"}) == 1


def test_a_project_named_out_of_others_is_another_one(gazetteer: Gazetteer) -> None:
    text = (
        "Le site de Mianyang (Sichuan), dont le chantier est en cours, accueillera 62 000 GPU. "
        "Parmi les autres centres de données, le projet de l'énergéticien Yunfeng, qui démarre "
        "avec 180 serveurs."
    )
    keys = {c.property: c.subject.key for c in read(text, gazetteer).claims}
    assert keys["servers"] != keys["accelerators"]


def test_a_twin_in_another_city_is_a_site(gazetteer: Gazetteer) -> None:
    text = (
        "Le centre de calcul de Xingqiao à Zhangjiakou (Hebei) a ouvert en 2024. Prochaine étape "
        "pour nos hôtes : Mianyang (Sichuan), où un centre jumeau est annoncé."
    )
    assert (MIANYANG, "announced") in events(read(text, gazetteer))


def test_a_first_commercial_site_is_a_site(gazetteer: Gazetteer) -> None:
    text = (
        "Xingqiao conçoit des datacenters immergés. Il a ouvert son premier site commercial au "
        "large de Sanya, sur l'île de Hainan, en 2024."
    )
    assert events(read(text, gazetteer)) == [("460200", "operational")]


def test_what_is_not_built_is_halted_and_not_idle(gazetteer: Gazetteer) -> None:
    text = (
        "Certains chantiers de centres de données ont été gelés. C'est le cas d'un centre prévu à "
        "Mianyang, dans le Sichuan. Il est à l'arrêt."
    )
    assert events(read(text, gazetteer)) == [(MIANYANG, "suspended")]


def test_what_ran_and_stands_still_is_idle(gazetteer: Gazetteer) -> None:
    text = "Inauguré en 2022, le centre de calcul de Mianyang (Sichuan) est à l'arrêt."
    assert (MIANYANG, "idle_reported") in events(read(text, gazetteer))


LISTS = [
    "Trois autres centres de supercalcul ont été fondés à Wuxi, à Jinan et à Guangzhou.",
    "Trois centres de mégadonnées ont été créés successivement à Wuxi (est), à Jinan (est) et à "
    "Guangzhou (sud).",
    "Trois centres de données sont entrés en service à Wuxi, Jinan ainsi qu'à Guangzhou.",
]


@pytest.mark.parametrize("text", LISTS)
def test_each_city_of_a_list_has_a_site(text: str, gazetteer: Gazetteer) -> None:
    assert sorted(c for c, _ in events(read(text, gazetteer)) if c) == [
        "320200",
        "370100",
        "440100",
    ]


OPENED = [
    "Yunhai a officiellement démarré ses opérations dans son premier centre de données, à Wuxi.",
    "À Wuxi, le centre de données de Yunhai a commencé son exploitation.",
    "Yunhai a établi un centre de données à Wuxi.",
    "Le Centre national de supercalcul de Wuxi a été créé par Yunhai.",
]


@pytest.mark.parametrize("text", OPENED)
def test_sites_that_are_set_up_or_start(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert events(found) == [("320200", "operational")]


def test_an_english_name_in_a_french_text_names_the_site(gazetteer: Gazetteer) -> None:
    found = read(
        "Yunhai exploite à Wuxi l'Eastern Cloud Information Park, un centre de données de 40 MW.",
        gazetteer,
    )
    assert [s.name for s in found.subjects] == ["Eastern Cloud Information Park"]


def test_works_on_a_complex_of_data_and_compute_go_on(gazetteer: Gazetteer) -> None:
    found = read(
        "À Wuxi, les travaux visant à agrandir un complexe de données et de calcul battent leur "
        "plein.",
        gazetteer,
    )
    assert ("320200", "construction_start") in events(found)


FRONTED = [
    "Situés à Wuxi (Jiangsu), à Jinan (Shandong) et à Guangzhou, les trois centres de calcul ont "
    "ouvert en 2024.",
    "Implantés à Wuxi, Jinan et Guangzhou, trois nouveaux data centers sont entrés en service.",
    "Depuis la création du premier, approuvée en 2009, trois autres centres de supercalcul ont été "
    "fondés à Wuxi, à Jinan et à Guangzhou.",
]


@pytest.mark.parametrize("text", FRONTED)
def test_a_list_of_cities_takes_what_its_own_clause_says(text: str, gazetteer: Gazetteer) -> None:
    assert sorted(events(read(text, gazetteer))) == [
        ("320200", "operational"),
        ("370100", "operational"),
        ("440100", "operational"),
    ]


def test_the_first_of_its_phases(gazetteer: Gazetteer) -> None:
    found = read(
        "Commencé en 2017 à Wuxi, le data center de Yunhai vient de terminer la première de ses "
        "trois phases.",
        gazetteer,
    )
    told = [(c.value_text, c.phase) for c in found.claims if c.property == "event"]
    assert ("phase_online", "1") in told
    assert ("operational", None) not in told
