"""A day that a page sets in two elements: a large 15 above a small 2025/09."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])日?"
_YEAR: Final = r"(?:19|20)\d{2}"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_FORMS: Final = (
    (re.compile(_DAY), re.compile(rf"{_YEAR}\s?[-/.年]\s?{_MONTH}月?"), "dym"),
    (re.compile(rf"{_YEAR}\s?[-/.年]\s?{_MONTH}月?"), re.compile(_DAY), "ymd"),
    (re.compile(rf"{_YEAR}年?"), re.compile(rf"{_MONTH}\s?[-/.月]\s?{_DAY}"), "ymd"),
    (re.compile(rf"{_MONTH}\s?[-/.月]\s?{_DAY}"), re.compile(rf"{_YEAR}年?"), "mdy"),
)
_NUMBERS: Final = re.compile(r"\d+")


def with_whole_days(lines: Sequence[str]) -> list[str]:
    """Lines with the two parts of a day on one line, in the order of the page."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if any(one.fullmatch(before) and other.fullmatch(line) for one, other, _ in _FORMS):
            joined[-1] = f"{before} {line}"
        else:
            joined.append(line)
    return joined


def day_in_parts(line: str) -> date | None:
    """The day of a line made of two parts; None for any other line."""
    first, _, second = line.partition(" ")
    for one, other, order in _FORMS:
        if one.fullmatch(first) and other.fullmatch(second):
            numbers = dict(zip(order, map(int, _NUMBERS.findall(line)), strict=False))
            try:
                return date(numbers["y"], numbers["m"], numbers["d"])
            except (KeyError, ValueError):
                return None
    return None
