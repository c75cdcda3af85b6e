"""What sentences are about: whom figures, events and pronouns belong to."""

import pytest

from dcpipeline.extract.discourse import read_subjects
from dcpipeline.extract.document import Block, BlockKind, Document
from dcpipeline.extract.frames import Frame, same_name
from dcpipeline.extract.governing import governing
from dcpipeline.extract.headings import is_heading
from dcpipeline.extract.segments import page_text
from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import events, read, shares, subjects_of

YUNLING, QINGCHUAN, HEXI = "云岭智算中心", "青川湖数据中心", "河西算力中心"


def governed(text: str, words: str, gazetteer: Gazetteer, fronted: bool = False) -> list[str]:
    """The names of the subjects that words belong to."""
    page, readings, _ = subjects_of(text, gazetteer)
    at = page.text.index(words)
    (reading,) = (r for r in readings if r.sentence.start <= at < r.sentence.end)
    return [f.name for f in governing(page, reading, at, at + len(words), fronted)]


def projects(text: str, gazetteer: Gazetteer) -> list[Frame]:
    _, _, frames = subjects_of(text, gazetteer)
    return [frame for frame in frames if frame.kind == "project"]


NEAREST = [
    (f"总投资25亿元的{YUNLING}开工。", "25亿元", YUNLING),
    (f"{QINGCHUAN}投产，总投资25亿元的{YUNLING}开工。", "25亿元", YUNLING),
    (f"{YUNLING}总投资25亿元，{QINGCHUAN}开工。", "25亿元", YUNLING),
    (f"{YUNLING}开工，{QINGCHUAN}总投资25亿元。", "25亿元", QINGCHUAN),
    (f"{YUNLING}开工。{QINGCHUAN}投产。规划算力1000P。", "1000P", QINGCHUAN),
    (f"{YUNLING}开工。规划算力1000P。", "1000P", YUNLING),
]


@pytest.mark.parametrize(("text", "words", "name"), NEAREST)
def test_words_belong_to_the_name_right_behind_else_before_else_to_the_focus(
    text: str, words: str, name: str, gazetteer: Gazetteer
) -> None:
    assert governed(text, words, gazetteer) == [name]


def test_only_what_may_open_a_sentence_belongs_to_a_name_in_a_later_clause(
    gazetteer: Gazetteer,
) -> None:
    text = f"{QINGCHUAN}投产。昨日开工，{YUNLING}迎来节点。"
    assert governed(text, "开工", gazetteer, fronted=True) == [YUNLING]
    assert governed(text, "开工", gazetteer) == [QINGCHUAN]


def test_words_before_any_name_have_no_subject(gazetteer: Gazetteer) -> None:
    assert governed("总投资25亿元。", "25亿元", gazetteer) == []


@pytest.mark.parametrize("joint", ["、", "和", "以及", "与"])
def test_what_is_said_of_a_list_is_said_of_each_of_it(joint: str, gazetteer: Gazetteer) -> None:
    text = f"{YUNLING}、{QINGCHUAN}{joint}{HEXI}开工。"
    assert sorted(governed(text, "开工", gazetteer)) == sorted([YUNLING, QINGCHUAN, HEXI])


def test_a_list_with_two_states_is_split_at_the_state(gazetteer: Gazetteer) -> None:
    found = read(f"{YUNLING}、{QINGCHUAN}等建成投运，{HEXI}、云谷智算中心等开工建设。", gazetteer)
    assert events(found) == [
        (YUNLING, "operational"),
        (QINGCHUAN, "operational"),
        (HEXI, "construction_start"),
        ("云谷智算中心", "construction_start"),
    ]


def test_the_noun_that_closes_a_list_is_none_of_it(gazetteer: Gazetteer) -> None:
    text = f"{YUNLING}、{QINGCHUAN}等项目开工建设。"
    assert [frame.name for frame in projects(text, gazetteer)] == [YUNLING, QINGCHUAN]
    assert sorted(governed(text, "开工", gazetteer)) == sorted([YUNLING, QINGCHUAN])


@pytest.mark.parametrize("word", ["该中心", "项目", "该项目", "园区", "该智算中心"])
def test_a_pronoun_means_the_last_site(word: str, gazetteer: Gazetteer) -> None:
    text = f"{QINGCHUAN}投产。{YUNLING}开工。{word}总投资12亿元。"
    assert governed(text, "12亿元", gazetteer) == [YUNLING]


def test_the_former_and_the_latter_are_told_apart(gazetteer: Gazetteer) -> None:
    text = f"{YUNLING}开工，{QINGCHUAN}投产。前者算力1000P，后者算力2000P。"
    assert governed(text, "1000P", gazetteer) == [YUNLING]
    assert governed(text, "2000P", gazetteer) == [QINGCHUAN]


SHORT = [
    ("清水塘绿色数据中心", "清水塘项目"),
    ("清水塘绿色数据中心", "清水塘中心"),
    ("清水塘绿色数据中心", "清水塘绿色数据中心项目"),
    ("芜湖清水塘数据中心", "清水塘数据中心"),
]


@pytest.mark.parametrize(("name", "short"), SHORT)
def test_a_short_form_means_the_site_whose_name_holds_it(
    name: str, short: str, gazetteer: Gazetteer
) -> None:
    text = f"{name}开工。{YUNLING}投产。{short}总投资12亿元。"
    found = shares(read(text, gazetteer), "investment")
    assert found in ([(name, 12e8)], [(f"{name}项目", 12e8)])


def test_a_common_word_is_no_short_form(gazetteer: Gazetteer) -> None:
    text = f"云岭移动智算中心开工。{YUNLING}投产。移动项目总投资12亿元。"
    assert governed(text, "12亿元", gazetteer) != ["云岭移动智算中心"]


ALIASES = [
    "云岭智算中心暨河西人工智能计算中心",
    "云岭智算中心(河西人工智能计算中心)",
    "云岭智算中心/河西人工智能计算中心",
    "云岭智算中心(以下简称“河西人工智能计算中心”)",
]


@pytest.mark.parametrize("words", ALIASES)
def test_a_second_name_beside_the_first_is_the_same_site(words: str, gazetteer: Gazetteer) -> None:
    text = f"{words}开工。{QINGCHUAN}投产。河西人工智能计算中心总投资12亿元。"
    first, second = projects(text, gazetteer)
    assert second.name == QINGCHUAN
    assert governed(text, "12亿元", gazetteer) == [first.name]


SAME = [
    ("云岭智算中心", {"芜湖云岭智算中心"}, True),
    ("芜湖云岭智算中心", {"云岭智算中心"}, True),
    ("云岭智算中心一", {"云岭智算中心"}, True),
    ("岭智算", {"云岭智算"}, False),
    ("云岭智算中心", {"云谷智算中心"}, False),
    ("cloud i", {"cloud ii"}, False),
    ("heyuan cloud", {"new heyuan cloud"}, True),
]


@pytest.mark.parametrize(("key", "keys", "expected"), SAME)
def test_names_are_one_where_words_are_left_out_in_front_or_behind(
    key: str, keys: set[str], expected: bool
) -> None:
    assert same_name(key, keys) is expected


def test_the_title_may_leave_out_characters_of_the_name(gazetteer: Gazetteer) -> None:
    text = "白城通榆智算中心开工\n白城市通榆县吉云智算中心总投资6亿元。"
    found = read(text, gazetteer)
    assert [subject.name for subject in found.subjects] == ["白城市通榆县吉云智算中心"]


def test_the_first_name_of_the_text_names_the_site_of_the_headline(gazetteer: Gazetteer) -> None:
    found = read(f"大型智算中心正式开工\n{YUNLING}总投资12亿元。", gazetteer)
    assert events(found) == [(YUNLING, "construction_start")]
    assert [subject.name for subject in found.subjects] == [YUNLING]


def test_what_only_says_where_a_site_stands_is_no_subject(gazetteer: Gazetteer) -> None:
    for text in (
        f"在云谷大数据产业园内，{YUNLING}总投资12亿元。",
        f"{YUNLING}毗邻{QINGCHUAN}，总投资12亿元。",
        f"{YUNLING}入驻云谷大数据产业园，总投资12亿元。",
    ):
        assert [frame.name for frame in projects(text, gazetteer)] == [YUNLING]


def test_what_a_site_is_to_become_is_the_site(gazetteer: Gazetteer) -> None:
    text = f"{YUNLING}开工，打造国际标杆云数据中心，总投资12亿元。"
    assert [frame.name for frame in projects(text, gazetteer)] == [YUNLING]
    assert governed(text, "12亿元", gazetteer) == [YUNLING]


@pytest.mark.parametrize("place", ["位于安徽省芜湖市", "坐落于安徽省芜湖市", "地处甘肃庆阳"])
def test_where_the_site_of_a_heading_lies_is_no_subject(place: str, gazetteer: Gazetteer) -> None:
    found = read(f"{YUNLING}\n{place}，规划机架3000架，2024年5月开工。", gazetteer)
    assert [(s.kind, s.name) for s in found.subjects] == [("project", YUNLING)]


PLACES = [
    ("今日之宁夏，17万架机架矗立。", "17万架", "宁夏"),
    ("庆阳市算力规模达到12000P。", "12000P", "庆阳市"),
    (f"{YUNLING}投产。芜湖市算力总规模达12000P。", "12000P", "芜湖市"),
    ("中卫集群机架规模达到15万架。", "15万架", "中卫集群"),
]


@pytest.mark.parametrize(("text", "words", "name"), PLACES)
def test_what_all_of_a_place_has_is_said_of_the_place(
    text: str, words: str, name: str, gazetteer: Gazetteer
) -> None:
    page, readings, _ = subjects_of(text, gazetteer)
    at = page.text.index(words)
    reading = next(r for r in readings if r.sentence.start <= at < r.sentence.end)
    (frame,) = governing(page, reading, at, at + len(words), False)
    assert (frame.kind, frame.name) == ("place", name)


def test_a_place_with_a_site_of_its_own_is_no_topic(gazetteer: Gazetteer) -> None:
    _, _, frames = subjects_of("宁夏某园区，机架4000架。", gazetteer)
    assert all(frame.kind != "place" for frame in frames)


def test_what_is_said_of_another_project_is_read_of_nothing(gazetteer: Gazetteer) -> None:
    text = f"{YUNLING}开工，总投资12亿元。同期启动的生活配套项目总投资25亿元。"
    found = read(text, gazetteer)
    assert shares(found, "investment") == [(YUNLING, 12e8)]
    assert [words.reason for words in found.left_alone] == [
        "it is said of something else than a site of computing"
    ]


def test_the_project_behind_another_project_is_that_one(gazetteer: Gazetteer) -> None:
    text = f"{YUNLING}开工。同期启动的生活配套项目总投资25亿元。该项目占地大，总投资26亿元。"
    assert shares(read(text, gazetteer), "investment") == []


@pytest.mark.parametrize("scope", ["国内", "全国", "业内"])
def test_such_sites_in_general_are_no_subject(scope: str, gazetteer: Gazetteer) -> None:
    assert projects(f"{scope}在建的智算中心规模很大。", gazetteer) == []


def test_the_whole_portfolio_of_a_company_is_a_programme(gazetteer: Gazetteer) -> None:
    _, _, frames = subjects_of("中国电信在全国运营的智算中心总算力2万P。", gazetteer)
    assert [(frame.kind, frame.name) for frame in frames] == [("programme", "中国电信")]


def test_a_new_record_begins_without_a_subject(gazetteer: Gazetteer) -> None:
    text = f"{YUNLING}开工。\n规划算力1000P。"
    blocks = (Block("item", 0, 9, record=0), Block("item", 10, 20, record=1))
    page = page_text(Document(text, blocks, "project_list", "zh"))
    readings, _ = read_subjects(page, ())
    assert [reading.focus is None for reading in readings] == [True, True]


@pytest.mark.parametrize(
    ("block", "line", "expected"),
    [
        ("heading", "云岭近况", True),
        ("paragraph", "▎云岭近况", True),
        ("paragraph", "【" + "云岭近况" * 12, False),
        ("paragraph", "云岭近况", False),
    ],
)
def test_a_heading_is_one_by_its_kind_or_its_mark(
    block: BlockKind, line: str, expected: bool
) -> None:
    page = page_text(Document(line, (Block(block, 0, len(line)),), "news", "zh"))
    assert is_heading(page, page.sentences[0]) is expected


SAID_OF_IT = [
    f"{YUNLING}昨日开工。这是青川首个智算中心项目，规划算力1000P。",
    f"{YUNLING}昨日开工，这也是甲乙集团在青川规划的第四个算力中心项目，规划算力1000P。",
    f"{YUNLING}，是甲乙集团在青川落地的首个大型智算中心，规划算力1000P。",
    f"记者走进{YUNLING}。经理说：“这里是集团华东枢纽算力节点，规划算力1000P。”",
]


@pytest.mark.parametrize("text", SAID_OF_IT)
def test_what_a_site_is_said_to_be_is_no_other_site(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    assert [s.name for s in found.subjects if s.kind == "project"] == [YUNLING]
    assert shares(found, "compute") == [(YUNLING, 1000.0)]


def test_a_site_without_a_name_has_the_one_that_it_is_said_to_be(gazetteer: Gazetteer) -> None:
    found = read(f"一座智算中心昨日开工。这里是{YUNLING}，规划算力1000P。", gazetteer)
    assert shares(found, "compute") == [(YUNLING, 1000.0)]


TOTALS_BESIDE_A_SITE = [
    f"{YUNLING}总投资12亿元。2024年以来智算中心猛增，总体投资额超过800亿元。",
    f"{YUNLING}总投资12亿元。列入今年计划的配套工程共11项，概算总投资16亿元。",
    f"{YUNLING}总投资12亿元。2023年以来签下的算力项目，总投资超过320亿元。",
]


@pytest.mark.parametrize("text", TOTALS_BESIDE_A_SITE)
def test_what_many_sites_cost_together_is_not_said_of_the_one_before(
    text: str, gazetteer: Gazetteer
) -> None:
    found = read(text, gazetteer)
    assert [value for name, value in shares(found, "investment") if name == YUNLING] == [1.2e9]


def test_a_site_told_by_its_size_is_another_one(gazetteer: Gazetteer) -> None:
    found = read(f"{YUNLING}算力900P。另外，青川公司有意建一座约2000P的智算中心。", gazetteer)
    assert shares(found, "compute") == [(YUNLING, 900.0), (None, 2000.0)]


def test_the_only_site_of_a_page_may_be_told_as_where_somebody_stands(
    gazetteer: Gazetteer,
) -> None:
    found = read(f"走进{YUNLING}里，负责人翻着订单。一期算力120P，二期算力180P。", gazetteer)
    assert shares(found, "compute") == [(YUNLING, 120.0), (YUNLING, 180.0)]


def test_the_parts_that_a_site_is_to_hold_are_no_sites(gazetteer: Gazetteer) -> None:
    text = (
        f"{YUNLING}昨日开工。项目建设“两中心一平台”，即绿色算力调度中心、{HEXI}，加上算力创新平台。"
        "规划算力1000P。"
    )
    assert shares(read(text, gazetteer), "compute") == [(YUNLING, 1000.0)]


LISTED_BY_STATE = [
    f"动了工的有两家，{YUNLING}和{HEXI}。",
    f"已经动工的包括{YUNLING}和{HEXI}。",
]


@pytest.mark.parametrize("text", LISTED_BY_STATE)
def test_a_state_that_heads_a_list_is_that_of_its_sites(text: str, gazetteer: Gazetteer) -> None:
    assert events(read(text, gazetteer)) == [
        (YUNLING, "construction_start"), (HEXI, "construction_start"),
    ]  # fmt: skip


def test_the_park_in_which_a_site_lies_is_no_site_beside_it(gazetteer: Gazetteer) -> None:
    found = read(f"{YUNLING}昨日开工，地点在青川云计算产业园，规划算力1000P。", gazetteer)
    assert [s.name for s in found.subjects if s.kind == "project"] == [YUNLING]


def test_a_second_name_is_the_same_site(gazetteer: Gazetteer) -> None:
    found = read(f"{YUNLING}，又名青川协作算力园，规划算力1000P。", gazetteer)
    assert shares(found, "compute") == [(YUNLING, 1000.0)]


def test_a_park_that_is_to_hold_a_center_is_a_site(gazetteer: Gazetteer) -> None:
    text = "云岭5G产业园项目昨日开工，由甲乙集团投建，拟投资45亿元，建设3000个机柜的数据中心。"
    found = read(text, gazetteer)
    assert events(found) == [("云岭5G产业园项目", "construction_start")]
    assert shares(found, "investment") == [("云岭5G产业园项目", 4.5e9)]


def test_a_park_of_other_trades_is_none(gazetteer: Gazetteer) -> None:
    found = read("云岭食品产业园项目昨日开工，拟投资45亿元，建设厂房30栋。", gazetteer)
    assert found.subjects == ()
