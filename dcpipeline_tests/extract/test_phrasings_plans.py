"""Plans to go into service in 2026, in many phrasings."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

PHRASINGS = {
    "en": [
        "The Yanshan data center in Chifeng is to open in 2026.",
        "The Yanshan data center in Chifeng will open in 2026.",
        "The Yanshan data center in Chifeng is due to open in 2026.",
        "The Yanshan data center in Chifeng is scheduled for completion in 2026.",
        "The Yanshan data center in Chifeng is expected to go live in 2026.",
        "The Yanshan data center in Chifeng should be ready in 2026.",
        "The Yanshan data center in Chifeng is slated to start operating in 2026.",
        "Completion of the Yanshan data center in Chifeng is planned for 2026.",
        "The Yanshan data center in Chifeng will be finished by 2026.",
        "The Yanshan data center in Chifeng will come online in 2026.",
        "Lantian plans to open the Yanshan data center in Chifeng in 2026.",
        "Lantian expects the Yanshan data center in Chifeng to be running by 2026.",
        "The opening of the Yanshan data center in Chifeng is set for 2026.",
        "The Yanshan data center in Chifeng is to enter service in 2026.",
        "The Yanshan data center in Chifeng is to take up operation in 2026.",
        "The Yanshan data center in Chifeng will be delivered in 2026.",
        "The Yanshan data center in Chifeng is on course to open in 2026.",
        "The Yanshan data center in Chifeng will go into service in 2026.",
        "The Yanshan data center in Chifeng is planned to be operational in 2026.",
        "The Yanshan data center in Chifeng, which is to open in 2026, will have 500 racks.",
        "The Yanshan data center in Chifeng is to be completed in 2026.",
        "The Yanshan data center in Chifeng is likely to open in 2026.",
        "The Yanshan data center in Chifeng will start up in 2026.",
        "The Yanshan data center in Chifeng should come on stream in 2026.",
    ],
    "fr": [
        "Le centre de données Yanshan à Chifeng doit ouvrir en 2026.",
        "Le centre de données Yanshan à Chifeng ouvrira en 2026.",
        "Le centre de données Yanshan à Chifeng entrera en service en 2026.",
        "Le centre de données Yanshan à Chifeng sera mis en service en 2026.",
        "La mise en service du centre de données Yanshan à Chifeng est prévue en 2026.",
        "Le centre de données Yanshan à Chifeng devrait être achevé en 2026.",
        "Le centre de données Yanshan à Chifeng sera opérationnel en 2026.",
        "L'ouverture du centre de données Yanshan à Chifeng est attendue en 2026.",
        "Lantian compte ouvrir le centre de données Yanshan à Chifeng en 2026.",
        "Le centre de données Yanshan à Chifeng sera livré en 2026.",
        "Le centre de données Yanshan à Chifeng doit être terminé en 2026.",
        "Le centre de données Yanshan à Chifeng devrait fonctionner en 2026.",
        "Le centre de données Yanshan à Chifeng démarrera en 2026.",
        "Le centre de données Yanshan à Chifeng doit entrer en activité en 2026.",
        "Le centre de données Yanshan à Chifeng sera prêt en 2026.",
        "Lantian prévoit de mettre en service le centre de données Yanshan à Chifeng en 2026.",
        "La livraison du centre de données Yanshan à Chifeng est programmée pour 2026.",
        "Les travaux du centre de données Yanshan à Chifeng s'achèveront en 2026.",
    ],
    "zh": [
        "赤峰云岭智算中心计划2026年投产。",
        "赤峰云岭智算中心预计2026年建成。",
        "赤峰云岭智算中心将于2026年投用。",
        "赤峰云岭智算中心拟于2026年投运。",
        "赤峰云岭智算中心有望2026年建成投产。",
        "赤峰云岭智算中心力争2026年投入运营。",
        "赤峰云岭智算中心2026年将全面投产。",
        "赤峰云岭智算中心计划竣工时间2026年。",
        "赤峰云岭智算中心预计竣工日期为2026年。",
        "赤峰云岭智算中心建成时间为2026年。",
        "赤峰云岭智算中心确保2026年投用。",
        "赤峰云岭智算中心将在2026年上线。",
        "赤峰云岭智算中心2026年可投产。",
        "赤峰云岭智算中心2026年内建成。",
        "赤峰云岭智算中心预计2026年交付使用。",
        "赤峰云岭智算中心计划在2026年完工。",
        "到2026年,赤峰云岭智算中心将建成。",
        "赤峰云岭智算中心计划2026年启用。",
        "赤峰云岭智算中心2026年底前可全部建成。",
        "赤峰云岭智算中心投产时间预计为2026年。",
    ],
}


def plans(text: str, gazetteer: Gazetteer) -> list[tuple[str | None, int | None]]:
    """Planned events with their years."""
    claims = read(text, gazetteer, date(2025, 6, 18)).claims
    return [
        (c.value_text, c.event_on and c.event_on.year)
        for c in claims
        if c.property == "event" and c.basis == "planned"
    ]


@pytest.mark.parametrize("language", PHRASINGS)
def test_a_plan_is_read_with_its_year_in_every_phrasing(
    language: str, gazetteer: Gazetteer
) -> None:
    said = PHRASINGS[language]
    assert [text for text in said if ("operational", 2026) not in plans(text, gazetteer)] == []


def test_a_wish_with_its_day_is_a_plan(gazetteer: Gazetteer) -> None:
    assert plans("赤峰云岭智算中心争取2026年投产。", gazetteer) == [("operational", 2026)]
    assert plans("希望赤峰云岭智算中心早日投产。", gazetteer) == []
