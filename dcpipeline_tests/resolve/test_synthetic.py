"""Synthetic announcements: as many as asked for, as faulty as the register, without a leak."""

import csv
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import JaroWinkler

from dcpipeline.resolve.matching import Record
from dcpipeline_tests.conftest import DATA
from dcpipeline_tests.resolve.synthetic import FIRST_DAY, LAST_DAY, MOST_ROWS, synthetic
from dcpipeline_tests.resolve.synthetic_projects import Project, all_cities, draw_projects

ROWS, PROJECTS = 10_000, 4_000
HEADS = (
    "人工智能计算中心", "人工智能算力中心", "云计算数据中心", "智能计算中心", "智能算力中心",
    "大数据中心", "云数据中心", "智算中心", "算力中心", "超算中心", "超级计算", "先进计算",
    "数据中心", "产业园", "信息园", "园区", "基地", "云谷", "集群", "项目",
)  # fmt: skip
PHASE = re.compile(r"[一二三四五六]期|首期")
PARK = re.compile(r"^(?!.*中心).*(园|基地|谷)")
VENDOR = re.compile(r"移动|电信|联通|华为|阿里|腾讯|百度|京东|浪潮")


@dataclass(frozen=True)
class Row:
    """What is compared of a row of the register or of a synthetic record."""

    name: str
    operator: str
    city: str
    district: str
    compute: str
    phase: str
    pages: tuple[str, ...]


@lru_cache(maxsize=1)
def drawn() -> tuple[list[Record], dict[str, str]]:
    return synthetic(ROWS, PROJECTS, 1)


def rows_of_register() -> Iterable[tuple[str, Row]]:
    with (DATA / "register" / "announcements.csv").open(encoding="utf-8", newline="") as file:
        for r in csv.DictReader(file):
            city = r["city_zh"].removesuffix("市")
            yield r["project_key"], Row(
                r["name_zh"], r["operator"], city, r["district_zh"],
                r["compute_value"] + r["compute_unit"], r["phase"], (r["source_url"],),
            )  # fmt: skip


def rows_of_synthetic() -> Iterable[tuple[str, Row]]:
    cities = {city.adcode: city.zh for city in all_cities()}
    records, truth = drawn()
    for r in records:
        han = [name for name in r.names if re.search("[一-鿿]", name)]
        yield truth[r.key], Row(
            "".join(han), "".join(r.operators), cities.get(r.city or "", ""), "".join(r.districts),
            "".join(map(str, r.compute)), "".join(r.phases), r.pages,
        )  # fmt: skip


def plain(name: str) -> str:
    return re.sub(r"[\s“”\"（）()·、/-]", "", name)


def head(name: str) -> str | None:
    return next((word for word in HEADS if word in plain(name)), None)


def differences(one: Row, other: Row) -> dict[str, bool]:
    """In what two rows of one project differ, name by name of the rate."""
    a, b = one.name, other.name
    similar = JaroWinkler.similarity(plain(a), plain(b))
    named = bool(a and b)
    city = one.city or "?"
    brackets = [bool(re.search("[（(]", name)) for name in (a, b)]
    return {
        "name": named and a != b,
        "head": named and head(a) != head(b),
        "city in name": named and (city in a) != (city in b),
        "brackets": named and brackets[0] != brackets[1],
        "phase in name": named and bool(PHASE.search(a)) != bool(PHASE.search(b)),
        "vendor": named and set(VENDOR.findall(a)) != set(VENDOR.findall(b)),
        "park in one": named and bool(PARK.search(a)) != bool(PARK.search(b)),
        "name far": named and similar < 0.8,
        "no operator": not one.operator and not other.operator,
        "operator in one": bool(one.operator) != bool(other.operator),
        "operator differs": bool(one.operator and other.operator)
        and one.operator != other.operator,
        "district in both": bool(one.district and other.district),
        "district in one": bool(one.district) != bool(other.district),
        "compute in both": bool(one.compute and other.compute),
        "compute in one": bool(one.compute) != bool(other.compute),
        "compute differs": bool(one.compute and other.compute) and one.compute != other.compute,
        "phase in one": bool(one.phase) != bool(other.phase),
        "page": bool(set(one.pages) & set(other.pages)),
    }


def rates(rows: Iterable[tuple[str, Row]]) -> dict[str, float]:
    """Share of pairs of one project with each difference; a project weighs as its rows."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for project, row in rows:
        groups[project].append(row)
    seen: defaultdict[str, float] = defaultdict(float)
    total = 0.0
    for group in groups.values():
        for one, other in combinations(group, 2):
            weight = 1 / (len(group) - 1)
            total += weight
            for name, differs in differences(one, other).items():
                seen[name] += weight * differs
    return {name: count / total for name, count in seen.items()}


# Rates of names that the compilers of the register evened out: twice as much is wanted.
TWICE = (
    "name",
    "head",
    "city in name",
    "brackets",
    "phase in name",
    "vendor",
    "park in one",
    "name far",
)


def test_rates_are_those_of_the_register() -> None:
    register, ours = rates(rows_of_register()), rates(rows_of_synthetic())
    wanted = {name: rate * (2 if name in TWICE else 1) for name, rate in register.items()}
    table = {name: (round(rate, 3), round(ours[name], 3)) for name, rate in wanted.items()}
    print(table)
    off = {
        name: both
        for name, both in table.items()
        if abs(both[0] - both[1]) > max(0.03, 0.25 * both[0])
    }
    assert not off


def test_as_many_as_asked_for() -> None:
    records, truth = drawn()
    sizes = Counter(Counter(truth.values()).values())
    assert len(records) == len(truth) == ROWS
    assert sum(sizes.values()) == PROJECTS
    assert sizes[1] > PROJECTS / 2
    assert max(sizes) == MOST_ROWS


@pytest.mark.parametrize(("announcements", "projects"), [(9, 10), (41, 10), (1, 0)])
def test_impossible_numbers_are_refused(announcements: int, projects: int) -> None:
    with pytest.raises(ValueError, match=f"{announcements} announcements of {projects} projects"):
        synthetic(announcements, projects, 1)


def test_the_seed_decides() -> None:
    again = synthetic(ROWS, PROJECTS, 1)
    assert again == drawn()
    other, _ = synthetic(ROWS, PROJECTS, 2)
    names = {record.names for record in drawn()[0]}
    assert sum(record.names in names for record in other) < ROWS / 4


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.floats(1, 4), st.integers(0, 2**32), st.booleans())
def test_every_record_is_sound(projects: int, mean: float, seed: int, narrow: bool) -> None:
    provinces = {"640000", "110000"} if narrow else None
    records, truth = synthetic(int(projects * mean), projects, seed, provinces)
    assert {record.key for record in records} == set(truth)
    assert len(set(truth.values())) == projects
    of_city = {city.adcode: city.province for city in all_cities()}
    for record in records:
        assert record.names
        assert all(record.names)
        assert record.pages
        assert all(figure > 0 for figure in record.compute)
        assert provinces is None or record.province in provinces
        assert record.city is None or of_city[record.city] == record.province
        assert FIRST_DAY <= record.known_on <= LAST_DAY


def same_project(pairs: Iterable[tuple[str, str]]) -> float:
    """Share of pairs of keys that are one project."""
    _, truth = drawn()
    told = [truth[one] == truth[other] for one, other in pairs]
    return sum(told) / len(told)


def test_neither_order_nor_keys_tell_the_truth() -> None:
    keys = [record.key for record in drawn()[0]]
    assert same_project(pairwise(keys)) < 0.005
    assert same_project(pairwise(sorted(keys))) < 0.005
    prefixes: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        prefixes[key[:5]].append(key)
    alike = [pair for group in prefixes.values() for pair in combinations(group, 2)]
    assert same_project(alike) < 0.01


def test_pages_are_no_proof() -> None:
    by_page: defaultdict[str, list[str]] = defaultdict(list)
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for record in drawn()[0]:
        for page in record.pages:
            by_page[page].append(record.key)
            by_host[page.split("/")[0]].append(record.key)
    alike = [pair for keys in by_page.values() for pair in combinations(sorted(set(keys)), 2)]
    assert 0.02 < same_project(alike) < 0.4
    on_one = set(alike)
    alike = [pair for keys in by_host.values() for pair in combinations(sorted(set(keys)), 2)]
    assert same_project(pair for pair in alike if pair not in on_one) < 0.01


def test_projects_look_alike_and_can_be_told_apart() -> None:
    projects = draw_projects(Random(1), PROJECTS, None)
    assert len({project.identity for project in projects}) == PROJECTS
    here = Counter((p.city.adcode, p.head.zh, p.mark.zh if p.mark else "") for p in projects)
    carriers = sum(size > 1 for size in here.values())
    sites = Counter((p.city.adcode, p.owner.short, p.head.zh) for p in projects if p.owner_named)
    chains = Counter(
        {mark: len(cities) for mark, cities in _cities_by_mark(projects).items()}
    )  # fmt: skip
    assert carriers > PROJECTS / 50
    assert sum(size > 1 for size in sites.values()) > PROJECTS / 50
    assert sum(size > 1 for size in chains.values()) > PROJECTS / 50
    assert sum(p.scope == "campus" for p in projects) > PROJECTS / 80


def _cities_by_mark(projects: Sequence[Project]) -> dict[str, set[str]]:
    cities: defaultdict[str, set[str]] = defaultdict(set)
    for project in projects:
        if project.mark is not None and project.mark.en is not None:
            cities[project.mark.zh].add(project.city.adcode)
    return cities


def test_cities_follow_population_and_hubs() -> None:
    weights = {city.adcode: city.weight for city in all_cities()}
    assert sum(weights.values()) == pytest.approx(1)
    assert weights["500000"] > weights["530100"] > weights["620200"]
    assert weights["640500"] > 3 * weights["640100"] / 2
    places = Counter(p.city.adcode for p in draw_projects(Random(1), 10_000, None))
    assert places["310000"] == pytest.approx(10_000 * weights["310000"], rel=0.3)


@pytest.mark.ci
def test_a_hundred_thousand_take_seconds() -> None:
    started = time.process_time()
    records, truth = synthetic(100_000, 40_000, 1)
    assert time.process_time() - started < 30
    assert len(records) == len(truth) == 100_000
