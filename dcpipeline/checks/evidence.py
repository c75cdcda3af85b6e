"""Rules that tie every figure of a project to the claims it comes from."""

from collections.abc import Mapping

from dcpipeline.checks.sql import SqlCheck
from dcpipeline.schema import Column, Kind, Table
from dcpipeline.schema.ddl import identifier, literal
from dcpipeline.schema.vocabularies import PROJECT_PROPERTY, TIER_RANK

RELATIVE_TOLERANCE = 1e-6
SUM_RULE = "sum_of"
_ABOUT_PROJECTS = ("project", "site", "campus", "programme")
_NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER})


def claims_conserved(_: Mapping[str, Table]) -> SqlCheck:
    """Claims in = used + outvoted + waiting + rejected.

    What fills no cell of a project (``OTHER_PROPERTY``), and claims of subjects that wait or are no
    project, are kept as they are.
    """
    kinds = ", ".join(literal(kind) for kind in _ABOUT_PROJECTS)
    properties = ", ".join(literal(name) for name in PROJECT_PROPERTY)
    claims = (
        f"FROM core.claims WHERE subject_kind IN ({kinds}) AND property IN ({properties}) "
        "AND subject_key NOT IN (SELECT subject_key FROM core.subjects WHERE project_id IS NULL)"
    )
    return SqlCheck(
        name="rule/claims_conserved",
        table="core.claims",
        description="Every claim about a project that fills a cell is used or outvoted in "
        "core.project_facts unless its subject waits, and none of these is also rejected.",
        violations_sql="SELECT claim_id, property, value_text, 'neither used nor outvoted' AS fate "
        f"FROM (SELECT * {claims}) ANTI JOIN core.project_facts USING (claim_id) "
        "UNION ALL SELECT claim_id, property, value_text, 'kept and rejected' "
        "FROM core.claims SEMI JOIN rejects.claims USING (claim_id)",
        checked_sql=f"SELECT (SELECT count(*) {claims}) + (SELECT count(*) FROM rejects.claims)",
    )


def subjects_decided(_: Mapping[str, Table]) -> SqlCheck:
    """Nothing that a source speaks of is dropped unseen."""
    return SqlCheck(
        name="rule/subjects_decided",
        table="core.subjects",
        description="Every subject of a claim is in core.subjects, with a project if it joined or "
        "founded one and without if not.",
        violations_sql="SELECT DISTINCT subject_key, 'no decision' AS defect FROM core.claims "
        "ANTI JOIN core.subjects USING (subject_key) "
        "UNION ALL SELECT subject_key, 'decision ' || decision || ' and project ' || "
        "coalesce(project_id, 'none') FROM core.subjects "
        "WHERE (decision IN ('joined', 'founded')) <> (project_id IS NOT NULL)",
        checked_sql="SELECT count(*) FROM core.subjects",
    )


def announcements_conserved(_: Mapping[str, Table]) -> SqlCheck:
    """No register row is lost on the way to claims.

    With an as-of day before the facts were compiled, rows published later give no claims; then
    the rule has nothing to look at.
    """
    complete = (
        "((SELECT min(as_of) FROM meta.snapshot) < (SELECT max(facts_as_of) FROM meta.sources)) "
        "IS NOT TRUE"
    )
    return SqlCheck(
        name="rule/announcements_conserved",
        table="raw.announcements",
        description="As of the day of the facts, every accepted register row gives at least one "
        "claim, kept or rejected.",
        violations_sql="SELECT announcement_id, project_key, file_line FROM raw.announcements "
        "ANTI JOIN (SELECT announcement_id FROM core.claims UNION ALL "
        f"SELECT announcement_id FROM rejects.claims) USING (announcement_id) WHERE {complete}",
        checked_sql=f"SELECT count(*) FROM raw.announcements WHERE {complete}",
    )


def facts_not_orphaned(declared: Mapping[str, Table]) -> SqlCheck:
    """A fact speaks of a cell that exists, and says the same as its claim about the project."""
    columns = ", ".join(literal(name) for name in declared["core.projects"].column_names)
    return SqlCheck(
        name="rule/facts_not_orphaned",
        table="core.project_facts",
        description="Every fact names a project, a claim and a column of core.projects that exist.",
        violations_sql="SELECT facts.project_id, facts.column_name, facts.claim_id, "
        "projects.project_id IS NOT NULL AS project_exists, "
        "claims.claim_id IS NOT NULL AS claim_exists FROM core.project_facts AS facts "
        "LEFT JOIN core.projects AS projects USING (project_id) "
        "LEFT JOIN core.claims AS claims USING (claim_id) "
        "WHERE projects.project_id IS NULL OR claims.claim_id IS NULL "
        f"OR facts.column_name NOT IN ({columns})",
        checked_sql="SELECT count(*) FROM core.project_facts",
    )


def cells_have_evidence(declared: Mapping[str, Table]) -> SqlCheck:
    """Every figure of a project has a source."""
    filled = f"SELECT * FROM ({_cells(declared)}) WHERE cell IS NOT NULL"
    return SqlCheck(
        name="rule/cells_have_evidence",
        table="core.projects",
        description="Every filled evidence cell of core.projects has a used fact.",
        violations_sql=f"SELECT project_id, column_name, cell FROM ({filled}) ANTI JOIN "
        "(SELECT project_id, column_name FROM core.project_facts WHERE role = 'used') "
        "USING (project_id, column_name)",
        checked_sql=f"SELECT count(*) FROM ({filled})",
    )


def facts_reproduce_cells(declared: Mapping[str, Table]) -> SqlCheck:
    """The used facts say what the cell says.

    The numbers of the used facts of a rule named ``sum_of…`` add up to the cell; under any other
    rule, and in columns that are no numbers, each used fact equals it. Dates are compared as ISO
    text, flags as ``true`` and ``false``, numbers with a relative tolerance of 1e-6 or half a unit
    of the last kept decimal.
    """
    differs = (
        "CASE WHEN numeric THEN (cell_num IS NULL) <> (fact_num IS NULL) "
        f"OR abs(cell_num - fact_num) > greatest({RELATIVE_TOLERANCE} * abs(cell_num), slack) "
        "ELSE cell IS DISTINCT FROM fact END"
    )
    used = f"FROM core.project_facts JOIN ({_cells(declared)}) USING (project_id, column_name) "
    single = (
        "SELECT project_id, column_name, claim_id, rule, cell, value AS fact, numeric, cell_num, "
        f"value_num AS fact_num, slack {used} WHERE role = 'used' "
        f"AND NOT (numeric AND starts_with(rule, '{SUM_RULE}'))"
    )
    summed = (
        "SELECT project_id, column_name, min(claim_id), min(rule), any_value(cell), "
        "sum(value_num)::VARCHAR, TRUE, any_value(cell_num), sum(value_num), "
        f"any_value(slack) {used} WHERE role = 'used' AND numeric "
        f"AND starts_with(rule, '{SUM_RULE}') GROUP BY project_id, column_name"
    )
    return SqlCheck(
        name="rule/facts_reproduce_cells",
        table="core.project_facts",
        description="Used facts reproduce the value of their cell in core.projects.",
        violations_sql="SELECT project_id, column_name, cell, fact, rule, claim_id "
        f"FROM ({single} UNION ALL {summed}) WHERE {differs}",
        checked_sql=f"SELECT count(*) {used} WHERE role = 'used'",
    )


def bookkeeping_recomputed(_: Mapping[str, Table]) -> SqlCheck:
    """Counts, best tier and days of knowledge follow from the claims of the project."""
    tiers = ", ".join(literal(tier) for tier in TIER_RANK)
    columns = {
        "n_claims": "count(*)",
        "n_independent_sources": "count(DISTINCT origin_id)",
        "best_tier": f"arg_min(source_tier, list_position([{tiers}], source_tier))",
        "first_seen_on": "min(published_on)",
        "last_changed_on": "max(published_on)",
    }
    found = ", ".join(f"{expression} AS {name}" for name, expression in columns.items())
    evidence = (
        f"SELECT project_id, {found} FROM "
        "(SELECT DISTINCT project_id, claim_id FROM core.project_facts) "
        "JOIN core.claims USING (claim_id) GROUP BY project_id"
    )
    return SqlCheck(
        name="rule/bookkeeping_recomputed",
        table="core.projects",
        description="Claim and source counts, best tier, first and last day of every project are "
        "those of its claims.",
        violations_sql=" UNION ALL ".join(
            f"SELECT project_id, '{name}' AS column_name, stated.{name}::VARCHAR AS stated, "
            f"found.{name}::VARCHAR AS recomputed FROM core.projects AS stated "
            f"LEFT JOIN ({evidence}) AS found USING (project_id) "
            f"WHERE stated.{name} IS DISTINCT FROM found.{name}"
            for name in columns
        ),
        checked_sql="SELECT count(*) FROM core.projects",
    )


def _cells(declared: Mapping[str, Table]) -> str:
    """Evidence cells in long form: project_id, column_name, cell, numeric, cell_num, slack."""
    return " UNION ALL ".join(
        _cell(column) for column in declared["core.projects"] if column.evidence
    )


def _cell(column: Column) -> str:
    name = identifier(column.name)
    numeric = column.kind in _NUMERIC
    number = f"{name}::DOUBLE" if numeric else "NULL::DOUBLE"
    slack = 0.5 * 10.0**-column.decimals if column.decimals is not None else 0.0
    return (
        f"SELECT project_id, {literal(column.name)} AS column_name, {name}::VARCHAR AS cell, "
        f"{str(numeric).upper()} AS numeric, {number} AS cell_num, {slack!r}::DOUBLE AS slack "
        "FROM core.projects"
    )
