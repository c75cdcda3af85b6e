"""Compute, cards, servers, racks and power in running text."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.bounds import qualifier_of
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.numbers import Number, find_numbers, scaled
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.text import Folded, fold, lower_case
from dcpipeline.normalize.units import Unit, read_unit
from dcpipeline.normalize.values import Measure, Qualifier, Quantity, Unreadable, quoted

# Digits behind these words are model numbers: 昇腾910, Atlas 900, CloudMatrix 384.
_MODEL: Final = re.compile(
    r"(?:昇腾|升腾|ascend|atlas|cloudmatrix|mlu|思元|dcu|rtx|tesla|超节点|第)[ -]?$"
)
_BREAKS: Final = "。;；!?\n"
_SOFT_BREAKS: Final = _BREAKS + ",、:"
_WINDOW: Final = 40
_RANGE: Final = re.compile(r"[ ]?(?:-|~|至|到|to|and|a|et)[ ]?", re.IGNORECASE)
_LONGEST_JOINT: Final = 5
_BETWEEN: Final = re.compile(r"(?:between|entre) ?(?:[a-z]{0,3}[$¥€]?)? ?$")
_RACK_NEXT: Final = re.compile(
    r"[ -]?(?:高功率|高密度?|的|标准|液冷|及以上|以上|ai |high-power |high-density |-equivalent )*"
    r"(?:机柜|机架|cabinet|rack|baie)"
)
_RACK_BEFORE: Final = re.compile(
    r"(?:单机柜|单柜|每柜|单机架|每机柜|每架|功率密度|cabinets? of|racks? of|racks? at|"
    r"per (?:rack|cabinet)|baies de)[^,.;、。]{0,8}$"
)


def find_quantities(text: str, language: str | None = None) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order.

    Args:
        text: running text in Chinese, English or French.
        language: ``fr`` switches to decimal comma and blanks between thousands.

    Returns:
        Quantities with their words; money is read by ``money.find_money``. Totals and increments
        are not told apart here (``status.change_of``), nor planned and installed
        (``status.basis_of``).
    """
    folded = fold(text)
    lowered = lower_case(folded.text)
    behind = 0
    found: list[Quantity] = []
    previous: Number | None = None
    for number in find_numbers(folded, language):
        quantity = _quantity(folded, lowered, number, previous, behind)
        previous = number
        if quantity is not None:
            append(found, quantity)
            behind = number.end
    return tuple(found)


def append(found: list[Quantity], quantity: Quantity) -> None:
    """Add a quantity; a range replaces its lower end, read before as a figure of its own."""
    if quantity.qualifier == "range" and found and found[-1].end > quantity.start:
        found.pop()
    found.append(quantity)


def parse_quantity(
    text: str, measure: Measure, language: str | None = None
) -> Quantity | Unreadable:
    """The one quantity of a measure that a text states.

    Returns:
        The quantity, or the reason: none there, or several that differ.
    """
    found = [q for q in find_quantities(text, language) if q.measure == measure]
    return only(found, text, measure)


def only(found: list[Quantity], text: str, measure: str) -> Quantity | Unreadable:
    """The single quantity of a list; Unreadable where there is none or they differ."""
    if not found:
        return Unreadable(f"{quoted(text)} states no {measure}", text)
    if len({(q.low, q.value, q.high, q.unit, q.precision) for q in found}) > 1:
        figures = ", ".join(quoted(q.text) for q in found[:4])
        return Unreadable(f"several figures for {measure}: {figures}", text)
    return found[0]


def _quantity(
    folded: Folded, lowered: str, number: Number, previous: Number | None, behind: int
) -> Quantity | None:
    unit = read_unit(folded.text, number.start, number.end, number.value)
    if unit is None and previous is not None and _closes_range(folded.text, number, previous):
        # 加速卡3000至4000张: the noun stands before the range.
        unit = read_unit(folded.text, previous.start, number.end, number.value)
    if unit is None or _MODEL.search(lowered, max(0, number.start - 12), number.start):
        return None
    low = range_start(folded.text, number, unit.end, previous)
    first = previous.start if previous is not None and low is not None else number.start
    measure, factor, name = _power_of_what(unit, lowered, first)
    qualifier, start, end = qualifier_of(lowered, first, number.end, unit.end)
    if low is not None:
        qualifier = "range"
    elif number.is_class and qualifier == "exact":
        qualifier = "about"
    bounds = bounded(qualifier, low, number.value, factor)
    span = folded.span(start, end)
    precision = None
    if measure in {"compute", "operations"}:
        precision = _precision(lowered, behind, first, unit.end)
    return Quantity(*bounds, name, qualifier, precision, folded.words(start, end), measure, *span)


def bounded(
    qualifier: Qualifier, low: float | None, value: float, factor: float
) -> tuple[float | None, float | None, float | None]:
    """Low, central and high of a printed figure: a range has no central figure of its own."""
    figure = scaled(value, factor)
    if low is not None:
        return scaled(low, factor), None, figure
    return (
        figure if qualifier == "at_least" else None,
        figure,
        figure if qualifier == "at_most" else None,
    )


# "will rise from 20 MW to 60 MW": what was before, and what is then.
GROWS_FROM: Final = re.compile(
    r"\b(?:ris(?:e[sn]?|ing)|rose|gr(?:ow[a-z]*|ew)|increas[a-z]+|expand[a-z]*|rais[a-z]+|"
    r"lift[a-z]*|boost[a-z]*|scal[a-z]+|upgrad[a-z]+|jump[a-z]*|pass(?:e|era|er|ant|ait|ée?)|"
    r"port(?:e|era|er|ée?)|augment[a-zé]+|mont(?:e|era|er))\b[^.;]{0,30}\b(?:from|de)\s$",
    re.IGNORECASE,
)
GROWTH_REACH: Final = 48


def may_close_range(number: Number, previous: Number | None) -> bool:
    """Whether so little stands between two numbers without unit that they can be a range."""
    return previous is not None and number.start - previous.end <= _LONGEST_JOINT


def _closes_range(text: str, number: Number, previous: Number) -> bool:
    near = may_close_range(number, previous)
    return near and _RANGE.fullmatch(text, previous.end, number.start) is not None


def range_start(text: str, number: Number, unit_end: int, previous: Number | None) -> float | None:
    """The lower end where the number closes a range; a missing multiplier is taken over."""
    if previous is None:
        return None
    words = text[number.end : unit_end]
    if number.start - previous.end > _LONGEST_JOINT + len(words):
        return None
    between = text[previous.end : number.start]
    if words and between.startswith(words):
        between = between[len(words) :]
    if _RANGE.fullmatch(between) is None:
        return None
    if GROWS_FROM.search(text, max(0, previous.start - GROWTH_REACH), previous.start):
        return None
    if between.strip().lower() in {"and", "et"} and not _opens_range(text, previous):
        return None
    low = previous.value
    bare = previous.multiplier == 1 and number.multiplier > 1
    if bare and low < number.value / number.multiplier:
        low = scaled(low, number.multiplier)
    return low if low < number.value else None


def _opens_range(text: str, previous: Number) -> bool:
    before = text[max(0, previous.start - 16) : previous.start].lower()
    return _BETWEEN.search(before) is not None


def _power_of_what(unit: Unit, lowered: str, start: int) -> tuple[Measure, float, str]:
    """Whether megawatts are IT load, a plant beside the site, or the power of one rack."""
    if unit.measure != "power":
        return unit.measure, unit.factor, unit.name
    before = _clause_before(lowered, start)
    after = lowered[unit.end : unit.end + 24]
    if unit.factor < 1 and (_RACK_NEXT.match(after) or _RACK_BEFORE.search(before)):
        return "rack_power", 1.0, "kW"
    context = before + " | " + _until(after, _SOFT_BREAKS)
    if _mentions("generation_words", context):
        return "generation", unit.factor, unit.name
    measure: Measure = "it_load" if _mentions("it_load_words", context) else "power"
    return measure, unit.factor, unit.name


def _mentions(section: str, context: str) -> bool:
    return any(True for _ in _index(section).find(context))


@lru_cache(maxsize=4)
def _index(section: str) -> PhraseIndex:
    return PhraseIndex(listed(section))


@lru_cache(maxsize=1)
def _precision_index() -> PhraseIndex:
    return PhraseIndex(mapped("precisions"))


def _precision(lowered: str, behind: int, start: int, end: int) -> str:
    """The number format that the words around a figure name, ``unknown`` without one.

    A word right behind the figure (300P(FP16)) outranks one before it in the same sentence, which
    must not stand before another figure.
    """
    after = _until(lowered[end : end + _WINDOW], _SOFT_BREAKS)
    cut = re.search(r"\d+ ?[pe](?:flops)?\b", after)
    after = after if cut is None else after[: cut.start()]
    before = lowered[max(behind, start - _WINDOW) : start]
    before = before[max((before.rfind(stop) for stop in _BREAKS), default=-1) + 1 :]
    for part in (after, before):
        named = {mapped("precisions")[hit.phrase][0] for hit in _precision_index().find(part)}
        if len(named) == 1:
            return named.pop()
        if named:
            return "unknown"
    return "unknown"


def _clause_before(lowered: str, start: int) -> str:
    before = lowered[max(0, start - _WINDOW) : start]
    return before[max(before.rfind(stop) for stop in _SOFT_BREAKS) + 1 :]


def _until(text: str, stops: str) -> str:
    ends = [position for position in (text.find(stop) for stop in stops) if position >= 0]
    return text[: min(ends)] if ends else text
