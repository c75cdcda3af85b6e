"""The published file is read by older and newer DuckDB than the one that wrote it."""

import json

import duckdb
import pytest

from dcpipeline.schema import TABLES
from dcpipeline_tests.clients.environments import output, python
from dcpipeline_tests.conftest import Refreshed

pytestmark = pytest.mark.ci

VERSIONS = ("1.3.2", "1.4.4", "2.0.0")
# runs in another environment: plain DuckDB, nothing of ours
CLIENT = """
import json, sys
import duckdb

path = sys.argv[1]
con = duckdb.connect(path, read_only=True)
names = con.execute(
    "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1"
).fetchall()
seen = {
    "version": duckdb.__version__,
    "rows": {n: con.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for (n,) in names},
    "uncommented": con.execute(
        "SELECT table_name || '.' || column_name FROM duckdb_columns() "
        "WHERE comment IS NULL AND NOT internal"
    ).fetchall(),
    "table_comments": con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE comment IS NOT NULL"
    ).fetchone()[0],
    "strict": con.execute("SELECT count(*) FROM core.projects_strict").fetchone()[0],
    "main": con.execute("SELECT count(*) FROM core.projects_as_of('2024-12-31')").fetchone()[0],
}
con.close()
other = duckdb.connect()
other.execute(f"ATTACH '{path}' AS dc (READ_ONLY)")
seen["attached"] = other.execute(
    "SELECT count(*), count(risk_p50) FROM dc.mart.overbuild_risk"
).fetchone()
seen["attached_strict"] = other.execute(
    "SELECT count(*) FROM dc.core.projects_strict"
).fetchone()[0]
try:
    other.execute("FROM dc.core.projects_as_of('2024-12-31')")
except duckdb.Error:
    seen["macro_needs_use"] = True
other.execute("USE dc")
seen["used"] = other.execute(
    "SELECT sum(projects) FROM core.status_counts_as_of('2024-12-31')"
).fetchone()[0]
print(json.dumps(seen, default=str))
"""


@pytest.mark.parametrize("version", VERSIONS)
def test_a_client_of_another_version_reads_everything(version: str, refreshed: Refreshed) -> None:
    words = [*python(f"duckdb=={version}"), "-c", CLIENT, str(refreshed.database)]
    seen = json.loads(output(words))
    assert seen["version"] == version
    assert set(seen["rows"]) == set(TABLES)
    with duckdb.connect(str(refreshed.database), read_only=True) as connection:
        stated = connection.sql(
            "SELECT table_schema || '.' || table_name, row_count FROM meta.tables"
        )
        assert seen["rows"] == dict(stated.fetchall())
    assert seen["rows"]["core.projects"] > 0
    assert seen["table_comments"] == len(TABLES)
    assert seen["uncommented"] == []
    assert 0 < seen["strict"] < seen["rows"]["core.projects"]
    assert seen["main"] > 100
    assert seen["attached"] == [seen["rows"]["mart.overbuild_risk"]] * 2
    assert seen["attached_strict"] == seen["strict"]
    # the documented limit: macros need the file to be the main database, or USE
    assert seen["macro_needs_use"]
    assert 0 < int(seen["used"]) <= seen["main"]
