"""English pages: shells that are complete, listings put off, deals that close, parks of others."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

SITE = "Lanyue has opened an AI data center in Wuhu. "

NOTHING_MORE = [
    "In December 2021, the company postponed its initial public offering.",
    "It will reduce delays and improve reliability for users.",
    "AMC receives China clearance for its purchase of Zilinx.",
    "Officials blamed a slow start on weather due to continuing storms.",
    "The Xianhong Integrated Circuit Industrial Park project broke ground in April, with a total "
    "investment of 500 million yuan. The first phase is set to be completed by December.",
    "The Zhongyun Human Resource Service Industrial Park is now operational.",
]


@pytest.mark.parametrize("text", NOTHING_MORE)
def test_what_happens_to_another_thing_is_not_told_of_the_site(
    text: str, gazetteer: Gazetteer
) -> None:
    claims = read(SITE + text, gazetteer).claims
    told = [(c.property, c.value_text) for c in claims if c.property in {"event", "investment"}]
    assert told == [("event", "operational")]


def test_a_shell_that_is_complete_is_under_construction(gazetteer: Gazetteer) -> None:
    text = "The completion of the upper structure of Lanyue's data centre in Wuhu was marked."
    told = {c.value_text for c in read(text, gazetteer).claims if c.property == "event"}
    assert told <= {"construction_start"}


def test_an_acquisition_that_is_to_be_completed_is_a_sale(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyue is acquiring a data centre campus in Wuhu with 55 MW. The acquisition is expected "
        "to be completed by the third quarter of 2027."
    )
    events = [c for c in read(text, gazetteer).claims if c.property == "event"]
    assert {c.value_text for c in events if c.event_on == date(2027, 7, 1)} == {"transferred"}


OF_WHOLES = [
    "Lanyue has built a facility on its data centre campus in Beichen, Tianjin, as part of a $2bn "
    "data centre building strategy in China.",
    "The Haiyun data center stands in Lingang. It is part of Haiyun's offshore plan, with a "
    "planned capacity of up to 500MW.",
    "Lanyue's new data center in Shanghai is open. Lanyue, whose Tianjin and Shanghai campuses, "
    "when fully developed, will provide more than 200MW of IT load, is pleased.",
]


@pytest.mark.parametrize("text", OF_WHOLES)
def test_figures_of_a_plan_or_of_several_sites_are_not_of_one(
    text: str, gazetteer: Gazetteer
) -> None:
    claims = read(text, gazetteer).claims
    assert not [
        c for c in claims if c.property in {"it_load", "investment"} and c.subject.kind == "project"
    ]


def test_what_was_the_largest_before_is_another_site(gazetteer: Gazetteer) -> None:
    text = SITE + "The previously largest AI cluster in China was built by Haiyan Digital."
    owners = [c.value_text for c in read(text, gazetteer).claims if c.property == "operator"]
    assert owners == ["Lanyue"]


OWNED = [
    "Chinese AI giant Lanyue last week said its next-generation Artificial Intelligence Data "
    "Center (AIDC) in Shanghai has begun operation.",
    "Lanyue's next-generation Artificial Intelligence Data Center (AIDC) in Shanghai has begun "
    "operation.",
]


@pytest.mark.parametrize("text", OWNED)
def test_a_kind_of_center_in_capitals_owns_nothing(text: str, gazetteer: Gazetteer) -> None:
    claims = read(text, gazetteer).claims
    assert [c.value_text for c in claims if c.property == "operator"] == ["Lanyue"]
    assert [c.value_text for c in claims if c.property == "event"] == ["operational"]


def test_a_headline_verb_behind_an_abbreviation_is_no_name(gazetteer: Gazetteer) -> None:
    text = "YDS Buys Shanghai Data Centre Site From Mapletree Trust for RMB 330M"
    (site,) = [s for s in read(text, gazetteer).subjects if s.kind == "project"]
    assert site.name == "Shanghai Data Centre"


def test_cabinets_of_each_site_are_no_count_of_sites(gazetteer: Gazetteer) -> None:
    text = "Lanyue is adding super large-scale (more than 10,000 cabinets) data centres in China."
    claims = read(text, gazetteer).claims
    assert not [c for c in claims if c.property == "project_count"]


NO_NEWS = [
    "Electricity accounts for 60 percent of the costs of keeping a big data center up and running.",
    "Officials push forward with the construction of a regional bureau for communications.",
]


@pytest.mark.parametrize("text", NO_NEWS)
def test_what_keeps_running_or_is_no_site_is_no_event(text: str, gazetteer: Gazetteer) -> None:
    claims = read(SITE + text, gazetteer).claims
    assert [c.value_text for c in claims if c.property == "event"] == ["operational"]


OF_OTHERS = [
    "So far, clients have agreed to place more than 120,000 servers in the park.",
    "It has an overall plan of 56 IDCs and 290,000 cabinets.",
]


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_clients_bring_and_several_sites_have_is_left(text: str, gazetteer: Gazetteer) -> None:
    claims = read("Lanyue runs a data park in Wuhu. " + text, gazetteer).claims
    assert not [c for c in claims if c.property in {"servers", "racks"}]


def test_a_comma_within_a_number_ends_no_clause(gazetteer: Gazetteer) -> None:
    text = (
        "Ningyun's data center is in Lhasa. In the high north, the 645,000-square-meter center "
        "started construction in 2017."
    )
    events = [c for c in read(text, gazetteer).claims if c.property == "event"]
    assert [c.event_on for c in events] == [date(2017, 1, 1)]


def test_a_headline_adverb_is_no_part_of_an_owner(gazetteer: Gazetteer) -> None:
    text = (
        "Lanyue Finally Opens Data Center in Wuhu\n\n"
        "Lanyue finally opens a data center in Wuhu on Monday, it says."
    )
    found = read(text, gazetteer)
    owners = {c.value_text for c in found.claims if c.property == "operator"}
    assert owners == {"Lanyue"}
    assert [s.name for s in found.subjects] == [None]


OF_TRADE = [
    "Its net income dropped 50 percent in the second quarter.",
    "It is to host 80 percent of the online retailer's cloud operations.",
    "Lanyue expands its footprint in Asia.",
    "Lanyue announced net revenues of RMB1,706.0 million for the quarter.",
]


@pytest.mark.parametrize("text", OF_TRADE)
def test_results_and_trade_of_a_company_say_nothing_of_a_site(
    text: str, gazetteer: Gazetteer
) -> None:
    claims = read(SITE + text, gazetteer).claims
    told = [(c.property, c.value_text) for c in claims if c.property in {"event", "investment"}]
    assert told == [("event", "operational")]


YARDSTICKS = [
    "It has 24 MW, enough to power nearly 100,000 servers.",
    "It runs four machines, each packing 384 AI accelerator cards.",
    "Each unit boasts a capacity of 384 computing cards.",
]


@pytest.mark.parametrize("text", YARDSTICKS)
def test_what_power_is_enough_for_and_what_each_unit_has_is_left(
    text: str, gazetteer: Gazetteer
) -> None:
    claims = read(SITE + text, gazetteer).claims
    assert not [c for c in claims if c.property in {"servers", "accelerators"}]


def test_when_it_is_completed_lies_ahead(gazetteer: Gazetteer) -> None:
    text = "Lanyue expects a data centre in Wuhu to deliver 24 MW when it is completed in mid-2027."
    events = [c for c in read(text, gazetteer).claims if c.value_text == "operational"]
    assert [(c.basis, c.event_on) for c in events] == [("planned", date(2027, 1, 1))]


def test_a_sister_code_is_another_site(gazetteer: Gazetteer) -> None:
    text = (
        "The Lanyue HKW2 data centre, in Hong Kong, will hold 15 MW. HKW2 complements HKW1, which "
        "opened in late 2020 in Hong Kong. HKW2 will open in 2027."
    )
    events = [c for c in read(text, gazetteer).claims if c.event_on == date(2020, 1, 1)]
    assert [c.subject.name for c in events] != ["Lanyue HKW2 data centre"]
