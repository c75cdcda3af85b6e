"""A source that is not well is named wherever a figure rests on it, and nowhere else."""

import polars as pl
import pytest

from dcpipeline.resolve import stale_sources

PROJECTS = pl.DataFrame(
    {
        "project_id": ["dc1", "dc2", "dc3"],
        "city_adcode": ["640500", None, "621000"],
        "province_adcode": ["640000", "640000", "620000"],
    }
)
CLAIMS = pl.DataFrame(
    {
        "claim_id": ["a", "b", "c", "d"],
        "source_id": ["county", "county", "gazette", "register/announcements.csv"],
    }
)
FACTS = pl.DataFrame(
    {
        "project_id": ["dc1", "dc1", "dc2", "dc2", "dc3"],
        "claim_id": ["a", "a", "b", "c", "d"],
    }
)


def found(**health: str) -> dict[tuple[str, str], str]:
    sources = pl.DataFrame(
        {"source_id": list(health), "health": list(health.values())},
        schema={"source_id": pl.String, "health": pl.String},
    )
    stale = stale_sources(PROJECTS, FACTS, CLAIMS, sources)
    return {(level, place): names for level, place, names in stale.iter_rows()}


def test_projects_cities_and_provinces_name_the_sources_that_failed() -> None:
    assert found(county="failing", gazette="overdue") == {
        ("project", "dc1"): "county",
        ("project", "dc2"): "county; gazette",
        ("city", "640500"): "county",
        ("province", "640000"): "county; gazette",
    }


@pytest.mark.parametrize("health", ["good", "shipped", "never", "disabled", "blocked"])
def test_a_source_that_is_well_or_not_asked_is_not_named(health: str) -> None:
    assert found(county=health, gazette=health) == {}
