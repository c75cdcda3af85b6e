"""Cells of a table to values: a value, or the reason why there is none."""

import math
import re
from typing import Final

from dcpipeline.normalize import DateValue, Unreadable, parse_iso_period
from dcpipeline.normalize.values import quoted
from dcpipeline.sources.datasets import ColumnKind

_NUMBER: Final = re.compile(
    r"[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII
)
_STAMP: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}[0-9:.]{0,12}(?:Z|[+-]\d{2}:?\d{2})?"
)
_TRUE: Final = frozenset({"true", "yes", "1"})
_FALSE: Final = frozenset({"false", "no", "0"})
_LONGEST: Final = 60

Value = str | float | bool | DateValue | Unreadable | None


def read_cell(text: str, kind: ColumnKind) -> Value:
    """The value of a cell; None for an empty one.

    Args:
        text: the cell as printed.
        kind: kind of its column.
    """
    words = text.strip()
    if not words:
        return None
    if kind == "number":
        return read_number(words)
    if kind == "boolean":
        return _boolean(words)
    if kind == "date":
        stamp = _STAMP.fullmatch(words)
        return parse_iso_period(stamp[1] if stamp else words)
    return words


def read_number(words: str) -> float | Unreadable:
    """A figure, with or without commas between its thousands."""
    if len(words) > _LONGEST or not _NUMBER.fullmatch(words):
        return Unreadable(f"{quoted(words)} is no number", words)
    number = float(words.replace(",", ""))
    return number if math.isfinite(number) else Unreadable(f"{quoted(words)} is too large", words)


def _boolean(words: str) -> bool | Unreadable:
    lower = words.lower()
    if lower in _TRUE or lower in _FALSE:
        return lower in _TRUE
    return Unreadable(f"{quoted(words)} is neither true nor false", words)
