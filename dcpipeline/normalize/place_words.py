"""Words for places as they stand in names: they say where, not what."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.place_names import BARE_COUNTY, COUNTY, DIVISION, Name, flat, names_of
from dcpipeline.normalize.spelling import pinyin
from dcpipeline.normalize.text import key

# Kinds of names for something smaller than a city.
_WITHIN_CITY = frozenset({"county", "district", "zone", "new_area", "town", "cluster"})
_SHORTEST = 2
_SHORTEST_SPELLED = 5
_SHORTEST_ZONE = 4
_SHORTEST_NEW_AREA = 4
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LETTER = re.compile(r"[^\W\d_]")
_LISTED = re.compile(r"[;、]")
_ZONE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}?(?:新区|经开区|高新区|开发区|保税区)")
_LEVELS = frozenset({"qu", "xinqu", "pianqu", "xinpianqu", "kaifaqu", "shi", "xian"})
# One zone under its full and its usual name.
_ZONES = {
    "经济技术开发区": "开发区",
    "经济开发区": "开发区",
    "经开区": "开发区",
    "高新技术产业开发区": "高新区",
    "高新技术开发区": "高新区",
    "高新技术产业园区": "高新区",
}
_ENDS = ("自治县", "自治旗", "新片区", "片区", "新区", "市", "县", "区", "旗", "镇", "乡")


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """What places a text names.

    Attributes:
        rest: the text without them, a blank for each.
        districts: counties and zones of the city, without the word for their level,
            in Latin letters.
        found: whether any was named.
    """

    rest: str
    districts: frozenset[str]
    found: bool


class PlaceWords:
    """Names of one city, of what lies in it, of its province and of the country.

    Attributes:
        counties: keys of the counties, see ``district_key``; zones overlap them and are none.
    """

    def __init__(self, names: Iterable[Name], codes: frozenset[str]):
        self._districts: dict[str, str] = {}
        words: set[str] = set()
        counties: set[str] = set()
        known = [name for name in names if name.adcode in codes and len(name.words) >= _SHORTEST]
        above = [name.words for name in known if name.tier == DIVISION and not _is_within(name)]
        cities = {*above, *map(district_key, above)}
        self._cities = cities
        spelled_counties = {
            self._within(district_key(name.words))
            for name in known
            if _is_within(name) and not name.words.isascii()
        }
        for name in known:
            forms = _forms(name) | _without_city(name.words, above)
            words.update(forms)
            spelled = self._within(district_key(name.words))
            # 阿勒泰 is the prefecture before it is the county of that name
            # Golmud is no pinyin: which county it is, its letters do not say
            is_told = spelled in spelled_counties and spelled not in cities
            if _is_within(name) and is_told and name.words not in cities:
                self._districts |= dict.fromkeys(forms, spelled)
                if len(spelled) >= _SHORTEST_SPELLED:
                    words.add(spelled)
                    self._districts[spelled] = spelled
                if name.tier in (COUNTY, BARE_COUNTY):
                    counties.add(spelled)
        self.counties = frozenset(counties)
        self._index = PhraseIndex(words)

    def read(self, text: str) -> PlacesRead:
        """Take the places out of a folded text."""
        pieces: list[str] = []
        districts = set()
        behind = 0
        for hit in self._index.find(text):
            pieces.append(text[behind : hit.start])
            behind = hit.end
            if hit.phrase in self._districts:
                districts.add(self._districts[hit.phrase])
        pieces.append(text[behind:])
        return PlacesRead(" ".join(pieces), frozenset(districts), behind > 0)

    def zones_in(self, name: str) -> tuple[str, ...]:
        """Zones that a name is opened with, listed or not: 徐圩新区 of 徐圩新区智算中心."""
        return tuple(match[0] for match in _ZONE.finditer(self.read(key(name)).rest))

    def districts_of(self, words: str) -> frozenset[str]:
        """Counties and zones that a cell for them names; words that are not listed stand too."""
        return frozenset(
            named for part in _LISTED.split(key(words)) for named in self._districts_in(part)
        )

    def _within(self, spelled: str) -> str:
        """The key of a county or zone without its city: 渤海新区 for 沧州渤海新区."""
        ends = (spelled.removeprefix(city) for city in self._cities if spelled.startswith(city))
        return min((end for end in ends if len(end) >= _SHORTEST_ZONE), key=len, default=spelled)

    def _districts_in(self, part: str) -> frozenset[str]:
        read = self.read(part)
        rest = self._within(district_key(read.rest))
        is_named = _LETTER.search(rest) and rest not in _LEVELS
        return read.districts | ({rest} if is_named else frozenset())


@dataclass(slots=True)
class Places:
    """Words for places by city."""

    by_code: Mapping[str, tuple[Name, ...]]
    _read: dict[tuple[str | None, str | None], PlaceWords] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Name]) -> "Places":
        """From the names of ``names_of``."""
        by_code: dict[str, list[Name]] = {}
        for name in names:
            by_code.setdefault(name.adcode, []).append(name)
        return cls({code: tuple(own) for code, own in by_code.items()})

    def around(self, province: str | None, city: str | None) -> PlaceWords:
        """The words for a city, for its province and for what lies in it."""
        where = (province, city)
        if where not in self._read:
            codes = frozenset(code for code in (city, province) if code is not None)
            names = [name for code in codes for name in self.by_code.get(code, ())]
            self._read[where] = PlaceWords(names, codes)
        return self._read[where]


def place_words(divisions: pl.DataFrame, aliases: pl.DataFrame, counties: pl.DataFrame) -> Places:
    """Words for places from ``ref.divisions``, ``ref.division_aliases`` and ``ref.counties``."""
    return Places.of(names_of(divisions, aliases, counties))


def _is_within(name: Name) -> bool:
    return name.kind in _WITHIN_CITY or name.tier in (COUNTY, BARE_COUNTY)


def _forms(name: Name) -> set[str]:
    """A name and its spellings: Gui'an, Gui-an and Guian; 天府 for 天府新区."""
    forms = {name.words.replace("'", mark) for mark in ("'", "-", "")}
    if name.kind == "new_area":
        forms.add(_without_level(name.words))
    # 恩施州 for 恩施土家族苗族自治州
    if name.kind == "short" and _HAN.fullmatch(name.words):
        forms.add(f"{name.words}州")
    return forms


def _without_city(words: str, cities: Iterable[str]) -> set[str]:
    """A new area as it is called in its city: 渤海新区 for 沧州渤海新区."""
    ends = (words.removeprefix(city) for city in cities if words.startswith(city))
    return {end for end in ends if end.endswith("新区") and len(end) >= _SHORTEST_NEW_AREA}


def _without_level(words: str) -> str:
    for end in _ENDS:
        if words.endswith(end) and len(words) - len(end) >= _SHORTEST:
            return words[: -len(end)]
    return words


@lru_cache(maxsize=65536)
def district_key(words: str) -> str:
    """A county or zone without the word for its level, in Latin letters."""
    plain = flat(key(words))
    for form, short in _ZONES.items():
        plain = plain.replace(form, short)
    return pinyin(_without_level(plain))
