"""What stops a run: one clear sentence, an exit code, and the last good warehouse as it was."""

import csv
import hashlib
import io
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dcpipeline.assets.launch import SHOWN_TO_PEOPLE
from dcpipeline.cli.app import exit_code
from dcpipeline.resolve import JudgementError
from dcpipeline_tests.conftest import run_command


def register(data: Path) -> Path:
    return data / "register" / "announcements.csv"


def without_column(data: Path) -> None:
    header, *body = csv.reader(io.StringIO(register(data).read_text(encoding="utf-8"), newline=""))
    gone = header.index("racks")
    with register(data).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            row[:gone] + row[gone + 1 :] for row in [header, *body]
        )


def wrong_encoding(data: Path) -> None:
    text = register(data).read_text(encoding="utf-8")
    register(data).write_bytes(text.encode("gb18030"))


def cut_in_a_row(data: Path) -> None:
    register(data).write_bytes(register(data).read_bytes()[:300_000])


def cut_at_a_line_break(data: Path) -> None:
    lines = register(data).read_bytes().splitlines(keepends=True)
    register(data).write_bytes(b"".join(lines[:200]))


def no_receipts(data: Path) -> None:
    for path in data.rglob("*.receipt.yml"):
        path.unlink()


def history_is_a_file(data: Path) -> None:
    # the copy changes its facts too, so that the run gets as far as the history
    (data.parent / ".dagster").write_text("", encoding="utf-8")
    with (data / "corrections" / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write("\n")


DAMAGES: dict[Callable[[Path], None], tuple[int, str]] = {
    without_column: (65, "announcements.csv: columns are missing: racks."),
    wrong_encoding: (65, "announcements.csv is not UTF-8"),
    cut_in_a_row: (65, "announcements.csv does not end with a line break: it looks cut off."),
    cut_at_a_line_break: (65, "announcements.csv has 199 rows where its receipt counts"),
    no_receipts: (65, "is it the data folder?"),
    history_is_a_file: (73, "a file stands where a folder is needed"),
}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def assert_one_sentence(done: subprocess.CompletedProcess[str], code: int, words: str) -> None:
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_folder_stops_the_run(run_here, refreshed_copy, damage):
    before = digest(refreshed_copy.database)
    damage(refreshed_copy.data)
    done = run_command("refresh", data=refreshed_copy.data)
    assert_one_sentence(done, *DAMAGES[damage])
    assert digest(refreshed_copy.database) == before
    answer = run_here("sql", "SELECT 42 AS answer", data=refreshed_copy.data)
    assert "42" in answer.stdout


def test_a_file_in_place_of_the_warehouse(data_copy):
    (data_copy / "warehouse").write_text("mine", encoding="utf-8")
    done = run_command("refresh", data=data_copy)
    assert_one_sentence(done, 73, "a file stands where a folder is needed")
    assert (data_copy / "warehouse").read_text(encoding="utf-8") == "mine"


def test_judgements_that_contradict_each_other_are_trouble_with_the_facts():
    assert exit_code(JudgementError("A and B are judged same and different")) == 65
    assert issubclass(JudgementError, SHOWN_TO_PEOPLE)


@pytest.mark.ci
@pytest.mark.skipif(sys.platform == "win32", reason="there is no RLIMIT_FSIZE")
def test_a_target_that_takes_no_more_bytes(refreshed_copy):
    before = digest(refreshed_copy.database)
    shutil.rmtree(refreshed_copy.data.parent / ".dagster", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "dcpipeline", "refresh", "--force"],
        env={**os.environ, "DCPIPELINE_DATA": str(refreshed_copy.data), "COLUMNS": "120"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert_one_sentence(done, 73, "cannot write")
    assert digest(refreshed_copy.database) == before


def test_a_day_that_is_none(refreshed):
    done = run_command("refresh", "--as-of", "2025-02-31", data=refreshed.data)
    assert done.returncode == 2
    assert "is not a day" in done.stderr
    assert "Traceback" not in done.stderr
