"""Events of French pages that are of a law, a factory, a model, a lease or shares, and of no site.

Belongs here: what the words around an event say that it is of. Does not belong here: the same in
English (``other_events.py``), and whether it is denied, planned or of a part (``happenings.py``).
"""

import re
from typing import Final

from dcpipeline.extract.latin.clause_parts import SITE
from dcpipeline.extract.segments import Sentence
from dcpipeline.normalize.status import EventMention

_OTHER: Final = (
    r"(?:usines?(?! (?:a|d[e'] ?)(?:ia\b|calcul|tokens?|jetons|intelligence|donnees))|"
    r"laboratoires?|"
    r"bureaux?|agences?|magasins?|boutiques?|ecoles?|universites?|instituts?|hopital|hopitaux|"
    r"musees?|applications?|applis?|modeles?|chatbots?|logiciels?|(?<!en )services?(?! de calcul)|"
    r"puces?|processeurs?|ventes?|exportations?|importations?|livraisons?|(?<!en )production|lois?|"
    r"textes?|reglements?|decrets?|normes?|coentreprises?|co-entreprises?|bail|baux|"
    r"commandes?|abonnements?|ports?|gares?|aeroports?|autoroutes?|routes?|(?<!en )lignes?|ponts?|"
    r"tunnels?|barrages?|satellites?|fusees?|vehicules?|voitures?|conferences?|salons?|forums?|"
    r"enquetes?|introduction en bourse|emissions?|nominations?|fusions?|subventions?|"
    r"conseil d'administration|contrats? de (?:location|bail|service|maintenance|travail))\b"
)
_HEAD: Final = re.compile(
    rf"\b(?:(?P<other>(?:(?:les?|la|une?|des|ces?|cet|cette|sa|son|ses|leurs?|nouveaux?|nouvelles?|"
    rf"premiere?s?|grande?s?) |l'){_OTHER})|{SITE}|grappe|tranche|phase|salle|travaux|chantier|"
    rf"construction|il|"
    r"elle|qui)\b"
)
_CLAUSE: Final = re.compile(r"(?:[,;:.]|\b(?:et|mais|ou|tandis que|alors que|dont))\s")
# "a approuve la nomination", "etend ses activites", "a signe un accord de licence".
_OF_OTHER: Final = re.compile(
    r"(?: (?:aussi|egalement|officiellement|deja|enfin|en \w+|hier|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche))*(?: (?:une?|le|la|les|des|son|sa|ses|leurs?|ce|cette|ces|deux|"
    r"trois) "
    r"?| l'| d')(?:(?!de\b|du\b|a\b|pour\b)[\w-]+ )?(?:"
    rf"{_OTHER}|parts?\b|participations?\b|actions?\b|achats?\b|nominations?\b|presence\b|gammes?\b|"
    r"offres?\b|activites?\b|(?:voie|piste|idee|approche|methode|strategie)s?\b|sanctions?\b|"
    r"droits\b|accords? (?:de|d') ?(?:licence|distribution|"
    r"libre-echange|pret|financement|recherche|fourniture)|accord commercial)"
    rf"(?![^.;,]{{0,40}}\b{SITE}\b)"
)
# "l'universite a inaugure en octobre le centre": who does it is no subject of the event.
_BUILDS: Final = re.compile(
    r"(?:,? (?:aussi|egalement|officiellement|deja|enfin|en|debut|fin|le|\w+di|dernier|\d{1,4}|"
    r"janvier|"
    r"fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|hier|au|"
    r"printemps|ete|automne|hiver)){0,5},? "
    rf"(?:une?|le|la|l'|son|sa|leur|ce|deux|trois) ?(?:[\w'-]+ ){{0,3}}?{SITE}\b"
)
# "a vote l'abandon du centre": whose event it is stands behind the noun.
_OF_SITE: Final = re.compile(rf" d(?:[eu]s?|e la|e l') ?(?:[\w'-]+ ){{0,2}}?{SITE}\b")
# "X, projet de construction d'un centre"; not "X, projet de Huachen Cloud".
_FOR_SITE: Final = re.compile(rf"(?: |(?<='))(?:[\w'-]+ ){{0,4}}?(?:[dl]')?{SITE}\b")
# "le rachat de la societe", "la cession du groupe X": a company changes hands.
_OF_COMPANY: Final = re.compile(
    rf"(?: (?:de|du|des|d'une?|de la|de l') ?|'| )(?![^.;:,]{{0,60}}\b{SITE}\b)(?:[a-z0-9]|l')"
)
_NOUNS_OF_SALE: Final = frozenset({"rachat", "cession", "reprise", "vente de"})
_OF_ANYTHING: Final = frozenset({"announced", "idle_reported"})
_REACH: Final = 120


def is_of_other_french(lower: str, sentence: Sentence, mention: EventMention, event: str) -> bool:
    """Whether the subject or the object of an event is something else than a site.

    Args:
        lower: folded text of the page in lower case.
        sentence: the sentence.
        mention: the words of the event.
        event: EVENT of the schema.
    """
    start, end, first, last = sentence.start, sentence.end, mention.start, mention.end
    words = lower[first:last]
    if words == "projet de" and lower.endswith(", ", start, first):
        return _FOR_SITE.match(lower, last, end) is None
    if event in _OF_ANYTHING:
        return False
    if words in _NOUNS_OF_SALE and _OF_COMPANY.match(lower, last, end):
        return lower.startswith((" de", " d'", " du"), last) or words == "vente de"
    if _OF_OTHER.match(lower, last, end) is not None:
        return True
    if _BUILDS.match(lower, last, end) or _OF_SITE.match(lower, last, end):
        return False
    cuts = [cut.end() for cut in _CLAUSE.finditer(lower, max(start, first - _REACH), first)]
    head = _HEAD.search(lower, cuts[-1] if cuts else max(start, first - _REACH), first)
    return head is not None and head["other"] is not None
