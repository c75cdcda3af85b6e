"""Every figure of a project, city or province with its evidence, read from the published file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dcpipeline.warehouse.names import Subject, find_subject
from dcpipeline.warehouse.reader import connect


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an explanation: a table with a heading, and a sentence on how to read it."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the file knows of one subject, and whence."""

    subject: Subject
    as_of: str
    sections: tuple[Section, ...]


_CELLS_SQL = """
SELECT fact.column_name AS figure, fact.value, fact.role, fact.rule, claim.claim_id AS claim,
       claim.value_text || coalesce(' (' || claim.phase || ')', '') AS source_says,
       CASE claim.quote_kind WHEN 'verbatim' THEN '“' || claim.quote || '”'
            WHEN 'data_row' THEN 'row: ' || claim.quote ELSE claim.quote END AS note,
       claim.source_publisher AS publisher, claim.source_tier AS tier,
       claim.published_on AS published, coalesce(claim.cited_url, claim.source_url) AS address
FROM core.project_facts AS fact JOIN core.claims AS claim USING (claim_id)
WHERE fact.project_id = ?
ORDER BY fact.column_name, fact.role DESC, claim.published_on DESC, claim.claim_id
"""
_SUBJECTS_SQL = """
SELECT subject.subject_name AS called, subject.decision, subject.reason, subject.n_claims AS claims,
       subject.source_id AS source, subject.source_tier AS tier, subject.first_seen_on AS published,
       subject.source_url AS address
FROM core.subjects AS subject WHERE subject.project_id = ?
ORDER BY subject.first_seen_on, subject.subject_key
"""
_SITING_SQL = """
SELECT price_cny_per_kwh, price_basis, price_quality, price_period, price_geography,
       all_in_price_cny_per_kwh, electricity_cost_cny_per_mw_year, pue, pue_basis, latency_zone,
       nearest_centre_en, nearest_centre_rtt_ms_p10, nearest_centre_rtt_ms,
       nearest_centre_rtt_ms_p90, urban_population_20ms, hub_en, latency_reason,
       price_source_title, price_source_url
FROM mart.project_siting WHERE project_id = ?
"""
_ELECTRICITY_SQL = """
SELECT price_cny_per_kwh, price_basis, price_quality, price_period, price_voltage,
       all_in_price_cny_per_kwh, coal_benchmark_cny_per_kwh, policy_target_cny_per_kwh, pue,
       pue_basis, emission_factor_kgco2_per_kwh, price_source_title, price_source_url
FROM mart.province_electricity WHERE province_adcode = ?
"""
_LATENCY_SQL = """
SELECT latency_zone, nearest_centre_en, nearest_centre_km, nearest_centre_rtt_ms_p10,
       nearest_centre_rtt_ms, nearest_centre_rtt_ms_p90, urban_population_20ms_p10,
       urban_population_20ms, urban_population_20ms_p90, hub_en, latency_reason
FROM mart.city_latency WHERE city_adcode = ?
"""
_PROJECTS_SQL = """
SELECT project.project_id, coalesce(project.name_en, project.name_zh) AS project,
       project.scope, project.status, project.status_on, project.compute_pflops_installed AS pflops,
       project.compute_pflops_planned AS pflops_planned, project.racks,
       claim.source_tier AS tier, claim.published_on AS published,
       coalesce(claim.cited_url, claim.source_url) AS address
FROM core.projects AS project
LEFT JOIN core.project_facts AS fact
  ON fact.project_id = project.project_id AND fact.column_name = 'status' AND fact.role = 'used'
LEFT JOIN core.claims AS claim USING (claim_id)
WHERE project.{place} = ?
ORDER BY project.scope, project.status, project.project_id
"""
_USE_SQL = """
SELECT metric, p10, p50, p90, prob_below_50,
       CASE evidence_class WHEN 'D' THEN 'prior only'
            ELSE 'data, class ' || evidence_class END AS rests_on,
       observations, capacity_imputed_share, method
FROM mart.utilization WHERE geography_level = ? AND geography_id = ? ORDER BY metric
"""
_FIGURES_SQL = """
SELECT evidence.observation_id, evidence.name_en AS about, evidence.metric, evidence.point,
       evidence.low, evidence.high, evidence.as_of, evidence.role, evidence.reason,
       observed.source_publisher AS publisher, observed.source_url AS address
FROM mart.utilization_evidence AS evidence
JOIN ref.utilization_observations AS observed USING (observation_id)
WHERE evidence.{place} = ? ORDER BY evidence.as_of, evidence.observation_id
"""
_RISK_SQL = """
SELECT risk_p10, risk_p50, risk_p90, band, prob_severe, rank_p05, rank_p50, rank_p95, top_driver,
       evidence_coverage, insufficient_evidence, sponsor_flag, fit_flag
FROM mart.overbuild_risk WHERE geography_level = ? AND geography_id = ?
"""
_COMPONENTS_SQL = """
SELECT component, weight, value_p10, value_p50, value_p90, unit, goalpost_0, goalpost_1,
       score_p50 AS score, contribution,
       CASE WHEN inherited THEN 'inherited from its place'
            WHEN own_evidence > 0 THEN 'data' ELSE 'prior' END AS rests_on
FROM mart.risk_components WHERE geography_level = ? AND geography_id = ?
ORDER BY contribution DESC, component
"""
_INPUTS_SQL = """
SELECT component, input,
       CASE WHEN value_num IS NULL THEN value_text
            WHEN abs(value_num) >= 1000 THEN format('{:,.0f}', value_num)
            ELSE printf('%.4g', value_num) END AS value,
       unit, basis, source
FROM mart.risk_inputs WHERE geography_level = ? AND geography_id = ? ORDER BY component, input
"""


def explain(database: Path, name: str) -> Explanation:
    """Explain a project, city or province.

    Args:
        database: the published file.
        name: a name in Chinese or English, a project identifier, or an official code.

    Raises:
        MissingWarehouseError: there is no such file.
        UnknownNameError: nothing, or more than one subject, is called that.
    """
    with connect(database) as connection:
        subject = find_subject(connection, name)
        (as_of,) = connection.execute("SELECT as_of FROM meta.snapshot").fetchall()[0]
        parts = _project if subject.level == "project" else _place
        sections = (*parts(connection, subject), *_model(connection, subject))
    return Explanation(subject, str(as_of), tuple(section for section in sections if section.rows))


def _project(connection: duckdb.DuckDBPyConnection, subject: Subject) -> tuple[Section, ...]:
    return (
        _upright(
            connection,
            "What is known",
            "Each cell is computed from claims; the next table shows which.",
            "SELECT * FROM core.projects WHERE project_id = ?",
            [subject.id],
        ),
        _flat(
            connection,
            "Evidence",
            "A used claim fills the cell; the others speak of it too, and agree with it or are "
            "outvoted. Words in quotation marks are the source's own, other notes are ours; the "
            "address leads to the source.",
            _CELLS_SQL,
            [subject.id],
        ),
        _flat(
            connection,
            "Sources that speak of it",
            "How each row, page and data set was recognised as this project.",
            _SUBJECTS_SQL,
            [subject.id],
        ),
        _upright(
            connection,
            "Electricity and latency",
            "Price by the ladder of price_basis; round trips from the published fit.",
            _SITING_SQL,
            [subject.id],
        ),
    )


def _place(connection: duckdb.DuckDBPyConnection, subject: Subject) -> tuple[Section, ...]:
    column = f"{subject.level}_adcode"
    siting = (
        ("What electricity costs", _ELECTRICITY_SQL)
        if subject.level == "province"
        else ("Whom it reaches", _LATENCY_SQL)
    )
    return (
        _flat(
            connection,
            "Projects",
            "Each status with the source behind it; dcpipeline explain ID shows all claims. "
            "Programmes are city, batch or company totals and enter no sum.",
            _PROJECTS_SQL.format(place=column),
            [subject.id],
        ),
        _upright(connection, siting[0], "", siting[1], [subject.id]),
        _flat(
            connection,
            "Published utilization figures",
            "What the model did with each figure about this place.",
            _FIGURES_SQL.format(place=column),
            [subject.id],
        ),
    )


def _model(connection: duckdb.DuckDBPyConnection, subject: Subject) -> tuple[Section, ...]:
    where = [subject.level, subject.id]
    return (
        _flat(
            connection,
            "Utilization (share, 80 % interval)",
            "Class D is a structured prior, not an estimate.",
            _USE_SQL,
            where,
        ),
        _upright(
            connection,
            "Overbuild risk (0-100, 80 % interval)",
            "With insufficient_evidence only the band may be quoted.",
            _RISK_SQL,
            where,
        ),
        _flat(
            connection,
            "Components of the risk",
            "score = value between its two goalposts; contribution = weight x score.",
            _COMPONENTS_SQL,
            where,
        ),
        _flat(
            connection,
            "Inputs of each component",
            "basis says what is data and what is prior.",
            _INPUTS_SQL,
            where,
        ),
    )


def _flat(
    connection: duckdb.DuckDBPyConnection, title: str, note: str, sql: str, values: list[str]
) -> Section:
    cursor = connection.execute(sql, values)
    columns = tuple(description[0] for description in cursor.description)
    return Section(title, note, columns, tuple(cursor.fetchall()))


def _upright(
    connection: duckdb.DuckDBPyConnection, title: str, note: str, sql: str, values: list[str]
) -> Section:
    """One row, shown as a list of its non-null cells."""
    flat = _flat(connection, title, note, sql, values)
    cells = [
        pair
        for row in flat.rows
        for pair in zip(flat.columns, row, strict=True)
        if pair[1] is not None
    ]
    return Section(title, note, ("figure", "value"), tuple(cells))
