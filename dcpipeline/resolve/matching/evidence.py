"""Evidence that two subjects are one project, in ordered levels.

From the strongest. All but ``same_code`` ask for one city; where one tells only the province, for
that.

``same_code``
    One project code or number of an official document.
``same_name``
    One name, letter for letter but for phases, quantities, works and punctuation.
``same_bare_name``
    The same of a name that says only place and kind (庆阳智算中心), and owners that do not differ.
``same_own_words``
    The same words of their own, without place, company and kind, in characters or pinyin; one kind,
    and owners that do not differ, or one county.
``similar_own_words``
    Nearly the same words of their own, or those of one within the other or short for them;
    computing power the same, or the owner of a name in another script or of words that hold the
    other's.
``same_parts``
    No words of their own, but one company or county in the names, and one kind.
``same_place_and_kind``
    Names of place and kind alone; owner, county or computing power the same. Or one such name, and
    county and computing power the same.
``owner_in_place``
    One owner and one county; where a county is not told by both, names that do not differ in words.
    A group known by name can have several centres there: its names must not differ in words.
``same_owner_and_kind``
    Names without words of their own; each tells one owner, and it is the same.
``translated``
    A Chinese name and one in Latin letters that no letters bring together; kind and power the same.
``owner_capacity_time``
    One owner, computing power within five percent, events in the order in which projects go.
``alike``, ``similar_name``, ``unnamed_of_owner``, ``same_owner``
    Likeness that people decide on.

Against a join by any level but ``same_code`` speak two carriers, two counties, other marks (一号
and 二号), another phase or other words in brackets in another zone; unless the names are the same
letter for letter, also a programme beside a site. Where names say little, other owners anywhere in
the two groups do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dcpipeline.resolve.matching.features import Features, same_power

# Smaller over larger figure below which two are not taken for one site by owner and kind alone.
LEAST_RATIO: Final = 0.1
NEARLY_SAME: Final = 0.8
MOST_BACKING: Final = 4


@dataclass(frozen=True, slots=True)
class Level:
    """A level of evidence.

    Attributes:
        name: its name.
        worth: how much it speaks for one project before anything else is known, 0-1: an order in
            which people look.
        holds: whether a pair has it.
        words: what it says of a pair.
        joins: whether it joins by itself.
        by_owner: whether other owners anywhere in the two groups speak against a join.
        is_doubt: whether, where the pair does not join, it may still be one project.
    """

    name: str
    worth: float
    holds: Callable[[Features], bool]
    words: str
    joins: bool = True
    by_owner: bool = False
    is_doubt: bool = False


def _against(f: Features) -> bool:
    """Whether something speaks against one project, whatever the names say."""
    other_part = f.phase == "different" or f.qualifier == "different"
    elsewhere = f.district == "different" or (f.district == "apart" and other_part)
    return f.rivals or elsewhere or f.marks == "different"


def backing(f: Features) -> int:
    """Of owner, county, power and page, how many agree: what backs a level in one pair."""
    return (f.owner == "same") + (f.district == "same") + same_power(f) + f.page


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
    told_of_many = f.district == "same" and not (f.is_park or f.names_company)
    in_translation = f.is_bilingual and same_power(f)
    backed = _one_kind(f) and (f.owner != "different" or told_of_many or in_translation)
    return (
        f.name == "own_words"
        and (backed or (f.owner == "same" and f.kind in ("akin", "unknown")))
        and (f.is_group or not f.is_park_apart)
        and (f.marks == "same" or f.owner == "same")
        and not (f.is_scope_apart or _against(f))
    )


def _similar_own_words(f: Features) -> bool:
    nearly = f.name == "similar" and f.name_similarity >= NEARLY_SAME
    return (
        (nearly or (f.name == "within" and (same_power(f) or f.name_similarity >= NEARLY_SAME)))
        and f.owner != "different"
        and (same_power(f) or (f.owner == "same" and (f.is_bilingual or f.name == "within")))
        and f.place == f.marks == "same"
        and f.kind in ("same", "akin", "unknown")
        and f.district != "apart"
        and not (f.is_scope_apart or _against(f))
    )


def _same_parts(f: Features) -> bool:
    return (
        f.name == "same_parts"
        and (f.district != "apart" or f.owner == "same")
        and f.owner != "different"
        and f.place == f.marks == "same"
        and _one_kind(f)
        and _of_one_size(f)
        and not (f.is_scope_apart or _against(f))
    )


def _same_place_and_kind(f: Features) -> bool:
    backed = f.district == "same" or f.owner == "same" or same_power(f)
    in_county = f.district == "same" and same_power(f) and f.in_order is not False
    says_little = f.name == "bare" or (in_county and f.name in ("plain", "one_plain"))
    return (
        says_little
        and f.owner != "different"
        and f.place == f.marks == "same"
        and _one_kind(f)
        and backed
        and not (f.is_scope_apart or _against(f))
    )


def _owner_in_place(f: Features) -> bool:
    """A company has one centre in a county. A group known by name can have several there."""
    if f.is_group:
        told = ("plain", "bare", "same_parts")
        close = f.district == "same" and (
            f.name in told or (f.name == "one_plain" and _tells_one_size(f))
        )
    else:
        close = f.district == "same" or (
            f.district == "unknown" and f.name in ("within", "one_plain")
        )
    return (
        close
        and f.owner == f.place == f.marks == "same"
        and f.kind in ("same", "akin")
        and not (f.name == "own_words" and f.is_park_apart)
        and not (f.is_scope_apart or _against(f))
    )


def _tells_one_size(f: Features) -> bool:
    """Whether both tell a size, and not ones that differ tenfold."""
    return f.compute_ratio is not None and f.compute_ratio >= LEAST_RATIO


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


def _told_in_translation(f: Features) -> bool:
    """A name and its translation, which no letters bring together: one kind, city and power."""
    return (
        f.is_bilingual
        and f.name in ("one_plain", "plain", "other", "similar", "within")
        and f.owner != "different"
        and f.place == f.marks == "same"
        and (f.kind in ("same", "akin") or (f.kind == "related" and f.district == "same"))
        and f.district in ("same", "unknown")
        and same_power(f)
        and f.in_order is not False
        and not (f.is_scope_apart or _against(f))
    )


def _owner_capacity_time(f: Features) -> bool:
    return (
        f.owner == f.place == "same"
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
    Level("same_code", 1.0, lambda f: f.code, "one project code or document number"),
    Level("same_name", 0.95, _same_name, "one name in one place"),
    Level("same_bare_name", 0.9, _same_bare_name, "one name of place and kind", by_owner=True),
    Level("same_own_words", 0.9, _same_own_words, "names with the same words of their own"),
    Level("similar_own_words", 0.85, _similar_own_words, "names with nearly the same own words"),
    Level("same_parts", 0.9, _same_parts, "names that say the same company or county and kind",
          by_owner=True),
    Level("same_place_and_kind", 0.85, _same_place_and_kind, "a city's centres of one kind",
          by_owner=True),
    Level("owner_in_place", 0.85, _owner_in_place, "one owner's centres of one kind in one county"),
    Level("same_owner_and_kind", 0.8, _owner_and_kind, "one owner's centres of one kind",
          by_owner=True),
    Level("translated", 0.75, _told_in_translation, "a name and its translation", by_owner=True),
    Level("owner_capacity_time", 0.8, _owner_capacity_time, "owner, power and time agree"),
    Level("alike", 0.5, _alike, "names that say the same in part", joins=False, is_doubt=True),
    Level("similar_name", 0.4, _similar, "similar names", joins=False, is_doubt=True),
    Level("unnamed_of_owner", 0.3, _unnamed_of_owner, "one owner, names that tell little",
          joins=False, is_doubt=True),
    Level("same_owner", 0.2, _same_owner, "one owner in one city", joins=False),
)  # fmt: skip
# Of a pair that only people brought together.
JUDGED: Final = Level(
    "judged", 0.0, lambda _: True, "judged by people, nothing else alike", joins=False
)


def level_of(features: Features) -> Level | None:
    """The strongest level that a pair has; None where nothing is alike."""
    return next((level for level in LEVELS if level.holds(features)), None)
