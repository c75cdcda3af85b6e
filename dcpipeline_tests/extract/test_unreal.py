"""Events that a text waits for, denies, asks about or holds possible did not happen."""

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline_tests.extract.chinese import read

HAN = [
    "签约事宜正在办理中",
    "如签约成功将落户芜湖",
    "拟签约",
    "节能审查尚未通过",
    "待批复后开工",
    "尚未取得备案",
    "开工遥遥无期",
    "迟迟没有动工",
    "何时投产未知",
    "未能如期投运",
    "停工传闻不实",
    "停工的说法不属实",
    "终止的说法不属实",
    "闲置的说法不实",
    "出售传闻不实",
    "转让尚未完成",
    "是否出售待定",
]
ENGLISH = [
    "is awaiting approval", "has applied for approval", "was refused approval",
    "is seeking a permit", "may be approved soon", "has yet to open", "was to open in 2024",
    "is far from operational", "might be sold", "may be cancelled", "could be scrapped",
    "has never stood idle", "was sold in March, subject to the approval of the regulator",
]  # fmt: skip
FRENCH = [
    "attend encore son autorisation", "sollicite une autorisation", "n'a toujours pas ouvert",
    "pourrait être vendu", "pourrait être abandonné", "risque d'être suspendu", "aurait été vendu",
    "n'a pas obtenu son permis", "n'est pas encore en service",
    "a été vendu en mars, sous réserve de l'accord des autorités",
]  # fmt: skip
PAGES = [
    *(f"芜湖云岭智算中心{words}，规划机架2000个。" for words in HAN),
    *(
        f"The Yunling AI Computing Center in Wuhu, Anhui, {words}. It is designed for 2,000 racks."
        for words in ENGLISH
    ),
    *(
        f"Le centre de calcul Yunling à Wuhu, dans l'Anhui, {words}. Il est conçu pour 2 000 baies."
        for words in FRENCH
    ),
    "Jinyun denied that work has stopped on the Yunling AI Computing Center in Wuhu, Anhui, which "
    "is designed for 2,000 racks.",
]
REAL = [
    ("芜湖云岭智算中心已取得备案。", "approved"),
    ("芜湖云岭智算中心已停工。", "suspended"),
    ("The Yunling AI Computing Center in Wuhu, Anhui, has received its approval.", "approved"),
    ("The Yunling AI Computing Center in Wuhu, Anhui, has been scrapped.", "cancelled"),
    ("Le centre de calcul Yunling à Wuhu, dans l'Anhui, a été vendu.", "transferred"),
]


@pytest.mark.parametrize("text", PAGES)
def test_what_is_unreal_is_no_event(text: str, gazetteer: Gazetteer) -> None:
    found = read(text, gazetteer).claims
    assert any(claim.property == "racks" for claim in found)
    told = {c.value_text for c in found if c.property == "event" and not c.basis}
    assert told <= {"announced"}


@pytest.mark.parametrize(("text", "event"), REAL)
def test_what_is_real_is_one(text: str, event: str, gazetteer: Gazetteer) -> None:
    told = {c.value_text for c in read(text, gazetteer).claims if c.property == "event"}
    assert event in told
