"""Folders in memory: to force hundreds of small archives to disk would take minutes."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = "/dev/shm"


def memory() -> str | None:
    """A folder in memory where there is one; null for the usual place."""
    return MEMORY if os.access(MEMORY, os.W_OK) else None


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=memory(), prefix="dcpipeline-") as folder:
        yield Path(folder)
