"""Shares of compute or racks that stand idle or are used."""

import re
from functools import lru_cache
from typing import Final

from dcpipeline.extract.counts import CLAUSE, alternatives, bound_of, stands_in, words_of
from dcpipeline.extract.figures import Figure
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.numbers import han_number

# A share has nothing to do with words farther away than this many characters.
_REACH: Final = {"zh": 40, "en": 110, "fr": 110}
_HAN_ONE: Final = "[一二两三四五六七八九]"
_HALF_OF_A_YEAR: Final = re.compile(
    r"(?:first|second|latter|last)[ -]$|(?:premiere |seconde |deuxieme )$"
)


@lru_cache(maxsize=4)
def _share_pattern(language: str) -> re.Pattern[str]:
    percent = r"\s?(?:%|percent|per cent|pour cent)(?![a-z点])"
    number = r"\d{1,3}(?:[.,]\d{1,2})?"
    words = "|".join(
        re.escape(word)
        for section in ("share_words_at_least", "share_words_about", "share_words")
        for word in sorted(mapped(section, language), key=len, reverse=True)
    )
    named = rf"(?<![\w-])(?:{words})(?![\w-])" if language != "zh" else rf"(?<![上下])(?:{words})"
    return re.compile(
        rf"(?<!\d)(?<!\d[.,])(?P<low>{number})\s?%?\s?(?:[~至到-]|to|a|and|et)\s?(?P<high>{number}){percent}"
        rf"|(?<!\d)(?<!\d[.,])(?P<percent>{number}){percent}"
        rf"|百分之(?P<han>\d{{1,3}}(?:\.\d+)?|[一二三四五六七八九十百]{{1,4}})"
        rf"|(?P<from>{_HAN_ONE}|\d)成?[至到-]?(?P<to>{_HAN_ONE}|\d)成(?![都立本果为功熟员交品长效就型份半])"
        rf"|(?P<tenths>{_HAN_ONE}|\d)成(?:(?P<half>半)|(?P<more>[一二三四五六七八九])(?![年月日个家座成期]))?"
        r"(?![都立本果为功熟员交品长效就型份])"
        rf"|(?P<words>{named})"
    )


def find_shares(page: PageText, sentence: Sentence) -> list[Figure]:
    """Shares of compute or racks that stand idle or are used.

    Args:
        page: the page.
        sentence: the sentence to read.

    Returns:
        ``idle_share`` and ``used_share`` from 0 to 1 in the order of the text.
    """
    if not stands_in("shares", page, sentence.start, sentence.end):
        return []
    language = page.document.language
    matches = list(_share_pattern(language).finditer(page.lower, sentence.start, sentence.end))
    found = []
    for here, match in enumerate(matches):
        floor = matches[here - 1].end() if here else sentence.start
        ceiling = matches[here + 1].start() if here + 1 < len(matches) else sentence.end
        name = _kind_of_share(page, match, floor, ceiling)
        figure = None if name is None else _share(page, match, name)
        if figure is not None:
            found.append(figure)
    return found


def _kind_of_share(page: PageText, match: re.Match[str], floor: int, ceiling: int) -> str | None:
    """Of what a share is: of idle or of used compute, or of something else (None)."""
    language, lower = page.document.language, page.lower
    reach = _REACH[language]
    before = lower[max(floor, match.start() - reach) : match.start()]
    after = lower[match.end() : min(ceiling, match.end() + reach)]
    if _is_something_else(language, before, after):
        return None
    return _by_rate(language, before, after) or _by_state(language, before, after)


def _is_something_else(language: str, before: str, after: str) -> bool:
    bare = re.sub(r"[\s约近超过了]+$", "", before)
    change = words_of("change_before", language)
    if any(m.end() == len(bare) for m in change.finditer(bare)) or _HALF_OF_A_YEAR.search(before):
        return True
    if re.match(r"\s(?:of (?:19|20)\d\d|of the year|a year|year|an hour)|-year", after):
        return True
    other = words_of("not_shares", language)
    near = 14 if language == "zh" else 32
    ahead, behind = CLAUSE.split(before)[-1][-near:], CLAUSE.split(after)[0][:near]
    return other.search(ahead) is not None or other.search(behind) is not None


def _by_rate(language: str, before: str, after: str) -> str | None:
    """上架率不足三成, a 30 % utilisation rate."""
    for name, section in (("idle_share", "rates_idle"), ("used_share", "rates_used")):
        rates = list(words_of(section, language).finditer(before))
        if rates and not CLAUSE.search(before, rates[-1].end()):
            ahead = before[max(0, rates[-1].start() - 12) : rates[-1].start()]
            return None if words_of("not_rates", language).search(ahead) else name
        behind = words_of(section, language).search(after[:32])
        if behind is not None and re.fullmatch(
            r"的?(?:平均|总体)?|\s?(?:d'|de\s|[a-z]+\s){0,3}", after[: behind.start()]
        ):
            return name
    return None


def _by_state(language: str, before: str, after: str) -> str | None:
    """80% of the racks stand idle; 闲置比例达八成."""
    states = _idle_or_used(language)
    capacity = words_of("capacity_words", language)
    found = states.search(after)
    if found is not None and not re.search(r"[;。]", after[: found.start()]):
        around = before[-30:] + " " + after[: found.end() + 30]
        if capacity.search(around):
            return _named(found, after[: found.start()], language)
    earlier = list(states.finditer(before))
    if earlier and earlier[-1].lastgroup == "idle" and capacity.search(before + after[:20]):
        gap = before[earlier[-1].end() :]
        if len(gap) <= (14 if language == "zh" else 40) and not CLAUSE.search(gap):
            return "idle_share"
    return None


@lru_cache(maxsize=4)
def _idle_or_used(language: str) -> re.Pattern[str]:
    idle, used = listed("idle_words", language), listed("words_used", language)
    return re.compile(rf"(?P<idle>{alternatives(idle)})|(?P<used>{alternatives(used)})")


def _named(found: re.Match[str], gap: str, language: str) -> str | None:
    """The kind that a word behind a share gives; not used is idle, not idle is nothing."""
    denied = re.search(
        r"(?:不再|不会|没有|未|并非|不)$"
        if language == "zh"
        else r"\b(?:not|never|no longer|n'est plus|ne sont plus|jamais|pas)(?:\s\w+)?\s$",
        gap[-16:],
    )
    if found.lastgroup == "idle":
        return None if denied else "idle_share"
    return "idle_share" if denied else "used_share"


def _share(page: PageText, match: re.Match[str], name: str) -> Figure | None:
    low, high, bound = _share_value(match, page.document.language)
    if high is None or high > 1 or (low is not None and low > high):
        return None
    qualifier, start, end = bound_of(page, match.start(), match.end(), match.end())
    if low is not None:
        return Figure(name, match.start(), match.end(), None, low, high, "share", "range")
    qualifier = bound if bound and qualifier == "exact" else qualifier
    return Figure(
        name, start, end, high,
        low=high if qualifier == "at_least" else None,
        high=high if qualifier == "at_most" else None,
        unit="share", qualifier=qualifier,
    )  # fmt: skip


def _share_value(match: re.Match[str], language: str) -> tuple[float | None, float | None, str]:
    """Lower bound of a range, value or upper bound, and the bound that the word itself holds."""
    if match["high"]:
        return _hundredth(match["low"]), _hundredth(match["high"]), ""
    if match["percent"] or match["han"]:
        return None, _hundredth(match["percent"] or match["han"]), ""
    if match["to"]:
        low, high = _digit(match["from"]), _digit(match["to"])
        return round(low / 10, 4), round(high / 10, 4), ""
    if match["tenths"]:
        more = 5 if match["half"] else _digit(match["more"]) if match["more"] else 0
        return None, round((_digit(match["tenths"]) + more / 10) / 10, 4), ""
    word = match["words"]
    for section, bound in (
        ("share_words_at_least", "at_least"),
        ("share_words_about", "about"),
        ("share_words", ""),
    ):
        value = mapped(section, language).get(word)
        if value is not None:
            return None, float(value[0]), bound
    return None, None, ""


def _digit(words: str) -> float:
    return float(words) if words.isdigit() else (han_number(words) or 0.0)


def _hundredth(words: str) -> float | None:
    plain = words.replace(",", ".")
    value = float(plain) if plain[0].isdigit() else han_number(words)
    return None if value is None else round(value / 100, 6)
