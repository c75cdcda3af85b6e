"""English pages: things brought in beside the site, and states of it in other words."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, told, values

DAY = date(2025, 6, 18)
SITE = "The Lanyue Data Center in Wuhu, Anhui, went live on May 12, 2025. "

OTHERS = [
    "A distillery in Wuhu was expanded in 2023 at a cost of 350 million yuan.",
    "A copper mine in Yichun was suspended in April.",
    "Work on a water tower north of the city began last December.",
    "A plan to build a paint works in Maoming was cancelled in 2022.",
    "A tyre maker signed a contract for a rubber plant on April 19 at a cost of 4.5 billion yuan.",
    "In March, another ferry line was opened.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_another_thing_keeps_its_events_and_its_sums(text: str, gazetteer: Gazetteer) -> None:
    found = read(SITE + text, gazetteer, DAY)
    assert events(found) == [("Lanyue Data Center", "operational")]
    assert told(found, "investment") == []


def test_the_site_is_still_spoken_of_behind_it(gazetteer: Gazetteer) -> None:
    text = SITE + OTHERS[0] + " With a total investment of 2 billion yuan, it has 3,000 racks."
    found = read(text, gazetteer, DAY)
    assert shares(found, "investment") == [("Lanyue Data Center", 2_000_000_000)]
    assert shares(found, "racks") == [("Lanyue Data Center", 3000)]


OWN = [
    ("A second phase broke ground in June.", "construction_start"),
    ("A spokesman said it was suspended in June.", "suspended"),
]


@pytest.mark.parametrize(("text", "event"), OWN)
def test_parts_and_speakers_are_no_other_thing(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert ("Lanyue Data Center", event) in events(read(SITE + text, gazetteer, DAY))


STATES = [
    ("Permission was given for the Lanyue Data Center in Wuhu.", "approved"),
    ("The government of Wuhu has approved construction of the Lanyue Data Center.", "approved"),
    ("Officials saw the completion in May of the expansion of the Lanyue hub.", "expanded"),
    ("The city said yes on Friday to the Lanyue Data Center in Wuhu.", "approved"),
    ("Lanyue Group gave up its Lanyue Data Center in Wuhu.", "cancelled"),
    ("Wuhu took the Lanyue Data Center off its list on Friday.", "cancelled"),
    ("Plans for the Lanyue Data Center in Wuhu were shelved permanently.", "cancelled"),
    ("The board decided on Friday to suspend its Lanyue Data Center in Wuhu.", "suspended"),
    ("In Wuhu a first spade went into the ground for the Lanyue campus.", "construction_start"),
    ("Both put their signatures to the contract for the Lanyue Data Center in Wuhu.", "signed"),
    ("Lanyue Group completed the expansion of its Lanyue Data Center in Wuhu.", "expanded"),
    ("The expansion of the Lanyue Data Center in Wuhu was completed on Friday.", "expanded"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event"), STATES)
def test_words_for_the_state_of_a_site(text: str, event: str, gazetteer: Gazetteer) -> None:
    assert [told for _, told in events(read(text, gazetteer, DAY))] == [event]


NOBODY = [
    "Planners put the total outlay on the project at RMB 12 billion.",
    "Computing power at the center totals 1,200 petaflops.",
    '"Our team has run the center since May," said Chen Rui.',
    "Workers built the center in a year.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_common_word_that_opens_a_sentence_owns_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert values(read(SITE + text, gazetteer, DAY), "operator") == []


APPOSED = [
    "Lanyue Group opened the Lanyue Data Center in Wuhu on May 12, a facility of 3,000 racks.",
    "The Lanyue Data Center opened in Wuhu, Anhui, on May 12, a campus with 3,000 racks.",
]


@pytest.mark.parametrize("text", APPOSED)
def test_a_facility_behind_the_date_is_the_site_before(text: str, gazetteer: Gazetteer) -> None:
    assert shares(read(text, gazetteer, DAY), "racks") == [("Lanyue Data Center", 3000)]


def test_a_facility_elsewhere_is_another_one(gazetteer: Gazetteer) -> None:
    text = "Lanyue Group runs the Lanyue Data Center in Wuhu, a campus in Hefei with 500 racks."
    assert shares(read(text, gazetteer, DAY), "racks") != [("Lanyue Data Center", 500)]
