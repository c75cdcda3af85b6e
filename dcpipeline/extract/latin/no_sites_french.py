"""French nouns that look like a site and are none: of a fair, a nation, a shop, an orbit, a whole.

Belongs here: what the words around "centre" or "projet" say that they mean instead. Does not belong
here: what a noun stands for where it is a site (``names_french.py``), and sentences about something
else (``other_subjects_french.py``).
"""

import re
from typing import Final

from dcpipeline.extract.anchors import Anchor

_SHOPS: Final = frozenset({"centre", "parc", "complexe", "projet"})
_GROWS_INTO: Final = frozenset({"base", "pole", "hub", "cluster", "grappe", "centre", "site"})
# "la province est devenue une base de calcul": all of a place, and no site.
_PLACE_BECOMES: Final = re.compile(
    r"\b(?:ville|province|region|region autonome|municipalite|prefecture|district|comte|pays|"
    r"metropole|chine|localite|capitale)\b[^;:.]{0,70}?\b(?:est (?:deja |ainsi |desormais )?"
    r"devenue?|devient|devenir|deviendra|etait devenue?|s'impose (?:comme|en)|se reve en|"
    r"s'est imposee comme|"
    r"se positionne comme|fait figure (?:de|d')) ?(?:(?:un|une|le|la|l')\b ?)?"
    r"(?:(?!centre|data)[\w'-]+ ){0,4}$"
)
# "le chantier du parc X": the noun behind names the site.
_OF_ANOTHER: Final = re.compile(
    r"\s(?:du|de la|de l'|de ce|de son|d'un|d'une)\s?(?:\w+\s)?(?:centre|campus|parc|pole|base|"
    r"complexe|cluster|hub|data ?cent|datacent|supercalcul|ferme)"
)
# "un parc eolien", "un centre de recherche": nothing of computing.
_NO_SITE: Final = re.compile(
    r"\s(?:eolien|solaire|photovoltaique|logistique|naturel|scientifique|d'activites|"
    r"d'attractions|de recherche|de formation|hospitalier|d'affaires|de congres|de panneaux|"
    r"d'eoliennes|historique|minier|petrolier|d'exposition|culturel|sportif|medical)"
)
_INITIATIVE: Final = re.compile(r"\s?(?:national\s)?[«\"“]\s?(?:donnees|calcul|east|est)")
_WITHIN: Final = re.compile(r"\b(?:dans|d')\s?(?:un|une|le|la)?\s?(?:\w+\s)?$")
# "la Chine a lance un vaste projet", "partie d'un projet d'investissement": of no one site.
_OF_NATION: Final = re.compile(
    r"\b(?:la chine|pekin|beijing|le pays|l'etat|le gouvernement(?: central| chinois| national)?|"
    r"les autorites(?: centrales| chinoises)?)\b[^.;:]{0,40}? (?:lanc|approuv|present|annonc|"
    r"devoil|"
    r"entam|initi|adopt)\w*,? (?:en \d{4} |depuis \d{4} )?(?:un|une|ce|son|le) (?:[a-z]+ )?$"
    r"|\b(?:partie|cadre) (?:d'un|du|de son|de ce) (?:[a-z]+ )?$"
)
_OF_ONE_SITE: Final = re.compile(r"[^.;:,]{0,40}\b(?:centre|campus|datacenter|data center)\b")
_OF_BUDGET: Final = re.compile(r"\s(?:d'investissement|de cooperation|d'infrastructures)\b")
# "un centre de donnees en orbite": in no city.
_IN_SPACE: Final = re.compile(
    r"(?: [\w-]+)?(?: spatia(?:l|ux)| orbita(?:l|ux)| en orbite| dans l'espace)\b"
)
_TOLD_IN_SPACE: Final = re.compile(
    r"\b(?:centres? de (?:donnees|calcul)|data ?cent(?:er|re)s?)(?: [\w-]+)?(?: spatia(?:l|ux)|"
    r" orbita(?:l|ux)| en orbite| dans l'espace)\b"
)
_SPACE_REACH: Final = 900
# "la conference Datacentre Sky Asia": a meeting or a paper.
_SHOW: Final = re.compile(
    r"\b(?:conference|salon|forum|sommet|congres|exposition|expo|colloque|seminaire|prix|trophees?|"
    r"magazine|revue|lettre|site internet|blog|podcast|rapport) (?:[«\"“] ?)?$"
)
# "Des hubs similaires", "d'autres campus": several, none of them the site spoken of.
SEVERAL_OF: Final = frozenset(
    {"hubs", "sites", "campus", "centres", "complexes", "parcs", "clusters", "installations"}
)
_MORE_OF: Final = re.compile(
    r"\b(?:des|d'autres|plusieurs|de nombreux|de nouveaux|quelques|divers) (?:(?:autres|nouveaux|"
    r"grands|"
    r"vastes|futurs) )*$"
)


def is_no_site(
    lower: str, start: int, floor: int, first: int, last: int, end: int, noun: str,
    *, is_head: bool,
) -> bool:  # fmt: skip
    """Whether a noun for a site means something else.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        floor: where the words before the noun begin that no other noun has taken.
        first: first character of the noun.
        last: character behind it.
        end: character behind the sentence.
        noun: its first word.
        is_head: whether it says by itself that it is of computing.
    """
    if _SHOW.search(lower, max(start, first - 30), first):
        return True
    if noun in {"projet", "chantier"} and _OF_ANOTHER.match(lower, last, end):
        return True
    if not is_head and _NO_SITE.match(lower, last, end):
        return True
    if noun in _SHOPS and lower.startswith(" commercial", last):
        return True
    if noun == "projet" and _is_of_many(lower, start, first, last, end):
        return True
    if noun == "batiment" and _WITHIN.search(lower, max(floor, first - 24), first):
        return True
    becomes = noun in _GROWS_INTO and _PLACE_BECOMES.search(lower, max(floor, first - 150), first)
    return bool(becomes)


def is_one_more(lower: str, start: int, first: int) -> bool:
    """Whether a noun in the plural is of sites not named before: "d'autres centres"."""
    return _MORE_OF.search(lower, max(start, first - 40), first) is not None


def is_in_space(lower: str, last: int, end: int) -> bool:
    """Whether a site that ends at a position is one in orbit."""
    return _IN_SPACE.match(lower, last, end) is not None


def told_in_space(lower: str, anchor: Anchor) -> Anchor:
    """A pronoun for a site in orbit told before it, which is no site; any other as it is."""
    first = max(0, anchor.start - _SPACE_REACH)
    if anchor.kind != "pronoun" or _TOLD_IN_SPACE.search(lower, first, anchor.start) is None:
        return anchor
    return Anchor("other", anchor.start, anchor.end)


def _is_of_many(lower: str, start: int, first: int, last: int, end: int) -> bool:
    """Whether a project is an initiative of the country, or the budget of a company."""
    if _INITIATIVE.match(lower, last, end):
        return True
    found = _OF_NATION.search(lower, max(start, first - 100), first)
    if found is None or _OF_ONE_SITE.match(lower, last, end):
        return False
    opens = found.group().startswith(("partie", "cadre"))
    return not opens or _OF_BUDGET.match(lower, last, end) is not None
