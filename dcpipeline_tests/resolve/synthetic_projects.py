"""Synthetic projects: where they are, whose, and what tells one from others that look like it."""

import csv
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import Final

from dcpipeline_tests.conftest import DATA
from dcpipeline_tests.resolve.synthetic_words import (
    CAMPUS,
    CARRIERS,
    CITY_FIRMS,
    HEADS,
    KNOWN,
    UNDERTAKINGS,
    ZONES,
    Firm,
    Kind,
    Word,
    made_firm,
    trade_name,
)

HUB_SHARE: Final = 0.2
DISTRICT: Final = 0.75
# Names with a trade name that have the city as well; all others have it.
CITY_NAMED: Final = 0.4
BRACKETED: Final = 0.2
# Projects come alone or in groups that look alike; how often each begins.
ALONE: Final = {"public": 0.12, "carrier": 0.16, "known": 0.14, "made": 0.44}
ALIKE: Final = {"carriers": 0.04, "sites": 0.04, "chain": 0.03, "park": 0.03}
# Figures of a whole project in PFLOPS.
COMPUTE: Final = (40, 100, 200, 300, 500, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000)
_NOT_IN_REGISTER: Final = {"710000"}
_KINDS: Final[tuple[tuple[Kind, int], ...]] = (("ai", 60), ("data", 32), ("super", 8))


@dataclass(frozen=True, slots=True)
class City:
    """A prefecture, or a province without any."""

    adcode: str
    province: str
    zh: str
    en: str
    province_zh: str
    counties: tuple[tuple[str, str], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it is, before anybody writes of it.

    Attributes:
        city: where it is.
        owner: who builds or runs it.
        owner_named: the owner stands in the name.
        mark: trade name, county or zone in the name, None where there is none.
        kind: what kind of center it is.
        head: last word of the name.
        district: adcode and name of the county or zone, None where nobody says it.
        scope: site or campus.
        compute: PFLOPS of the whole, None where unknown.
        phases: number of phases.
        city_named: the city stands in the name.
        bracketed: the place stands in brackets.
        other_head: last word of the other name, of a project with a mark.
    """

    city: City
    owner: Firm
    owner_named: bool
    mark: Word | None
    kind: Kind
    head: Word
    district: tuple[str, str] | None = None
    scope: str = "site"
    compute: float | None = None
    phases: int = 1
    city_named: bool = True
    bracketed: bool = False
    other_head: Word = CAMPUS[0]

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What no other project shares: without it nobody could tell two apart."""
        owner = self.owner.short if self.owner_named else ""
        return self.city.adcode, owner, self.mark.zh if self.mark else "", self.kind


def draw_projects(random: Random, count: int, provinces: Collection[str] | None) -> list[Project]:
    """That many projects, no two of one identity."""
    cities = [c for c in all_cities() if provinces is None or c.province in provinces]
    weights = [city.weight for city in cities]
    ways = {**ALONE, **ALIKE}
    taken: set[tuple[str, str, str, str]] = set()
    projects: list[Project] = []
    while len(projects) < count:
        way = random.choices(list(ways), list(ways.values()))[0]
        city = random.choices(cities, weights)[0]
        for project in _group(random, way, city, cities):
            unique = _told_apart(random, project, taken)
            taken.add(unique.identity)
            projects.append(_completed(random, unique))
    return projects[:count]


def draw_head(random: Random, kind: Kind) -> Word:
    """A head word of that kind."""
    words = HEADS[kind]
    return random.choices([word for word, _ in words], [weight for _, weight in words])[0]


@lru_cache(maxsize=1)
def all_cities() -> tuple[City, ...]:
    """Cities of the country, weighted by population; those of the hubs have more."""
    people = {row["adcode"]: float(row["population"] or 0) for row in _rows("city_population")}
    hubs = {code for row in _rows("hubs") for code in row["city_adcodes"].split(";")}
    counties = defaultdict(list)
    for row in _rows("admin_counties"):
        if row["name_zh"] != "市辖区":
            counties[row["adcode"]].append((row["county_adcode"], row["name_zh"]))
    divisions = {row["adcode"]: row for row in _rows("admin_divisions")}
    parents = {row["parent_adcode"] for row in divisions.values()}
    rows = [
        row
        for code, row in divisions.items()
        if code not in parents | _NOT_IN_REGISTER and people.get(code)
    ]
    total = sum(people[row["adcode"]] for row in rows)
    hub_weight = HUB_SHARE / len(hubs)
    cities = []
    for row in rows:
        code = row["adcode"]
        province = code if row["level"] == "province" else row["parent_adcode"]
        weight = (1 - HUB_SHARE) * people[code] / total + (hub_weight if code in hubs else 0)
        cities.append(
            City(
                code, province, row["short_zh"], row["name_en"], divisions[province]["short_zh"],
                tuple(counties[code]), weight,
            )
        )  # fmt: skip
    return tuple(cities)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _group(random: Random, way: str, city: City, cities: list[City]) -> Iterator[Project]:
    if way in ALONE:
        yield _alone(random, way, city)
    elif way == "carriers":
        yield from _three_carriers(random, city)
    elif way == "sites":
        yield from _several_sites(random, city)
    elif way == "chain":
        yield from _chain(random, city, cities)
    else:
        yield from _park(random, city)


def _alone(random: Random, way: str, city: City) -> Project:
    kind = random.choices([k for k, _ in _KINDS], [weight for _, weight in _KINDS])[0]
    head = draw_head(random, kind)
    if way == "public":
        return Project(city, _city_firm(random, city), False, None, kind, head)
    if way == "made":
        mark = _trade(random)
        firm = made_firm(random, mark if random.random() < 0.5 else _trade(random))
        return Project(city, firm, False, mark, kind, head)
    owner = random.choice(CARRIERS if way == "carrier" else KNOWN)
    mark_or_none = _trade(random) if random.random() < 0.3 else None
    return Project(city, owner, True, mark_or_none, kind, head)


def _three_carriers(random: Random, city: City) -> Iterator[Project]:
    """The same kind of name in one city or county, of three carriers."""
    first = replace(_alone(random, "carrier", city), mark=None)
    named = _named_counties(city)
    if named and random.random() < 0.3:
        county = random.choice(named)
        first = replace(first, mark=Word(bare_county(county[1]), None), district=county)
    for carrier in CARRIERS:
        yield replace(first, owner=carrier)


def _several_sites(random: Random, city: City) -> Iterator[Project]:
    """Sites of one operator in a city, told apart by county, zone or trade name."""
    first = _alone(random, random.choice(("carrier", "known")), city)
    marks: list[tuple[Word, tuple[str, str] | None]] = [(zone, None) for zone in ZONES]
    named = _named_counties(city)
    if named and random.random() < 0.6:
        marks = [(Word(bare_county(county[1]), None), county) for county in named]
    elif random.random() < 0.5:
        marks = [(_trade(random), None) for _ in range(3)]
    for mark, district in random.sample(marks, min(len(marks), random.randint(2, 3))):
        yield replace(first, mark=mark, district=district)


def _chain(random: Random, city: City, cities: list[City]) -> Iterator[Project]:
    """The same trade name and operator in other cities, half of the time in one province."""
    first = _alone(random, "made", city)
    near = [other for other in cities if other.province == city.province and other != city]
    others = near if near and random.random() < 0.5 else cities
    yield first
    for other in random.sample(others, min(len(others), random.randint(1, 3))):
        yield replace(first, city=other)


def _park(random: Random, city: City) -> Iterator[Project]:
    """A park and centers of others in it, which bear its name."""
    mark = _trade(random)
    park = Project(
        city, _city_firm(random, city), False, mark, "data", random.choice(CAMPUS),
        random.choice(city.counties or (None,)), "campus",
    )  # fmt: skip
    yield park
    for tenant in random.sample(CARRIERS + KNOWN, random.randint(1, 2)):
        yield replace(
            park, owner=tenant, owner_named=True, kind="ai", head=draw_head(random, "ai"),
            scope="site",
        )  # fmt: skip


def _city_firm(random: Random, city: City) -> Firm:
    short, long, english = random.choice(CITY_FIRMS)
    return Firm(
        short.format(city=city.zh), long.format(city=city.zh), english.format(en=city.en)
    )  # fmt: skip


def _told_apart(random: Random, project: Project, taken: set[tuple[str, str, str, str]]) -> Project:
    """The project, under another trade name where its identity is taken."""
    while project.identity in taken:
        project = replace(project, mark=_trade(random))
    return project


def _completed(random: Random, project: Project) -> Project:
    """The project with all that its kind and its neighbours leave open."""
    district = project.district
    if district is None and project.city.counties and random.random() < DISTRICT:
        district = random.choice(project.city.counties)
    compute = float(random.choice(COMPUTE)) if random.random() < 0.7 else None
    phases = random.choices((1, 2, 3), (0.45, 0.4, 0.15))[0]
    alone_enough = project.mark is not None and project.mark.en is not None
    return replace(
        project, district=district, compute=compute, phases=phases,
        city_named=not alone_enough or random.random() < CITY_NAMED,
        bracketed=random.random() < BRACKETED,
        other_head=_other_head(random, project.kind),
    )  # fmt: skip


def _other_head(random: Random, kind: Kind) -> Word:
    """Another center in 5 cases of 12, an undertaking in 4, a park in 3."""
    centers = [draw_head(random, kind)] * 5
    return random.choice(centers + [random.choice(UNDERTAKINGS)] * 4 + [random.choice(CAMPUS)] * 3)


def _trade(random: Random) -> Word:
    """A trade name that is no place."""
    while (word := trade_name(random)).zh in _place_names():
        pass
    return word


@lru_cache(maxsize=1)
def _place_names() -> frozenset[str]:
    cities = all_cities()
    return frozenset(city.zh for city in cities) | {
        bare_county(name) for city in cities for _, name in city.counties
    }


def _named_counties(city: City) -> list[tuple[str, str]]:
    """Counties that names of projects speak of: those with a short name, other than the city's."""
    return [county for county in city.counties if len(county[1]) < 5 and city.zh not in county[1]]


def bare_county(county: str) -> str:
    """A county without its class word, where two characters are left."""
    return county[:-1] if len(county) > 2 and county[-1] in "区县市" else county
