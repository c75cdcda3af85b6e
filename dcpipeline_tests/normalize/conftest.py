"""The gazetteer of the shipped tables, built once."""

from pathlib import Path

import pytest

from dcpipeline.normalize import Gazetteer
from dcpipeline.reference import load_table
from dcpipeline.schema import table


@pytest.fixture(scope="session")
def gazetteer(shipped_data: Path) -> Gazetteer:
    names = ("ref.divisions", "ref.division_aliases", "ref.counties")
    return Gazetteer.from_frames(*(load_table(table(name), shipped_data) for name in names))
