"""Copies of the refreshed folder that a test may change, and one run over a register with slips."""

import shutil
from pathlib import Path

import pytest

from dcpipeline_tests.conftest import Refreshed


@pytest.fixture
def refreshed_copy(refreshed: Refreshed, tmp_path: Path) -> Refreshed:
    """A data folder of one's own with a published warehouse in it."""
    target = tmp_path / "data"
    shutil.copytree(refreshed.data, target, symlinks=True)
    return Refreshed(target, refreshed.output)
