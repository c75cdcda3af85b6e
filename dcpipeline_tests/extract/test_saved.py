"""What was read from a page, written as text and back."""

import json
from datetime import date

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.copies import fingerprint
from dcpipeline.extract.pages import extract_page
from dcpipeline.extract.saved import from_json, stated_day, to_json
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.gold.labels import HERE, GoldText, load

PAGE = "中卫云帆智算中心开工\n6月16日，位于宁夏中卫市的云帆智算中心开工，总投资12亿元。"


@pytest.fixture(scope="module")
def texts() -> tuple[GoldText, ...]:
    return load(HERE / "open")


def read(text: GoldText, gazetteer: Gazetteer) -> Extraction:
    day = date.fromisoformat(text.published) if text.published else None
    return extract_page(text.content, gazetteer, url=text.url, published=day)


def test_every_gold_text_comes_back(texts: tuple[GoldText, ...], gazetteer: Gazetteer) -> None:
    assert len(texts) > 100
    seen = set()
    for text in texts:
        extraction = read(text, gazetteer)
        line = to_json(extraction)
        back = from_json(line, extraction.document.text)
        assert "\n" not in line
        assert back.subjects == extraction.subjects, text.id
        assert back.claims == extraction.claims, text.id
        assert back.left_alone == extraction.left_alone, text.id
        assert fingerprint(back.document) == fingerprint(extraction.document), text.id
        assert to_json(back) == line, text.id
        seen |= {name for claim in back.claims for name in _given(claim)}
        seen |= {"candidates"} if any(subject.candidates for subject in back.subjects) else set()
    # every optional field was put to the test
    assert seen >= {"value_low", "event_to_on", "speaker", "phase", "state", "candidates"}


def test_claims_of_a_saved_page_share_their_subjects(gazetteer: Gazetteer) -> None:
    extraction = extract_page(PAGE.encode(), gazetteer)
    back = from_json(to_json(extraction), extraction.document.text)
    assert len(back.claims) > 2
    assert all(claim.subject is back.subjects[0] for claim in back.claims)


@pytest.mark.parametrize(
    ("address", "given", "stated"),
    [
        (None, date(2025, 6, 17), date(2025, 6, 17)),
        ("https://a.example/2025-06-18/1.html", None, None),
        (None, None, None),
    ],
)
def test_only_a_day_that_an_index_stated_is_handed_on(
    gazetteer: Gazetteer, address: str | None, given: date | None, stated: date | None
) -> None:
    line = to_json(extract_page(PAGE.encode(), gazetteer, url=address, published=given))
    assert stated_day(line) == stated


def test_the_stated_day_of_a_line_in_another_form_can_be_read() -> None:
    line = json.dumps({"document": {"published_on": "2025-06-17", "published_basis": "given"}})
    assert stated_day(line) == date(2025, 6, 17)
    assert stated_day("{}") is None


def _given(claim: object) -> set[str]:
    names = ("value_low", "event_to_on", "speaker", "phase", "state", "precision", "value_flag")
    return {name for name in names if getattr(claim, name) is not None}
