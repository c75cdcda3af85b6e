"""Live sources in Dagster: what is shown, what a run asks, what a failure does, what starts it."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from dcpipeline.assets import launch
from dcpipeline.assets.live import source_key
from dcpipeline.assets.sensors import AT_REST_S
from dcpipeline.definitions import build_defs, defs
from dcpipeline.harvest import all_sources
from dcpipeline.pipeline import STEPS
from dcpipeline.settings import TEST_HOST_VARIABLE
from dcpipeline_tests.assets.test_runs import red, started
from dcpipeline_tests.conftest import Refreshed
from dcpipeline_tests.harvest.files import write_source
from dcpipeline_tests.site import Site

STEP = {step.name: step for step in STEPS}
# what captures fill first; every other table comes from the published snapshot
FEW = (STEP["read_captures"], STEP["list_sources"])


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def published(refreshed: Refreshed, tmp_path: Path) -> Path:
    """A copy of a refreshed data folder."""
    return Path(shutil.copytree(refreshed.data, tmp_path / "data", symlinks=True))


def put_two(data: Path, site: Site) -> None:
    """A source that answers and one that does not."""
    write_source(data, "good_list", "listing", addresses=[site.url("/listing")])
    write_source(data, "bad_list", "listing", addresses=[site.url("/status/500")])


# what is shown

SOURCES = all_sources(Path("/nowhere"))


@pytest.fixture(scope="module")
def graph():
    return defs.resolve_asset_graph()


@pytest.mark.parametrize("source_id", SOURCES)
def test_every_source_is_shown_with_what_a_newcomer_needs(source_id: str, graph) -> None:
    source, node = SOURCES[source_id], graph.get(source_key(source_id))
    assert node.group_name == ("sources" if source.is_enabled else "sources_not_asked")
    assert source.runbook in node.description and source.title in node.description
    assert node.metadata["publisher"] == source.publisher
    assert node.metadata["state"] == source.state
    assert source.kind in node.kinds
    checks = [key.name for key in graph.asset_check_keys if key.asset_key == node.key]
    if source.is_enabled:
        assert node.is_executable and checks == ["healthy"]
        (spec,) = [s for s in defs.resolve_all_asset_specs() if s.key == node.key]
        assert spec.freshness_policy is not None
        check = graph.get(dg.AssetCheckKey(node.key, "healthy"))
        assert not check.blocking and source.runbook in check.description
    else:
        assert not node.is_executable and checks == []
        assert f"Not asked ({source.state})" in node.description
        assert source.reason in node.description


def test_refresh_asks_nobody_and_live_refresh_everybody() -> None:
    asked = {source_key(name) for name, source in SOURCES.items() if source.is_enabled}
    keys = {name: defs.resolve_job_def(name).asset_layer.selected_asset_keys
            for name in ("refresh", "live_refresh")}  # fmt: skip
    assert keys["live_refresh"] - keys["refresh"] == asked
    assert not {key for key in keys["refresh"] if key.path[0] == "source"}


def test_what_is_known_of_sources_waits_for_them_and_nothing_else_does(graph) -> None:
    asked = {source_key(name) for name, source in SOURCES.items() if source.is_enabled}
    waiting = {child for key in asked for child in graph.get(key).child_keys}
    assert {".".join(key.path) for key in waiting} == {
        "raw.captures", "rejects.fetches", "meta.sources",
    }  # fmt: skip


def test_an_added_source_is_an_asset(tmp_path: Path) -> None:
    write_source(tmp_path, "my_town", "listing", addresses=["https://town.example/news"])
    shown = build_defs(tmp_path).resolve_asset_graph().get(source_key("my_town"))
    assert shown.is_executable
    assert "https://town.example/news" in shown.description


def test_the_live_schedule_waits_for_somebody_to_switch_it_on() -> None:
    schedule = defs.resolve_schedule_def("daily_live_refresh")
    assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED
    assert schedule.execution_timezone == "Asia/Shanghai"
    assert schedule.job_name == "live_refresh"


# runs


def run_live(data: Path, *only: str, **execution: object) -> dg.ExecuteInProcessResult:
    """The job over a few steps: the two sources of the test, then what captures fill."""
    job = build_defs(data, FEW).resolve_job_def("live_refresh")
    config = {
        "facts": {"config": {"mode": "live"}},
        "live": {"config": {"only": list(only)}},
    }
    return job.execute_in_process(
        run_config={"resources": config}, raise_on_error=False, **execution
    )


def errors(result: dg.ExecuteInProcessResult) -> list[dg.AssetCheckEvaluation]:
    """Checks whose failure is an error, be they red or not."""
    found = result.get_asset_check_evaluations()
    return [check for check in found if check.severity is dg.AssetCheckSeverity.ERROR]


@pytest.mark.ci
def test_one_failing_source_is_one_red_check_and_the_rest_is_published(
    published: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TEST_HOST_VARIABLE, site.host)
    put_two(published, site)
    result = run_live(published, "good_list", "bad_list")
    assert result.success
    (check,) = [c for c in errors(result) if not c.passed]
    assert check.asset_key == source_key("bad_list")
    assert (check.check_name, check.blocking) == ("healthy", False)
    assert "/status/500" in check.description
    file = published / "warehouse" / "dcpipeline.duckdb"
    with duckdb.connect(str(file), read_only=True) as connection:
        health = dict(
            connection.sql(
                "SELECT source_id, health FROM meta.sources WHERE ends_with(source_id, '_list')"
            ).fetchall()
        )
        (pages,) = connection.sql(
            "SELECT count(*) FROM raw.captures WHERE source_id = 'good_list' AND role = 'page'"
        ).fetchall()
        (places,) = connection.sql("SELECT count(*) FROM mart.capacity_by_place").fetchall()
    assert health == {"good_list": "good", "bad_list": "failing"}
    assert pages[0] >= 8 and places[0] > 100
    asked = {
        event.asset_key: event.materialization.metadata
        for event in result.get_asset_materialization_events()
        if event.asset_key.path[0] == "source"
    }
    assert asked[source_key("good_list")]["pages read"].value == pages[0]
    assert asked[source_key("bad_list")]["outcome"].value == "failed"
    others = {key: shown for key, shown in asked.items() if not key.path[1].endswith("_list")}
    assert len(others) > 5
    assert all(shown["asked"].value is False for shown in others.values())


@pytest.mark.ci
def test_a_source_that_is_left_out_is_not_asked_and_stays_as_red_as_it_was(
    data_copy: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TEST_HOST_VARIABLE, site.host)
    put_two(data_copy, site)
    both = [source_key("good_list"), source_key("bad_list")]
    words = "not asked in this run; no round over it yet"
    before = site.hits("/status/500")
    result = run_live(data_copy, "good_list", asset_selection=both)
    said = {c.asset_key.path[1]: c.description for c in errors(result)}
    assert result.success and red(result) == {}
    assert started(result) == {"source_good_list", "source_bad_list"}
    assert said["bad_list"] == words and site.hits("/status/500") == before
    run_live(data_copy, "bad_list", asset_selection=both)
    again = red(run_live(data_copy, "good_list", asset_selection=both))
    assert list(again) == ["source.bad_list/healthy"]
    assert again["source.bad_list/healthy"].startswith("not asked in this run; last round on 20")


def test_a_run_from_the_command_line_records_nothing_of_sources_it_does_not_ask(
    data_copy: Path, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TEST_HOST_VARIABLE, site.host)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    put_two(data_copy, site)
    # the first step after the sources stops the run: what was asked before is all that matters
    stopped = replace(STEP["read_captures"], run=lambda frames, run: {})
    monkeypatch.setattr(launch, "build_defs", lambda data, progress: build_defs(data, [stopped]))
    words = launch.run_refresh(data_copy, date(2026, 11, 21), mode="live", only=["good_list"])
    assert words is not None
    with dg.DagsterInstance.get() as instance:
        (run,) = instance.get_runs()
        events = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION)
    assert [event.get_dagster_event().asset_key for event in events] == [source_key("good_list")]


def test_a_warning_is_yellow_and_not_red(
    data_copy: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TEST_HOST_VARIABLE, site.host)
    write_source(
        data_copy, "long_list", "listing", addresses=[site.url("/listing")],
        bounds={"maximum_records": 2, "max_pages": 1},
    )  # fmt: skip
    result = run_live(data_copy, "long_list", asset_selection=[source_key("long_list")])
    (check,) = result.get_asset_check_evaluations()
    assert not check.passed and check.severity is dg.AssetCheckSeverity.WARN
    assert check.metadata["maximum"].value.endswith("where at most 2 are expected")


def test_an_unknown_mode_in_the_launchpad_is_named(tmp_path: Path) -> None:
    job = build_defs(tmp_path).resolve_job_def("refresh")
    words = "mode must be one of facts, archived, live, not 'alive'"
    with pytest.raises(dg.Failure, match=words):
        job.execute_in_process(
            run_config={"resources": {"facts": {"config": {"mode": "alive"}}}},
            asset_selection=[dg.AssetKey(["ref", "divisions"])],
        )


def test_an_unknown_source_in_the_launchpad_is_named(data_copy: Path) -> None:
    result = run_live(data_copy, "gdelt_sw", asset_selection=[source_key("gdelt_zh")])
    assert not result.success
    assert any("there is no source 'gdelt_sw'" in str(event) for event in result.all_events)


# what starts runs, and what tells of them


def dropped(data: Path, cursor: str | None = None) -> dg.SensorResult | dg.SkipReason:
    sensor = build_defs(data).resolve_sensor_def("dropped_files")
    return sensor(dg.build_sensor_context(cursor=cursor))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the source that reads archives."""
    made = tmp_path / SOURCES["own_archives"].parser.folder
    made.mkdir(parents=True)
    return made


def put(folder: Path, name: str, age_s: float) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("<html>智算中心</html>", encoding="utf-8")
    at = time.time() - age_s
    os.utime(path, (at, at))
    return path


def test_no_folder_and_no_file_start_nothing(tmp_path: Path, folder: Path) -> None:
    assert "No file is there" in dropped(tmp_path).skip_message
    folder.rmdir()
    assert "No file is there" in dropped(tmp_path).skip_message


def test_a_file_that_is_still_written_is_left_alone(tmp_path: Path, folder: Path) -> None:
    put(folder, "page.html", 0)
    assert isinstance(dropped(tmp_path), dg.SkipReason)


def test_a_file_at_rest_starts_one_run_that_asks_no_site(tmp_path: Path, folder: Path) -> None:
    put(folder, "deep/page.html", AT_REST_S + 5)
    found = dropped(tmp_path)
    (request,) = found.run_requests
    sources = [key for key in request.asset_selection if key.path[0] == "source"]
    assert sources == [source_key("own_archives")]
    assert request.run_config["resources"] == {
        "facts": {"config": {"mode": "live"}},
        "live": {"config": {"only": ["own_archives"]}},
    }
    job = build_defs(tmp_path).resolve_job_def("live_refresh")
    assert dg.validate_run_config(job, request.run_config)
    assert "No file is new" in dropped(tmp_path, found.cursor).skip_message
    put(folder, "another.html", AT_REST_S + 5)
    assert len(dropped(tmp_path, found.cursor).run_requests) == 1


def test_a_file_taken_away_starts_nothing(tmp_path: Path, folder: Path) -> None:
    gone = put(folder, "page.html", AT_REST_S + 5)
    put(folder, "stays.html", AT_REST_S + 5)
    cursor = dropped(tmp_path).cursor
    gone.unlink()
    assert isinstance(dropped(tmp_path, cursor), dg.SkipReason)
