"""Phases, events and states of knowledge."""

from datetime import date

import polars as pl

from dcpipeline_tests.resolve.made import PLACE, SCOPE, event, figure, resolved, words


def versions(*claims):
    return resolved(PLACE, SCOPE, *claims).tables["core.project_versions"]


def test_a_version_for_every_change_and_for_nothing_else():
    found = versions(
        event("signed", "2023-01-01", published="2023-01-05"),
        event("signed", "2023-01-01", "repost", published="2023-02-01"),
        event("operational", "2024-06-01", published="2024-06-10"),
        figure("racks", 100, unit="cabinet", published="2024-07-01"),
    ).drop("province_adcode", "city_adcode", "name_zh", "name_en", "ai_stated", "scope")
    shown = found.select(
        "known_from_on", "known_to_on", "valid_from_on", "valid_to_on", "status", "racks"
    )
    assert shown.rows() == [
        (date(2010, 1, 1), date(2023, 1, 4), None, None, None, None),
        (date(2023, 1, 5), date(2024, 6, 9), date(2023, 1, 1), date(2024, 6, 1), "signed", None),
        (date(2024, 6, 10), date(2024, 6, 30), date(2024, 6, 1), None, "operational", None),
        (date(2024, 7, 1), None, date(2024, 6, 1), None, "operational", 100),
    ]


def test_the_last_version_is_the_project():
    made = resolved(PLACE, SCOPE, event("signed", "2023-01-01"), event("operational", "2024-01-01"))
    last = made.tables["core.project_versions"].filter(pl.col("known_to_on").is_null())
    assert last["status"].to_list() == made.tables["core.projects"]["status"].to_list()


def test_a_version_is_what_a_run_of_that_day_shows():
    told = [
        PLACE, SCOPE,
        event("signed", "2023-01-01"),
        event("construction_start", "2023-06-01", published="2024-02-01"),
        event("operational", "2024-01-01", "repost"),
        figure("compute", 5, published="2023-03-01"),
        figure("compute", 9, "official", published="2024-03-01"),
    ]  # fmt: skip
    whole = resolved(*told).tables["core.project_versions"]
    for row in whole.iter_rows(named=True):
        then = (
            resolved(*told, as_of=row["known_from_on"]).tables["core.projects"].row(0, named=True)
        )
        for name in ("status", "compute_pflops_installed", "city_adcode", "racks", "ai_stated"):
            assert then[name] == row[name]


def test_phases_stand_under_their_site():
    made = resolved(
        PLACE,
        SCOPE,
        event("operational", "2024-01-01", phase="一期"),
        event("cancelled", "2024-01-01", phase="二期"),
        figure("compute", 3000, phase="一期"),
        figure("compute", 9000, "unverified", phase="一期", basis="planned", precision="FP16"),
        figure("racks", 5, unit="cabinet", phase="东区"),
    )
    phases = {row["phase"]: row for row in made.tables["core.project_phases"].to_dicts()}
    first, second, area = phases["一期"], phases["二期"], phases["东区"]
    assert (first["phase_number"], first["status"]) == (1, "operational")
    assert (first["compute_pflops_installed"], first["compute_pflops_planned"]) == (3000, 9000)
    # the two figures are of different precision
    assert first["compute_precision"] is None
    assert first["n_claims"] == 3
    assert (second["phase_number"], second["status"]) == (2, "cancelled")
    assert (area["phase_number"], area["racks"], area["status"]) == (None, 5, None)
    assert made.tables["core.projects"]["status"].to_list() == ["partly_operational"]


def test_every_event_stands_in_the_table_of_events():
    made = resolved(
        PLACE,
        event("idle_reported", "2024-01-01"),
        event("operational", None, phase="一期"),
        words("name_zh", "甲"),
    )
    events = made.tables["core.project_events"]
    assert events.select("event", "status", "phase").rows() == [
        ("idle_reported", None, None), ("operational", "partly_operational", "一期"),
    ]  # fmt: skip
