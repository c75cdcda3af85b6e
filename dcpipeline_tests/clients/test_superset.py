"""Superset, as a BI team uses it: by hand, with the ready-made dashboard, during a publication."""

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dcpipeline.bi import parts
from dcpipeline.schema import TABLES
from dcpipeline.schema.table import LAYERS
from dcpipeline.warehouse import Published, RunInfo, current_snapshot, publish
from dcpipeline.warehouse.writer import GENERATED
from dcpipeline_tests.clients.environments import HERE, output, program, python
from dcpipeline_tests.clients.superset_process import PASSWORD, Server, running
from dcpipeline_tests.conftest import Refreshed, run_command

pytestmark = pytest.mark.ci

RISK = TABLES["mart.overbuild_risk"]
DIGEST = "c0ffee00" * 8
RUN = RunInfo("superset", None, datetime(2026, 11, 22), "facts", "0", "0.1.0")


@dataclass(frozen=True)
class World:
    """A running Superset and a data folder that it may see change."""

    server: Server
    data: Path
    frames: dict[str, Any]

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse"

    @property
    def file(self) -> Path:
        return self.warehouse / "dcpipeline.duckdb"

    def publish(self, digest: str) -> Published:
        current = current_snapshot(self.warehouse)
        assert current is not None
        return publish(
            self.frames,
            target_dir=self.warehouse,
            as_of=current.as_of,
            input_digest=digest,
            run=RUN,
        )

    def rows(self, database: int, sql: str) -> list[dict[str, Any]]:
        """What SQL Lab answers."""
        asked = {"database_id": database, "sql": sql, "runAsync": False, "queryLimit": 1000}
        found: list[dict[str, Any]] = self.server.ask("POST", "sqllab/execute/", json=asked)["data"]
        return found


@pytest.fixture(scope="module")
def world(refreshed: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    data = tmp_path_factory.mktemp("superset-data")
    shutil.copytree(refreshed.data / "warehouse", data / "warehouse", symlinks=True)
    source = current_snapshot(data / "warehouse")
    assert source is not None
    frames = {name: source.frame(name) for name in TABLES if name not in GENERATED}
    with running(tmp_path_factory.mktemp("superset")) as server:
        yield World(server, data, frames)


def test_a_team_uses_the_file_while_it_is_published_anew(world: World) -> None:
    uri = f"duckdb:///{world.file}?access_mode=read_only"
    added = {"database_name": "by hand", "sqlalchemy_uri": uri, "expose_in_sqllab": True}
    database = world.server.ask("POST", "database/", json=added)["id"]
    schemas = world.server.ask("GET", f"database/{database}/schemas/")["result"]
    # duckdb-engine names a schema with its database, which has the name of the file
    assert {f"dcpipeline.{layer}" for layer in LAYERS} <= set(schemas)
    named = {"name": RISK.name, "schema": f"dcpipeline.{RISK.schema}"}
    told = world.server.ask("GET", f"database/{database}/table_metadata/", params=named)
    comments = {column["name"]: column["comment"] for column in told["columns"]}
    assert list(comments) == list(RISK.column_names)
    assert all(comments[c.name].startswith(c.description) for c in RISK)

    made = {"database": database, "schema": named["schema"], "table_name": RISK.name}
    dataset = world.server.ask("POST", "dataset/", json=made)["id"]
    chart = make_chart(world.server, dataset)
    before = world.rows(database, "SELECT snapshot_id FROM meta.snapshot")
    publication = threading.Thread(target=world.publish, args=(DIGEST,))
    publication.start()
    asked = 0
    while publication.is_alive() or asked < 3:
        result = world.server.ask("GET", f"chart/{chart}/data/?force=true")["result"][0]
        assert result["rowcount"] == 33 and result["error"] is None
        assert all(row["risk"] > 0 for row in result["data"])
        asked += 1
    publication.join()
    after = world.rows(database, "SELECT snapshot_id FROM meta.snapshot")
    assert after != before
    assert after[0]["snapshot_id"].endswith("c0ffee00")


def make_chart(server: Server, dataset: int) -> int:
    """A chart of the risk of provinces, with the question that Superset keeps beside it."""
    risk = {"expressionType": "SQL", "sqlExpression": "MAX(risk_p50)", "label": "risk"}
    provinces = {"col": "geography_level", "op": "==", "val": "province"}
    question = {
        "datasource": {"id": dataset, "type": "table"},
        "queries": [{"columns": ["name_en"], "metrics": [risk], "filters": [provinces]}],
        "result_type": "full",
        "result_format": "json",
    }
    made = {
        "slice_name": "Overbuild risk",
        "viz_type": "table",
        "datasource_id": dataset,
        "datasource_type": "table",
        "params": json.dumps({"viz_type": "table", "groupby": ["name_en"], "metrics": [risk]}),
        "query_context": json.dumps(question),
    }
    return int(server.ask("POST", "chart/", json=made)["id"])


def test_one_command_imports_the_dashboard(world: World, tmp_path: Path) -> None:
    bundle = tmp_path / "dashboard.zip"
    written = run_command("superset", "--out", str(bundle), data=world.data)
    assert written.returncode == 0, written.stderr
    # as the page "Dashboards" imports a file
    world.server.ask("POST", "dashboard/import/", files={"formData": bundle.read_bytes()})
    words = ("superset", "--url", world.server.url)
    for _ in range(2):
        done = run_command(*words, data=world.data, SUPERSET_PASSWORD=PASSWORD)
        assert done.returncode == 0, done.stderr
    current = current_snapshot(world.warehouse)
    assert current is not None and current.snapshot_id in done.stdout
    charts = parts.charts()
    named = [c["slice_name"] for c in world.server.ask("GET", "chart/")["result"]]
    # a later import renews what stands there, and adds nothing
    assert all(named.count(chart["title"]) == 1 for chart in charts.values())

    look = [*python("playwright==1.65.2"), str(HERE / "scripts" / "look_at_dashboard.py")]
    dashboard = [world.server.url, "/superset/dashboard/dcpipeline/", str(len(charts))]
    words = [program("chromium"), *dashboard, "admin", PASSWORD, str(tmp_path / "dashboard.png")]
    seen = json.loads(output([*look, *words], timeout=600))
    assert seen["drawn"] == len(seen["answers"]) == len(charts)
    for answer in seen["answers"]:
        assert answer["status"] == 200 and not answer["errors"]
        assert min(answer["rows"]) > 0
    assert all(chart["title"] in seen["text"] for chart in charts.values())
    assert current.snapshot_id in seen["text"]
    for trouble in ("Unexpected error", "No data", "error occurred"):
        assert trouble not in seen["text"]


@pytest.mark.parametrize("name", parts.datasets())
def test_a_dataset_tells_the_columns_that_its_query_gives(name: str, refreshed: Refreshed) -> None:
    from dcpipeline.bi.bundle import dataset_columns

    dataset = parts.datasets()[name]
    with duckdb.connect(str(refreshed.database), read_only=True) as connection:
        given = connection.execute(f"DESCRIBE {dataset['sql']}").fetchall()
    told = {column: kind for column, (kind, _) in dataset_columns(dataset).items()}
    assert told == {row[0]: row[1] for row in given}
