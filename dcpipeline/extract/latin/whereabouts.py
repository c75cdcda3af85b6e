"""Places that tell two sites of an English or French page apart while its sentences are read."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from dcpipeline.extract.anchors import Anchor
from dcpipeline.extract.companies import find_companies
from dcpipeline.extract.segments import PageText, Sentence
from dcpipeline.normalize import PlaceMatch

# Between a noun for a site and the place where it stands.
_BEHIND: Final = re.compile(
    r"(?: (?!and\b|et\b|but\b|while\b|is\b|was\b|has\b|est\b|sont\b)[\w'-]+){0,3}?,? (?:located |"
    r"based |"
    r"situe |implante )?(?:in|at|near|outside|off|off the coast of|off the shore of|"
    r"au large d[eu]|a|dans|en|pres de|au|du|de|d')\s?(?:the |le |la |l')?"
    r"(?:city of |outskirts of |ville de |province of |province d\w+ )?(?:[a-z]+ china's )?"
    r"| \((?:the |le |la |l')?[«\"“]\s?"
    r"(?:(?:centre|center|campus|site|base|parc) (?:de |d'|of |in ))?"
)
_FURTHER: Final = re.compile(
    r"(?: county| city| district)?(?:, | \(|, in |, dans | in | dans )(?:the |le |la |l')?"
)
# "In X, ...", "; in X, ...", ", and in X, ...".
_FRONTED: Final = re.compile(
    r"(?:^|\n|[;:.] |, (?:and|while|but|et|mais|tandis qu') ?)(?:and |but |"
    r"(?:meanwhile|elsewhere|separately|nearby|also|in addition|besides|similarly|likewise),? |"
    r"further \w+,? |"
    r"et |mais |plus (?:au )?\w+,? )?(?:in|at|near|outside|over in|down in|up in|a|dans|en|au|"
    r"pres de)\s?(?:the |le |la |l'|neighbou?ring |nearby )?(?:[a-z]+ (?:of|de) )?$"
)
# "the center is being built on 31 hectares in"
_BUILT_BEHIND: Final = re.compile(
    r" (?:is|are|was|were|will be|is to be|has been) (?:now |also |still |currently )?(?:being )?"
    r"(?:built|going up|located|situated|developed|constructed|planned|under construction)"
    r"(?: (?:on|over|across) [^,.;]{2,40}?)? (?:in|at|near|outside) (?:the (?:city of )?)?"
)
_TURNS: Final = re.compile(r"(?:meanwhile|elsewhere|separately|similarly|likewise)\b")
# "Heyuan is also home to a data center"
_HOME_TO: Final = re.compile(
    r" (?:(?:city|county|district) )?(?:(?:is|was|will be) (?:also |now |already )?home to|"
    r"(?:also |now |already )?(?:hosts|houses|boasts|gets|got)) (?:an?|the|its) "
    r"(?:[\w'-]+ ){0,5}$"
)
# "The city of Wuhu wants to set up a center", "Guizhou has announced plans to build a base"
_BUILDS_ONE: Final = re.compile(
    r" (?:(?:city|county|district|province) )?(?:(?:has|had|is|was|will|would|now|also|already|"
    r"announced|unveiled|drew up|approved|making|made|set out) ){0,4}(?:(?:plans?|planning|wants?|"
    r"aims?|aiming|intends?|hopes?|began|begun|started|starting|to|for|the|construction|of|work|on|"
    r"building) ){0,5}(?:build|building|set up|setting up|construct|constructing|establish|"
    r"develop|host|plans|open|launch|get|opened|launched|built) (?:an?|its|the) "
    r"(?:[\w'-]+ ){0,5}$"
)
# "le Gansu dispose deja d'un centre"
_HAS_ONE: Final = re.compile(
    r" (?:dispose|abrite|compte|heberge|accueille|possede|aura|s'est dotee?|disposait|abritait)"
    r"(?: (?:deja|aussi|egalement|desormais|ainsi|depuis \d{4}))? (?:d')?(?:(?:un|une) )?"
    r"(?:[\w'-]+ ){0,4}(?:d')?$"
)
_OPENS_CLAUSE: Final = re.compile(r"(?:^|[.;:,\n] |\bque )(?:le |la |l')?$")
_OPENS: Final = 4
_LONGEST_FRONT: Final = 24
_FIRM: Final = frozenset({"named", "new"})
_MUNICIPAL: Final = "0000"


_POSSESSED: Final = re.compile(r"(?:\b(?:its|their|son|sa|leur)|\w's?)\s(?:[\w.,'$¥€%-]+\s){0,6}$")


def owners_apart(page: PageText, start: int, anchor: Anchor) -> bool:
    """Whether words for a site make it that of a company that the page names for the first time.

    Args:
        page: the page, on which another company has been named with a site.
        start: first character of the sentence.
        anchor: words for a site without a name.
    """
    first = max(start, anchor.start - 80)
    if anchor.name or _POSSESSED.search(page.lower, first, anchor.start) is None:
        return False
    own = [c for c in find_companies(page.text, page.lower, start, anchor.start) if c.name]
    if not own or own[-1].name.lower() in page.lower[:start]:
        return False
    return any(c.name for c in find_companies(page.text, page.lower, 0, start))


def names_new_owner(page: PageText, start: int, anchor: Anchor) -> bool:
    """Whether the name of a site holds another company than those named since a site before it.

    Args:
        page: the page.
        start: first character of the words for the site before.
        anchor: the name.
    """
    own = [c for c in find_companies(page.text, page.lower, anchor.start, anchor.end) if c.name]
    start = max(page.text.rfind(stop, 0, start) for stop in ("\n", ". ")) + 1
    if not own or own[-1].name.lower() in page.lower[start : anchor.start]:
        return False
    return any(c.name for c in find_companies(page.text, page.lower, start, anchor.start))


def codes_of(places: Iterable[PlaceMatch]) -> frozenset[str]:
    """The codes of places that are fixed, the country left out."""
    return frozenset(p.adcode for p in places if p.adcode and p.level != "country")


def differ(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two groups of places can't be those of one site; not where either is empty."""
    first, second = set(one), set(other)
    if not first or not second:
        return False
    if not {code[:2] for code in first} & {code[:2] for code in second}:
        return True
    cities = [
        {code for code in codes if not code.endswith(_MUNICIPAL)} for codes in (first, second)
    ]
    return bool(cities[0] and cities[1] and not cities[0] & cities[1])


def agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two groups of places name one city."""
    return bool(set(one) & set(other)) and not differ(one, other)


def places_of(
    lower: str, start: int, anchor: Anchor, anchors: Sequence[Anchor], places: Sequence[PlaceMatch]
) -> frozenset[str]:
    """The places that a sentence gives to words for a site: in them, behind them, or fronted.

    Args:
        lower: folded text of the page in lower case.
        start: first character of the sentence.
        anchor: words for a site.
        anchors: all anchors of the sentence, in order.
        places: all places of the sentence, in order.
    """
    found = [p for p in places if anchor.start <= p.start and p.end <= anchor.end]
    after = [p for p in places if p.start >= anchor.end]
    if after and (
        _BEHIND.fullmatch(lower, anchor.end, after[0].start)
        or _BUILT_BEHIND.fullmatch(lower, anchor.end, after[0].start)
    ):
        found += _chain(lower, after)
    if not found and places and places[0].start - start <= _OPENS:
        found += _having(lower, places[:1], anchor)
    if not found and places and lower.startswith("the city of ", start):
        first = places[0].start - start == len("the city of ")
        found += _having(lower, places[:1], anchor) if first else []
    if not found:
        has = [
            p
            for p in places
            if p.end <= anchor.start and _HAS_ONE.match(lower, p.end, anchor.start)
        ]
        found += [p for p in has if _OPENS_CLAUSE.search(lower, max(start, p.start - 12), p.start)]
    if not found:
        before = [
            (number, p) for number, p in enumerate(places)
            if p.end <= anchor.start and _FRONTED.search(lower[max(start, p.start - 40) : p.start])
        ]  # fmt: skip
        if before:
            number, place = before[-1]
            between = [
                a for a in anchors
                if a.kind in _FIRM and place.end <= a.start and a.end <= anchor.start
            ]  # fmt: skip
            found += [] if between else _chain(lower, places[number:])
    return codes_of(found)


def _having(lower: str, place: Sequence[PlaceMatch], anchor: Anchor) -> list[PlaceMatch]:
    """The place that opens a sentence, where it is told to have or build the site."""
    told = lower[: anchor.start]
    has = (pattern.match(told, place[0].end) for pattern in (_HOME_TO, _BUILDS_ONE))
    return list(place) if any(has) else []


def _chain(lower: str, places: Sequence[PlaceMatch]) -> list[PlaceMatch]:
    """A place and those that say in what it lies: "Huizhou, Guangdong"."""
    chain = [places[0]]
    for place in places[1:]:
        if _FURTHER.fullmatch(lower, chain[-1].end, place.start) is None:
            break
        chain.append(place)
    return chain


def fronts(lower: str, start: int, place: PlaceMatch) -> bool:
    """Whether a sentence opens with a place: "In Liaoning, ..."."""
    return (
        place.start - start <= _LONGEST_FRONT
        and _FRONTED.search(lower[start : place.start]) is not None
    )


def turns_to(lower: str, start: int, place: PlaceMatch) -> bool:
    """Whether a sentence turns to a place not told of before: "Meanwhile, in Wuhu, ..."."""
    if not fronts(lower, start, place) or _TURNS.match(lower, start) is None:
        return False
    return lower.find(lower[place.start : place.end], 0, start) < 0


def opened_with(start: int, places: Sequence[PlaceMatch]) -> frozenset[str]:
    """The places of a sentence that one of them opens."""
    first = next((p for p in places if p.level != "country"), None)
    return codes_of(places) if first is not None and first.start - start <= _OPENS else frozenset()


# "The company will spend 2 billion yuan on a 200 MW campus": the site told of right before.
_GOES_ON: Final = re.compile(
    r"(?:the|le|la|l')\s?(?:company|firm|group|operator|telco|carrier|developer|deal|plan|agreement|"
    r"project|groupe|societe|entreprise|operateur|accord|projet)\b|it\b|according to\b|under the\b|"
    r"a (?:filing|notice|statement)\b|selon\b|d'apres\b|il\b|elle\b"
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:another|also|already|separately|second|third|other|previously|earlier|has opened|"
    r"operates|runs|owns|autre|aussi|egalement|deja|deuxieme|exploite|possede)\b"
)
_NEAR: Final = 320


def tells_more(
    page: PageText, start: int, anchor: Anchor, spots: Sequence[tuple[int, int]]
) -> bool:
    """Whether a site with "a" is the one that the sentences before told of.

    Args:
        page: the page.
        start: first character of the sentence.
        anchor: words for a site without a name.
        spots: words for the only site told of so far.
    """
    if not spots or anchor.start - spots[-1][1] > _NEAR or spots[-1][1] > start:
        return False
    if _GOES_ON.match(page.lower, start, anchor.start) is None:
        return False
    return _OF_OTHERS.search(page.lower, start, anchor.start) is None


# "It opened an AI data center in Heyuan" under a headline on such a center: the same one.
_ANEW: Final = 900


def told_again(
    page: PageText,
    start: int,
    anchor: Anchor,
    spots: Sequence[tuple[int, int]],
    codes: Iterable[str],
) -> bool:
    """Whether the only site so far, of a headline or first sentence, is told a second time.

    Args:
        page: the page.
        start: first character of the sentence.
        anchor: words for a site without a name.
        spots: words for the only site told of so far.
        codes: the places that the sentence gives to the anchor.
    """
    if page.document.language != "en" or not any(spot[1] <= start for spot in spots):
        return False
    if not set(codes) or anchor.start - spots[0][0] > _ANEW:
        return False
    return _OF_OTHERS.search(page.lower, start, anchor.start) is None


_LONGEST_LABEL: Final = 60


def is_label(sentence: Sentence, places: Sequence[PlaceMatch]) -> bool:
    """Whether a sentence is only the name of a place, which heads what follows: "Heyuan."."""
    if not places or sentence.end - sentence.start > _LONGEST_LABEL:
        return False
    edges = [sentence.start, *(edge for p in places for edge in (p.start, p.end)), sentence.end]
    gaps = [behind - before for before, behind in zip(edges[::2], edges[1::2], strict=True)]
    return all(gap <= _OPENS for gap in gaps)


# "the national Wuhu cluster"
_OPENS_NAME: Final = 10
_CLUSTER: Final = re.compile(
    r"(?: city| national| new area)*(?: (?:data cent(?:er|re)|computing(?:[ -]power)?|big data))?"
    r"(?: industry)? (?:cluster|hub node|node)"
)


def clustered(lower: str, name: Anchor, places: Sequence[PlaceMatch]) -> Anchor:
    """A name that is only a place and "data center cluster" is that of all its sites."""
    inside = any(name.start <= place.start < name.end for place in places)
    if lower.endswith("cluster", 0, name.end) and not inside:
        for place in places:
            if lower[place.end : name.start] == "'s ":
                words = lower[place.start : name.end]
                return Anchor("place", place.start, name.end, words, place)
    if name.kind != "named" and not (name.name and lower.endswith("cluster", 0, name.end)):
        return name
    for place in places:
        behind = name.start <= place.start <= name.start + _OPENS_NAME
        behind = behind and not lower.startswith(" project", name.end)
        if behind and _CLUSTER.fullmatch(lower, place.end, name.end):
            words = lower[name.start : name.end]
            return Anchor("place", name.start, name.end, words, place)
    return name


# "Heyuan, a city in the south, wants", "Heyuan's economy", "The city of Heyuan is"
_IS_SPOKEN_OF: Final = re.compile(
    r"(?: (?:city|county|prefecture|district|province))?(?:'s (?![A-Z])|,? in |, (?![A-Z])|"
    r" (?:is|was|has|had|will|would|wants|aims|plans|hopes|now|also|alone|already|currently|today|"
    r"stands|boasts|seeks|[a-z]+(?:ed|es)) )"
)
_UNIT_BEFORE: Final = re.compile(
    r"(?:(?:(?:This|Last) year|To date|So far|At present|Today|Now|Currently|Recently|Meanwhile|"
    r"(?:In|By|Since|At|As of) (?:[a-z-]+ ){0,4}(?:[A-Z][a-z]+ ?)?(?:\d{1,2},? )?(?:\d{4})?|"
    r"(?:With|After|Under|Over|Thanks to) [^A-Z,.;]{3,60}),? )?"
    r"(?:[Tt]he (?:city|county|province|prefecture|region) of )?"
)


# "At present there are 4,000 petaflops of computing power in Heyuan"
_THERE_ARE: Final = re.compile(
    r"\bthere (?:are|is|were|was) [^.;]{0,40}\d[^.;]{0,60}\b(?:racks|cabinets|comput\w+(?: power)?|"
    r"petaflops|pflops|servers|cent(?:er|re)s)(?: [a-z]+){0,2} (?:in|across) (?:the (?:city of "
    r")?)?$"
)


def _existing(lower: str, sentence: Sentence, places: Sequence[PlaceMatch]) -> PlaceMatch | None:
    """The place in which "there are" so many racks or centers."""
    for place in places:
        told = _THERE_ARE.search(lower, sentence.start, place.start)
        if told is not None and place.level not in {None, "country"}:
            return place
    return None


# "Beijing plans": the government of the country.
CAPITAL: Final = "110000"
_GOVERNS: Final = re.compile(
    r" (?:has |had |also |now |is |will )*(?:plans?|wants?|aims?|hopes|orders?|ordered|says|said"
    r"|told|bans?|banned|tells|urges|urged|pushes|pushed|vows|vowed|seeks|warns|warned|sees|calls)\b"
)


def opening_place(
    text: str, lower: str, sentence: Sentence, places: Sequence[PlaceMatch]
) -> list[Anchor]:
    """The place that is the subject of a sentence without a site: what follows is told of it.

    Args:
        text: folded text of the page.
        lower: the same in lower case.
        sentence: the sentence.
        places: its places outside the names of companies.
    """
    if not places or places[0].level in {None, "country"}:
        return []
    place = places[0]
    if place.adcode == CAPITAL and _GOVERNS.match(lower, place.end):
        return []
    opens = _UNIT_BEFORE.fullmatch(text, sentence.start, place.start) is not None
    if not opens or _IS_SPOKEN_OF.match(text, place.end, sentence.end) is None:
        existing = _existing(lower, sentence, places)
        if existing is None:
            return []
        place = existing
    words = text[place.start : place.end].lower()
    return [Anchor("place", place.start, place.end, words, place)]
