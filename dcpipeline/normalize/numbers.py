"""Numbers: strict cells of a register, and numbers in running text of three languages."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.matching import matches_from
from dcpipeline.normalize.text import GROUPING_SPACE, Folded
from dcpipeline.normalize.values import Unreadable, quoted

# Longer cells are no numbers; a float holds 17 significant digits.
LONGEST_NUMBER: Final = 40
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_NO_NUMBERS: Final = frozenset({"nan", "inf", "+inf", "-inf", "infinity", "-infinity", "+infinity"})

HAN_DIGITS: Final = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
HAN_MYRIADS: Final = {"万": 10**4, "亿": 10**8}
# Longer runs of numerals are no number that somebody printed.
_LONGEST_HAN: Final = 12

# A unit of measure may begin with a numeral: 千瓦, 千米, 千伏, 百分.
_MULTIPLIER: Final = r"(?:[十百千万亿](?![瓦米伏克乏分])){1,4}"
_GROUPED: Final = (
    r"\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?"
    rf"|\d{{1,3}}(?:{GROUPING_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?"
)
_FRENCH: Final = rf"\d{{1,3}}(?:[ {GROUPING_SPACE}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*"
_ANY: Final = rf"{_GROUPED}|\d+(?:[.,]\d+)*"
# A digit behind a letter belongs to a name (H800, B2); behind a currency code it is an amount.
_BEGIN: Final = (
    r"(?:(?<![\dA-Za-z_])(?<!\d[.,])"
    r"|(?<=CNY)|(?<=RMB)|(?<=HKD)|(?<=USD)|(?<=TWD)|(?<=NTD)|(?<=EUR))"
)


_FIRST: Final = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿]")


class Number(NamedTuple):
    """A number in running text.

    Attributes:
        value: with its multipliers (2.5万 is 25000).
        start: first character in the folded text.
        end: character behind the last, multipliers included.
        is_class: no digit was printed (万卡, 百亿): an order of magnitude, not a count.
        multiplier: the factor that multiplied the digits; 1 without one.
    """

    value: float
    start: int
    end: int
    is_class: bool = False
    multiplier: float = 1.0


def parse_number(text: str) -> float | Unreadable:
    """A number cell of a register: plain digits, sign, point, exponent.

    Refuses thousands separators, units, NaN and infinity, formulas and control characters.
    """
    reason = _refusal(text)
    if reason is not None:
        return Unreadable(reason, text[:200])
    value = float(text.strip())
    if not math.isfinite(value):
        return Unreadable("the number is too large", text[:200])
    return value


def _refusal(text: str) -> str | None:
    stripped = text.strip() if len(text) <= 4 * LONGEST_NUMBER else text
    if not stripped:
        return "the cell is empty"
    if "\x00" in text:
        return "the cell holds a NUL character"
    if len(stripped) > LONGEST_NUMBER:
        return f"{len(text)} characters are too many for a number"
    if stripped.lower() in _NO_NUMBERS:
        return f"{quoted(stripped)} is not a finite number"
    if _PLAIN.fullmatch(stripped) is None:
        if stripped[0] in "=@" or (stripped[0] in "+-" and not stripped[1:2].isdigit()):
            return f"{quoted(stripped)} is a formula, not a number"
        return f"{quoted(stripped)} is not a number"
    return None


def han_number(text: str) -> float | None:
    """The value of a Chinese numeral (三百二十, 两千, 一万五千, 百亿), None if it is none."""
    if not text or len(text) > _LONGEST_HAN:
        return None
    if text[-1] in HAN_DIGITS and text[-1] not in "零〇" and text[-2:-1] in set("百千万亿"):
        return None  # 三千五 is 3500 in speech, 3005 by the rule
    total, section, digit, last_step = 0, 0, 0, 0
    for position, character in enumerate(text):
        if character in HAN_DIGITS:
            if digit and character not in "零〇":
                return None
            digit = HAN_DIGITS[character]
        elif character in HAN_UNITS:
            bare = digit == 0 and (position == 0 or text[position - 1] not in HAN_DIGITS)
            section += (1 if bare else digit) * HAN_UNITS[character]
            digit = 0
        elif character in HAN_MYRIADS:
            step = HAN_MYRIADS[character]
            total = _with_myriad(total, section + digit, step, last_step)
            section, digit, last_step = 0, 0, step
        else:
            return None
    return float(total + section + digit)


def _with_myriad(total: int, below: int, step: int, last_step: int) -> int:
    """The total after 万 or 亿: 万亿 multiplies, 一亿五千万 adds, 一万五千亿 scales both."""
    if total == 0:
        return (below or 1) * step
    if below == 0:
        return total * step
    return (total + below) * step if step > last_step else total + below * step


def find_numbers(folded: Folded, language: str | None = None) -> Iterator[Number]:
    """All numbers of a folded text, in order, compounds such as 3亿5000万 as one.

    A decimal comma is read where no other reading fits (``2,5``) or the language is French; a
    comma before three digits in French text is ambiguous, and such a number is left out.
    """
    yield from _numbers(folded.text, language == "fr")


@lru_cache(maxsize=4)
def _numbers(text: str, french: bool) -> tuple[Number, ...]:
    """The numbers of a text; quantities and money of one page are read from one pass."""
    return tuple(_joined(text, french))


def _joined(text: str, french: bool) -> Iterator[Number]:
    waiting: Number | None = None
    for number in _printed(text, french):
        if waiting is not None and _continues(waiting, number, text):
            waiting = Number(
                waiting.value + number.value,
                waiting.start,
                number.end,
                multiplier=number.multiplier,
            )
            continue
        if waiting is not None:
            yield waiting
        waiting = number
    if waiting is not None:
        yield waiting


def _printed(text: str, french: bool) -> Iterator[Number]:
    """Numbers in digits and Chinese numerals, and "one billion" in words, in order."""
    matches = matches_from(_FIRST, _pattern(french), text, 0, len(text))
    found = [number for match in matches if (number := _number(match, french=french)) is not None]
    if "illi" in text:
        taken = {number.start for number in found}
        found += [n for n in _in_words(text) if n.start not in taken]
        found.sort(key=lambda number: number.start)
    yield from found


# "one billion yuan", "un million de serveurs": the count of a multiplier as a word.
_COUNTS: Final = {
    "half a": 0.5, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "cent": 100,
}  # fmt: skip
_SAID: Final = re.compile(
    rf"(?<![\w-])(?P<count>{'|'.join(_COUNTS)})[ -]"
    r"(?P<word>millions?|billions?|milliards?)(?![\w-])",
    re.IGNORECASE,
)


def _in_words(text: str) -> Iterator[Number]:
    for match in _SAID.finditer(text):
        factor = float(mapped("multipliers")[match["word"].lower()][0])
        value = scaled(_COUNTS[match["count"].lower()], factor)
        yield Number(value, match.start(), match.end(), False, factor)


def _continues(first: Number, second: Number, text: str) -> bool:
    """Whether 3亿 and 5000万 stand side by side as one number."""
    return (
        first.end == second.start
        and text[first.end - 1] in HAN_MYRIADS
        and not second.is_class
        and second.value < first.multiplier
    )


@lru_cache(maxsize=2)
def _pattern(french: bool) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _multiplier_words())
    digits = _FRENCH if french else _ANY
    return re.compile(
        rf"{_BEGIN}(?P<digits>{digits})"
        rf"(?:[ {GROUPING_SPACE}]?(?P<han>{_MULTIPLIER})"
        rf"|[ {GROUPING_SPACE}]?-?(?P<word>{words})(?![a-z]))?"
        rf"|(?P<numeral>[零〇一二两三四五六七八九十百千万亿]+(?<![千百](?=[瓦米伏克乏分])))",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _multiplier_words() -> tuple[str, ...]:
    return tuple(sorted(mapped("multipliers"), key=lambda word: (-len(word), word)))


def _number(match: re.Match[str], *, french: bool) -> Number | None:
    numeral = match["numeral"]
    if numeral is not None:
        value = han_number(numeral)
        if value is None:
            return None
        is_class = len(numeral) + (numeral != "十") > 1 and HAN_DIGITS.keys().isdisjoint(numeral)
        return Number(value, match.start(), match.end(), is_class, _last_step(numeral))
    value = _digits(match["digits"], french=french)
    if value is None:
        return None
    multiplier = 1.0
    if match["han"]:
        multiplier = float(math.prod(HAN_UNITS.get(c, 0) or HAN_MYRIADS[c] for c in match["han"]))
    elif match["word"]:
        multiplier = float(mapped("multipliers")[match["word"].lower()][0])
    return Number(scaled(value, multiplier), match.start(), match.end(), False, multiplier)


def _last_step(numeral: str) -> float:
    return float(HAN_MYRIADS.get(numeral[-1], 1))


def scaled(value: float, factor: float) -> float:
    """The product in decimal, so that 9.216亿 is 921600000 and not a hair less."""
    if factor == 1:
        return value
    return float(Decimal(repr(value)) * Decimal(repr(factor)))


def _digits(digits: str, *, french: bool) -> float | None:
    """The value of digits with separators; None where a separator has two readings."""
    if len(digits) > LONGEST_NUMBER:
        return None
    plain = digits.replace(GROUPING_SPACE, "").replace(" ", "")
    if french and re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", plain):
        return float(plain.replace(".", ""))
    if "," not in plain:
        return float(plain) if plain.count(".") <= 1 else None
    if not french and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    whole, _, decimals = plain.partition(",")
    if "," in decimals or "." in plain:
        return None
    readable = len(decimals) != 3 or whole == "0" if french else len(decimals) in (1, 2)
    if not readable:
        return None
    return float(f"{whole}.{decimals}")
