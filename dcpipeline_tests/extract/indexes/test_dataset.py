"""Tables of others: header, rows that count, typed cells, and what they state."""

from datetime import date
from typing import Any

import pytest

from dcpipeline.extract.indexes import (
    IndexUnreadableError,
    Table,
    VanishedFieldError,
    parse_dataset,
)
from dcpipeline.sources import DatasetRules

RULES: dict[str, Any] = {
    "kind": "dataset",
    "columns": {
        "name": "text", "land": "text", "state": "text", "since": "date", "pflops": "number",
        "code": "text", "seen": "date", "page": "text",
    },
    "where": {"land": ["China", ""]},
    "subject": {"kind": "project", "name": "name", "no_names": ["n/a"], "adcode": "code",
                "place": ["land"]},
    "statements": [
        {"property": "event", "column": "state", "values": {"open": "operational",
         "plan": "announced", "dead": "cancelled"}, "date": "since", "date_basis": "event",
         "date_where": {"state": ["open"]}},
        {"property": "compute", "column": "pflops", "factor": 0.001, "unit": "PFLOPS",
         "basis_by": {"column": "state", "values": {"open": "installed", "plan": "planned"}}},
        {"property": "operator", "column": "name", "where": {"state": ["open"]}},
    ],
    "published": "seen", "source": "page",
}  # fmt: skip
HEADER = "name,land,state,since,pflops,code,seen,page,rest\n"
GOOD = 'North,China,open,2026-05-07,"1,500",150100,2026-05-08,https://a.cn/1,x\n'


def rules(**changes: Any) -> DatasetRules:
    return DatasetRules.model_validate({**RULES, **changes})


def read(text: str, **changes: Any) -> Table:
    return parse_dataset(text.encode(), rules(**changes))


def test_a_row_states_what_the_rules_say() -> None:
    record = read(HEADER + GOOD).records[0]
    assert (record.row, record.kind, record.name, record.adcode, record.place_words) == (
        1, "project", "North", "150100", ("China",)
    )  # fmt: skip
    assert (record.published_on, record.source_url) == (date(2026, 5, 8), "https://a.cn/1")
    event, compute, operator = record.facts
    assert (event.value_text, event.date_on, event.date_precision, event.date_basis) == (
        "operational", date(2026, 5, 7), "day", "event"
    )  # fmt: skip
    assert (compute.value_num, compute.unit, compute.basis, compute.value_text) == (
        1.5, "PFLOPS", "installed", "1,500"
    )  # fmt: skip
    assert compute.words == "pflops: 1,500\nstate: open"
    assert (operator.value_text, operator.value_num, operator.qualifier) == ("North", None, None)
    assert record.words.startswith("name: North\nland: China\n")


def test_rows_that_do_not_count_are_counted() -> None:
    table = read(HEADER + GOOD + GOOD.replace("China", "Chile") + GOOD.replace("China", ""))
    assert (table.rows, table.listed) == (3, 2)
    assert [(part.what, part.count) for part in table.left_out] == [("row", 1)]


def test_a_date_that_is_not_meant_so_is_left_alone() -> None:
    event = read(HEADER + GOOD.replace("open", "plan")).records[0].facts[0]
    assert (event.value_text, event.date_on, event.date_basis) == ("announced", None, None)


@pytest.mark.parametrize(
    ("printed", "known", "on", "precision"),
    [
        ("2026-05-07", "day", date(2026, 5, 7), "day"),
        ("2026-05-07", "month", date(2026, 5, 1), "month"),
        ("2026-05-07", "year", date(2026, 1, 1), "year"),
        ("2026-05", "day", date(2026, 5, 1), "month"),
        ("2026", "month", date(2026, 1, 1), "year"),
        ("2026-05-07T00:00:00.000Z", "day", date(2026, 5, 7), "day"),
        ("2026-05-07 08:00", "day", date(2026, 5, 7), "day"),
    ],
)
def test_a_date_is_never_more_exact_than_known(
    printed: str, known: str, on: date, precision: str
) -> None:
    event = {**RULES["statements"][0], "date_precision": known}
    text = HEADER + GOOD.replace("2026-05-07", printed)
    fact = read(text, statements=[event, *RULES["statements"][1:]]).records[0].facts[0]
    assert (fact.date_on, fact.date_precision) == (on, precision)


@pytest.mark.parametrize(
    ("old", "new", "reason", "facts"),
    [
        ('"1,500"', "many", "'many' is no number", 2),
        ('"1,500"', '"1,5"', "'1,5' is no number", 2),
        ('"1,500"', "1e999", "'1e999' is too large", 2),
        ('"1,500"', "e5", "'e5' is no number", 2),
        ('"1,500"', "nan", "'nan' is no number", 2),
        ('"1,500"', "٣", "'٣' is no number", 2),
        ("2026-05-07", "7 May", "'7 May' is not a date of the form", 2),
        ("open", "dead", "'dead' in state has no meaning in the source's file", 1),
        ("open", "sleeping", "'sleeping' in state has no meaning in the source's file", 0),
        ("2026-05-08", "soon", "'soon' is not a date of the form", 3),
    ],
)
def test_a_cell_that_can_not_be_read_gives_no_fact_and_a_reason(
    old: str, new: str, reason: str, facts: int
) -> None:
    table = read(HEADER + GOOD.replace(old, new))
    record = table.records[0]
    assert any(reason in unread.reason for unread in record.unread)
    assert len(record.facts) == facts
    assert any(part.what == "cell" and reason in part.reason for part in table.left_out)


def test_an_empty_cell_gives_nothing() -> None:
    record = read(HEADER + ",China,,,,,,,\n").records[0]
    assert (record.name, record.adcode, record.facts, record.unread) == (None, None, (), ())


@pytest.mark.parametrize("printed", ["1500", "1500.0", "1.5e3", "1,500", "+1500", " 1500 "])
def test_figures_are_read_in_the_forms_that_tables_print(printed: str) -> None:
    fact = read(HEADER + GOOD.replace("1,500", printed)).records[0].facts[1]
    assert fact.value_num == 1.5


def test_a_placeholder_is_no_name() -> None:
    assert read(HEADER + GOOD.replace("North", "n/a")).records[0].name is None


def test_words_with_a_meaning_that_no_row_has_are_reported() -> None:
    assert read(HEADER + GOOD).unused == ("state: plan", "state: dead")


def test_columns_that_are_not_read_are_reported() -> None:
    assert read(HEADER + GOOD).unread_columns == ("rest",)


@pytest.mark.parametrize(
    ("header", "gone"),
    [
        (HEADER.replace("pflops", "petaflops"), ("pflops",)),
        (HEADER.replace("name,", "").replace("page", "Page"), ("name", "page")),
    ],
)
def test_a_column_that_vanished_is_named(header: str, gone: tuple[str, ...]) -> None:
    with pytest.raises(VanishedFieldError, match=", ".join(gone)) as raised:
        read(header + GOOD)
    assert raised.value.fields == gone


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the answer is empty"),
        ("\n\n", "the answer is empty"),
        ("<!DOCTYPE html><title>Not found</title>", "the answer is a page: 'Not found'"),
        (HEADER.replace("rest", "name") + GOOD, "the column 'name' stands twice in the header"),
        (HEADER + '"' + "x" * 200_000, "the table breaks in line 2: field larger than"),
    ],
)
def test_what_is_no_table_is_named(text: str, told: str) -> None:
    with pytest.raises(IndexUnreadableError) as raised:
        read(text)
    assert told in str(raised.value)


def test_a_table_without_rows_is_empty_and_no_error() -> None:
    table = read(HEADER)
    assert (table.rows, table.records, table.unused) == (0, (), ())


def test_rows_of_another_width_are_left_out() -> None:
    table = read(HEADER + GOOD + "North,China\n" + "\n" + GOOD)
    assert [record.row for record in table.records] == [1, 3]
    assert table.left_out[0].reason == "2 cells under 9 columns"


def test_a_mark_before_the_header_and_other_encodings_do_not_matter() -> None:
    text = HEADER + GOOD.replace("North", "北岭县")
    for content in (b"\xef\xbb\xbf" + text.encode(), text.encode("gb18030"), text.encode("utf-16")):
        assert parse_dataset(content, rules()).records[0].name == "北岭县"


def test_cells_may_hold_line_breaks_and_other_delimiters() -> None:
    text = (HEADER + GOOD).replace("North", '"No\nrth; a"')
    assert read(text).records[0].name == "No rth; a"
    tabbed = (HEADER + GOOD.replace('"1,500"', "1500")).replace(",", "\t")
    assert read(tabbed, delimiter="\t").records[0].name == "North"


LINE = (
    '{"name": "North", "land": "China", "state": "open", "since": "2026-05-07", "pflops": 1500, '
    '"code": 150100, "seen": null, "page": ["https://a.cn/1"]}\n'
)


def test_json_lines_are_read_as_well() -> None:
    table = read(LINE + "\n" + LINE.replace("1500,", "15e2,"), format="json_lines")
    assert [record.facts[1].value_num for record in table.records] == [1.5, 1.5]
    assert table.records[0].adcode == "150100"
    assert table.records[0].source_url == '["https://a.cn/1"]'


def test_lines_that_are_no_object_are_left_out() -> None:
    table = read(LINE + "[1]\nx\n" + "[" * 100_000 + "\n" + LINE, format="json_lines")
    assert table.listed == 2
    assert table.left_out[0].reason == "no JSON object" and table.left_out[0].count == 3


def test_json_lines_that_are_none_or_lack_a_field_are_errors() -> None:
    with pytest.raises(IndexUnreadableError, match="none of 2 lines is a JSON object"):
        read("a\nb\n", format="json_lines")
    with pytest.raises(VanishedFieldError, match="pflops not found in 1 objects"):
        read(LINE.replace("pflops", "flops"), format="json_lines")


def test_truth_is_read_where_a_column_is_said_to_hold_it() -> None:
    columns = {**RULES["columns"], "rest": "boolean"}
    stated = [*RULES["statements"], {"property": "ai_stated", "column": "rest"}]
    text = HEADER + GOOD.replace(",x\n", ",True\n") + GOOD.replace(",x\n", ",maybe\n")
    table = read(text, columns=columns, statements=stated)
    assert table.records[0].facts[-1].value_text == "True"
    assert table.records[1].unread[0].reason == "'maybe' is neither true nor false"
