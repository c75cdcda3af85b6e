"""Where things are. Environment variables change it; nothing else is configured by place.

``DCPIPELINE_DATA`` names the data folder (default: ``data`` beside the package, else in the working
folder). ``DAGSTER_HOME`` names Dagster's lasting home (default: ``.dagster`` beside the data
folder). ``DCPIPELINE_TEST_HOST`` names one host that the fetcher may reach on this machine: tests
set it, nobody else should.
"""

import os
from dataclasses import dataclass
from pathlib import Path

DATA_VARIABLE = "DCPIPELINE_DATA"
HOME_VARIABLE = "DAGSTER_HOME"
TEST_HOST_VARIABLE = "DCPIPELINE_TEST_HOST"


@dataclass(frozen=True, slots=True)
class Settings:
    """Absolute places of facts and outputs."""

    data_dir: Path
    dagster_home: Path

    @property
    def warehouse_dir(self) -> Path:
        """Folder of everything that is published."""
        return self.data_dir / "warehouse"

    @property
    def warehouse_file(self) -> Path:
        """The published DuckDB file."""
        return self.warehouse_dir / "dcpipeline.duckdb"

    @property
    def captures_dir(self) -> Path:
        """Folder of the archive: what live sources answered."""
        return self.data_dir / "captures"

    @property
    def sources_dir(self) -> Path:
        """Folder of sources that a user adds to the shipped ones."""
        return self.data_dir / "sources"

    @property
    def frames_dir(self) -> Path:
        """Where assets hand each other Parquet, a folder per run."""
        return self.warehouse_dir / "frames"


def test_host() -> str | None:
    """The one host that tests may reach on this machine; None outside tests."""
    return os.environ.get(TEST_HOST_VARIABLE) or None


def settings(data_dir: Path | None = None) -> Settings:
    """Settings from the argument, the environment, or the place of the package."""
    data = (data_dir or _data_dir()).expanduser().resolve()
    home = os.environ.get(HOME_VARIABLE)
    return Settings(data, Path(home).resolve() if home else data.parent / ".dagster")


def _data_dir() -> Path:
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named)
    beside = Path(__file__).resolve().parent.parent / "data"
    return beside if beside.is_dir() else Path.cwd() / "data"
