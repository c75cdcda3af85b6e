"""Dates of events in English and French: which event of a sentence a date belongs to."""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.latin.told_dates import is_dateline
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import DateValue

# Small words between the beginning of a clause and its date: "on the morning of", "as early as",
# "au mois de mai", "dans le courant de 2025", "on Tuesday, 3 May".
_LEADS_TO: Final = (
    r"(?:(?:on|in|by|at|since|from|of|as|around|about|before|after|until|during|over|back|just|"
    r"only|not|no|later|earlier|than|early|late|mid|last|this|the|end|beginning|start|middle|"
    r"close|course|spring|summer|autumn|fall|winter|morning|afternoon|evening|night|first|second|"
    r"half|month|year|le|la|ce|cet|en|au|a|a la|a l'|l'|du|des|depuis|dans|fin|debut|mi|vers|avant|"
    r"plus tot|plus tard|printemps|ete|automne|hiver|matinee|soiree|journee|nuit|matin|soir|"
    r"mois d[e']|cours d[eu]|courant(?: d[e'])?|horizon|partir d[e']|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ -]?)*"
)
_AT_START: Final = re.compile(
    r"(?:^|[\n,;:.(]\s?|\band |\bbut |\bwhile |\bet |\bmais |\bthat |\bque |\bqu'|\bc'est )"
    rf"{_LEADS_TO}$"
)
# The end of a sentence; "No. 33" is none.
_STOP: Final = r"(?<!\bno)\. "
_HARDEST: Final = re.compile(rf"[;:]|{_STOP}")
# ", is expected to reach": the date behind belongs to that verb.
_OTHER_VERB: Final = re.compile(
    r",\s(?:(?:it|they|now|also|still|already)\s)?(?:is|are|was|were|will|would|has|have|had|can|"
    r"could|"
    r"should|"
    r"aims|plans|expects|est|sont|sera|doit|devrait)\s"
)
_HARD: Final = re.compile(rf"[;:]|{_STOP}|\b(?:while|but|mais|tandis) (?!\d)")
# "and" begins a clause where a verb follows: "was approved and work will begin in May". In "by the
# development and reform commission on 12 March" it joins nouns.
_AND: Final = re.compile(r"\b(?:and|et) (?!\d)")
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|should|could|can|may|might|must|do|does|"
    r"did|said|says|told|took|takes?|gave|gives?|went|goes|came|comes?|made|makes?|put|puts|got|"
    r"gets?|held|holds?|brought|brings?|began|begins?|became|becomes?|set|won|wins?|paid|sent|"
    r"wrote|ran|runs?|grew|grows?|rose|fell|kept|keeps?|left|found|built|bought|sold|lost|met|"
    r"plans|aims|expects|intends|wants|hopes|includes|covers|remains|stands|lies|"
    r"(?!(?:related|dated|listed|limited|unlimited|united|connected|associated|affiliated|integrated|"
    r"advanced|state-owned|owned|so-called|need|hundred|seed|speed)\b)[a-z-]{3,}ed|"
    r"est|sont|etait|etaient|ont|avait|avaient|sera|seront|serait|va|"
    r"a (?:ete|deja|aussi|ensuite|annonce|signe|lance|approuve|declare|indique|precise|decide)|"
    r"vont|doit|doivent|devrait|peut|pourra|vise|prevoit|compte|reste|\w{3,}(?:era|eront|erait))\b"
)
# "told the exchange on 3 May that ...", "agreed on 3 May to end ..."
_THAT: Final = re.compile(r",?\s(?:that|que|qu')\b[^;.]{0,120}$")
_TO: Final = re.compile(r"\s(?:to|de|d')\s?(?:\w+\s){0,2}$")
_DECIDED: Final = re.compile(
    r"\b(?:agreed|decided|resolved|voted|moved|chose|began|started|decide\w*|convenu\w*|choisi\w*|"
    r"commence\w*)\b[^,;.]{0,16}$"
)
_WHEN: Final = re.compile(r",\s(?:when|quand|date a laquelle)\s")
# As of, founded and the like: dates of no event.
# "a notice posted this week", "said last week that": when it was told, not when it happened.
_TOLD_WEEK: Final = re.compile(
    r"\b(?:said|says|told|posted|published|disclosed|reported|reports|wrote|released|reviewed|"
    r"confirmed|revealed|seen|shared|filed|issued|indique|declare|precise|publiee?|diffusee?|"
    r"rapporte|confirme|revele)\s(?:[\w'-]+\s){0,3}$"
)
# "said on Tuesday it had poured the slab": the day of the saying.
_THEY_HAD: Final = re.compile(
    r",?\s(?:that |qu['e] ?)?(?:it|they|he|she|the \w+|il|elle|ils|elles)\s(?:had|has|have|avait|"
    r"avaient|a|ont)\b"
)
# "announced on Tuesday that the hall had opened": the day of the news.
_NEWS_ON: Final = re.compile(r"\b(?:announced|annonce)\s(?:[\w'-]+\s){0,2}$")
_WHAT_HAD: Final = re.compile(
    r",?\s(?:that|que|qu')\b[^.;,]{2,70}?\b(?:had|avait|avaient|etait|etaient) (?!to\b|du\b)"
)
# "..., a indique lundi la commission": the day of the saying.
_SAID_BEHIND: Final = re.compile(
    r",\s(?:a|ont)\s(?:indique|annonce|precise|declare|affirme|rapporte|confirme|revele|"
    r"fait savoir)\s"
    r"(?:ce |le )?$|, (?:the )?[^,.;]{2,40} (?:said|announced|told [\w ]{2,20}|reported)"
    r"(?: in an? \w+)?(?: late)?(?: on)? $"
)
_WEEK: Final = re.compile(r"\b(?:week|semaine)\b")
_OF_SOMETHING_ELSE: Final = re.compile(
    r"\b(?:as of|as at|by the end of|founded in|established in|set up in|born in|"
    r"listed in|since its founding in|fondee? en|creee? en|"
    r"(?:announcement|circular|report|statement|release)\b[^,;.]{0,60} dated)\s?(?:the )?$"
)
# "At a meeting on 12 March 2025, the board ...", "In a letter of 12 March 2025, the planner ..."
_OPENING_PHRASE: Final = re.compile(
    r"\W{0,3}(?:at|in|by|under|during|through|with|lors|par|dans|aux termes|au cours)\b"
    r"(?![^,;:.]*\b(?:statement|report|interview|release|filing|announcement|article|post|speech|"
    r"call|disclosure|update|presentation|communique|entretien|rapport|discours)\b)[^,;:.]{2,70}"
)
# "au 31 mars": the day for which a state is told.
_AS_OF_DAY: Final = re.compile(r"\bau $")


# "that X opened in Heyuan, Guangdong, in 2021 is to grow"
_VERB_NEXT: Final = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|would|est|sont|ont|sera|seront|doit)\b"
)
# "Début des travaux du campus de X (Guizhou) : mars 2025"
_LABELLED: Final = re.compile(r"[^;.:,]{0,90}: ?")
# "the approval of the planner dated 12 March"
_DATED: Final = re.compile(r"[^;.]{0,120}\bdated (?:the )?$")
# "the first stone of a campus that will take in 3,000 racks and ... was laid on"
_HELD: Final = re.compile(
    r"\b(?:took place|(?:was|were) (?:held|laid|performed|turned|staged|celebrated)|"
    r"a eu lieu|ont eu lieu|s'est (?:tenue?|deroulee?)|a ete (?:posee?|donnee?|celebree?)|"
    r"est intervenue?)(?: \w+){0,3}? (?:(?:on|in|le|en) )?(?:the )?$"
)
# "the opening, in July 2023, of the hall"
_RIGHT_BEHIND: Final = re.compile(rf",? {_LEADS_TO}")


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
    told = page.lower[max(start, first - 40) : first]
    if is_dateline(page, start, found):
        return None
    if _WEEK.search(found.text.lower()) and _TOLD_WEEK.search(told):
        return None
    if _TOLD_WEEK.search(told) and _THEY_HAD.match(page.lower, last):
        return None
    if _NEWS_ON.search(told) and _WHAT_HAD.match(page.lower, last):
        return None
    if _SAID_BEHIND.search(page.lower, start, first):
        return None
    around = [i for i, (begin, end) in enumerate(spans) if begin <= first and last <= end]
    if around:
        return around[0]
    before = [i for i, (_, end) in enumerate(spans) if end <= first]
    after = [i for i, (begin, _) in enumerate(spans) if begin >= last]
    if len(after) > 1 and _tells_of(page, spans[after[0]], spans[after[1]]):
        after = after[1:]
    if not before and _is_of_something_else(page, start, found):
        return None
    if after and (
        _leads_on(page, start, found, spans[after[0]][0])
        or _WHEN.match(page.lower, last, spans[after[0]][0])
        or _told_that_day(page, found, spans[after[0]][0])
        or (first - start <= _OPENS and _LABEL.match(page.lower, last))
    ):
        return after[0]
    return _beside(page, start, spans, found, before, after)


# "By 2026 the hub, which was launched in May, is to hold": the date is not that of the aside.
_IN_ASIDE: Final = re.compile(r"[^,]{8,}, (?:which|who|where|qui|dont)\b[^,]*$")
# "a site by 2027": for which it is planned, not when the plan was told.
_UNTIL: Final = re.compile(
    r"\b(?:by|for|before|until|d'ici|pour|avant|horizon|jusqu'en|a partir d[e'])"
    r"(?: (?:the|l'|la|le|end of|late|early|fin|debut|a|de|end))* ?$"
)


# "sera construit en 2026": the date of what is to happen.
_IS_TO: Final = re.compile(
    r"\b(?:va|vont|sera|seront|doit|doivent|devrait|prevoi\w*|compte|entend|veut|will|to|plans?|"
    r"\w{3,}(?:ra|ront|rait|raient))\b"
)


def is_deadline(page: PageText, found: DateValue, plan: tuple[int, int]) -> bool:
    """Whether a date lies ahead of the page, or is the one until which something is to happen.

    Args:
        page: the page.
        found: the date.
        plan: the span of the words that tell a plan.
    """
    day = page.document.published_on
    if day is not None and found.start > day:
        return True
    if plan[1] <= found.span[0] and _IS_TO.search(page.lower, *plan):
        return True
    return _UNTIL.search(page.lower, max(0, found.span[0] - 40), found.span[0]) is not None


def _is_of_something_else(page: PageText, start: int, found: DateValue) -> bool:
    """Whether a date is that of a state or of a company's beginnings."""
    first = found.span[0]
    if _OF_SOMETHING_ELSE.search(page.lower, max(start, first - 90), first):
        return True
    told = _AS_OF_DAY.search(page.lower, max(start, first - 4), first)
    return told is not None and found.precision == "day"


def _beside(
    page: PageText,
    start: int,
    spans: Sequence[tuple[int, int]],
    found: DateValue,
    before: list[int],
    after: list[int],
) -> int | None:
    """The event beside a date: the next one where it opens its clause, else the one before."""
    first, last = found.span
    opens = _AT_START.search(page.lower[start:first]) is not None
    hard = _HARDEST if opens else _HARD
    near_after = bool(after) and hard.search(page.lower, last, spans[after[0]][0]) is None
    if near_after and opens and _IN_ASIDE.search(page.lower, last, spans[after[0]][0]):
        near_after = False
    if not before:
        apart = (
            not opens
            and bool(after)
            and "," in page.lower[last : spans[after[0]][0]]
            and not _opens_sentence(page.lower[start:first])
        )
        return after[0] if near_after and not apart else None
    between = page.lower[spans[before[-1]][1] : first]
    if _RIGHT_BEHIND.fullmatch(between) or _DATED.search(between) or _HELD.search(between):
        return before[-1]
    if opens and near_after and "," in between and not _VERB_NEXT.match(page.lower, last):
        return after[0]
    if _OTHER_VERB.search(between) and not near_after:
        return None
    if not _goes_on(between) or _LABELLED.fullmatch(between):
        return before[-1]
    if near_after:
        return after[0]
    return before[-1] if opens and _closes(page, between, last) else None


def _closes(page: PageText, between: str, last: int) -> bool:
    """Whether a date is set off at the end of its sentence: "..., mercredi 12 mars 2025."."""
    return _HARDEST.search(between) is None and _CLOSE.match(page.lower, last) is not None


_CLOSE: Final = re.compile(r" ?(?:[.;]|$|\n)")


def _opens_sentence(before: str) -> bool:
    """Whether a date stands in the phrase that opens its sentence."""
    phrase = _OPENING_PHRASE.fullmatch(before)
    return phrase is not None and _FINITE.search(before) is None


def _goes_on(between: str) -> bool:
    """Whether another clause begins within words."""
    if _HARD.search(between):
        return True
    joint = _AND.search(between)
    return joint is not None and _FINITE.search(between, joint.end()) is not None


# "May 2021: ground is broken"
_OPENS: Final = 4
_LABEL: Final = re.compile(r"\s?(?:[:|>]|-{1,2})\s")
_TELLING: Final = re.compile(
    r"\b(?:announc|unveil|celebrat|mark|annonc|devoil|celebr|marqu|salu)\w*,? (?:(?:on|le) )?$"
)
_WHAT: Final = re.compile(
    r",? (?:that )?(?:the |its |their |la |le |l'|les |sa |son |avoir |une? |"
    r"an? )+(?:[a-z-]+ ){0,2}"
)


def _told_that_day(page: PageText, found: DateValue, event: int) -> bool:
    """Whether a verb of telling before a date tells the event behind it: "marked on 3 May the"."""
    first, last = found.span
    telling = _TELLING.search(page.lower, max(0, first - 24), first)
    return telling is not None and _WHAT.fullmatch(page.lower, last, event) is not None


_TELLS: Final = re.compile(r"(?:has |have |a |ont )?(?:announc|unveil|annonc|devoil|celebrat)\w*")
_NEWS: Final = re.compile(r"\s(?:the |its |their |la |le |l'|sa |son )(?:[a-z]+ ){0,2}")


def _tells_of(page: PageText, telling: tuple[int, int], event: tuple[int, int]) -> bool:
    """Whether a verb only tells of the event behind it: "announced the launch of"."""
    words = page.lower[telling[0] : telling[1]]
    if _TELLS.fullmatch(words) is None:
        return False
    return _NEWS.fullmatch(page.lower, telling[1], event[0]) is not None


def _leads_on(page: PageText, start: int, found: DateValue, event: int) -> bool:
    """Whether a date is that of saying or deciding what is told behind it."""
    first, last = found.span
    between = page.lower[last:event]
    if _THAT.fullmatch(between):
        return True
    decided = _DECIDED.search(page.lower, max(start, first - 40), first)
    return decided is not None and _TO.fullmatch(between) is not None
