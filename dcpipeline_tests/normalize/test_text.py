"""Folding and the lexicon."""

from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dcpipeline.normalize.lexicon import listed, mapped, simplified, zones_across_cities
from dcpipeline.normalize.lexicon.loader import spelled_out
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.text import clean, fold, key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Pékin", "PEKIN"),
        ("Pe\u0301kin", "pekin"),
        ("ＡＢＣ１２３", "abc123"),
        ("臺灣數據中心", "台湾数据中心"),
        ("算\u200b力\ufeff", "算力"),
        ("Xi’an", "xi'an"),
        ("a\u3000 b\n", "A b"),
    ],
)
def test_forms_of_one_text(left, right):
    assert key(left) == key(right)


def test_numbers_in_circles_stay_apart_from_digits():
    assert fold("①12亿").text == "①12亿"
    assert fold("km²").text == "km²"


def test_clean_keeps_accents_and_traditional_characters():
    assert clean(" Pékin　臺灣\u200b ") == "Pékin 臺灣"


@given(st.text())
def test_every_folded_character_has_its_source(text):
    folded = fold(text)
    assert folded.origin is None or len(folded.origin) == len(folded.text)
    assert len(folded.text.lower()) == len(folded.text)
    for position in range(len(folded.text)):
        start, end = folded.span(position, position + 1)
        assert fold(text[start:end]).text.find(folded.text[position]) >= 0


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert key(key(text)) == key(text)
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.text("ab ", min_size=1, max_size=4), max_size=5), st.text("ab ", max_size=30))
def test_hits_are_leftmost_longest_and_whole_words(phrases, text):
    hits = list(PhraseIndex(phrases).find(text))
    assert all(text[hit.start : hit.end] == hit.phrase for hit in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    for hit in hits:
        longer = [p for p in phrases if len(p) > len(hit.phrase) and text.startswith(p, hit.start)]
        assert all(
            text[hit.start + len(p) : hit.start + len(p) + 1].strip() and p[-1].strip()
            for p in longer
        )


def test_a_word_can_have_one_meaning_only_in_sections_that_decide():
    for section in ("precisions", "quarters", "halves", "months", "multipliers"):
        doubtful = {word for word, found in mapped(section).items() if len(found) > 1}
        assert doubtful == set(), section


def test_unknown_sections_and_languages_hold_no_words():
    assert listed("no such section") == ()
    assert mapped("events", "de") == {}


def test_a_traditional_character_becomes_one_simplified_character():
    assert [simplified(c) for c in "萬與數據後於a１"] == list("万与数据后于a１")
    assert all(simplified(simplified(c)) == simplified(c) for c in "臺灣龍江兩億瀋陽")


def test_zones_across_cities_name_several_units():
    assert all(len(codes) > 1 for codes in zones_across_cities().values())


def test_lexicon_files_hold_text_only(request):
    folder = request.config.rootpath / "dcpipeline" / "normalize" / "lexicon"
    for path in sorted(folder.glob("??.yml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for section, content in document.items():
            lists = content.values() if isinstance(content, dict) else [content]
            words = [word for part in lists for word in part]
            assert all(isinstance(word, str) for word in words), (path.name, section)
            assert len(words) == len({*words}) or section == "ambiguous_events", (
                path.name,
                section,
            )


def test_small_and_upright_dashes_are_dashes():
    assert key("1\ufe582\ufe313") == "1-2-3"


def test_a_line_stands_for_one_with_each_verb_in_its_form():
    english, french = mapped("events", "en"), mapped("events", "fr")
    said = ("will put up", "will be erected", "is building", "being constructed", "began to rise")
    assert [words for words in said if words not in english] == []
    assert [w for w in ("sera batie", "va eriger", "implantera") if w not in french] == []
    assert not [word for word in (*english, *french) if "«" in word]


def test_a_line_with_an_unknown_verb_or_form_is_a_mistake():
    with pytest.raises(ValueError, match="«biulding»"):
        spelled_out("will «biulding»", "en")
    with pytest.raises(ValueError, match="«building -en»"):
        spelled_out("is «building -en»", "en")
