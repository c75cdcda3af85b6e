"""The names by which a gazetteer knows a place, and how far each can be trusted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import polars as pl

from dcpipeline.normalize.lexicon import listed
from dcpipeline.normalize.text import key

# Tiers: a name of a division or an alias; the full name of a county; a county without 县, 区, 市.
DIVISION, COUNTY, BARE_COUNTY = 0, 1, 2

_SEPARATORS: Final = re.compile(r"[\s'\-.,·]+")
_SUFFIX: Final = re.compile(r"(?:自治县|自治旗|林区|特区|市|县|区|旗)$")
_SHORTEST_BARE: Final = 2


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one unit.

    Attributes:
        words: the name, folded, lower case.
        adcode: unit of ``ref.divisions`` that it means or lies in.
        kind: official, short, usual, county, district, zone and so on.
        tier: ``DIVISION``, ``COUNTY`` or ``BARE_COUNTY``.
        in_prose: whether to look for it in running text.
    """

    words: str
    adcode: str
    kind: str
    tier: int
    in_prose: bool


def flat(words: str) -> str:
    """The form under which names are compared: Xi'an, Xi an and Xian are one."""
    return _SEPARATORS.sub("", words)


def names_of(
    divisions: pl.DataFrame, aliases: pl.DataFrame, counties: pl.DataFrame
) -> tuple[Name, ...]:
    """All names of the three tables, in a fixed order whatever the order of their rows.

    An alias that is marked as ambiguous counts for all units of ``other_adcodes``.
    """
    known = set(divisions["adcode"])
    names = {*_division_names(divisions), *_alias_names(aliases), *_county_names(counties)}
    across = {
        county.words for county in names if county.tier == COUNTY and county.words in _ordinary()
    }
    return tuple(
        sorted(
            (n for n in names if n.adcode in known and n.words and n.words not in across),
            key=lambda n: (n.tier, n.words, n.adcode, n.kind, n.in_prose),
        )
    )


@lru_cache(maxsize=1)
def _autonomous() -> re.Pattern[str]:
    """The part of an autonomous unit's name that says whose autonomy it is."""
    return re.compile(rf"(?:{'|'.join(listed('nationalities', 'zh'))})+自治(?P<level>州|县|旗)$")


def _ordinary() -> frozenset[str]:
    """Entries of the county table that stand for a level, not for a place."""
    return frozenset(w for w in listed("common_nouns", "zh") if "辖" in w or w == "县")


def _division_names(divisions: pl.DataFrame) -> Iterator[Name]:
    columns = ("name_zh", "short_zh", "name_en", "name_fr")
    for adcode, level, *names in divisions.select("adcode", "level", *columns).iter_rows():
        for column, name in zip(columns, names, strict=True):
            if name is not None:
                kind = "short" if column == "short_zh" else "official"
                yield Name(key(name), adcode, kind, DIVISION, True)
        official = key(names[0])
        bare = _autonomous().sub("", official)
        if level == "prefecture" and bare != official and len(bare) >= _SHORTEST_BARE:
            # 海南藏族自治州 is 海南 too, like the island province.
            yield Name(bare, adcode, "short", DIVISION, True)


def _alias_names(aliases: pl.DataFrame) -> Iterator[Name]:
    columns = ("adcode", "alias", "language", "kind", "other_adcodes")
    for adcode, alias, language, kind, others in aliases.select(columns).iter_rows():
        # A single character (京, 黔) is a name only where it stands alone.
        in_prose = language != "pinyin" and len(alias) > 1
        # A county in Latin letters is a name only where its province or city is named too.
        tier = BARE_COUNTY if (language, kind) == ("pinyin", "county") else DIVISION
        for code in (adcode, *(others or "").split(";")):
            if code.strip():
                yield Name(key(alias), code.strip(), kind or "alias", tier, in_prose)


def _county_names(counties: pl.DataFrame) -> Iterator[Name]:
    for name, adcode in counties.select("name_zh", "adcode").iter_rows():
        words = key(name)
        yield Name(words, adcode, "county", COUNTY, True)
        match = _autonomous().search(words)
        if match is not None and match.start() > 0:
            # 巴马瑶族自治县 is written 巴马县 too.
            yield Name(words[: match.start()] + match["level"], adcode, "county", COUNTY, True)
        bare = _SUFFIX.sub("", _autonomous().sub("", words))
        if bare != words and len(bare) >= _SHORTEST_BARE:
            yield Name(bare, adcode, "county", BARE_COUNTY, False)
