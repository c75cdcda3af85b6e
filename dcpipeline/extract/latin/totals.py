"""What an English page says of all sites of a place, of the country or of the national hubs."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dcpipeline.extract.anchors import Anchor, AnchorKind
from dcpipeline.extract.latin.whereabouts import CAPITAL
from dcpipeline.normalize import PlaceMatch

# "total computing power in X", "racks in X's data centers": X as a whole.
_CAPACITY: Final = re.compile(
    r"(?<!largest )(?<!biggest )\b(?:(?:all|total|overall|combined|aggregate|installed|intelligent|"
    r"smart|ai)[ -])*(?:computing|compute)(?:[ -]power)?(?: capacity| scale| supply)?"
    r" (?:in|of|across|throughout) (?:the (?:city|province|whole) of |all of |the whole of |the )?$"
)
_REACH: Final = 90
_HUBS: Final = re.compile(
    r"(?:\b(?:china|the country|the nation)'s )?\b(?P<name>(?:two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|\d{1,2}) (?:national |state |major )+(?:integrated )?"
    r"(?:(?:computing|compute|computing[ -]power|data|data cent(?:er|re)) )*"
    r"(?:hub (?:nodes|clusters)|hubs|node clusters|clusters))\b"
)
# Of whose sites a sentence speaks that names none: "180,000 standard racks in the data centers".
_OF_ALL: Final = re.compile(
    r"\b(?:total|overall|combined|aggregate) (?:[\w-]+ )?comput\w+(?:[ -]power)?(?: capacity)?\b"
    r"|\bracks in (?:the |its |all )?data cent(?:er|re)s\b|\bthe city\b"
)

# "Eleven intelligent computing centers are to be set up"
_COUNTED: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\s(?:[\w-]+\s){0,3}$"
)


def find_totals(
    text: str, lower: str, start: int, end: int, places: Sequence[PlaceMatch]
) -> Iterator[Anchor]:
    """Words of a sentence for what a place, the country or the national hubs have in all.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
        places: the places of the sentence, in order.
    """
    for match in _HUBS.finditer(lower, start, end):
        yield Anchor("programme", *match.span(), text[slice(*match.span("name"))])
    for place in places:
        capacity = _CAPACITY.search(lower, max(start, place.start - _REACH), place.start)
        if capacity is not None and not lower.startswith("'s", place.end):
            kind: AnchorKind = "nation" if place.level == "country" else "place"
            name = text[place.start : place.end]
            yield Anchor(kind, capacity.start(), place.end, name, place)


# "Pekin autorise trois grappes", "Beijing orders": the government, and not the city.
_GOVERNS: Final = re.compile(
    r" (?:(?:a|va|vient de|has|had|will|is|now|also) )*(?:(?:autoris|approuv|impos|recens|interdi|"
    r"exig|ordonn|limit|bann|encourag|pouss|incit|frein|serr|durci|demand|plafonn|press|"
    r"reglement|tranch|gel|approv|bans?\b|banned|banning|order|curb|tighten|requir|urg|push|forbid|"
    r"restrict|tells?\b|told)[a-z]{0,6}|veut|entend|cherche a|appelle|invite|mise sur|donne son|"
    r"donne le feu|wants|seeks|calls|bets on)\b"
)
_LOCATED: Final = re.compile(r"\b(?:a|de|d'|dans|in|at|near|of|from|pres de|vers) $")


def is_government(lower: str, place: PlaceMatch) -> bool:
    """Whether the name of the capital stands for the government of the country.

    Args:
        lower: folded text of the page in lower case.
        place: a place of the page.
    """
    if place.adcode != CAPITAL or _LOCATED.search(lower, max(0, place.start - 8), place.start):
        return False
    return _GOVERNS.match(lower, place.end) is not None


def home_of(text: str, places: Sequence[PlaceMatch]) -> PlaceMatch | None:
    """The place that a page opens with: the finest of its first sentence, outside a dateline."""
    told = [p for p in places if p.level != "country" and not text[p.start : p.end].isupper()]
    cities = [p for p in told if p.adcode and p.level != "province"]
    if len({(p.adcode or "")[:2] for p in told}) != 1 or len({p.adcode for p in cities}) > 1:
        return None
    home = cities[0] if cities else told[0]
    return None if home.adcode == CAPITAL else home


def of_home(
    lower: str, start: int, end: int, home: PlaceMatch, counted: Sequence[Anchor]
) -> Anchor | None:
    """The place that a page is about, where a sentence tells of all its sites without its name.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
        home: the place.
        counted: words for several sites in the sentence.
    """
    if home.adcode is None:
        return None
    match = _OF_ALL.search(lower, start, end)
    if match is not None:
        return Anchor("place", *match.span(), home.text, home)
    counts = counted and _COUNTED.search(lower, start, counted[0].start) is not None
    return Anchor("place", *counted[0][1:3], home.text, home) if counts else None


_MEASURE: Final = re.compile(
    r"\d[\d.,]* (?:(?:mw|gw|kw|p|pflops|petaflops?|eflops|exaflops?|racks?|megawatts?|acres?|"
    r"hectares?|sq[a-z]*|m2|mu|million|billion|yuan)\b|-)"
)
# "le dixieme du pays", "the largest in the country": said of one site.
_RANKED: Final = re.compile(
    r"\b(?:[a-z]{3,}iemes?|premiere?|seconde?|seule?|plus (?:grand|vaste|gros|important|puissant|"
    r"haut|recent)[a-z]*|first|second|largest|biggest|only) (?:[\w'.-]*[\w'] ){0,9}?"
    r"(?:in |of |across |dans |de )?$"
)
_OF_COMPANY: Final = re.compile(r"(?:'s)? [A-Z][a-z]")
# "China's IT services sector", "the country's data center market": of no sites that are counted.
_OF_TRADE: Final = re.compile(
    r"(?: (?!and\b|in\b|of\b|with\b|to\b|has\b|is\b)[\w&-]+){0,5}? (?:sector|industry|market|"
    r"economy|cycle|boom|push|drive|race|strategy|policy|policies|ambitions?|build-?out|plans?|"
    r"rules?|regulators?|government|companies|firms|giants?|operators?|providers?|developers?|"
    r"chipmakers?|demand|spending|investment|capital|capitals)\b"
)


def is_no_total(text: str, lower: str, anchor: Anchor) -> bool:
    """Whether words for a total are of one site: "four-story", "200 MW campus", "China's Baidu"."""
    words = lower[anchor.start : anchor.end]
    if anchor.kind == "nation" and _RANKED.search(lower, max(0, anchor.start - 80), anchor.start):
        return True
    if anchor.kind == "nation" and words.endswith("'s") and _OF_TRADE.match(lower, anchor.end):
        return True
    if anchor.kind == "nation" and words.startswith("china"):
        return words.endswith("'s") and _OF_COMPANY.match(text, anchor.end) is not None
    return _MEASURE.match(words) is not None or text.startswith("-", anchor.end)
