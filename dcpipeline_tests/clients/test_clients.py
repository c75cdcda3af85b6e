"""Real clients of the published file answer the same questions with the same answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dcpipeline.schema import TABLES
from dcpipeline_tests.clients.environments import HERE, output, program, python
from dcpipeline_tests.conftest import Refreshed

pytestmark = pytest.mark.ci

RISK = TABLES["mart.overbuild_risk"]
DUCKDB, ARROW = "duckdb==1.5.5", "pyarrow==26.0.1"
NODE_API = "@duckdb/node-api@1.5.6-r.1"
REFLECTED = {
    "tables": sorted(table.name for table in TABLES.values() if table.schema == "mart"),
    "key": list(RISK.key),
}


def node(folder: Path) -> list[str]:
    """Installs the package into the folder; the command runs there."""
    quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--silent"]
    output([program("npm"), "install", *quiet, "--prefix", str(folder), NODE_API])
    return [program("node")]


def with_packages(*packages: str) -> Callable[[Path], list[str]]:
    return lambda folder: python(*packages)


# script, how its command is made, what it answers beyond the common questions
CLIENTS: dict[str, tuple[str, Callable[[Path], list[str]], dict[str, Any]]] = {
    "shell": ("ask_shell.py", with_packages("duckdb-cli==1.5.6"), {}),
    "node": ("ask_node.mjs", node, {}),
    "sqlalchemy": (
        "ask_sqlalchemy.py",
        with_packages(DUCKDB, "duckdb-sqlalchemy==1.5.6.5", "sqlalchemy==2.1.9"),
        REFLECTED,
    ),
    # duckdb-engine 0.17.0 does not tell keys, and fails on SQLAlchemy 2.0.45 and later (its #1379)
    "duckdb-engine": (
        "ask_sqlalchemy.py",
        with_packages(DUCKDB, "duckdb-engine==0.17.0", "sqlalchemy==2.0.44"),
        REFLECTED | {"key": []},
    ),
    "adbc": ("ask_adbc.py", with_packages(DUCKDB, ARROW, "adbc-driver-manager==1.13.0"), {}),
    "polars": ("ask_polars.py", with_packages(DUCKDB, ARROW, "polars==2.1.0"), {}),
    "pandas": ("ask_pandas.py", with_packages(DUCKDB, ARROW, "pandas==3.1.1", "numpy==2.4.6"), {}),
}


@pytest.fixture(scope="module")
def expected(refreshed: Refreshed) -> dict[str, Any]:
    """The answers, by the DuckDB that wrote the file."""
    with duckdb.connect(str(refreshed.database), read_only=True) as connection:
        rows, as_of = connection.execute(
            "SELECT count(*), any_value(as_of) FROM mart.overbuild_risk"
        ).fetchone() or (0, None)
    assert rows > 100 and as_of is not None
    return {
        "rows": rows,
        "name": "贵州省",
        "null": None,
        "date": ["date", as_of.isoformat()],
    }


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_reads_the_file(
    client: str, refreshed: Refreshed, expected: dict[str, Any], tmp_path: Path
) -> None:
    script, command, more = CLIENTS[client]
    words = [*command(tmp_path), str(HERE / "scripts" / script), str(refreshed.database)]
    answers = json.loads(output(words, cwd=tmp_path))
    # comments in the file go on with the unit
    assert answers.pop("comment").startswith(RISK["risk_p50"].description)
    assert answers == expected | more
