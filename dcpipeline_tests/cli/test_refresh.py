"""``dcpipeline refresh``: what it prints is what the file holds, and it works only when it must."""

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dcpipeline.cli import home
from dcpipeline.settings import settings
from dcpipeline.warehouse import TargetError
from dcpipeline_tests.conftest import run_command

HELD = """
import sys, time
from pathlib import Path
from dcpipeline.warehouse import refresh_lock
with refresh_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def rows(database: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def snapshot_of(data: Path) -> str:
    return json.loads((data / "warehouse" / "latest.json").read_text(encoding="utf-8"))[
        "snapshot_id"
    ]


def test_first_line_counts_what_the_file_holds(refreshed):
    ((projects, provinces, cities),) = rows(
        refreshed.database,
        "SELECT count(*), count(DISTINCT province_adcode), count(DISTINCT city_adcode) "
        "FROM core.projects WHERE scope <> 'programme'",
    )
    line = refreshed.output.splitlines()[0]
    assert line.startswith(f"{projects} projects in {provinces} province-level units")
    assert f"{cities} cities" in line
    assert projects > 500


def test_status_groups_add_up_to_the_projects(refreshed):
    line = next(line for line in refreshed.output.splitlines() if "in service" in line)
    groups = [int(number) for number in re.findall(r" (\d+)(?: ·|$)", line)]
    assert sum(groups) == int(refreshed.output.split()[0])
    for status, words in (("under_construction", "under construction"),):
        ((count,),) = rows(
            refreshed.database,
            f"SELECT count(*) FROM core.projects "
            f"WHERE scope <> 'programme' AND status = '{status}'",
        )
        assert f"{words} {count} ·" in line


def test_headline_counts_stand_beside_ours(refreshed):
    compared = rows(
        refreshed.database,
        "SELECT published_value, ours FROM mart.count_reconciliation "
        "WHERE variant = 'all' AND count_id IN ('PC0126', 'PC0127', 'PC0128', 'PC0001', 'PC0002')",
    )
    assert len(compared) == 5
    block = refreshed.output.split("Beside the published counts")[1].split("\n\n")[0]
    for published, ours in compared:
        assert re.search(rf" {published:,.0f}\s+{ours:,.0f}\s", block)


def test_places_at_risk_are_those_of_the_table(refreshed):
    found = rows(
        refreshed.database,
        "SELECT name_en, risk_p50, risk_p10, risk_p90, top_driver FROM mart.overbuild_risk "
        "WHERE geography_level = 'province' AND NOT insufficient_evidence "
        "ORDER BY risk_p50 DESC, name_en",
    )
    assert found
    for name, middle, low, high, driver in found:
        line = next(x for x in refreshed.output.splitlines() if x.startswith(f"{name}  "))
        assert re.search(rf"\s{middle:,.0f}\s+{low:,.0f}–{high:,.0f}\s", line)
        assert driver in line


def test_places_on_priors_alone_and_rejects_are_counted(refreshed):
    text = " ".join(refreshed.output.split())
    ((priors,),) = rows(
        refreshed.database,
        "SELECT count(*) FROM mart.utilization WHERE metric = 'occupancy' "
        "AND evidence_class = 'D' AND geography_level IN ('province', 'city')",
    )
    ((announcements,),) = rows(refreshed.database, "SELECT count(*) FROM rejects.announcements")
    ((claims,),) = rows(refreshed.database, "SELECT count(*) FROM rejects.claims")
    ((places,),) = rows(
        refreshed.database,
        "SELECT count(*) FROM mart.overbuild_risk WHERE geography_level IN ('province', 'city')",
    )
    assert f"The rack occupancy of {priors} of {places} provinces and cities rests" in text
    assert f"{announcements} register rows and {claims} claims were refused" in text
    assert re.search(r"Refreshed in \d+\.\d s", text)
    assert str(refreshed.database) in text


def test_rows_of_the_register_are_no_subjects_of_pages(refreshed):
    ((subjects,),) = rows(refreshed.database, "SELECT count(*) FROM core.subjects")
    assert subjects > 800
    assert "Subjects of pages" not in refreshed.output


def test_the_two_commands_to_try_work(refreshed):
    commands = re.findall(r"dcpipeline (explain|sql) (\".*\")", refreshed.output)
    assert [command for command, _ in commands] == ["explain", "sql"]
    for command, rest in commands:
        done = run_command(command, *shlex.split(rest), data=refreshed.data)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) > 8


def test_output_is_plain_when_nobody_watches(refreshed):
    assert "\x1b" not in refreshed.output
    assert max(map(len, refreshed.output.split("Try next")[0].splitlines()[4:20])) <= 120


def test_a_second_run_does_nothing_and_leaves_dagster_alone(refreshed_copy):
    before = snapshot_of(refreshed_copy.data), refreshed_copy.database.stat().st_mtime_ns
    program = (
        "import sys\nfrom dcpipeline.cli import app\n"
        "app(['refresh'], standalone_mode=False)\n"
        "print('DAGSTER', 'dagster' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "DCPIPELINE_DATA": str(refreshed_copy.data)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing changed since the last refresh" in done.stdout
    assert "DAGSTER False" in done.stdout
    assert (
        snapshot_of(refreshed_copy.data),
        refreshed_copy.database.stat().st_mtime_ns,
    ) == before
    assert done.stdout.splitlines()[0] == refreshed_copy.output.splitlines()[0]


@pytest.mark.ci
def test_an_earlier_day_knows_less(refreshed_copy, refreshed):
    done = run_command("refresh", "--as-of", "2024-06-30", data=refreshed_copy.data)
    assert done.returncode == 0, done.stderr
    assert "as of 2024-06-30" in done.stdout
    database = refreshed_copy.database
    (((latest,),), ((claims,),)) = (
        rows(database, "SELECT max(published_on) FROM core.claims"),
        rows(database, "SELECT count(*) FROM core.claims"),
    )
    assert claims > 0
    assert latest <= date(2024, 6, 30)
    ((then,),) = rows(database, "SELECT count(*) FROM core.projects")
    ((now,),) = rows(refreshed.database, "SELECT count(*) FROM core.projects")
    assert 0 < then < now
    ((late,),) = rows(
        database, "SELECT count(*) FROM core.projects WHERE status_on > DATE '2024-06-30'"
    )
    assert late == 0


def test_the_run_is_in_dagsters_history(refreshed):
    program = (
        "import dagster as dg\n"
        "with dg.DagsterInstance.get() as instance:\n"
        "    for run in instance.get_runs(): print(run.job_name, run.status.value)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "DAGSTER_HOME": str(settings(refreshed.data).dagster_home)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.split("\n")[0] == "refresh SUCCESS", done.stderr


def _holder(target: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HELD, str(target), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_refresh_names_the_first(refreshed_copy):
    holder = _holder(refreshed_copy.data / "warehouse", 120)
    try:
        done = run_command("refresh", data=refreshed_copy.data)
    finally:
        holder.kill()
        holder.wait()
    assert done.returncode == 75
    assert done.stdout == ""
    assert f"pid {holder.pid} " in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_waiting_refresh_comes_to_its_turn(refreshed_copy):
    holder = _holder(refreshed_copy.data / "warehouse", 4)
    done = run_command("refresh", "--wait", data=refreshed_copy.data)
    ended_before = holder.poll() is not None
    holder.wait()
    assert ended_before
    assert done.returncode == 0
    assert "Nothing changed" in done.stdout


def test_a_full_disk_is_seen_before_the_work(monkeypatch, tmp_path):
    usage = type("Usage", (), {"free": 12_000_000})()
    monkeypatch.setattr(home.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(TargetError, match="only 12 MB are free"):
        home.ensure_space(tmp_path)
