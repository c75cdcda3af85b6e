"""The reader reads tables and does nothing else."""

import duckdb
import pytest

from dcpipeline.warehouse import MissingWarehouseError, QueryRefusedError, connect, query

ALLOWED = [
    ("SELECT count(*) AS n FROM core.projects", [(3,)]),
    ("select 1 as a; ", [(1,)]),
    ("WITH a AS (SELECT 2 AS x) SELECT x FROM a", [(2,)]),
    ("FROM range(2) SELECT range", [(0,), (1,)]),
    ("VALUES (1)", [(1,)]),
    ("SELECT count(*) FROM projects", [(3,)]),
    ("SELECT 'copy; attach' AS words -- ; drop", [("copy; attach",)]),
    ("SELECT sum(x) FROM (SELECT unnest([1, 2]) AS x)", [(3,)]),
    ("SELECT count(*) FROM core.projects_as_of('2026-01-01')", [(3,)]),
]
REFUSED = [
    ("INSERT INTO core.projects SELECT * FROM core.projects", "INSERT is refused"),
    ("UPDATE core.projects SET racks = 1", "UPDATE is refused"),
    ("DELETE FROM core.projects", "DELETE is refused"),
    ("DROP TABLE core.projects", "DROP is refused"),
    ("CREATE TABLE x (a INT)", "CREATE is refused"),
    ("CREATE TEMP TABLE x AS SELECT 1", "CREATE is refused"),
    ("ALTER TABLE core.projects ADD COLUMN x INT", "ALTER is refused"),
    ("COPY core.projects TO '/tmp/x.csv'", "COPY is refused"),
    ("EXPORT DATABASE '/tmp/x'", "EXPORT is refused"),
    ("ATTACH '/tmp/x.duckdb' AS x", "ATTACH is refused"),
    ("DETACH dcpipeline", "DETACH is refused"),
    ("INSTALL httpfs", "LOAD is refused"),
    ("LOAD httpfs", "LOAD is refused"),
    ("SET enable_external_access = true", "SET is refused"),
    ("RESET threads", "SET is refused"),
    ("USE memory", "SET is refused"),
    ("PRAGMA database_list", "this is read-only"),
    ("/* */ PRAGMA enable_profiling", "is read-only"),
    ("CALL enable_logging()", "CALL is refused"),
    ("CHECKPOINT", "is refused"),
    ("VACUUM", "VACUUM is refused"),
    ("BEGIN", "TRANSACTION is refused"),
    ("PREPARE p AS SELECT 1", "PREPARE is refused"),
    ("EXECUTE p", "EXECUTE is refused"),
    ("SELECT 1; SELECT 2", "2 statements were given"),
    ("SELECT 1; DROP TABLE core.projects", "2 statements were given"),
    ("", "0 statements were given"),
    ("-- nothing", "0 statements were given"),
    ("SELEC 1", "syntax error"),
    ("SELECT * FROM core.nothing", "does not exist"),
    ("SELECT * FROM read_csv('/etc/passwd')", "table function read_csv is refused"),
    ("SELECT * FROM read_csv_auto('/etc/passwd')", "read_csv_auto is refused"),
    ("SELECT * FROM read_parquet('x')", "read_parquet is refused"),
    ("SELECT * FROM read_json('x')", "read_json is refused"),
    ("SELECT * FROM read_text('/etc/passwd')", "read_text is refused"),
    ("SELECT * FROM read_blob('/etc/passwd')", "read_blob is refused"),
    ("SELECT * FROM sniff_csv('/etc/passwd')", "sniff_csv is refused"),
    ("SELECT * FROM glob('/*')", "glob is refused"),
    ("SELECT * FROM parquet_metadata('x')", "parquet_metadata is refused"),
    ("SELECT * FROM '/etc/passwd'", "does not exist"),
    ("FROM 'https://example.org/x.parquet'", "only the tables can be read"),
    ("SELECT getenv('HOME')", "function getenv is refused"),
    ("SELECT * FROM query('SELECT 1')", "table function query is refused"),
    ("SELECT * FROM enable_logging(storage = 'file')", "enable_logging is refused"),
    ("SELECT 1 WHERE 1 IN (FROM ENABLE_LOGGING())", "enable_logging is refused"),
    ("EXPLAIN ANALYZE FROM enable_logging()", "enable_logging is refused"),
    ("EXPLAIN (FORMAT JSON) FROM enable_logging()", "enable_logging is refused"),
    ("EXPLAIN COPY core.projects TO '/tmp/x.csv'", "COPY is refused"),
    ("EXPLAIN ANALYZE DELETE FROM core.projects", "DELETE is refused"),
    ("SUMMARIZE FROM glob('/*')", "glob is refused"),
    ("DESCRIBE FROM read_csv('/etc/passwd')", "read_csv is refused"),
]


@pytest.mark.parametrize(("sql", "rows"), ALLOWED)
def test_reading_is_allowed(published, sql, rows):
    assert query(published.database, sql).rows() == rows


def test_statements_about_tables_are_allowed(published):
    shown = query(published.database, "SHOW TABLES")["name"].to_list()
    assert {"projects", "claims", "divisions", "snapshot"} <= set(shown)
    described = query(published.database, "DESCRIBE core.projects")
    assert described["column_name"][0] == "project_id"
    summary = query(published.database, "SUMMARIZE ref.divisions")
    assert summary["column_name"][0] == "adcode"
    for prefix in ("EXPLAIN", "EXPLAIN ANALYZE", "EXPLAIN (FORMAT JSON)"):
        plan = query(published.database, f"{prefix} SELECT * FROM core.projects")
        assert "projects" in plan["explain_value"][0]


@pytest.mark.parametrize(("sql", "words"), REFUSED)
def test_everything_else_is_refused(published, sql, words):
    with pytest.raises(QueryRefusedError) as caught:
        query(published.database, sql)
    assert words in str(caught.value)


def test_python_variables_are_not_tables(published):
    secret = duckdb.sql("SELECT 1")
    with pytest.raises(QueryRefusedError, match="secret does not exist"):
        query(published.database, "FROM secret")
    assert secret is not None


def test_odd_types_and_repeated_names(published):
    frame = query(
        published.database,
        "SELECT 1 AS a, 2 AS a, 3 AS a_1, INTERVAL 1 DAY AS i, [INTERVAL 2 DAY] AS l, "
        'NULL AS n, sum(5) AS "s", union_value(k := 1) AS u',
    )
    assert frame.columns == ["a", "a_1", "a_1_1", "i", "l", "n", "s", "u"]
    assert frame.row(0) == (1, 2, 3, "1 day", "[2 days]", None, 5, "1")


def test_deep_nesting_is_refused_with_words(published, monkeypatch):
    def too_deep(text: str) -> None:
        raise RecursionError

    monkeypatch.setattr("dcpipeline.warehouse.guard.json.loads", too_deep)
    with pytest.raises(QueryRefusedError, match="nested too deeply"):
        query(published.database, "SELECT 1")


def test_a_runaway_query_is_stopped_by_memory(published):
    with pytest.raises(QueryRefusedError, match=r"(?i)memory"):
        query(
            published.database,
            "SELECT list(a.range * b.range) FROM range(100000) a, range(1000) b",
            memory_limit="100MB",
        )


def test_connection_is_read_only_and_locked(published):
    with connect(published.database) as connection:
        assert connection.execute("SELECT count(*) FROM core.projects").fetchone() == (3,)
        for sql in (
            "DELETE FROM core.projects",
            "SET threads = 1",
            "COPY core.projects TO '/tmp/x.csv'",
            "SELECT * FROM read_text('/etc/passwd')",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(sql)


def test_no_warehouse_yet(target):
    with pytest.raises(MissingWarehouseError, match="does not exist yet; run `dcpipeline refresh`"):
        query(target / "dcpipeline.duckdb", "SELECT 1")


def test_no_database_at_all(tmp_path):
    path = tmp_path / "dcpipeline.duckdb"
    path.write_text("not a database " * 1000, encoding="utf-8")
    with pytest.raises(MissingWarehouseError, match="cannot be opened"):
        query(path, "SELECT 1")
