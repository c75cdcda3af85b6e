// Node.js with @duckdb/node-api.
import { createRequire } from "node:module";

const { DuckDBInstance, DuckDBDateValue } = createRequire(process.cwd() + "/")("@duckdb/node-api");
const instance = await DuckDBInstance.create(process.argv[2], { access_mode: "READ_ONLY" });
const connection = await instance.connect();
const ask = async (sql) => (await connection.runAndReadAll(sql)).getRows()[0];

const [name, asOf] = await ask(
  "SELECT name_zh, as_of FROM mart.overbuild_risk " +
    "WHERE geography_level = 'province' AND geography_id = '520000'",
);
const [rows] = await ask("SELECT count(*) FROM mart.overbuild_risk");
const [empty] = await ask("SELECT racks FROM core.projects WHERE racks IS NULL LIMIT 1");
const [comment] = await ask(
  "SELECT comment FROM duckdb_columns() WHERE schema_name = 'mart' " +
    "AND table_name = 'overbuild_risk' AND column_name = 'risk_p50'",
);
console.log(
  JSON.stringify({
    rows: Number(rows),
    name,
    null: empty,
    date: [asOf instanceof DuckDBDateValue ? "date" : typeof asOf, asOf.toString()],
    comment,
  }),
);
connection.closeSync();
instance.closeSync();
