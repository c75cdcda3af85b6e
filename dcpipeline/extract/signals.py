"""Signals of the market: vouchers, rents, machines sold, falling demand, prices, plans."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from dcpipeline.extract.companies import find_companies
from dcpipeline.extract.figures import Figure
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import find_money
from dcpipeline.normalize.bounds import qualifier_of
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.numbers import han_number
from dcpipeline.normalize.phrase_book import PAGE, PhraseList
from dcpipeline.normalize.phrases import Hit, PhraseIndex
from dcpipeline.normalize.text import is_bounded

# Words of one entry stand within this many characters.
_WINDOW: Final = {"zh": 36, "en": 110, "fr": 130}
# A denial stands this close before the words.
_DENIAL: Final = {"zh": 6, "en": 22, "fr": 22}
# Signals of a company: the sentence names one, or says "the company".
_OF_COMPANIES: Final = frozenset({"commitment", "centres_cancelled", "spending_plan"})
# "It remains committed": the company of the sentence before.
_SPOKEN_OF: Final = re.compile(r"(?:it|he|she|il|elle)\s")
_SOME_COMPANY: Final = re.compile(
    r"公司|集团|企业|巨头|大厂|\b(?:company|companies|group|firm|firms|giants?|entreprises?"
    r"|groupes?|societes?|geants?)\b"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the lexicon.

    Attributes:
        kind: kind of the signal.
        first: the word that is searched for.
        others: words that must stand near it.
    """

    kind: str
    first: str
    others: tuple[str, ...]


@lru_cache(maxsize=4)
def _entries(language: str) -> dict[str, tuple[_Entry, ...]]:
    """The entries by their first word; those of a shorter first word come with a longer one."""
    own: dict[str, list[_Entry]] = {}
    for phrase, kinds in mapped("signals", language).items():
        first, *others = (part.strip() for part in phrase.split("&"))
        for kind in kinds:
            own.setdefault(first, []).append(_Entry(kind, first, tuple(others)))
    longest_first = sorted(own, key=lambda word: (-len(word), word))
    return {
        word: tuple(entry for other in longest_first if other in word for entry in own[other])
        for word in own
    }


@lru_cache(maxsize=4)
def _index(language: str) -> PhraseList:
    return PAGE.add(_entries(language))


@lru_cache(maxsize=4)
def _hits(language: str, lower: str) -> tuple[Hit, ...]:
    """First words of entries on a page: start, end and word, in order."""
    return tuple(_index(language).find_within(lower, 0, len(lower)))


def find_signals(page: PageText, sentence: Sentence) -> list[Figure]:
    """Signals of one sentence, at most one of a kind but for prices.

    Args:
        page: the page.
        sentence: the sentence to read.

    Returns:
        Figures of the property ``signal`` with the kind as ``code``, in the order of the text.
        Prices and plans have value and unit: CNY/month, CNY/kWh, a currency. A rent, a power price
        or a spending plan without a figure is no signal.
    """
    language = page.document.language
    hits = _hits(language, page.lower)
    here = bisect_left(hits, (sentence.start, 0, ""))
    if here >= len(hits) or hits[here][0] >= sentence.end:
        return []
    spans: dict[str, tuple[int, int]] = {}
    for start, end, word in hits[here : bisect_left(hits, (sentence.end, 0, ""))]:
        for entry in _entries(language)[word]:
            span = _span_of(page, sentence, entry, start, end)
            if span is not None and entry.kind not in spans:
                spans[entry.kind] = span
    found = [
        figure
        for kind, span in spans.items()
        if _holds(page, sentence, kind, span)
        for figure in _figures(page, sentence, kind, span)
    ]
    return sorted(found, key=lambda f: (f.start, f.end, f.code))


def _span_of(
    page: PageText, sentence: Sentence, entry: _Entry, start: int, end: int
) -> tuple[int, int] | None:
    """The span of all words of an entry, None where one is missing."""
    start = page.lower.index(entry.first, start, end)
    end = start + len(entry.first)
    window = _WINDOW[page.document.language]
    floor, ceiling = max(sentence.start, start - window), min(sentence.end, end + window)
    first, last = start, end
    for word in entry.others:
        position = _nearest(page.lower, word, floor, ceiling, start)
        if position is None:
            return None
        first, last = min(first, position), max(last, position + len(word))
    return first, last


def _nearest(lower: str, word: str, floor: int, ceiling: int, start: int) -> int | None:
    """Where a word stands nearest to a place; words of Latin script whole."""
    found: list[int] = []
    position = lower.find(word, floor, ceiling)
    while position >= 0:
        if is_bounded(lower, position, position + len(word)):
            found.append(position)
        position = lower.find(word, position + 1, ceiling)
    return min(found, key=lambda p: abs(p - start), default=None)


def _holds(page: PageText, sentence: Sentence, kind: str, span: tuple[int, int]) -> bool:
    """Whether the sentence is about compute and does not deny or mean something else."""
    language, lower = page.document.language, page.lower
    start, end = sentence.start, sentence.end
    context = _context(kind, language)
    if context is not None and context.search(lower, start, end) is None:
        return False
    excluded = _excluded(kind, language)
    if excluded is not None and excluded.search(lower, start, end) is not None:
        return False
    if _denied(language, lower[max(start, span[0] - _DENIAL[language]) : span[0]]):
        return False
    return kind not in _OF_COMPANIES or _names_company(page, sentence)


@lru_cache(maxsize=64)
def _context(kind: str, language: str) -> re.Pattern[str] | None:
    """Words of which one must stand in the sentence; None where a kind needs none."""
    return _any_of(listed(f"context_of_{kind}", language), language)


@lru_cache(maxsize=64)
def _excluded(kind: str, language: str) -> re.Pattern[str] | None:
    """Words with which the sentence means something else."""
    words = mapped("signal_exclusions", language)
    return _any_of(tuple(w for w, kinds in words.items() if kind in kinds), language)


def _any_of(words: tuple[str, ...], language: str) -> re.Pattern[str] | None:
    joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = joined if language == "zh" else rf"(?<![a-z])(?:{joined})(?![a-z])"
    return re.compile(pattern) if words else None


@lru_cache(maxsize=4)
def _denials(language: str) -> re.Pattern[str]:
    joined = "|".join(re.escape(word) for word in listed("signal_negations", language))
    return re.compile(
        joined if language == "zh" else rf"(?:(?<![a-z])|(?=n't))(?:{joined})(?![a-z])"
    )


def _denied(language: str, before: str) -> bool:
    clause = re.split(r"[,;:、]", before)[-1]
    return _denials(language).search(clause) is not None


@lru_cache(maxsize=1)
def _other_companies() -> PhraseIndex:
    return PhraseIndex(listed("other_companies"))


def _names_company(page: PageText, sentence: Sentence) -> bool:
    lower = page.lower[sentence.start : sentence.end]
    if (
        _SOME_COMPANY.search(lower)
        or _SPOKEN_OF.match(lower)
        or any(_other_companies().find(lower))
    ):
        return True
    found = find_companies(page.text, page.lower, sentence.start, sentence.end)
    return any(company.name for company in found)


def _figures(
    page: PageText, sentence: Sentence, kind: str, span: tuple[int, int]
) -> Iterator[Figure]:
    match kind:
        case "rental_price":
            yield from _rents(page, sentence)
        case "electricity_price":
            yield from _power_prices(page, sentence)
        case "spending_plan":
            yield from _plans(page, sentence, span)
        case _:
            yield Figure("signal", *span, None, code=kind)


_AMOUNT: Final = (
    r"(?P<sign>us\$|\$|¥|€|rmb|cny|usd)?\s?"
    r"(?<!\d)(?<!\d[.,])(?P<number>\d{1,3}(?:[,\u00a0 ]\d{3})+(?!\d)"
    r"|\d+(?:[.,]\d{1,3})?)\s?"
    r"(?P<factor>万|千|thousand|million|k\b)?余?\s?(?P<currency>元人民币|人民币|元|块钱?|美元"
    r"|yuans?|rmb|renminbi|us dollars|dollars?|usd|euros?|€|\$)?"
)
_PERIODS: Final = {
    "hour": r"小时|时(?![延间])|gpu[- ]hours?|card[- ]hours?|hours?|hourly|heures?",
    "day": r"天|日(?!元)|days?|jours?",
    "month": r"月|months?|monthly|mois",
    "year": r"年|years?|annually|ans?(?![a-z])|annees?",
}
_PER: Final = "|".join(f"(?P<{name}>{words})" for name, words in _PERIODS.items())
_RENT_BEHIND: Final = re.compile(
    rf"{_AMOUNT}(?:\s?(?:/|每)\s?(?:台|卡|张|p|架|机柜|个|套|server|card|gpu|rack|serveur|carte|baie))?"
    rf"\s?(?:(?:/|每|per |an? |each |every |par |la |le |l'|de l'|per gpu per "
    rf"|per card per |(?:a|per) (?:card|gpu|server|rack) (?:per|an?) |par (?:carte"
    rf"|gpu|serveur|baie) et par )\s?(?:1|单)?个?(?:{_PER})|(?P<adverb>monthly|hourly))(?![a-z])"
)
_RENT_BEFORE: Final = re.compile(
    r"(?:(?:每|一|单)(?:台|卡|张|p|架|个机柜|套)?)?(?:每个?|一个?|按|单)?"
    rf"(?:{_PER})(?:的)?(?:租金"
    rf"|租价|租|租费|价格|租赁价格|租赁费)?"
    rf"(?:,?(?:眼下|目前|如今|现在|现))?(?:[^,。;\d]{{0,10}}?){_AMOUNT}(?!\s?/)"
)
# The monthly rent of X has come down to N; renting X for a month costs N.
_RENT_LEADS: Final = re.compile(
    r"\b(?P<rate>hourly|daily|monthly|yearly)\s(?:rent|rental|rate|fee|price|charge)s?\b"
    r"|\b(?:rent|hir|leas)(?:e|ing)\b[^.;]{0,50}?\bfor\s(?:an?|one)\s(?P<time>hour|day|month|year)\b"
    r"|\blou(?:er|ant)\b[^.;]{0,50}?\b(?:pour|pendant)\sune?\s(?P<temps>heure|jour|mois|annee)\b"
)
_RATES: Final = {
    "hourly": "hour", "daily": "day", "monthly": "month", "yearly": "year", "heure": "hour",
    "jour": "day", "mois": "month", "annee": "year",
}  # fmt: skip
_ANY_AMOUNT: Final = re.compile(_AMOUNT)
_RENT_REACH: Final = 110
# A price that has moved: what it is now stands behind what it was.
_NOW: Final = re.compile(
    r"[^,。;\d]{0,8}?(?:降至|降到|跌至|跌到|下降至|下降到|下跌至|下跌到|回落至|滑落至|降为|涨至|涨到|升至|升到)[^,。;\d]{0,4}?"
    + _AMOUNT
)
_RANGE: Final = re.compile(
    r"(?<!\d)(?<!\d[.,])(?P<low>\d+(?:[.,]\d{1,3})?)(?P<factor>万|千)?(?:元|yuan)?\s?(?:[-~至到]|to|a)\s?$"
)
_CURRENCIES: Final = (
    ("CNY", ("元", "块", "¥", "rmb", "cny", "yuan", "人民币", "renminbi")),
    ("USD", ("美元", "us$", "$", "dollar", "usd")),
    ("EUR", ("€", "euro")),
)


def _currency(match: re.Match[str]) -> str | None:
    words = match["sign"] or match["currency"] or ""
    if "美元" in words:
        return "USD"
    return next((code for code, signs in _CURRENCIES if any(s in words for s in signs)), None)


def _amount(match: re.Match[str]) -> float:
    digits = re.sub(r"[\u00a0 ]", "", match["number"])
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", digits) is not None
    value = float(digits.replace(",", "" if grouped else "."))
    factor = {"万": 10_000, "千": 1000, "thousand": 1000, "k": 1000, "million": 10**6}
    return round(value * factor.get(match["factor"] or "", 1), 6)


def _rents(page: PageText, sentence: Sentence) -> Iterator[Figure]:
    """Prices of compute by the hour, day, month or year."""
    behind = -1
    found = [*_RENT_BEHIND.finditer(page.lower, sentence.start, sentence.end)]
    if page.document.language == "zh":
        found += [*_RENT_BEFORE.finditer(page.lower, sentence.start, sentence.end)]
    for match in sorted(found, key=lambda m: (m.start("number"), m.start())):
        currency = _currency(match)
        if currency is None or match.start("number") < behind:
            continue
        price = _NOW.match(page.lower, match.end(), sentence.end) or match
        behind = max(match.end(), price.end())
        unit = f"{_currency(price) or currency}/{_period(match)}"
        yield _priced(page, price, "rental_price", _amount(price), unit)
    if behind < 0 and page.document.language != "zh":
        yield from _rents_led(page, sentence)


def _rents_led(page: PageText, sentence: Sentence) -> Iterator[Figure]:
    """Rents whose period stands before what is rented, in English and French."""
    for lead in _RENT_LEADS.finditer(page.lower, sentence.start, sentence.end):
        period = lead["rate"] or lead["time"] or lead["temps"]
        reach = min(sentence.end, lead.end() + _RENT_REACH)
        for match in _ANY_AMOUNT.finditer(page.lower, lead.end(), reach):
            currency = _currency(match)
            if currency is not None:
                unit = f"{currency}/{_RATES.get(period, period)}"
                yield _priced(page, match, "rental_price", _amount(match), unit)
                break


def _period(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("adverb"):
        return "month" if groups["adverb"] == "monthly" else "hour"
    return next(name for name in _PERIODS if groups[name])


def _priced(page: PageText, match: re.Match[str], kind: str, value: float, unit: str) -> Figure:
    first = match.start("sign") if match["sign"] else match.start("number")
    end = max(match.end("number"), match.end("factor"))
    qualifier, start, _ = qualifier_of(page.lower, first, end, end)
    opened = _RANGE.search(page.lower, max(0, first - 14), first)
    if opened is not None and qualifier == "exact":
        low = float(opened["low"].replace(",", "."))
        low = round(low * value / float(match["number"].replace(",", ".")), 6)
        return Figure(
            "signal", opened.start(), match.end(), None, low, value, unit, "range", code=kind
        )
    return Figure(
        "signal", start, match.end(), value,
        low=value if qualifier == "at_least" else None,
        high=value if qualifier == "at_most" else None,
        unit=unit, qualifier=qualifier, code=kind,
    )  # fmt: skip


_KWH: Final = r"(?:千瓦时|千瓦小时|度电?|kwh|kilowatt[- ]?hours?|kilowattheures?|kilowatt-heures?)"
_POWER_PRICE: Final = re.compile(
    rf"(?P<sign>)(?P<before>每{_KWH}|一度电?|per kwh |电价[^,。;\d]{{0,10}}?"
    rf"|度电成本[^,。;\d]{{0,8}}?|{_KWH}\s(?:y\s)?(?:costs?|coutait|coute|vaut|est facture"
    rf"|revient a|goes for|sells for)\s(?:[a-z]+\s){{0,2}})?"
    rf"(?<!\d)(?<!\d[.,])(?P<number>\d{{1,2}}[.,]\d{{1,4}}"
    rf"|\d{{1,3}})(?P<factor>)\s?"
    rf"(?P<currency>元|分|角|yuan|fen|cny|rmb)(?P<after>\s?(?:/|每|per |a |le |par "
    rf"|an |the )?\s?{_KWH})?"
)
_MAO: Final = re.compile(
    r"(?P<mao>[\d一二两三四五六七八九])[毛角](?:钱)?(?P<fen>[\d一二三四五六七八九](?!\d))?分?(?P<after>[^,。;]{0,3}?(?:一度"
    r"|/度|每度))?"
)
_CHANGE: Final = re.compile(
    r"(?:降低|下降|降|优惠|补贴|减少|上涨|上调|下调|lower by|cut by|reduced by|baisse de)了?约?\s?$"
)


def _power_prices(page: PageText, sentence: Sentence) -> Iterator[Figure]:
    """Prices of electricity in CNY/kWh."""
    lower = page.lower
    for match in _POWER_PRICE.finditer(lower, sentence.start, sentence.end):
        if not (match["before"] or match["after"]):
            continue
        if _CHANGE.search(lower, sentence.start, match.start("number")):
            continue
        factor = {"分": 0.01, "fen": 0.01, "角": 0.1}.get(match["currency"], 1.0)
        value = round(_amount(match) * factor, 6)
        if 0 < value < 5:
            yield _priced(page, match, "electricity_price", value, "CNY/kWh")
    for match in _MAO.finditer(lower, sentence.start, sentence.end):
        if match["after"] or "电" in lower[max(sentence.start, match.start() - 16) : match.start()]:
            tenths, rest = _digit(match["mao"]), _digit(match["fen"] or "0")
            value = round(tenths / 10 + rest / 100, 6)
            yield Figure(
                "signal",
                match.start(),
                match.end(),
                value,
                unit="CNY/kWh",
                code="electricity_price",
            )


def _digit(words: str) -> float:
    """One digit, Arabic or Chinese."""
    return float(words) if words.isdigit() else (han_number(words) or 0.0)


def _plans(page: PageText, sentence: Sentence, span: tuple[int, int]) -> Iterator[Figure]:
    """The amount that stands nearest to the words of a plan."""
    text = page.text[sentence.start : sentence.end]
    amounts = [
        amount
        for amount in find_money(text, page.document.language)
        if (amount.value or amount.high or 0) >= 10**8
    ]
    if not amounts:
        return
    middle = span[1] - sentence.start
    nearest = min(amounts, key=lambda amount: abs(amount.start - middle))
    start = sentence.start
    yield replace(
        Figure("signal", start + nearest.start, start + nearest.end, nearest.value),
        low=nearest.low, high=nearest.high, unit=nearest.unit, qualifier=nearest.qualifier,
        code="spending_plan",
    )  # fmt: skip
