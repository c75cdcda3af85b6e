"""Events of English and French sentences that name no site: of the one spoken of, or of none.

"The lawsuit was withdrawn" and "the regulator approved a rise in prices" tell of no site, "the
project was approved" and "work began" do.

Belongs here: the noun that such an event is said of. Does not belong here: sentences that open with
another thing (``other_subjects.py``), and what is built or opened beside a site (``built.py``,
``other_events.py``).
"""

import re
from typing import Final

from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.frames import Reading
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize.word_patterns import WordPattern

# What is done to a site, to its parts, or by which it comes about.
_OF_SITES: Final = WordPattern(
    r"\b(?:«nouns_of_sites»|«words_for_one»|«site_matters»)(?![a-z])", "en", "fr"
)
_PASSIVE: Final = re.compile(
    r"\b(?:was|were|been|being|is|are|be|has|have|had|a ete|ont ete|est|sont|etait|etaient|"
    r"avait ete|avaient ete|sera|seront|fut|furent)\s(?:[\w-]+ly |\w+ment |now |also |ete )*$"
)
_AUXILIARY: Final = re.compile(
    r"(?:was|were|been|is|are|has|have|had|a ete|ont ete|est|sont|etait|etaient)\b"
)
# A clause begins behind these.
_CLAUSE: Final = re.compile(
    r"[,;:(—–]\s|\b(?:and|but|while|when|after|before|as|et|mais|quand|lorsque|tandis que)\s"
)
# The first noun of a subject or object ends before these.
_BEHIND_HEAD: Final = re.compile(
    r"[.,;:()\"“”—–]|\b(?:in|at|of|on|near|for|by|to|from|with|next|beside|that|which|who|a|au|aux|"
    r"de|du|des|d'|pour|par|avec|pres|dans|sur|en|qui|que|was|were|is|are|has|have|had|will|would)\b"
)
_ARTICLE: Final = re.compile(
    r"^(?:the|an?|its|their|his|her|this|another|several|some|two|three|many|le|la|les|l'|une?|son|"
    r"sa|ses|leurs?|ce|cette|ces|plusieurs|deux|trois)(?:\s|(?<='))"
)
_TIME: Final = re.compile(
    r"^(?:in|on|by|last|this|next|early|late|since|en|le|depuis|fin|debut|au)\b[^,]{0,24}?(?=\b(?:the|an?|"
    r"its|their|his|her|le|la|les|une?|son|sa|ses)\b)"
)
_TRANSITIVE: Final = frozenset({"approved", "signed", "cancelled", "transferred", "suspended"})
_NAMED: Final = frozenset({"named", "new", "bare"})


def is_of_something_else(page: PageText, reading: Reading, happening: Happening) -> bool:
    """Whether an event is that of a thing which is no site, in a sentence without one.

    Args:
        page: the page, in English or French.
        reading: the sentence.
        happening: the event.
    """
    start, end = reading.sentence.start, reading.sentence.end
    before = [r.anchor for r in reading.references if r.frame.kind == "project"]
    if any(a.kind in _NAMED or a.end - a.start > len("their") for a in before):
        return False
    if any(r.frame.kind != "project" for r in reading.references):
        return False
    subject = _clause(page.lower[start : happening.start])
    words = page.lower[happening.start : happening.end]
    passive = _PASSIVE.search(subject)
    if passive is not None or _AUXILIARY.match(words):
        told = subject[: passive.start()] if passive is not None else subject
        at = happening.start - len(subject)
        time = _TIME.match(told.lstrip())
        lead = len(told) - len(told.lstrip()) + (time.end() if time is not None else 0)
        return _is_other(page, told[lead:], at + lead)
    if happening.event not in _TRANSITIVE:
        return False
    behind = page.lower[happening.end : end]
    return _is_other(page, behind, happening.end)


def _clause(before: str) -> str:
    """The words of a clause before its verb."""
    cuts = [match.end() for match in _CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _is_other(page: PageText, words: str, at: int) -> bool:
    """Whether the first noun of words with an article is nothing of a site; a name may be all."""
    lead = len(words) - len(words.lstrip())
    article = _ARTICLE.match(words[lead:])
    if article is None:
        return False
    first = lead + article.end()
    stop = _BEHIND_HEAD.search(words, first)
    head = words[first : stop.start() if stop is not None else len(words)]
    printed = page.text[at + first : at + first + len(head)]
    if not head.strip() or any(c.isupper() for c in printed) or any(c.isdigit() for c in head):
        return False
    return _OF_SITES.search(head) is None
