"""Dates of events in English and French: which event of a sentence a date belongs to."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import DateValue

_AT_START: Final = re.compile(
    r"(?:^|[,;:.(]\s?|\band |\bet |\bthat |\bque |\bqu')(?:(?:on|in|by|at|since|early in|late in|"
    r"the|le|la|en|au|a la|des|depuis|fin|debut|mi|a) ?)*$"
)
_HARDEST: Final = re.compile(r"[;:]|\. ")
_HARD: Final = re.compile(r"[;:]|\. |\b(?:and|while|but|et|mais|tandis) (?!\d)")
# "told the exchange on 3 May that ...", "agreed on 3 May to end ..."
_THAT: Final = re.compile(r",?\s(?:that|que|qu')\b[^;.]{0,120}$")
_TO: Final = re.compile(r"\s(?:to|de|d')\s?(?:\w+\s){0,2}$")
_DECIDED: Final = re.compile(
    r"\b(?:agreed|decided|resolved|voted|moved|chose|began|started|decide\w*|convenu\w*|choisi\w*|"
    r"commence\w*)\b[^,;.]{0,16}$"
)
_WHEN: Final = re.compile(r",\s(?:when|quand|date a laquelle)\s")
# As of, founded and the like: dates of no event.
_OF_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:as of|as at|by the end of|founded in|established in|set up in|born in|"
    r"listed in|since its founding in|a la|au|fondee? en|creee? en|dated)\s?(?:the )?$"
)


def event_of_date(
    page: PageText, start: int, spans: Sequence[tuple[int, int]], found: DateValue
) -> int | None:
    """The event of a sentence that a date dates; None without any.

    A date that opens its clause belongs to the next event, any other to the one before it.

    Args:
        page: the page.
        start: first character of the sentence.
        spans: the events, in order.
        found: the date.
    """
    first, last = found.span
    before = [i for i, (_, end) in enumerate(spans) if end <= first]
    after = [i for i, (begin, _) in enumerate(spans) if begin >= last]
    if _OF_SOMETHING_ELSE.search(page.lower, max(start, first - 24), first) and not before:
        return None
    if after and _leads_on(page, start, found, spans[after[0]][0]):
        return after[0]
    if after and _WHEN.match(page.lower, last, spans[after[0]][0]):
        return after[0]
    opens = _AT_START.search(page.lower[start:first]) is not None
    hard = _HARDEST if opens else _HARD
    near_after = bool(after) and hard.search(page.lower, last, spans[after[0]][0]) is None
    if not before:
        apart = not opens and bool(after) and "," in page.lower[last : spans[after[0]][0]]
        return after[0] if near_after and not apart else None
    between = page.lower[spans[before[-1]][1] : first]
    if opens and near_after and "," in between:
        return after[0]
    if _HARD.search(between) is None or re.fullmatch(r"[^;.]{0,24}: ?", between):
        return before[-1]
    if near_after:
        return after[0]
    return None


def _leads_on(page: PageText, start: int, found: DateValue, event: int) -> bool:
    """Whether a date is that of saying or deciding what is told behind it."""
    first, last = found.span
    between = page.lower[last:event]
    if _THAT.fullmatch(between):
        return True
    decided = _DECIDED.search(page.lower, max(start, first - 40), first)
    return decided is not None and _TO.fullmatch(between) is not None
