"""Planned or installed, total or increment: by the words around a figure."""

import pytest

from dcpipeline.extract.basis import basis_at, change_at
from dcpipeline_tests.extract.sentences import page_of


def basis(text: str, words: str, *, near: bool = False) -> str | None:
    page = page_of(text)
    at = page.text.index(words)
    (sentence,) = (s for s in page.sentences if s.start <= at < s.end)
    return basis_at(page, sentence, at, at + len(words), near=near)


def change(text: str, words: str) -> str | None:
    page = page_of(text)
    at = page.text.index(words)
    (sentence,) = (s for s in page.sentences if s.start <= at < s.end)
    return change_at(page, sentence, at)


BASIS = [
    ("云岭智算中心规划算力1000P", "1000P", "planned"),
    ("云岭智算中心预计算力1000P", "1000P", "planned"),
    ("云岭智算中心建成后算力1000P", "1000P", "planned"),
    ("云岭智算中心总规模1000P", "1000P", "planned"),
    ("云岭智算中心已建成算力1000P", "1000P", "installed"),
    ("云岭智算中心现有算力1000P", "1000P", "installed"),
    ("目前算力1000P", "1000P", "installed"),
    ("云岭智算中心算力1000P", "1000P", None),
    ("规划算力3000P,已建成1000P", "1000P", "installed"),
    ("规划算力3000P,已建成1000P", "3000P", "planned"),
    ("已建成算力1000P,规划算力3000P", "3000P", "planned"),
    ("已建成总规模1000P", "1000P", "installed"),
    ("规划建设云岭智算中心,算力1000P", "1000P", "planned"),
    ("规划已定;算力1000P", "1000P", None),
    ("规划已定。算力1000P", "1000P", None),
]


@pytest.mark.parametrize(("text", "words", "expected"), BASIS)
def test_the_nearest_word_before_a_figure_decides(
    text: str, words: str, expected: str | None
) -> None:
    assert basis(text, words) == expected


def test_a_word_right_behind_counts_where_none_stands_before() -> None:
    assert basis("算力1000P已投产", "1000P") == "installed"
    assert basis("规划算力1000P已投产", "1000P") == "planned"
    assert basis("算力1000P,已投产", "1000P") is None


def test_money_is_read_in_its_own_clause_only() -> None:
    assert basis("规划建设云岭智算中心,投资12亿元", "12亿元", near=True) is None
    assert basis("规划投资12亿元", "12亿元", near=True) == "planned"


def test_a_word_further_than_its_reach_decides_nothing() -> None:
    assert basis("规划" + "云岭" * 20 + "1000P", "1000P") == "planned"
    assert basis("规划" + "云岭" * 40 + "1000P", "1000P") is None


CHANGE = [
    ("算力扩容至3000P", "3000P", "total"),
    ("算力提升到3000P", "3000P", "total"),
    ("新增算力2000P", "2000P", "increment"),
    ("新增2000P", "2000P", "increment"),
    ("算力达到3000P", "3000P", None),
    ("累计3000P", "3000P", None),
    ("算力3000P", "3000P", None),
    ("新增机架,算力3000P", "3000P", None),
]


@pytest.mark.parametrize(("text", "words", "expected"), CHANGE)
def test_a_total_after_growth_and_an_addition_are_told_apart(
    text: str, words: str, expected: str | None
) -> None:
    assert change(text, words) == expected
