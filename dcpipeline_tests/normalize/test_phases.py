"""Phase labels as the register and pages print them."""

import pytest

from dcpipeline.normalize import parse_phase

LABELS = [
    ("一期", (1,), False, ()),
    ("二期", (2,), False, ()),
    ("第三期", (3,), False, ()),
    ("十二期", (12,), False, ()),
    ("1期", (1,), False, ()),
    ("首期", (1,), False, ()),
    ("启动区", (1,), False, ()),
    ("第一阶段", (1,), False, ()),
    ("一阶段", (1,), False, ()),
    ("江北一期", (1,), False, ()),
    ("发展区(二期)", (2,), False, ()),
    ("Phase 1", (1,), False, ()),
    ("Phase II", (2,), False, ()),
    ("Phase III planned", (3,), False, ()),
    ("first phase", (1,), False, ()),
    ("première tranche", (1,), False, ()),
    ("二期/三期", (2, 3), False, ()),
    ("一期+二期", (1, 2), False, ()),
    ("一期750P/二期4000P", (1, 2), False, ()),
    ("一期首批", (1,), True, ()),
    ("一期示范", (1,), True, ()),
    ("1.1期", (1,), True, ()),
    ("phase 1.1", (1,), True, ()),
    ("一期A", (1,), True, ()),
    ("phase 1A", (1,), True, ()),
    ("一期A1/A2", (1,), True, ("A1", "A2")),
    ("5号机房;B区一期", (1,), True, ("5", "B")),
    ("首批", (), True, ()),
    ("首批2000P", (), True, ()),
    ("部分楼栋", (), True, ()),
    ("B1/B3/C3", (), True, ("B1", "B3", "C3")),
    ("B-1/B-2", (), True, ("B1", "B2")),
    ("B04-B05", (), True, ("B04", "B05")),
    ("B01-B03", (), True, ("B01", "B02", "B03")),
    ("4号机房", (), True, ("4",)),
    ("D楼", (), True, ("D",)),
    ("B区 100MW", (), True, ("B",)),
    ("本期", (), False, ()),
    ("扩容", (), False, ()),
    ("", (), False, ()),
]


@pytest.mark.parametrize(("text", "numbers", "is_part", "buildings"), LABELS)
def test_labels(text, numbers, is_part, buildings):
    label = parse_phase(text)
    assert (label.numbers, label.is_part, label.buildings) == (numbers, is_part, buildings)
    assert label.phase_number == (numbers[0] if len(numbers) == 1 else None)
    assert label.text == text


def test_the_whole_plan_is_no_part():
    label = parse_phase("total plan")
    assert label.is_whole
    assert not label.is_part
    assert not parse_phase("B区整体竣工").is_whole
