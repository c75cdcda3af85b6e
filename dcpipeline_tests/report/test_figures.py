"""The page says what the tables say."""

from typing import Any

import pytest

from dcpipeline.report.figures import NOTHING
from dcpipeline.report.page import BANDS
from dcpipeline.report.sentences import headline, index, plainly
from dcpipeline.warehouse import citation, query
from dcpipeline_tests.conftest import Refreshed
from dcpipeline_tests.report.conftest import Read, read


def rows(refreshed: Refreshed, sql: str) -> list[tuple[Any, ...]]:
    return query(refreshed.database, sql).rows()


def test_the_headline_counts_projects_as_the_table_does(page: Read, refreshed: Refreshed) -> None:
    ((projects, programmes),) = rows(
        refreshed,
        "SELECT count(*) FILTER (scope <> 'programme'), count(*) FILTER (scope = 'programme') "
        "FROM core.projects",
    )
    found, beside, risk = plainly(page.whole)
    assert found.startswith(f"{projects} projects in ")
    assert f"{programmes} programme totals" in found
    assert "IDC" in beside and "KZ Consulting" in beside
    assert "80 % interval" in risk
    assert sum(page.whole["groups"].values()) == projects


def test_counts_and_bounds_are_those_of_the_reconciliation(
    page: Read, refreshed: Refreshed
) -> None:
    expected = rows(
        refreshed,
        "SELECT count_id, published_value, ours, ours_low, ours_high "
        "FROM mart.count_reconciliation WHERE comparable AND variant = 'all' ORDER BY count_id",
    )
    names = ("count_id", "published_value", "ours", "ours_low", "ours_high")
    shown = sorted(tuple(row[name] for name in names) for row in page.whole["counts"])
    assert shown == expected
    assert [row["count_id"] for row in page.whole["counts"][:3]] == ["PC0126", "PC0127", "PC0128"]


def test_a_place_without_enough_evidence_shows_its_band_and_no_figure(page: Read) -> None:
    unsure = [row for row in page.whole["places"] if row["insufficient_evidence"]]
    assert unsure
    for row in unsure:
        assert row["risk_p50"] is row["risk_p10"] is row["rank_p05"] is row["top_driver"] is None
        assert row["band"] in BANDS


def test_the_ranking_has_every_place_of_the_table(page: Read, refreshed: Refreshed) -> None:
    expected = rows(
        refreshed,
        "SELECT geography_level, geography_id, risk_p10, risk_p50, risk_p90 "
        "FROM mart.overbuild_risk WHERE geography_level <> 'project' AND NOT insufficient_evidence",
    )
    names = ("level", "id", "risk_p10", "risk_p50", "risk_p90")
    shown = [
        tuple(row[name] for name in names)
        for row in page.whole["places"]
        if not row["insufficient_evidence"]
    ]
    assert sorted(shown) == sorted(expected)


@pytest.mark.parametrize("day", ["2023-12-31", "2024-12-31"])
def test_the_timeline_is_what_could_be_known(page: Read, refreshed: Refreshed, day: str) -> None:
    ((expected,),) = rows(
        refreshed,
        "SELECT count(*) FROM core.project_versions WHERE scope IS DISTINCT FROM 'programme' "
        f"AND known_from_on <= DATE '{day}' "
        f"AND (known_to_on IS NULL OR known_to_on >= DATE '{day}')",
    )
    shown = [row["projects"] for row in page.whole["timeline"] if row["day"] == day]
    assert sum(shown) == expected


def test_the_timeline_ends_with_all_projects_of_today(page: Read) -> None:
    last = page.whole["snapshot"]["as_of"]
    today = {row["group"]: row["projects"] for row in page.whole["timeline"] if row["day"] == last}
    assert today == page.whole["groups"]


def test_every_cell_keeps_its_claims(page: Read, refreshed: Refreshed) -> None:
    left_out = "('province_adcode', 'city_adcode', 'latitude', 'longitude')"
    expected = rows(
        refreshed,
        "SELECT role, count(*) FROM core.project_facts "
        f"WHERE column_name NOT IN {left_out} GROUP BY ALL",
    )
    cells = [cell for found in page.projects["cells"].values() for cell in found]
    shown = {"used": sum(len(c[3]) for c in cells), "outvoted": sum(len(c[4]) for c in cells)}
    assert shown == dict(expected)


def test_a_claim_leads_to_its_source(page: Read, refreshed: Refreshed) -> None:
    expected = rows(
        refreshed,
        "SELECT claim.source_publisher, claim.source_tier, claim.published_on::VARCHAR, "
        "coalesce(claim.cited_url, claim.source_url), claim.quote "
        "FROM core.project_facts AS fact JOIN core.claims AS claim USING (claim_id) "
        "WHERE fact.project_id = 'dce52f3330' AND role = 'used' "
        "AND fact.column_name = 'compute_pflops_planned'",
    )
    projects = page.projects
    place = projects["columns"].index("compute_pflops_planned")
    (cell,) = [cell for cell in projects["cells"]["dce52f3330"] if cell[0] == place]
    shown = []
    for claim in cell[3]:
        source, note, *_ = projects["claims"][claim]
        shown.append((*projects["sources"][source][:4], projects["notes"][note][1]))
    assert shown == expected


def test_notes_of_the_register_are_never_the_words_of_a_source(page: Read) -> None:
    assert {kind for kind, _ in page.projects["notes"]} == {"register_note"}


def test_the_index_is_described_as_validated(page: Read) -> None:
    key, figures = index(page.whole["validation"])
    auc = {row["subject"]: row["value"] for row in page.whole["validation"]}
    assert key == "method.index" and auc["risk"] < 0.5
    assert figures["en"]["auc"] == f"{auc['risk']:.2f}"


def test_an_index_that_separates_is_not_called_useless() -> None:
    row = {"metric": "auc", "n": 21, "k": 10}
    better = [
        {**row, "subject": "risk", "value": 0.9},
        {**row, "subject": "dummy_geography_level", "value": 0.7},
    ]
    assert index(better)[0] == "method.index_above"


def test_the_page_is_cited_as_on_the_command_line(page: Read, refreshed: Refreshed) -> None:
    snapshot = citation.find(refreshed.database.parent)
    assert page.whole["citation"] == citation.as_text(snapshot).splitlines()


@pytest.mark.ci
def test_a_nearly_empty_warehouse_gives_a_page(empty_page: Read) -> None:
    keys = [key for key, _ in headline(empty_page.whole)]
    assert keys == ["answer.found", "answer.beside_none", "answer.risk_none"]
    assert NOTHING in empty_page.html


def test_the_same_snapshot_gives_the_same_page(page: Read, refreshed: Refreshed) -> None:
    assert read(refreshed.database).html == page.html
