"""Read-only access to the published database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from dcpipeline.warehouse import guard
from dcpipeline.warehouse.errors import MissingWarehouseError, QueryRefusedError

_SETTINGS = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
}
_LAYER_ORDER = "mart,core,ref,meta,raw,rejects"
# types that polars cannot take over from Arrow; they are shown as text
_AS_TEXT = frozenset({"interval", "union", "bit", "bignum", "time with time zone"})


@contextmanager
def connect(
    database: Path, *, memory_limit: str = "2GB", threads: int = 2
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection that opens no other file and cannot be reconfigured.

    Open it anew for each piece of work: while a process keeps any connection to a path open, it
    goes on reading the snapshot that was current when the first one was opened.

    Args:
        database: the published file.
        memory_limit: most memory a query may take; nothing is spilled to disk.
        threads: threads of a query.

    Raises:
        MissingWarehouseError: there is no such file, or DuckDB cannot open it.
    """
    if not database.is_file():
        raise MissingWarehouseError(f"{database} does not exist yet; run `dcpipeline refresh`")
    settings: dict[str, str | bool | int | float | list[str]] = {
        **_SETTINGS,
        "memory_limit": memory_limit,
        "threads": threads,
    }
    try:
        connection = duckdb.connect(database, read_only=True, config=settings)
        # so that SHOW TABLES lists every layer and `FROM projects` finds core.projects
        connection.execute(f"SET search_path = '{_LAYER_ORDER}'")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        raise MissingWarehouseError(f"{database} cannot be opened: {_line(error)}") from error
    with connection:
        yield connection


def query(database: Path, sql: str, *, memory_limit: str = "2GB") -> pl.DataFrame:
    """The result of one reading statement.

    Args:
        database: the published file.
        sql: one SELECT (or WITH, FROM, VALUES), DESCRIBE, SUMMARIZE, SHOW or EXPLAIN.
        memory_limit: most memory it may take.

    Returns:
        The rows. A column name that occurs twice gets a number; intervals and other types that
        polars lacks come as text.

    Raises:
        MissingWarehouseError: there is no database yet.
        QueryRefusedError: the statement would do more than read the tables, or DuckDB refuses it.
    """
    with connect(database, memory_limit=memory_limit) as connection:
        try:
            guard.check_statement(connection, sql)
            relation = connection.sql(sql)
            if relation is None:
                raise QueryRefusedError("the statement has no result")
            return pl.DataFrame(_portable(relation))
        except duckdb.PermissionException as error:
            raise QueryRefusedError(f"only the tables can be read: {_line(error)}") from error
        except duckdb.Error as error:
            raise QueryRefusedError(str(error)) from error


def _portable(relation: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """The same rows with unique column names and types that polars knows."""
    names = _unique(relation.columns)
    foreign = [_is_foreign(kind) for kind in relation.types]
    if names == relation.columns and not any(foreign):
        return relation
    columns = [
        f"#{place}{'::VARCHAR' if cast else ''} AS {guard.quoted(name)}"
        for place, (name, cast) in enumerate(zip(names, foreign, strict=True), start=1)
    ]
    return relation.project(", ".join(columns))


def _unique(names: list[str]) -> list[str]:
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            candidate, number = f"{name}_{number}", number + 1
        taken.add(candidate)
        result.append(candidate)
    return result


def _is_foreign(kind: object) -> bool:
    words = str(kind).lower()
    return any(part in words for part in _AS_TEXT)


def _line(error: Exception) -> str:
    return str(error).splitlines()[0]
