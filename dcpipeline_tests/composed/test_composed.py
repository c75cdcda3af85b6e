"""What is read from a page does not depend on the words that were chosen, nor on their order."""

from collections import Counter
from random import Random

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.composed.pages import compose, slots
from dcpipeline_tests.composed.reading import faults

LANGUAGES = ("zh", "en", "fr")
PAGES = 150
# Of many wordings some are read wrongly still: the share of pages that must be read wholly right.
FLOORS = {"zh": 0.93, "en": 0.9, "fr": 0.85}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_tell_what_they_were_composed_of(language: str, gazetteer: Gazetteer) -> None:
    random = Random(7)
    pages = [compose(language, random) for _ in range(PAGES)]
    wrong = [(page.text, found) for page in pages if (found := faults(page, gazetteer))]
    assert len(wrong) <= PAGES * (1 - FLOORS[language]), wrong[:3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wording_stands_once(language: str) -> None:
    known = slots(language)
    for slot in ("names", "headlines", "owner", "figures", "asides"):
        assert max(Counter(known[slot]).values()) == 1


def test_a_reading_that_differs_is_a_fault(gazetteer: Gazetteer) -> None:
    page = compose("zh", Random(7))
    told = {**page.told[0], "city": "110100", "operator": "别家", "event": "cancelled", "racks": 1}
    named = set(faults(type(page)(page.text, (told, *page.told[1:]), page.wordings), gazetteer))
    assert {"province", "city", "operator missing", "operator spurious", "event missing"} <= named
    assert "racks missing" in named
