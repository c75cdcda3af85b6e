"""Events told by a verb and what it is about: "work on X has begun", "a lance le chantier de X".

Belongs here: pairs of a verb and a noun (work begins, service starts) in every tense, with the
words that may stand between them; the words themselves are in ``latin.clauses_english`` and
``latin.clauses_french``. Single words for events are in the lexicon; plans told by a noun alone
are in ``latin.plans``.
"""

import re
from typing import Final

from dcpipeline.extract.latin import clauses_english as en
from dcpipeline.extract.latin import clauses_french as fr
from dcpipeline.normalize.status import EventMention, Modality

_LISTS: Final = {"en": en.CLAUSES, "fr": fr.CLAUSES}
_IS_TRIAL: Final = re.compile(rf"\b(?:{en.TRIAL}|{fr.TRIAL}|essais?|test|partiel\w*)\b")
_CHAIN: Final = {
    "en": re.compile(
        rf"\b(?:(?P<not>{en.NEGATED})|(?P<ahead>{en.AHEAD})),? (?:{en.LINK}|,|by \w+ )*$"
    ),
    "fr": re.compile(
        rf"\b(?:(?P<not>pas|jamais|sans|aucune?)|"
        rf"(?P<ahead>{fr.AHEAD}|{fr.TO_COME})) (?:{fr.LINK}|pour )*$"
    ),
}
_DENIED: Final = re.compile(rf"\b{en.NEGATED}\b|\b(?:ne|pas|jamais)\b|\bn'")
_FUTURE: Final = re.compile(rf"\b(?:{en.AHEAD}|{fr.AHEAD})\b|\b{fr.TO_COME}\b")
_PUT_OFF: Final = re.compile(
    r"postponed|delayed|pushed|put (?:off|back)|repouss|report|decal|differ|ajourn"
)
_REACH: Final = 60
_PROGRESS: Final = frozenset({"construction_start", "phase_online", "operational", "expanded"})


def with_clauses(
    text: str, lower: str, language: str, mentions: list[EventMention]
) -> list[EventMention]:
    """Status words of a page, those within a verb and its noun replaced by what both tell.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        language: ``en`` or ``fr``.
        mentions: status words, in any order.
    """
    told: list[EventMention] = []
    taken: list[tuple[int, int]] = []
    for clause in _LISTS.get(language, ()):
        for match in clause.pattern.finditer(lower):
            group = "verb" if match["verb"] else "verb2"
            first, last = match.span(group)
            first += len(match[group]) - len(match[group].lstrip())
            if any(start < last and first < end for start, end in taken):
                continue
            taken.append((match.start(), last))
            told.append(_told(text, lower, language, clause.event, match, first, last))
    outside = [
        m for m in mentions
        if not any(start <= m.start and m.end <= end for start, end in taken)
        and not any(t.start < m.end and m.start < t.end for t in told)
    ]  # fmt: skip
    return [*(_in_chain(lower, language, m) for m in outside), *told]


def _in_chain(lower: str, language: str, mention: EventMention) -> EventMention:
    """A verb that stands as a fact, with what the verbs before it make of it.

    Whether it lies ahead is asked of progress only; a denial holds for a halt or a sale as well.
    """
    if mention.modality != "stated":
        return mention
    words = lower[mention.start : mention.end]
    progress = set(mention.events) <= _PROGRESS
    modality = modality_of(lower, language, mention.start, words if progress else "")
    return mention._replace(modality=modality) if progress or modality == "negated" else mention


def _told(
    text: str, lower: str, language: str, event: str, match: re.Match[str], first: int, last: int
) -> EventMention:
    words = lower[first:last]
    words = words.split()[0] if event in {"approved", "signed"} else words
    if event == "operational" and _IS_TRIAL.search(match.group()):
        event = "phase_online"
    modality = modality_of(lower, language, first, words)
    if event == "operational" and _PUT_OFF.match(words):
        modality = "planned"
    if event == "announced" and modality == "planned":
        modality = "stated"
    return EventMention((event,), text[first:last], modality, first, last)


def modality_of(lower: str, language: str, start: int, words: str) -> Modality:
    """Whether a verb is denied or lies ahead, by its own words and the chain of verbs before it.

    Args:
        lower: folded text of the page in lower case.
        language: ``en`` or ``fr``.
        start: first character of the verb.
        words: the verb.
    """
    chain = _CHAIN[language].search(lower[max(0, start - _REACH) : start])
    if _DENIED.search(words) or (chain is not None and chain["not"]):
        return "negated"
    if _FUTURE.search(words) or (chain is not None and chain["ahead"]):
        return "planned"
    return "stated"
