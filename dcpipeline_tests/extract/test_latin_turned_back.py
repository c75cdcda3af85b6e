"""Behind a sentence about something else, English and French texts turn back to their site."""

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, shares, told, values

NAME = "Yunling AI Computing Center"
OPENED = f"The {NAME} in Wuhu, Anhui, opened in May. "
CHINA = "China had 8.8 million standard racks in use at the end of 2024. "


@pytest.mark.parametrize(
    "sentence",
    [
        "Once complete, it will house 3,000 racks.",
        "The total investment is 2 billion yuan, and 3,000 racks are planned.",
        "It will house 3,000 racks.",
        "The operator is Jinyun Group. It has 3,000 racks.",
    ],
)
def test_what_only_a_site_has_is_the_site_s(sentence: str, gazetteer: Gazetteer) -> None:
    found = read(OPENED + CHINA + sentence, gazetteer)
    assert (NAME, 3000) in shares(found, "racks")


@pytest.mark.parametrize(
    "sentence",
    [
        "It is Jinyun Group's third data center in Anhui.",
        "This is the company's second computing center.",
        "It marks Jinyun's first data center in China.",
    ],
)
def test_what_a_site_is_called_is_no_other_site(sentence: str, gazetteer: Gazetteer) -> None:
    found = read(f"{OPENED}{sentence} The total investment is 3 billion yuan.", gazetteer)
    assert [subject.name for subject in found.subjects] == [NAME]
    assert shares(found, "investment") == [(NAME, 3e9)]


@pytest.mark.parametrize(
    "part", ["of which 300 million yuan went into equipment", "including 1 billion yuan for land"]
)
def test_a_part_of_a_sum_is_no_investment(part: str, gazetteer: Gazetteer) -> None:
    found = read(f"{OPENED}The center cost 3 billion yuan, {part}.", gazetteer)
    assert shares(found, "investment") == [(NAME, 3e9)]


def test_the_sum_of_a_phase_is_one(gazetteer: Gazetteer) -> None:
    text = f"{OPENED}The center cost 3 billion yuan, including 1 billion yuan for the first phase."
    assert shares(read(text, gazetteer), "investment") == [(NAME, 3e9), (NAME, 1e9)]


def test_projects_of_other_trades_are_not_counted(gazetteer: Gazetteer) -> None:
    text = f"{OPENED}Last year, the city signed 12 projects in new energy and logistics."
    assert values(read(text, gazetteer), "project_count") == []


CENTRE = "Le centre de calcul Yunling à Wuhu, dans l'Anhui, "


def test_an_agreement_to_invest_is_no_approval(gazetteer: Gazetteer) -> None:
    text = f"{CENTRE}est prévu. L'accord d'investissement pour le centre a été signé le 3 mai."
    assert "approved" not in values(read(text, gazetteer), "event")
    assert "approved" in values(read(f"{CENTRE}a obtenu l'accord de la ville.", gazetteer), "event")


def test_a_rank_reaches_to_the_end_of_its_sentence(gazetteer: Gazetteer) -> None:
    text = (
        f"{CENTRE}a ouvert. C'est le troisième centre de China Telecom dans l'Anhui. "
        "La Chine comptait plus de 8,8 millions de baies à la fin de 2024."
    )
    assert [kind for kind, _ in kinds(read(text, gazetteer), "racks")] == ["nation"]


def test_a_quote_opens_a_sentence(gazetteer: Gazetteer) -> None:
    text = (
        f"{CENTRE}a ouvert. Alibaba et Tencent ont aussi bâti des centres dans la région. "
        "« Nous soutiendrons le projet », a dit le maire."
    )
    assert values(read(text, gazetteer), "operator") == []


def kinds(found: Extraction, name: str) -> list[tuple[str, float | None]]:
    """Kinds of the subjects that have figures of one property, with the figures."""
    return [(claim.subject.kind, claim.value_num) for claim in told(found, name)]
