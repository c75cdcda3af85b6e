"""The duckdb command line, here from its PyPI package."""

import json
import subprocess
import sys

SQL = """
SELECT
  (SELECT count(*) FROM mart.overbuild_risk) AS rows,
  name_zh AS name,
  (SELECT racks FROM core.projects WHERE racks IS NULL LIMIT 1) AS "null",
  lower(typeof(as_of)) AS kind,
  as_of,
  (SELECT comment FROM duckdb_columns() WHERE schema_name = 'mart'
   AND table_name = 'overbuild_risk' AND column_name = 'risk_p50') AS comment
FROM mart.overbuild_risk WHERE geography_level = 'province' AND geography_id = '520000'
"""
done = subprocess.run(
    ["duckdb", "-readonly", "-json", sys.argv[1], SQL],
    capture_output=True,
    check=True,
    encoding="utf-8",
)
answers = json.loads(done.stdout)[0]
answers["date"] = [answers.pop("kind"), answers.pop("as_of")]
print(json.dumps(answers))
