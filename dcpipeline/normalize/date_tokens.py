"""The pieces of a date: year, month, day, quarter, half-year, relative words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple, get_args

from dcpipeline.normalize.lexicon import listed, mapped
from dcpipeline.normalize.matching import matches_from
from dcpipeline.normalize.numbers import han_number
from dcpipeline.normalize.phrase_book import PAGE, PhraseList

TokenKind = Literal[
    "ymd", "swapped", "years", "year", "bare_year", "month", "day", "ordinal", "quarter", "half",
    "plan", "relative_year", "relative_month", "relative_day", "weekday", "edge", "vague", "filler",
]  # fmt: skip

_KINDS: Final[dict[str, TokenKind]] = {kind: kind for kind in get_args(TokenKind)}
_SAME_KIND: Final = {"compact": "ymd", "short_year": "year"}
_HAN: Final = "[零〇一二三四五六七八九十]"
_NUMERIC: Final = re.compile(
    r"(?<!\d)(?<!\d[.,/-])(?:"
    r"(?P<years>(?:19|20)\d{2}[-~至到](?:19|20)\d{2}(?![-/.]?\d))"
    r"|(?P<ymd>\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?![-/.]?\d))"
    r"|(?P<compact>(?:19|20)\d{6}(?!\d))"
    r"|(?P<swapped>\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d))"
    r"|(?P<short_year>(?:0\d|1\d|2\d)) ?年(?= ?(?:1[0-2]|0?[1-9]) ?月(?!龄))"
    rf"|(?P<year>\d{{4}}|{_HAN}{{4}})(?: ?年度?(?![底末初内中])|(?=年[底末初内中]))"
    r"|(?P<bare_year>(?:19|20)\d{2})(?![\d%年]|[.,-]?\d|[ ]?[pe](?:flops)?\b)"
    rf"|(?P<month>\d{{1,2}}|{_HAN}{{1,3}})(?: ?月(?![期底末初])|(?=月[底末初]))"
    rf"|(?P<day>\d{{1,2}}|{_HAN}{{1,3}}) ?(?:日|号(?![”’\"']|项|标|文|令|公))(?!基地|数据|智算|"
    rf"算力|园区|照|本|喀|土|楼|机|院|"
    rf"线|地|厂|栋|馆|门|车|库|塔|仓|井|炉|桥|路|园|召|称)"
    r"|(?P<ordinal>\d{1,2})(?:st|nd|rd|th|er|ere)?(?![\d%a-z]|\.\d|,\d)"
    r")"
    r"|[\"“]?(?P<plan>十[一二三四五六七])五[\"”]?(?:规划|时期|期间)?"
)
# 2024Q4, 1H2025: the part stands against the year without a space.
_GLUED: Final = re.compile(
    r"(?<=\d{4})(?P<kind>[qth])(?P<number>[1-4])(?![a-z\d])"
    r"|(?<![a-z\d])(?P<before>[1-4])(?P<kind_before>[qh])(?=(?:19|20)\d{2}(?!\d))"
)
_FIRST: Final = re.compile('[\\d零〇一二三四五六七八九十"“]')
_FIRST_GLUED: Final = re.compile("[qth1-4](?=[1-4qh])")
_SECTIONS: Final[dict[str, TokenKind]] = {
    "months": "month",
    "quarters": "quarter",
    "halves": "half",
    "relative_years": "relative_year",
    "relative_months": "relative_month",
    "relative_days": "relative_day",
}
_LISTS: Final[dict[str, TokenKind]] = {
    "period_edges": "edge",
    "date_fillers": "filler",
    "vague_dates": "vague",
}


# Which of its days a day of the week is: the last one up to the day of the page, the one before
# that day, that of its week, that of the week before.
UP_TO, BEFORE, THIS_WEEK, LAST_WEEK = range(4)


class Token(NamedTuple):
    """One piece of a date.

    Attributes:
        kind: what it is.
        values: its numbers (year, month, day for ``ymd``; one number for most).
        start: first character in the lower-case folded text.
        end: character behind the last.
    """

    kind: TokenKind
    values: tuple[int, ...]
    start: int
    end: int


def find_tokens(lowered: str) -> Iterator[Token]:
    """All pieces of a text, in order, the longest where two begin at the same place."""
    found = [*_numeric_tokens(lowered), *_glued_tokens(lowered), *_word_tokens(lowered)]
    behind = 0
    for token in sorted(found, key=lambda t: (t.start, -t.end)):
        if token.kind == "weekday" and not _stands_alone(lowered, token):
            continue
        if token.kind == "relative_year" and _YEAR_BEHIND.match(lowered, token.end):
            token = token._replace(kind="edge", values=())
        if token.start >= behind:
            behind = token.end
            yield token


# "la fin de l'annee 2024", "the end of the year 2024": the edge of a stated year.
_YEAR_BEHIND: Final = re.compile(r"[ ](?:19|20)\d{2}(?![\d%]|[.,]\d)")
# Friday, 12 September: the day of the week only repeats the date.
_DATE_BEHIND: Final = re.compile(
    r"[ ,.]{1,3}(?:le )?(?:\d{1,2}\b(?!:| ?(?:mw|p|h\b))|(?:jan|feb|fev|mar|apr|avr|may|mai|jun|"
    r"jui|jul|aug|aou|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b)"
)
_NEXT: Final = re.compile(
    r"(?:\bnext |\bthis coming |\bevery |\beach |\bby |\bchaque |\btous les )$"
)


def _stands_alone(lowered: str, token: Token) -> bool:
    """Whether a day of the week is the date itself, and lies behind."""
    if _DATE_BEHIND.match(lowered, token.end) or _NEXT.search(lowered[: token.start][-12:]):
        return False
    return not lowered[token.end : token.end + 10].startswith((" prochain", "s"))


_MONTH_BEFORE: Final = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? $"
)


# "Phase 2 in 2024": the number of a part, no day.
_NUMBERED: Final = re.compile(
    r"\b(?:phase|stage|tranche|building|hall|zone|lot|module|batiment|salle|etape)s? $"
)


def _numeric_tokens(lowered: str) -> Iterator[Token]:
    for match in matches_from(_FIRST, _NUMERIC, lowered, 0, len(lowered)):
        kind = match.lastgroup
        assert kind is not None
        if kind == "ordinal" and (
            _heads_list(lowered, match.start(), match.end())
            or _NUMBERED.search(lowered, max(0, match.start() - 12), match.start())
        ):
            continue
        values = _values(kind, match[kind])
        if values is not None:
            name = _SAME_KIND.get(kind, kind)
            yield Token(_KINDS[name], values, match.start(), match.end())


def _heads_list(lowered: str, start: int, end: int) -> bool:
    """Whether a number and a full stop head an entry; "March 31." ends a sentence."""
    if lowered[end : end + 1] != ".":
        return False
    return _MONTH_BEFORE.search(lowered[max(0, start - 12) : start]) is None


def _glued_tokens(lowered: str) -> Iterator[Token]:
    for match in matches_from(_FIRST_GLUED, _GLUED, lowered, 0, len(lowered)):
        letter = match["kind"] or match["kind_before"]
        number = int(match["number"] or match["before"])
        if letter != "h":
            yield Token("quarter", (number,), match.start(), match.end())
        elif number <= 2:
            yield Token("half", (number,), match.start(), match.end())


def _values(kind: str, words: str) -> tuple[int, ...] | None:
    if kind in {"ymd", "swapped", "years"}:
        return tuple(int(part) for part in re.split(r"[-/.~至到]", words))
    if kind == "compact":
        return int(words[:4]), int(words[4:6]), int(words[6:])
    if kind == "short_year":
        return (2000 + int(words),)
    if kind == "year" and not words.isdecimal():
        digits = "".join(str(int(han_number(c) or 0)) for c in words)
        return (int(digits),) if "十" not in words else None
    if words.isdecimal():
        return (int(words),)
    value = han_number(words)
    return None if value is None else (int(value),)


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[TokenKind, tuple[int, ...]]]:
    words: dict[str, tuple[TokenKind, tuple[int, ...]]] = {}
    for section, kind in _LISTS.items():
        words.update((word, (kind, ())) for word in listed(section))
    for section, kind in _SECTIONS.items():
        for word, meanings in mapped(section).items():
            words[word] = (kind, (int(meanings[0]),))
    for word, meanings in mapped("weekdays").items():
        words[word] = ("weekday", (int(meanings[0]), UP_TO))
        words["last " + word] = words[word + " dernier"] = ("weekday", (int(meanings[0]), BEFORE))
    for section, week in (
        ("weekdays_of_this_week", THIS_WEEK),
        ("weekdays_of_last_week", LAST_WEEK),
    ):
        for word, meanings in mapped(section).items():
            words[word] = ("weekday", (int(meanings[0]), week))
    return words


@lru_cache(maxsize=1)
def _word_index() -> PhraseList:
    return PAGE.add(_words())


def _word_tokens(lowered: str) -> Iterator[Token]:
    for hit in _word_index().find_within(lowered, 0, len(lowered)):
        kind, values = _words()[hit.phrase]
        yield Token(kind, values, hit.start, hit.end)
