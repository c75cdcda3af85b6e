"""Which date of a sentence in English or French is that of its event."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

SITE = "The Yunling AI Computing Center in Wuhu, Anhui,"
MARCH = date(2025, 3, 12)

DATED = [
    # nouns joined by "and" before the date
    f"{SITE} was approved by the city's development and reform bureau on 12 March 2025.",
    f"{SITE} was cancelled by its owner and the city on 12 March 2025.",
    f"{SITE} was terminated by agreement between the company and the city on 12 March 2025.",
    "Le centre de calcul Yunling à Wuhu, Anhui, a été approuvé par la commission du développement "
    "et de la réforme le 12 mars 2025.",
    # a phrase that opens the sentence
    f"At a meeting on 12 March 2025, {SITE} was approved.",
    f"In a letter of 12 March 2025, {SITE} was approved.",
    f"In a notice dated 12 March 2025, {SITE} was approved.",
    # documents and their numbers
    f"{SITE} was approved under document No. 33 on 12 March 2025.",
    "Jinyun has received the approval of the Anhui development and reform commission dated "
    "12 March 2025 for the Yunling AI Computing Center in Wuhu.",
    "The termination agreement for the Yunling AI Computing Center in Wuhu, Anhui, is dated "
    "12 March 2025.",
    # what ends as of a day
    "The agreement on the Yunling AI Computing Center in Wuhu, Anhui, was rescinded as of "
    "12 March 2025.",
    # the year of the head
    "Weekly tender digest, 10-16 March 2025\nYunling AI Computing Center (Wuhu, Anhui): EPC "
    "contract awarded on 12 March to Bosheng.",
    "The bid for the Yunling AI Computing Center in Wuhu, Anhui, was won by Bosheng on "
    "12 March 2025.",
    "A deal for the Yunling AI Computing Center in Wuhu, Anhui, was struck on 12 March 2025.",
    f"{SITE} went into operation as planned on 12 March 2025.",
]
UNDATED = [
    # another clause begins behind "and"
    f"{SITE} was approved and the mayor visited Hefei on 12 March 2025.",
    # the day of the telling
    f"In a statement on 12 March 2025, Bosheng said {SITE} had been approved.",
    f"In its announcement dated 12 March 2025, {SITE} is said to have been approved.",
    # the day of a state
    f"{SITE} had been approved as of 12 March 2025.",
]


def days(text: str, gazetteer: Gazetteer) -> set[tuple[str, date | None]]:
    found = read(text, gazetteer).claims
    return {(c.value_text, c.event_on) for c in found if c.property == "event" and not c.basis}


@pytest.mark.parametrize("text", DATED)
def test_the_date_is_that_of_the_event(text: str, gazetteer: Gazetteer) -> None:
    assert {day for _, day in days(text, gazetteer)} == {MARCH}


@pytest.mark.parametrize("text", UNDATED)
def test_the_date_is_that_of_something_else(text: str, gazetteer: Gazetteer) -> None:
    found = days(text, gazetteer)
    assert found
    assert {day for _, day in found} == {None}
