"""Sentences and clauses of a page: where they end, and which characters stand behind them."""

import pytest

from dcpipeline.extract.document import Block, Document
from dcpipeline.extract.segments import (
    LONGEST_HEADLINE_FIGURE,
    LONGEST_SENTENCE,
    folded_span,
    page_text,
)
from dcpipeline_tests.extract.sentences import page_of


def sentences(text: str) -> list[str]:
    page = page_of(text)
    return [page.words(sentence.start, sentence.end) for sentence in page.sentences]


ENDS = [
    ("一期投产。二期开工。", ["一期投产。", "二期开工。"]),
    ("一期投产；二期开工", ["一期投产；", "二期开工"]),
    ("云岭智算中心一期正式点亮投产啦！二期呢？", ["云岭智算中心一期正式点亮投产啦！", "二期呢？"]),
    ("他说：“一期投产。”二期开工。", ["他说：“一期投产。”", "二期开工。"]),
    ("一期投产。\n二期开工", ["一期投产。", "二期开工"]),
    ("  一期投产。   二期开工。  ", ["一期投产。", "二期开工。"]),
    ("Hall A opened. Hall B did not.", ["Hall A opened.", "Hall B did not."]),
]
GOES_ON = [
    "总投资3.5亿元,算力1.2EFLOPS",
    "8.36亿元！云岭智算中心开工",
    "Lanyun Tech Co. Ltd. 3 halls",
    "Hall No. 3 opened",
    "J. Lin spoke",
]


@pytest.mark.parametrize(("text", "expected"), ENDS)
def test_a_sentence_ends_with_its_mark_and_closing_quotes(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("text", GOES_ON)
def test_points_in_figures_and_abbreviations_end_nothing(text: str) -> None:
    assert sentences(text) == [text]


def test_only_a_short_figure_is_joined_to_the_headline_behind_it() -> None:
    short = "亿" * (LONGEST_HEADLINE_FIGURE - 1) + "！"
    assert sentences(f"{short}云岭开工") == [f"{short}云岭开工"]
    assert sentences(f"亿{short}云岭开工") == [f"亿{short}", "云岭开工"]


def test_text_without_a_full_stop_is_cut_and_nothing_is_lost() -> None:
    text = "云岭" * LONGEST_SENTENCE
    found = sentences(text)
    assert [len(piece) for piece in found] == [LONGEST_SENTENCE, LONGEST_SENTENCE]
    assert "".join(found) == text


def test_sentences_know_their_block_and_record() -> None:
    text = "一期投产。二期开工。\n三期签约。"
    blocks = (Block("paragraph", 0, 10), Block("item", 11, 16, record=7))
    page = page_text(Document(text, blocks, "text", "zh"))
    assert [(s.block, s.record) for s in page.sentences] == [(0, None), (0, None), (1, 7)]


WRITTEN = ["总投资３０亿元", "算力３０００Ｐ", "总投\u200b资30亿元", "1\u200b200个机架", "½座"]


@pytest.mark.parametrize("text", WRITTEN)
def test_words_are_those_of_the_page_not_of_the_folded_text(text: str) -> None:
    page = page_of(f"云岭，{text}。")
    (sentence,) = page.sentences
    assert page.words(sentence.start, sentence.end) == f"云岭，{text}。"
    start, end = page.span(sentence.start, sentence.end)
    assert page.document.text[start:end] == f"云岭，{text}。"


def test_a_block_is_found_in_the_folded_text() -> None:
    page = page_of("云\u200b岭投产。\n青川开工。")
    start, end = folded_span(page.folded, page.document.blocks[1])
    assert page.text[start:end] == "青川开工。"


@pytest.mark.parametrize("text", ["İstanbul ve Wuhu GPU", "ＧＰＵ 3000Ｐ", "云岭 AI DC"])
def test_lower_case_keeps_the_length(text: str) -> None:
    page = page_of(text)
    assert len(page.lower) == len(page.text)
    assert "GPU".lower() in page.lower or "ai" in page.lower
