"""Names of sites in English and French: a noun such as "data center" and the words around it.

English puts the name before the noun, French behind it; ``names_french`` reads the latter.
"""

import re
from collections.abc import Iterator
from typing import Final

from dcpipeline.extract.anchors import Anchor, AnchorKind
from dcpipeline.extract.latin import names_french
from dcpipeline.extract.latin.articles import kind_by_article
from dcpipeline.extract.latin.name_edges import TAIL, left_edge
from dcpipeline.extract.latin.other_subjects import OTHER_PARK
from dcpipeline.extract.latin.short_names import find_short
from dcpipeline.extract.latin.site_nouns import HEAD, NODE, find_nouns, plain_modifiers, whole_heads

_REACH: Final = 90
_TRADE: Final = re.compile(
    r"\b(?:comput(?:e|ing|er)|supercomput(?:er|ing)|data|cloud|ai|intelligen(?:t|"
    r"ce)|information|token|gpu|"
    r"servers?|hyperscale|superpod|tensor|neural|internet|datacom|supercloud|"
    r"zhisuan|suanli|yunsuan|chaosuan|jisuan|zhihui|yunjisuan)\b",
    re.IGNORECASE,
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
# "part of a larger campus spanning 30 hectares", "at its manufacturing site": no site of its own.
_PART_OF: Final = re.compile(
    r"\b(?:part|phase|corner|section) of (?:an?|the) (?:larger|bigger|wider|broader|existing|"
    r"planned|huge|sprawling|much larger) (?:[\w-]+ ){0,4}$"
    r"|\b(?:manufacturing|production|assembly|landing|testing|shipbuilding|factory) $"
)
# "It houses a 5,000-card cluster", "the center, home to a cluster": what the site holds.
_HELD: Final = frozenset({"cluster"})
_HOLDS: Final = re.compile(
    r"\b(?:(?:it|that|which|cent(?:er|re)|campus|facility|site|complex|park|base|hub|datacent(?:er|re)|"
    r"building)\b[^.;]{0,40}?(?:\b(?:hous(?:es?|ing)|hosts?|hosting|holds?|holding|contains?|accommodates|boasts|has|packs|"
    r"(?:is |,? )?home to)|,? with)|\bequipped with) (?:an?|one) (?:[\w.,-]+ ){0,4}?$"
)
_ELSEWHERE: Final = re.compile(r" (?:in|at|near|outside) [^ ]")
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
    # "its Tianjin and Shanghai campuses", "both sites": all of them together.
    r"|\b(?:both|[a-z]{3,} and (?!(?:its|their|other|new|more)\b)[a-z]{3,}) "
    r"(?:campuses|sites|facilities|data cent(?:er|re)s)\b"
)
_NOT_A_SITE: Final = re.compile(
    r"(?:university|college|school|olympic|medical|tourism|exhibition|convention|"
    r"conference|shopping|"
    r"logistics|sports|research|innovation|training|visitor|cultural|service|"
    r"national park|football)\b",
    re.IGNORECASE,
)
# "Artificial Intelligence Data Center (AIDC)"
_ACRONYM: Final = re.compile(r" \([\"“]?[A-Z]{2,6}[\"”]?\)")
_QUOTED_AFTER: Final = re.compile(r"\s?[«\"“]\s?[A-Z][^»\"”]{1,30}\s?[»\"”]")
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
# "Yunfan Data Centre Fund II", "Cloud Base Capital Partners": a fund or a firm.
_BODY_BEHIND: Final = re.compile(
    r"(?: (?:[A-Z][a-z]+|&)){0,2} (?:Funds?|REITs?|Trust|Partners|Holdings?|Conference|Forum|Expo|"
    r"Summit|Awards?|Association|Alliance|Committee|Council|Institute|Magazine|Dynamics|Index|"
    r"World|Solutions|Services)\b"
)
# "The previously largest AI cluster in China is X": another one.
_FORMER: Final = re.compile(
    r"\b(?:previously|previous|formerly|until then|hitherto) (?:the )?(?:world's |country's |"
    r"china's |asia's )?(?:largest|biggest|fastest|most powerful|top|record)(?: [\w-]+){0,3} $"
)
_OWN: Final = re.compile(r"\b(?:its|their)\s$")
_NO_DEVELOPMENT: Final = re.compile(
    r" (?:and reform|zones?|areas?|plans?|bank|bureau|fund|strategy|of|centers?|agency|office)\b"
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
# "X bought one in Zhaoqing", "its second after one in Hubei": of what was counted before.
_ONE_MORE: Final = re.compile(
    r"\b(?:acquired|bought|buys|built|builds|building|opened|opens|runs|operates|owns|has|planned|"
    r"plans|launched|completed|sold|took over|finished|started|after|following|besides|and) "
    r"(?=one (?:in|at|near|outside) (?!(?:ten|two|three|four|five|six|eight|twenty|a|an|its|their|"
    r"\d+)\b))"
)
_PHASE_AS_SUBJECT: Final = re.compile(
    r"\b(?:the|this|that) (?:(?:first|second|third|fourth|initial|new|latest) )?(?:phase|"
    r"stage)\b(?! (?:of|at|one|two|three|\d))"
)
_COMPUTE_NEAR: Final = re.compile(
    r"\b(?:ai|comput\w+|supercomput\w+|data[ -]?cent(?:er|re)s?|datacenters?|"
    r"\w*-?[mg]w|megawatts?|gigawatts?|pflops|petaflops|eflops|exaflops|"
    r"gpus?|racks?|cabinets?|servers?|cloud|hyperscale|accelerators?|chips?|[\w,.-]*card)\b"
)
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
# "run by the Shandong Computer Science Center": a body, not a site.
_ROLE_BEFORE: Final = re.compile(
    r"\b(?:run|operated|owned|managed|led|funded|backed|developed|hosted) by (?:the |an? )?$"
)
# "Eastern Data, Western Computing" project: a programme of the country.
_OF_NATION: Final = re.compile(
    r"\b(?:data,? (?:in the )?west(?:ern)?[ -](?:comput\w+|calculation)|"
    r"east[ -]data[ -]west[ -]\w+|west(?:ern)? computing[\"”']*|belt and road[\"”']*|"
    r"digital china[\"”']*)[,\"”']* $"
)
# "one power center and 9,600 cabinets"
_OF_POWER: Final = re.compile(r"(?<!computing )(?<!compute )(?<!computing-)\bpower $")
_BODY: Final = re.compile(
    r"\b(?:science|research|information|technology|innovation|network|service)s? cent(?:er|re)$"
)


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
    for first, last in find_nouns(text, lower, start, end):
        if first < behind or text.startswith("+", last):
            continue
        anchor = _english(text, lower, behind, first, last, end)
        if anchor is not None:
            behind = max(anchor.end, last)
            yield anchor
    yield from find_short(text, start, end)
    for match in _MORE.finditer(lower, start, end):
        yield Anchor("programme", match.start(), match.end())
    yield from _stand_ins(lower, start, end)


def _stand_ins(lower: str, start: int, end: int) -> Iterator[Anchor]:
    """Words without a noun that stand for one more site, or for a phase of the known one."""
    for match in _ONE_MORE.finditer(lower, start, end):
        near = max(0, match.start() - _PAGE_REACH), match.end() + _PAGE_REACH
        if _COMPUTE_NEAR.search(lower, *near):
            yield Anchor("new", match.end(), match.end() + len("one"))
    for pattern in (_ANOTHER, _PHASE_AS_SUBJECT):
        for match in pattern.finditer(lower, start, end):
            kind: AnchorKind = "new" if pattern is _ANOTHER else "pronoun"
            near = max(0, match.start() - _PAGE_REACH), match.end() + _PAGE_REACH
            if kind == "pronoun" or _COMPUTE_NEAR.search(lower, *near):
                yield Anchor(kind, match.start(), match.end())


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
        noun in whole_heads()
        or HEAD.fullmatch(noun) is not None
        or NODE.fullmatch(noun) is not None
    )
    if is_head and noun.endswith("s") and not noun.endswith("campus"):
        if _DESCRIBES.match(lower, last, end):
            return None
        return Anchor("programme", first, last)
    if _OF_ALL_SINGLE.search(lower, max(floor, first - _REACH), first):
        return None
    left = left_edge(text, max(floor, first - _REACH), first)
    if text[left:first] == "China " and text[first].islower():
        left = first
    words = [w for w in re.split(r"[\s\"“”()]+", lower[left:first]) if w]
    is_named = any(w not in plain_modifiers() and not w[0].isdigit() for w in words)
    if _says_other(text, lower, first, last, end) or _is_no_site(
        text, lower, (floor, left, first, last), is_named=is_named
    ):
        return None
    if _FORMER.search(lower, max(floor, first - _REACH), first):
        return Anchor("other", first, last)
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
    if is_named and OTHER_PARK.match(text, left, last):
        return True
    if is_named and _NOT_A_SITE.search(lower, left, first) and not _TRADE.search(text[left:last]):
        return True
    if _OF_CITIES.search(lower, left if left < first else floor, last):
        return True
    return _PRODUCT.match(text, left) is not None


def _says_other(text: str, lower: str, first: int, last: int, end: int) -> bool:
    """Whether the words behind a noun make it something else: "data center operators"."""
    if _BODY_BEHIND.match(text, last, end):
        return True
    if lower[first:last] == "development" and _NO_DEVELOPMENT.match(lower, last, end):
        return True
    is_small = text[first:last].split()[-1][0].islower()
    return is_small and _DESCRIBES.match(lower, last, end) is not None


def _by_head(
    text: str, lower: str, floor: int, left: int, first: int, last: int, end: int, is_named: bool
) -> Anchor:
    tail = TAIL.match(lower, last, end)
    last = tail.end() if tail is not None else last
    short = _ACRONYM.match(text, last, end)
    last = short.end() if short is not None else last
    quoted = _QUOTED_AFTER.match(text, last, end)
    if quoted is not None:
        return Anchor("named", left, quoted.end(), text[left : quoted.end()])
    capitals = _CAPITALS_BEFORE.search(text, max(floor, first - _REACH), first)
    if capitals is not None and text[first].isupper():
        is_named, left = True, capitals.start("name")
    if is_named:
        left += text[left] in '"“' and not set('"”') & set(text[left + 1 : last])
        name = text[left : short.start() if short is not None else last]
        return Anchor("named", left, last, name.strip('"“” '))
    return Anchor(kind_by_article(lower, max(floor, first - _REACH), first), first, last)


def _by_small_noun(
    text: str, lower: str, floor: int, left: int, first: int, last: int, end: int, is_named: bool
) -> Anchor | None:
    """A noun that names a site only with other words: Cloud Hall, the 200 MW campus."""
    noun = lower[first:last]
    if text[first].isupper():
        name = text[left:last]
        told = _TRADE.search(name) or noun in _MAKES_NAME or _SIZED.match(lower, last, end)
        if is_named and told and not _DESCRIBES.match(lower, last, end):
            tail = TAIL.match(lower, last, end)
            last = tail.end() if tail is not None else last
            return Anchor("named", left, last, text[left:last].strip('"“” '))
        return None
    if _OF_MACHINES.match(lower, last, end) or _OF_NATION.search(lower, floor, first):
        return None
    if is_named:
        if noun in _MAKES_NAME or (noun in _CAN_NAME and _TRADE.search(text[left:first])):
            return Anchor("named", left, last, text[left:last].strip('"“” '))
        # A name in short; the page decides whose.
        return Anchor("pronoun", left, last, text[left:last])
    return _nameless(lower, floor, first, last, end)


def _is_within(lower: str, noun: str, before: str, first: int, last: int) -> bool:
    """Whether a building or cluster stands in a site that is spoken of."""
    if noun in _HELD and _HOLDS.search(lower, max(0, first - _REACH), first):
        return _ELSEWHERE.match(lower, last) is None
    if noun in {"building", "hall"} and _WITHIN.search(before):
        return True
    return noun in {"building", "development"} and lower.startswith(" of ", last)


def _nameless(lower: str, floor: int, first: int, last: int, end: int) -> Anchor | None:
    """A site described by figures and plain words only: "a 300 MW campus"."""
    noun = lower[first:last]
    before = lower[max(floor, first - _REACH) : first]
    kind = kind_by_article(lower, max(floor, first - _REACH), first)
    if kind == "bare" or kind == "programme" or _OF_POWER.search(before):
        return None
    if (
        _PART_OF.search(before)
        or _LAND.search(before)
        or (noun == "site" and _AREA_BEHIND.match(lower, last, end))
    ):
        return None
    if _is_within(lower, noun, before, first, last):
        return None
    between = re.split(r"\b(?:an?|another|one|the|this|that|its|their|said)\s+", before)[-1]
    rest = _BARE_WORDS.sub(" ", between).replace("-", " ").split()
    if any(word.strip(",") not in plain_modifiers() for word in rest):
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
