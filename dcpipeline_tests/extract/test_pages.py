"""Whole small pages to claims: words, quotes, subjects, and what was left alone."""

from datetime import date
from itertools import pairwise

import pytest

from dcpipeline.extract.claim import Extraction
from dcpipeline.extract.pages import extract_page
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, shares, told, values
from dcpipeline_tests.extract.soundness import assert_claims_sound

DAY = date(2025, 6, 18)
NEWS = (
    "云岭智算中心一期投产\n"
    "发布时间：2025-06-18 来源：云岭日报\n"
    "6月16日，安徽省芜湖市云岭智算中心一期正式投产。"
    "该项目由甲乙科技有限公司投资建设，总投资１２亿元，规划算力3\u200b000P。"
    "一期已部署昇腾910B加速卡4000张，服务器500台，PUE不高于1.2，IT负荷30兆瓦。"
    "二期计划2026年3月开工。\n"
    "生活配套项目总投资25亿元。单机柜功率12kW。"
)
TENDER = (
    "青川湖数据中心机电工程中标结果公告\n"
    "青川湖数据中心业主为丙丁能源有限公司，中标价3200万元，中标人为戊己建设有限公司。"
)
REGION = "庆阳市算力规模达到12000P，全市在建智算中心3个。甘肃是国家枢纽节点。"
PAGES = {"news": NEWS, "tender": TENDER, "region": REGION}


@pytest.fixture(scope="module")
def news(gazetteer: Gazetteer) -> Extraction:
    return read(NEWS, gazetteer, DAY)


def test_a_news_page_gives_every_figure_of_its_site_once(news: Extraction) -> None:
    figures = {
        c.property: (c.value_num, c.unit, c.qualifier, c.basis, c.phase)
        for c in news.claims
        if c.value_num is not None
    }
    assert figures == {
        "investment": (12e8, "CNY", "exact", None, None),
        "compute": (3000, "PFLOPS", "exact", "planned", None),
        "accelerators": (4000, "cards", "exact", "installed", "1"),
        "servers": (500, "servers", "exact", "installed", "1"),
        "pue": (1.2, None, "at_most", "installed", "1"),
        "it_load": (30, "MW", "exact", "installed", "1"),
    }
    assert len([c for c in news.claims if c.value_num is not None]) == len(figures)


def test_a_news_page_gives_its_events_with_phase_and_day(news: Extraction) -> None:
    assert [
        (c.value_text, c.basis, c.phase, str(c.event_on), c.event_precision)
        for c in told(news, "event")
    ] == [
        ("phase_online", None, "1", "2025-06-16", "day"),
        ("construction_start", "planned", "2", "2026-03-01", "month"),
    ]


def test_a_news_page_names_site_owner_model_and_place(news: Extraction) -> None:
    (subject,) = news.subjects
    assert (subject.key, subject.kind) == ("s1", "project")
    assert (subject.province_adcode, subject.city_adcode) == ("340000", "340200")
    assert values(news, "operator") == ["甲乙科技有限公司"]
    assert values(news, "accelerator_model") == ["昇腾910B"]
    assert values(news, "name_zh") == [subject.name]
    assert len(values(news, "place")) == 1


def test_values_are_written_as_on_the_page(news: Extraction) -> None:
    assert values(news, "investment") == ["１２亿元"]
    assert values(news, "compute") == ["3\u200b000P"]


def test_what_was_seen_and_not_taken_has_a_reason(news: Extraction) -> None:
    text = news.document.text
    left = {text[words.start : words.end]: (words.what, words.reason) for words in news.left_alone}
    assert left == {
        "25亿元": ("investment", "it is said of something else than a site of computing"),
        "12kW": ("rack_power", "power of one rack, not of the site"),
    }
    assert all(a.start <= b.start for a, b in pairwise(news.left_alone))


def test_an_award_is_no_investment(gazetteer: Gazetteer) -> None:
    found = read(TENDER, gazetteer)
    assert shares(found, "award_value") == [("青川湖数据中心", 3.2e7)]
    assert shares(found, "investment") == []
    assert values(found, "operator") == ["丙丁能源有限公司"]


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_quote_is_the_text_of_its_span_and_holds_its_words(
    text: str, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer, DAY)
    page = found.document.text
    assert_claims_sound(found, gazetteer)
    assert found.claims
    for claim in found.claims:
        assert claim.quote == page[claim.span_start : claim.span_end]
        assert claim.span_start <= claim.words_start < claim.words_end <= claim.span_end
        if claim.property not in {"event", "signal"}:
            assert page[claim.words_start : claim.words_end] == claim.value_text


def test_subjects_are_numbered_in_the_order_of_the_text(gazetteer: Gazetteer) -> None:
    found = read("云岭智算中心总投资12亿元。青川湖数据中心总投资20亿元。", gazetteer)
    assert [(s.key, s.name) for s in found.subjects] == [
        ("s1", "云岭智算中心"),
        ("s2", "青川湖数据中心"),
    ]
    assert [c.subject.key for c in found.claims] == sorted(c.subject.key for c in found.claims)


REASONS = [
    ("总投资25亿元。", "no subject is named before or behind it"),
    ("云岭智算中心、青川湖数据中心开工，总投资90亿元。", "it follows a list of several sites"),
    ("云岭智算中心由1000P扩容至3000P。", "the figure before the enlargement"),
    ("云岭智算中心的1P即一千万亿次算力。", "it defines the unit"),
    ("云岭智算中心算力2000P（1万P即每秒完成1万亿亿次运算）。", "it defines the unit"),
    ("云岭智算中心130P算力需求完成签约。", "what customers ask for, not what a site has"),
    ("以云岭智算中心为例，算力1000P。", "the sentence speaks of such sites in general"),
    ("云岭智算中心误写为9000P。", "the text calls the figure an error"),
    ("云岭智算中心旁的光伏电站200兆瓦。", "power of a plant beside the site, not of the site"),
    ("云岭智算中心收入3.2亿元。", "no word says what the money is for"),
    ("云岭智算中心有一台服务器。", "one piece, not a count"),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_a_figure_that_is_no_claim_says_why(text: str, reason: str, gazetteer: Gazetteer) -> None:
    assert reason in [words.reason for words in read(text, gazetteer).left_alone]


def test_a_refused_figure_is_no_claim(gazetteer: Gazetteer) -> None:
    for text, _ in REASONS:
        wrong = {1000.0, 9000.0, 200.0, 25e8, 90e8, 3.2e8}
        assert not wrong & {c.value_num for c in read(text, gazetteer).claims}


def test_a_noun_alone_with_an_event_is_no_subject(gazetteer: Gazetteer) -> None:
    assert read("智算中心开工。", gazetteer).subjects == ()
    assert len(read("智算中心总投资12亿元。", gazetteer).subjects) == 1


def test_a_place_of_which_only_events_are_told_is_no_subject(gazetteer: Gazetteer) -> None:
    found = read("庆阳市建设数据中心集群开工。", gazetteer)
    assert all(subject.kind != "place" for subject in found.subjects)


def test_a_name_is_written_without_the_reading_behind_its_characters(gazetteer: Gazetteer) -> None:
    found = read("云(yún)岭(lǐng)智算中心总投资12亿元。", gazetteer)
    assert [subject.name for subject in found.subjects] == ["云岭智算中心"]


def test_a_company_in_the_name_of_a_site_operates_it(gazetteer: Gazetteer) -> None:
    found = read("中国移动云岭数据中心总投资12亿元。", gazetteer)
    assert values(found, "operator") == ["中国移动"]


def test_an_event_of_a_batch_is_one_of_the_projects_named_next(gazetteer: Gazetteer) -> None:
    text = "芜湖市举行项目集中开工仪式。其中，云岭智算中心总投资12亿元。"
    found = read(text, gazetteer)
    events = [(c.subject.name, c.value_text) for c in told(found, "event")]
    assert events == [("云岭智算中心", "construction_start")]


def test_an_undated_approval_is_of_the_day_under_the_document(gazetteer: Gazetteer) -> None:
    text = (
        "甲乙科技有限公司：\n你单位报来的材料收悉。经研究，同意云岭智算中心项目备案，"
        "总投资12亿元。\n云岭市发展和改革委员会\n2025年3月5日"
    )
    found = read(text, gazetteer)
    assert {(c.value_text, str(c.event_on)) for c in told(found, "event")} == {
        ("approved", "2025-03-05")
    }
    assert values(found, "operator") == ["甲乙科技有限公司"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"%PDF-1.7", b"<html>", b"\x00" * 99])
def test_bytes_without_text_give_nothing_and_raise_nothing(
    content: bytes, gazetteer: Gazetteer
) -> None:
    found = extract_page(content, gazetteer)
    assert (found.subjects, found.claims, found.left_alone) == ((), (), ())


def test_the_day_that_the_caller_knows_goes_before_the_printed_one(gazetteer: Gazetteer) -> None:
    text = "云岭智算中心\n发布时间：2024-01-05\n云岭智算中心5月3日开工。"
    (event,) = told(read(text, gazetteer, DAY), "event")
    assert str(event.event_on) == "2025-05-03"
    (event,) = told(read(text, gazetteer), "event")
    assert str(event.event_on) == "2023-05-03"
