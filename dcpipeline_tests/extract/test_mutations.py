"""Damaged pages raise nothing, and what is read from them is sound."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dcpipeline.extract.claim import Extraction, LeftAlone, PageClaim
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import load_table
from dcpipeline.schema import table
from dcpipeline_tests.conftest import DATA
from dcpipeline_tests.extract.mutations import MUTATIONS, Mutation
from dcpipeline_tests.extract.soundness import assert_claims_sound, faults
from dcpipeline_tests.gold.labels import GoldText, load

OPEN = Path(__file__).parents[1] / "gold" / "open"
PAGES = 500
MOST_MUTATIONS = 4
DAY = date(2025, 6, 1)
STATED = (
    "2025年3月，安徽省芜湖市的云岭智算中心开工，总投资12亿元，"
    "由甲乙科技有限公司建设，部署300台服务器。"
)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    names = ("ref.divisions", "ref.division_aliases", "ref.counties")
    return Gazetteer.from_frames(*(load_table(table(name), DATA) for name in names))


@lru_cache(maxsize=1)
def seeds() -> tuple[GoldText, ...]:
    return load(OPEN)


# Days that are hard to reckon with, beside none.
DAYS = [
    None, DAY, date(2025, 1, 10), date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 1),
    date(1990, 1, 1),
    date(2099, 12, 31),
]  # fmt: skip


@pytest.mark.ci
@settings(
    max_examples=PAGES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=MOST_MUTATIONS),
    st.integers(0, 2**32),
    st.sampled_from(DAYS),
)
def test_claims_of_damaged_pages_are_sound(
    number: int, other: int, mutations: list[Mutation], chance: int, day: date | None
) -> None:
    texts = seeds()
    text, lender = texts[number % len(texts)], texts[other % len(texts)]
    random = Random(chance)
    content = text.content
    for mutation in mutations:
        content = mutation(content, lender.content, random)
    extraction = extract_page(content, gazetteer(), url=text.url, published=day)
    assert_claims_sound(extraction, gazetteer())
    assert extract_page(content, gazetteer(), url=text.url, published=day) == extraction


@pytest.mark.parametrize(
    ("text", "month", "last"),
    [
        ("云岭智算中心计划2月开工。", 2, 28),
        ("云岭智算中心预计2月29日投产。", 2, 28),
        ("云岭智算中心计划3月开工。", 3, 31),
    ],
)
def test_plans_told_in_the_january_after_a_leap_year_are_of_that_year(
    text: str, month: int, last: int
) -> None:
    extraction = extract_page(text.encode(), gazetteer(), published=date(2025, 1, 10))
    days = [claim.event_to_on for claim in extraction.claims if claim.event_to_on]
    assert days == [date(2025, month, last)]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_every_mutation_changes_some_page_and_repeats(mutation: Mutation) -> None:
    texts = seeds()
    changed = 0
    for number, text in enumerate(texts):
        first = mutation(text.content, texts[0].content, Random(number))
        assert first == mutation(text.content, texts[0].content, Random(number))
        changed += first != text.content
    assert changed > len(texts) / 20


def test_undamaged_pages_give_many_claims() -> None:
    claims = [len(extract_page(text.content, gazetteer(), url=text.url).claims) for text in seeds()]
    assert sum(claims) > 3 * len(claims)


def stated() -> Extraction:
    return extract_page(STATED.encode(), gazetteer(), published=DAY)


def test_a_sound_extraction_has_no_faults() -> None:
    extraction = stated()
    assert len(extraction.claims) >= 5
    assert faults(extraction, gazetteer()) == []


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda c: replace(c, span_end=9_999), "outside the text"),
        (lambda c: replace(c, quote=c.quote + "x"), "not verbatim"),
        (lambda c: replace(c, words_end=c.words_start), "its words lie outside"),
        (lambda c: replace(c, words_end=9_999), "its words lie outside"),
        (lambda c: replace(c, value_num=float("inf")), "value_num is not finite"),
        (lambda c: replace(c, value_low=2.0, value_high=1.0), "bounds in the wrong order"),
        (
            lambda c: replace(c, event_on=DAY, event_to_on=date(2025, 5, 1), event_precision="day"),
            "days in the wrong order",
        ),
        (lambda c: replace(c, event_on=None, event_precision="day"), "precision without a day"),
        (lambda c: replace(c, value_text=""), "an empty value"),
        (lambda c: replace(c, phase="\ud800"), "phase can't be written in UTF-8"),
        (lambda c: replace(c, subject=replace(c.subject, key="s9")), "its subject is not listed"),
    ],
)
def test_faults_of_claims_are_seen(damage: Callable[[PageClaim], PageClaim], message: str) -> None:
    extraction = stated()
    claims = (damage(extraction.claims[0]), *extraction.claims[1:])
    assert message in "\n".join(faults(replace(extraction, claims=claims), gazetteer()))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"province_adcode": "999999"}, "999999 is no unit"),
        ({"city_adcode": "440100"}, "440100 is not in 340000"),
        ({"candidates": ("123",)}, "123 is no unit"),
        ({"name": " "}, "an empty name"),
    ],
)
def test_faults_of_subjects_are_seen(columns: dict[str, object], message: str) -> None:
    extraction = stated()
    first = replace(extraction.subjects[0], **columns)  # type: ignore[arg-type]
    assert message in "\n".join(faults(replace(extraction, subjects=(first,)), gazetteer()))


def test_words_left_alone_outside_the_text_are_seen() -> None:
    extraction = replace(stated(), left_alone=(LeftAlone(0, 9_999, "money", "none"),))
    assert "left alone outside the text" in "\n".join(faults(extraction, gazetteer()))
