"""meta.changes and retired aliases."""

from datetime import date

import polars as pl

from dcpipeline.schema import TABLES, Table, empty
from dcpipeline.schema.column import date as day
from dcpipeline.schema.column import flag, number, text
from dcpipeline.warehouse import carry_retired_aliases
from dcpipeline.warehouse.changes import compare
from dcpipeline_tests.warehouse import samples

SITES = Table(
    "core",
    "sites",
    "Sites.",
    "one row per site and day",
    ("site_id", "seen_on"),
    (
        text("site_id", "Name."),
        day("seen_on", "Day."),
        number("load_mw", "Load.", decimals=1),
        flag("open", "Open."),
    ),
)
HIDDEN = Table("raw", "sites", "Raw.", "one row", ("site_id",), (text("site_id", "Name."),))
DECLARED = {"core.sites": SITES, "raw.sites": HIDDEN}
DAY = date(2025, 1, 2)
RAW = empty(HIDDEN)


def sites(*rows):
    shape = {c.name: c.kind.polars for c in SITES}
    return pl.DataFrame(rows, schema=shape, orient="row")


def changes(old, new):
    previous = {"core.sites": old, "raw.sites": RAW}
    found = compare(previous.get, {"core.sites": new, "raw.sites": RAW}, DECLARED)
    return found.drop("table_name").rows()


def test_cells_with_old_and_new_value():
    old = sites(("a", DAY, 1.0, True), ("智", DAY, None, None))
    new = sites(("a", DAY, 1.5, True), ("智", DAY, 2.0, False))
    assert changes(old, new) == [
        ('{"site_id":"a","seen_on":"2025-01-02"}', "load_mw", "changed", "1.0", "1.5"),
        ('{"site_id":"智","seen_on":"2025-01-02"}', "load_mw", "changed", None, "2.0"),
        ('{"site_id":"智","seen_on":"2025-01-02"}', "open", "changed", None, "false"),
    ]


def test_rows_that_came_or_went_are_one_change_each():
    old = sites(("a", DAY, 1.0, True), ("b", DAY, 1.0, True))
    new = sites(("b", DAY, 1.0, True), ("c", DAY, 9.0, False))
    assert changes(old, new) == [
        ('{"site_id":"a","seen_on":"2025-01-02"}', "*", "removed", None, None),
        ('{"site_id":"c","seen_on":"2025-01-02"}', "*", "added", None, None),
    ]


def test_nothing_changed_in_any_order():
    old = sites(("a", DAY, 1.0, None), ("b", DAY, None, True))
    assert changes(old, old.reverse()) == []


def test_a_new_table_is_one_change_per_row():
    found = changes(None, sites(("a", DAY, 1.0, True)))
    assert found == [('{"site_id":"a","seen_on":"2025-01-02"}', "*", "added", None, None)]


def test_a_new_column_is_no_change_of_any_row():
    new = sites(("a", DAY, 1.0, True))
    assert changes(new.drop("open"), new) == []
    assert changes(new.with_columns(gone=pl.lit(1)), new) == []


def test_another_key_makes_every_row_new():
    new = sites(("a", DAY, 1.0, True))
    assert [row[2] for row in changes(new.drop("seen_on"), new)] == ["added"]


def test_a_column_that_changed_its_type_is_compared_as_text():
    new = sites(("a", DAY, 1.0, True))
    old = new.with_columns(open=pl.lit("true"))
    assert changes(old, new) == []


def test_other_layers_are_not_compared():
    frames = {"core.sites": empty(SITES), "raw.sites": pl.DataFrame({"site_id": ["x"]})}
    previous = {"core.sites": empty(SITES), "raw.sites": RAW}
    assert compare(previous.get, frames, DECLARED).is_empty()


ALIASES = TABLES["core.project_aliases"]


def alias(project_id, name, *, retired=False):
    return {"alias": name, "kind": "name_zh", "project_id": project_id, "retired": retired}


def test_aliases_of_projects_that_are_gone_stay_retired():
    previous = samples.frame(
        ALIASES, alias("p1", "一"), alias("p2", "二"), alias("p3", "三", retired=True)
    )
    current = samples.frame(ALIASES, alias("p1", "新"))
    carried = carry_retired_aliases(previous, current)
    assert sorted(carried.rows()) == [
        ("三", "name_zh", "p3", True),
        ("二", "name_zh", "p2", True),
        ("新", "name_zh", "p1", False),
    ]


def test_a_project_that_returns_is_no_longer_retired():
    previous = samples.frame(ALIASES, alias("p1", "一", retired=True))
    current = samples.frame(ALIASES, alias("p1", "一"))
    assert carry_retired_aliases(previous, current).rows() == current.rows()


def test_nothing_to_carry():
    current = samples.frame(ALIASES, alias("p1", "一"))
    assert carry_retired_aliases(None, current) is current
    assert carry_retired_aliases(current.drop("retired"), current) is current
    assert carry_retired_aliases(empty(ALIASES), current).rows() == current.rows()


IDENTITY = {name: TABLES[name] for name in ("core.projects", "core.subjects")}


def identity(**projects):
    """Projects and their subjects: ``dc1="ab"`` has the subjects a and b."""
    rows = [(key, project) for project, keys in projects.items() for key in keys]
    subjects = pl.DataFrame(rows, schema=["subject_key", "project_id"], orient="row")
    return {"core.projects": filled("core.projects", sorted(projects), "project_id"),
            "core.subjects": filled("core.subjects", subjects["subject_key"], "subject_key")
            .drop("project_id").join(subjects, on="subject_key")}  # fmt: skip


def filled(name, keys, column):
    columns = {c.name: pl.lit(None, dtype=c.kind.polars) for c in TABLES[name]}
    return pl.DataFrame({column: keys}).with_columns(
        **{other: empty for other, empty in columns.items() if other != column}
    )


def moves(before, after):
    found = compare(before.get, after, IDENTITY).filter(pl.col("column_name") == "*")
    own = found.filter(pl.col("table_name") == "core.projects")
    return own.sort("row_key").select("row_key", "change", "old_value", "new_value").rows()


def test_projects_that_merged_are_told_with_the_one_they_are_part_of():
    assert moves(identity(dc1="ab", dc2="c"), identity(dc1="abc")) == [
        ('{"project_id":"dc2"}', "merged", None, "dc1"),
    ]


def test_projects_that_split_are_told_with_the_one_they_were_part_of():
    assert moves(identity(dc1="abc"), identity(dc1="ab", dc2="c")) == [
        ('{"project_id":"dc2"}', "split", "dc1", None),
    ]


def test_of_several_the_one_with_most_subjects_is_told():
    before = identity(dc1="abc", dc2="d", dc3="e")
    assert moves(before, identity(dc2="ad", dc3="bce")) == [
        ('{"project_id":"dc1"}', "merged", None, "dc3"),
    ]


def test_projects_that_came_or_went_by_themselves_are_added_or_removed():
    assert moves(identity(dc1="a", dc2="b"), identity(dc2="b", dc3="c")) == [
        ('{"project_id":"dc1"}', "removed", None, None),
        ('{"project_id":"dc3"}', "added", None, None),
    ]


def test_a_file_without_subjects_of_the_register_tells_of_no_move():
    before = identity(dc1="ab") | {"core.subjects": None}
    assert moves(before, identity(dc2="ab")) == [
        ('{"project_id":"dc1"}', "removed", None, None),
        ('{"project_id":"dc2"}', "added", None, None),
    ]
