"""CSV that spreadsheets open safely, Parquet whose bytes follow from its rows."""

import csv
from datetime import date

import polars as pl
import pytest

from dcpipeline.warehouse.exports import write_csv, write_parquet


def read_back(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


FULL_WIDTH = ["＝", "＋", "－", "＠"]
AFTER_BLANKS = [" =", "\u3000=", "\u00a0+", "  \t@", " ＝"]


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", *FULL_WIDTH, *AFTER_BLANKS]
)
def test_formulas_are_defused(tmp_path, start):
    frame = pl.DataFrame({"name": [f"{start}cmd|' /C calc'!A0", f"safe{start}", None]})
    write_csv(frame, tmp_path / "x.csv")
    rows = read_back(tmp_path / "x.csv")
    assert rows[1] == [f"'{start}cmd|' /C calc'!A0"]
    assert rows[2] == [f"safe{start}"]


def test_numbers_keep_their_sign_and_chinese_its_characters(tmp_path):
    frame = pl.DataFrame(
        {"地名": ["乌兰察布"], "gap": [-1.5], "n": [-3], "on": [date(2025, 1, 2)], "open": [True]}
    )
    write_csv(frame, tmp_path / "x.csv")
    raw = (tmp_path / "x.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert read_back(tmp_path / "x.csv") == [
        ["地名", "gap", "n", "on", "open"],
        ["乌兰察布", "-1.5", "-3", "2025-01-02", "true"],
    ]


def test_words_of_a_vocabulary_stay_as_they_are(tmp_path):
    frame = pl.DataFrame({"bound": ["=", "<="], "note": ["=1+1", "ok"]})
    write_csv(frame, tmp_path / "x.csv", ["bound"])
    assert read_back(tmp_path / "x.csv")[1:] == [["=", "'=1+1"], ["<=", "ok"]]


def test_an_empty_frame_has_its_header(tmp_path):
    write_csv(pl.DataFrame(schema={"a": pl.String, "b": pl.Float64}), tmp_path / "x.csv")
    assert read_back(tmp_path / "x.csv") == [["a", "b"]]
    write_csv(pl.DataFrame({"n": [1]}), tmp_path / "numbers.csv")
    assert read_back(tmp_path / "numbers.csv") == [["n"], ["1"]]


def test_parquet_bytes_do_not_depend_on_chunks(tmp_path):
    whole = pl.DataFrame({"a": list(range(100)), "b": ["x"] * 100})
    chunked = pl.concat([whole.head(30), whole.tail(70)], rechunk=False)
    write_parquet(whole, tmp_path / "whole.parquet")
    write_parquet(chunked, tmp_path / "chunked.parquet")
    assert (tmp_path / "whole.parquet").read_bytes() == (tmp_path / "chunked.parquet").read_bytes()
