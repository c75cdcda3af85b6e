"""The generated SQL says what the declarations say."""

import duckdb
import pytest

from dcpipeline.schema import TABLES, SchemaError, Table, conform, dictionary
from dcpipeline.schema.column import date, flag, integer, number, text
from dcpipeline.schema.ddl import comment_text, create_all, create_table, identifier, literal
from dcpipeline_tests.warehouse import samples

SITES = Table(
    "mart",
    "sites",
    "Sites for this test.",
    "one row per site",
    ("site_id",),
    (
        text("site_id", "Name.", pattern=r"s\d+"),
        text("kind", "Kind.", vocabulary={"a": "first", "o'b": "second"}),
        integer("racks", "Racks.", unit="racks", low=0, high=5),
        number("share", "Share.", decimals=2, unit="share", low=0, high=1),
        flag("open", "Whether it is open.", nullable=False),
        date("opened_on", "Opening day."),
    ),
    example="SELECT * FROM mart.sites",
)


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        yield opened


def build(connection, *tables):
    for statement in create_all(tables):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ("('x1', 'a', 1, 0.5, true, NULL)", "site_id"),
        ("('s1 ', 'a', 1, 0.5, true, NULL)", "site_id"),
        ("('s1', 'c', 1, 0.5, true, NULL)", "kind"),
        ("('s1', 'a', -1, 0.5, true, NULL)", "racks"),
        ("('s1', 'a', 6, 0.5, true, NULL)", "racks"),
        ("('s1', 'a', 1, 1.01, true, NULL)", "share"),
        ("('s1', 'a', 1, 0.5, NULL, NULL)", "open"),
        ("(NULL, 'a', 1, 0.5, true, NULL)", "site_id"),
    ],
)
def test_constraints_refuse_what_the_declaration_forbids(connection, values, column):
    build(connection, SITES)
    with pytest.raises(duckdb.ConstraintException, match=column):
        connection.execute(f"INSERT INTO mart.sites VALUES {values}")


def test_constraints_accept_limits_and_nulls_and_refuse_a_second_key(connection):
    build(connection, SITES)
    connection.execute(
        "INSERT INTO mart.sites VALUES ('s1', 'o''b', 5, 1.0, false, DATE '2025-1-1')"
    )
    connection.execute("INSERT INTO mart.sites VALUES ('s2', NULL, NULL, NULL, true, NULL)")
    with pytest.raises(duckdb.ConstraintException, match="s1"):
        connection.execute("INSERT INTO mart.sites VALUES ('s1', NULL, NULL, NULL, true, NULL)")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_row_that_conforms_enters_its_table(connection, table):
    build(connection, table)
    row = conform(samples.full_row(table), table).row(0)
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {identifier(table.full_name)} VALUES ({marks})", row)
    assert connection.execute(f"FROM {identifier(table.full_name)}").fetchone() == row


def test_every_table_and_column_carries_its_comment(connection):
    build(connection, *TABLES.values())
    tables = connection.execute(
        "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables()"
    ).fetchall()
    assert {name: comment for name, comment in tables} == {
        name: f"{table.description} Grain: {table.grain}." for name, table in TABLES.items()
    }
    columns = connection.execute(
        "SELECT schema_name, table_name, column_name, comment, data_type FROM duckdb_columns() "
        "WHERE NOT internal"
    ).fetchall()
    assert {f"{s}.{t}.{c}": (comment, kind) for s, t, c, comment, kind in columns} == {
        f"{name}.{column.name}": (comment_text(column), column.kind.duckdb)
        for name, table in TABLES.items()
        for column in table
    }


def test_comment_names_unit_and_values():
    assert comment_text(SITES["racks"]) == "Racks. Unit: racks."
    assert comment_text(SITES["kind"]) == "Kind. One of: a, o'b."


def test_quoting():
    assert literal("o'b") == "'o''b'"
    assert identifier("core.projects") == '"core"."projects"'
    assert identifier('a"b') == '"a""b"'


def test_adding_a_column_is_one_edit(connection):
    rank = integer("rank", "Rank among all sites.", unit="place", low=1)
    wider = Table(
        SITES.schema,
        SITES.name,
        SITES.description,
        SITES.grain,
        SITES.key,
        (*SITES.columns, rank),
    )
    # validation
    with pytest.raises(SchemaError, match="rank"):
        conform(samples.full_row(SITES), wider)
    row = {"site_id": "s1", "rank": 0}
    with pytest.raises(SchemaError, match="rank"):
        conform(samples.frame(wider, row), wider)
    # DDL and comment
    assert '"rank" BIGINT CHECK ("rank" >= 1)' in create_table(wider)
    build(connection, wider)
    comment = connection.execute(
        "SELECT comment FROM duckdb_columns() WHERE column_name = 'rank'"
    ).fetchone()
    assert comment == ("Rank among all sites. Unit: place.",)
    # meta.columns and the dictionary
    found = dictionary.columns_frame([wider]).filter(column_name="rank").row(0, named=True)
    assert (found["position"], found["unit"], found["data_type"]) == (7, "place", "BIGINT")
    line = "| `rank` | BIGINT | place | Rank among all sites. |"
    assert line in dictionary.markdown([wider])
    assert line not in dictionary.markdown([SITES])
