"""An index of names proposes every subject whose name is like another one."""

import random

from dcpipeline.extract.frames import Frame, same_name
from dcpipeline.extract.known_names import KnownNames

PARTS = ("云岭", "临湖", "一", "二", "大数据", "智算", "中心", "基地", "a", "data ", "center")


def test_names_that_are_alike_are_proposed() -> None:
    chance = random.Random(7)
    names = ["".join(chance.choices(PARTS, k=chance.randint(1, 5))) for _ in range(300)]
    known = KnownNames()
    frames = [Frame("project", name, record=number % 4, number=number)
              for number, name in enumerate(names)]  # fmt: skip
    for frame, name in zip(frames, names, strict=True):
        known.add(frame, name)
    for name in names:
        proposed = known.like(name, None)
        alike = [frame for frame in reversed(frames) if same_name(name, frame.keys)]
        assert [frame for frame in proposed if same_name(name, frame.keys)] == alike


def test_an_entry_proposes_names_with_fewer_characters() -> None:
    known = KnownNames()
    frame = Frame("project", "白城通榆智算中心", record=3)
    known.add(frame, frame.name)
    assert known.like("白城市通榆县吉云智算中心", 3) == [frame]
    assert known.like("白城市通榆县吉云智算中心", 2) == []
    assert known.like("白城市通榆县吉云智算中心", None) == []
