"""The history of runs: what is deleted, what stays, and the settings of the instance."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml

from dcpipeline.assets import history
from dcpipeline.cli.home import DEFAULT_INSTANCE
from dcpipeline.definitions import defs

SHIPPED = Path(__file__).resolve().parents[2] / ".dagster" / "dagster.yaml"
TOMORROW = datetime.now(UTC) + timedelta(days=1)


@dg.asset
def table() -> None:
    """An asset of tests."""
    print("made")


@dg.op
def breaks() -> None:
    """Fail."""
    raise ValueError


@dg.job
def broken() -> None:
    """A job of tests."""
    breaks()


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    """A history in files, as a service has it."""
    quiet = {"telemetry": {"enabled": False}}
    with dg.DagsterInstance.local_temp(str(tmp_path), overrides=quiet) as made:
        yield made


def shards(folder: Path) -> set[str]:
    return {path.stem for path in (folder / "history" / "runs").glob("*-*.db")}


def test_old_runs_go_with_their_files_and_the_last_of_an_asset_stays(
    instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    first, last = (dg.materialize([table], instance=instance).run_id for _ in range(2))
    failed = broken.execute_in_process(instance=instance, raise_on_error=False).run_id
    logs = tmp_path / "storage" / first
    (logs / "compute_logs").mkdir(parents=True, exist_ok=True)
    assert shards(tmp_path) == {first, last, failed}

    deleted = history.prune(instance, before=TOMORROW)

    assert set(deleted) == {first, failed}
    assert [run.run_id for run in instance.get_runs()] == [last]
    assert shards(tmp_path) == {last}
    assert not logs.exists()
    event = instance.get_latest_materialization_event(dg.AssetKey("table"))
    assert event is not None and event.run_id == last


def test_young_and_unfinished_runs_stay(instance: dg.DagsterInstance) -> None:
    dg.materialize([table], instance=instance)
    broken.execute_in_process(instance=instance, raise_on_error=False)
    assert history.prune(instance, before=datetime.now(UTC) - timedelta(days=1)) == []
    waiting = instance.create_run_for_job(broken)
    assert waiting.run_id not in history.prune(instance, before=TOMORROW)
    assert instance.has_run(waiting.run_id)


def test_the_job_and_its_schedule_are_there_and_wait() -> None:
    schedule = defs.resolve_schedule_def("weekly_prune")
    assert schedule.job_name == "prune_history"
    assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED
    job = defs.resolve_job_def("prune_history")
    assert job.execute_in_process(
        run_config={"ops": {"delete_old_runs": {"config": {"older_than_days": 1}}}}
    ).success


def test_a_home_elsewhere_has_the_settings_of_the_shipped_one() -> None:
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    assert yaml.safe_load(DEFAULT_INSTANCE) == shipped


def test_dagster_takes_the_settings(tmp_path: Path) -> None:
    (tmp_path / "dagster.yaml").write_text(DEFAULT_INSTANCE, encoding="utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert instance.run_monitoring_enabled
        assert instance.run_monitoring_max_runtime_seconds == 6 * 3600
        assert not instance.telemetry_enabled
