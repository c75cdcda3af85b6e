"""Register rows that can't be true: counted, named with file and line, and no harm to the rest."""

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from dcpipeline_tests.conftest import FACT_FOLDERS, Refreshed, run_command

# A whole refresh over a register of its own.
pytestmark = pytest.mark.ci

REGISTER = "register/announcements.csv"
# slip -> (cells that differ from a sound row, words that the reason must hold)
SLIPS: dict[str, tuple[dict[str, str], str]] = {
    "unknown place": ({"city_adcode": "999999"}, "is no city"),
    "31 February": (
        {"event_date": "2025-02-31", "event_date_precision": "day"},
        "not in the calendar",
    ),
    "future": ({"event_date": "2031-01-01", "event_date_precision": "day"}, "lies after"),
    "negative": ({"racks": "-5"}, "negative"),
    "absurd": ({"compute_value": "9e12", "compute_unit": "PFLOPS"}, "is above"),
    "unknown event": ({"event": "teleported"}, "event 'teleported' is not one of"),
    "unknown unit": ({"compute_value": "5", "compute_unit": "bogoflops"}, "compute_unit"),
    "formula": ({"operator": "=cmd|' /C calc'!A0"}, "like a formula"),
    "NUL": ({"evidence": "before\x00after"}, "control characters"),
    "10 MB cell": ({"evidence": "x" * 10_000_000}, "longer than"),
}


@pytest.fixture(scope="module")
def slipped(tmp_path_factory, shipped_data) -> tuple[Refreshed, dict[str, int]]:
    """A refresh over the shipped register with one row per slip added, and the line of each."""
    data = tmp_path_factory.mktemp("slipped") / "data"
    for folder in FACT_FOLDERS:
        shutil.copytree(shipped_data / folder, data / folder)
    register = data / REGISTER
    text = register.read_text(encoding="utf-8")
    header, *sound = csv.reader(text.splitlines())
    model = dict(zip(header, sound[0], strict=True))
    lines = {}
    with register.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        first = text.count("\n") + 1
        for number, (slip, (cells, _)) in enumerate(SLIPS.items()):
            ident = {"announcement_id": f"AN00000000{number:02x}", "project_key": f"slip-{number}"}
            writer.writerow(model | ident | cells)
            lines[slip] = first + number
        writer.writerow(model)
        lines["duplicate"] = first + len(SLIPS)
    (data / "judgements" / "reviewed.csv").write_text(
        "left_key,right_key,judgement,reason,decided_on\n"
        "no-such-key,another,different,nobody knows them,2026-11-01\n",
        encoding="utf-8",
    )
    done = run_command("refresh", data=data)
    assert done.returncode == 0, done.stdout + done.stderr
    return Refreshed(data, done.stdout), lines


def rows(database: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_slip_is_refused_with_reason_file_and_line(slipped):
    result, lines = slipped
    refused = {
        line: (file, reason)
        for file, line, reason in rows(
            result.database, "SELECT file, line, reason FROM rejects.announcements"
        )
    }
    assert set(refused) == set(lines.values())
    expected = {slip: words for slip, (_, words) in SLIPS.items()}
    for slip, words in (expected | {"duplicate": "stands already in line 2"}).items():
        file, reason = refused[lines[slip]]
        assert file == REGISTER
        assert words in reason, slip


def test_the_summary_counts_them(slipped):
    result, lines = slipped
    assert f"{len(lines)} register rows and" in result.output


def test_a_judgement_that_matches_nothing_is_named(slipped):
    result, _ = slipped
    assert "Judgements that match nothing: judgements/reviewed.csv, line 2 " in result.output
    (state,) = rows(
        result.database,
        "SELECT state FROM core.judgements WHERE file = 'judgements/reviewed.csv'",
    )
    assert state == ("matches_nothing",)


def test_no_other_project_changes(slipped, refreshed):
    result, _ = slipped
    sql = "SELECT * FROM core.projects ORDER BY project_id"
    theirs = rows(refreshed.database, sql)
    assert rows(result.database, sql) == theirs
    assert len(theirs) > 500


def test_no_cell_of_a_refused_row_is_kept_whole(slipped):
    result, _ = slipped
    ((longest, nul),) = rows(
        result.database,
        "SELECT max(length(content)), count(*) FILTER (contains(content, chr(0))) "
        "FROM rejects.announcements",
    )
    assert longest < 20_000
    assert nul == 0
