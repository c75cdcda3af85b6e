"""Fixtures that many rooms share."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from dcpipeline.reference import REVIEWED

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
# A folder in which several sessions share what costs a whole refresh.
REFRESHED_VARIABLE = "DCPIPELINE_TESTS_SHARED"
FACT_FOLDERS = ("reference", "register", "observations", "judgements", "corrections", "validation")


def copy_facts(target: Path) -> Path:
    """Copy the shipped facts, without outputs and the user's own file, to a new data folder."""
    for folder in FACT_FOLDERS:
        shutil.copytree(DATA / folder, target / folder)
    (target / REVIEWED).unlink(missing_ok=True)
    return target


@pytest.fixture(scope="session")
def shipped_data() -> Path:
    """The shipped facts; tests only read them."""
    return DATA


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the shipped facts that a test may damage."""
    return copy_facts(tmp_path / "data")


def run_command(
    *words: str, data: Path, timeout: float = 300, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``dcpipeline`` in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "dcpipeline", *words],
        env={**os.environ, "DCPIPELINE_DATA": str(data), "COLUMNS": "120", **environment},
        capture_output=True,
        text=True,
        timeout=timeout,
        encoding="utf-8",
    )


@dataclass(frozen=True)
class Refreshed:
    """A data folder after one refresh from the command line, and what that printed."""

    data: Path
    output: str

    @property
    def database(self) -> Path:
        return self.data / "warehouse" / "dcpipeline.duckdb"


@pytest.fixture(scope="session")
def refreshed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Refreshed:
    """The shipped facts, refreshed once for all workers of the session; tests only read it."""
    base = tmp_path_factory.getbasetemp()
    own = base if worker_id == "master" else base.parent
    shared = Path(os.environ.get(REFRESHED_VARIABLE) or own) / "refreshed"
    output = shared / "output.txt"
    with FileLock(f"{shared}.lock"):
        if not output.exists():
            done = run_command("refresh", data=copy_facts(shared / "data"))
            assert done.returncode == 0, done.stdout + done.stderr
            output.write_text(done.stdout, encoding="utf-8")
    return Refreshed(shared / "data", output.read_text(encoding="utf-8"))
