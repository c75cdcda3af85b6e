"""What a name says: places, company, kind of thing, and the words of its own.

Names in Chinese characters and in Latin letters meet in pinyin: 云针智算中心 and "Yunzhen AI
computing center" have the same word of their own, ``yunzhen``.

Does not belong here: whether two names are of one project (``resolve``, ``extract.told``).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import name_words
from dcpipeline.normalize.numbers import han_number
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.place_words import PlaceWords
from dcpipeline.normalize.spelling import pinyin
from dcpipeline.normalize.text import key

_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_BRACKETS: Final = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_QUOTES: Final = str.maketrans(dict.fromkeys('"“”「」『』《》', ""))
_SEPARATORS: Final = re.compile(r"\s[-/|]\s|[/|;]|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])|暨|--+")
_PHASE: Final = re.compile(
    r"第?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[.]\d{1,2})?期|首期|启动区|"
    r"\b(?:phase|stage|tranche)s?[ -]?"
    r"(?:\d{1,2}(?:[-/]\d{1,2})?|one|two|three|four|five|[iv]{1,3})\b|"
    r"\b(?:first|second|third|fourth|\d(?:st|nd|rd|th)) phase\b"
)
_BUILDING: Final = re.compile(
    r"(?:\b(?:halls?|buildings?) )?(?<![a-z])[a-z]\d{1,3}"
    r"(?:(?:[-、,/]| and )[a-z]?\d{1,3})*(?![a-z\d])"
    r"(?:号?(?:机房楼|机房|机楼|楼栋|楼))?|\d{1,3}号(?:楼|机房|机楼)|\b(?:hall|building) \d{1,3}\b"
)
_QUANTITY: Final = re.compile(
    r"\d[\d,.]*\s?(?:万|千|百)?\s?(?:pflops|eflops|p|e|mw|gw|兆瓦|卡|张|台|架)(?![a-z])|"
    r"\d[\d,]*k?-cards?\b"
)
# A division of the Xinjiang corps is named with its city: 第一师阿拉尔市.
_CORPS_DIVISION: Final = re.compile(r"第?[一二三四五六七八九十]{1,2}师(?![范大])")
# 庆阳市 is 庆阳.
_CITY_LEVEL: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})市")
# What is done to a thing is no part of its name.
_WORKS: Final = re.compile(r"(?:改?扩建|扩容|增容|升级|改造|升级改造)?(?:建设)?(?:项目|工程)?\s*$")
_ELISION: Final = re.compile(r"\b[dl]'(?=[a-z])")
_POSSESSIVE: Final = re.compile(r"(?<=[a-z])['’]s?(?![a-z])")
_APOSTROPHE: Final = re.compile(r"(?<=[a-z])'(?=[a-z])")
HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
PART: Final = re.compile(r"[\u4e00-\u9fff]+|[a-z]+|\d+|[ⅰ-ⅻ]")
# Numbers and letters that tell several of one name apart.
_MARK: Final = re.compile(
    r"第(?P<nth>[一二三四五六七八九]|\d)|(?P<han>[一二三四五六七八九])号|(?P<no>\d{1,2})(?:号|#)|"
    r"\bno[. ]{1,2}(?P<english>\d{1,2})\b|"
    r"(?<![a-z])(?P<roman>i{1,3}|iv|vi{0,3})(?![a-z])|"
    r"(?<![a-z\d])(?P<letter>[a-h])(?=区|座|楼|栋)|"
    r"\b(?:zone|block|building|hall) (?P<zone>[a-h])\b|"
    r"(?P<side>[东西南北])园?区|(?<=[a-z])-(?P<suffix>\d)(?!\d)|\b(?P<ordinal>first|second|third) |"
    r"\b(?P<direction>east|west|south|north) (?:zone|area|campus|park)\b"
)
_SIDES: Final = {"东": "east", "西": "west", "南": "south", "北": "north"}
_ORDINALS: Final = {"first": "1", "second": "2", "third": "3"}
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7"}
SHORTEST_OWN: Final = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One name, taken apart.

    Attributes:
        whole: letters and digits of the name without phases, quantities, works and the word for a
            city, folded.
        own: the words of its own in pinyin or Latin letters, in the order of the name.
        kinds: kinds of thing that it names.
        companies: groups that it names.
        districts: counties and zones of its city that it names.
        marks: numbers and letters that tell several of one name apart: 2 of 二号, b of B区.
        has_place: whether it names a place.
        descriptors: words that say of what sort the thing is (绿色, liquid-cooled), or in which
            part of the country (长三角).
        is_latin: whether it is written in Latin letters.
    """

    whole: str
    own: tuple[str, ...]
    kinds: frozenset[str]
    companies: frozenset[str]
    districts: frozenset[str]
    marks: frozenset[str]
    has_place: bool
    descriptors: frozenset[str]
    is_latin: bool

    @property
    def is_bare(self) -> bool:
        """Whether it says no more than place and kind (庆阳智算中心)."""
        return not (self.own or self.companies or self.districts or self.marks or self.descriptors)

    @property
    def core(self) -> str:
        """The words of its own as one; empty for a name that says only place and kind."""
        return "".join(self.own)


def variants(text: str) -> tuple[str, ...]:
    """The names that a name cell gives: the whole, what stands before and in brackets, and parts.

    A slash, a dash between words and 暨 join two names of one thing.
    """
    folded = key(text).translate(_QUOTES)
    inside = [match[1] for match in _BRACKETS.finditer(folded)]
    outside = _BRACKETS.sub(" ", folded)
    parts = _SEPARATORS.split(outside)
    found = [_BRACKETS.sub(r" \1 ", folded), outside, *inside, *(parts if len(parts) > 1 else [])]
    stripped = (" ".join(name.split()) for name in found)
    return tuple(dict.fromkeys(name for name in stripped if _NOT_LETTERS.sub("", name)))


def qualifiers(text: str) -> frozenset[str]:
    """Words in brackets behind a name, without phases: 光谷 of 澜廷智算中心（光谷）."""
    inside = (_PHASE.sub("", match[1]) for match in _BRACKETS.finditer(key(text)))
    return frozenset("".join(_spelled(words)) for words in inside) - {""}


@lru_cache(maxsize=32768)
def read_name(text: str, places: PlaceWords, districts: frozenset[str] = frozenset()) -> Name:
    """One name, folded, taken apart.

    Args:
        text: one of ``variants``.
        places: words for places in and around the city that it stands in.
        districts: counties and zones that the record names beside it; see ``districts_of``.
    """
    stripped = _APOSTROPHE.sub("", _POSSESSIVE.sub("", _ELISION.sub(" ", text)))
    for part_label in (_PHASE, _QUANTITY, _BUILDING, _CORPS_DIVISION):
        stripped = part_label.sub(" ", stripped)
    found = places.read(stripped)
    kinds: set[str] = set()
    companies: set[str] = set()
    own: list[str] = []
    descriptors: set[str] = set()
    rest = found.rest
    behind = 0
    marks = frozenset(_mark(match) for match in _MARK.finditer(rest))
    rest = _MARK.sub(" ", rest)
    for hit in _words().find(rest):
        own += _spelled(rest[behind : hit.start])
        behind = hit.end
        for role, meaning in name_words()[hit.phrase]:
            match role:
                case "companies" | "carriers" | "suppliers":
                    companies.add(meaning)
                case "kinds":
                    kinds.add(meaning)
                case "descriptors" | "regions":
                    descriptors.add(hit.phrase)
                case "translations":
                    own += _spelled(meaning)
    own += _spelled(rest[behind:])
    words = tuple(word for word in own if word not in districts)
    named = found.districts | (districts & set(own))
    return Name(
        _NOT_LETTERS.sub("", _CITY_LEVEL.sub("", _WORKS.sub("", stripped))),
        words,
        frozenset(kinds),
        frozenset(companies),
        named,
        marks,
        found.found or bool(named),
        frozenset(descriptors),
        HAN.search(text) is None,
    )


def _mark(match: re.Match[str]) -> str:
    found = next(words for words in match.groups() if words is not None)
    number = han_number(found)
    if number is not None and not found.isdigit():
        return str(int(number))
    return _SIDES.get(found) or _ORDINALS.get(found) or _ROMAN.get(found) or found


@lru_cache(maxsize=1)
def _words() -> PhraseIndex:
    return PhraseIndex(name_words())


@lru_cache(maxsize=65536)
def _spelled(text: str) -> tuple[str, ...]:
    """Words in Latin letters: a run of Chinese characters is one word, in pinyin."""
    return tuple(pinyin(part) if HAN.match(part) else part for part in PART.findall(text))
