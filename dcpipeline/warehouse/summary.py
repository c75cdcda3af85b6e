"""What the published warehouse says in a few lines, for the end of a refresh."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from dcpipeline.warehouse.reader import connect

GROUPS: Final = {
    "planned": "announced, signed or approved",
    "under_construction": "under construction",
    "in_service": "in service",
    "stopped": "suspended or cancelled",
    "unknown": "status unknown",
}
# The counts that went round the world.
HEADLINE_COUNTS: Final = {
    "PC0126": "IDC: projects 2022-2024",
    "PC0127": "IDC: provinces 2022-2024",
    "PC0128": "IDC: cities 2022-2024",
    "PC0001": "KZ Consulting: announced 2023-2024",
    "PC0002": "Industry association: completed 2023-2024",
}

_GROUP_SQL = """
SELECT CASE
         WHEN status IN ('announced', 'signed', 'approved') THEN 'planned'
         WHEN status = 'under_construction' THEN 'under_construction'
         WHEN status IN ('partly_operational', 'operational') THEN 'in_service'
         WHEN status IN ('suspended', 'cancelled') THEN 'stopped'
         ELSE 'unknown'
       END AS status_group, count(*)
FROM core.projects WHERE scope <> 'programme' GROUP BY ALL
"""
_PROJECTS_SQL = """
SELECT count(*) FILTER (scope <> 'programme'),
       count(DISTINCT province_adcode) FILTER (scope <> 'programme'),
       count(DISTINCT city_adcode) FILTER (scope <> 'programme'),
       count(*) FILTER (scope = 'programme'),
       count(*) FILTER (scope <> 'programme' AND ai_stated)
FROM core.projects
"""
_COUNTS_SQL = """
SELECT count_id, any_value(comparator) AS comparator, any_value(published_value) AS published,
       any_value(ours) FILTER (variant = 'all') AS ours,
       any_value(ours_low) FILTER (variant = 'all') AS ours_low,
       any_value(ours_high) FILTER (variant = 'all') AS ours_high,
       any_value(ours) FILTER (variant = 'ai_stated') AS ai_stated,
       any_value(ours) FILTER (variant = 'strict') AS strict
FROM mart.count_reconciliation WHERE comparable GROUP BY count_id
"""
_RISK_SQL = """
SELECT name_en, risk_p10, risk_p50, risk_p90, band, rank_p05, rank_p95, evidence_coverage,
       top_driver
FROM mart.overbuild_risk
WHERE geography_level = 'province' AND NOT insufficient_evidence
ORDER BY risk_p50 DESC, name_en
"""
_GATE_SQL = """
SELECT count(*) FILTER (risk.geography_level = 'province'),
       count(*) FILTER (risk.geography_level = 'city' AND NOT risk.insufficient_evidence),
       count(*) FILTER (risk.geography_level = 'city'),
       count(*) FILTER (use.evidence_class = 'D'), count(*)
FROM mart.overbuild_risk AS risk
LEFT JOIN mart.utilization AS use
  ON use.geography_level = risk.geography_level AND use.geography_id = risk.geography_id
 AND use.metric = 'occupancy'
WHERE risk.geography_level IN ('province', 'city')
"""
_REASONS_SQL = """
SELECT reason, count(*) AS n
FROM (SELECT reason FROM rejects.announcements UNION ALL SELECT reason FROM rejects.claims)
GROUP BY ALL ORDER BY n DESC, reason LIMIT 3
"""


_NEW_SQL = """
SELECT coalesce(projects.name_zh, projects.name_en, project_id) AS name, province_en, city_en,
       projects.status
FROM meta.changes
JOIN core.projects AS projects ON project_id = json_extract_string(row_key, '$.project_id')
WHERE table_name = 'core.projects' AND column_name = '*' AND change IN ('added', 'split')
ORDER BY province_en, city_en, name
"""
_CHANGED_SQL = """
SELECT count(DISTINCT row_key) FILTER (change = 'changed'),
       count(DISTINCT row_key) FILTER (change IN ('removed', 'merged')),
       count(DISTINCT row_key) FILTER (change = 'merged'),
       count(DISTINCT row_key) FILTER (change = 'split')
FROM meta.changes WHERE table_name = 'core.projects'
"""
_SUBJECTS_SQL = (
    "SELECT decision, count(*) FROM core.subjects "
    "WHERE source_id <> 'register/announcements.csv' GROUP BY ALL"
)
_IDLE_SQL = """
SELECT file || ', line ' || file_line FROM core.judgements WHERE state = 'matches_nothing'
ORDER BY file, file_line
"""
_VERDICTS_SQL = """
SELECT property, count(*) FILTER (verdict = 'confirmed') AS confirmed,
       count(*) FILTER (verdict = 'changed') AS changed,
       count(*) FILTER (verdict = 'gone') AS gone,
       count(*) FILTER (verdict = 'unreadable') AS unreadable
FROM core.fact_checks GROUP BY ALL ORDER BY count(*) DESC, property
"""


@dataclass(frozen=True, slots=True)
class News:
    """What a refresh changed, and what pages say of shipped facts.

    Attributes:
        previous: the snapshot that this one is compared with; None for the first.
        new: name, province, city and status of every new project.
        changed: projects of which a cell differs.
        removed: projects that are gone, those that merged into another among them.
        merged: projects that are part of another now.
        split: new projects that were part of another.
        idle: lines of judgements of which a key is not known.
        subjects: subjects of pages and data sets by decision.
        verdicts: property and number of shipped facts confirmed, changed, gone, unreadable.
    """

    previous: str | None
    new: list[tuple[str, str | None, str | None, str | None]]
    changed: int
    removed: int
    merged: int
    split: int
    idle: list[str]
    subjects: dict[str, int]
    verdicts: list[tuple[str, int, int, int, int]]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of the summary; all of them come from the file."""

    snapshot_id: str
    as_of: date
    projects: int
    provinces: int
    cities: int
    programmes: int
    ai_stated: int
    by_group: dict[str, int]
    counts: pl.DataFrame
    risk: pl.DataFrame
    rated_provinces: int
    cities_above_gate: int
    rated_cities: int
    places_prior_only: int
    places: int
    rejected_rows: int
    rejected_claims: int
    reject_reasons: list[tuple[str, int]]


def summarize(database: Path) -> Summary:
    """Read the summary from a published file.

    Raises:
        MissingWarehouseError: there is no such file.
    """
    with connect(database) as connection:
        return summary_of(connection)


def summary_of(connection: duckdb.DuckDBPyConnection) -> Summary:
    """The summary of an open published file."""
    snapshot_id, as_of = _row(connection, "SELECT snapshot_id, as_of FROM meta.snapshot")
    projects, provinces, cities, programmes, ai_stated = _row(connection, _PROJECTS_SQL)
    rated, passing, rated_cities, prior_only, places = _row(connection, _GATE_SQL)
    (rows,) = _row(connection, "SELECT count(*) FROM rejects.announcements")
    (claims,) = _row(connection, "SELECT count(*) FROM rejects.claims")
    return Summary(
        snapshot_id,
        as_of,
        projects,
        provinces,
        cities,
        programmes,
        ai_stated,
        dict(connection.execute(_GROUP_SQL).fetchall()),
        _counts(connection),
        pl.DataFrame(connection.sql(_RISK_SQL)),
        rated,
        passing,
        rated_cities,
        prior_only,
        places,
        rows,
        claims,
        connection.execute(_REASONS_SQL).fetchall(),
    )


def news(database: Path) -> News:
    """What changed, from a published file.

    Raises:
        MissingWarehouseError: there is no such file.
    """
    with connect(database) as connection:
        (previous,) = _row(connection, "SELECT previous_snapshot_id FROM meta.snapshot")
        changed, removed, merged, split = _row(connection, _CHANGED_SQL)
        return News(
            previous,
            connection.execute(_NEW_SQL).fetchall() if previous else [],
            changed,
            removed,
            merged,
            split,
            [line for (line,) in connection.execute(_IDLE_SQL).fetchall()],
            dict(connection.execute(_SUBJECTS_SQL).fetchall()),
            connection.execute(_VERDICTS_SQL).fetchall(),
        )


def _row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only row of an aggregate."""
    (row,) = connection.execute(sql).fetchall()
    return tuple(row)


def _counts(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    labels = pl.DataFrame(
        {"count_id": list(HEADLINE_COUNTS), "label": list(HEADLINE_COUNTS.values())}
    )
    return labels.join(
        pl.DataFrame(connection.sql(_COUNTS_SQL)), on="count_id", how="inner", maintain_order="left"
    )
