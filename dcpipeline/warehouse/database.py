"""Builds a database file from frames. Opens no file but the one it makes."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dcpipeline.schema import Table
from dcpipeline.schema.ddl import create_all, identifier, literal
from dcpipeline.schema.views import View
from dcpipeline.warehouse.views import create_views_and_macros

STORAGE_VERSION = "v1.2.0"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": "false",
}


class _ArrowStream:
    """A frame as an Arrow stream and nothing else: DuckDB asks polars frames for pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        return self._frame.__arrow_c_stream__(requested_schema)


@contextmanager
def new_database(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose current database is a new file, written and closed on leaving.

    The storage version is named, so that every DuckDB from 1.2 on opens the file.
    """
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        connection.execute(
            f"ATTACH {literal(str(path))} AS built (STORAGE_VERSION '{STORAGE_VERSION}')"
        )
        connection.execute("USE built")
        yield connection
        connection.execute("USE memory")
        connection.execute("CHECKPOINT built")
        connection.execute("DETACH built")


def create_tables(
    connection: duckdb.DuckDBPyConnection,
    declared: Mapping[str, Table],
    old_views: Iterable[View] = (),
) -> None:
    """Creates all schemas, tables, comments, views and macros.

    Args:
        connection: its current database is empty.
        declared: the tables.
        old_views: views under names that leave.
    """
    views = create_views_and_macros(declared, old_views)
    connection.execute("BEGIN")
    for statement in (*create_all(declared.values()), *views):
        connection.execute(statement)
    connection.execute("COMMIT")


def insert(connection: duckdb.DuckDBPyConnection, table: Table, frame: pl.DataFrame) -> None:
    """Inserts a conformed frame into its table, by column name."""
    columns = ", ".join(identifier(name) for name in table.column_names)
    connection.register("incoming_frame", _ArrowStream(frame))
    try:
        connection.execute(
            f"INSERT INTO {identifier(table.full_name)} ({columns}) "
            f"SELECT {columns} FROM incoming_frame"
        )
    finally:
        connection.unregister("incoming_frame")
