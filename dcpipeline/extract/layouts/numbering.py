"""How the entries of a list are numbered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dcpipeline.normalize.numbers import han_number

Style = Literal["han", "han_bracket", "digit", "digit_bracket", "circle", "nth", "named"]

_HAN: Final = "[一二三四五六七八九十百]{1,5}"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMBER: Final = re.compile(
    rf"[\s\u200b\ufeff]*(?:(?P<han>{_HAN})[、.．]"
    rf"|[（(](?P<han_bracket>{_HAN})[）)]"
    r"|(?:No\.? ?)?(?P<digit>\d{1,3})(?:[、．.](?!\d)|\.(?=\d{4}年)|[）)])"
    r"|[（(\[【](?P<digit_bracket>\d{1,3})[）)\]】]"
    rf"|(?P<circle>[{_CIRCLES}])"
    rf"|第(?P<nth>{_HAN}|\d{{1,3}})[,，、：:]"
    rf"|(?:项目|案例|工程)(?P<named>{_HAN}|\d{{1,3}})(?:[、.．：:]|\s))[\s、.．]*"
)
_BULLET: Final = re.compile(r"(?:[▍▎▌●⚫•·▪■◆◇★☆※▲△▎▶►◎○►➤✦]|——|[—–*-] )\s*(?=\S)")
# Outer to inner, as Chinese texts nest them.
ORDER: Final[tuple[Style, ...]] = (
    "han", "nth", "named", "han_bracket", "digit", "digit_bracket", "circle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """The number that opens a line.

    Attributes:
        style: how it is written.
        value: the number.
        behind: first character behind it and its mark.
    """

    style: Style
    value: int
    behind: int


def number_of(text: str) -> Number | None:
    """The number that a line begins with, None where it has none or nothing behind it."""
    match = _NUMBER.match(text)
    if match is None or match.end() == len(text):
        return None
    style = next(name for name in ORDER if match[name] is not None)
    words = match[style]
    if words in _CIRCLES:
        return Number(style, _CIRCLES.index(words) + 1, match.end())
    value = int(words) if words.isdecimal() else han_number(words)
    return None if value is None else Number(style, int(value), match.end())


def behind_bullet(text: str) -> int:
    """The first character behind the mark that opens a line; 0 where it has none."""
    match = _BULLET.match(text)
    return 0 if match is None else match.end()


def runs(numbers: Sequence[Number | None], style: Style) -> list[int]:
    """Lines numbered in a style, where the numbers of each run count up by one from one.

    A list whose entries are split over groups may begin again or go on. Numbers out of order end
    a run; a line alone is one only beside runs of several.
    """
    found: list[list[int]] = []
    last = 0
    for index, number in enumerate(numbers):
        if number is None or number.style != style:
            continue
        if found and last and number.value in {last, last + 1}:
            found[-1].append(index)
            last = number.value
        else:
            last = number.value if number.value == 1 else 0
            found += [[index]] if last else []
    if all(len(run) == 1 for run in found):
        return []
    return [index for run in found for index in run]
