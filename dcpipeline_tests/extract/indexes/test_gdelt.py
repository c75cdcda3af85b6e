"""Answers of GDELT DOC 2.0, with the faults that they are known for."""

import json
from datetime import date
from typing import Any

import pytest

from dcpipeline.extract.indexes import (
    Index,
    IndexUnreadableError,
    ServiceMessageError,
    VanishedFieldError,
    parse_gdelt,
)
from dcpipeline_tests.extract.indexes import API


def article(**fields: Any) -> dict[str, Any]:
    return {
        "url": "https://a.example.cn/1.html", "title": "North county opens centre",
        "seendate": "20260507T203000Z", "domain": "a.example.cn", "language": "Chinese",
        "sourcecountry": "China", **fields,
    }  # fmt: skip


def answer(*articles: dict[str, Any]) -> str:
    return json.dumps({"articles": list(articles)}, ensure_ascii=False)


def read(text: str) -> Index:
    return parse_gdelt(text.encode(), API)


def test_an_article_keeps_when_it_was_seen_and_claims_no_day_of_publication() -> None:
    entry = read(answer(article())).entries[0]
    assert (entry.url, entry.title, entry.language) == (
        "https://a.example.cn/1.html", "North county opens centre", "zh"
    )  # fmt: skip
    assert entry.seen_on == date(2026, 5, 8)
    assert entry.published_on is None
    assert entry.published.reason == "GDELT says when it saw the page, not when it was published"


def test_the_day_in_the_address_is_one_of_publication() -> None:
    url = "https://a.example.cn/2026-05/06/1.html"
    assert read(answer(article(url=url))).entries[0].published_on == date(2026, 5, 6)


def test_nothing_found_is_an_empty_index() -> None:
    assert read("{}").listed == 0
    assert read('{"articles": []}').listed == 0


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (r"a \d b", r"a \d b"),
        (r"a \' b", r"a \' b"),
        (r"a \u12 b", r"a \u12 b"),
        (r"a \/ b", "a / b"),
        (r"a \\ b", "a \\ b"),
        (r"\u667a\u7b97", "智算"),
        ("a \t b", "a b"),
        ("a \x1a b", "a \x1a b"),
        ("a &amp; <b>b</b>", "a & b"),
    ],
)
def test_escapes_that_json_does_not_know_are_characters(printed: str, title: str) -> None:
    text = answer(article(title="TITLE")).replace("TITLE", printed)
    assert read(text).entries[0].title == title


def test_the_rest_of_a_broken_answer_is_read() -> None:
    text = answer(
        article(), article(url="https://a.cn/2", title='un"quoted'), article(url="https://a.cn/3")
    )
    index = read(text.replace('un\\"quoted', 'un"quoted'))
    assert [entry.url[-1] for entry in index.entries] == ["l", "3"]
    assert index.left_out[0].reason == "broken JSON" and index.left_out[0].count == 1


def test_an_answer_that_was_cut_off_is_read_as_far_as_it_goes() -> None:
    text = answer(article(), article(url="https://a.cn/2"))
    assert len(read(text[:-60]).entries) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Your query was too short or too long.", "Your query was too short or too long."),
        ("Please limit requests to one every 5 seconds.", "Please limit requests to one every 5 s"),
        ("<!DOCTYPE html><html><body><h1>502</h1> Bad <b>gateway</b></body></html>", "502 Bad gat"),
        ("\n  Timespan is too short.  ", "Timespan is too short."),
        ('{"error": "Invalid query"}', "Invalid query"),
        ("<!-- -->", "nothing but markup"),
    ],
)
def test_a_sentence_in_place_of_data_is_quoted(text: str, words: str) -> None:
    with pytest.raises(ServiceMessageError) as raised:
        read(text)
    assert words in raised.value.words
    assert str(raised.value).startswith("the service answers: ")
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the answer is empty"),
        ("[1, 2]", "no list of articles"),
        ('{"articles": 5}', "no list of articles"),
        ('{"articles": [', "the answer is broken JSON"),
        ("{", "the answer is broken JSON"),
    ],
)
def test_an_answer_of_another_shape_is_an_error(text: str, told: str) -> None:
    with pytest.raises(IndexUnreadableError, match=told):
        read(text)


@pytest.mark.parametrize("name", ["url", "title", "seendate"])
def test_a_field_that_no_article_has_is_named(name: str) -> None:
    less = {key: value for key, value in article().items() if key != name}
    with pytest.raises(VanishedFieldError, match=f"vanished field: {name} not found") as raised:
        read(answer(less, less))
    assert raised.value.fields == (name,)


def test_articles_that_are_none_are_counted() -> None:
    text = answer(article(), article(url="javascript:x"), article(url=5), article(title=""))
    index = read(text.replace('{"articles": [', '{"articles": [7, '))
    assert len(index.entries) == 1
    assert {(part.reason, part.count) for part in index.left_out} == {
        ("broken JSON", 1), ("no web address", 1), ("no address", 1), ("no title", 1)
    }  # fmt: skip


def test_a_stamp_of_another_form_is_no_day() -> None:
    assert read(answer(article(seendate="2026-05-07"))).entries[0].seen_on is None
    assert read(answer(article(seendate="99999999T999999Z"))).entries[0].seen_on is None


def test_chinese_words_are_found_across_blanks() -> None:
    rules = API.model_copy(update={"words": ("ai_data_centers",)})
    content = answer(article(title="某 县 智 算 中 心"), article(url="https://a.cn/2")).encode()
    assert [e.title for e in parse_gdelt(content, rules).entries] == ["某 县 智 算 中 心"]
