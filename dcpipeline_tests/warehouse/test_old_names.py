"""A name that leaves goes on working for one release, in SQL and in the files beside."""

import json

import polars as pl
import pytest

from dcpipeline.schema.ddl import comment_text
from dcpipeline.schema.deprecations import Deprecation, DeprecationError
from dcpipeline.schema.registry import TABLES
from dcpipeline.warehouse import query

LEAVING = (
    Deprecation("ref.units", "ref.divisions", "0.1.0", "0.2.0"),
    Deprecation("ref.units.unit_code", "ref.divisions.adcode", "0.1.0", "0.2.0"),
    Deprecation(
        "ref.observation_kinds.sd_on_logit", "ref.observation_kinds.logit_sd", "0.1.0", "0.2.0"
    ),
    Deprecation("ref.observation_kinds.note", None, "0.1.0", "0.2.0"),
)
TABLE_NOTICE = "Deprecated since 0.1.0, leaves with 0.2.0: use ref.divisions."


@pytest.fixture
def published(publish_small):
    return publish_small(leaving=LEAVING)


def column_comments(published, table: str) -> dict[str, str]:
    found = query(
        published.database,
        "SELECT column_name, comment FROM duckdb_columns() "
        f"WHERE schema_name = 'ref' AND table_name = '{table}' ORDER BY column_index",
    )
    return dict(found.iter_rows())


def test_a_renamed_table_is_a_view_with_its_old_columns(published):
    old = query(published.database, "FROM ref.units ORDER BY unit_code")
    new = query(published.database, "FROM ref.divisions ORDER BY adcode")
    assert old.height == 4
    assert old.equals(new.rename({"adcode": "unit_code"}))


def test_the_view_says_that_it_leaves_and_its_columns_say_what_they_are(published):
    found = query(
        published.database, "SELECT comment FROM duckdb_views() WHERE view_name = 'units'"
    )
    assert found.item() == f"{TABLE_NOTICE} {TABLES['ref.divisions'].description}"
    comments = column_comments(published, "units")
    assert comments["unit_code"].startswith(comment_text(TABLES["ref.divisions"]["adcode"]))
    assert "use ref.divisions.adcode" in comments["unit_code"]
    assert "adcode" not in comments and None not in comments.values()


def test_a_renamed_column_stands_beside_the_new_one(published):
    found = query(published.database, "SELECT logit_sd, sd_on_logit FROM ref.observation_kinds")
    assert found["logit_sd"].to_list() == found["sd_on_logit"].to_list() == [0, 0.1, 0.2]
    comments = column_comments(published, "observation_kinds")
    words = "Deprecated since 0.1.0, leaves with 0.2.0: use ref.observation_kinds.logit_sd."
    assert comments["sd_on_logit"].startswith(words)
    assert comments["note"].startswith("Deprecated since 0.1.0, leaves with 0.2.0: nothing")


def test_files_beside_keep_old_names_too(published):
    folder = published.snapshot.folder
    units = pl.read_parquet(folder / "parquet" / "ref.units.parquet")
    assert units.columns[0] == "unit_code" and units.height == 4
    kinds = pl.read_parquet(folder / "parquet" / "ref.observation_kinds.parquet")
    assert kinds["sd_on_logit"].to_list() == kinds["logit_sd"].to_list()
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    (units_file,) = (one for one in resources if one["path"] == "parquet/ref.units.parquet")
    assert units_file["description"].startswith(TABLE_NOTICE)
    assert units_file["schema"]["primaryKey"] == ["unit_code"]
    assert [field["name"] for field in units_file["schema"]["fields"]] == units.columns
    page = (folder / "dictionary.md").read_text(encoding="utf-8")
    assert f"| `ref.units` | {TABLE_NOTICE} |" in page
    assert "| `ref.observation_kinds.note` | Deprecated since 0.1.0" in page


def test_without_entries_nothing_leaves(publish_small):
    published = publish_small()
    page = (published.snapshot.folder / "dictionary.md").read_text(encoding="utf-8")
    assert page.rstrip().endswith("## Names that leave\n\nNone.")
    assert not (published.snapshot.folder / "parquet" / "ref.units.parquet").exists()


def test_an_expired_entry_stops_the_publication(publish_small, target):
    expired = Deprecation("ref.units", "ref.divisions", "0.0.9", "0.1.0")
    with pytest.raises(DeprecationError, match=r"ref\.units: was to leave with 0\.1\.0"):
        publish_small(leaving=[expired])
    assert not (target / "dcpipeline.duckdb").exists()
