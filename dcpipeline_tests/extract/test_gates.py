"""A quick look at a sentence never hides what a pattern would have found in it.

Whoever widens a pattern learns here that the characters or words sought before it must follow.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import pytest

from dcpipeline.extract import (
    anchors,
    companies,
    counts,
    figures,
    happenings,
    models,
    names_han,
    owner_names,
    owner_words,
    owners,
    page_dates,
    phases,
    segments,
    speaker_words,
    speakers,
)
from dcpipeline.extract.pages import extract_page
from dcpipeline.extract.reading import read_document
from dcpipeline.extract.segments import PageText, page_text
from dcpipeline.normalize import date_tokens, numbers
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.matching import matches_from
from dcpipeline_tests.extract.test_mutations import gazetteer, seeds

READERS = (
    anchors, companies, counts, figures, happenings, models, names_han, owners, page_dates, phases,
    segments, date_tokens, numbers,
)  # fmt: skip


@lru_cache(maxsize=1)
def pages() -> tuple[PageText, ...]:
    return tuple(page_text(read_document(seed.content)) for seed in seeds())


def gates() -> Iterator[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """What is sought first, and the pattern that is left out without it."""
    yield "anchors: numbers of projects", anchors._COUNTED, anchors._NUMBER_OF_PROJECTS
    yield "anchors: other projects", anchors._GOES_ON, anchors._OTHER_PROJECT
    yield "companies: who heads them", companies._CHIEF, companies._HEADED_BY
    yield "companies: codes of shares", re.compile(r"\("), companies._LISTED
    yield "phases", phases._NOUN, phases._PHASE
    for number, pattern in enumerate(counts._count_patterns("zh")):
        yield f"counts {number}", counts._COUNTED, pattern
    yield "counts: provinces, cities", counts._COUNTED_AREA, counts._area_pattern("zh")
    for number, (sign, _, pattern) in enumerate(owner_names.name_patterns()):
        if sign is not None:
            yield f"owners {number}", sign, pattern
    for number, cue in enumerate(speaker_words.cues()):
        if cue.sign is not None:
            yield f"speakers {number}", cue.sign, cue.pattern


@pytest.mark.parametrize(("sign", "pattern"), [pytest.param(*g[1:], id=g[0]) for g in gates()])
def test_a_pattern_finds_nothing_without_its_sign(
    sign: re.Pattern[str], pattern: re.Pattern[str]
) -> None:
    for page in pages():
        for sentence in page.sentences:
            words = page.lower[sentence.start : sentence.end]
            if sign.search(words) is None:
                assert pattern.search(words) is None, words


def test_matches_begin_with_the_characters_that_are_sought(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def compared(
        begins: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int, end: int
    ) -> Iterator[re.Match[str]]:
        found = list(matches_from(begins, pattern, text, start, end))
        plain = [match.span() for match in pattern.finditer(text, start, end)]
        assert [match.span() for match in found] == plain, pattern.pattern[:80]
        return iter(found)

    for reader in READERS:
        monkeypatch.setattr(reader, "matches_from", compared)
    for seed in seeds():
        extract_page(seed.content, gazetteer())


def test_owners_that_begin_with_a_clause_are_found_at_clauses() -> None:
    for page in pages():
        for sentence in page.sentences:
            start, end = sentence.start, sentence.end
            clauses = [start]
            clauses += [m.end() for m in owner_words.CLAUSE_BEGINS.finditer(page.lower, start, end)]
            for _, begins, pattern in owner_names.name_patterns():
                if begins is None:
                    found = owners._at_clauses(pattern, page.lower, clauses, end)
                    plain = [m.span() for m in pattern.finditer(page.lower, start, end)]
                    assert [m.span() for m in found] == plain


def test_cues_of_listed_speakers_need_one() -> None:
    unnamed = [page for page in pages() if not speakers._all_known().stands_in(page.lower)]
    assert unnamed
    listed_only = [cue.pattern for cue in speaker_words.cues() if cue.listed]
    assert listed_only
    for pattern in listed_only:
        assert all(pattern.search(page.text) is None for page in unnamed)


def test_heads_of_companies_hold_one_of_two_words() -> None:
    for head in listed("company_heads", "zh"):
        assert "公司" in head or "集团" in head
