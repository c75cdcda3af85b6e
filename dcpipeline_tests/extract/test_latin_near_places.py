"""Where English pages put a site: lists with provinces, distances from a metropolis, builders."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

LISTS = [
    "Yunfan has opened data centers in Hangzhou, Jiangsu province's Nantong and Inner Mongolia's "
    "Ulanqab.",
    "Yunfan opened three data centers in Zhejiang's Hangzhou, Nantong and Ulanqab in July.",
]


@pytest.mark.parametrize("text", LISTS)
def test_a_list_may_name_the_province_of_a_city(text: str, gazetteer: Gazetteer) -> None:
    sites = [s for s in read(text, gazetteer).subjects if s.kind == "project"]
    assert [s.city_adcode for s in sites] == ["330100", "320600", "150900"]
    assert [s.name for s in sites] == [None, None, None]


BEYOND = [
    ("Yunfan agreed to develop a RMB 1.4 billion data centre near Beijing.", None),
    ("Yunfan's data center near Shanghai, in Kunshan, has opened.", "320500"),
    ("Yunfan opened a data center in Langfang, 51 kilometers south of downtown Beijing.", "131000"),
    ("Yunfan is building a 40 MW data center near Ulanqab.", "150900"),
]


@pytest.mark.parametrize(("text", "city"), BEYOND)
def test_near_a_metropolis_is_not_in_it(text: str, city: str | None, gazetteer: Gazetteer) -> None:
    (site,) = [s for s in read(text, gazetteer).subjects if s.kind == "project"]
    assert site.city_adcode == city


def test_a_point_without_a_blank_ends_a_sentence(gazetteer: Gazetteer) -> None:
    text = (
        "Stage I of Lanyue Hefei Data Center has been completed.Stage I contains 9,000 "
        "racks.The whole project costs 1.8 billion yuan."
    )
    found = read(text, gazetteer)
    told = {(c.property, c.phase) for c in found.claims if c.property in {"racks", "investment"}}
    assert told == {("racks", "1"), ("investment", None)}


def test_a_ratio_is_read_as_pue(gazetteer: Gazetteer) -> None:
    text = "The Yunfan data center in Wuhu has a Power Usage Effectiveness (PUE) ratio below 1.3."
    (claim,) = [c for c in read(text, gazetteer).claims if c.property == "pue"]
    assert claim.value_num == 1.3
