"""The user's own file of judgements: appended to, never rewritten, needs no receipt."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dcpipeline.reference import (
    REVIEWED,
    FactsError,
    append_judgement,
    check_facts,
    facts_as_of,
    load_judgements,
    load_receipts,
    source_rows,
)
from dcpipeline.reference.csvfile import read_csv_rows
from dcpipeline.reference.receipts import shipped_files
from dcpipeline.warehouse import input_digest

HEADER = b"left_key,right_key,judgement,reason,decided_on\n"
LINE = ("AN1", "pg1", "same", "one name, one city", "2026-11-22")


def test_the_first_line_makes_the_file_with_its_header(tmp_path: Path) -> None:
    append_judgement(tmp_path, LINE)
    assert (tmp_path / REVIEWED).read_bytes() == (
        HEADER + b'AN1,pg1,same,"one name, one city",2026-11-22\n'
    )


def test_lines_that_stand_there_keep_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / REVIEWED
    path.parent.mkdir()
    # a spreadsheet's own manner of writing
    before = b"\xef\xbb\xbf" + HEADER.replace(b"\n", b"\r\n") + b'"a","b",same,"x",2026-01-02\r\n'
    path.write_bytes(before)
    append_judgement(tmp_path, LINE)
    append_judgement(tmp_path, LINE)
    written = path.read_bytes()
    assert written.startswith(before)
    assert load_judgements(tmp_path)["left_key"].to_list() == ["a", "AN1", "AN1"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (HEADER + b"AN1,pg1,sa", "reviewed.csv does not end with a line break"),
        (HEADER[:-1], "reviewed.csv does not end with a line break"),
        (b"left,right\n", "reviewed.csv: columns are missing: left_key"),
        (b"", "reviewed.csv is empty"),
        (HEADER + b'AN1,"pg1\n', "ends inside a quoted cell"),
    ],
)
def test_a_damaged_file_is_refused_by_name_and_left_alone(
    tmp_path: Path, damage: bytes, message: str
) -> None:
    path = tmp_path / REVIEWED
    path.parent.mkdir()
    path.write_bytes(damage)
    with pytest.raises(FactsError, match=message):
        append_judgement(tmp_path, LINE)
    assert path.read_bytes() == damage


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_judgement(tmp_path, LINE)
    before = (tmp_path / REVIEWED).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        append_judgement(tmp_path, LINE)
    assert (tmp_path / REVIEWED).read_bytes() == before


REASONS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(
    lambda words: words.splitlines() == [words]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(REASONS, min_size=1, max_size=4))
def test_every_reason_is_read_back(tmp_path_factory: pytest.TempPathFactory, reasons: list[str]):
    data = tmp_path_factory.mktemp("data")
    for reason in reasons:
        append_judgement(data, ("a", "b", "same", reason, "2026-11-22"))
    assert load_judgements(data)["reason"].to_list() == reasons


def test_the_own_file_needs_no_receipt_and_moves_no_clock(data_copy: Path) -> None:
    day, receipts, shipped = (
        facts_as_of(data_copy),
        load_receipts(data_copy),
        source_rows(data_copy),
    )
    digest = input_digest(data_copy, date(2026, 11, 21))
    append_judgement(data_copy, LINE)
    check_facts(data_copy)
    assert facts_as_of(data_copy) == day
    assert load_receipts(data_copy) == receipts
    assert data_copy / REVIEWED not in shipped_files(data_copy)
    (row,) = [row for row in source_rows(data_copy) if row not in shipped]
    assert (row["source_id"], row["receipt_status"], row["rights"]) == (REVIEWED, "own", "own")
    assert row["row_count"] == 1
    # a refresh that compares digests sees it, and sees each further line
    after = input_digest(data_copy, date(2026, 11, 21))
    append_judgement(data_copy, LINE)
    assert len({digest, after, input_digest(data_copy, date(2026, 11, 21))}) == 3


def test_it_counts_beside_the_shipped_judgements(data_copy: Path) -> None:
    shipped = len(load_judgements(data_copy))
    append_judgement(data_copy, LINE)
    rows = load_judgements(data_copy)
    assert len(rows) == shipped + 1
    assert rows.row(-1)[:5] == LINE
    assert len(read_csv_rows(data_copy / REVIEWED)) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",pg1,same,why,2026-11-22", "left_key is 'None', expected a key"),
        ("AN1,AN1,same,why,2026-11-22", "right_key is 'AN1', expected a key other"),
        ("AN1,pg1,maybe,why,2026-11-22", "judgement is 'maybe', expected same, different or"),
        ("AN1,pg1,same,,2026-11-22", "reason is 'None', expected words"),
        ("AN1,pg1,same,why,yesterday", "decided_on is 'yesterday', expected a day such as"),
        ("AN1,pg1,same,why,", "decided_on is 'None', expected a day such as"),
    ],
)
def test_a_line_that_says_nothing_stops_the_run(tmp_path: Path, line: str, message: str) -> None:
    append_judgement(tmp_path, LINE)
    with (tmp_path / REVIEWED).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(FactsError, match=f"reviewed.csv, line 3: {message}"):
        load_judgements(tmp_path)
