"""What the page shows of the whole: headline, counts, risk, siting, time, sources, validation."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb

from dcpipeline.report import safe
from dcpipeline.schema.vocabularies import IN_SERVICE, PIPELINE, STOPPED
from dcpipeline.warehouse import citation
from dcpipeline.warehouse.snapshots import Snapshot
from dcpipeline.warehouse.summary import HEADLINE_COUNTS, Summary, summary_of

Row = dict[str, Any]
FIRST_YEAR: Final = 2020
HEADLINE: Final = (
    "projects",
    "provinces",
    "cities",
    "programmes",
    "ai_stated",
    "rated_provinces",
    "cities_above_gate",
    "rated_cities",
    "places_prior_only",
    "places",
)

_COUNTS_SQL = """
SELECT count_id, publisher, metric, geography_name_en, geography_name_zh,
       period_start_on, period_end_on, published_value, comparator,
       max(ours) FILTER (variant = 'all') AS ours,
       max(ours_low) FILTER (variant = 'all') AS ours_low,
       max(ours_high) FILTER (variant = 'all') AS ours_high,
       max(ours) FILTER (variant = 'ai_stated') AS ai_stated,
       max(ours) FILTER (variant = 'strict') AS strict,
       max(agreement) FILTER (variant = 'all') AS agreement,
       any_value(comparability) AS comparability, any_value(reason) AS reason,
       any_value(source_title) AS source_title, any_value(source_url) AS source_url,
       any_value(source_tier) AS source_tier
FROM mart.count_reconciliation WHERE comparable GROUP BY ALL ORDER BY count_id
"""
_UNCOMPARED_SQL = (
    "SELECT count(DISTINCT count_id) FROM mart.count_reconciliation WHERE NOT comparable"
)
_PLACES_SQL = """
SELECT risk.geography_level AS level, risk.geography_id AS id, risk.name_en, risk.name_zh,
       risk.province_adcode AS province, risk.latitude, risk.longitude,
       risk.risk_p10, risk.risk_p50, risk.risk_p90, risk.band,
       risk.rank_p05, risk.rank_p95, risk.evidence_coverage, risk.insufficient_evidence,
       risk.top_driver, use.p10 AS use_p10, use.p50 AS use_p50, use.p90 AS use_p90,
       use.evidence_class,
       coalesce(province.projects, city.projects) AS projects
FROM mart.overbuild_risk AS risk
LEFT JOIN mart.utilization AS use
  ON use.geography_level = risk.geography_level AND use.geography_id = risk.geography_id
 AND use.metric = 'occupancy'
LEFT JOIN mart.province_profile AS province
  ON risk.geography_level = 'province' AND province.province_adcode = risk.geography_id
LEFT JOIN mart.city_profile AS city
  ON risk.geography_level = 'city' AND city.city_adcode = risk.geography_id
WHERE risk.geography_level IN ('province', 'city')
ORDER BY risk.geography_level DESC, risk.insufficient_evidence,
         CASE WHEN risk.insufficient_evidence THEN 0 ELSE risk.risk_p50 END DESC, risk.name_en,
         risk.geography_id
"""
_SITING_SQL = """
SELECT city_adcode AS id, siting.city_en AS name_en, division.name_zh, siting.province_en,
       cost_price_cny_per_kwh AS price, price_basis, nearest_centre_en AS nearest_en,
       centre.name_zh AS nearest_zh,
       nearest_centre_rtt_ms_p10 AS rtt_p10, nearest_centre_rtt_ms AS rtt,
       nearest_centre_rtt_ms_p90 AS rtt_p90, in_hub_city AS hub, count(*) AS projects
FROM mart.project_siting AS siting
JOIN ref.divisions AS division ON division.adcode = siting.city_adcode
LEFT JOIN ref.divisions AS centre ON centre.adcode = siting.nearest_centre_adcode
WHERE scope <> 'programme' AND cost_price_cny_per_kwh IS NOT NULL
  AND nearest_centre_rtt_ms IS NOT NULL
GROUP BY ALL ORDER BY projects DESC, id, price
"""
_DAYS_SQL = """
SELECT DISTINCT least(last_day(quarter), snapshot.as_of) AS day
FROM meta.snapshot AS snapshot,
     generate_series(make_date({year}, 3, 1), snapshot.as_of + INTERVAL 3 MONTH,
                     INTERVAL 3 MONTH) AS series(quarter)
"""
_TIMELINE_SQL = f"""
SELECT day, status, count(*) AS projects
FROM ({_DAYS_SQL.format(year=FIRST_YEAR)}) AS days
JOIN core.project_versions AS version
  ON version.known_from_on <= day
 AND (version.known_to_on IS NULL OR version.known_to_on >= day)
WHERE version.scope IS DISTINCT FROM 'programme'
GROUP BY ALL ORDER BY day, status
"""
_SOURCES_SQL = """
SELECT source_id, kind, title, rights, row_count, health, health_reason, last_good_on,
       last_records, live_address
FROM meta.sources ORDER BY kind = 'file', health, source_id
"""
_TIERS_SQL = """
SELECT source_tier AS tier, count(*) AS claims, count(DISTINCT origin_id) AS origins,
       count(*) FILTER (rights = 'unsettled') AS unsettled
FROM core.claims GROUP BY ALL ORDER BY claims DESC, tier
"""
_VALIDATION_SQL = """
SELECT section, metric, subject, value, low, high, k, n, note FROM meta.validation
WHERE (metric = 'auc' AND subject IN ('risk', 'dummy_date', 'dummy_geography_level'))
   OR (metric IN ('coverage_80', 'mae_points')
       AND subject IN ('occupancy', 'compute_use', 'occupancy/baseline_constant'))
ORDER BY section, metric, subject
"""
_NATION_SQL = """
SELECT metric, p10, p50, p90, evidence_class, capacity_imputed_share FROM mart.utilization
WHERE geography_level = 'nation' ORDER BY metric
"""
_SNAPSHOT_SQL = """
SELECT snapshot_id, as_of, input_digest, previous_snapshot_id, release FROM meta.snapshot
"""


def overview(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, Any]:
    """Everything of the page but the projects, as JSON values.

    Args:
        connection: the published file.
        folder: where that file is.
    """
    summary = summary_of(connection)
    places = _rows(connection, _PLACES_SQL)
    return {
        "snapshot": _rows(connection, _SNAPSHOT_SQL)[0],
        "citation": _citation(connection, folder),
        "headline": _headline(summary),
        "groups": summary.by_group,
        "counts": sorted(map(_count, _rows(connection, _COUNTS_SQL)), key=_headline_first),
        "uncompared": _only(connection, _UNCOMPARED_SQL),
        "places": [_place(row) for row in places],
        "siting": _rows(connection, _SITING_SQL),
        "timeline": _timeline(_rows(connection, _TIMELINE_SQL)),
        "sources": [_source(row) for row in _rows(connection, _SOURCES_SQL)],
        "tiers": _rows(connection, _TIERS_SQL),
        "validation": _rows(connection, _VALIDATION_SQL),
        "nation": _rows(connection, _NATION_SQL),
    }


def status_group(status: str | None) -> str:
    """Group of a status, as in ``mart.capacity_by_place``."""
    if status in PIPELINE:
        return "planned"
    if status in IN_SERVICE:
        return "in_service"
    if status in STOPPED:
        return "stopped"
    return status or "unknown"


def _citation(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """The lines of ``dcpipeline cite``."""
    ((snapshot_id, as_of, digest, previous, release),) = connection.execute(
        _SNAPSHOT_SQL
    ).fetchall()
    snapshot = Snapshot(snapshot_id, as_of, digest, folder, previous, release)
    return citation.as_text(snapshot).splitlines()


def _headline(summary: Summary) -> Row:
    return {name: getattr(summary, name) for name in HEADLINE}


def _count(row: Row) -> Row:
    row["headline"] = row["count_id"] in HEADLINE_COUNTS
    row["source_url"] = safe.address(row["source_url"])
    for name in ("publisher", "reason", "source_title"):
        row[name] = safe.words(row[name])
    return row


def _headline_first(row: Row) -> int:
    """The counts that went round the world in their order, then the others in theirs."""
    return list(HEADLINE_COUNTS).index(row["count_id"]) if row["headline"] else len(HEADLINE_COUNTS)


def _place(row: Row) -> Row:
    """Where the evidence is not enough only the band is quoted, and no figure leaves the file."""
    if row["insufficient_evidence"]:
        for name in ("risk_p10", "risk_p50", "risk_p90", "rank_p05", "rank_p95", "top_driver"):
            row[name] = None
    return row


def _timeline(rows: list[Row]) -> list[Row]:
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row["day"], status_group(row["status"]))
        counts[key] = counts.get(key, 0) + row["projects"]
    return [{"day": day, "group": group, "projects": n} for (day, group), n in counts.items()]


def _source(row: Row) -> Row:
    row["live_address"] = safe.address(row["live_address"])
    for name in ("title", "health_reason"):
        row[name] = safe.words(row[name])
    return row


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Row]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [
        {name: plain(value) for name, value in zip(names, row, strict=True)}
        for row in cursor.fetchall()
    ]


def _only(connection: duckdb.DuckDBPyConnection, sql: str) -> Any:
    ((value,),) = connection.execute(sql).fetchall()
    return plain(value)


def plain(value: Any) -> Any:
    """A value as JSON knows it; days as text, whole floats as integers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
