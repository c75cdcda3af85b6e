"""Fixtures that many rooms share."""

import shutil
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parent.parent / "data"
FACT_FOLDERS = ("reference", "register", "observations", "judgements", "corrections", "validation")


@pytest.fixture(scope="session")
def shipped_data() -> Path:
    """The shipped facts; tests only read them."""
    return DATA


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of the shipped facts that a test may damage."""
    target = tmp_path / "data"
    for folder in FACT_FOLDERS:
        shutil.copytree(DATA / folder, target / folder)
    return target
