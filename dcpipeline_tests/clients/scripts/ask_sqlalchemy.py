"""SQLAlchemy: reflection of tables, columns, comments and keys."""

import json
import sys

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

engine = sa.create_engine(
    f"duckdb:///{sys.argv[1]}", connect_args={"read_only": True}, poolclass=NullPool
)
inspector = sa.inspect(engine)
risk = sa.Table("overbuild_risk", sa.MetaData(), schema="mart", autoload_with=engine)
projects = sa.Table("projects", sa.MetaData(), schema="core", autoload_with=engine)
key = inspector.get_pk_constraint("overbuild_risk", schema="mart")
guizhou = (risk.c.geography_level == "province") & (risk.c.geography_id == "520000")
with engine.connect() as connection:
    rows = connection.scalar(sa.select(sa.func.count()).select_from(risk))
    name, as_of = connection.execute(sa.select(risk.c.name_zh, risk.c.as_of).where(guizhou)).one()
    null = connection.scalar(sa.select(projects.c.racks).where(projects.c.racks.is_(None)).limit(1))
answers = {
    "rows": rows,
    "name": name,
    "null": null,
    "date": [type(as_of).__name__, as_of.isoformat()],
    "comment": risk.c.risk_p50.comment,
    "tables": sorted(inspector.get_table_names(schema="mart")),
    "key": key["constrained_columns"],
}
print(json.dumps(answers))
