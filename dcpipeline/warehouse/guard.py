"""Decides from the parsed statement, not from its text, whether a query only reads tables.

DuckDB's own locks (read-only file, no external access, locked configuration) refuse most of what
this refuses too. They do not cover table functions that act, such as ``enable_logging``, which
with a path of a log file ends the whole process (DuckDB 1.5.5). So table functions are allowed by
name.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from dcpipeline.warehouse.errors import QueryRefusedError

ALLOWED_TABLE_FUNCTIONS = frozenset(
    {
        "range",
        "generate_series",
        "unnest",
        "repeat",
        "repeat_row",
        "json_each",
        "json_tree",
        "summary",
        "duckdb_columns",
        "duckdb_constraints",
        "duckdb_databases",
        "duckdb_functions",
        "duckdb_indexes",
        "duckdb_keywords",
        "duckdb_memory",
        "duckdb_schemas",
        "duckdb_settings",
        "duckdb_tables",
        "duckdb_types",
        "duckdb_views",
        "pragma_database_size",
        "pragma_table_info",
        "pragma_show",
        "pragma_version",
    }
)
REFUSED_FUNCTIONS = frozenset(
    {"getenv", "write_log", "json_execute_serialized_sql", "nextval", "setseed"}
)
_ALLOWED = "a single SELECT, WITH, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN"
_EXPLAIN_WORDS = 16


def quoted(name: str) -> str:
    """A column name as one quoted identifier, dots included."""
    return '"' + name.replace('"', '""') + '"'


def check_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuses everything but one statement that only reads.

    Args:
        connection: a connection to the database; nothing is run on its tables.
        sql: the statement.

    Raises:
        QueryRefusedError: with the reason in words.
        duckdb.ParserException: the text is no SQL.
    """
    kind = _kind(connection, sql)
    if kind == duckdb.StatementType.EXPLAIN:
        sql = _explained(connection, sql)
        kind = _kind(connection, sql)
    if kind != duckdb.StatementType.SELECT:
        raise QueryRefusedError(f"{kind.name} is refused: this is read-only, give {_ALLOWED}")
    own = _macros(connection)
    for node in _nodes(_parsed(connection, sql)):
        _check_node(node, own)


def _kind(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.StatementType:
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise QueryRefusedError(f"{len(statements)} statements were given; give {_ALLOWED}")
    return statements[0].type


def _explained(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The statement behind EXPLAIN and its options: the longest tail that is a statement."""
    for start, _ in duckdb.tokenize(sql)[1:_EXPLAIN_WORDS]:
        tail = sql.encode()[start:].decode()
        try:
            if len(connection.extract_statements(tail)) == 1:
                return tail
        except duckdb.Error:
            continue
    raise QueryRefusedError(f"the statement behind EXPLAIN is not understood; give {_ALLOWED}")


def _parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    try:
        tree = json.loads(row[0]) if row else {"error": True}
    except RecursionError as error:
        raise QueryRefusedError("the query is nested too deeply") from error
    if tree.get("error"):
        # PRAGMA counts as SELECT until it is looked at as one
        raise QueryRefusedError(f"this is read-only, give {_ALLOWED}: {tree.get('error_message')}")
    return tree


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _check_node(node: dict[str, Any], own: frozenset[str]) -> None:
    function = str(node.get("function_name", "")).lower()
    if function in REFUSED_FUNCTIONS:
        raise QueryRefusedError(f"the function {function} is refused: only tables can be read")
    if node.get("type") == "TABLE_FUNCTION":
        called = str(node["function"]["function_name"]).lower()
        if called not in ALLOWED_TABLE_FUNCTIONS and called not in own:
            raise QueryRefusedError(
                f"the table function {called} is refused: only tables can be read, no files, "
                "no settings"
            )


def _macros(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = connection.execute(
        "SELECT lower(function_name) FROM duckdb_functions() "
        "WHERE function_type = 'table_macro' AND NOT internal"
    ).fetchall()
    return frozenset(name for (name,) in rows)
