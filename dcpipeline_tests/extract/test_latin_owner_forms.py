"""The owner of one site in English in many constructions, beside companies that only supply."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

SUPPLIERS = " The chips come from T-Core, a maker of processors. Yunhe's chip unit, Z-Core, helps."
FORMS = [
    "China's telecom giant, Yunxun, unveiled plans to establish an AI data center in Xining.",
    "The cloud arm of the e-commerce group, Yunxun, plans to open an AI data center in Xining.",
    "State-owned operator Yunxun has unveiled plans for an AI data center in Xining.",
    "An AI data center belonging to Chinese cloud provider Yunxun began operation in Xining.",
    "An AI data center belonging to the Chinese Internet giant Yunxun opened in Xining.",
    "Yunxun kicked off construction of an AI data center in Xining on Monday.",
    "Jointly developed by Yunxun and the city government, the AI data center in Xining opened.",
    "Yunxun says its new AI data center in Xining is online.",
    "Yunxun marked the official opening of its AI data center in Xining.",
    "The AI data center in Xining, built by the local government, Yunxun and others, opened.",
]


@pytest.mark.parametrize("text", FORMS)
def test_the_owner_is_read_from_many_forms(text: str, gazetteer: Gazetteer) -> None:
    claims = read(text + SUPPLIERS, gazetteer).claims
    assert [c.value_text for c in claims if c.property == "operator"] == ["Yunxun"]


def test_two_that_form_a_venture_own_its_site(gazetteer: Gazetteer) -> None:
    text = "Yunxun and Tengda have formed a joint venture to develop an AI data center in Xining."
    claims = read(text + SUPPLIERS, gazetteer).claims
    assert [c.value_text for c in claims if c.property == "operator"] == ["Yunxun", "Tengda"]


def test_capitals_stand_for_the_name_before_their_brackets(gazetteer: Gazetteer) -> None:
    text = (
        "Yunhai Digital Partners (YDP) raised money. YDP has also kicked off construction of a "
        "data center in Xining."
    )
    claims = read(text, gazetteer).claims
    assert [c.value_text for c in claims if c.property == "operator"] == ["Yunhai Digital Partners"]


NO_SITES = [
    "Yunfan Data Centre Fund II has agreed to develop a RMB 1.4 billion data centre in Huailai.",
    "Marine firm Haiyou builds parts at its Tianjin manufacturing site for a data center in "
    "Lingshui.",
    "The Zhuoyue Data Centre in Huailai stands on a plot that is part of a larger campus of 29 "
    "hectares. The facility has 5,700 racks.",
    "The internet data center (IDC) project in Huailai was approved. The project will hold 5,700 "
    "racks.",
]


@pytest.mark.parametrize("text", NO_SITES)
def test_funds_works_and_surroundings_are_no_sites(text: str, gazetteer: Gazetteer) -> None:
    sites = [s for s in read(text, gazetteer).subjects if s.kind == "project"]
    assert len(sites) <= 1
    assert all("Fund" not in (s.name or "") for s in sites)
    assert all((s.name or "") != "Yunfan Data Centre" for s in sites)


WORLDWIDE = [
    "There are 541 hyperscale data centers across the world.",
    "The hall makes it one of the top 2 China Mobile data centers.",
    "Yunfan plans to build at least ten data centers.",
]


@pytest.mark.parametrize("text", WORLDWIDE)
def test_counts_of_the_world_and_of_plans_are_not_the_countrys(
    text: str, gazetteer: Gazetteer
) -> None:
    assert "nation" not in {s.kind for s in read(text, gazetteer).subjects}
