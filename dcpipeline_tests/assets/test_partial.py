"""Runs of some assets only: what they say of what SQL shows, and what they never publish."""

from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from dcpipeline.assets.partial import (
    WAREHOUSE,
    beside_published,
    ensure_same_inputs,
    reaches_publication,
)
from dcpipeline.assets.store import FrameStore
from dcpipeline.schema import TABLES, conform
from dcpipeline.schema.releases import releases_frame

RELEASES = TABLES["meta.releases"]
MART = dg.AssetKey(["mart", "capacity_by_place"])


@pytest.fixture
def store(tmp_path: Path) -> FrameStore:
    """A store whose last snapshot ``s-1`` has one table."""
    folder = tmp_path / "snapshots" / "s-1" / "parquet"
    folder.mkdir(parents=True)
    conform(releases_frame(), RELEASES).write_parquet(folder / "meta.releases.parquet")
    (tmp_path / "parquet").symlink_to(folder)
    return FrameStore(frames_dir=str(tmp_path / "frames"), published_dir=str(tmp_path / "parquet"))


def test_rows_that_are_published_already_are_called_the_same(store: FrameStore) -> None:
    rows = releases_frame().height
    said = beside_published(RELEASES, releases_frame(), store)
    assert said == f"the same {rows} rows, in snapshot s-1"


@pytest.mark.parametrize(
    "frame", [releases_frame().clear(), pl.DataFrame({"wrong": [1]})], ids=["fewer", "misfit"]
)
def test_rows_that_differ_are_said_to_wait_for_a_refresh(
    store: FrameStore, frame: pl.DataFrame
) -> None:
    said = beside_published(RELEASES, frame, store)
    assert said.startswith(f"still the {releases_frame().height} rows of snapshot s-1")
    assert f"computed {frame.height} rows that differ" in said
    assert said.endswith("Start the job 'refresh'")


def test_before_the_first_snapshot_nothing_is_there_yet(tmp_path: Path) -> None:
    bare = FrameStore(frames_dir=str(tmp_path), published_dir=str(tmp_path / "none"))
    assert beside_published(RELEASES, releases_frame(), bare).startswith("not there yet")


@pytest.mark.parametrize(
    ("assets", "steps", "reaches"),
    [
        (None, None, True),
        ({MART, WAREHOUSE}, None, True),
        ({MART}, None, False),
        (None, ["capacity_by_place"], False),
        (None, ["capacity_by_place", "publish"], True),
    ],
)
def test_a_run_publishes_when_it_has_the_last_asset_and_the_last_step(
    assets: set[dg.AssetKey] | None, steps: list[str] | None, reaches: bool
) -> None:
    run = dg.DagsterRun(
        job_name="refresh",
        asset_selection=frozenset(assets) if assets else None,
        step_keys_to_execute=steps,
    )
    assert reaches_publication(run) is reaches


def test_tables_are_lent_by_a_snapshot_of_the_very_same_inputs_only() -> None:
    ensure_same_inputs(["core.claims"], "same", "same")
    ensure_same_inputs([], "other", "one")
    for published in ("other", None):
        with pytest.raises(dg.Failure, match=r"did not compute core\.claims \(1 tables\)"):
            ensure_same_inputs(["core.claims"], published, "one")
