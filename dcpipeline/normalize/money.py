"""Amounts of money: in the currency they were printed in, with what they were paid for."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from dcpipeline.normalize.bounds import qualifier_of
from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.numbers import Number, find_numbers
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.quantities import append, bounded, may_close_range, only, range_start
from dcpipeline.normalize.text import Folded, fold, lower_case
from dcpipeline.normalize.values import Measure, Quantity, Unreadable

# Signs and codes that stand before the figure.
_BEFORE: Final = re.compile(
    r"(?:(?P<CNY>cny|rmb|cn¥|[¥￥]|人民币)|(?P<HKD>hkd|hk\$|港币)|(?P<TWD>nt\$|twd|ntd|新台币)"
    r"|(?P<SGD>s\$|sgd)|(?P<USD>usd|us\$|\$|美金)|(?P<EUR>eur|€))[ \u00a0]?$"
)
# Blanks may stand between a sign and its figure.
_ENDS_OF_SIGNS: Final = (*"y¥￥b币d$金r€", " ", "\u00a0")
_SIGN_BEHIND: Final = re.compile(r"[ \u00a0]?(?:(?P<EUR>€)|(?P<USD>us\$|\$))")
# m and b are multipliers only between a currency sign and a space.
_SHORT: Final = re.compile(r"(?P<m>m|mn)|(?P<b>b)")
# 350 M€
_MILLIONS: Final = re.compile(r"[ \u00a0]?m[ \u00a0]?(?:(?P<EUR>€)|(?P<USD>us\$|\$))")
_SHORT_FACTORS: Final = {"m": 10.0**6, "b": 10.0**9}
# A price: money for one unit of something else is no amount.
_PRICE: Final = re.compile(r"[ ]?(?:/|每|per |a kilowatt|le kwh|par )")
_ROLE_WINDOW: Final = 24
_STOPS: Final = "。;；!?\n"


def find_money(text: str, language: str | None = None) -> tuple[Quantity, ...]:
    """Every amount of a text, in order, unconverted.

    Args:
        text: running text in Chinese, English or French.
        language: ``fr`` switches to decimal comma and blanks between thousands.

    Returns:
        Quantities whose ``unit`` is the currency code (a bare 元 is CNY, a bare dollar USD) and
        whose ``measure`` says what the money is: ``investment`` of the site, or a contract, an
        award, one year's plan, a land price, a batch total, or ``money`` where no word tells.
        Prices per unit (元/千瓦时) are left out.
    """
    folded = fold(text)
    lowered = lower_case(folded.text)
    found: list[Quantity] = []
    previous: Number | None = None
    behind = 0
    for number in find_numbers(folded, language):
        quantity = _amount(folded, lowered, number, previous, behind)
        previous = number
        if quantity is not None:
            append(found, quantity)
            behind = number.end
    return tuple(found)


def parse_money(text: str, language: str | None = None) -> Quantity | Unreadable:
    """The one amount that a text states, or the reason why there is none."""
    return only(list(find_money(text, language)), text, "amount of money")


def _amount(
    folded: Folded, lowered: str, number: Number, previous: Number | None, behind: int
) -> Quantity | None:
    amount = _currency(lowered, number)
    if amount.currency is None and not may_close_range(number, previous):
        return None
    low = range_start(folded.text, number, amount.end, previous)
    first = amount.start
    if low is not None and previous is not None:
        opening = _currency(lowered, previous)
        first = opening.start
        amount = amount._replace(currency=amount.currency or opening.currency)
    if amount.currency is None or _PRICE.match(lowered, amount.end):
        return None
    if lowered[number.start : number.end] in {"万", "亿"} or lowered.endswith(
        ("几", "数"), 0, number.start
    ):
        return None  # 亿元 alone is a unit, 几十亿元 an order of magnitude
    factor, unit_end = amount.factor, amount.end
    qualifier, start, end = qualifier_of(lowered, first, number.end, unit_end)
    if low is not None:
        qualifier = "range"
    elif number.is_class and qualifier == "exact":
        qualifier = "about"
    return Quantity(
        *bounded(qualifier, low, number.value, factor),
        amount.currency,
        qualifier,
        None,
        folded.words(start, end),
        _role(lowered, max(behind, first - _ROLE_WINDOW), first, unit_end),
        *folded.span(start, end),
    )


class _Currency(NamedTuple):
    currency: str | None
    start: int
    factor: float
    end: int


# 总投资(万元):65000; 投标总报价(元):487126350.80
_IN_LABEL: Final = re.compile(r"\((?P<scale>[万亿]?)元\)\s?:?\s?$")
_SCALES: Final = {"": 1.0, "万": 1e4, "亿": 1e8}


def _currency(lowered: str, number: Number) -> _Currency:
    """Currency, first character, factor and end of the amount around a number.

    A sign before the figure outranks a word behind it (新台币30亿元 are Taiwan dollars).
    """
    before = lowered[max(0, number.start - 8) : number.start]
    sign = _BEFORE.search(before) if before.endswith(_ENDS_OF_SIGNS) else None
    behind = _currency_behind(lowered, number.end) or _left_out(lowered, number)
    end = number.end if behind is None else behind[1]
    labelled = _IN_LABEL.search(before) if behind is None and "元)" in before else None
    if labelled is not None:
        return _Currency("CNY", number.start, _SCALES[labelled["scale"]], end)
    millions = _MILLIONS.match(lowered, number.end) if number.multiplier == 1 else None
    if sign is None and millions is not None:
        return _Currency(millions.lastgroup, number.start, 10.0**6, millions.end())
    if sign is None:
        return _Currency(None if behind is None else behind[0], number.start, 1.0, end)
    first = number.start - len(sign.group())
    short = _short_multiplier(lowered, number)
    if short is not None:
        return _Currency(sign.lastgroup, first, _SHORT_FACTORS[short[0]], short[1])
    return _Currency(sign.lastgroup, first, 1.0, end)


def _short_multiplier(lowered: str, number: Number) -> tuple[str, int] | None:
    match = _SHORT.match(lowered, number.end)
    if match is None or number.multiplier != 1 or match.lastgroup is None:
        return None
    following = lowered[match.end() : match.end() + 1]
    return None if following.isalnum() else (match.lastgroup, match.end())


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """Names of currencies behind a number: 余, 多 or a French de/d' may stand between."""
    words = sorted(mapped("currencies"), key=lambda word: (-len(word), word))
    names = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"(?:余|多|\+)?[ \u00a0]?(?:de |d')?(?P<name>{names})(?![a-z]|[素件器首旦月])"
    )


@lru_cache(maxsize=1)
def _first_of_names() -> frozenset[str]:
    """The characters that can stand between a number and its currency, or begin it."""
    return frozenset({*(word[0] for word in mapped("currencies")), *"余多+ \u00a0d€u$"})


def _currency_behind(lowered: str, end: int) -> tuple[str, int] | None:
    if lowered[end : end + 1] not in _first_of_names():
        return None
    match = _names().match(lowered, end)
    if match is not None:
        return mapped("currencies")[match["name"]][0], match.end()
    sign = _SIGN_BEHIND.match(lowered, end)
    if sign is not None and sign.lastgroup is not None:
        return sign.lastgroup, sign.end()
    return None


# 总投资约300亿: the yuan is left out.
_SPENT: Final = re.compile(
    r"(?:投资|斥资|耗资|豪掷|砸下|投入)(?:额|总额|规模|金额)?"
    r"(?:约为?|超过|超|近|达到?|逾|为|共|计|将|高达|:)*[ ]?$"
)
_ENDS_AMOUNT: Final = re.compile(
    r"(?:多|余|左右)?(?:[,。;、)!]|的(?=[^,。;]{0,30}(?:项目|中心|基地|园))|$)"
)


def _left_out(lowered: str, number: Number) -> tuple[str, int] | None:
    """Yuan that are not said, behind a word for spending and hundreds of millions."""
    if not lowered.endswith("亿", 0, number.end):
        return None
    if _ENDS_AMOUNT.match(lowered, number.end) is None:
        return None
    spent = _SPENT.search(lowered, max(0, number.start - 12), number.start)
    return None if spent is None else ("CNY", number.end)


_ROLES: Final[dict[str, Measure]] = {
    "contract": "contract",
    "award": "award",
    "annual_plan": "annual_plan",
    "land": "land",
    "batch_total": "batch_total",
    "investment": "investment",
    "other": "money",
}


@lru_cache(maxsize=1)
def _role_index() -> PhraseIndex:
    return PhraseIndex(mapped("money_roles"))


def _purpose(word: str) -> str:
    """What a word says of money; ``none`` for words that only hold such a word (投资方)."""
    return mapped("money_roles")[word][0]


def is_of_other_kind(before: str) -> bool:
    """Whether the nearest word before an amount says that it is lent, raised or prepaid."""
    words = [hit.phrase for hit in _role_index().find(before) if _purpose(hit.phrase) != "none"]
    return bool(words) and _purpose(words[-1]) == "other"


def _role(lowered: str, behind: int, start: int, end: int) -> Measure:
    """What the money is, by the nearest word: before it in the sentence, else right behind it."""
    before = lowered[behind:start]
    before = before[max(before.rfind(stop) for stop in _STOPS) + 1 :]
    words = [hit.phrase for hit in _role_index().find(before) if _purpose(hit.phrase) != "none"]
    if not words:
        after = lowered[end : end + _ROLE_WINDOW]
        ends = [after.find(stop) for stop in _STOPS + ",、" if after.find(stop) >= 0]
        after = after[: min(ends)] if ends else after
        words = [h.phrase for h in _role_index().find(after) if _purpose(h.phrase) != "none"][:1]
    return _ROLES[mapped("money_roles")[words[-1]][0]] if words else "money"
