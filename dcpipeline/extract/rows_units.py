"""Units of table headers and captions: 亿元, CNY bn, PFLOPS, 万架."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dcpipeline.normalize import Quantity, find_money, find_quantities
from dcpipeline.normalize.lexicon import mapped

MONEY_ROLES: Final = frozenset(
    {"investment", "annual_plan", "contract_value", "award_value", "land_price", "amount"}
)
_LONGEST: Final = 40
_CURRENCY_FIRST: Final = re.compile(
    r"(?P<sign>cny|rmb|usd|us\$|hkd|hk\$|eur|€|¥|\$)\s*(?P<rest>.*)", re.IGNORECASE
)
_HAN_MULTIPLIER: Final = re.compile(r"^[十百千万亿]+(?![瓦米伏])")
_SHORT: Final = {"md": "milliards", "mds": "milliards", "mrd": "milliards", "mio": "millions"}
_COUNTER: Final = re.compile(r"(?P<many>[十百千万亿]{0,2})(?P<counter>[架个台张块片卡套座组枚颗])")
_MANY: Final = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "亿": 1e8}
_COUNTED: Final = {
    "架": "racks",
    "台": "",
    "张": "accelerators",
    "块": "accelerators",
    "卡": "accelerators",
}
_ROLE_OF_MEASURE: Final = {
    "compute": "compute", "operations": "compute", "it_load": "it_load", "power": "it_load",
    "accelerators": "accelerators", "servers": "servers", "racks": "racks",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """What a bare number in a column is counted in.

    Attributes:
        role: ``money``, or the role of a column that the unit fixes; empty for 个 and 台.
        name: unit of the value: a currency, PFLOPS, POPS, MW; empty for counted things.
        factor: multiply a bare number by it.
        base: multiply a number that brings its own 万 or billion by it.
    """

    role: str
    name: str
    factor: float
    base: float


def units_in(parts: Iterable[str], *, money: bool) -> Unit | None:
    """The first unit among the parts of a header.

    Args:
        parts: words in brackets or behind a slash.
        money: whether the column holds money, so that 亿 alone is a unit.
    """
    counted: Unit | None = None
    for part in parts:
        unit = unit_of(part)
        if unit is None and money and part in {"亿", "万"}:
            return unit_of(f"{part}元")
        if unit is not None and unit.name:
            return unit
        counted = counted or unit
    return None if money else counted


@lru_cache(maxsize=512)
def unit_of(words: str) -> Unit | None:
    """The unit that some words name, None where they name none."""
    if not words or len(words) > _LONGEST:
        return None
    words = " ".join(_SHORT.get(word.lower(), word) for word in words.split())
    counter = _COUNTER.fullmatch(words)
    if counter is not None:
        many = _MANY.get(counter["many"])
        role = _COUNTED.get(counter["counter"], "")
        return None if many is None else Unit(role, "", many, 1.0)
    thousand = mapped("multipliers").get(words.lower())
    if thousand is not None:
        return Unit("", "", float(thousand[0]), 1.0)
    whole = _quantity(words)
    if whole is None or whole.value is None:
        return None
    base = _quantity(_without_multiplier(words))
    role = _ROLE_OF_MEASURE.get(whole.measure, "money")
    name = whole.unit if role in {"money", "compute", "it_load"} else ""
    factor = whole.value
    return Unit(role, name, factor, factor if base is None or base.value is None else base.value)


def _without_multiplier(words: str) -> str:
    bare = _HAN_MULTIPLIER.sub("", re.sub(r"\d+", "", words))
    return " ".join(
        w
        for w in bare.split()
        if w.lower() not in mapped("multipliers") and w.lower() not in {"m", "b", "mn"}
    )


def _quantity(words: str) -> Quantity | None:
    """The quantity that one such unit is."""
    texts = [words] if any(c.isdigit() for c in words) else [f"1{words}", f"1 {words}"]
    sign = _CURRENCY_FIRST.fullmatch(words)
    if sign is not None and texts[0] != words:
        texts = [f"{sign['sign']} 1{sign['rest']}", f"{sign['sign']} 1 {sign['rest']}"]
    for text in texts:
        for found in (find_money(text), find_quantities(text)):
            if len(found) == 1 and found[0].measure not in {"generation", "rack_power"}:
                return found[0]
    return None
