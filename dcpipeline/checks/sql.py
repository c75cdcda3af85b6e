"""A check in SQL and how it is run on a finished database."""

from dataclasses import dataclass
from typing import Literal

import duckdb

from dcpipeline.checks.result import CheckResult

Family = Literal["references", "bounds", "counts", "rule"]


@dataclass(frozen=True, slots=True)
class SqlCheck:
    """A rule over one or more tables.

    Attributes:
        name: unique name, ``family/table.column`` for generated checks.
        table: ``schema.name`` of the table it guards.
        description: what must hold, as a sentence.
        violations_sql: query whose rows are the violations; the first is shown, so the columns
            should say who breaks the rule and how.
        checked_sql: query that returns one whole number: how many rows the rule looked at.
        blocking: whether a failure stops the publication.
        family: ``references``, ``bounds`` and ``counts`` are generated; ``rule`` is written down.
    """

    name: str
    table: str
    description: str
    violations_sql: str
    checked_sql: str
    blocking: bool = True
    family: Family = "rule"


def run_check(connection: duckdb.DuckDBPyConnection, check: SqlCheck) -> CheckResult:
    """Runs a check on the current database of the connection.

    Raises:
        duckdb.Error: the check does not fit the tables. That is a defect of the check.
    """
    checked = _whole(connection, check.checked_sql)
    violations = _whole(connection, f"SELECT count(*) FROM ({check.violations_sql})")
    detail = _first(connection, check.violations_sql) if violations else None
    return CheckResult(
        name=check.name,
        table=check.table,
        description=check.description,
        blocking=check.blocking,
        checked=checked,
        violations=violations,
        detail=detail,
    )


def _whole(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    if row is None or row[0] is None:
        raise duckdb.InvalidInputException(f"a count returned nothing: {query}")
    return int(row[0])


def _first(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    rows = connection.execute(f"SELECT * FROM ({query}) ORDER BY ALL LIMIT 1")
    names = [description[0] for description in rows.description or []]
    row = rows.fetchone() or ()
    return ", ".join(f"{name}={_shown(value)}" for name, value in zip(names, row, strict=True))


def _shown(value: object) -> str:
    words = str(value)
    return words if len(words) <= 200 else f"{words[:200]}…"
