"""meta.tables, meta.columns and the Markdown page come from the declarations."""

import pytest

from dcpipeline.schema import TABLES, Table, dictionary
from dcpipeline.schema.column import text

TABLE = Table(
    "core",
    "things",
    "Things | of this test.",
    "one row per thing",
    ("thing_id", "part"),
    (
        text("thing_id", "Name.", references="core.projects.project_id"),
        text("part", "Part.", vocabulary={"left": "the left one", "right": ""}),
        text("made_of", "Material | kind.", lineage=("raw.announcements.evidence",)),
    ),
    source_file="reference/things.csv",
    reads=("core.claims", "core.projects"),
    example="SELECT 1",
)


def test_tables_frame_holds_every_table_with_its_row_count():
    counts = {name: number for number, name in enumerate(TABLES)}
    frame = dictionary.tables_frame(TABLES.values(), counts)
    found = {f"{r['table_schema']}.{r['table_name']}": r["row_count"] for r in frame.to_dicts()}
    assert found == counts


def test_tables_frame_needs_every_count():
    with pytest.raises(KeyError, match="core.things"):
        dictionary.tables_frame([TABLE], {})


def test_tables_frame_describes():
    row = dictionary.tables_frame([TABLE], {"core.things": 3}).row(0, named=True)
    assert row["key_columns"] == "thing_id, part"
    assert row["reads"] == "core.claims; core.projects"
    assert row["example_sql"] == "SELECT 1"


def test_columns_frame_holds_every_column_in_order():
    frame = dictionary.columns_frame(TABLES.values())
    assert frame.height == sum(len(table.columns) for table in TABLES.values())
    of_claims = frame.filter(table_schema="core", table_name="claims").sort("position")
    assert of_claims["column_name"].to_list() == list(TABLES["core.claims"].column_names)


def test_columns_frame_of_a_key_is_not_nullable():
    rows = {r["column_name"]: r for r in dictionary.columns_frame([TABLE]).to_dicts()}
    assert [rows[name]["nullable"] for name in TABLE.column_names] == [False, False, True]
    assert rows["thing_id"]["references_column"] == "core.projects.project_id"
    assert rows["part"]["vocabulary"] == "left; right"
    assert rows["made_of"]["lineage"] == "raw.announcements.evidence"


def test_markdown_page():
    page = dictionary.markdown([TABLE])
    assert page.startswith("# Data dictionary\n")
    for line in (
        "### `core.things`",
        "- Key: `thing_id`, `part`.",
        "- Computed from: `core.claims`, `core.projects`.",
        "- Read from: `data/reference/things.csv`.",
        "| `thing_id` | VARCHAR, required |  | Name. References `core.projects.project_id`. |",
        "| `made_of` | VARCHAR |  | Material \\| kind. From `raw.announcements.evidence`. |",
        "- `left`: the left one",
        "- `right`",
        "SELECT 1",
    ):
        assert line in page.splitlines()
    assert "`rejects`" not in page
