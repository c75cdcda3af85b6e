"""A small published file with pairs that wait for a person."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from dcpipeline.schema import TABLES
from dcpipeline.schema.ddl import create_schemas, create_table
from dcpipeline_tests.conftest import copy_facts
from dcpipeline_tests.warehouse.samples import frame

QINGYANG, LANZHOU, GANSU = "621000", "620100", "620000"
YUN, FAN, HE = "dc00000001", "dc00000002", "dc00000003"
HOSTILE = "危险\x1b[31m[bold]中心\u202e"


def open_pair(left: str, right: str, score: float, **fields: Any) -> dict[str, Any]:
    """A row of ``core.match_candidates`` without a judgement."""
    return {
        "left_subject_key": left,
        "right_subject_key": right,
        "left_project_id": None,
        "right_project_id": None,
        "level": "alike",
        "score": score,
        "reason": "names differ in a place word only",
        "name_relation": "within",
        "name_similarity": 0.875,
        "operator_relation": "different",
        "place_relation": "unknown",
        "kind_relation": "same",
        "compute_ratio": 0.5,
        "days_apart": 120,
        "phase_relation": "unknown",
        "judgement": "open",
        "judgement_reason": None,
        "decided_on": None,
    } | fields


PAIRS = (
    open_pair("AN0000000001", "AN0000000002", 0.9, left_project_id=YUN, right_project_id=FAN),
    open_pair("AN0000000002", "pg1", 0.7, left_project_id=FAN),
    open_pair(
        "AN0000000001", "pg1", 0.6, left_project_id=YUN, judgement="unsure",
        judgement_reason="one source only", decided_on=date(2026, 1, 2),
    ),
    open_pair("AN0000000003", "ds1", 0.5, left_project_id=HE, level="same_code"),
    open_pair("AN0000000001", "AN0000000003", 0.4, judgement="different"),
)  # fmt: skip
REGISTER_KEYS = (
    ("AN0000000001", "gs-yunfan"),
    ("AN0000000002", "gs-fengfan"),
    ("AN0000000003", "gs-he"),
    ("AN0000000004", "gs-yunfan"),
)
DIVISIONS = (
    {"adcode": GANSU, "level": "province", "name_zh": "甘肃省", "name_en": "Gansu"},
    {"adcode": QINGYANG, "level": "prefecture", "name_zh": "庆阳市", "name_en": "Qingyang"},
    {"adcode": LANZHOU, "level": "prefecture", "name_zh": "兰州市", "name_en": "Lanzhou"},
)


def project(project_id: str, name: str, city: str, city_en: str) -> dict[str, Any]:
    return {
        "project_id": project_id, "name_zh": name, "province_adcode": GANSU,
        "province_en": "Gansu", "city_adcode": city, "city_en": city_en,
        "status": "under_construction", "status_on": date(2025, 3, 1), "n_claims": 4,
        "n_independent_sources": 2,
    }  # fmt: skip


def subject(key: str, name: str, city: str, project_id: str | None) -> dict[str, Any]:
    return {
        "subject_key": key, "subject_name": name, "place_adcode": city, "project_id": project_id,
        "decision": "founded" if project_id else "waiting",
    }  # fmt: skip


def claims_of(key: str, *said: tuple[str, str], **common: Any) -> list[dict[str, Any]]:
    return [
        {
            "claim_id": f"cl-{key}-{number}", "subject_key": key, "property": name,
            "value_text": value, "quote": f"note on {value}", "quote_kind": "register_note",
            "source_publisher": "每日甘肃", "source_tier": "press",
            "source_url": f"https://news.example/{key}.html", "published_on": date(2025, 3, 2),
        } | common
        for number, (name, value) in enumerate(said)
    ]  # fmt: skip


def _rows() -> dict[str, list[Mapping[str, Any]]]:
    claims = [
        *claims_of(
            "AN0000000001", ("name_zh", "云帆智算中心"), ("operator", "云帆公司"),
            ("event", "under_construction"), ("place", "甘肃省 庆阳市 西峰区"),
            event_on=date(2025, 3, 1), event_precision="month",
        ),
        *claims_of(
            "AN0000000002", ("name_zh", "庆阳云帆智算中心"), ("operator", "风帆公司"),
            ("compute", "3000 PFLOPS"), basis="planned", phase="一期",
        ),
        *claims_of(
            "pg1", ("name_zh", "云帆算力中心"), quote="云帆算力中心已开工。", quote_kind="verbatim",
        ),
        *claims_of(
            "pg1", ("operator", "云帆"), claim_id="cl-pg1-old", source_tier="official",
            source_publisher="庆阳市政府", source_url="https://gov.example/1.html",
        ),
        *claims_of("AN0000000003", ("name_zh", HOSTILE), source_title=HOSTILE, quote=HOSTILE),
        *claims_of("ds1", ("name_en", "He Center")),
    ]  # fmt: skip
    facts = [
        {"project_id": owner, "column_name": "name_zh", "claim_id": claim["claim_id"]}
        for owner, key in ((YUN, "AN0000000001"), (FAN, "AN0000000002"), (HE, "AN0000000003"))
        for claim in claims
        if claim["subject_key"] == key
    ]
    return {
        "ref.divisions": [
            row | {"parent_adcode": GANSU if row["adcode"] != GANSU else "100000"}
            for row in DIVISIONS
        ],
        "core.projects": [
            project(YUN, "云帆智算中心", QINGYANG, "Qingyang"),
            project(FAN, "庆阳云帆智算中心", QINGYANG, "Qingyang"),
            project(HE, HOSTILE, LANZHOU, "Lanzhou"),
        ],
        "core.claims": list(claims),
        "core.project_facts": list(facts),
        "core.subjects": [
            subject("AN0000000001", "云帆智算中心", QINGYANG, YUN),
            subject("AN0000000002", "庆阳云帆智算中心", QINGYANG, FAN),
            subject("AN0000000003", HOSTILE, LANZHOU, HE),
            subject("pg1", "云帆算力中心", QINGYANG, None),
            subject("ds1", "He Center", GANSU, None),
        ],
        "core.project_aliases": [
            {"alias": key, "kind": "register_key", "project_id": owner, "retired": False}
            for key, owner in (("gs-yunfan", YUN), ("gs-fengfan", FAN), ("gs-he", HE))
        ]
        + [
            {"alias": owner, "kind": "project_id", "project_id": owner, "retired": False}
            for owner in (YUN, FAN, HE)
        ],
        "raw.announcements": [
            {"announcement_id": row, "project_key": key} for row, key in REGISTER_KEYS
        ],
        "core.judgements": [
            {
                "file": "register/announcements.csv",
                "file_line": line,
                "left_key": key,
                "right_key": row,
                "judgement": "same",
                "decided_on": date(2026, 11, 21),
            }
            for line, (row, key) in enumerate(REGISTER_KEYS, start=2)
        ],
        "core.project_ids": [
            {"project_id": YUN, "subject_key": "AN0000000001"},
            {"project_id": FAN, "subject_key": "AN0000000002"},
            {"project_id": HE, "subject_key": "AN0000000003"},
        ],
    }


def published(data: Path, *pairs: Mapping[str, Any]) -> Path:
    """A data folder with a published file that holds these pairs, and no judgements yet."""
    copy_facts(data)
    for path in (data / "judgements").iterdir():
        path.unlink()
    (data / "warehouse").mkdir()
    with duckdb.connect(str(data / "warehouse" / "dcpipeline.duckdb")) as connection:
        for statement in create_schemas():
            connection.execute(statement)
        tables = _rows() | {"core.match_candidates": list(pairs or PAIRS)}
        for name, rows in tables.items():
            connection.execute(create_table(TABLES[name]))
            made = frame(TABLES[name], *rows)
            _insert(connection, name, made.rows())
    return data


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Sequence[Any]]
) -> None:
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
