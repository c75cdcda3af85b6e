"""Dates that another sentence tells than the one of the event."""

from datetime import date

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

MARCH = date(2025, 3, 12)
MONTH = date(2025, 3, 1)

BEHIND = [
    # what happened is taken up by a noun
    "Jinyun has called off the Yunling AI Computing Center in Wuhu, Anhui. The board took the "
    "decision on 12 March 2025.",
    "Jinyun has called off the Yunling AI Computing Center in Wuhu, Anhui. Its board adopted the "
    "resolution on 12 March 2025.",
    "The city has scrapped the Yunling AI Computing Center in Wuhu, Anhui. Shareholders voted on "
    "the withdrawal on 12 March 2025.",
    "Work has begun on the Yunling AI Computing Center in Wuhu, Anhui. The ceremony was held on "
    "12 March 2025.",
    "Work has begun on the Yunling AI Computing Center in Wuhu, Anhui. The ground-breaking "
    "ceremony drew two hundred guests on 12 March 2025.",
    "The Yunling AI Computing Center in Wuhu, Anhui, has been approved. The planner issued its "
    "decision on 12 March 2025.",
    "The Yunling AI Computing Center in Wuhu, Anhui, is now in service. The switch-on took place "
    "on 12 March 2025.",
    "Wuhu and Jinyun signed a contract for the Yunling AI Computing Center in Wuhu, Anhui. The "
    "document carries the date of 12 March 2025.",
    # what happened is taken up by a pronoun
    "The Yunling AI Computing Center in Wuhu, Anhui, has gone live. That happened on "
    "12 March 2025.",
    "The Yunling AI Computing Center in Wuhu, Anhui, has gone live. This was on 12 March 2025.",
    "The Yunling AI Computing Center in Wuhu, Anhui, has been approved. It was on 12 March 2025 "
    "that the planner gave its consent.",
    "The Yunling AI Computing Center in Wuhu, Anhui, has been sold. The deal, agreed in 2024, "
    "closed on 12 March 2025.",
    # French
    "Jinyun a renoncé au centre de calcul Yunling à Wuhu, Anhui. Le conseil a pris la décision le "
    "12 mars 2025.",
    "Les travaux du centre de calcul Yunling à Wuhu, Anhui, ont commencé. La cérémonie s'est tenue "
    "le 12 mars 2025.",
    "Le centre de calcul Yunling à Wuhu, Anhui, a été approuvé. La décision a été rendue le "
    "12 mars 2025.",
    "Le centre de calcul Yunling à Wuhu, Anhui, a été approuvé. L'autorisation date du "
    "12 mars 2025.",
    "Le centre de calcul Yunling à Wuhu, Anhui, est entré en service. La mise en route a eu lieu "
    "le 12 mars 2025.",
    "Le centre de calcul Yunling à Wuhu, Anhui, est entré en service. C'était le 12 mars 2025.",
    "Le centre de calcul Yunling à Wuhu, Anhui, a été vendu. La vente est intervenue le "
    "12 mars 2025.",
    # what ends, and what runs since
    "Jinyun and the city have agreed to drop the Yunling AI Computing Center in Wuhu, Anhui. Both "
    "sides signed a termination agreement on 12 March 2025.",
    "The Yunling AI Computing Center in Wuhu, Anhui, has been cancelled. The contract between the "
    "two sides came to an end on 12 March 2025.",
    "The first hall of the Yunling AI Computing Center in Wuhu, Anhui, is in service. Since "
    "12 March 2025 it has hosted clients.",
    "Le centre de calcul Yunling à Wuhu, Anhui, est en service. Depuis le 12 mars 2025, il "
    "accueille des clients.",
]
AHEAD = [
    # the scene is set, then it happens
    "On 12 March 2025 a delegation of Jinyun came to Wuhu, Anhui. The two sides signed for the "
    "Yunling AI Computing Center.",
    "On 12 March 2025 the mayor of Wuhu in Anhui received the chairman of Jinyun. Over lunch "
    "they signed an agreement on the Yunling AI Computing Center.",
    "Officials of Wuhu, Anhui, gathered in the east of the city on 12 March 2025. There they broke "
    "ground on the Yunling AI Computing Center.",
    "Le 12 mars 2025, le maire de Wuhu, dans l'Anhui, a reçu les dirigeants de Jinyun. Les deux "
    "parties ont signé l'accord sur le centre de calcul Yunling.",
    # the same event, told of no site by name
    "The contractor stopped work on 12 March 2025 over unpaid bills. The Yunling AI Computing "
    "Center in Wuhu, Anhui, remains suspended.",
]
SINCE = [
    "The contractor left the site in March 2025. Work on the Yunling AI Computing Center in Wuhu, "
    "Anhui, has been suspended since then.",
    "Money ran out in March 2025, and since then the Yunling AI Computing Center in Wuhu, Anhui, "
    "has stood still.",
    "Le constructeur est parti en mars 2025. Depuis, le chantier du centre de calcul Yunling à "
    "Wuhu, Anhui, est à l'arrêt.",
]
APART = [
    # the date stands far from the words of the event, in the same sentence
    "Jinyun a posé la première pierre du centre de calcul Yunling à Wuhu, dans l'Anhui, en "
    "présence des élus et des dirigeants du groupe, dont le président avait fait le voyage, "
    "mercredi 12 mars 2025.",
    "La première pierre du centre de calcul Yunling à Wuhu, dans l'Anhui, qui doit compter "
    "3 000 baies et employer 80 personnes, a été posée le 12 mars 2025 par le maire.",
]
YEARS = [
    # the year is told by the head, or by a date before
    "Weekly tenders, week 11 of 2025\nYunling AI Computing Center (Wuhu, Anhui): contract awarded "
    "on 12 March to Bosheng.",
    "Jinyun a reçu son permis le 3 février 2025. Le 12 mars, les travaux du centre de calcul "
    "Yunling à Wuhu, Anhui, ont commencé.",
]
ANOTHER = [
    # no year is told, or the month may be one of the next year
    "Work on the Yunling AI Computing Center in Wuhu, Anhui, began on 12 March.",
    "Jinyun was founded in November 2024. On 12 March work on the Yunling AI Computing Center in "
    "Wuhu, Anhui, began. A first bid had failed in May 2022.",
    "Jinyun has called off the Yunling AI Computing Center in Wuhu, Anhui. Its annual report "
    "appeared on 12 March 2025.",
    "The Yunling AI Computing Center in Wuhu, Anhui, has gone live. The company was founded on "
    "12 March 2015.",
    "Jinyun was listed on 12 March 2015. It has broken ground on the Yunling AI Computing Center "
    "in Wuhu, Anhui.",
    "A study of 12 March 2025 looked at power prices. Work on the Yunling AI Computing Center in "
    "Wuhu, Anhui, is suspended.",
    "On 12 March 2025 the mayor visited Hefei. The Yunling AI Computing Center in Wuhu, Anhui, is "
    "already in service.",
]


def days(text: str, gazetteer: Gazetteer) -> set[date | None]:
    found = read(text, gazetteer).claims
    return {c.event_on for c in found if c.property == "event" and not c.basis}


@pytest.mark.parametrize("text", BEHIND)
def test_a_sentence_behind_tells_the_day(text: str, gazetteer: Gazetteer) -> None:
    assert days(text, gazetteer) == {MARCH}


@pytest.mark.parametrize("text", AHEAD)
def test_a_scene_tells_the_day(text: str, gazetteer: Gazetteer) -> None:
    assert days(text, gazetteer) == {MARCH}


@pytest.mark.parametrize("text", APART)
def test_a_date_far_behind_in_its_sentence(text: str, gazetteer: Gazetteer) -> None:
    assert days(text, gazetteer) == {MARCH}


@pytest.mark.parametrize("text", YEARS)
def test_the_year_is_told_elsewhere(text: str, gazetteer: Gazetteer) -> None:
    assert days(text, gazetteer) == {MARCH}


@pytest.mark.parametrize("text", SINCE)
def test_what_holds_since_then_began_then(text: str, gazetteer: Gazetteer) -> None:
    assert days(text, gazetteer) == {MONTH}


@pytest.mark.parametrize("text", ANOTHER)
def test_the_day_of_something_else(text: str, gazetteer: Gazetteer) -> None:
    assert days(text, gazetteer) == {None}
