"""Sites that only a list of cities tells: data centers in Wuhu, Datong and Zunyi.

What the sentence says has happened has happened in each of the cities; figures of such a sentence
are sums and stay with the group.

Does not belong here: lists of sites that have names (``governing``), and counts (``counts``).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dcpipeline.extract.drafts import Drafts
from dcpipeline.extract.event_words import Happening
from dcpipeline.extract.frames import Frame, Reading, added
from dcpipeline.extract.latin.owners import subjects
from dcpipeline.extract.locate import Site
from dcpipeline.extract.owners import find_owners
from dcpipeline.extract.segments import PageText
from dcpipeline.normalize import Gazetteer, PlaceMatch
from dcpipeline.normalize.lexicon import mapped
from dcpipeline.normalize.numbers import han_number

_FEWEST: Final = 2
_LONGEST: Final = 12
# Characters before the first city in which the noun stands.
_REACH: Final = 100
# "three intelligent computing centers in": the first city follows.
_NOUN_BEFORE: Final = (
    r"(?:\b(?P<count>{numbers}|\d) (?:new |large |more |further |other |nouveaux |grands |autres "
    r")?)?"
    r"(?:\b(?:intelligent|ai|cloud|super|data|computing|compute|supercomputing|hyperscale) ?)*"
    r"\b(?:data ?cent(?:er|re)s|comput(?:ing|e) (?:cent(?:er|re)s|hubs|bases)|"
    r"supercomputing cent(?:er|re)s|(?:mega)?centres (?:nationaux )?(?:de |d')(?:donnees|"
    r"(?:super)?calcul(?: intelligent)?|superordinateurs?|megadonnees|big data|ia)|datacenters|"
    r"datacentres) "
    # "have been founded one after another in", "ont ete fondes successivement a"
    r"(?:(?:have |had |will )?(?:been |were |are |be |being )+(?:\w+ed|built|set up) (?:\w+ly |"
    r"one after another |respectively |recently )?|(?:qui )?(?:ont|sont|seront|avaient|etaient) "
    r"(?:ete |deja |aussi |egalement |tous |en cours de |en )*\w+ (?:en \w+ )?(?:\w+ment |tour a "
    r"tour )?)?"
    r"(?:(?:located |built |based |situes? )?(?:in|a)) $"
)
_JOINT: Final = re.compile(
    r"(?:\)| \([a-z' -]{2,24}\))?(?:,? (?:and|et|ainsi qu'|ainsi que) ?(?:in |a )?|, (?:in |a )?)"
)
# "in Wuhu, Anhui, and in Datong, Shanxi": a province behind its city.
_PROVINCE_NEXT: Final = re.compile(
    r", ?(?:(?:la |le )?(?:capitale|chef-lieu) (?:de la province )?(?:chinoise )?)?(?:dans |en )?"
    r"(?:la province )?(?:chinoise )?(?:de la |de l'|du |de |d'|le |la |l')?| \((?:le |la |l')?"
)
# "in Jiangsu's Nantong and Inner Mongolia's Ulanqab": a province before its city.
_ITS_CITY: Final = re.compile(r"(?: province| region)?'s? (?:[a-z]+ city of |city of )?")
_OPEN_LATIN: Final = re.compile(r",? (?:and|among) (?:other|others|elsewhere|more)\b")
# 芜湖、大同和遵义三地开工建设智算中心
_JOINT_HAN: Final = re.compile(r"市?(?:、|和|及|与|以及)")
_NOUN_BEHIND: Final = re.compile(
    r"市?(?:[两二三四五六2-6](?:地|市|县|区|座?城市?))?[^,。;、等]{0,14}?"
    r"(?:(?P<count>[两二三四五六2-6])[座个处]|了|一座)?(?:大型|新型|国产)?(?:人工智能|智能)?"
    r"(?:智算|数据|算力|计算|超算)(?:计算)?中心(?!集群|产业|节点)"
)


# "Situes a Wuhu et a Datong, deux centres de calcul": the list stands in front.
_FRONTED: Final = re.compile(r"(?:situe|implante|installe|localise|base)e?s (?:a|dans|en) ")
_NOUN_AFTER: Final = (
    r"\)?, (?:les |ces |ses |leurs )?(?:(?P<count>{numbers}|\d) )?(?:nouveaux |grands |premiers |"
    r"autres )*(?:data ?centers|datacentres|(?:mega)?centres (?:de |d')(?:donnees|(?:super)?calcul|"
    r"megadonnees|ia))\b"
)

# "Lantian runs data centers in Wuhu and Hefei", 在芜湖、合肥建有智算中心
_RUNS: Final = re.compile(
    r"\b(?:already |now |currently )?"
    r"(?P<verb>runs|operates|has|owns|exploite|possede|dispose|compte)\b"
    r"(?: (?:deja|already|now|aujourd'hui))? (?:de |des |d'|du |ses |its |several |[\w-]+ )?"
    r"(?=(?:[\w-]+ )?(?:data ?cent|comput|centres|(?:mega)?centres|datacent))"
    r"|(?P<verb2>建有|运营着?|拥有|已建成)"
)


class CityLists:
    """Finds such lists, sentence by sentence.

    Args:
        drafts: what has been read from the page so far; events and owners are added.
        frames: the subjects of the page; a site for each city is added.
        gazetteer: tells which province a city lies in.

    Attributes:
        sites: where the added sites lie, by ``id`` of their frames.
    """

    def __init__(self, drafts: Drafts, frames: list[Frame], gazetteer: Gazetteer) -> None:
        self.sites: dict[int, Site] = {}
        self._drafts = drafts
        self._frames = frames
        self._gazetteer = gazetteer

    def read(self, reading: Reading, happenings: Sequence[Happening]) -> None:
        """Enter a site for each city of the list of a sentence that names no site itself.

        A site that only the noun of the list stands for is none: 在芜湖、大同开工建设智算中心.
        """
        sites = [r.frame for r in reading.references if r.frame.kind == "project"]
        happenings = happenings or self._running(reading)
        if not happenings or not all(_begins_here(frame, reading) for frame in sites):
            return
        cities = self._cities(reading)
        if cities:
            happenings = self._of_list(reading, happenings, cities[0].start)
            for frame in sites:
                frame.is_other = True
        for place in cities:
            frame = added(Frame("project", spots=[(place.start, place.end)]), self._frames)
            province = self._gazetteer.province_of(place.adcode or "")
            self.sites[id(frame)] = Site(province, place.adcode, (place.start, place.end))
            for happening in happenings:
                self._drafts.happened(frame, reading, happening, None)
            self._own(frame, reading, place)

    def _running(self, reading: Reading) -> list[Happening]:
        """That they run, where somebody is only said to run or have them."""
        sentence = reading.sentence
        match = _RUNS.search(self._drafts.page.lower, sentence.start, sentence.end)
        if match is None:
            return []
        return [Happening("operational", False, *match.span("verb" if match["verb"] else "verb2"))]

    def _of_list(
        self, reading: Reading, happenings: Sequence[Happening], start: int
    ) -> Sequence[Happening]:
        """What is said in the clause before the first city, where anything is; else everything."""
        before = [h.start for h in happenings if h.start < start]
        if not before or self._drafts.page.document.language == "zh":
            return happenings
        cut = self._drafts.page.lower.rfind(", ", reading.sentence.start, max(before))
        return [h for h in happenings if h.start > cut]

    def _cities(self, reading: Reading) -> tuple[PlaceMatch, ...]:
        """The cities of a list that is closed and as long as the text says."""
        page = self._drafts.page
        places = [p for p in reading.places if p.adcode is not None and p.level != "country"]
        run = _han_run if page.document.language == "zh" else _latin_run
        first = 0
        while first + 1 < len(places):
            cities, count = run(page, reading, places[first : first + _LONGEST])
            if self._is_list(cities, count):
                return tuple(cities)
            first += max(1, len(cities))
        return ()

    def _is_list(self, cities: Sequence[PlaceMatch], count: str | None) -> bool:
        """Whether there are several cities, none of them twice, and as many as are said."""
        if len(cities) < _FEWEST or len({city.adcode for city in cities}) < len(cities):
            return False
        if any(self._is_province(city) for city in cities):
            return False
        if count is None:
            return True
        return len(cities) == _number(count)

    def _is_province(self, place: PlaceMatch) -> bool:
        return place.level == "province" and not self._gazetteer.is_municipality(place.adcode or "")

    def _own(self, frame: Frame, reading: Reading, place: PlaceMatch) -> None:
        """The one company that the sentence names before the cities."""
        page = self._drafts.page
        named = [(c.start, c.end) for c in reading.companies if c.name and c.end <= place.start]
        if not named and page.document.language == "zh":
            owners = find_owners(page, reading)
            named = [(start, end) for start, end, is_name in owners if is_name]
        elif not named:
            named = [span for span in subjects(page, reading) if span[1] <= place.start]
        if len(named) == 1:
            (own,) = named
            self._drafts.add(frame, reading, "operator", page.words(*own), *own)


@lru_cache(maxsize=1)
def _number_words() -> dict[str, int]:
    """Numbers in English and French words."""
    return {
        word: int(number)
        for language in ("en", "fr")
        for word, (number, *_) in mapped("number_words", language).items()
    }


def _number(count: str) -> float | None:
    if count.isascii() and count.isdigit():
        return int(count)
    return _number_words().get(count) or han_number(count)


@lru_cache(maxsize=1)
def _noun_before() -> re.Pattern[str]:
    return re.compile(_NOUN_BEFORE.replace("{numbers}", "|".join(_number_words())))


@lru_cache(maxsize=1)
def _noun_after() -> re.Pattern[str]:
    return re.compile(_NOUN_AFTER.replace("{numbers}", "|".join(_number_words())))


def _begins_here(frame: Frame, reading: Reading) -> bool:
    """Whether a site has no name and no mention before a sentence."""
    return not frame.name and all(start >= reading.sentence.start for start, _ in frame.spots)


def _latin_run(
    page: PageText, reading: Reading, places: Sequence[PlaceMatch]
) -> tuple[list[PlaceMatch], str | None]:
    """The cities behind a plural noun, and their number in words."""
    lower, end = page.lower, places[0].end
    begin = max(reading.sentence.start, places[0].start - _REACH)
    noun = _noun_before().search(lower, begin, places[0].start)
    fronted = _FRONTED.fullmatch(lower, reading.sentence.start, places[0].start) is not None
    if noun is None and not fronted:
        return [], None
    run = [places[0]]
    for place in places[1:]:
        between = lower[end : place.start]
        if _is_above(place, run[-1]) and _ITS_CITY.fullmatch(between):
            run[-1], end = place, place.end
            continue
        if _is_above(run[-1], place) and _PROVINCE_NEXT.fullmatch(between):
            end = place.end
            continue
        if _JOINT.fullmatch(between) is None:
            break
        run.append(place)
        end = place.end
    if fronted:
        noun = _noun_after().match(lower, end, reading.sentence.end)
    is_open = noun is None or _OPEN_LATIN.match(lower, end) is not None
    return ([], None) if noun is None or is_open else (run, noun["count"])


def _is_above(city: PlaceMatch, place: PlaceMatch) -> bool:
    """Whether a place is the province that a city lies in."""
    codes = (city.adcode or "", place.adcode or "")
    return place.level == "province" and codes[0] != codes[1] and codes[0][:2] == codes[1][:2]


def _han_run(
    page: PageText, reading: Reading, places: Sequence[PlaceMatch]
) -> tuple[list[PlaceMatch], str | None]:
    """The cities before a verb and a noun, and their number in words."""
    run = [places[0]]
    for place in places[1:]:
        if _JOINT_HAN.fullmatch(page.lower, run[-1].end, place.start) is None:
            break
        run.append(place)
    noun = _NOUN_BEHIND.match(page.lower, run[-1].end, reading.sentence.end)
    return ([], None) if noun is None else (run, noun["count"])
