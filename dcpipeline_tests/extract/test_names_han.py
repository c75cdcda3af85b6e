"""Names of sites in Chinese: where they begin and end, and what is a noun and no name."""

import pytest

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.names_han import LONGEST_NAME, find_names, key_of_name


def anchors(text: str) -> list[Anchor]:
    found = list(find_names(text, text.lower(), 0, len(text)))
    assert all(text[a.start : a.end] == a.name for a in found if a.name)
    return found


def named(text: str) -> list[str]:
    return [anchor.name for anchor in anchors(text) if anchor.kind == "named"]


BEGINNINGS = [
    ("日前,位于芜湖的云岭智算中心开工", "云岭智算中心"),
    ("总投资25亿元的云岭智算中心开工", "云岭智算中心"),
    ("2025年6月云岭智算中心开工", "云岭智算中心"),
    ("由甲乙公司建设的云岭智算中心开工", "云岭智算中心"),
    ("3.云岭智算中心", "云岭智算中心"),
    ("(二)云岭智算中心", "云岭智算中心"),
    ("①云岭智算中心", "云岭智算中心"),
    ("“云岭谷”智算中心开工", "“云岭谷”智算中心"),
    ("齐齐哈尔1000P智算中心开工", "齐齐哈尔1000P智算中心"),
    ("呼和浩特智算中心开工", "呼和浩特智算中心"),
    ("和林格尔智算中心开工", "和林格尔智算中心"),
    ("华为云岭数据中心开工", "华为云岭数据中心"),
    ("云谷生物医药智算中心开工", "云谷生物医药智算中心"),
    ("国家超级计算云岭中心开工", "国家超级计算云岭中心"),
    ("网站挂出《云岭智算中心项目评标结果》", "云岭智算中心项目"),
    ("总投资2亿元投入云岭智算中心建设", "云岭智算中心"),
    ("“一平台”即云岭智算中心", "云岭智算中心"),
    ("即墨智算中心开工", "即墨智算中心"),
    ("领导一行莅临云岭智造大数据产业园", "云岭智造大数据产业园"),
    ("建设者奋战云岭智算中心", "云岭智算中心"),
    ("云岭信息港C-1、C-2新型智算中心项目开工", "云岭信息港C-1、C-2新型智算中心项目"),
]
BEHIND_OTHER_WORDS = [
    "加上江口智算中心", "连同江口智算中心", "有消息说江口智算中心要停", "听说江口智算中心要停",
    "导致江口智算中心停工", "仅江口智算中心就有3栋楼", "揭秘江口智算中心", "剥离江口智算中心",
    "节后江口智算中心复工", "致敬江口智算中心建设者", "昨天江口智算中心停电", "不止江口智算中心",
    "投标江口智算中心的服务", "确保今年年底江口智算中心投运", "力争年内江口智算中心开工",
    "上半年江口智算中心投运", "月底江口智算中心投运",
    "评估江口智算中心的能效", "衡量江口智算中心的能效",
]  # fmt: skip
NO_NAMES = [
    "一个县城建算力中心,值不值", "小城建智算中心引来争议", "好确保数据中心的收入",
    "靠租金养活数据中心", "为了保住数据中心的用电指标", "他质疑算力中心的必要性",
    "花大价钱建算力中心", "有人担心算力中心过剩", "提高数据中心效率", "多少算力中心才够",
    "首届“西部数谷”算力产业大会", "随著数据中心陆续投运", "成立西部算电协同创新中心",
    "出席“云岭数谷”产业峰会", "云岭数谷发展论坛开幕", "算力大会数据中心分论坛", "大力发展数据中心",
    "青禾集团的青麦数据中心基金",
    "满足企业数字化转型数据中心需求",
    "确保年底超算中心投运", "这是评价数据中心能效的指标", "10大数据中心落地", "12大数据中心",
    "衡量算力中心的标准", "考核数据中心的能耗", "青麦数据中心信托基金", "推高数据中心概念股",
]  # fmt: skip
ENDINGS = [
    ("云岭智算中心一期项目开工", "云岭智算中心一期项目"),
    ("云岭智算中心二期开工", "云岭智算中心二期"),
    ("云岭智算中心(一期)项目开工", "云岭智算中心(一期)项目"),
    ("云岭智算中心扩建工程开工", "云岭智算中心扩建工程"),
    ("云岭算力产业园A区开工", "云岭算力产业园A区"),
    ("云岭智算中心(建设中)", "云岭智算中心"),
    ("云岭智算中心(效果图)", "云岭智算中心"),
    ("云岭智算中心(李明摄)", "云岭智算中心"),
    ("云岭智算中心(江口)开工", "云岭智算中心(江口)"),
    ("云岭零碳数据基地开工", "云岭零碳数据基地"),
    ("云岭大数据中心省会区域分中心项目开工", "云岭大数据中心省会区域分中心项目"),
    ("国家超算云岭中心青川大学分中心开工", "国家超算云岭中心青川大学分中心"),
]


@pytest.mark.parametrize(("text", "name"), BEGINNINGS)
def test_a_name_begins_behind_verbs_dates_amounts_and_numbers(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "江口县花11亿建算力中心",
        "江口投资8亿元建设智算中心",
        "江口一数据中心停工",
        "江口一大型数据中心易主",
        "江口一在建绿色智算中心停工",
    ],
)
def test_a_certain_site_of_a_place_has_no_name(text: str) -> None:
    assert [anchor.kind for anchor in anchors(text)] == ["new"]


@pytest.mark.parametrize("text", BEHIND_OTHER_WORDS)
def test_a_name_begins_behind_joints_and_words_of_speech(text: str) -> None:
    assert named(text) == ["江口智算中心"]


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_verb_before_a_noun_is_no_name(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(("text", "name"), ENDINGS)
def test_phases_parts_and_the_word_project_belong_to_the_name(text: str, name: str) -> None:
    assert named(text) == [name]


@pytest.mark.parametrize("joint", ["和", "、", "及", "以及", "与"])
def test_two_names_in_a_list_are_two(joint: str) -> None:
    text = f"云岭智算中心{joint}青川湖数据中心开工"
    assert named(text) == ["云岭智算中心", "青川湖数据中心"]


NOUNS = [
    ("该智算中心投产", "pronoun"),
    ("这座数据中心投产", "pronoun"),
    ("将建一座智算中心", "new"),
    ("首个智算中心投产", "new"),
    ("大型绿色智算中心投产", "bare"),
    ("智算中心投产", "bare"),
    ("建成3座智算中心", "programme"),
    ("建成十余个数据中心", "programme"),
    ("数据中心已超过50个", "programme"),
    ("国内首个全国产芯片智算中心点亮", "new"),
    ("截至3月,4 栋算力中心机房全部封顶", "bare"),
    ("云岭、青川五大算力中心先后投产", "programme"),
]


@pytest.mark.parametrize(("text", "kind"), NOUNS)
def test_a_noun_without_a_word_of_its_own_is_no_name(text: str, kind: str) -> None:
    assert [(anchor.kind, anchor.name) for anchor in anchors(text)] == [(kind, "")]


def test_all_such_projects_of_a_place_are_a_programme() -> None:
    assert [(a.kind, a.name) for a in anchors("芜湖市算力产业项目推进会")] == [
        ("programme", "芜湖市算力产业项目")
    ]


@pytest.mark.parametrize("text", ["芜湖数据中心集群建设提速", "云岭数据中心集群建设提速"])
def test_a_cluster_is_a_place(text: str) -> None:
    assert [anchor.kind for anchor in anchors(text)] == ["place"]


@pytest.mark.parametrize(
    "text",
    [
        "数据中心业务增长",
        "算力基础设施运营商",
        "大数据中心业主表示",
        "一批重点任务",
        "完成风机吊装",
        "这座“数据仓库”依旧现代",
        "云岭算力版图又添新项目",
        "建设皖北先进算力节点城市",
        "按国际数据中心T3标准建设",
        "被列为中国移动数据中心总体布局的重点",
        "国内首个全国产芯片万卡绿算集群项目点亮",
    ],
)
def test_trades_and_persons_are_no_sites(text: str) -> None:
    assert named(text) == []


def test_a_name_has_a_longest_form() -> None:
    text = "岭" * 200 + "智算中心"
    (name,) = named(text)
    assert len(name) <= LONGEST_NAME + len("智算中心")


SAME = [
    ("云岭智算中心", "云岭智算中心项目"),
    ("云岭智算中心", "云岭智算中心(一期)项目"),
    ("云岭智算中心", "云岭智算中心二期"),
    ("云岭智算中心", "“云岭”智算中心"),
    ("云岭AI智算中心", "云岭 ai 智算中心"),
    ("云岭市大数据产业园", "云岭大数据产业园"),
    ("云岭县智算中心项目", "云岭智算中心"),
]
OTHER = [("云岭智算中心", "云谷智算中心"), ("云岭智算中心", "云岭超算中心")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of_name(one) == key_of_name(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key_of_name(one) != key_of_name(other)


def test_a_key_is_never_empty() -> None:
    assert key_of_name("项目") == "项目"


NO_PART_OF_A_NAME = [
    "要建云岭智算中心", "离不开云岭智算中心", "但云岭智算中心", "赣州市建云岭智算中心",
    "盘活云岭智算中心", "靠云岭智算中心", "这些云岭智算中心", "如云岭智算中心",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_PART_OF_A_NAME)
def test_verbs_and_joints_before_a_name_are_none_of_it(text: str) -> None:
    assert named(text) == ["云岭智算中心"]


@pytest.mark.parametrize(
    "name", ["如东智算中心", "中建智算中心", "福建云智算中心", "比亚迪智算中心"]
)
def test_names_that_hold_such_a_character_stay_whole(name: str) -> None:
    assert named(name) == [name]


UNNAMED = ["新能源加智算中心", "共容纳16幢数据中心", "要建云计算中心", "4座独立数据中心"]


@pytest.mark.parametrize("text", UNNAMED)
def test_a_noun_behind_a_verb_or_a_number_names_nothing(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("江西省赣州市赣州数谷", "赣州数谷"), ("江西省赣州市云岭智算中心", "赣州市云岭智算中心")],
)
def test_a_name_may_be_told_with_its_province(one: str, other: str) -> None:
    assert key_of_name(one).endswith(key_of_name(other))
