"""Quicker ways of searching find what the plain ones find."""

import re

import pytest

from dcpipeline.normalize.matching import beginning_of, matches_from
from dcpipeline.normalize.phrase_book import SHORTEST_PAGE, PhraseBook
from dcpipeline.normalize.phrases import PhraseIndex

WORDS = ("机架", "机柜", "标准机架", "架", "rack", "racks", "r")
TEXTS = (
    "", "标准机架3000个,机柜200架", "racks, rack and trackside", "arr", "机架机架机架",
    "该中心有标准机架8400个、机柜120个,另有rack与racks若干;" * 3,
)  # fmt: skip


def spans(matches: object) -> list[tuple[int, int]]:
    return [match.span() for match in matches]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("words", [WORDS, WORDS[:3]])
def test_matches_from_their_beginnings_are_all_matches(words: tuple[str, ...], text: str) -> None:
    pattern = re.compile("|".join(sorted(words, key=len, reverse=True)))
    for start, end in ((0, len(text)), (1, len(text)), (0, max(0, len(text) - 1)), (3, 7)):
        found = matches_from(beginning_of(words), pattern, text, start, end)
        assert spans(found) == spans(pattern.finditer(text, start, end))


def test_beginnings_know_the_second_character() -> None:
    begins = beginning_of(["机架", "机柜"])
    assert begins.search("机器") is None
    assert begins.search("机柜") is not None
    assert beginning_of(["机架", "架"]).search("机器") is not None


@pytest.mark.parametrize("text", TEXTS)
def test_a_list_of_a_book_finds_what_an_index_finds(text: str) -> None:
    book = PhraseBook()
    lists = [book.add(WORDS), book.add(WORDS[:2]), book.add(())]
    for words, own in zip((WORDS, WORDS[:2], ()), lists, strict=True):
        for start in range(len(text) + 1):
            for end in (start, min(len(text), start + 9), len(text)):
                plain = PhraseIndex(words).find(text[start:end])
                expected = [(start + h.start, start + h.end, h.phrase) for h in plain]
                assert list(own.find_within(text, start, end)) == expected


def test_a_list_that_joins_later_is_found_too() -> None:
    book = PhraseBook()
    text = "机架与算力" * SHORTEST_PAGE
    first = book.add(["机架"])
    assert first.stands_in(text)
    second = book.add(["算力"])
    assert second.stands_in(text)
    assert first.stands_in(text)
    assert not second.stands_in("机架")
