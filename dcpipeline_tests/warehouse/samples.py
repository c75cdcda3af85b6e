"""A small world of frames that satisfies every declaration and every check."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import polars as pl

from dcpipeline.schema import TABLES, Column, Kind, Table, empty
from dcpipeline.warehouse import RunInfo
from dcpipeline.warehouse.writer import GENERATED

AS_OF = date(2026, 11, 1)
DIGEST = "a" * 64
OTHER_DIGEST = "b" * 64
DAY = date(2025, 3, 1)
LATER = date(2025, 9, 1)
RUN = RunInfo(
    run_id="run-1",
    started_at=datetime(2026, 11, 1, 8),
    built_at=datetime(2026, 11, 1, 9),
    mode="facts",
    code_version="0.1.0",
    release="0.1.0",
)
# Subjects of pages: one that joined the project in service, one that waits.
JOINED, WAITING = "pg-joined", "pg-waiting"
OPERATIONAL, PLANNED, PROGRAMME = "dc00000001", "dc00000002", "dc00000003"
_KNOWN = {"ref.divisions.adcode": "110000", "core.projects.project_id": OPERATIONAL}
_DEFAULTS: dict[Kind, Any] = {
    Kind.TEXT: "text",
    Kind.FLAG: False,
    Kind.DATE: DAY,
    Kind.INSTANT: datetime(2025, 3, 1),
}


@cache
def _matching(pattern: str) -> str:
    """A text that matches."""
    import hypothesis as hyp
    from hypothesis import strategies as st

    first = hyp.settings(max_examples=1, phases=[hyp.Phase.generate], derandomize=True)
    return hyp.find(
        st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True), lambda _: True, settings=first
    )


def default(column: Column) -> Any:
    """A value that the column allows."""
    if column.vocabulary is not None:
        return next(iter(column.vocabulary))
    if column.references is not None and column.references in _KNOWN:
        return _KNOWN[column.references]
    if column.pattern is not None:
        return _matching(column.pattern)
    if column.kind in {Kind.INTEGER, Kind.NUMBER}:
        value = column.low if column.low is not None else column.high or 1
        return int(value) if column.kind is Kind.INTEGER else float(value)
    return _DEFAULTS[column.kind]


def frame(table: Table, *rows: Mapping[str, Any]) -> pl.DataFrame:
    """Rows of a table; what a row leaves out is null, or a default where null is not allowed."""
    full = [
        {
            c.name: row.get(c.name, default(c) if table.is_required(c) else None)
            for c in table.columns
        }
        for row in rows
    ]
    return pl.DataFrame(full, schema={c.name: c.kind.polars for c in table})


def full_row(table: Table) -> pl.DataFrame:
    """One row without nulls."""
    return frame(table, {c.name: default(c) for c in table})


PROJECTS: tuple[dict[str, Any], ...] = (
    {
        "project_id": OPERATIONAL,
        "scope": "site",
        "name_zh": "示例智算中心",
        "province_adcode": "110000",
        "latitude": 39.9075,
        "status": "operational",
        "status_on": DAY,
        "compute_pflops_installed": 100.0,
        "compute_pflops_installed_low": 90.0,
        "compute_pflops_installed_high": 120.0,
        "compute_pflops_installed_precision": "FP16",
        "racks": 300,
        "ai_stated": True,
    },
    {
        "project_id": PLANNED,
        "scope": "site",
        "province_adcode": "150000",
        "city_adcode": "150900",
        "status": "announced",
        "ai_stated": False,
    },
    {
        "project_id": PROGRAMME,
        "scope": "programme",
        "province_adcode": "150000",
        "status": "announced",
    },
)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _evidence(project: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A claim and a used fact for every filled evidence cell.

    Racks are a sum of two phases, of which a page told the second one.
    """
    claims, facts = [], []
    for column in TABLES["core.projects"]:
        value = project.get(column.name)
        if not column.evidence or value is None:
            continue
        shares = [value - 100, 100] if column.name == "racks" else [value]
        for number, share in enumerate(shares):
            claim_id = f"{project['project_id']}-{column.name}-{number}"
            claims.append(
                {
                    "claim_id": claim_id,
                    "announcement_id": None if number else _announcement(project),
                    "subject_kind": "project",
                    "subject_key": JOINED if number else _announcement(project),
                    "value_text": _text(share),
                    "origin_id": f"origin-{number}",
                    "source_tier": "press" if number else "official",
                    "published_on": LATER if number else DAY,
                }
            )
            facts.append(
                {
                    "project_id": project["project_id"],
                    "column_name": column.name,
                    "claim_id": claim_id,
                    "role": "used",
                    "rule": "sum_of_phases" if column.name == "racks" else "best_tier",
                    "value": _text(share),
                    "value_num": _number(share),
                }
            )
    return claims, facts


def _announcement(project: Mapping[str, Any]) -> str:
    return "AN" + str(project["project_id"]).removeprefix("dc").zfill(10)


def _bookkept(project: Mapping[str, Any]) -> dict[str, Any]:
    claims, _ = _evidence(project)
    return {
        **project,
        "n_claims": len(claims),
        "n_independent_sources": len({c["origin_id"] for c in claims}),
        "best_tier": "official",
        "first_seen_on": DAY,
        "last_changed_on": max(c["published_on"] for c in claims),
    }


def world() -> dict[str, pl.DataFrame]:
    """A frame for every table that is not generated; most are empty."""
    frames = {name: empty(t) for name, t in TABLES.items() if name not in GENERATED}
    claims = [c for project in PROJECTS for c in _evidence(project)[0]]
    facts = [f for project in PROJECTS for f in _evidence(project)[1]]
    rows: dict[str, list[dict[str, Any]]] = {
        "ref.divisions": [
            {"adcode": "100000", "level": "country", "name_zh": "中国", "name_en": "China"},
            {"adcode": "110000", "parent_adcode": "100000", "name_zh": "北京市"},
            {"adcode": "150000", "parent_adcode": "100000", "name_zh": "内蒙古自治区"},
            {"adcode": "150900", "parent_adcode": "150000", "name_zh": "乌兰察布市"},
        ],
        "raw.announcements": [
            {"announcement_id": _announcement(p), "file_line": n}
            for n, p in enumerate(PROJECTS, start=2)
        ],
        "core.claims": [
            *claims,
            {"claim_id": WAITING, "subject_key": WAITING, "subject_kind": "project"},
        ],
        "core.subjects": [
            *(
                {
                    "subject_key": _announcement(p),
                    "decision": "founded",
                    "project_id": p["project_id"],
                }
                for p in PROJECTS
            ),
            {"subject_key": JOINED, "decision": "joined", "project_id": OPERATIONAL},
            {"subject_key": WAITING, "decision": "waiting"},
        ],
        "core.project_facts": facts,
        "core.projects": [_bookkept(p) for p in PROJECTS],
        "core.project_aliases": [
            {"alias": p["project_id"], "kind": "project_id", "project_id": p["project_id"]}
            for p in PROJECTS
        ],
        "core.project_versions": [
            {
                "project_id": OPERATIONAL,
                "known_from_on": date(2024, 1, 1),
                "known_to_on": date(2025, 2, 28),
                "scope": "site",
                "status": "under_construction",
            },
            *(
                {
                    "project_id": p["project_id"],
                    "known_from_on": DAY,
                    "scope": p["scope"],
                    "status": p["status"],
                }
                for p in PROJECTS
            ),
        ],
        "core.project_phases": [
            {
                "project_id": OPERATIONAL,
                "phase": phase,
                "compute_pflops_installed": 60.0,
                "compute_precision": "FP16",
            }
            for phase in ("一期", "二期")
        ],
    }
    rows["mart.capacity_by_place"] = [
        {
            "geography_level": "province",
            "geography_id": "110000",
            "status_group": "in_service",
            "projects": 1,
            "compute_installed_fp16_pflops": 100.0,
            "racks_unknown": 300,
        },
        {
            "geography_level": "province",
            "geography_id": "150000",
            "status_group": "planned",
            "projects": 1,
        },
    ]
    for name, content in rows.items():
        frames[name] = frame(TABLES[name], *content)
    return frames
