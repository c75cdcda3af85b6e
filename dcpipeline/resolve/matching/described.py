"""A record, read once: what its names, operators and places say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dcpipeline.normalize.company_names import CARRIERS, Company, companies_of
from dcpipeline.normalize.place_words import Places, PlaceWords
from dcpipeline.normalize.site_names import SHORTEST_OWN, Name, qualifiers, read_name, variants
from dcpipeline.resolve.matching.records import Record


@dataclass(frozen=True, slots=True)
class Described:
    """What a record can be recognised by.

    Attributes:
        record: the record.
        names: its names, taken apart; those that say nothing are left out.
        wholes: whole names that say at least a place and a kind.
        bare: those that say no more.
        cores: words of their own as one, at least three letters.
        plain: the names without words of their own.
        named: known companies that the names name.
        groups: known companies of names and operators.
        owners: the companies of the operators.
        company_words: words of their names.
        carriers: carriers among the groups of the names, of the operators where no name has one.
        districts: counties and zones of names and of the record.
        counties: those of the districts that are counties.
        named_districts: those of them that the names name.
        qualifiers: words in brackets behind the names.
        kinds: kinds of thing that the names say.
        marks: numbers and letters that tell several of one name apart.
        scripts: whether names are in Latin letters, of every one.
        codes: project codes and numbers of official documents.
        pages: addresses on which the record rests.
        phases: labels of phases.
        has_sole_owner: whether it names one company.
    """

    record: Record
    names: tuple[Name, ...]
    wholes: frozenset[str]
    bare: frozenset[str]
    cores: frozenset[str]
    plain: tuple[Name, ...]
    named: frozenset[str]
    groups: frozenset[str]
    owners: tuple[Company, ...]
    company_words: frozenset[str]
    carriers: frozenset[str]
    districts: frozenset[str]
    counties: frozenset[str]
    named_districts: frozenset[str]
    qualifiers: frozenset[str]
    kinds: frozenset[str]
    marks: frozenset[str]
    scripts: frozenset[bool]
    codes: frozenset[str]
    pages: frozenset[str]
    phases: frozenset[str]
    has_sole_owner: bool


def describe(record: Record, places: Places) -> Described:
    """Read the names, operators and districts of a record."""
    around = places.around(record.province, record.city)
    stated = _union(
        around.districts_of(words)
        for words in (
            *record.districts,
            *(z for name in record.names for z in around.zones_in(name)),
        )
    )
    names = tuple(name for text in record.names for name in _names(text, around, stated))
    districts = stated | _union(name.districts for name in names)
    named = _union(name.companies for name in names)
    owners = tuple(found for cell in record.operators for found in companies_of(cell, around))
    owning = _union(company.groups for company in owners)
    groups = named | owning
    return Described(
        record,
        names,
        frozenset(name.whole for name in names if _says_more_than_kind(name)),
        frozenset(name.whole for name in names if name.is_bare),
        frozenset(name.core for name in names if len(name.core) >= SHORTEST_OWN),
        tuple(name for name in names if not name.own),
        named,
        groups,
        owners,
        _union(company.own for company in owners),
        (named & CARRIERS) or (owning & CARRIERS),
        districts,
        districts & around.counties,
        _union(name.districts for name in names),
        _union(qualifiers(text) for text in record.names),
        _union(name.kinds for name in names),
        _union(name.marks for name in names),
        frozenset(name.is_latin for name in names),
        frozenset(record.codes),
        frozenset(record.pages),
        frozenset(record.phases),
        len(groups) + sum(not company.groups for company in owners) == 1,
    )


def _names(text: str, around: PlaceWords, stated: frozenset[str]) -> Iterator[Name]:
    """The name of a cell, and other names in it that name a kind of thing."""
    for number, words in enumerate(variants(text)):
        name = read_name(words, around, stated)
        if name.kinds or (number == 0 and (name.own or name.companies)):
            yield name


def _says_more_than_kind(name: Name) -> bool:
    return bool(name.own or name.companies or name.districts or name.has_place)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
