"""Readings, rounds, refusals and frames; questions that stay fast."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import polars as pl
import pytest

from dcpipeline.archive import Archive, Receipt, Round, StoredRefusal
from dcpipeline_tests.archive.samples import (
    START,
    numbered,
    reading,
    refusal,
    response,
    round_of,
)


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path) as opened:
        yield opened


def test_a_reading_comes_back_and_the_latest_counts(archive):
    bare = reading(
        "ca2",
        text="",
        language=None,
        published_on=None,
        encoding=None,
        layout=None,
        claims='[{"a": "智"}]',
        n_claims=1,
        read_at=datetime(2026, 3, 1, 8, 0, 0, 5),
    )
    archive.put_reading(reading("ca1"))
    archive.put_reading(bare)
    archive.put_reading(reading("ca1", "8"))
    assert archive.reading("ca1", "7") == reading("ca1")
    assert archive.reading("ca2", "7") == bare
    assert archive.reading("ca2", "8") is None
    archive.put_reading(replace(bare, n_claims=2))
    assert archive.reading("ca2", "7") == replace(bare, n_claims=2)
    found = archive.reading("ca1", "7")
    assert found is not None and found.published_on == date(2026, 2, 28)


def test_readings_of_a_version_are_sorted_and_may_be_written_while_they_are_read(archive):
    with archive.batch():
        for number in range(1200):
            archive.put_reading(reading(f"ca{number:05d}"))
            archive.put_reading(reading(f"ca{number:05d}", "8"))
    seen = []
    for item in archive.readings("7"):
        seen.append(item.capture_id)
        archive.put_reading(replace(item, reader_version="9"))
    assert seen == [f"ca{number:05d}" for number in range(1200)]
    assert sum(1 for _ in archive.readings("9")) == 1200
    assert list(archive.readings("10")) == []


def test_a_batch_of_readings_is_kept_after_an_error(tmp_path):
    with Archive.open(tmp_path) as archive, pytest.raises(ZeroDivisionError), archive.batch():
        archive.put_reading(reading("ca1"))
        raise ZeroDivisionError
    with Archive.open(tmp_path) as archive:
        assert archive.reading("ca1", "7") is not None


def test_rounds_newest_and_newest_good(archive):
    assert archive.last_round("news") is None
    archive.put_round(round_of(1))
    archive.put_round(round_of(3, outcome="failed", reason="too few records", fingerprint=None))
    archive.put_round(round_of(2))
    archive.put_round(round_of(4, source_id="other", outcome="partial"))
    assert archive.last_round("news") == round_of(
        3, outcome="failed", reason="too few records", fingerprint=None
    )
    assert archive.last_good_round("news") == round_of(2)
    assert archive.last_good_round("other") is None
    assert archive.rounds("news")["round_id"].to_list() == ["ro1", "ro2", "ro3"]
    assert archive.rounds().height == 4
    archive.put_round(round_of(3))
    assert archive.last_good_round("news") == round_of(3)
    assert archive.rounds().height == 4


def test_a_refusal_is_kept_once(archive):
    archive.refuse("news", refusal())
    archive.refuse("news", refusal())
    archive.refuse("other", refusal())
    archive.refuse("news", refusal(1))
    frame = archive.refusals()
    assert frame["source_id"].to_list()[-1] == "news"
    assert frame.height == 3
    row = frame.row(2, named=True)
    assert (row["code"], row["tries"]) == ("timeout", 3)
    assert row["fetched_at"] == START + timedelta(seconds=1)


def test_frames_have_the_fields_of_their_rows_and_types_even_when_empty(archive):
    empty = (archive.captures(), archive.refusals(), archive.rounds())
    receipts = [archive.store("news", numbered(number)) for number in range(30)]
    archive.refuse("news", refusal())
    archive.put_round(round_of(1))
    full = (archive.captures(), archive.refusals(), archive.rounds())
    for kind, before, after in zip((Receipt, StoredRefusal, Round), empty, full, strict=True):
        assert before.columns == after.columns == [field.name for field in fields(kind)]
        assert before.schema == after.schema
    captures = full[0]
    assert captures["fetched_at"].dtype == pl.Datetime("us")
    assert captures["warc_offset"].dtype == pl.Int64
    assert captures["capture_id"].is_sorted()
    by_id = {receipt.capture_id: receipt for receipt in receipts}
    for row in captures.iter_rows(named=True):
        assert Receipt(**row) == by_id[row["capture_id"]]


def test_questions_are_answered_from_indexes(archive):
    """At a million rows a question that reads a table through would take seconds."""
    archive.store("news", response())
    connection = archive._index.connection
    asked = []
    connection.set_trace_callback(asked.append)
    archive.last_good("https://a.cn/")
    archive._index.same_payload("https://a.cn/", "00", "00")
    archive._index.capture("ca1")
    archive.reading("ca1", "7")
    list(archive.readings("7"))
    archive.last_round("news")
    archive.last_good_round("news")
    archive._index.has_refusal("rf1")
    archive._index.places("x")
    archive._index.last_end("x")
    connection.set_trace_callback(None)
    assert len(asked) >= 10
    for question in asked:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
        steps = [step[-1] for step in plan]
        assert all(step.startswith("SEARCH") for step in steps), (question, steps)
        assert not any("TEMP B-TREE" in step for step in steps), (question, steps)
