"""Synthetic announcements: what sources say of made-up projects, with the faults that sources have.

Rates come from rows of the register that share a project key (453 keys with one row, 164 with two
to six; each key weighs as its rows). Between two rows of one key

- the Chinese names differ in 22 % of the cases: the head word in 13 %, brackets in 6 %, a phase in
  6 %, the city in 4 %, a carrier or vendor in 2 %; one only is a park in 3 %; 11 % have a
  Jaro-Winkler similarity below 0.8. The compilers of the register evened names out, and pages are
  read without that help: the rates here are twice those.
- the operator is missing in both in 13 % and in one in 14 %. Where both have one, 37 % differ: a
  longer, shorter or subsidiary name in 26 %, another partner in 15 %, another script in 4 %.
- the district is in both in 53 %, in one in 15 %; it differs in 3 % of the former.
- computing power is in both in 19 %, in one in 32 %; where it is in both, it differs in 75 %.
- the phase is in one only in 27 %, the page is the same in 20 %.

Of single rows 5 % have no Chinese name, 27 % have brackets in it, 1.3 % quotation marks, 1.2 %
traditional characters, 56 % the city; 22 % have no operator; 46 % of the dates are of a day, 38 %
of a month, 11 % of a year; 56 % rest on a page that speaks of several projects (40 % here).

Not in the register, and set by judgement: a slip of one character in 1 %, the province alone in 5 %
(the register has 2 %, looked up by its compilers), names in two languages in 30 %, copies of an
earlier row under another address in 8 %, a figure without its 万 in 3 % of the figures, a project
code in 3 %.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from random import Random
from typing import Final

from opencc import OpenCC

from dcpipeline.resolve.matching import Record
from dcpipeline_tests.resolve.synthetic_names import chinese_name, english_name
from dcpipeline_tests.resolve.synthetic_projects import City, Project, draw_projects
from dcpipeline_tests.resolve.synthetic_words import DIGITS, EVENTS, KNOWN

MOST_ROWS: Final = 10
# Projects that are spoken of again.
FOLLOWED: Final = 0.45
ENGLISH_ONLY: Final = 0.06
BOTH_LANGUAGES: Final = 0.30
TRADITIONAL: Final = 0.012
NO_CITY: Final = 0.05
NEVER_AN_OPERATOR: Final = 0.13
NO_OPERATOR: Final = 0.09
OPERATOR_FORMS: Final = {"short": 0.79, "long": 0.11, "partner": 0.08, "english": 0.02}
DISTRICT: Final = 0.97
OTHER_DISTRICT: Final = 0.015
CODE: Final = 0.03
COMPUTE: Final = 0.5
COMPUTE_FORMS: Final = {
    "whole": 0.40,
    "part": 0.42,
    "increment": 0.10,
    "rounded": 0.05,
    "10k": 0.03,
}
# Of the rows of projects with several phases.
PHASE: Final = 0.42
COPY: Final = 0.08
SAME_PAGE: Final = 0.35
DIGEST: Final = 0.40
DATE_FORMS: Final = {"day": 0.46, "month": 0.38, "year": 0.11, "none": 0.05}
FIRST_DAY: Final = date(2018, 1, 1)
LAST_DAY: Final = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class _Row:
    """A record without its address, and where the address comes from."""

    record: Record
    project: int
    copied: int | None = None


def synthetic(
    announcements: int, projects: int, seed: int, provinces: Collection[str] | None = None
) -> tuple[list[Record], dict[str, str]]:
    """Records of announcements of made-up projects, and which project each is of.

    Args:
        announcements: number of records, at most four times the projects.
        projects: number of projects; most have one record, none more than ten.
        seed: the same seed gives the same records in the same order.
        provinces: adcodes of the provinces to stay in; None for the whole country.

    Returns:
        The records, and the project of each key. Neither keys nor order nor addresses tell which
        records belong together.

    Raises:
        ValueError: fewer announcements than projects, or more than four times as many.
    """
    if not projects <= announcements <= 4 * projects:
        raise ValueError(f"{announcements} announcements of {projects} projects")
    random = Random(seed)
    drawn = draw_projects(random, projects, provinces)
    sizes = _sizes(random, announcements, projects)
    rows: list[_Row] = []
    for number, (project, size) in enumerate(zip(drawn, sizes, strict=True)):
        rows.extend(_rows_of(random, number, project, size, len(rows)))
    addressed = _with_pages(random, rows)
    names = [f"{random.getrandbits(48):012x}" for _ in drawn]
    keyed = [(f"AN{random.getrandbits(48):012x}", row) for row in addressed]
    random.shuffle(keyed)
    records = [replace(row.record, key=key) for key, row in keyed]
    return records, {key: names[row.project] for key, row in keyed}


def _sizes(random: Random, announcements: int, projects: int) -> list[int]:
    """Records of each project: the more it has, the more easily one more falls to it."""
    sizes = [1] * projects
    drawn = random.sample(range(projects), ceil(FOLLOWED * projects))
    more = announcements - projects
    while more:
        project = random.choice(drawn)
        if sizes[project] < MOST_ROWS:
            sizes[project] += 1
            drawn.append(project)
            more -= 1
    return sizes


def _rows_of(
    random: Random, number: int, project: Project, size: int, offset: int
) -> Iterator[_Row]:
    told = _Told(random, project)
    first: list[Record] = []
    for turn in range(size):
        if first and random.random() < COPY:
            copied = random.randrange(turn)
            later = first[copied].known_on + timedelta(days=random.randint(0, 5))
            first.append(replace(first[copied], known_on=min(later, LAST_DAY)))
            yield _Row(first[-1], number, offset + copied)
        else:
            first.append(told.record())
            yield _Row(first[-1], number)


class _Told:
    """One project over time: each record comes after the one before."""

    def __init__(self, random: Random, project: Project) -> None:
        self.random = random
        self.project = project
        self.silent = random.random() < NEVER_AN_OPERATOR
        self.stage = random.choice((0, 0, 0, 1, 2, 3, 4))
        self.first = self.day = FIRST_DAY + timedelta(days=int(3_000 * random.random() ** 0.5))
        self.code = _code(random, project.city, self.day)

    def record(self) -> Record:
        """What the next source says."""
        random, project = self.random, self.project
        english_only = random.random() < ENGLISH_ONLY and (
            project.mark is None or project.mark.en is not None
        )
        phased = project.phases > 1 and random.random() < PHASE
        phase = random.randint(1, project.phases) if phased else None
        names = self._names(english_only, phase)
        city = None if random.random() < NO_CITY else project.city.adcode
        event, on, known = self._event()
        return Record(
            key="",
            known_on=known,
            names=names,
            operators=self._operators(english_only),
            province=project.city.province,
            city=city,
            districts=self._districts() if city and not english_only else (),
            codes=(self.code,) if random.random() < CODE else (),
            phases=(_phase_label(random, phase),) if phase else (),
            compute=self._compute(phase),
            scope=project.scope,
            events=((event, on),),
        )

    def _names(self, english_only: bool, phase: int | None) -> tuple[str, ...]:
        random, project = self.random, self.project
        named = english_name(random, project, phase)
        if english_only:
            return (named,) if named else ()
        chinese = chinese_name(random, project, phase)
        if random.random() < TRADITIONAL:
            chinese = _traditional().convert(chinese)
        return (chinese, named) if named and random.random() < BOTH_LANGUAGES else (chinese,)

    def _operators(self, english: bool) -> tuple[str, ...]:
        random, owner, city = self.random, self.project.owner, self.project.city
        if self.silent or random.random() < NO_OPERATOR:
            return ()
        form = "english" if english else _choose(random, OPERATOR_FORMS)
        if form == "english":
            return (owner.english,)
        if form == "long":
            return (owner.long.format(city=city.zh, province=city.province_zh),)
        if form == "partner":
            partner = random.choice((f"{city.zh}市政府", random.choice(KNOWN).short))
            both = [owner.short, partner]
            random.shuffle(both)
            return ("; ".join(both),)
        return (owner.short,)

    def _districts(self) -> tuple[str, ...]:
        random, district = self.random, self.project.district
        if district is None or random.random() > DISTRICT:
            return ()
        if random.random() < OTHER_DISTRICT:
            district = random.choice(self.project.city.counties)
        return (district[1],)

    def _compute(self, phase: int | None) -> tuple[float, ...]:
        random, whole = self.random, self.project.compute
        if whole is None or random.random() > COMPUTE:
            return ()
        form = _choose(random, COMPUTE_FORMS)
        if form == "part":
            return (round(whole * (phase or 1) / (self.project.phases + 1), 1),)
        if form == "increment":
            return (whole * random.choice((0.1, 0.2, 1.5, 2, 3)),)
        if form == "rounded":
            return (round(whole * random.uniform(0.97, 1.03), 1),)
        return (whole / 10_000 if form == "10k" and whole >= 1_000 else whole,)

    def _event(self) -> tuple[str, date | None, date]:
        """The event, its day as the source has it, and the day on which it was published."""
        random = self.random
        event, day = EVENTS[self.stage], self.day + timedelta(days=random.choice((0, 0, 0, 1, -1)))
        late = random.randint(30, 400) if random.random() < 0.1 else random.randint(0, 5)
        known = min(day + timedelta(days=late), LAST_DAY)
        if random.random() > 0.3:
            self.stage = min(self.stage + random.choice((1, 1, 2)), len(EVENTS) - 1)
            self.day += timedelta(days=int(random.expovariate(1 / 150)))
            if self.day >= LAST_DAY:
                self.day = _day_between(random, self.first, LAST_DAY)
        form = _choose(random, DATE_FORMS)
        if form == "none":
            return event, None, known
        if form == "year":
            day = day.replace(month=1, day=1)
        return event, day.replace(day=1) if form == "month" else day, known


def _day_between(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange((last - first).days))


def _phase_label(random: Random, phase: int) -> str:
    forms = [f"{DIGITS[phase - 1]}期", f"{DIGITS[phase - 1]}期", f"Phase {phase}"]
    return "首期" if phase == 1 and random.random() < 0.1 else random.choice(forms)


def _code(random: Random, city: City, day: date) -> str:
    """The number of a project in the form of the national register of investments."""
    serial = random.randrange(1_000_000)
    return f"{day:%y%m}-{city.adcode}-04-0{random.randint(1, 5)}-{serial:06}"


def _with_pages(random: Random, rows: list[_Row]) -> list[_Row]:
    """The rows with addresses: of their own, of an earlier row, or of a page on many projects."""
    digests = _digests(random, rows)
    pages: list[tuple[str, ...]] = []
    last: dict[int, str] = {}
    for number, row in enumerate(rows):
        own = digests.get(number) or _address(random)
        if row.project in last and random.random() < SAME_PAGE:
            own = last[row.project]
        last[row.project] = own
        cited = pages[row.copied][-1:] if row.copied is not None and random.random() < 0.5 else ()
        pages.append(tuple(dict.fromkeys((own, *cited))))
    return [
        replace(row, record=replace(row.record, pages=page))
        for row, page in zip(rows, pages, strict=True)
    ]


def _digests(random: Random, rows: list[_Row]) -> dict[int, str]:
    """Rows that rest on a page on several projects, of one province three times of four."""
    by_place = defaultdict(list)
    for number, row in enumerate(rows):
        if random.random() < DIGEST:
            place = row.record.province if random.random() < 0.75 else None
            by_place[place].append(number)
    addresses = {}
    for numbers in by_place.values():
        random.shuffle(numbers)
        while numbers:
            address = _address(random)
            for _ in range(min(len(numbers), random.randint(2, 10))):
                addresses[numbers.pop()] = address
    return addresses


def _address(random: Random) -> str:
    return f"news{random.randrange(400)}.example/a/{random.getrandbits(40)}.html"


def _choose(random: Random, shares: dict[str, float]) -> str:
    return random.choices(list(shares), list(shares.values()))[0]


@lru_cache(maxsize=1)
def _traditional() -> OpenCC:
    return OpenCC("s2t")
