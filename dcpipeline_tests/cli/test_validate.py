"""``dcpipeline validate``: a table, JSON, and files of a reader's own."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dcpipeline.cli.app import app
from dcpipeline_tests.conftest import run_command

OBSERVATIONS = "observations/utilization_observations.csv"
LABELS = "validation/site_labels.csv"


def edited(source: Path, target: Path, keep=lambda row: True, **cells: dict[str, str]) -> Path:
    """A copy with the rows that ``keep`` accepts, and other cells in rows named by identifier."""
    reader = csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"), newline=""))
    rows = {next(iter(row.values())): row for row in reader if keep(row)}
    for ident, others in cells.items():
        rows[ident] |= others
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.values())
    return target


def results(*words: str, data: Path) -> dict[tuple[str, str], dict]:
    """Rows of the JSON, without the seconds that a process of its own takes to begin."""
    done = CliRunner().invoke(
        app, ["validate", *words, "--json"], env={"DCPIPELINE_DATA": str(data)}
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    return {(row["metric"], row["subject"]): row for row in found}


@pytest.fixture(scope="module")
def shipped(refreshed) -> dict[tuple[str, str], dict]:
    """What the shipped observations and labels give."""
    return results(data=refreshed.data)


@pytest.mark.ci
def test_table_names_k_of_n_and_how_to_read_it(refreshed):
    done = run_command("validate", data=refreshed.data)
    assert done.returncode == 0
    assert "k of n" in done.stdout
    assert "coverage_80" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 120


@pytest.mark.ci
def test_json_has_coverage_with_its_exact_interval_and_the_dummies(shipped):
    coverage = shipped["coverage_80", "occupancy"]
    assert coverage["value"] == pytest.approx(coverage["k"] / coverage["n"], abs=1e-5)
    assert coverage["low"] < coverage["value"] < coverage["high"]
    assert {("auc", "risk"), ("auc", "dummy_date")} <= shipped.keys()


@pytest.mark.ci
def test_no_observations_leave_nothing_to_cover(refreshed, tmp_path):
    empty = edited(refreshed.data / OBSERVATIONS, tmp_path / "o.csv", keep=lambda _: False)
    found = results("--observations", str(empty), data=refreshed.data)
    assert found["coverage_80", "occupancy"]["n"] == 0
    assert found["coverage_80", "occupancy"]["value"] is None


UNSEEN = (
    {"kind": "tea_leaves"},
    {"geography_level": "city", "province_adcode": "990000", "city_adcode": "999999"},
)


@pytest.mark.ci
def test_unseen_kinds_and_unknown_places_of_observations_are_no_accident(refreshed, tmp_path):
    idents = first_idents(refreshed.data / OBSERVATIONS, len(UNSEEN))
    slips = dict(zip(idents, UNSEEN, strict=True))
    other = edited(refreshed.data / OBSERVATIONS, tmp_path / "o.csv", **slips)
    assert results("--observations", str(other), data=refreshed.data)["coverage_80", "occupancy"]


def first_idents(source: Path, count: int) -> list[str]:
    lines = source.read_text(encoding="utf-8").splitlines()[1 : 1 + count]
    return [line.partition(",")[0] for line in lines]


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
def test_labels_of_unknown_places_are_not_scored(refreshed, shipped, tmp_path):
    # the label of a city
    nowhere = {
        "province_adcode": "999999",
        "city_adcode": "999999",
        "name_zh": "亚特兰",
        "name_en": "Atlantis",
    }
    other = edited(refreshed.data / LABELS, tmp_path / "l.csv", SL011=nowhere)
    after = results("--labels", str(other), data=refreshed.data)["scored", "labels"]
    before = shipped["scored", "labels"]
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
