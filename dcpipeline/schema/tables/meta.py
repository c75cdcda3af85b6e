"""The warehouse about itself."""

from typing import Final

from dcpipeline.schema import vocabularies as v
from dcpipeline.schema.column import date, flag, instant, integer, number, text
from dcpipeline.schema.table import LAYERS, Table

TABLES_TABLE = Table(
    "meta",
    "tables",
    "Every table with its meaning.",
    "one row per table",
    ("table_schema", "table_name"),
    (
        text("table_schema", "Layer.", vocabulary=LAYERS),
        text("table_name", "Name."),
        text("description", "What it is for.", nullable=False),
        text("grain", "What one row is.", nullable=False),
        text("key_columns", "Primary key.", nullable=False),
        integer("row_count", "Rows.", unit="rows", low=0, nullable=False),
        text("reads", "Tables it is computed from."),
        text("source_file", "Shipped file it comes from."),
        text("example_sql", "A query worth trying first."),
    ),
)

COLUMNS_TABLE = Table(
    "meta",
    "columns",
    "Every column with its meaning, unit and limits.",
    "one row per table and column",
    ("table_schema", "table_name", "column_name"),
    (
        text("table_schema", "Layer.", vocabulary=LAYERS),
        text("table_name", "Table."),
        text("column_name", "Column."),
        integer("position", "Place in the table, from 1.", low=1, nullable=False),
        text("data_type", "DuckDB type.", nullable=False),
        text("unit", "Unit of the value."),
        integer("decimals", "Digits kept after the point."),
        flag("nullable", "Whether null is allowed; null is unknown, never zero.", nullable=False),
        text("description", "Meaning.", nullable=False),
        text("vocabulary", "Allowed values, separated by semicolons."),
        text("references_column", "Column in which every value occurs."),
        text("lineage", "Columns from which it is computed."),
    ),
)

SOURCES = Table(
    "meta",
    "sources",
    "Every shipped file or live source with origin, rights and health.",
    "one row per source",
    ("source_id",),
    (
        text("source_id", "Identifier."),
        text(
            "kind",
            "How it is read.",
            vocabulary={
                "file": "a file that comes with the program",
                "register": "the register as a live source",
                "watchlist": "known pages, read again",
                "listing": "pages that list pages",
                "feed": "RSS or Atom",
                "api": "a service that answers queries",
                "dataset": "somebody's table, read row by row",
                "warc": "files that a user brings",
            },
            nullable=False,
        ),
        text("title", "What it is.", nullable=False),
        text("origin", "Where the content comes from.", nullable=False),
        text("licence", "Licence of the content.", nullable=False),
        text("rights", "What may be done with it.", vocabulary=v.RIGHTS, nullable=False),
        integer("row_count", "Rows of a file; captures of a live source.", unit="rows", low=0),
        text("sha256", "Digest of the file."),
        text(
            "receipt_status",
            "Whether the file is the one its receipt describes.",
            vocabulary={
                "matches": "the very bytes of the receipt",
                "edited": "differs from the receipt",
                "own": "written by the user, needs no receipt",
                "none": "no receipt",
            },
        ),
        date("facts_as_of", "Day up to which the content was compiled."),
        text("live_address", "Where newer content can be had."),
        text("health", "State of the source.", vocabulary=v.HEALTH, nullable=False),
        text("health_reason", "Why, in words; null where all is well."),
        date("last_round_on", "Day of the last round over a live source."),
        date("last_good_on", "Day of the last good round."),
        integer("last_records", "Records of the last round.", unit="records", low=0),
        text("runbook", "What to do when it fails."),
    ),
    reads=("raw.captures",),
    example="SELECT source_id, health, health_reason FROM meta.sources WHERE kind <> 'file'",
)

RUNS = Table(
    "meta",
    "runs",
    "The refresh that built this file.",
    "one row per run",
    ("run_id",),
    (
        text("run_id", "Dagster run."),
        instant("started_at", "Start, UTC."),
        instant("built_at", "When the tables were complete, UTC.", nullable=False),
        text("mode", "facts, archived or live.", nullable=False),
        text("code_version", "Version of the program.", nullable=False),
        text("python_version", "Version of Python.", nullable=False),
    ),
)

CHECKS = Table(
    "meta",
    "checks",
    "Checks run on this file through SQL before it was published.",
    "one row per check",
    ("check_name",),
    (
        text("check_name", "Name."),
        text("table_name", "Table it guards.", nullable=False),
        text("description", "What must hold.", nullable=False),
        flag("blocking", "Whether a failure stops the publication.", nullable=False),
        flag("passed", "Result.", nullable=False),
        integer("checked", "Rows looked at.", unit="rows", low=0, nullable=False),
        integer("violations", "Rows that break it.", unit="rows", low=0, nullable=False),
        text("detail", "First violation."),
    ),
)

VALIDATION = Table(
    "meta",
    "validation",
    "How far the model can be trusted: held-out coverage, errors, label discrimination.",
    "one row per measure",
    ("section", "metric", "subject"),
    (
        text("section", "Part of the validation."),
        text("metric", "What is measured."),
        text("subject", "On what, or which baseline."),
        number("value", "The result.", decimals=6),
        number("low", "Lower end of its interval.", decimals=6),
        number("high", "Upper end of its interval.", decimals=6),
        integer("k", "Successes, for shares."),
        integer("n", "Cases."),
        text("note", "How to read it."),
    ),
    reads=(
        "core.projects",
        "core.project_phases",
        "core.project_aliases",
        "core.project_versions",
        "core.match_candidates",
        "ref.utilization_observations",
        "ref.observation_kinds",
        "ref.market_signals",
        "ref.divisions",
        "mart.city_latency",
        "mart.project_siting",
        "mart.province_electricity",
    ),
)

SNAPSHOT = Table(
    "meta",
    "snapshot",
    "Which snapshot this file is.",
    "one row",
    ("snapshot_id",),
    (
        text("snapshot_id", "As-of day and digest of facts, code and as-of."),
        date("as_of", "The one clock of the run.", nullable=False),
        text("input_digest", "Digest of facts, code and as-of.", nullable=False),
        text("previous_snapshot_id", "Snapshot that meta.changes compares with."),
        text("release", "Release of the schema.", nullable=False),
    ),
)

CHANGES = Table(
    "meta",
    "changes",
    "Cells that differ from the previous snapshot.",
    "one row per changed cell",
    ("table_name", "row_key", "column_name"),
    (
        text("table_name", "schema.table."),
        text("row_key", "Primary key of the row, as JSON."),
        text("column_name", "Column; ``*`` for a row that came or went."),
        text(
            "change",
            "Kind of change.",
            vocabulary={
                "added": "row is new",
                "removed": "row is gone",
                "changed": "cell differs",
                "merged": "project is part of the one in new_value now",
                "split": "project was part of the one in old_value",
            },
            nullable=False,
        ),
        text("old_value", "Value before."),
        text("new_value", "Value now."),
    ),
)

RELEASES = Table(
    "meta",
    "releases",
    "Releases of the schema.",
    "one row per release",
    ("release",),
    (
        text("release", "Version."),
        date("released_on", "Day."),
        text("summary", "What a user sees.", nullable=False),
    ),
)

TABLES: Final = (
    TABLES_TABLE,
    COLUMNS_TABLE,
    SOURCES,
    RUNS,
    CHECKS,
    VALIDATION,
    SNAPSHOT,
    CHANGES,
    RELEASES,
)
