"""Runs of the graph: what a red check stops, what a partial run reads, what is left behind."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
import pytest

from dcpipeline.assets import launch
from dcpipeline.assets.publishing import WAREHOUSE
from dcpipeline.assets.store import KEPT_RUNS, FrameStore, drop_old_frames
from dcpipeline.definitions import build_defs
from dcpipeline.pipeline import STEPS
from dcpipeline.steps import Frames, Run, Step
from dcpipeline.warehouse import PublishError
from dcpipeline.warehouse.writer import GENERATED
from dcpipeline_tests.conftest import Refreshed

STEP = {step.name: step for step in STEPS}
# the smallest table: a refresh of this step alone publishes the rest as it was
SMALL = STEP["list_releases"]


@pytest.fixture
def published(refreshed: Refreshed, tmp_path: Path) -> Path:
    """A copy of a refreshed data folder."""
    return Path(shutil.copytree(refreshed.data, tmp_path / "data", symlinks=True))


def broken(step: Step, table: str, damage: Callable[[pl.DataFrame], pl.DataFrame]) -> Step:
    """The same step with one of its tables damaged."""

    def run(frames: Frames, of: Run) -> Frames:
        made = dict(step.run(frames, of))
        return {**made, table: damage(made[table])}

    return replace(step, run=run)


def execute(
    data: Path, *steps: Step, config: Mapping[str, str] | None = None
) -> dg.JobExecutionResult:
    """Run ``refresh`` with just these steps; whatever else it needs comes from the snapshot."""
    job = build_defs(data, steps).resolve_job_def("refresh")
    return job.execute_in_process(
        run_config={"resources": {"facts": {"config": dict(config or {})}}}, raise_on_error=False
    )


def red(result: dg.JobExecutionResult) -> dict[str, str]:
    """Failed checks as ``schema.table/check`` with what they say."""
    return {
        "/".join([".".join(check.asset_key.path), check.check_name]): check.description or ""
        for check in result.get_asset_check_evaluations()
        if not check.passed
    }


def started(result: dg.JobExecutionResult) -> set[str]:
    """Names of the steps that began."""
    return {
        str(event.step_key)
        for event in result.all_events
        if event.event_type is dg.DagsterEventType.STEP_START
    }


def one_more_mw(projects: pl.DataFrame) -> pl.DataFrame:
    """One stated load altered by one megawatt: every declared rule still holds."""
    row = projects["it_load_mw"].is_not_null().arg_true()[0]
    changed = pl.when(pl.int_range(pl.len()) == row).then(pl.col("it_load_mw") + 1)
    return projects.with_columns(changed.otherwise("it_load_mw").alias("it_load_mw"))


def published_files(data: Path) -> dict[str, bytes]:
    """Everything a reader of the current snapshot can meet."""
    warehouse = data / "warehouse"
    paths = [warehouse / "dcpipeline.duckdb", warehouse / "latest.json"]
    paths += [path for path in sorted((warehouse / "snapshots").rglob("*")) if path.is_file()]
    return {str(path.relative_to(warehouse)): path.read_bytes() for path in paths}


def test_a_bad_frame_turns_its_check_red_and_nothing_downstream_runs(data_copy: Path) -> None:
    twice = broken(
        STEP["load_divisions"], "ref.divisions", lambda frame: pl.concat([frame, frame.head(1)])
    )
    result = execute(data_copy, twice, STEP["load_latency_measurements"], STEP["latency_fit"])
    assert not result.success
    assert red(result) == {
        "ref.divisions/fits_declaration": "adcode=100000: key stands more than once"
    }
    assert started(result) == {"load_divisions", "load_latency_measurements"}
    assert not (data_copy / "warehouse" / "dcpipeline.duckdb").exists()


def test_a_frame_without_a_column_is_red_too(data_copy: Path) -> None:
    bare = broken(STEP["load_divisions"], "ref.divisions", lambda frame: frame.drop("name_en"))
    result = execute(data_copy, bare)
    assert not result.success
    assert "name_en" in red(result)["ref.divisions/fits_declaration"]


def test_a_value_broken_after_the_claims_is_red_and_the_old_file_stays(published: Path) -> None:
    before = published_files(published)
    result = execute(published, broken(STEP["projects"], "core.projects", one_more_mw))
    assert not result.success
    assert "publish" in started(result)
    (check, words), *others = red(result).items()
    assert others == []
    assert check == "warehouse.dcpipeline/evidence"
    assert "facts_reproduce_cells" in words and "it_load_mw" in words
    assert published_files(published) == before


def test_the_command_line_gets_the_reason_of_a_red_check(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = broken(STEP["projects"], "core.projects", one_more_mw)
    monkeypatch.setattr(launch, "build_defs", lambda data, progress: build_defs(data, [step]))
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    with pytest.raises(PublishError, match=r"1 blocking check fails.*facts_reproduce_cells"):
        launch.run_refresh(published, date(2026, 11, 21))


def test_a_mart_alone_reads_the_rest_from_the_published_snapshot(published: Path) -> None:
    before = published_files(published)
    job = build_defs(published).resolve_job_def("refresh")
    result = job.execute_in_process(asset_selection=[dg.AssetKey(["mart", "capacity_by_place"])])
    assert started(result) == {"capacity_by_place"}
    warehouse = published / "warehouse"
    made = list((warehouse / "frames" / result.run_id).iterdir())
    assert [path.name for path in made] == ["mart.capacity_by_place.parquet"]
    (event,) = result.get_asset_materialization_events()
    assert event.materialization.metadata["in SQL"].value.startswith("the same ")
    shown = warehouse / "parquet" / "mart.capacity_by_place.parquet"
    assert pl.read_parquet(made[0]).equals(pl.read_parquet(shown))
    assert published_files(published) == before


def test_a_mart_alone_without_a_snapshot_says_what_to_do(data_copy: Path) -> None:
    job = build_defs(data_copy).resolve_job_def("refresh")
    with pytest.raises(dg.Failure, match="not there yet: run the whole 'refresh' job once"):
        job.execute_in_process(asset_selection=[dg.AssetKey(["mart", "capacity_by_place"])])


def mart_and_publication(data: Path, config: Mapping[str, str]) -> dg.ExecuteInProcessResult:
    """One mart and the published file, all other tables lent by the last snapshot."""
    keys = [dg.AssetKey(["mart", "capacity_by_place"]), WAREHOUSE]
    keys += [dg.AssetKey(name.split(".")) for name in sorted(GENERATED)]
    return build_defs(data).resolve_job_def("refresh").execute_in_process(
        run_config={"resources": {"facts": {"config": dict(config)}}},
        asset_selection=keys,
        raise_on_error=False,
    )  # fmt: skip


def test_tables_of_different_inputs_are_never_published_together(published: Path) -> None:
    before = published_files(published)
    result = mart_and_publication(published, {"as_of": "2025-06-30"})
    assert not result.success and started(result) == {"capacity_by_place", "publish"}
    (failed,) = [event for event in result.all_events if event.is_step_failure]
    assert "did not compute core.claims" in str(failed.step_failure_data.error.message)
    assert published_files(published) == before


@pytest.mark.ci
def test_a_mart_is_published_with_the_others_where_nothing_has_changed(published: Path) -> None:
    shown = pl.read_parquet(published / "warehouse" / "parquet" / "mart.capacity_by_place.parquet")
    result = mart_and_publication(published, {})
    assert result.success
    (made,) = result.asset_materializations_for_node("capacity_by_place")
    assert "in SQL" not in made.metadata
    parquet = published / "warehouse" / "parquet"
    assert pl.read_parquet(parquet / "mart.capacity_by_place.parquet").equals(shown)
    assert pl.read_parquet(parquet / "meta.runs.parquet")["run_id"].to_list() == [result.run_id]


def test_frames_of_the_run_come_before_those_of_the_snapshot(tmp_path: Path) -> None:
    store = FrameStore(frames_dir=str(tmp_path / "frames"), published_dir=str(tmp_path / "old"))
    (tmp_path / "old").mkdir()
    pl.DataFrame({"x": [1]}).write_parquet(tmp_path / "old" / "ref.hubs.parquet")
    assert store.read("ref.hubs", "run")["x"].to_list() == [1]
    store.write("ref.hubs", pl.DataFrame({"x": [2]}), "run")
    assert store.read("ref.hubs", "run")["x"].to_list() == [2]
    assert store.read("ref.hubs", "another")["x"].to_list() == [1]


@pytest.fixture(scope="module")
def renewed(
    refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dg.JobExecutionResult, set[str]]:
    """One step run and published anew where frames of many runs lie, with those to be kept."""
    data = tmp_path_factory.mktemp("renewed") / "data"
    shutil.copytree(refreshed.data, data, symlinks=True)
    frames = data / "warehouse" / "frames"
    for age in range(5):
        old = frames / f"old-{age}"
        old.mkdir(parents=True)
        at = datetime(2026, 1, 1 + age).timestamp()
        os.utime(old, (at, at))
    kept = {path.name for path in frames.iterdir() if not path.name.startswith("old")}
    result = execute(data, SMALL)
    assert result.success
    return data, result, kept | {result.run_id, "old-4"}


def test_a_run_is_named_in_the_file_it_publishes(renewed) -> None:
    data, result, _ = renewed
    file = data / "warehouse" / "dcpipeline.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        runs = connection.sql("SELECT run_id FROM meta.runs").fetchall()
    assert runs == [(result.run_id,)]
    (materialized,) = [
        event for event in result.get_asset_materialization_events() if event.asset_key == WAREHOUSE
    ]
    shown = materialized.materialization.metadata
    assert shown["as of"].value == "2026-11-21"
    assert shown["rows"].value > 10_000


def test_only_the_frames_of_three_runs_stay(renewed) -> None:
    data, _, kept = renewed
    assert KEPT_RUNS == 3
    assert {path.name for path in (data / "warehouse" / "frames").iterdir()} == kept


def test_no_frames_folder_is_no_trouble(tmp_path: Path) -> None:
    drop_old_frames(tmp_path / "frames")


@pytest.mark.parametrize(
    ("config", "day"),
    [({"as_of": "2025-06-30"}, date(2025, 6, 30)), ({}, date(2026, 11, 21))],
)
def test_the_day_of_the_launchpad_reaches_the_steps(
    data_copy: Path, config: dict[str, str], day: date
) -> None:
    seen: list[Run] = []

    def run(frames: Frames, of: Run) -> Frames:
        seen.append(of)
        return SMALL.run(frames, of)

    job = build_defs(data_copy, [replace(SMALL, run=run)]).resolve_job_def("refresh")
    words = {"resources": {"facts": {"config": config}}}
    assert dg.validate_run_config(job, words)
    job.execute_in_process(run_config=words, asset_selection=[dg.AssetKey(["meta", "releases"])])
    assert [(one.as_of, one.facts_as_of, one.data_dir) for one in seen] == [
        (day, date(2026, 11, 21), data_copy)
    ]
