"""Phases and buildings in a sentence, and how far each of them reaches."""

import pytest

from dcpipeline.extract.phases import find_phases, mention_at, phase_at
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, told


def phases(text: str) -> list[str]:
    return [mention.phase for mention in find_phases(text, 0, len(text))]


def reaching(text: str, words: str) -> tuple[str | None, ...]:
    mention = mention_at(find_phases(text, 0, len(text)), text.index(words), 0)
    return (None,) if mention is None else mention.others or (mention.phase or None,)


NAMED = [
    ("一期投产", ["1"]),
    ("第二期投产", ["2"]),
    ("3期投产", ["3"]),
    ("首期投产", ["1"]),
    ("启动区投产", ["1"]),
    ("第二阶段投产", ["2"]),
    ("2号楼交付", ["2"]),
    ("三号机房交付", ["3"]),
    ("1#楼封顶", ["1"]),
    ("第五栋交付", ["5"]),
    ("b楼封顶", ["B"]),
    ("a2楼封顶", ["A2"]),
    ("building 2 opened in may", ["2"]),
    ("opened building 3, which holds racks", ["3"]),
]
NONE = [
    "分二阶段建设", "分为三阶段建设",
    "一期间投产", "工期限定", "三期货仓", "5期刊", "长期待", "首批投产", "同期末",
    "is building 2,000 racks", "is building 2 new data halls", "building 12 megawatts",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_phases_and_buildings_have_a_number_or_a_letter(text: str, expected: list[str]) -> None:
    assert phases(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_other_words_with_the_same_character_are_no_phases(text: str) -> None:
    assert phases(text) == []


REACHES = [
    ("一期算力1000p,机架400架", "400架", ("1",)),
    ("一期算力1000p,二期算力2000p", "2000p", ("2",)),
    ("一期算力1000p,二期算力2000p", "1000p", ("1",)),
    ("云岭智算中心一期投产,项目总投资12亿元", "12亿元", (None,)),
    ("云岭智算中心一期算力1000p,总算力3000p", "3000p", (None,)),
    ("一期算力1000p,两期合计3000p", "3000p", (None,)),
    ("一期、二期投产", "投产", ("1", "2")),
    ("一期和二期投产", "投产", ("1", "2")),
    ("一二期算力", "算力", ("2",)),
    ("算力1000p", "1000p", (None,)),
]


@pytest.mark.parametrize(("text", "words", "expected"), REACHES)
def test_the_last_phase_before_words_reaches_to_them_until_the_whole_is_meant(
    text: str, words: str, expected: tuple[str | None, ...]
) -> None:
    assert reaching(text, words) == expected


@pytest.mark.parametrize(
    "text", ["一期总投资12亿元", "一期算力1000p,总投资12亿元", "云岭智算中心一期总投资12亿元"]
)
def test_a_phase_that_stands_right_before_or_opens_holds_for_its_total(text: str) -> None:
    assert reaching(text, "12亿元") == ("1",)


def test_a_phase_further_before_does_not_hold_for_the_total() -> None:
    assert reaching("云岭智算中心一期开工,总投资12亿元", "12亿元") == (None,)


def test_all_of_a_phase_is_that_phase() -> None:
    assert reaching("云岭智算中心一期机柜全部点亮", "点亮") == ("1",)


def test_only_mentions_since_the_floor_reach() -> None:
    text = "一期投产,云岭智算中心算力1000p"
    mentions = find_phases(text, 0, len(text))
    at = text.index("1000p")
    assert phase_at(mentions, at, 0) == "1"
    assert phase_at(mentions, at, text.index("云岭")) is None
    assert mention_at(mentions, at, text.index("云岭")) is None
    assert mention_at(mentions, 0, 0) is None


def test_figures_and_events_carry_their_phase(gazetteer: Gazetteer) -> None:
    found = read("云岭智算中心总投资12亿元，一期算力1000P已投产，二期算力2000P开工。", gazetteer)
    assert [(c.value_num, c.phase) for c in told(found, "compute")] == [(1000, "1"), (2000, "2")]
    assert [c.phase for c in told(found, "investment")] == [None]
    assert [(c.value_text, c.phase) for c in told(found, "event")] == [
        ("phase_online", "1"),
        ("construction_start", "2"),
    ]
