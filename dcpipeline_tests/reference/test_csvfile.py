from pathlib import Path

import pytest

from dcpipeline.reference import FactsError, read_csv_rows


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "facts.csv"
    path.write_bytes(content)
    return path


def test_rows_keep_their_line_numbers_across_quoted_line_breaks(tmp_path: Path) -> None:
    path = written(tmp_path, b'key,words\na,"two\nlines"\nb,one\n\nc,\n')
    rows = read_csv_rows(path, ["key", "words"])
    assert rows.rows() == [("a", "two\nlines", 2), ("b", "one", 4), ("c", None, 6)]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    rows = read_csv_rows(written(tmp_path, "\ufeffkey\r\n北京\r\n".encode()))
    assert rows.rows() == [("北京", 2)]


def test_an_overlong_cell_and_a_nul_are_read_so_that_the_row_can_be_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"key,words\na," + b"x" * 10_000_000 + b"\nb,\x00\n")
    rows = read_csv_rows(path)
    assert rows["words"].str.len_bytes().to_list() == [10_000_000, 1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "facts.csv is empty"),
        (b"key,words\na,\xb1\xb1\n", "is not UTF-8 (byte 12)"),
        ("key,words\na,b\n".encode("utf-16"), "is not UTF-8"),
        (b"key,words\na,b\nc,d", "does not end with a line break: it looks cut off"),
        (b"key,words\na,b\nc\n", "line 3: 1 cells where the header has 2. The file looks cut off"),
        (b"key,words\na,b,c\nd,e\n", "line 2: 3 cells where the header has 2"),
        (b'key,words\na,"b\n', "line 2: the file ends inside a quoted cell: it looks cut off"),
        (b'key,words\na,"b"c\n', "line 2: the file is malformed"),
        (b"key\na\n", "columns are missing: words"),
        (b"key,words,more\na,b,c\n", "columns are not declared: more"),
        (b"key,key,words\na,b,c\n", "header names stand twice: key"),
    ],
)
def test_a_damaged_file_stops_with_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(FactsError) as caught:
        read_csv_rows(written(tmp_path, content), ["key", "words"])
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="absent.csv is missing"):
        read_csv_rows(tmp_path / "absent.csv")


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="can't be read"):
        read_csv_rows(tmp_path)
