"""What a name says: places, company, kind of thing, and the words of its own.

Names in Chinese characters and in Latin letters meet in pinyin: 云针智算中心 and "Yunzhen AI
computing center" have the same word of their own, ``yunzhen``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import business_words, name_words
from dcpipeline.normalize.numbers import han_number
from dcpipeline.normalize.operators import operator_key, parse_operators
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.text import key
from dcpipeline.resolve.matching.places import PlaceWords
from dcpipeline.resolve.matching.spelling import pinyin

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
_APOSTROPHE: Final = re.compile(r"(?<=[a-z])'(?=[a-z])")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_PART: Final = re.compile(r"[\u4e00-\u9fff]+|[a-z]+|\d+|[ⅰ-ⅻ]")
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
_COMPANY_UNITS: Final = re.compile(r"(?:分公司|子公司|公司)$")
_GENERIC_COMPANY: Final = re.compile(
    r"集团|股份|控股|投资|城投|产投|国投|城建|发展|建设|科技|技术|信息|数字|数科|数智|数据|智能|智算|算力|计算|"
    r"云计算|网络|通信|产业|工业|能源|电力|国有|资产|资本|经营|运营|管理|服务|有限|公司|新区|高新|开发|经济|"
    r"城市|大数"
)
_COMPANY_WORDS: Final = re.compile(r"集团|股份|控股")
# A government, or the centre itself.
_NO_OWNER: Final = re.compile(r"(?:政府|管委会|管理委员会|中心)$|\bgovernment\b")
_DIVISION: Final = re.compile(r"[省市区县旗]$")
SHORTEST_OWN: Final = 3
SHORTEST_ABBREVIATION: Final = 2
SHORTEST_WITH_PLACE: Final = 4
LONGEST_PLACE: Final = 3


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
    stripped = _APOSTROPHE.sub("", _ELISION.sub(" ", text))
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
        _HAN.search(text) is None,
    )


@dataclass(frozen=True, slots=True)
class Company:
    """One company of a cell.

    Attributes:
        groups: groups that are known by name.
        own: words of its own in pinyin or Latin letters; empty for one such as a city's investment
            company.
        written: its name without legal form, folded.
        short: the same without the names of its city and province.
        businesses: what it does, of a name that says no more than that and a place.
        districts: counties and zones that it names.
    """

    groups: frozenset[str]
    own: frozenset[str]
    written: str
    short: str
    businesses: frozenset[str]
    districts: frozenset[str]

    @property
    def is_owner(self) -> bool:
        """Whether the name can be an owner's: no supplier's, no government's, no centre's."""
        is_place = not (self.own or self.groups) and _DIVISION.search(self.written)
        is_supplier = self.groups and self.groups <= SUPPLIERS
        return not (is_place or is_supplier or _NO_OWNER.search(self.written))

    @property
    def is_latin(self) -> bool:
        """Whether the name is written in Latin letters."""
        return _HAN.search(self.written) is None


@lru_cache(maxsize=16384)
def companies_of(cell: str, places: PlaceWords) -> tuple[Company, ...]:
    """The companies of an operator cell. A second name in brackets is a company of its own."""
    return tuple(
        _company(key(words), places)
        for operator in parse_operators(cell)
        for words in (operator.name, operator.alias)
        if words
    )


def _company(words: str, places: PlaceWords) -> Company:
    bare = _COMPANY_UNITS.sub("", operator_key(words)) if _HAN.search(words) else words
    read = read_name(bare, places)
    own = {word for word in read.own if len(word) >= SHORTEST_OWN}
    where = places.read(bare)
    return Company(
        read.companies,
        frozenset() if read.companies else frozenset(own),
        bare,
        "".join(where.rest.split()),
        _businesses(where.rest),
        where.districts,
    )


def _businesses(words: str) -> frozenset[str]:
    """What a company does; nothing where a word tells more."""
    found = set()
    behind = 0
    for hit in _business_words().find(words):
        if _PART.search(words[behind : hit.start]):
            return frozenset()
        behind = hit.end
        found.add(business_words()[hit.phrase])
    return frozenset() if _PART.search(words[behind:]) else frozenset(found - {""})


def abbreviates(short: str, long: str) -> bool:
    """Whether a Chinese company name is short for another: 南沙数科 for 南沙数字科技.

    Its characters stand in the other in that order; two are enough where both begin alike (唐投 for
    唐山投资).
    """
    letters = _COMPANY_WORDS.sub("", short)
    if not _HAN.fullmatch(letters) or len(letters) < SHORTEST_ABBREVIATION:
        return False
    rest = iter(long)
    return (len(letters) > SHORTEST_ABBREVIATION or letters[0] == long[0]) and all(
        letter in rest for letter in letters
    )


def is_named_with_place(short: str, long: str) -> bool:
    """Whether one Chinese company name is the other behind a place: 中山翠亨集团, 翠亨集团."""
    before = len(long) - len(short)
    return (
        len(short) >= SHORTEST_WITH_PLACE
        and 0 < before <= LONGEST_PLACE
        and _HAN.fullmatch(long) is not None
        and long.endswith(short)
    )


def share_a_stem(one: str, other: str) -> bool:
    """Whether two Chinese company names have a word in common: 马钢数智 and 宝武马钢集团."""
    left, right = (_GENERIC_COMPANY.sub(" ", words) for words in (one, other))
    pairs = {left[i : i + 2] for i in range(len(left) - 1)}
    return any(_HAN.fullmatch(pair) and pair in right for pair in pairs)


def _mark(match: re.Match[str]) -> str:
    found = next(words for words in match.groups() if words is not None)
    number = han_number(found)
    if number is not None and not found.isdigit():
        return str(int(number))
    return _SIDES.get(found) or _ORDINALS.get(found) or _ROMAN.get(found) or found


def _groups_in(role: str) -> frozenset[str]:
    return frozenset(
        meaning for roles in name_words().values() for said, meaning in roles if said == role
    )


CARRIERS: Final = _groups_in("carriers")
SUPPLIERS: Final = _groups_in("suppliers")


@lru_cache(maxsize=1)
def _words() -> PhraseIndex:
    return PhraseIndex(name_words())


@lru_cache(maxsize=1)
def _business_words() -> PhraseIndex:
    return PhraseIndex(business_words())


@lru_cache(maxsize=65536)
def _spelled(text: str) -> tuple[str, ...]:
    """Words in Latin letters: a run of Chinese characters is one word, in pinyin."""
    return tuple(pinyin(part) if _HAN.match(part) else part for part in _PART.findall(text))
