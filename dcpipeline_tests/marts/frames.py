"""Small hand-made input frames."""

from datetime import date
from typing import Any

import polars as pl

from dcpipeline.schema import TABLES, conform, empty

AS_OF = date(2026, 11, 1)
_PROJECT: dict[str, Any] = {
    "scope": "site",
    "province_adcode": "130000",
    "city_adcode": "130700",
    "status": "announced",
    "status_disputed": False,
    "stale": False,
    "ai_stated": True,
    "n_claims": 1,
    "n_independent_sources": 1,
    "best_tier": "press",
    "first_seen_on": date(2026, 8, 1),
    "last_changed_on": date(2026, 8, 1),
    "rights": "facts",
}
_PAIR: dict[str, Any] = {
    "level": "alike",
    "score": 0.5,
    "reason": "names that say the same in part",
    "name_relation": "within",
    "name_similarity": 0.7,
    "operator_relation": "unknown",
    "place_relation": "unknown",
    "kind_relation": "same",
    "days_apart": 0,
    "phase_relation": "unknown",
}


def table_of(full_name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """A valid frame of a declared table; columns that a row leaves out are null."""
    table = TABLES[full_name]
    schema = {column.name: column.kind.polars for column in table}
    full = [{name: row.get(name) for name in table.column_names} for row in rows]
    return conform(pl.DataFrame(full, schema=schema), table) if rows else empty(table)


def pid(number: int) -> str:
    return f"dc{number:08x}"


def projects(*rows: dict[str, Any]) -> pl.DataFrame:
    """``core.projects``; the n-th row is project ``pid(n)`` unless it says otherwise."""
    filled = [{**_PROJECT, "project_id": pid(n), **row} for n, row in enumerate(rows, 1)]
    return table_of("core.projects", filled)


def dated(name: str, day: date, precision: str = "day", basis: str = "event") -> dict[str, Any]:
    return {name: day, f"{name}_precision": precision, f"{name}_basis": basis}


def candidates(*pairs: tuple[int | None, int | None, str]) -> pl.DataFrame:
    """``core.match_candidates`` of projects by number; None is a subject that waits."""
    return table_of(
        "core.match_candidates",
        [
            {
                **_PAIR,
                "left_subject_key": f"AN{number:010}",
                "right_subject_key": f"pg{number}",
                "left_project_id": None if left is None else pid(left),
                "right_project_id": None if right is None else pid(right),
                "judgement": judgement,
            }
            for number, (left, right, judgement) in enumerate(pairs, 1)
        ],
    )


DIVISIONS = table_of(
    "ref.divisions",
    [
        {
            "adcode": adcode,
            "level": level,
            "parent_adcode": parent,
            "name_zh": name,
            "name_en": name,
            "latitude": latitude,
            "longitude": 110.0,
        }
        for adcode, level, parent, name, latitude in (
            ("100000", "country", None, "China", 39.9),
            ("110000", "province", "100000", "Beijing", 39.9),
            ("130000", "province", "100000", "Hebei", 38.0),
            ("130700", "prefecture", "130000", "Zhangjiakou", 40.8),
            ("131000", "prefecture", "130000", "Langfang", 39.5),
            ("620000", "province", "100000", "Gansu", 36.0),
            ("810000", "province", "100000", "Hong Kong", 22.3),
        )
    ],
)
POPULATION = table_of(
    "ref.population",
    [
        {"adcode": "130000", "population": 70_000_000, "urban_population": 40_000_000},
        {"adcode": "130700", "population": 4_000_000, "urban_population": 2_000_000},
        {"adcode": "110000", "population": 20_000_000, "urban_population": 0},
    ],
)
