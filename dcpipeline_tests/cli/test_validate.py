"""``dcpipeline validate``: a table, JSON, and files of a reader's own."""

import csv
import io
import json
from pathlib import Path

import pytest

from dcpipeline_tests.conftest import run_command

OBSERVATIONS = "observations/utilization_observations.csv"
LABELS = "validation/site_labels.csv"


def edited(source: Path, target: Path, keep=lambda row: True, **first_row: str) -> Path:
    """A copy with the rows that ``keep`` accepts, and other cells in the first of them."""
    reader = csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"), newline=""))
    rows = [row for row in reader if keep(row)]
    if first_row:
        rows[0] |= first_row
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return target


def results(*words: str, data: Path) -> dict[tuple[str, str], dict]:
    done = run_command("validate", *words, "--json", data=data)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return {(row["metric"], row["subject"]): row for row in found}


@pytest.mark.ci
def test_table_names_k_of_n_and_how_to_read_it(refreshed):
    done = run_command("validate", data=refreshed.data)
    assert done.returncode == 0
    assert "k of n" in done.stdout
    assert "coverage_80" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120


@pytest.mark.ci
def test_json_has_coverage_with_its_exact_interval_and_the_dummies(refreshed):
    found = results(data=refreshed.data)
    coverage = found["coverage_80", "occupancy"]
    assert coverage["value"] == pytest.approx(coverage["k"] / coverage["n"], abs=1e-5)
    assert coverage["low"] < coverage["value"] < coverage["high"]
    assert {("auc", "risk"), ("auc", "dummy_date")} <= found.keys()


@pytest.mark.ci
def test_no_observations_leave_nothing_to_cover(refreshed, tmp_path):
    empty = edited(refreshed.data / OBSERVATIONS, tmp_path / "o.csv", keep=lambda _: False)
    found = results("--observations", str(empty), data=refreshed.data)
    assert found["coverage_80", "occupancy"]["n"] == 0
    assert found["coverage_80", "occupancy"]["value"] is None


@pytest.mark.ci
@pytest.mark.parametrize(
    "slip",
    [
        {"kind": "tea_leaves"},
        {"geography_level": "city", "province_adcode": "990000", "city_adcode": "999999"},
    ],
    ids=["unseen kind", "unknown place"],
)
def test_unseen_observations_are_no_accident(refreshed, tmp_path, slip):
    other = edited(refreshed.data / OBSERVATIONS, tmp_path / "o.csv", **slip)
    assert results("--observations", str(other), data=refreshed.data)["coverage_80", "occupancy"]


@pytest.mark.ci
@pytest.mark.parametrize(
    ("keep", "n"),
    [(lambda _: False, 0), (lambda row: row["label"] == "distressed", None)],
    ids=["none", "one class"],
)
def test_labels_that_discriminate_nothing_give_a_message(refreshed, tmp_path, keep, n):
    other = edited(refreshed.data / LABELS, tmp_path / "l.csv", keep)
    found = results("--labels", str(other), data=refreshed.data)
    message = found["message", "labels"]
    assert message["note"]
    assert n is None or message["n"] == n
    assert ("auc", "risk") not in found


@pytest.mark.ci
def test_labels_of_unknown_places_are_not_scored(refreshed, tmp_path):
    # the first of these is a city
    keep = lambda row: row["label_id"] >= "SL011"  # noqa: E731
    known = edited(refreshed.data / LABELS, tmp_path / "known.csv", keep)
    before = results("--labels", str(known), data=refreshed.data)["scored", "labels"]
    other = edited(
        refreshed.data / LABELS,
        tmp_path / "l.csv",
        keep,
        province_adcode="999999",
        city_adcode="999999",
        name_zh="亚特兰",
        name_en="Atlantis",
    )
    after = results("--labels", str(other), data=refreshed.data)["scored", "labels"]
    assert (after["k"], after["n"]) == (before["k"] - 1, before["n"])


@pytest.mark.ci
def test_a_file_of_other_columns_is_one_sentence(refreshed):
    done = run_command(
        "validate", "--observations", str(refreshed.data / LABELS), data=refreshed.data
    )
    assert done.returncode == 65
    assert "columns are missing: observation_id" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.ci
def test_without_a_warehouse_it_says_what_to_run(data_copy):
    done = run_command("validate", data=data_copy)
    assert done.returncode == 66
    assert "dcpipeline refresh" in done.stderr
