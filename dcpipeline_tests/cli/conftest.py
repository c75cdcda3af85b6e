"""Copies of the refreshed folder that a test may change, and one run over a register with slips."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dcpipeline.cli import main
from dcpipeline_tests.conftest import Refreshed

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def refreshed_copy(refreshed: Refreshed, tmp_path: Path) -> Refreshed:
    """A data folder of one's own with a published warehouse in it."""
    target = tmp_path / "data"
    shutil.copytree(refreshed.data, target, symlinks=True)
    return Refreshed(target, refreshed.output)


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """``run_command`` in this process: the same answer without a second's start for each."""

    def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
        monkeypatch.setenv("DCPIPELINE_DATA", str(data))
        monkeypatch.setenv("COLUMNS", "120")
        monkeypatch.setattr(sys, "argv", ["dcpipeline", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        code = int(ended.value.code or 0)
        return subprocess.CompletedProcess(words, code, said.out, said.err)

    return run
