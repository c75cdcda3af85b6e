"""A new word in the lexicon is all that a new way to own, build or operate needs."""

from collections.abc import Callable, Iterator

import pytest

from dcpipeline.extract import owner_names, owner_words
from dcpipeline.extract.discourse import read_subjects
from dcpipeline.extract.latin import owner_words as owner_words_latin
from dcpipeline.extract.latin.owners import find_owners
from dcpipeline.extract.page_places import find_places
from dcpipeline.normalize import Gazetteer
from dcpipeline.normalize.lexicon import loader
from dcpipeline.normalize.word_patterns import WordPattern
from dcpipeline_tests.extract.sentences import page_of
from dcpipeline_tests.extract.test_owners import candidates, owners

PATTERNS = (owner_names, owner_words, owner_words_latin)
NEW_WORDS = [
    (
        "zh",
        "owner_labels",
        "筹建单位",
        "云岭智算中心筹建单位为秦科数据，总投资12亿元。",
        "秦科数据",
    ),
    ("zh", "owner_verbs", "擘画", "云岭智算中心由秦科数据擘画，总投资12亿元。", "秦科数据"),
    ("zh", "owner_roles", "当家人", "丙丁科技公司是该项目当家人。", "丙丁科技公司"),
    ("zh", "building_verbs", "筹资兴建", "秦科数据筹资兴建的云岭智算中心开工。", "秦科数据"),
    ("zh", "selling_verbs", "脱手", "斥资建成后，秦科数据拟脱手云岭智算中心。", "秦科数据"),
    ("zh", "sites_before_brackets", "算坊", "云岭算坊（河西国投）开工。", "河西国投"),
    ("zh", "signing_verbs", "缔约", "我市与秦科数据缔约，建设云岭智算中心。", "秦科数据"),
]
# The owner is Lanyun in all of them.
NEW_LATIN_WORDS = [
    ("en", "owner_actions", "conjure", "Lanyun conjured up a data center in Heyuan."),
    ("en", "approvals", "blessing", "Lanyun received the blessing for a data center in Heyuan."),
    ("en", "owner_participles", "dreamt up", "The Heyuan data center was dreamt up by Lanyun."),
    ("en", "owner_roles", "mastermind", "The Heyuan data center opened. Its mastermind: Lanyun."),
    ("fr", "owner_action_stems", "bichonn-", "Lanyun bichonnait un centre de calcul à Heyuan."),
    ("fr", "owner_participles", "choye(e)(s)", "Le centre de calcul de Heyuan, choyé par Lanyun."),
    ("fr", "owner_roles", "parrain", "Le centre de calcul de Heyuan ouvre. Parrain : Lanyun."),
]

AddWord = Callable[[str, str, str], None]


def forget() -> None:
    """Build patterns anew from the words that the lexicon has now."""
    loader.listed.cache_clear()
    owner_names.name_patterns.cache_clear()
    for module in PATTERNS:
        for pattern in vars(module).values():
            if isinstance(pattern, WordPattern):
                pattern.forget()


@pytest.fixture
def add_word(monkeypatch: pytest.MonkeyPatch) -> Iterator[AddWord]:
    """Adds a word to a section of a language, for one test."""
    kept = loader._document

    def add(language: str, section: str, word: str) -> None:
        changed = {**kept(language), section: [*kept(language)[section], word]}
        monkeypatch.setattr(loader, "_document", lambda n: changed if n == language else kept(n))
        forget()

    yield add
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize(("language", "section", "word", "text", "owner"), NEW_WORDS)
def test_a_new_word_is_one_line_of_the_lexicon(
    language: str,
    section: str,
    word: str,
    text: str,
    owner: str,
    gazetteer: Gazetteer,
    add_word: AddWord,
) -> None:
    assert owners(text, gazetteer) != [owner]
    add_word(language, section, word)
    assert owners(text, gazetteer) == [owner]


def test_a_new_word_can_take_a_part_away(gazetteer: Gazetteer, add_word: AddWord) -> None:
    text = "云岭智算中心开工，揽建方：甲乙科技有限公司。"
    assert candidates(text, gazetteer) == ["甲乙科技有限公司"]
    add_word("zh", "other_parts_before", "揽建方")
    assert candidates(text, gazetteer) == []


def latin_owners(text: str, language: str, gazetteer: Gazetteer) -> list[str]:
    page = page_of(text, language)
    readings, _ = read_subjects(page, find_places(page, gazetteer))
    return [
        page.words(owner.start, owner.end)
        for reading in readings
        for owner in find_owners(page, reading)
        if owner.is_name
    ]


@pytest.mark.parametrize(("language", "section", "word", "text"), NEW_LATIN_WORDS)
def test_a_new_word_is_one_line_in_english_and_french_too(
    language: str, section: str, word: str, text: str, gazetteer: Gazetteer, add_word: AddWord
) -> None:
    assert latin_owners(text, language, gazetteer) == []
    add_word(language, section, word)
    assert latin_owners(text, language, gazetteer) == ["Lanyun"]
