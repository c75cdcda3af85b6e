"""French sentences about something else than a site: "L'Anhui veut", "Une centrale de 600 MW a".

Belongs here: what a sentence opens with where that is no site, so that nothing in it is told of the
site before. Does not belong here: the same in English (``other_subjects.py``,
``whereabouts.opening_place``), and nouns that look like a site and are none (``names_french.py``).
"""

import re
from collections.abc import Sequence
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.latin.whereabouts import CAPITAL
from dcpipeline.extract.segments import Sentence
from dcpipeline.normalize import PlaceMatch
from dcpipeline.normalize.word_patterns import WordPattern

# "En avril,", "Grace a ses barrages,": what may stand in front of a subject.
_OPENING: Final = r"(?:(?:mais|et|or|aussi),? )?(?:[^,.;:()]{2,60}, )?"
_ARTICLE: Final = r"(?:une? |les? |la |l'|deux |trois |sa |son |leur |cette |cet? |\d{1,3} )"
_KIND: Final = (
    r"(?:solaires?|eolien(?:ne)?s?|photovoltaiques?|nucleaires?|hydroelectriques?|thermiques?|"
    r"electriques?|geothermiques?|a charbon|au charbon|a gaz|au gaz|de pompage\S*|de stockage|"
    r"de batteries)"
)
_WORKS: Final = (
    rf"(?:centrales?(?: {_KIND})?|(?:parcs?|fermes?|champs?|bases?) {_KIND}|barrages?|"
    r"(?:ligne|voie)s? (?:ferree?s?|ferroviaires?|a (?:tres )?(?:grande|haute|ultra-haute) \w+|"
    r"de metro|de chemin de fer|electriques?|de transport|de tramway)|"
    r"chemins? de fer|autoroutes?|(?<!mise en )(?<!mises en )routes?|"
    r"aeroports?|gares?|ponts?|tunnels?|canal|canaux|metro|"
    r"hopital|hopitaux|stades?|ecoles?|acieries?|raffineries?|gazoducs?|oleoducs?|logements?|"
    r"complexes? (?:siderurgique|petrochimique|hotelier|touristique|sportif)s?|"
    r"usines?(?! (?:a|d'|de |des )?(?:ia|intelligence|calcul|tokens?|jetons|donnees)\b))"
)
_OTHER: Final = re.compile(
    rf"{_OPENING}(?P<thing>{_ARTICLE}(?:(?!une?\b|le\b|la\b|de\b|du\b|des\b)[\w-]+ ){{0,3}}?"
    rf"{_WORKS})\b(?!'|-|,? (?:qui|dont|destine|dedie|alimentant|pour l[ea'] ?(?:centre|campus|"
    r"data|site|complexe)|et (?:une?|le|la|son|sa|l')\b))"
)
_OTHER_PROJECT: Final = re.compile(
    r"\b(?:projets?|travaux|chantiers?|construction|extension|prolongement|renovation) "
    rf"(?:d'|de |du |des )(?:la |l'|une? )?(?:(?!de\b|du\b)[\w-]+ ){{0,2}}?{_WORKS}\b"
)
_COMPUTING: Final = re.compile(
    r"\b(?:donnees|calculs?|data|datacent\w+|serveurs?|cloud|ia|gpus?|baies|mw|megawatts?|"
    r"numeriques?|informatiques?|supercalcul\w*|big data|campus)\b"
)
_SITE_IN: Final = re.compile(
    r"\b(?:cent(?:re|er)s?|campus|data ?cent\w+|grappe|pole) (?:de |d')(?:calcul|donnees|ia)\b"
)
# "La province de l'Anhui veut", "Hefei, capitale de l'Anhui, compte"
_UNIT: Final = (
    r"(?:(?:la|cette|le|ce) (?:(?:grande |petite |vaste )?(?:ville|province|region(?: autonome)?|"
    r"municipalite|prefecture|metropole|comte|district|zone)(?: \w+)? )?(?:de la |de l'|du |de |"
    r"d')?|l'|le |la )?"
)
_VERB: Final = (
    r"(?:a|avait|est|etait|sera|aura|va|doit|devrait|veut|voulait|vise|visait|ambitionne|entend|"
    r"prevoit|espere|souhaite|compte|possede|dispose|abrite|heberge|concentre|concentrait|denombre|"
    r"recense|accueille|attire|mise|multiplie|figure|reste|devient|s'\w+|se|totalise|represente|"
    r"revendique|affiche|offre|propose|exporte|produit|fournit|investit|investira|consacre|"
    r"encourage|subventionne|cherche|projette|planifie|promet|atteint|depasse|occupe|tire|"
    r"accelere|poursuit|n'\w+|ne)"
)
_IS_SPOKEN_OF: Final = re.compile(
    rf"(?: \((?:[a-z' -]{{2,40}})\))?(?:, [^,.;:]{{2,80}},)? {_VERB}\b"
)
# "Hefei a resilie l'accord avec X, qui devait y installer": a site in the place.
_ITS_SITE: Final = re.compile(
    r"\by (?:\w+ )?(?:construi|bati|install|implant|deplo|exploit|erig|inve|ouvr)\w*"
)
# "En Mongolie interieure, on denombre 300 000 baies": what all of the place has.
_FRONTED: Final = re.compile(
    rf"(?:(?:mais|et|or|aujourd'hui|desormais|fin \d{{4}}),? )?(?:dans |en |a |au )(?:toute )?"
    rf"{_UNIT}"
)
_THERE_ARE: Final = re.compile(
    r"(?: \([^()]{2,40}\))?, (?:on (?:en )?(?:denombr|compt|recens|trouv)\w+|il y (?:a|avait|aura)|"
    r"la (?:capacite|puissance)(?: totale| globale| installee)?(?: de calcul)?(?: intelligent)? "
    r"(?:a|atteint|depasse|s'|totale|installee))\b"
)


# "Une brasserie de Wuhu a ete agrandie", "Les travaux d'un reservoir ont commence"
_BROUGHT_IN: Final = WordPattern(
    rf"{_OPENING}(?:(?:les )?travaux (?:de (?:construction )?|d')(?:d')?|la construction d')?"
    r"une? (?!«agents»)[\w'-]+",
    "fr",
)
_SITE: Final = re.compile(
    r"\b(?:cent(?:re|er)s?|campus|sites?|projets?|phases?|tranches?|batiments?|salles?|poles?|parcs?|"
    r"installations?|infrastructures?|complexes?|grappes?|modules?|il|elle|son|sa|ses|y|dont|qui)\b"
)


def brings_in_other(lower: str, start: int, end: int) -> bool:
    """Whether a sentence opens with a thing of its own, and speaks of no site nor of computing.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
    """
    if _BROUGHT_IN.match(lower, start, end) is None:
        return False
    return not (_COMPUTING.search(lower, start, end) or _SITE.search(lower, start, end))


def other_subjects(
    text: str, lower: str, sentence: Sentence, places: Sequence[PlaceMatch], *, has_site: bool
) -> list[Anchor]:
    """The place, plant or works of another kind of which a French sentence tells.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        sentence: the sentence, in which no site is named.
        places: its places outside the names of companies.
        has_site: whether it holds a noun for a site.
    """
    start, end = sentence.start, sentence.end
    found: list[Anchor] = []
    if _COMPUTING.search(lower, start, end) is None:
        found += [Anchor("other", *m.span()) for m in _OTHER_PROJECT.finditer(lower, start, end)]
    if has_site:
        return found
    match = _OTHER.match(lower, start, end)
    if match is not None and _SITE_IN.search(lower, start, end) is None:
        found.append(Anchor("other", *match.span("thing")))
    return found or _opening_place(text, lower, sentence, places)


def _opening_place(
    text: str, lower: str, sentence: Sentence, places: Sequence[PlaceMatch]
) -> list[Anchor]:
    """The place that is the subject of a sentence, or in which "there are" so many racks."""
    if _ITS_SITE.search(lower, sentence.start, sentence.end) is not None:
        return []
    for place in places[:2]:
        if place.level in {None, "country"} or place.adcode == CAPITAL:
            continue
        there = _FRONTED.fullmatch(lower, sentence.start, place.start) is not None
        told = _THERE_ARE if there else _IS_SPOKEN_OF
        opens = re.fullmatch(_OPENING + _UNIT, lower[sentence.start : place.start])
        if (there or opens is not None) and told.match(lower, place.end, sentence.end):
            return [Anchor("place", place.start, place.end, text[place.start : place.end], place)]
    return []
