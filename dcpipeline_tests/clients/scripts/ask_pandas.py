"""Pandas with Arrow types, so that a day stays a day and a missing number stays missing."""

import json
import sys

import duckdb
import pandas as pd

with duckdb.connect(sys.argv[1], read_only=True) as connection:

    def frame(sql: str) -> pd.DataFrame:
        return connection.sql(sql).to_arrow_table().to_pandas(types_mapper=pd.ArrowDtype)

    risk = frame("FROM mart.overbuild_risk")
    projects = frame("FROM core.projects")
    words = frame("FROM meta.columns")
province = risk[(risk.geography_level == "province") & (risk.geography_id == "520000")].iloc[0]
named = words[(words.table_name == "overbuild_risk") & (words.column_name == "risk_p50")]
empty = projects.racks[projects.racks.isna()].iloc[0]
answers = {
    "rows": len(risk),
    "name": province.name_zh,
    "null": None if empty is pd.NA else repr(empty),
    "date": [type(province.as_of).__name__, province.as_of.isoformat()],
    "comment": named.description.item(),
}
print(json.dumps(answers))
