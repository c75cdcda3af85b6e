"""What has happened and what is planned, with the date of each."""

from datetime import date

import pytest

from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.happenings import find_happenings, happenings_of
from dcpipeline.extract.page_dates import dates_of
from dcpipeline_tests.extract.sentences import page_of

DAY = date(2025, 6, 18)


def happenings(text: str, day: date | None = DAY) -> list[Happening]:
    page = page_of(text, published=day)
    found: list[Happening] = []
    for sentence in page.sentences:
        mentions = [m for m in find_happenings(page) if sentence.start <= m.start < sentence.end]
        dates = [d for d in dates_of(page) if sentence.start <= d.span[0] < sentence.end]
        found += happenings_of(page, sentence, mentions, dates)
    return found


def stated(text: str) -> list[str]:
    return [happening.event for happening in happenings(text) if not happening.planned]


def planned(text: str) -> list[str]:
    return [happening.event for happening in happenings(text) if happening.planned]


def dated(text: str, day: date | None = DAY) -> list[tuple[str, str | None]]:
    return [(h.event, str(h.on.start) if h.on else None) for h in happenings(text, day)]


STATED = [
    ("云岭智算中心正式签约。", ["signed"]),
    ("云岭智算中心获批。", ["approved"]),
    ("云岭智算中心开工。", ["construction_start"]),
    ("云岭智算中心奠基。", ["construction_start"]),
    ("云岭智算中心封顶。", ["construction_start"]),
    ("云岭智算中心首批机柜上线。", ["phase_online"]),
    ("云岭智算中心投产。", ["operational"]),
    ("云岭智算中心投入使用。", ["operational"]),
    ("云岭智算中心停工。", ["suspended"]),
    ("云岭智算中心项目终止。", ["cancelled"]),
    ("云岭智算中心完成扩容。", ["expanded"]),
    ("云岭智算中心主体结构已完工。", ["construction_start"]),
    ("双方签署《云岭智算中心投资协议之解除协议》。", ["cancelled"]),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_status_words_tell_events(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


WITHDRAWN = ["发改委撤销云岭智算中心备案。", "发改委注销云岭智算中心的批复。"]


@pytest.mark.parametrize("text", WITHDRAWN)
def test_an_approval_that_is_withdrawn_is_a_cancellation(text: str) -> None:
    assert set(stated(text)) == {"cancelled"}


PLANNED = [
    ("云岭智算中心预计年底投产。", ["operational"]),
    ("云岭智算中心将于10月开工。", ["construction_start"]),
    ("按照计划，云岭智算中心2026年底投产。", ["operational"]),
    ("云岭智算中心力争年内开工。", ["construction_start"]),
    ("云岭智算中心2026年3月投产。", ["operational"]),
]


@pytest.mark.parametrize(("text", "expected"), PLANNED)
def test_what_is_to_come_is_planned(text: str, expected: list[str]) -> None:
    assert (planned(text), stated(text)) == (expected, [])


CONDITIONS = [
    "云岭智算中心建成后算力达1000P。",
    "云岭智算中心投产后年产值12亿元。",
    "云岭智算中心投运时算力达1000P。",
    "一旦投产，产值可达12亿元。",
    "云岭智算中心具备开工条件。",
    "云岭智算中心办理开工手续。",
]
WISHES = [
    "力促云岭智算中心早日开工。",
    "希望云岭智算中心投产。",
    "推动云岭智算中心开工。",
    "争取云岭智算中心获批。",
    "供电设施应同步投运。",
]
NEGATIONS = [
    "云岭智算中心尚未开工。",
    "云岭智算中心尚未取得批复。",
    "云岭智算中心尚待核准。",
    "云岭智算中心还没有投产。",
    "云岭智算中心尚需获得批复。",
    "通过验收方可投产。",
]
OF_OTHERS = [
    "云岭智算中心毗邻已建成的厂房。",
    "云岭智算中心接入已投运的风电场。",
    "云岭智算中心与用户签署算力服务合同。",
    "甲乙公司签订服务器采购合同。",
    "甲乙公司签订施工总承包合同。",
    "云岭智算中心落实《建成投运管理办法》。",
    "甲乙公司获得一台移交给云岭智算中心使用的设备。",
    "云岭智算中心已建成算力1000P。",
    "云岭智算中心投资协议公布。",
]  # fmt: skip


@pytest.mark.parametrize("text", CONDITIONS)
def test_conditions_and_points_in_time_are_no_news(text: str) -> None:
    assert happenings(text) == []


@pytest.mark.parametrize("text", WISHES)
def test_wishes_and_duties_are_no_news(text: str) -> None:
    assert happenings(text) == []


@pytest.mark.parametrize("text", NEGATIONS)
def test_what_has_not_happened_is_no_event(text: str) -> None:
    assert happenings(text) == []


@pytest.mark.parametrize("text", OF_OTHERS)
def test_attributes_contracts_titles_and_papers_are_no_events(text: str) -> None:
    assert happenings(text) == []


def test_a_point_in_time_with_a_past_date_has_been() -> None:
    assert stated("云岭智算中心2024年5月投产后，产值12亿元。") == ["operational"]
    assert stated("云岭智算中心自2024年5月开工以来，进展顺利。") == ["construction_start"]


def test_an_attribute_of_the_site_itself_is_an_event() -> None:
    assert stated("已投运的云岭智算中心算力达1000P。") == ["operational"]


def test_an_end_of_an_agreement_about_services_ends_no_site() -> None:
    assert happenings("甲乙公司终止算力服务合同。") == []
    assert stated("甲乙公司终止云岭智算中心项目。") == ["cancelled"]


DATES = [
    ("云岭智算中心2024年5月3日开工。", [("construction_start", "2024-05-03")]),
    ("2024年5月3日，云岭智算中心开工。", [("construction_start", "2024-05-03")]),
    ("云岭智算中心5月开工。", [("construction_start", "2025-05-01")]),
    ("云岭智算中心去年11月开工。", [("construction_start", "2024-11-01")]),
    ("云岭智算中心11月开工。", [("construction_start", "2024-11-01")]),
    (
        "云岭智算中心2023年5月签约，2024年3月开工，2025年4月投产。",
        [("signed", "2023-05-01"), ("construction_start", "2024-03-01"),
         ("operational", "2025-04-01")],
    ),
    (
        "云岭传来消息：2024年5月3日云岭智算中心签约，同日开工。",
        [("signed", "2024-05-03"), ("construction_start", "2024-05-03")],
    ),
    ("云岭智算中心备案日期：2025年2月14日。", [("approved", "2025-02-14")]),
    ("截至2025年5月，云岭智算中心投产。", [("operational", None)]),
    ("云岭智算中心投产。", [("operational", None)]),
    (
        "2025年5月3日，记者走进云岭智算中心，该中心已投产。",
        [("operational", None)],
    ),
    (
        "云岭传来消息：2025年5月3日上午，建成不久的云岭智算中心签约。",
        [("operational", None), ("signed", "2025-05-03")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_each_date_goes_to_the_event_that_it_stands_beside(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert dated(text) == expected


def test_the_day_that_opens_a_sentence_holds_for_all_that_it_reports() -> None:
    text = "2025年5月3日，云岭智算中心签约，青川湖智算中心开工。"
    assert dated(text) == [("signed", "2025-05-03"), ("construction_start", "2025-05-03")]
    other = "2025年5月3日，云岭智算中心签约，此前青川湖智算中心开工。"
    assert dated(other) == [("signed", "2025-05-03"), ("construction_start", None)]


def test_a_month_ahead_is_this_years_in_a_plan_and_last_years_in_a_report() -> None:
    assert dated("云岭智算中心计划10月投产。") == [("operational", "2025-10-01")]
    assert dated("云岭智算中心10月投产。") == [("operational", "2024-10-01")]


def test_without_a_day_of_the_page_a_month_dates_nothing() -> None:
    assert dated("云岭智算中心5月开工。", day=None) == [("construction_start", None)]


def test_the_year_of_a_list_dates_nothing() -> None:
    found = dated("云岭智算中心列入2025年重点项目。")
    assert all(on is None for _, on in found)


def test_spans_are_those_of_the_words() -> None:
    (found,) = happenings("云岭智算中心投产。")
    assert (found.start, found.end) == (6, 8)


STEPS = [
    ("云岭智算中心项目将于明年6月完成竣工交付、8月正式投产运营。",
     [("operational", "2026-06-01", True), ("operational", "2026-08-01", True)]),
    ("云岭智算中心项目计划今年10月封顶,12月投产。", [("operational", "2025-12-01", True)]),
    ("云岭智算中心项目2024年3月开工,6月封顶。",
     [("construction_start", "2024-03-01", False), ("construction_start", "2024-06-01", False)]),
    ("云岭智算中心项目去年11月开工,3月封顶。",
     [("construction_start", "2024-11-01", False), ("construction_start", "2025-03-01", False)]),
    ("云岭智算中心项目2024年3月开工以来进展顺利,6月封顶。",
     [("construction_start", "2024-03-01", False), ("construction_start", "2025-06-01", False)]),
    ("云岭智算中心项目2025年底投产。", [("operational", "2025-01-01", True)]),
    ("云岭智算中心项目2024年底投产。", [("operational", "2024-01-01", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STEPS)
def test_a_later_step_is_planned_with_the_one_before_it_and_follows_it(
    text: str, expected: list[tuple[str, str, bool]]
) -> None:
    found = [(h.event, str(h.on.start), h.planned) for h in happenings(text) if h.on]
    assert found == expected


def test_the_end_of_a_year_may_have_come_when_it_is_told_in_december() -> None:
    found = happenings("云岭智算中心项目2025年底投产。", date(2025, 12, 28))
    assert [h.planned for h in found] == [False]
