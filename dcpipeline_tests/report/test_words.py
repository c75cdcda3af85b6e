"""The page's own words."""

import re

import pytest

from dcpipeline.report.evidence import SILENT
from dcpipeline.report.page import BANDS
from dcpipeline.report.wording import LANGUAGES, words
from dcpipeline.schema import TABLES, vocabularies

PLACEHOLDER = re.compile(r"\{(\w+)\}")
SPOKEN = {
    "status": vocabularies.STATUS,
    "tier": vocabularies.SOURCE_TIER,
    "health": vocabularies.HEALTH,
    "rights": vocabularies.RIGHTS,
    "evidence_class": vocabularies.EVIDENCE_CLASS,
    "band": vocabularies.RISK_BAND,
    "price_basis": vocabularies.PRICE_BASIS,
    "value": vocabularies.SCOPE | vocabularies.WORKLOAD | vocabularies.EVENT_BASIS,
}


def test_both_languages_have_the_same_keys() -> None:
    english, chinese = (words(tag) for tag in LANGUAGES)
    assert list(english) == list(chinese)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_text_and_fills_the_same_figures(language: str) -> None:
    english = words("en")
    for key, text in words(language).items():
        assert isinstance(text, str) and text.strip(), key
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(english[key])), key


@pytest.mark.parametrize("group", SPOKEN)
def test_every_code_of_the_tables_has_a_word(group: str) -> None:
    assert {f"{group}.{code}" for code in SPOKEN[group]} <= set(words("en"))


def test_every_cell_with_evidence_has_a_name() -> None:
    columns = {c.name for c in TABLES["core.projects"] if c.evidence} - SILENT
    assert {f"column.{name}" for name in columns} <= set(words("en"))


def test_every_band_has_a_colour() -> None:
    assert set(BANDS) == set(vocabularies.RISK_BAND)
