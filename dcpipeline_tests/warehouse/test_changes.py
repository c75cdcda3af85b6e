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
