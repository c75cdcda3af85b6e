"""Events that an English or French sentence waits for, denies or holds possible.

Belongs here: the words before an event that make it unreal. Plans with a verb of their own ("is to
open") are in ``latin.plans``; what a clause does with its verbs in ``latin.clauses``.
"""

import re
from typing import Final

# "awaiting approval", "a demande un permis": asked for, not got.
_ASKED_FOR: Final = re.compile(
    r"\b(?:await\w*|appl(?:y|ies|ied|ying) for|applications? for|seek(?:s|ing)?|sought|refused|"
    r"denied|request(?:s|ed|ing)?|without|lack(?:s|ed|ing)?|needs?|requir\w+|subject to|pending|"
    r"wait(?:s|ed|ing) for|hop(?:es|ing|ed) for|wants?|failed to (?:get|obtain|win|secure)|"
    r"did not (?:get|receive|obtain|win)|no|"
    r"attend\w*|sollicit\w*|demand\w*|reclam\w*|faute|sans|dans l'attente|en attente|refuse)"
    r"(?: (?:encore|toujours|final|formal|official|environmental|planning|local|government|federal|"
    r"central|its|the|any|an?|their|his|final|still))*"
    r" (?:(?:de |d')?(?:son |sa |leur |une? |l'|la |le |les |des )?)$"
)
_PERMITS: Final = re.compile(
    r"(?:approvals?|permits?|permission|clearance|consent|go-ahead|green light|licen[cs]e|"
    r"autorisations?|permis|agrement|feu vert|aval|approbation|accord)\b"
)
# "might be sold", "risque d'etre suspendu", "aurait ete vendu": nobody says that it happened.
_POSSIBLE: Final = re.compile(
    r"\b(?:might|may|could|can|would)(?: \w+ly| soon| yet| still| also| even| well)?"
    r"(?: be| have been| have| get| be being)?(?: \w+ly)? $|"
    r"\b(?:pourrai(?:t|ent)|aurai(?:t|ent)|serai(?:t|ent)|devrai(?:t|ent)|risqu\w+)"
    r"(?: bientot| ainsi| encore| finalement)?(?: d'| de)?(?: du)? ?(?:etre|avoir|ete|du)?"
    r"(?: ete)? ?$"
)
# "denied that work has stopped", "dement l'arret du chantier"
_DENIES: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|rejects?|rejected|dismiss(?:es|ed)|refut\w+|dement\w*|conteste\w*)"
    r"(?: (?:that|reports?|claims?|rumou?rs?|any|talk|suggestions?|que|toute?|l'idee))* "
    r"[^.;,]{0,60}$"
)
_FAR_FROM: Final = re.compile(r"\b(?:far from(?: being)?|nowhere near|loin d'(?:etre)?) ?$")
# "was sold to Jinyun, subject to the regulator's approval": agreed, not closed.
_NOT_CLOSED: Final = re.compile(
    r"[^.;]{0,80}\b(?:subject to|conditional (?:up)?on|contingent (?:up)?on|pending|awaiting|"
    r"sous reserve d|sous condition d|a condition que|soumise? a l|dans l'attente d|en attente d)"
)
_MAY_TURN: Final = frozenset({"transferred", "cancelled", "suspended", "idle_reported"})


def is_unreal(words: str, event: str, before: str, behind: str) -> bool:
    """Whether the words before an event say that it is wished for, denied or only possible.

    Args:
        words: the words of the event, in lower case and without accents.
        event: EVENT of the schema.
        before: the words before them in their sentence.
        behind: the words behind them in it.
    """
    if event == "approved" and _PERMITS.match(words) and _ASKED_FOR.search(before):
        return True
    if event in _MAY_TURN and (_POSSIBLE.search(before) or _DENIES.search(before)):
        return True
    if event == "transferred" and _NOT_CLOSED.match(behind):
        return True
    return _FAR_FROM.search(before) is not None
