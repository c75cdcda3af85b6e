"""Every SQL check passes on the sample world, and fails, with a message, when one value is off."""

from collections.abc import Callable

import duckdb
import pytest

from dcpipeline.checks import SqlCheck, run_check, sql_checks
from dcpipeline.checks.generated import quantile_groups
from dcpipeline.checks.rules import RULES
from dcpipeline.schema import TABLES, Table, dictionary
from dcpipeline.schema.column import integer, number, text
from dcpipeline.schema.ddl import create_all, identifier
from dcpipeline.warehouse.database import insert
from dcpipeline.warehouse.writer import GENERATED
from dcpipeline_tests.warehouse import samples

LEVELS = {"project": "a project", "city": "a city", "province": "a province", "nation": "China"}
# A declaration of its own, so that the rules on modelled marts can be shown whatever is declared.
UTILIZATION = Table(
    "mart",
    "utilization",
    "Utilization.",
    "one row per geography and metric",
    ("geography_level", "geography_id", "metric"),
    (
        text("geography_level", "Level.", vocabulary=LEVELS),
        text("geography_id", "Place or project."),
        text("metric", "Metric."),
        number("p10", "p10.", decimals=3),
        number("p50", "p50.", decimals=3),
        number("p90", "p90.", decimals=3),
    ),
)
DECLARED = {**TABLES, "mart.utilization": UTILIZATION}
ROWS = [
    ("project", samples.OPERATIONAL, 0.2, 0.3, 0.4),
    ("project", samples.PLANNED, None, None, None),
    ("project", samples.PROGRAMME, None, None, None),
    ("city", "150900", 0.1, 0.2, 0.3),
    ("nation", "100000", 0.5, 0.5, 0.5),
]


@pytest.fixture(scope="module")
def database():
    """The sample world in memory. Tests change it inside a transaction that is rolled back."""
    world = {n: f for n, f in samples.world().items() if n != "mart.utilization"}
    names = ("geography_level", "geography_id", "p10", "p50", "p90")
    rows = [{**dict(zip(names, row, strict=True)), "metric": "occupancy"} for row in ROWS]
    world["mart.utilization"] = samples.frame(UTILIZATION, *rows)
    counts = {name: world[name].height if name in world else 0 for name in DECLARED}
    counts["meta.tables"] = len(DECLARED)
    world["meta.tables"] = dictionary.tables_frame(DECLARED.values(), counts)
    with duckdb.connect() as connection:
        for statement in create_all(DECLARED.values()):
            # CHECK constraints would forbid some of the errors that the checks must find
            connection.execute(statement)
        for name, frame in world.items():
            insert(connection, DECLARED[name], frame)
        yield connection


CHECKS = {check.name: check for check in sql_checks(DECLARED.values())}


@pytest.fixture
def broken(database) -> Callable[..., str]:
    """Applies statements, runs a check, undoes them; gives the message of the failed check."""

    def run(name: str, *statements: str) -> str:
        database.execute("BEGIN")
        try:
            for statement in statements:
                database.execute(statement)
            result = run_check(database, CHECKS[name])
        finally:
            database.execute("ROLLBACK")
        assert not result.passed, f"{name} does not notice"
        assert result.violations <= result.checked or name.startswith("rule/")
        return result.message

    return run


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_sample_world_passes(database, check):
    result = run_check(database, check)
    assert result.passed, result.message
    assert result.detail is None


def test_what_lies_within_a_phase_is_not_added_to_it(database):
    database.execute("BEGIN")
    try:
        database.execute(
            "UPDATE core.project_phases SET compute_pflops_installed = 120, "
            "parent_phase = CASE phase WHEN '二期' THEN '一期' END"
        )
        result = run_check(database, CHECKS["rule/phases_within_site"])
    finally:
        database.execute("ROLLBACK")
    assert (result.passed, result.checked) == (True, 1)


def test_names_are_unique_and_rules_few():
    assert len(CHECKS) == len(sql_checks(DECLARED.values()))
    assert len(RULES) <= 15


def test_every_rule_looked_at_something(database):
    rules = [c for c in CHECKS.values() if c.family in {"rule", "counts"}]
    assert len(rules) == len(RULES) + 1
    idle = [c.name for c in rules if run_check(database, c).checked == 0]
    assert idle == []


P, Q, R = samples.OPERATIONAL, samples.PLANNED, samples.PROGRAMME
FACTS, PROJECTS = "core.project_facts", "core.projects"
BROKEN = [
    (
        "rule/claims_conserved",
        [f"DELETE FROM {FACTS} WHERE claim_id = '{P}-name_zh-0'"],
        f"1 of 21 break the rule|first: claim_id={P}-name_zh-0|fate=neither used nor outvoted",
    ),
    (
        "rule/claims_conserved",
        [
            "INSERT INTO rejects.claims (claim_id, extractor_version, reason) "
            f"VALUES ('{P}-status-0', 'x', 'x')"
        ],
        "1 of 22 break the rule|fate=kept and rejected",
    ),
    (
        "rule/claims_conserved",
        [f"UPDATE core.subjects SET project_id = '{Q}' WHERE decision = 'waiting'"],
        f"1 of 22 break the rule|claim_id={samples.WAITING}|fate=neither used nor outvoted",
    ),
    (
        "rule/subjects_decided",
        [f"DELETE FROM core.subjects WHERE subject_key = '{samples.WAITING}'"],
        f"1 of 4 break the rule|subject_key={samples.WAITING}, defect=no decision",
    ),
    (
        "rule/subjects_decided",
        ["DELETE FROM core.subjects WHERE subject_key = 'AN0000000001'"],
        "1 of 4 break the rule|subject_key=AN0000000001, defect=no decision",
    ),
    (
        "rule/subjects_decided",
        ["UPDATE core.subjects SET project_id = NULL WHERE decision = 'joined'"],
        f"1 of 5 break|subject_key={samples.JOINED}, defect=decision joined and project none",
    ),
    (
        "rule/subjects_decided",
        [f"UPDATE core.subjects SET project_id = '{Q}' WHERE decision = 'waiting'"],
        f"1 of 5 break the rule|defect=decision waiting and project {Q}",
    ),
    (
        "rule/announcements_conserved",
        [
            "INSERT INTO raw.announcements SELECT * REPLACE ('AN0000000009' AS announcement_id) "
            "FROM raw.announcements LIMIT 1"
        ],
        "1 of 4 break the rule|announcement_id=AN0000000009",
    ),
    (
        "rule/facts_not_orphaned",
        [f"UPDATE {FACTS} SET column_name = 'colour' WHERE column_name = 'ai_stated'"],
        "2 of 21 break the rule|column_name=colour",
    ),
    (
        "rule/facts_not_orphaned",
        [f"UPDATE {FACTS} SET claim_id = 'gone' WHERE claim_id = '{P}-status-0'"],
        "claim_id=gone, project_exists=True, claim_exists=False",
    ),
    (
        "rule/cells_have_evidence",
        [f"UPDATE {PROJECTS} SET investment_cny = 5 WHERE project_id = '{P}'"],
        f"1 of 21 break the rule|project_id={P}, column_name=investment_cny, cell=5",
    ),
    (
        "rule/cells_have_evidence",
        [f"UPDATE {FACTS} SET role = 'outvoted' WHERE claim_id = '{P}-status_on-0'"],
        f"project_id={P}, column_name=status_on, cell=2025-03-01",
    ),
    (
        "rule/facts_reproduce_cells",
        [f"UPDATE {PROJECTS} SET status_on = DATE '2025-03-02' WHERE project_id = '{P}'"],
        "1 of 21 break the rule|column_name=status_on, cell=2025-03-02, fact=2025-03-01",
    ),
    (
        "rule/facts_reproduce_cells",
        [f"UPDATE {PROJECTS} SET racks = 301 WHERE project_id = '{P}'"],
        "column_name=racks, cell=301, fact=300.0, rule=sum_of_phases",
    ),
    (
        "rule/facts_reproduce_cells",
        [f"UPDATE {PROJECTS} SET ai_stated = false WHERE project_id = '{P}'"],
        "column_name=ai_stated, cell=false, fact=true",
    ),
    (
        "rule/facts_reproduce_cells",
        [f"UPDATE {PROJECTS} SET latitude = latitude + 0.001 WHERE project_id = '{P}'"],
        "column_name=latitude, cell=39.9085",
    ),
    (
        "rule/facts_reproduce_cells",
        [f"UPDATE {PROJECTS} SET name_zh = NULL WHERE project_id = '{P}'"],
        "column_name=name_zh, cell=None, fact=示例智算中心",
    ),
    (
        "rule/facts_reproduce_cells",
        [f"UPDATE {FACTS} SET value_num = NULL WHERE column_name = 'latitude'"],
        "column_name=latitude",
    ),
    *(
        ("rule/bookkeeping_recomputed", [f"UPDATE {PROJECTS} SET {change}"], words)
        for change, words in (
            ("n_claims = n_claims + 1", "3 of 3 break|column_name=n_claims, stated=14, recomp"),
            ("n_independent_sources = 7", "column_name=n_independent_sources, stated=7"),
            ("best_tier = 'press'", "column_name=best_tier, stated=press, recomputed=official"),
            ("first_seen_on = DATE '2025-03-02'", "stated=2025-03-02, recomputed=2025-03-01"),
            ("last_changed_on = DATE '2026-01-01'", "stated=2026-01-01, recomputed=2025-09-01"),
        )
    ),
    (
        "rule/projects_resolve",
        [f"DELETE FROM core.project_aliases WHERE project_id = '{Q}'"],
        f"project_id={Q}, defect=no alias of its own",
    ),
    (
        "rule/projects_resolve",
        ["INSERT INTO core.project_aliases VALUES ('old', 'project_id', 'dcffffffff', false)"],
        "project_id=dcffffffff, defect=alias old leads nowhere",
    ),
    *(
        ("rule/versions_in_order", [f"UPDATE core.project_versions SET {change}"], words)
        for change, words in (
            ("known_to_on = DATE '2023-12-31' WHERE known_to_on IS NOT NULL", "2023-12-31"),
            ("known_to_on = DATE '2025-03-01' WHERE known_to_on IS NOT NULL", "2025-03-01"),
            ("known_to_on = NULL WHERE known_to_on IS NOT NULL", "known_to_on=None"),
            (f"known_to_on = DATE '2026-01-01' WHERE project_id = '{Q}'", f"project_id={Q}"),
        )
    ),
    (
        "rule/projects_have_versions",
        [f"UPDATE core.project_versions SET status = 'signed' WHERE project_id = '{Q}'"],
        "1 of 3 break the rule|status=announced, version_status=signed",
    ),
    (
        "rule/phases_within_site",
        ["UPDATE core.project_phases SET compute_pflops_installed = 60.1"],
        "1 of 1 break the rule|phases_sum=120.2, site_high=120.0",
    ),
    (
        "rule/planned_sites_unmeasured",
        [f"UPDATE mart.utilization SET p50 = 0 WHERE geography_id = '{Q}'"],
        f"1 of 2 break the rule|project_id={Q}|status=announced|p50=0.0",
    ),
    (
        "rule/places_known",
        ["UPDATE mart.utilization SET geography_id = '159999' WHERE geography_level = 'city'"],
        "mart=mart.utilization, geography_level=city, geography_id=159999",
    ),
    (
        "rule/places_known",
        [
            "UPDATE mart.utilization SET geography_id = 'dc99999999' "
            f"WHERE geography_id = '{samples.OPERATIONAL}'"
        ],
        "geography_level=project, geography_id=dc99999999",
    ),
    (
        "rule/programmes_unmodelled",
        [f"UPDATE mart.utilization SET p50 = 0.5 WHERE geography_id = '{R}'"],
        f"geography_id={R}, figure=0.5",
    ),
    *(
        ("rule/sums_without_programmes", [f"UPDATE mart.capacity_by_place SET {change}"], words)
        for change, words in (
            ("projects = 2 WHERE geography_id = '150000'", "figure=projects, shown=2.0, found=1.0"),
            ("it_load_mw = 9 WHERE geography_id = '150000'", "figure=it_load_mw, shown=9"),
            (
                "compute_installed_unknown_pflops = 1 WHERE geography_id = '110000'",
                "figure=compute_installed_unknown_pflops",
            ),
        )
    ),
    (
        "bounds/mart.utilization.quantiles",
        ["UPDATE mart.utilization SET p10 = 0.41 WHERE p90 = 0.4"],
        "1 of 3 break the rule|figures=p10, p50, p90, found=0.41, 0.3, 0.4",
    ),
    (
        "bounds/mart.utilization.quantiles",
        ["UPDATE mart.utilization SET p90 = NULL WHERE p90 = 0.4"],
        "found=0.2, 0.3, null",
    ),
    (
        "bounds/core.projects.spans",
        [f"UPDATE {PROJECTS} SET compute_pflops_installed_low = 101 WHERE project_id = '{P}'"],
        "1 of 1 break the rule|found=101.0, 100.0, 120.0",
    ),
    (
        "bounds/core.projects.spans",
        [f"UPDATE {PROJECTS} SET compute_pflops_installed_high = NULL WHERE project_id = '{P}'"],
        "found=90.0, 100.0, null",
    ),
    (
        "counts/meta.tables",
        ["UPDATE meta.tables SET row_count = 9 WHERE table_name = 'divisions'"],
        "table_name=divisions, stated=9, found=4",
    ),
    (
        "counts/meta.tables",
        ["DELETE FROM meta.tables WHERE table_name = 'divisions'"],
        "2 of |table_schema=meta, table_name=tables",
    ),
    (
        "references/ref.divisions.parent_adcode",
        ["UPDATE ref.divisions SET parent_adcode = '990000' WHERE adcode = '150900'"],
        "1 of 3 break the rule|parent_adcode=990000, adcode=150900",
    ),
    (
        "references/core.projects.parent_project_id",
        [f"UPDATE {PROJECTS} SET parent_project_id = 'dc99999999' WHERE project_id = '{Q}'"],
        f"1 of 1 break the rule|parent_project_id=dc99999999, project_id={Q}",
    ),
]


@pytest.mark.parametrize(("name", "statements", "words"), BROKEN, ids=lambda value: str(value)[:60])
def test_check_fails_and_says_why(broken, name, statements, words):
    message = broken(name, *statements)
    assert message.startswith(f"{name}: ")
    for part in words.split("|"):
        assert part in message


def test_a_bound_without_a_central_figure_is_allowed(database):
    database.execute("BEGIN")
    try:
        database.execute(f"UPDATE {PROJECTS} SET compute_pflops_installed = NULL")
        assert run_check(database, CHECKS["bounds/core.projects.spans"]).passed
    finally:
        database.execute("ROLLBACK")


def test_rows_published_after_the_as_of_day_need_no_claim(database):
    check = CHECKS["rule/announcements_conserved"]
    database.execute("BEGIN")
    try:
        database.execute("DELETE FROM core.claims")
        assert run_check(database, check).violations == 3
        source = samples.frame(TABLES["meta.sources"], {"facts_as_of": samples.AS_OF})
        insert(database, TABLES["meta.sources"], source)
        for day, violations in (("2026-11-01", 3), ("2026-10-31", 0)):
            row = f"('x', DATE '{day}', 'x', NULL, 'x')"
            database.execute("DELETE FROM meta.snapshot")
            database.execute(f"INSERT INTO meta.snapshot VALUES {row}")
            result = run_check(database, check)
            assert (result.violations, result.checked) == (violations, violations)
    finally:
        database.execute("ROLLBACK")


def test_text_under_a_sum_rule_is_compared_not_added(database):
    database.execute("BEGIN")
    try:
        column = "compute_pflops_installed_precision"
        database.execute(
            f"UPDATE {FACTS} SET rule = 'sum_of_phases' WHERE column_name = '{column}'"
        )
        assert run_check(database, CHECKS["rule/facts_reproduce_cells"]).passed
        database.execute(f"UPDATE {FACTS} SET value = 'FP8' WHERE column_name = '{column}'")
        result = run_check(database, CHECKS["rule/facts_reproduce_cells"])
    finally:
        database.execute("ROLLBACK")
    assert result.detail is not None and "cell=FP16, fact=FP8" in result.detail


def test_every_rule_is_shown_failing():
    shown = {name for name, _, _ in BROKEN}
    assert {c.name for c in CHECKS.values() if c.family in {"rule", "counts"}} <= shown


REFERENCES = [c for c in CHECKS.values() if c.family == "references"]


@pytest.mark.parametrize("check", REFERENCES, ids=lambda check: check.name)
def test_every_reference_notices_a_stranger(check: SqlCheck):
    table_name, _, column = check.name.removeprefix("references/").rpartition(".")
    table = DECLARED[table_name]
    target = DECLARED[str(table[column].references).rpartition(".")[0]]
    stranger = samples.full_row(table)
    with duckdb.connect() as connection:
        for statement in create_all({table.full_name: table, target.full_name: target}.values()):
            connection.execute(statement)
        insert(connection, table, stranger)
        if target is table:
            # the row must not refer to itself by chance
            key = identifier(str(table[column].references).rpartition(".")[2])
            connection.execute(f"UPDATE {identifier(table_name)} SET {key} = {other_key(table)}")
        result = run_check(connection, check)
    assert (result.checked, result.violations) == (1, 1)
    assert result.detail is not None and result.detail.startswith(f"{column}=")


def other_key(table: Table) -> str:
    return "'dcffffffff'" if table.full_name == "core.projects" else "'999999'"


def test_a_reference_to_nothing_is_an_error():
    table = Table(
        "core", "x", "X.", "one row", ("a",), (text("a", "A.", references="core.no.such"),)
    )
    with pytest.raises(ValueError, match=r"core\.x\.a refers to core\.no\.such"):
        sql_checks([table])


def test_quantiles_are_grouped_by_figure():
    columns = [
        *(number(f"risk_p{q}", "r", decimals=1) for q in (90, 10, 50)),
        *(integer(f"rank_p{q}", "r") for q in ("05", "50", "95")),
        *(number(name, "r", decimals=1) for name in ("p10", "p50", "p90")),
        *(number(f"reach{tail}", "r", decimals=1) for tail in ("_p90", "", "_p10")),
        number("p10_rtt_ms", "r", decimals=1),
        number("p90_rtt_ms", "r", decimals=1),
        text("zone_p10", "z"),
        number("top10", "r", decimals=1),
    ]
    table = Table("mart", "x", "X.", "one", ("k",), (text("k", "K."), *columns))
    assert quantile_groups(table) == [
        ["risk_p10", "risk_p50", "risk_p90"],
        ["rank_p05", "rank_p50", "rank_p95"],
        ["p10", "p50", "p90"],
        ["reach_p10", "reach", "reach_p90"],
        ["p10_rtt_ms", "p90_rtt_ms"],
    ]


def test_rules_without_their_tables_are_left_out():
    names = {c.name for c in sql_checks([TABLES["ref.divisions"]])}
    assert names == {"references/ref.divisions.parent_adcode"}


def test_a_check_that_counts_nothing_is_a_defect(database):
    check = SqlCheck("rule/x", "core.x", "X.", "SELECT 1 WHERE false", "SELECT 1 WHERE false")
    with pytest.raises(duckdb.Error, match="a count returned nothing"):
        run_check(database, check)


def test_long_values_are_cut(database):
    check = SqlCheck("rule/x", "core.x", "X.", "SELECT repeat('x', 900) AS v", "SELECT 1")
    detail = run_check(database, check).detail
    assert detail == "v=" + "x" * 200 + "…"


def test_generated_tables_are_declared():
    assert TABLES.keys() >= GENERATED
