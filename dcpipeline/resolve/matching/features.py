"""What two subjects have in common, and what not."""

from datetime import date
from itertools import product
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import Indel

from dcpipeline.normalize.company_names import (
    SUPPLIERS,
    Company,
    abbreviates,
    is_named_with_place,
    share_a_stem,
)
from dcpipeline.normalize.site_names import Name
from dcpipeline.resolve.matching.described import Described

Relation = Literal["same", "different", "unknown"]
KindRelation = Literal["same", "akin", "related", "different", "unknown"]
DistrictRelation = Literal["same", "different", "apart", "unknown"]
NameRelation = Literal[
    "same", "own_words", "within", "similar", "same_parts", "bare", "plain", "one_plain", "other"
]

CAPACITY_TOLERANCE: Final = 0.05
SIMILAR_NAME: Final = 0.75
SHORTEST_WITHIN: Final = 5
# Letters with which a word and its short form begin.
ENDS: Final = 4
# The order in which a project goes.
_STAGES: Final = {
    "announced": 0, "signed": 0, "approved": 1, "construction_start": 2, "phase_online": 3,
    "operational": 4, "expanded": 5,
}  # fmt: skip
# A data centre that is fitted with cards is called an AI centre.
_DATA: Final = frozenset({"data", "cloud"})
# What is called a computing centre can be any of these.
_COMPUTING: Final = _DATA | {"ai", "compute"}
_RELATED: Final = ((frozenset({"ai"}), _DATA), (_DATA, frozenset({"ai"})), (_DATA, _DATA))
# Kinds of centre that are another thing even where the words of their own are the same.
_EXCLUDING: Final = (
    (frozenset({"super"}), frozenset({"ai", "data", "cloud"})),
    (frozenset({"dispatch"}), frozenset({"ai", "data", "cloud", "compute"})),
    (frozenset({"park"}), frozenset({"ai", "data", "cloud", "compute", "super"})),
)


class Features(NamedTuple):
    """What a pair rests on.

    Attributes:
        code: whether they share a project code or document number.
        page: whether they rest on one page.
        name: how the names relate: ``same`` letter for letter, ``own_words`` the same, one
            ``within`` the other, ``similar``. Where neither has words of its own: ``same_parts``
            for one company or county, ``bare`` for place and kind alone, ``plain``; ``one_plain``
            where one has none. Else ``other``.
        name_similarity: of the words of their own, or of the whole names where one has none: one
            minus the share of letters to take out and put in (0-1).
        is_bilingual: whether one is named in Chinese only and the other in Latin letters only.
        is_bare: whether the shared name says no more than place and kind.
        place: ``same`` city, or ``unknown`` where one of the two names only the province.
        district: of counties and zones: ``different`` for two counties, ``apart`` for others that
            share none, as a zone can lie in any county.
        owner: of companies; ``different`` where both name some and share none.
        is_sole_owner: whether each names one company.
        names_company: whether a name names a company that is known by name.
        is_group: whether they share a group that is known by name and builds in many places.
        rivals: whether they are two carriers.
        kind: of the kinds of centre; ``akin`` for a computing centre beside another, ``related``
            for an AI centre beside a data or cloud centre.
        is_park: whether one of them is a park or base.
        is_park_apart: whether one is a park or base and the other is not: it may stand in the park
            of somebody else.
        marks: of numbers and letters that tell sites apart; ``same`` too where neither has any.
        is_scope_apart: whether one is a programme and the other is not.
        compute_ratio: smaller over larger figure of the closest two; null without two figures.
        phase: of phases.
        qualifier: of words in brackets behind the names.
        in_order: whether the events can be those of one project; null without two dated events.
        days_apart: days between the days on which they became known.
    """

    code: bool
    page: bool
    name: NameRelation
    name_similarity: float
    is_bilingual: bool
    is_bare: bool
    place: Relation
    district: DistrictRelation
    owner: Relation
    is_sole_owner: bool
    names_company: bool
    is_group: bool
    rivals: bool
    kind: KindRelation
    is_park: bool
    is_park_apart: bool
    marks: Relation
    is_scope_apart: bool
    compute_ratio: float | None
    phase: Relation
    qualifier: Relation
    in_order: bool | None
    days_apart: int


def compare(one: Described, other: Described) -> Features:
    """What two subjects have in common, and what not."""
    left, right = one.record, other.record
    wholes = one.wholes & other.wholes
    relation, similarity = _names(one, other, wholes)
    return Features(
        code=not one.codes.isdisjoint(other.codes),
        page=not one.pages.isdisjoint(other.pages),
        name=relation,
        name_similarity=similarity,
        is_bilingual=one.scripts.isdisjoint(other.scripts),
        is_bare=bool(wholes) and wholes <= one.bare | other.bare,
        place="same" if left.city and left.city == right.city else "unknown",
        district=_districts(one, other),
        owner=owners(one, other),
        is_sole_owner=one.has_sole_owner and other.has_sole_owner,
        names_company=bool(one.named or other.named),
        is_group=bool(one.groups & other.groups),
        rivals=bool(one.carriers and other.carriers and not one.carriers & other.carriers),
        kind=_kinds(one.kinds, other.kinds),
        is_park=_is_park(one) or _is_park(other),
        is_park_apart=_is_park(one) != _is_park(other),
        marks=_marks(one.marks, other.marks),
        is_scope_apart=(left.scope == "programme") != (right.scope == "programme"),
        compute_ratio=_compute_ratio(left.compute, right.compute),
        phase=_relation(one.phases, other.phases),
        qualifier=_relation(one.qualifiers, other.qualifiers),
        in_order=_in_order(left.events, right.events),
        days_apart=abs((left.known_on - right.known_on).days),
    )


def _is_park(side: Described) -> bool:
    return "park" in side.kinds or side.record.scope == "campus"


def _names(one: Described, other: Described, wholes: frozenset[str]) -> tuple[NameRelation, float]:
    if wholes:
        return "same", 1.0
    if one.cores & other.cores:
        return "own_words", 1.0
    if not one.cores or not other.cores:
        pairs = [(a.whole, b.whole) for a in one.names for b in other.names]
        similarity = max((Indel.normalized_similarity(*pair) for pair in pairs), default=0.0)
        return _plain(one, other), similarity
    pairs = [(a, b) for a in one.cores for b in other.cores]
    similarity = max(Indel.normalized_similarity(*pair) for pair in pairs)
    ordered = [sorted(pair, key=len) for pair in pairs]
    if any(_within(*pair) or _shortens(*pair) for pair in ordered):
        return "within", similarity
    return ("similar" if similarity >= SIMILAR_NAME else "other"), similarity


def _plain(one: Described, other: Described) -> NameRelation:
    shared = [
        a
        for a in one.plain
        for b in other.plain
        if _say_the_same(a, b) and a.districts <= other.districts and b.districts <= one.districts
    ]
    has_words = _names_more_than_owner(one) or _names_more_than_owner(other)
    # one site of a group can have a trade name beside a name of place and kind, another only that
    is_told = any(name.districts or (name.companies and not has_words) for name in shared)
    if is_told:
        return "same_parts"
    if has_words:
        return "one_plain"
    return "bare" if shared else "plain"


def _names_more_than_owner(side: Described) -> bool:
    """Whether a name has words of its own that are not those of its owner."""
    return any(not any(word.startswith(core) for word in side.company_words) for core in side.cores)


def _say_the_same(one: Name, other: Name) -> bool:
    """Whether two names without words of their own name the same companies and marks."""
    parts = (one.companies, one.marks)
    told_apart = (
        one.is_latin == other.is_latin
        and one.descriptors
        and other.descriptors
        and one.descriptors != other.descriptors
    )
    return parts == (other.companies, other.marks) and not told_apart


def _within(shorter: str, longer: str) -> bool:
    return len(shorter) >= SHORTEST_WITHIN and shorter in longer


def _shortens(shorter: str, longer: str) -> bool:
    """Whether a word is another with syllables left out: huangsanjiao, huanghesanjiaozhou."""
    rest = iter(longer)
    return (
        len(shorter) >= SHORTEST_WITHIN
        and shorter[:ENDS] == longer[:ENDS]
        and all(letter in rest for letter in shorter)
    )


def _districts(one: Described, other: Described) -> DistrictRelation:
    if not one.districts or not other.districts:
        return "unknown"
    if one.districts & other.districts:
        return "same"
    if one.counties and other.counties:
        return "different"
    if any(_within(*sorted((a, b), key=len)) for a in one.districts for b in other.districts):
        return "unknown"
    return "different" if one.named_districts and other.named_districts else "apart"


def owners(one: Described, other: Described) -> Relation:
    """Whether two subjects have an owner in common.

    Companies in different scripts, or without words of their own, can't be told apart.
    """
    if _names_another(one, other) or _names_another(other, one):
        return "different"
    shared = (one.groups & other.groups) - SUPPLIERS or one.named & other.named
    if shared or one.company_words & other.company_words:
        return "same"
    if _named_in(one.company_words, other.cores) or _named_in(other.company_words, one.cores):
        return "same"
    relations = {_company(a, b) for a in one.owners for b in other.owners}
    both_alone = one.has_sole_owner and other.has_sole_owner
    shares_supplier = not one.groups.isdisjoint(other.groups)
    if "same" in relations or (shares_supplier and both_alone):
        return "same"
    if shares_supplier:
        return "unknown"
    both = one.groups and other.groups and (one.has_sole_owner or other.has_sole_owner)
    return "different" if both or relations == {"different"} else "unknown"


def _names_another(one: Described, other: Described) -> bool:
    """Whether the name of one names a company that is none of the known ones of the other."""
    return bool(one.named and other.groups) and one.named.isdisjoint(other.groups)


def _company(one: Company, other: Company) -> Relation:
    if not (one.is_owner and other.is_owner):
        return "unknown"
    if one.written == other.written:
        return "same"
    if one.is_latin != other.is_latin:
        is_told = one.businesses and one.districts == other.districts
        return "same" if is_told and one.businesses == other.businesses else "unknown"
    if one.is_latin:
        return "different"
    forms = product({one.written, one.short}, {other.written, other.short})
    if any(abbreviates(a, b) or abbreviates(b, a) for a, b in forms if a and b):
        return "same"
    if is_named_with_place(*sorted((one.written, other.written), key=len)):
        return "same"
    return "unknown" if share_a_stem(one.short, other.short) else "different"


def _named_in(companies: frozenset[str], cores: frozenset[str]) -> bool:
    """Whether a name has a company of the other side among its words."""
    return any(len(c) >= SHORTEST_WITHIN and c in core for c in companies for core in cores)


def _kinds(one: frozenset[str], other: frozenset[str]) -> KindRelation:
    if not one or not other:
        return "unknown"
    if one & other:
        return "same"
    if any(one <= left and other <= right for left, right in _RELATED):
        return "related"
    if "compute" in (*one, *other) and one | other <= _COMPUTING:
        return "akin"
    for left, right in _EXCLUDING:
        if (one <= left and other <= right) or (other <= left and one <= right):
            return "different"
    return "unknown"


def _marks(one: frozenset[str], other: frozenset[str]) -> Relation:
    return "same" if one == other else _relation(one, other)


def _relation(one: frozenset[str], other: frozenset[str]) -> Relation:
    if not one or not other:
        return "unknown"
    return "same" if one & other else "different"


def _compute_ratio(one: tuple[float, ...], other: tuple[float, ...]) -> float | None:
    ratios = [min(a, b) / max(a, b) for a in one for b in other if a > 0 and b > 0]
    return max(ratios, default=None)


def _in_order(
    one: tuple[tuple[str, date | None], ...], other: tuple[tuple[str, date | None], ...]
) -> bool | None:
    dated = sorted(
        (day, _STAGES[event]) for event, day in (*one, *other) if day and event in _STAGES
    )
    if len(dated) < 2:
        return None
    stages = [stage for _, stage in dated]
    return stages == sorted(stages)


def same_power(f: Features) -> bool:
    """Whether two figures of computing power are within the tolerance."""
    return f.compute_ratio is not None and f.compute_ratio >= 1 - CAPACITY_TOLERANCE
