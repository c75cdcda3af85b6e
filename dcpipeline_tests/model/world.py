"""A small synthetic country for the model: divisions, cities, projects, figures."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from dcpipeline.model.inputs import Inputs
from dcpipeline.model.priors import Priors, shipped_priors
from dcpipeline.schema import table

AS_OF = date(2026, 6, 30)
PROVINCES = {"110000": "north", "440000": "south", "620000": "northwest"}
CITIES = {
    "110000": ("110000", 2.0, None),
    "440100": ("440000", 3.0, None),
    "440300": ("440000", 8.0, None),
    "620100": ("620000", 28.0, None),
    "621000": ("620000", 26.0, "qingyang"),
}


def rows(name: str, records: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Records as a frame of a declared table, missing columns null."""
    schema = {column.name: column.kind.polars for column in table(name)}
    full = [{key: record.get(key) for key in schema} for record in records]
    return pl.DataFrame(full, schema=schema)


def project(project_id: str, city: str | None, status: str, **more: Any) -> dict[str, Any]:
    """One project; the province follows from the city."""
    province = CITIES[city][0] if city else more.pop("province", "620000")
    return {
        "project_id": project_id,
        "scope": "site",
        "name_zh": f"项目{project_id}",
        "name_en": f"Project {project_id}",
        "province_adcode": province,
        "city_adcode": city,
        "status": status,
        "status_on": date(2024, 1, 1),
        "operational_on": date(2024, 1, 1) if "operational" in status else None,
        "ai_stated": True,
        "first_seen_on": date(2024, 1, 1),
    } | more


def figure(observation_id: str, level: str, metric: str, **more: Any) -> dict[str, Any]:
    """One utilization figure."""
    return {
        "observation_id": observation_id,
        "geography_level": level,
        "geography_name_zh": more.pop("name", observation_id),
        "metric": metric,
        "as_of": date(2026, 1, 1),
        "kind": "press",
        "origin_group": observation_id,
        "cluster_group": observation_id,
        "source_tier": "press",
    } | more


def some_projects(seed: int = 1, count: int = 40) -> list[dict[str, Any]]:
    """Projects in every city and of every status."""
    rng = np.random.default_rng(seed)
    statuses = ["operational", "operational", "under_construction", "approved", "announced"]
    out = []
    for number in range(count):
        city = list(CITIES)[number % len(CITIES)]
        size = float(np.exp(rng.normal(7, 1))) if rng.random() < 0.5 else None
        out.append(
            project(
                f"dc{number:08x}",
                city,
                statuses[number // len(CITIES) % len(statuses)],
                compute_pflops_planned=size,
                compute_pflops_planned_precision="FP16" if size else None,
                racks=int(rng.integers(100, 5000)) if rng.random() < 0.3 else None,
                operator=[None, "中国电信", "某城投集团", "阿里云"][int(rng.integers(4))],
            )
        )
    return out


def world(
    projects: Sequence[dict[str, Any]] | None = None,
    figures: Sequence[dict[str, Any]] = (),
    pairs: Sequence[dict[str, Any]] = (),
    signals: Sequence[dict[str, Any]] = (),
) -> Inputs:
    """Inputs of the synthetic country."""
    listed = some_projects() if projects is None else projects
    divisions = [{"adcode": "100000", "level": "country", "name_zh": "中国", "name_en": "China"}]
    divisions += [
        {
            "adcode": code,
            "level": "province",
            "parent_adcode": "100000",
            "name_zh": code,
            "name_en": f"Province {code}",
            "latitude": 30.0,
            "longitude": 110.0,
            "region7": region,
            "region": "west" if region == "northwest" else "east",
        }
        for code, region in PROVINCES.items()
    ]
    divisions += [
        {
            "adcode": code,
            "level": "prefecture",
            "parent_adcode": province,
            "name_zh": code,
            "name_en": f"City {code}",
            "latitude": 31.0,
            "longitude": 111.0,
        }
        for code, (province, _, _) in CITIES.items()
        if code != province
    ]
    latency = pl.DataFrame(
        [
            {
                "city_adcode": code,
                "nearest_centre_rtt_ms": rtt,
                "urban_population_20ms": int(3e8 / (1 + rtt)),
                "cluster_id": hub,
            }
            for code, (_, rtt, hub) in CITIES.items()
        ],
        schema={
            "city_adcode": pl.String,
            "nearest_centre_rtt_ms": pl.Float64,
            "urban_population_20ms": pl.Int64,
            "cluster_id": pl.String,
        },
    )
    price = {"110000": 0.7, "440000": 0.65, "620000": 0.4}
    siting = pl.DataFrame(
        [
            {
                "project_id": row["project_id"],
                "price_cny_per_kwh": price[row["province_adcode"]],
                "price_basis": "agent_two_part",
            }
            for row in listed
        ],
        schema={
            "project_id": pl.String,
            "price_cny_per_kwh": pl.Float64,
            "price_basis": pl.String,
        },
    )
    electricity = pl.DataFrame(
        {
            "province_adcode": list(price),
            "price_cny_per_kwh": list(price.values()),
            "price_basis": ["agent_two_part", "indicative", "agent_two_part"],
        }
    )
    return Inputs(
        projects=rows("core.projects", listed),
        project_phases=rows("core.project_phases", []),
        match_candidates=rows("core.match_candidates", pairs),
        observations=rows("ref.utilization_observations", figures),
        observation_kinds=rows(
            "ref.observation_kinds",
            [
                {"kind": "press", "logit_sd": 0.5, "use": "fit"},
                {"kind": "operator_portfolio", "logit_sd": 0.1, "use": "fit"},
                {"kind": "official_stat", "logit_sd": 0.15, "use": "benchmark_if_national"},
                {"kind": "press_site_qualitative", "logit_sd": 0.8, "use": "fit"},
                {"kind": "unverified_social", "logit_sd": 0.6, "use": "fit"},
                {"kind": "commitment", "logit_sd": None, "use": "bridge"},
            ],
        ),
        market_signals=rows("ref.market_signals", signals),
        divisions=rows("ref.divisions", divisions),
        city_latency=latency,
        project_siting=siting,
        province_electricity=electricity,
    )


def few_draws(count: int = 500, minimum_ess: float = 0.0) -> Priors:
    """The shipped priors with few draws."""
    return replace(shipped_priors(), count=count, minimum_ess=minimum_ess)
