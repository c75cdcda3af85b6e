from datetime import date
from typing import Any

import polars as pl
import pytest

from dcpipeline.model.holdout import baselines, holdout
from dcpipeline.model.labels import COLUMNS, load_labels
from dcpipeline.model.past import inputs_at
from dcpipeline.model.utilization import fit
from dcpipeline.model.validation import validate
from dcpipeline_tests.model.world import AS_OF, few_draws, figure, project, rows, world

PLACE = {"city_adcode": "440300", "province_adcode": "440000"}
FIGURES = [
    figure("a", "city", "rack_occupancy", value_central=0.8, **PLACE),
    figure("b", "city", "rack_occupancy", value_central=0.5, city_adcode="110000"),
    figure("c", "city", "rack_occupancy", value_low=0.9, city_adcode="621000"),
    figure("d", "nation", "rack_occupancy", value_central=0.6),
    figure("e", "site", "idle_share", value_central=0.7),
]


def labels(*records: dict[str, Any]) -> pl.DataFrame:
    base = dict.fromkeys(COLUMNS)
    numbered = [base | {"label_id": f"L{n}"} | record for n, record in enumerate(records)]
    return load_labels(pl.DataFrame(numbered, schema=dict.fromkeys(COLUMNS, pl.String)))


def label(kind: str, city: str, day: str = "2026-05", **more: str) -> dict[str, Any]:
    return {
        "label": kind,
        "geography_level": "city",
        "city_adcode": city,
        "province_adcode": city[:2] + "0000",
        "as_of": day,
    } | more


SOME = labels(
    label("distressed", "621000"),
    label("distressed", "620100"),
    label("healthy", "440300"),
    label("healthy", "110000", "2026-03"),
)


def measure(table: pl.DataFrame, metric: str, subject: str) -> dict[str, Any]:
    return table.row(
        by_predicate=(pl.col("metric") == metric) & (pl.col("subject") == subject), named=True
    )


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return validate(world(figures=FIGURES), AS_OF, SOME, priors=few_draws(300), shuffles=50)


def test_coverage_counts_groups_and_has_an_exact_interval(table: pl.DataFrame) -> None:
    row = measure(table, "coverage_80", "occupancy")
    assert row["n"] == 2
    assert row["value"] == row["k"] / 2
    assert row["low"] < row["value"] or row["k"] == 0
    assert measure(table, "coverage_80", "occupancy/nation")["n"] == 1
    assert measure(table, "coverage_80", "compute_use/site")["n"] == 1


def test_bounds_are_scored_and_points_are_not(table: pl.DataFrame) -> None:
    assert measure(table, "log_score_bounds", "occupancy")["n"] == 1
    assert measure(table, "log_score_bounds", "occupancy")["value"] < 0
    assert measure(table, "mae_points", "occupancy")["n"] == 2


def test_labels_have_auc_dummies_and_shuffles(table: pl.DataFrame) -> None:
    row = measure(table, "auc", "risk")
    assert (row["k"], row["n"]) == (2, 4)
    assert "permutation p" in row["note"]
    assert measure(table, "auc", "dummy_date")["value"] >= 0.5
    assert measure(table, "auc_shuffled", "provinces")["n"] == 50


def test_the_held_group_does_not_see_itself() -> None:
    def predicted(value: float) -> float:
        own = figure("a", "city", "rack_occupancy", value_central=value, **PLACE)
        posterior = fit(world(figures=[own, *FIGURES[1:]]), AS_OF, few_draws(300))
        held = holdout(posterior, "occupancy")
        return float(held.filter(pl.col("observation_id") == "a")["p50"][0])

    assert predicted(0.1) == predicted(0.9)


def test_baselines_by_hand() -> None:
    held = pl.DataFrame(
        {
            "observation_id": ["a", "b", "c", "d"],
            "cluster_group": ["x", "x", "y", "z"],
            "as_of": [date(2020, 1, 1), date(2021, 1, 1), date(2020, 1, 1), date(2020, 1, 1)],
            "point": [0.5, 0.6, 0.5, None],
            "hub": [False, False, True, False],
        }
    )
    constant, _, last = baselines(held)
    assert constant.rows.filter(pl.col("observation_id") == "a")["p50"].item() == pytest.approx(0.5)
    assert last.rows.select("observation_id", "p50").rows() == [("b", 0.5)]


@pytest.mark.parametrize(
    ("given", "note"),
    [
        (labels(), "no label to test against"),
        (labels(label("healthy", "440300"), label("healthy", "110000")), "one class only"),
        (labels(label("healthy", "999999"), label("distressed", "888888")), "one class only"),
        (labels(label("healthy", "440300", "2027")), "no label to test against"),
    ],
)
def test_labels_that_prove_nothing_say_so(given: pl.DataFrame, note: str) -> None:
    found = validate(world(figures=FIGURES), AS_OF, given, priors=few_draws(100), shuffles=5)
    message = found.filter(pl.col("section") == "labels", pl.col("metric") == "message")
    assert note in message["note"].item()


def test_no_figures_at_all() -> None:
    found = validate(world(), AS_OF, SOME, priors=few_draws(100), shuffles=5)
    assert (
        measure(found, "message", "occupancy")["note"] == "no figure of this rate can be predicted"
    )


def test_held_back_figures_of_unknown_kind_and_place_do_not_stop_it() -> None:
    odd = [
        figure("a", "site", "rack_occupancy", value_central=0.4, kind="rumour", source_tier=None),
        figure("b", "city", "rack_occupancy", value_central=0.4, city_adcode="999900"),
        figure("c", "province", "idle_share", value_high=0.4, province_adcode="990000"),
        figure("d", "region", "rack_occupancy", name="月球", value_central=0.4),
        figure("e", "city", "rack_occupancy", value_central=0.4, as_of=None),
    ]
    found = validate(world(figures=odd), AS_OF, labels(), priors=few_draws(100))
    assert measure(found, "coverage_80", "occupancy")["n"] == 3


def test_the_past_knows_nothing_of_the_future() -> None:
    projects = [
        project(
            "dc00000001",
            "440300",
            "operational",
            operational_on=date(2025, 6, 1),
            status_on=date(2025, 6, 1),
            construction_started_on=date(2024, 6, 1),
        ),
        project("dc00000002", "440300", "announced", first_seen_on=date(2025, 6, 1)),
    ]
    past = inputs_at(world(projects), date(2024, 12, 31)).projects
    assert past.select("project_id", "status", "operational_on").rows() == [
        ("dc00000001", "under_construction", None)
    ]
    versions = rows(
        "core.project_versions",
        [
            {
                "project_id": "dc00000001",
                "known_from_on": date(2024, 2, 1),
                "status": "signed",
                "it_load_mw": 7.0,
            },
            {
                "project_id": "dc00000001",
                "known_from_on": date(2025, 6, 2),
                "status": "operational",
            },
        ],
    )
    known = inputs_at(world(projects), date(2024, 12, 31), versions).projects
    assert known.select("status", "it_load_mw").rows() == [("signed", 7.0)]
