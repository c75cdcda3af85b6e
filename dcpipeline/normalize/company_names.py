"""What the name of a company says: groups, words of its own, what it does and where it is.

Does not belong here: which company owns what (``extract``).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dcpipeline.normalize.lexicon import business_words, name_words
from dcpipeline.normalize.operators import operator_key, parse_operators
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.place_words import PlaceWords
from dcpipeline.normalize.site_names import HAN, PART, SHORTEST_OWN, read_name
from dcpipeline.normalize.text import key

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
SHORTEST_ABBREVIATION: Final = 2
SHORTEST_WITH_PLACE: Final = 4
LONGEST_PLACE: Final = 3


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
        return HAN.search(self.written) is None


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
    bare = _COMPANY_UNITS.sub("", operator_key(words)) if HAN.search(words) else words
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
        if PART.search(words[behind : hit.start]):
            return frozenset()
        behind = hit.end
        found.add(business_words()[hit.phrase])
    return frozenset() if PART.search(words[behind:]) else frozenset(found - {""})


def abbreviates(short: str, long: str) -> bool:
    """Whether a Chinese company name is short for another: 南沙数科 for 南沙数字科技.

    Its characters stand in the other in that order; two are enough where both begin alike (唐投 for
    唐山投资).
    """
    letters = _COMPANY_WORDS.sub("", short)
    if not HAN.fullmatch(letters) or len(letters) < SHORTEST_ABBREVIATION:
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
        and HAN.fullmatch(long) is not None
        and long.endswith(short)
    )


def share_a_stem(one: str, other: str) -> bool:
    """Whether two Chinese company names have a word in common: 马钢数智 and 宝武马钢集团."""
    left, right = (_GENERIC_COMPANY.sub(" ", words) for words in (one, other))
    pairs = {left[i : i + 2] for i in range(len(left) - 1)}
    return any(HAN.fullmatch(pair) and pair in right for pair in pairs)


def _groups_in(role: str) -> frozenset[str]:
    return frozenset(
        meaning for roles in name_words().values() for said, meaning in roles if said == role
    )


CARRIERS: Final = _groups_in("carriers")
SUPPLIERS: Final = _groups_in("suppliers")


@lru_cache(maxsize=1)
def _business_words() -> PhraseIndex:
    return PhraseIndex(business_words())
