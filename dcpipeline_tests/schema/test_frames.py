import math

import polars as pl
import pytest

from dcpipeline.schema import SchemaError, Table, conform, empty, split
from dcpipeline.schema.column import flag, integer, number, text

SITES = Table(
    "core",
    "sites",
    "Sites of a test.",
    "one row per site",
    ("site",),
    (
        text("site", "Name.", pattern=r"[a-z]+"),
        number("load_mw", "Load.", decimals=2, unit="MW", low=0),
        text("state", "State.", vocabulary={"on": "", "off": ""}, nullable=False),
        integer("racks", "Racks.", high=10),
        flag("ai", "Whether AI."),
        text("reason", "A column whose name other code may like to use."),
    ),
)


def rows(**changes: object) -> pl.DataFrame:
    row = {"site": "a", "load_mw": 1.0, "state": "on", "racks": 1, "ai": True, "reason": None}
    return pl.DataFrame([row | changes], infer_schema_length=None)


def test_a_frame_is_ordered_rounded_typed_and_sorted() -> None:
    frame = pl.concat(
        [rows(site="b", load_mw=1.005001), rows(site="a", load_mw=2)], how="vertical_relaxed"
    )
    stored = conform(frame.select(reversed(frame.columns)), SITES)
    assert stored.columns == list(SITES.column_names)
    assert stored["site"].to_list() == ["a", "b"]
    assert stored["load_mw"].to_list() == [2.0, 1.01]
    assert stored.schema["reason"] == pl.String


def test_minus_zero_is_stored_as_zero() -> None:
    stored = conform(rows(load_mw=-0.0), SITES)["load_mw"].item()
    assert math.copysign(1, stored) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"site": "A1"}, "site has another form"),
        ({"load_mw": -1.0}, "load_mw is below its lowest value"),
        ({"load_mw": math.nan}, "load_mw is not a number"),
        ({"load_mw": math.inf}, "load_mw is infinite"),
        ({"state": None}, "state is missing"),
        ({"state": "asleep"}, "state is not in its vocabulary"),
        ({"racks": 11}, "racks is above its highest value"),
        ({"site": None}, "site is missing"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named_with_its_key(
    changes: dict[str, object], words: str
) -> None:
    with pytest.raises(SchemaError) as caught:
        conform(rows(**changes), SITES)
    assert "core.sites" in str(caught.value) and words in str(caught.value)
    good, bad = split(pl.concat([rows(site="z"), rows(**changes)], how="vertical_relaxed"), SITES)
    assert good["site"].to_list() == ["z"]
    assert words in bad["broken_rules"].item()


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(SchemaError, match="key stands more than once"):
        conform(pl.concat([rows(), rows()]), SITES)


def test_columns_too_many_or_too_few_are_refused() -> None:
    with pytest.raises(SchemaError, match=r"columns missing \['ai'\]"):
        conform(rows().drop("ai"), SITES)
    with pytest.raises(SchemaError, match=r"not declared \['color'\]"):
        conform(rows().with_columns(color=pl.lit("red")), SITES)


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(SchemaError, match=r"core\.sites"):
        conform(rows(racks="many"), SITES)


def test_an_empty_frame_fits() -> None:
    assert conform(empty(SITES), SITES).is_empty()


def test_a_declaration_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="a column is declared twice"):
        Table("core", "x", "", "", ("a",), (text("a", ""), text("a", "")))
    with pytest.raises(ValueError, match="key columns are not declared"):
        Table("core", "x", "", "", ("b",), (text("a", ""),))
    with pytest.raises(ValueError, match="unknown layer"):
        Table("lake", "x", "", "", ("a",), (text("a", ""),))
