"""What is built, or goes up, in an English sentence: a site of computing, or something else.

Belongs here: the object right behind "will build" and the subject of "is going up". Does not belong
here: what is opened, sold or halted (``other_events.py``).
"""

import re
from typing import Final

from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize.word_patterns import WordPattern

# The verb at the end of a phrase such as "plans to build", "is putting up".
_BUILDS: Final = WordPattern(r"(?:.* )?(?:«forms of creating»)", "en")
_RISES: Final = WordPattern(
    r"(?:.* )?(?:«forms of rising»|(?:nearing|nears|close to|approaching) completion|progress)",
    "en",
)
_PASSIVE: Final = re.compile(r"(?:.* )?be(?:en|ing)? (?!to )[\w ]+")
# Where an object ends; "of" goes on with it.
_BEHIND_OBJECT: Final = re.compile(
    r"[.,](?!\d)|[;:?!()\"“”—]| - |(?<![\w-])(?:in|at|near|by|for|with|to|from|into|over|under|"
    r"across|around|along|through|within|outside|inside|next|alongside|beside|close|not|that|which|who|"
    r"where|when|while|as|but|because|since|until|before|after|during|via|using|is|are|was|were|"
    r"will|would|has|had|said|says)(?![\w-])"
)
_OF_COMPUTING: Final = WordPattern(
    r"\b(?:«nouns_of_sites»|«words_for_one»)(?![a-z])|\d ?[mg]w\b|flops", "en"
)
_OTHER: Final = re.compile(
    r"\b(?:homes?|houses|housing|apartments?|schools?|hospitals?|hotels?|roads?|railways?|"
    r"highways?|airports?|bridges?|substations?|reservoirs?|power (?:plants?|stations?)|"
    r"(?:solar|wind|photovoltaic|pv|hydro\w*|nuclear|storage|battery|hydrogen) (?:[\w-]+ )?"
    r"(?:farms?|parks?|plants?|bases?|projects?|facilit\w+)|"
    r"(?:research|service|training|shopping|exhibition|sports|logistics) (?:and [\w-]+ )?"
    r"cent(?:er|re)s?|joint ventures?|subsidiar\w+|funds?|software|models?|talent\w*|alliance)"
    r"(?= |$)"
)
# The first noun of a subject: "Prices at the data center", "the number of racks in".
_SUBJECT: Final = re.compile(
    r"(?:^|[,;:.] |\b(?:and|while|where|as|that|but) )"
    r"(?P<head>(?:(?!(?:in|at|of|on|near|for|by|to|from|where|which|that)\b)[\w'-]+ ){1,4}?)"
    r"(?:(?:at|in|of|on|near|around|inside|for) [^.;:]*)?$"
)
_WORKS: Final = re.compile(
    r"\b(?:works?|construction|building|roof|walls?|foundations?|frame|steel|cranes?|"
    r"preparations?|installation|home|heart|seat|part|member|half|all|each|number)\b"
)


def is_of_other_building(page: PageText, sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words for building or rising are of something that is no site of computing.

    Args:
        page: the page.
        sentence: the sentence.
        start: first character of the words.
        end: character behind them.
    """
    words = page.lower[start:end]
    if _BUILDS.fullmatch(words) and not _PASSIVE.fullmatch(words):
        return _is_other_object(page, end, sentence.end)
    return _RISES.fullmatch(words) is not None and _is_other_subject(page, sentence.start, start)


def _is_other_object(page: PageText, start: int, end: int) -> bool:
    stop = _BEHIND_OBJECT.search(page.lower, start, end)
    last = end if stop is None else stop.start()
    named = page.lower[start:last]
    if not named.strip() or _is_name(page.text[start:last]):
        return False
    return _OF_COMPUTING.search(named) is None or _OTHER.search(named) is not None


def _is_other_subject(page: PageText, start: int, end: int) -> bool:
    match = _SUBJECT.search(page.lower, start, end)
    if match is None:
        return False
    head = match["head"]
    first = match.start("head")
    if _is_name(page.text[first + 1 : match.end("head")]) or _WORKS.search(head):
        return False
    return _OF_COMPUTING.search(head) is None


def _is_name(words: str) -> bool:
    """Whether a capital letter opens one of the words."""
    return re.search(r"\b[A-Z]", words) is not None
