"""What the Dagster UI shows: assets, columns, lineage, checks, schedule."""

from collections.abc import Mapping
from pathlib import Path

import dagster as dg
import pytest

from dcpipeline.assets.publishing import TOPIC_OF_RULE, TOPICS, WAREHOUSE, check_name
from dcpipeline.assets.report import PAGE
from dcpipeline.checks import sql_checks
from dcpipeline.definitions import build_defs, defs
from dcpipeline.pipeline import STEPS
from dcpipeline.schema import TABLES

PUBLISHED = ".".join(WAREHOUSE.path)
REPORT = ".".join(PAGE.path)
# On the published file, by topic. Beside these each enabled source has one of its own: that of a
# source that is not asked costs next to nothing.
MOST_WRITTEN_CHECKS = 8


Specs = Mapping[str, dg.AssetSpec]
Checks = Mapping[str, set[str]]


@pytest.fixture(scope="module")
def specs() -> Specs:
    """All but the sources, for which see ``test_live``."""
    found = {".".join(spec.key.path): spec for spec in defs.resolve_all_asset_specs()}
    return {name: spec for name, spec in found.items() if not name.startswith("source.")}


@pytest.fixture(scope="module")
def checks() -> Checks:
    """Names of the checks by asset."""
    found: dict[str, set[str]] = {}
    for key in defs.resolve_asset_graph().asset_check_keys:
        if key.asset_key.path[0] == "source":
            continue
        found.setdefault(".".join(key.asset_key.path), set()).add(key.name)
    return found


def test_every_table_is_an_asset_under_its_sql_name(specs: Specs) -> None:
    assert set(specs) == {*TABLES, PUBLISHED, REPORT}


def test_every_asset_says_what_it_is(specs: Specs) -> None:
    for name, spec in specs.items():
        assert spec.description and len(spec.description) > 30, name
        assert spec.owners and spec.kinds, name
        is_table = name not in {PUBLISHED, REPORT}
        assert spec.group_name == (TABLES[name].schema if is_table else "published")


def test_the_edges_are_what_the_tables_declare_to_read(specs: Specs) -> None:
    for step in STEPS:
        for name in step.produces:
            edges = {".".join(dep.asset_key.path) for dep in specs[name].deps}
            of_tables = {edge for edge in edges if not edge.startswith("source.")}
            assert of_tables == set(step.reads), name
    published = {".".join(dep.asset_key.path) for dep in specs[PUBLISHED].deps}
    assert published == {name for step in STEPS for name in step.produces}


def test_columns_and_units_are_shown_in_the_ui(specs: Specs) -> None:
    for name, table in TABLES.items():
        schema = specs[name].metadata["dagster/column_schema"]
        shown = {column.name: column for column in schema.columns}
        assert list(shown) == list(table.column_names)
        for column in table:
            assert column.description.rstrip(".") in shown[column.name].description
            assert shown[column.name].constraints.nullable is not table.is_required(column)
            if column.unit:
                assert f"Unit: {column.unit}." in shown[column.name].description
            if column.lineage:
                assert f" From {column.lineage[0]}" in shown[column.name].description


def test_every_mart_has_column_lineage_to_columns_of_what_it_reads(specs: Specs) -> None:
    marts = [
        (TABLES[name], step) for step in STEPS for name in step.produces if name.startswith("mart.")
    ]
    assert len(marts) >= 10
    for table, step in marts:
        lineage = specs[table.full_name].metadata["dagster/column_lineage"].deps_by_column
        assert lineage, table.full_name
        for dependencies in lineage.values():
            for dependency in dependencies:
                source = ".".join(dependency.asset_key.path)
                assert dependency.column_name in TABLES[source].column_names
                assert source in {*step.reads, *step.produces}, table.full_name


def test_one_generated_check_a_table_and_at_most_eight_written_ones(checks: Checks) -> None:
    generated = {name for name, names in checks.items() if "fits_declaration" in names}
    assert generated == {name for step in STEPS for name in step.produces}
    written = sum(len(names) for names in checks.values()) - len(generated)
    assert written <= MOST_WRITTEN_CHECKS


def test_every_sql_check_is_shown_on_the_published_file(checks: Checks) -> None:
    assert {check_name(check) for check in sql_checks()} == checks[PUBLISHED]
    assert {"references", "bounds", "counts", "conservation", "evidence"} <= checks[PUBLISHED]


def test_topics_name_rules_that_exist() -> None:
    rules = {check.name.removeprefix("rule/") for check in sql_checks()}
    assert set(TOPIC_OF_RULE) <= rules
    assert set(TOPIC_OF_RULE.values()) <= set(TOPICS)


def test_a_topic_never_mixes_what_blocks_with_what_warns() -> None:
    kinds: dict[str, set[bool]] = {}
    for check in sql_checks():
        kinds.setdefault(check_name(check), set()).add(check.blocking)
    assert kinds["phases_within_site"] == {False}
    assert [name for name, found in kinds.items() if len(found) > 1] == []


def test_the_schedule_waits_for_somebody_to_switch_it_on() -> None:
    schedule = defs.resolve_schedule_def("daily_refresh")
    assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED
    assert schedule.execution_timezone == "Asia/Shanghai"


def test_steps_run_in_one_process() -> None:
    assert defs.resolve_job_def("refresh").executor_def is dg.in_process_executor


def test_an_unreadable_day_in_the_launchpad_is_named(tmp_path: Path) -> None:
    job = build_defs(tmp_path).resolve_job_def("refresh")
    with pytest.raises(dg.Failure, match="as_of must be a day such as 2026-11-21, not 'soon'"):
        job.execute_in_process(
            run_config={"resources": {"facts": {"config": {"as_of": "soon"}}}},
            asset_selection=[dg.AssetKey(["ref", "divisions"])],
        )
