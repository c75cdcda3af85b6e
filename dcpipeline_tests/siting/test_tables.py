"""The declarations of the siting marts hold together."""

import pytest

from dcpipeline.schema import TABLES, Kind, Table
from dcpipeline.schema.tables import mart_siting

SITING = [pytest.param(declared, id=declared.name) for declared in mart_siting.TABLES]


@pytest.mark.parametrize("declared", SITING)
def test_lineage_names_columns_of_the_tables_that_are_read(declared: Table) -> None:
    for column in declared:
        for origin in column.lineage:
            schema, name, source = origin.split(".")
            assert f"{schema}.{name}" in declared.reads, (column.name, origin)
            assert source in TABLES[f"{schema}.{name}"].column_names, (column.name, origin)


@pytest.mark.parametrize("declared", SITING)
def test_every_number_has_a_unit_and_every_table_an_example(declared: Table) -> None:
    assert declared.example
    for column in declared:
        beside_it = declared is mart_siting.LATENCY_FIT and column.name == "value"
        if column.kind is Kind.NUMBER and not beside_it:
            assert column.unit and column.decimals is not None, column.name


@pytest.mark.parametrize("name", ["province_electricity", "city_latency", "project_siting"])
def test_places_have_names_and_points(name: str) -> None:
    columns = set(TABLES[f"mart.{name}"].column_names)
    assert {"name_zh", "name_en", "province_adcode", "latitude", "longitude"} <= columns
