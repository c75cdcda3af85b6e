"""Places: names and codes of three languages to units of ``ref.divisions``."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import polars as pl

from dcpipeline.normalize.lexicon import listed, zones_across_cities
from dcpipeline.normalize.phrases import PhraseIndex
from dcpipeline.normalize.place_names import BARE_COUNTY, Name, flat, names_of
from dcpipeline.normalize.place_words import Places, PlaceWords
from dcpipeline.normalize.text import Folded, fold, key, lower_case
from dcpipeline.normalize.values import quoted

# Between a city and the province that decides it: "Suzhou, Anhui", 安徽省宿州市.
_NEIGHBOUR_REACH = 4
# A list, or the end of a sentence, stands between the two.
_APART = re.compile(r"[、。;；!?！？\n]|\.\s")
# Letters beside the one known name of a cell: the cell names something else. 等 means "and others".
_LEFT_OVER = re.compile(r"[^\W\d_等]")


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place read from text.

    Attributes:
        adcode: unit of ``ref.divisions``; None where the words do not decide.
        level: level of that unit (country, province, prefecture, county_direct), None without one.
        candidates: codes that the words could mean, ascending; the one code where they decide.
        reason: why there is no unit, empty where there is one.
        text: the words that were read.
        kind: what the words name: code, official, short, county, district, zone and so on. A
            county, district or zone stands for the unit it lies in.
        start: first character in the source.
        end: character behind the last.
    """

    adcode: str | None
    level: str | None
    candidates: tuple[str, ...]
    reason: str
    text: str
    kind: str = ""
    start: int = 0
    end: int = 0

    def at(self, start: int, end: int) -> "PlaceMatch":
        """The same match at another span."""
        return PlaceMatch(
            self.adcode, self.level, self.candidates, self.reason, self.text, self.kind, start, end
        )


class Gazetteer:
    """Divisions, their aliases and their counties, ready for look-up.

    Two calls with the same words give the same match; what is built on demand is only kept.
    """

    def __init__(self, divisions: pl.DataFrame, names: tuple[Name, ...], counties: dict[str, str]):
        units = divisions.select("adcode", "level", "parent_adcode").sort("adcode")
        self._seats = dict(divisions.select("adcode", "seat_zh").iter_rows())
        self._level = {code: level for code, level, _ in units.iter_rows()}
        self._parent = {code: parent for code, _, parent in units.iter_rows()}
        self._counties = counties
        self._has_cities = {
            self._parent[code] for code, level in self._level.items() if level != "province"
        }
        # Words -> tier -> codes with the kind of name; a lower tier is asked when none above fits.
        self._tiers: dict[str, dict[int, dict[str, str]]] = {}
        for name in names:
            by_code = self._tiers.setdefault(flat(name.words), {}).setdefault(name.tier, {})
            by_code.setdefault(name.adcode, name.kind)
        self._told_apart = _told_apart(names)
        self._words = Places.of(names)
        self._searched = _searched(names)
        others = (*listed("not_places"), *listed("words_over_places", "zh"))
        self._index = PhraseIndex([*self._searched, *others])
        self._bare = _bare_counties(names, self._searched)
        self._bare_index = PhraseIndex([*self._bare, *self._searched, *others])

    @classmethod
    def from_frames(
        cls, divisions: pl.DataFrame, aliases: pl.DataFrame, counties: pl.DataFrame
    ) -> "Gazetteer":
        """Build from the frames of ``ref.divisions``, ``ref.division_aliases``, ``ref.counties``.

        Names that point to a unit outside ``divisions`` are left out.
        """
        known = divisions["adcode"]
        inside = counties.filter(pl.col("adcode").is_in(known.implode()))
        codes = dict(inside.select("county_adcode", "adcode").iter_rows())
        return cls(divisions, names_of(divisions, aliases, inside), codes)

    def resolve(self, text: str, province_adcode: str | None = None) -> PlaceMatch:
        """The unit that a cell or a short phrase names.

        Args:
            text: a six-digit code, a name in any language, or a path such as 江苏省苏州市 or
                "Suzhou, Anhui". Case, accents, width, traditional characters, blanks, hyphens and
                apostrophes do not count.
            province_adcode: province in which the place is known to lie. It decides between units
                of one name, and a unit elsewhere is refused.

        Returns:
            A match; without ``adcode`` it says why and what the words could mean.
        """
        words = key(text)
        if not words:
            return self._none(text, "the cell is empty")
        if province_adcode is not None and self._level.get(province_adcode) != "province":
            return self._none(text, f"{quoted(province_adcode)} is no province code")
        if words.isdecimal():
            return self._by_code(text, words, province_adcode)
        match = self._by_name(text, words, province_adcode)
        if match is None:
            match = self._by_zone(text, words, province_adcode)
        return match or self._by_path(text, province_adcode)

    def find(self, text: str, province_adcode: str | None = None) -> tuple[PlaceMatch, ...]:
        """All places that a running text mentions, in order, in one pass.

        A province named right before or behind a city decides between cities of one name. Pinyin
        readings and bare names of counties (without 县, 区) are not searched for; ordinary words
        that are also names (城区) and names inside other words (中国移动) are passed over.
        """
        folded = fold(text)
        mentions = list(self._mentions(folded, province_adcode))
        return tuple(
            mention
            if mention.adcode is not None
            else self._decided_by_neighbour(mentions, position, text)
            for position, mention in enumerate(mentions)
        )

    def words_around(self, province: str | None, city: str | None) -> PlaceWords:
        """The words for a city, for its province and for what lies in it."""
        return self._words.around(province, city)

    def find_counties(self, text: str, near: Collection[str]) -> tuple[PlaceMatch, ...]:
        """Counties that a running text names without 县, 区 or 市, in order.

        Args:
            text: running text in Chinese.
            near: codes of the units that the text names otherwise. A bare name (安吉, 武昌) counts
                only where exactly one county of that name lies in one of them.
        """
        folded = fold(text)
        found = []
        for hit in self._bare_index.find(lower_case(folded.text)):
            inside = [
                code for code in self._bare.get(hit.phrase, ())
                if code in near or self._parent.get(code) in near
            ]  # fmt: skip
            if len(inside) == 1:
                span = folded.span(hit.start, hit.end)
                words = folded.words(hit.start, hit.end)
                found.append(self._match(words, inside[0], "county", span))
        return tuple(found)

    def spelled_counties(self, word: str) -> tuple[str, ...]:
        """Codes of the units in which a county of this name in Latin letters lies, ascending."""
        tiers = self._tiers.get(flat(key(word)), {})
        return tuple(sorted(tiers[BARE_COUNTY])) if set(tiers) == {BARE_COUNTY} else ()

    def namesakes(self, text: str) -> tuple[str, ...]:
        """The units of which brackets tell one name apart: Jining (Shandong), Jining (Ulanqab)."""
        return self._told_apart.get(flat(key(text)), ())

    def province_of(self, adcode: str) -> str | None:
        """The province of a unit; None for the country and for unknown codes."""
        level = self._level.get(adcode)
        if level == "province":
            return adcode
        return self._parent[adcode] if level in {"prefecture", "county_direct"} else None

    def capital_of(self, province: str) -> str | None:
        """The city that is the seat of a province; None for what is no province of the table."""
        seat = self._seats.get(province)
        if self._level.get(province) != "province" or seat is None:
            return None
        return self.resolve(seat, province).adcode

    def is_municipality(self, adcode: str) -> bool:
        """Whether a province is one city: its cities are not divided further in the table."""
        return self._level.get(adcode) == "province" and adcode not in self._has_cities

    def _mentions(self, folded: Folded, province: str | None) -> Iterable[PlaceMatch]:
        known: dict[str, PlaceMatch | None] = {}
        for hit in self._index.find(lower_case(folded.text)):
            if hit.phrase not in self._searched:
                continue
            words = folded.words(hit.start, hit.end)
            if words not in known:
                known[words] = self._by_name(words, hit.phrase, province)
            match = known[words]
            if match is not None:
                start, end = folded.span(hit.start, hit.end)
                yield match.at(start, end)

    def _decided_by_neighbour(
        self, mentions: list[PlaceMatch], position: int, text: str
    ) -> PlaceMatch:
        here = mentions[position]
        for step in (-1, 1):
            if not 0 <= position + step < len(mentions):
                continue
            other = mentions[position + step]
            first, second = (other, here) if step < 0 else (here, other)
            gap = text[first.end : second.start]
            if other.level != "province" or len(gap) > _NEIGHBOUR_REACH or _APART.search(gap):
                continue
            inside = [c for c in here.candidates if self.province_of(c) == other.adcode]
            if len(inside) == 1:
                return self._match(here.text, inside[0], here.kind, (here.start, here.end))
        return here

    def _by_code(self, text: str, code: str, province: str | None) -> PlaceMatch:
        if len(code) != 6:
            return self._none(text, f"{quoted(code)} is no six-digit code")
        adcode = code if code in self._level else self._counties.get(code)
        if adcode is None:
            near = tuple(c for c in (code[:4] + "00", code[:2] + "0000") if c in self._level)[:1]
            return self._none(text, f"code {code} is in no division table", near)
        if province is not None and self.province_of(adcode) != province:
            return self._none(text, f"code {code} lies outside province {province}", (adcode,))
        return self._match(text, adcode, "code")

    def _by_name(self, text: str, words: str, province: str | None) -> PlaceMatch | None:
        across = zones_across_cities().get(words)
        if across is not None:
            return self._none(text, f"{quoted(text)} lies in several units", across, "zone")
        tiers = self._tiers.get(flat(words))
        if tiers is None:
            return None
        named: dict[str, str] = {}
        for tier in sorted(tiers):
            inside = {
                code: kind
                for code, kind in tiers[tier].items()
                if province is None or self.province_of(code) == province
            }
            if tier == BARE_COUNTY and province is None:
                # 东湖 is a district of Nanchang and a lake, and a zone, of Wuhan.
                reason = f"{quoted(text)} may name a county: the province is needed"
                return self._none(text, reason, tuple(inside), "county")
            if len(inside) == 1:
                code, kind = next(iter(inside.items()))
                return self._match(text, code, kind)
            if inside:
                reason = f"{quoted(text)} is the name of {len(inside)} units"
                return self._none(text, reason, tuple(inside), min(inside.values()))
            named.update(tiers[tier])
        reason = f"{quoted(text)} does not lie in province {province}"
        return self._none(text, reason, tuple(named), min(named.values()))

    def _by_zone(self, text: str, words: str, province: str | None) -> PlaceMatch | None:
        """宿州高新区 is a zone of 宿州; 高新区 alone names no place."""
        bare = words.replace(" ", "")
        for suffix in listed("zone_suffixes", "zh"):
            if not bare.endswith(suffix):
                continue
            stem = bare[: -len(suffix)]
            if not stem:
                return self._generic_zone(text, suffix, province)
            match = self._by_name(stem, stem, province)
            if match is not None:
                reason = match.reason and f"{quoted(text)}: {match.reason}"
                return replace(match, text=text, kind="zone", reason=reason)
        return None

    def _generic_zone(self, text: str, suffix: str, province: str | None) -> PlaceMatch:
        if province is not None and province not in self._has_cities:
            return self._match(text, province, "zone")
        alike = tuple(s for s in listed("zone_suffixes", "zh") if s[:2] == suffix[:2])
        candidates = {
            code
            for words, tiers in self._tiers.items()
            if words.endswith(alike)
            for by_code in tiers.values()
            for code in by_code
            if province is None or self.province_of(code) == province
        }
        return self._none(text, f"{quoted(text)} is a kind of zone, not a place", tuple(candidates))

    def _by_path(self, text: str, province: str | None) -> PlaceMatch:
        """江苏省苏州市, "Suzhou, Anhui", 吉林长春: the unit inside all others that are named."""
        mentions = [m for m in self._mentions(fold(text), None) if m.candidates]
        if not mentions:
            return self._none(text, f"no division is named {quoted(text)}")
        if len(mentions) == 1 and _LEFT_OVER.search(_without(fold(text).text, mentions[0])):
            # 阿里站 is a hall of Alibaba, not of the prefecture Ngari.
            reason = f"only {quoted(mentions[0].text)} in {quoted(text)} is a known name"
            return self._none(text, reason, mentions[0].candidates)
        codes = sorted({code for mention in mentions for code in mention.candidates})
        inside = [
            code
            for code in codes
            if all(self._is_inside(code, mention.candidates) for mention in mentions)
            and (province is None or self.province_of(code) == province)
        ]
        if len(mentions) > 1 or province is not None:
            parents = {self._parent[code] for code in inside}
            inside = [code for code in inside if code not in parents]
        if len(inside) == 1:
            return self._match(text, inside[0], mentions[-1].kind)
        names = ", ".join(quoted(mention.text) for mention in mentions[:4])
        where = "" if province is None else f" in province {province}"
        return self._none(text, f"{names} do not name one unit{where}", tuple(codes))

    def _is_inside(self, code: str, candidates: tuple[str, ...]) -> bool:
        """Whether a unit is one of the candidates or lies in one of them."""
        upwards: str | None = code
        while upwards is not None:
            if upwards in candidates:
                return True
            upwards = self._parent.get(upwards)
        return False

    def _match(
        self, text: str, adcode: str, kind: str, span: tuple[int, int] | None = None
    ) -> PlaceMatch:
        start, end = span or (0, len(text))
        return PlaceMatch(adcode, self._level[adcode], (adcode,), "", text, kind, start, end)

    def _none(
        self, text: str, reason: str, candidates: tuple[str, ...] = (), kind: str = ""
    ) -> PlaceMatch:
        known = tuple(sorted(code for code in candidates if code in self._level))
        return PlaceMatch(None, None, known, reason, text, kind, 0, len(text))


def _without(folded: str, mention: PlaceMatch) -> str:
    """What stands beside a mention; found by its words, since folding may move characters."""
    before, _, after = folded.partition(fold(mention.text).text)
    return before + after


def _told_apart(names: tuple[Name, ...]) -> dict[str, tuple[str, ...]]:
    """Names to which aliases add the province or city in brackets, with the units so named."""
    found: dict[str, set[str]] = {}
    for name in names:
        words, bracket, _ = name.words.partition(" (")
        if bracket:
            found.setdefault(flat(words), set()).add(name.adcode)
    for name in names:
        if flat(name.words) in found:
            found[flat(name.words)].add(name.adcode)
    return {words: tuple(sorted(codes)) for words, codes in found.items() if len(codes) > 1}


def _bare_counties(names: tuple[Name, ...], searched: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Bare names of counties in Chinese, with the units in which a county of that name lies."""
    ordinary = {*listed("common_nouns", "zh"), *listed("not_bare_counties", "zh")}
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        if name.tier != BARE_COUNTY or name.words.isascii():
            continue
        if name.words not in ordinary and name.words not in searched:
            found[name.words] = tuple(sorted({*found.get(name.words, ()), name.adcode}))
    return found


def _searched(names: tuple[Name, ...]) -> frozenset[str]:
    """The words to look for in running text, lower case, with and without apostrophe and hyphen."""
    ordinary = set(listed("common_nouns", "zh"))
    words: set[str] = set(zones_across_cities())
    for name in names:
        if name.in_prose and name.words not in ordinary:
            words |= {name.words, name.words.replace("'", ""), name.words.replace("-", " ")}
    return frozenset(words)
