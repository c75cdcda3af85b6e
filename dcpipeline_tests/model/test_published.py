"""What the model publishes on the shipped facts keeps the promises of the method."""

import polars as pl
import pytest

from dcpipeline.warehouse import query
from dcpipeline_tests.conftest import Refreshed

INSIDE = 0.8
NON_EMPTY_BANDS = 3


def asked(refreshed: Refreshed, sql: str) -> pl.DataFrame:
    return query(refreshed.database, sql)


def test_each_component_lies_inside_its_goalposts_for_most_places(refreshed: Refreshed) -> None:
    found = asked(
        refreshed,
        "SELECT component, avg((value_p50 BETWEEN goalpost_0 AND goalpost_1)::INT) AS inside "
        "FROM mart.risk_components WHERE geography_level <> 'project' GROUP BY component",
    )
    assert set(found["component"]) == {"slack", "pipeline", "saturation", "distance", "economics"}
    assert found.filter(pl.col("inside") < INSIDE).is_empty(), found


@pytest.mark.parametrize("level", ["project", "city", "province"])
def test_bands_tell_places_apart(level: str, refreshed: Refreshed) -> None:
    found = asked(
        refreshed,
        f"SELECT DISTINCT band FROM mart.overbuild_risk WHERE geography_level = '{level}'",
    )
    assert found.height >= NON_EMPTY_BANDS


def test_what_is_not_in_service_has_no_utilization_and_never_zero(refreshed: Refreshed) -> None:
    found = asked(
        refreshed,
        "SELECT count(*) AS n, count(p50) AS filled FROM mart.utilization AS u "
        "JOIN core.projects AS p "
        "ON u.geography_level = 'project' AND u.geography_id = p.project_id "
        "WHERE p.status IN ('announced', 'signed', 'approved', 'under_construction')",
    ).row(0)
    assert found[0] > 100 and found[1] == 0


def test_contributions_add_up_to_the_index_in_the_mean(refreshed: Refreshed) -> None:
    found = asked(
        refreshed,
        "SELECT abs(sum(contribution) - any_value(risk_p50)) AS off, "
        "any_value(risk_p90 - risk_p10) AS width "
        "FROM mart.risk_components JOIN mart.overbuild_risk USING (geography_level, geography_id) "
        "GROUP BY geography_level, geography_id",
    )
    # the median of a sum is not the sum of means, but lies well inside the interval
    assert (found["off"] <= found["width"] / 2 + 1).all()


def test_programmes_are_in_no_mart_of_the_model(refreshed: Refreshed) -> None:
    programmes = asked(refreshed, "SELECT project_id FROM core.projects WHERE scope = 'programme'")
    scored = asked(
        refreshed,
        "SELECT geography_id FROM mart.overbuild_risk WHERE geography_level = 'project'",
    )
    assert programmes.height > 10
    assert not set(programmes["project_id"]) & set(scored["geography_id"])


def test_no_rank_below_twenty_percent_of_evidence(refreshed: Refreshed) -> None:
    found = asked(
        refreshed,
        "SELECT count(*) FILTER (evidence_coverage < 0.2) AS thin, "
        "count(rank_p50) FILTER (evidence_coverage < 0.2) AS ranked, "
        "count(*) FILTER (insufficient_evidence <> (evidence_coverage < 0.4)) AS mislabelled "
        "FROM mart.overbuild_risk WHERE geography_level <> 'project'",
    ).row(0)
    assert found[0] > 0 and found[1:] == (0, 0)
