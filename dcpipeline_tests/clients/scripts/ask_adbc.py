"""ADBC, with the driver that is inside the duckdb wheel."""

import importlib.util
import json
import sys

import adbc_driver_manager.dbapi

driver = importlib.util.find_spec("_duckdb").origin
options = {"path": sys.argv[1], "access_mode": "read_only"}
NAME = (
    "SELECT name_zh, as_of FROM mart.overbuild_risk "
    "WHERE geography_level = 'province' AND geography_id = '520000'"
)
COMMENT = (
    "SELECT comment FROM duckdb_columns() WHERE schema_name = 'mart' "
    "AND table_name = 'overbuild_risk' AND column_name = 'risk_p50'"
)
with (
    adbc_driver_manager.dbapi.connect(
        driver=driver, entrypoint="duckdb_adbc_init", db_kwargs=options, autocommit=True
    ) as connection,
    connection.cursor() as cursor,
):

    def ask(sql: str) -> tuple:
        cursor.execute(sql)
        return cursor.fetchone()

    name, as_of = ask(NAME)
    answers = {
        "rows": ask("SELECT count(*) FROM mart.overbuild_risk")[0],
        "name": name,
        "null": ask("SELECT racks FROM core.projects WHERE racks IS NULL LIMIT 1")[0],
        "date": [type(as_of).__name__, as_of.isoformat()],
        "comment": ask(COMMENT)[0],
    }
print(json.dumps(answers))
