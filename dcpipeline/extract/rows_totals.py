"""Rows that sum up others, and of whom their figures are told."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import listed

_BLANKS: Final = re.compile(r"\s+")
_TOTAL_TAIL: Final = re.compile(r"[(:]?\d*个?(?:项目)?\)?")
_LONGEST: Final = 24
_LONGEST_OWNER: Final = 16
_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{1,10}(?:省|市|自治区|州|盟|地区|区|县|旗|新区)")
# Words that tell no owner: 项目合计, 本页小计.
_NOBODY: Final = re.compile(r"(?:项目|本[页表类期批]|以上|上述|各项|全部|分类|其中|算力|中心|总)+")


def is_total(lower: str) -> bool:
    """Whether a cell says that its row is a sum: 合计, 全市合计, 兰州市小计, 合计(5个项目)."""
    bare = _BLANKS.sub("", lower)
    if len(bare) > _LONGEST:
        return False
    for total in _totals():
        if bare.startswith(total) and _TOTAL_TAIL.fullmatch(bare, len(total)):
            return True
    return any(bare.endswith(total) for total in _sums()) and len(bare) <= _LONGEST_OWNER


def whose_total(lower: str, start: int, end: int) -> tuple[int, int] | None:
    """The words before the sum in a cell: 兰州市 of 兰州市小计; None where there are none."""
    words = lower[start:end].rstrip()
    for total in _sums():
        if words.endswith(total) and len(words) > len(total) + 1:
            owner = words[: -len(total)].rstrip(" :(")
            if not _NOBODY.fullmatch(owner) and not owner.startswith("全"):
                return start, start + len(owner)
    return None


def is_place(lower: str) -> bool:
    """Whether words are those of a whole division: 甘肃省."""
    return _PLACE.fullmatch(lower) is not None


@lru_cache(maxsize=1)
def _totals() -> tuple[str, ...]:
    return tuple(_BLANKS.sub("", word) for word in listed("table_totals"))


@lru_cache(maxsize=1)
def _sums() -> tuple[str, ...]:
    """Those of two characters: the others name their whole themselves."""
    return tuple(word for word in listed("table_totals", "zh") if len(word) == 2)
