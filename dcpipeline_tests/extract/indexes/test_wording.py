"""Words that make an entry worth reading."""

import pytest

from dcpipeline.extract.indexes import worth_reading
from dcpipeline.sources import FeedRules

WANTED = (
    "北岭县智算中心开工",
    "某地算力網絡接入",
    "建设人工智能计算 中心",
    "全国最大的数据中心封顶",
    "ＡＩＤＣ 项目签约",
    "North county opens a Data-Centre",
    "Two new datacenters in Gansu",
    "GPU cluster stands idle",
    "Thousands of GPUs for rent",
    "Un centre de données à Ningxia",
    "La puissance de calcul inutilisée",
)
UNWANTED = (
    "县领导调研春耕",
    "Computing society elects board",
    "The datum of the centre",
    "Le centre de la ville",
    "",
)


@pytest.mark.parametrize("title", WANTED)
def test_the_vocabulary_finds_three_languages(title: str) -> None:
    assert worth_reading(title, FeedRules(kind="feed")) is None


@pytest.mark.parametrize("title", UNWANTED)
def test_other_news_is_not_worth_reading(title: str) -> None:
    assert worth_reading(title, FeedRules(kind="feed")) == "none of the words"


def test_words_of_ones_own_stand_beside_the_vocabulary() -> None:
    rules = FeedRules(kind="feed", words=("ai_data_centers", "电价"))
    assert worth_reading("代理购电电价公布", rules) is None
    assert worth_reading("智算中心", rules) is None
    assert worth_reading("智算中心", FeedRules(kind="feed", words=("电价",))) is not None


def test_everything_is_everything() -> None:
    assert worth_reading("", FeedRules(kind="feed", words=("everything",))) is None


@pytest.mark.parametrize(
    ("word", "title", "is_found"),
    [
        ("GDS", "GDS opens hall", True),
        ("GDS", "GDSX opens hall", False),
        ("gpu", "Sixteen GPUs", True),
        ("China", "Chinatown", True),
        ("China", "Indochina", False),
        ("a.b", "axb", False),
        ("数据", "大数据", True),
        ("Pékin", "A PEKIN", True),
    ],
)
def test_letters_begin_a_word(word: str, title: str, is_found: bool) -> None:
    rules = FeedRules(kind="feed", words=(word,))
    assert (worth_reading(title, rules) is None) == is_found
