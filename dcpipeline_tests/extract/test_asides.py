"""A paragraph behind a site named in passing goes on about the one that the page is about."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read, told

HEAD = "云湖智算中心加快建设\n云湖智算中心总投资12亿元，由青禾集团投资。"
PASSED = [
    "目前云湖智算中心主体已封顶。此外，青麦算力产业园也在规划之中。",
    "负责人介绍，云湖智算中心将服务全市。同时，规划建设的青麦国际数据港将带动产业发展。",
    "云湖智算中心主体已封顶，相邻的青麦数据中心也在建设。",
]
OTHERS = [
    "青麦算力产业园也在规划之中。",
    "云湖智算中心主体已封顶。青麦算力产业园随后启动。青麦算力产业园由青麦集团投资。",
]
BEHIND = "\n项目设计机架2000架，预计2027年投产。"


def owner_of_racks(text: str, gazetteer: Gazetteer) -> list[str | None]:
    return [claim.subject.name for claim in told(read(text, gazetteer), "racks")]


@pytest.mark.parametrize("text", PASSED)
def test_the_project_of_a_new_paragraph_is_that_of_the_title(
    text: str, gazetteer: Gazetteer
) -> None:
    assert owner_of_racks(HEAD + text + BEHIND, gazetteer) == ["云湖智算中心"]


@pytest.mark.parametrize("text", OTHERS)
def test_a_site_with_a_paragraph_or_sentences_of_its_own_is_gone_on_about(
    text: str, gazetteer: Gazetteer
) -> None:
    assert owner_of_racks(HEAD + "\n" + text + BEHIND, gazetteer) == ["青麦算力产业园"]


def test_without_a_title_the_last_site_is_meant(gazetteer: Gazetteer) -> None:
    text = "云湖智算中心总投资12亿元，在建的青麦数据中心与之相邻。"
    assert owner_of_racks(text + BEHIND, gazetteer) == ["青麦数据中心"]
