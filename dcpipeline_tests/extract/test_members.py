"""Sites that a sentence names one by one as those of a group."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

WUHU, HEFEI, BENGBU = "340200", "340100", "340300"

GROUPS = [
    "安徽三个智算中心同日开工：芜湖云岭智算中心、合肥青川算力中心、蚌埠江临数据中心。",
    "安徽省集中开工一批算力项目，包括芜湖云岭智算中心、合肥青川算力中心和蚌埠江临数据中心等。",
    "今天，芜湖云岭智算中心、合肥青川算力中心和蚌埠江临数据中心三个项目正式开工。",
    "芜湖云岭智算中心、位于合肥的青川算力中心和蚌埠江临数据中心等5个项目开工，总投资80亿元。",
    "芜湖、合肥、蚌埠三市智算中心集中开工，总投资50亿元。",
    "The Yunling Computing Center in Wuhu, the Qingchuan Computing Center in Hefei and the "
    "Jianglin Data Center in Bengbu, three projects, broke ground on 12 March 2025.",
    "Anhui broke ground on several computing projects on 12 March 2025, including the Yunling "
    "Computing Center in Wuhu, the Qingchuan Computing Center in Hefei and the Jianglin Data "
    "Center in Bengbu.",
    "Trois centres de calcul ont été mis en chantier le 12 mars 2025 : le centre de calcul Yunling "
    "à Wuhu, le centre de calcul Qingchuan à Hefei et le centre de données Jianglin à Bengbu.",
]
NO_GROUPS = [
    # the words for the group and the list belong to two clauses
    "安徽三个项目昨天开工。此前，芜湖云岭智算中心已完成选址。",
    "Three projects broke ground in Anhui. The Yunling Computing Center in Wuhu is planned.",
]


@pytest.mark.parametrize("text", GROUPS)
def test_what_happened_to_the_group_happened_to_each(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer)
    begun = [c.subject for c in found.claims if c.value_text == "construction_start"]
    assert [subject.kind for subject in begun] == ["project"] * 3
    assert [subject.city_adcode for subject in begun] == [WUHU, HEFEI, BENGBU]
    assert not any(c.property == "project_count" and c.value_num == 3 for c in found.claims)
    assert not any(c.property == "investment" and c.subject in begun for c in found.claims)


@pytest.mark.parametrize("text", NO_GROUPS)
def test_a_site_of_another_sentence_is_no_member(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer).claims
    told = {(c.subject.kind, c.value_text) for c in found if c.property == "event"}
    assert ("project", "construction_start") not in told


def test_each_of_two_sites_lies_where_it_is_told(gazetteer: Gazetteer) -> None:
    text = (
        "The Yunling Computing Center in Wuhu, Anhui, and the Jianglin Data Center in Hefei, "
        "Anhui, opened on 12 March 2025."
    )
    sites = read(text, gazetteer).subjects
    assert [site.city_adcode for site in sites] == [WUHU, HEFEI]


FOLLOWED = [
    "三个智算项目同日开工\n包括芜湖云岭智算中心、合肥青川算力中心和蚌埠江临数据中心等。",
    "昨天，安徽三个智算项目开工。它们是芜湖云岭智算中心、合肥青川算力中心和蚌埠江临数据中心。",
]


@pytest.mark.parametrize("text", FOLLOWED)
def test_a_sentence_behind_names_the_members(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer).claims
    events = [c for c in found if c.value_text == "construction_start"]
    begun = [c for c in events if c.subject.kind == "project"]
    assert [c.subject.city_adcode for c in begun] == [WUHU, HEFEI, BENGBU]
    assert {c.event_on for c in begun} == {None}


def test_a_phase_that_begins_on_the_same_day_is_no_group(gazetteer: Gazetteer) -> None:
    text = "芜湖云岭智算中心已取得施工许可证。一期工程于同日开工，设计算力600P。"
    told = {(c.value_text, c.phase) for c in read(text, gazetteer).claims if c.property == "event"}
    assert ("construction_start", "1") in told
