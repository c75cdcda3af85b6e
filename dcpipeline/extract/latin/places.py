"""Places in English and French text: seats of companies, names of two cities, sites abroad."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from dcpipeline.extract.frames import Frame, Reading
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Gazetteer, PlaceMatch
from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.phrases import PhraseIndex

# Where somebody sits, meets, pays or trades: no site stands there.
_ELSEWHERE_BEFORE: Final = re.compile(
    r"\b(?:siege(?: social)?,? (?:(?:est|se trouve|etait) )?(?:situe )?a|son siege a|"
    r"sise?s? a|headquarter\w* (?:is |are )?in|seat (?:is )?in|based (?:in|"
    r"out of)|basee? a|cotee? a|"
    r"registered in|offices? in|fonds de|fonds a|fund (?:of|from|in)|originaire de|"
    r"originally from|hours?(?:' drive)? (?:from|of)|heures? de route de|forum in|"
    r"conference in|summit in|expo in|universit\w+ (?:in|of|de)|paid in|newsroom in|"
    r"reporter in|reporting (?:from|in|by the)|exchange in|bourse de|trading in|"
    r"listed in|shares in|"
    r"subsidiary in|branch in|court in|residents of|users in|customers in|clients? (?:in|"
    r"a|de)|tenants? in|demand (?:in|from)|serves?|serving|desservir|vers|towards?|"
    r"away from|(?<!not )far from|(?<!non )loin de|route to|link(?:s|ed)? (?:to|with)|relie\w* a|"
    r"power to|electricity to|traffic to|data to|latency to|compared with|unlike|"
    r"contrary to|confused with|confondre avec|namesake in|homonyme du|homonyme de|"
    r"born in|lives in|flew to|moved from|import\w* from|"
    r"conference of|conference de|presse de|told \w+ in|said in|speaking in|"
    r"spoke in|government in|regulators in|officials in|ministry in|universities in)\s(?:the |"
    r"le |la |l')?(?:[A-Z]\w+ and |[a-z]+ )?$"
)
# "near Beijing", "51 kilometers south of downtown Beijing": mostly beyond its border.
_NEAR: Final = re.compile(
    r"\b(?:near|nearby|close to|close by|just outside|adjacent to|next to|neighbou?ring|bordering|"
    r"(?:km|kms|kilomet\w+|miles?)\)? (?:\([^()]{2,20}\) )?(?:(?:north|south|east|west|"
    r"north-?east|north-?west|south-?east|south-?west|away|outside) )?(?:from|of)) "
    r"(?:the )?(?:downtown |central |city of |centre of |center of )?$"
)
_METROPOLES: Final = frozenset({"110000", "310000", "810000", "440300"})
_ELSEWHERE_BEHIND: Final = re.compile(
    r"(?:-based|-headquartered|-listed|-registered|-backed|-owned|'s (?:bourse|"
    r"stock|exchange|financial)| (?:bourse|stock exchange|exchange|newsroom|"
    r"court|subsidiary|branch|customer|client|university|conference|forum|"
    r"builders?|firms?|companies|investors?|lender|bank)\b| (?:sont|is|are) (?:a |"
    r"only |just )?(?:quelques |a few )?(?:milli|hours|heures))"
)
_OUTER: Final = re.compile(
    r",? ?\(?(?:(?:a |an |one |the )?(?:city|town|county|prefecture|district|"
    r"port|capital|ville|commune|chef-lieu|port)?,? ?"
    r"(?:in|of|under|dans|de|du|en|d')? ?(?:the |le |la |l')?(?:north|south|"
    r"east|west|central|northern|southern|eastern|western|northeastern|northwestern|"
    r"southeastern|southwestern|"
    r"east China's|north China's|nord|sud|est|ouest|province du|province de l'|"
    r"province de|region autonome \w* ?du)*\s?(?:of |de l'|du )?)?"
)
_INNER: Final = re.compile(r"(?:'s|,| province's)?\s?(?:the )?(?:city of |ville de )?")
_REACH: Final = 60
_BESIDE: Final = 30


def names_elsewhere(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    """Whether the words around a place say that it is no site's."""
    lower, sentence = page.lower, reading.sentence
    before = lower[max(sentence.start, place.start - _REACH) : place.start]
    behind = lower[place.end : min(sentence.end, place.end + 80)]
    if _WITHIN_CITY.search(before) and _IS_DISTRICT.match(behind):
        return True
    if _AUTHORITY.search(before) and _ACTS.match(behind):
        return False
    if place.adcode in _METROPOLES and _NEAR.search(before):
        return True
    return bool(_ELSEWHERE_BEFORE.search(before) or _ELSEWHERE_BEHIND.match(behind))


# "Officials in Huai'an have revoked the filing": those of the place of the site.
_AUTHORITY: Final = re.compile(r"\b(?:officials|regulators|government|authorities|planners) in\s$")
_ACTS: Final = re.compile(
    r"(?:, [a-z' ]{4,40},)?\s(?:have |has |had )?(?:revoked|approved|granted|withdrawn|withdrew|"
    r"cancelled|canceled|"
    r"scrapped|"
    r"rescinded|cleared|green-lit|green-lighted|halted|ordered|suspended|gave the|given the)\b"
)
# "the city's Zhenjiang district": a district that has the name of a city elsewhere.
_WITHIN_CITY: Final = re.compile(r"\b(?:the|this) (?:city|municipality)['’]s (?:[\w-]+ )?$")
_IS_DISTRICT: Final = re.compile(r"\s(?:district|county|township|sub-?district)\b")


# A lake, road or mountain that has the name of a city elsewhere.
_LANDMARK: Final = re.compile(
    r"\s(?:lake|river|mountain|hill|bay|island|road|street|avenue|bridge|valley|gorge|plain|forest|"
    r"peninsula|desert)\b"
)
_LANDMARK_FR: Final = re.compile(
    r"\b(?:lac|riviere|mont|monts|montagne|colline|baie|ile|rue|avenue|pont|vallee|gorge|plaine|"
    r"foret)\s"
    r"(?:de |du |d')?(?:la |le |l')?$"
)
# "In Deyang, Sichuan province, ...", "A Luoyang (Henan), ..."
_FRONTED: Final = re.compile(
    r"(?:\w+ly, )?(?:and |but |et |mais )?(?:in|near|outside|at|a|pres de|as [\w ]{4,40} (?:in|of|"
    r"above) "
    r"(?:the \w+ district of )?)\s?(?:the (?:city|town) of |la ville de )?$"
)
_OUTER_BEHIND: Final = re.compile(r"(?:, | \(|, in |, dans )(?:the |le |la |l'|province d\w+ )*$")


def is_landmark(page: PageText, place: PlaceMatch) -> bool:
    """Whether a name of a place is that of a lake or road: Qingyang Lake is not in Qingyang."""
    if page.document.language == "zh":
        return False
    before = page.lower[max(0, place.start - 24) : place.start]
    return bool(_LANDMARK.match(page.lower, place.end) or _LANDMARK_FR.search(before))


def opens(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    """Whether a place, its province behind it, opens its sentence: its sites stand there."""
    start = reading.sentence.start
    if _FRONTED.fullmatch(page.lower, start, place.start) is None:
        return False
    behind = [p for p in reading.places if p.start >= place.end]
    outer = bool(behind) and behind[0].level == "province"
    return outer and _OUTER_BEHIND.fullmatch(page.lower, place.end, behind[0].start) is not None


# "the center in Wuhu", "un centre de calcul a Wuhu"; behind a comma another clause may begin.
_STANDS_IN: Final = re.compile(
    r"(?:,? (?:located|situated|situee?|implantee?|installee?))? (?:in|at|a|dans|en) "
    r"(?:the (?:city|county|town|district) of |la ville de |le (?:comte|district) de |l')?"
)


def stands_in(page: PageText, reading: Reading, place: PlaceMatch) -> bool:
    """Whether a place stands right behind the words for a site, joined by "in"."""
    before = [r.anchor for r in reading.references if r.anchor.end <= place.start]
    if not before or before[-1].kind not in {"named", "new", "pronoun"}:
        return False
    return _STANDS_IN.fullmatch(page.lower, before[-1].end, place.start) is not None


def decided(
    page: PageText, places: Sequence[PlaceMatch], gazetteer: Gazetteer
) -> Iterator[PlaceMatch]:
    """Places, a name of two cities decided by the province or city beside it, there or elsewhere.

    Args:
        page: the page.
        places: the places of the page, in order.
        gazetteer: names of places.
    """
    codes: dict[int, str] = {}
    chosen: dict[str, set[str]] = {}
    alone = {}
    for number, place in enumerate(places):
        candidates = gazetteer.namesakes(place.text) if place.adcode else place.candidates
        if not candidates:
            continue
        code = _by_neighbour(page, places, number, candidates, gazetteer)
        if code is not None:
            codes[number] = code
            chosen.setdefault(place.text.lower(), set()).add(code)
        else:
            alone[number] = candidates
    near = _provinces([p for n, p in enumerate(places) if n not in {*codes, *alone}], gazetteer)
    for number, candidates in alone.items():
        place = places[number]
        told = chosen.get(place.text.lower(), set())
        if place.adcode is not None and not told:
            told = _of_near(place.adcode, candidates, near, gazetteer)
        if len(told) == 1:
            codes[number] = next(iter(told))
    for number, place in enumerate(places):
        if number not in codes or codes[number] == place.adcode:
            yield place
            continue
        known = gazetteer.resolve(codes[number])
        yield replace(known, text=place.text, kind=place.kind, start=place.start, end=place.end)


def _of_near(own: str, candidates: Sequence[str], near: set[str], gazetteer: Gazetteer) -> set[str]:
    """The namesake whose province the page names, where it does not name that of the known one."""
    if gazetteer.province_of(own) in near:
        return set()
    return {code for code in candidates if gazetteer.province_of(code) in near}


def _by_neighbour(
    page: PageText,
    places: Sequence[PlaceMatch],
    number: int,
    candidates: Sequence[str],
    gazetteer: Gazetteer,
) -> str | None:
    place = places[number]
    following = places[number + 1] if number + 1 < len(places) else None
    if following is not None and _OUTER.fullmatch(page.lower, place.end, following.start):
        found = _inside(candidates, following, gazetteer)
        if found is not None:
            return found
    before = places[number - 1] if number else None
    if before is not None and _INNER.fullmatch(page.lower, before.end, place.start):
        return _inside(candidates, before, gazetteer)
    if following is not None and following.start - place.end <= _REACH:
        between = page.lower[place.end : following.start]
        if re.fullmatch(r"(?:[^.;,]*|, )\b(?:in|dans|en) (?:the |le |la |l')?", between):
            return _inside(candidates, following, gazetteer)
    return None


def _inside(candidates: Sequence[str], outer: PlaceMatch, gazetteer: Gazetteer) -> str | None:
    """The one of several units that lies in a province, or is the city itself."""
    if outer.adcode in candidates:
        return outer.adcode
    if outer.level != "province" or outer.adcode is None:
        return None
    inner = [code for code in candidates if gazetteer.province_of(code) == outer.adcode]
    return inner[0] if len(inner) == 1 else None


@lru_cache(maxsize=1)
def _abroad() -> PhraseIndex:
    return PhraseIndex([*listed("foreign_places", "en"), *listed("foreign_places", "fr")])


_IN: Final = re.compile(
    r"(?<!\bcomme )(?<!\blike )(?:\b(?:in|at|near|outside|to|of|for|a|au|aux|en|dans|"
    r"pres de|de|d'|du)\s?(?:the |le |la |l')?(?:city of |state of |etat (?:de |"
    r"\w+ de )|malaisien de )?|^|, |\()(?:[\w-]+ )?$"
)


# "son premier centre hors des Etats-Unis", "its first outside of Japan": it lies elsewhere.
_NOT_IN: Final = re.compile(
    r"\b(?:hors|en dehors|au-dela) (?:de |d'|des |du )(?:la |l')?$"
    r"|\b(?:first|second|third|only|largest|biggest)\b[^.;,]{0,40} outside (?:of )?(?:the )?$"
)


def abroad(page: PageText, readings: Sequence[Reading]) -> frozenset[int]:
    """Subjects that lie outside China, by ``id``: a foreign place is named with them or in them."""
    found = set()
    for reading in readings:
        start, end = reading.sentence.start, reading.sentence.end
        hits = [(start + h.start, start + h.end) for h in _abroad().find(page.lower[start:end])]
        for first, last in hits:
            frame = _nearest(reading, first, last)
            if frame is None or _ELSEWHERE_BEHIND.match(page.lower, last):
                continue
            inside = any(
                r.anchor.start <= first and last <= r.anchor.end for r in reading.references
            )
            owns = page.lower.startswith("'s ", last) and not inside
            if _NOT_IN.search(page.lower, max(start, first - 60), first):
                continue
            located = inside or _IN.search(page.lower, max(start, first - 40), first)
            if owns and first - start <= _LABEL:
                continue
            if located and not _beside_chinese(reading, first):
                found.add(id(frame))
    return frozenset(found)


def _beside_chinese(reading: Reading, first: int) -> bool:
    """Whether a place in China stands so near that the foreign word is part of its wording."""
    return any(
        abs(place.start - first) < _BESIDE and place.level != "country" for place in reading.places
    )


def _nearest(reading: Reading, first: int, last: int) -> Frame | None:
    near = [
        (max(r.anchor.start - last, first - r.anchor.end, 0), r.frame)
        for r in reading.references if r.frame.kind == "project"
    ]  # fmt: skip
    if not near:
        return None
    distance, frame = min(near, key=lambda pair: pair[0])
    return frame if distance <= _REACH else None


def without_namesakes(
    votes: Sequence[tuple[int, PlaceMatch]], in_name: int, located: int, gazetteer: Gazetteer
) -> list[tuple[int, PlaceMatch]]:
    """Places of a subject, without one in its name that only shares the name of a far city.

    A centre "of Fushun" in Zigong, Sichuan is named after the county there, not after the city in
    Liaoning.

    Args:
        votes: places with how firmly they are named.
        in_name: weight of a place in the name.
        located: weight of a place that a preposition names.
        gazetteer: names of places.
    """
    inside = _provinces([place for weight, place in votes if weight == in_name], gazetteer)
    around = [place for weight, place in votes if weight == located]
    outside = _provinces(around, gazetteer)
    if len(inside) != 1 or len(outside) != 1 or inside == outside:
        return list(votes)
    levels = {place.level for place in around}
    if "province" not in levels or len(levels) == 1:
        return list(votes)
    return [vote for vote in votes if vote[0] != in_name]


def _provinces(places: Sequence[PlaceMatch], gazetteer: Gazetteer) -> set[str]:
    return {gazetteer.province_of(p.adcode) or p.adcode for p in places if p.adcode}


# A sentence that a place opens, before the site is named: "Qujing has gone for scale. The park ..."
_LABEL: Final = 2


def _of_one_city(places: Sequence[PlaceMatch]) -> bool:
    """Whether places lie in one province, and not in two of its cities."""
    codes = {place.adcode or "" for place in places}
    cities = {code for code in codes if not code.endswith("0000")}
    return len({code[:2] for code in codes}) == 1 and len(cities) <= 1


def introduced(readings: Sequence[Reading]) -> Iterator[tuple[Frame, PlaceMatch]]:
    """Sites with the places of the sentence that opens their paragraph and names no site."""
    opening: list[PlaceMatch] = []
    block = -1
    is_label = False
    for reading in readings:
        sentence = reading.sentence
        named = [p for p in reading.places if p.level != "country"]
        sites = [r.frame for r in reading.references if r.frame.kind == "project"]
        if sentence.block != block:
            block = sentence.block
            opening = named if named and not sites and _of_one_city(named) else []
            is_label = bool(named) and sentence.end - sentence.start <= _LABEL + (
                named[-1].end - named[0].start
            )
            continue
        if not opening:
            continue
        for frame in sites:
            if frame.spots and sentence.start <= frame.spots[0][0] < sentence.end:
                yield from ((frame, place) for place in opening)
        if sites and not is_label:
            opening = []
