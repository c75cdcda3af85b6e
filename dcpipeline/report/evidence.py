"""Every project with the claims behind each of its cells, stored compactly.

A cell is ``[column, value, rule, used, outvoted]`` with places of ``columns`` and ``rules`` and the
claims by their place in ``claims``; an outvoted claim stands with what it says instead. A claim is
``[source, note, says, phase]``, a source ``[publisher, tier, published, address, title, rights]``,
a note ``[kind, text]``: ``verbatim`` words of the source, a ``data_row``, or our ``register_note``.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

import duckdb

from dcpipeline.report import safe
from dcpipeline.report.overview import plain, status_group
from dcpipeline.report.pool import Pool
from dcpipeline.schema import TABLES

# Shown in the table of projects, in this order.
COLUMNS: Final = (
    "project_id",
    "name_en",
    "name_zh",
    "operator",
    "province_adcode",
    "city_en",
    "city_zh",
    "scope",
    "status",
    "status_on",
    "status_on_precision",
    "compute_pflops_installed",
    "compute_pflops_planned",
    "racks",
    "it_load_mw",
    "ai_stated",
    "best_tier",
    "n_independent_sources",
)
# Precision, basis and place of a cell that is shown itself; and names that repeat a code.
SILENT: Final = frozenset({"province_adcode", "city_adcode", "latitude", "longitude"})
_TEXTS = frozenset({"name_en", "name_zh", "operator"})

_PROJECTS_SQL = f"""
SELECT {", ".join(f"project.{name}" for name in COLUMNS if name != "city_zh")},
       division.name_zh AS city_zh
FROM core.projects AS project
LEFT JOIN ref.divisions AS division ON division.adcode = project.city_adcode
ORDER BY project.province_adcode, project.city_adcode NULLS LAST, project.project_id
"""
_FACTS_SQL = """
SELECT fact.project_id, fact.column_name, fact.role, fact.rule, fact.value, claim.claim_id,
       claim.source_publisher, claim.source_tier, claim.published_on,
       coalesce(claim.cited_url, claim.source_url) AS address, claim.source_title, claim.rights,
       claim.quote_kind, claim.quote, claim.value_text, claim.phase
FROM core.project_facts AS fact JOIN core.claims AS claim USING (claim_id)
ORDER BY fact.project_id, fact.column_name, fact.role DESC, claim.published_on DESC NULLS LAST,
         claim.claim_id
"""

Fact = dict[str, Any]


def evidence(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Projects, and by project the evidence of every cell, as JSON values."""
    ledger = _Ledger()
    cells = {
        project_id: list(ledger.cells(facts))
        for project_id, facts in groupby(_facts(connection), key=lambda fact: fact["project_id"])
    }
    return {
        "project_columns": [*COLUMNS, "group"],
        "projects": list(_projects(connection)),
        "cells": cells,
        **ledger.lists(),
    }


def _projects(connection: duckdb.DuckDBPyConnection) -> Iterator[list[Any]]:
    cursor = connection.execute(_PROJECTS_SQL)
    names = [column[0] for column in cursor.description]
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        shown = [safe.words(row[n]) if n in _TEXTS else plain(row[n]) for n in COLUMNS]
        yield [*shown, status_group(row["status"])]


def _facts(connection: duckdb.DuckDBPyConnection) -> Iterator[Fact]:
    cursor = connection.execute(_FACTS_SQL)
    names = [column[0] for column in cursor.description]
    for values in cursor.fetchall():
        fact = dict(zip(names, values, strict=True))
        if fact["column_name"] not in SILENT:
            yield fact


class _Ledger:
    """Turns facts into cells and keeps what they share."""

    def __init__(self) -> None:
        self._columns: Pool[str] = Pool()
        self._rules: Pool[str] = Pool()
        self._sources: Pool[tuple[Any, ...]] = Pool()
        self._notes: Pool[tuple[str, str]] = Pool()
        self._claims: Pool[tuple[Any, ...]] = Pool()

    def cells(self, facts: Iterator[Fact]) -> Iterator[list[Any]]:
        """The cells of one project."""
        by_column = {
            column: list(members)
            for column, members in groupby(facts, key=lambda fact: fact["column_name"])
        }
        for column in TABLES["core.projects"].column_names:
            if column in by_column:
                yield self._cell(column, by_column[column])

    def lists(self) -> dict[str, Any]:
        """What cells and claims point at."""
        return {
            "columns": self._columns.entries(),
            "rules": self._rules.entries(),
            "sources": self._sources.entries(),
            "notes": self._notes.entries(),
            "claims": self._claims.entries(),
        }

    def _cell(self, column: str, facts: list[Fact]) -> list[Any]:
        used = [fact for fact in facts if fact["role"] == "used"]
        others = [fact for fact in facts if fact["role"] != "used"]
        value = used[0]["value"] if used else None
        return [
            self._columns.place(column),
            safe.words(value),
            self._rules.place(used[0]["rule"]) if used else None,
            [self._claim(fact) for fact in used],
            [[self._claim(fact), safe.words(fact["value"])] for fact in others],
        ]

    def _claim(self, fact: Fact) -> int:
        source = (
            safe.words(fact["source_publisher"]),
            fact["source_tier"],
            plain(fact["published_on"]),
            safe.address(fact["address"]),
            safe.words(fact["source_title"]),
            fact["rights"],
        )
        note = (fact["quote_kind"], safe.words(fact["quote"]) or "")
        says = safe.words(fact["value_text"])
        entry = (
            self._sources.place(source),
            self._notes.place(note),
            says,
            safe.words(fact["phase"]),
        )
        return self._claims.place(entry)
