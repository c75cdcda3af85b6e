"""Where a name in English begins and ends: the capitals before its noun, the number behind it."""

import re
from typing import Final

from dcpipeline.normalize.word_patterns import WordPattern

_WORD_BEFORE: Final = re.compile(r"(\S+)\s+$")
_CAPITAL: Final = re.compile(r"[\"“«(]?(?:[A-Z][\w'’.&/+-]*|\d{1,3}|[45]G|[A-Z]{2,})\)?[\"”»]?$")
# Before "of" within a name: Bank of China, Port of Tianjin.
_HAS_OF: Final = frozenset(
    {"bank", "university", "institute", "academy", "port", "bay", "city", "gulf", "sea"}
)
# Capitals that begin a sentence or headline and no name.
_OPENING_WORDS: Final = (
    "the a an in at on by for its their his her our this that these those another and of both "
    "when while after before since as but with from new meanwhile also each some several many "
    "most two three four five all chinese construction phase work now today yesterday if "
    "where is are will has had was planned local western eastern large big under near inside "
    "within builders operators owner developer developers opens opened launches launched "
    "plans builds building build starts begins to one no under only once first second third "
    "fourth fifth state government officials authorities groundbreaking beyond about among "
    "unlike besides including later earlier elsewhere separately further neighbouring last "
    "next it how why what who then there here still even or nor so yet not than into over "
    "through china's beijing's january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday "
)
# In a line in capitals these words stand in front of a name.
_IN_CAPITALS: Final = re.compile(r"\b(?:THE|OF|IN|AT|FOR|TO|WITH|ON|FROM|A|AN|AND|BY)\s")
# In a headline a verb or a small word ends what stands before a name.
_HEADLINE: Final = WordPattern(
    r"\b(?:(?i:«headline_verbs»)|To|For|In|On|At|Of|With|From|Its|Their|New(?! Area))\s+(?=\S)",
    "en",
)
# Letters alone are an abbreviation, whatever word they spell: NOR Campus.
_CAPITALS: Final = re.compile(r"[A-Z]{3,5}")
_NEVER_FIRST: Final = frozenset(_OPENING_WORDS.split())
# Small words within a name, behind its capitals: Kangbashi green computing center.
_AI_READY: Final = re.compile(r"(?:AI|IA|GPU|IT|HPC)-[a-z]+$")
_INNER: Final = re.compile(
    r"(?<=[A-Z\w] )(?:(?:green|advanced|smart|intelligent|public|data|city|national|municipal|"
    r"underwater|undersea|subsea|submarine|offshore|floating|"
    r"district|county|town|township|harbour|harbor|"
    r"big|cloud|modern|low-carbon|zero-carbon|green-power|urban|regional|provincial|super)\s+)+$"
)
_POSSESSED: Final = re.compile(r"['’]s?$")
_BASED: Final = re.compile(r"-(?:based|headquartered|listed|backed|owned|run|funded|registered)$")
TAIL: Final = re.compile(
    r"(?:\s\([a-z]{2,6}\)(?=\s(?:campus|park|complex|cluster|hub|base|facility|project)\b))?"
    r"(?:\s(?:campus|park|complex|cluster|hub|base|facility|industrial park)\b)?(?:\sno\.\s?\d+|"
    r"\s(?:ii|iii|iv)\b|\s\d{1,2}(?=[,.;:)(]|$|\s(?:\(|in|at|near|of|is|was|has|had|will|would|by|"
    r"for|went|came|and|to|on|with|that|which|began|broke|entered|opened)\b))?"
    r"(?:\sphase(?= projects?\b))?(?:\sprojects?\b)?",
    re.IGNORECASE,
)


def left_edge(text: str, floor: int, first: int) -> int:
    """Where the capitals before a noun begin."""
    left = first
    while left > floor:
        word = _WORD_BEFORE.search(text, floor, left)
        if word is None or _POSSESSED.search(word[1]) or _BASED.search(word[1]):
            break
        if word[1] == "No." and text[left].isdigit():
            left = word.start(1)
            continue
        inner = _INNER.search(text, floor, left)
        if inner is not None:
            left = inner.start()
            continue
        if _AI_READY.match(word[1]):
            break
        if _CAPITAL.match(word[1]) and (left == first or word[1][-1] not in ",;:."):
            left = word.start(1)
            continue
        before = _WORD_BEFORE.search(text, floor, word.start(1)) if word[1] == "of" else None
        if before is None or before[1].lower() not in _HAS_OF or left == first:
            break
        left = before.start(1)
    return _trimmed(text, left, first)


def _trimmed(text: str, left: int, first: int) -> int:
    """Without words that open a sentence or headline; a verb of a headline ends the name."""
    for match in list(re.finditer(r"\S+", text[left:first])):
        word = match.group().lower().strip('"“«(')
        told = _HEADLINE.match(text, left + match.end() + 1, first)
        is_short = _CAPITALS.fullmatch(match.group()) and not text[first : first + 4].isupper()
        if is_short and told is None:
            return left + match.start()
        if word in _NEVER_FIRST or re.fullmatch(r"\d+|mw|gw|p|ai", word):
            continue
        rest = text[left + match.start() : first]
        if rest.isupper():
            left += max((m.end() for m in _IN_CAPITALS.finditer(rest)), default=0)
        cuts = [m.end() for m in _HEADLINE.finditer(text, left + match.start(), first + 1)]
        cuts = [cut - left - match.start() for cut in cuts if cut <= first]
        return left + match.start() + (cuts[-1] if cuts else 0)
    return first
