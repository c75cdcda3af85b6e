"""Names last: what a release froze stays, and what differs is announced."""

import copy

import pytest

from dcpipeline.schema import Table, freeze, frozen
from dcpipeline.schema.column import number, text
from dcpipeline.schema.deprecations import DEPRECATIONS, Deprecation, DeprecationError, check
from dcpipeline.schema.registry import TABLES
from dcpipeline.schema.releases import CURRENT, RELEASES
from dcpipeline.schema.views import MACROS, VIEWS, Macro, View

SITES = Table(
    "core",
    "sites",
    "Sites.",
    "one row per site",
    ("site_id",),
    (
        text("site_id", "Name."),
        text("kind", "Kind.", vocabulary={"a": "", "b": ""}),
        number("load_mw", "Load.", decimals=1, unit="MW"),
    ),
)
VIEW = View("core.sites_strict", "core.sites", "true", "Some.")
MACRO = Macro("core.sites_as_of", "core.sites", "FROM core.sites", "Of a day.")
LOAD = Deprecation("core.sites.load_mw", "core.sites.it_load_mw", "0.2.0", "0.3.0")
WHOLE = Deprecation("core.sites", "core.places", "0.2.0", "0.3.0")


def names(release="0.1.0", table=SITES, views=(VIEW,), macros=(MACRO,), leaving=()):
    return frozen.frozen(release, [table], views, macros, leaving)


def columns(*changed, key=("site_id",), name="sites"):
    return Table("core", name, "Sites.", "one row per site", key, changed)


SITE, KIND, MW = SITES.columns
IT_LOAD = MW.named("it_load_mw")


def test_the_declared_names_are_those_of_the_release():
    assert freeze.trouble() == []


def test_every_release_has_its_file_and_they_follow_each_other():
    versions = [version for version, _, _ in RELEASES]
    assert versions[-1] == CURRENT
    assert {path.stem for path in frozen.FOLDER.glob("*.yml")} == set(versions)
    assert versions == sorted(versions, key=lambda v: tuple(map(int, v.split("."))))
    check(DEPRECATIONS, TABLES, CURRENT)


def test_the_file_holds_all_that_a_query_can_name():
    written = frozen.read(CURRENT)
    assert written["tables"].keys() == TABLES.keys()
    for name, table in TABLES.items():
        assert list(written["tables"][name]["columns"]) == list(table.column_names)
    assert written["views"].keys() == {view.full_name for view in VIEWS}
    assert written["macros"].keys() == {macro.signature for macro in MACROS}
    status = written["tables"]["core.projects"]["values"]["status"]
    assert status == list(TABLES["core.projects"]["status"].vocabulary)
    assert frozen.text(written) == frozen.path_of(CURRENT).read_text(encoding="utf-8")


ONE_EDIT = {
    "added column": (columns(SITE, KIND, MW, IT_LOAD), ("core.sites.it_load_mw", "added")),
    "removed column": (columns(SITE, KIND), ("core.sites.load_mw", "removed")),
    "another type": (columns(SITE, KIND, text("load_mw", "")), ("core.sites.load_mw", "retyped")),
    "another unit": (columns(SITE, KIND, MW.but(unit="kW")), ("core.sites.load_mw", "retyped")),
    "null allowed": (columns(SITE, KIND, MW.required()), ("core.sites.load_mw", "changed")),
    "another key": (columns(SITE, KIND, MW, key=("kind",)), ("core.sites (key)", "changed")),
    "value gone": (
        columns(SITE, KIND.but(vocabulary={"a": ""}), MW),
        ("core.sites.kind: b", "changed"),
    ),
    "value added": (
        columns(SITE, KIND.but(vocabulary={"a": "", "b": "", "c": ""}), MW),
        ("core.sites.kind: c", "added"),
    ),
    "removed table": (columns(SITE, KIND, MW, name="places"), ("core.sites", "removed")),
}


@pytest.mark.parametrize(("table", "expected"), ONE_EDIT.values(), ids=ONE_EDIT.keys())
def test_each_unannounced_edit_is_named_with_what_to_do(table, expected):
    written, now = names(), names(table=table)
    assert expected in frozen.differences(written, now)
    (sentence,) = freeze.unlike(written, now)
    assert f"{expected[0]} is {expected[1]}" in sentence
    assert "schema/releases.py" in sentence and "schema/deprecations.py" in sentence
    assert freeze.COMMAND in sentence


def test_views_and_macros_count_too():
    for now in (names(views=()), names(macros=())):
        ((name, kind),) = frozen.differences(names(), now)
        assert (name.startswith("core.sites_"), kind) == (True, "removed")
    assert freeze.unlike(names(), names(leaving=[LOAD]))[0].count("deprecations differ") == 1


def test_an_addition_needs_only_a_later_release():
    now = names("0.1.1", columns(SITE, KIND, MW, IT_LOAD))
    assert frozen.unannounced(names(), now) == []


@pytest.mark.parametrize(
    ("before", "after", "enough"),
    [
        ("0.1.0", "0.1.1", False),
        ("0.1.0", "0.2.0", True),
        ("1.1.0", "1.2.0", False),
        ("1.1.0", "2.0.0", True),
        ("0.9.0", "0.10.0", True),
    ],
)
def test_what_breaks_a_query_needs_a_release_that_says_so(before, after, enough):
    now = names(after, columns(SITE, KIND, MW.required()))
    assert (frozen.unannounced(names(before), now) == []) is enough


def test_a_renamed_column_needs_an_entry():
    renamed = columns(SITE, KIND, IT_LOAD)
    (sentence,) = frozen.unannounced(names(), names("0.2.0", renamed))
    assert "core.sites.load_mw is removed without an entry" in sentence
    assert frozen.unannounced(names(), names("0.2.0", renamed, leaving=[LOAD])) == []


def test_a_renamed_table_needs_one_entry_for_all_its_columns():
    now = names("0.2.0", columns(SITE, KIND, MW, name="places"), leaving=[WHOLE])
    assert frozen.unannounced(names(), now) == []


def test_what_nothing_replaces_is_announced_one_release_before():
    leaving = Deprecation("core.sites.load_mw", None, "0.2.0", "0.3.0")
    announced = names("0.2.0", leaving=[leaving])
    gone = names("0.3.0", columns(SITE, KIND))
    assert frozen.unannounced(names(), announced) == []
    assert frozen.unannounced(announced, gone) == []
    assert frozen.unannounced(names("0.2.0"), gone) != []


def test_an_entry_stays_until_its_release():
    old = names("0.2.0", leaving=[Deprecation("core.a", "core.sites", "0.2.0", "0.4.0")])
    (sentence,) = frozen.unannounced(old, names("0.3.0"))
    assert "core.a is gone before 0.4.0" in sentence
    assert frozen.unannounced(old, names("0.4.0")) == []


TROUBLES = {
    "was to leave with 0.2.0": (Deprecation("core.a", "core.sites", "0.1.0", "0.2.0"), "0.2.0"),
    "a later release than this one": (LOAD, "0.1.0"),
    "core.places, which replaces it": (WHOLE, "0.2.0"),
    "still declared beside": (Deprecation("core.sites", "core.sites", "0.1.0", "0.2.0"), "0.1.0"),
    "is not declared, so": (Deprecation("core.sites.x", None, "0.1.0", "0.2.0"), "0.1.0"),
}


@pytest.mark.parametrize(("words", "case"), TROUBLES.items(), ids=TROUBLES.keys())
def test_an_entry_that_is_not_in_force_is_an_error(words, case):
    entry, current = case
    with pytest.raises(DeprecationError, match=words):
        check([entry], {"core.sites": SITES}, current)


def test_freeze_never_writes_a_release_again_unless_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(frozen, "FOLDER", tmp_path)
    few = {name: TABLES[name] for name in ("ref.divisions", "ref.dates")}
    monkeypatch.setattr(freeze, "TABLES", few)
    assert freeze.trouble() == [f"the names of {CURRENT} are not written down: {freeze.COMMAND}"]
    assert freeze.main([]) == 0 and freeze.main([]) == 0
    stale = copy.deepcopy(frozen.read(CURRENT))
    del stale["tables"]["ref.dates"]
    frozen.path_of(CURRENT).write_text(frozen.text(stale), encoding="utf-8")
    assert freeze.main([]) == 1
    assert "ref.dates is added" in capsys.readouterr().out
    assert freeze.main(["--amend"]) == 0
    assert freeze.trouble() == []
