"""Which project is a part of which: campus, site, tenant, programme, stage.

A relation is found only within one city, and where in doubt there is none. Rules, in their order:

``stage_in_name``
    The name is that of another project and the label of a phase or building behind it.
``whole_in_name``
    The name has within it the whole name of a campus, a park or a programme of the city, and that
    name has a word of its own or names the place.
``name_in_programme``
    The name of a programme of the city has the whole name of the site within it.
``district_is_park``
    The zone in which it stands is called what the campus or park is called.
``stated_location``
    A source says that it stands in the campus or park, or is a part of the programme.
``shared_campus``
    Sources give both one campus, and only one project of that campus is a campus itself and not a
    part of another one. Where none is or several are, projects only share ``campus_id``.

No project is a part of itself or of its own parts, of one that it exceeds in a stated figure, or of
one that is only planned and was made public after its own construction began.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from typing import Final

import polars as pl

from dcpipeline.normalize.operators import parse_operators
from dcpipeline.normalize.text import key
from dcpipeline.schema import conform, table
from dcpipeline.schema.vocabularies import PIPELINE

PARTS: Final = table("core.project_parts")
PROJECTS: Final = table("core.projects")
# Columns of which a part may not have more than its whole, with what must be the same to compare.
SIZES: Final = {
    "compute_pflops_installed": "compute_pflops_installed_precision",
    "compute_pflops_planned": "compute_pflops_planned_precision",
    "accelerators": None,
    "racks": "rack_unit",
    "it_load_mw": None,
}
# From the nearest kind of whole to the widest.
NEAREST_FIRST: Final = {
    "stage_of_site": 0,
    "site_of_campus": 1,
    "tenant_of_park": 1,
    "site_of_programme": 2,
}
SHORTEST_OWN: Final = 2
SHORTEST_FORM: Final = 5
SHORTEST_LATIN: Final = 12
SHORTEST_OPERATOR: Final = 3
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_COUNTRY: Final = re.compile(r"^(?:中国|china)")
_PARK: Final = re.compile(r"(?:产业园|园区|科技园|信息园|信息港|industrialpark|park|campus)$")
_STAGE: Final = re.compile(
    r"(?:(?:第?(?:[一二三四五六七八九十]{1,3}|\d{1,2})期|首期|启动区|\d{1,3}号(?:楼|机房|机楼)|"
    r"[a-z]\d{0,3}(?:楼|座|栋)|(?:phase|stage|hall|building)(?:\d{1,2}|[a-h]|one|two|three))"
    r"(?:工程|项目)?)+"
)
# Words that many names share: kinds of centre, forms of company, carriers, the country.
_SHARED: Final = re.compile(
    r"人工智能|智能计算|智算|智能|算力|计算|超算|大数据|云计算|数据|数字|信息|中心|基地|产业|园区|园|港|集群|枢纽|"
    r"工程|项目|一体化|国际|国家|绿色|中国|移动|联通|电信|有限公司|公司|集团|第?[一二三四五六七八九十\d]+[期号]?|省|市|区|县|"
    r"intelligent|artificial|intelligence|computing|compute|data|cent(?:er|re)|ai|cloud|campus|"
    r"mobile|unicom|telecom|project|industrial|industry|park|base|cluster|phase|green|big|international|information|china"
)
_STANDS_IN: Final = (
    r"(?:位于|坐落于|坐落在|落户|入驻|选址|地处)[^,.;。;]{0,12}?|\b(?:in|inside|within)(?: the)? "
)
_REASONS: Final = {
    "whole_in_name": "its name contains {}",
    "name_in_programme": "the name of the programme contains {}",
    "district_is_park": "it stands in {}",
    "stated_location": "a source says: {}",
}
_PART_OF: Final = r"(?:属于|纳入|列入)[^,.;。;]{0,12}?|\bpart of(?: the)? "


@dataclass(frozen=True, slots=True)
class Subject:
    """A project as far as it helps to see what it is a part of.

    Attributes:
        project_id: identifier.
        city: code of the city.
        scope: site, campus or programme.
        campus: campus that sources give it.
        names: letters and digits of its names, each with and without what stands in brackets.
        operators: keys of its companies.
        zones: letters of the words for places inside the city.
        words: what sources say, folded.
        sizes: figure and what it is comparable with, by column.
        begun_on: start of construction or of service.
        planned_on: day on which it was made public, where it is only planned.
    """

    project_id: str
    city: str
    scope: str | None
    campus: str | None = None
    names: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    sizes: Mapping[str, tuple[float, str | None]] = field(default_factory=dict)
    begun_on: date | None = None
    planned_on: date | None = None

    @property
    def contains(self) -> bool:
        """Whether it is a campus, a park or a programme."""
        return self.scope in {"campus", "programme"} or any(map(_PARK.search, self.names))


@dataclass(frozen=True, slots=True)
class Relation:
    """A part and its whole."""

    part: str
    whole: str
    relation: str
    rule: str
    reason: str


def project_parts(
    claims: pl.DataFrame, cells: pl.DataFrame, divisions: pl.DataFrame
) -> pl.DataFrame:
    """``core.project_parts``.

    Args:
        claims: ``core.claims`` with ``project_id``.
        cells: evidence cells of ``core.projects``, one row per project.
        divisions: ``ref.divisions``.
    """
    found = relations(_subjects(claims, cells), _place_words(divisions))
    nearest = set(parents(found).items())
    rows = [
        (r.part, r.whole, r.relation, r.rule, r.reason, (r.part, r.whole) in nearest) for r in found
    ]
    schema = {column.name: column.kind.polars for column in PARTS}
    return conform(pl.DataFrame(rows, schema=schema, orient="row"), PARTS)


def with_parents(projects: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """``core.projects`` with ``parent_project_id``, the nearest whole of ``core.project_parts``."""
    nearest = parts.filter("is_nearest").select(
        project_id="part_project_id", parent_project_id="whole_project_id"
    )
    joined = projects.drop("parent_project_id").join(
        nearest, on="project_id", how="left", validate="1:1"
    )
    return conform(joined.select(PROJECTS.column_names), PROJECTS)


def parts_of_wholes(projects: pl.DataFrame) -> pl.DataFrame:
    """Every project with each whole that it lies in, by ``parent_project_id``, at any depth.

    Returns:
        Distinct ``part_id`` and ``project_id`` of the whole, both among the projects of the frame.
        A whole outside it, such as a programme where those are left out, ends the way up.
    """
    direct = projects.filter(
        pl.col("parent_project_id").is_in(projects["project_id"].implode())
    ).select(part_id="project_id", project_id="parent_project_id")
    levels = [direct]
    up = direct.rename({"part_id": "project_id", "project_id": "above_id"})
    # a chain of parents without circles is no longer than the projects are many
    while len(levels[-1]) and len(levels) <= len(direct):
        climbed = levels[-1].join(up, on="project_id", how="inner", validate="m:1")
        levels.append(climbed.select("part_id", project_id="above_id"))
    return pl.concat(levels).unique().sort("part_id", "project_id")


def relations(subjects: Iterable[Subject], places: frozenset[str]) -> list[Relation]:
    """Parts and wholes, each pair once, without circles.

    Args:
        subjects: projects that have a city.
        places: letters of names of provinces and cities.
    """
    place = re.compile("|".join(sorted(map(re.escape, places), key=len, reverse=True)) or "(?!)")
    by_city: dict[str, list[Subject]] = {}
    for subject in sorted(subjects, key=lambda s: s.project_id):
        by_city.setdefault(subject.city, []).append(subject)
    found = []
    for city in by_city.values():
        own = {s.project_id: _own_names(s, place) for s in city}
        pairs = permutations(city, 2)
        told = [r for part, whole in pairs if (r := _related(part, whole, own)) is not None]
        found += [*told, *_of_campuses(city, _without_circles(told))]
    return _without_circles(found)


def parents(found: Iterable[Relation]) -> dict[str, str]:
    """The nearest whole of each part that has one.

    Of a campus and the park around it the campus is nearer, of a campus and a programme too. Where
    two wholes are as near as each other there is none.
    """
    wholes: dict[str, list[Relation]] = {}
    for relation in found:
        wholes.setdefault(relation.part, []).append(relation)
    above = {part: _all_above(part, wholes) for part in wholes}
    nearest = {}
    for part, told in wholes.items():
        inner = [
            r for r in told if not any(r.whole in above.get(other.whole, ()) for other in told)
        ]
        best = min(NEAREST_FIRST[r.relation] for r in inner)
        kept = [r.whole for r in inner if NEAREST_FIRST[r.relation] == best]
        if len(kept) == 1:
            nearest[part] = kept[0]
    return nearest


def _related(part: Subject, whole: Subject, own: Mapping[str, frozenset[str]]) -> Relation | None:
    if part.scope == "programme" or _cannot_be(part, whole):
        return None
    stage = _stage(part, whole)
    if stage is not None or not whole.contains:
        return stage
    forms = own[whole.project_id] - part.names
    rules = {
        "whole_in_name": _within(forms, part.names),
        "name_in_programme": _within(own[part.project_id], _programme_names(whole)),
        "district_is_park": max(forms & part.zones, default=None),
        "stated_location": _stated(part, whole, forms),
    }
    for rule, words in rules.items():
        if words is not None:
            return _relation(part, whole, rule, _REASONS[rule].format(words))
    return None


def _within(forms: Iterable[str], names: Iterable[str]) -> str | None:
    """The longest of some names that stands in others."""
    told = list(names)
    found = [form for form in forms if any(form in name for name in told)]
    return max(found, key=lambda form: (len(form), form), default=None)


def _programme_names(whole: Subject) -> frozenset[str]:
    return whole.names if whole.scope == "programme" else frozenset()


def _own_names(subject: Subject, place: re.Pattern[str]) -> frozenset[str]:
    """Names by which it can be told from others of the city, whoever runs them.

    A name counts where a word of its own is left when places, companies and words that many names
    share are taken away, or where it is that of a park with its place.
    """
    companies = sorted(map(re.escape, subject.operators), key=len, reverse=True)
    company = re.compile("|".join(companies) or "(?!)")
    found = set()
    for form in subject.names:
        rest = place.sub(" ", form)
        own = _NOT_LETTERS.sub("", _SHARED.sub(" ", company.sub(" ", rest)))
        names_place = rest != form and _PARK.search(form) is not None
        shortest = SHORTEST_LATIN if form.isascii() else SHORTEST_FORM
        if len(form) >= shortest and (len(own) >= SHORTEST_OWN or names_place):
            found.add(form)
    return frozenset(found)


def _relation(part: Subject, whole: Subject, rule: str, reason: str) -> Relation:
    kind = "site_of_campus"
    if whole.scope == "programme":
        kind = "site_of_programme"
    elif _have_others(part, whole):
        kind = "tenant_of_park"
    return Relation(part.project_id, whole.project_id, kind, rule, reason)


def _stage(part: Subject, whole: Subject) -> Relation | None:
    if whole.scope == "programme" or _have_others(part, whole):
        return None
    for name in sorted(part.names):
        for form in sorted(whole.names):
            if name.startswith(form) and _STAGE.fullmatch(name[len(form) :]):
                return Relation(
                    part.project_id, whole.project_id, "stage_of_site", "stage_in_name",
                    f"its name is {form} and {name[len(form) :]}",
                )  # fmt: skip
    return None


def _of_campuses(city: list[Subject], told: list[Relation]) -> Iterator[Relation]:
    """Parts of the one campus among the projects of a shared campus, as far as not told yet."""
    known = {(r.part, r.whole) for r in told}
    within = {part for part, _ in known}
    by_campus: dict[str, list[Subject]] = {}
    for subject in city:
        if subject.campus is not None:
            by_campus.setdefault(subject.campus, []).append(subject)
    for campus, members in by_campus.items():
        wholes = [s for s in members if s.scope == "campus" and s.project_id not in within]
        if len(wholes) != 1:
            continue
        whole = wholes[0]
        for part in members:
            pair = (part.project_id, whole.project_id)
            if part is not whole and pair not in known and not _cannot_be(part, whole):
                yield _relation(part, whole, "shared_campus", f"sources give both {campus}")


def _cannot_be(part: Subject, whole: Subject) -> bool:
    """Whether a figure of the part exceeds that of the whole, or it is older than the plan."""
    is_larger = any(
        kind == whole.sizes[column][1] and figure > whole.sizes[column][0]
        for column, (figure, kind) in part.sizes.items()
        if column in whole.sizes
    )
    if part.begun_on is None or whole.planned_on is None:
        return is_larger
    return is_larger or part.begun_on < whole.planned_on


def _have_others(part: Subject, whole: Subject) -> bool:
    """Whether both name companies and none of them can be the same."""
    pairs = [sorted((one, two), key=len) for one in part.operators for two in whole.operators]
    return bool(pairs) and not any(
        short == long or (len(short) >= SHORTEST_OPERATOR and short in long)
        for short, long in pairs
    )


def _stated(part: Subject, whole: Subject, forms: frozenset[str]) -> str | None:
    """The words by which a source says that it is in the whole; null where none does."""
    if not forms:
        return None
    before = _PART_OF if whole.scope == "programme" else f"{_STANDS_IN}|{_PART_OF}"
    names = "|".join(sorted(map(_spaced, forms), key=len, reverse=True))
    said = re.compile(rf"(?:{before})(?:{names})")
    found = (said.search(words) for words in part.words)
    return next((match[0] for match in found if match), None)


def _spaced(form: str) -> str:
    """A pattern that finds the letters of a name whatever stands between them."""
    return r"[\W_]{0,3}".join(map(re.escape, form))


def _without_circles(found: list[Relation]) -> list[Relation]:
    wholes: dict[str, list[Relation]] = {}
    for relation in found:
        wholes.setdefault(relation.part, []).append(relation)
    above = {part: _all_above(part, wholes) for part in wholes}
    return [r for r in found if r.part not in above.get(r.whole, ())]


def _all_above(part: str, wholes: Mapping[str, list[Relation]]) -> set[str]:
    seen: set[str] = set()
    waiting = [part]
    while waiting:
        for relation in wholes.get(waiting.pop(), []):
            if relation.whole not in seen:
                seen.add(relation.whole)
                waiting.append(relation.whole)
    return seen


def _subjects(claims: pl.DataFrame, cells: pl.DataFrame) -> Iterator[Subject]:
    name, words = pl.col("property"), pl.col("value_text")
    told = claims.group_by("project_id").agg(
        names=words.filter(name.is_in(["name_zh", "name_en"])).unique().sort(),
        operators=words.filter(name == "operator").unique().sort(),
        places=words.filter(name == "place").unique().sort(),
        quotes=pl.col("quote").unique().sort(),
    )
    placed = cells.filter(pl.col("city_adcode").is_not_null())
    for row in placed.join(told, on="project_id", validate="1:1").iter_rows(named=True):
        yield Subject(
            project_id=row["project_id"],
            city=row["city_adcode"],
            scope=row["scope"],
            campus=row["campus_id"],
            names=frozenset(form for name in row["names"] for form in forms_of(name)),
            operators=frozenset(
                operator.key for cell in row["operators"] for operator in parse_operators(cell)
            ),
            zones=frozenset(letters(word) for place in row["places"] for word in place.split()),
            words=tuple(map(key, row["quotes"])),
            sizes={
                column: (row[column], kind and row[kind])
                for column, kind in SIZES.items()
                if row[column] is not None
            },
            begun_on=row["construction_started_on"] or row["operational_on"],
            planned_on=row["announced_on"] if row["status"] in PIPELINE else None,
        )


def forms_of(name: str) -> set[str]:
    """Letters of a name, with and without what stands in brackets and the word for the country."""
    folded = key(name)
    both = {letters(folded), letters(_BRACKETS.sub(" ", folded))}
    return {form for one in both for form in (one, _COUNTRY.sub("", one))} - {""}


def letters(text: str) -> str:
    """Letters and digits of a text, folded."""
    return _NOT_LETTERS.sub("", key(text))


def _place_words(divisions: pl.DataFrame) -> frozenset[str]:
    columns = ("name_zh", "short_zh", "name_en")
    return frozenset(
        letters(name) for column in columns for name in divisions[column] if name and len(name) > 1
    )
