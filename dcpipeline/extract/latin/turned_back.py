"""Sentences that turn back to the site of the page, behind one about many or about something else.

Belongs here: how such a sentence opens. Which site it turns back to is said in ``discourse.py``.
"""

import re
from typing import Final

_QUALIFIED: Final = r"(?:total|planned|overall|expected|estimated|initial|entire|combined)"
_OPENS: Final = re.compile(
    # "Once complete, it will offer 500 petaflops"
    r"(?:once|when|upon|after|on) (?:it is |fully |being )*(?:complet\w+|finished|operational|"
    r"in operation|(?:full )?build-out|fully built|up and running)\b"
    r"|une fois (?:\w+ )?(?:acheve|termine|construit|en service|realise|livre|complet)\w*"
    r"|a (?:son achevement|terme|plein regime)\b"
    # "The investor is Jinyun", "Total investment is 3 billion yuan"
    r"|(?:the |its )?(?:investor|operator|owner|developer|builder)s? (?:is|are|was|were)\b"
    rf"|(?:(?:the|its) )?(?:{_QUALIFIED} )*(?:investment|cost|price tag|bill|outlay)"
    r"(?: (?:in|of|for) the (?:project|site|facility|cent(?:er|re)|campus|hub))? "
    r"(?:is|was|will be|amounts? to|stands? at|totals?|reache[sd]|comes? to)\b"
    r"|with (?:a|an) (?:\w+ )?(?:investment|cost|price tag) of\b"
    r"|(?:l'|le |la )?(?:investisseur|exploitant|operateur|maitre d'ouvrage|promoteur|proprietaire)"
    r" est\b"
    r"|(?:l'|le |son )(?:investissement|cout|montant)(?: total| global)? "
    r"(?:est|s'eleve|atteint|represente|se chiffre)\b"
    # "It was built by Jinyun", "Jinyun en est l'exploitant"
    r"|(?:it|il|elle) (?:is|was|has been|will be|is being|est|a ete|sera|appartient) (?:\w+ly )?"
    r"(?:built|developed|owned|operated|run|funded|financed|construite?|batie?|exploitee?|detenue?|"
    r"financee?|portee?|geree?)(?: (?:and|et) \w+)? (?:by|par)\b"
    r"|(?:it belongs to|(?:il|elle) appartient a)\b"
    r"|[^.;,]{2,40} en est (?:le |la |l')?(?:\w+ )?(?:proprietaire|exploitant|maitre|investisseur|"
    r"promoteur|operateur)"
    # "It is Jinyun's third data center"
    r"|(?:it|this) is (?:the )?(?:[\w.&-]+ ){0,4}?[\w.&-]+['’]s? (?:first|second|third|fourth|"
    r"fifth|sixth|largest|biggest|newest|latest|only)\b"
    r"|(?:c'est|il s'agit d[ue]) (?:le |la |l')?(?:premier|deuxieme|troisieme|quatrieme|plus grand|"
    r"dernier)\b"
)
# "It will house 3,000 racks": what only a site does.
_DOES: Final = re.compile(
    r"(?:it|il|elle) (?:will |is to |is expected to |is designed to |can |would |doit |devra |"
    r"pourra )?(?:be able to )?"
    r"(?:houses?|holds?|hosts?|covers?|occup(?:y|ies)|costs?|provides?|offers?|comprises?|"
    r"consists?|be (?:equipped|fitted)|is (?:equipped|fitted|designed|spread|built)|"
    r"abritera|abrite|coutera|coute|occupera|occupe|accueillera|offrira|offre|fournira|comptera|"
    r"comprendra|s'etend|s'etendra)\b[^.;]{0,80}\d"
)


def turns_back(lower: str, start: int, end: int) -> bool:
    """Whether a sentence can only go on about a site: "Once complete, it will hold 3,000 racks"."""
    return bool(_OPENS.match(lower, start, end) or _DOES.match(lower, start, end))
