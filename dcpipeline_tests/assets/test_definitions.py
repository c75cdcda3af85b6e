from pathlib import Path

import dagster as dg
import pytest

from dcpipeline.assets.publishing import WAREHOUSE
from dcpipeline.definitions import build_defs, defs
from dcpipeline.schema import TABLES

MOST_CHECKS = 60


@pytest.fixture(scope="module")
def graph() -> dg.AssetGraph:
    return defs.resolve_asset_graph()


def test_every_table_is_an_asset_under_its_sql_name(graph: dg.AssetGraph) -> None:
    keys = {".".join(key.path) for key in graph.get_all_asset_keys()}
    assert keys == {*TABLES, "warehouse.dcpipeline"}


def test_every_asset_says_what_it_is(graph: dg.AssetGraph) -> None:
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description and len(node.description) > 30, key
        assert node.owners and node.kinds, key
        expected = "published" if key == WAREHOUSE else key.path[0]
        assert node.group_name == expected


def test_columns_and_units_are_shown_in_the_ui(graph: dg.AssetGraph) -> None:
    for name, table in TABLES.items():
        schema = graph.get(dg.AssetKey(name.split("."))).metadata["dagster/column_schema"]
        shown = {column.name: column for column in schema.schema.columns}
        assert list(shown) == list(table.column_names)
        for column in table:
            assert column.description.rstrip(".") in shown[column.name].description
            if column.unit:
                assert f"Unit: {column.unit}." in shown[column.name].description


def test_every_mart_has_column_lineage_to_real_columns(graph: dg.AssetGraph) -> None:
    marts = [table for table in TABLES.values() if table.schema == "mart"]
    assert len(marts) >= 10
    for table in marts:
        metadata = graph.get(dg.AssetKey([table.schema, table.name])).metadata
        lineage = metadata["dagster/column_lineage"].lineage.deps_by_column
        assert lineage, table.full_name
        for dependencies in lineage.values():
            for dependency in dependencies:
                source = TABLES[".".join(dependency.asset_key.path)]
                assert dependency.column_name in source.column_names


def test_one_generated_check_a_table_and_at_most_sixty_in_all(graph: dg.AssetGraph) -> None:
    checks = graph.asset_check_keys
    generated = {key.asset_key for key in checks if key.name == "fits_declaration"}
    filled_by_steps = {name for name in TABLES if dg.AssetKey(name.split(".")) in generated}
    assert len(filled_by_steps) == len(generated) >= 40
    assert len(checks) <= MOST_CHECKS
    assert {"references", "bounds", "counts"} <= {
        key.name for key in checks if key.asset_key == WAREHOUSE
    }


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
