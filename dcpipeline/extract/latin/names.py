"""Names of sites in English and French: a noun such as "data center" and the words around it.

English puts the name before the noun, French behind it; ``names_french`` reads the latter.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from dcpipeline.extract.anchors import Anchor, AnchorKind
from dcpipeline.extract.latin import names_french
from dcpipeline.extract.latin.short_names import find_short
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrases import PhraseIndex

_REACH: Final = 90
# With a word of the trade before them these end a name: Zunyi Cloud Hall.
_CAPITAL_NOUN: Final = re.compile(
    r"\b(?:Cent(?:er|re)|Campus|Park|Base|Hub|Factory|Port|Hall|Cluster|Platform|Complex|Valley|"
    r"Node|Facility|Plant|Fortress|Village)\b"
)
_TRADE: Final = re.compile(
    r"\b(?:comput(?:e|ing|er)|supercomput(?:er|ing)|data|cloud|ai|intelligen(?:t|"
    r"ce)|information|token|gpu|"
    r"servers?|hyperscale|superpod|tensor|neural|internet|datacom|supercloud|"
    r"zhisuan|suanli|yunsuan|chaosuan|jisuan|zhihui|yunjisuan)\b",
    re.IGNORECASE,
)
_SMALL_NOUN: Final = re.compile(
    r"\b(?:campus|site|facility|cent(?:er|re)|park|complex|base|hub|cluster|hall|compound|project|"
    r"data hall|server farm|scheme|development|installation|building|plant|node)\b"
)
# With capitals before them these name a site; the others only repeat a name.
_MAKES_NAME: Final = frozenset({"campus"})
_CAN_NAME: Final = frozenset({"center", "centre", "base", "hub", "park", "complex"})
# "a second cluster of Ascend servers" is a part of a site.
_OF_MACHINES: Final = re.compile(
    r" of (?:[\w.,-]+ ){0,4}?(?:servers?(?! (?:halls|rooms|farms|buildings))|cards?|chips?|gpus?|"
    r"npus?|"
    r"accelerators?|machines|nodes)\b"
)
_WITHIN: Final = re.compile(r"\b(?:in|inside|within|of) (?:a|the|one) (?:[\w-]+ )?$")
_OF_TRADE: Final = frozenset(
    {
        "base",
        "center",
        "centre",
        "campus",
        "site",
        "facility",
        "hub",
        "complex",
        "cluster",
        "compound",
        "data hall",
    }
)
_PAGE_REACH: Final = 400
# "the National Supercomputing Centre": capitals make a name of ordinary words.
_CAPITALS_BEFORE: Final = re.compile(r"\b[Tt]he (?P<name>(?:[A-Z][\w-]+ )+)$")
_NODE: Final = re.compile(
    r"node (?:of|in) (?:the |a |its )?(?:national |nationwide |country's |china |china's |"
    r"state )*(?:integrated )?(?:super)?comput(?:ing|"
    r"e)(?:[ -]power)? (?:internet|network)"
)
_WORD_BEFORE: Final = re.compile(r"(\S+)\s+$")
_CAPITAL: Final = re.compile(r"[\"“«(]?(?:[A-Z][\w'’.&/+-]*|\d{1,3}|[A-Z]{2,})\)?[\"”»]?$")
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
# Letters alone are an abbreviation, whatever word they spell: NOR Campus.
_CAPITALS: Final = re.compile(r"[A-Z]{3,5}")
# A name with its figures behind it: "Hub 4 (8,000 racks, 56 MW)".
_SIZED: Final = re.compile(
    r"(?:\s\d{1,2})?\s\((?:[\w ]{0,12})?\d[\d,.]*\s?(?:mw|gw|megawatts?|racks?|cabinets?|"
    r"petaflops?|"
    r"pflops|p\b|exaflops?|eflops|servers|cards|gpus)"
)
# "on an 8.5-acre site": the land.
_LAND: Final = re.compile(
    r"\b(?:on|over|across|covers?|covering|occup\w+|spans?|spanning)\s(?:an?|the|its)\s[\w.,-]*"
    r"(?:acre|hectare|mu|square[\w-]*|sqm|meter|metre)\s$"
)
# A cluster of cities or of industry, and machines sold under a name of their own.
# "and a site of 500 mu", "the largest for one single data center": no site of its own.
_AREA_BEHIND: Final = re.compile(
    r" (?:of|covering|spanning) (?:about |some )?\d[\d.,]* ?(?:mu|hectares?|acres?|square|sq|ha)\b"
)
_OF_ALL_SINGLE: Final = re.compile(
    r"\b(?:for|of|as|among) (?:an?|one|any) single (?:[\w-]+ ){0,2}$"
)
_OF_CITIES: Final = re.compile(
    r"\b(?:city|cities|urban|industrial|industry|economic|manufacturing|enterprise|innovation|"
    r"talent)"
    r" clusters?$"
)
_PRODUCT: Final = re.compile(r"(?:Atlas \d|Cloud ?Matrix|SuperPo[dD]|HGX|DGX|Ascend \d)")
# "More centers are being built": others than the one spoken of.
_MORE: Final = re.compile(
    r"\b(?:more|other|several|many|dozens of|further|similar|such) (?:[a-z-]+ ){0,2}(?:cent(?:er|"
    r"re)s|"
    r"facilities|bases|campuses|hubs|sites|clusters|parks)\b"
)
# In a headline no article stands before a site: "plans 200MW campus".
_SIZED_BEFORE: Final = re.compile(
    r"\b\d[\d,.]*[ -]?(?:mw|gw|megawatts?|gigawatts?|racks?|cabinets?|petaflops?|pflops|p|"
    r"exaflops?|"
    r"eflops|servers?|cards?|gpus?|hectares?|acres?|mu|yuan|rmb|dollars?)\s(?:[\w-]+\s){0,3}$"
)
_NEVER_FIRST: Final = frozenset(_OPENING_WORDS.split())
_NOT_A_SITE: Final = re.compile(
    r"(?:university|college|school|olympic|medical|tourism|exhibition|convention|"
    r"conference|shopping|"
    r"logistics|sports|research|innovation|training|visitor|cultural|service|"
    r"national park|football)\b",
    re.IGNORECASE,
)
# Small words within a name, behind its capitals: Kangbashi green computing center.
_AI_READY: Final = re.compile(r"(?:AI|IA|GPU|IT|HPC)-[a-z]+$")
_INNER: Final = re.compile(
    r"(?<=[A-Z\w] )(?:(?:green|advanced|smart|intelligent|public|data|city|national|municipal|"
    r"district|county|town|township|harbour|harbor|"
    r"big|cloud|modern|low-carbon|zero-carbon|green-power|urban|regional|provincial|super)\s+)+$"
)
_POSSESSED: Final = re.compile(r"['’]s?$")
_BASED: Final = re.compile(r"-(?:based|headquartered|listed|backed|owned|run|funded|registered)$")
_QUOTED_AFTER: Final = re.compile(r"\s?[«\"“]\s?[A-Z][^»\"”]{1,30}\s?[»\"”]")
_TAIL: Final = re.compile(
    r"(?:\s(?:campus|park|complex|cluster|hub|base|facility|industrial park)\b)?(?:\sno\.\s?\d+|"
    r"\s(?:ii|iii|iv)\b|\s\d{1,2}(?=[,.;:)(]|$|\s(?:\(|in|at|near|of|is|was|has|had|will|would|by|"
    r"for|went|came|and|to|on|with|that|which|began|broke|entered|opened)\b))?"
    r"(?:\sphase(?= projects?\b))?(?:\sprojects?\b)?",
    re.IGNORECASE,
)
# Behind the noun: it only describes something else ("data center operators").
_DESCRIBES: Final = re.compile(
    r"[\s-](?:operators?|operations?|markets?|industry|sector|developers?|developments|"
    r"providers?|firms?|compan(?:y|ies)|builders?|"
    r"capacity|demand|spending|boom|equipment|cooling|investments?|stocks?|"
    r"rush|glut|power|electricity|"
    r"chips?|services?|business(?:es)?|arm|unit|units|technolog(?:y|ies)|construction|"
    r"conference|leases?|leasing|"
    r"deals?|staff|workers?|racks?|floors?|halls?|buildings?|experts?|research|"
    r"planning|policy|policies|"
    r"news|landscape|space|resources|infrastructure|assets?|portfolio|customers?|"
    r"tenants?|giants?|specialists?|"
    r"contracts?|orders?|revenues?|analysts?|sites|networks?|vouchers?|hardware|"
    r"bubble|energy|standards?|"
    r"approvals?|applications?|loads?|tokens?|fund|funds|reit|reits|lessor|"
    r"landlord|supply|growth|expansion|cable|cables|"
    r"design(?:er)?s?|engineer(?:s|ing)?|tax|zones?|campuses|parks|projects|"
    r"clusters|hubs|services|heat|design|rules|chain)\b"
)
_QUOTE_BEFORE: Final = re.compile(r"\s[\"“«]\s?$")
_OWN: Final = re.compile(r"\b(?:its|their)\s$")
_NO_DEVELOPMENT: Final = re.compile(
    r" (?:and reform|zones?|areas?|plans?|bank|bureau|fund|strategy|of|centers?|agency|office)\b"
)
# The last article before a noun decides: "an agreement for the center" is about a known one.
_ARTICLE: Final = re.compile(
    r"\b(?:(?P<new>an?|another|one|(?:its|their) (?:own|first|second|third|fourth|new|newest|"
    r"latest|"
    r"next))|the|this|that|said|its|their)\s"
)
_NEAR: Final = re.compile(r"\s*(?:[\w.,'%$¥€/+-]+\s+){0,8}")
_IS_ONE: Final = re.compile(
    r"\b(?:is|was|be|been|become|becomes|became|as|remains?)\s+an?\s+(?:[\w.,'%/+-]+\s+){0,6}$"
)
# "the city's other project", "its sister site"
_THE_OTHER: Final = re.compile(
    r"(?:\b(?:the|its|their)|\w's) (?:other|sister|twin) (?:[\w-]+ ){0,3}$"
)
_KNOWN: Final = re.compile(r"\b(?:the|this|that|said|its|their)\s(?:[\w.,'$¥€-]+\s+){0,5}$")
# "Tencent's fourth campus" is one more of its sites.
_OWNED: Final = re.compile(
    r"\w['’]s? (?P<another>(?:first|second|third|fourth|fifth|sixth|new|newest|latest|next|"
    r"\d{1,2}(?:st|nd|rd|th))\s)?(?:[\w.,'$¥€%-]+\s+){0,6}$"
)
_COUNT: Final = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|"
    r"several|many|some|most|all|"
    r"more|other|these|those|such|of|every|each|any|no)\s+(?:[\w.'-]+\s+){0,3}$"
)
_BARE_WORDS: Final = re.compile(
    r"(?:\b(?:\d[\d,.]*(?:mw|gw|kw|p|m|bn|k)?|[$¥€]\d[\w.,]*|mw|megawatts?|gw|gigawatts?|kw|million|"
    r"billion|bn|yuan|rmb|cny|usd|dollars?|p|pflops|petaflops?|eflops|"
    r"exaflops?|racks?|cabinets?|servers?|cards?|gpus?|hectares?|acres?|mu|square|"
    r"met(?:er|re)s?|phases?|[\w.,$¥-]+-(?:mw|megawatt|gw|gigawatt|kw|rack|"
    r"card|gpu|"
    r"cabinet|server|hectare|acre|mu|billion|million|petaflops?|pflops|square-met(?:er|"
    r"re)|phase|yuan|dollar|hall|storey|year|month|p))\b\s*)"
)
_ANOTHER: Final = re.compile(
    r"\b(?:(?:another|a second|a third|a further|a fourth)(?: one)?(?= (?:in|at|near|outside) )"
    r"|an? (?:bigger|larger|smaller|similar) one(?= (?:in|at|near|outside|off|of) )"
    r"|(?:the other|(?:(?<=[.;:] )|^)one)(?=,? (?:in|at|near|outside) (?:the )?"
    r"(?:[a-z]+ (?:city|town|county) of )?[a-z'-]+(?: [a-z'-]+)?,)"
    r"|the (?:first|second|third|fourth|fifth|latest|newest|largest|biggest|smallest)(?=, (?:in|at|"
    r"near|outside) [a-z'-]+,)"
    r"|the one(?= (?:in|at|near|outside) [a-z'-]+, ))"
)
_PHASE_AS_SUBJECT: Final = re.compile(
    r"\b(?:the|this|that) (?:(?:first|second|third|fourth|initial|new|latest) )?(?:phase|"
    r"stage)\b(?! (?:of|at|one|two|three|\d))"
)
_COMPUTE_NEAR: Final = re.compile(
    r"\b(?:ai|comput\w+|supercomput\w+|data[ -]?cent(?:er|re)s?|datacenters?|"
    r"\w*-?[mg]w|megawatts?|gigawatts?|pflops|petaflops|eflops|exaflops|"
    r"gpus?|racks?|cabinets?|servers?|cloud|hyperscale|accelerators?|chips?)\b"
)
_ENDS: Final = re.compile(
    r"\b(?:data|computing|computing-power|compute|supercomputing|supercomputer|"
    r"intelligent|intelligence|smart|ai|cloud|center|centre|campus|"
    r"park|base|hub|cluster|facility|site|complex|hall|project|the|of|in|datacenter|"
    r"datacentre|data-center|second|third|first|new|node|compound)\b"
)


_MEASURE: Final = re.compile(
    r"\d[\d.,]* (?:(?:mw|gw|kw|p|pflops|petaflops?|eflops|exaflops?|racks?|megawatts?|acres?|"
    r"hectares?|million|billion|yuan)\b|-)"
)


# "le dixieme du pays", "the largest in the country": said of one site.
_RANKED: Final = re.compile(
    r"\b(?:[a-z]{3,}iemes?|premiere?|seconde?|seule?|plus (?:grand|vaste|gros|important|puissant|"
    r"haut|recent)[a-z]*|first|second|largest|biggest|only) (?:[\w'.-]+ ){0,9}?"
    r"(?:in |of |across |dans |de )?$"
)
_OF_COMPANY: Final = re.compile(r"(?:'s)? [A-Z][a-z]")


def is_no_total(text: str, anchor: Anchor) -> bool:
    """Whether words for a total are of one site: "four-story", "200 MW campus", "China's Baidu"."""
    words = text[anchor.start : anchor.end].lower()
    if anchor.kind == "nation" and _RANKED.search(
        text.lower(), max(0, anchor.start - 80), anchor.start
    ):
        return True
    if anchor.kind == "nation" and words.startswith("china"):
        return words.endswith("'s") and _OF_COMPANY.match(text, anchor.end) is not None
    return _MEASURE.match(words) is not None or text.startswith("-", anchor.end)


def find_names(text: str, lower: str, start: int, end: int, language: str) -> Iterator[Anchor]:
    """Names of sites and nouns for sites in one sentence, in its order.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        start: first character of the sentence.
        end: character behind the sentence.
        language: ``en`` or ``fr``.
    """
    if language == "fr":
        yield from names_french.find_names(text, lower, start, end)
        return
    behind = start
    for first, last in _nouns(text, lower, start, end):
        if first < behind or text.startswith("+", last):
            continue
        anchor = _english(text, lower, behind, first, last, end)
        if anchor is not None:
            behind = max(anchor.end, last)
            yield anchor
    yield from find_short(text, start, end)
    for match in _MORE.finditer(lower, start, end):
        yield Anchor("programme", match.start(), match.end())
    for pattern in (_ANOTHER, _PHASE_AS_SUBJECT):
        for match in pattern.finditer(lower, start, end):
            kind: AnchorKind = "new" if pattern is _ANOTHER else "pronoun"
            near = max(0, match.start() - _PAGE_REACH), match.end() + _PAGE_REACH
            if kind == "pronoun" or _COMPUTE_NEAR.search(lower, *near):
                yield Anchor(kind, match.start(), match.end())


# Words of the trade and a noun: "AI computing centre", "token factory", "cloud region".
_MODIFIER: Final = (
    r"(?:ai|gpu|data|big[ -]data|comput(?:e|ing)|comput(?:e|ing)[ -]power|supercomput(?:er|ing)|"
    r"intelligen(?:t|ce)[ -]comput(?:e|ing)|smart[ -]comput(?:e|ing)|cloud|cloud[ -]computing|"
    r"server|"
    r"token|training|inference|artificial[ -]intelligence|hyperscale|internet data)"
)
_HEAD: Final = re.compile(
    rf"\b{_MODIFIER}(?:[ -](?:{_MODIFIER}|cent(?:er|re)))*[ -](?P<noun>cent(?:er|re)|campus|park|"
    rf"base|hub|"
    r"cluster|complex|facilit(?:y|ies)|farm|hall|region|fortress)(?:e?s)?\b|"
    r"\b(?:token|ai|compute|computing|intelligence) (?:factory|factories)\b"
)


def _nouns(text: str, lower: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of nouns for sites, in order, the longest where they overlap."""
    spans = [(start + h.start, start + h.end) for h in _heads().find(lower[start:end])]
    spans += [
        m.span()
        for m in _HEAD.finditer(lower, start, end)
        if m["noun"] is None or text[m.start("noun")].islower()
    ]
    spans += [m.span() for m in _NODE.finditer(lower, start, end)]
    spans += [m.span() for m in _CAPITAL_NOUN.finditer(text, start, end)]
    spans += [m.span() for m in _SMALL_NOUN.finditer(text, start, end)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    behind = start
    for first, last in spans:
        if first >= behind:
            behind = last
            yield first, last


@lru_cache(maxsize=1)
def _heads() -> PhraseIndex:
    words = listed("site_heads", "en")
    return PhraseIndex([*words, *(word + "s" for word in words)])


@lru_cache(maxsize=1)
def _whole_heads() -> frozenset[str]:
    words = listed("site_heads", "en")
    return frozenset([*words, *(word + "s" for word in words)])


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset(listed("plain_modifiers", "en"))


# "build itself into a hub", "efforts to establish a big data center": a wish, and no site.
_WISHED: Final = re.compile(
    r"\b(?:into|become|becomes|becoming|became|emerg\w+ as|grow\w* into|rank\w* as|status as|"
    r"role as|position as|known as)\s(?:(?:an?|the|one of \w+)\s)?(?:[\w'-]+\s){0,6}$"
)
_HUBS: Final = ("hub", "base", "cluster", "node", "zone", "valley", "hubs")
# "the province's data center cluster": all its sites.
_CLUSTER_OF_SITES: Final = re.compile(r"data[ -]?cent(?:er|re) clusters?$")
_PUSHED: Final = re.compile(
    r"\b(?:efforts|push(?:es|ed)?(?: \w+)? (?:to|for)|step(?:s|ped)? up|worked? hard|working hard|"
    r"striv\w+|ambitions?|dreams?)\b[^,;.]{0,24}\b(?:an?|the)\s(?:[\w'-]+\s){0,6}$"
)


def _is_wished(lower: str, floor: int, left: int, last: int, *, is_named: bool) -> bool:
    """Whether a noun says what a place wants to become, or means all its sites."""
    if not is_named and _CLUSTER_OF_SITES.search(lower, left, last):
        return True
    before = lower[max(floor, left - _REACH) : left]
    if _PUSHED.search(before):
        return True
    return lower.endswith(_HUBS, 0, last) and _WISHED.search(before) is not None


def _english(text: str, lower: str, floor: int, first: int, last: int, end: int) -> Anchor | None:
    noun = lower[first:last]
    is_head = (
        noun in _whole_heads()
        or _HEAD.fullmatch(noun) is not None
        or _NODE.fullmatch(noun) is not None
    )
    if is_head and noun.endswith("s") and not noun.endswith("campus"):
        if _DESCRIBES.match(lower, last, end):
            return None
        return Anchor("programme", first, last)
    if _OF_ALL_SINGLE.search(lower, max(floor, first - _REACH), first):
        return None
    left = _left(text, max(floor, first - _REACH), first)
    if text[left:first] == "China " and text[first].islower():
        left = first
    words = [w for w in re.split(r"[\s\"“”()]+", lower[left:first]) if w]
    is_named = any(w not in _plain() and not w[0].isdigit() for w in words)
    if _says_other(text, lower, first, last, end) or _is_no_site(
        text, lower, (floor, left, first, last), is_named=is_named
    ):
        return None
    if text[left].islower() and _is_wished(lower, floor, left, last, is_named=is_named):
        return None
    if _ROLE_BEFORE.search(lower, floor, left) and _BODY.search(lower, left, last):
        return None
    if not is_head:
        return _by_small_noun(text, lower, floor, left, first, last, end, is_named)
    return _by_head(text, lower, floor, left, first, last, end, is_named)


def _is_no_site(text: str, lower: str, at: tuple[int, int, int, int], *, is_named: bool) -> bool:
    """Whether the words before a noun say that it is a product, or something of several cities."""
    floor, left, first, last = at
    if is_named and _NOT_A_SITE.search(lower, left, first) and not _TRADE.search(text[left:last]):
        return True
    if _OF_CITIES.search(lower, left if left < first else floor, last):
        return True
    return _PRODUCT.match(text, left) is not None


def _says_other(text: str, lower: str, first: int, last: int, end: int) -> bool:
    """Whether the words behind a noun make it something else: "data center operators"."""
    if lower[first:last] == "development" and _NO_DEVELOPMENT.match(lower, last, end):
        return True
    is_small = text[first:last].split()[-1][0].islower()
    return is_small and _DESCRIBES.match(lower, last, end) is not None


# "run by the Shandong Computer Science Center": a body, not a site.
_ROLE_BEFORE: Final = re.compile(
    r"\b(?:run|operated|owned|managed|led|funded|backed|developed|hosted) by (?:the |an? )?$"
)
_BODY: Final = re.compile(
    r"\b(?:science|research|information|technology|innovation|network|service)s? cent(?:er|re)$"
)


def _by_head(
    text: str, lower: str, floor: int, left: int, first: int, last: int, end: int, is_named: bool
) -> Anchor:
    tail = _TAIL.match(lower, last, end)
    last = tail.end() if tail is not None else last
    quoted = _QUOTED_AFTER.match(text, last, end)
    if quoted is not None:
        return Anchor("named", left, quoted.end(), text[left : quoted.end()])
    capitals = _CAPITALS_BEFORE.search(text, max(floor, first - _REACH), first)
    if capitals is not None and text[first].isupper():
        is_named, left = True, capitals.start("name")
    if is_named:
        return Anchor("named", left, last, text[left:last].strip('"“” '))
    return Anchor(_kind(lower, max(floor, first - _REACH), first), first, last)


def _by_small_noun(
    text: str, lower: str, floor: int, left: int, first: int, last: int, end: int, is_named: bool
) -> Anchor | None:
    """A noun that names a site only with other words: Cloud Hall, the 200 MW campus."""
    noun = lower[first:last]
    if text[first].isupper():
        name = text[left:last]
        told = _TRADE.search(name) or noun in _MAKES_NAME or _SIZED.match(lower, last, end)
        if is_named and told and not _DESCRIBES.match(lower, last, end):
            tail = _TAIL.match(lower, last, end)
            last = tail.end() if tail is not None else last
            return Anchor("named", left, last, text[left:last].strip('"“” '))
        return None
    if _OF_MACHINES.match(lower, last, end):
        return None
    if is_named:
        if noun in _MAKES_NAME or (noun in _CAN_NAME and _TRADE.search(text[left:first])):
            return Anchor("named", left, last, text[left:last].strip('"“” '))
        # A name in short; the page decides whose.
        return Anchor("pronoun", left, last, text[left:last])
    return _nameless(lower, floor, first, last, end)


def _nameless(lower: str, floor: int, first: int, last: int, end: int) -> Anchor | None:
    """A site described by figures and plain words only: "a 300 MW campus"."""
    noun = lower[first:last]
    before = lower[max(floor, first - _REACH) : first]
    kind = _kind(lower, max(floor, first - _REACH), first)
    if kind == "bare" or kind == "programme":
        return None
    if _LAND.search(before) or (noun == "site" and _AREA_BEHIND.match(lower, last, end)):
        return None
    if noun in {"building", "hall"} and _WITHIN.search(before):
        return None
    if noun in {"building", "development"} and lower.startswith(" of ", last):
        return None
    between = re.split(r"\b(?:an?|another|one|the|this|that|its|their|said)\s+", before)[-1]
    rest = _BARE_WORDS.sub(" ", between).replace("-", " ").split()
    if any(word.strip(",") not in _plain() for word in rest):
        return None
    reach = (
        (max(0, first - _PAGE_REACH), last + _PAGE_REACH)
        if noun in _OF_TRADE
        else (floor, min(end, last + 120))
    )
    if kind == "new" and not _COMPUTE_NEAR.search(lower, *reach):
        return None
    if noun in {"building", "hall"}:
        return Anchor("pronoun", first, last)
    sized = _BARE_WORDS.match(between)
    if kind == "pronoun" and sized is not None:
        return Anchor(kind, first - len(between), last)
    own = _OWN.search(before)
    if kind == "pronoun" and own is not None and _COMPUTE_NEAR.search(lower, *reach):
        return Anchor(kind, first - len(own.group()), last)
    return Anchor(kind, first, last)


def _left(text: str, floor: int, first: int) -> int:
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
        if _CAPITALS.fullmatch(match.group()) and not text[first : first + 4].isupper():
            return left + match.start()
        if word in _NEVER_FIRST or re.fullmatch(r"\d+|mw|gw|p|ai", word):
            continue
        rest = text[left + match.start() : first]
        if rest.isupper():
            left += max((m.end() for m in _IN_CAPITALS.finditer(rest)), default=0)
        cuts = [
            m.end()
            for m in re.finditer(
                r"\b(?:Opens|Launches|Plans|Builds|Starts|Begins|To|For|In|On|At|Of|With|From|Its|"
                r"Their|New(?! Area))\s+(?=\S)",
                rest,
            )
        ]
        return left + match.start() + (cuts[-1] if cuts else 0)
    return first


def _kind(lower: str, floor: int, first: int) -> AnchorKind:
    before = _QUOTE_BEFORE.sub(" ", lower[floor:first])
    before = (
        before[max(before.rfind(mark) for mark in ",;:.!?()") + 1 :]
        if re.search(r"[;:!?()]|[,.](?!\d)", before)
        else before
    )
    if _IS_ONE.search(before):
        return "bare"
    articles = list(_ARTICLE.finditer(before))
    if articles and articles[-1]["new"] and _NEAR.fullmatch(before, articles[-1].end()):
        return "new"
    if _THE_OTHER.search(before):
        return "new"
    owned = _OWNED.search(before)
    if owned is not None:
        return "new" if owned["another"] else "pronoun"
    if _KNOWN.search(before):
        return "pronoun"
    if _SIZED_BEFORE.search(before):
        return "new"
    if _COUNT.search(before):
        return "programme"
    return "bare"


def key_of_name(name: str) -> str:
    """The form in which two spellings of one name are equal."""
    bare = re.sub(r"[\"“”«»,.()]", " ", name.lower())
    bare = re.sub(
        r"\b(?:the|project|le|la|de|du|d|l|of|centre|center|phase \w+)\b|[dl]'", " ", bare
    )
    return " ".join(bare.split())


def words_of_name(name: str) -> frozenset[str]:
    """The words of a name that are its own, without nouns for sites."""
    return frozenset(_ENDS.sub(" ", re.sub(r"[\"“”«»,.()]", " ", name.lower())).split())


def meant_by(short: str, names: Collection[str]) -> str | None:
    """The one name of which a shorter form is used ("the Unicom center"); None for none or two."""
    words = words_of_name(short)
    fitting = [name for name in names if words and words <= words_of_name(name)]
    return fitting[0] if len(fitting) == 1 else None


_NAMES_SITE: Final = re.compile(
    r"\b(?:cent(?:er|re)|campus|base|hub|park|complex|cluster)(?: \d{1,2})?$|"
    r"^(?:centre|campus|parc|pole|base|complexe|cluster|hub|site)\s(?:[«\"“]\s?)?(?!de |du |"
    r"d')[a-z]"
)


def own_name(words: str) -> str:
    """Words that name a site in short, where their noun can end a name; else empty."""
    return words if _NAMES_SITE.search(words.lower()) else ""
