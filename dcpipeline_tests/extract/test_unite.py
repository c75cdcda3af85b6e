"""One site told twice, and two that only look like one."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

ONE = [
    (
        "A computing center cooled by seawater opened on Tuesday in Weihai, Shandong.\n\n"
        "Azure Bay AI Computing Center in Weihai holds 1,024 cards. Its owner is Weihai Yulang.",
        "Azure Bay AI Computing Center",
    ),
    (
        "Azure Bay AI Computing Center in Weihai, Shandong, went live with 1,024 cards.\n\n"
        "Seen from the pier, a computing center went live in Weihai with a PUE of 1.1.",
        "Azure Bay AI Computing Center",
    ),
    (
        "巴彦淖尔新建智算中心开工\n\n7月3日，天昱云岭算力项目在巴彦淖尔市开工，总投资10.8亿元。"
        "\n\n巴彦淖尔市一座智算中心开工，规划算力5000P。",
        "天昱云岭算力项目",
    ),
    # two phases are no two times of one event
    (
        "The first phase of the Blue Hill data center in Hohhot opened in May 2023.\n\n"
        "A data center in Hohhot opened its second phase in June 2024.",
        "Blue Hill data center",
    ),
    # a plan may move
    (
        "The Blue Hill data center in Hohhot is to open in May 2025.\n\n"
        "A data center in Hohhot with 3,000 racks is to open in June 2026.",
        "Blue Hill data center",
    ),
]
TWO = [
    (
        "China Telecom opened the Blue Hill data center in Hohhot in May.\n\n"
        "Another data center with 3,000 racks opened in Hohhot in June."
    ),
    (
        "China Telecom opened the Blue Hill data center in Hohhot in May 2024.\n\n"
        "A data center of China Unicom with 3,000 racks opened in Hohhot in June."
    ),
    "巴彦淖尔市有天昱云岭算力项目。该市另一座智算中心开工，规划算力5000P，天昱云岭算力项目也开工了。",
    (
        "The Blue Hill data center in Hohhot opened with 5,000 racks.\n\n"
        "A data center with 3,000 racks opened in Hohhot."
    ),
    # one event has one time
    (
        "The Blue Hill data center in Hohhot opened in May 2023.\n\n"
        "A data center in Hohhot with 3,000 racks opened in June 2024."
    ),
    (
        "The Blue Hill data center in Hohhot opened in June 2024.\n\n"
        "A data center in Hohhot with 3,000 racks opened in May 2023."
    ),
    # what was given up is not in operation
    (
        "A computing center cooled by seawater was called off in Weihai, Shandong.\n\n"
        "Azure Bay AI Computing Center in Weihai went live. Its owner is Weihai Yulang."
    ),
]


def sites(text: str, gazetteer: Gazetteer) -> list[str | None]:
    return [s.name for s in read(text, gazetteer).subjects if s.kind == "project"]


@pytest.mark.parametrize("text", TWO)
def test_two_sites_stay_two(text: str, gazetteer: Gazetteer) -> None:
    assert len(sites(text, gazetteer)) == 2


@pytest.mark.parametrize(("text", "name"), ONE)
def test_a_site_told_without_its_name_is_the_named_one(
    text: str, name: str, gazetteer: Gazetteer
) -> None:
    (found,) = sites(text, gazetteer)
    assert found is not None
    assert name in found


SHORTER = [
    (
        "Visitors drive for an hour from Wuhu, Anhui, to Chuangshi's cloud data center.\n\n"
        "Chuangshi Wuhu Cloud Computing Data Center opened on May 3, 2024.\n\n"
        "Chuangshi says that the Wuhu Data Center will hold 200,000 servers.",
        "Chuangshi Wuhu Cloud Computing Data Center",
    ),
    (
        "山西移动智算中心升级\n\n中国移动（山西太原）智算中心有机架8000架。"
        "\n\n中国移动通信集团山西有限公司于2024年5月3日建成中国移动（山西太原）智算中心。",
        "中国移动（山西太原）智算中心",
    ),
]
OTHERS = [
    # kinds of thing differ
    "中国电信芜湖数据中心投产，机架3000架。\n\n中国电信芜湖超算中心开工，总投资5亿元。",
    # owners differ
    "中国电信芜湖智算中心投产，机架3000架。\n\n中国移动芜湖智算中心开工，总投资5亿元。",
    # numbers of the names differ
    "中国电信芜湖一号智算中心投产，机架3000架。\n\n中国电信芜湖二号智算中心开工，总投资5亿元。",
    # words of their own differ
    "中国电信云岭芜湖智算中心投产，机架3000架。\n\n中国电信青川芜湖智算中心开工，总投资5亿元。",
    # one of them says no kind
    "中国电信芜湖智算中心投产，机架3000架。\n\n中国电信芜湖云港产业园开工，总投资5亿元。",
    # the same happened at other times
    (
        "The Blue Hill data center of China Telecom in Hohhot opened in May 2023.\n\n"
        "China Telecom Hohhot Data Center opened in June 2024."
    ),
    # cities differ
    (
        "China Telecom opened the Blue Hill data center in Hohhot in May 2024.\n\n"
        "In Datong, Shanxi, China Telecom opened a data center in May 2024."
    ),
    # told beside each other
    "中国电信芜湖智算中心和芜湖人工智能计算中心均于2024年投产，中国电信芜湖智算中心机架3000架。",
    # nothing but the city is common
    "中国电信芜湖数据中心投产，机架3000架。\n\n芜湖数据港开工，总投资5亿元，业主为云岭科技有限公司。",
]


@pytest.mark.parametrize(("text", "name"), SHORTER)
def test_a_name_with_words_left_out_is_that_name(
    text: str, name: str, gazetteer: Gazetteer
) -> None:
    assert sites(text, gazetteer) == [name]


@pytest.mark.parametrize("text", OTHERS)
def test_names_that_differ_are_of_two_sites(text: str, gazetteer: Gazetteer) -> None:
    assert len(sites(text, gazetteer)) == 2


def test_a_name_that_could_be_either_is_neither(gazetteer: Gazetteer) -> None:
    text = (
        "云岭芜湖智算中心投产，业主为中国电信。\n\n青川芜湖智算中心开工，业主为中国电信。"
        "\n\n中国电信芜湖智算中心机架3000架。"
    )
    assert len(sites(text, gazetteer)) == 3
