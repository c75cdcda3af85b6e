"""What is built, or goes up: a site, or something beside it."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

OTHER = [
    "Lantian will build 500 homes next to the Yanshan data center in Chifeng.",
    "Lantian will develop new software at the Yanshan data center in Chifeng.",
    "Lantian will set up a school in Chifeng, where the Yanshan data center is.",
    "Lantian is building a solar farm beside the Yanshan data center in Chifeng.",
    "Prices at the Yanshan data center in Chifeng are going up.",
    "Prices are to go up at the Yanshan data center in Chifeng.",
    "Power use at the Yanshan data center in Chifeng is rising.",
    "Wang Wei took over as head of the Yanshan data center in Chifeng.",
]
SITES = [
    ("Lantian is building its second data center in Chifeng.", "construction_start"),
    ("Lantian will build two more halls of the Yanshan data center in Chifeng.", "announced"),
    ("Lantian plans to build Yanshan, a data center in Chifeng.", "announced"),
    ("Lantian is to put up an 80 MW data center in Chifeng.", "announced"),
    ("Construction of the Yanshan data center in Chifeng is nearing completion.",
     "construction_start"),
    ("A data center of Lantian in Chifeng is going up.", "construction_start"),
]  # fmt: skip


def events(text: str, gazetteer: Gazetteer) -> list[str | None]:
    return [c.value_text for c in read(text, gazetteer).claims if c.property == "event"]


@pytest.mark.parametrize("text", OTHER)
def test_what_is_built_beside_a_site_is_none_of_its_events(text: str, gazetteer: Gazetteer) -> None:
    assert events(text, gazetteer) == []


@pytest.mark.parametrize("text", OTHER[:4])
def test_who_builds_something_else_does_not_own_the_site(text: str, gazetteer: Gazetteer) -> None:
    assert [c for c in read(text, gazetteer).claims if c.property == "operator"] == []


@pytest.mark.parametrize(("text", "event"), SITES)
def test_what_is_built_of_a_site_is_its_event(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert event in events(text, gazetteer)
