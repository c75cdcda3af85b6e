"""Plans told by a noun: "delivery is due in 2027", "mise en service prevue"."""

import re
from typing import Final

from dcpipeline.extract.latin.clauses import with_clauses
from dcpipeline.normalize.status import EventMention

_OPENING_EN: Final = (
    r"(?:commissioning|completion|opening|delivery|handover|go-live|start-up|inauguration|"
    r"(?:full |commercial |formal |normal )?(?:operations?|service)|entry into service|launch)"
)
_WORK_EN: Final = (
    r"(?:(?:site |building |construction |civil )?works?|construction|ground-?breaking|earthworks)"
)
_START_EN: Final = r"(?:ground-?breaking|construction start|start of (?:works?|construction))"
_TRIAL: Final = r"(?:trial (?:operations?|runs?)|test runs?|essais|exploitation d'essai)"
_OPENING_FR: Final = (
    r"(?:mise en (?:service|exploitation|ligne|route|production)|entree en (?:service|exploitation|"
    r"fonction|activite)|livraison|ouverture|inauguration|achevement|completion|"
    r"fin (?:des travaux|du "
    r"chantier)|lancement(?! d)|mises? en services?)"
)
_WORK_FR: Final = (
    r"(?:(?:debut|demarrage|lancement|coup d'envoi) (?:des travaux|du chantier|de la construction|"
    r"de sa construction)|mise en chantier|premier coup de pioche|pose de la premiere pierre)"
)
_VERB_EN: Final = r"\b(?:is|are|was|were|has|have|had|will|would|which|that|who|but|while|said)\b"
_OF_EN: Final = rf"(?: (?:date|of|for|on|at) (?:(?!{_VERB_EN})[^.;:()]){{1,90}}?| date)?"
_OF_FR: Final = (
    r"(?: (?:complete|totale|commerciale|effective|partielle|integrale|officielle))?"
    r"(?: (?:du|de|de la|de l'|de ce|de cette|des) ?[^,.;:()]{2,50}?)?"
)
_DUE_EN: Final = (
    r"(?: (?:is|are|was|were|has been))?(?: (?:now|currently|still|provisionally|tentatively))?"
    r" (?:expected|due|slated|scheduled|planned|targeted|foreseen|envisaged|anticipated|"
    r"pencilled in|set (?=for|in))"
)
# "slated for completion", "on track to open": what a site itself is to do.
_FOR_EN: Final = (
    r"\b(?:expected|due|slated|scheduled|planned|targeted|earmarked|set|"
    r"on (?:track|schedule|course)|targeting|aiming|eyeing|aims|targets|expects?|plans) "
    r"(?:for )?(?:an? |its |the )?(?:full |formal |official |commercial |final |early |initial )*"
)
_DUE_FR: Final = (
    r"(?: (?:est|etait|sont|reste|a ete|ont ete))?(?: (?:desormais|toujours|encore))?"
    r" (?:prevue?s?|attendue?s?|programmee?s?|fixee?s?|esperee?s?|planifiee?s?|envisagee?s?|"
    r"visee?s?|aur(?:a|ont) lieu|(?:doit|doivent|devrait|devraient) (?:avoir lieu|intervenir)|"
    r"interviendra|(?:repouss|report|decal|differ|ajourn)ee?s? (?=a |au |jusqu))"
)
# "pour une mise en service en 2028", "une fois acheve, en mai 2027"
_MONTHS_FR: Final = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
)
_WHEN_FR: Final = (
    rf"(?=,? (?:(?:en|d'ici|fin|debut|mi|au|a|des|courant|pour|l'annee|prochain|la|le|l'|"
    rf"premier|deuxieme|troisieme|quatrieme|second|trimestre|semestre|de|du|\d{{1,2}}) ?)+-?"
    rf"(?:20\d\d|[ts][1-4] ?20\d\d|{_MONTHS_FR}|prochaine?)\b)"
)
_MEANT_FR: Final = (
    rf"\b(?:(?:pour|avec|vis(?:e|ent|ant)|en vue d'|vers) ?(?:une|la|sa|leur) "
    rf"{_OPENING_FR}{_OF_FR}|une fois (?:acheve|termine|complete|mis en service|"
    rf"operationnel)(?:l?e)?s?){_WHEN_FR}"
)
_PUT_OFF_EN: Final = (
    r" (?:was|were|is|has been|had been) (?:postponed|delayed|pushed back|put off|put back) "
    r"(?:to|until|by)\b"
)
_WILL_BEGIN: Final = (
    r" (?:is|are|will|would|should|set|due|expected|slated|scheduled|planned)"
    r"(?: (?:set|due|expected|slated|scheduled|planned))?(?: to)?(?: be)?"
    r" (?:start|begin|commence|get (?:going|under ?way)|kick off)(?:ed)?"
)
_PHASE_DUE: Final = (
    r"\b(?:phase (?:one|two|three|four|i{1,3}|iv|\d)|(?:first|second|third|fourth|final) (?:phase|"
    r"stage))"
    r" (?:is |are )?(?:due|expected|slated|scheduled)(?: online| live| to open)?"
    r" (?=(?:in|by|for) (?:the )?(?:early |late |mid-|end|q[1-4]|h[12]|first|second|third|fourth|"
    r"20\d\d|january|february|march|april|may|june|july|august|september|october|november|"
    r"december))"
)
# Delivery of machines opens no site.
_OF_GOODS: Final = re.compile(
    r"(?:of|de|des|d') ?(?:the |les )?(?:[\w-]+ ){0,3}?(?:servers?|chips?|gpus?|cards?|equipment|"
    r"machines|serveurs|puces|cartes|materiel|equipements)\b"
)
_PATTERNS: Final = {
    "en": (
        ("phase_online", re.compile(rf"\b{_TRIAL}{_OF_EN}{_DUE_EN}\b")),
        ("operational", re.compile(rf"\b{_OPENING_EN}{_OF_EN}{_DUE_EN}\b(?! to (?:cost|take))")),
        ("operational", re.compile(rf"{_FOR_EN}{_OPENING_EN}\b(?! (?:date|ceremony|of))")),
        ("construction_start", re.compile(rf"{_FOR_EN}(?:a )?{_START_EN}\b")),
        ("operational", re.compile(_PHASE_DUE)),
        ("construction_start", re.compile(rf"\b{_WORK_EN}{_OF_EN}{_WILL_BEGIN}\b")),
        ("construction_start", re.compile(rf"\b{_WORK_EN}{_DUE_EN} (?:for|in)\b")),
        (
            "construction_start",
            re.compile(
                rf"\b{_START_EN}(?: ceremony)?{_OF_EN}"
                rf"(?:{_DUE_EN} (?:for|in|by|on)\b|{_PUT_OFF_EN})"
            ),
        ),
    ),
    "fr": (
        ("phase_online", re.compile(rf"\b{_TRIAL}{_OF_FR}{_DUE_FR}\b")),
        ("construction_start", re.compile(rf"\b{_WORK_FR}{_OF_FR}{_DUE_FR}\b")),
        ("operational", re.compile(rf"\b{_OPENING_FR}{_OF_FR}{_DUE_FR}\b")),
        ("operational", re.compile(_MEANT_FR)),
    ),
}


def with_plans(
    text: str, lower: str, language: str, mentions: list[EventMention]
) -> list[EventMention]:
    """Status words of a page, those within a plan told by a noun replaced by the plan.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        language: ``en`` or ``fr``.
        mentions: status words, in any order.
    """
    mentions = with_clauses(text, lower, language, mentions)
    plans: list[EventMention] = []
    for event, pattern in _PATTERNS.get(language, ()):
        for match in pattern.finditer(lower):
            first, last = match.span()
            taken = any(p.start < last and first < p.end for p in plans)
            if not taken and not _OF_GOODS.search(match.group()):
                plans.append(EventMention((event,), text[first:last], "planned", first, last))
    outside = [m for m in mentions if not any(p.start < m.end and m.start < p.end for p in plans)]
    return [*outside, *plans]
