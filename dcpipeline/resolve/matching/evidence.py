"""Evidence that two subjects are one project: what is compared, and ordered levels.

Levels from the strongest. Those in ``JOINING`` join by themselves, the others are for people.

``same_code``
    One project code or number of an official document.
``same_name``
    One name in one city, letter for letter but for phases, quantities and punctuation; a name that
    says only place and kind (庆阳智算中心) needs owners that do not differ.
``same_own_words``
    The words of their own (without place, company and kind) are the same, in characters or pinyin,
    in one city, and the kinds do not exclude each other.
``same_owner_and_kind``
    Names that say only place, company and kind: one company, one kind, one city.
``owner_capacity_time``
    One company, one city, computing power within five percent, events in the order in which
    projects go, and at least one name without words of its own.
``alike``, ``similar_name``, ``unnamed_of_owner``, ``same_owner``
    Likeness that people decide on.

Against a join by any level but ``same_code`` speak: two carriers, two counties, other marks (一号
and 二号), kinds that exclude each other, a programme or contract beside a site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final, Literal

from rapidfuzz.distance import Indel

from dcpipeline.resolve.matching.described import Described
from dcpipeline.resolve.matching.names import SUPPLIERS, Company, Name, abbreviates, share_a_stem

Relation = Literal["same", "different", "unknown"]
KindRelation = Literal["same", "akin", "related", "different", "unknown"]
DistrictRelation = Literal["same", "different", "apart", "unknown"]
NameRelation = Literal[
    "same", "own_words", "within", "similar", "same_parts", "bare", "plain", "one_plain", "other"
]

CAPACITY_TOLERANCE: Final = 0.05
LEAST_RATIO: Final = 0.1
NEARLY_SAME: Final = 0.8
SIMILAR_NAME: Final = 0.75
SHORTEST_WITHIN: Final = 5
# The order in which a project goes.
_STAGES: Final = {
    "announced": 0, "signed": 0, "approved": 1, "construction_start": 2, "phase_online": 3,
    "operational": 4, "expanded": 5,
}  # fmt: skip
# A data centre that is fitted with cards is called an AI centre.
_DATA: Final = frozenset({"data", "cloud"})
# What is called a computing centre can be any of these.
_COMPUTING: Final = _DATA | {"ai", "compute"}
_RELATED: Final = ((frozenset({"ai"}), _DATA), (_DATA, frozenset({"ai"})))
# Kinds of centre that are another thing even where the words of their own are the same.
_EXCLUDING: Final = (
    (frozenset({"super"}), frozenset({"ai", "data", "cloud"})),
    (frozenset({"dispatch"}), frozenset({"ai", "data", "cloud", "compute"})),
    (frozenset({"park"}), frozenset({"ai", "data", "cloud", "compute", "super"})),
)


@dataclass(frozen=True, slots=True)
class Features:
    """What a pair rests on.

    Attributes:
        code: whether they share a project code or document number.
        name: how the names relate: ``same`` letter for letter, ``own_words`` the same, one
            ``within`` the other, ``similar``, ``plain`` where neither has words of its own,
            ``one_plain`` where one has none, ``other``.
        name_similarity: of the words of their own, or of the whole names where one has none: one
            minus the share of letters to take out and put in (0-1).
        is_bilingual: whether one is named in Chinese only and the other in Latin letters only.
        is_bare: whether the shared name says no more than place and kind.
        place: ``same`` city, or ``unknown`` where one of the two names only the province.
        district: of counties and zones: ``different`` for two counties, ``apart`` for others that
            share none, as a zone can lie in any county.
        owner: of companies; ``different`` where both name some and share none.
        is_sole_owner: whether each names one company.
        is_group: whether they share a group that is known by name and builds in many places.
        rivals: whether they are two carriers.
        kind: of the kinds of centre; ``akin`` for a computing
            centre beside another, ``related`` for an AI centre beside a data
            or cloud centre.
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
    name: NameRelation
    name_similarity: float
    is_bilingual: bool
    is_bare: bool
    place: Relation
    district: DistrictRelation
    owner: Relation
    is_sole_owner: bool
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
        bool(set(left.codes) & set(right.codes)),
        relation,
        similarity,
        _scripts(one).isdisjoint(_scripts(other)),
        bool(wholes) and wholes <= one.bare | other.bare,
        "same" if left.city and left.city == right.city else "unknown",
        _districts(one, other),
        owners(one, other),
        all(_has_sole_owner(side) for side in (one, other)),
        bool(one.groups & other.groups),
        bool(one.carriers and other.carriers and not one.carriers & other.carriers),
        _kinds(one.kinds, other.kinds),
        "park" in one.kinds | other.kinds,
        ("park" in one.kinds) != ("park" in other.kinds),
        _marks(one.marks, other.marks),
        (left.scope == "programme") != (right.scope == "programme"),
        _compute_ratio(left.compute, right.compute),
        _relation(frozenset(left.phases), frozenset(right.phases)),
        _relation(one.qualifiers, other.qualifiers),
        _in_order(left.events, right.events),
        abs((left.known_on - right.known_on).days),
    )


def _scripts(side: Described) -> set[bool]:
    return {name.is_latin for name in side.names}


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
    if any(_within(*sorted(pair, key=len)) for pair in pairs):
        return "within", similarity
    return ("similar" if similarity >= SIMILAR_NAME else "other"), similarity


def _plain(one: Described, other: Described) -> NameRelation:
    shared = [
        a
        for a in one.plain
        for b in other.plain
        if _say_the_same(a, b) and a.districts <= other.districts and b.districts <= one.districts
    ]
    if any(name.companies or name.districts for name in shared):
        return "same_parts"
    if _names_more_than_owner(one) or _names_more_than_owner(other):
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


def _districts(one: Described, other: Described) -> DistrictRelation:
    if not one.districts or not other.districts:
        return "unknown"
    if one.districts & other.districts:
        return "same"
    named = one.named_districts and other.named_districts
    return "different" if named or (one.counties and other.counties) else "apart"


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
    if "same" in relations:
        return "same"
    both = one.groups and other.groups and (_has_sole_owner(one) or _has_sole_owner(other))
    return "different" if both or relations == {"different"} else "unknown"


def _names_another(one: Described, other: Described) -> bool:
    """Whether the name of one names a company that is none of the known ones of the other."""
    return bool(one.named and other.groups) and one.named.isdisjoint(other.groups)


def _company(one: Company, other: Company) -> Relation:
    if one.written == other.written:
        return "same"
    if one.is_latin != other.is_latin or not (one.is_owner and other.is_owner):
        return "unknown"
    if one.is_latin:
        return "different"
    forms = product({one.written, one.short}, {other.written, other.short})
    if any(abbreviates(a, b) or abbreviates(b, a) for a, b in forms if a and b):
        return "same"
    return "unknown" if share_a_stem(one.short, other.short) else "different"


def _has_sole_owner(side: Described) -> bool:
    others = [owner for owner in side.owners if not owner.groups]
    return len(side.groups) + len(others) == 1


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


@dataclass(frozen=True, slots=True)
class Level:
    """A level of evidence.

    Attributes:
        name: its name.
        joins: whether it joins by itself.
        holds: whether a pair has it.
        is_doubt: whether, where the pair does not join, it may still be one project.
        by_owner: whether other owners anywhere in the two groups speak against a join.
        words: what it says of a pair.
    """

    name: str
    joins: bool
    holds: Callable[[Features], bool]
    words: str
    by_owner: bool = False
    is_doubt: bool = False


def _against(f: Features) -> bool:
    """Whether something speaks against one project, whatever the names say."""
    other_part = f.phase == "different" or f.qualifier == "different"
    elsewhere = f.district == "different" or (f.district == "apart" and other_part)
    return f.rivals or elsewhere or f.marks == "different"


def same_power(f: Features) -> bool:
    """Whether two figures of computing power are within the tolerance."""
    return f.compute_ratio is not None and f.compute_ratio >= 1 - CAPACITY_TOLERANCE


def _one_kind(f: Features) -> bool:
    """One kind, or two words for one kind where more than the words agree.

    A computing centre can be called an AI centre where owner or power agree, a data centre where
    owner and county do.
    """
    backed = f.owner == "same" or same_power(f)
    return (
        f.kind == "same"
        or (f.kind == "akin" and backed)
        or (f.kind == "related" and f.owner == f.district == "same")
    )


def _of_one_size(f: Features) -> bool:
    """Whether figures allow for one site, where nothing but owner and kind is named."""
    return f.district == "same" or f.compute_ratio is None or f.compute_ratio >= LEAST_RATIO


def _same_name(f: Features) -> bool:
    return f.name == "same" and not (f.is_bare or _against(f))


def _same_bare_name(f: Features) -> bool:
    return f.name == "same" and f.owner != "different" and not _against(f)


def _same_own_words(f: Features) -> bool:
    backed = _one_kind(f) and (f.owner != "different" or (f.district == "same" and not f.is_park))
    return (
        f.name == "own_words"
        and (backed or (f.owner == "same" and f.kind in ("akin", "unknown")))
        and (f.is_group or not f.is_park_apart)
        and (f.marks == "same" or f.owner == "same")
        and not (f.is_scope_apart or _against(f))
    )


def _similar_own_words(f: Features) -> bool:
    return (
        f.name == "similar"
        and f.name_similarity >= NEARLY_SAME
        and f.owner != "different"
        and ((f.is_bilingual and f.owner == "same") or same_power(f))
        and f.place == f.marks == "same"
        and f.kind in ("same", "akin", "unknown")
        and f.district != "apart"
        and not (f.is_scope_apart or _against(f))
    )


def _same_parts(f: Features) -> bool:
    return (
        f.name == "same_parts"
        and f.district != "apart"
        and f.owner != "different"
        and f.place == f.marks == "same"
        and _one_kind(f)
        and _of_one_size(f)
        and not (f.is_scope_apart or _against(f))
    )


def _same_place_and_kind(f: Features) -> bool:
    backed = f.district == "same" or f.owner == "same" or same_power(f)
    return (
        f.name == "bare"
        and f.owner != "different"
        and f.place == f.marks == "same"
        and _one_kind(f)
        and backed
        and not (f.is_scope_apart or _against(f))
    )


def _words_within(f: Features) -> bool:
    return (
        f.name in ("within", "plain", "one_plain", "bare", "same_parts")
        and f.owner == f.district == f.marks == "same"
        and f.kind in ("same", "akin")
        and not (f.is_group and f.name in ("within", "one_plain"))
        and not (f.is_scope_apart or _against(f))
    )


def _owner_and_kind(f: Features) -> bool:
    return (
        f.name in ("plain", "bare", "same_parts")
        and f.owner == f.place == f.marks == "same"
        and _one_kind(f)
        and f.is_sole_owner
        and f.district != "apart"
        and _of_one_size(f)
        and not (f.is_scope_apart or _against(f))
    )


def _owner_capacity_time(f: Features) -> bool:
    return (
        f.owner == f.place == "same"
        and f.name in ("plain", "one_plain", "bare", "same_parts", "within", "similar")
        and f.kind != "different"
        and same_power(f)
        and f.in_order is not False
        and not (f.is_scope_apart or _against(f))
    )


def _alike(f: Features) -> bool:
    return f.name == "same" or (f.name in ("own_words", "within") and not _against(f))


def _similar(f: Features) -> bool:
    return f.name == "similar" and not _against(f)


def _unnamed_of_owner(f: Features) -> bool:
    return _same_owner(f) and f.name in ("plain", "one_plain", "bare", "same_parts")


def _same_owner(f: Features) -> bool:
    return f.owner == "same" and f.kind != "different" and not _against(f)


LEVELS: Final = (
    Level("same_code", True, lambda f: f.code, "one project code or document number"),
    Level("same_name", True, _same_name, "one name in one place"),
    Level("same_bare_name", True, _same_bare_name, "one name of place and kind", by_owner=True),
    Level("same_own_words", True, _same_own_words, "names with the same words of their own"),
    Level("similar_own_words", True, _similar_own_words, "names with nearly the same own words"),
    Level(
        "same_parts",
        True,
        _same_parts,
        "names that say the same company or county and kind",
        by_owner=True,
    ),
    Level(
        "same_place_and_kind",
        True,
        _same_place_and_kind,
        "a city's centres of one kind",
        by_owner=True,
    ),
    Level("words_within", True, _words_within, "one owner, one county, and names of one kind"),
    Level(
        "same_owner_and_kind",
        True,
        _owner_and_kind,
        "one owner's centres of one kind",
        by_owner=True,
    ),
    Level("owner_capacity_time", True, _owner_capacity_time, "owner, power and time agree"),
    Level("alike", False, _alike, "names that say the same in part", is_doubt=True),
    Level("similar_name", False, _similar, "similar names", is_doubt=True),
    Level(
        "unnamed_of_owner",
        False,
        _unnamed_of_owner,
        "one owner, names that tell little",
        is_doubt=True,
    ),
    Level("same_owner", False, _same_owner, "one owner in one city"),
)

# Of a pair that only people brought together.
JUDGED: Final = Level("judged", False, lambda _: True, "judged by people, nothing else alike")


def level_of(features: Features) -> Level | None:
    """The strongest level that a pair has; None where nothing is alike."""
    return next((level for level in LEVELS if level.holds(features)), None)
