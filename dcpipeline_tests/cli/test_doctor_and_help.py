"""``dcpipeline doctor``, the help texts, and the manners of every command."""

import pytest
from typer.testing import CliRunner

from dcpipeline.cli.app import app
from dcpipeline_tests.conftest import run_command

COMMANDS = (
    "refresh", "sql", "explain", "extract", "ingest", "sources", "sources probe", "validate",
    "cite", "dev", "doctor",
)  # fmt: skip


def test_doctor_finds_a_refreshed_folder_well(refreshed_copy):
    done = run_command("doctor", data=refreshed_copy.data)
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert not any(line.startswith("bad") for line in lines)
    assert any("each as its receipt says" in line for line in lines)
    assert any("up to date" in line for line in lines)
    assert "\x1b" not in done.stdout


def test_doctor_names_a_cut_file_and_takes_it_when_told(run_here, data_copy):
    register = data_copy / "register" / "announcements.csv"
    register.write_bytes(b"".join(register.read_bytes().splitlines(keepends=True)[:100]))
    done = run_here("doctor", data=data_copy)
    assert done.returncode == 1
    assert "announcements.csv has 99 rows" in " ".join(done.stdout.split())
    accepted = run_here("doctor", "--accept-data", data=data_copy)
    assert accepted.returncode == 0, accepted.stdout
    receipt = (data_copy / "register" / "announcements.receipt.yml").read_text(encoding="utf-8")
    assert "rows: 99\n" in receipt


def test_doctor_shows_an_edited_file_as_edited(run_here, data_copy):
    corrections = data_copy / "corrections" / "corrections.csv"
    with corrections.open("a", encoding="utf-8") as file:
        file.write("\n")
    done = run_here("doctor", data=data_copy)
    assert done.returncode == 0
    assert "differ from their receipts: corrections/corrections.csv" in " ".join(
        done.stdout.split()
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command):
    done = CliRunner().invoke(app, [*command.split(), "--help"])
    assert done.exit_code == 0
    assert f"Example: dcpipeline {command}" in " ".join(done.output.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_unknown_options_are_refused(command):
    done = CliRunner().invoke(app, [*command.split(), "--frobnicate"])
    assert done.exit_code == 2
    assert "--frobnicate" in done.output
    assert "Traceback" not in done.output


def test_a_data_folder_that_is_none(tmp_path):
    done = run_command("refresh", "--data", str(tmp_path / "nowhere"), data=tmp_path)
    assert done.returncode == 2
    assert "does not exist" in " ".join(done.stderr.split())
