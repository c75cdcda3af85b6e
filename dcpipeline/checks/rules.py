"""Rules over versions, phases and marts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dcpipeline.checks import evidence
from dcpipeline.checks.generated import quantile_groups
from dcpipeline.checks.sql import SqlCheck
from dcpipeline.schema import Table
from dcpipeline.schema.ddl import identifier, literal
from dcpipeline.schema.tables.mart_counts import QUANTITIES
from dcpipeline.schema.vocabularies import IN_SERVICE, STATUS, STATUS_RANK

PLANNED = tuple(s for s in STATUS if STATUS_RANK[s] < min(STATUS_RANK[i] for i in IN_SERVICE))


def projects_resolve(_: Mapping[str, Table]) -> SqlCheck:
    """Every project can be found by its identifier; no living alias leads nowhere."""
    return SqlCheck(
        name="rule/projects_resolve",
        table="core.project_aliases",
        description="Every project_id is an alias of itself; an alias leads to a project unless "
        "it is retired.",
        violations_sql="SELECT project_id, 'no alias of its own' AS defect FROM core.projects "
        "ANTI JOIN (SELECT project_id FROM core.project_aliases WHERE kind = 'project_id' "
        "AND alias = project_id) USING (project_id) "
        "UNION ALL SELECT project_id, 'alias ' || alias || ' leads nowhere' "
        "FROM core.project_aliases ANTI JOIN core.projects USING (project_id) WHERE NOT retired",
        checked_sql="SELECT (SELECT count(*) FROM core.projects) "
        "+ (SELECT count(*) FROM core.project_aliases WHERE NOT retired)",
    )


def versions_in_order(_: Mapping[str, Table]) -> SqlCheck:
    """Versions of one project follow each other without overlap, the last one open."""
    return SqlCheck(
        name="rule/versions_in_order",
        table="core.project_versions",
        description="A version begins before it ends, ends before the next begins, and only the "
        "last is open.",
        violations_sql="SELECT * FROM (SELECT project_id, known_from_on, known_to_on, "
        "lead(known_from_on) OVER (PARTITION BY project_id ORDER BY known_from_on) "
        "AS next_known_from_on FROM core.project_versions) "
        "WHERE known_from_on > known_to_on OR (next_known_from_on IS NULL) <> "
        "(known_to_on IS NULL) OR known_to_on >= next_known_from_on",
        checked_sql="SELECT count(*) FROM core.project_versions",
    )


def projects_have_versions(_: Mapping[str, Table]) -> SqlCheck:
    """The newest version of a project says what core.projects says."""
    return SqlCheck(
        name="rule/projects_have_versions",
        table="core.project_versions",
        description="Every project has an open version with its status and scope.",
        violations_sql="SELECT project_id, projects.status, newest.status AS version_status, "
        "projects.scope, newest.scope AS version_scope FROM core.projects AS projects LEFT JOIN "
        "(SELECT * FROM core.project_versions WHERE known_to_on IS NULL) AS newest "
        "USING (project_id) WHERE newest.known_from_on IS NULL "
        "OR projects.status IS DISTINCT FROM newest.status "
        "OR projects.scope IS DISTINCT FROM newest.scope",
        checked_sql="SELECT count(*) FROM core.projects",
    )


def phases_within_site(_: Mapping[str, Table]) -> SqlCheck:
    """Phases add up to no more than the highest figure of the whole site (warning only)."""
    parts, counts = [], []
    for basis in ("installed", "planned"):
        figure = f"compute_pflops_{basis}"
        both = (
            f"SELECT project_id, '{figure}' AS figure, sum(phases.{figure}) AS phases_sum, "
            f"any_value(projects.{figure}_high) AS site_high "
            "FROM core.project_phases AS phases JOIN core.projects AS projects USING (project_id) "
            "WHERE phases.parent_phase IS NULL "
            f"AND phases.compute_precision = projects.{figure}_precision "
            f"AND phases.{figure} IS NOT NULL AND projects.{figure}_high IS NOT NULL "
            "GROUP BY project_id"
        )
        parts.append(f"SELECT * FROM ({both}) WHERE phases_sum > site_high * (1 + 1e-6)")
        counts.append(f"(SELECT count(*) FROM ({both}))")
    return SqlCheck(
        name="rule/phases_within_site",
        table="core.project_phases",
        description="Phases of one precision, without what lies within another phase, do not add "
        "up to more than the highest figure of their site.",
        violations_sql=" UNION ALL ".join(parts),
        checked_sql=f"SELECT {' + '.join(counts)}",
        blocking=False,
    )


def planned_sites_unmeasured(_: Mapping[str, Table]) -> SqlCheck:
    """What is not built has no utilization: null, never zero."""
    joined = (
        "FROM mart.utilization AS used JOIN core.projects AS projects "
        "ON used.geography_id = projects.project_id WHERE used.geography_level = 'project' "
        f"AND projects.status IN ({_values(PLANNED)})"
    )
    return SqlCheck(
        name="rule/planned_sites_unmeasured",
        table="mart.utilization",
        description="A project that is not in service has no utilization; it is null, never zero.",
        violations_sql="SELECT project_id, metric, projects.status, p10, p50, p90 "
        f"{joined} AND coalesce(p10, p50, p90) IS NOT NULL",
        checked_sql=f"SELECT count(*) {joined}",
    )


def places_known(declared: Mapping[str, Table]) -> SqlCheck | None:
    """A row about a place or project is about one that exists."""
    marts = [t.full_name for t in _geographies(declared)]
    if not marts:
        return None
    rows = " UNION ALL ".join(
        f"SELECT {literal(name)} AS mart, geography_level, geography_id FROM {identifier(name)}"
        for name in marts
    )
    return SqlCheck(
        name="rule/places_known",
        table="ref.divisions",
        description="Every mart row by geography speaks of a project of core.projects or a place "
        "of ref.divisions.",
        violations_sql=f"SELECT DISTINCT * FROM ({rows}) WHERE CASE geography_level "
        "WHEN 'project' THEN geography_id NOT IN (SELECT project_id FROM core.projects) "
        "ELSE geography_id NOT IN (SELECT adcode FROM ref.divisions) END",
        checked_sql=f"SELECT count(*) FROM ({rows})",
    )


def programmes_unmodelled(declared: Mapping[str, Table]) -> SqlCheck | None:
    """Totals of a city, batch or company have no modelled figure of their own."""
    parts = []
    for table in _geographies(declared):
        quantiles = [name for group in quantile_groups(table) for name in group]
        if quantiles:
            columns = ", ".join(identifier(name) for name in quantiles)
            parts.append(
                f"SELECT {literal(table.full_name)} AS mart, geography_id, "
                f"coalesce({columns}) AS figure FROM {identifier(table.full_name)} "
                "WHERE geography_level = 'project'"
            )
    if not parts:
        return None
    rows = " UNION ALL ".join(parts)
    return SqlCheck(
        name="rule/programmes_unmodelled",
        table="core.projects",
        description="A programme total has no modelled figure in any mart.",
        violations_sql=f"SELECT mart, geography_id, figure FROM ({rows}) JOIN core.projects "
        "ON geography_id = project_id WHERE scope = 'programme' AND figure IS NOT NULL",
        checked_sql=f"SELECT count(*) FROM ({rows})",
    )


def sums_without_programmes(_: Mapping[str, Table]) -> SqlCheck:
    """Provincial sums hold every project once and no programme total."""
    place = "geography_level = 'province'"
    projects = "scope IS DISTINCT FROM 'programme'"
    stated = f"SELECT geography_id AS adcode, {{}} FROM mart.capacity_by_place WHERE {place}"
    found = f"SELECT province_adcode AS adcode, {{}} FROM core.projects WHERE {projects}"
    parts = [
        "SELECT adcode, 'projects' AS figure, shown::DOUBLE AS shown, found::DOUBLE AS found FROM "
        f"({stated.format('sum(projects) AS shown')} GROUP BY adcode) FULL JOIN "
        f"({found.format('count(*) AS found')} GROUP BY adcode) USING (adcode) "
        "WHERE shown IS DISTINCT FROM found"
    ]
    for one in QUANTITIES:
        allowed = ""
        if one.class_column is not None:
            known = f"coalesce({identifier(one.class_column)}, 'unknown')"
            allowed = f" AND {known} IN ({_values(one.classes)})"
        shown = stated.format(f"sum({identifier(one.name)}) AS shown")
        total = found.format(f"sum({identifier(one.source)}) AS found")
        parts.append(
            f"SELECT adcode, {literal(one.name)}, shown, found FROM ({shown} GROUP BY adcode) "
            f"LEFT JOIN ({total}{allowed} GROUP BY adcode) USING (adcode) "
            "WHERE shown > coalesce(found, 0) * (1 + 1e-6)"
        )
    return SqlCheck(
        name="rule/sums_without_programmes",
        table="mart.capacity_by_place",
        description="A province counts each of its projects once and no programme, and its sums "
        "are no larger than those of its projects.",
        violations_sql=" UNION ALL ".join(parts),
        checked_sql=f"SELECT count(*) FROM core.projects WHERE {projects}",
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A written rule and the tables without which it has no meaning."""

    build: Callable[[Mapping[str, Table]], SqlCheck | None]
    needs: tuple[str, ...]


_FACTS = ("core.projects", "core.claims", "core.project_facts")
RULES = (
    Rule(
        evidence.claims_conserved,
        ("core.claims", "core.project_facts", "core.subjects", "rejects.claims"),
    ),
    Rule(evidence.subjects_decided, ("core.claims", "core.subjects")),
    Rule(
        evidence.announcements_conserved,
        ("raw.announcements", "core.claims", "rejects.claims", "meta.snapshot", "meta.sources"),
    ),
    Rule(evidence.facts_not_orphaned, _FACTS),
    Rule(evidence.cells_have_evidence, _FACTS),
    Rule(evidence.facts_reproduce_cells, _FACTS),
    Rule(evidence.bookkeeping_recomputed, _FACTS),
    Rule(projects_resolve, ("core.projects", "core.project_aliases")),
    Rule(versions_in_order, ("core.project_versions",)),
    Rule(projects_have_versions, ("core.projects", "core.project_versions")),
    Rule(phases_within_site, ("core.projects", "core.project_phases")),
    Rule(planned_sites_unmeasured, ("core.projects", "mart.utilization")),
    Rule(places_known, ("core.projects", "ref.divisions")),
    Rule(programmes_unmodelled, ("core.projects",)),
    Rule(sums_without_programmes, ("core.projects", "mart.capacity_by_place")),
)


def rule_checks(declared: Mapping[str, Table]) -> Iterable[SqlCheck]:
    """The rules whose tables are all declared."""
    for rule in RULES:
        if all(name in declared for name in rule.needs):
            check = rule.build(declared)
            if check is not None:
                yield check


def _geographies(declared: Mapping[str, Table]) -> list[Table]:
    wanted = {"geography_level", "geography_id"}
    return [t for t in declared.values() if t.schema == "mart" and wanted <= set(t.column_names)]


def _values(values: Iterable[str]) -> str:
    return ", ".join(literal(value) for value in values)
