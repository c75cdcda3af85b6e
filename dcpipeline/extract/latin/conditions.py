"""Approvals that are still waited for, and what is opened or announced that is no site.

Belongs here: words beside a status word that leave nothing of it. Does not belong here: plans with
a verb of their own (``plans.py``) and products (``happenings.py``).
"""

import re
from typing import Final

from dcpipeline.extract.frames import Reading
from dcpipeline.extract.segments import PageText, Sentence

_PERMIT: Final = re.compile(
    r"(?:le |l'|son )?(?:feu vert|aval|approbations?|autorisations?|agrement|homologation|"
    r"validation|approvals?|go-ahead|green light|permits?|consent|nod|clearance|authori[sz]ation)"
)
# "sous reserve du feu vert", "awaiting final approval"; "sought and won approval" is one.
_WAITED_FOR: Final = re.compile(
    r"\b(?:sous reserve|en attente|dans l'attente|en attendant|"
    r"attend(?:ent|ait|aient|re)?|faute(?! de quoi)|"
    r"sans|aimable|depend(?:ent|ra|ait)?|soumis\w{0,2}|subordonnee?s?|conditionnee?s?|"
    r"suspendue?s? a|"
    r"necessite\w{0,3}|exige\w{0,3}|requier\w+|a besoin|ont besoin|"
    r"sollicit\w+|brigu\w+|manque|a demande|demandent?|"
    r"pending|subject to|await\w*|wait(?:s|ed|ing)? (?:for|on)|seek(?:s|ing)?|sought|"
    r"(?:conditional|contingent|hing(?:es?|ing)|depend(?:s|ent|ing)?) (?:up)?on|requir(?:es?|ing)|"
    r"needs?|appl(?:y|ied|ies|ying) for|lack(?:s|ed|ing)?|without|absent)\b"
    r"(?! (?:and|et) )(?:(?!\b(?:won|got|obtained|received|obtenu|recu|decroche)\b)[^,.;:]){0,45}$"
)
_REACH: Final = 70
# "ce moment autorise un silence", "la loi autorise les entreprises a": no site is approved.
_ALLOWS: Final = re.compile(r"autorisent|autorise")
_OBJECT: Final = re.compile(r" (?:(?:une?|le|la|les|des|son|sa|ses|ces?) (?!\d)|l')")
_SITE_BEHIND: Final = re.compile(
    r"[^.;:]{0,90}?\b(?:centres?|campus|sites?|parcs?|poles?|grappes?|projets?|constru\w+|travaux|"
    r"chantier|datacent\w+|data|installation|extension|ouverture|mise en|tranche|phase|"
    r"implant\w+)\b"
)
_IS_ALLOWED: Final = re.compile(
    r"\b(?:est|ete|etre|a|ont|avait|fut|sera|soit|non|,|projet|centre|campus|site|parc) "
    r"(?:\w+ment )?$"
)

_OPENS: Final = re.compile(
    r"(?:ont |a |avait |has |have |had )?(?:ouvr\w*|ouvert\w*|open(?:s|ed|ing)?)"
)
# "ouvre une reunion", "opens the way to": nothing goes into service.
_OPENED: Final = re.compile(
    r"\s(?:(?:an?|the|its|their|up|new|une?|la|le|les|des?|de|son|sa|ses|leurs?|nouveaux|"
    r"nouvelles?|nouveau|grandes?|large|fresh|wide|further|premiere?) |l'|d')*"
    r"(?:reunions?|seances?|sessions?|revue|conference|concours|debats?|consultations?|ateliers?|"
    r"colloque|salon|forum|congres|sommet|concertation|perspectives|horizons?|voies?|porte|breches?|"
    r"page|chapitre|ere|marches?|capital|guichet|comptes?|dossiers?|pistes?|discussions?|"
    r"procedures?|instruction|champ|appetit|bal|possibilites|debouches|opportunites|"
    r"meetings?|workshops?|summit|chapter|era|way|path|markets?|account|hearings?|window|"
    r"discussions|opportunities|possibilities|prospects|avenues|horizons|door|eyes|fire|"
    r"perspectives|applications|registration|books?)\b"
)

_TELLS: Final = re.compile(r"(?:(?:a|ont|avait|avaient) )?(?:annonc|devoil)\w+")
_DAY: Final = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|recemment|aussi|egalement|"
    r"en outre|par ailleurs|dernier|matin|soir|le|en|\d{1,2}|janvier|fevrier|mars|avril|mai|juin|"
    r"juillet|aout|septembre|octobre|novembre|decembre|\d{4}),? )*"
)
_BUILDS: Final = (
    r"(?:y |en |l')?(?:construi|bati|edifi|erig|implant|install|cre[er]|amenag|etabli|develop|"
    r"deploy|investi|consacr|dot|ouvri|lancer|se lancer)"
)
# "a annonce vouloir revendre des serveurs", "annonce la nomination d'un directeur"
_NO_PLAN: Final = re.compile(
    rf"\s{_DAY}(?:(?:vouloir|devoir|pouvoir|compter|envisager de?|chercher a|songer a|avoir|"
    rf"renoncer|cesser|suspendre|reduire|quitter|ceder|vendre|revendre|resilier|reporter)\b"
    rf"(?! (?:d')?{_BUILDS})"
    r"|(?:(?:une?|la|le|les|des|son|sa|ses|leurs?|de) |l'|d')*(?:(?!centre|data|campus)\w+ ){0,2}?"
    r"(?:nomination|hausse|baisse|benefices?|pertes?|resultats?|chiffre d'affaires|emission|levee|"
    r"emprunt|refinancement|dividende|introduction|cession|vente|revente|resiliation|annulation|"
    r"suspension|gel|report|demission|depart|licenciements?|suppressions?|fin|fermeture|rachat|"
    r"acquisition|recul|progression|augmentation|diminution|prolongation|laureats?|vainqueurs?)\b)"
)


def is_unmet(lower: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether an approval is only waited for, asked for or lacking, or of no site.

    Args:
        lower: folded text of the page in lower case.
        sentence: the sentence.
        start: first character of the words that tell of an approval.
        end: character behind them.
    """
    if _ALLOWS.fullmatch(lower, start, end) and _OBJECT.match(lower, end, sentence.end):
        if _IS_ALLOWED.search(lower, max(sentence.start, start - _REACH), start):
            return False
        return _SITE_BEHIND.match(lower, end, sentence.end) is None
    if _PERMIT.fullmatch(lower, start, end) is None:
        return False
    return _WAITED_FOR.search(lower, max(sentence.start, start - _REACH), start) is not None


def opens_no_site(lower: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether what is opened is a meeting, a way or a market."""
    if _OPENS.fullmatch(lower, start, end) is None:
        return False
    return _OPENED.match(lower, end, sentence.end) is not None


def announces_no_site(lower: str, sentence: Sentence, start: int, end: int) -> bool:
    """Whether what a French sentence announces is a result, a sale or a wish to do other things."""
    if _TELLS.fullmatch(lower, start, end) is None:
        return False
    return _NO_PLAN.match(lower, end, sentence.end) is not None


# "Since Yibin was chosen in 2022 as a node": the city, and none of its sites.
_DONE_TO: Final = re.compile(
    r" (?:\([^()]{2,30}\) )?(?:a|avait|aurait|was|has|had) (?:deja |aussi |egalement |also |"
    r"already )?(?:ete |been )?"
)
_BEFORE_PLACE: Final = re.compile(
    r"(?:^|\b(?:que|qu'|comme|lorsque|quand|et|ou|car|since|that|when|as|after|because|while|and|"
    r"but|mais) ?)$"
)


def is_done_to_place(page: PageText, reading: Reading, start: int) -> bool:
    """Whether a city was chosen or approved, in a sentence that names no site.

    Args:
        page: the page.
        reading: the sentence, with its places and subjects.
        start: first character of the event.
    """
    if any(r.frame.kind == "project" for r in reading.references):
        return False
    first = reading.sentence.start
    return any(
        place.end <= start
        and _DONE_TO.fullmatch(page.lower, place.end, start) is not None
        and _BEFORE_PLACE.search(page.lower[first : place.start]) is not None
        for place in reading.places
    )
