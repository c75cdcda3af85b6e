"""Patterns with words of the lexicon in them."""

import pytest

from dcpipeline.normalize import word_patterns
from dcpipeline.normalize.lexicon.verbs import forms
from dcpipeline.normalize.word_patterns import WordPattern

WORDS = {
    ("roles", "zh"): ("业主", "业主单位"),
    ("roles", "en"): ("owner", "owner. ltd"),
    ("roles", "fr"): ("porte(e)(s)", "agrandi-", "exploite(-)"),
    ("deeds", "en"): ("run*:ran", "build:built", "carry", "operate"),
}


@pytest.fixture(autouse=True)
def lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    def listed(section: str, language: str | None = None) -> tuple[str, ...]:
        return WORDS.get((section, str(language)), ())

    monkeypatch.setattr(word_patterns, "listed", listed)


def test_a_section_stands_for_its_words_the_longest_first() -> None:
    found = WordPattern("(?:«roles»)", "zh").search("其业主单位为")
    assert found is not None and found.group() == "业主单位"


def test_without_languages_the_words_of_all_are_meant() -> None:
    pattern = WordPattern("^(?:«roles»)$")
    assert pattern.match("业主") and pattern.match("owner") and pattern.match("porte")
    assert WordPattern("^(?:«roles»)$", "zh").match("owner") is None


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("porte", True), ("portee", True), ("portes", True), ("portees", True), ("porter", False),
        ("agrandi", False), ("agrandit", True), ("exploite", True), ("exploitent", True),
    ],
)  # fmt: skip
def test_a_word_may_have_several_endings(text: str, is_found: bool) -> None:
    assert (WordPattern("(?:«roles»)", "fr").fullmatch(text) is not None) == is_found


def test_a_full_stop_is_only_a_full_stop() -> None:
    pattern = WordPattern("«roles»", "en")
    assert pattern.fullmatch("owner. ltd") is not None
    assert pattern.fullmatch("owner, ltd") is None


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("run*:ran", {"run", "runs", "running", "ran"}),
        ("build:built", {"build", "builds", "building", "built"}),
        ("carry", {"carry", "carried", "carrying"}),
        ("operate", {"operate", "operates", "operated", "operating"}),
    ],
)
def test_verbs_have_all_their_forms(verb: str, expected: set[str]) -> None:
    assert expected <= set(forms(verb))
    pattern = WordPattern("«forms of deeds»", "en")
    assert all(pattern.fullmatch(form) for form in expected)


def test_a_section_without_words_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no words under rolls"):
        WordPattern("«rolls»").search("")


def test_a_pattern_is_built_anew_when_it_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = WordPattern("«roles»", "zh")
    assert pattern.search("东家") is None
    monkeypatch.setitem(WORDS, ("roles", "zh"), ("东家",))
    assert pattern.search("东家") is None
    pattern.forget()
    assert pattern.search("东家") is not None
