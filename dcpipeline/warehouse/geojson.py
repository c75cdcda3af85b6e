"""Projects as GeoJSON, for maps."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl

FILE: Final = "projects.geojson"
PROJECTS: Final = "core.projects"
RISK: Final = "mart.overbuild_risk"
RISK_COLUMNS: Final = (
    "risk_p10",
    "risk_p50",
    "risk_p90",
    "band",
    "prob_severe",
    "insufficient_evidence",
    "top_driver",
)


def write_projects(frames: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Writes a FeatureCollection (RFC 7946) with a feature a line, in the order of identifiers.

    Geometry is a WGS84 point, longitude first: the seat of the project's city, as the register
    knows no site more closely. It is null where no city is known. Properties are the columns of
    ``core.projects`` and, where the model gives a figure, those of its overbuild risk.
    """
    rows = _with_risk(frames).to_dicts()
    features = ",\n".join(_dumped(_feature(row)) for row in rows)
    path.write_text(
        f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n', encoding="utf-8"
    )


def _with_risk(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    projects = frames[PROJECTS]
    if RISK not in frames:
        return projects
    risk = frames[RISK].filter(geography_level="project")
    wanted = risk.select(pl.col("geography_id").alias("project_id"), *RISK_COLUMNS)
    return projects.join(wanted, on="project_id", how="left", validate="1:1", maintain_order="left")


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    point = (row["longitude"], row["latitude"])
    located = None not in point
    return {
        "type": "Feature",
        "id": row["project_id"],
        "geometry": {"type": "Point", "coordinates": point} if located else None,
        "properties": row,
    }


def _dumped(content: Mapping[str, Any]) -> str:
    return json.dumps(
        content, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_day
    )


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in GeoJSON")
