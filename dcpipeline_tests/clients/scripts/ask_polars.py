"""Polars: through DuckDB, and from Parquet alone."""

import json
import sys
from pathlib import Path

import duckdb
import polars as pl

with duckdb.connect(sys.argv[1], read_only=True) as connection:
    risk = connection.sql("FROM mart.overbuild_risk").pl()
    words = connection.sql("FROM meta.columns").pl()
parquet = (Path(sys.argv[1]).parent / "parquet").resolve()
projects = pl.read_parquet(parquet / "core.projects.parquet")
exported = pl.read_parquet(parquet / "mart.overbuild_risk.parquet")
key = ["geography_level", "geography_id"]
assert exported.sort(key).equals(risk.sort(key)), "Parquet and the database differ"
guizhou = risk.filter(geography_level="province", geography_id="520000").row(0, named=True)
answers = {
    "rows": risk.height,
    "name": guizhou["name_zh"],
    "null": projects.filter(pl.col("racks").is_null())["racks"][0],
    "date": [type(guizhou["as_of"]).__name__, guizhou["as_of"].isoformat()],
    "comment": words.filter(
        table_schema="mart", table_name="overbuild_risk", column_name="risk_p50"
    )["description"].item(),
}
print(json.dumps(answers))
